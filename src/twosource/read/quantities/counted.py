"""What a number counts: the noun after it, and the class of things that noun or predicate tells."""

from __future__ import annotations

import re
from collections.abc import Mapping

from msgspec import Struct
from msgspec.structs import replace

from twosource.model import Quantity, Token
from twosource.read.quantities.lexicon import Lexicon, lemma, singular
from twosource.text import fold

GENERIC = frozenset({"person", "victim"})
"""Categories that a predicate turns into a class; soldiers or children killed stay soldiers or children."""
PERSON = "person"
NO_NOUN = frozenset({"VERB", "AUX", "ADV", "ADP", "PRON", "CCONJ", "SCONJ"})
"""Parts of speech that no counted noun begins with, where words are tagged."""
REACH = 90
"""Characters after the noun in which its predicate is looked for."""
LONG = 5
"""Letters beyond which an ending tells an adverb."""
NOUN_RUN = 4
"""Words between a number and its noun, at most, in a language that puts adjectives first."""
_WORD = re.compile(r"(?:[A-Z]\.){2,}|[^\W\d_]+(?:[-'’][^\W_]+)*")
_POSSESSIVE = re.compile(r"['’]s?$")
_ELIDED = re.compile(r"(?:d|l|qu|n|s)['’]", re.IGNORECASE)
_GAP = re.compile(r"[\s-]*(?:d['’]|l['’])?")
_HARD = re.compile(r"[\d.;:!?\n«»“”\"]")
_HEADED = re.compile(r"([^\W\d_]+)\s*:\s*$")
_ASIDE = re.compile(r",[^,.;:]*,|\([^)]*\)")


class Counted(Struct, frozen=True):
    """What is counted: its noun, where its words end, its category, and whether that is of casualties."""

    name: str | None
    end: int
    category: str | None = None
    is_class: bool = False


class Place(Struct, frozen=True):
    """A number in its sentence: ``start`` (with comparator), ``end``, and where the sentence ends.

    ``wall`` is where the next time expression begins: no noun goes beyond ("rose to four overnight").
    """

    start: int
    end: int
    first: int
    last: int
    wall: int


def name(text: str, place: Place, tokens: Mapping[int, Token], lexicon: Lexicon) -> Counted:
    """Tell what the number at ``place`` counts; a name of ``None`` where nothing is counted."""
    words = _following(text, place, lexicon)
    noun = _noun(words, tokens, lexicon)
    if noun.is_class or (noun.name is not None and noun.category not in GENERIC):
        return noun
    found = _predicate(text, place, noun, lexicon)
    if found or noun.name:
        return found or noun
    headed = _headed(text, place, lexicon)
    if headed is not None:
        return headed
    toll = _toll(text, place, lexicon)
    return Counted(lexicon.nouns_of[toll], place.end, toll, is_class=True) if toll else Counted(None, place.end)


def shared(text: str, place: Place, before: Quantity | None, lexicon: Lexicon) -> Counted:
    """Tell what a number without a noun counts: a part of the last counted ("dont quatre"), or persons."""
    people = Counted(lexicon.nouns_of.get(PERSON), place.end, PERSON)
    heard = people if before is None else Counted(before.counted, place.end, before.category)
    part = lexicon.beside["part_after"].match(text, place.end, place.last)
    if part:
        whole = people if lexicon.beside["speakers"].search(part[0]) else heard
        return _predicate(text, place, replace(whole, end=part.end()), lexicon) or replace(whole, end=part.end())
    if lexicon.beside["group_before"].search(text[place.first : place.start]):
        return people
    same = before is not None and before.start >= place.first
    if before is not None and same and lexicon.beside["set_aside"].search(text[before.end : place.start]):
        return heard
    if before is not None and same and _is_elliptic(text, before.end, place, lexicon):
        return heard
    if before is not None and lexicon.beside["part_before"].search(text[before.end : place.start]):
        return heard
    return Counted(None, place.end)


def nobody(text: str, place: Place, lexicon: Lexicon) -> Counted:
    """Tell what happened to nobody ("no one was hurt"): a class of casualties, or nothing."""
    people = Counted(lexicon.nouns_of.get(PERSON), place.end, PERSON)
    return _predicate(text, place, people, lexicon) or Counted(None, place.end)


def _is_elliptic(text: str, before: int, place: Place, lexicon: Lexicon) -> bool:
    """Tell a number that leaves out the noun told before: "500 selon les organisateurs", "112 votes to 87"."""
    if lexicon.beside["rival_after"].match(text, place.end, place.last) or lexicon.beside["against"].fullmatch(
        text, before, place.start
    ):
        return True
    ends = place.end >= place.last or text[place.end] in ".,;)"
    return ends and lexicon.beside["rival"].fullmatch(text, before, place.start) is not None


