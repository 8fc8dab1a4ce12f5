from __future__ import annotations

import json
import random
import re
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs
from tests.compare.piles import reading

from twosource.compare import bilingual, fingerprints, reuse
from twosource.compare.reuse import lines, rows
from twosource.model import Passage, Place, Reading, Token

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
    assert said(found, pile) == [[WIRE[0], WIRE[0]]]


@pytest.mark.parametrize(
    ("left", "right", "shared"),
    [
        (f"{WIRE[1]} {OWN_A}", f"{OWN_B} {WIRE[1]}", WIRE[1]),
        (f"{OWN_A}\n« {WIRE[2]} » A pause.", f"« {WIRE[2]} »\n{OWN_B}", WIRE[2].rstrip(".")),
        (
            f"{WIRE[0][:-1]}, which left neighbours of every age without bread or any other news until late.",
            f"{WIRE[0][:-1]}; buses took whoever had a ticket, and many without one, to the next town inland.",
            WIRE[0][:-1],
        ),
        (f"“The barley is lost,” {WIRE[1]}", f"“The barley is lost,” {WIRE[1]}", f"“The barley is lost,” {WIRE[1]}"),
    ],
)
def test_a_passage_ends_with_the_mark_of_its_sentence_a_quotation_with_its_words(
    left: str, right: str, shared: str
) -> None:
    pile = [reading("a", left), reading("b", right)]
    assert said(reuse.find(pile), pile) == [[shared, shared]]


def tagged(id_: str, text: str) -> Reading:
    """Give an article whose words were tagged, none of them as a verb."""
    found = reading(id_, text)
    tokens = tuple(Token(m.start(), m.end(), m.group(), m.group(), "NOUN") for m in re.finditer(r"\w+", text))
    return structs.replace(found, layers=structs.replace(found.layers, tokens=tokens))


@pytest.mark.parametrize(
    ("phrase", "found"),
    [
        ("a welder, two dockers and a pilot with burnt hands", 1),
        ("the routes of lorries and the makes of barrels and fuses", 1),
        ("the Northline Fund for Farms and Mills in Tresk Kestel", 0),
        ("at the hall of the Port of Kestel and Tresk", 0),
    ],
)
def test_a_run_without_a_verb_is_wording_where_it_is_more_than_names(phrase: str, found: int) -> None:
    pile = [
        tagged("a", f"Nobody in Oldmarsh had seen {phrase} since spring."),
        tagged("b", f"Later {phrase} were counted again by others."),
    ]
    assert len(reuse.find(pile)) == found


def test_what_many_articles_of_a_story_say_without_a_verb_is_the_event_itself() -> None:
    phrase = "a cold store of barley near the eastern quay"
    told = ("Cold and barley, said the mayor: a store gone.", "Eastern pilots saw barley in a cold store, no quay.",
            "Quay, store, cold: barley is eastern bread.")  # fmt: skip
    others = [tagged(f"c{number}", text) for number, text in enumerate(told)]
    two = [tagged("a", f"Smoke over {phrase} at noon."), tagged("b", f"Men from {phrase} went home.")]
    assert len(reuse.find(two)) == 1
    assert reuse.find([*two, *others]) == ()


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


RETOLD = (
    "Before dawn a goods train with grain left the rails near Oldmarsh, and the line along the coast was blocked.",
    "A man of 44 from Tresk, its driver, had a broken wrist treated and was home by noon.",
    "Northline Rail engineers believe a worn switch that awaited replacement failed under a wagon.",
    "Into the ditch spilled some 300 tonnes of barley; farmers came with trailers and shovels.",
)


def test_an_article_told_in_other_words_and_in_one_order_is_a_paraphrase() -> None:
    pile = [reading("a", "\n".join(WIRE)), reading("b", "\n".join(RETOLD))]
    (found,) = reuse.retold(pile, reuse.find(pile)).passages
    assert found.kind == "paraphrase"
    assert said((found,), pile) == [["\n".join(WIRE), "\n".join(RETOLD)]]


def test_one_fact_that_two_reports_tell_is_no_paraphrase() -> None:
    pile = [
        reading("a", "\n".join((OWN_A, *WIRE[1:]))),
        reading("b", "\n".join((OWN_B, RETOLD[2], "No train will call at the halt of Lower Fen this week."))),
    ]
    assert reuse.retold(pile, reuse.find(pile)).passages == ()


