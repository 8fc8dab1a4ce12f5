"""What is lost or changed from one statement to another one that derives from it or leans on its source, by kind."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from difflib import SequenceMatcher
from functools import lru_cache

from msgspec import Struct
from rapidfuzz.distance import OSA

from twosource.compare import bodies, spelling
from twosource.compare.differing import is_past_event
from twosource.compare.figures import fits, is_exact, misprinted, named_number, rounds
from twosource.compare.propositions import Proposition, class_of
from twosource.compare.retellings import (
    ABOUT,
    CUT,
    HALF,
    SHORTEST,
    Retelling,
    about,
    chain_words,
    content,
    is_inside,
    is_verbatim,
    retells,
)  # fmt: skip
from twosource.compare.retellings import number as figured
from twosource.model import Basis, Certainty, Conditional, DriftKind, Hop, Quantity
from twosource.text import fold, words

SURENESS: Mapping[Certainty, int] = {
    "possible": 1, "hearsay": 1, "probable": 3, "reported": 3, "announced": 4, "asserted": 4, "done": 4, "confirmed": 4,
}  # fmt: skip
"""How sure a statement is put; plans, demands and denials are not on this ladder."""
STEP = 2
BACKSHIFTED: Conditional = "future-in-past"
"""What the conditional of a clause is taken for under a verb of speech in the past."""
KEPT = 0.4
"""Share of the words of two statements that stand in both, in order, where one retells the other closely."""
ON_THE_WAY = 0.2
"""The same share along a derivation whose direction is known."""
LONG = 8
"""Words of a statement from which the loss of one hop of several is told where no direction is known."""
SAME = 0.7
"""Share of the words of two sentences that stand in both where they are one sentence."""
SOON = timedelta(hours=2)
"""Time within which articles are written from one dispatch."""
EXTRA = 0.1
"""Share of the words of a sentence that may be others than the fuller one's where it surely names nobody."""
NAMING = 4
"""Letters from which a word of a name is no small word."""
SLIPS = 2
"""Letters by which two words differ that one of them misprints."""
RELAYS = frozenset({"media", "agency"})
BRACKET = re.compile(r"([\w’'-]+) \(([^\W\d_][^()]{1,40})\)")
QUOTED = frozenset({"direct", "mixed"})
MARKS = frozenset('«»“”"')
"""What stands within a quotation that runs over its frame."""
PART = 3
"""Words of a part of a quotation that one teller does not say again by chance."""
FAR = 20
"""Times one number is another one beyond which neither was made of the other."""
CLOSING = " \u00a0\u202f»”\"’'"
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
    a body's own text: nothing is lost on the way to it. ``sureness``: of the relation that ties them.
    """

    basis: Basis
    parent: str | None
    unnamed: str | None = None
    source: str | None = None
    sureness: float = 0.0


Told = Sequence[Retelling]


def between(
    told: Told, left: Sequence[int], right: Sequence[int], tie: Tie, near: Sequence[tuple[int, int]] = ()
) -> Iterator[Change]:
    """Compare two articles: the fullest statement of each, the two most alike, and all that retell each other.

    ``near``: those of their statements that are alike enough to do so, one of each.
    """
    met = [(i, j) for i, j in near if retells(told[i], told[j])]
    yield from _attribution(told, left, right, tie, met)
    for one, other in dict.fromkeys([most_alike(told, left, right), *met]):
        i, j = (other, one) if tie.parent is not None and told[other].article == tie.parent else (one, other)
        yield from _moved(told, i, j, tie)
        yield from certainty(told, i, j, tie)
        yield from _numbers(told, i, j, tie)
        yield from _gloss(told, i, j, tie)
    for i, j in ((i, j) for i in left for j in right):
        yield from _quote_cut(told, i, j, tie)
        yield from _quote_cut(told, j, i, tie)


def most_alike(told: Told, left: Sequence[int], right: Sequence[int]) -> tuple[int, int]:
    """Give the two statements of two articles that have most features in common; of equals the first."""
    if len(left) == len(right) == 1:
        return left[0], right[0]

    def alike(i: int, j: int) -> float:
        a, b = told[i].proposition.features, told[j].proposition.features
        return len(a & b) / max(1, len(a | b))

    return max(((i, j) for i in left for j in right), key=lambda pair: (alike(*pair), -pair[0], -pair[1]))


# ------------------------------------------------------------------ attribution lost


def _attribution(
    told: Told, left: Sequence[int], right: Sequence[int], tie: Tie, met: Sequence[tuple[int, int]]
) -> Iterator[Change]:
    """Set the fullest attribution of an article against the likest one of the other that says more."""
    for poor, rich in ((right, left), (left, right)):
        poorer = _surest(told, poor)
        more = [i for i in rich if len(told[i].hops) >= max(1, len(told[poorer].hops))]
        if not more:
            continue
        found = _lost(told, most_alike(told, more, [poorer])[0], poorer, tie)
        if found is not None:
            yield found
            return
    for poor, pairs in ((right, met), (left, [(j, i) for i, j in met])):
        yield from _unattributed(told, pairs, poor, tie)


def may_be_lost(fuller: Retelling, poorer: Retelling) -> bool:
    """Tell whether a sentence is one whose teller may be missed.

    Not a headline, which seldom has one, a question, nor another number of what both count.
    """
    one, other = fuller.proposition, poorer.proposition
    asked = poorer.telling.sentence.rstrip(CLOSING).endswith("?")
    if other.headed or asked:
        return False
    return not any(_are_two_counts(a, b) for a, b in counted_alike(one, other))


def _are_two_counts(a: Quantity, b: Quantity) -> bool:
    return not (fits(a, b) or fits(b, a) or rounds(a, b) or rounds(b, a) or misprinted(a, b))


def _lost(told: Told, fuller: int, poorer: int, tie: Tie) -> Change | None:
    """Give the attribution that one telling has lost of another."""
    before, after = _hops(told[fuller], told[poorer], tie), tuple(hop.name for hop in told[poorer].hops)
    if not _allowed(told, fuller, poorer, tie) or not lost(before, after) or not _relayed(told[fuller], before, after):
        return None
    if not _is_sure(told[fuller], told[poorer], tie, after) or _is_told(told, fuller, poorer, after, tie):
        return None
    return Change("attribution lost", fuller, poorer, tie.basis, " > ".join(before), " > ".join(after))


def _unattributed(told: Told, met: Sequence[tuple[int, int]], poor: Sequence[int], tie: Tie) -> Iterator[Change]:
    """Find the sentences that an article took over without their teller, whom it names nowhere in the claim."""
    named = {told[j].telling.root.organisation for j in poor if told[j].hops}
    for j in poor:
        fuller = [i for i, k in met if k == j and told[i].hops and told[i].telling.root.organisation not in named]
        found = _lost(told, most_alike(told, fuller, [j])[0], j, tie) if fuller and not told[j].hops else None
        if found is not None:
            yield found


def _relayed(fuller: Retelling, before: Sequence[str], after: Sequence[str]) -> bool:
    """Tell whether what is lost of a way is a relay, or what a relay had it from.

    "The government wants X, the bill says" and "the bill provides for X" have one source.
    """
    kept = {fold(name) for name in after}
    relays = {fold(hop.name) for hop in fuller.hops if hop.type in RELAYS}
    gone = [name for name in before if not _named_in(fold(name), kept)]
    named = {fold(hop.name) for hop in fuller.hops}
    return not after or all(fold(n) in relays or fold(n) not in named for n in gone) or kept <= relays


def _is_sure(fuller: Retelling, poorer: Retelling, tie: Tie, after: Sequence[str]) -> bool:
    """Tell whether the poorer telling is surely the same sentence, and surely without the teller."""
    one, other = fuller.proposition, poorer.proposition
    if (one.statement.certainty == "denied") != (other.statement.certainty == "denied"):
        return False
    if fuller.telling.taken_back or poorer.telling.taken_back or _names_teller(one, other):
        return False
    near = retells(fuller, poorer) if tie.parent is None else about(fuller, poorer) >= ON_THE_WAY
    long = tie.parent is not None or min(len(fuller.spelt), len(poorer.spelt)) >= LONG
    return near and (long if after else _says_no_more(fuller, poorer))


def _says_no_more(fuller: Retelling, poorer: Retelling) -> bool:
    """Tell whether all words of the poorer sentence stand in what the fuller one's teller says: none attributes it."""
    told, kept = folded(poorer.telling.sentence), folded(content(fuller.proposition))
    return poorer.telling.bare or (is_verbatim(fuller, poorer) and len(told - kept) <= EXTRA * len(told))


