"""The statement that a claim is shown by."""

from __future__ import annotations

import numpy as np
import pytest

from twosource.compare import clearest
from twosource.compare.propositions import Proposition
from twosource.model import Certainty, Quantity, Statement

PLAIN = "La coopérative Talvert a vidé ses deux silos dès mardi soir"


def told(
    text: str, article: str, *, whole: bool = True, certainty: Certainty = "asserted", low: float | None = None
) -> Proposition:
    figures = () if low is None else (Quantity(start=0, end=1, low=low, high=low),)
    statement = Statement(start=0, end=len(text), kind="indirect", certainty=certainty)
    return Proposition(article, "fr", statement, frozenset({("w", text)}), figures, text=text, whole=whole)


def shown(*found: Proposition) -> str:
    members = range(len(found))
    near = np.full((len(found), len(found)), 0.5)
    return found[clearest.choose(found, members, near, list(members))].text


@pytest.mark.parametrize(
    "poorer",
    [
        told("avoir vidé ses deux silos de Talvert dès mardi soir", "b", whole=False),
        told("Faux.", "b"),
        told("Elle a vidé ses deux silos de Talvert dès mardi soir", "b"),
        told("C’est dès mardi soir que la Talvert a vidé ses silos", "b"),
        told("La coopérative Talvert avait vidé ses silos mardi soir", "b", certainty="denied"),
        told("La coopérative Talvert a vidé ses trente silos mardi", "b", low=30.0),
    ],
    ids=["infinitive", "one word", "pronoun", "leaning", "denied", "a figure of one article"],
)
def test_the_plain_sentence_is_shown(poorer: Proposition) -> None:
    others = (told(PLAIN, "a"), told(PLAIN, "c"))
    assert shown(poorer, *others) == shown(*others, poorer) == PLAIN


def test_where_most_deny_the_denial_is_shown() -> None:
    denials = [told("Aucun silo n’a été vidé à Talvert, ni mardi ni depuis", name, certainty="denied") for name in "bc"]
    assert shown(told(PLAIN, "a"), *denials) == denials[0].text


def test_a_figure_that_another_article_gives_is_no_reason_against() -> None:
    one, other = (told(f"La coopérative Talvert a vidé 30 silos {day}", day, low=30.0) for day in ("mardi", "hier"))
    assert shown(one, other, told("Les silos de la coopérative Talvert étaient 7 mardi", "c", low=7.0)) == one.text
