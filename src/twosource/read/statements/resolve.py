"""Tellers resolved across the article: pronouns, roles, names in part, kinds named again."""

from __future__ import annotations

import msgspec

from twosource.model import Hop, Mention, SourceType
from twosource.read.statements import apposed, tellers
from twosource.read.statements.phrases import Phrase, group_at, is_told, phrase_from
from twosource.read.statements.recall import Memory, content_words, content_words_of
from twosource.read.statements.subjects import subject_before
from twosource.read.statements.view import View
from twosource.text import fold

LONGEST_NAME = 6
"""Tokens of a name in quotation marks, its first mark among them."""
GESTURING = frozenset({"person", "role", "anonymous", "collective"})
GROUPS = frozenset({"group", "groupe", "holding", "bank", "banque"})
"""Words of companies' names that are kinds of bodies too."""


def _by_office(view: View, phrase: Phrase, memory: Memory) -> str | None:
    words = content_words(view, phrase)
    index = tellers.head(view, phrase)
    if view.lexicon.tellers.get(view.word(index)) != "role" or not words:
        return None
    general = words & view.lexicon.words["roles.general"]
    if general and words - general:
        words = words - general
    best: tuple[int, int, str] | None = None
    for order, office in enumerate(memory.offices):
        shared = len(words & office.words)
        if words <= office.words or (shared and office.words <= words):
            rank = (shared, order, office.person)
            best = rank if best is None or rank > best else best
    return best[2] if best else None


def hop_of(view: View, phrase: Phrase, memory: Memory) -> Hop:
    """Make the hop that a teller's phrase names: a full name, the holder of an office, or the description."""
    kind = tellers.type_of(view, phrase)
    issuer = _issuer(view, phrase) if kind == "document" else None
    if issuer is not None:
        return hop_of(view, issuer, memory)
    together = apposed.people_in(view, phrase)
    if together:
        return joint(view, phrase, together, memory)
    quoted = _in_quotes(view, phrase, kind)
    known = Hop(name=quoted, type=kind) if quoted else _by_initials(view, phrase, memory)
    known = _land(view, phrase, memory) if known is None and kind == "person" else known
    if known is not None:
        return _placed(view, phrase, known)
    mention = tellers.name_in(view, phrase) or _beside(view, phrase, kind)
    if mention is not None:
        named = "person" if mention.type == "person" and kind != "organisation" else kind
        return _placed(view, phrase, Hop(name=memory.full(mention.name), type=named))
    again = _meant(view, phrase, memory, kind)
    if again is not None:
        return _placed(view, phrase, again)
    described = _described(view, phrase) if kind == "anonymous" else phrase
    return _placed(view, phrase, Hop(name=_named(view, described, memory), type=kind))


def _land(view: View, phrase: Phrase, memory: Memory) -> Hop | None:
    """Give the land that a single name means, as the article shows ("Velmaria said", after "in Velmaria")."""
    name = tellers.bare(view, phrase)
    return Hop(name=name, type="organisation") if fold(name) in memory.lands else None


def _by_initials(view: View, phrase: Phrase, memory: Memory) -> Hop | None:
    """Give the person of the article whom bare initials mean ("A. R. :" in an interview)."""
    letters = tellers.initials(view, phrase)
    people = (m.name for m in memory.names if m.type == "person" and letters)
    named = (name for name in people if "".join(part[0] for part in name.replace("-", " ").split()) == letters)
    name = next(named, None)
    return Hop(name=memory.full(name), type="person") if name is not None else None


def _in_quotes(view: View, phrase: Phrase, kind: SourceType) -> str:
    """Give the name in quotation marks behind a kind of body ("le collectif « Port libre »"), empty for none."""
    number = view.quoted[phrase.end] if phrase.end < len(view) else -1
    if number < 0 or kind not in {"organisation", "media", "agency"}:
        return ""
    quote = view.quotes[number]
    short = quote.open == phrase.end and quote.close - quote.open <= LONGEST_NAME
    if not short or not view.tokens[quote.open + 1].text[:1].isupper():
        return ""
    span = view.span(quote.open + 1, quote.close)
    return view.text[span.start : span.end]


def joint(view: View, phrase: Phrase, people: tuple[Mention, ...], memory: Memory) -> Hop:
    """Make the one hop of persons who speak together."""
    names = dict.fromkeys(memory.full(m.name) for m in people)
    return _placed(view, phrase, Hop(name=", ".join(names), type="collective" if len(names) > 1 else "person"))


