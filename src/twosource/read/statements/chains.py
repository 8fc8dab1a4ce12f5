"""The chain of every proposal of a sentence: own hops, relays, the tellers of the content that holds it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from twosource.model import Hop, Mention
from twosource.read.statements import aliases, apposed, cues, pronouns, recall, relays, resolve, tellers
from twosource.read.statements.phrases import Phrase, phrase_from
from twosource.read.statements.proposals import Proposal, Range, holds
from twosource.read.statements.recall import Memory
from twosource.read.statements.view import View
from twosource.text import fold

MEDIA = frozenset({"media", "agency", "organisation", "unknown"})
VOICES = frozenset({"person", "role", "anonymous"})
GOING_ON = frozenset({"person", "role", "organisation", "document"})
"""Who tells what another told, and may go on himself."""
UNKNOWN = (Hop(name="?", type="unknown"),)


def remember(views: Sequence[View], names: tuple[Mention, ...], outlet: str) -> Memory:
    """Make the memory of an article before its first sentence: its names, acronyms and offices."""
    own = frozenset(fold(outlet).replace("-", " ").split())
    forms = views[0].lexicon.words["roles.titles"] if views else frozenset[str]()
    titles = forms | (views[0].lexicon.words["tellers.role"] if views else frozenset[str]())
    short = dict(pair for view in views for pair in aliases.acronyms_in(view))
    names = tuple(sorted({*names, *(body for view in views for body in aliases.bodies_in(view))}))
    parts = frozenset(part for one in names if one.type == "person" for part in fold(one.name).split()[1:])
    lands = frozenset(land for view in views for land in aliases.lands_in(view)) - parts
    memory = Memory(own=own, names=names, aliases=short, titles=titles, forms=forms, lands=lands)
    offices = tuple(office for view in views for office in recall.offices_in(view, memory))
    return msgspec.structs.replace(memory, offices=offices)


def settle(
    view: View, proposals: Sequence[Proposal], memory: Memory, *, adjacent: bool
) -> tuple[Mapping[Proposal, tuple[Hop, ...]], Memory]:
    """Give the chain of every proposal of a sentence, outer ones first, and what is remembered after it."""
    chains: dict[Proposal, tuple[Hop, ...]] = {}
    for proposal in proposals:
        outer = parent(proposal, proposals)
        above = chains.get(outer, ()) if outer else ()
        own = _own_chain(view, proposal, memory, chains, adjacent=adjacent)
        if outer is not None and _means_outer(view, proposal, own, above, outer.cue):
            own = ()
        chain = own + above
        paper = _paper(view, proposal)
        again = paper is None and (proposal.source is None or tellers.is_pronoun(view, proposal.source))
        chains[proposal] = _through(_once(chain), memory) if again else _once(chain)
        memory = _remember(memory, chains[proposal], above)
        if paper is not None and own and own[0].type not in {"document", "unknown"}:
            memory = msgspec.structs.replace(memory, papers=(*memory.papers, (paper, own[0])))
    return chains, memory


def _paper(view: View, proposal: Proposal) -> str | None:
    """Give the noun of the document that tells, or in which somebody does ("X said in a report released Friday")."""
    written = proposal.source
    if proposal.cue is not None and view.pos(proposal.cue.end) == "ADP":
        placed = phrase_from(view, proposal.cue.end + 1, len(view))
        written = placed if placed is not None and tellers.type_of(view, placed) == "document" else written
    if written is None or tellers.type_of(view, written) != "document":
        return None
    return fold(view.tokens[tellers.head(view, written)].lemma)


def _means_outer(
    view: View, proposal: Proposal, own: tuple[Hop, ...], outer: tuple[Hop, ...], told: Range | None
) -> bool:
    """Tell whether a pronoun inside a body's words means the body itself ("police said they believe that")."""
    if proposal.source is None or not outer or not tellers.is_pronoun(view, proposal.source):
        return False
    if told is not None and told.start > proposal.source.start:  # "it said P, according to X"
        return False
    plural = view.is_word(proposal.source.start, "pronouns.plural")
    unsure = own == UNKNOWN or (own[0].type == "unknown" and own[0].name[:1].islower())  # "the claim", "the idea"
    body = outer[0].type in {"organisation", "collective"}
    return body and (plural or unsure)


def _through(chain: tuple[Hop, ...], memory: Memory) -> tuple[Hop, ...]:
    """Add the medium that the same teller spoke to before ("a-t-il ajouté", after "a dit X à la radio").

    Not where they are named anew: they may speak elsewhere.
    """
    if len(chain) == 1 and memory.relayed and memory.relayed[0].name == chain[0].name != "?":
        return chain + memory.relayed[1:]
    return chain


def _remember(memory: Memory, chain: tuple[Hop, ...], outer: tuple[Hop, ...]) -> Memory:
    """Remember a chain; where one who tells what another told goes on, it is he: no medium does."""
    named = tuple(hop for hop in reversed(chain) if hop.name != "?")
    if not named:
        return memory
    spoken = len(chain) > 1 and chain[0].type in VOICES and all(hop.type in MEDIA for hop in chain[1:])
    relayed = chain if spoken else memory.relayed
    going_on = outer if outer and outer[0].type in GOING_ON else chain
    return msgspec.structs.replace(memory, chain=going_on, hops=memory.hops + named, relayed=relayed)


def _once(chain: tuple[Hop, ...]) -> tuple[Hop, ...]:
    """Drop a hop that repeats the one before it."""
    return tuple(hop for i, hop in enumerate(chain) if all(hop.name != earlier.name for earlier in chain[:i]))


