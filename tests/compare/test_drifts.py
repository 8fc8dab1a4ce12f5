"""What is lost or changed from one statement to another that derives from it: each kind, both ways."""

from __future__ import annotations

import numpy as np
import pytest
from msgspec import structs
from tests.compare.told_claims import PREFECTURE, TEXTS, telling, toll

from twosource.compare import shifts
from twosource.compare.changes import Tie
from twosource.compare.drifts import Desk, candidates, find, ties
from twosource.compare.propositions import Proposition
from twosource.compare.tellings import Telling
from twosource.compare.wording import place_of
from twosource.model import Hop, Relation, Span, Statement, StatementKind

PAIR = frozenset({"a", "b"})
COPIED, COMMON = Tie("derivation", "a"), Tie("common source", None)


def quoted(article: str, end: int, teller: str = PREFECTURE, kind: StatementKind = "direct") -> Telling:
    made = telling(article, teller, kind=kind)
    statement = structs.replace(made.proposition.statement, start=4, end=end)
    sentence = f"{TEXTS.get(article, '')[4:end]}, a dit {teller}."
    return structs.replace(made, proposition=structs.replace(made.proposition, statement=statement), sentence=sentence)


def asked(article: str, teller: str | None, sentence: str, *, headed: bool = False) -> Telling:
    made = telling(article, teller)
    return structs.replace(made, sentence=sentence, proposition=structs.replace(made.proposition, headed=headed))


def printed(made: Telling, text: str, start: int, end: int) -> Telling:
    """Let a telling be a stretch of a text, with the sentence in which it stands."""
    statement = structs.replace(made.proposition.statement, start=start, end=end)
    proposition = structs.replace(made.proposition, text=text, statement=statement)
    return structs.replace(made, proposition=proposition, sentence=text)


WHOLE = "Le quai est sûr, mais restez chez vous"
HYPHEN, GLOSSED = "Un séisme a secoué Val-les-Brumes", "Un séisme a secoué Val-les-Brumes (Estrane)"


