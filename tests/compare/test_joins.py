"""Statements that the discourse shows to be one claim: answers, figures told twice, figures set aside."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from scipy.sparse import csr_array
from tests.compare.told_claims import compared

from twosource.compare import clauses, joins
from twosource.compare.propositions import Proposition
from twosource.model import Claim, Dossier, Quantity, Statement, Time, Token

ACCUSED = (
    "Dans un communiqué, le syndicat des mariniers affirme que deux contrôles des treuils ont été omis cette année.\n\n"
    "« Aucun contrôle n’a été négligé », répond le directeur de la compagnie, Octave Perrin."
)


def claim_with(dossier: Dossier, words: str) -> Claim:
    texts = {article.id: article.text for article in dossier.articles}
    return next(
        claim
        for story in dossier.stories
        for claim in story.claims
        if any(words in texts[s.article][s.start : s.end] for s in claim.statements)
    )


def test_an_answer_stands_in_the_claim_that_it_answers_and_denies_it() -> None:
    dossier = compared(ACCUSED)
    claim = claim_with(dossier, "Aucun contrôle")
    assert claim == claim_with(dossier, "deux contrôles")
    assert [c.relation for story in dossier.stories for c in story.conflicts if c.claim == claim.id] == ["denial"]


def test_whoever_denies_a_claim_is_none_of_its_origins() -> None:
    claim = claim_with(compared(ACCUSED), "Aucun contrôle")
    assert (claim.independent.organisation.shown, claim.verdict) == (1, "contested")


def test_a_denial_of_something_else_is_another_claim() -> None:
    text = ACCUSED.replace("Aucun contrôle n’a été négligé", "Aucun marin ne sera licencié")
    dossier = compared(text)
    assert claim_with(dossier, "Aucun marin") != claim_with(dossier, "deux contrôles")


def token(text: str, start: int, pos: str = "NOUN", form: str = "") -> Token:
    return Token(start, start + len(text), text, text.lower(), pos, form)


def tokens(sentence: str) -> list[Token]:
    """Cut at blanks; a word in capitals is a finite verb."""
    found, at = [], 0
    for word in sentence.split(" "):
        verb = word.isupper() and len(word) > 1
        found.append(token(word.lower() if verb else word, at, "VERB" if verb else "NOUN", "fin" if verb else ""))
        at += len(word) + 1
    return found


@pytest.mark.parametrize(
    ("language", "sentence", "negated", "denies"),
    [
        ("fr", "aucun contrôle n' A été omis", True, True),
        ("fr", "le navire n' A pas coulé", True, False),
        ("fr", "le navire A coulé sans que le port ne soit jamais averti", False, False),
        ("en", "no check WAS skipped", True, True),
        ("en", "the ship DID not sink", True, False),
        ("en", "an alarm RANG for ten minutes but the hall was not cleared", False, False),
        ("xx", "no check WAS skipped", False, False),
    ],
)
def test_a_negation_counts_where_it_stands_at_the_main_verb(
    language: str, sentence: str, negated: bool, denies: bool
) -> None:
    said = clauses.words(language)
    cut = tokens(sentence.replace(" A ", " AVAIT "))
    assert clauses.is_negated(cut, said) is negated
    assert bool(clauses.denied(cut, said)) is denies


@pytest.mark.parametrize(
    ("language", "sentence", "number", "part", "rejected"),
    [
        ("fr", "onze blessés , dont quatre dans un état grave", "quatre", True, False),
        ("fr", "onze blessés , dont au moins quatre marins", "quatre", True, False),
        ("fr", "une vingtaine de marins , pas quatorze", "quatorze", False, True),
        ("fr", "quatre blessés , dont le capitaine", "quatre", False, False),
        ("en", "eleven hurt , including four children", "four", True, False),
        ("en", "four of them were sailors", "four", True, False),
        ("en", "about twenty of us , not fourteen", "fourteen", False, True),
        ("en", "fourteen sailors , not counting the cook", "fourteen", False, False),
    ],
)
def test_a_figure_is_a_part_or_set_aside_by_the_words_beside_it(
    language: str, sentence: str, number: str, part: bool, rejected: bool
) -> None:
    cut = tokens(sentence)
    at = next(t for t in cut if t.text == number)
    figure = Quantity(at.start, at.end, 1, 1)
    said = clauses.words(language)
    assert clauses.is_part(figure, cut, said) is part
    assert clauses.is_rejected(figure, cut, said) is rejected


@pytest.mark.parametrize(
    ("language", "sentence", "known"),
    [
        (
            "en",
            "the plane that_ CRASHED , killing three people , WAS leaking oil",
            "that CRASHED , killing three people ,",
        ),
        ("en", "experts EXAMINE the wreck of the plane that_ CRASHED on Sunday", "that CRASHED on Sunday"),
        ("en", "a blast that_ KILLED three people SHOOK the port", ""),
        ("en", "the blast at a depot that_ KILLED three SHOOK the port", ""),
        ("en", "the plane that_ CRASHED on Sunday , killing three", ""),
        ("fr", "le pilote , qui_ VOLAIT seul , AVAIT vu la fuite", "qui VOLAIT seul ,"),
        ("fr", "une fuite ALARME les clients du port qui_ A brûlé", "qui A brûlé"),
        ("fr", "un navire qui_ TRANSPORTAIT du fioul A coulé", ""),
    ],
)
def test_a_clause_about_what_is_known_says_only_which_one_is_meant(language: str, sentence: str, known: str) -> None:
    cut = [
        replace(t, text=t.text[:-1], lemma=t.lemma[:-1], pos="PRON") if t.text.endswith("_") else t
        for t in tokens(sentence.replace(" A ", " AVAIT "))
    ]
    text = sentence.replace(" A ", " AVAIT ")
    spans = clauses.given(cut, clauses.words(language))
    assert [text[s.start : s.end].replace("_", "").strip() for s in spans] == (
        [known.replace(" A ", " AVAIT ")] if known else []
    )


LEAK = (
    "Une fuite d'huile avait été constatée samedi soir sur le moteur de l'avion qui s'est écrasé dimanche à Vauxbourg, "
    "faisant trois morts et quatorze blessés, affirme Radio Plaine."
)
TOLLED = "Trois personnes ont été tuées et quatorze blessées dimanche à Vauxbourg, a annoncé la préfecture."


def test_the_toll_of_what_is_known_joins_no_other_claim_to_the_toll() -> None:
    dossier = compared(LEAK, TOLLED)
    assert claim_with(dossier, "Une fuite") != claim_with(dossier, "Trois personnes")


TEXT = "Denis Harrow was arrested on Monday and will play the cup final on Saturday."


def narrated(article: str, *, opens: bool) -> Proposition:
    """Make narration of one name and one day; ``opens``: whether its article begins with it."""
    statement = Statement(start=0, end=len(TEXT), kind="own", certainty="done")
    day = Time(29, 35, "date", "2031-03-10", from_="2031-03-10", to="2031-03-11")
    return Proposition(
        article, "en", statement, frozenset({("e", "harrow")}), (), text=TEXT, times=(day,), opening=opens
    )


@pytest.mark.parametrize(
    ("further", "one"),
    [
        (0, True),  # two leads, whatever their words
        (1, True),  # half of its articles open with it
        (2, False),  # the final, of which one lead tells besides
    ],
)
def test_two_leads_are_one_claim_unless_most_tell_theirs_further_down(further: int, one: bool) -> None:
    told = [narrated("a", opens=True), narrated("b", opens=True)]
    told += [narrated(f"c{number}", opens=False) for number in range(further)]
    clusters = [[0], list(range(1, len(told)))]
    found = joins.join(told, clusters, csr_array((len(told), len(told))))
    assert found == ([list(range(len(told)))] if one else clusters)
