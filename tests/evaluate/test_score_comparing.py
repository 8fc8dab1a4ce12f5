"""Scorers of what joins articles, each on a case small enough to count by hand."""

from __future__ import annotations

import math

import pytest
from tests.evaluate import fake

from twosource.evaluate import (
    claims,
    conflicts,
    drifts,
    hidden,
    independence,
    passages,
    relations,
    sametext,
    stories,
    translations,
)
from twosource.model import Conflict, Count, Drift, HiddenSource, Passage, Place, Relation, Side, Span


def test_stories_by_hand() -> None:
    texts = {name: f"{name} text" for name in "abcd"}
    gold = fake.dataset(texts, {"stories": {"rain": ["a", "b", "c"], "snow": ["d"]}})
    system = fake.dossier((), (fake.story("1", ("a", "b")), fake.story("2", ("c", "d"))))
    rows = stories.score(gold, system)
    assert fake.score(rows, "B-cubed P") == pytest.approx((1 + 1 + 0.5 + 0.5) / 4)
    assert fake.score(rows, "B-cubed R") == pytest.approx((2 / 3 + 2 / 3 + 1 / 3 + 1) / 4)
    assert fake.score(rows, "pairs P") == 1 / 2
    assert fake.score(rows, "pairs R") == 1 / 3
    assert fake.row(rows, "B-cubed F1").baseline == "all in one"


def test_an_unplaced_article_stands_alone() -> None:
    gold = fake.dataset({"a": "x", "b": "x"}, {"stories": {"rain": ["a", "b"]}})
    rows = stories.score(gold, fake.dossier((), (fake.story("1", ("a",)),)))
    assert fake.score(rows, "B-cubed R") == 0.5
    assert fake.score(rows, "articles in no story") == 1


def test_trivial_groupings() -> None:
    titles = {"a": "Dam leaks at Velmont", "b": "Dam leaks in Velmont", "c": "A calf won first prize"}
    gold = fake.dataset(dict.fromkeys(titles, "Words."), {}, title=titles)
    found = stories.baselines(gold.articles)
    assert found["alike titles"]["a"] == found["alike titles"]["b"] != found["alike titles"]["c"]
    average = found["TF-IDF average link"]
    assert average["a"] == average["b"] != average["c"]
    assert len(set(found["all in one"].values())) == 1


# -------------------------------------------------------------------------------- passages


def case(left: tuple[int, int], right: tuple[int, int]) -> passages.Case:
    return passages.Case(Span(*left), Span(*right))


def test_plagdet_by_hand() -> None:
    gold = {("a", "b"): (case((0, 100), (0, 100)),)}
    # two detections of one case: 40 and 40 of 100 characters a side; one of them runs 20 over
    mine = {("a", "b"): (case((0, 40), (0, 40)), case((60, 120), (60, 120)))}
    found = passages.detect(gold, mine)
    assert found.micro.recall == pytest.approx(160 / 200)
    assert found.micro.precision == pytest.approx(160 / 200)
    assert found.macro.recall == pytest.approx(0.8)
    assert found.macro.precision == pytest.approx((1 + 80 / 120) / 2)
    assert found.granularity == 2
    f1 = 2 * 0.8 * (5 / 6) / (0.8 + 5 / 6)
    assert found.plagdet == pytest.approx(f1 / math.log2(3))


def test_a_detection_must_meet_both_sides() -> None:
    gold = {("a", "b"): (case((0, 10), (0, 10)),)}
    found = passages.detect(gold, {("a", "b"): (case((0, 10), (20, 30)),)})
    assert (found.micro.precision, found.micro.recall, found.granularity) == (0.0, 0.0, 1.0)


RUN = "the old dam above the village broke before dawn"


def test_passages_of_a_dossier() -> None:
    gold = fake.dataset(
        {"a": RUN + " on Monday", "b": "They say " + RUN, "c": "Nothing."},
        {"passages": [[Place("a", 0, len(RUN)), Place("b", 9, 9 + len(RUN))]]},
    )
    members = (Place("b", 9, 9 + len(RUN)), Place("a", 0, len(RUN)))
    shared = Passage(id="p", kind="verbatim", members=members)
    stock = Passage(id="q", kind="stock", members=(Place("a", 0, 5), Place("c", 0, 5)))
    rows = passages.score(gold, fake.dossier((), (fake.story("1", ("a", "b"), passages=[shared, stock]),)))
    assert fake.score(rows, "plagdet") == 1.0
    assert fake.row(rows, "plagdet").baseline_score == pytest.approx(1.0)