def _headed(text: str, place: Place, lexicon: Lexicon) -> Counted | None:
    """Read a line of a bulletin, in which a colon parts who is counted from their number ("Injured: 318")."""
    head = _HEADED.search(text[place.first : place.start])
    kind = lexicon.classes.get(fold(head[1])) if head else None
    return Counted(lemma(head[1], lexicon), place.end, kind, is_class=True) if head and kind else None


def _toll(text: str, place: Place, lexicon: Lexicon) -> str | None:
    """Give the category of a toll told before the number ("death toll rose to") or right after it."""
    found = lexicon.toll.search(text, place.first, place.start) or lexicon.toll_after.match(text, place.end, place.last)
    return lexicon.tolls[" ".join(found[1].lower().split())] if found else None


def _following(text: str, place: Place, lexicon: Lexicon) -> list[re.Match[str]]:
    """Give the words right after the number, up to the first sign that is no blank or hyphen."""
    words: list[re.Match[str]] = []
    at = place.end
    last = min(place.last, place.wall)
    while at < last and len(words) <= NOUN_RUN:
        gap = _GAP.match(text, at, last)
        word = _WORD.match(text, gap.end() if gap else at, last)
        if word is None or (words and "\n\n" in text[at : word.start()]):
            break
        if words or word[0].lower() not in lexicon.skip["prepositions"]:
            words.append(word)
        at = word.end()
    return words


def _noun(words: list[re.Match[str]], tokens: Mapping[int, Token], lexicon: Lexicon) -> Counted:
    rest = list(words)
    others = None
    while rest and rest[0][0].lower() in lexicon.skip["adjectives_before"]:
        others = others or _other(rest[0], lexicon)
        rest = rest[1:]
    if not rest or _is_function(rest[0][0], lexicon):
        return others or Counted(None, 0)
    if rest[0][0].lower() in lexicon.skip["fractions"] | lexicon.skip["not_counted"]:
        return Counted(None, 0)
    known = _known(rest, lexicon)
    if known:
        return known
    token = tokens.get(rest[0].start())
    if token is not None and token.pos in NO_NOUN and not _may_be_adjective(token, lexicon):
        return others or Counted(None, 0)
    run = _adjective_first(rest, tokens, lexicon) if lexicon.adjective_first else _adjective_last(rest, tokens, lexicon)
    if not run:
        return others or Counted(None, 0)
    return Counted(" ".join(singular(word[0], lexicon) for word in run), run[-1].end())


def _may_be_adjective(token: Token, lexicon: Lexicon) -> bool:
    """Tell a participle before a noun ("48 alleged rebels"), or a listed noun that is also a verb ("500 lives")."""
    return (lexicon.adjective_first and token.form == "part") or token.text.lower() in lexicon.irregular


def _other(word: re.Match[str], lexicon: Lexicon) -> Counted | None:
    key = lexicon.nouns.get(fold(word[0]))
    return Counted(lemma(word[0], lexicon), word.end(), key) if key else None


def _is_function(word: str, lexicon: Lexicon) -> bool:
    adverb = len(word) > LONG and word.endswith(tuple(sorted(lexicon.skip["adverb_endings"])))
    return adverb or word.lower() in lexicon.skip["function"] or bool(_ELIDED.match(word) and len(word) < 4)


def _known(words: list[re.Match[str]], lexicon: Lexicon) -> Counted | None:
    """Give the class or the person that one of the first words names."""
    span = words[:3] if lexicon.adjective_first else words[:1]
    for index, word in enumerate(span):
        told = lexicon.nouns.get(fold(span[index + 1][0])) if index + 1 < len(span) else None
        if told in GENERIC and fold(word[0]) in lexicon.classes:  # "80,000 displaced people"
            after = span[index + 1]
            return Counted(lemma(after[0], lexicon), after.end(), lexicon.classes[fold(word[0])], is_class=True)
        pair = fold(f"{word[0]} {span[index + 1][0]}") if index + 1 < len(span) else ""
        key = fold(word[0])
        if pair in lexicon.nouns:
            noun = f"{word[0].lower()} {singular(span[index + 1][0], lexicon)}"
            return Counted(noun, span[index + 1].end(), lexicon.nouns[pair])
        if key in lexicon.nouns:
            return Counted(lemma(word[0], lexicon), word.end(), lexicon.nouns[key])
        if key in lexicon.classes and (index == 0 or key.endswith("s")):
            return Counted(lemma(word[0], lexicon), word.end(), lexicon.classes[key], is_class=True)
        if _is_function(word[0], lexicon):
            return None
    return None


def _adjective_last(words: list[re.Match[str]], tokens: Mapping[int, Token], lexicon: Lexicon) -> list[re.Match[str]]:
    """Take the noun and one adjective after it ("missiles balistiques")."""
    noun = words[0]
    if len(words) < 2 or _is_function(words[1][0], lexicon) or not words[1][0].islower():
        return [noun]
    token = tokens.get(words[1].start())
    if token is not None and token.pos:
        return words[:2] if token.pos == "ADJ" else [noun]
    many = noun[0][-1] in "sx"
    tail = words[1][0].lower()
    adjective = tail.endswith(tuple(lexicon.skip["adjective_endings"])) and (tail[-1] in "sx") == many
    return words[:2] if adjective else [noun]


