"""A line becomes text with its marks: pure, and always the same.

Labels of marks: ``content`` (data: number of the telling, form), ``cue``, ``source`` (teller), ``via`` (teller),
``quoted``, ``mood`` (the mood), ``quantity`` (low, high, counted, unit), ``time`` (TIMEX3 value),
``name`` (entity, type).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from msgspec import Struct

from worlds import language as tongue
from worlds.agreement import ENGLISH_MANY, article, count, looks, money, of_body, percent, size, ungendered
from worlds.chance import hashed, pick
from worlds.facets import FACETS, ROLES
from worlds.family import Family, Word, load
from worlds.model import Event, Land, Line, Name, Newsroom, Story, Teller, Telling, Typo
from worlds.rich import Builder, Mark, Rich, settle
from worlds.template import Choice, Slot, parse, render
from worlds.times import day_phrase, when_phrase

_AGELESS = frozenset({"scientist"})
"""Passers whose age is nobody's concern."""
KIND_TABLES = frozenset({"happened", "history", "scene"})
PASSERS = frozenset({"resident", "witness", "worker", "striker", "protester", "scientist"})
"""Roles that are said with "a": the name stands first."""


class Stage(Struct, frozen=True):
    """What the lines of a story are realised against."""

    story: Story
    tellers: Mapping[str, Teller]
    newsrooms: Mapping[str, Newsroom]
    names: Mapping[str, Name]
    voices: Mapping[str, tuple[str, ...]]
    """By language: the families that this world's newsrooms use. Quotations and communiqués are worded by them too."""

    @property
    def event(self) -> Event:
        """Give the story's event."""
        return self.story.event


def stage(story: Story, newsrooms: Mapping[str, Newsroom]) -> Stage:
    """Set the stage for a story."""
    voices = {
        language: tuple(sorted({room.family for room in newsrooms.values() if room.language == language}))
        for language in ("fr", "en")
    }
    return Stage(story, {teller.id: teller for teller in story.tellers}, newsrooms, dict(story.event.names), voices)


def table_of(telling: Telling, form: str, kind: str) -> str:
    """Name the table in which a family words a facet."""
    if telling.key in KIND_TABLES:
        return f"{telling.key}.{kind}.{form}"
    return f"facts.{_staged(telling)}.{form}"


def _staged(telling: Telling) -> str:
    """Name the entry that words a facet at the stage that it has reached."""
    known = FACETS[telling.key]
    other = {"planned": known.planned, "done": known.done}.get(telling.value.stage, "")
    return other or telling.key


@lru_cache(maxsize=1 << 14)
def eligible(family: str, table: str, sign: str) -> tuple[str, ...]:
    """List the templates of a table that hold a sign (``^`` for mixed quotation, ``//`` for a split one)."""
    texts = load(family).texts(table)
    return tuple(text for text in texts if sign in text) or texts


def realise(line: Line, where: Stage) -> Rich:
    """Give the text of a line with its marks."""
    filling = Filling(line, where)
    out = Builder()
    texts = filling.family.texts(line.table)
    render(parse(texts[line.frame % len(texts)]), filling, out, line.seed)
    signed = "".join(out.parts)
    if filling.family.style.get("quotes", "french") != "french":
        signed = signed.replace("« ", "“").replace(" »", "”")
    rich = settle(tongue.polished(signed, filling.family.language), out.labels)
    rich = _typeset(rich, filling.family.style)
    for typo in line.typos:
        rich = slipped(rich, typo)
    return rich


def _typeset(rich: Rich, style: Mapping[str, str]) -> Rich:
    """Write quotation marks and apostrophes as the house does; each is one sign wide, so that marks stay."""
    text = rich.text.translate(APOSTROPHES[style.get("apostrophe", "straight")])
    return Rich(text.translate(_QUOTES[style.get("quotes", "french")]), rich.marks)


