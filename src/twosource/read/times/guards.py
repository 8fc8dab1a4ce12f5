"""What looks like a time and is none: counts, ages, names, prices, rates."""

from __future__ import annotations

import re
from collections.abc import Mapping

from twosource.read.times.grammar import Grammar, Rule, key
from twosource.text import fold

_NEXT = re.compile(r"\s([^\W\d_]+)")
_NAME_AFTER = re.compile(r"\s[^\W\d_a-zà-ÿ][^\W\d_]+")
_NAME_BEFORE = re.compile(r"[^\W\d_a-zà-ÿ][^\W\d_]+\s$")
_AGE_ASIDE = re.compile(r"[^\W\d_](?:,|\sde)\s$|\($")
_LABEL = re.compile(r"([^\s\d]+)\s$")
_PLAIN_YEAR = (1900, 2099)


def stands(text: str, start: int, end: int, rule: Rule, words: Mapping[str, str], grammar: Grammar) -> bool:
    """Tell whether a form found at ``[start, end)`` is a time there."""
    if start >= end:
        return False
    if rule.make == "year":
        return _is_year(text, start, end, int(words["year"]), rule.strong, grammar)
    if rule.make == "month":
        return _is_month(text, start, words["month"], bool(words.get("year")), grammar)
    if rule.make == "holiday":
        return not _NAME_AFTER.match(text, end) and not _NAME_BEFORE.search(text[max(0, start - 20) : start])
    if rule.make in ("duration", "anchored") and "unit" in words:
        return _is_stretch(text, start, end, words, grammar)
    someday = key(words.get("deictic", "")) in grammar.words["guard.someday"] and _is_someday(text, start, grammar)
    return not someday and not _is_common(words.get("month", words.get("weekday", "")), grammar)


def _is_someday(text: str, start: int, grammar: Grammar) -> bool:
    """Tell "les élus de demain", "the leaders of tomorrow": several, of nothing planned, and no day."""
    owner = grammar.patterns["guard.someday_before"].search(text[max(0, start - 30) : start])
    if owner is None or not owner[1].islower():
        return False
    many = owner[1][-1] in "sx" or owner[1] in grammar.words["guard.people"]
    return many and owner[1].rstrip("sx") not in grammar.words["future.scheduled"]


def _is_common(word: str, grammar: Grammar) -> bool:
    """Tell a word in small letters that is a month or a weekday only with a capital ("may", "march")."""
    return word.islower() and word in grammar.words["guard.proper"]


def _is_stretch(text: str, start: int, end: int, words: Mapping[str, str], grammar: Grammar) -> bool:
    """Tell a stretch of time from an age, an article ("a day"), a rate ("$2 a year"), a share ("three-quarters")."""
    hyphen = text[end - len(words["unit"]) - 1] == "-"
    if _is_age(text, start, words["unit"], grammar) or (_is_article(words, grammar) and not hyphen):
        return False
    if _is_fraction(text, end, words, grammar):
        return False
    return "n" not in words or not _is_rate(text, start, words["n"], grammar)


def _is_fraction(text: str, end: int, words: Mapping[str, str], grammar: Grammar) -> bool:
    """Tell "three-quarters", "a quarter of", "the 1988 quarter"."""
    if grammar.lists["unit"].get(fold(words["unit"])) != "Q":
        return False
    count = words.get("n", "")
    dated = len(count) == 4 and count.isdigit()
    return dated or text[end - len(words["unit"]) - 1] == "-" or bool(grammar.patterns["guard.share"].match(text, end))


def _is_rate(text: str, start: int, count: str, grammar: Grammar) -> bool:
    """Tell "four flights a week": an article right after what is counted."""
    if fold(count) not in grammar.words["guard.articles"]:
        return False
    head = text[max(0, start - 24) : start]
    last = head.split()[-1:] if head[-1:].isspace() else []
    if not last or last[0].lower() in grammar.words["guard.rate_not"]:
        return False
    return bool(grammar.patterns["guard.rate_before"].search(head))


def _is_year(text: str, start: int, end: int, year: int, strong: bool, grammar: Grammar) -> bool:
    """Tell a year from a count: no unit sign, price or plural noun stands beside it."""
    if not strong and not _PLAIN_YEAR[0] <= year <= _PLAIN_YEAR[1]:
        return False
    before, after = text[max(0, start - 2) : start], text[end : end + 2]
    if any(sign in before for sign in "$€£#°") or after.lstrip()[:1] in tuple("%$€£°"):
        return False
    label = _LABEL.search(text[max(0, start - 12) : start])
    if label and label[1].lower() in grammar.words["guard.label_before"]:
        return False
    follower = _NEXT.match(text, end)
    if follower is not None and follower[1] in grammar.words["guard.count_after_year"]:
        return False
    if follower is None or follower[1] in grammar.words["guard.after_year"]:
        return True
    plural = follower[1].islower() and follower[1][-1] in "sx" and len(follower[1]) > 3
    plural = plural and not (grammar.sure_years and follower[1].endswith(("us", "is", "ss")))
    return not plural or (strong and grammar.sure_years)


def _is_month(text: str, start: int, month: str, dated: bool, grammar: Grammar) -> bool:
    """Tell a month from a word of the same letters ("May", "march", "Mars")."""
    if _is_common(month, grammar):
        return False
    short = fold(month) in grammar.words["guard.short"]
    if dated or not (short or fold(month) in grammar.words["guard.capitals"]):
        return True
    here = text[start : start + 6].lower().split(" ", 1)
    inside = len(here) > 1 and here[0] in grammar.words["guard.month_before"]
    return inside or bool(grammar.patterns["guard.month_before"].search(text[max(0, start - 12) : start]))


def _is_age(text: str, start: int, unit: str, grammar: Grammar) -> bool:
    if unit.lower() not in grammar.words["guard.age_units"]:
        return False
    before = text[max(0, start - 40) : start].lower().replace("’", "'")
    if grammar.patterns["guard.age"].search(before):
        return True
    before = grammar.patterns["guard.range"].sub(" ", before)
    if grammar.patterns["guard.age_before"].search(before):
        return True
    aside = grammar.patterns["guard.age_after"].match(text[start : start + 14])
    return bool(aside and _AGE_ASIDE.search(before))


def _is_article(words: Mapping[str, str], grammar: Grammar) -> bool:
    """Tell "un jour", "a minute": the number is an article, and only long units count with it."""
    if "n" not in words or fold(words["n"]) not in grammar.words["guard.articles"]:
        return False
    return words["unit"].lower() in grammar.words["guard.short_units"]
