"""Which named roots of a claim are shown to be distinct: whatever may be one teller is counted once.

What is shown first is a lower bound, and a false "independent" is the worse error. So two roots count apart
only where nothing says that they may be one: not a body and its bare kind ("the ministry" beside "the Interior
Ministry"), not one kind of body in two languages, not a government and its ministry, not a name and a part or
another spelling of it, not an office that nobody is named for. The page lists them apart all the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from itertools import combinations

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray
from rapidfuzz.distance import Levenshtein

from twosource.compare import bilingual, bodies, gazetteer, spelling, weights
from twosource.compare.groups import components
from twosource.compare.origins import Root
from twosource.compare.propositions import TOLLS
from twosource.text import WORD, fold

TYPOS = 1
"""Letters by which one surname may differ in two articles."""
LONG = 5
"""Least letters of a surname of which a letter may be wrong."""
FACTOR = 2.0
"""By how much two numbers of one thing may differ: what is further apart may be told of two things."""
ALONE = "one-statement"
"""The rule by which a party of one statement may tell of another matter."""
SURELY = 0.6
"""Likeness from which one statement alone is shown to say what another party says."""
TOLLED = 0.4
"""The same where both give a toll of one class."""

_GLIDE = re.compile("ou(?=[aeiou])")

Words = frozenset[str]
Figures = frozenset[tuple[str | None, float]]
Links = Mapping[tuple[int, int], str]


class Matter(Struct, frozen=True):
    """What a statement says of the event: whether it is of the one that another statement tells.

    ``figures``: what is counted, with the number; ``places``: all that its article names; ``past``: whether it is
    dated long before its article. ``seat``: its place among the statements of the claim; ``near``: how alike it is
    to each of these, nothing where that is not known.
    """

    figures: Figures = frozenset()
    places: frozenset[str] = frozenset()
    negated: bool = False
    past: bool = False
    seat: int = 0
    near: NDArray[np.float64] | None = None


NO_MATTER = Matter()


class Named(Struct, frozen=True):
    """A named root of a claim, with the language in which it is told, and what its organisation is called.

    ``strand``: what it shares with the statements to which its own is surely alike. ``private``: the texts describe
    the person, and not as anybody's. ``matter``: what its statement says. ``through``: the organisations of those who
    say in it what the root says. ``mouthpiece``: it is a state's own medium.
    """

    root: Root
    language: str
    body: str = ""
    strand: int = 0
    private: bool = False
    matter: Matter = NO_MATTER
    through: frozenset[str] = frozenset()
    mouthpiece: bool = False


class Party(Struct, frozen=True):
    """All roots of a claim that speak for one organisation, or the one person who speaks for none.

    ``kinds``: of bodies; ``seats``: those of its names that are of a kind, with what tells them from others of it.
    ``through``: by whose word alone it is known to tell, none where a report has it at first hand.
    """

    key: str
    names: frozenset[str]
    people: frozenset[str]
    kinds: frozenset[str]
    seats: frozenset[tuple[str, Words]]
    types: frozenset[str]
    languages: frozenset[str]
    strands: frozenset[int]
    plain: bool
    private: bool
    matters: tuple[Matter, ...]
    through: frozenset[str] = frozenset()

    @property
    def figures(self) -> Figures:
        """Give all that its statements count; nothing where one of them counts nothing."""
        if not all(matter.figures for matter in self.matters):
            return frozenset()
        return frozenset[tuple[str | None, float]]().union(*(matter.figures for matter in self.matters))

    @property
    def places(self) -> frozenset[str]:
        """Give all places that its articles name."""
        return frozenset[str]().union(*(matter.places for matter in self.matters))

    @property
    def unattached(self) -> bool:
        """Whether it is a person of whom no article says for whom he speaks, nor that he speaks for none."""
        return self.key.startswith("person:") and not self.private

    @property
    def described(self) -> bool:
        """Whether no name of it has a capital: it is told by what it is ("the grid operator")."""
        return self.key.startswith("name:") and bool(self.names) and all(name == name.lower() for name in self.names)

    @property
    def is_a_word(self) -> bool:
        """Whether it is called by one common noun alone ("la direction", "hospitals")."""
        return self.described and all(len(WORD.findall(name)) == 1 for name in self.names)

    @property
    def vagueness(self) -> str | None:
        """Say why it is not shown beside anybody: its sentence names nobody, or an office, or what may be no name."""
        if not self.plain:
            return "not-plain"
        if self.key.startswith("name:") and (self.types == {"role"} or self.is_a_word):
            return "office"
        stray = self.key.startswith("person:") and not self.key.startswith("person:e")
        if self.people and (stray or all(len(name.split()) == 1 for name in self.people)):
            return "no-full-name"
        return None

    @property
    def vague(self) -> bool:
        """Whether no sentence names it beside what it tells, or only as an office, or as what may be nobody's name."""
        return self.vagueness is not None


