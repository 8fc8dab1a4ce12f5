"""What changed between two statements of one claim that derive from each other or lean on one source."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher

from msgspec import Struct

from twosource.compare import spelling
from twosource.compare.conflicts import Telling
from twosource.compare.figures import fits, is_exact, misprinted, named_number, rounds
from twosource.compare.origins import shares_wording
from twosource.compare.propositions import Proposition, class_of, spans_of
from twosource.compare.tellers import is_unnamed_medium
from twosource.compare.wording import Wording
from twosource.model import Basis, Certainty, DriftKind, Hop, Quantity, Relation
from twosource.text import fold, words

SURENESS: Mapping[Certainty, int] = {
    "possible": 1, "hearsay": 1, "probable": 3, "reported": 3, "announced": 4, "asserted": 4, "done": 4, "confirmed": 4,
}  # fmt: skip
"""How sure a statement is put; plans, demands and denials are not on this ladder."""
STEP = 2
CUT = 0.75
SHORTEST_QUOTE = 4
KEPT = 0.4
"""Share of the words of two statements that stand in both, in order, where one retells the other closely."""
CLOSE = 0.6
"""The same share where one is surely the other one's sentence: numbers count as one word."""
ON_THE_WAY = 0.2
"""The same share along a derivation whose direction is known."""
MUCH, HALF = 4, 0.5
"""Content words, and share of the features of the shorter one, that two retellings in other words have in common."""
LONG = 8
"""Words of a statement from which the loss of one hop of several is told where no direction is known."""
VERBATIM = 0.8
"""The same share from which the words alone tie two statements."""
ABOUT = 0.34
"""Share of the features of the shorter one that a statement and its translation have in common."""
NAMING = 4
"""Letters from which a word of a name is no small word."""
BRACKET = re.compile(r"([\w’'-]+) \(([^\W\d_][^()]{1,40})\)")
GLOSS = 3
"""Most words of a gloss."""


class Change(Struct, frozen=True):
    """A drift from one member of a claim to another, by index, with the words before and after."""

    kind: DriftKind
    left: int
    right: int
    basis: Basis
    before: str
    after: str


class Tie(Struct, frozen=True):
    """Why two articles may be compared for drift; ``parent`` is set where the direction is told.

    ``unnamed``: the agency that the child copies and never credits. ``source``: the one of the two that is
    a body's own text: nothing is lost on the way to it.
    """

    basis: Basis
    parent: str | None
    unnamed: str | None = None
    source: str | None = None


class Desk(Struct, frozen=True):
    """Whose texts the articles are: agencies by article, those that credit one, bodies' own texts."""

    agencies: Mapping[str, str]
    crediting: frozenset[str]
    officials: frozenset[str]


def ties(relations: Sequence[Relation], desk: Desk) -> dict[frozenset[str], Tie]:
    """Give the pairs of articles that derive from each other or from one source."""
    found: dict[frozenset[str], Tie] = {}
    for relation in relations:
        pair = frozenset({relation.earlier, relation.later})
        source = next((article for article in sorted(pair) if article in desk.officials), None)
        if relation.relation == "copies":
            parent = relation.earlier if relation.direction != "unknown" else None
            unnamed = desk.agencies.get(relation.earlier) if parent and relation.later not in desk.crediting else None
            found[pair] = Tie("derivation", parent, unnamed, source)
        elif relation.relation == "common source":
            found[pair] = Tie("common source", None, None, source)
    return found


def find(
    tellings: Sequence[Telling],
    tied: Mapping[frozenset[str], Tie],
    wording: Wording,
) -> list[Change]:
    """Find the drifts of one claim, one of each kind for a pair of articles."""
    articles = sorted({t.proposition.article for t in tellings})
    found: list[Change] = []
    for n, left in enumerate(articles):
        for right in articles[n + 1 :]:
            one, other = _of(tellings, left), _of(tellings, right)
            tie = tied.get(frozenset({left, right})) or _worded(tellings, one, other)
            if tie is not None:
                found += _between(tellings, one, other, tie)
    found += _by_wording(tellings, wording, tied)
    found += _through_media(tellings)
    return _one_way_each(tellings, _nearest(tellings, found))


def _nearest(tellings: Sequence[Telling], found: Sequence[Change]) -> list[Change]:
    """Leave out what came of a sentence that another article already printed as poor, word for word, before."""
    first: dict[object, str] = {}
    for telling in sorted(tellings, key=lambda t: (t.time or "~", t.proposition.article)):
        first.setdefault(_as_told(telling), telling.proposition.article)
    return [
        change
        for change in found
        if tellings[change.right].time is None
        or first[_as_told(tellings[change.right])]
        in {tellings[change.right].proposition.article, tellings[change.left].proposition.article}
    ]


