from __future__ import annotations

import random
import resource
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.compare.piles import reading

from twosource.compare import reuse
from twosource.compare.reuse import postings
from twosource.model import Reading

WIRE = (
    "A freight train carrying grain left the rails near Oldmarsh before dawn and blocked the coastal line.",
    "The driver, a 44-year-old man from Tresk, was treated for a broken wrist and sent home by noon.",
    "Engineers from Northline Rail suspect that a worn switch, due for replacement, gave way under a wagon.",
    "About 300 tonnes of barley spilled into the ditch, where farmers came with shovels and trailers.",
)
OTHER = (
    "The council of Kestel voted by nine to four for a new sea wall and put off the school until spring.",
    "Two trawlers that had been missing since Monday were towed into the bay with nobody hurt on board.",
)
OWN_A = "Our reporter found the village awake, its one café open and the road full of tractors."
OWN_B = "Commuters were put on buses, and many of them arrived at work after lunch, wet and cross."


def wording(pile: list[Reading]) -> list[tuple[str, ...]]:
    return [tuple(m.article for m in p.members) for p in reuse.find(pile) if p.kind in {"verbatim", "edited"}]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.sampled_from("abcdefg"), min_size=8, max_size=20),
    st.lists(st.sampled_from("hijklmn"), max_size=30),
    st.lists(st.sampled_from("opqrstu"), max_size=30),
    st.lists(st.sampled_from("vwxyzéè"), max_size=30),
)
def test_any_run_of_eight_words_pairs_two_articles(
    run: list[str], before: list[str], other: list[str], after: list[str]
) -> None:
    pile = [reading("1", " ".join([*before, *run, *after])), reading("2", " ".join([*other, *run]))]
    assert postings.connected(2, postings.pair(postings.post(pile))) == [[0, 1]]


@given(st.lists(st.lists(st.sampled_from("abc"), min_size=9, max_size=40), min_size=2, max_size=6))
@settings(max_examples=40, deadline=None)
def test_pairs_share_a_fingerprint_and_are_told_once(texts: list[list[str]]) -> None:
    posted = postings.post([reading(str(i), " ".join(words)) for i, words in enumerate(texts)])
    pairs = postings.pair(posted)
    held = [set(posted.hashes[posted.owners == i].tolist()) for i in range(len(texts))]
    found = list(zip(pairs.left.tolist(), pairs.right.tolist(), strict=True))
    assert found == sorted(set(found))
    assert set(found) == {(i, j) for i in range(len(texts)) for j in range(i + 1, len(texts)) if held[i] & held[j]}


def test_articles_that_share_seven_words_alone_are_no_pair() -> None:
    shared = "worn switch due for replacement gave way"
    pile = [reading("a", f"one {shared} two three"), reading("b", f"four five {shared}")]
    assert len(shared.split()) == 7
    assert all(weight <= 1 for weight in postings.pair(postings.post(pile)).weight.tolist())
    assert reuse.gathered([reading("a", OWN_A), reading("b", OWN_B)]) == []


def test_a_merged_copy_shares_one_passage_with_each_of_its_wires() -> None:
    merged = "\n".join((WIRE[0], WIRE[1], *OTHER))
    pile = [reading("a", "\n".join(WIRE)), reading("b", "\n".join(OTHER)), reading("c", merged)]
    assert wording(pile) == [("a", "c"), ("b", "c")]


def test_what_a_third_article_shares_in_part_is_cut_there_and_nowhere_else() -> None:
    whole = "\n".join(WIRE)
    pile = [reading("a", whole), reading("b", whole), reading("c", f"{WIRE[2]}\n{WIRE[3]}\n{OWN_A}")]
    assert wording(pile) == [("a", "b"), ("a", "b", "c")]
    assert wording(pile[:2]) == [("a", "b")]


