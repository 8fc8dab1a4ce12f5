from __future__ import annotations

from twosource.compare import substitutions
from twosource.compare.substitutions import Text
from twosource.model import Edit, Passage, Place, Substitution

BEGIN = "Shells fell on Tresk at dawn and the "
END = " left the fish market by noon, the harbour board said."


def _learn(*pairs: tuple[str, str], fact: bool = False) -> tuple[Substitution, ...]:
    """Learn from pairs of printings, each of a story of its own, that differ in one stretch."""
    texts: dict[str, Text] = {}
    passages: dict[str, tuple[Passage, ...]] = {}
    for number, (one, other) in enumerate(pairs):
        ids = (f"a{number}", f"b{number}")
        for name, words, outlet in zip(ids, (one, other), ("Courier", "Post"), strict=True):
            texts[name] = Text(BEGIN + words + END, "en", outlet)
        left, right = (Place(i, len(BEGIN), len(BEGIN) + len(w)) for i, w in zip(ids, (one, other), strict=True))
        members = tuple(Place(name, 0, len(texts[name].text)) for name in ids)
        edit = Edit(1, "replaced", left, right, fact)
        passages[f"s{number}"] = (Passage(id="p1", kind="edited", members=members, edits=(edit,)),)
    return substitutions.learn(passages, texts)


def test_what_replaces_what_is_counted_with_who_prints_it() -> None:
    (found,) = _learn(("rebels", "opposition"), ("opposition", "rebels"), ("rebels", "Opposition"))
    assert (found.left.words, found.right.words) == ("opposition", "rebels")
    assert (found.passages, found.stories, found.language) == (3, 3, "en")
    assert found.left.outlets == (("Post", 2), ("Courier", 1))
    assert found.right.outlets == (("Courier", 2), ("Post", 1))


def test_what_both_sides_have_at_an_end_is_left_out() -> None:
    (found,) = _learn(("rebel fighters", "opposition fighters"), ("rebel men", "opposition men"))
    assert (found.left.words, found.right.words) == ("opposition", "rebel")


def test_once_is_no_habit_and_inflections_figures_and_facts_are_none() -> None:
    assert _learn(("rebels", "opposition")) == ()
    assert _learn(("fishermen", "fishermens"), ("fishermen", "fishermens")) == ()
    assert _learn(("12", "14"), ("12", "14")) == ()
    assert _learn(("rebels", "opposition"), ("rebels", "opposition"), fact=True) == ()
    assert _learn(("of", "in"), ("of", "in")) == ()