def parties(named: Sequence[Named]) -> tuple[Party, ...]:
    """Gather the roots of a claim by the organisation that they speak for, in order."""
    held: dict[str, list[Named]] = {}
    for one in named:
        held.setdefault(one.root.organisation, []).append(one)
    return tuple(_party(key, rows) for key, rows in held.items())


def _party(key: str, rows: Sequence[Named]) -> Party:
    told = {row.root.name for row in rows if row.root.person is None} | {row.body for row in rows if row.body}
    names = frozenset(part for name in told for part in name.split(bodies.JOINED))
    kinds = {body for name in names if (body := bodies.body_in(name))}
    kinds |= {key.removeprefix("body:")} if key.startswith("body:") else set()
    kinds |= {bodies.STATE_MEDIA} if any(row.mouthpiece for row in rows) else set()
    return Party(
        key=key,
        names=names,
        people=frozenset(row.root.name for row in rows if row.root.person is not None),
        kinds=frozenset(kinds),
        seats=frozenset((kind, _seat(name)) for name in names if (kind := bodies.body_in(name)))
        or frozenset((kind, frozenset[str]()) for kind in kinds),
        types=frozenset(row.root.type for row in rows),
        languages=frozenset(row.language for row in rows),
        strands=frozenset(row.strand for row in rows),
        plain=any(row.root.plain for row in rows),
        private=any(row.private for row in rows),
        matters=tuple(row.matter for row in rows),
        through=_through(rows),
    )


def _through(rows: Sequence[Named]) -> frozenset[str]:
    """Give by whose word a party is known to tell; nothing where one statement of it has it from nobody else."""
    if not all(row.through for row in rows):
        return frozenset()
    return frozenset[str]().union(*(row.through for row in rows))


def _seat(name: str) -> Words:
    return frozenset(weights.skeleton(word) if word.isalpha() else word for word in bodies.seat(name))


def links(found: Sequence[Party]) -> Links:
    """Say of the parties that are told plainly which two may be one, by the rule that says so; by place."""
    solid = [(n, party) for n, party in enumerate(found) if not party.vague]
    pairs = (((n, m), why(a, b)) for (n, a), (m, b) in combinations(solid, 2))
    return {pair: code for pair, code in pairs if code is not None}


def joined(found: Sequence[Party], held: Links | None = None) -> Mapping[str, str]:
    """Give, for the organisation of every root, the one under which it is counted as shown; ``held``: the links.

    What stands there by one statement that is less than surely of the matter is counted under another one; it makes
    no one of two others, as ``chained`` has it.
    """
    doubted = links(found) if held is None else held
    parts = components(len(found), [pair for pair, code in doubted.items() if code != ALONE])
    home = {n: number for number, part in enumerate(parts) for n in part}
    told_once = [pair for pair, code in doubted.items() if code == ALONE]
    lone = {home[n] for pair in told_once for n in pair if len(found[n].matters) == 1}
    beside = [(home[n], home[m]) for pair in told_once for n, m in (pair, pair[::-1])]
    under = list(range(len(parts)))
    for cluster in components(len(parts), [(a, b) for a, b in beside if {a, b} <= lone]):
        if cluster[0] in lone:
            top = min((b for a, b in beside if a in cluster and b not in lone), default=cluster[0])
            for number in cluster:
                under[number] = top
    return _shown(found, {n: parts[under[number]][0] for n, number in home.items()})


