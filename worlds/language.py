"""What French and English need by themselves: elision, contraction, numbers, dates, quotation marks."""

from __future__ import annotations

import re
from datetime import datetime
from functools import lru_cache

from worlds.rich import SIGNS

_VOWEL = (
    r"(?=(?![Oo]nze\b|[Oo]ui\b|[Hh]uit|[Hh]aut|[Hh]auss|[Hh]or[sd]|[Hh]all|[Hh]ang|[Hh]asard|[Hh]andi|[Hh]éros\b|[Hh]eurt"
    r"|[Hh]ongr|[Hh]ont|[Hh]ach|[Hh]ain|[Hh]aie|[Hh]alv|[Hh]ame|[Hh]arc|[Hh]arr|[Hh]av|[Hh]i-v|[Hh]iér|[Hh]ouil|[Hh]ubl|[Yy][aeiou])"
    r"[aeiouyhâàéèêëîïôûùœæAEIOUYHÂÀÉÈÊËÎÏÔÛŒÅÖØåöø])"
)
_STARTS = re.compile(_VOWEL)
_FRENCH = tuple(
    (re.compile(pattern), change)
    for pattern, change in (
        (rf"\b([Dd]epuis {SIGNS})dans (?=la nuit\b)", r"\1"),
        (rf"\b([Dd])e({SIGNS}) ({SIGNS})des (?=\S)", r"\1e\2 \3"),
        (
            rf"\b([Ll]|[Dd]|[Nn]|[Ss]|[Jj]|[Mm]|[Tt]|[Qq]u|[Ll]orsqu|[Pp]uisqu|[Jj]usqu)e({SIGNS}) ({SIGNS}){_VOWEL}",
            r"\1’\2\3",
        ),
        (rf"\b([Ll])a({SIGNS}) ({SIGNS})(?!une\b){_VOWEL}", r"\1’\2\3"),
        (rf"\b([Ss])i({SIGNS}) ({SIGNS})(?=ils?\b)", r"\1’\2\3"),
        (rf"\b([Dd])e({SIGNS}) ({SIGNS})[Ll]e (?=\S)", r"\1u\2 \3"),
        (rf"\b([Dd])e({SIGNS}) ({SIGNS})[Ll]es (?=\S)", r"\1es\2 \3"),
        (rf"\bà({SIGNS}) ({SIGNS})[Ll]e (?=\S)", r"au\1 \2"),
        (rf"\bÀ({SIGNS}) ({SIGNS})[Ll]e (?=\S)", r"Au\1 \2"),
        (rf"\bà({SIGNS}) ({SIGNS})[Ll]es (?=\S)", r"aux\1 \2"),
    )
)
_ENGLISH = (
    (
        re.compile(rf"\b([Aa]) ({SIGNS})(?=(?!uni[a-z]|one\b|once\b|eu|use)[aeiouAEIO]|hour|honou?r|8|11\b|18\b)"),
        r"\1n \2",
    ),
)
_TIDY = tuple(
    (re.compile(pattern), change)
    for pattern, change in (
        (r"[ ]{2,}", " "),
        (rf" ({SIGNS}) ", r"\1 "),
        (rf"[ ]+({SIGNS})(?=[,.])", r"\1"),
        (rf",({SIGNS})[ ]*(?=[,.])", r"\1"),
        (rf",({SIGNS})([ ]*)(?=[;:?!–—])", r"\1\2"),
        (r"\b([Tt])he The\b", r"\1he"),
        (rf",({SIGNS})[ ]*(?=[)])", r"\1"),
        (rf"\.({SIGNS})\.(?!\.)", r".\1"),
        (rf"(\([^()]*) \(([^()]*)\)({SIGNS})\)", r"\1, \2\3)"),
    )
)
_AFTER_COLON = re.compile(rf"(:{SIGNS} ?{SIGNS}[«“]\s?{SIGNS})([a-zà-öø-ÿœ])")
"""A quotation after a colon begins with a capital, whatever word begins it."""
_AFTER_STOP = re.compile(rf"((?<!\bM)(?<!Mr)(?<!Ms)[.!?]{SIGNS} (?:{SIGNS}[«“\"(]\s?)?{SIGNS})([a-zà-öø-ÿœ])")
_FIRST = re.compile(rf"^(?:{SIGNS}[«“\"(‘\s\u00a0]*)*([^\W\d_])")


