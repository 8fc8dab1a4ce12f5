"""Where the statements of a claim come from: the ends of their chains and of the wording they share.

A root is *named* where the text says who it is: only named roots are shown. What nobody is named for is
one unresolved root for each group of articles that are not shown to depend on each other.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from msgspec import Struct

from twosource.compare.groups import components
from twosource.compare.names import NameIndex
from twosource.compare.propositions import Proposition
from twosource.compare.wording import Wording, shared
from twosource.model import Hop, Place, Reading, Reason, Relation, SourceType
from twosource.resources import read_toml, strings
from twosource.text import fold, words

RESOLVED: frozenset[SourceType] = frozenset({"person", "role", "organisation", "document", "agency", "media", "account"})
SHARED = 0.5
SURE = 0.8
"""Confidence of a named common source from which all of two articles is taken to come."""
REACH = 8
NEAR = 400
"""Code points around a statement in which "a constaté notre journaliste" still speaks of it."""


class Root(Struct, frozen=True):
    """The end of a statement's derivation. ``organisation`` is the body that the root speaks for.

    ``person`` is set where a person is named. An unresolved root is not ``named``.
    """

    key: str
    name: str
    type: SourceType
    named: bool
    organisation: str
    person: str | None = None
    reasons: tuple[Reason, ...] = ()


class Context(Struct, frozen=True):
    """What the story knows: its articles by id, names, wording, relations and affiliations.

    ``bodies``: the entities that are organisations.
    """

    readings: Mapping[str, Reading]
    names: NameIndex
    bodies: frozenset[str]
    wording: Wording
    relations: Sequence[Relation]
    affiliations: Mapping[str, str]


def trace(propositions: Sequence[Proposition], context: Context) -> list[Root]:
    """Give the root of each statement of one claim, in order.

    A statement without a named teller takes the root of those whose wording it shares, or of the article
    that it copies; else its article's own reporter, where the text says one was there; else it is unresolved,
    together with all that copies it or leans on the same source.
    """
    own = [_named_root(p, context) for p in propositions]
    open_ones = [i for i, root in enumerate(own) if root is None]
    pairs = [(i, j) for i in range(len(own)) for j in range(i) if (i in open_ones or j in open_ones) and _depend(propositions[i], propositions[j], context)]
    roots: list[Root | None] = list(own)
    for part in components(len(own), pairs):
        unresolved = [i for i in part if own[i] is None]
        if unresolved:
            heir = _inherited(part, own, propositions, context)
            for i in unresolved:
                roots[i] = heir or _unresolved(unresolved, propositions, context)
    return [root for root in roots if root is not None]


# --------------------------------------------------------------------- named tellers


@cache
def _bodies() -> Mapping[str, str]:
    table = read_toml("bodies.toml")
    bodies = table["bodies"]
    assert isinstance(bodies, Mapping)
    return {fold(word): body for body in bodies for word in strings(bodies, body)}


def _named_root(proposition: Proposition, context: Context) -> Root | None:
    if proposition.own:
        return _own_reporter(proposition, context)
    hop = proposition.statement.chain[0] if proposition.statement.chain else None
    if hop is None or hop.name == "?":
        return None
    entity = context.names.entity_named(hop.name)
    place = _place(proposition, hop)
    reasons = (Reason("says-so", hop.name, (place,)),) if place else ()
    body = body_of(proposition.article, hop, entity, context)
    if hop.type == "person":
        key = entity or fold(hop.name)
        return Root(f"person:{key}", hop.name, "person", True, context.affiliations.get(key, body or f"person:{key}"), key, reasons)
    if hop.type in RESOLVED or (hop.type == "collective" and body is not None):
        key = body or f"name:{fold(hop.name)}"
        return Root(key, hop.name, hop.type, True, key, None, reasons)
    return None


def _place(proposition: Proposition, hop: Hop) -> Place | None:
    return Place(proposition.article, hop.start, hop.end) if hop.start is not None and hop.end is not None else None


def body_of(article: str, hop: Hop, entity: str | None, context: Context) -> str | None:
    """Give the organisation that a teller speaks for: one named in its words, else the body of its office."""
    if entity is not None and hop.type != "person":
        return f"entity:{entity}"
    if hop.start is not None and hop.end is not None:
        rows = context.names.places.get(article, ())
        inside = next((key for left, right, key in rows if hop.start <= left and right <= hop.end and key in context.bodies), None)
        if inside is not None:
            return f"entity:{inside}"
    folded = [fold(hop.name[w.start : w.end]) for w in words(hop.name)]
    return next((f"body:{_bodies()[word]}" for word in folded if word in _bodies()), None)


def _own_reporter(proposition: Proposition, context: Context) -> Root | None:
    reading = context.readings[proposition.article]
    for credit in reading.layers.credits or ():
        near = abs(credit.start - proposition.statement.end) < NEAR or abs(proposition.statement.start - credit.end) < NEAR
        if credit.form == "reporter" and near:
            name = reading.article.outlet if credit.agency == "own" else credit.agency
            place = Place(proposition.article, credit.start, credit.end)
            return Root(f"outlet:{fold(name)}", name, "media", True, f"outlet:{fold(name)}", None, (Reason("own-reporter", name, (place,)),))
    return None


# ------------------------------------------------------------------- derivation


def _depend(a: Proposition, b: Proposition, context: Context) -> bool:
    """Tell whether two statements are shown to come from one text: same wording, or articles that derive."""
    if a.article == b.article or _outlet(a, context) == _outlet(b, context):
        return a.own == b.own or a.article == b.article
    if shares_wording(a, b, context.wording):
        return True
    return any({r.earlier, r.later} == {a.article, b.article} and _derives(r) for r in context.relations)


def _derives(relation: Relation) -> bool:
    """Tell whether two whole articles derive from each other, or surely from one named source.

    A common source of some passages says nothing of the other claims: there the shared wording decides.
    """
    known = relation.relation == "common source" and relation.source_name is not None
    return relation.relation == "copies" or (known and relation.confidence >= SURE)


def shares_wording(a: Proposition, b: Proposition, wording: Wording) -> bool:
    """Tell whether two statements stand on the same words, over most of both."""
    return shared(wording, a, b) >= SHARED


def _outlet(proposition: Proposition, context: Context) -> str:
    return context.readings[proposition.article].article.outlet


def _inherited(part: Sequence[int], own: Sequence[Root | None], propositions: Sequence[Proposition], context: Context) -> Root | None:
    """Give the root of the named statement whose wording the unresolved ones share, if there is one."""
    unresolved = [i for i in part if own[i] is None]
    for j in part:
        root = own[j]
        if root is None:
            continue
        for i in unresolved:
            if propositions[i].article != propositions[j].article and _depend(propositions[i], propositions[j], context):
                a, b = propositions[i], propositions[j]
                places = (Place(a.article, a.statement.start, a.statement.end), Place(b.article, b.statement.start, b.statement.end))
                code = "same-wording" if shares_wording(a, b, context.wording) else "same-source"
                return Root(root.key, root.name, root.type, root.named, root.organisation, root.person, (*root.reasons, Reason(code, root.name, places)))
    return None


def _unresolved(part: Sequence[int], propositions: Sequence[Proposition], context: Context) -> Root:
    first = propositions[part[0]]
    reading = context.readings[first.article]
    agency = next((c.agency for i in part for c in context.readings[propositions[i].article].layers.credits or () if c.form in {"dateline", "byline", "end"} and c.agency != "own"), None)
    described = next((p.statement.chain[0].name for p in (propositions[i] for i in part) if p.statement.chain and p.statement.chain[0].name != "?"), None)
    places = tuple(Place(propositions[i].article, propositions[i].statement.start, propositions[i].statement.end) for i in part)
    reason = Reason("through-agency", agency, places) if agency else Reason("no-origin-named", described or "", places)
    name = described or agency or "unknown"
    key = f"open:{fold(agency)}" if agency else f"open:{reading.article.outlet}"
    kind: SourceType = "anonymous" if described else "unknown"
    return Root(key if not described else f"{key}:{fold(described)}", name, kind, False, key, None, (reason,))


# ------------------------------------------------------------------ affiliations


def affiliations(readings: Sequence[Reading], names: NameIndex) -> dict[str, str]:
    """Say for whom named persons speak: an organisation named beside them in apposition.

    ("Anne Le Goff, porte-parole de Frimanor": eight words at most, with a noun and no finite verb between.)
    """
    found: dict[str, str] = {}
    for reading in readings:
        mentions = reading.layers.mentions or ()
        for person in mentions:
            key = names.entity_at(reading.article.id, person.start, person.end) if person.type == "person" else None
            if key is None or key in found:
                continue
            for body in mentions:
                entity = names.entity_at(reading.article.id, body.start, body.end)
                if body.type == "organisation" and entity is not None and _apposed(reading, person.start, person.end, body.start, body.end):
                    found[key] = f"entity:{entity}"
                    break
    return found


def _apposed(reading: Reading, start: int, end: int, other_start: int, other_end: int) -> bool:
    low, high = (end, other_start) if end <= other_start else (other_end, start)
    if not 0 <= high - low <= NEAR // 4:
        return False
    between = [t for t in reading.layers.tokens or () if low <= t.start < high]
    if len(between) > REACH or any(t.form == "fin" or t.text in {".", ";", ":"} for t in between):
        return False
    around = [t for t in reading.layers.tokens or () if min(start, other_start) - 40 <= t.start < max(end, other_end)]
    return any(fold(t.lemma) in _office_words() for t in (*between, *around[-REACH * 2 :]))


@cache
def _office_words() -> frozenset[str]:
    table = read_toml("offices.toml")
    return frozenset(fold(word) for word in strings(table, "offices"))
