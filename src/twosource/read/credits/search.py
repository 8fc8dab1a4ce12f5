"""Where a text names an agency: one of the table, one misread, one that only the form of a credit gives away."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from msgspec import Struct
from rapidfuzz.distance import DamerauLevenshtein

from twosource.read import nametables
from twosource.read.credits import words
from twosource.read.credits.agencies import Agency, agencies
from twosource.text import fold

_WORD = re.compile(r"\w+")
_TAGS = frozenset("@#")
_TAIL = re.compile(r"-([A-Z]{1,4})(?!\w)")
"""The rest of a longer sign ("AP-HP"), which is another body's."""
_PARTY = re.compile(r"[A-Z]{1,4}-")
"""What is in the brackets after a politician: "(R-Texas)"."""
_NEW_DATELINE = re.compile(
    r"^[^\w\n(]{0,4}(?P<city>[A-ZÀ-Ý][^\n()]{1,50}?)\s?\((?P<name>[A-ZÀ-Ý][\w.À-ÿ' -]{1,24})\)\s?[.,]{0,2}\s?[-–—]",
    re.MULTILINE,
)
_BODY = re.compile(r"^agen(?:ce|tur|zia|cia) ")
_BRACKETED = re.compile(r"[(\[{]\s?(?P<name>[^\W\d_][\w. ]{2,21}?)\s?[.,;]?\s?[)\]}]")
_SPOT = re.compile(
    r"(?:^|[\n.!?»'\"~•])[^\w\n(]*(?:[^\n()\[\]{}]{1,60}\d[^\n()\[\]{}]{0,14}|[A-ZÀ-Ý]{3}[^\n()\[\]{}]{0,40})?$"
)
_GOES_ON = re.compile(r"\s?[.,;]{0,2}\s?(?:[-–—~]|\n|$|[A-ZÀ-Ý«])")
_LEAST, _LONG = 5, 8
"""Letters of a name that may be misread by one sign, by two."""


class Hit(Struct, frozen=True, order=True):
    """A place that names an agency."""

    start: int
    end: int
    agency: str
    weak: bool = False
    strange: bool = False  # written in another case than the table's


class Finder(Struct, frozen=True):
    """The agencies of a run, ready for search: ``first`` gives the names that begin with a word."""

    first: Mapping[str, re.Pattern[str]]
    exact: Mapping[str, str]
    loose: Mapping[str, str]
    full: Mapping[str, str]
    weak: frozenset[str]
    letters: Mapping[str, str]
    tails: tuple[str, ...]
    """Long names by their letters alone, folded: what a misread name is compared with."""


@cache
def finder(extra: tuple[Agency, ...]) -> Finder:
    """Build the search for the table's agencies and ``extra``; the extra ones win over the table."""
    listed = (*extra, *agencies())
    table = frozenset(agencies())
    exact: dict[str, str] = {}
    full: dict[str, str] = {}
    for agency in listed:
        for sign in agency.short:
            exact.setdefault(sign, agency.name)
        for name in (*agency.names, *(() if agency in table or agency.name in agency.short else (agency.name,))):
            full.setdefault(fold(name), agency.name)
    loose: dict[str, str] = {}
    for sign, name in exact.items():
        loose.setdefault(fold(sign), name)
    names = {*exact, *(n for a in listed for n in (*a.names, a.name) if n in exact or fold(n) in full)}
    known = {**{_letters(name): a for name, a in full.items()}, **{_letters(sign): a for sign, a in exact.items()}}
    return Finder(
        first={word: _one_of(sorted(own, key=lambda n: (-len(n), n))) for word, own in _by_first(names).items()},
        exact=exact,
        loose=loose,
        full=full,
        weak=frozenset(word for a in listed for word in (a.shared if not a.weak else (a.name, *a.short, *a.shared))),
        tails=tuple(sorted(words.listed("compounds"), key=lambda tail: (-len(tail), tail))),
        letters={name: agency for name, agency in known.items() if len(name) >= _LEAST},
    )


def _by_first(names: set[str]) -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for name in names:
        found[_WORD.findall(name)[0].lower()].append(name)
    return found


def _one_of(names: Sequence[str]) -> re.Pattern[str]:
    choice = "|".join(re.escape(n).replace(r"\ ", r"\s+").replace("'", "['’]") for n in names)
    return re.compile(rf"(?:{choice})(?!\w)(?!\.\w)", re.IGNORECASE)


def hits(text: str, known: Finder) -> list[Hit]:
    """Find the places that name an agency, in order."""
    found = list(named(text, known))
    found += _misread(text, known, found)
    found += _unknown(text, found)
    return sorted(found)


def named(text: str, known: Finder) -> Iterator[Hit]:
    """Find the names of the table: signs in their case, full names in any."""
    last = 0
    for start, word in _candidates(text, known):
        if start < last:
            continue
        match = known.first[word].match(text, start) if word in known.first else None
        hit = _hit(text, match, known) if match else _compound(text[start : start + len(word)], start, known)
        if hit:
            last = hit.end
            yield hit


