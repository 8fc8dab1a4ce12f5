"""Credits of an article: places that name an agency, or its own reporter, as the origin of words or pictures.

Agencies stand in ``resources/agencies.toml``; callers add their own (``extra``). An agency that no table
knows is found by the form of its credit: "l'agence X", "X news agency", "CITY (X) -".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache

from msgspec import Struct
from msgspec.structs import replace

from twosource import resources
from twosource.model import Article, Block, Credit, CreditForm, Outlet, Sentence
from twosource.resources import Table
from twosource.text import fold

OWN = "own"
"""The agency of a credit to the outlet's own reporter."""
BEFORE, AFTER = 110, 60
SHORT_LINE = 120
_RUN = r"(?:[A-Za-zÀ-ÿ]{2,10}\.?\s?[-/,+&]\s?|(?:et|and)\s)*"
_BRACKET = re.compile(rf"[(\[{{]\s?[^\n()\[\]]{{0,40}}$|[/–—]\s?{_RUN}$")
_DATELINE_AFTER = re.compile(
    r"[^\n()\[\]]{0,30}[)\]}]?[\s.,;)]{0,4}(?:[-–—]|\.\s?[-–—]?\s?\S)|\.?\s?[)\]]\s?[.:]?\s?[A-ZÀ-Ý«]"
)
_DATELINE_BEFORE = re.compile(
    r"(?:^|[\n.!?»'\"~•])\s*[^\n]{0,12}?[A-ZÀ-Ý][^\n()]{1,70}[\n\s.,—–-]{1,6}[(\[{—–-]\s?(?:[^()\n]{0,24})$"
)
_END_AFTER = re.compile(r"[^\w\n]{0,3}(?:(?:[-/,+&]|et|and)\s?[\w.À-ÿ ]{2,14}){0,3}[\s.)\]]{0,4}(?:\n|$)")
_NEW_DATELINE = re.compile(
    r"^[ \t]*(?P<city>[A-ZÀ-Ý][^\n()]{1,50}?)\s?\((?P<name>[A-ZÀ-Ý][\w.À-ÿ' -]{1,24})\)\s?[.,]{0,2}\s?[-–—]",
    re.MULTILINE,
)


_TAIL = re.compile(r"-([A-Z]{1,4})(?!\w)")
"""The rest of a longer sign ("AP-HP"), which is another body's."""
_PARTY = re.compile(r"[A-Z]{1,4}-")
"""What is in the brackets after a politician: "(R-Texas)"."""
LEAD = 300
"""Characters from the start in which a line of its own is a byline rather than a picture's credit."""


class Agency(Struct, frozen=True, kw_only=True):
    """A news agency. ``short`` are its signs (case counts), ``names`` its full names (case is free).

    ``weak``: its signs are common words too, so they count only in credit lines. ``id``: its outlet's.
    """

    name: str
    country: str | None = None
    kind: str | None = None
    short: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    weak: bool = False
    id: str | None = None


class _Hit(Struct, frozen=True, order=True):
    start: int
    end: int
    agency: str
    weak: bool = False
    strange: bool = False  # written in another case than the table's


class _Finder(Struct, frozen=True):
    """The agencies of a run, ready for search."""

    regex: re.Pattern[str]
    exact: Mapping[str, str]
    loose: Mapping[str, str]
    full: Mapping[str, str]
    weak: frozenset[str]


def find(
    article: Article, blocks: tuple[Block, ...], sentences: tuple[Sentence, ...], extra: Sequence[Agency] = ()
) -> tuple[Credit, ...]:
    """Find all credits in order, own reporters among them (agency ``own``).

    An agency that the page names as author but the text does not gives a credit of no extent at 0.
    """
    text = article.text
    hits = list(_known(text, finder(tuple(extra))))
    hits.extend(_unknown(text, hits))
    credits_ = [credit for hit in sorted(hits) if (credit := _credit(text, hit, blocks))]
    credits_.extend(_own(text, sentences, credits_))
    credits_.extend(_authors(article, credits_, finder(tuple(extra))))
    return tuple(sorted(credits_))


