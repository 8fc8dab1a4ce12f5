"""What type a candidate name has: evidence around and in it, weighed.

The weights (``resources/name-evidence.tsv``) are those of a multinomial logistic regression, made by
``training/names.py``. Evidence is named by class, not by word, so that it holds in every language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

import simplemma
from msgspec import Struct

from twosource.model import EntityType, Token
from twosource.read import nametables
from twosource.read.namespans import Run, is_initial
from twosource.read.nametables import Words
from twosource.resources import languages, read_rows
from twosource.text import fold

TYPES: tuple[EntityType, ...] = ("person", "organisation", "place", "event", "product")
Weights = Mapping[str, tuple[float, ...]]
OUTCOMES = len(TYPES) + 1  # the last is: no name
HEADS = ("organisation_heads", "place_heads", "product_heads", "event_heads")
_WINDOW = 3
_FREQUENT_PART = 1200
_INITIAL = re.compile(r"[^\W\d_]\.(?:-?[^\W\d_]\.)?")
_LONGEST_ACRONYM = 6
_RELATIVES = ([",", "qui"], [",", "which"])
_POSSESSIVES = frozenset({"'s", "’s", "'", "’"})
FIRM = "firm"
"""Evidence that a name stands where only firms do."""


class Sighting(Struct, frozen=True):
    """A candidate where it stands, with its evidence."""

    start: int
    end: int
    name: str
    evidence: tuple[str, ...]


class Known(Struct, frozen=True):
    """The words that the article has in small letters, and with a capital inside a sentence."""

    small: frozenset[str]
    capital: frozenset[str]


def evidence(
    tokens: Sequence[Token], run: Run, name: str, words: Words, known: Known, language: str
) -> tuple[str, ...]:
    """Name what speaks for the type of a candidate, or against its being a name."""
    found = ["bias", *_inside(tokens, run, name, words), *_lists(tokens, run, name)]
    found += _before(tokens, run, words)
    found += _behind(tokens, run, words)
    found += _neighbours(tokens, run, words, language)
    found += _firm(tokens, run, words)
    found += _capitals(tokens, run, known, language)
    return tuple(dict.fromkeys(found))


def _inside(tokens: Sequence[Token], run: Run, name: str, words: Words) -> Iterator[str]:
    """Look at the words of the name itself."""
    inner = tokens[run.first : run.last]
    named = [t.pos == "PROPN" for t in inner]
    yield f"words={min(4, len(inner))}"
    yield "pos=" + ("all" if all(named) else "some" if any(named) else "none")
    yield from _letters(name, single=len(inner) == 1)
    yield from _kinds(inner, words)
    if inner[0].text[0].islower():
        yield "small head"
    if any(nametables.key(t.text) in nametables.demonyms() for t in inner):
        yield "people"


def _letters(name: str, *, single: bool) -> Iterator[str]:
    """Look at the letters and signs of the name."""
    letters = name.replace(".", "")
    if letters.isupper() and 1 < len(letters) <= _LONGEST_ACRONYM:
        yield "acronym"
    if any(map(str.isdigit, name)):
        yield "figures"
    inner_capital = any(map(str.isupper, name[1:])) and not letters.isupper()
    if single and inner_capital and "-" not in name and "'" not in name:
        yield "camel"
    if "-" in name:
        yield "hyphen"


def _kinds(inner: Sequence[Token], words: Words) -> Iterator[str]:
    """Look for words of the name that say what kind of thing it is."""
    for place, edge in ((0, "first"), (-1, "last")):
        plain = inner[place].text.lower()
        for kind in HEADS:
            if plain in words.classes[kind] or fold(plain) in words.classes[kind]:
                yield f"{edge}={kind}"
    if len(inner) == 1:
        return
    if inner[-1 if words.heads_behind else 0].text.lower() in words.classes["spot_heads"]:
        yield "spot"
    if _is_journal(inner, words):
        yield "journal"
    if _INITIAL.fullmatch(inner[0].text):
        yield "initials"


def _is_journal(inner: Sequence[Token], words: Words) -> bool:
    """Tell whether a name is built as a paper's: La Gazette de X, the X Herald."""
    heads = [t.text.lower() in words.classes["press_heads"] for t in inner]
    return any(heads[1:]) if words.heads_behind else heads[1] and inner[0].text[0] in "Ll"


def _lists(tokens: Sequence[Token], run: Run, name: str) -> Iterator[str]:
    """Look the name up."""
    listed, town = nametables.listed(name), nametables.town(name)
    if listed:
        yield f"listed={listed}"
    if town:
        yield f"town={town}"
    parts, single = nametables.name_parts(), run.last - run.first == 1
    rank = parts.get(nametables.key(tokens[run.first].text.split("-")[0]))
    if rank is not None:
        yield f"given={'often' if rank < _FREQUENT_PART else 'seldom'}|{'one' if single else 'more'}"
    elif not single:
        yield "given=no|more"
    if not single and nametables.key(tokens[run.last - 1].text) in parts:
        yield "family"


