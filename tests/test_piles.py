"""The hand-labelled piles of training: their truth is what the builder makes of their labels, and the claims keep house."""

from __future__ import annotations

import shutil
from collections import Counter
from pathlib import Path

import pytest
from tools import label
from training import natural, origins, relations

from twosource.evaluate import dataset
from twosource.evaluate.dataset import Dataset

PILES = Path(__file__).parents[1] / "training" / "piles"
NAMES = sorted(path.parent.name for path in PILES.glob("*/labels.json"))


@pytest.mark.parametrize("name", NAMES)
def test_the_truth_is_what_the_builder_makes_of_the_labels(name: str, tmp_path: Path) -> None:
    for file in ("articles.jsonl", "labels.json"):
        shutil.copy(PILES / name / file, tmp_path / file)
    assert label.main([str(tmp_path)]) == 0
    assert (tmp_path / "truth.json").read_bytes() == (PILES / name / "truth.json").read_bytes()


@pytest.mark.parametrize("name", NAMES)
def test_a_place_stands_in_one_claim_and_every_article_in_some(name: str) -> None:
    truth = dataset.load(PILES / name).truth
    claims = truth.claims or ()
    places = Counter((place.article, place.start, place.end) for claim in claims for place in claim.statements)
    assert not [place for place, times in places.items() if times > 1]
    told = {article for article, _, _ in places}
    assert told == {article for members in (truth.stories or {}).values() for article in members}


@pytest.mark.parametrize("name", NAMES)
def test_no_more_organisations_than_persons_than_utterances_are_counted(name: str) -> None:
    counts = [claim.independent for claim in dataset.load(PILES / name).truth.claims or ()]
    for count in counts:
        utterances, persons, organisations = (count[level] for level in ("utterance", "person", "organisation"))
        assert (utterances or 0) >= (persons or 0) >= (organisations or 0) >= (utterances is not None)


@pytest.mark.parametrize("name", NAMES)
def test_relations_are_of_articles_of_the_pile_each_pair_once(name: str) -> None:
    data = dataset.load(PILES / name)
    known = {article for members in (data.truth.stories or {}).values() for article in members}
    pairs = [frozenset((told.earlier, told.later)) for told in data.truth.relations or ()]
    assert len(pairs) == len(set(pairs))
    assert all(len(pair) == 2 and pair <= known for pair in pairs)


def test_no_held_pile_is_among_those_to_train_on_and_each_is_had_by_name() -> None:
    trained = [data.name for data in natural.piles()]
    assert trained == sorted(set(NAMES) - natural.HELD)
    assert [natural.pile(name).name for name in sorted(natural.HELD)] == sorted(natural.HELD & set(NAMES))


def test_what_is_left_out_by_name_leaves_the_held_ones_out_as_well() -> None:
    trained = {data.name for data in natural.piles(natural.LATER)}
    assert trained == set(NAMES) - natural.LATER - natural.HELD


def test_models_are_trained_on_no_held_pile(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []

    def note(data: Dataset, *_: object) -> list[object]:
        seen.append(data.name)
        return []

    monkeypatch.setattr(origins, "cases", note)
    monkeypatch.setattr(relations, "rows_of", note)
    origins.piles()
    relations.piles()
    assert {"mine", "market"} <= set(seen)
    assert natural.HELD.isdisjoint(seen)


def test_training_reaches_the_piles_through_one_door() -> None:
    doors = [path.name for path in PILES.parent.glob("*.py") if '/ "piles"' in path.read_text("utf-8")]
    assert doors == ["natural.py"]


@pytest.mark.parametrize("name", NAMES)
def test_where_statements_are_labelled_every_article_is_and_a_source_stands_outside_a_quote(name: str) -> None:
    truth = dataset.load(PILES / name).truth
    if truth.statements is None:
        return
    assert set(truth.complete or ()) == {one for members in (truth.stories or {}).values() for one in members}
    for told in truth.statements:
        assert told.speaker == (told.chain or (None,))[0], told
        if told.kind == "direct" and told.source and not told.spans:
            assert told.source.end <= told.start or told.end <= told.source.start, told
