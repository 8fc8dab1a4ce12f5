"""A number beside which no noun stands: what it counts is said by its own words, or before it."""

from __future__ import annotations

import pytest
from tests.compare.told_claims import read

from twosource.compare import propositions
from twosource.compare.propositions import class_of

ROWS = [
    ("en", "3,000 people marched in Ardmouth, police said; organisers claimed 8,000.", (8000, 8000, "demonstrator")),
    ("en", "Organisers put the turnout at 12,000; the harbour police said 5,000.", (5000, 5000, "demonstrator")),
    ("en", "Eleven people were arrested, the town said. The group’s lawyer counted 14.", (14, 14, "arrested")),
    ("en", "There were 187 passengers on board, Ardline said. The town gave a figure of 212.", (212, 212, "passenger")),
    ("en", "Six people were killed, according to the army. The union says the real figure is 20.", (20, 20, "dead")),
    ("en", "The number of sick stands at nearly 70, the ministry said.", (63, 70, "case")),
    ("en", "The quake had a magnitude of 6.9, the institute of Ardmouth said.", (6.9, 6.9, "magnitude")),
    (
        "fr",
        "Des milliers de gens ont défilé : 12 000 d’après les syndicats, 5 000 selon la ville.",
        (5000, 5000, "demonstrator"),
    ),
    ("fr", "20 000 personnes ont défilé, selon la CGM, 5 000 selon la ville.", (5000, 5000, "demonstrator")),
    ("fr", "Le nombre de malades est de plus de 130, selon le ministère.", (131, None, "case")),
    ("fr", "Une pétition a recueilli 98 000 signatures, selon le collectif.", (98000, 98000, "signature")),
]


@pytest.mark.parametrize(("language", "text", "last"), ROWS, ids=[row[1][:40] for row in ROWS])
def test_a_number_alone_counts_what_was_counted_before_it(
    language: str, text: str, last: tuple[float, float | None, str]
) -> None:
    figures = [figure for p in propositions.build([read("a", text, language)], []) for figure in p.figures]
    assert [(f.low, f.high, class_of(f)) for f in figures][-1] == last


@pytest.mark.parametrize(
    "text",
    [
        "Six people were killed, the army said. The union says the convoy left at 20.",
        "Six people were killed and nine arrested, the army said. The union counts 20.",
        "Six people were killed, the army said. The union says the index fell by 2.5.",
        "Six people were killed, the army said. The union says the street of the 14 was empty.",
    ],
)
def test_a_number_that_may_be_of_something_else_counts_nothing(text: str) -> None:
    figures = [figure for p in propositions.build([read("a", text, "en")], []) for figure in p.figures]
    assert {figure.low for figure in figures} <= {6, 9}
