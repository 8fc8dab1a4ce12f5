"""Forms in which newsrooms tell who said what and who carried it, each with every statement: a table of sentences (ours)."""

from __future__ import annotations

import pytest
from tests.read.told import rows

Row = tuple[str, str, list[tuple[str, str, str]]]

CARRIED: list[Row] = [
    ("en", "The valve had failed, said the operator, by way of Reuters.", [("The valve had failed", "operator > Reuters", "asserted")]),
    ("en", "According to the operator, whom Reuters quotes, the valve had failed.", [("the valve had failed", "operator > Reuters", "asserted")]),
    ("en", "The valve had failed, according to Reuters, which spoke to the operator.", [("The valve had failed", "operator > Reuters", "asserted")]),
    ("en", "The valve had failed, according to the operator, as quoted by Reuters.", [("The valve had failed", "operator > Reuters", "asserted")]),
    ("en", "The valve had failed, per Reuters, which cites the operator.", [("The valve had failed", "operator > Reuters", "asserted")]),
    ("en", "The valve had failed, Reuters was told by the operator.", [("The valve had failed", "operator > Reuters", "asserted")]),
    ("en", "The valve had failed, the operator told the Reuters news agency.", [("The valve had failed", "operator > Reuters news agency", "asserted")]),
    ("fr", "La vanne a cédé, selon l'exploitant, dont Radio Loire rapporte les propos.", [("La vanne a cédé", "exploitant > Radio Loire", "asserted")]),
    ("fr", "Selon l'exploitant, que cite Radio Loire, la vanne a cédé.", [("la vanne a cédé", "exploitant > Radio Loire", "asserted")]),
    ("fr", "La vanne a cédé, d'après l'exploitant, joint par Radio Loire.", [("La vanne a cédé", "exploitant > Radio Loire", "asserted")]),
    ("fr", "La vanne a cédé, écrit Radio Loire d'après l'exploitant.", [("La vanne a cédé", "exploitant > Radio Loire", "asserted")]),
    ("fr", "La vanne a cédé, à en croire Radio Loire, qui le tient de l'exploitant.", [("La vanne a cédé", "exploitant > Radio Loire", "asserted")]),
    ("fr", "La vanne a cédé, a appris Radio Loire auprès de l'exploitant.", [("La vanne a cédé", "exploitant > Radio Loire", "asserted")]),
    ("fr", "L'exploitant, par le canal de Radio Loire, fait savoir que la vanne a cédé.", [("la vanne a cédé", "exploitant > Radio Loire", "asserted")]),
]  # fmt: skip
"""Who said it, and the medium through which it came."""


@pytest.mark.parametrize(("language", "text", "told"), CARRIED, ids=[row[1][:40] for row in CARRIED])
def test_carried(language: str, text: str, told: list[tuple[str, str, str]]) -> None:
    assert rows(text, language) == told