def _names_teller(fuller: Proposition, poorer: Proposition) -> bool:
    """Tell whether a teller of the fuller sentence is named in the poorer one, in whatever language, and not in it."""
    named = {("e", hop.entity) for hop in fuller.statement.chain if hop.entity} - fuller.features
    return poorer.own and bool(named & poorer.features)


def _is_told(told: Told, fuller: int, poorer: int, after: Sequence[str], tie: Tie) -> bool:
    """Tell whether a teller who seems lost stands in the poorer sentence: what was not read is not lost."""
    kept = {fold(name) for name in after}
    printed = folded(told[poorer].telling.sentence) - folded(content(told[fuller].proposition))
    those = told if not after and tie.parent is None else [told[fuller]]
    names = {hop.name for one in those for hop in one.hops}
    return any(_stands_in(name, printed) for name in sorted(names) if not _named_in(fold(name), kept))


@lru_cache(maxsize=1 << 12)
def folded(text: str) -> frozenset[str]:
    """Give the words of a text, folded."""
    return frozenset(fold(text[w.start : w.end]) for w in words(text))


def bodies_beside(fuller: Retelling, poorer: Retelling) -> frozenset[str]:
    """Give the bodies that the poorer sentence names beside what the fuller one's teller says."""
    return _bodies(poorer.telling.sentence) - _bodies(content(fuller.proposition))


