"""Telling the language of a text."""

from __future__ import annotations

import pytest

from twosource.read.language import detect


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Le conseil municipal a voté mardi soir le budget de la digue, après deux heures de débats.", "fr"),
        ("The harbour board voted on Tuesday night to rebuild the sea wall after two hours of debate.", "en"),
        ("Der Gemeinderat hat am Dienstagabend nach zwei Stunden den Bau der neuen Mauer beschlossen.", "de"),
        ("El concejo aprobó el martes por la noche el presupuesto del dique tras dos horas de debate.", "es"),
        ("Городской совет во вторник вечером утвердил бюджет новой дамбы после двух часов споров.", "ru"),
        ("市議会は火曜日の夜、新しい堤防の予算案を可決したと発表した。議論は二時間に及んだ。", "ja"),
        ("", "und"),
        ("12 000 €", "und"),
        ("https://gazette.example/fr/le-conseil-municipal", "und"),
        ("OK", "und"),
    ],
)
def test_language(text: str, code: str) -> None:
    assert detect(text) == code
    assert detect(text) == code
