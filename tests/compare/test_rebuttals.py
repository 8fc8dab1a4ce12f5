"""Denials that answer what another claim tells: who takes up the words of what he denies, and who does not."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from tests.compare.told_claims import POLICE, PREFECTURE, telling

from twosource.compare import clauses
from twosource.compare.bilingual import translations
from twosource.compare.propositions import Feature
from twosource.compare.rebuttals import find
from twosource.compare.tellings import Telling
from twosource.model import Certainty

MISSING: frozenset[Feature] = frozenset(
    {("w", "protocol"), ("w", "miss"), ("w", "district"), ("w", "website"), ("w", "commission")}
)
OTHERS = [frozenset({("w", word), ("w", f"{word}s")}) for word in ("river", "strike", "budget", "harbour", "school")]


def said(article: str, who: str, features: frozenset[Feature], certainty: Certainty, *, no: bool = False) -> Telling:
    told = telling(article, who, certainty=certainty)
    proposition = replace(told.proposition, language="en", features=features, negated=no)
    return replace(told, proposition=proposition)


ABOUT = [[said(f"x{n}", PREFECTURE, features, "asserted")] for n, features in enumerate(OTHERS)]
TOLD = [said("a", PREFECTURE, MISSING, "asserted")]


@pytest.mark.parametrize(
    ("words", "who", "met"),
    [
        ({"protocol", "missing"}, POLICE, True),
        ({"protocol", "be"}, POLICE, False),
        ({"protocol", "missing", "burn", "count", "paper"}, POLICE, False),
        ({"protocol", "missing"}, PREFECTURE, False),
        ({"river", "website"}, POLICE, False),
    ],
)
def test_a_denial_answers_what_it_takes_up_and_another_tells(words: set[str], who: str, met: bool) -> None:
    denial = [said("b", who, frozenset({("w", word) for word in words}), "asserted", no=True)]
    assert list(find([TOLD, denial, *ABOUT], translations)) == ([((0, 0), (1, 0))] if met else [])


def test_each_denier_is_set_once_against_a_claim() -> None:
    denial = [said(one, POLICE, frozenset({("w", "protocol"), ("w", "missing")}), "asserted", no=True) for one in "bc"]
    assert list(find([TOLD * 2, denial, *ABOUT], translations)) == [((0, 0), (1, 0))]


def test_of_several_claims_a_denier_denies_that_of_which_he_takes_up_most() -> None:
    denial = [
        said("b", POLICE, frozenset({("w", word) for word in ("protocol", "miss", "website")}), "asserted", no=True)
    ]
    part = [said("c", PREFECTURE, MISSING - {("w", "website")}, "asserted")]
    assert list(find([part, TOLD, denial, *ABOUT], translations)) == [((1, 0), (2, 0))]


def test_what_is_only_possible_is_not_denied() -> None:
    denial = [said("b", POLICE, frozenset({("w", "protocol"), ("w", "missing")}), "asserted", no=True)]
    perhaps = [said("a", PREFECTURE, MISSING, "possible")]
    assert list(find([perhaps, denial, *ABOUT], translations)) == []


STORY = "Ten called. The pump did not start. {}“Nonsense.”"


@pytest.mark.parametrize(("between", "met"), [("", [((1, 0), (2, 0))]), ("Was it known? ", [])])
def test_who_says_that_it_is_nonsense_answers_what_stands_before_even_what_is_not_so(
    between: str, met: list[tuple[tuple[int, int], tuple[int, int]]]
) -> None:
    text = STORY.format(between)
    told = [("Ten called", "crew", False), ("The pump did not start", "nurses", True), ("Nonsense", POLICE, False)]
    claims = []
    for words, who, no in told:
        one = said("a", who, frozenset({("w", words.split()[-1])}), "asserted", no=no)
        start = text.index(words)
        placed = replace(one.proposition.statement, start=start, end=start + len(words), kind="direct")
        claims.append([replace(one, proposition=replace(one.proposition, text=text, statement=placed))])
    assert list(find(claims, translations)) == met


@pytest.mark.parametrize(
    ("language", "words", "answers"),
    [
        ("en", "That is false. The cargo was declared", True),
        ("en", "“It’s a lie", True),
        ("en", "Nonsense, we paid every bill", True),
        ("en", "These claims are false", True),
        ("en", "False hopes were raised", False),
        ("en", "That is falsely modest", False),
        ("fr", "C'est faux. La cargaison est déclarée", True),
        ("fr", "« C’est un mensonge »", True),
        ("fr", "Ces accusations sont fausses", True),
        ("fr", "Fausse alerte au port", False),
    ],
)
def test_words_that_begin_by_calling_it_false(language: str, words: str, *, answers: bool) -> None:
    assert clauses.begins_with_false(words, language) == answers


@pytest.mark.parametrize(
    ("language", "words", "points"),
    [
        ("en", "There is no such plan", True),
        ("en", "Nothing of the kind was signed", True),
        ("en", "There is no plan to sell the pier", False),
        ("fr", "Il n'existe aucun projet de cette nature", True),
        ("fr", "Rien de tel n’a été signé", True),
        ("fr", "La nature reprend ses droits", False),
    ],
)
def test_a_denial_points_back_to_what_was_told(language: str, words: str, points: bool) -> None:
    assert clauses.points_back(words, language) == points


@pytest.mark.parametrize(
    ("text", "language", "back"),
    [
        ("the accusation", "en", True),
        ("any such allegation", "en", True),
        ("the accusation of theft", "en", False),
        ("l'accusation", "fr", True),
        ("cette information", "fr", True),
        ("la fermeture", "fr", False),
        ("", "en", False),
    ],
)
def test_words_that_only_stand_for_what_was_told(text: str, language: str, back: bool) -> None:
    assert clauses.only_points_back(text, language) is back