def test_the_baseline_finds_maximal_runs() -> None:
    gold = fake.dataset({"a": f"X. {RUN} x", "b": f"y {RUN.upper()}! z", "c": RUN[:30]}, {})
    found = passages.runs(gold.articles)
    assert found == {("a", "b"): (case((3, 3 + len(RUN)), (2, 2 + len(RUN))),)}


def test_detections_that_lie_over_each_other_are_one() -> None:
    inner, outer = (Place("a", 5, 9), Place("b", 5, 9), Place("c", 0, 4)), (Place("a", 0, 20), Place("b", 0, 20))
    found = passages.cases([inner, outer])
    assert found["a", "b"] == (case((0, 20), (0, 20)),)
    assert found["a", "c"] == (case((5, 9), (0, 4)),)


def passage(*members: Place) -> Passage:
    return Passage(id="p", kind="edited", members=members)


A, B, C = (Place(name, 0, 40) for name in "abc")
APART = (Place("a", 60, 90), Place("b", 60, 90))


@pytest.mark.parametrize(
    ("truth", "found", "precision"),
    [
        ({}, [passage(A, B)], 1.0),
        ({}, [passage(A, B), passage(*APART)], 0.5),
        ({"stock_passages": [APART]}, [passage(A, B), passage(*APART)], 1.0),
        ({"passages": [(A, B), (A, C)]}, [passage(A, B), passage(B, C)], 1.0),
        ({"passages": [(A, B)]}, [passage(A, B), passage(B, C)], 0.5),
    ],
    ids=["labelled", "not labelled", "labelled as stock", "follows from two labels", "follows from none"],
)
def test_what_the_labels_say_nothing_of_is_not_judged(
    truth: dict[str, object], found: list[Passage], precision: float
) -> None:
    text = "Snow fell early on the pass that year. " * 3
    gold = fake.dataset({"a": text, "b": text.upper()[::-1], "c": text[::-1]}, {"passages": [(A, B)], **truth})
    rows = passages.score(gold, fake.dossier((), (fake.story("1", ("a", "b", "c"), passages=found),)))
    assert fake.score(rows, "characters, mean of passages P") == pytest.approx(precision)


@pytest.mark.parametrize(("more", "precision"), [({}, 0.5), ({"passage_trees": [{}]}, 1.0)], ids=["words", "descent"])
def test_the_same_words_are_not_judged_where_the_labels_tell_descent(more: dict[str, object], precision: float) -> None:
    text = f"{RUN}. Nothing else was said of it by anybody in the hall, and all went home."
    label, words = [(Place("a", at, end), Place("b", at, end)) for at, end in ((60, 90), (0, len(RUN)))]
    gold = fake.dataset({"a": text, "b": text}, {"passages": [label], **more})
    system = fake.dossier((), (fake.story("1", ("a", "b"), passages=[passage(*label), passage(*words)]),))
    assert fake.score(passages.score(gold, system), "characters, mean of passages P") == precision


def test_one_text_or_not() -> None:
    text = f"{RUN} and the mill stood dry"
    gold = fake.dataset(
        {"a": text, "b": f"{text} at noon", "c": "Snow fell early on the pass.", "d": "A calf won."},
        {"passages": [[Place("a", 0, len(text)), Place("b", 0, len(text))]], "passage_trees": [{}]},
    )
    joined = [passage(Place("a", 0, 60), Place("b", 0, 60)), passage(Place("c", 0, 4), Place("d", 0, 4))]
    for found, ari in ((joined, 1.0), (joined[1:], 0.0)):
        (row,) = sametext.score(gold, fake.dossier((), (fake.story("1", tuple("abcd"), passages=found),)))
        assert (row.score, row.baseline_score, row.note) == (ari, 1.0, "3 texts")