def agencies() -> tuple[Agency, ...]:
    """Read the agencies of the table.

    Raises:
        ResourceError: where the table is missing or malformed.
    """
    rows = resources.read_toml("agencies.toml").get("agency", [])
    return tuple(_agency(row) for row in rows if isinstance(row, Mapping)) if isinstance(rows, list) else ()


def of_outlets(outlets: Sequence[Outlet]) -> tuple[Agency, ...]:
    """Make agencies of the outlets of kind "agency", with the acronym of their names ("Agence Vigie-Presse": AVP).

    An acronym that two of them share, or that the table gives to another agency, is nobody's.
    """
    wires = [outlet for outlet in outlets if outlet.kind == "agency"]
    names = [fold(outlet.name) for outlet in wires]
    signs = [acronym(outlet.name) for outlet in wires]
    owners = {sign: agency for agency in agencies() for sign in agency.short}
    made = []
    for outlet, sign in zip(wires, signs, strict=True):
        owner = owners.get(sign or "")
        own = owner is None or fold(outlet.name) in {fold(name) for name in (owner.name, *owner.names)}
        alone = len({name for name, other in zip(names, signs, strict=True) if other == sign}) == 1
        short = (sign,) if sign and own and alone else ()
        short = short if " " in outlet.name else (*short, outlet.name)  # a single word counts with its case
        made.append(Agency(name=outlet.name, country=outlet.country, short=short, id=outlet.id))
    return tuple(made)


def acronym(name: str) -> str | None:
    """Give the capital initials of a name of several words; ``None`` where there are fewer than two."""
    initials = "".join(re.findall(r"(?<!\w)[^\W\d_a-zß-öø-ÿ]", name))
    return initials if len(initials) > 1 else None


def canonical(found: tuple[Credit, ...], agencies: Sequence[Agency]) -> tuple[Credit, ...]:
    """Rename what was printed to the name in ``agencies``: by name, alias, acronym or id, case and accents apart.

    A name that two agencies answer to stays as it is printed, like one that none answers to.
    """
    known: dict[str, set[str]] = {}
    for agency in agencies:
        for word in (agency.name, *agency.names, *agency.short, *((agency.id,) if agency.id else ())):
            known.setdefault(_key(word), set()).add(agency.name)
    return tuple(_renamed(credit, known) for credit in found)


def _renamed(credit: Credit, known: Mapping[str, set[str]]) -> Credit:
    names = known.get(_key(credit.agency), set())
    return replace(credit, agency=next(iter(names))) if len(names) == 1 and credit.agency != OWN else credit


def _key(name: str) -> str:
    """Give the form under which names of agencies are compared: folded, without blanks, points and hyphens."""
    return re.sub(r"[\W_]", "", fold(name))


def _agency(row: Table) -> Agency:
    return Agency(
        name=str(row["name"]),
        country=str(row["country"]) if "country" in row else None,
        kind=str(row["kind"]) if "kind" in row else None,
        short=resources.strings(row, "short"),
        names=resources.strings(row, "names"),
        weak=bool(row.get("weak", False)),
    )


# --------------------------------------------------------------------- agencies we know


@cache
def finder(extra: tuple[Agency, ...]) -> _Finder:
    """Build the search for the table's agencies and ``extra``; the extra ones win over the table."""
    listed = (*extra, *agencies())
    exact: dict[str, str] = {}
    full: dict[str, str] = {}
    for agency in listed:
        for sign in agency.short:
            exact.setdefault(sign, agency.name)
        for name in (*agency.names, *(() if agency in agencies() or agency.name in agency.short else (agency.name,))):
            full.setdefault(fold(name), agency.name)
    words = sorted({*exact, *(n for a in listed for n in (*a.names, a.name))}, key=lambda w: (-len(w), w))
    pattern = "|".join(
        re.escape(w).replace(r"\ ", r"\s+").replace("'", "['’]") for w in words if _is_sign(w, exact, full)
    )
    loose: dict[str, str] = {}
    for sign, name in exact.items():
        loose.setdefault(fold(sign), name)
    return _Finder(
        regex=re.compile(rf"(?<![\w@#])(?:{pattern})(?!\w)(?!\.\w)", re.IGNORECASE),
        exact=exact,
        loose=loose,
        full=full,
        weak=frozenset(item for agency in listed if agency.weak for item in (agency.name, *agency.short)),
    )


