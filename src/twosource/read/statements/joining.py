"""Sentences read as one: cut behind dots in a quotation, or one that only takes up what the one before it tells."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from twosource.model import Sentence, Token
from twosource.read.statements.lexicon import Lexicon, words_of
from twosource.read.statements.view import as_verb
from twosource.text import fold

TAKING = 90
"""Characters of a sentence that only takes up the one before it, at most."""
POINTING = 9
"""Words of it that only name who says so, at most."""
LEAST = 3
"""Words of it, at least."""
ANSWER = 14
"""Words of one that only says that what stands before it is so, or is not, at most."""
CLOSING = frozenset("»”\"'’")


def whole(text: str, sentences: Sequence[Sentence], words: Sequence[Token], lexicon: Lexicon) -> Iterator[Sentence]:
    """Join a sentence with one that goes on after its quotation ("« Ah... » , dit-il" is cut behind the dots).

    And with one that only takes it up ("P. Une version que conteste X.", "P. The company denies this.").
    """
    starts = [token.start for token in words]
    held: Sentence | None = None
    for sentence in sentences:
        beside = held is not None and held.paragraph == sentence.paragraph
        if (
            held is not None
            and beside
            and (
                _goes_on(text, held, sentence)
                or _takes_up(text, sentence, lexicon)
                or _answers(words[bisect_left(starts, sentence.start) : bisect_left(starts, sentence.end)], lexicon)
            )
        ):
            held = Sentence(held.start, sentence.end, held.role, held.paragraph)
            continue
        if held is not None:
            yield held
        held = sentence
    if held is not None:
        yield held


def _goes_on(text: str, before: Sentence, after: Sentence) -> bool:
    closed = text[before.start : before.end].rstrip()[-1:] in CLOSING
    opening = text[after.start : after.start + 1]
    return closed and (opening == "," or opening.islower())


def _takes_up(text: str, sentence: Sentence, lexicon: Lexicon) -> bool:
    """Tell whether a short sentence opens with what stands for the one before, and no verb of its own follows that."""
    if sentence.end - sentence.start > TAKING:
        return False
    words = words_of(text[sentence.start : sentence.end].rstrip(".!?"))
    if len(words) < LEAST:
        return False
    opened = any(words[: len(phrase)] == phrase for phrase in lexicon.phrases["clauses.resuming"].get(words[0], ()))
    if opened or _points_back(words, lexicon) or words[0] not in lexicon.words["pronouns.indefinite"]:
        return opened or _points_back(words, lexicon)
    behind = words[2] in lexicon.words["clauses.that"] | lexicon.words["clauses.relative"]
    told = words[1] in lexicon.nouns or lexicon.tellers.get(words[1]) == "document"
    return told and (behind or words[3] in lexicon.words["clauses.by"])


def _points_back(words: Sequence[str], lexicon: Lexicon) -> bool:
    """Tell whether a sentence only says who told the one before ("That is the word from X", "C'est ce que dit X")."""
    known = any(tuple(words[: len(phrase)]) == phrase for phrase in lexicon.phrases["clauses.back"].get(words[0], ()))
    telling = lexicon.words["clauses.that"] | lexicon.words["clauses.whether"] | lexicon.words["prepositions.views"]
    bare = words[0] in lexicon.words["clauses.pointing"] and words[1] not in lexicon.words["clauses.clitics"]
    telling |= lexicon.words["clauses.by"]
    told = any(w in telling or w.rstrip("s") in lexicon.nouns or w in lexicon.nouns for w in words[1:])
    return known and (told or (bare and len(words) <= POINTING))


def _answers(words: Sequence[Token], lexicon: Lexicon) -> bool:
    """Tell whether a sentence only says that what was just told is so, or not ("Le groupe dément.", "X said so.")."""
    words = words[: next((i for i, token in enumerate(words) if token.text == ":"), len(words))]
    told = [token for token in words if token.pos != "PUNCT"]
    signs = [token.text for token in words if token.pos == "PUNCT"]
    plain = len(signs) <= 1 or signs[:-1] == [",", ","]  # "La procureure, Nadia Ferrand, dément."
    if not LEAST <= len(told) <= ANSWER or not plain or sum(t.form == "fin" for t in told) > 1:
        return False
    said = [token.text.lower() for token in told]
    if not lexicon.words["clauses.negation"].isdisjoint(said):
        return False
    verb, how = _told_by(told, lexicon)
    resumed, after = lexicon.words["clauses.resumed"], said[verb + 1 : verb + 2]
    pointed = any(t.pos == "PRON" and t.text.lower() in resumed for t in (*told[1:verb], *told[verb + 1 : verb + 2]))
    if "denied" in how:
        return pointed or all(token.pos == "ADV" for token in told[verb + 1 :])
    return ("confirmed" in how and pointed) or (bool(how) and not lexicon.words["clauses.so"].isdisjoint(after))


def _told_by(told: Sequence[Token], lexicon: Lexicon) -> tuple[int, frozenset[str]]:
    """Give the verb of a short sentence, its last one, and what it says of what it reports; nothing for no such verb.

    Where the tagger sees no verb, the last word that can deny is one ("Son avocat conteste.").
    """
    verb = next((i for i in range(len(told) - 1, 0, -1) if told[i].pos == "VERB"), 0)
    if verb:
        return verb, _senses((fold(told[verb].lemma),), lexicon)
    last = next((i for i in range(len(told) - 1, 0, -1) if told[i].pos != "ADV"), 0)
    how = _senses(as_verb(lexicon.language)(told[last].text), lexicon)
    return last, how & {"denied"}


def _senses(lemmas: Iterable[str], lexicon: Lexicon) -> frozenset[str]:
    return frozenset(sense.certainty for lemma in lemmas for sense in lexicon.verbs.get(lemma, ()))