def test_documents_of_parallel_text_against_each_other() -> None:
    texts = {"a": "The dam of Velmont broke.", "b": "Le barrage de Velmont a rompu.", "c": "Il neige à Tresk."}
    languages = {"a": "en", "b": "fr", "c": "fr"}
    gold = fake.dataset(texts, {"parallel": [["a", "b"]]})
    articles = tuple(fake.article(name, text, language=languages[name]) for name, text in texts.items())
    whole = Passage(id="p", kind="translation", members=(Place("a", 0, 25), Place("b", 0, 30)))
    rows = translations.score(gold, fake.dossier(articles, (fake.story("1", tuple("abc"), passages=[whole]),)))
    assert [fake.score(rows, f"translated {kind} F1") for kind in ("characters", "documents")] == [1.0, 1.0]
    assert fake.row(rows, "translated documents F1").baseline_score == 1.0
    none = translations.score(gold, fake.dossier(articles, (fake.story("1", tuple("abc"), passages=[]),)))
    assert fake.score(none, "translated documents R") == 0.0


def test_within_one_outlet_nothing_is_judged_where_labels_go_across() -> None:
    truth = {"passages": [[Place("a", 0, 9), Place("b", 0, 9)]]}
    gold = fake.dataset(dict.fromkeys("abc", "some words"), truth, outlet={"a": "One", "b": "Two", "c": "One"})
    found = [Passage(id=other, kind="edited", members=(Place("a", 0, 9), Place(other, 0, 9))) for other in ("b", "c")]
    system = fake.dossier((), (fake.story("1", ("a", "b", "c"), passages=found),))
    assert fake.score(passages.score(gold, system), "characters P") == 1.0


# ------------------------------------------------------------------------- claims and counts

TEXT = "Rain fell hard. Snow fell too. "
RAIN, SNOW = (0, 15), (16, 30)


def places(*rows: tuple[str, tuple[int, int]]) -> list[Place]:
    return [Place(name, *span) for name, span in rows]


def test_claims_by_hand() -> None:
    truth = {
        "claims": [
            {"id": "rain", "statements": places(("a", RAIN), ("b", RAIN))},
            {"id": "snow", "statements": places(("a", SNOW), ("b", SNOW))},
        ]
    }
    gold = fake.dataset({"a": TEXT, "b": TEXT}, truth)
    held = fake.claim("1", *(fake.statement(f"s{n}", p) for n, p in enumerate(places(("a", RAIN), ("b", RAIN)))))
    # the third labelled statement is found in a claim of its own, the fourth not at all
    alone = fake.claim("2", fake.statement("s3", Place("a", 18, 30)))
    rows = claims.score(gold, fake.dossier((), (fake.story("1", ("a", "b"), claims=[held, alone]),)))
    assert fake.score(rows, "B-cubed P") == 1.0
    assert fake.score(rows, "B-cubed R") == pytest.approx((1 + 1 + 0.5 + 0.5) / 4)
    assert fake.score(rows, "labelled statements found") == 3 / 4
    assert fake.row(rows, "B-cubed F1").baseline in {"each alone", "all of a story"}


