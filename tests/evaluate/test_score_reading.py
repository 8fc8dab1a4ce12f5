"""Scorers of what is read in one article, each on a case small enough to count by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest
from msgspec.structs import replace
from tests.evaluate import fake

from twosource.evaluate import blocks, names, quantities, rows, statements, times, timex, wires
from twosource.evaluate import credits as credited
from twosource.evaluate.dataset import GoldTime
from twosource.evaluate.measures import Row
from twosource.model import (
    Block,
    Credit,
    CreditForm,
    Dossier,
    Entity,
    Hop,
    Place,
    Quantity,
    StoryStatement,
    Time,
)  # fmt: skip

TEXT = "Maro said one two three four five and six seven eight nine ten. “We saw it all today”, Odo Brandt added."


def at(words: str) -> Place:
    return Place("a", TEXT.index(words), TEXT.index(words) + len(words))


def cut(words: str) -> dict[str, object]:
    place = at(words)
    return {"article": "a", "start": place.start, "end": place.end}


def span(words: str) -> list[int]:
    return [at(words).start, at(words).end]


def system(*said: StoryStatement, **links: object) -> Dossier:
    claims = [fake.claim(f"c{number}", one) for number, one in enumerate(said)]
    return fake.dossier((fake.article("a", TEXT),), (fake.story("1", ("a",), claims=claims, **links),))


def scored(truth: Sequence[Mapping[str, object]], *said: StoryStatement, **links: object) -> tuple[Row, ...]:
    return statements.score(fake.dataset({"a": TEXT}, {"statements": truth}), system(*said, **links))


FIRST = {**cut("one two three four five"), "cue": span("said"), "chain": ["Maro"], "kind": "indirect"}
SECOND = {**cut("six seven eight nine ten"), "cue": span("said"), "chain": ["Maro"], "kind": "indirect"}


@pytest.mark.parametrize(
    ("words", "exact", "found"),
    [
        ("one two three four five", 1.0, 1.0),
        ("one two three four", 0.0, 1.0),  # 4 of 5 words
        ("one two three", 0.0, 0.0),
        ("one two three four five and", 0.0, 1.0),  # 5 of 6
        ("one two three four five and six seven", 0.0, 0.0),
    ],
)
def test_a_whole_statement_is_found_at_four_fifths(words: str, exact: float, found: float) -> None:
    table = scored([FIRST], fake.statement("s", at(words), ("Maro",)))
    assert fake.score(table, "whole statement, exact F1") == exact
    assert fake.score(table, "whole statement, .8 F1") == found


def test_the_union_under_one_cue_finds_both_labels() -> None:
    joined = fake.statement("s", at("one two three four five and six seven eight nine ten"), ("Maro",))
    table = scored([FIRST, SECOND], joined)
    assert fake.score(table, "whole statement, .8 P") == 1.0
    assert fake.score(table, "whole statement, .8 R") == 1.0
    apart = scored([FIRST, {**SECOND, "cue": span("added")}], joined)
    assert fake.score(apart, "whole statement, .8 R") == 0.0


def test_one_statement_finds_one_label() -> None:
    twice = [fake.statement(name, at("one two three four five"), ("Maro",)) for name in ("s1", "s2")]
    table = scored([FIRST], *twice)
    assert fake.score(table, "whole statement, .8 P") == 0.5
    assert fake.score(table, "content words P") == 1.0


def test_words_of_contents_by_hand() -> None:
    table = scored([FIRST], fake.statement("s", at("three four five and"), ("Maro",)))
    assert (fake.score(table, "content words P"), fake.score(table, "content words R")) == (3 / 4, 3 / 5)


def test_the_article_itself_and_incomplete_articles_are_left_out() -> None:
    own = fake.statement("s", at("one two three four five"), kind="own")
    assert fake.score(scored([FIRST], own), "whole statement, .8 R") == 0.0
    truth = {"statements": [FIRST], "complete": []}
    table = statements.score(fake.dataset({"a": TEXT}, truth), system(own))
    assert fake.row(table, "whole statement, .8 R").n == 0


MARO = Entity(id="e1", name="Elise Maro", type="person", variants=("Elise Maro", "Maro"))


@pytest.mark.parametrize(
    ("gold", "mine", "expected"),
    [
        (["Maro"], ("Elise Maro",), (1, 1, 1, 1)),
        (["Maro"], ("Odo Brandt",), (0, 0, 0, 0)),
        (["Maro", "NPQ"], ("Maro", "NPQ"), (1, 1, 1, 1)),
        (["Maro", "NPQ"], ("Maro",), (1, 0, 1, 0)),
        (["Maro", "NPQ"], ("NPQ",), (0, 0, 0, 1)),
        (["Maro", "NPQ"], ("NPQ", "Maro"), (0, 0, 0, 0)),
        (["?"], ("?",), (1, 1, 1, 1)),
        (["Maro"], (), (0, 0, 0, 0)),
        (["Maro", "Herald"], ("Maro",), (1, 1, 1, 1)),  # the outlet itself is left out
    ],
)
def test_chains(gold: list[str], mine: tuple[str, ...], expected: tuple[int, int, int, int]) -> None:
    truth = {"statements": [{**FIRST, "chain": gold}]}
    said = fake.statement("s", at("one two three four five"), mine)
    table = statements.score(fake.dataset({"a": TEXT}, truth, outlet={"a": "Herald"}), system(said))
    measures = ("speaker", "chain exact", "chain, first hop", "chain, last hop")
    assert tuple(fake.score(table, f"{name} (where found)") for name in measures) == expected


def test_a_teller_is_known_by_the_variants_of_the_entity() -> None:
    mayor = Hop(name="the mayor", type="role", entity="e1")
    said = replace(fake.statement("s", at("one two three four five")), chain=(mayor,))
    table = scored([FIRST], said, entities=[MARO])
    assert fake.score(table, "speaker (where found)") == 1.0


def test_a_name_in_another_language_stands_for_the_words_of_the_source() -> None:
    text = "Il pleut, disent les agences de Brume. Il neige, disent les agences de Brume."
    start, source = text.index("Il pleut"), text.index("les agences")
    truth = {
        "statements": [
            {
                "article": "a",
                "start": start,
                "end": 8,
                "source": [source, source + 21],
                "chain": ["Foggy news wires"],
            }
        ]
    }
    said = fake.statement("s", Place("a", 0, 8), ("agences de Brume",))
    answer = fake.dossier((fake.article("a", text),), (fake.story("1", ("a",), claims=[fake.claim("c", said)]),))
    assert fake.score(statements.score(fake.dataset({"a": text}, truth), answer), "speaker (where found)") == 1.0


def test_kinds_and_certainty_where_found() -> None:
    gold = [
        {**FIRST, "certainty": "asserted"},
        {**SECOND, "cue": None, "certainty": "denied", "kind": "noun"},
    ]
    table = scored(
        gold,
        fake.statement("s1", at("one two three four five"), ("Maro",)),
        fake.statement("s2", at("six seven eight nine ten"), ("Maro",)),
    )
    assert fake.score(table, "certainty accuracy") == 0.5
    assert (fake.score(table, "kind: indirect P"), fake.score(table, "kind: indirect R")) == (0.5, 1.0)
    assert fake.score(table, "kind: noun R") == 0.0


def test_the_baseline_quotes_and_takes_the_nearest_name() -> None:
    quote = {**cut("We saw it all today"), "chain": ["Odo Brandt"], "kind": "direct"}
    table = scored([quote], fake.statement("s", at("We saw"), ()))
    assert fake.row(table, "whole statement, exact F1").baseline_score == 1.0
    assert fake.row(table, "speaker (where found)").baseline_score == 1.0


# ------------------------------------------------------------------------------------ rows


def reached(truth: Mapping[str, object], answer: Dossier) -> dict[str, bool]:
    return {one.kind: one.reached for one in rows.reached(fake.dataset({"a": TEXT}, truth), answer)}


@pytest.mark.parametrize(
    ("words", "chain", "certainty", "expected"),
    [
        ("one two three four five", ("Maro",), "asserted", (True, True, True)),
        ("one two three", ("Maro",), "denied", (True, True, False)),  # 13 of 23 characters
        ("one two", ("Maro",), "asserted", (False, False, False)),
        ("one two three four five", ("Odo Brandt",), "asserted", (False, False, True)),
        ("one two three four five", ("Maro", "NPQ"), "asserted", (True, False, True)),
    ],
)
def test_rows_of_statements(
    words: str, chain: tuple[str, ...], certainty: str, expected: tuple[bool, bool, bool]
) -> None:
    found = reached(
        {"statements": [{**FIRST, "certainty": "asserted"}]},
        system(fake.statement("s", at(words), chain, certainty=certainty)),
    )
    assert (found["statements"], found["chains"], found["certainty"]) == expected


@pytest.mark.parametrize(
    ("words", "kind", "clean"),
    [
        ("one two three", "indirect", True),
        ("one two three four five and six", "indirect", False),
        ("one two three four five and six", "own", True),
    ],
)
def test_a_trap_is_kept_out_of_other_mouths(words: str, kind: str, *, clean: bool) -> None:
    truth = {"trap": [{"article": "a", "text": "five and six seven"}]}
    assert reached(truth, system(fake.statement("s", at(words), kind=kind)))["traps"] is clean


@pytest.mark.parametrize(
    ("truth", "shown", "hit"), [(1, 1, True), (1, 2, False), (2, 1, False), (None, 1, True), (None, 2, False)]
)
def test_counts_are_reached(truth: int | None, shown: int, *, hit: bool) -> None:
    place = at("one two three four five")
    gold = {
        "claims": [
            {
                "id": "c",
                "statements": [place],
                "origins": ["unknown", "Maro"],
                "independent": {"person": truth},
            }
        ]
    }
    mine = fake.claim("c", fake.statement("s", place), counts=fake.independent(person=fake.count(shown)))
    answer = fake.dossier((fake.article("a", TEXT),), (fake.story("1", ("a",), claims=[mine]),))
    assert reached(gold, answer)["counts"] is hit


# ----------------------------------------------------------------- times, credits, blocks, names


@pytest.mark.parametrize(
    ("gold", "value", "interval", "same"),
    [
        ("2031-03-03", "2031-03-03", (None, None), True),
        ("P2D", "p2d", (None, None), True),
        ("2031-03-03", "2031-03-04", (None, None), False),
        ("2031-03-03/2031-03-05", "P3D", ("2031-03-03T00:00", "2031-03-06"), True),
        ("2031-03-03/2031-03-05", "P3D", ("2031-03-03", "2031-03-07"), False),
        (None, "", (None, None), False),
    ],
)
def test_values_of_times(gold: str | None, value: str, interval: tuple[str | None, str | None], *, same: bool) -> None:
    mine = Time(0, 4, "date", value, None, *interval)
    assert times.same_value(GoldTime(article="a", start=0, end=4, value=gold), mine) is same


def test_times_by_hand() -> None:
    text = "It rained on Monday, in 2029 and for two hours."
    truth = {
        "times": [
            {"article": "a", "start": 10, "end": 19, "value": "2031-03-03", "type": "DATE"},
            {"article": "a", "start": 24, "end": 28, "value": "2029"},
            {"article": "a", "start": 37, "end": 46, "value": "PT2H", "modifier": "more than"},
        ]
    }
    found = (
        Time(13, 19, "date", "2031-03-10"),
        Time(37, 46, "duration", "PT2H", "MORE_THAN"),
        Time(0, 2, "date", "2031"),
    )
    answer = fake.dossier((fake.article("a", text, times=found),))
    table = times.score(fake.dataset({"a": text}, truth, published={"a": "2031-03-03T08:00"}), answer)
    assert fake.score(table, "stretch, overlapping P") == 2 / 3
    assert fake.score(table, "stretch, exact R") == 1 / 3
    assert fake.score(table, "value (where found)") == 1 / 2
    assert fake.row(table, "value (where found)").baseline_score == 1 / 2
    assert fake.score(table, "modifier (where found)") == 1.0
    assert fake.row(table, "value R").baseline_score == 1 / 3


def test_a_date_and_a_clock_labelled_apart_are_found_by_one_time() -> None:
    text = "It opened on Monday at 9 a.m. and shut in 2029."
    truth = {
        "times": [
            {"article": "a", "start": 13, "end": 19, "value": "2031-03-03"},
            {"article": "a", "start": 20, "end": 29, "value": "2031-03-03T09:00"},
            {"article": "a", "start": 42, "end": 46, "value": None},
        ]
    }
    found = (Time(13, 29, "time", "2031-03-03T09:00"), Time(42, 46, "date", "2029"))
    answer = fake.dossier((fake.article("a", text, times=found),))
    table = times.score(fake.dataset({"a": text}, truth), answer)
    assert (fake.score(table, "value P"), fake.score(table, "value R")) == (1.0, 1.0)
    assert fake.row(table, "value F1").n == 2
    assert fake.score(table, "value as written F1") == 2 * 1 / (2 + 3)
    wrong = (Time(13, 29, "time", "2031-03-04T09:00"), Time(42, 46, "date", "2029"))
    table = times.score(fake.dataset({"a": text}, truth), fake.dossier((fake.article("a", text, times=wrong),)))
    assert fake.score(table, "value F1") == 0.0


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("1968-XX", "1968", True),
        ("1999-04-XX", "1999-04", True),
        ("2000-W7", "2000-W07", True),
        ("XXXX-WXX-04", "XXXX-WXX-4", True),
        ("198X", "198", True),
        ("2003-05-29 TEV", "2003-05-29TEV", True),
        ("2003-05-29T3:15", "2003-05-29T03:15", True),
        ("1989-11-06T17", "1989-11-06T17:00-05:00", True),
        ("1989-11-06T17:00+01:00", "1989-11-06T17:00-05:00", False),
        ("PT24H", "P1D", True),
        ("P1M30D", "P1M4W", False),
        ("PT1M30S", "PT1.5M", True),
        ("P2L", "P2000Y", True),
        ("P1Q", "P3M", True),
        ("PT3M", "P3M", False),
        ("PXY", "PXM", False),
        ("PXE", "PXDE", True),
        ("P1NI", "P1D", False),
        ("2031-03", "2031", False),
        ("", "", False),
    ],
)
def test_values_that_are_written_in_two_ways(left: str, right: str, *, same: bool) -> None:
    assert timex.same(left, right) is same
    assert timex.same(right, left) is same


def test_quantities_by_hand() -> None:
    text = "At least 12 soldiers and 5 tons of wheat, 30 of them lost."
    truth = {
        "quantities": [
            {
                "article": "a",
                "start": 0,
                "end": 20,
                "low": 12,
                "high": None,
                "counted": "soldier",
                "category": "soldier",
            },
            {"article": "a", "start": 25, "end": 31, "low": 5, "high": 5, "unit": "ton"},
            {"article": "a", "start": 42, "end": 44, "low": 30, "high": 30, "counted": "soldier"},
        ]
    }
    found = (
        Quantity(0, 20, 12.0, None, "Soldier", None, "soldier"),
        Quantity(25, 31, 5.0, 5.0, None, "tonne"),
        Quantity(52, 56, 1.0, 1.0, "thing"),
    )
    answer = fake.dossier((fake.article("a", text, quantities=found),))
    table = quantities.score(fake.dataset({"a": text}, truth), answer)
    assert fake.score(table, "stretch, overlapping R") == 2 / 3
    assert fake.score(table, "interval P") == 2 / 3
    assert fake.score(table, "whole quantity F1") == 1 / 3
    assert fake.score(table, "noun and unit (where found)") == 1 / 2
    assert fake.score(table, "category (where found)") == 1.0
    assert fake.row(table, "interval F1").baseline_score == 2 / 3


def test_credits_by_hand() -> None:
    text = "With NPQ and Brume News. ROW"
    truth = {
        "credits": [
            {"article": "a", "start": 5, "end": 8, "agency": "NPQ", "role": "byline"},
            {"article": "a", "start": 13, "end": 23, "agency": "Brume News", "role": "end credit"},
        ]
    }
    found = (Credit(5, 8, "NPQ", "byline"), Credit(13, 18, "Mist News", "end"))
    table = credited.score(fake.dataset({"a": text}, truth), fake.dossier((fake.article("a", text, credits=found),)))
    assert fake.score(table, "credit F1") == 1.0
    assert fake.score(table, "agency (where found)") == 0.5
    assert fake.score(table, "form accuracy") == 1.0
    assert fake.row(table, "credit with agency P").baseline_score == 1 / 2


WIRE = "KORVAL (AP) - It rained. " + "The rain went on. " * 80 + "(With NPQ)"


@pytest.mark.parametrize(
    ("start", "form", "covered"),
    [
        (8, "dateline", True),
        (8, "mention", False),
        (8, "photo", False),
        (700, "dateline", False),
        (700, "end", False),
        (len(WIRE) - 4, "end", True),
        (len(WIRE) - 4, "told", False),
    ],
)
def test_a_credit_at_the_head_or_the_end_covers_the_article(start: int, form: CreditForm, covered: bool) -> None:
    article = fake.article("a", WIRE, credits=(Credit(start, start + 2, "AP", form),))
    assert wires.covering(article) == (("AP",) if covered else ())


def test_wire_articles_by_hand() -> None:
    texts = {"a": WIRE, "b": "The AP was wrong.", "c": "It rained.", "d": WIRE}
    found = {"a": (Credit(8, 10, "AP", "dateline"),), "b": (Credit(4, 6, "AP", "byline"),), "c": (), "d": ()}
    system = fake.dossier(tuple(fake.article(name, texts[name], credits=found[name]) for name in texts))
    table = wires.score(fake.dataset(texts, {"wires": {"a": "ap", "d": "AP"}}), system)
    assert (fake.score(table, "wire article P"), fake.score(table, "wire article R")) == (1 / 2, 1 / 2)
    assert fake.row(table, "wire article P").baseline_score == 1.0  # "(AP)" stands in a and d
    assert fake.score(table, "agency (where found)") == 1.0


def test_blocks_by_hand() -> None:
    text = "Read also\nIt rained all day.\nShare"
    truth = {
        "blocks": [
            {"article": "a", "start": 0, "end": 9, "role": "related"},
            {"article": "a", "start": 29, "end": 34, "role": "promo"},
        ]
    }
    found = (Block(0, 9, "promo"), Block(10, 28, "body"), Block(29, 34, "promo"))
    table = blocks.score(fake.dataset({"a": text}, truth), fake.dossier((fake.article("a", text, blocks=found),)))
    assert fake.score(table, "role accuracy") == 0.5
    assert fake.score(table, "furniture, characters F1") == 1.0
    worse = fake.dossier((fake.article("a", text, blocks=(Block(0, 28, "promo"),)),))
    table = blocks.score(fake.dataset({"a": text}, truth), worse)
    assert fake.score(table, "furniture, characters P") == 9 / 28
    assert fake.score(table, "furniture, characters R") == 9 / 14
    assert fake.row(table, "furniture, characters F1").baseline_score == 1.0


def test_variants_by_hand() -> None:
    truth = {
        "entities": [
            {"name": "Elise Maro", "type": "person", "variants": ["Elise Maro", "Maro", "Mme Maro"]},
            {"name": "Odo Maro", "type": "person", "variants": ["Odo Maro"]},
        ]
    }
    mine = [
        Entity(id="e1", name="Elise Maro", type="person", variants=("Maro", "Mayor Maro")),
        Entity(id="e2", name="Odo Maro", type="person", variants=("Mme Maro",)),
    ]
    table = names.score(fake.dataset({"a": TEXT}, truth), system(entities=mine))
    # of three pairs one; "Mayor Maro" is no listed name; Odo with Mme is wrong
    assert (fake.score(table, "pairs of variants P"), fake.score(table, "pairs of variants R")) == (
        1 / 2,
        1 / 3,
    )
    # all four end in Maro: six pairs, three of them right
    assert fake.row(table, "pairs of variants P").baseline_score == 1 / 2


def test_mentions_by_hand() -> None:
    truth = {
        "entities": [
            {**cut("Maro"), "name": "Maro", "type": "Person"},
            {**cut("Odo Brandt"), "name": "Odo Brandt", "type": "Person"},
            {**cut("today"), "name": "today", "type": "Date"},
        ]
    }
    mine = [
        Entity(id="e1", name="Maro", type="place", variants=("Maro",), mentions=(at("Maro"),)),
        Entity(id="e2", name="Brandt", type="person", variants=("Brandt",), mentions=(at("Brandt"),)),
    ]
    table = names.score(fake.dataset({"a": TEXT}, truth), system(entities=mine))
    assert fake.score(table, "mention, overlapping F1") == 1.0
    assert fake.score(table, "mention, exact R") == 0.5
    assert fake.score(table, "type (where found)") == 0.5
    assert fake.row(table, "mention, exact P").baseline_score == pytest.approx(2 / 3)
