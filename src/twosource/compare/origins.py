"""Where the statements of a claim come from: the ends of their chains and of the wording they share.

A root is *named* where the text says who it is: only named roots are shown. What nobody is named for is
one unresolved root for each group of articles that are not shown to depend on each other.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations

import numpy as np
from msgspec import Struct, structs
from numpy.typing import NDArray

from twosource.compare import beside, bodies, voices
from twosource.compare.groups import tied
from twosource.compare.propositions import Proposition
from twosource.compare.voices import Voice, Voices
from twosource.compare.wording import Wording, shared
from twosource.model import Hop, Place, Reading, Reason, Relation, SourceType
from twosource.text import fold

RESOLVED: frozenset[SourceType] = frozenset(
    {"person", "role", "organisation", "document", "agency", "media", "account"}
)
SHARED = 0.5
SURE = 0.8
"""Confidence of a named common source from which all of two articles is taken to come."""
SAID = 0.6
"""Likeness from which two statements of one article are one thing said, by a teller described and then named."""
QUOTED = 4
"""Least words of a quotation that two tellers do not find by chance."""
ACRONYM = 2
"""Letters up to which a word in capitals names nobody."""
NEAR = 400
"""Code points around a statement in which "a constaté notre journaliste" still speaks of it."""


_ACCOUNT = re.compile(r"\s*\([^()]*\)\Z")


class Root(Struct, frozen=True):
    """The end of a statement's derivation. ``organisation`` is the body that the root speaks for.

    ``person`` is set where a person is named. An unresolved root is not ``named``. ``plain``: the sentence of the
    statement itself says who tells it, and no other one, nor wording that it shares.
    """

    key: str
    name: str
    type: SourceType
    named: bool
    organisation: str
    person: str | None = None
    reasons: tuple[Reason, ...] = ()
    plain: bool = True


class Context(Struct, frozen=True):
    """What the story knows: its articles by id, tellers, wording, and the pairs of articles that derive (``derived``).

    ``wording``: the same words; ``sense``: those, translations and paraphrases.
    ``officials``: by id, the names of the outlets that are bodies speaking for themselves.
    ``media``: the folded names of all other outlets of the pile.
    """

    readings: Mapping[str, Reading]
    officials: Mapping[str, str]
    voices: Voices
    wording: Wording
    sense: Wording
    derived: frozenset[frozenset[str]]
    media: frozenset[str] = frozenset()


def derived(relations: Iterable[Relation]) -> frozenset[frozenset[str]]:
    """Give the pairs of articles that derive from each other, or surely from one named source."""
    return frozenset(frozenset({r.earlier, r.later}) for r in relations if _derives(r))


def trace(propositions: Sequence[Proposition], context: Context, near: NDArray[np.float64] | None = None) -> list[Root]:
    """Give the root of each statement of one claim, in order; ``near``: how alike they are, where that is known.

    A statement without a named teller takes the root of the one that is most like it of those whose wording it
    shares, or whose article it copies, at first hand or at second; else its article's own reporter, where the text says
    one was there; else it is unresolved, together with all that copies it or leans on the same source.
    """
    told = _with_standing([_named_root(p, context) for p in propositions], propositions, context)
    own = _one_utterance(told, propositions, context)
    roots = _with_heirs(own, propositions, context, np.zeros((len(own), len(own))) if near is None else near)
    unnamed = [i for i, root in enumerate(roots) if root is None]
    pairs = ((i, j) for i in unnamed for j in unnamed if i != j)
    for part in tied(len(own), pairs, lambda i, j: _tied(i, j, propositions, context)):
        if roots[part[0]] is None:
            root = _unresolved(part, propositions, context)
            for i in part:
                roots[i] = root
    return [root for root in roots if root is not None]


def _with_standing(
    roots: Sequence[Root | None], propositions: Sequence[Proposition], context: Context
) -> list[Root | None]:
    """Give the root of the one teller who stands in its sentence to what nobody, or an agency alone, is read to tell.

    Of narration it is shown only where the claim names him anyhow: there no cue was read.
    """
    named = {root.organisation: root for root in roots if root is not None}
    found = list(roots)
    for i, (root, proposition) in enumerate(zip(roots, propositions, strict=True)):
        if is_relay(root) if root is not None else _is_nameless(proposition):
            but = context.media | ({root.organisation} if root is not None else frozenset[str]())
            standing = beside.teller(proposition, context.readings[proposition.article], context.voices, but)
            if standing is not None:
                says = beside.is_saying(standing[1], context.readings[proposition.article])
                found[i] = _standing_root(*standing, named, proposition, says=says) or root
    return found


def _is_nameless(proposition: Proposition) -> bool:
    """Tell whether nobody is read to tell a statement, not even under a description."""
    return proposition.own or _described(proposition) is None


def _standing_root(
    teller: Voice, place: Place, named: Mapping[str, Root], proposition: Proposition, *, says: bool
) -> Root | None:
    """Give the root that a standing teller is; who says it, by a verb behind the name, is one in any case."""
    told, known = proposition.statement, named.get(teller.organisation)
    reason = Reason("stands-beside", teller.name, (place,))
    if proposition.own and not says:
        return structs.replace(known, reasons=(reason,), plain=False) if known is not None else None
    plain = says or not (told.start <= place.start and place.end <= told.end)
    return Root(teller.key, teller.name, teller.type, True, teller.organisation, teller.person, (reason,), plain)


def _tied(i: int, j: int, propositions: Sequence[Proposition], context: Context) -> bool:
    """Tell whether two unresolved statements stand or fall together.

    A described teller ("une source proche de l'enquête") is nobody else's: only the same words tie it.
    """
    a, b = propositions[i], propositions[j]
    if _described(a) is not None:
        return _described(a) == _described(b) or shares_wording(a, b, context.wording)
    return _depend(a, b, context) or (_described(b) is None and _one_desk(a, b, context))


def _described(proposition: Proposition) -> str | None:
    """Give the folded description of a teller who is not named; ``None`` without one, or of what tells nothing.

    A figure ("11 people") is no teller, nor an event ("the attack"), nor everybody ("world leaders").
    """
    chain = proposition.statement.chain
    if not chain or chain[0].name == "?" or chain[0].name[0].isdigit() or bodies.is_mute(chain[0].name):
        return None
    return fold(chain[0].name)


def _one_utterance(
    roots: Sequence[Root | None], propositions: Sequence[Proposition], context: Context
) -> list[Root | None]:
    """Give quotations in the same words one root: that of the statement whose teller is told most plainly."""
    spoken = [i for i, p in enumerate(propositions) if p.statement.kind == "direct" and roots[i] is not None]
    settled = list(roots)
    alike = tied(
        len(roots),
        combinations(spoken, 2),
        lambda i, j: _same_quotation(propositions[i], propositions[j], context),
    )
    for part in alike:
        if len(part) > 1:
            plainest = max(part, key=lambda i: (_plainness(propositions[i]), -i))
            for i in part:
                settled[i] = roots[plainest]
    return settled


def _same_quotation(a: Proposition, b: Proposition, context: Context) -> bool:
    """Tell whether two quotations share most of their words, or one stands word for word in the other."""
    short, long = sorted((_quoted_words(a), _quoted_words(b)), key=len)
    held = len(short) >= QUOTED and f" {' '.join(short)} " in f" {' '.join(long)} "
    return held or shared(context.sense, a, b) >= SHARED


def _quoted_words(proposition: Proposition) -> list[str]:
    statement = proposition.statement
    return re.findall(r"\w+", fold(proposition.text[statement.start : statement.end]))


def _plainness(proposition: Proposition) -> int:
    """Say how plainly a statement names its teller: by a name beside a cue, a pronoun, or by context only."""
    statement = proposition.statement
    if statement.source is None or statement.cue is None:
        return 0
    return min(statement.source.end - statement.source.start, 40)


def doubtful(root: Root) -> Root:
    """Give the root of a statement that may not belong to the claim: it widens the count, and shows nothing."""
    return Root(f"{root.key}?", root.name, root.type, False, root.organisation, root.person, root.reasons)


def retold(proposition: Proposition, context: Context) -> Iterator[Voice]:
    """Give those who say in a statement what its first teller says."""
    chain = (voices.resolve(context.voices, proposition.article, hop) for hop in proposition.statement.chain[1:])
    return (voice for voice in chain if voice is not None)


def wordings(
    counted: Sequence[int], members: Sequence[Proposition], roots: Sequence[Root], wording: Wording
) -> dict[int, int]:
    """Number the tellings: what shares its root and words, or article, with an earlier one is that one."""
    firsts: list[int] = []
    found: dict[int, int] = {}
    for i in counted:
        same = (j for j in firsts if roots[i].key == roots[j].key and _one_telling(members[i], members[j], wording))
        found[i] = next(same, i)
        if found[i] == i:
            firsts.append(i)
    return found


def _one_telling(a: Proposition, b: Proposition, wording: Wording) -> bool:
    return a.article == b.article or shares_wording(a, b, wording)


def is_relay(root: Root) -> bool:
    """Tell whether a root is media that are only quoted: they tell on what somebody told them.

    A teller in a headline has no reason, which would point into the text.
    """
    said = not root.reasons or any(reason.code == "says-so" for reason in root.reasons)
    return root.type in {"media", "agency"} and said


# --------------------------------------------------------------------- named tellers


def _named_root(proposition: Proposition, context: Context) -> Root | None:
    if proposition.own:
        return _official(proposition, context) or _own_reporter(proposition, context)
    hop = proposition.statement.chain[0] if proposition.statement.chain else None
    teller = voices.resolve(context.voices, proposition.article, hop) if hop else None
    if hop is None or teller is None or bodies.is_general(teller.organisation) or _signs(teller, proposition, context):
        return None
    place = _place(proposition, hop)
    code = "own-reporter" if voices.is_reporter(hop.name) else "says-so"
    reasons = (Reason(code, teller.name, (place,)),) if place else ()
    held = voices.office_evidence(context.voices, proposition.article, hop, teller)
    if held:
        reasons = (*reasons, Reason("holds-the-office", teller.name, (held[0].place,)))
    plain = _is_beside(proposition, hop, context)
    if teller.organisation in context.voices.mouthpieces:
        plain = plain and not _is_nobody(hop.name, "media")  # "TV": which, its sentence does not say
        return Root(teller.key, teller.name, "organisation", True, teller.organisation, None, reasons, plain)
    return _told_root(teller, reasons, plain, context)


def _told_root(teller: Voice, reasons: tuple[Reason, ...], plain: bool, context: Context) -> Root | None:
    """Give the root that a teller is: people who tell together, media, or who is named; ``None`` for anybody else."""
    if _is_nobody(teller.name, teller.type) or _is_posting(teller) or bodies.is_mute(teller.name):
        return None
    people = bodies.people_in(teller.name) if teller.key.startswith("name:") else None
    if people is not None:
        key = f"people:{people}"
        return Root(key, teller.name, "collective", True, key, None, reasons, plain)
    kind: SourceType = "media" if fold(teller.name) in context.media else teller.type
    kind = "organisation" if kind in {"unknown", "collective"} and _is_proper(teller.name) else kind
    if kind == "anonymous" and bodies.inside(teller.name) and teller.organisation != f"name:{fold(teller.name)}":
        return Root(teller.key, teller.name, kind, True, teller.organisation, None, reasons, plain)
    if kind in RESOLVED or (kind == "collective" and not teller.key.startswith("name:")):
        return Root(teller.key, teller.name, kind, True, teller.organisation, teller.person, reasons, plain)
    return None


def _signs(teller: Voice, proposition: Proposition, context: Context) -> bool:
    """Tell whether a teller is who signs the article: what it says itself is no origin for being signed."""
    blocks = [b for b in context.readings[proposition.article].layers.blocks or () if b.role == "byline"]
    rows = context.voices.index.places.get(proposition.article, ())
    return teller.person is not None and any(
        key == teller.entity and b.start <= start and end <= b.end for start, end, key in rows for b in blocks
    )


def _is_beside(proposition: Proposition, hop: Hop, context: Context) -> bool:
    """Tell whether a teller stands in the sentences of what he tells."""
    if hop.start is None:
        return False
    start, end = proposition.statement.start, proposition.statement.end
    if proposition.in_title:
        return True
    sentences = context.readings[proposition.article].layers.sentences or ()
    met = [s for s in sentences if s.start < end and start < s.end]
    return min([start, *(s.start for s in met)]) <= hop.start < max([end, *(s.end for s in met)])


def _is_nobody(name: str, kind: SourceType) -> bool:
    """Tell whether media or documents are called without any name of their own ("local media", "reports", "TV")."""
    if kind not in {"media", "document"}:
        return False
    words = [word for word in re.findall(r"\w+", name) if fold(word) not in bodies.listed("general.media")]
    return not any(word[0].isupper() or word[0].isdigit() for word in words)


def _is_proper(name: str) -> bool:
    """Tell whether a teller of no known kind goes by a name of his own: two words of it have capitals, or one all."""
    words = re.findall(r"\w+", name)
    return sum(word[0].isupper() for word in words) > 1 or any(word.isupper() and len(word) > ACRONYM for word in words)


def _is_posting(teller: Voice) -> bool:
    """Tell whether a teller is anybody who posted ("un message publié sur X", "a user"), called by no name."""
    words = re.findall(r"\w+", fold(teller.name))
    return teller.key.startswith("name:") and bool(words) and words[0] in bodies.listed("general.posts")


def _place(proposition: Proposition, hop: Hop) -> Place | None:
    return Place(proposition.article, hop.start, hop.end) if hop.start is not None and hop.end is not None else None


def _official(proposition: Proposition, context: Context) -> Root | None:
    """Give the body whose own text the article is (a communiqué on its site)."""
    outlet = context.readings[proposition.article].article.outlet
    name = context.officials.get(outlet)
    teller = _account_holder(name, proposition.article, context) if name is not None else None
    if name is None or teller is None:
        return None
    place = Place(proposition.article, proposition.statement.start, proposition.statement.end)
    return Root(
        teller.key,
        name,
        "organisation" if teller.person is None else "person",
        True,
        teller.organisation,
        teller.person,
        (Reason("own-text", name, (place,)),),
    )


def _account_holder(name: str, article: str, context: Context) -> Voice | None:
    """Give whose own texts an outlet prints: the body of its name, or the person ("Ada Roe, ministre (X)")."""
    plain = _ACCOUNT.sub("", name)
    entity = context.voices.index.entity_named(plain.partition(",")[0])
    kind = context.voices.entities[entity].type if entity is not None else ""
    hop = Hop(name=plain.partition(",")[0], type="person") if kind == "person" else Hop(name=plain, type="organisation")
    return voices.resolve(context.voices, article, hop)


def _own_reporter(proposition: Proposition, context: Context) -> Root | None:
    reading = context.readings[proposition.article]
    for credit in reading.layers.credits or ():
        near = (
            abs(credit.start - proposition.statement.end) < NEAR or abs(proposition.statement.start - credit.end) < NEAR
        )
        if credit.form == "reporter" and near and _one_sentence(reading, credit.start, proposition.statement.start):
            name = reading.article.outlet if credit.agency == "own" else credit.agency
            place = Place(proposition.article, credit.start, credit.end)
            return Root(
                f"outlet:{fold(name)}",
                name,
                "media",
                True,
                f"outlet:{fold(name)}",
                None,
                (Reason("own-reporter", name, (place,)),),
            )
    return None


def _one_sentence(reading: Reading, a: int, b: int) -> bool:
    return any(s.start <= a < s.end and s.start <= b < s.end for s in reading.layers.sentences or ())


# ------------------------------------------------------------------- derivation


def _depend(a: Proposition, b: Proposition, context: Context) -> bool:
    """Tell whether two statements are shown to come from one text: same wording, or articles that derive.

    Of an article and its copy only the same place: what one text tells in two places is not one for being copied.
    """
    if a.article == b.article:
        return False
    one, other = (context.readings[p.article].article.text for p in (a, b))
    if one == other and not (a.in_title or b.in_title):
        return (a.statement.start, a.statement.end) == (b.statement.start, b.statement.end)
    if shares_wording(a, b, context.wording):
        return True
    return frozenset({a.article, b.article}) in context.derived


def _one_desk(a: Proposition, b: Proposition, context: Context) -> bool:
    """Tell whether two statements without a named teller stand in one article, or come from one outlet."""
    return a.article == b.article or _outlet(a, context) == _outlet(b, context)


def _derives(relation: Relation) -> bool:
    """Tell whether two whole articles derive from each other, or surely from one named source.

    A common source of some passages says nothing of the other claims: there the shared wording decides. A copy that
    only the weighing of signs tells, or one statement that is cited, counts for nothing here: what else is in the
    story weighs with it, and the statement has its chain.
    """
    known = relation.relation == "common source" and relation.source_name is not None
    part = any(reason.code.startswith(("weighs-", "cites-")) for reason in relation.reasons)
    return (relation.relation == "copies" and not part) or (known and relation.confidence >= SURE)


def shares_wording(a: Proposition, b: Proposition, wording: Wording) -> bool:
    """Tell whether two statements stand on the same words, over most of both."""
    return shared(wording, a, b) >= SHARED


def _outlet(proposition: Proposition, context: Context) -> str:
    return context.readings[proposition.article].article.outlet


def _with_heirs(
    own: Sequence[Root | None], propositions: Sequence[Proposition], context: Context, near: NDArray[np.float64]
) -> list[Root | None]:
    """Give statements without a root that of the named one they come from, at first hand or at second.

    Of several, the one with the same words, then the one that is most like it.
    """
    found = list(own)
    held = [j for j, root in enumerate(own) if root is not None]
    while held:
        heirs: dict[int, Root] = {}
        for i in (i for i, root in enumerate(found) if root is None):
            ranked = (
                (shares_wording(propositions[i], propositions[j], context.wording), near[i, j], -j)
                for j in held
                if _comes_from(propositions[i], propositions[j], context)
                or (near[i, j] >= SAID and _is_named_later(propositions[i], propositions[j]))
            )
            nearest = max(ranked, default=None)
            if nearest is not None and (root := found[-nearest[2]]) is not None:
                heirs[i] = _inherited(root, (propositions[i], propositions[-nearest[2]]), same_words=nearest[0])
        for i, root in heirs.items():
            found[i] = root
        held = list(heirs)
    return found


def _comes_from(a: Proposition, b: Proposition, context: Context) -> bool:
    """Tell whether a statement without a named teller comes from another one; a described teller's has its words."""
    return (_described(a) is None and _depend(a, b, context)) or shares_wording(a, b, context.wording)