def polished(signed: str, language: str) -> str:
    """Apply elision, contraction, spacing and the capital at the start; signs of marks stay in place."""
    text = signed
    for pattern, change in (_FRENCH if language == "fr" else _ENGLISH) + _TIDY:
        text = pattern.sub(change, text)
    text = _AFTER_STOP.sub(lambda found: found.group(1) + found.group(2).upper(), text)
    text = _AFTER_COLON.sub(lambda found: found.group(1) + found.group(2).upper(), text)
    return capitalised(text.strip())


def contracted(text: str, language: str) -> str:
    """Apply elision and contraction only: "préfecture de le Nord" becomes "préfecture du Nord"."""
    for pattern, change in _FRENCH if language == "fr" else ():
        text = pattern.sub(change, text)
    return text


def capitalised(text: str) -> str:
    """Write the first letter large."""
    found = _FIRST.match(text)
    return text if found is None else text[: found.start(1)] + found.group(1).upper() + text[found.end(1) :]


def elides(word: str) -> bool:
    """Tell whether a French word takes l’, d’, cet before it."""
    return _STARTS.match(word) is not None


# ------------------------------------------------------------------------------- numbers

_FR_ONES = (
    "zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze",
    "treize", "quatorze", "quinze", "seize", "dix-sept", "dix-huit", "dix-neuf",
)  # fmt: skip
_EN_ONES = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_FR_TENS = ("", "", "vingt", "trente", "quarante", "cinquante", "soixante")
_EN_TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_WORDS_TO = 69


@lru_cache(maxsize=4096)
def in_words(number: int, language: str, gender: str = "m") -> str:
    """Write a number below 70 in words; others in figures."""
    if number > _WORDS_TO or number < 0:
        return in_figures(number, language)
    ones, tens = (_FR_ONES, _FR_TENS) if language == "fr" else (_EN_ONES, _EN_TENS)
    if number < 20:
        word = ones[number]
    else:
        ten, one = divmod(number, 10)
        link = " et " if language == "fr" and one == 1 else "-"
        word = tens[ten] + (link + ones[one] if one else "")
    return word + "e" if language == "fr" and gender == "f" and word.endswith("un") else word


@lru_cache(maxsize=4096)
def in_figures(number: float, language: str) -> str:
    """Write a number in figures, thousands set apart, with at most one decimal."""
    whole = float(number) == int(number)
    text = f"{int(number):,}" if whole else f"{number:,.1f}"
    return text.replace(",", "\u00a0").replace(".", ",") if language == "fr" else text


# --------------------------------------------------------------------------------- dates

_FR_DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
_EN_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_FR_MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre",
    "décembre",
)  # fmt: skip
_EN_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_FR_PARTS = ("dans la nuit", "matin", "après-midi", "soir")
_EN_PARTS = ("night", "morning", "afternoon", "evening")


def weekday(day: datetime, language: str) -> str:
    """Name the day of the week."""
    return (_FR_DAYS if language == "fr" else _EN_DAYS)[day.weekday()]


def part(day: datetime) -> int:
    """Give the part of the day: 0 night, 1 morning, 2 afternoon, 3 evening."""
    return 0 if day.hour < 6 else 1 if day.hour < 12 else 2 if day.hour < 18 else 3


def part_name(day: datetime, language: str) -> str:
    """Name the part of the day."""
    return (_FR_PARTS if language == "fr" else _EN_PARTS)[part(day)]


def day_month(day: datetime, language: str, *, american: bool = False) -> str:
    """Write day and month."""
    if language == "fr":
        return f"{'1er' if day.day == 1 else day.day} {_FR_MONTHS[day.month - 1]}"
    month = _EN_MONTHS[day.month - 1]
    return f"{month} {day.day}" if american else f"{day.day} {month}"
