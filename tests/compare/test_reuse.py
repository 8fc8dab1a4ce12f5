from __future__ import annotations

import json
import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.compare.piles import reading

from twosource.compare import fingerprints, reuse
from twosource.compare.reuse import chains
from twosource.compare.reuse.chains import Chain, Match
from twosource.model import Passage, Place, Reading

SEEDS = Path("/work/shared/seeds")

WIRE = (
    "A freight train carrying grain left the rails near Oldmarsh before dawn and blocked the coastal line.",
    "The driver, a 44-year-old man from Tresk, was treated for a broken wrist and sent home by noon.",
    "Engineers from Northline Rail suspect that a worn switch, due for replacement, gave way under a wagon.",
    "About 300 tonnes of barley spilled into the ditch, where farmers came with shovels and trailers.",
)
OWN_A = "Our reporter found the village awake, its one café open and the road full of tractors."
OWN_B = "Commuters were put on buses, and many of them arrived at work after lunch, wet and cross."


def said(found: tuple[Passage, ...], readings: list[Reading]) -> list[list[str]]:
    texts = {r.article.id: r.article.text for r in readings}
    return [[texts[m.article][m.start : m.end] for m in passage.members] for passage in found]


def test_a_copied_sentence_is_one_verbatim_passage() -> None:
    pile = [reading("a", f"{OWN_A}\n{WIRE[0]}"), reading("b", f"{WIRE[0]}\n{OWN_B}")]
    found = reuse.find(pile)
    assert [(p.id, p.kind, p.parent) for p in found] == [("p1", "verbatim", None)]
    assert said(found, pile) == [[WIRE[0].rstrip("."), WIRE[0].rstrip(".")]]


def test_articles_that_share_no_wording_have_no_passage() -> None:
    assert reuse.find([reading("a", OWN_A), reading("b", OWN_B)]) == ()
    assert reuse.find([]) == ()
    assert reuse.find([reading("a", ""), reading("b", "?!")]) == ()


def test_edits_are_kept_with_both_places_and_changed_facts_are_marked() -> None:
    changed = WIRE[1].replace("44-year-old", "46-year-old").replace("treated", "bandaged")
    pile = [reading("a", WIRE[1]), reading("b", changed)]
    (passage,) = reuse.find(pile)
    texts = {r.article.id: r.article.text for r in pile}
    edits = [
        (e.kind, texts["a"][e.left.start : e.left.end], texts["b"][e.right.start : e.right.end], e.fact)
        for e in passage.edits
    ]
    assert passage.kind == "edited"
    assert ("replaced", "44", "46", True) in edits
    assert any("bandaged" in right and not fact for _, _, right, fact in edits)


def test_reordered_paragraphs_are_all_found() -> None:
    pile = [reading("a", "\n".join(WIRE)), reading("b", "\n".join(reversed(WIRE)))]
    covered = said(reuse.find(pile), pile)
    assert all(any(line.rstrip(".") in words[0] for words in covered) for line in WIRE)


def test_a_copy_cut_at_the_tail_is_covered_whole() -> None:
    pile = [reading("a", "\n".join(WIRE)), reading("b", "\n".join(WIRE[:2]))]
    shares = reuse.shares(pile, reuse.find(pile))
    assert shares["a", "b"][1] == 1.0
    assert 0.4 < shares["a", "b"][0] < 0.7


def test_one_stretch_in_three_articles_is_one_passage_of_three_members() -> None:
    pile = [reading(x, f"{own}\n{WIRE[2]}") for x, own in (("a", OWN_A), ("b", OWN_B), ("c", WIRE[3]))]
    (passage,) = reuse.find(pile)
    assert [m.article for m in passage.members] == ["a", "b", "c"]


def test_words_that_both_print_as_a_quotation_are_no_wording_of_their_own() -> None:
    quote = "“We heard the wagons fold up like paper one after the other and then nothing at all”"
    pile = [
        reading("a", f"{OWN_A}\n{quote}, she said."),
        reading("b", f"{OWN_B}\nA farmer remembers: {quote}."),
    ]
    found = reuse.find(pile)
    assert [p.kind for p in found] == ["quotation"]
    assert reuse.shares(pile, found) == {}