def _beside(view: View, phrase: Phrase, kind: SourceType) -> Mention | None:
    """Give the name in apposition to a description of one person or body."""
    index = tellers.head(view, phrase)
    if kind not in {"role", "unknown", "anonymous", "organisation"} or view.pos(index) != "NOUN":
        return None
    if view.tokens[index].text[:1].isupper() or view.pos(phrase.end) == "DET":
        return None
    if view.tokens[index].number == "plur":
        return None
    return apposed.name_after(view, phrase) or apposed.name_before(view, phrase)


def _meant(view: View, phrase: Phrase, memory: Memory, kind: SourceType) -> Hop | None:
    """Give who is meant by a phrase without a person's name: somebody named elsewhere in the article."""
    if view.starts(phrase.start, view.lexicon.phrases["anaphora.last"]) == phrase.end - phrase.start:
        return _last_named(view, phrase, memory)
    if tellers.is_some(view, phrase):
        return some_of(memory)
    definite = _definite(view, phrase)
    holder = _by_office(view, phrase, memory) if definite else None
    if holder is not None:
        return Hop(name=holder, type="person")
    again = _of_paper(view, phrase, memory) if kind == "document" and definite else None
    if again is None and kind in {"role", "document"} and definite:
        again = _described_before(view, phrase, memory)
    if again is not None:
        return again
    found = _only_person(view, phrase, memory) if kind == "role" and definite else None
    if kind == "document":
        found = _spoken_for(view, phrase, memory)
    elif kind == "role" and definite and len(content_words(view, phrase)) == 1:
        found = _last_person(view, phrase, memory)
    return found or _named_again(view, phrase, memory, kind) or _body_again(view, phrase, memory)


def _of_paper(view: View, phrase: Phrase, memory: Memory) -> Hop | None:
    """Give who made a document that the article named before, or spoke in it ("a report by X ... the report said")."""
    noun = fold(view.tokens[tellers.head(view, phrase)].lemma)
    return next((hop for paper, hop in reversed(memory.papers) if paper == noun), None)


def _described_before(view: View, phrase: Phrase, memory: Memory) -> Hop | None:
    """Give who told before under the same noun and without a name ("a navy spokesman ... the spokesman")."""
    words = content_words(view, phrase)
    nameless = (hop for hop in reversed(memory.hops) if hop.type in {"role", "anonymous", "document"})
    called = ((hop, content_words_of(tuple(fold(hop.name).split()), view.lexicon.language)) for hop in nameless)
    return next((hop for hop, name in called if words and words <= name), None)


def some_of(memory: Memory) -> Hop | None:
    """Give those among whom some speak: the group or the unnamed sources that spoke last."""
    several = (hop for hop in reversed(memory.hops) if hop.type in {"collective", "anonymous"} or ", " in hop.name)
    return next(several, None)


def _only_person(view: View, phrase: Phrase, memory: Memory) -> Hop | None:
    """Give the one person whom the article named before a description, if they hold no other office."""
    start = view.tokens[phrase.start].start
    names = dict.fromkeys(memory.full(m.name) for m in memory.names if m.type == "person" and m.end <= start)
    people = {hop.name for hop in memory.hops if hop.type == "person"} | names.keys()
    name = next(iter(names), "")
    held = any(office.person == name for office in memory.offices)
    alone = len(people) == 1 and not held and " " in name
    return Hop(name=name, type="person") if alone and _of_a_name(view, phrase) else None


def _of_a_name(view: View, phrase: Phrase) -> bool:
    """Tell whether an office is that of a named body or place, or of none said ("l'ancien président de Nord-Cité")."""
    of = next((i for i in range(phrase.start + 1, phrase.end) if view.is_word(i, "clauses.of")), None)
    last = phrase.end - 1
    if view.pos(last) == "PROPN" and view.pos(last - 1) in {"ADJ", "NOUN"}:  # "le président de la banque Ada"
        return False
    return of is None or any(view.tokens[i].text[:1].isupper() for i in range(of, phrase.end))


def _spoken_for(view: View, phrase: Phrase, memory: Memory) -> Hop | None:
    """Give whose words a document without an issuer beside it holds: those of the person or body that spoke last."""
    if not view.is_word(tellers.head(view, phrase), "anaphora.documents"):
        return None
    spoke = (hop for hop in (*reversed(memory.chain), *reversed(memory.hops)) if hop.start is not None)
    own = next((hop for hop in spoke if hop.type not in {"document", "anonymous", "media", "agency"}), None)
    return own or _body_before(view, phrase, memory)


