"""When two printed names are two spellings of one: case, accents, hyphens, initials, romanisation."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from twosource.resources import languages, read_rows, read_toml, strings
from twosource.text import fold

_APOSTROPHES = str.maketrans("’ʼ-‐‑", "''   ")
_SEPARATORS = re.compile(r"[\s.·]+")
_DOUBLED = re.compile(r"(.)\1+")
_SLAVIC_END = re.compile(r"[iy][iyj]\Z")
_SOFT_END = re.compile(r"(?<=[^aeiou]i[nr])e\Z|(?<=v)e\Z")
_SHORTEST = 4  # letters under which a romanised likeness is chance


@lru_cache(maxsize=1 << 14)
def key(name: str) -> str:
    """Give the form that two prints of one spelling share: folded, hyphens as blanks, no full stops."""
    return (
        _SEPARATORS.sub(" ", fold(name.translate(_APOSTROPHES)).replace("' ", "'").replace(".", "\0"))
        .replace("\0", "" if _is_dotted(name) else " ")
        .strip()
    )


def _is_dotted(name: str) -> bool:
    """Tell whether a name is letters with full stops (U.S.)."""
    return bool(re.fullmatch(r"(?:\w\.)+\w?", name))


@cache
def particles() -> frozenset[str]:
    """Give the small words of names (de, von, bin), of all languages."""
    return frozenset(
        fold(word).rstrip("'")
        for language in languages("names")
        for word in strings(read_toml(f"names-{language}.toml"), "particles")
    )


@cache
def titles() -> frozenset[str]:
    """Give the titles that stand before names, of all languages, as keys."""
    files = (f"names-{language}.toml" for language in languages("names"))
    return frozenset(key(title) for file in files for title in strings(read_toml(file), "titles"))


def parts(name: str) -> tuple[str, ...]:
    """Give the words of a name that tell it apart: without particles, unless there is nothing else."""
    words = key(name).replace("'", " ").split()
    return tuple(word for word in words if word not in particles()) or tuple(words)


@lru_cache(maxsize=1 << 14)
def sounds(word: str) -> str:
    """Give the class of spellings of a folded word that romanisations of one original share."""
    for spelling, sound in _romanisation():
        word = word.replace(spelling, sound)
    return _DOUBLED.sub(r"\1", word)


@cache
def _romanisation() -> tuple[tuple[str, str], ...]:
    return tuple((row[0], row[1]) for row in read_rows("romanisation.tsv"))


def same_word(a: str, b: str) -> bool:
    """Tell whether two folded words are one word in two romanisations.

    A final mute e alone (Martin, Martine) or a doubled letter alone (Jean, Jeann) tells two names apart;
    beside another sign of a different romanisation (Poutine, Putin) it does not.
    """
    a, b = _SLAVIC_END.sub("y", a), _SLAVIC_END.sub("y", b)
    if a == b:
        return True
    if min(len(a), len(b)) < _SHORTEST:
        return False
    if sounds(a) == sounds(b):
        return _DOUBLED.sub(r"\1", a) != _DOUBLED.sub(r"\1", b)
    hard_a, hard_b = _SOFT_END.sub("", a), _SOFT_END.sub("", b)
    return hard_a != hard_b and sounds(hard_a) == sounds(hard_b)


def same_person(a: Sequence[str], b: Sequence[str]) -> bool:
    """Tell whether two full names (their parts) may be one person's: every part fits, initials too.

    A middle name may be missing in one. The order may be turned round (Kim Jong Un has one order,
    Orban Viktor two).
    """
    if len(a) < 2 or len(b) < 2:
        return False
    short, long = sorted((tuple(a), tuple(b)), key=len)
    if len(short) < len(long):
        ends = same_person((long[0], long[-1]), short) if len(short) == 2 else False
        middle = all(len(part) == 1 for part in long[1:-1])
        return (ends and middle) or "".join(short) == "".join(long)
    turned = len(short) == 2 and all(map(_fits_whole, short, reversed(long)))
    return (all(map(_fits, short, long)) and _fits_whole(short[-1], long[-1])) or turned


def _fits(a: str, b: str) -> bool:
    """Tell whether two parts are one name, or one is the initial of the other."""
    return same_word(a, b) or (1 in {len(a), len(b)} and a[0] == b[0])


def _fits_whole(a: str, b: str) -> bool:
    return same_word(a, b) and min(len(a), len(b)) > 1


def same_name(a: Sequence[str], b: Sequence[str]) -> bool:
    """Tell whether two names of places or bodies are romanisations of one: every word fits."""
    return len(a) == len(b) and all(map(same_word, a, b))


def is_acronym(name: str) -> bool:
    """Tell whether a name is written as an acronym (ONU, U.N., CNDD-FDD)."""
    letters = re.sub(r"[.\-]", "", name)
    return letters.isalpha() and letters.isupper() and 1 < len(letters) <= 8


def abbreviates(acronym: str, name: str) -> bool:
    """Tell whether the letters of an acronym are, in order, initials of the words of a name."""
    letters = fold(re.sub(r"[.\-]", "", acronym))
    words = [word for word in re.split(r"[\s'’\-]+", fold(name)) if word]
    initials = "".join(word[0] for word in words)
    content = "".join(word[0] for word in words if len(word) > 3)
    return letters in {initials, content} or (_within(letters, initials) and len(letters) >= len(content))


def _within(letters: str, initials: str) -> bool:
    rest = iter(initials)
    return letters[:1] == initials[:1] and all(letter in rest for letter in letters)