def names_body(fuller: Retelling, poorer: Retelling) -> bool:
    """Tell whether the poorer sentence names the body that the fuller statement is of, or one of its kind."""
    body, _, _ = fuller.telling.root.organisation.partition("-")
    return body in {one.partition("-")[0] for one in bodies_beside(fuller, poorer)}


@lru_cache(maxsize=1 << 12)
def _bodies(text: str) -> frozenset[str]:
    plain = bodies.words_of(text)
    return frozenset(f"body:{body}" for body in (*bodies.every(plain), bodies.first(plain)) if body)


def stands_told(fuller: Retelling, poorer: Retelling) -> bool:
    """Tell whether a teller of the fuller statement stands in the poorer sentence, beside what he tells."""
    printed = folded(poorer.telling.sentence) - folded(content(fuller.proposition))
    return any(_stands_in(hop.name, printed) for hop in fuller.hops)


def _stands_in(name: str, printed: frozenset[str]) -> bool:
    parts = frozenset(part for part in folded(name) if len(part) >= NAMING) or folded(name)
    return bool(parts) and len(parts & printed) >= HALF * len(parts)


def _hops(one: Retelling, other: Retelling, tie: Tie) -> tuple[str, ...]:
    """Give the names of a chain; the agency that wrote the parent counts where the child tells it as its own.

    It counts too where the words were spoken to the agency ("told Reuters").
    """
    named = tuple(hop.name for hop in uncredited(one, other))
    wrote = tie.unnamed is not None and one.article == tie.parent and bool(named)
    if tie.unnamed and wrote and (other.proposition.own or one.telling.told) and not _names_it(named, tie.unnamed):
        return (*named, tie.unnamed)
    return named


def uncredited(one: Retelling, other: Retelling) -> tuple[Hop, ...]:
    """Give the hops of a chain but for an agency that the other article credits: nobody loses what he signs with."""
    return tuple(hop for hop in one.hops if not any(_names_it((hop.name,), a) for a in other.telling.credited))


def _names_it(hops: Sequence[str], agency: str) -> bool:
    return any(fold(hop) == fold(agency) or spelling.abbreviates(hop, agency) for hop in hops)


def _allowed(told: Told, index: int, other: int, tie: Tie) -> bool:
    if told[other].article == tie.source:
        return False
    return tie.parent is None or told[index].article == tie.parent


def _surest(told: Told, members: Sequence[int]) -> int:
    """Choose the fullest attribution of an article; where there is none, the first sentence that surely has none."""
    fullest = max(members, key=lambda i: (len(told[i].hops), -i))
    bare = (i for i in members if told[i].telling.bare and not told[i].proposition.headed)
    return fullest if told[fullest].hops else next(bare, fullest)


def lost(fuller: Sequence[str], poorer: Sequence[str]) -> bool:
    """Tell whether the poorer chain misses hops of the fuller one and adds none."""
    names, kept = {fold(name) for name in fuller}, {fold(name) for name in poorer}
    gone = any(not _named_in(name, kept) for name in names)
    return gone and len(poorer) < len(fuller) and all(_named_in(name, names) for name in kept)


def _named_in(name: str, names: set[str]) -> bool:
    return any(name in other or other in name for other in names)


# ----------------------------------------------------------------- attribution moved


