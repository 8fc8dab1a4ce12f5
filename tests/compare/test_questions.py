"""How one statement stands to a question: sentences of ours, each against one other."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from twosource.compare import questions
from twosource.compare.claims import Group
from twosource.compare.propositions import Proposition
from twosource.dossier import question
from twosource.read import pipeline

OTHERS = (
    "The orchard at Kestel was sold in spring.",
    "Le marché couvert rouvrira en juin.",
    "Anouk Perrel chairs the weir board.",
    "Deux tracteurs ont été volés à Bremor.",
)
"""What else the story tells, so that words have a rarity."""


def proposition(sentence: str, article: str) -> Proposition:
    found = question.put(question.read(sentence, (), pipeline.STAGES), ())
    return replace(found, article=article)


def stand(asked: str, told: str) -> str | None:
    said = [proposition(text, f"a{n}") for n, text in enumerate((told, *OTHERS))]
    groups = [Group((n,), n, frozenset({n})) for n in range(len(said))]
    met = questions.answer(proposition(asked, "question"), said, groups)
    return next((meeting.stand or "near" for meeting in met if meeting.group == 0), None)


@pytest.mark.parametrize(
    ("asked", "told", "expected"),
    [
        ("The ferry sank off Lorval", "The ferry sank off Lorval on Sunday.", "same"),
        ("Le pont s'est effondré", "The bridge collapsed.", "same"),
        ("Nine people were injured", "Nine people were injured in the mill at Kestel.", "same"),
        ("Neuf blessés", "Nine people were injured in the mill at Kestel.", "same"),
        ("Nine people were injured", "Twelve people were injured in the mill at Kestel.", "another figure"),
        ("Nine people were injured", "About ten people were injured in the mill.", "same"),
        ("12 morts", "Twelve people were killed in the mill.", "same"),
        ("Nobody was injured", "Nine people were injured in the mill at Kestel.", "denies"),
        ("The mill was not inspected", "The mill was inspected in March.", "denies"),
        ("The mill was not inspected", "The mill was not inspected in March.", "same"),
        ("The siren rang at the mill", "The siren rang at the mill but nobody left.", "same"),
        ("The weir will be closed", "The weir could be closed.", "may be"),
        ("The weir was closed", "The weir will be closed.", "may be"),
        ("The fire at the mill of Kestel was accidental", "The fire at the mill of Kestel was deliberate.", "denies"),
        ("Le nombre de pêcheurs augmente à Lorval", "Le nombre de pêcheurs diminue à Lorval.", "denies"),
        ("Le nombre de pêcheurs augmente à Lorval", "Le nombre de pêcheurs augmente à Lorval.", "same"),
        ("Le barrage a cédé", "Le barrage pourrait céder.", "may be"),
        ("The mill was inspected and had no defect", "The mill was inspected and had no defect.", "same"),
        ("The mill was inspected in March and had no defect", "The mill was inspected in March.", "near"),
        (
            "Le barrage a été inspecté en mars et ne présentait aucun défaut",
            "Le barrage ne présentait aucun défaut",
            "near",
        ),
        ("There was no anomaly on the mill", "What one mill can do", "near"),
        ("The minister resigned", "The ferry sank off Lorval on Sunday.", None),
        ("xyzzy plugh", "The ferry sank off Lorval on Sunday.", None),
    ],
)
def test_the_stand(asked: str, told: str, expected: str | None) -> None:
    assert stand(asked, told) == expected


@pytest.mark.parametrize(
    ("asked", "told", "leads"),
    [
        ("The ferry sank", "Un ferry a coulé dimanche.", True),
        ("12 morts", "Twelve people were killed in the mill.", True),
        ("Anouk Perrel", "La maire Anouk Perrel a parlé.", True),
        ("The minister resigned over the budget", "The ferry sank off Lorval on Sunday.", False),
        ("3 boats", "Three tractors were stolen.", False),
    ],
)
def test_what_leads_to_a_story(asked: str, told: str, leads: bool) -> None:
    one, other = (question.read(text, (), pipeline.STAGES) for text in (asked, told))
    (title,) = other.layers.title or ()
    article = replace(other, layers=replace(other.layers, tokens=title.tokens, quantities=title.quantities))
    assert questions.leads_to(questions.wanted(one, ("en", "fr")), article) == leads