ROWS = [
    ("attribution lost in a copy", telling("a", PREFECTURE), telling("b", None), COPIED, [("attribution lost", 0, 1)]),
    ("attribution lost beside a common source", telling("a", PREFECTURE), telling("b", None), COMMON, [("attribution lost", 0, 1)]),
    ("the other one lost it", telling("a", None), telling("b", PREFECTURE), COMMON, [("attribution lost", 1, 0)]),
    ("a copy that names more lost nothing", telling("a", None), telling("b", PREFECTURE), COPIED, []),
    ("nothing is lost on the way to the source itself", telling("a", PREFECTURE), telling("b", None), Tie("common source", None, None, "b"), []),
    ("certainty raised", telling("a", PREFECTURE, certainty="possible"), telling("b", PREFECTURE), COPIED, [("certainty raised", 0, 1)]),
    ("certainty lowered", telling("a", PREFECTURE), telling("b", PREFECTURE, certainty="hearsay"), COPIED, [("certainty lowered", 0, 1)]),
    ("a small step is none", telling("a", PREFECTURE), telling("b", PREFECTURE, certainty="reported"), COPIED, []),
    ("a plan is not on the ladder", telling("a", PREFECTURE), telling("b", PREFECTURE, certainty="planned"), COPIED, []),
    ("number rounded", telling("a", PREFECTURE, toll(187)), telling("b", PREFECTURE, toll(180, 200)), COPIED, [("number changed", 0, 1)]),
    ("number kept", telling("a", PREFECTURE, toll(187)), telling("b", PREFECTURE, toll(187)), COPIED, []),
    ("another thing is counted", telling("a", PREFECTURE, toll(187)), telling("b", PREFECTURE, toll(9, category="injured")), COPIED, []),
    ("quote cut", quoted("a", 55), quoted("b", 32), COPIED, [("quote cut", 0, 1)]),
    ("quote cut, whoever was first", quoted("a", 55), quoted("b", 32), COMMON, [("quote cut", 0, 1)]),
    ("the same words under another teller", quoted("a", 32, kind="indirect"), quoted("b", 32, "le syndicat", "indirect"), COPIED, [("attribution moved", 0, 1)]),
    ("the same words of one whom both sentences call alike", structs.replace(quoted("a", 32, kind="indirect"), sentence="Il l'a dit."), structs.replace(quoted("b", 32, "le syndicat", "indirect"), sentence="Il l'a dit."), COPIED, []),
    ("the same words of a name misprinted", quoted("a", 32, "Solène Landrieul", "indirect"), quoted("b", 32, "Solène Landrieuil", "indirect"), COPIED, []),
    ("the same words, with another number", structs.replace(quoted("a", 32, kind="indirect"), proposition=structs.replace(quoted("a", 32, kind="indirect").proposition, figures=(toll(187),))), quoted("b", 32, "le syndicat", "indirect"), COPIED, []),
    ("two tellers of the same words, no way told", quoted("a", 32, kind="indirect"), quoted("b", 32, "le syndicat", "indirect"), COMMON, []),
    ("quote kept", quoted("a", 32), quoted("b", 32), COPIED, []),
    ("quote cut to three words of one teller", printed(telling("a", PREFECTURE, kind="direct"), WHOLE, 0, 38), printed(telling("b", PREFECTURE, kind="direct"), "Le quai est sûr", 3, 15), COPIED, [("quote cut", 0, 1)]),
    ("the rest of the quote stands elsewhere", printed(telling("a", PREFECTURE, kind="direct"), WHOLE, 0, 38), printed(telling("b", PREFECTURE, kind="direct"), "Le quai est sûr, dit-elle, mais restez chez vous", 0, 15), COPIED, []),
    ("two tellers, each with his quote", printed(telling("a", PREFECTURE, kind="direct"), WHOLE, 0, 38), printed(telling("b", "le syndicat", kind="direct"), "Le quai est sûr", 0, 15), COPIED, []),
    ("a place is explained, whatever its hyphens", printed(telling("a", PREFECTURE), HYPHEN, 0, 33), printed(telling("b", PREFECTURE), GLOSSED, 0, 43), COPIED, [("gloss added", 0, 1)]),
    ("a headline seldom names anybody", telling("a", PREFECTURE), asked("b", None, "Le quai évacué", headed=True), COPIED, []),
    ("a question tells nothing", telling("a", PREFECTURE), asked("b", None, "Le quai est-il évacué ?"), COPIED, []),
    ("another count of the same is told by another", telling("a", PREFECTURE, toll(187)), telling("b", None, toll(20)), COPIED, []),
    ("at least as many is no change", telling("a", PREFECTURE, toll(41, None)), telling("b", PREFECTURE, structs.replace(toll(41), high=None)), COPIED, []),
]  # fmt: skip


@pytest.mark.parametrize(("name", "left", "right", "tie", "expected"), ROWS, ids=[row[0] for row in ROWS])
def test_row(name: str, left: Telling, right: Telling, tie: Tie, expected: list[tuple[str, int, int]]) -> None:
    found = find([left, right], {PAIR: tie}, {})
    assert [(c.kind, c.left, c.right) for c in found] == expected, name
    assert all(c.basis == tie.basis for c in found)


def test_articles_that_are_not_tied_do_not_drift() -> None:
    assert find([telling("a", PREFECTURE, toll(4)), telling("b", None, toll(9))], {}, {}) == []


def test_an_agency_that_is_copied_and_never_named_is_lost() -> None:
    tie = Tie("derivation", "a", unnamed="Vélox")
    found = find([telling("a", PREFECTURE), telling("b", None)], {PAIR: tie}, {})
    assert [(c.before, c.after) for c in found] == [(f"{PREFECTURE} > Vélox", "")]


def test_a_middleman_that_is_dropped_is_lost() -> None:
    full = telling("a", PREFECTURE)
    chain = (Hop(name=PREFECTURE, type="organisation"), Hop(name="Vélox", type="agency"))
    statement: Statement = structs.replace(full.proposition.statement, chain=chain, spans=(Span(0, 9),))
    full = structs.replace(full, proposition=structs.replace(full.proposition, statement=statement))
    found = find([full, telling("b", PREFECTURE)], {PAIR: COPIED}, {})
    assert [(c.before, c.after) for c in found] == [(f"{PREFECTURE} > Vélox", PREFECTURE)]