def test_counts_by_hand() -> None:
    truth = {
        "claims": [
            {
                "id": "rain",
                "statements": places(("a", RAIN), ("b", RAIN)),
                "independent": {"organisation": 1},
            },
            {
                "id": "snow",
                "statements": places(("a", SNOW), ("b", SNOW), ("c", SNOW)),
                "independent": {"organisation": 3, "person": None},
            },
            {"id": "lost", "statements": places(("c", RAIN)), "independent": {"organisation": 1}},
        ]
    }
    gold = fake.dataset(dict.fromkeys("abc", TEXT), truth, outlet={"a": "One", "b": "One", "c": "Two"})
    rain = fake.claim(
        "1",
        fake.statement("s1", Place("a", *RAIN)),
        fake.statement("s2", Place("b", *RAIN)),
        counts=fake.independent(organisation=Count(2, 2, None, (2, 2))),
    )
    snow = fake.claim(
        "2",
        fake.statement("s3", Place("a", *SNOW)),
        fake.statement("s4", Place("c", *SNOW)),
        counts=fake.independent(organisation=Count(1, 3, 2.5, (1, 3))),
    )
    rows = independence.score(gold, fake.dossier((), (fake.story("1", ("a", "b", "c"), claims=[rain, snow]),)))
    expected = {
        "organisation: exact": 0.0,  # 2 of 1, 2 (2.5) of 3, 0 of 1
        "organisation: exact or off by one": 1.0,
        "organisation: mean absolute error": (1 + 0.5 + 1) / 3,
        "organisation: bias": (1 - 0.5 - 1) / 3,
        "organisation: interval covers truth": 1 / 3,
        "organisation: mean width of interval": 1.0,
        "organisation: shown never above truth": 2 / 3,
        "organisation: provable origins shown": (1 + 1 + 0) / 5,
        "organisation: claims found": 2 / 3,
    }
    assert {row.measure: row.score for row in rows} == pytest.approx(expected)
    error = fake.row(rows, "organisation: mean absolute error")
    # outlets: 1 of 1, 2 of 3, 1 of 1; texts: 2 of 1, 3 of 3, 1 of 1: equal; the first of equals is named
    assert error.baseline == "counting outlets"
    assert error.baseline_score == pytest.approx(1 / 3)
    assert "always one 0.67" in error.note


# ------------------------------------------------------------------------- conflicts, drifts


def side(name: str, span: tuple[int, int]) -> Side:
    return Side("", name, *span)


PAIRS = {
    "claims": [
        {"id": "rain", "statements": places(("a", RAIN), ("b", RAIN))},
        {"id": "snow", "statements": places(("a", SNOW), ("b", SNOW))},
    ],
    "conflicts": [{"relation": "discrepancy", "left": Place("a", *RAIN), "right": Place("b", *RAIN)}],
    "drifts": [{"kind": "quote cut", "from": Place("a", *RAIN), "to": Place("b", *RAIN)}],
}


def conflict(kind: str, left: Side, right: Side) -> Conflict:
    return Conflict(claim="", relation=kind, left=left, right=right, rule="")  # type: ignore[arg-type]


def test_conflicts_by_hand() -> None:
    gold = fake.dataset(dict.fromkeys("abc", TEXT), PAIRS)
    found = [
        conflict("denial", side("b", RAIN), side("a", RAIN)),  # the place is right, the kind is not
        conflict("discrepancy", side("a", SNOW), side("b", SNOW)),  # a false alarm
        conflict("discrepancy", side("c", SNOW), side("b", SNOW)),  # nobody judged it
        conflict("agree", side("a", SNOW), side("b", SNOW)),
    ]
    both = (fake.story("1", ("a", "b"), conflicts=found), fake.story("2", ("c",)))
    rows = conflicts.score(gold, fake.dossier((), both))
    assert fake.score(rows, "any conflict P") == 1 / 2
    assert fake.score(rows, "any conflict R") == 1.0
    assert fake.score(rows, "discrepancy R") == 0.0
    assert fake.score(rows, "false alarms per 100 stories") == 100.0
    assert fake.score(rows, "conflicts on unjudged places") == 1.0


def drift(kind: str, left: Side, right: Side) -> Drift:
    return Drift(claim="", from_=left, to=right, kind=kind, basis="derivation", before="", after="")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("found", "f1", "direction"),
    [
        (drift("quote cut", side("a", RAIN), side("b", RAIN)), 1.0, 1.0),
        (drift("quote cut", side("b", RAIN), side("a", RAIN)), 0.0, 0.0),
        (drift("gloss added", side("a", RAIN), side("b", RAIN)), 0.0, None),
        (drift("quote cut", side("a", SNOW), side("b", SNOW)), 0.0, None),
    ],
)
def test_a_drift_has_places_direction_and_kind(found: Drift, f1: float, direction: float | None) -> None:
    gold = fake.dataset(dict.fromkeys("ab", TEXT), PAIRS)
    rows = drifts.score(gold, fake.dossier((), (fake.story("1", ("a", "b"), drifts=[found]),)))
    assert fake.score(rows, "drift F1") == f1
    assert fake.score(rows, "direction (where the pair is found)") == direction
    # both claims taken as drifts: one of the two is right
    assert fake.row(rows, "drift P").baseline_score == 1 / 2