APOSTROPHES: Mapping[str, dict[int, int]] = {"straight": str.maketrans("’", "'"), "curly": str.maketrans("'", "’")}
_QUOTES: Mapping[str, dict[int, int]] = {
    "straight": str.maketrans("«»“”", '""""'),
    "curly": str.maketrans("«»", "“”"),
    "french": str.maketrans("", ""),
}


class Filling:
    """Fills the slots of one line. Holds which of the line's tellings is being told."""

    def __init__(self, line: Line, where: Stage) -> None:
        """Set up for a line."""
        self.line, self.where = line, where
        self.family: Family = load(line.family)
        self.language = self.family.language
        self.extra = dict(line.extra)
        self.house = hashed(line.house)
        self.number = 0
        self.told: set[str] = set()
        self.glossed = False

    # ------------------------------------------------------------------ the protocol

    def mood(self) -> int:
        """Give the mood of the telling."""
        return self._telling().mood if self.line.tellings else 0

    def quotes(self) -> tuple[str, str]:
        """Give quotation marks where the line quotes a part of its content."""
        if self.line.kind != "mixed":
            return "", ""
        return ("« ", " »") if self.language == "fr" else ("“", "”")

    def agreement(self, slot: Slot) -> tuple[str, bool]:
        """Give gender and number of a slot's value."""
        if slot.name in {"n", "n2"}:
            value = self._telling().value
            return "m", (value.n if slot.name == "n" else value.n2) >= 2
        if slot.name.startswith("w."):
            word = self._word(slot.name.removeprefix("w."))
            return word.gender, word.plural
        if slot.name in {"site", "thing"}:
            return looks(self._raw(slot.name), self.language)
        if slot.name == "he" and self.language == "en":
            return "m", self._pronoun(next(iter(self._telling().chain), "")) == "they"
        if slot.name in {"about", "suspect"}:
            return self._gender(self._telling().value.about if slot.name == "about" else "suspect")
        chain = self._telling().chain
        at = 1 if slot.name == "via" else 0
        return self._gender(chain[at] if at < len(chain) else "")

    def fill(self, slot: Slot, out: Builder) -> None:
        """Print a slot."""
        name = slot.name
        if name in self.extra:
            out.add(self.extra[name])
        elif name in _CONTENT:
            self._content(name, out)
        elif name.startswith("w."):
            out.add(self._noun(name.removeprefix("w."), slot.argument))
        elif name in {"src", "via", "he", "about", "suspect"}:
            self._mention(name, out)
        elif name in _NUMBERS:
            self._number(slot, out)
        elif name in {"when", "day"}:
            self._time(name, out)
        elif name == "thing":
            self._thing(out)
        else:
            self._place(name, out)

    # ---------------------------------------------------------------------- content

    def _telling(self) -> Telling:
        return self.line.tellings[self.number]

    def _content(self, name: str, out: Builder) -> None:
        self.number = 1 if name == "that2" else 0
        form, part = _CONTENT[name]
        telling = self._telling()
        desk, house = self.family, self.house
        if form == "voice" and telling.voice:
            self.family, self.house = load(telling.voice), hashed(telling.utterance)
        wanted = "^" if self.line.kind == "mixed" and form == "that" else ""
        texts = eligible(self.family.name, table_of(telling, form, self.where.event.kind), wanted)
        text = texts[telling.variant % len(texts)]
        part = part or (telling.part if form == "voice" else 0)
        if part and "//" in text:
            text = text.split("//")[part - 1].strip()
        mark = out.open("content", str(self.number), form)
        first = len(out.parts)
        render(parse(text.replace(" //", ",")), self, out, hashed(telling.variant, telling.utterance))
        if form == "voice" and part != 2:
            out.parts[first:] = [tongue.capitalised("".join(out.parts[first:]))]
        out.shut(mark)
        self.number = 0
        self.family, self.house = desk, house

    # ----------------------------------------------------------------------- tellers

    def _gender(self, teller: str) -> tuple[str, bool]:
        found = self.where.tellers.get(teller)
        if found is None:
            return "f", False
        if found.name is not None:
            return found.gender, found.plural
        told = self.role(found)
        if self.language == "en":
            return found.gender, found.plural or ENGLISH_MANY.search(told) is not None
        return of_body(told, found)

    def _mention(self, name: str, out: Builder) -> None:
        telling = self._telling()
        if name in {"about", "suspect"}:
            who = telling.value.about if name == "about" else "suspect"
            out.add(self.worded(who, self._brevity(who, name)))
            self.told.add(who)
            return
        at = 1 if name == "via" else 0
        who = telling.chain[at] if at < len(telling.chain) else ""
        mark = out.open("via" if name == "via" else "source", who)
        out.add(self._pronoun(who) if name == "he" else self.worded(who, self.line.mention if at == 0 else "short"))
        out.shut(mark)

    def _brevity(self, who: str, name: str) -> str:
        """Choose how the person whom a fact is about is named: in full once, then shortly."""
        if self.line.table.endswith(".head"):
            return "name"
        if self.line.known or who in self.told:
            return "short"
        return "name" if name == "suspect" else "full"

    def _pronoun(self, who: str) -> str:
        gender, plural = self._gender(who)
        if self.language == "fr":
            return ("elle" if gender == "f" else "il") + ("s" if plural else "")
        teller = self.where.tellers.get(who)
        if teller is None or teller.type != "person":
            return "it" if teller and teller.type in {"organisation", "document"} and not plural else "they"
        return "she" if gender == "f" else "he"

    def worded(self, who: str, mention: str) -> str:
        """Give the words for a teller: a newsroom's name, a role, a person with name and role."""
        newsroom = self.where.newsrooms.get(who)
        if newsroom is not None:
            return newsroom.name.all_of(self.language)[-1 if mention == "short" else 0]
        teller = self.where.tellers[who]
        if teller.name is None:
            return self._shortly(teller) if mention == "short" else self.role(teller)
        name = teller.name.spelled(self.language, self.house)
        if mention == "name":
            return name
        if mention == "role" and teller.role not in PASSERS:
            return self.role(teller)
        key = "short" if mention in {"short", "role"} else "passer" if teller.role in PASSERS else "person"
        texts = self.family.texts(f"mention.{key}")
        if teller.role in _AGELESS:
            texts = tuple(text for text in texts if "{age}" not in text) or self.family.texts("mention.person")
        pattern = pick(texts, self.line.root, self.line.seed)
        values = {
            "name": name,
            "last": last_name(name),
            "role": self.role(teller),
            "age": str(teller.age or 40),
            "title": ("Mme" if teller.gender == "f" else "M.") if self.language == "fr" else
            ("Ms" if teller.gender == "f" else "Mr"),
        }  # fmt: skip
        for key, value in values.items():
            pattern = pattern.replace(f"{{{key}}}", value)
        return pattern

    def role(self, teller: Teller) -> str:
        """Word a role, in the gender of its holder."""
        return self._plain(self._role(teller))

    def _role(self, teller: Teller) -> str:
        texts = self.family.texts(f"roles.{teller.role}")
        forms = texts[self.house % len(texts)].split("|")
        return forms[-1] if teller.gender == "f" else forms[0]

    def _shortly(self, teller: Teller) -> str:
        """Name a body once more, as "the ministry"; in full where two could be meant."""
        full = self._role(teller)
        brief = shortened(full)
        others = (one for one in self.where.story.tellers if one.id != teller.id and one.name is None)
        clear = brief != full and not any(
            self._role(one).startswith(brief) or shortened(self._role(one)) == brief for one in others
        )
        return self._plain(brief if clear else full)

    def _plain(self, template: str) -> str:
        out = Builder()
        render(parse(template), self, out, 0)
        return settle("".join(out.parts), out.labels).text

    # ------------------------------------------------------------------- words, things

    def _raw(self, name: str) -> str:
        """Give the template of the site or thing, for its agreement."""
        if name == "site":
            texts = self.family.texts(f"sites.{self.where.event.site}")
        else:
            telling = self._telling()
            texts = self.family.texts(f"things.{telling.key}.{telling.value.thing}")
        return texts[self.house % len(texts)]

    def _word(self, field: str) -> Word:
        words = self.family.words[self.where.event.kind if field == "event" else field]
        sided = [word for word in words if word.partisan]
        newsroom = self.where.newsrooms.get(self.line.house)
        if sided and newsroom is not None and newsroom.kind == "partisan":
            return pick(sided, self.line.house, field)
        plain = [word for word in words if not word.partisan] or list(words)
        return pick(plain, self.line.house, field)

    def _noun(self, field: str, argument: str) -> str:
        word = self._word(field)
        if self.language == "en":
            return f"{argument} {word.text}" if argument and not (argument == "a" and word.plural) else word.text
        if not argument:
            return word.text
        return f"{article(argument, word)} {word.text}"

    def _thing(self, out: Builder) -> None:
        render(parse(ungendered(self._raw("thing"))), self, out, self._telling().variant)

    # ----------------------------------------------------------------------- numbers

    def _number(self, slot: Slot, out: Builder) -> None:
        value = self._telling().value
        n = value.n2 if slot.name in {"n2", "year"} else value.n
        if slot.name == "year":
            out.marked(f"{n:.0f}", "time", f"{n:.0f}")
        elif slot.name == "x":
            out.add(f"{n:.1f}".replace(".", "," if self.language == "fr" else "."))
        elif slot.name == "pct":
            out.marked(percent(n, self.language), "quantity", str(n), str(n), "", "%")
        elif slot.name == "money":
            out.marked(money(n, self.language), "quantity", str(n * 1e6), str(n * 1e6), "", "EUR")
        elif slot.name == "size":
            text, shown, unit = size(n, slot.argument, value.unit, self.language)
            american = load(self.line.family).style.get("dates") == "american"
            text = _AMERICAN.sub("meters", text) if american else text
            out.marked(text, "quantity", str(shown), str(shown), "", unit)
        else:
            lemma, _, gender = slot.argument.partition(",")
            style = value.style if slot.name == "n" else "exact"
            text = count(int(n), style, self.family, gender or "m")
            low, high = (
                (str(int(n)), str(int(n))) if style == "exact" else (str(int(n)), "") if style == "over" else ("", "")
            )
            out.marked(text, "quantity", low, high, lemma, "")

    def _time(self, name: str, out: Builder) -> None:
        moment = self.where.event.when if name == "when" else self._telling().value.day
        if moment is None or (name == "when" and self.line.day_style == "none"):
            return
        american = self.family.style.get("dates") == "american"
        make = when_phrase if name == "when" else day_phrase
        before, text, value = make(moment, self.line.clock, self.language, self.line.day_style, american)
        out.add(before)
        out.marked(text, "time", value)

    # ------------------------------------------------------------------ places and names

    def _place(self, name: str, out: Builder) -> None:
        event = self.where.event
        if name in {"town", "town2", "TOWN"}:
            town = (event.town2 if name == "town2" else event.town).spelled(self.language, self.house)
            key = "town2" if name == "town2" else "town"
            out.marked(town.upper() if name == "TOWN" else town, "name", key, "place")
            if self.line.gloss and name == "town" and not self.glossed:
                self.glossed = True
                country = event.country.name.spelled(self.language)
                out.marked(f" ({_ARTICLE.sub('', country)})", "gloss")
        elif name in {"site", "atsite"}:
            forms = self._raw("site").split("|")
            render(parse(forms[1] if name == "atsite" else forms[0]), self, out, 0)
        elif name == "adjective":
            out.add(event.country.adjective_fr if self.language == "fr" else event.country.adjective_en)
        elif name.endswith(("region", "country")):
            land = event.region if name.endswith("region") else event.country
            out.marked(
                _land(land, name, self.language), "name", name.rsplit("_", maxsplit=1)[-1].removeprefix("in"), "place"
            )
        else:
            self._named(name, out)

    def _named(self, name: str, out: Builder) -> None:
        """Print a name of the event's: {firm}, {the_union}, {of_union}; French names keep their article in the pool."""
        bare = name.removeprefix("the_").removeprefix("of_")
        text = self.where.names[bare].spelled(self.language, self.house)
        if name.startswith("of_"):
            out.add("de " if self.language == "fr" else "of ")
        elif bare == name:
            text = _ARTICLE.sub("", text)
        out.marked(text, "name", bare, "place" if bare == "river" else "organisation")