def test_ties_are_of_copies_and_common_sources_only() -> None:
    desk = Desk({"a": "Vélox"}, frozenset({"d"}), frozenset({"e"}))
    rows = [
        Relation(earlier="a", later="b", relation="copies", direction="known", confidence=1.0),
        Relation(earlier="a", later="d", relation="copies", direction="inferred", confidence=0.9),
        Relation(earlier="b", later="c", relation="copies", direction="unknown", confidence=0.9),
        Relation(earlier="b", later="e", relation="common source", confidence=0.9),
        Relation(earlier="c", later="d", relation="independent", confidence=0.9),
        Relation(earlier="c", later="e", relation="shared quotation", confidence=0.9),
    ]
    assert ties(rows, desk) == {
        frozenset("ab"): Tie("derivation", "a", "Vélox", sureness=1.0),
        frozenset("ad"): Tie("derivation", "a", sureness=0.9),
        frozenset("bc"): Tie("derivation", None, sureness=0.9),
        frozenset("be"): Tie("common source", None, None, "e", sureness=0.9),
    }


def test_what_stands_beside_a_sentence_on_both_sides_speaks_for_a_drift() -> None:
    told = [telling(article, teller) for article, teller in (("a", PREFECTURE), ("b", None))]
    beside = [[moved(one, 60 * n) for one in told] for n in range(4)]
    alone, among = (signs_of(told, beside[:count]) for count in (1, 4))
    assert {sign for sign in among - alone if sign.startswith("claims")} == {f"claims beside {n}" for n in (1, 2, 3)}
    far = [beside[0], *([moved(told[0], 60 * n), moved(told[1], 9000 * n)] for n in (1, 2, 3))]
    assert signs_of(told, far) == alone


def test_words_that_moved_are_told_between_the_same_words_alone() -> None:
    told = [quoted("a", 32, kind="indirect"), quoted("b", 32, "le syndicat", "indirect")]
    around = [[moved(one, 60) for one in told], [moved(one, -40) for one in told]]
    same = {frozenset(map(place_of, pair)): 1.0 for pair in ([one.proposition for one in told], around[0])}
    claims = [[one.proposition for one in told], *around]
    near = np.ones((2, 2))
    copied, apart = (shifts.around(claims, sense) for sense in (same, {}))
    assert [c.kind for c in find(told, {PAIR: COPIED}, same, near, copied)] == ["attribution moved"]
    assert find(told, {PAIR: COPIED}, same, near, apart) == []


def test_that_an_event_took_place_is_lost_of_nobody_in_two_leads() -> None:
    told = [telling("a", PREFECTURE), telling("b", None)]
    opening = [structs.replace(t, proposition=structs.replace(t.proposition, opening=True)) for t in told]
    many = shifts.Around(dict.fromkeys("abcde", ()))
    near = np.full((2, 2), 0.2)
    assert [c.kind for c in find(told, {PAIR: COPIED}, {}, near, many)] == ["attribution lost"]
    assert find(opening, {PAIR: COPIED}, {}, near, many) == []
    tolls = [structs.replace(t, proposition=structs.replace(t.proposition, figures=(toll(4),))) for t in opening]
    assert [c.kind for c in find(tolls, {PAIR: COPIED}, {}, near, many)] == ["attribution lost"]


def moved(one: Telling, by: int) -> Proposition:
    statement = one.proposition.statement
    return structs.replace(
        one.proposition,
        statement=structs.replace(statement, start=statement.start + by, end=statement.end + by, spans=()),
    )


def signs_of(told: list[Telling], claims: list[list[Proposition]]) -> frozenset[str]:
    context = shifts.around(claims, {})
    found = candidates(told, {PAIR: COMMON}, {}, np.ones((2, 2)), context)
    return next(signs for change, signs in found if change.kind == "attribution lost")


def test_a_drift_beside_many_articles_needs_more_than_a_tie() -> None:
    told = [telling("a", PREFECTURE), telling("b", None)]
    few, many = (shifts.Around(dict.fromkeys(names, ())) for names in ("ab", "abcde"))
    near = np.full((2, 2), 0.2)
    assert [c.kind for c in find(told, {PAIR: COMMON}, {}, near, few)] == ["attribution lost"]
    assert find(told, {PAIR: COMMON}, {}, near, many) == []
    assert [c.kind for c in find(told, {PAIR: COPIED}, {}, near, many)] == ["attribution lost"]