# ------------------------------------------------------------------------------- relations


def relation(earlier: str, later: str, kind: str, confidence: float = 0.5, source: str | None = None) -> Relation:
    return Relation(earlier=earlier, later=later, relation=kind, confidence=confidence, source_name=source)  # type: ignore[arg-type]


def test_relations_by_hand() -> None:
    truth = {
        "relations": [
            {"earlier": "a", "later": "b", "relation": "copies", "direction": "known"},
            {"earlier": "b", "later": "c", "relation": "copies", "direction": "known"},
            {"earlier": "a", "later": "d", "relation": "common source", "source_name": "NPQ"},
            {"earlier": "Water Board notice", "later": "d", "relation": "copies"},
        ]
    }
    dates = {"a": "2031-03-03", "b": "2031-03-02", "c": "2031-03-04", "d": "2031-03-05"}
    gold = fake.dataset(dict.fromkeys("abcd", "x"), truth, published=dates)
    found = [
        relation("a", "b", "copies", 0.9),
        relation("a", "b", "independent", 0.2),
        relation("c", "b", "copies", 0.9),
        relation("a", "d", "common source", 0.8, "the agency NPQ"),
    ]
    board = HiddenSource(
        id="h", name="notice of the Water Board", type="document", text="", children=("d",), reasons=()
    )
    system = fake.dossier((), (fake.story("1", tuple("abcd"), relations=found, hidden_sources=[board]),))
    rows = relations.score(gold, system)
    assert fake.score(rows, "relation accuracy") == 1.0
    assert fake.score(rows, "direction of copies") == 1 / 2
    assert fake.row(rows, "direction of copies").baseline_score == 1 / 2
    # gold a>b a>c b>c, system a>b c>b
    assert (fake.score(rows, "ancestors P"), fake.score(rows, "ancestors R")) == (1 / 2, 1 / 3)
    assert fake.score(rows, "hidden source named") == 1.0
    assert fake.score(rows, "source name") == 1.0
    assert fake.score(rows, "calibration error") == pytest.approx((0.2 + 0.2) / 3)
    assert fake.score(rows, "errors in the least sure tenth") is None
    assert fake.score(rows, "pairs answered") == 1.0


def test_the_least_sure_tenth_holds_the_error() -> None:
    truth = {"relations": [{"earlier": "a", "later": other, "relation": "independent"} for other in "bcd"]}
    gold = fake.dataset(dict.fromkeys("abcd", "x"), truth)
    found = [
        relation("a", "b", "cannot tell", 0.5),
        relation("a", "c", "independent", 0.9),
        relation("a", "d", "independent", 0.8),
    ]
    rows = relations.score(gold, fake.dossier((), (fake.story("1", tuple("abcd"), relations=found),)))
    assert fake.score(rows, "errors in the least sure tenth") == 1.0
    assert fake.score(rows, "pairs answered") == pytest.approx(2 / 3)


def test_hidden_sources_by_hand() -> None:
    truth = {
        "hidden": [
            {"id": "w1", "story": "s", "name": "NPQ", "children": ["a", "b", "c"]},
            {"id": "w2", "story": "s", "name": "NPQ", "children": ["a", "b"]},  # a version of w1
            {"id": "w3", "story": "s", "name": "Water Board", "children": ["d"]},  # shows nowhere
            {"id": "w4", "story": "s", "name": "Tresk Wire", "children": ["d", "e"]},
        ]
    }
    gold = fake.dataset(dict.fromkeys("abcdef", "x"), truth)
    found = [
        HiddenSource(id="h1", name="the agency NPQ", type="agency", text="", children=("a", "b"), reasons=()),
        HiddenSource(id="h2", name="?", type="unknown", text="", children=("e", "f"), reasons=()),
    ]
    system = fake.dossier((), (fake.story("1", tuple("abcdef"), hidden_sources=found),))
    rows = hidden.score(gold, system)
    assert (fake.score(rows, "hidden source P"), fake.score(rows, "hidden source R")) == (1 / 2, 1 / 2)
    assert fake.row(rows, "hidden source F1").baseline_score == pytest.approx(2 / 3)
    assert fake.score(rows, "its name (where found)") == 1.0