def _last_named(view: View, phrase: Phrase, memory: Memory) -> Hop | None:
    """Give the person named last before "ce dernier", "the latter"."""
    start = view.tokens[phrase.start].start
    before = [m for m in memory.names if m.type == "person" and m.end <= start]
    if before:
        return Hop(name=memory.full(before[-1].name), type="person")
    return next((hop for hop in reversed(memory.hops) if hop.type in {"role", "organisation", "collective"}), None)


def _body_again(view: View, phrase: Phrase, memory: Memory) -> Hop | None:
    """Give the body that "la firme", "the company", alone or with an adjective, names again: the one named last."""
    index = tellers.head(view, phrase)
    named = any(view.pos(i) in {"PROPN", "ADP", "NOUN"} and i != index for i in range(phrase.start, phrase.end))
    if named or not view.is_word(index, "anaphora.bodies") or not _definite(view, phrase):
        return None
    carried = (
        [hop for hop in memory.hops if hop.type == "media"]
        if view.lexicon.tellers.get(view.word(index)) == "media"
        else []
    )
    if carried:
        return Hop(name=carried[-1].name, type="media")
    start, head = view.tokens[phrase.start].start, view.word(index)
    called = [m for m in memory.names if m.type == "organisation" and m.end <= start and head in fold(m.name).split()]
    if called:
        return Hop(name=memory.full(called[-1].name), type="organisation")
    return _body_before(view, phrase, memory, head)


def _body_before(view: View, phrase: Phrase, memory: Memory, head: str = "") -> Hop | None:
    """Give the body named last before a phrase; for a kind of body (``head``) none that its name says to be another."""
    start = view.tokens[phrase.start].start
    before = [m for m in memory.names if m.type == "organisation" and m.end <= start and not memory.is_own(m.name)]
    media = {hop.name for hop in memory.hops if hop.type in {"media", "agency"}}
    titles = [m for m in before if head and any(m.name in name for name in media)]
    before = [m for m in before if not (head and _is_other_kind(view, memory.full(m.name), head)) and m not in titles]
    if before:
        return Hop(name=memory.full(before[-1].name), type="organisation")
    told = (hop for hop in reversed(memory.hops) if head and hop.type == "organisation" and hop.name[:1].isupper())
    return next((hop for hop in told if not _is_other_kind(view, hop.name, head)), None)


def _is_other_kind(view: View, name: str, head: str) -> bool:
    """Tell whether a name is a medium's, or holds a word for a kind of body that ``head`` is not ("the ministry")."""
    words = [fold(word) for word in name.replace("'", " ").replace("’", " ").split()]
    listed, carrying = view.lexicon.tellers, {"media", "agency"}
    medium = " ".join(words) in view.lexicon.media or any(listed.get(word) in carrying for word in words)
    kinds = {word for word in words if listed.get(word) == "organisation"}
    carried = listed.get(head) in carrying or head in view.lexicon.words["relays.media_words"]
    company = head in view.lexicon.words["anaphora.companies"]
    return (medium and not carried) or (company and bool(kinds - view.lexicon.words["anaphora.companies"] - GROUPS))


def _placed(view: View, phrase: Phrase, hop: Hop) -> Hop:
    span = view.span(phrase.start, phrase.end)
    return msgspec.structs.replace(hop, start=span.start, end=span.end)


def _described(view: View, phrase: Phrase) -> Phrase:
    """Extend an unnamed source over what places it ("sources close to the inquiry", "sources within the ministry")."""
    end = phrase.end
    while (
        view.pos(end) in {"ADP", "ADJ", "PART"}
        and view.quoted[end] < 0
        and view.word(end) not in view.lexicon.words["clauses.by"]
        and not view.is_word(end, "clauses.as")
        and view.word(end + 1) != ":"  # "un ministre lâche : « P »"
    ):
        more = phrase_from(view, end + 1, len(view))
        step = end + 1 if more is None else more.end
        told = more is not None and tellers.type_of(view, more) in {"agency", "media"}  # "une source à l'XYZ"
        if told or (more is None and view.pos(end) != "ADJ"):
            break
        end = step
    return Phrase(phrase.start, end)


RECENT = 3