def media(article: str, hour: int, certainty: str = "reported") -> Telling:
    """Tell something after media without a name."""
    made = telling(article, "local media", hour=hour, certainty=certainty)  # type: ignore[arg-type]
    chain = (Hop(name="local media", type="media"),)
    statement = structs.replace(made.proposition.statement, chain=chain)
    return structs.replace(made, proposition=structs.replace(made.proposition, statement=statement))


def test_what_unnamed_media_told_is_held_against_the_first_article_that_names_its_teller() -> None:
    first = telling("a", PREFECTURE, hour=8, certainty="hearsay")
    found = find([first, telling("c", PREFECTURE, hour=9), media("b", 12)], {}, {})
    assert [(c.kind, c.left, c.right, c.before, c.after) for c in found] == [
        ("attribution lost", 0, 2, PREFECTURE, "local media"),
        ("certainty raised", 0, 2, "hearsay", "reported"),
    ]


def test_media_without_a_name_lose_nothing_where_nobody_told_it_before() -> None:
    assert find([media("b", 12), telling("a", PREFECTURE, hour=14)], {}, {}) == []


GLOSSES = [
    ("un gaz utilisé pour le froid", "un gaz toxique utilisé pour le froid", ["toxique"], [("gaz utilisé", "gaz toxique utilisé")]),
    ("un gaz utilisé pour le froid", "un gaz utilisé pour le froid", [], []),
    ("un gaz utilisé pour le froid", "un gaz utilisé hier pour le froid", [], []),
    ("un gaz toxique utilisé pour le froid", "un gaz utilisé pour le froid", [], []),
    ("un gaz utilisé pour le froid", "la mairie parle de dégâts importants sur le quai", ["importants"], []),
]  # fmt: skip


@pytest.mark.parametrize(("before", "after", "adjectives", "expected"), GLOSSES)
def test_an_adjective_put_into_kept_words_is_a_gloss(
    before: str, after: str, adjectives: list[str], expected: list[tuple[str, str]]
) -> None:
    tellings = []
    for article, text in (("a", before), ("b", after)):
        made = telling(article, PREFECTURE)
        statement = structs.replace(made.proposition.statement, start=0, end=len(text))
        named = frozenset(adjectives if article == "b" else ())
        tellings.append(
            structs.replace(
                made, proposition=structs.replace(made.proposition, statement=statement, adjectives=named, text=text)
            )
        )
    found = find(tellings, {PAIR: COPIED}, {})
    assert [(c.before, c.after) for c in found if c.kind == "gloss added"] == expected


def test_a_number_that_fewer_tell_in_one_sentence_is_the_wrong_one() -> None:
    three = [telling(one, PREFECTURE, toll(n)) for one, n in (("a", 9), ("b", 19), ("c", 9))]
    told = [structs.replace(one, proposition=structs.replace(one.proposition, text=TEXTS["a"])) for one in three]
    said = [structs.replace(one, sentence="187 habitants ont quitté le quai") for one in told]
    said = [_whole(one) for one in said]
    found = find(said, {frozenset({"a", "b"}): COMMON}, {})
    assert [(c.kind, c.left, c.right) for c in found] == [("number changed", 0, 1)]


def test_nobody_rounds_what_was_counted_hours_later() -> None:
    rows = [(8, 9, 1), (8, 18, 0)]  # hours of the round and of the exact number, drifts
    for early, late, drifts in rows:
        pair = [telling("a", PREFECTURE, toll(187), hour=late), telling("b", PREFECTURE, toll(180, 200), hour=early)]
        assert len(find(pair, {PAIR: COMMON}, {})) == drifts


def test_a_teller_whom_an_article_names_nowhere_is_lost_beside_another_one() -> None:
    told = [_whole(telling("a", PREFECTURE)), _whole(telling("b", None)), telling("b", "le syndicat", toll(3))]
    told = [structs.replace(one, sentence=one.proposition.text[:32]) for one in told]
    found = find(told, {PAIR: COMMON}, {})
    assert [(c.left, c.right) for c in found if c.kind == "attribution lost"] == [(0, 1)]


def _whole(made: Telling) -> Telling:
    statement = structs.replace(made.proposition.statement, start=4, end=32)
    return structs.replace(made, proposition=structs.replace(made.proposition, statement=statement, text=TEXTS["a"]))