def _is_sign(word: str, exact: Mapping[str, str], full: Mapping[str, str]) -> bool:
    return word in exact or fold(word) in full


def _known(text: str, known: _Finder) -> Iterator[_Hit]:
    for match in known.regex.finditer(text):
        word = " ".join(match[0].replace("’", "'").split())
        rest = _TAIL.match(text, match.end())
        if rest and rest[1] not in known.exact:
            continue
        if fold(word) in known.full:
            yield _Hit(match.start(), match.end(), known.full[fold(word)])
        elif word in known.exact:
            yield _Hit(match.start(), match.end(), known.exact[word], word in known.weak)
        elif fold(word) in known.loose and known.loose[fold(word)] not in known.weak:
            yield _Hit(match.start(), match.end(), known.loose[fold(word)], weak=True, strange=True)


# ------------------------------------------------------------- agencies we do not know


def _unknown(text: str, known: Sequence[_Hit]) -> list[_Hit]:
    """Find agencies by the form of their credit, then every other place that names them."""
    taken = [(hit.start, hit.end) for hit in known if not hit.strange]
    first = [hit for hit in _by_form(text) if all(hit.end <= s or e <= hit.start for s, e in taken)]
    names = sorted({hit.agency for hit in first}, key=lambda name: (-len(name), name))
    found: list[_Hit] = []
    for name in names:
        fullest = next(long for long in names if long == name or long.endswith(" " + name))
        for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text):
            if all(match.end() <= s or e <= match.start() for s, e in taken):
                found.append(_Hit(match.start(), match.end(), fullest))
                taken.append((match.start(), match.end()))
    return found


def _by_form(text: str) -> Iterator[_Hit]:
    for pattern in _patterns("generic"):
        for match in pattern.finditer(text):
            name = match["name"]
            bare = fold(name).removeprefix("agence ")
            if bare.split()[0] not in _refused():
                yield _Hit(match.start("name"), match.end("name"), name)
    for match in _NEW_DATELINE.finditer(text):
        city = match["city"]
        place = city.split(",")[0]
        looks = (place.isupper() or len(place.split()) <= 3) and len(city.split()) <= 8
        if looks and fold(match["name"]) not in _refused() and not _PARTY.match(match["name"]):
            yield _Hit(match.start("name"), match.end("name"), match["name"])


@cache
def _patterns(key: str) -> tuple[re.Pattern[str], ...]:
    flags = re.NOFLAG if key == "generic" else re.IGNORECASE
    table = resources.read_toml("agencies.toml")
    return tuple(re.compile(pattern, flags) for pattern in resources.strings(table, f"words.{key}"))


@cache
def _refused() -> frozenset[str]:
    return frozenset(resources.strings(resources.read_toml("agencies.toml"), "words.not_agency"))


# ------------------------------------------------------------------------------ forms


class _Around(Struct, frozen=True):
    """What stands around a hit: in its line, and in its neighbourhood."""

    role: str
    head: str
    tail: str
    line_head: str
    line: str
    start: int
    left: int
    last: bool


def _credit(text: str, hit: _Hit, blocks: Sequence[Block]) -> Credit | None:
    """Give the credit of a hit; ``None`` where a weak sign stands as a plain word."""
    around = _around(text, hit, blocks)
    bracketed = bool(_BRACKET.search(around.head))
    held = [form for form, holds in _FORMS if holds(around, bracketed)]
    form: CreditForm = held[0] if held else "mention"
    if form == "mention" and _any("person_before", around.line_head):
        return None
    called = _any("agency_before", around.head) or _any("agency_after", around.tail)
    if hit.weak and not called and form in ("mention", "told", "reporter"):
        return None
    if hit.strange and not (bracketed or around.role in ("credit", "dateline", "byline")):
        return None
    return Credit(hit.start, hit.end, hit.agency, form)