def _moved(told: Told, i: int, j: int, tie: Tie) -> Iterator[Change]:
    """Find one sentence under another teller in the article that took it over.

    Two tellers may say the same, but not in the same words. Where it is not told which article took it over, the
    teller whom fewer articles name for it is the wrong one.
    """
    a, b = told[i], told[j]
    if not _are_same_words(a, b) or not are_two_tellers(a, b) or not (_is_its_own(a, b) and _is_its_own(b, a)):
        return
    if _tells(told, a.article, b) or _tells(told, b.article, a):
        return
    if tie.parent is None:
        one, other = _named_by(told, i), _named_by(told, j)
        if one == other:
            return
        i, j = (i, j) if one > other else (j, i)
    a, b = told[i], told[j]
    if tie.source != b.article:
        yield Change("attribution moved", i, j, tie.basis, chain_words(a.proposition), chain_words(b.proposition))


def _are_same_words(a: Retelling, b: Retelling) -> bool:
    """Tell whether two statements say one thing in the same words, with the same numbers, as surely denied or not."""
    denied = {one.proposition.statement.certainty == "denied" for one in (a, b)}
    taken_back = a.telling.taken_back or b.telling.taken_back
    return a.numbers == b.numbers and len(denied) == 1 and not taken_back and is_verbatim(a, b)


def _named_by(told: Told, i: int) -> int:
    """Count the articles that name the teller of a telling in the claim."""
    body = told[i].telling.root.organisation
    return len({one.article for one in told if one.hops and one.telling.root.organisation == body})


def _tells(told: Told, article: str, asked: Retelling) -> bool:
    """Tell whether the teller of a statement tells the claim in an article, too."""
    body = asked.telling.root.organisation
    return any(one.article == article and one.hops and one.telling.root.organisation == body for one in told)


def _is_its_own(one: Retelling, other: Retelling) -> bool:
    """Tell whether a sentence names its teller beside what he tells, and the other sentence does not.

    A pronoun, or words that both print ("the ministry said"), were read as one teller here and as another one there.
    """
    here, there = (folded(each.telling.sentence) - folded(content(each.proposition)) for each in (one, other))
    name = one.hops[0].name
    return _stands_in(name, here) and not _stands_in(name, there)


def are_two_tellers(a: Retelling, b: Retelling) -> bool:
    """Tell whether both statements are told by somebody who is named, and not by one body, whatever way on."""
    one, other = a.telling.root, b.telling.root
    if not (a.hops and b.hops and one.named and other.named) or one.organisation == other.organisation:
        return False
    chains = [[spelling.parts(hop.name) for hop in each.hops] for each in (a, b)]
    pairs = (*((chains[0][0], name) for name in chains[1]), *((name, chains[1][0]) for name in chains[0][1:]))
    return not any(_may_be_one(*pair) for pair in pairs)


def _may_be_one(one: Sequence[str], other: Sequence[str]) -> bool:
    """Tell whether two names may be one teller's: a word of both is one, or one but for a slip ("police source")."""
    return any(
        x[:NAMING] == y[:NAMING] or (min(len(x), len(y)) > NAMING and OSA.distance(x, y) <= SLIPS)
        for x in one
        for y in other
    )


# ----------------------------------------------------------------------- certainty


def certainty(told: Told, i: int, j: int, tie: Tie) -> Iterator[Change]:
    """Compare how sure two close retellings are put; without a told direction by what desks do to certainty.

    The caution of a desk ("reportedly", the conditional) is put in by the one that retells; what a teller holds
    possible is his own, and left out by the one that retells.
    """
    a, b = put(told[i], told[j]), put(told[j], told[i])
    if not is_step(a, b) or is_past_event(told[i].telling) != is_past_event(told[j].telling):
        return
    if tie.parent is None:
        if not retells(told[i], told[j]) or not one_teller(told[i], told[j]):
            return
        cautious, plain = (i, j) if SURENESS[a] < SURENESS[b] else (j, i)
        hearsay = put(told[cautious], told[plain]) == "hearsay"
        i, j = (plain, cautious) if hearsay else (cautious, plain)
    elif about(told[i], told[j]) < ABOUT or _is_put_so(told, i, j):
        return
    yield surer((put(told[i], told[j]), put(told[j], told[i])), (i, j), tie)


def _is_put_so(told: Told, i: int, j: int) -> bool:
    """Tell whether the article that a statement was taken from puts the claim as surely elsewhere, and more alike."""
    near = about(told[i], told[j])
    return any(
        one.article == told[i].article
        and not is_step(put(one, told[j]), put(told[j], one))
        and put(told[j], one) in SURENESS
        and about(one, told[j]) >= near
        for n, one in enumerate(told)
        if n != i
    )


