"""A sentence as the grammar sees it: tagged tokens by index, folded words, quotations, brackets."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator, Sequence
from functools import cache, lru_cache
from typing import Final

from msgspec import Struct

from twosource.model import Mention, Span, Token
from twosource.read import lemmas
from twosource.read.statements import insertions, media
from twosource.read.statements.insertions import Quote
from twosource.read.statements.lexicon import Lexicon, Phrases, load
from twosource.read.statements.quotes import find_quotes
from twosource.text import fold

BRACKETS: Final = {"(": ")", "[": "]"}
VERBAL = frozenset({"VERB", "AUX"})
VERBS = VERBAL | {"PART"}
BEFORE_A_VERB = frozenset({"NOUN", "PROPN", "PRON", "ADV", "PUNCT"})
UNSURE = frozenset({"ADJ", "ADV", "VERB", "AUX", "X"})
MANY = 2
"""Tokens before a capital word from which its capital is no sentence's."""
DASHES = frozenset({"-", "–", "—"})


class View(Struct, frozen=True):
    """One sentence. ``quoted[i]`` is the index of the quotation that holds token ``i``, -1 for none.

    ``speaking`` are the words outside quotations that report if they are verbs, whatever their tag; all words
    in a language that separates verbs.
    """

    text: str
    tokens: tuple[Token, ...]
    words: tuple[str, ...]
    quotes: tuple[Quote, ...]
    quoted: tuple[int, ...]
    bracketed: tuple[bool, ...]
    mentions: tuple[Mention, ...]
    lexicon: Lexicon
    size: int
    speaking: tuple[int, ...]

    def __len__(self) -> int:
        return self.size

    def forms(self, index: int) -> set[str]:
        """Give the folded lemma and the folded word of a token."""
        return {fold(self.tokens[index].lemma), self.words[index]}

    def is_word(self, index: int, name: str) -> bool:
        """Tell whether the token is one of a named set of words of the lexicon."""
        return 0 <= index < self.size and self.words[index] in self.lexicon.words[name]

    def word(self, index: int) -> str:
        """Give the folded word at ``index``, empty outside the sentence."""
        return self.words[index] if 0 <= index < self.size else ""

    def pos(self, index: int) -> str:
        """Give the part of speech at ``index``, empty outside the sentence."""
        return self.tokens[index].pos if 0 <= index < self.size else ""

    def span(self, start: int, end: int) -> Span:
        """Give the stretch of text of tokens ``start`` to ``end`` (exclusive)."""
        return Span(self.tokens[start].start, self.tokens[end - 1].end)

    def starts(self, index: int, phrases: Phrases) -> int:
        """Give the length in tokens of the longest of ``phrases`` that stands at ``index``, 0 for none."""
        if not 0 <= index < self.size:
            return 0
        words = self.words
        for phrase in phrases.get(words[index], ()):
            if words[index : index + len(phrase)] == phrase:
                return len(phrase)
        return 0

    def is_finite(self, index: int) -> bool:
        """Tell whether the token is a finite verb."""
        return 0 <= index < self.size and self.tokens[index].form == "fin"

    def mention_at(self, start: int, end: int) -> Iterator[Mention]:
        """Give the names that stand inside tokens ``start`` to ``end``."""
        if start < end and self.mentions:
            first, last = self.tokens[start].start, self.tokens[end - 1].end
            yield from [m for m in self.mentions if m.start >= first and m.end <= last]


def _brackets(texts: Sequence[str]) -> tuple[bool, ...]:
    inside = [False] * len(texts)
    if BRACKETS.keys().isdisjoint(texts):
        return tuple(inside)
    for index, text in enumerate(texts):
        closing = BRACKETS.get(text)
        if closing is None or inside[index]:
            continue
        close = next((j for j in range(index + 1, len(texts)) if texts[j] == closing), None)
        for j in range(index, close + 1 if close else index):
            inside[j] = True
    return tuple(inside)


@lru_cache(maxsize=1 << 14)
def _folded(text: str) -> str:
    return sys.intern(fold(text.replace("’", "'")))


_MISTAKEN = frozenset({"ADJ", "ADV", "VERB", "AUX", "X"})
"""What the tagger may take a word of a name for."""
_IN_PERSONS = frozenset({"NOUN", "DET"})
"""And a word of a person's name ("Marine Le Roe")."""


INFINITIVES = ("er", "ir", "re", "oir")
"""How French infinitives end."""
PARTY = re.compile(r"\s[A-Z]{1,3}-[A-Z][\w.]*\.?(?=,)")
"""A party and a land behind a comma, before another one."""
_IN_NAMES = _MISTAKEN | _IN_PERSONS


