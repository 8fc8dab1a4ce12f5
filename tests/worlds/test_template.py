from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from worlds.language import in_figures, in_words, polished
from worlds.model import Typo
from worlds.realise import slipped
from worlds.rich import Builder, Mark, Rich, settle
from worlds.template import TemplateError, parse, slots
from worlds.times import when_phrase


@pytest.mark.parametrize(
    ("given", "language", "wanted"),
    [
        ("selon le maire de Écouchy, que une femme", "fr", "Selon le maire d’Écouchy, qu’une femme"),
        ("auprès de le parquet de les Marches", "fr", "Auprès du parquet des Marches"),
        ("à les pompiers et à le maire", "fr", "Aux pompiers et au maire"),
        (
            "le incendie de la usine, le huit mai, le onze juin",
            "fr",
            "L’incendie de l’usine, le huit mai, le onze juin",
        ),
        ("de des pompiers, de des habitants", "fr", "De pompiers, d’habitants"),
        ("la police ,.  Elle", "fr", "La police. Elle"),
        ("d'où vient le feu , ?", "fr", "D'où vient le feu ?"),
        ("il ajoute : « nous verrons »", "fr", "Il ajoute : « Nous verrons »"),
        ("le Halvmark, la haie de Harrowick, à la une", "fr", "Le Halvmark, la haie de Harrowick, à la une"),
        ("tout va bien (source : l'avocat (Yvon Brel))", "fr", "Tout va bien (source : l'avocat, Yvon Brel)"),
        ("il parle. « oui, dit-il »", "fr", "Il parle. « Oui, dit-il »"),
        ("a explosion at a unit, a hour", "en", "An explosion at a unit, an hour"),
    ],
)
def test_french_and_english_are_put_right(given: str, language: str, wanted: str) -> None:
    assert polished(given, language) == wanted


@pytest.mark.parametrize(
    ("number", "language", "gender", "wanted"),
    [
        (1, "fr", "f", "une"),
        (21, "fr", "m", "vingt et un"),
        (21, "fr", "f", "vingt et une"),
        (34, "en", "m", "thirty-four"),
        (70, "fr", "m", "70"),
    ],
)
def test_numbers_in_words(number: int, language: str, gender: str, wanted: str) -> None:
    assert in_words(number, language, gender) == wanted


def test_numbers_in_figures() -> None:
    assert (in_figures(12000, "fr"), in_figures(12000, "en"), in_figures(4.5, "fr")) == ("12\u00a0000", "12,000", "4,5")


@pytest.mark.parametrize("text", ["{", "{a|b", "<a|b", "[a", "a]", "{n#one}", "{src~a/b/c}", "{a b}", "{n#is {n}/are}"])
def test_a_malformed_template_is_refused(text: str) -> None:
    with pytest.raises(TemplateError):
        parse(text)


def test_slots_are_found_inside_of_choices_and_groups() -> None:
    found = [slot.name for slot in slots(parse("{a|{n#x/y} b} <{thing}|{w.blast:le}> [{src}] ^{town}^"))]
    assert found == ["n", "thing", "w.blast", "src", "town"]


def test_marks_follow_the_text_through_contraction() -> None:
    out = Builder()
    out.add("a-t-on appris ")
    out.marked("auprès de", "cue")
    out.add(" ")
    out.marked("les pompiers", "source")
    rich = settle(polished("".join(out.parts), "fr"), out.labels)
    assert rich.text == "A-t-on appris auprès des pompiers"
    assert [(rich.text[mark.start : mark.end], mark.label) for mark in rich.marks] == [
        ("pompiers", "source"),
        ("auprès des", "cue"),
    ] or [rich.text[mark.start : mark.end] for mark in rich.marks] == ["auprès des", "pompiers"]


@pytest.mark.parametrize("kind", ["swap", "drop", "double"])
def test_a_typo_keeps_marks_on_their_words(kind: str) -> None:
    text = "les pompiers cherchent encore"
    rich = Rich(text, (Mark(4, 12, "source"), Mark(13, 22, "cue")))
    for place in range(20):
        made = slipped(rich, Typo(place, kind))  # type: ignore[arg-type]
        assert made.text != text or kind == "swap"
        source, cue = made.marks
        assert made.text[source.start] == "p"
        assert made.text[cue.end - 1] == "t"
        assert made.text[source.end] == " "


@pytest.mark.parametrize(
    ("hours_ago", "language", "style", "wanted"),
    [
        (0, "fr", "weekday", ("", "mardi après-midi", "2026-03-03TAF")),
        (0, "fr", "relative", ("", "cet après-midi", "2026-03-03TAF")),
        (24, "fr", "relative", ("", "hier après-midi", "2026-03-03TAF")),
        (24 * 9, "fr", "weekday", ("le ", "mardi 3 mars", "2026-03-03")),
        (24, "en", "weekday", ("on ", "Tuesday afternoon", "2026-03-03TAF")),
        (24 * 9, "en", "relative", ("on ", "3 March", "2026-03-03")),
    ],
)
def test_days_are_worded_as_the_house_does_from_where_it_stands(
    hours_ago: int, language: str, style: str, wanted: tuple[str, str, str]
) -> None:
    moment = datetime(2026, 3, 3, 15, 0)  # noqa: DTZ001
    assert when_phrase(moment, moment + timedelta(hours=hours_ago), language, style, False) == wanted
