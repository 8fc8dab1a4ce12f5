"""A grammar family: how one desk words things. One file of data each, ``families/NAME.toml``.

Lookups fall back on the shared phrases of the language (``data/phrases.LANGUAGE.toml``).
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Literal

from msgspec import Struct

from worlds.facets import FACETS, KINDS
from worlds.template import TemplateError, parse, slots

HERE = Path(__file__).parent
Texts = tuple[str, ...]


class FamilyError(ValueError):
    """A family's file that cannot be used."""


class Word(Struct, frozen=True):
    """A noun of a lexical field. ``partisan`` ones are kept for houses that take sides."""

    text: str
    gender: str = "m"
    plural: bool = False
    partisan: bool = False


class Family(Struct, frozen=True, kw_only=True):
    """All that one desk says, by table: ``facts.dead.that``, ``indirect.asserted``, ``words.blast`` ..."""

    name: str
    language: Literal["fr", "en"]
    unseen: bool
    tables: Mapping[str, Texts]
    words: Mapping[str, tuple[Word, ...]]
    style: Mapping[str, str]

    def has(self, table: str) -> bool:
        """Tell whether there is anything in a table."""
        return bool(self.tables.get(table))

    def texts(self, table: str) -> Texts:
        """Give the templates of a table.

        Raises:
            FamilyError: where the family has none.
        """
        found = self.tables.get(table)
        if not found:
            raise FamilyError(f"{self.name}: nothing in {table}")
        return found


def _flat(tree: object, path: str = "") -> Iterator[tuple[str, Texts]]:
    if isinstance(tree, dict):
        for key, value in tree.items():
            yield from _flat(value, f"{path}.{key}" if path else str(key))
    elif isinstance(tree, list):
        yield path, tuple(str(item).strip() for item in tree)
    else:
        yield path, (str(tree),)


def _word(text: str) -> Word:
    partisan = text.endswith("@")
    body = text.removesuffix("@").strip()
    noun, _, mark = body.rpartition(" ")
    if noun and mark in {"m", "f", "mp", "fp", "s", "p"}:
        return Word(noun, "f" if "f" in mark else "m", mark.endswith("p"), partisan)
    return Word(body, "m", False, partisan)


def _read(path: Path) -> dict[str, Texts]:
    try:
        return dict(_flat(tomllib.loads(path.read_text("utf-8"))))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise FamilyError(f"{path.name}: {error}") from error


@lru_cache(maxsize=64)
def load(name: str) -> Family:
    """Load a family by the name of its file."""
    own = _read(HERE / "families" / f"{name}.toml")
    language = own.get("language", ("",))[0]
    if language not in {"fr", "en"}:
        raise FamilyError(f"{name}: language must be fr or en")
    tables = {**_read(HERE / "data" / f"phrases.{language}.toml"), **own}
    words = {
        key.removeprefix("words."): tuple(_word(text) for text in texts)
        for key, texts in tables.items()
        if key.startswith("words.")
    }
    style = {key.removeprefix("style."): texts[0] for key, texts in tables.items() if key.startswith("style.")}
    return Family(
        name=name,
        language="fr" if language == "fr" else "en",
        unseen=own.get("unseen", ("False",))[0] == "True",
        tables=tables,
        words=words,
        style=style,
    )


def names(language: str = "") -> Texts:
    """List the families of a language, all where none is given."""
    found = sorted(path.stem for path in (HERE / "families").glob("*.toml"))
    return tuple(name for name in found if name.startswith(language))


@lru_cache(maxsize=8)
def usable(language: str = "") -> Texts:
    """List the families without problems: the only ones that a world is written with."""
    return tuple(name for name in names(language) if not problems(load(name)))


# ---------------------------------------------------------------------------- the check