def _before(tokens: Sequence[Token], run: Run, words: Words) -> Iterator[str]:
    """Look at the words before the name, over adjectives and articles."""
    if not run.first:
        yield "before=nothing"
        return
    last = tokens[run.first - 1]
    plain = last.text.lower().replace("’", "'")
    yield f"before={last.pos}"
    if plain in words.classes["place_prepositions"]:
        yield "before=place preposition"
    if last.text in '(«"“,:':
        yield f"before={last.text}"
    window = tokens[max(0, run.first - _WINDOW) : run.first]
    for distance, token in enumerate(reversed(window), start=1):
        if token.pos == "PUNCT" and distance > 1:
            break
        lowered = token.text.lower()
        for kind in ("titles", "roles", *HEADS):
            if lowered in words.classes[kind] or token.lemma in words.classes[kind]:
                linked = any(t.pos == "ADP" for t in window[len(window) - distance + 1 :])
                yield f"near={kind}|{'linked' if linked else 'direct'}"
        if token.pos in {"VERB", "AUX"}:
            break


def _neighbours(tokens: Sequence[Token], run: Run, words: Words, language: str) -> Iterator[str]:
    """Name the words beside the name: evidence in the language that the weights were learned in."""
    if words.heads_behind and run.last < len(tokens):
        behind = tokens[run.last]
        for kind in HEADS:
            small = behind.pos in {"NOUN", "ADJ"} and behind.text.islower()
            if small and behind.lemma in words.classes[kind]:
                yield f"head behind={kind}"
    for place, side in ((run.first - 2, "second before"), (run.first - 1, "before"), (run.last, "behind")):
        if 0 <= place < len(tokens):
            yield f"{side}={language}:{tokens[place].lemma}"


def _firm(tokens: Sequence[Token], run: Run, words: Words) -> Iterator[str]:
    """Look for the words that stand beside firms: exploité par X, salarié de X, X employs, X chief executive."""
    before, behind = _governor(tokens, run), _governed(tokens, run)
    if any(_among(t, words, "firm_before") for t in before) or any(_among(t, words, "firm_behind") for t in behind):
        yield FIRM
    if words.heads_behind and behind and behind[0].text.lower() in words.classes["roles"]:
        yield "role behind"


def _governor(tokens: Sequence[Token], run: Run) -> Sequence[Token]:
    """Give the word that the name depends on: the one before it, over a preposition and an article."""
    before = tokens[max(0, run.first - _WINDOW) : run.first]
    if before and before[-1].pos == "ADP":
        before = [t for t in before if t.pos not in {"ADP", "DET"}]
    return before[-1:]


def _governed(tokens: Sequence[Token], run: Run) -> Sequence[Token]:
    """Give the word behind the name, over a possessive or ", which"; two for "chief executive"."""
    behind = [t for t in tokens[run.last : run.last + _WINDOW] if t.text not in _POSSESSIVES]
    if [t.text for t in behind[:2]] in _RELATIVES:
        return behind[2:]
    return behind[: 2 if behind and behind[0].text.lower() == "chief" else 1]


def _among(token: Token, words: Words, field: str) -> bool:
    return token.lemma.lower() in words.classes[field] or token.text.lower() in words.classes[field]


def _behind(tokens: Sequence[Token], run: Run, words: Words) -> Iterator[str]:
    """Look at the words behind the name."""
    if run.last >= len(tokens):
        yield "behind=nothing"
        return
    token = tokens[run.last]
    yield f"behind={token.pos}" + (f"|{token.form}" if token.form else "")
    if token.text in ',()»"”':
        yield f"behind={token.text}"
        if run.last + 1 < len(tokens):
            after = tokens[run.last + 1]
            kind = (
                "roles"
                if after.lemma in words.classes["roles"] or after.text.lower() in words.classes["titles"]
                else after.pos
            )
            yield f"apposed={token.text}|{kind}"


def _capitals(tokens: Sequence[Token], run: Run, known: Known, language: str) -> Iterator[str]:
    """Look whether the capital may be due to the place in the sentence."""
    word = tokens[run.first].text
    plain = word.lower()
    initial = is_initial(tokens, run.first)
    where = "initial" if initial else "inside"
    if plain in known.small:
        yield f"{where}: small elsewhere"
    if word in known.capital:
        yield f"{where}: capital elsewhere"
    single = "one" if run.last - run.first == 1 else "more"
    worded = language in languages("names") and simplemma.is_known(plain, lang=language)
    yield f"{where}: {'word' if worded else 'no word'}|{single}"
    yield f"{where}: {tokens[run.first].pos}|{single}"


@cache
def weights() -> Weights:
    """Read the weights of the package: learned ones, with those set by hand on top."""
    found: dict[str, tuple[float, ...]] = {}
    for row in (*read_rows("name-evidence.tsv"), *read_rows("name-evidence-own.tsv")):
        before = found.get(row[0], (0.0,) * OUTCOMES)
        found[row[0]] = tuple(float(number) + old for number, old in zip(row[1:], before, strict=True))
    return found


def weigh(found: Sequence[str], table: Weights) -> tuple[float, ...]:
    """Sum the weights of the evidence, one sum for each of ``TYPES`` and for "no name"."""
    rows = [row for item in found if (row := table.get(item)) is not None]
    return tuple(sum(column) for column in zip(*rows, strict=True)) if rows else (0.0,) * OUTCOMES