def chained(found: Sequence[Party], held: Links) -> Mapping[str, str]:
    """Give the same where every chain of doubts makes one of all that it ties: what the estimate has learnt on."""
    return _shown(found, {n: part[0] for part in components(len(found), list(held)) for n in part})


def _shown(found: Sequence[Party], under: Mapping[int, int]) -> Mapping[str, str]:
    """Give the organisation under which each is counted; a vague one under the first that is not."""
    first = next((under[n] for n, party in enumerate(found) if not party.vague), 0)
    return {party.key: found[first if party.vague else under[n]].key for n, party in enumerate(found)}


def doubts(found: Sequence[Party], held: Links) -> Mapping[str, str]:
    """Say, for the organisations that may be one with another of the claim, by which rule; of several by the first."""
    told = {party.key: party.vagueness for party in found if party.vagueness}
    for pair, code in held.items():
        for n in pair:
            told.setdefault(found[n].key, code)
    return told


def why(a: Party, b: Party) -> str | None:
    """Say why two parties may be one; ``None`` where they are shown to be distinct."""
    return next((code for code, rule in _RULES if rule(a, b)), None)


# ---------------------------------------------------------------------------- rules


def _is_vague(a: Party, b: Party) -> bool:
    return a.vague or b.vague


def _of_two_strands(a: Party, b: Party) -> bool:
    """Tell whether nothing that the one says is surely what the other says."""
    return not a.strands & b.strands


def _of_other_figures(a: Party, b: Party) -> bool:
    """Tell whether both count in all that they say, and never one thing in numbers near each other."""
    pairs = ((x, y) for kind, x in a.figures for other, y in b.figures if kind == other)
    return bool(a.figures and b.figures) and not any(max(x, y) <= FACTOR * min(x, y) for x, y in pairs)


def _of_two_times(a: Party, b: Party) -> bool:
    """Tell whether all that one of them says is dated long ago, and nothing that the other says."""
    return any(
        all(matter.past for matter in x.matters) and not any(matter.past for matter in y.matters)
        for x, y in ((a, b), (b, a))
    )


def _of_two_places(a: Party, b: Party) -> bool:
    """Tell whether the articles of each name places, and none that those of the other name."""
    return bool(a.places and b.places) and a.places.isdisjoint(b.places)


def _opposed(a: Party, b: Party) -> bool:
    """Tell whether one of them says that something is so, always, and the other that it is not."""
    return not {matter.negated for matter in a.matters} & {matter.negated for matter in b.matters}


def _by_one_statement(a: Party, b: Party) -> bool:
    """Tell whether one statement alone stands for a party, and is not surely what the other says.

    Of one toll, in numbers near each other, less likeness is enough.
    """
    if min(len(a.matters), len(b.matters)) > 1:
        return False
    near = [
        (float(x.near[y.seat]), TOLLED if _tell_one_toll(x, y) else SURELY)
        for x in a.matters
        for y in b.matters
        if x.near is not None
    ]
    return bool(near) and all(value < least for value, least in near)


def _tell_one_toll(x: Matter, y: Matter) -> bool:
    """Tell whether two statements give a toll of one class, in numbers that differ by less than twice."""
    pairs = ((one, other) for kind, one in x.figures if kind in TOLLS for same, other in y.figures if kind == same)
    return any(max(one, other) <= FACTOR * min(one, other) for one, other in pairs)