def _as_told(telling: Telling) -> object:
    """Give the words of a telling with its tellers and its certainty."""
    proposition = telling.proposition
    hops = tuple(hop.name for hop in _chain(telling))
    return " ".join(map(fold, _spelt(proposition))), hops, proposition.statement.certainty


def _worded(tellings: Sequence[Telling], left: Sequence[int], right: Sequence[int]) -> Tie | None:
    """Tie two articles that tell the claim in nearly the same words, enough of them, whatever else they are."""
    pairs = ((tellings[i].proposition, tellings[j].proposition) for i in left for j in right)
    return Tie("common source", None) if any(_is_verbatim(a, b) for a, b in pairs) else None


def _is_verbatim(a: Proposition, b: Proposition) -> bool:
    if a.language != b.language:
        return False
    before, after = ([_masked(word) for word in _spelt(one)] for one in (a, b))
    one, other = set(before), set(after)
    if min(len(before), len(after)) < SHORTEST_QUOTE or len(one & other) < CUT * len(one | other) - 1:
        return False
    return SequenceMatcher(None, before, after, autojunk=False).ratio() >= VERBATIM


def _one_way_each(tellings: Sequence[Telling], found: Sequence[Change]) -> list[Change]:
    """Keep one drift of a kind for each article that it led to: derivation before a common source."""
    kept: dict[tuple[str, str], Change] = {}
    for change in sorted(set(found), key=lambda c: (c.basis != "derivation", c.left, c.right, c.kind)):
        kept.setdefault((change.kind, tellings[change.right].proposition.article), change)
    return sorted(kept.values(), key=lambda c: (c.left, c.right, c.kind))


def _of(tellings: Sequence[Telling], article: str) -> list[int]:
    return [i for i, t in enumerate(tellings) if t.proposition.article == article]


def _by_wording(tellings: Sequence[Telling], wording: Wording, tied: Mapping[frozenset[str], Tie]) -> Iterator[Change]:
    """Find attributions lost between statements that share their wording, whatever the articles are to each other."""
    for i, a in enumerate(tellings):
        for j, b in enumerate(tellings):
            pair = frozenset({a.proposition.article, b.proposition.article})
            if a.proposition.own or not b.proposition.own or not b.bare or len(pair) == 1 or pair in tied:
                continue
            if shares_wording(a.proposition, b.proposition, wording):
                yield Change(
                    "attribution lost",
                    i,
                    j,
                    "common source",
                    chain_words(a.proposition),
                    chain_words(b.proposition),
                )


def _through_media(tellings: Sequence[Telling]) -> Iterator[Change]:
    """Find what is lost where an article leans on media that it does not name ("local media reported").

    What it leans on is taken to be the earliest article that tells the claim after somebody.
    """
    for j, child in enumerate(tellings):
        if child.time is None or not any(map(is_unnamed_medium, child.proposition.statement.chain)):
            continue
        told = [i for i, t in enumerate(tellings) if _is_before(t, child)]
        if not told:
            continue
        first = min(told, key=lambda i: (tellings[i].time or "", i))
        i, _ = _most_alike(tellings, [i for i in told if _article(tellings[i]) == _article(tellings[first])], [j])
        before = chain_words(tellings[i].proposition)
        kept = [hop.name for hop in _chain(child) if not is_unnamed_medium(hop)]
        if _lost([hop.name for hop in _chain(tellings[i])], kept):
            yield Change("attribution lost", i, j, "derivation", before, chain_words(child.proposition))
        yield from _certainty(tellings, i, j, Tie("derivation", tellings[i].proposition.article))


def _article(telling: Telling) -> str:
    return telling.proposition.article


def _is_before(telling: Telling, child: Telling) -> bool:
    other = _article(telling) != _article(child)
    told = _chain(telling) and not any(map(is_unnamed_medium, telling.proposition.statement.chain))
    return bool(other and told) and (telling.time or "~") < (child.time or "")


def _between(tellings: Sequence[Telling], left: Sequence[int], right: Sequence[int], tie: Tie) -> Iterator[Change]:
    """Compare two articles: the fullest statement of each, and the two that are most alike."""
    yield from _attribution(tellings, left, right, tie)
    i, j = _most_alike(tellings, left, right)
    if tie.parent is not None and tellings[j].proposition.article == tie.parent:
        i, j = j, i
    yield from _certainty(tellings, i, j, tie)
    yield from _numbers(tellings, i, j, tie)
    yield from _quote_cut(tellings, i, j, tie)
    yield from _gloss(tellings, i, j, tie)
    if tie.parent is None:
        yield from _quote_cut(tellings, j, i, tie)


