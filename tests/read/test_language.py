"""Telling the language of a text."""

from __future__ import annotations

import pytest

from twosource.read.language import LANGUAGES, detect, stated
from twosource.resources import sections


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


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ("en", "en"),
        ("en-GB", "en"),
        ("FR_ca", "fr"),
        ("eng", "en"),
        ("fre", "fr"),
        ("English", "en"),
        ("Français", "fr"),
        ("Anglais (Royaume-Uni)", "en"),
        ("Französisch", "fr"),
        ("Türkçe", "tr"),
        ("nb", "no"),
        ("eu", "eu"),
        ("", None),
        ("und", None),
        ("Unknown", None),
        ("several languages", None),
    ],
)
def test_the_language_that_an_input_states(told: str, code: str | None) -> None:
    assert stated(told) == code


def test_every_language_that_is_told_apart_is_known_by_name_and_no_name_is_that_of_two() -> None:
    named = sections("language-names.toml", "names")
    every = [name for names in named.values() for name in names]
    assert set(named) == set(LANGUAGES)
    assert len(every) == len(set(every))
    assert all(stated(name) == code for code, names in named.items() for name in (code, *names))