def _candidates(text: str, known: Finder) -> list[tuple[int, str]]:
    """Give the words that may begin a name, in small letters, and where they stand, in order."""
    lowered = text.lower() if len(text.lower()) == len(text) else "".join(map(_lower, text))
    may = {word for word in {*_WORD.findall(lowered)} if word in known.first or word.endswith(known.tails)}
    found = [(match.start(), match[0]) for match in _WORD.finditer(lowered) if match[0] in may] if may else []
    return [(at, word) for at, word in found if lowered[at - 1 : at] not in _TAGS]


def _lower(sign: str) -> str:
    """Give a letter in small, the letter itself where that is longer (a Turkish capital I)."""
    return sign.lower() if len(sign.lower()) == 1 else sign


def _hit(text: str, match: re.Match[str], known: Finder) -> Hit | None:
    word = " ".join(match[0].replace("’", "'").split())
    plain = fold(word)
    rest = _TAIL.match(text, match.end())
    if rest and rest[1] not in known.exact:
        return None
    if plain in known.full:
        return Hit(match.start(), match.end(), known.full[plain])
    if word in known.exact:
        return Hit(match.start(), match.end(), known.exact[word], word in known.weak)
    if plain in known.loose and known.loose[plain] not in known.weak:
        return Hit(match.start(), match.end(), known.loose[plain], weak=True, strange=True)
    return None


def _compound(word: str, start: int, known: Finder) -> Hit | None:
    """Read a compound of an agency and a word for what it issues: Wolffbüro, Reutermeldung."""
    small = word.lower()
    tail = next(filter(small.endswith, known.tails), "") if small.endswith(known.tails) else ""
    head = word[: len(word) - len(tail)]
    agency = known.exact.get(head) or known.exact.get(head.removesuffix("s"))
    return Hit(start, start + len(word), agency) if agency else None


# ---------------------------------------------------------------------------- misread


def _misread(text: str, known: Finder, taken: Sequence[Hit]) -> Iterator[Hit]:
    """Find names with a wrong letter, as scanned print has them, where only an agency stands.

    In the brackets after a place and date, and right behind the word "agency".
    """
    spots = [
        match
        for match in (_BRACKETED.finditer(text) if "(" in text else ())
        if _GOES_ON.match(text, match.end()) and _SPOT.search(text[max(0, match.start() - 90) : match.start()])
    ]
    for phrase in words.told("agency_then", text.lower()):
        spots += phrase.regex.finditer(text)
    for match in spots:
        if all(match.end("name") <= hit.start or hit.end <= match.start("name") for hit in taken):
            yield from _likely(match, known)


def _likely(match: re.Match[str], known: Finder) -> Iterator[Hit]:
    agency = alike(_letters(match["name"]), known)
    if agency and fold(match["name"]) not in words.listed("not_agency") and not _is_place(match["name"]):
        yield Hit(match.start("name"), match.end("name"), agency)


def _is_place(name: str) -> bool:
    return (
        nametables.town(name) is not None
        or nametables.listed(name) == "place"
        or nametables.key(name).removesuffix("'s") in nametables.demonyms()
    )


def alike(letters: str, known: Finder) -> str | None:
    """Give the agency whose name these letters nearly are; ``None`` where none is near."""
    if len(letters) < _LEAST - 1:
        return None
    best = min(
        (
            (distance, name)
            for name in known.letters
            if (distance := DamerauLevenshtein.distance(letters, name, score_cutoff=2)) <= 1 + (len(name) >= _LONG)
        ),
        default=None,
    )
    return known.letters[best[1]] if best else None


def _letters(name: str) -> str:
    return re.sub(r"[\W\d_]", "", fold(name))


# ------------------------------------------------------------- agencies we do not know


def _unknown(text: str, known: Sequence[Hit]) -> list[Hit]:
    """Find agencies by the form of their credit, then every other place that names them."""
    taken = [(hit.start, hit.end) for hit in known if not hit.strange]
    starts = {start for start, _ in taken}
    first = [hit for hit in _by_form(text, starts) if all(hit.end <= s or e <= hit.start for s, e in taken)]
    names = sorted({hit.agency for hit in first}, key=lambda name: (-len(name), name))
    found: list[Hit] = []
    for name in names:
        fullest = next(long for long in names if long == name or long.endswith(" " + name))
        for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text):
            if all(match.end() <= s or e <= match.start() for s, e in taken):
                found.append(Hit(match.start(), match.end(), fullest))
                taken.append((match.start(), match.end()))
    return found


def _by_form(text: str, known: set[int]) -> Iterator[Hit]:
    """Find names by the form of a credit; what stands before "news agency" and a known one is no name."""
    refused = words.listed("not_agency")
    for phrase in words.told("generic", text.lower()):
        for match in phrase.regex.finditer(text):
            if match.end() + 1 in known:
                continue
            name = match["name"]
            bare = _BODY.sub("", fold(name)).split()
            if bare and refused.isdisjoint((bare[0], bare[-1])) and not _is_place(name):
                yield Hit(match.start("name"), match.end("name"), name)
    for match in _NEW_DATELINE.finditer(text) if "(" in text else ():
        city = match["city"]
        place = city.split(",")[0]
        looks = (place.isupper() or len(place.split()) <= 3) and len(city.split()) <= 8
        if looks and fold(match["name"]) not in refused and not _PARTY.match(match["name"]):
            yield Hit(match.start("name"), match.end("name"), match["name"])