def _as_name(token: Token, mentions: Sequence[Mention]) -> Token:
    """Give a capitalised word inside a name as a proper noun."""
    name = next((m for m in mentions if m.start <= token.start < m.end), None)
    if name is None or (token.pos in _IN_PERSONS and name.type != "person"):
        return token
    return Token(token.start, token.end, token.text, token.lemma, "PROPN")


def _linking(token: Token, mentions: Sequence[Mention], lexicon: Lexicon) -> Token:
    """Give a preposition inside a body's name, other than "of", as a word of the name ("Doctors Without Borders")."""
    inside = any(m.type == "organisation" and m.start < token.start and token.end < m.end for m in mentions)
    if not inside or _folded(token.text) in lexicon.words["clauses.of"] | lexicon.words["clauses.contracted"]:
        return token
    return Token(token.start, token.end, token.text, token.lemma, "PROPN")


def _with_offices(tokens: list[Token], mentions: Sequence[Mention], lexicon: Lexicon) -> list[Token]:
    """Give an office right before a person's name, and a verb before it, as nouns ("said fire chief Roe")."""
    starts = {m.start for m in mentions if m.type == "person"}
    for at in [i for i, token in enumerate(tokens) if i > 1 and token.start in starts]:
        office, before = tokens[at - 1], tokens[at - 2]
        if lexicon.tellers.get(_folded(office.text)) != "role" or not office.text.islower():
            continue
        tokens[at - 1] = _noun(office)
        if at > MANY and before.pos in VERBAL and tokens[at - 3].pos in VERBAL and before.text.islower():
            tokens[at - 2] = _noun(before)
    return tokens


def _noun(token: Token) -> Token:
    return token if token.pos == "NOUN" else Token(token.start, token.end, token.text, token.lemma, "NOUN")


def _of_day(tokens: Sequence[Token], index: int, lexicon: Lexicon) -> Token:
    """Give a part of a day behind its day as a noun ("jeudi soir", where "soir" was taken for a verb)."""
    token = tokens[index]
    if not index or token.pos not in VERBAL or _folded(token.text) not in lexicon.words["time.words"]:
        return token
    return _noun(token) if _folded(tokens[index - 1].text) in lexicon.words["time.words"] else token


def _as_infinitive(tokens: Sequence[Token], index: int, lexicon: Lexicon) -> Token:
    """Give a verb of speech behind a preposition as an infinitive ("a fini par admettre que", taken for a noun)."""
    token = tokens[index]
    governed = index > 1 and tokens[index - 1].pos == "ADP" and tokens[index - 2].pos in VERBAL
    if not governed or not token.text.endswith(INFINITIVES) or _folded(token.text) not in lexicon.verbs:
        return token
    return Token(token.start, token.end, token.text, token.lemma, "VERB", "inf")


def _after_name(tokens: Sequence[Token], index: int) -> Token:
    """Give a capital gerund behind a capital word as a proper noun ("the group Residents Rising said")."""
    token = tokens[index]
    if index < MANY or not token.text.endswith("ing") or not token.text[:1].isupper():
        return token
    if not tokens[index - 1].text[:1].isupper() or token.pos not in {"VERB", "AUX"}:
        return token
    return Token(token.start, token.end, token.text, token.lemma, "PROPN")


def _with_present(tokens: Sequence[Token]) -> Sequence[Token]:
    """Give the first verb of a sentence as finite where it was taken for an infinitive ("leaders, however, insist")."""
    at = next((i for i, token in enumerate(tokens) if token.pos in VERBS), 0)
    if (
        not at
        or tokens[at].form != "inf"
        or tokens[at - 1].pos not in BEFORE_A_VERB
        or "NOUN" not in [t.pos for t in tokens[:at]]
    ):
        return tokens
    one = tokens[at]
    finite = Token(one.start, one.end, one.text, one.lemma, one.pos, "fin", "ind", "pres", one.number)
    return [*tokens[:at], finite, *tokens[at + 1 :]]


def _within(tokens: Sequence[Token], index: int) -> Token:
    """Give a capital word behind a small one as a proper noun, as French writes names."""
    token = tokens[index]
    if token.pos not in UNSURE or not token.text[:1].isupper() or not index:
        return token
    if not tokens[index - 1].text.islower() or token.text.isupper():
        return token
    return Token(token.start, token.end, token.text, token.lemma, "PROPN")


