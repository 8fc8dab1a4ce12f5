"""The CRF that runs here labels as CRFsuite's own does."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain, pairwise, product
from pathlib import Path

import numpy as np
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
    sentences = [[*words, "ONU"] for words in sentences]  # none is whole: nothing is read anew for its verb
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


TINY = crf.Model(
    labels=("a", "b", "c"),
    transitions=np.array([[0, 2, -1], [1, 0, 0.5], [-2, 1, 0]], dtype=np.float32),
    before=np.zeros((4, 3), dtype=np.float32),
    behind=np.zeros((4, 3), dtype=np.float32),
    attributes={},
    weights=crf.rows_of(np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0), (0, 3)),
)
WEIGHTS = st.lists(st.lists(st.integers(-3, 3), min_size=3, max_size=3), min_size=1, max_size=5)


@given(WEIGHTS, st.data())
def test_the_best_path_through_a_wanted_label_is_found(rows: list[list[int]], data: st.DataObject) -> None:
    scores = np.array(rows, dtype=np.float32)
    flags = st.lists(st.booleans(), min_size=3, max_size=3)
    wanted = np.array([data.draw(flags) for _ in rows])
    path, short = crf.through(TINY, scores, wanted)
    every = list(product(range(3), repeat=len(rows)))
    held = [one for one in every if any(wanted[at, label] for at, label in enumerate(one))]
    best = max(_worth(scores, one) for one in every)
    if not held:
        assert short == float("inf")
        return
    assert short == pytest.approx(best - max(_worth(scores, one) for one in held), abs=1e-4)
    assert tuple(path) in held
    assert _worth(scores, path) == pytest.approx(best - short, abs=1e-4)


def _worth(scores: crf.Scores, path: Sequence[int]) -> float:
    between = sum(TINY.transitions[pair] for pair in pairwise(path))
    return float(scores[np.arange(len(path)), list(path)].sum() + between)


VERBS = [
    ("Fire destroyed the roof of the church.", "en", "destroyed"),
    ("An earthquake occurred off the coast.", "en", "occurred"),
    ("Police fired tear gas near the port.", "en", "fired"),
]


@pytest.mark.parametrize(("text", "language", "verb"), VERBS)
def test_a_whole_sentence_has_a_finite_verb(text: str, language: str, verb: str) -> None:
    words = [*text[:-1].split(), "."]
    tags = tagging.tag([words], language)
    assert [word for word, tag in zip(words, tags, strict=True) if tag[1] == "fin"] == [verb]


@pytest.mark.parametrize("text", ["Two dead, nine hurt in harbour blast", "A map of the port by night ."])
def test_what_has_none_is_given_none(text: str) -> None:
    assert not any(tag[1] == "fin" for tag in tagging.tag([text.split()], "en"))
