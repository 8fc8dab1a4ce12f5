"""What tells of two events is two claims: by place and day, by what is long past, by what is done about an act."""

from __future__ import annotations

import pytest
from tests.compare.told_claims import compared

from twosource.compare import predicates, weights
from twosource.compare.occasions import apart
from twosource.compare.propositions import Proposition
from twosource.model import Dossier, Quantity, Statement, Time, Token


def toll(
    article: str, dead: float, town: str, day: str, *, published: str = "2031-03-12", opening: bool = False
) -> Proposition:
    statement = Statement(start=0, end=9, kind="own", certainty="done", chain=())
    end = f"{day[:8]}{int(day[8:]) + 1:02}" if day else ""
    times = (Time(0, 1, "date", day, None, day, end),) if day else ()
    figures = (Quantity(0, 1, dead, dead, counted="mort", category="dead"),) if dead else ()
    towns = frozenset({town} if town else ())
    return Proposition(
        article, "fr", statement, frozenset(), figures, times=times, towns=towns, published=published, opening=opening
    )


@pytest.mark.parametrize(
    ("one", "other", "two"),
    [
        (toll("a", 5, "Orbeval", "2031-03-09"), toll("b", 9, "Sarnac", "2031-03-12"), True),
        (toll("a", 5, "Orbeval", "2031-03-09"), toll("b", 9, "Orbeval", "2031-03-12"), False),
        (toll("a", 5, "Orbeval", "2031-03-12"), toll("b", 9, "Sarnac", "2031-03-12"), False),
        (toll("a", 5, "Orbeval", "2031-03-09"), toll("b", 5, "Sarnac", "2031-03-12"), False),
        (toll("a", 5, "", "2031-03-07"), toll("b", 9, "", "2031-03-12"), True),
        (toll("a", 5, "", "2031-03-11"), toll("b", 9, "", "2031-03-12"), False),
        (toll("a", 5, "Orbeval", "2031-03-12"), toll("a", 9, "Sarnac", "2031-03-12"), True),
        # a day to come was misread
        (toll("a", 5, "Orbeval", "2031-03-29"), toll("b", 9, "Sarnac", "2031-03-12"), False),
    ],
)
def test_tolls_of_other_places_and_days_are_of_two_events(one: Proposition, other: Proposition, two: bool) -> None:
    assert bool(list(apart([one, other]))) == two
    assert bool(list(apart([other, one]))) == two


def test_a_toll_long_past_is_background() -> None:
    lead = toll("a", 9, "Orbeval", "2031-03-12", opening=True)
    before, now = toll("a", 31, "", "2031-01-20"), toll("b", 8, "Orbeval", "2031-03-12")
    assert [(list(one), list(other)) for one, other in apart([lead, before, now])] != []
    assert list(apart([lead, now])) == []


BLOCKED = (
    "Les grévistes ont bloqué l’accès à la raffinerie de Sarnac mercredi.\n\nLe préfet Louis Aubrec a appelé au calme."
)
LIFTED = "Le tribunal a ordonné la levée du blocage de la raffinerie de Sarnac.\n\nLa direction s’est dite satisfaite."


def claims_with(dossier: Dossier, words: str) -> set[str]:
    texts = {article.id: article.text for article in dossier.articles}
    return {
        claim.id
        for story in dossier.stories
        for claim in story.claims
        if any(words in texts[s.article][s.start : s.end] for s in claim.statements)
    }


def test_what_is_done_about_an_act_is_another_claim() -> None:
    dossier = compared(BLOCKED, BLOCKED.replace("mercredi", "ce mercredi"), LIFTED)
    assert claims_with(dossier, "la levée du blocage").isdisjoint(claims_with(dossier, "ont bloqué"))


def tokens(*lemmas: str) -> list[Token]:
    return [
        Token(n, n + 1, lemma, lemma, "DET" if lemma in {"le", "son"} else "NOUN", "") for n, lemma in enumerate(lemmas)
    ]


@pytest.mark.parametrize(
    ("language", "lemmas", "kind"),
    [
        ("fr", ("cellule", "de", "écoute"), "helpline"),
        ("fr", ("réunion", "de", "urgence"), "crisis_meeting"),
        ("fr", ("quitter", "son", "domicile"), "evacuation"),
        ("fr", ("garde", "à", "vue"), "custody"),
        ("fr", ("faire", "appel"), "appeal"),
        ("en", ("appeal", "the", "acquittal"), "appeal"),
        ("en", ("under", "control"), "containment"),
        ("en", ("lay", "off"), "job_cut"),
    ],
)
def test_phrases_are_found_whatever_stands_before_a_noun(language: str, lemmas: tuple[str, ...], kind: str) -> None:
    assert kind in predicates.classes(tokens(*lemmas), language)


def test_who_owes_does_not_cause() -> None:
    assert "cause" not in predicates.classes(tokens("devoir", "se", "rendre"), "fr")


@pytest.mark.parametrize(
    ("language", "lemma"), [("fr", "devoir"), ("fr", "recevoir"), ("fr", "tuer"), ("en", "receive"), ("en", "lose")]
)
def test_a_lemma_is_worth_no_more_than_its_commonest_form(language: str, lemma: str) -> None:
    assert weights.worth_of_lemma(lemma, language) < weights.worth("zzzz", language) - 1


def test_a_word_that_no_article_holds_is_worth_as_much_as_before() -> None:
    assert weights.worth_of_lemma("hydravion", "fr") == weights.worth("hydravion", "fr")