def make_view(text: str, tokens: Sequence[Token], mentions: Sequence[Mention], lexicon: Lexicon) -> View:
    """Build the view of one sentence from its tokens and the names in it."""
    if lexicon.grammar.compounds:
        tokens = without_party(text, tokens)
    mentions = media.as_media(mentions, lexicon)
    if mentions:
        capital = [token.text[:1].isupper() and token.pos in _IN_NAMES for token in tokens]
        tokens = [_as_name(one, mentions) if may else one for one, may in zip(tokens, capital, strict=True)]
        tokens = [_linking(token, mentions, lexicon) if token.pos == "ADP" else token for token in tokens]
        tokens = _with_offices(tokens, mentions, lexicon) if lexicon.grammar.compounds else tokens
    named = _after_name if lexicon.grammar.compounds else _within if lexicon.inserts else None
    if named is not None and True in [token.pos in UNSURE for token in tokens[1:] if token.text[:1].isupper()]:
        tokens = [named(tokens, index) for index in range(len(tokens))]
    if lexicon.grammar.bare_clauses:
        tokens = _with_present(tokens)
    elif lexicon.inserts:
        tokens = [_of_day(tokens, i, lexicon) if token.form == "inf" else token for i, token in enumerate(tokens)]
        tokens = [_as_infinitive(tokens, i, lexicon) if one.pos == "NOUN" else one for i, one in enumerate(tokens)]
    quotes = find_quotes(tokens)
    if quotes and lexicon.inserts:
        quotes = tuple(part for quote in quotes for part in insertions.parted(tokens, quote, lexicon))
    texts = [token.text for token in tokens]
    quoted = [-1] * len(tokens)
    for number, quote in enumerate(quotes):
        quoted[quote.open : quote.close + 1] = [number] * (quote.close + 1 - quote.open)
    return View(
        text=text,
        tokens=tuple(tokens),
        words=tuple(map(_folded, texts)),
        quotes=quotes,
        quoted=tuple(quoted),
        bracketed=_brackets(texts),
        mentions=tuple(mentions),
        lexicon=lexicon,
        size=len(tokens),
        speaking=_speaking(tokens, quoted, lexicon),
    )


def without_party(text: str, tokens: Sequence[Token]) -> Sequence[Token]:
    """Leave out what says for which party and land a person sits ("Ada Roe, R-Ariz., a former judge"): no name."""
    found = next((i for i, token in enumerate(tokens[:-2]) if token.text == "," and PARTY.match(text, token.end)), None)
    if found is None:
        return tokens
    tag = PARTY.match(text, tokens[found].end)
    behind = next((i for i in range(found, len(tokens)) if tag is not None and tokens[i].start >= tag.end()), found)
    going_on = behind + 1 < len(tokens) and tokens[behind + 1].pos in {"VERB", "AUX", "CCONJ"}
    close = behind + going_on  # the comma goes too
    return [*tokens[:found], *without_party(text, tokens[close:])] if behind > found else tokens


def _speaking(tokens: Sequence[Token], quoted: Sequence[int], lexicon: Lexicon) -> tuple[int, ...]:
    """List the words outside quotations that report if they are verbs."""
    words = [(i, token) for i, token in enumerate(tokens) if quoted[i] < 0 and token.pos != "PUNCT"]
    if lexicon.separable:
        return tuple([i for i, _ in words])
    may = _may_report(lexicon.language)
    return tuple([i for i, one in words if may(one.text, one.lemma, one.pos in VERBAL)])


@cache
def _may_report(language: str) -> Callable[[str, str, bool], bool]:
    """Give what tells whether a word of this lemma, tagged as a verb or not, may report; it remembers each word."""
    lexicon, verbs = load(language), as_verb(language)
    known = lexicon.speaking if lexicon is not None else frozenset[str]()

    @lru_cache(maxsize=1 << 15)
    def told(text: str, lemma: str, verbal: bool) -> bool:
        return fold(lemma) in known or not (verbal or known.isdisjoint(verbs(text)))

    return told


@cache
def as_verb(language: str) -> Callable[[str], tuple[str, ...]]:
    """Give what finds the lemmas of the verbs that a word may be; it remembers each word."""
    lexicon = load(language)
    inserts = lexicon is not None and lexicon.inserts

    @lru_cache(maxsize=1 << 15)
    def found(text: str) -> tuple[str, ...]:
        plain = text.lower()
        listed = lemmas.knows(plain, "VERB", language)
        verb = fold(lemmas.of(plain, "VERB", participle=False, language=language) if listed else plain)
        return (verb, f"{fold(text)}r") if inserts and text.endswith("e") else (verb,)

    return found
