"""What the figures of a statement count, by its words where no noun beside the number says so.

"The lives of 11 people were lost" tells of dead, "52 rescuers" and "52 firefighters" of one thing: such figures are
compared under one class (``resources/counted-<language>.toml``).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from msgspec import Struct
from msgspec.structs import replace

from twosource.model import Quantity, Token
from twosource.resources import exists, sections
from twosource.text import fold

WEAK = frozenset({"hospitalised", "evacuated", "rescued"})
"""Classes that give way to another one: who died in a hospital is dead."""

REACH = 5
"""Words before a number, or behind what it counts, among which the verb stands that acts on those counted."""
FAR = 10
"""Words behind what is counted among which the verb may stand whose subject it is, in the passive."""
BARRIERS = frozenset({"NOUN", "PROPN", "NUM", "VERB", "PUNCT"})
CARRYING = frozenset({"NOUN", "VERB", "AUX", "ADJ", "PROPN", "X", "NUM"})
"""Parts of speech by which a statement says something."""
OBJECTS = frozenset({"NOUN", "NUM", "DET", "ADJ", "PRON"})
PASSIVE = frozenset({"be", "get", "etre"})

Bag = frozenset[str]


class Table(Struct, frozen=True):
    """The words of one language: by class the lemmas that say it, by counted noun its class.

    ``acts``: by verb what becomes of its object; ``anybody``: counted nouns and classes that say of whom, not what
    became of them; ``treated``: nouns for those of the sick who lie in hospital; ``carriers``: words that only carry
    a number ("the real figure is 20"); ``linking``: words by which none of a toll is laid to something;
    ``lost``: verbs by which a side tells how many it has lost of its own, ``lives`` what they govern where they tell
    of all the dead.
    """

    told: Mapping[str, Sequence[Bag]]
    things: Mapping[str, str]
    acts: Mapping[str, str] = {}
    anybody: frozenset[str] = frozenset()
    treated: frozenset[str] = frozenset()
    carriers: frozenset[str] = frozenset()
    linking: frozenset[str] = frozenset()
    lost: frozenset[str] = frozenset()
    lives: frozenset[str] = frozenset()


def classed(figures: Sequence[Quantity], tokens: Sequence[Token], language: str) -> tuple[Quantity, ...]:
    """Give the figures of a statement, with a class where its words or the counted noun give one.

    Where there is no victim, nobody is dead; "no death is linked to the cut" does not say that nobody has died.
    """
    table = table_of(language)
    linked = not table.linking.isdisjoint(fold(token.lemma) for token in tokens)
    figures = [replace(f, category="dead") if f.category == "victim" and f.high == 0 else f for f in figures]
    figures = [f for f in figures if not (linked and f.high == 0)]
    open_ = [figure for figure in figures if is_open(figure, table)]
    made = _told(figures, tokens, table) if len(open_) == 1 else None
    return tuple(
        replace(figure, category=made) if made and figure in open_ else _thing(figure, table) for figure in figures
    )


def harmed(figures: Sequence[Quantity], tokens: Sequence[Token], language: str) -> tuple[Quantity, ...]:
    """Give the figures of a statement with those killed or hurt as such, whoever they are ("killed 31 civilians")."""
    table = table_of(language)
    return tuple(_acted_on(figure, tokens, table) for figure in figures) if table.acts else tuple(figures)


def is_open(figure: Quantity, table: Table) -> bool:
    """Tell whether it is not said what became of those counted."""
    counted = figure.category or figure.counted
    return figure.unit is None and (counted is None or not table.anybody.isdisjoint({counted, figure.counted or ""}))


def _told(figures: Sequence[Quantity], tokens: Sequence[Token], table: Table) -> str | None:
    """Give the one class that the words tell, those of other figures left out."""
    taken = {figure.category for figure in figures}
    lemmas = {fold(token.lemma).rstrip("'") for token in tokens}
    said = [kind for kind, bags in table.told.items() if any(bag <= lemmas for bag in bags) and kind not in taken]
    strong = [kind for kind in said if kind not in WEAK] or said
    return strong[0] if len(strong) == 1 else None


def _acted_on(figure: Quantity, tokens: Sequence[Token], table: Table) -> Quantity:
    """Give a figure the class of what is done to those counted: by the verb before it, or in the passive behind it."""
    if figure.unit is not None or figure.category in table.told:
        return figure
    before = [token for token in tokens if token.end <= figure.start][-REACH:]
    behind = [token for token in tokens if token.start >= figure.end]
    verb = _act(before[::-1], table) or _act(behind[:REACH], table, passive=True) or _undergone(behind[:FAR], table)
    return replace(figure, category=table.acts[verb]) if verb else figure


def _act(tokens: Sequence[Token], table: Table, *, passive: bool = False) -> str | None:
    """Give the first verb of some words that acts on those counted, with no other verb, noun or number before it.

    ``passive``: not where it has an object of its own ("three soldiers killed two").
    """
    at = next((n for n, token in enumerate(tokens) if token.pos in BARRIERS), len(tokens))
    lemma = fold(tokens[at].lemma).rstrip("'") if at < len(tokens) else ""
    acts = passive and at + 1 < len(tokens) and tokens[at + 1].pos in OBJECTS
    return lemma if lemma in table.acts and not acts else None


def _undergone(tokens: Sequence[Token], table: Table) -> str | None:
    """Give what the first verb with "was" or "were" says is done: of whatever stands before it in its clause."""
    for n, token in enumerate(tokens):
        if token.pos == "PUNCT" or (token.pos == "AUX" and fold(token.lemma) in PASSIVE):
            behind = (
                next((t for t in tokens[n + 1 :] if t.pos not in {"AUX", "ADV"}), None) if token.pos == "AUX" else None
            )
            lemma = fold(behind.lemma).rstrip("'") if behind else ""
            return lemma if lemma in table.acts else None
    return None


def _thing(figure: Quantity, table: Table) -> Quantity:
    told = fold(figure.counted or "")
    named = [table.things[word] for word in (told, *told.split()) if word in table.things]
    kind = named[0] if named and figure.category in {None, "police officer"} else None
    return replace(figure, category=kind) if kind else figure


@cache
def table_of(language: str) -> Table:
    """Read the words of a language; none where it has no file."""
    name = f"counted-{language}.toml"
    if not exists(name):
        return Table({}, {})
    told = {
        kind: tuple(frozenset(fold(entry).split()) for entry in entries)
        for kind, entries in sections(name, "told").items()
    }
    acts = {fold(verb): kind for kind, verbs in sections(name, "acts").items() for verb in verbs}
    things = {fold(noun): kind for kind, nouns in sections(name, "things").items() for noun in nouns}
    anybody = frozenset(word for words in sections(name, "anybody").values() for word in words)
    treated, lost = sections(name, "treated")["nouns"], sections(name, "lost")
    carriers, linking = (frozenset(fold(w) for w in sections(name, key)["words"]) for key in ("carriers", "linking"))
    own, lives = (frozenset(lost[key]) for key in ("verbs", "not"))
    return Table(told, things, acts, anybody, frozenset(treated), carriers, linking, own, lives)