def test_two_write_ups_of_one_communique_each_share_with_it_and_less_with_each_other() -> None:
    pile = [
        reading("a", f"{OWN_A}\n{WIRE[0]}\n{WIRE[1]}"),
        reading("b", f"{OWN_B}\n{WIRE[2]}\n{WIRE[1]}"),
        reading("c", "\n".join(WIRE)),
    ]
    shares = reuse.shares(pile, reuse.find(pile))
    assert min(shares["a", "c"][0], shares["b", "c"][0]) > 0.6 > max(shares["a", "b"])


def test_a_passage_of_two_stories_is_found_across_and_one_of_a_single_story_is_not() -> None:
    pile = [reading("a", f"{OWN_A}\n{WIRE[0]}"), reading("b", f"{OWN_B}\n{WIRE[0]}"), reading("c", WIRE[3])]
    (found,) = reuse.across(pile, [["a", "c"], ["b"]])
    assert [place.article for place in found.members] == ["a", "b"]
    assert reuse.across(pile, [["a", "b"], ["c"]]) == ()


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        ("The flood barrier at Ostrel held, said Brandt, and 300 drowned sheep were pulled from the meadows.", 0),
        ("The flood barrier at Tresk held, said Varrin, and 412 drowned sheep were pulled from the meadows.", 1),
    ],
)
def test_a_sentence_of_two_stories_with_facts_of_their_own_is_a_formula(other: str, expected: int) -> None:
    told = "The flood barrier at Tresk held, said Brandt, and 412 drowned sheep were pulled from the meadows."
    pile = [reading("a", f"{OWN_A}\n{told}"), reading("b", f"{OWN_B}\n{other}")]
    assert len(reuse.across(pile, [["a"], ["b"]])) == expected


def test_a_phrase_of_seven_words_is_no_passage_of_two_stories_that_share_a_sentence_too() -> None:
    phrase = "worn switch due for replacement gave way"
    pile = [
        reading("a", f"{OWN_A}\n{WIRE[0]}\nAt Ostrel a {phrase} at noon."),
        reading("b", f"Near Tresk one {phrase} again.\n{OWN_B}\n{WIRE[0]}"),
    ]
    assert len(reuse.find(pile)) == 2
    (found,) = reuse.across(pile, [["a"], ["b"]])
    text = pile[0].article.text
    assert phrase not in text[found.members[0].start : found.members[0].end]


def test_a_wire_told_as_three_stories_within_days_is_no_furniture_and_what_stands_for_weeks_is() -> None:
    pile = [
        reading(str(i), f"{own}\n{WIRE[2]}", published=f"2031-05-{day:02}")
        for i, (own, day) in enumerate(((OWN_A, 1), (OWN_B, 2), (OTHER[0], 3)))
    ]
    stories = [["0"], ["1"], ["2"]]
    assert not reuse.furniture(pile, stories)
    late = [*pile[:2], reading("2", f"{OTHER[0]}\n{WIRE[2]}", published="2031-07-03")]
    assert reuse.furniture(late, stories)


def _drawn(count: int, seed: int) -> str:
    source = random.Random(seed)  # noqa: S311 - made text, seeded
    return " ".join(f"w{int(50_000 ** source.random())}" for _ in range(count))


@pytest.mark.parametrize(
    ("texts", "seconds"),
    [
        ([" ".join(["word"] * 200_000)] * 2, 20.0),
        ([_drawn(300, 1)] * 2_000, 30.0),
        ([_drawn(100_000, 2), _drawn(100_000, 3)], 30.0),
    ],
    ids=["one word repeated", "identical articles", "one long line"],
)
def test_hostile_input_stays_within_time_and_memory(texts: list[str], seconds: float) -> None:
    pile = [reading(f"{i:05}", text) for i, text in enumerate(texts)]
    begun, held = time.process_time(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for group in reuse.gathered(pile):
        reuse.find(group)
    assert time.process_time() - begun < seconds
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - held < 1_500_000