def is_step(a: Certainty, b: Certainty) -> bool:
    """Tell whether two certainties are further apart than the words of two desks."""
    return a in SURENESS and b in SURENESS and abs(SURENESS[a] - SURENESS[b]) >= STEP


def surer(how: tuple[Certainty, Certainty], tellings: tuple[int, int], tie: Tie) -> Change:
    """Make the change of certainty from one telling to another, of how each is put."""
    a, b = how
    kind: DriftKind = "certainty raised" if SURENESS[a] < SURENESS[b] else "certainty lowered"
    return Change(kind, *tellings, tie.basis, a, b)


def put(one: Retelling, other: Retelling) -> Certainty:
    """Say how sure a telling is put: the conditional is hearsay where the same words are told without it."""
    a, b = one.proposition.statement, other.proposition.statement
    if a.conditional == "hearsay" and a.certainty in SURENESS:
        return "hearsay"
    doubtful = a.conditional == BACKSHIFTED and b.conditional is None and a.certainty in SURENESS
    return "hearsay" if doubtful and is_verbatim(one, other) else a.certainty


def one_teller(a: Retelling, b: Retelling) -> bool:
    """Tell whether two tellings may be of one teller: not where both name one, and these differ, or one is unread.

    What is told in nearly the same words, whole sentence by whole sentence, has one.
    """
    if any(one.proposition.own and not one.telling.bare for one in (a, b)) and not one_sentence(a, b):
        return False
    first, second = a.telling.root, b.telling.root
    return not first.named or not second.named or first.organisation == second.organisation


def one_sentence(a: Retelling, b: Retelling) -> bool:
    """Tell whether two tellings stand in nearly the same sentence, whoever tells them there."""
    one, other = (folded(each.telling.sentence) for each in (a, b))
    return is_verbatim(a, b) and len(one & other) >= SAME * max(len(one), len(other))


# ------------------------------------------------------------------------- numbers


def _numbers(told: Told, i: int, j: int, tie: Tie) -> Iterator[Change]:
    """Find a number that a retelling made round, or misprinted by one digit; without a direction, which of the two."""
    for a, b in counted_alike(told[i].proposition, told[j].proposition):
        if (a.low, a.high) == (b.low, b.high) or a.unit != b.unit or not one_teller(told[i], told[j]):
            continue
        small, large = sorted((named_number(a), named_number(b)))
        if small == large or large > FAR * small:  # "at least 41", and "41"; "two", and an age
            continue
        if printed_alike(told[i].proposition, a, told[j].proposition, b):
            continue
        if gives(told, told[i].article, b) or gives(told, told[j].article, a):
            continue
        one = one_sentence(told[i], told[j])
        changed, back = is_poorer_number(told, a, b, one=one), is_poorer_number(told, b, a, one=one)
        if tie.parent is not None and not back:
            changed = changed or fits(a, b) or told[i].telling.root.key == told[j].telling.root.key
        fuller, poorer = ((j, b), (i, a)) if back else ((i, a), (j, b))
        if (changed or back) and was_out(told, fuller[1], told[poorer[0]].telling.time):
            yield number(told, fuller, poorer, tie)
            return


def printed_alike(one: Proposition, a: Quantity, other: Proposition, b: Quantity) -> bool:
    """Tell whether two figures are the same digits in print ("2.300", "some 2,300"): none was changed."""
    digits, again = ("".join(c for c in p.text[q.start : q.end] if c.isdecimal()) for p, q in ((one, a), (other, b)))
    return bool(digits) and digits == again and fits(a, b)


def was_out(told: Told, figure: Quantity, moment: str | None) -> bool:
    """Tell whether a number was told by a moment, or soon after it, from one dispatch; so where a clock is missing.

    Nobody makes round what nobody has counted yet: "some thirty" of the morning is no change of the evening's 31.
    """
    times = [one.telling.time for one in told if _has(one, figure)]
    if moment is None or None in times:
        return True
    latest = datetime.fromisoformat(moment) + SOON
    return any(datetime.fromisoformat(time) <= latest for time in times if time is not None)


def number(told: Told, one: tuple[int, Quantity], other: tuple[int, Quantity], tie: Tie) -> Change:
    """Make the change of a number: each a statement with its figure."""
    (i, a), (j, b) = one, other
    before = told[i].proposition.text[a.start : a.end]
    after = told[j].proposition.text[b.start : b.end]
    return Change("number changed", i, j, tie.basis, before, after)