def test_what_one_outlet_prints_in_every_article_is_stock() -> None:
    foot = "The Tresk Courier is edited by a trust that belongs to its readers and takes no money from parties."
    late = (
        "Nobody in the hall knew what wet barley is worth, nor who should pay the owners of the three ships "
        "that wait for it in the harbour of Kestel since Sunday."
    )
    lines = ("\n".join(WIRE[:2]), f"{OWN_A} {OWN_B} {WIRE[2]}", f"{WIRE[3]} {late}")
    pile = [reading(str(i), f"{line}\n{foot}", outlet="Tresk Courier") for i, line in enumerate(lines)]
    assert [p.kind for p in reuse.find(pile)] == ["stock"]


def test_furniture_of_several_stories_is_stock_in_each() -> None:
    foot = "The Coast Monitor is a charity in Tresk that counts accidents on the railways of the province."
    lines = (*WIRE, OWN_A, OWN_B)
    pile = [reading(str(i), f"{line}\n{foot}") for i, line in enumerate(lines)]
    marks = reuse.furniture(pile, [["0", "1"], ["2", "3"], ["4", "5"]])
    assert [p.kind for p in reuse.find(pile[:2])] == ["verbatim"]
    assert [p.kind for p in reuse.find(pile[:2], marks)] == ["stock"]


def test_furniture_blocks_are_not_compared() -> None:
    pile = [reading("a", f"{OWN_A}\n{WIRE[0]}", furniture=[WIRE[0]]), reading("b", f"{OWN_B}\n{WIRE[0]}")]
    assert reuse.find(pile) == ()


def test_a_title_with_a_name_is_no_wording() -> None:
    pile = [
        reading("a", f"{OWN_A} Deputy Mayor Ilse Varrin Dombrow Kestel left early."),
        reading("b", f"{OWN_B} Nobody had asked Deputy Mayor Ilse Varrin Dombrow Kestel for help."),
    ]
    assert reuse.find(pile) == ()


@given(st.permutations(range(4)))
def test_the_order_of_the_input_changes_nothing(order: list[int]) -> None:
    pile = [reading(x, f"{WIRE[i]}\n{WIRE[(i + 1) % 4]}") for i, x in enumerate("abcd")]
    assert reuse.find([pile[i] for i in order]) == reuse.find(pile)


def _words(count: int, seed: int) -> list[str]:
    drawn = random.Random(seed)  # noqa: S311 - made text, seeded
    return [f"w{drawn.randrange(30_000)}x" for _ in range(count)]


@pytest.mark.parametrize("length", [8, 9, 15])
def test_every_run_of_eight_words_is_found_in_a_large_pile(length: int) -> None:
    shared = _words(length, 7)
    filler = [_words(1000, seed) for seed in range(160)]
    for offset in range(8):
        filler[3][100 * offset + offset : 100 * offset + offset] = shared
    filler[9][500:500] = shared
    pile = fingerprints.spread([reading(f"{i:03}", " ".join(words)) for i, words in enumerate(filler)])
    runs = fingerprints.runs(pile)
    assert len(pile.codes) > fingerprints.SMALL
    meetings = zip(pile.owners[runs.left], pile.owners[runs.right], runs.length, strict=True)
    assert sum(1 for a, b, n in meetings if (a, b) == (3, 9) and n >= length) == 8


def test_sentences_told_in_other_words_are_paraphrases() -> None:
    told = "Northline Rail engineers believe a worn switch that awaited replacement failed under a wagon."
    pile = [reading("a", f"{OWN_A}\n{WIRE[2]}"), reading("b", f"{OWN_B}\n{told}")]
    found = reuse.paraphrases(pile, reuse.find(pile))
    assert [p.kind for p in found] == ["paraphrase"]
    assert said(found, pile)[0][0].startswith("Engineers from Northline")


def test_sentences_told_in_another_language_are_translations() -> None:
    told = (
        "Les ingénieurs de Northline Rail suspectent un aiguillage, dont le remplacement était prévu, "
        "près de Oldmarsh, avec 300 tonnes, selon Ilse Varrin."
    )
    base = (
        "Engineers of Northline Rail suspect a switch whose replacement was planned near Oldmarsh, "
        "with 300 tonnes, says Ilse Varrin."
    )
    pile = [reading("a", base), reading("b", told, language="fr")]
    assert [p.kind for p in reuse.paraphrases(pile, ())] == ["translation"]
    assert reuse.paraphrases([reading("a", OWN_A), reading("b", told, language="fr")], ()) == ()


def test_weak_matches_count_in_a_row_and_not_alone() -> None:
    row = [Match(i, 10 + i, 5.0) for i in range(4)]
    alone = Match(9, 2, 5.0)
    first, second = chains.chains([alone, *row])
    assert (first.matches, second.matches) == (tuple(row), (alone,))
    assert first.worth > 4 * second.worth


