"""Which way a bare weekday, day or month looks: back or ahead of publication."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

from twosource.model import Sentence, Token
from twosource.read.times.grammar import Grammar

NEAR = 28
"""Characters before an expression in which "prévu pour", "due in" decide."""
REACH = 160
"""Characters before an expression in which a call or an announcement decides."""
CLAUSE_BREAK = 40
"""Distance added for each sign that parts two clauses."""
BEHIND = 12
"""Distance added for a verb after the expression: what governs it mostly stands before."""
BARE = 200
"""Distance added for an infinitive after it ("agreed in June to buy"): it looks ahead of that day."""
_WORD = re.compile(r"['’]?[^\W\d_]+")
_BREAK = re.compile(r"[,;:«»“”\"()]")


class Place(Struct, frozen=True):
    """Where an expression stands; ``head`` is where the first of those joined with it begins."""

    start: int
    end: int
    head: int


class _Clue(Struct, frozen=True):
    place: int
    way: int
    bare: bool = False


def direction(text: str, sentence: Sentence, tokens: Sequence[Token], place: Place, grammar: Grammar) -> int:
    """Tell whether an expression looks ahead (1), back (-1) or cannot be told (0).

    The nearest verb of the sentence decides; without parts of speech its form does.
    """
    at = place.head
    before = text[max(sentence.start, at - NEAR) : at].lower().replace("’", "'")
    if grammar.patterns["future.adjacent"].search(before):
        return 1
    if grammar.patterns["past.near"].search(text[max(sentence.start, at - 2 * NEAR) : at]):
        return -1
    if grammar.patterns["future.near"].search(before) or _announced(text, sentence, at, grammar):
        return 1
    if _owns_past(text, place.end, grammar):
        return -1
    clues = _of_tokens(tokens, place, grammar) or _of_words(text, sentence, grammar)
    if not clues:
        return 1 if _is_scheduled(before, grammar) else 0
    return min(clues, key=lambda clue: (_distance(text, clue, at), clue.place)).way


def _owns_past(text: str, end: int, grammar: Grammar) -> bool:
    """Tell whether the expression owns what follows ("Wednesday's ruling"), which is nothing planned ahead."""
    ending = text[end : end + 2]
    if ending not in grammar.words["future.possessive"]:
        return False
    owned = _WORD.match(text, end + 3)
    return owned is not None and owned[0].lower() not in grammar.words["future.scheduled"]


def _announced(text: str, sentence: Sentence, at: int, grammar: Grammar) -> bool:
    """Tell whether a call or an announcement goes before, and nothing past between ("appellent à une grève")."""
    head = text[max(sentence.start, at - REACH) : at]
    calls = list(grammar.patterns["future.announcing"].finditer(head))
    if not calls or text[at:].split(" ", 1)[0].endswith(tuple(grammar.words["future.possessive"]) or ("\n",)):
        return False
    rest = head[calls[-1].end() :]
    words = [word.lower() for word in _WORD.findall(rest)]
    past = any(word in grammar.words["future.stop"] for word in words)
    attributive = bool(words) and words[-1] in grammar.words["future.before_past"]
    attributive = attributive and not (words[-2:-1] and words[-2] in grammar.words["future.unless"])
    return not past and not attributive and not _BREAK.search(rest)


def _is_scheduled(before: str, grammar: Grammar) -> bool:
    """Tell whether what is planned ahead stands right before, as in a heading ("Grève jeudi")."""
    words = _WORD.findall(before)
    if words and words[-1] in grammar.words["future.link"]:
        words.pop()
    return bool(words) and words[-1] in grammar.words["future.scheduled"]


def _distance(text: str, clue: _Clue, at: int) -> int:
    low, high = min(clue.place, at), max(clue.place, at)
    behind = (BARE if clue.bare else BEHIND) if clue.place > at else 0
    return high - low + CLAUSE_BREAK * len(_BREAK.findall(text, low, high)) + behind


def _of_tokens(tokens: Sequence[Token], place: Place, grammar: Grammar) -> list[_Clue]:
    """Give the verbs with where their form points."""
    clues = []
    for index, token in enumerate(tokens):
        if token.pos not in ("VERB", "AUX"):
            continue
        after = [one for one in tokens[index + 1 : index + 4] if not place.head <= one.start < place.end]
        way = _points(token, tokens[max(0, index - 2) : index], after, grammar)
        if way:
            clues.append(_Clue(token.start, way, token.form == "inf"))
    return clues


def _points(token: Token, before: Sequence[Token], after: Sequence[Token], grammar: Grammar) -> int:
    """Tell where one verb points: a bare past participle back, "to" with an infinitive ahead."""
    words = grammar.words
    if token.tense == "fut" or token.mood == "cnd" or token.lemma in words["future.auxiliaries"]:
        return 1
    if token.form == "inf":
        return 1 if before and before[-1].lemma in words["future.to"] else 0
    if token.form == "part":
        passive = any(_is_passive(one, grammar) for one in before)
        attribute = bool(after) and after[0].pos == "NOUN"
        return -1 if token.tense == "past" and not passive and not attribute else 0
    passed = token.tense in ("past", "imp")
    perfect = token.pos == "AUX" and any(t.form == "part" for t in after) and not _is_passive(token, grammar)
    return -1 if token.form == "fin" and (passed or perfect) else 0


def _is_passive(token: Token, grammar: Grammar) -> bool:
    """Tell a present of "be", which with a participle tells a state of now ("is heard")."""
    return token.lemma in grammar.words["past.passive"] and token.tense == "pres"


def _of_words(text: str, sentence: Sentence, grammar: Grammar) -> list[_Clue]:
    clues = []
    for match in _WORD.finditer(text, sentence.start, sentence.end):
        way = _way(match.group().lower(), match.group()[0].isupper(), grammar)
        if way:
            clues.append(_Clue(match.start(), way))
    return clues


def _way(word: str, capital: bool, grammar: Grammar) -> int:
    """Give where the form of one word points, 0 where it tells nothing."""
    words = grammar.words
    if word in words["future.words"]:
        return 1
    if word in words["past.words"]:
        return -1
    long = len(word) > 4 and not capital and word not in words["future.not"]
    if long and word.endswith(tuple(words["future.endings"]) or ("\n",)):
        return 1
    return -1 if long and word.endswith(tuple(words["past.endings"]) or ("\n",)) else 0