def test_the_same_facts_in_another_order_are_no_paraphrase() -> None:
    mixed = [RETOLD[i] for i in (2, 0, 3, 1)]
    pile = [reading("a", "\n".join(WIRE)), reading("b", "\n".join(mixed))]
    assert reuse.retold(pile, reuse.find(pile)).passages == ()


ROW_OF_SIX = np.full((6, 6), 0.05) + 0.6 * np.eye(6)


def test_a_row_holds_every_sentence_once_and_in_the_order_of_both() -> None:
    row, back = rows.best(ROW_OF_SIX, 0.1, 8.0), rows.best(ROW_OF_SIX[::-1], 0.1, 8.0)
    assert row.matches == tuple((i, i) for i in range(6))
    assert rows.shown(row, ROW_OF_SIX, 8.0) == [row.matches]
    assert rows.shown(back, ROW_OF_SIX[::-1], 8.0) == []


def test_evidence_grows_with_the_row_and_falls_where_it_steps_aside() -> None:
    short, whole = rows.best(ROW_OF_SIX[:3, :3], 0.1, 0.0), rows.best(ROW_OF_SIX, 0.1, 0.0)
    aside = rows.best(np.insert(ROW_OF_SIX, [2, 4], 0.05, axis=1), 0.1, 0.0)
    assert short.evidence < whole.evidence
    assert aside.evidence < whole.evidence


def test_what_stands_alone_between_two_matches_is_matched_by_its_place() -> None:
    dull = ROW_OF_SIX.copy()
    dull[2, 2] = 0.05
    assert rows.best(dull, 0.1, 5.0).matches == tuple((i, i) for i in range(6))


def test_a_row_is_cut_where_it_steps_aside_and_at_what_is_shown_already() -> None:
    row = rows.Row(((0, 0), (1, 1), (2, 2), (4, 3), (5, 4)), 5.0)
    assert rows.shown(row, ROW_OF_SIX, 0.0) == [row.matches[:3], row.matches[3:]]
    assert rows.without(row.matches[:3], frozenset({(1, 1)})) == [((0, 0),), ((2, 2),)]


def test_a_piece_is_shown_the_sooner_the_longer_it_is_and_the_less_else_is_like_it() -> None:
    row = rows.Row(((0, 0), (1, 1), (2, 2), (4, 3)), 5.0)
    assert rows.shown(row, ROW_OF_SIX, 6.0) == [row.matches[:3]]
    vague = np.where(ROW_OF_SIX > 0.5, ROW_OF_SIX, 0.6)
    assert rows.shown(row, vague, 6.0) == []


@given(st.lists(st.lists(st.floats(0, 1), min_size=4, max_size=4), min_size=1, max_size=7))
def test_a_row_never_goes_back_and_uses_no_sentence_twice(cells: list[list[float]]) -> None:
    matches = rows.best(np.array(cells), 0.1, 0.0).matches
    assert all(a[0] < b[0] and a[1] < b[1] for a, b in pairwise(matches))


BRIDGE_EN = (
    "Engineers of Northline Rail suspect a defective switch whose replacement was planned near Oldmarsh.",
    "About 300 tonnes of barley were lost in the canal, says the farmer Ilse Varrin.",
    "The bridge will remain closed until Friday, the port of Tresk announced.",
)
OWN_FR = "Au café du village, notre reporter a trouvé des tracteurs et des clients trempés."
BRIDGE_FR = (
    "Les ingénieurs de Northline Rail soupçonnent un aiguillage défectueux à remplacer près d’Oldmarsh.",
    "Environ 300 tonnes d’orge ont été perdues dans le canal, dit l’agricultrice Ilse Varrin.",
    "Le pont restera fermé jusqu’à vendredi, a annoncé le port de Tresk.",
)


def test_a_translated_copy_beside_its_original_is_told_from_an_own_report() -> None:
    own = "\n".join(("Les vaches de la ferme voisine ont été rentrées par deux pompiers.", OWN_FR, BRIDGE_FR[1]))
    pile = [
        reading("a", "\n".join(BRIDGE_EN)),
        reading("b", "\n".join(BRIDGE_FR), language="fr"),
        reading("c", own, language="fr"),
    ]
    found = reuse.retold(pile, reuse.find(pile)).passages
    assert [(p.kind, [m.article for m in p.members]) for p in found] == [("translation", ["a", "b"])]