def test_a_chain_never_goes_back_and_never_leaps() -> None:
    crossed = [Match(0, 5, 4.0), Match(1, 4, 4.0), Match(9, 6, 4.0)]
    assert all(len(chain.matches) == 1 for chain in chains.chains(crossed))


def test_a_chain_is_cut_where_it_steps_far_and_at_what_is_shown_already() -> None:
    row = Chain(tuple(Match(i, i, 1.0) for i in (0, 1, 2, 5, 6)), 9.0)
    pieces = chains.split(row, frozenset({(1, 1)}), gap=2)
    assert [[m.left for m in piece] for piece in pieces] == [[0], [2], [5, 6]]


BRIDGE_EN = (
    "Engineers of Northline Rail suspect a defective switch whose replacement was planned near Oldmarsh.",
    "About 300 tonnes of barley were lost in the canal, says the farmer Ilse Varrin.",
    "The bridge will remain closed until Friday, the port of Tresk announced.",
)
BRIDGE_FR = (
    "Les ingénieurs de Northline Rail soupçonnent un aiguillage défectueux à remplacer près d’Oldmarsh.",
    "Environ 300 tonnes d’orge ont été perdues dans le canal, dit l’agricultrice Ilse Varrin.",
    "Le pont restera fermé jusqu’à vendredi, a annoncé le port de Tresk.",
)


def test_a_translation_is_one_stretch_over_its_sentences() -> None:
    base, told = "\n".join(BRIDGE_EN), "\n".join(BRIDGE_FR)
    pile = [reading("a", base), reading("b", told, language="fr")]
    (found,) = reuse.paraphrases(pile, ())
    assert found.kind == "translation"
    assert [m.end - m.start for m in found.members] == [len(base), len(told)]


@pytest.mark.parametrize(("speaker", "expected"), [("Ilse Varrin", ["translation"]), ("Olaf Brandt", [])])
def test_one_quotation_in_two_languages_is_found_by_its_words_and_its_speaker(
    speaker: str, expected: list[str]
) -> None:
    a = reading(
        "a", f"{OWN_A} “The bridge and the canal will remain closed”, said Ilse Varrin.", people=["Ilse Varrin"]
    )
    text = f"« Le pont et le canal resteront fermés », a dit {speaker}, venue en bottes avec ses deux chiens."
    b = reading("b", text, language="fr", people=[speaker])
    assert [p.kind for p in reuse.paraphrases([a, b], ())] == expected


def test_signs_that_are_set_in_another_way_are_no_edits() -> None:
    straight = "\"It's the harvest,\" he said: the farmers' lorries - 40 of them - stood at Tresk's gate at 7 o'clock."
    curly = "“It’s the harvest,” he said: the farmers’ lorries – 40 of them – stood at Tresk’s gate at 7\xa0o’clock."
    (found,) = reuse.find([reading("a", straight), reading("b", curly)])
    assert (found.kind, found.edits) == ("verbatim", ())


def test_a_promotion_under_two_articles_of_one_outlet_is_stock() -> None:
    promo = "Get the best of the marshes every morning in your inbox"
    pile = [
        reading("a", f"{WIRE[0]}\n{promo}", outlet="x", promo=promo),
        reading("b", f"{OWN_B}\n{promo}", outlet="x", promo=promo),
        reading("c", f"{OWN_A}\n{promo}", outlet="y", promo=promo),
    ]
    (found,) = reuse.find(pile)
    assert (found.kind, [m.article for m in found.members]) == ("stock", ["a", "b"])
    assert said((found,), pile) == [[promo, promo]]


@pytest.mark.skipif(not SEEDS.exists(), reason="the seed articles are not on this machine")
def test_the_passages_of_the_seeds_are_found() -> None:
    rows = [json.loads(line) for line in (SEEDS / "articles.jsonl").read_text("utf-8").splitlines()]
    pile = [reading(row["id"], row["text"], language="fr") for row in rows]
    found = reuse.find(pile)
    for truth in json.loads((SEEDS / "truth.json").read_text("utf-8"))["passages"]:
        places = [Place(**place) for place in truth]
        assert any(all(_inside(place, passage) for place in places) for passage in found), places


def _inside(place: Place, passage: Passage) -> bool:
    return any(
        m.article == place.article and m.start <= place.start + 3 and m.end >= place.end - 3 for m in passage.members
    )
