"""Bodies under common nouns: which words stand for one body, and who speaks for the whole (``bodies.toml``).

"ministère de l'Intérieur", "Interior Ministry" and "la ministre de l'Intérieur" are ``ministry-interior``;
"la préfecture" and "the governor's office" are ``prefecture``; "la direction de X" is X.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache

from msgspec.structs import replace

from twosource.compare import gazetteer
from twosource.compare.spelling import particles
from twosource.model import Outlet, Reading
from twosource.resources import languages, read_rows, read_toml, sections, strings
from twosource.text import WORD, fold

MINISTRY = "ministry"
STATE_MEDIA = "state_media"
COUNTRY = "country:"
STEM = 5
"""Letters that the name of a country and its adjectives have in common."""
LONGEST = 5
"""Words of the longest phrase of the table."""
JOINED = ", "
"""What stands between the names of those who tell together."""
_SMALL = frozenset({"s", "the", "of", "for", "and", "le", "la", "les", "l", "d", "et", "un", "une", "a", "an"})

_COMPOUND = re.compile(r"(?<=[a-zà-ÿ])[-‑](?=[A-ZÀ-Þ])")
"""Between the parts of one name ("Port-Louis" is no port)."""

Words = tuple[str, ...]


def words_of(name: str) -> Words:
    """Give the folded words of a name or a stretch of text, without dates, stances and where a body is based."""
    return tuple(WORD.findall(_asides().sub(" ", fold(_COMPOUND.sub("_", name)))))


def is_plain(name: str) -> bool:
    """Tell whether a name has neither dates, stances nor where a body is based."""
    return _asides().search(fold(name)) is None


@cache
def _asides() -> re.Pattern[str]:
    """Match what may stand in a name, and names nothing: "13 Jun 2016", "anti-government", "UK-based"."""
    months = "|".join(row[1] for row in read_rows("months.tsv"))
    date = rf"\b\d{{1,2}}\s+(?:{months})\w*\.?\s+\d{{4}}\b"
    based = r"\b[\w.]+[-‑]based\b|\bbasee?s?\s+(?:a|en|au|aux)\s+\w+"
    return re.compile(rf"{date}|{based}|\b(?:anti|pro)[-‑]\w+")


@lru_cache(maxsize=1 << 14)
def body_in(name: str) -> str | None:
    """Give the body whose words stand first in a name, a ministry with what it is for; ``None`` without any."""
    return first(words_of(name))


def body_of_all(name: str) -> str | None:
    """Give the one kind of body that who tell together are ("the A union, the B union"), a sole teller's own."""
    found = {body for part in name.split(JOINED) if (body := body_in(part)) is not None}
    return found.pop() if len(found) == 1 else None


def first(plain: Sequence[str]) -> str | None:
    """Give the first body among folded words; another that is its head outranks it ("a hospital workers union")."""
    found = list(_found(plain, "bodies"))
    if not found:
        return None
    start, end, body = found[0]
    links = _SMALL - {"and", "s"} | particles() | {"on"}
    closed = next((at for at in range(end, len(plain)) if plain[at] in links), len(plain))
    heads = [later for at, _, later in found if end <= at < closed and later in listed("general.outranking")]
    linked = start and plain[start - 1] in links and not listed("general.before").isdisjoint(plain[:start])
    if not heads and (linked or not listed("general.behind").isdisjoint(plain[end:closed])):
        return None
    return _with_portfolio(heads[-1] if heads else body, plain)


def last(plain: Sequence[str]) -> str | None:
    """Give the last body among folded words."""
    found = [body for _, _, body in _found(plain, "bodies")]
    return _with_portfolio(found[-1], plain) if found else None


def every(plain: Sequence[str]) -> frozenset[str]:
    """Give all bodies whose words stand among folded words."""
    return frozenset(body for _, _, body in _found(plain, "bodies"))


def told_as_bodies(readings: Sequence[Reading], published: Mapping[str, Outlet]) -> dict[str, Outlet]:
    """Give outlets, those in no table as bodies where another outlet calls them one ("the firm Norvel said")."""
    unknown = {words_of(outlet.name): key for key, outlet in published.items() if outlet.kind == "unknown"}
    hops = {
        (hop.name, reading.article.outlet)
        for reading in readings
        for statement in reading.layers.statements or ()
        for hop in statement.chain
        if hop.type == "organisation"
    }
    called = {key for name, teller in hops if (key := _called(words_of(name), unknown)) is not None and key != teller}
    return {key: replace(one, kind="official") if key in called else one for key, one in published.items()}


