"""When two sentences contradict each other, and how that is scored."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from twosource.errors import DatasetError
from twosource.evaluate import sentences
from twosource.evaluate.command import evaluate, judged
from twosource.evaluate.sentences import Pair

ROWS = [
    ("Le bac de Brasmer a repris son service.", "Le bac de Brasmer n'a pas repris son service.", "contradiction"),
    ("The ferry of Ardmouth sailed on Monday.", "The ferry of Ardmouth did not sail on Monday.", "contradiction"),
    ("The blaze in Ardmouth killed 12 people.", "The blaze in Ardmouth killed 31 people.", "contradiction"),
    ("The blaze in Ardmouth killed 12 people.", "The blaze in Ardmouth killed 12 people.", "not"),
    ("The blaze in Ardmouth killed 12 people.", "The blaze in Ardmouth killed about 12 people.", "not"),
    ("Le bac a repris son service.", "Le bac ne reprendra pas son service sans accord.", "cannot tell"),
    ("The ferry did not call at Ardmouth. It sailed on to Brasmer.", "The ferry sailed on to Brasmer.", "cannot tell"),
    (
        "The mayor of Ardmouth was unable to open the bridge.",
        "The mayor of Ardmouth did not open the bridge.",
        "cannot tell",
    ),
    ("The harbour was dredged in spring.", "A choir sang by the old lighthouse.", "cannot tell"),
]


CONTRARY = [
    ("The dyke of Ardmouth was built in 1931.", "The dyke of Ardmouth was built in 1952.", "contradiction"),
    ("Le bac a été en grève trois semaines.", "Le bac a été en grève huit jours.", "contradiction"),
    (
        "Le bac tient la mer, montrent les essais.",
        "Les essais ne montrent pas que le bac tient la mer.",
        "contradiction",
    ),
    ("Le bac a subi un incendie volontaire.", "Le bac a subi un incendie accidentel.", "contradiction"),
    ("Le bac ne partira pas avant midi.", "Le bac partira à midi.", "cannot tell"),
    ("Si le bac n'est pas réparé, le port fermera.", "Le bac sera réparé.", "cannot tell"),
    ("Le bac est gratuit pour les non-résidents.", "Le bac n'est pas gratuit pour les non-résidents.", "contradiction"),
    (
        "Trips from Ardmouth to Brasmer increased last year.",
        "Trips from Ardmouth decreased last year.",
        "contradiction",
    ),
    ("The tender for the pier of Ardmouth was awarded.", "The tender for the pier was not awarded.", "contradiction"),
    ("Trips increased last year and had decreased before.", "Trips from Ardmouth decreased last year.", "cannot tell"),
    ("The ferry of Ardmouth did not cancel fewer than 40 trips.", "The ferry cancelled trips.", "cannot tell"),
    ("Le bac de Brasmer est obligatoire.", "Le bac de Brasmer est facultatif.", "contradiction"),
    ("Le bac de Brasmer n'est pas facultatif.", "Le bac de Brasmer est obligatoire.", "cannot tell"),
    ("Le bac est le plus rapide du pays.", "Le bac n'est pas le plus rapide du pays.", "contradiction"),
    ("Le bac n'a jamais été aussi plein.", "Le bac est plein.", "cannot tell"),
    ("Le bac ne partira pas lundi.", "Le bac partira mardi.", "cannot tell"),
    ("Le bac n'est pas passé à Brasmer.", "Le bac est passé à Sarvelle.", "cannot tell"),
    ("Tous n'ont pas vu Le bac.", "Des enfants ont vu Le bac.", "cannot tell"),
    ("Le bac fait état de 1.400 trajets depuis 2019.", "Le bac compte 300 trajets depuis 2019.", "contradiction"),
    ("Le bac part sans retard.", "Aucun jour Le bac ne part sans retard.", "contradiction"),
    ("Le maire dément que Le bac ait coulé au port.", "Le bac a coulé au port.", "contradiction"),
    ("Nobody saw the ferry leave.", "Two fishermen saw the ferry leave.", "contradiction"),
    ("The senator supports the ferry tax.", "The senator opposes the ferry tax.", "contradiction"),
    ("He was not the first pilot to resign.", "The pilot resigned.", "cannot tell"),
    ("The line bought 12 ferries and leased three.", "The line leased three ferries.", "not"),
    ("The crew held 14 people, none of them minors.", "The crew held 14 people.", "cannot tell"),
    ("The firm did not disclose the price.", "The firm was sold for 40 million pounds.", "cannot tell"),
]


@pytest.mark.parametrize(
    ("left", "right", "expected"), [*ROWS, *CONTRARY], ids=[f"{row[2]}: {row[1][:30]}" for row in [*ROWS, *CONTRARY]]
)
def test_two_sentences_are_told_apart_only_where_a_rule_is_sure(left: str, right: str, expected: str) -> None:
    language = "fr" if "Le bac" in left else "en"
    assert judged(Pair("p", left, right, "", language)) == expected


def test_the_score_counts_what_is_said_and_what_is_said_rightly(tmp_path: Path) -> None:
    rows = [
        Pair(str(n), row[0], row[1], "contradiction" if n < 4 else "neutral", "fr" if "Le bac" in row[0] else "en")
        for n, row in enumerate(ROWS)
    ]
    (tmp_path / sentences.FILE).write_bytes(b"\n".join(map(msgspec.json.encode, rows)))
    told = evaluate(sentences.TASK, tmp_path, as_json=False, missed=False)
    assert "contradiction: precision where said  1.0" in told
    assert "contradiction: share said            0.75" in told


def test_a_folder_without_pairs_is_told(tmp_path: Path) -> None:
    with pytest.raises(DatasetError):
        sentences.load(tmp_path)
