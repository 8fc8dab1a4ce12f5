"""Whom a pronoun means: the person or body that spoke or was put first last, by number and gender."""

from __future__ import annotations

import msgspec

from twosource.model import Hop, Span
from twosource.read.statements import genders, tellers
from twosource.read.statements.phrases import Phrase, group_at
from twosource.read.statements.recall import Memory
from twosource.read.statements.resolve import hop_of, some_of
from twosource.read.statements.subjects import subject_before
from twosource.read.statements.view import View
from twosource.text import fold

LONGEST_WORD = 24
"""Letters from which the gender of a phrase is read."""
BODIES = frozenset({"organisation", "media", "agency", "collective"})
UNNAMED = Hop(name="?", type="unknown")


def named_before(view: View, content: int, phrase: Phrase, memory: Memory) -> Hop | None:
    """Give the person named before a quotation for a pronoun after it ("X est serein : « ... », dit-il")."""
    if content == 0 or phrase.start < content or view.is_word(phrase.start, "pronouns.plural"):
        return None
    limit = view.tokens[content].start
    person = next((m for m in view.mentions if m.type == "person" and m.end <= limit), None)
    if person is None:
        return None
    span = view.span(phrase.start, phrase.end)
    return Hop(name=memory.full(person.name), type="person", start=span.start, end=span.end)


def pronoun(view: View, phrase: Phrase, memory: Memory) -> tuple[Hop, ...]:
    """Give the chain that a pronoun stands for: the person or body that spoke or was put first last."""
    span = view.span(phrase.start, phrase.end)
    if view.is_word(phrase.start, "pronouns.unknown") and view.word(phrase.start) != "it":
        among = some_of(memory) if tellers.is_some(view, phrase) else None
        if among is not None:
            return (_placed(among, span),)
        some = view.lexicon.tellers.get(view.word(phrase.start)) == "anonymous"
        text = view.text[span.start : span.end]
        return (Hop(name=text, type="anonymous", start=span.start, end=span.end) if some else UNNAMED,)
    if view.word(phrase.start) == "it":
        return (_placed(_thing(memory), span),)
    feminine = view.is_word(phrase.start, "pronouns.feminine")
    plural = view.is_word(phrase.start, "pronouns.plural")
    women, men = _genders(memory, marked=not view.lexicon.grammar.genderless)
    known, barred = (women, men) if feminine else (men, women)
    fitting = [
        hop
        for hop in reversed(memory.hops)
        if _agrees(hop, plural=plural, barred=barred) and _fits(view, hop, feminine=feminine)
    ]
    if plural and not fitting:
        fitting = [
            hop for hop in reversed(memory.hops) if hop.type in {"organisation", "collective"} or ", " in hop.name
        ]
    people = [hop for hop in fitting if hop.type in {"person", "role", "anonymous"}]
    if not plural:
        named = _named_so_far(view, memory, barred)
        sure = known if feminine or view.lexicon.grammar.genderless else frozenset[str]()
        if not (people and people[0].start is None and people[0].type == "person"):  # whom a sentence put first since
            people = sorted(
                people[:2], key=lambda hop: hop.name not in sure and not _is_marked(view, hop, feminine=feminine)
            )
        things = not view.lexicon.grammar.genderless
        fresh = fitting[:1] if things and fitting and _is_fresh(view, fitting[0], memory, feminine=feminine) else []
        since = [hop for hop in named if hop.name in known and _is_since(view, hop, fitting, memory)]
        fitting = fresh or people or since or (fitting or named if things else named or fitting)
    beside = [] if fitting or plural else _named_beside(view, phrase, memory, barred)
    found = fitting or beside
    return (_placed(found[0], span) if found else UNNAMED,)


def _thing(memory: Memory) -> Hop:
    """Give the body that "it" means: the last that is one thing, and no person; a name of unsure kind will do.

    A single name that spoke last, of which no fuller form was told, is of unsure kind.
    """
    named = [hop for hop in reversed(memory.hops) if hop.type not in {"agency", "media", "document", "anonymous"}]
    if named and named[0].start is not None and named[0].type == "person" and " " not in named[0].name:
        return named[0]
    bodies = (hop for hop in named if hop.type in {"organisation", "collective", "unknown"} and ", " not in hop.name)
    places = (hop for hop in named if " " not in hop.name)
    return next(bodies, None) or next(places, UNNAMED)


def _placed(hop: Hop, span: Span) -> Hop:
    return hop if hop is UNNAMED else msgspec.structs.replace(hop, start=span.start, end=span.end)


def _fits(view: View, hop: Hop, *, feminine: bool) -> bool:
    """Tell whether a hop can have the gender of a pronoun: its first words, or the form of its office, allow it."""
    told = _form(view, hop) if hop.type == "role" else _gender(view, hop)
    return told != ("masculine" if feminine else "feminine")


def _form(view: View, hop: Hop) -> str:
    """Give the gender of an office that has a form for each ("président", "présidente"); empty for any other."""
    grammar, listed = view.lexicon.grammar, view.lexicon.tellers
    word = next((fold(word) for word in hop.name.split() if listed.get(fold(word)) == "role"), "")
    if grammar.genderless or not word:
        return ""
    if listed.get(f"{word}e") == "role":
        return "masculine"
    return "feminine" if word.endswith("e") and listed.get(word[:-1]) == "role" else ""


