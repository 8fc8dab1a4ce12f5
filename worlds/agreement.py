"""Gender and number of phrases, articles, and numbers as a house writes them."""

from __future__ import annotations

import re

from worlds import language as tongue
from worlds.family import Family, Word
from worlds.model import Teller

_FR_MANY = ("des ", "les ", "deux ", "trois ", "quatre ")
_EN_ONE = ("a ", "an ")
_PLURAL = re.compile(r"(?<!s)(?<!pu)s$")
"""A noun in -s; "campus" and "congress" are one."""


ENGLISH_MANY = re.compile(r"^(?:people|police|.*\b(?:officers|officials|crews|firefighters|unions))$")
_FEMININE = re.compile(
    r"^(?:l['’])?(?:agence|alliance|union|usp|association|ong|organisation|administration|instance)\b", re.IGNORECASE
)


def of_body(told: str, teller: Teller) -> tuple[str, bool]:
    """Tell gender and number of a body by the words for it: a union may be "la FUT" or "les Démocrates unis"."""
    first = told.split(" ", 1)[0].lower()
    if first in {"le", "un"}:
        return "m", False
    if first in {"la", "une"}:
        return "f", False
    if _ELIDED.match(told):
        return ("f" if _FEMININE.match(told) else "m"), False
    return teller.gender, first in {"les", "des", "plusieurs"} or teller.plural


_ELIDED = re.compile(r"[Ll]['’]")
_GENDERED = re.compile(r"\|([mf]p?)$")


def ungendered(phrase: str) -> str:
    """Take off the part of a phrase that only tells its gender."""
    return _GENDERED.sub("", phrase)


def looks(phrase: str, language: str) -> tuple[str, bool]:
    """Tell gender and number of a phrase by its article, or by a last part that says so."""
    first = phrase.split("|", maxsplit=1)[0]
    if language == "en":
        head = re.split(r" (?:of|in|at|by|on|for|to) ", first, maxsplit=1)[0].split(" ")[-1]
        return "m", _PLURAL.search(head) is not None and not first.startswith(_EN_ONE)
    told = _GENDERED.search(phrase)
    if told:
        return told.group(1)[0], told.group(1).endswith("p")
    return "f" if first.startswith(("une ", "la ")) else "m", first.startswith(_FR_MANY)


def article(argument: str, word: Word) -> str:
    """Give the article of a word in French, by the argument of its slot."""
    if word.plural:
        return {"le": "les", "un": "des", "ce": "ces"}[argument]
    feminine = word.gender == "f"
    if argument == "ce":
        return "cette" if feminine else "cet" if tongue.elides(word.text) else "ce"
    return {"le": ("le", "la"), "un": ("un", "une")}[argument][feminine]


def count(n: int, style: str, family: Family, gender: str) -> str:
    """Write a count as a house does."""
    language = family.language
    if style == "exact":
        return (
            tongue.in_words(n, language, gender)
            if n <= int(family.style.get("words_to", "10"))
            else tongue.in_figures(n, language)
        )
    figures = tongue.in_figures(n, language)
    if style == "dozen" and language == "fr":
        word = {10: "dizaine", 20: "vingtaine", 30: "trentaine", 40: "quarantaine", 50: "cinquantaine", 100: "centaine"}
        return f"une {word[n]} de" if n in word else f"environ {figures}"
    before = {
        "fr": {"about": "environ", "dozen": "environ", "over": "plus de", "nearly": "près de"},
        "en": {"about": "about", "dozen": "some", "over": "more than", "nearly": "nearly"},
    }[language][style]
    return f"{before} {figures}"


def percent(n: float, language: str) -> str:
    """Write a share."""
    figures = tongue.in_figures(n, language)
    return f"{figures}\u00a0%" if language == "fr" else f"{figures}%"


def money(millions: float, language: str) -> str:
    """Write an amount of millions."""
    if millions >= 1000:
        figures = tongue.in_figures(round(millions / 1000, 1), language)
        return (
            f"{figures} milliard{'s' if millions >= 2000 else ''} d’euros"
            if language == "fr"
            else f"€{figures} billion"
        )
    figures = tongue.in_figures(round(millions, 1), language)
    return f"{figures} million{'s' if millions >= 2 else ''} d’euros" if language == "fr" else f"€{figures} million"


def size(n: float, unit: str, system: str, language: str) -> tuple[str, float, str]:
    """Write a measure; give the text, the value as shown, and its unit."""
    names = {
        ("ha", "metric"): (1.0, "hectares", "hectares", "hectare"),
        ("ha", "imperial"): (2.471, "acres", "acres", "acre"),
        ("km", "metric"): (1.0, "kilomètres", "kilometres", "kilometre"),
        ("km", "imperial"): (0.6214, "miles", "miles", "mile"),
        ("m", "metric"): (1.0, "mètres", "metres", "metre"),
        ("m", "imperial"): (3.281, "pieds", "feet", "foot"),
    }
    factor, french, english, measure = names[unit or "km", system]
    amount = n * factor
    shown = round(amount, 1) if amount < 12 and unit == "m" else float(round(amount))
    name = french if language == "fr" else english
    return f"{tongue.in_figures(shown, language)} {name}", shown, measure
