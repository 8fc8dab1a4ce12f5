"""When two names in print are one name of another script, written down after the habits of two papers.

Tchekhov, Chekhov, Tschechow and Chéjov are read back to their sounds, each as a French, an English, a German and a
Spanish paper would mean it; they are one name where a whole name has a common reading.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from types import MappingProxyType

from twosource.compare import transliteration
from twosource.compare.spelling import parts
from twosource.resources import Table, read_toml, strings
from twosource.text import fold

_DOUBLED = re.compile(r"(.)\1+")
_FINAL = re.compile(r"(?<=[^aeiou])e\Z")
_COARSE = str.maketrans("zJ", "sS")
_WILD: Mapping[str, str] = MappingProxyType({"e": "ai", "9": "ou"})
_LONG = 6  # letters of a word in which a doubled letter is a habit of spelling
_FEW_SIGNS, _MOST_SIGNS = 3, 4  # of a Korean name in Hangul: fewer are heard as a whole
_HEARD = -1.0  # the evidence that a given name may lack where the family name fits
_SHORTEST = 4  # letters under which a romanised likeness is chance
_VOWELS = re.compile("[aeiouyY9]+")
_LETTERS = str.maketrans({"ç": "s", "Ç": "S", "ё": "io"})

Rules = tuple[tuple[re.Pattern[str], str], ...]


@cache
def _table(family: str) -> Table:
    table = read_toml("romanisations.toml")[family]
    return table if isinstance(table, Mapping) else {}


@cache
def _rules(family: str, paper: str) -> Rules:
    rows = _table(family).get(paper, ())
    found = rows if isinstance(rows, Sequence) and not isinstance(rows, str) else ()
    return tuple((re.compile(str(row[0])), str(row[1])) for row in found if isinstance(row, Sequence))


def _apply(word: str, rules: Rules) -> str:
    for pattern, sound in rules:
        word = pattern.sub(sound, word)
    return word


@lru_cache(maxsize=1 << 14)
def reading(word: str, family: str, paper: str) -> str:
    """Give the sounds of a folded word of a family of names, spelled as a paper of a language does."""
    return _apply(_apply(word, _rules(family, paper)), _rules(family, "all"))


def same(a: str, b: str) -> bool:
    """Tell whether two full names are one name in two romanisations; equal prints are none."""
    if (written := _across(a, b)) is not None:
        return written
    first, second = _words(a), _words(b)
    if not first or not second or not _differ(first, second):
        return False
    if "".join(first) == "".join(second):
        return True
    korean, chinese = _is_korean(first) and _is_korean(second), _is_chinese(first) or _is_chinese(second)
    if korean or chinese:
        hyphens = ("-" in a) != ("-" in b)
        return (chinese and _chinese(first, second, hyphens=hyphens)) or (korean and _korean(first, second))
    return any(_spelled(first, second, family) for family in ("slavic", "arabic"))


def may_be_same(a: str, b: str) -> bool:
    """Tell whether two names share a key."""
    return not keys(a).isdisjoint(keys(b))


@lru_cache(maxsize=1 << 14)
def keys(name: str) -> frozenset[str]:
    """Give keys of which two spellings of one name share one: who shares none need not be compared."""
    words = _words(name)
    found = {f"s:{_joined(words, 'slavic', paper).translate(_COARSE)}" for paper in _papers("slavic")}
    found |= {f"a:{_VOWELS.sub('', _joined(words, 'arabic', paper).translate(_COARSE))}" for paper in _papers("arabic")}
    if len(words) > 1:
        found.add(f"k:{_VOWELS.sub('', _joined((words[0], ''.join(words[1:])), 'korean', 'all'))}")
        found.add(f"c:{_joined(words, 'chinese', 'all')}")
    return frozenset(found)


def _joined(words: Sequence[str], family: str, paper: str) -> str:
    return "".join(reading(word, family, paper) for word in words)


@cache
def _papers(family: str) -> tuple[str, ...]:
    return tuple(key for key in _table(family) if key != "all")


def _across(a: str, b: str) -> bool | None:
    """Compare a name in Latin letters with one in another script; ``None`` where both are in one script."""
    scripts = transliteration.script(a), transliteration.script(b)
    if scripts[0] == scripts[1] or None not in scripts:
        return None
    latin, native = (a, b) if scripts[0] is None else (b, a)
    words, others = parts_of(latin), parts_of(native)
    if "hangul" in scripts and len(words) > 1:
        return any(_in_hangul(order, others) for order in (words, [*words[-1:], *words[:-1]]))
    if "hangul" in scripts:
        return transliteration.same(latin, "".join(others))
    return len(words) == len(others) and all(map(transliteration.same, words, others))


def _in_hangul(words: Sequence[str], others: Sequence[str]) -> bool:
    """Compare a name of several words, its family name first, with one in Hangul, where the family name is first.

    A Korean family name is one sign, too short for its letters to tell: it is looked up. Elsewhere each word must fit.
    """
    native = "".join(others)
    family = strings(_table("korean"), f"written.{native[:1]}")
    if family and len(native) <= _MOST_SIGNS and len(others[0]) in {1, len(native)}:
        one, other = ("".join(words), native) if len(native) < _FEW_SIGNS else ("".join(words[1:]), native[1:])
        return fold(words[0]) in family and transliteration.same(one, other, _HEARD)
    if len(words) == len(others):
        return all(map(transliteration.same, words, others))
    return transliteration.same("".join(words), native)


def parts_of(name: str) -> list[str]:
    """Give the words of a name as printed."""
    return [word for word in re.split(r"[\s\-‐‑·]+", name) if word]


def papers(a: str, b: str) -> tuple[tuple[str, str], ...]:
    """Give the languages of the papers whose habits explain two spellings of one Slavic or Arabic name."""
    first, second = _words(a), _words(b)
    return tuple(
        (one, other)
        for family in ("slavic", "arabic")
        for one, other in _pairs(family)
        if _alike(first, second, family, one, other)
    )


def _words(name: str) -> tuple[str, ...]:
    return tuple(fold(word) for word in parts(name.translate(_LETTERS)))


def _differ(a: Sequence[str], b: Sequence[str]) -> bool:
    """Tell whether two names differ by more than a mute e or a short word's doubled letter: Jean, Jeanne are two."""
    if len(a) != len(b):
        return True
    return any(x != y and not _is_sister(x, y) for x, y in zip(a, b, strict=True))