_AMERICAN = re.compile(r"metres\b")
_CONTENT: Mapping[str, tuple[str, int]] = {
    "that": ("that", 0), "that2": ("that", 0), "noun": ("noun", 0),
    "quote": ("voice", 0), "quote1": ("voice", 1), "quote2": ("voice", 2),
}  # fmt: skip
_ARTICLE = re.compile(r"^(?:[Ll]e |[Ll]a |[Ll]es |[Ll]['’]|the )")
_NUMBERS = frozenset({"n", "n2", "x", "pct", "money", "size", "year"})


def last_name(name: str) -> str:
    """Give the family name of a full name."""
    return name.split(" ", 1)[1] if " " in name else name


_PLACE = r"\{(?:town|town2|region|of_region|inregion|country|of_country|incountry|firm)\}"
_BRIEF = (
    (re.compile(r"^.* (?<!de )(?<!of )(\{(?:ngo|rail|firm)\})$"), r"\1"),
    (re.compile(rf"^((?:\w+ |l['’])[\w'’ -]*?[\w’']+)(?:,? (?:de|à|of|in|at|for|près de))? {_PLACE}$"), r"\1"),
    (re.compile(rf"^([Tt]he) {_PLACE} (\w.*)$"), r"\1 \2"),
    (re.compile(r"^(le ministère|la municipalité|the (?:[Mm]inistry|[Dd]epartment)) (?:de|du|of|for)\b.*$"), r"\1"),
    (re.compile(r"^the [\w ]+ [Mm]inistry$"), "the ministry"),
)