def _is_marked(view: View, hop: Hop, *, feminine: bool) -> bool:
    """Tell whether the determiner of a described person has the gender of a pronoun ("la ministre ... elle")."""
    return hop.type in {"role", "anonymous"} and _opening(view, hop) == ("feminine" if feminine else "masculine")


def _gender(view: View, hop: Hop) -> str:
    """Give the gender of a body or group by its first words; empty for none known."""
    return "" if hop.type in {"person", "role"} else _opening(view, hop)


def _opening(view: View, hop: Hop) -> str:
    """Give the gender of a phrase by its determiner, or behind "l'" by its noun's ending; empty for none known."""
    if hop.start is None or hop.start >= len(view.text):  # a place of the text, where the view is of its title
        return ""
    grammar = view.lexicon.grammar
    words = view.text[hop.start : hop.start + LONGEST_WORD].replace("’", "'").replace("'", "' ").split()
    first, noun = fold(words[0]), "".join(words[1:2])
    if first in grammar.elided:
        return ("feminine" if fold(noun).endswith(grammar.feminine_endings) else "masculine") if noun.islower() else ""
    return "feminine" if first in grammar.feminine else "masculine" if first in grammar.masculine else ""


def _is_fresh(view: View, hop: Hop, memory: Memory, *, feminine: bool) -> bool:
    """Tell whether a body, named last, has the gender of the pronoun."""
    body = hop.type in BODIES and hop == memory.hops[-1] and ", " not in hop.name
    return body and _gender(view, hop) == ("feminine" if feminine else "masculine")


def _named_so_far(view: View, memory: Memory, barred: frozenset[str]) -> list[Hop]:
    """Give the person named last before a sentence, whom a pronoun without a teller before it may mean."""
    before = (m for m in reversed(memory.names) if m.type == "person" and m.end <= view.tokens[0].start)
    names = (memory.full(m.name) for m in before)
    found = next((name for name in names if name not in barred), None)
    return [Hop(name=found, type="person")] if found else []


def _is_since(view: View, named: Hop, fitting: list[Hop], memory: Memory) -> bool:
    """Tell whether a person was named behind the place where the body spoke that a pronoun would mean else."""
    limit = view.tokens[0].start
    places = [m.start for m in memory.names if m.end <= limit and memory.full(m.name) == named.name]
    spoke = [hop.start for hop in fitting[:1] if hop.start is not None]
    return bool(places and spoke) and max(places) > spoke[0]


def _named_beside(view: View, phrase: Phrase, memory: Memory, barred: frozenset[str]) -> list[Hop]:
    """Give the one person named before a pronoun in its sentence ("X say Roe paid; he says he was hacked")."""
    limit = view.tokens[phrase.start].start
    names = dict.fromkeys(memory.full(m.name) for m in view.mentions if m.type == "person" and m.end <= limit)
    fitting = [name for name in names if name not in barred]
    return [Hop(name=fitting[0], type="person")] if len(fitting) == 1 else []


def of_clause(view: View, phrase: Phrase, memory: Memory) -> Hop | None:
    """Give whom the clause before a pronoun in its sentence puts first ("X a publié un rapport où elle dit que P")."""
    verb = next((i for i in range(phrase.start) if view.is_finite(i) and view.quoted[i] < 0), None)
    subject = subject_before(view, group_at(view, verb)) if verb is not None else None
    told = subject is not None and tellers.type_of(view, subject) not in {"unknown", "document"}
    if verb is None or subject is None or not told or tellers.is_pronoun(view, subject):
        return None
    plural = view.is_word(phrase.start, "pronouns.plural")
    hop = hop_of(view, subject, memory)
    feminine = view.is_word(phrase.start, "pronouns.feminine")
    agrees = plural == (view.tokens[verb].number == "plur" or hop.type == "collective")
    return _placed(hop, view.span(phrase.start, phrase.end)) if agrees and _fits(view, hop, feminine=feminine) else None


def _genders(memory: Memory, *, marked: bool) -> tuple[frozenset[str], frozenset[str]]:
    """Give the women and the men of the article: by given name, else by the form of their office.

    ``marked``: the language has a form of an office for either, so that what is no woman's is a man's.
    """
    told = {hop.name for hop in memory.hops if hop.type == "person"}
    named = {name: genders.of_name(name) for name in told | {m.name for m in memory.names if m.type == "person"}}
    held = {o.person: "feminine" if o.feminine else "masculine" for o in memory.offices if marked or o.feminine}
    known = held | {name: gender for name, gender in named.items() if gender}
    women = frozenset(name for name, gender in known.items() if gender == "feminine")
    return women, frozenset(known) - women


def _agrees(hop: Hop, *, plural: bool, barred: frozenset[str] | set[str]) -> bool:
    if hop.name in barred or hop.type in {"agency", "media", "document"}:
        return False
    head = fold(hop.name.split()[0]) if hop.name.split() else ""
    many = hop.type == "collective" or (hop.type == "anonymous" and head.endswith("s"))
    return plural == many
