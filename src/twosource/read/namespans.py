"""Where names may stand: runs of name words in the tokens of one sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from twosource.model import EntityType, Token
from twosource.read import nametables
from twosource.read.nametables import Words

_OPENERS = frozenset('«“"(:–—-•[…')
_MOST_WORDS = 9
_WINDOW = 3  # words before a name that it may depend on
_RELATIVES = ([",", "qui"], [",", "which"])
_POSSESSIVES = frozenset({"'s", "’s", "'", "’"})
_MOST_PARTICLES = 2
_MOST_LINKS = 2
_ARTICLES = frozenset({"le", "la", "les", "l'"})
_NAMEABLE = frozenset({"PROPN", "NOUN", "ADJ", "X", "VERB", ""})


class Run(Struct, frozen=True, order=True):
    """A stretch of tokens ``[first, last)`` of one sentence that may be a name."""

    first: int
    last: int


def runs(tokens: Sequence[Token], words: Words, *, shouted: bool) -> list[Run]:
    """Find the candidate names of one sentence: they never overlap and stand in order.

    ``shouted``: the sentence is in capitals or title case, where a capital tells nothing.
    """
    found: list[Run] = []
    openers, last = words.openers, 0
    texts = [token.text for token in tokens]
    for at in [i for i, t in enumerate(texts) if (not t.islower() and t[0].isalnum()) or t in openers]:
        if at < last:
            continue
        run = (
            _headed(tokens, at, words)
            or _spot(tokens, at, words)
            or _journal(tokens, at, words)
            or _phrase(tokens, at)
            or _plain(tokens, at, words, shouted=shouted)
        )
        if run:
            found += _stripped(tokens, run, words)
            last = run.last
    return found


def is_journal(inner: Sequence[Token], words: Words) -> bool:
    """Tell whether a name is built as a paper's: La Gazette de X, the X Herald."""
    heads = [token.text.lower() in words.classes["press_heads"] for token in inner]
    if len(inner) < 2:
        return False
    return any(heads[1:]) if words.heads_behind else heads[1] and inner[0].text[0] in "Ll"


def is_spot(inner: Sequence[Token], words: Words) -> bool:
    """Tell whether a name is a place's that its kind is a part of: quai des X, X Quay."""
    head = inner[-1 if words.heads_behind else 0].text.lower()
    named = len(inner) > 1 and inner[1].text[0].isalpha()
    return named and head in words.classes["spot_heads"]


def _body(tokens: Sequence[Token], at: int, words: Words) -> Run | None:
    """Take the name of a body built on a small head and a name: ministère de la Santé, parquet de X."""
    if tokens[at].text not in words.body_heads:
        return None
    run = _headed(tokens, at, words)
    return run if run and any(token.text[0].isupper() for token in tokens[run.first : run.last]) else None


def longer_body(tokens: Sequence[Token], at: int, words: Words) -> Run | None:
    """Give the whole of a body's name that starts at a capitalised head: Conseil de sécurité | de l'ONU."""
    return _headed(tokens, at, words) if words.bare_heads and tokens[at].text[0].isupper() else None


def beside(tokens: Sequence[Token], run: Run, words: Words) -> EntityType | None:
    """Give the type that the words beside a name tell: la société X, Mme X, quartier des X, X district."""
    if _is_firm(tokens, run, words):
        return "organisation"
    before = tokens[run.first - 1] if run.first else None
    if before is not None and before.text[0].isupper() and before.text.lower() in words.classes["titles"]:
        return "person"
    return "place" if _is_area(tokens, run, words) else None


def stands_for_firm(tokens: Sequence[Token], run: Run, words: Words) -> bool:
    """Tell whether what goes by a name stands right before one, a comma between them or not, or behind it."""
    before = tokens[max(0, run.first - 2) : run.first]
    noun = next((token for token in reversed(before) if token.text != ","), None)
    behind = tokens[run.last] if run.last < len(tokens) and words.heads_behind else None
    return any(token is not None and token.text.lower() in words.bearers for token in (noun, behind))