def _by_the_others_word(a: Party, b: Party) -> bool:
    """Tell whether one of them is known to tell by the other's word alone ("rescuers, the prefecture says, found")."""
    return b.key in a.through or a.key in b.through


def _may_speak_for(a: Party, b: Party) -> bool:
    """Tell whether a person may speak for the other one, a body."""
    return (a.unattached and not b.key.startswith("person:")) or (b.unattached and not a.key.startswith("person:"))


def _one_person(a: Party, b: Party) -> bool:
    return any(may_be_one_person(x, y) for x in a.people for y in b.people)


@lru_cache(maxsize=1 << 14)
def may_be_one_person(a: str, b: str) -> bool:
    """Tell whether two names of persons may be one: a part of it, or the surname in another spelling."""
    one, other = WORD.findall(fold(a)), WORD.findall(fold(b))
    if not one or not other or set(one) <= set(other) or set(other) <= set(one):
        return True
    surnames = weights.skeleton(_romanised(one[-1])), weights.skeleton(_romanised(other[-1]))
    close = surnames[0] == surnames[1] or _is_misprint(one[-1], other[-1])
    return (close and _alike(one[0], other[0])) or spelling.same_person(spelling.parts(a), spelling.parts(b))


def _romanised(name: str) -> str:
    """Give a folded name with one sign for the sound of "ouali" and "wali"."""
    return _GLIDE.sub("w", name)


def _alike(a: str, b: str) -> bool:
    """Tell whether two given names may be one: their sounds, or the last letters of them, are the same."""
    one, other = weights.skeleton(a), weights.skeleton(b)
    return one == other or one[1:] == other[1:] or one[:1] == other[:1] or _is_misprint(a, b)


def _is_misprint(a: str, b: str) -> bool:
    """Tell whether two long words differ by one letter: one more, one less, or another one."""
    return min(len(a), len(b)) >= LONG and Levenshtein.distance(a, b, score_cutoff=TYPOS) <= TYPOS


def _one_kind(a: Party, b: Party) -> bool:
    """Tell whether two bodies are of one kind, and nothing tells them apart: no seat, or that of another language."""
    foreign = not a.languages & b.languages
    return any(
        kind == other and (foreign or seat <= where or where <= seat)
        for kind, seat in a.seats
        for other, where in b.seats
    )


def _one_executive(a: Party, b: Party) -> bool:
    """Tell whether two bodies of one state may speak with one voice.

    A government beside a ministry or its minister, a ministry beside any of its kind, the army beside its ministry.
    """
    for one, other in ((a, b), (b, a)):
        heads, offices = one.kinds & {"government", "presidency"}, {bodies.kind_of(kind) for kind in other.kinds}
        if "army" in offices and f"{bodies.MINISTRY}-defence" in one.kinds:
            return not _of_two_states(a, b)
        if (heads and offices & {"government", "presidency", bodies.MINISTRY}) or (
            bodies.MINISTRY in one.kinds and bodies.MINISTRY in offices
        ):
            return True
    return False


def _voice_of_the_state(a: Party, b: Party) -> bool:
    """Tell whether one of them is a state's own medium, and the other may speak for a state, too."""
    for one, other in ((a, b), (b, a)):
        if bodies.STATE_MEDIA in one.kinds and (other.described or any(map(bodies.of_a_state, other.kinds))):
            return not _of_two_states(a, b)
    return False


def _speaks_as_a_state(a: Party, b: Party) -> bool:
    """Tell whether one of them is told as a state ("Kyiv says"), and the other's name is no other state's.

    Whoever speaks for the state may be meant.
    """
    for one, other in ((a, b), (b, a)):
        states = {gazetteer.state(name) for name in one.names}
        said = frozenset[str]().union(*(bodies.states(name) for name in other.names))
        if one.names and None not in states and (not said or said & states):
            return True
    return False


def _of_two_states(a: Party, b: Party) -> bool:
    one, other = ({side for name in party.names if (side := bodies.side(name))} for party in (a, b))
    return bool(one) and bool(other) and not one & other