def _adjective_first(words: list[re.Match[str]], tokens: Mapping[int, Token], lexicon: Lexicon) -> list[re.Match[str]]:
    """Take the words up to the noun ("short-range missiles"): the first plural, or the last noun tagged."""
    run: list[re.Match[str]] = []
    for word in words:
        token = tokens.get(word.start())
        tagged = token is not None and token.pos not in ("", "ADJ", "NOUN", "PROPN", "X")
        if _is_function(word[0], lexicon) or (tagged and run):
            break
        run.append(word)
        if _is_plural(word[0], lexicon):
            break
    noun = tokens.get(run[-1].start()) if run else None
    tagged = noun is not None and noun.pos in ("NOUN", "PROPN") and noun.number != "sing"
    sure = run and not _POSSESSIVE.search(run[-1][0]) and (_is_plural(run[-1][0], lexicon) or tagged)
    if not sure:
        return []
    return [word for word in run[:-1] if word[0].islower()] + run[-1:]


def _is_plural(word: str, lexicon: Lexicon) -> bool:
    plain = word.endswith("s") and not word.endswith(("ss", "us", "is"))
    plain = plain and word.lower() not in lexicon.skip["not_plural"]
    return plain or word.lower() in lexicon.irregular


def _predicate(text: str, place: Place, noun: Counted, lexicon: Lexicon) -> Counted | None:
    """Find the class told by the verb before the number, or by the predicate after its noun."""
    end = max(noun.end, place.end)
    head = text[max(place.first, place.start - 30) : place.start].rstrip()
    before = [word for word in _WORD.findall(head)[-1:] if head.endswith(word)]
    next_word = _WORD.match(text, end + 1) if text[end : end + 1] == " " else None
    if noun.name is None and next_word and fold(next_word[0]) in lexicon.classes:  # "2 killed 5 injured"
        return _told(noun, lexicon.classes[fold(next_word[0])], next_word.end(), lexicon)
    if before and fold(before[-1]) in lexicon.verbs and (noun.category in GENERIC or noun.name is None):
        return _told(noun, lexicon.verbs[fold(before[-1])], end, lexicon)
    phrase = lexicon.phrase.search(text[max(place.first, place.start - 40) : place.start])
    if phrase and (noun.category in GENERIC or noun.name is None):
        return _told(noun, lexicon.phrases[" ".join(phrase[1].lower().replace("’", "'").split())], end, lexicon)
    return _told_after(text, place, noun, lexicon)


def _told_after(text: str, place: Place, noun: Counted, lexicon: Lexicon) -> Counted | None:
    """Find the class told by the predicate after the noun, by one word or several, asides left out."""
    end = max(noun.end, place.end)
    after = _ASIDE.sub(lambda m: " " * len(m[0]), text[end : min(place.last, end + REACH)])
    after = after[: stop.start()] if (stop := _HARD.search(after)) else after
    told = _told_by_phrase(after, noun, end, lexicon)
    if told:
        return told
    allowed = lexicon.skip["auxiliaries"]
    for word in _WORD.finditer(after, _behind_participle(after, lexicon)):
        key = fold(word[0])
        if key in lexicon.classes:
            return _told(noun, lexicon.classes[key], end if noun.name else end + word.end(), lexicon)
        if word[0].lower() not in allowed:
            return None
    return None


def _told_by_phrase(after: str, noun: Counted, end: int, lexicon: Lexicon) -> Counted | None:
    """Find the class told by a predicate of several words, with nothing but auxiliaries before it."""
    phrase = lexicon.predicate.search(after)
    allowed = lexicon.skip["auxiliaries"]
    if phrase is None or any(word.lower() not in allowed for word in _WORD.findall(after[: phrase.start()])):
        return None
    return _told(noun, lexicon.predicates[" ".join(phrase[1].lower().replace("’", "'").split())], end, lexicon)


def _behind_participle(after: str, lexicon: Lexicon) -> int:
    """Give where the predicate begins: behind a participle's clause ("187 people [working on the quay] were ...")."""
    first = _WORD.search(after)
    if first is None or not first[0].lower().endswith(tuple(lexicon.skip["participle_endings"])):
        return 0
    verb = next((w for w in _WORD.finditer(after, first.end()) if w[0].lower() in lexicon.skip["finite"]), None)
    return verb.start() if verb else 0


def _told(noun: Counted, category: str, end: int, lexicon: Lexicon) -> Counted:
    """Give what a predicate tells: its category, with the noun it is told of or else its own noun."""
    return Counted(noun.name or lexicon.nouns_of[category], end, category, is_class=True)