def _called(name: Words, unknown: Mapping[Words, str]) -> str | None:
    """Give the outlet with whose name a teller's ends, where the words before it are a body's that owns no paper."""
    found = next(((name[:at], unknown[name[at:]]) for at in range(1, len(name)) if name[at:] in unknown), None)
    return found[1] if found and first(found[0]) not in {None, STATE_MEDIA, "group"} else None


def standing(printed: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Give where the phrases that stand for bodies begin and end among printed words."""
    return ((start, end) for start, end, _ in _found([fold(word) for word in printed], "bodies"))


def kind_of(body: str) -> str:
    """Give the kind of a body without what a ministry is for."""
    return body.partition("-")[0]


@lru_cache(maxsize=1 << 14)
def seat(name: str) -> frozenset[str]:
    """Give what tells a body from others of its kind: the words that are neither the kind nor small ones.

    Names and demonyms of countries are one word in all languages.
    """
    plain = words_of(name)
    taken = {
        at for table in ("bodies", "portfolios") for start, end, _ in _found(plain, table) for at in range(start, end)
    }
    rest = (word for at, word in enumerate(plain) if at not in taken)
    told = (word for word in rest if word not in _SMALL and word not in particles() and word not in _offices())
    return frozenset(gazetteer.demonyms().get(word) or _country(word) or word for word in told)


@lru_cache(maxsize=1 << 14)
def side(name: str) -> str | None:
    """Give the state for which a body of states tells ("Kyiv's army"): a country, or a word's stem."""
    body = body_in(name)
    if body is None or kind_of(body) not in listed("general.states"):
        return None
    told = seat(name)
    countries = {word for word in told if word.startswith(COUNTRY)}
    found = countries or states(name) or {word[:STEM] for word in told}
    return next(iter(found)) if len(found) == 1 else None


def is_of_a_state(before: str, name: str) -> bool:
    """Tell whether a medium is called a state's own, by its name or the words before it ("the official X agency")."""
    if body_in(name) == STATE_MEDIA:
        return True
    words = words_of(before)[-3:]
    if words and words[-1] in listed("general.of_a_state"):
        return not listed("general.media_names").isdisjoint(words_of(name))
    return last(words) == STATE_MEDIA


def of_a_state(body: str) -> bool:
    """Tell whether a body is of a kind that speaks for a state."""
    return kind_of(body) in _of_states()


@cache
def _of_states() -> frozenset[str]:
    return frozenset(strings(read_toml("sides.toml"), "state"))


def states(name: str) -> frozenset[str]:
    """Give the states that a name says ("the Russian defence ministry", "Kyiv's military")."""
    told = (word if word.startswith(COUNTRY) else gazetteer.state(word) for word in seat(name))
    return frozenset(state for state in told if state)


def _country(word: str) -> str | None:
    known = gazetteer.group(word)
    return known if known and known.startswith(COUNTRY) else None


@lru_cache(maxsize=1 << 14)
def whole(name: str) -> str:
    """Give whom an office speaks for, as printed ("la direction de X" is X); the name itself where it is no office."""
    found = [(m.start(), m.end(), fold(m[0])) for m in WORD.finditer(name)]
    start = next((n for n, (_, _, word) in enumerate(found) if word not in _SMALL), len(found))
    for length in range(LONGEST, 0, -1):
        phrase = " ".join(word for _, _, word in found[start : start + length])
        if phrase in _offices() and start + length < len(found):
            return name[found[_behind_link(found, start + length)][0] :]
    return _possessor(name, found)


def _behind_link(found: Sequence[tuple[int, int, str]], at: int) -> int:
    """Give the place of the first word that is no link ("de la", "of the"), the last word at most."""
    links = _SMALL | particles()
    return next((n for n in range(at, len(found)) if found[n][2] not in links), len(found) - 1)


def _possessor(name: str, found: Sequence[tuple[int, int, str]]) -> str:
    """Give X of "X's office" and of "X management"."""
    if len(found) > 1 and found[-1][2] in _offices():
        owner = found[:-2] if found[-2][2] == "s" and len(found) > 2 else found[:-1]
        return name[found[_behind_link(owner, 0)][0] : owner[-1][1]]
    return name


@lru_cache(maxsize=1 << 14)
def inside(name: str) -> str | None:
    """Give the body, as printed, that a teller without a name is of ("a source at X", "an X official").

    Empty where the words put him in none ("a source", "a source close to X"); ``None`` where no such word stands.
    """
    found = [(m.start(), m.end(), fold(m[0])) for m in WORD.finditer(name)]
    insiders = listed("insiders.words") | listed("insiders.spokesmen")
    at = next((n for n, (_, _, word) in enumerate(found) if word in insiders), None)
    if at is None:
        return None
    if any(word in listed("insiders.aside") for _, _, word in found):
        return ""
    after = found[at + 1 :]
    if after:
        return _insiders_body(name, after)
    before = [one for one in found[:at] if one[2] not in _SMALL | listed("insiders.rank")]
    return name[before[0][0] : before[-1][1]] if before else ""


def named_parts(name: str) -> Iterator[str]:
    """Give the parts of a name that begin and end with a capital, the longest first, the first of equals."""
    found = [(m.start(), m.end()) for m in WORD.finditer(name) if m[0][0].isupper()]
    pairs = [(a, b) for i, (a, _) in enumerate(found) for _, b in found[i:]]
    yield from (name[a:b] for a, b in sorted(pairs, key=lambda pair: (pair[0] - pair[1], pair[0])))


def is_spokesman(name: str) -> bool:
    """Tell whether a description is of who speaks for a body ("a spokeswoman for X")."""
    return not listed("insiders.spokesmen").isdisjoint(words_of(name))


def _insiders_body(name: str, after: Sequence[tuple[int, int, str]]) -> str:
    """Give what stands behind "a source": a body behind a link, or that of an adjective ("une source policière")."""
    links = _SMALL | particles() | listed("insiders.links")
    start = next((n for n, (_, _, word) in enumerate(after) if word not in links), None)
    if start is None or {word for _, _, word in after[start:]} <= listed("insiders.places"):
        return ""
    if start:
        return name[after[start][0] :]
    bodies_of = sections("bodies.toml", "adjectives")
    return next((body for body in bodies_of if after[0][2] in listed(f"adjectives.{body}")), "")


def people_in(name: str) -> str | None:
    """Give the people who tell together under a description ("des riverains", "relatives of the victims")."""
    return next((people for _, _, people in _found(words_of(name), "people")), None)


@lru_cache(maxsize=1 << 14)
def is_mute(name: str) -> bool:
    """Tell whether a name is that of what cannot speak: an event, the labels of an article, or everybody."""
    plain = words_of(name)
    told = [word for word in plain if word not in _SMALL]
    if (told and told[0] in listed("mute.labels")) or " ".join(told) in listed("mute.everybody"):
        return True
    return bool(plain) and name == name.lower() and _head(plain) in _events()


def _head(plain: Sequence[str]) -> str:
    """Give the noun that a description is of: the last one before a preposition."""
    links = (n for n, word in enumerate(plain) if n and word in listed("mute.links"))
    return plain[next(links, len(plain)) - 1].removesuffix("s")


@cache
def _events() -> frozenset[str]:
    """Give the nouns of events of all languages that have a list of them, save those that are also bodies."""
    files = (f"events-{language}.toml" for language in languages("events"))
    found = {fold(noun) for file in files for noun in strings(read_toml(file), "nouns")}
    return frozenset(found) - {word for phrase in _table("bodies") for word in phrase} - listed("mute.tell")


def is_general(key: str) -> bool:
    """Tell whether a key is that of a body that any organisation may be ("l'entreprise", "the authorities")."""
    return key in general()


@cache
def general() -> frozenset[str]:
    """Give the keys of the bodies that any organisation of a story may be."""
    return frozenset(f"body:{body}" for body in listed("general.bodies"))


@cache
def kin() -> Mapping[str, frozenset[str]]:
    """Give the kinds of bodies that a body called by a general word may be ("a monitor" is an observatory)."""
    return {general: frozenset(kinds) for general, kinds in sections("bodies.toml", "kin").items()}


def outranked(body: str) -> bool:
    """Tell whether an organisation named beside a body outranks it: a story may have several of its kind."""
    return kind_of(body) in listed("general.named")


@cache
def listed(key: str) -> frozenset[str]:
    """Give the words of a list, folded."""
    return frozenset(map(fold, strings(read_toml("bodies.toml"), key)))


def _offices() -> frozenset[str]:
    return listed("general.offices")


# ------------------------------------------------------------------------- the table


@cache
def _table(section: str) -> Mapping[Words, str]:
    return {words_of(phrase): body for body, phrases in sections("bodies.toml", section).items() for phrase in phrases}


def _found(plain: Sequence[str], section: str) -> Iterator[tuple[int, int, str]]:
    """Find the phrases of a section in order, the longest at each place: start, end, what it is."""
    table, at = _table(section), 0
    while at < len(plain):
        longest = min(LONGEST, len(plain) - at)
        length = next((n for n in range(longest, 0, -1) if tuple(plain[at : at + n]) in table), 0)
        if length:
            yield at, at + length, table[tuple(plain[at : at + length])]
        at += max(1, length)


def _with_portfolio(body: str | None, plain: Sequence[str]) -> str | None:
    if body != MINISTRY:
        return body
    portfolio = next((one for _, _, one in _found(plain, "portfolios")), None)
    return f"{MINISTRY}-{portfolio}" if portfolio else MINISTRY
