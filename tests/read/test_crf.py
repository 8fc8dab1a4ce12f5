"""The CRF that runs here labels as CRFsuite's own does."""

from __future__ import annotations

from itertools import chain
from pathlib import Path

import pycrfsuite
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from twosource.errors import ResourceError
from twosource.read import crf, tagging
from twosource.resources import read_bytes

WORDS = (
    "Odile",
    "Varn",
    "a",
    "visité",
    "le",
    "port",
    "de",
    "Brumeval",
    ",",
    "selon",
    "Nordval",
    ".",
    "2019",
    "L'",
    "ONU",
)
SENTENCES = st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=12), max_size=6)


def suite(name: str) -> pycrfsuite.Tagger:
    tagger = pycrfsuite.Tagger()
    tagger.open_inmemory(read_bytes(name))
    return tagger


FRENCH = suite("models/pos-fr.crfsuite")


@settings(deadline=None)  # the first call loads the model
@given(SENTENCES)
def test_the_labels_are_crfsuite_s(sentences: list[list[str]]) -> None:
    theirs = chain.from_iterable(FRENCH.tag(tagging.features(words, "fr")) for words in sentences)
    assert tagging.tag(sentences, "fr") == [tagging.parse(label) for label in theirs]


@settings(deadline=None)  # the first call loads the model
@given(SENTENCES)
def test_a_sentence_is_labelled_as_if_it_stood_alone(sentences: list[list[str]]) -> None:
    apart = [label for words in sentences for label in tagging.tag([words], "fr")]
    assert tagging.tag(sentences, "fr") == apart


def test_a_model_is_read_as_it_was_written(tmp_path: Path) -> None:
    trainer = pycrfsuite.Trainer(verbose=False)
    trainer.append([["a", "b"], ["b"], ["c"]], ["x", "y", "x"])
    trainer.append([["c"], ["a"]], ["x", "x"])
    trainer.train(str(tmp_path / "tiny"))
    model = crf.parse((tmp_path / "tiny").read_bytes(), "tiny")
    written = pycrfsuite.Tagger()
    written.open(str(tmp_path / "tiny"))
    info = written.info()
    assert set(model.labels) == {"x", "y"}
    for (attribute, label), weight in info.state_features.items():
        row = crf.summed(model.weights, [[model.attributes[attribute]]])[0]
        assert row[model.labels.index(label)] == pytest.approx(weight, abs=1e-5)


@pytest.mark.parametrize("content", [b"", b"lCRF", b"not a model at all, but long enough to be one" * 3])
def test_what_is_no_model_is_refused(content: bytes) -> None:
    with pytest.raises(ResourceError):
        crf.parse(content, "nothing")


def test_no_sentence_has_no_label() -> None:
    assert tagging.tag([], "fr") == []
    assert tagging.tag([["mot"]], "xx") == [tagging.NOTHING]
