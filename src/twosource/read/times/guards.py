"""What looks like a time and is none: counts, ages, names, prices."""

from __future__ import annotations

import re
from collections.abc import Mapping

from twosource.read.times.grammar import Grammar, Rule
from twosource.text import fold

_NEXT = re.compile(r"\s([^\W\d_]+)")
_RANGE = re.compile(r"\s(?:\d{1,3}|[^\W\d_]+)\s(?:à|et|ou|to|and|or)\s$")
"""The lower end of a range of ages: "âgés de 20 à 25 ans"."""
_PLAIN_YEAR = (1900, 2099)
AGE_LIMIT = 120


def stands(text: str, start: int, end: int, rule: Rule, words: Mapping[str, str], grammar: Grammar) -> bool:
    """Tell whether a form found at ``[start, end)`` is a time there."""
    if start >= end:
        return False
    if rule.make == "year":
        return _is_year(text, start, end, int(words["year"]), rule.strong, grammar)
    if rule.make == "month":
        return _is_month(text, start, words["month"], bool(words.get("year")), grammar)
    if rule.make in ("duration", "anchored") and "unit" in words:
        return not _is_age(text, start, words["unit"], grammar) and not _is_article(words)
    if rule.make in ("day", "weekday") and grammar.order == "month first":
        return words.get("month", words.get("weekday", "X"))[0].isupper()
    return rule.make != "roman"


def _is_year(text: str, start: int, end: int, year: int, strong: bool, grammar: Grammar) -> bool:
    """Tell a year from a count: no unit sign, price or plural noun stands beside it."""
    if not strong and not _PLAIN_YEAR[0] <= year <= _PLAIN_YEAR[1]:
        return False
    before, after = text[max(0, start - 2) : start], text[end : end + 2]
    if any(sign in before for sign in "$€£#°") or after.lstrip()[:1] in tuple("%$€£°"):
        return False
    label = re.search(r"([^\s\d]+)\s$", text[max(0, start - 12) : start])
    if label and label[1].lower() in grammar.words["guard.label_before"]:
        return False
    follower = _NEXT.match(text, end)
    if follower is not None and follower[1] in grammar.words["guard.count_after_year"]:
        return False
    if follower is None or follower[1] in grammar.words["guard.after_year"]:
        return True
    plural = follower[1].islower() and follower[1][-1] in "sx" and len(follower[1]) > 3
    return not plural or (strong and grammar.language == "en")


def _is_month(text: str, start: int, month: str, dated: bool, grammar: Grammar) -> bool:
    """Tell a month from a word of the same letters ("May", "march", "Mars")."""
    if grammar.order == "month first" and not month[0].isupper():
        return False
    if fold(month) in grammar.words["guard.short"]:
        return dated
    if fold(month) not in grammar.words["guard.capitals"] or dated:
        return True
    before = text[max(0, start - 12) : start].lower()
    allowed = grammar.words["guard.month_before"]
    here = text[start : start + 5].lower()
    return any(re.search(rf"(?<!\w){re.escape(w)}\s?$", before) or here.startswith(w + " ") for w in allowed)


def _is_age(text: str, start: int, unit: str, grammar: Grammar) -> bool:
    if unit.lower() not in grammar.words["guard.age_units"]:
        return False
    before = _RANGE.sub(" ", text[max(0, start - 32) : start].lower().replace("’", "'"))
    if any(re.search(rf"(?<!\w){re.escape(word)}\s$", before) for word in grammar.words["guard.age_before"]):
        return True
    tail = text[start : start + 14]
    if re.match(r"\d{1,3}\s(?:ans|years\sold)\s?[,.)]", tail):
        return bool(re.search(r"[^\W\d_](?:,|\sde)\s$|\($", before))
    return False


def _is_article(words: Mapping[str, str]) -> bool:
    """Tell "un jour", "a minute": the number is an article, and only long units count with it."""
    short = words["unit"].lower() in (
        "jour",
        "nuit",
        "journée",
        "day",
        "night",
        "moment",
        "second",
        "seconde",
    )
    return short and words.get("n", "").lower() in ("un", "une", "a", "an", "one")
