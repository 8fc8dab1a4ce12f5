"""What the figures of a statement count, by its words; and what a sentence says of what is to come."""

from __future__ import annotations

import pytest

from twosource.compare.propositions import class_of
from twosource.dossier import question
from twosource.read.pipeline import STAGES

ROWS = [
    ("The lives of 11 people were lost on the quay of Ardmouth.", "dead"),
    ("The count of the dead came to 11 on the quay of Ardmouth.", "dead"),
    ("The number of dead stood at three on the quay of Ardmouth.", "dead"),
    ("We have lost 14 people on the quay of Ardmouth.", "dead"),
    ("Five people were treated for injuries on the quay of Ardmouth.", "injured"),
    ("There is no news of seven people who were on the quay of Ardmouth.", "missing"),
    ("La disparition de cinq personnes inquiète le port de Brasmer.", "missing"),
    ("Onze vies ont été fauchées sur le port de Brasmer.", "dead"),
    ("The response on the quay of Ardmouth involved 52 rescuers.", "responder"),
    ("Sur le port de Brasmer, 52 pompiers ont été engagés.", "responder"),
    ("Eleven people spoke on the quay of Ardmouth.", "person"),
    ("There were no casualties on the quay of Ardmouth.", "dead"),
    ("L'incendie du port de Brasmer n'a pas fait de victimes.", "dead"),
]


@pytest.mark.parametrize(("sentence", "expected"), ROWS, ids=[row[0][:40] for row in ROWS])
def test_a_figure_is_classed_by_the_words_of_its_statement(sentence: str, expected: str) -> None:
    language = "fr" if "Brasmer" in sentence else "en"
    told = question.put(question.read_in(sentence, language, STAGES), ())
    assert [class_of(figure) for figure in told.figures] == [expected]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Air strikes killed 31 shepherds near the dam of Ardmouth.", "dead"),
        ("Over 100 militiamen including two commanders were killed at Ardmouth.", "dead"),
        ("The coroner gave a lower toll of eight weavers killed at Ardmouth.", "dead"),
        ("The blast at Ardmouth wounded 14 cyclists.", "injured"),
        ("Les tirs ont tué au moins 31 bergers à Brasmer.", "dead"),
        ("Seize écoliers ont été blessés à Brasmer.", "injured"),
        ("Douze mineurs tués dans un coup de grisou à Brasmer.", "dead"),
        ("Three soldiers killed a fox at Ardmouth.", "soldier"),
    ],
)
def test_who_is_killed_or_hurt_by_the_verb_beside_the_number(sentence: str, expected: str) -> None:
    language = "fr" if "Brasmer" in sentence else "en"
    told = question.put(question.read_in(sentence, language, STAGES), ())
    assert [class_of(figure) for figure in told.harmed][:1] == [expected]