ALWAYS = frozenset({
    "town", "town2", "region", "inregion", "of_region", "country", "incountry", "of_country", "site", "atsite",
    "firm", "union", "party", "party2", "ngo", "rail", "institute", "space", "river", "network", "tv",
    "the_union", "of_union", "the_party", "of_party", "the_party2", "of_party2", "the_institute", "the_space",
    "of_space", "the_monitor", "of_monitor", "monitor", "of_river", "the_river", "of_institute", "when",
    "adjective", "suspect",
})  # fmt: skip
SPEECH = frozenset({"src", "via", "he", "that", "that2", "noun", "quote", "quote1", "quote2", "tail"})
PAGE = frozenset({"outlet", "agency", "reporter", "title", "clock", "day", "TOWN", "wrong", "right", "n"})
DETERMINED = re.compile(r"\b(?:[Ll]es|[Dd]es|[Cc]es|[Ss]es|[Ll]eurs|[Tt]he|[Tt]heir|[Tt]hese) \{n[:}]")
"""The number may become "une dizaine de", "plus de 20"."""
ARTICLES: Mapping[str, frozenset[str]] = {"fr": frozenset({"", "le", "un", "ce"}), "en": frozenset({"", "a", "the"})}
FIELDS: Texts = (*KINDS, "firefighters", "police", "protesters", "strikers", "residents", "authorities", "victims")
"""Lexical fields that every family must have; ``{w.event}`` prints the field of the story's kind."""
SPEECH_TABLES: Mapping[str, int] = {
    "plain.own": 2, "plain.pair": 2, "plain.hearsay": 2, "indirect.lead": 3,
    "indirect.asserted": 8, "indirect.confirmed": 2, "indirect.announced": 3, "indirect.denied": 3,
    "indirect.possible": 2, "indirect.document": 3, "indirect.anonymous": 3, "indirect.reported": 2,
    "indirect.pronoun": 2, "indirect.two": 2,
    "direct.asserted": 6, "direct.pronoun": 3, "direct.split": 2,
    "mixed.asserted": 4, "mixed.document": 1,
    "noun.asserted": 3, "noun.confirmed": 1, "noun.denied": 2, "noun.demanded": 2, "noun.possible": 1,
    "noun.withdrawn": 2,
    "via.indirect": 3, "via.direct": 2, "told.indirect": 2, "told.direct": 2,
}  # fmt: skip
"""Tables of attribution frames, with how many frames each needs at least."""
PAGE_TABLES: Mapping[str, int] = {
    "mention.person": 2, "mention.passer": 2, "mention.short": 1,
    "page.dateline": 1, "page.byline": 1, "page.credit": 2, "page.related": 1, "page.promo": 1,
    "page.caption": 1, "page.correction": 1, "page.update": 1, "page.breaking": 1,
    "stock.any": 3,
}  # fmt: skip
SPARE = frozenset({
    "helpline", "crisis", "appeal", "officers", "daycost", "population", "evacuating", "signing", "recalling",
    "inquiring", "visited",
})  # fmt: skip
"""Background, and stages of other facets: no nouns, and one wording in direct speech is enough."""
NO_NOUN = frozenset({"scene", "history"})
QUIET = frozenset({"history", "firmfacts", "hospital", "altitude", "depth", "petition", "poll", "population"})
"""Facets that nobody need say in direct speech."""
HEADED = frozenset({
    "dead", "injured", "missing", "evacuated", "cause", "burnt", "magnitude", "crowd", "arrests", "demand",
    "walkout", "talks", "signed", "flight", "charges", "prison", "turnout", "score", "measure", "cases",
    "custody", "origin", "offer", "fraud", "opposed",
})  # fmt: skip
"""Facets that need headlines of their own."""


def problems(family: Family) -> list[str]:
    """List what a family lacks or gets wrong; none means that it can be used."""
    found = [
        f"{table}: needs {least}, has {len(family.tables.get(table, ()))}"
        for table, least in _wanted().items()
        if len(family.tables.get(table, ())) < least
    ]
    found += [f"words.{field}: missing" for field in FIELDS if not family.words.get(field)]
    for table, texts in sorted(family.tables.items()):
        head = table.partition(".")[0]
        if head not in {"style", "words", "name", "language", "unseen", "author", "sounds"}:
            for text in (
                _split(texts) if head in {"roles", "sites"} else _ungendered(texts) if head == "things" else texts
            ):
                found += [f"{table}: {problem}" for problem in _wrong(text, _allowed(table), family)]
                if head == "facts" and DETERMINED.search(text):
                    found.append(f"{table}: a determiner before the number: {text!r}")
    return found


def _ungendered(texts: Texts) -> Texts:
    return tuple(text.removesuffix("|m").removesuffix("|f").removesuffix("|mp").removesuffix("|fp") for text in texts)


def _split(texts: Texts) -> Texts:
    return tuple(part for text in texts for part in text.split("|"))


def _wanted() -> dict[str, int]:
    needed = {**SPEECH_TABLES, **PAGE_TABLES}
    for kind in KINDS:
        needed |= {f"happened.{kind}.that": 3, f"happened.{kind}.noun": 1, f"happened.{kind}.head": 3}
        needed |= {f"stock.{kind}": 1, f"history.{kind}.that": 1, f"scene.{kind}.that": 1, f"scene.{kind}.voice": 2}
    for key in FACETS:
        if key in NO_NOUN:
            continue
        needed |= {f"facts.{key}.that": 2} | ({f"facts.{key}.noun": 1} if key not in SPARE else {})
        needed |= {f"facts.{key}.voice": 1 if key in SPARE else 2} if key not in QUIET else {}
        needed |= {f"facts.{key}.head": 2} if key in HEADED else {}
    return needed


def _allowed(table: str) -> frozenset[str]:
    parts = table.split(".")
    if parts[0] == "facts":
        return ALWAYS | frozenset(FACETS[parts[1]].slots if parts[1] in FACETS else ())
    if parts[0] in {"happened", "scene", "things", "roles", "sites", "stock"}:
        return ALWAYS | (frozenset({"outlet", "agency"}) if parts[0] == "stock" else frozenset())
    if parts[0] == "history":
        return ALWAYS | {"year", "n"}
    if parts[0] == "mention":
        return frozenset({"name", "last", "role", "age", "title"})
    if parts[0] == "page":
        return ALWAYS | PAGE
    return SPEECH | {"when"}


def _wrong(text: str, allowed: frozenset[str], family: Family) -> Iterator[str]:
    try:
        for slot in slots(parse(text)):
            if slot.name.startswith("w."):
                field = slot.name.removeprefix("w.")
                if field != "event" and field not in family.words:
                    yield f"no lexical field {field!r} in {text!r}"
                if slot.argument not in ARTICLES[family.language]:
                    yield f"no article {slot.argument!r} in {text!r}"
            elif slot.name not in allowed:
                yield f"no slot {slot.name!r} here: {text!r}"
    except TemplateError as error:
        yield str(error)