def _is_named_later(a: Proposition, b: Proposition) -> bool:
    """Tell whether who is only described may be named by another statement of the article ("a docker", then who)."""
    return a.article == b.article and not a.own and not b.own and _described(a) is not None


def _inherited(root: Root, told: tuple[Proposition, Proposition], *, same_words: bool) -> Root:
    """Give the root that a statement has of another one."""
    beside = "same-article" if told[0].article == told[1].article else "same-source"
    reason = Reason("same-wording" if same_words else beside, root.name, _hulls(told))
    return structs.replace(root, reasons=(*root.reasons, reason), plain=False)


def _hulls(propositions: Iterable[Proposition]) -> tuple[Place, ...]:
    """Give the places of statements; a reason points into texts, so that one in a title apart has none."""
    return tuple(Place(p.article, p.statement.start, p.statement.end) for p in propositions if not p.in_title)


def _kind(proposition: Proposition) -> SourceType:
    """Give the kind of a described teller: a collective ("des riverains"), else anonymous."""
    chain = proposition.statement.chain
    return "collective" if chain and chain[0].type == "collective" else "anonymous"


def _unresolved(part: Sequence[int], propositions: Sequence[Proposition], context: Context) -> Root:
    first = propositions[part[0]]
    reading = context.readings[first.article]
    agency = next(
        (
            c.agency
            for i in part
            for c in context.readings[propositions[i].article].layers.credits or ()
            if c.form in {"dateline", "byline", "end"} and c.agency != "own"
        ),
        None,
    )
    telling = next((p for p in (propositions[i] for i in part) if _described(p) is not None), None)
    described = telling.statement.chain[0].name if telling is not None else None
    places = _hulls(propositions[i] for i in part)
    reason = Reason("through-agency", agency, places) if agency else Reason("no-origin-named", described or "", places)
    name = described or agency or "unknown"
    key = f"open:{fold(agency)}" if agency else f"open:{reading.article.outlet}"
    kind: SourceType = _kind(first) if described else "unknown"
    return Root(key if not described else f"{key}:{fold(described)}", name, kind, False, key, None, (reason,))