def _attribution(tellings: Sequence[Telling], left: Sequence[int], right: Sequence[int], tie: Tie) -> Iterator[Change]:
    """Set the fullest attribution of an article against the likest one of the other that says more."""
    for poor, rich in ((right, left), (left, right)):
        poorer = _surest(tellings, poor)
        more = [i for i in rich if len(_chain(tellings[i])) >= max(1, len(_chain(tellings[poorer])))]
        if not more:
            continue
        fuller, _ = _most_alike(tellings, more, [poorer])
        before, after = _hops(tellings[fuller], tellings[poorer], tie), _hops(tellings[poorer], tellings[fuller], tie)
        if not _allowed(tellings, fuller, poorer, tie) or not _lost(before, after):
            continue
        if _is_sure(tellings[fuller], tellings[poorer], tie, after) and not _is_told(
            tellings, fuller, poorer, after, tie
        ):
            yield Change("attribution lost", fuller, poorer, tie.basis, " > ".join(before), " > ".join(after))
            return


def _is_sure(fuller: Telling, poorer: Telling, tie: Tie, after: Sequence[str]) -> bool:
    """Tell whether the poorer telling is surely the same sentence, and surely without the teller."""
    one, other = fuller.proposition, poorer.proposition
    if (one.statement.certainty == "denied") != (other.statement.certainty == "denied"):
        return False
    if fuller.taken_back or poorer.taken_back or _names_teller(one, other):
        return False
    near = retells(one, other) if tie.parent is None else about(one, other) >= ON_THE_WAY
    long = tie.parent is not None or min(len(_spelt(one)), len(_spelt(other))) >= LONG
    return near and (long if after else poorer.bare)


def _names_teller(fuller: Proposition, poorer: Proposition) -> bool:
    """Tell whether a teller of the fuller sentence is named in the poorer one, in whatever language, and not in it."""
    named = {("e", hop.entity) for hop in fuller.statement.chain if hop.entity} - fuller.features
    return poorer.own and bool(named & poorer.features)


def _is_told(tellings: Sequence[Telling], fuller: int, poorer: int, after: Sequence[str], tie: Tie) -> bool:
    """Tell whether a teller who seems lost stands in the poorer sentence: what was not read is not lost."""
    kept = {fold(name) for name in after}
    printed = _folded(tellings[poorer].sentence) - _folded(content(tellings[fuller].proposition))
    those = tellings if not after and tie.parent is None else [tellings[fuller]]
    names = {hop.name for telling in those for hop in _chain(telling)}
    return any(_stands_in(name, printed) for name in sorted(names) if not _named_in(fold(name), kept))


def _folded(text: str) -> set[str]:
    return {fold(text[w.start : w.end]) for w in words(text)}


def _stands_in(name: str, printed: set[str]) -> bool:
    parts = {part for part in _folded(name) if len(part) >= NAMING} or _folded(name)
    return bool(parts) and len(parts & printed) >= HALF * len(parts)


def retells(a: Proposition, b: Proposition) -> bool:
    """Tell whether two statements surely come of one sentence: by their words, else by what they are about."""
    if a.language != b.language:
        return about(a, b) >= ABOUT
    both = a.features & b.features
    spoken = {feature for feature in both if feature[0] == "w"}
    if (len(spoken) >= MUCH and about(a, b) >= HALF) or (len(both) >= MUCH - 1 and about(a, b) >= CUT):
        return True
    before, after = ([_masked(word) for word in _spelt(one)] for one in (a, b))
    return SequenceMatcher(None, before, after, autojunk=False).ratio() >= CLOSE


def about(a: Proposition, b: Proposition) -> float:
    """Give the share of the features of the shorter statement that both have; 1 where one has none."""
    shorter = min(len(a.features), len(b.features))
    return len(a.features & b.features) / shorter if shorter else 1.0


def _masked(word: str) -> str:
    return "0" if word[:1].isdigit() else fold(word)


def _hops(telling: Telling, other: Telling, tie: Tie) -> tuple[str, ...]:
    """Give the names of a chain; the agency that wrote the parent counts where the child tells it as its own.

    It counts too where the words were spoken to the agency ("told Reuters").
    """
    named = tuple(hop.name for hop in telling.proposition.statement.chain if hop.name != "?")
    wrote = tie.unnamed is not None and telling.proposition.article == tie.parent and bool(named)
    if tie.unnamed and wrote and (other.proposition.own or telling.told) and not _names_it(named, tie.unnamed):
        return (*named, tie.unnamed)
    return named