def _is_firm(tokens: Sequence[Token], run: Run, words: Words) -> bool:
    """Tell whether a name stands where only firms do: exploité par X, salarié de X, X employs, X chief executive."""
    before, behind = _governor(tokens, run), _governed(tokens, run)
    if any(_among(t, words, "firm_before") for t in before) or any(_among(t, words, "firm_behind") for t in behind):
        return True
    return words.heads_behind and bool(behind) and behind[0].text == "chief"


def _is_area(tokens: Sequence[Token], run: Run, words: Words) -> bool:
    """Tell whether a name stands beside the small word for a kind of place."""
    if words.heads_behind:
        head = tokens[run.last].text if run.last < len(tokens) else ""
    else:
        before = [t for t in tokens[max(0, run.first - _WINDOW) : run.first] if not _is_link(t, words)]
        linked = run.first > 0 and _is_link(tokens[run.first - 1], words)
        head = before[-1].text if before and linked else ""
    return head in words.classes["place_heads"]


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


def built(tokens: Sequence[Token], words: Words) -> list[Run]:
    """Find the names in one sentence that their build alone tells: papers and places in French."""
    found, last, openers = list[Run](), 0, words.openers
    texts = [token.text for token in tokens]
    for at in [i for i, text in enumerate(texts) if text[0].isupper() or text in openers]:
        if at < last:
            continue
        run = _body(tokens, at, words) or _spot(tokens, at, words) or _journal(tokens, at, words)
        if run and tokens[at + 1].text == "à":  # un pont à X: X is where it is, not its name
            run = None
        found += list(_trimmed(tokens, run, words)) if run else []
        last = run.last if run else last
    return found