def _last_person(view: View, phrase: Phrase, memory: Memory) -> Hop | None:
    """Give the person whom a bare "la magistrate" names again: one of the last tellers, of no other office."""
    words = content_words(view, phrase)
    feminine = view.word(phrase.start) in {"la", "cette"}
    women = {office.person for office in memory.offices if office.feminine}
    for hop in reversed(memory.hops[-RECENT:]):
        held = [office.words for office in memory.offices if office.person == hop.name]
        apart = bool(held) or not words.isdisjoint(view.lexicon.words["roles.unique"])  # "la préfète" is no passer-by
        other = apart and not any(words & o for o in held) and words.isdisjoint(view.lexicon.words["roles.general"])
        if (
            (hop.type == "person" or (hop.type == "role" and hop.name.split()[-1][:1].isupper()))
            and not other
            and (not women or feminine == (hop.name in women) or hop.name not in {o.person for o in memory.offices})
        ):
            return Hop(name=hop.name, type="person")
    return None


def _issuer(view: View, phrase: Phrase) -> Phrase | None:
    """Give who issued a document ("un communiqué de la préfecture", "Ada Roe's statement"): a document is no hop."""
    linking = view.lexicon.words["clauses.of"] | view.lexicon.words["clauses.by"]
    of = next((i for i in range(phrase.start + 1, phrase.end) if view.word(i) in linking), None)
    if of is None:
        return _compounded(view, phrase) or _behind(view, phrase)
    issuer = Phrase(phrase.start, of) if view.word(of) == "'s" else Phrase(of + 1, phrase.end)
    kind = tellers.type_of(view, issuer) if issuer.start < issuer.end else "unknown"
    if kind == "document" and view.word(of) != "'s":  # "a reading of a study by X"
        return _issuer(view, issuer)
    return issuer if kind in {"person", "role", "organisation", "agency", "media", "collective"} else None


def _behind(view: View, phrase: Phrase) -> Phrase | None:
    """Give who is named as the maker behind a document ("a report on Wednesday by X", "the report, written by X,")."""
    parted = view.word(phrase.end) == "," and view.tokens[phrase.end + 1].form in {"", "part"}
    for index in range(phrase.end + parted, min(phrase.end + 6, len(view))):
        if view.is_word(index, "clauses.makers"):
            maker = phrase_from(view, index + 1, len(view))
            kinds = {"person", "role", "organisation", "agency", "media", "collective"}
            return maker if maker is not None and tellers.type_of(view, maker) in kinds else None
        seen = view.is_word(index, "clauses.seen")
        if seen or view.is_finite(index) or view.pos(index) == "PUNCT" or view.quoted[index] >= 0:
            return None
    return None


def _compounded(view: View, phrase: Phrase) -> Phrase | None:
    """Give the body whose name stands before a document ("XYZ data", "the Acme report")."""
    index = tellers.head(view, phrase)
    body = next((m for m in view.mention_at(phrase.start, index) if m.type == "organisation"), None)
    return Phrase(phrase.start, index) if body is not None else None


def _definite(view: View, phrase: Phrase) -> bool:
    pointing = view.lexicon.words["anaphora.definite"] | view.lexicon.words["anaphora.demonstrative"]
    return view.word(phrase.start) in pointing or "'s" in view.words[phrase.start : phrase.end]


def _named(view: View, phrase: Phrase, memory: Memory) -> str:
    alone = memory.aliases.get(fold(tellers.bare(view, phrase)))
    if alone is not None:
        return alone
    listed = _listed(view, phrase)
    text = ", ".join(tellers.bare(view, part) for part in listed) if len(listed) > 1 else tellers.bare(view, phrase)
    inside = [m for m in view.mention_at(phrase.start, phrase.end) if m.type != "person"]
    whole = next((m for m in inside if fold(m.name) == fold(text)), None)
    return memory.full(whole.name) if whole else text


def _listed(view: View, phrase: Phrase) -> list[Phrase]:
    """Cut a list of tellers who speak together into its members ("la CGT, l'Unsa et la CFDT")."""
    parts: list[Phrase] = []
    start = phrase.start
    while start < phrase.end:
        part = phrase_from(view, start, phrase.end)
        if part is None:
            return []
        parts.append(part)
        start = next(
            (
                i + 1
                for i in range(part.end, phrase.end)
                if view.word(i) == "," or view.is_word(i, "clauses.coordination")
            ),
            phrase.end,
        )
    joined = any(view.is_word(i, "clauses.coordination") for i in range(phrase.start, phrase.end))
    return parts if joined else []