def _names_it(hops: Sequence[str], agency: str) -> bool:
    return any(fold(hop) == fold(agency) or spelling.abbreviates(hop, agency) for hop in hops)


def _allowed(tellings: Sequence[Telling], index: int, other: int, tie: Tie) -> bool:
    if tellings[other].proposition.article == tie.source:
        return False
    return tie.parent is None or tellings[index].proposition.article == tie.parent


def _chain(telling: Telling) -> tuple[Hop, ...]:
    return tuple(hop for hop in telling.proposition.statement.chain if hop.name != "?")


def _fullest(tellings: Sequence[Telling], members: Sequence[int]) -> int:
    return max(members, key=lambda i: (len(_chain(tellings[i])), -i))


def _surest(tellings: Sequence[Telling], members: Sequence[int]) -> int:
    """Choose the fullest attribution of an article; where there is none, the first sentence that surely has none."""
    fullest = _fullest(tellings, members)
    bare = (i for i in members if tellings[i].bare)
    return fullest if _chain(tellings[fullest]) else next(bare, fullest)


def _most_alike(tellings: Sequence[Telling], left: Sequence[int], right: Sequence[int]) -> tuple[int, int]:
    def alike(i: int, j: int) -> float:
        a, b = tellings[i].proposition.features, tellings[j].proposition.features
        return len(a & b) / max(1, len(a | b))

    return max(((i, j) for i in left for j in right), key=lambda pair: (alike(*pair), -pair[0], -pair[1]))


def _lost(fuller: Sequence[str], poorer: Sequence[str]) -> bool:
    """Tell whether the poorer chain misses hops of the fuller one and adds none."""
    names, kept = {fold(name) for name in fuller}, {fold(name) for name in poorer}
    gone = any(not _named_in(name, kept) for name in names)
    return gone and len(poorer) < len(fuller) and all(_named_in(name, names) for name in kept)


def _named_in(name: str, names: set[str]) -> bool:
    return any(name in other or other in name for other in names)


def _certainty(tellings: Sequence[Telling], i: int, j: int, tie: Tie) -> Iterator[Change]:
    """Compare how sure two close retellings are put; without a told direction by what desks do to certainty.

    The caution of a desk ("reportedly", the conditional) is put in by the one that retells; what a teller holds
    possible is his own, and left out by the one that retells.
    """
    a, b = tellings[i].proposition.statement.certainty, tellings[j].proposition.statement.certainty
    if a not in SURENESS or b not in SURENESS or abs(SURENESS[a] - SURENESS[b]) < STEP:
        return
    if tie.parent is None:
        if not retells(tellings[i].proposition, tellings[j].proposition) or not _one_teller(tellings[i], tellings[j]):
            return
        cautious, plain = (i, j) if SURENESS[a] < SURENESS[b] else (j, i)
        hearsay = tellings[cautious].proposition.statement.certainty == "hearsay"
        i, j = (plain, cautious) if hearsay else (cautious, plain)
        a, b = tellings[i].proposition.statement.certainty, tellings[j].proposition.statement.certainty
    elif about(tellings[i].proposition, tellings[j].proposition) < ABOUT:
        return
    yield Change("certainty raised" if SURENESS[a] < SURENESS[b] else "certainty lowered", i, j, tie.basis, a, b)


def _one_teller(a: Telling, b: Telling) -> bool:
    """Tell whether two tellings may be of one teller: not where both name one, and these differ, or one is unread."""
    if any(one.proposition.own and not one.bare for one in (a, b)):
        return False
    return not a.root.named or not b.root.named or a.root.organisation == b.root.organisation


def _numbers(tellings: Sequence[Telling], i: int, j: int, tie: Tie) -> Iterator[Change]:
    """Find a number that a retelling made round, or misprinted by one digit; without a direction, which of the two."""
    for a, b in _counted_alike(tellings[i].proposition, tellings[j].proposition):
        if (a.low, a.high) == (b.low, b.high) or not _one_teller(tellings[i], tellings[j]):
            continue
        if tie.parent is not None:
            changed = fits(a, b) or tellings[i].root.key == tellings[j].root.key
            back = False
        else:
            changed, back = _is_poorer_number(tellings, a, b), _is_poorer_number(tellings, b, a)
        if changed or back:
            yield _number(tellings, (j, b), (i, a), tie) if back else _number(tellings, (i, a), (j, b), tie)
            return


