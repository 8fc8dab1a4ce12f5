"""Tokens: words, numbers and signs with their part of speech and lemma.

Clitics are cut as the Universal Dependencies cut them (l' | ONU, a | -t-il, did | n't), except
that hyphenated compounds and contracted articles (du, aux) stay whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from itertools import repeat

from msgspec import Struct

from twosource.model import Article, Sentence, Span, Token
from twosource.read import lemmas, tagging
from twosource.read.tagging import Tag
from twosource.resources import Table, exists, read_toml, strings

_HYPHENS = str.maketrans("\u2010\u2011’", "--'")
_THIN = "\u00a0\u202f\u2009"
_LINK = r"https?://[^\s<>«»“”\"]*[\w/]|www\.[^\s<>«»“”\"]*\w|[\w.+-]+@[\w-]+\.[\w.-]*\w|[@#]\w+"
_DOMAIN = r"(?i:[a-z][\w-]*(?:\.[a-z][\w-]*)*\.(?:com|org|net|info|gov|edu|eu|fr|be|ch|ca|uk|ru|ua|tv))\b"
_ORDINAL = r"\d+(?:[eè]res?|ers?|res?|[eè]mes?|es?|nde?s?|st|th|rd)\b"
_MARKED = r"\d+[A-Z]\b|(?<=\d)[hH](?=\d)"
_NUMBER = r"\d{1,3}(?:[%s]\d{3})+(?!\d)(?:[.,]\d+)?|\d+(?:[.,:/]\d+)*"
_INITIALS = r"(?:[^\W\d_a-zà-ÿ]\.-?){2,}|[^\W\d_a-zà-ÿ]\.(?=-?\s?[^\W\d_])"
_WORD = r"[^\W\d_][\w\u0300-\u036f]*(?:['’\-\u2010\u2011][\w\u0300-\u036f]+)*"
_WHOLE = r"(?P<whole>[^\W\d_]++(?=[ ,]))"
"""Letters with a blank or a comma behind, whatever they are, are one word: most are, and are told so at once."""
_ABBREVIATIONS = ("never", "number", "maybe")
_OPEN = frozenset({"", ".", "-"})  # ends of a chunk that may be read by what follows the blank: initials
_WORDS = frozenset({"word", "whole"})
_SIGN = r"\.{2,}|[!?]+|--+|\S"

_SYMBOLS = frozenset("$€£¥₽%‰°+=<>×÷§©®™&@#")
_SYMBOL, _PUNCTUATION, _FIGURE = (Tag((pos, "", "", "", "")) for pos in ("SYM", "PUNCT", "NUM"))
_VERBATIM = frozenset({"PROPN", "PUNCT", "SYM", "NUM", "X"})


class _Habits(Struct, frozen=True):
    """How a language is cut: the pattern of a token, of what is tied behind a word; set lemmas.

    ``spaced``: where a token may have a blank inside.
    """

    token: re.Pattern[str]
    spaced: re.Pattern[str]
    after: re.Pattern[str] | None
    lemmas: Mapping[str, str]
    conditional: re.Pattern[str] | None
    infinitives: tuple[str, ...]


def tag(article: Article, sentences: tuple[Sentence, ...]) -> tuple[Token, ...]:
    """Cut the sentences of an article into tokens and tag them, in text order.

    Words of a language without a model have an empty ``pos``.
    """
    language = article.language
    cut = [_cut(article.text[sentence.start : sentence.end], language) for sentence in sentences]
    labels = tagging.tag([words for _, words in cut], language)
    words = [word for _, held in cut for word in held]
    starts = [one.start + start for one, (held, _) in zip(sentences, cut, strict=True) for start in held]
    ends = [start + len(word) for start, word in zip(starts, words, strict=True)]
    told = zip(*map(_told, words, labels, repeat(language)), strict=True)  # a column for each field
    return tuple(map(Token, starts, ends, words, *told))


@lru_cache(maxsize=1 << 16)
def _told(word: str, label: Tag, language: str) -> tuple[str, str, str, str, str, str]:
    """Give lemma, part of speech, form, mood, tense and number of a word with its label."""
    signed = _signed(word, label)
    pos, form, mood, tense, number = signed
    lemma = lemmatise(word, signed, language)
    if form == "fin" and tense == "imp" and is_conditional(word, lemma, language):
        mood, tense = "cnd", "pres"
    elif mood == "cnd" and _is_imperfect(word, lemma, language):
        mood, tense = "ind", "imp"
    return lemma, pos, form, mood, tense, number


def pieces(text: str, language: str) -> list[Span]:
    """Cut a text into tokens, without tagging them."""
    return [Span(start, start + len(word)) for start, word in zip(*_cut(text, language), strict=True)]


def _cut(text: str, language: str) -> tuple[list[int], list[str]]:
    """Cut a text into tokens: where they start, and what they are."""
    starts, words = list[int](), list[str]()
    chunks = [text] if _habits(language).spaced.search(text) else text.split(" ")
    at = 0
    for chunk, behind in zip(chunks, (*chunks[1:], None), strict=True):
        whole = chunk[:-1] if chunk[-1:] == "," else chunk
        if behind is not None and whole.isalpha() and not whole.endswith("not"):  # one word, whatever follows
            starts.append(at)
            words.append(whole)
            if whole is not chunk:
                starts.append(at + len(whole))
                words.append(",")
            at += len(chunk) + 1
            continue
        follows = "" if behind is None else " " + behind[:1] if chunk[-1:] in _OPEN else " "
        for place, word in _parts_of(chunk, follows, language):
            starts.append(at + place)
            words.append(word)
        at += len(chunk) + 1
    return starts, words


@lru_cache(maxsize=1 << 15)
def _parts_of(chunk: str, follows: str, language: str) -> tuple[tuple[int, str], ...]:
    """Cut what stands between two blanks."""
    return cut_at_once(chunk, follows, language)


def cut_at_once(text: str, follows: str, language: str) -> tuple[tuple[int, str], ...]:
    """Cut a text into tokens, with their places; ``follows``: what stands behind it, as far as it matters."""
    habits, found = _habits(language), list[tuple[int, str]]()
    for match in habits.token.finditer(text + follows):
        start, word = match.start(), match[0]
        if start < len(text):
            cut = _tied(word, habits) if match.lastgroup in _WORDS else len(word)
            found += [(start, word[:cut]), *([(start + cut, word[cut:])] if cut < len(word) else [])]
    return tuple(found)


@cache
def _habits(language: str) -> _Habits:
    """Read how a language is cut. A language without a file is cut at blanks and signs."""
    name = f"abbreviations-{language}.toml"
    table: Table = read_toml(name) if exists(name) else {}
    tokens, lemmas = table.get("tokens", {}), table.get("lemmas", {})
    rules = tokens if isinstance(tokens, Mapping) else {}
    after = rules.get("after")
    moods = table.get("conditional", {})
    form = moods.get("form") if isinstance(moods, Mapping) else None
    return _Habits(
        re.compile("|".join(_parts(table, rules))),
        re.compile("|".join([r"\d \d", *(f"{re.escape(part)} " for part in _with_blank(table))])),
        re.compile(rf"(?<=\w)(?:{after})\Z", re.IGNORECASE) if after else None,
        {word: str(lemma) for word, lemma in lemmas.items()} if isinstance(lemmas, Mapping) else {},
        re.compile(str(form)) if form else None,
        strings(table, "conditional.infinitives"),
    )


def _with_blank(table: Table) -> list[str]:
    """Give the first parts of the abbreviations that have a blank inside (p. ex.)."""
    listed = {word for key in _ABBREVIATIONS for word in strings(table, key)}
    return sorted({word.split(" ")[0] for word in listed if " " in word})


def _parts(table: Table, rules: Table) -> Iterator[str]:
    """Give the alternatives of a token: the first that fits is taken."""
    yield _WHOLE
    yield _LINK
    yield _DOMAIN
    yield _ORDINAL
    yield _MARKED
    yield _NUMBER % (_THIN + " " * bool(rules.get("spaced_thousands")))
    listed = {word for key in _ABBREVIATIONS for word in strings(table, key)}
    for word in sorted(listed, key=lambda word: (-len(word), word)):
        yield rf"(?<!\w){re.escape(word)}\.(?!\w)"
    yield _INITIALS
    for pattern in (*strings(rules, "whole"), rules.get("before")):
        if pattern:
            yield f"(?i:{pattern})"
    yield f"(?P<word>{_WORD})"
    yield _SIGN


def _tied(word: str, habits: _Habits) -> int:
    """Give the place in a word where a tied pronoun or particle starts, its length where none is.

    A capitalised word with two hyphens is a name (Bois-le-Roi), not an inversion.
    """
    if not habits.after or (word.isalpha() and not word.endswith("not")):
        return len(word)
    plain = word.translate(_HYPHENS)
    match = habits.after.search(plain)
    named = plain.count("-") > 1 and plain[0].isupper() and "-t-" not in plain
    return match.start() if match and not named else len(word)


def _signed(word: str, label: Tag) -> Tag:
    """Give the tag of a word; a sign or a figure has its own whatever the model says."""
    if word[0].isalpha() or not label[0]:
        return label if word[0].isalnum() or any(map(str.isalnum, word)) else _sign(word)
    if word[0].isdigit():
        return _FIGURE if word[-1].isdigit() else label
    return label if any(map(str.isalnum, word)) else _sign(word)


def _sign(word: str) -> Tag:
    return _SYMBOL if word[0] in _SYMBOLS else _PUNCTUATION


def is_conditional(word: str, lemma: str, language: str) -> bool:
    """Tell whether a form taken for an imperfect is built on the future stem of its verb.

    The treebanks hold few conditionals, so that a rule tells the two apart: a stem in -r, not the lemma's.
    """
    habits = _habits(language)
    match = habits.conditional.fullmatch(word.lower()) if habits.conditional else None
    return match is not None and all(match["stem"] + ending != lemma for ending in habits.infinitives)


def _is_imperfect(word: str, lemma: str, language: str) -> bool:
    """Tell whether a form taken for a conditional has the stem of its verb and no more ("rentrait" of "rentrer")."""
    match = found.fullmatch(word.lower()) if (found := _habits(language).conditional) else None
    return match is not None and not is_conditional(word, lemma, language)


def lemmatise(word: str, label: Tag, language: str) -> str:
    """Give the dictionary form of a tagged word; a name keeps its letters."""
    pos, form, _, tense, _ = label
    if pos == "PROPN":
        return word
    plain = word.lower().translate(_HYPHENS)
    if (known := _habits(language).lemmas.get(plain)) is not None:
        return known
    if pos in _VERBATIM or not plain[-1:].isalpha():
        return plain
    participle = pos == "VERB" and form == "part" and tense == "past"
    return lemmas.of(plain, pos, participle=participle, language=language)