def counted_alike(a: Proposition, b: Proposition) -> Iterator[tuple[Quantity, Quantity]]:
    """Give the figures of the same things, of each statement one, where each has one alone."""
    for kind in dict.fromkeys(class_of(f) for f in a.figures):
        one, other = ([f for f in p.figures if class_of(f) == kind] for p in (a, b))
        if kind is not None and len(one) == len(other) == 1:
            yield one[0], other[0]


def gives(told: Told, article: str, figure: Quantity) -> bool:
    """Tell whether an article gives a number somewhere in the claim: it is not lost there, nor made up elsewhere."""
    return any(_has(one, figure) for one in told if one.article == article)


def _has(one: Retelling, figure: Quantity) -> bool:
    return (figured(figure), class_of(figure)) in one.counted


def is_poorer_number(told: Told, a: Quantity, b: Quantity, *, one: bool) -> bool:
    """Tell whether ``b`` is ``a`` made round, or wrong, and told by fewer: one digit off, or in ``one`` sentence."""
    if is_exact(a) and not is_exact(b):
        return (fits(a, b) or rounds(b, a)) and named_number(a) != named_number(b)
    wrong = misprinted(a, b) or (one and is_exact(a) and is_exact(b))
    return wrong and told_by(told, b) < told_by(told, a)


def told_by(told: Told, figure: Quantity) -> int:
    """Count the articles that tell a number in the claim."""
    asked = figured(figure)
    return len({one.article for one in told if asked in one.numbers})


# ----------------------------------------------------------------- quotes and glosses


def _quote_cut(told: Told, i: int, j: int, tie: Tie) -> Iterator[Change]:
    """Find a quotation of which an article prints a part, and the rest nowhere: of one teller, or of many words."""
    a, b = told[i], told[j]
    first, second = a.telling.root, b.telling.root
    named = first.named and second.named
    if not {a.proposition.statement.kind, b.proposition.statement.kind} <= QUOTED or MARKS & set(
        content(a.proposition)
    ):
        return
    if tie.parent == b.article or (named and first.key != second.key):
        return
    if len(b.spelt) < (PART if named and b.proposition.statement.kind == "direct" else SHORTEST):
        return
    if len(b.spelt) < CUT * len(a.spelt) and is_inside(b.spelt, a.spelt) and not _prints_rest(a, b):
        yield Change("quote cut", i, j, tie.basis, content(a.proposition), content(b.proposition))


def _prints_rest(whole: Retelling, part: Retelling) -> bool:
    """Tell whether an article that prints a part of a quotation prints what is more of the rest elsewhere."""
    plain = [fold(word) for word in whole.spelt]
    start = next(n for n in range(len(plain)) if plain[n : n + len(part.spelt)] == [fold(w) for w in part.spelt])
    text = part.proposition.text
    printed = f" {' '.join(fold(text[w.start : w.end]) for w in words(text))} "
    rest = max(plain[:start], plain[start + len(part.spelt) :], key=len)
    return f" {' '.join(rest)} " in printed


def _gloss(told: Told, i: int, j: int, tie: Tie) -> Iterator[Change]:
    """Find an adjective that a retelling puts into the words that it keeps ("gas used ..." > "toxic gas used ...")."""
    a, b = told[i].proposition, told[j].proposition
    if a.language != b.language or b.statement.kind == "direct":
        return
    yield from _bracket(told, i, j, tie)
    if tie.parent is None:
        yield from _bracket(told, j, i, tie)
        return
    if not b.adjectives - a.adjectives:
        return
    before, after = told[i].spelt, told[j].spelt
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


def _bracket(told: Told, i: int, j: int, tie: Tie) -> Iterator[Change]:
    """Find a short bracket behind a word that both tell, which the fuller sentence does without ("Brume (Valmer)").

    Initials and a measure in other units say nothing more.
    """
    after, sentence = content(told[j].proposition), told[j].telling.sentence
    if "(" not in after and "(" not in sentence:
        return
    before = content(told[i].proposition)
    if "(" in before:
        return
    plain = folded(before)
    for match in BRACKET.finditer(after + sentence.partition(after)[2][:1]):
        word, inside = match.groups()
        spelt_out = inside.isupper() or any(letter.isdigit() for letter in inside)
        if folded(word) <= plain and not folded(inside) & plain and not spelt_out:
            yield Change("gloss added", i, j, tie.basis, word, match[0])
            return