def _around(text: str, hit: _Hit, blocks: Sequence[Block]) -> _Around:
    line_start = text.rfind("\n", 0, hit.start) + 1
    line_end = text.find("\n", hit.end)
    role = next((block.role for block in blocks if block.start <= hit.start < block.end), "body")
    return _Around(
        role=role,
        head=text[max(0, hit.start - BEFORE) : hit.start],
        tail=text[hit.end : hit.end + AFTER],
        line_head=text[max(line_start, hit.start - BEFORE) : hit.start],
        line=text[line_start : line_end if line_end >= 0 else len(text)],
        start=hit.start,
        left=len(text) - hit.end,
        last=not text[hit.end :].strip(" .)\n"),
    )


def _any(key: str, words: str) -> bool:
    return any(pattern.search(words) for pattern in _patterns(key))


def _is_photo(around: _Around, _bracketed: bool) -> bool:
    alone = around.line.startswith(around.line_head) and not around.line_head.strip()
    signed = alone and len(around.line) < SHORT_LINE / 3 and min(around.start, around.left) > LEAD
    return (
        _any("photo_before", around.line_head)
        or signed
        or (around.role == "caption" and _END_AFTER.match(around.tail) is not None)
    )


def _is_dateline(around: _Around, bracketed: bool) -> bool:
    if around.role == "dateline":
        return True
    opened = bracketed or bool(re.search(r"[—–]\s?$", around.head))
    return opened and bool(_DATELINE_BEFORE.search(around.head)) and bool(_DATELINE_AFTER.match(around.tail))


def _is_end(around: _Around, bracketed: bool) -> bool:
    closing = bool(_END_AFTER.match(around.tail))
    lone = len(around.line) <= SHORT_LINE and not re.search(r"[^\W\d_]{4,}", around.line_head)
    source = bool(
        re.search(r"(?:source|avec|with)\s?:?\s(?:l['’])?(?:[\w.]+\s?[,/&]\s?)*$", around.line_head, re.IGNORECASE)
    )
    return closing and (bracketed or lone or (source and not _any("byline_before", around.line_head)))


def _is_byline(around: _Around, bracketed: bool) -> bool:
    if around.role == "byline" or _any("byline_after", around.tail):
        return True
    short = len(around.line) <= SHORT_LINE and around.line[-1:] not in tuple(".!?»)")
    if not around.line_head.strip() and around.start < LEAD:
        return short and not around.last and _END_AFTER.match(around.tail) is not None
    return short and not bracketed and _any("byline_before", around.line_head)


def _is_contributed(around: _Around, _bracketed: bool) -> bool:
    return around.role == "credit" or _any("contributed", around.tail)


def _is_told(around: _Around, _bracketed: bool) -> bool:
    return _any("told", around.head.replace("\n", " "))


def _is_reporter(around: _Around, _bracketed: bool) -> bool:
    return _any("reporter_before", around.head.replace("\n", " ")) or _any("reporter_after", around.tail)


_FORMS: tuple[tuple[CreditForm, Callable[[_Around, bool], bool]], ...] = (
    ("photo", _is_photo),
    ("end", _is_contributed),
    ("dateline", _is_dateline),
    ("byline", _is_byline),
    ("end", _is_end),
    ("told", _is_told),
    ("reporter", _is_reporter),
)


# ---------------------------------------------------------------- own reporters, authors


def _own(text: str, sentences: Sequence[Sentence], found: Sequence[Credit]) -> Iterator[Credit]:
    """Find where the outlet's own people saw or heard it."""
    for sentence in sentences:
        for pattern in _patterns("own"):
            match = pattern.search(text, sentence.start, sentence.end)
            if match and all(match.end() <= c.start or c.end <= match.start() for c in found):
                yield Credit(match.start(), match.end(), OWN, "reporter")
                break


def _authors(article: Article, found: Sequence[Credit], known: _Finder) -> Iterator[Credit]:
    """Give the agencies that the page names as authors and the text does not credit."""
    seen = {credit.agency for credit in found if credit.form != "mention"}
    for author in article.authors:
        for hit in _known(author, known):
            if hit.agency not in seen and not (hit.weak and hit.end - hit.start < len(author.strip())):
                seen.add(hit.agency)
                yield Credit(0, 0, hit.agency, "byline")
