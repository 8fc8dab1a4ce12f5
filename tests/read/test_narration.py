"""What an article puts forward itself: clauses and event phrases outside what others say."""

from __future__ import annotations

import pytest
from tests.read.told import read

ROWS = [
    ("Le port a rouvert lundi matin après trois jours de fermeture.", "fr", ["Le port a rouvert lundi matin après trois jours de fermeture"], "done"),
    ("Le port rouvrira lundi matin après trois jours de fermeture.", "fr", ["Le port rouvrira lundi matin après trois jours de fermeture"], "expected"),
    ("The port reopened on Monday morning after three days.", "en", ["The port reopened on Monday morning after three days"], "done"),
    ("The port will reopen on Monday morning after three days.", "en", ["The port will reopen on Monday morning after three days"], "expected"),
    ("The port could reopen on Monday morning after three days.", "en", ["The port could reopen on Monday morning after three days"], "possible"),
    ("« Le quai rouvrira lundi », a annoncé Paul Tardieu.", "fr", [], None),
    ("« Le quai rouvrira lundi » : au port, les dockers racontent.", "fr", [], None),
    ("The clerk asked the mayor to leave, the river board said in a written statement.", "en", [], None),
    ("She declined to comment on the cause of the fire.", "en", [], None),
    ("Deaths: 53. Missing: 17.", "en", ["Deaths: 53", "Missing: 17"], "asserted"),
    ("Bilan provisoire : 53 morts, 318 blessés.", "fr", ["53 morts, 318 blessés"], "asserted"),
    ("The clerk spoke on condition of anonymity because the inquiry is under way.", "en", [], None),
    ("The ferry of nine o'clock has been called off.", "en", ["The ferry of nine o'clock has been called off"], "done"),
    ("Publication of the results stopped at midnight.", "en", ["Publication of the results stopped at midnight"], "done"),
    ("La direction du port n'a pas donné suite à nos appels.", "fr", [], None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "language", "clauses", "certainty"), ROWS, ids=[row[0][:30] for row in ROWS])
def test_row(text: str, language: str, clauses: list[str], certainty: str | None) -> None:
    found = read(text, language).narration or ()
    assert [text[s.start : s.end] for s in found] == clauses
    assert {s.certainty for s in found} <= {certainty}
    assert {s.kind for s in found} <= {"own"}