def parent(inner: Proposal, proposals: Sequence[Proposal]) -> Proposal | None:
    """Give the closest content that holds the cue (or the whole) of a proposal."""
    mark = inner.cue.start if inner.cue else inner.start
    around = [q for q in proposals if q is not inner and holds(q, mark) and q.end - q.start > inner.end - inner.start]
    around = [q for q in around if q.cue is None or inner.cue is None or q.cue != inner.cue]
    return min(around, key=lambda q: (q.end - q.start, q.start), default=None)


def _own_chain(
    view: View, proposal: Proposal, memory: Memory, earlier: Mapping[Proposal, tuple[Hop, ...]], *, adjacent: bool
) -> tuple[Hop, ...]:
    spoken_to = proposal.relays or addressed(view, proposal)
    spoken_to = tuple(one for one in spoken_to if not view.starts(one.start, view.lexicon.phrases["relays.own"]))
    through = tuple(resolve.hop_of(view, phrase, memory) for phrase in spoken_to)
    through = tuple(hop for hop in through if not memory.is_own(hop.name))
    by = (resolve.hop_of(view, proposal.relayed_by, memory),) if proposal.relayed_by else ()
    cited = (resolve.hop_of(view, proposal.cites, memory),) if proposal.cites else ()
    first = _first_hops(view, proposal, memory, earlier, adjacent=adjacent)
    first = first if not cited else tuple(hop for hop in first if not memory.is_own(hop.name))
    return cited + first + through + by


def addressed(view: View, proposal: Proposal) -> tuple[Phrase, ...]:
    """Give the medium that stands where the addressee of "told" does, whatever follows ("told XYZ, the quay ...")."""
    end = proposal.cue.end if proposal.cue else 0
    if not end or not view.is_word(end - 1, "addressing.forms"):
        return ()
    first = end + 1 if view.pos(end) == "DET" else end
    start = view.tokens[first].start if first < len(view) else -1
    body = next((m for m in view.mentions if m.start == start and m.type == "organisation"), None)
    if body is None:
        return ()
    after = next((i for i in range(first, len(view)) if view.tokens[i].start >= body.end), len(view))
    told = Phrase(first, after)
    return (told,) if after < len(view) and (relays.is_medium(view, told) or not view.is_finite(after)) else ()


def _same_source(proposal: Proposal, earlier: Mapping[Proposal, tuple[Hop, ...]]) -> tuple[Hop, ...] | None:
    """Give the chain of an earlier cue of the sentence on whose teller this one leans."""
    if not proposal.inherits or proposal.source is None:
        return None
    start = proposal.source.start
    same = [chain for other, chain in earlier.items() if other.source is not None and other.source.start == start]
    return same[-1] if same else None


def _of_source(view: View, proposal: Proposal, source: Phrase, memory: Memory) -> tuple[Hop, ...]:
    if view.is_word(source.start, "pronouns.ours") and tellers.type_of(view, source) == "document":
        return UNKNOWN  # "selon nos informations": whoever told us is not named
    if not tellers.is_pronoun(view, source):
        people = apposed.people_before(view, source, _finite(view, proposal)) if proposal.group else ()
        hop = resolve.joint(view, source, people, memory) if people else resolve.hop_of(view, source, memory)
        return (hop,)
    named = pronouns.named_before(view, proposal.start, source, memory)
    if named is None and proposal.frame == "preposition" and view.is_word(source.start, "pronouns.plural"):
        named = pronouns.of_clause(view, source, memory)  # "the rebels fled as, according to them, P"
    if named is not None:
        return (named,)
    found = pronouns.pronoun(view, source, _without_named(view, proposal, source, memory))
    beside = pronouns.of_clause(view, source, memory) if found[0].name == "?" else None
    return (beside,) if beside is not None else found


def _without_named(view: View, proposal: Proposal, source: Phrase, memory: Memory) -> Memory:
    """Leave out whom the words behind a pronoun's verb name: nobody calls himself so ("he said Roe was late")."""
    if proposal.start < source.start or view.quoted[proposal.start] >= 0:
        return memory
    told = view.span(proposal.start, proposal.end)
    people = {memory.full(m.name) for m in view.mentions if m.type == "person" and told.start <= m.start < told.end}
    return msgspec.structs.replace(memory, hops=tuple(hop for hop in memory.hops if hop.name not in people))


def _finite(view: View, proposal: Proposal) -> int:
    group = proposal.group
    return next((i for i in range(group.start, group.end) if view.is_finite(i)), group.verb) if group else 0


def _first_hops(
    view: View, proposal: Proposal, memory: Memory, earlier: Mapping[Proposal, tuple[Hop, ...]], *, adjacent: bool
) -> tuple[Hop, ...]:
    same = _same_source(proposal, earlier)
    if same is not None:
        return same
    if proposal.source is not None:
        return _of_source(view, proposal, proposal.source, memory)
    clitic = proposal.group.clitic if proposal.group else None
    if clitic is not None and not (proposal.inherits and earlier):
        return pronouns.pronoun(view, Phrase(clitic, clitic + 1), memory)
    group = proposal.group
    passive = group is not None and view.tokens[group.verb].form == "part" and cues.is_passive(view, group)
    if not proposal.inherits or passive:  # "where it was believed to have begun": nobody says by whom
        return UNKNOWN
    before = list(earlier.values())
    return before[-1] if before else memory.chain if adjacent and memory.chain else UNKNOWN