def _one_name(a: Party, b: Party) -> bool:
    """Tell whether what tells one name from others of its kind all stands in the other's, which is of no other kind."""
    return any(
        (one := bodies.seat(x)) and (other := bodies.seat(y)) and (one <= other or other <= one) and _of_one_kind(x, y)
        for x in a.names
        for y in b.names
    )


def _of_one_kind(x: str, y: str) -> bool:
    """Tell whether two names may be of bodies of one kind: the state's media and an observatory are not."""
    kinds = {bodies.body_in(x), bodies.body_in(y)}
    return len(kinds) == 1 or any(kind is None or bodies.is_general(f"body:{kind}") for kind in kinds)


def _one_of_the_people(a: Party, b: Party) -> bool:
    """Tell whether people who tell together ("residents") stand beside a person who may be one of them."""
    return any(x.key.startswith("people:") and y.key.startswith("person:") for x, y in ((a, b), (b, a)))


def _one_in_two_languages(a: Party, b: Party) -> bool:
    """Tell whether two names may translate each other: half of the words of the shorter, and no proper one else."""
    return a.languages != b.languages and any(
        one != other and _may_translate(tuple(sorted(bodies.seat(x))), one, tuple(sorted(bodies.seat(y))), other)
        for x in a.names
        for y in b.names
        for one in a.languages
        for other in b.languages
    )


@lru_cache(maxsize=1 << 14)
def _may_translate(left: tuple[str, ...], one: str, right: tuple[str, ...], other: str) -> bool:
    if len(left) > len(right):
        return _may_translate(right, other, left, one)
    roots, forms = {weights.skeleton(word) for word in right}, {form for word in right for form in _forms(word)}
    meant = [{found for form in _forms(word) for found in bilingual.translations(form, one, other)} for word in left]
    met = [weights.skeleton(word) in roots or bool(told & forms) for word, told in zip(left, meant, strict=True)]
    common = all(ok or told for ok, told in zip(met, meant, strict=True))
    return bool(left) and common and 2 * sum(met) >= len(met)


def _forms(word: str) -> tuple[str, ...]:
    """Give a word as printed, and as it may be in the singular."""
    return (word, word[:-1]) if word.endswith("s") else (word,)


def _members(a: Party, b: Party) -> bool:
    """Tell whether a body without a name of its own ("unions") may be, or hold, one whose name says no other kind."""
    return any(
        one.key.startswith("body:")
        and any(bodies.outranked(kind) for kind in one.kinds)
        and not any(seat for _, seat in one.seats)
        and not other.key.startswith("person:")
        and (not other.kinds or bool(other.kinds & one.kinds))
        for one, other in ((a, b), (b, a))
    )


def _an_office_of_it(a: Party, b: Party) -> bool:
    """Tell whether one of them is only described ("the crisis unit"), and may be an office of the other, a body."""
    return any(x.described and not y.key.startswith(("people:", "person:")) for x, y in ((a, b), (b, a)))


_RULES: tuple[tuple[str, Callable[[Party, Party], bool]], ...] = (
    ("vague", _is_vague),
    ("two-strands", _of_two_strands),
    ("other-figures", _of_other_figures),
    ("two-times", _of_two_times),
    ("two-places", _of_two_places),
    ("opposed", _opposed),
    (ALONE, _by_one_statement),
    ("by-the-others-word", _by_the_others_word),
    ("may-speak-for", _may_speak_for),
    ("one-person", _one_person),
    ("one-kind", _one_kind),
    ("one-executive", _one_executive),
    ("voice-of-the-state", _voice_of_the_state),
    ("as-a-state", _speaks_as_a_state),
    ("one-name", _one_name),
    ("one-of-the-people", _one_of_the_people),
    ("an-office-of-it", _an_office_of_it),
    ("one-in-two-languages", _one_in_two_languages),
    ("members", _members),
)