@lru_cache(maxsize=1 << 10)
def shortened(role: str) -> str:
    """Cut what tells a body from others of its kind: "la préfecture {of_region}" becomes "la préfecture"."""
    for pattern, change in _BRIEF:
        made, found = pattern.subn(change, role)
        if found and len(made) > 4:
            return made.replace("Ministry", "ministry").replace("Department", "department")
    return role


def _land(land: Land, name: str, language: str) -> str:
    if language == "en":
        return ("in " if name.startswith("in") else "of " if name.startswith("of_") else "") + land.name.en
    if name.startswith("in"):
        return land.fr_in
    return ("de " if name.startswith("of_") else "") + land.fr_the


def slipped(rich: Rich, typo: Typo) -> Rich:
    """Make a slip of the keys in a word of five letters or more; marks keep their words."""
    text = rich.text
    inside = [
        at
        for at in range(2, len(text) - 2)
        if all(letter.isalpha() and letter.islower() for letter in text[at - 2 : at + 3])
    ]
    if not inside:
        return rich
    at = inside[typo.place % len(inside)]
    if typo.kind == "swap":
        changed = text[:at] + text[at + 1] + text[at] + text[at + 2 :]
        return Rich(changed, rich.marks)
    if typo.kind == "drop":
        return Rich(text[:at] + text[at + 1 :], tuple(_moved(mark, at, -1) for mark in rich.marks))
    return Rich(text[:at] + text[at] + text[at:], tuple(_moved(mark, at, 1) for mark in rich.marks))


def _moved(mark: Mark, at: int, by: int) -> Mark:
    return Mark(mark.start + by * (mark.start > at), mark.end + by * (mark.end > at), mark.label, mark.data)


__all__ = ["ROLES", "Choice", "Filling", "Stage", "eligible", "last_name", "realise", "slipped", "stage", "table_of"]
