"""Part of speech by closed classes: for a language that no treebank with a free licence can train a model for.

``resources/closed-<language>.toml`` lists the words of the closed classes and how verbs end; what is left is
a verb where its dictionary form ends as verbs do, a name where it has a capital inside the sentence, else a noun.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

import simplemma
from msgspec import Struct

from twosource.resources import exists, read_toml, strings

Label = tuple[str, str, str, str, str]
NOTHING: Label = ("", "", "", "", "")
CLASSES = ("DET", "ADP", "PRON", "CCONJ", "SCONJ", "ADV", "NUM", "ADJ", "NOUN")
_FORMS = ("inf", "ger", "part", "pres", "past", "imp", "fut", "cnd", "sub")
_OPENING = frozenset('«“"„(:–—-•')


class Closed(Struct, frozen=True):
    """The closed classes of a language; ``endings`` tells the forms of verbs, the longest ending first."""

    words: Mapping[str, str]
    auxiliaries: Mapping[str, str]
    infinitives: tuple[str, ...]
    endings: tuple[tuple[str, str], ...]


def knows(language: str) -> bool:
    """Tell whether a language has a list of closed classes."""
    return exists(f"closed-{language}.toml")


@cache
def load(language: str) -> Closed:
    """Read the closed classes of a language.

    Raises:
        ResourceError: where there is no file for it.
    """
    table = read_toml(f"closed-{language}.toml")
    ends = ((ending, form) for form in _FORMS for ending in strings(table, f"endings.{form}"))
    return Closed(
        words={word: pos for pos in reversed(CLASSES) for word in strings(table, f"words.{pos}")},
        auxiliaries={word: form for form in _FORMS for word in strings(table, f"auxiliaries.{form}")},
        infinitives=strings(table, "endings.inf"),
        endings=tuple(sorted(ends, key=lambda pair: (-len(pair[0]), pair))),
    )


def tag(words: Sequence[str], language: str) -> list[Label]:
    """Give each word of a sentence ``(pos, form, mood, tense, number)``."""
    known = load(language)
    found: list[Label] = []
    for place, word in enumerate(words):
        before = found[-1][0] if found else ""
        initial = place == 0 or (words[place - 1] in _OPENING or words[place - 1] in ".!?")
        found.append(_label(word, before, known, language, initial=initial))
    return found


def _label(word: str, before: str, known: Closed, language: str, *, initial: bool) -> Label:
    plain = word.lower().replace("’", "'")
    if plain in known.auxiliaries:
        return _verbal("AUX", known.auxiliaries[plain])
    if plain in known.words:
        return (known.words[plain], "", "", "", "")
    if not word[0].isalpha():
        return ("NUM" if word[0].isdigit() else "PUNCT", "", "", "", "")
    worded = simplemma.is_known(plain, lang=language)
    if word[0].isupper() and not (initial and worded):
        return ("PROPN", "", "", "", "")
    form = _form(plain, known, language) if before not in {"DET", "NUM"} else ""
    return _verbal("VERB", form) if form else ("NOUN", "", "", "", "")


def _form(plain: str, known: Closed, language: str) -> str:
    """Give the form of a verb, "" for no verb: its dictionary form and its ending must both be a verb's."""
    lemma = simplemma.lemmatize(plain, lang=language)
    if not lemma.endswith(known.infinitives):
        return ""
    return next((form for ending, form in known.endings if plain.endswith(ending)), "")


def _verbal(pos: str, form: str) -> Label:
    if form in {"inf", "ger"}:
        return (pos, form, "", "", "")
    if form == "part":
        return (pos, "part", "", "past", "")
    mood = form if form in {"cnd", "sub"} else "ind"
    return (pos, "fin", mood, "pres" if mood != "ind" else form, "")
