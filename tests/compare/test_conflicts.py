"""Which two statements of one claim do not fit, and by which rule."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from tests.compare.told_claims import POLICE, PREFECTURE, telling, toll

from twosource.compare.clashes import once
from twosource.compare.conflicts import find
from twosource.compare.figures import fits
from twosource.compare.tellings import Telling, two_tellers
from twosource.dossier import question
from twosource.model import Certainty, Quantity, Time
from twosource.read.pipeline import STAGES

ROWS = [
    ("the same teller later", [telling("a", PREFECTURE, toll(4), hour=8), telling("b", PREFECTURE, toll(9), hour=20)],
     [("update", 0, 1, "same-teller-later")]),
    ("the toll rises, told by another", [telling("a", PREFECTURE, toll(4), hour=8), telling("b", POLICE, toll(9), hour=30)],
     [("update", 0, 1, "toll-rises")]),
    ("an update has the later one on its right", [telling("a", PREFECTURE, toll(9), hour=20), telling("b", PREFECTURE, toll(4), hour=8)],
     [("update", 1, 0, "same-teller-later")]),
    ("two tellers within the hour", [telling("a", PREFECTURE, toll(4), hour=8), telling("b", POLICE, toll(9), hour=9)],
     [("discrepancy", 0, 1, "two-tellers")]),
    ("two tellers of one day, the later one lower", [telling("a", PREFECTURE, toll(9), hour=8), telling("b", POLICE, toll(4), hour=11)],
     [("discrepancy", 0, 1, "two-tellers")]),
    ("two tellers of another figure", [telling("a", PREFECTURE, toll(4, category="arrested")), telling("b", POLICE, toll(9, category="arrested"))],
     [("discrepancy", 0, 1, "two-tellers")]),
    ("nobody is named, without clocks", [telling("a", None, toll(4)), telling("b", None, toll(9))], []),
    ("nobody is named, at one hour", [telling("a", None, toll(4), hour=8), telling("b", None, toll(9), hour=8)], []),
    ("the same figure at other times", [telling("a", PREFECTURE, toll(4), hour=8), telling("b", POLICE, toll(4), hour=30)], []),
    ("other things are counted", [telling("a", PREFECTURE, toll(4), hour=8), telling("b", POLICE, toll(9, category="injured"), hour=9)], []),
    ("it fits after rounding", [telling("a", PREFECTURE, toll(187)), telling("b", POLICE, toll(180, 200))],
     [("agree", 0, 1, "fits-after-rounding")]),
    ("a correction notice", [telling("a", PREFECTURE, toll(4), hour=8), telling("b", None, toll(2), hour=9, corrects=True)],
     [("correction", 0, 1, "correction-notice")]),
    ("a denial by another", [telling("a", PREFECTURE), telling("b", POLICE, certainty="denied")],
     [("denial", 0, 1, "denied-by-another")]),
    ("a teller takes it back", [telling("a", PREFECTURE, hour=8), telling("b", PREFECTURE, hour=9, certainty="denied")],
     [("reversal", 0, 1, "same-teller-denies")]),
    ("digits swapped are a misprint", [telling("a", PREFECTURE, toll(78), hour=8), telling("b", PREFECTURE, toll(87), hour=20)],
     [("discrepancy", 0, 1, "one-digit-apart")]),
    ("what is taken back", [telling("a", PREFECTURE, hour=8), replace(telling("b", PREFECTURE, hour=9), taken_back=True)],
     [("reversal", 0, 1, "taken-back")]),
    ("what another one takes back denies nobody", [telling("a", PREFECTURE), replace(telling("b", POLICE), taken_back=True)], []),
    ("what nobody named asserts is not denied", [telling("a", None), telling("b", POLICE, certainty="denied")], []),
    ("a denied figure is that which is told", [telling("a", PREFECTURE, toll(4), hour=8), telling("b", POLICE, toll(4), hour=9, certainty="denied")],
     [("denial", 0, 1, "denied-by-another")]),
    ("a denied figure is no other figure", [telling("a", PREFECTURE, toll(4), hour=8), telling("b", POLICE, toll(9), hour=9, certainty="denied")], []),
    ("planned, then done", [telling("a", PREFECTURE, hour=8, certainty="planned"), telling("b", None, hour=20, certainty="done", tense="past")],
     [("status change", 0, 1, "planned-then-done")]),
    ("a slower desk still prints the plan", [telling("a", PREFECTURE, hour=20, certainty="planned"), telling("b", None, hour=8, certainty="done", tense="past")],
     [("status change", 0, 1, "planned-then-done")]),
    ("done a day before it was planned", [telling("a", PREFECTURE, hour=40, certainty="planned"), telling("b", None, hour=8, certainty="done", tense="past")], []),
    ("planned and done in one article", [telling("a", PREFECTURE, certainty="planned"), telling("a", None, certainty="done", tense="past")], []),
]  # fmt: skip


@pytest.mark.parametrize(("name", "tellings", "expected"), ROWS, ids=[row[0] for row in ROWS])
def test_row(name: str, tellings: list[Telling], expected: list[tuple[str, int, int, str]]) -> None:
    assert [(c.relation, c.left, c.right, c.rule) for c in find(tellings)] == expected, name


def test_each_two_values_are_told_once_whoever_gives_them() -> None:
    pair = [telling("a", PREFECTURE, toll(4), hour=8), telling("b", POLICE, toll(9), hour=9)]
    told = [*pair, *pair, telling("c", "le maire", toll(9), hour=9)]
    found = find(told)
    assert len(found) > 1
    assert once([(c, 0.9) for c in found], told) == [(found[0], 0.9)]
    assert once([(c, 0.5 + 0.3 * n) for n, c in enumerate(found[:2])], told) == [(found[1], 0.8)]


def test_the_earliest_printings_of_two_articles_are_set_against_each_other() -> None:
    both = [telling("a", PREFECTURE, hour=8), telling("a", POLICE, hour=8, certainty="denied")]
    later = [telling("b", PREFECTURE, hour=9), telling("b", POLICE, hour=9, certainty="denied")]
    assert [(c.left, c.right) for c in find([*both, *later])] == [(0, 3)]
    values = [telling("c", PREFECTURE, toll(4), hour=8), telling("c", POLICE, toll(9), hour=8)]
    assert [(c.left, c.right) for c in find([*values, telling("d", POLICE, toll(9), hour=9)])] == [(0, 2)]


def test_a_headline_gives_way_to_its_text() -> None:
    first = telling("a", PREFECTURE, toll(4), hour=8)
    headed = replace(first, proposition=replace(first.proposition, headed=True))
    found = find([headed, first, telling("b", POLICE, toll(9), hour=9)])
    assert [(c.left, c.right) for c in found] == [(1, 2)]


def test_a_person_is_one_teller_whatever_he_was_taken_for() -> None:
    def by(mark: str, hour: int, number: int) -> Telling:
        told = telling(f"a{hour}", "Paul Aubrac", toll(number), hour=hour)
        return replace(told, root=replace(told.root, key=mark, organisation=mark))

    assert [c.rule for c in find([by("person:e7", 8, 4), by("entity:e7", 10, 9)])] == ["same-teller-later"]


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("au moins 15 morts", "18 morts", ["toll-rises"]),
        ("plus de 15 morts", "18 morts", ["fits-after-rounding"]),
    ],
)
def test_at_least_that_is_passed_is_an_update(first: str, second: str, expected: list[str]) -> None:
    least = 15 if first.startswith("au moins") else 16

    def told(text: str, figure: Quantity, hour: int) -> Telling:
        made = telling(text, PREFECTURE if hour == 8 else POLICE, figure, hour=hour)
        return replace(made, proposition=replace(made.proposition, text=text))

    a = told(first, Quantity(0, len(first), float(least), None, counted="mort", category="dead"), 8)
    b = told(second, Quantity(0, len(second), 18.0, 18.0, counted="mort", category="dead"), 9)
    assert [c.rule for c in find([a, b])] == expected


def test_fighters_are_counted_apart() -> None:
    def told(text: str, number: float, hour: int, who: str) -> Telling:
        made = telling(text, who, Quantity(0, 2, number, number, counted="mort", category="dead"), hour=hour)
        return replace(made, proposition=replace(made.proposition, text=text))

    assert find([told("40 combattants tués", 40, 8, PREFECTURE), told("31 civils tués", 31, 9, POLICE)]) == []
    assert len(find([told("40 personnes tuées", 40, 8, PREFECTURE), told("31 civils tués", 31, 9, POLICE)])) == 1


@pytest.mark.parametrize(
    ("a", "b", "fit"),
    [
        (toll(4), toll(4), True),
        (toll(187), toll(150, 200), True),
        (toll(4), toll(5, 9), False),
        (toll(4, 5), toll(5, 9), True),
    ],
)
def test_intervals_fit_where_they_share_a_value(a: object, b: object, fit: bool) -> None:
    assert fits(a, b) is fits(b, a) is fit  # type: ignore[arg-type]


def test_one_digit_of_a_tellers_number_is_a_misprint_not_an_update() -> None:
    found = find([telling("a", PREFECTURE, toll(454), hour=8), telling("b", PREFECTURE, toll(464), hour=12)])
    assert [(c.relation, c.rule) for c in found] == [("discrepancy", "one-digit-apart")]


def test_a_number_of_another_magnitude_is_of_another_thing() -> None:
    assert find([telling("a", PREFECTURE, toll(8), hour=8), telling("b", POLICE, toll(2340), hour=8)]) == []


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("at least 27 dead", 35, ["two-tellers"]),
        ("more than 30 dead", 35, ["fits-after-rounding"]),
        ("more than 30 dead", 80, ["two-tellers"]),
        ("at least 35 dead", 35, []),
    ],
)
def test_who_says_at_least_has_counted_so_far(first: str, second: int, expected: list[str]) -> None:
    number = int(first.split()[2])
    least = Quantity(0, len(first), float(number + first.startswith("more")), None, counted="dead", category="dead")
    a = telling("a", PREFECTURE, least)
    a = replace(a, proposition=replace(a.proposition, text=first))
    b = telling("b", POLICE, Quantity(0, 7, float(second), float(second), counted="dead", category="dead"))
    b = replace(b, proposition=replace(b.proposition, text=f"{second} dead"))
    assert [c.rule for c in find([a, b])] == expected


def dated(article: str, who: str | None, number: int, day: str) -> Telling:
    told = telling(article, who, toll(number))
    return replace(told, proposition=replace(told.proposition, published=day))


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ((PREFECTURE, 9, "2031-03-04"), (PREFECTURE, 4, "2031-03-03"), [("update", 1, 0)]),
        ((None, 9, "2031-03-03"), (PREFECTURE, 4, "2031-03-03"), [("update", 1, 0)]),
        ((POLICE, 9, "2031-03-03"), (PREFECTURE, 4, "2031-03-03"), [("discrepancy", 1, 0)]),
        ((POLICE, 9, "2031-03-04"), (PREFECTURE, 4, "2031-03-03"), [("update", 1, 0)]),
        ((PREFECTURE, 4, "2031-03-04"), (PREFECTURE, 9, "2031-03-03"), []),
        ((PREFECTURE, 9, "2031-03-14"), (PREFECTURE, 4, "2031-03-03"), []),
    ],
)
def test_without_a_clock_the_day_tells_what_rose(
    one: tuple[str | None, int, str], other: tuple[str | None, int, str], expected: list[tuple[str, int, int]]
) -> None:
    told = [dated("a", *one), dated("b", *other)]
    assert [(c.relation, c.left, c.right) for c in find(told)] == expected


@pytest.mark.parametrize(("day", "found"), [("2031-03-12", ["status change"]), ("2031-03-14", [])])
def test_what_is_planned_for_a_day_after_the_deed_was_told_is_another_deed(day: str, found: list[str]) -> None:
    plan = telling("a", PREFECTURE, hour=9, certainty="planned")
    deed = telling("b", None, hour=20, certainty="done", tense="past")
    planned = replace(plan, proposition=replace(plan.proposition, times=(Time(0, 1, "date", day, from_=day),)))
    told = replace(deed, proposition=replace(deed.proposition, published="2031-03-12"))
    assert [clash.relation for clash in find([planned, told])] == found


def test_who_denies_a_claim_denies_it_once_by_whatever_name() -> None:
    told = [
        telling("a", "le syndicat", hour=8),
        telling("b", "la mairie", hour=9),
        telling("c", "la direction", hour=10, certainty="denied"),
        telling("d", "la direction de Norvel", hour=11, certainty="denied"),
    ]
    found = find(told)
    assert len(found) == 4
    kept = once([(c, 0.9) for c in found], told)
    assert [(c.left, c.right) for c, _ in kept] == [(0, 2)]
    surer = once([(c, 0.9 if (c.left, c.right) == (1, 3) else 0.3) for c in found], told)
    assert [(c.left, c.right) for c, _ in surer] == [(1, 3)]


def test_a_name_within_another_one_is_no_second_teller() -> None:
    short = telling("a", "la direction", toll(4), hour=8)
    assert not two_tellers(short, telling("b", "la direction de Norvel", toll(9), hour=9))
    assert two_tellers(short, telling("b", "la préfecture de Norvel", toll(9), hour=9))


@pytest.mark.parametrize(
    ("first", "second", "denies"),
    [
        ("le feu a pris dans la cuve du port lundi", "le feu a pris dans la cuve du port lundi", False),
        ("le feu a pris dans la cuve du port lundi", "la cuve du port a pris feu", True),
        ("toute négligence", "toute négligence", True),
    ],
)
def test_a_clause_word_for_word_the_same_denies_nothing(first: str, second: str, denies: bool) -> None:
    def told(article: str, who: str, text: str, certainty: Certainty) -> Telling:
        made = telling(article, who, certainty=certainty)
        statement = replace(made.proposition.statement, end=len(text))
        features = frozenset({("w", "feu"), ("w", "cuve")})
        return replace(made, proposition=replace(made.proposition, text=text, statement=statement, features=features))

    found = find([told("a", PREFECTURE, first, "asserted"), told("b", POLICE, second, "denied")])
    assert bool(found) is denies


@pytest.mark.parametrize(
    ("language", "text", "negated"),
    [
        ("en", "The agency would not exclude a link to the cheese.", False),
        ("en", "The agency has not ruled out a link to the cheese.", False),
        ("en", "In reports that had not been verified, the bridge was closed.", False),
        ("en", "The agency did not find a link to the cheese.", True),
        ("fr", "L'agence n'exclut pas un lien avec le fromage.", False),
        ("fr", "Un lien avec le fromage n'a pas été écarté.", False),
        ("fr", "L'agence n'a pas trouvé de lien avec le fromage.", True),
    ],
)
def test_what_is_not_excluded_is_not_denied(language: str, text: str, negated: bool) -> None:
    assert question.put(question.read_in(text, language, STAGES), ()).negated is negated