def is_initial(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a token starts its sentence or a quotation, where a capital tells little."""
    if not at:
        return True
    before = tokens[at - 1]
    return before.pos == "PUNCT" and (before.text in _OPENERS or before.text in ".!?")


def _capital(token: Token) -> bool:
    return token.text[0].isupper() or (token.text[0].isdigit() and any(map(str.isupper, token.text)))


def _is_name(tokens: Sequence[Token], at: int, words: Words, *, shouted: bool) -> bool:
    """Tell whether a token by itself may be (a part of) a name."""
    token = tokens[at]
    plain = token.text.lower()
    if not any(map(str.isalpha, token.text)) or plain in words.not_names:
        return False
    if plain.startswith(("al-", "el-")) and token.text[3:4].isupper():
        return True
    if not _capital(token) or (nametables.key(plain) in nametables.demonyms() and token.pos != "PROPN"):
        return False
    if words.capital_nouns and token.pos not in {"PROPN", "X"}:
        return _is_name_among_nouns(tokens, at, words)
    if shouted:
        return _is_name_in_capitals(tokens, at)
    return _is_name_by_capital(tokens, at)


def _is_name_by_capital(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a capitalised token is a name by its tag; more is asked where a sentence starts."""
    token = tokens[at]
    if is_initial(tokens, at):
        return token.pos in {"PROPN", "X", ""} or (token.pos == "NOUN" and _follows(tokens, at))
    return token.pos in _NAMEABLE or (token.text.isupper() and len(token.text) > 1) or _within(tokens, at)


def _is_name_in_capitals(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a token of a sentence in capitals is a name: tagged as one, or unknown behind a given name."""
    given = at > 0 and nametables.key(tokens[at - 1].text) in nametables.name_parts()
    return tokens[at].pos == "PROPN" or (given and tokens[at].pos in {"X", ""} and _capital(tokens[at - 1]))


def _is_name_among_nouns(tokens: Sequence[Token], at: int, words: Words) -> bool:
    """Tell whether a noun is a name where all have capitals: acronyms, listed words, what follows a given name."""
    word = tokens[at].text
    if (word.isupper() and len(word) > 1) or nametables.listed(word) or nametables.town(word) == "large":
        return True
    before = tokens[at - 1] if at else None
    if before is None or tokens[at].pos != "NOUN" or not _capital(before):
        return False
    given = nametables.key(before.text) in nametables.name_parts()
    return given or before.text.lower() in words.classes["titles"] | words.classes["roles"]


def _follows(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether the next token is a capitalised name word."""
    return at + 1 < len(tokens) and tokens[at + 1].pos == "PROPN" and _capital(tokens[at + 1])


def _within(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a capitalised small word (Le, Un, The) stands beside a name word."""
    beside = [tokens[place] for place in (at - 1, at + 1) if 0 <= place < len(tokens)]
    return any(token.pos in {"PROPN", "X"} and _capital(token) for token in beside)


def _plain(tokens: Sequence[Token], at: int, words: Words, *, shouted: bool) -> Run | None:
    """Take the run of name words that starts at ``at``, over particles between them."""
    if not _is_name(tokens, at, words, shouted=shouted):
        return None
    last = at + 1
    while last < len(tokens) and last - at < _MOST_WORDS:
        if _is_name(tokens, last, words, shouted=shouted):
            last += 1
            continue
        over = _over_particles(tokens, at, last, words)
        if over == last or not _is_name(tokens, over, words, shouted=shouted):
            break
        last = over + 1
    return Run(at, last)


def _over_particles(tokens: Sequence[Token], first: int, at: int, words: Words) -> int:
    """Step over the particles at ``at`` where the run so far may go on behind them."""
    place = at
    while (
        place < len(tokens)
        and place - at < _MOST_PARTICLES
        and tokens[place].text.lower().replace("’", "'") in words.particles
    ):
        place += 1
    if place == at or place >= len(tokens):
        return at
    head = tokens[first].text.lower()
    given = nametables.name_parts().get(nametables.key(head)) is not None
    heads = any(head in words.classes[name] for name in CLASSES_OF_HEADS)
    short = tokens[at].text.lower().replace("’", "'") not in words.weak_particles
    return place if (given and at - first == 1) or heads or short else at


CLASSES_OF_HEADS = ("organisation_heads", "event_heads", "place_heads")


def _phrase(tokens: Sequence[Token], at: int) -> Run | None:
    """Take the longest listed name that starts at ``at``."""
    token = tokens[at]
    if not any(map(str.isupper, token.text)) and not token.text[0].isdigit():
        return None
    key = nametables.key(token.text)
    room = nametables.longest().get(key.split(" ")[0].rstrip("'"), 0)
    if len(key) >= room:
        return None
    best, name = None, ""
    for last in range(at, min(len(tokens), at + _MOST_WORDS)):
        glue = "" if name.endswith(("'", "’")) or not name else " "
        name += glue + tokens[last].text
        if len(nametables.key(name)) > room:
            break
        if last > at and (nametables.listed(name) or nametables.town(name)) and _capital(tokens[at]):
            best = Run(at, last + 1)
    return best if best is None or not _goes_on(tokens, best) else None


def _goes_on(tokens: Sequence[Token], run: Run) -> bool:
    """Tell whether another name word follows at once: the listed name is a part of a longer one."""
    return run.last < len(tokens) and tokens[run.last].pos == "PROPN" and _capital(tokens[run.last])


def _headed(tokens: Sequence[Token], at: int, words: Words) -> Run | None:
    """Take a name built on a head noun: ministère de X, Conseil de sécurité de Y, Commission européenne."""
    token = tokens[at]
    plain = token.text.lower()
    capital = token.text[0].isupper() and not is_initial(tokens, at)
    if plain not in words.bare_heads and not (
        capital and plain in words.classes["organisation_heads"] and words.bare_heads
    ):
        return None
    last, named = _modifiers(tokens, at + 1, words, free=token.text[0].isupper())
    enough = named if not capital else last > at + 1
    return Run(at, last) if enough and last > at + 1 else None


def _spot(tokens: Sequence[Token], at: int, words: Words) -> Run | None:
    """Take a place that its kind is a part of, where the kind stands in front: quai des X, môle X."""
    if words.heads_behind or tokens[at].text.lower() not in words.classes["spot_heads"]:
        return None
    first = at + 1
    while first < len(tokens) and first - at <= _MOST_LINKS and _is_link(tokens[first], words):
        first += 1
    if first == len(tokens) or not tokens[first].text[0].isupper() or tokens[first].pos not in _NAMEABLE:
        return None
    if first == at + 1 and not _is_named(tokens[first], words):
        return None
    rest = _plain(tokens, first, words, shouted=False)
    return Run(at, rest.last if rest else first + 1)


def _journal(tokens: Sequence[Token], at: int, words: Words) -> Run | None:
    """Take the name of a paper built on a word for papers, article included: La Gazette de X."""
    token = tokens[at]
    if not token.text[0].isupper() or at + 1 == len(tokens) or nametables.key(token.text) not in _ARTICLES:
        return None
    head = tokens[at + 1].text
    if not head[0].isupper() or head.lower() not in words.classes["press_heads"]:
        return None
    last = at + 2
    while last < len(tokens) and last - at < _MOST_WORDS:
        over = last
        while over < len(tokens) and over - last < _MOST_LINKS and _is_link(tokens[over], words):
            over += 1
        if over == len(tokens) or not tokens[over].text[0].isupper() or not tokens[over].text[0].isalpha():
            break
        last = over + 1
    return Run(at, last)


def _modifiers(tokens: Sequence[Token], at: int, words: Words, *, free: bool) -> tuple[int, bool]:
    """Step over the adjectives and linked nouns behind a head; tell whether a name is among them.

    ``free``: the head has a capital, so that its modifiers need none.
    """
    last, named = at, False
    for place in range(at, min(len(tokens), at + _MOST_WORDS)):
        token = tokens[place]
        people = nametables.key(token.text) in nametables.demonyms()
        if token.text[0].isupper() and token.pos in _NAMEABLE and _is_named(token, words):
            last, named = place + 1, True
        elif not named and _modifies(token, behind=last == place, free=free, people=people):
            last, named = place + 1, people
        elif not _links(token, words, first=last == place, named=named):
            break
    return last, named


def _is_named(token: Token, words: Words) -> bool:
    """Tell whether a capitalised word is no month, no weekday and the like; one that is a state may be."""
    return token.text.lower() not in words.not_names or token.text.lower() in words.classes["place_heads"]


def _modifies(token: Token, *, behind: bool, free: bool, people: bool) -> bool:
    """Tell whether a small word goes with the head: an adjective right behind it, a noun behind a link."""
    if token.pos == "ADJ":
        return behind and (free or people)
    return token.pos == "NOUN" and free and not behind


def _links(token: Token, words: Words, *, first: bool, named: bool) -> bool:
    """Tell whether a small word ties the next one to the name; behind a name only a preposition does."""
    plain = token.text.lower().replace("’", "'")
    return (
        plain in words.links
        and (named or token.pos != "CCONJ")
        and not (named and first and plain not in words.particles)
    )


def _stripped(tokens: Sequence[Token], run: Run, words: Words) -> Iterator[Run]:
    """Cut titles and functions out of a run: what stands before one and behind it are names of their own.

    A title inside the name of a body stays (Ministry of State).
    """
    if any(
        tokens[place].text.lower() in words.classes["organisation_heads"] for place in range(run.first, run.last)
    ) or _is_spot(tokens, run, words):
        yield from _trimmed(tokens, run, words)
        return
    first = run.first
    for place in range(run.first, run.last + 1):
        if place == run.last or _is_title(tokens[place], words):
            yield from _trimmed(tokens, Run(first, place), words)
            first = place + 1


def _trimmed(tokens: Sequence[Token], run: Run, words: Words) -> Iterator[Run]:
    """Cut small link words, and adjectives of a people, off the ends of a run."""
    first, last = run.first, run.last
    while first < last and (_is_link(tokens[first], words) or _is_people(tokens[first], last - first)):
        first += 1
    while first < last and _is_link(tokens[last - 1], words):
        last -= 1
    if first < last:
        yield Run(first, last)


def _is_link(token: Token, words: Words) -> bool:
    return not _capital(token) and token.text.lower().replace("’", "'") in words.small


def _is_people(token: Token, length: int) -> bool:
    return length == 1 and token.pos in {"ADJ", "NOUN"} and nametables.key(token.text) in nametables.demonyms()


def _is_spot(tokens: Sequence[Token], run: Run, words: Words) -> bool:
    """Tell whether a run is built on a kind of place in front, so that a title inside stays (rue du Général X)."""
    return not words.heads_behind and tokens[run.first].text.lower() in words.classes["spot_heads"]


def _is_title(token: Token, words: Words) -> bool:
    plain = token.text.lower()
    return plain in words.classes["titles"] or plain in words.classes["roles"]