def _number(tellings: Sequence[Telling], one: tuple[int, Quantity], other: tuple[int, Quantity], tie: Tie) -> Change:
    (i, a), (j, b) = one, other
    before = tellings[i].proposition.text[a.start : a.end]
    after = tellings[j].proposition.text[b.start : b.end]
    return Change("number changed", i, j, tie.basis, before, after)


def _counted_alike(a: Proposition, b: Proposition) -> Iterator[tuple[Quantity, Quantity]]:
    """Give the figures of the same things, of each statement one, where each has one alone."""
    for kind in dict.fromkeys(class_of(f) for f in a.figures):
        one, other = ([f for f in p.figures if class_of(f) == kind] for p in (a, b))
        if kind is not None and len(one) == len(other) == 1:
            yield one[0], other[0]


def _is_poorer_number(tellings: Sequence[Telling], a: Quantity, b: Quantity) -> bool:
    """Tell whether ``b`` is ``a`` made round, or a misprint of it: one digit off, and told by fewer."""
    if is_exact(a) and not is_exact(b):
        return (fits(a, b) or rounds(b, a)) and named_number(a) != named_number(b)
    return misprinted(a, b) and _told_by(tellings, b) < _told_by(tellings, a)


def _told_by(tellings: Sequence[Telling], figure: Quantity) -> int:
    same = {
        t.proposition.article
        for t in tellings
        for f in t.proposition.figures
        if (f.low, f.high) == (figure.low, figure.high)
    }
    return len(same)


def _quote_cut(tellings: Sequence[Telling], i: int, j: int, tie: Tie) -> Iterator[Change]:
    a, b = tellings[i].proposition, tellings[j].proposition
    if a.statement.kind != "direct" or b.statement.kind not in {"direct", "mixed"}:
        return
    whole, part = _quoted(a), _quoted(b)
    if SHORTEST_QUOTE <= len(part) < CUT * len(whole) and f" {' '.join(part)} " in f" {' '.join(whole)} ":
        yield Change("quote cut", i, j, tie.basis, content(a), content(b))


def _gloss(tellings: Sequence[Telling], i: int, j: int, tie: Tie) -> Iterator[Change]:
    """Find an adjective that a retelling puts into the words that it keeps ("gas used ..." > "toxic gas used ...")."""
    a, b = tellings[i].proposition, tellings[j].proposition
    if a.language != b.language or b.statement.kind == "direct":
        return
    yield from _bracket(tellings, i, j, tie)
    if tie.parent is None:
        yield from _bracket(tellings, j, i, tie)
        return
    before, after = _spelt(a), _spelt(b)
    plain = [fold(word) for word in before], [fold(word) for word in after]
    aligned = SequenceMatcher(None, *plain, autojunk=False)
    if aligned.ratio() < KEPT:
        return
    for kind, at, _, start, end in aligned.get_opcodes():
        added = [word for word in plain[1][start:end] if word in b.adjectives and word not in plain[0]]
        if kind == "insert" and start and end < len(after) and end - start <= GLOSS and added:
            around = after[start - 1 : end + 1]
            yield Change("gloss added", i, j, tie.basis, " ".join(before[at - 1 : at + 1]), " ".join(around))
            return


def _bracket(tellings: Sequence[Telling], i: int, j: int, tie: Tie) -> Iterator[Change]:
    """Find a short bracket behind a word that both tell, which the fuller sentence does without ("Brume (Valmer)")."""
    before, after = content(tellings[i].proposition), content(tellings[j].proposition)
    if "(" in before:
        return
    plain = _folded(before)
    for match in BRACKET.finditer(after + tellings[j].sentence.partition(after)[2][:1]):
        word, inside = match.groups()
        if fold(word) in plain and not _folded(inside) & plain:
            yield Change("gloss added", i, j, tie.basis, word, match[0])
            return


def _spelt(proposition: Proposition) -> list[str]:
    text = proposition.text
    spans = (w for span in spans_of(proposition.statement) for w in words(text, span.start, span.end))
    return [text[w.start : w.end] for w in spans]


def _quoted(proposition: Proposition) -> list[str]:
    return [fold(word) for word in _spelt(proposition)]


def content(proposition: Proposition) -> str:
    """Give the words of a statement, its pieces joined by an ellipsis."""
    text = proposition.text
    return " […] ".join(text[s.start : s.end] for s in spans_of(proposition.statement))


def chain_words(proposition: Proposition) -> str:
    """Give a chain as it is printed: first teller first; empty for the article itself."""
    return " > ".join(hop.name for hop in proposition.statement.chain)
