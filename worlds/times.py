"""Words for days, as a house writes them on a given day."""

from __future__ import annotations

from datetime import datetime

from worlds.language import day_month, part, part_name, weekday

Phrase = tuple[str, str, str]
"""Words before the expression, the expression, its TIMEX3 value."""
_PART = ("TNI", "TMO", "TAF", "TEV")
_NEAR = 6


def when_phrase(moment: datetime, clock: datetime, language: str, style: str, american: bool) -> Phrase:
    """Word the day of an event, with the part of the day; ``clock`` is the day of writing."""
    ago = (clock.date() - moment.date()).days
    value = f"{moment:%Y-%m-%d}{_PART[part(moment)]}"
    if style == "relative" and 0 <= ago <= 1:
        return _relative(moment, ago, language, value)
    if style == "date" or ago > _NEAR:
        return _dated(moment, language, american)
    if language == "fr":
        name = "dans la nuit" if part(moment) == 0 else part_name(moment, "fr")
        text = f"{weekday(moment, 'fr')} {name}" if part(moment) else f"{name} de {weekday(moment, 'fr')}"
        return ("", text, value)
    name = part_name(moment, "en")
    if not part(moment):
        return ("", f"overnight on {weekday(moment, 'en')}", value)
    return ("on ", f"{weekday(moment, 'en')} {name}", value)


def _relative(moment: datetime, ago: int, language: str, value: str) -> Phrase:
    if language == "fr":
        today = {0: "dans la nuit", 1: "ce matin", 2: "cet après-midi", 3: "ce soir"}
        before = {0: "dans la nuit d’hier", 1: "hier matin", 2: "hier après-midi", 3: "hier soir"}
    else:
        today = {0: "overnight", 1: "this morning", 2: "this afternoon", 3: "this evening"}
        before = {0: "early yesterday", 1: "yesterday morning", 2: "yesterday afternoon", 3: "last night"}
    return ("", (before if ago else today)[part(moment)], value)


def _dated(moment: datetime, language: str, american: bool) -> Phrase:
    value = f"{moment:%Y-%m-%d}"
    if language == "fr":
        return ("le ", f"{weekday(moment, 'fr')} {day_month(moment, 'fr')}", value)
    return ("on ", day_month(moment, "en", american=american), value)


def day_phrase(moment: datetime, clock: datetime, language: str, style: str, american: bool) -> Phrase:
    """Word a day to come."""
    ahead = (moment.date() - clock.date()).days
    value = f"{moment:%Y-%m-%d}"
    if ahead == 1 and style == "relative":
        return ("", "demain" if language == "fr" else "tomorrow", value)
    if 0 < ahead <= _NEAR and style != "date":
        name = weekday(moment, language)
        return ("", name, value) if language == "fr" else ("on ", name, value)
    text = day_month(moment, language, american=american)
    return ("le ", text, value) if language == "fr" else ("on ", text, value)