def _is_sister(a: str, b: str) -> bool:
    plain = _DOUBLED.sub(r"\1", a), _DOUBLED.sub(r"\1", b)
    if plain[0] == plain[1]:
        return max(len(a), len(b)) < _LONG
    return _FINAL.sub("", plain[0]) == _FINAL.sub("", plain[1])


@cache
def _pairs(family: str) -> tuple[tuple[str, str], ...]:
    return tuple((one, other) for one in _papers(family) for other in _papers(family))


def _spelled(a: Sequence[str], b: Sequence[str], family: str) -> bool:
    if min(sum(map(len, a)), sum(map(len, b))) < _SHORTEST:
        return False
    return any(_alike(a, b, family, one, other) for one, other in _pairs(family))


def _alike(a: Sequence[str], b: Sequence[str], family: str, one: str, other: str) -> bool:
    if (family == "slavic" and len(a) != len(b)) or not (_may_print(one, a) and _may_print(other, b)):
        return False
    left, right = _joined(a, family, one), _joined(b, family, other)
    if "de" in {one, other}:  # German has one letter for two sounds each
        left, right = left.translate(_COARSE), right.translate(_COARSE)
    return left == right or (family == "arabic" and _fit(left, right))


@cache
def _foreign(paper: str) -> re.Pattern[str]:
    found = read_toml("romanisations.toml")["foreign"]
    return re.compile(str(found[paper]) if isinstance(found, Mapping) and paper in found else "(?!)")


def _may_print(paper: str, words: Sequence[str]) -> bool:
    """Tell whether a paper of a language may print a name so: no letters that only others use for its sounds."""
    return not any(_foreign(paper).search(word) for word in words)


def _fit(a: str, b: str) -> bool:
    """Compare sound by sound; an e, and the open o of Korean, stand for several vowels, save at the end."""
    if len(a) != len(b) or (a[-1:] != b[-1:] and {a[-1:], b[-1:]} != {"9", "o"}):
        return False
    return all(x == y or y in _WILD.get(x, "") or x in _WILD.get(y, "") for x, y in zip(a, b, strict=True))


def _is_korean(words: Sequence[str]) -> bool:
    return 2 <= len(words) <= 3 and words[0] in strings(_table("korean"), "families")


def _korean(a: Sequence[str], b: Sequence[str]) -> bool:
    sounds = [(reading(w[0], "korean", "all"), reading("".join(w[1:]), "korean", "all")) for w in (a, b)]
    return all(map(_fit, *sounds))


def _is_chinese(words: Sequence[str]) -> bool:
    """Tell whether a name is two or three syllables as pinyin has them, the last two perhaps in one word."""
    syllable = str(_table("chinese")["syllable"])
    shape = rf"{syllable} (?:{syllable}){{1,2}}|{syllable} {syllable} {syllable}"
    return re.fullmatch(shape, " ".join(words)) is not None and "'" not in "".join(words)


def _chinese(a: Sequence[str], b: Sequence[str], *, hyphens: bool) -> bool:
    """Compare two names in pinyin letter by letter, one in pinyin with one after Wade and Giles by their sounds.

    ``hyphens``: one of the two is written with one, as names after Wade and Giles are.
    """
    if _is_chinese(a) and _is_chinese(b) and not hyphens:
        return "".join(a) == "".join(b)
    return _joined(a, "chinese", "all") == _joined(b, "chinese", "all")
