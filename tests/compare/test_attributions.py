"""Which sentences surely name nobody: only these may be said to have lost a teller."""

from __future__ import annotations

import pytest
from tests.compare.told_claims import _read

from twosource.compare.attributions import is_bare
from twosource.compare.propositions import Proposition
from twosource.model import Article, Statement
from twosource.read.articles import line_marks


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("Le quai des Brumes a été évacué dans la nuit.", True),
        ("Le quai des Brumes a été évacué dans la nuit, complète-t-il.", False),
        ("Le quai des Brumes a été évacué dans la nuit, assure Odile Varnec.", False),
        ("Selon la mairie, le quai des Brumes a été évacué dans la nuit.", False),
        ("« Le quai des Brumes a été évacué dans la nuit ».", False),
    ],
)
def test_a_sentence_without_any_sign_of_a_teller_is_bare(text: str, bare: bool) -> None:
    article = Article(
        id="a", input_id="a", outlet="o", language="fr", text=text, capture_sha256="0", marks=tuple(line_marks(text))
    )
    own = Statement(start=0, end=len(text) - 1, kind="own", certainty="asserted", chain=())
    assert is_bare(Proposition("a", "fr", own, frozenset(), (), text=text), _read(article), "fr") is bare