def _together(view: View, phrase: Phrase, memory: Memory) -> Hop | None:
    """Resolve "les trois syndicats", "les organisations" to the last list of tellers that it can mean."""
    index = tellers.head(view, phrase)
    plural = view.tokens[index].number == "plur" or view.word(index).endswith("s")
    kinds = view.lexicon.words["anaphora.bodies"]
    counted = any(view.pos(i) == "NUM" for i in range(phrase.start, index))
    plural = plural and (
        counted or not kinds.isdisjoint({view.word(index).removesuffix("s"), fold(view.tokens[index].lemma)})
    )
    if not plural or phrase.end - phrase.start > 3:
        return None
    return next(
        (
            hop
            for hop in reversed(memory.hops)
            if hop.name.count(", ") >= 1 and hop.type in {"organisation", "collective"}
        ),
        None,
    )


def _named_again(view: View, phrase: Phrase, memory: Memory, kind: SourceType) -> Hop | None:
    """Resolve "ces agences", "les mêmes sources", "le ministère", "the agency" to an earlier hop."""
    words = view.words[phrase.start : phrase.end]
    same = any(word in view.lexicon.words["anaphora.same"] for word in words)
    pointed = same or words[0] in view.lexicon.words["anaphora.demonstrative"]
    index = tellers.head(view, phrase)
    lone = (
        phrase.end - phrase.start <= (3 if view.pos(phrase.start + 1) == "NUM" else 2)
        and words[0] in view.lexicon.words["anaphora.definite"]
    )
    if not pointed and not (lone and view.pos(index) == "NOUN"):
        return None
    together = _together(view, phrase, memory)
    if together is not None:
        return together
    heads = {words[index - phrase.start], fold(view.tokens[index].lemma)}
    for hop in reversed(memory.hops):
        name = hop.name.replace("’", "'").rpartition("'s ")[2]  # "the company's finance chief" is not the company
        if any(fold(word) in heads for word in name.replace("'", " ").split()):
            return hop
    if same:
        return next((hop for hop in reversed(memory.chain) if hop.type not in {"person", "role"}), None)
    if pointed:
        return next((hop for hop in reversed(memory.hops) if hop.type == kind), None)
    return None


def with_topic(view: View, memory: Memory) -> Memory:
    """Remember the person that a sentence puts first: the next pronoun may mean them."""
    begin = view.tokens[0].start
    if True in [hop.start is not None and hop.start >= begin for hop in memory.chain]:  # somebody has spoken in it
        return memory
    silent = _gesturing(view, memory)
    if silent is not None:  # "Her neighbour nodded. “P.”"
        return msgspec.structs.replace(memory, chain=(silent,), hops=(*memory.hops, silent))
    people = [m for m in view.mentions if m.type == "person"]
    opening = view.tokens[min(6, len(view) - 1)].end
    first = next((m for m in people if m.start < opening or len(people) == 1), None)
    topic = Hop(name=memory.full(first.name), type="person") if first is not None else _body_first(view, memory)
    if topic is None or (memory.hops and memory.hops[-1].name == topic.name):
        return memory
    return msgspec.structs.replace(memory, hops=(*memory.hops, topic))


def _gesturing(view: View, memory: Memory) -> Hop | None:
    """Give who does something while speaking, in a sentence of their own: a quotation that stands next is theirs."""
    gestures = view.lexicon.words["clauses.gestures"]
    verb = next((i for i in range(len(view)) if view.quoted[i] < 0 and is_told(view, i)), None)
    if verb is None or fold(view.tokens[verb].lemma) not in gestures:
        return None
    subject = subject_before(view, group_at(view, verb))
    if subject is None or tellers.is_pronoun(view, subject):
        return None
    return hop_of(view, subject, memory) if tellers.type_of(view, subject) in GESTURING else None


def _body_first(view: View, memory: Memory) -> Hop | None:
    """Give the body or the group that is the subject of a sentence's first verb."""
    verb = next((i for i, token in enumerate(view.tokens) if token.form == "fin" and view.quoted[i] < 0), None)
    subject = subject_before(view, group_at(view, verb)) if verb is not None else None
    kinds = {"organisation", "role", "anonymous"} | (set() if view.lexicon.grammar.genderless else {"collective"})
    if subject is None or tellers.type_of(view, subject) not in kinds or tellers.is_pronoun(view, subject):
        return None
    return hop_of(view, subject, memory)