def test_a_sentence_of_two_languages_that_is_alike_outside_a_row_is_kept_for_claims_alone() -> None:
    pile = [
        reading("a", f"{OWN_A}\n{BRIDGE_EN[1]}\n{OWN_B}\n{WIRE[0]}"),
        reading("b", f"{OWN_FR}\n{BRIDGE_FR[1]}", language="fr"),
    ]
    retold = reuse.retold(pile, ())
    assert retold.passages == ()
    assert said(retold.alike, pile) == [[BRIDGE_EN[1], BRIDGE_FR[1]]]


@pytest.mark.parametrize(("agencies", "expected"), [("CC", 1), ("CP", 0), ("C", 0)])
def test_a_sentence_that_two_languages_have_of_one_agency_is_of_one_text(agencies: str, expected: int) -> None:
    of = {"C": "Corvin", "P": "Pélage"}
    one, other = (BRIDGE_EN[1].replace("says", "tells Corvin"), f"{BRIDGE_FR[1][:-1]} à {of[agencies[-1]]}.")
    pile = [
        reading("a", f"{OWN_A}\n{one}\n{OWN_B}\n{WIRE[0]}", credit=["Corvin"]),
        reading("b", f"{OWN_FR}\n{other}", language="fr", credit=[of[name] for name in agencies[1:]]),
    ]
    retold = reuse.retold(pile, ())
    assert len(retold.passages) == expected
    assert len(retold.alike) == 1 - expected


@pytest.mark.parametrize(("agencies", "expected"), [(({"x"}, {"x"}), 1), (({"x"}, {"y"}), 0), ((set(), {"y"}), 1)])
def test_an_agency_of_its_own_speaks_against_one_text(agencies: tuple[set[str], set[str]], expected: int) -> None:
    pile = [reading("a", "\n".join(WIRE)), reading("b", "\n".join(RETOLD))]
    assert len(reuse.retold(pile, (), dict(zip("ab", agencies, strict=True))).passages) == expected


def test_a_translation_is_one_stretch_over_its_sentences() -> None:
    base, told = "\n".join(BRIDGE_EN), "\n".join(BRIDGE_FR)
    pile = [reading("a", base), reading("b", told, language="fr")]
    (found,) = reuse.retold(pile, ()).passages
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
    assert [p.kind for p in reuse.retold([a, b], ()).passages] == expected


@pytest.mark.parametrize(
    ("english", "french"),
    [
        ("The town counts 26,000 of them.", "On y recense 26\xa0000 habitants."),
        ("It grew by 3.5 in a decade.", "En dix ans, la hausse fut de 3,5."),
        ("All of it was at the Crisis Observatory.", "Un observatoire suivait cela."),
        ("Nobody doubts that a crisis looms.", "La crise menace, dit-on."),
    ],
)
def test_what_two_languages_print_in_their_own_way_is_shared(english: str, french: str) -> None:
    laid, lexicon = lines.lay([reading("a", english), reading("b", french, language="fr")])
    assert lines.shared(laid[:1], laid[1:], lexicon, "sn#~t").toarray().max() > 2


def test_what_newsrooms_put_for_a_word_is_no_translation_of_it() -> None:
    assert "mayor" in bilingual.of_news("mairie", "fr", "en")
    assert "mairie" in bilingual.of_news("mayor", "en", "fr")
    assert "mayor" not in bilingual.translations("mairie", "fr", "en")


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


FORMULA = "the town council of Ilvane told reporters"


def test_a_formula_of_seven_words_is_a_passage_of_two_articles_and_of_no_more() -> None:
    texts = (
        f"Rain closed two roads, {FORMULA} after a long debate.",
        f"Nobody has paid for the bridge, {FORMULA} in a short note.",
        "A ferry left the harbour of Costa Brel without its crew.",
    )
    pile = [reading(f"a{number}", text) for number, text in enumerate(texts)]
    assert reuse.find(pile[:2])
    assert not reuse.find(pile)
