from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from twosource.errors import DatasetError
from twosource.evaluate import dataset
from twosource.model import Place, Span

ARTICLE = '{"id": "a", "text": "Rain fell on Velmont.", "outlet": "Herald", "mood": 3}'


def folder(tmp_path: Path, articles: str, truth: str) -> Path:
    (tmp_path / "articles.jsonl").write_text(articles, encoding="utf-8")
    (tmp_path / "truth.json").write_text(truth, encoding="utf-8")
    return tmp_path


def test_absent_keys_are_not_labelled_and_unknown_ones_are_nothing(tmp_path: Path) -> None:
    found = dataset.load(folder(tmp_path, ARTICLE + "\n\n", '{"stories": {"s": ["a"]}, "weather": [1]}'))
    assert found.truth.stories == {"s": ("a",)}
    assert found.truth.statements is None
    assert found.articles[0].outlet == "Herald"
    assert dataset.inputs(found) == tmp_path / "articles.jsonl"


def test_rows_are_typed(tmp_path: Path) -> None:
    truth = """{"statements": [{"article": "a", "start": 0, "end": 4, "cue": [5, 9], "source": null}],
                "claims": [{"id": "c", "statements": [{"article": "a", "start": 0, "end": 4, "value": "3"}],
                            "independent": {"utterance": null, "organisation": 2}}],
                "drifts": [{"kind": "quote cut", "from": {"article": "a", "start": 0, "end": 4},
                            "to": {"article": "a", "start": 5, "end": 9}}]}"""
    found = dataset.load(folder(tmp_path, ARTICLE, truth)).truth
    assert found.statements is not None
    assert found.claims is not None
    assert found.drifts is not None
    assert found.statements[0].cue == Span(5, 9)
    assert found.statements[0].chain is None
    assert found.claims[0].independent["utterance"] is None
    assert found.drifts[0].from_ == Place("a", 0, 4)


def test_a_packed_list_and_a_pile_are_known(tmp_path: Path) -> None:
    (tmp_path / "articles.jsonl.gz").write_bytes(gzip.compress(b'{"id": "a", "text": "x", "file": "p.html"}'))
    (tmp_path / "truth.json").write_text("{}", encoding="utf-8")
    assert dataset.inputs(dataset.load(tmp_path)) == tmp_path / "pile"


@pytest.mark.parametrize(
    ("articles", "truth", "message"),
    [
        ("{", "{}", r"articles.jsonl row 1"),
        (ARTICLE + "\n" + '{"text": "x"}', "{}", r"articles.jsonl row 2.*id"),
        (ARTICLE + "\n" + ARTICLE, "{}", r"two articles have one id"),
        (ARTICLE, "[]", r"truth.json"),
        (ARTICLE, '{"stories": {"s": ["b"]}}', r"stories\[s\].*no article 'b'"),
        (ARTICLE, '{"times": [{"article": "a", "start": 0, "end": 99}]}', r"times\[0\].*\[0, 99\)"),
        (ARTICLE, '{"times": [{"article": "a", "start": 5, "end": 4}]}', r"times\[0\].*\[5, 4\)"),
        (ARTICLE, '{"times": [{"article": "a", "start": "0"}]}', r"truth.json.*times\[0\]"),
        (
            ARTICLE,
            '{"statements": [{"article": "a", "start": 0, "end": 4, "cue": [-1, 2]}]}',
            r"statements\[0\]",
        ),
        (
            ARTICLE,
            '{"passages": [[{"article": "b", "start": 0, "end": 1}]]}',
            r"passages\[0\]: no article 'b'",
        ),
        (
            ARTICLE,
            '{"conflicts": [{"relation": "denial", "left": {"article": "a", "start": 0, "end": 1}}]}',
            r"right",
        ),
    ],
)
def test_what_is_malformed_is_named(tmp_path: Path, articles: str, truth: str, message: str) -> None:
    with pytest.raises(DatasetError, match=message) as caught:
        dataset.load(folder(tmp_path, articles, truth))
    assert str(tmp_path.parent) not in str(caught.value)


def test_a_folder_without_labels(tmp_path: Path) -> None:
    (tmp_path / "articles.jsonl").write_text(ARTICLE, encoding="utf-8")
    with pytest.raises(DatasetError, match=r"truth.json: cannot be read"):
        dataset.load(tmp_path)
