"""A desk writes an article of its own from what it has heard: plans, frame by frame, with no text made yet."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from worlds.chance import pick, weighted
from worlds.facets import FACETS
from worlds.family import Family, load
from worlds.model import Certainty, Draft, Line, Mood, Newsroom, Paragraph, Teller, Telling, Utterance, Value
from worlds.realise import PASSERS, Stage, eligible, table_of

Mention = Literal["full", "name", "short", "role", "pronoun"]


class Heard(Struct, frozen=True):
    """An utterance as a desk has it. ``via``: the newsroom to which it was told, where that is not the desk itself."""

    utterance: Utterance
    via: str = ""


class Item(Struct, frozen=True):
    """One proposition that the desk may print."""

    heard: Heard | None
    telling: Telling
    weight: float


class Ledger:
    """Counts which frames and wordings a story has used, so that desks do not all begin alike."""

    def __init__(self) -> None:
        """Start with nothing used."""
        self.used: Counter[tuple[str, str, int]] = Counter()

    def least(self, rng: random.Random, family: str, table: str, size: int) -> int:
        """Choose the least used of a table's entries, at random among equals, and count it."""
        order = list(range(size))
        rng.shuffle(order)
        best = min(order, key=lambda place: self.used[family, table, place])
        self.used[family, table, best] += 1
        return best


class Desk:
    """One newsroom at work on one article."""

    def __init__(self, where: Stage, newsroom: Newsroom, ledger: Ledger, rng: random.Random) -> None:
        """Sit down."""
        self.where, self.newsroom, self.ledger, self.rng = where, newsroom, ledger, rng
        self.family: Family = load(newsroom.family)
        self.named: Counter[str] = Counter()
        self.last = ""
        self.count = 0

    # ---------------------------------------------------------------------- the whole

    def write(self, draft: str, heard: Sequence[Heard], at: datetime, size: int = 9) -> Draft:
        """Write an article of about ``size`` sentences."""
        items = self._items(heard, at)
        top = self._lead_item(items)
        title = self._title(draft, top, at)
        lead = self._lead(draft, top, at)
        rest = [item for item in items if item is not top][: size - 1]
        body = [line for line in self._body(draft, rest, at)]
        return Draft(
            id=draft,
            story=self.where.story.id,
            newsroom=self.newsroom.id,
            at=at,
            published=None,
            language=self.family.language,
            title=title,
            paragraphs=(Paragraph(role="body", lines=lead), *self._paragraphs(body), *self._background(draft, at)),
        )

    def _paragraphs(self, lines: Sequence[Line]) -> Iterator[Paragraph]:
        at = 0
        while at < len(lines):
            size = weighted(self.rng, ((1, 0.45), (2, 0.35), (3, 0.2)))
            yield Paragraph(role="body", lines=tuple(lines[at : at + size]))
            at += size

    # ----------------------------------------------------------------- what there is to say

    def _items(self, heard: Sequence[Heard], at: datetime) -> list[Item]:
        """List what can be said: of one teller on one facet the newest, the weightiest first."""
        newest: dict[tuple[str, str], Item] = {}
        for one in sorted(heard, key=lambda one: (one.utterance.at, one.utterance.id)):
            if one.utterance.at > at:
                continue
            for facet, value, certainty in one.utterance.told:
                telling = self._telling(one, facet, value, certainty)
                known = FACETS[telling.key]
                weight = known.weight + self.rng.uniform(-0.9, 1.4)
                newest[one.utterance.teller, facet] = Item(one, telling, weight)
        kept = sorted(newest.values(), key=lambda item: item.weight)
        return self._thinned(kept) + self._own(at)

    def _telling(self, heard: Heard, facet: str, value: Value, certainty: Certainty) -> Telling:
        moods: dict[Certainty, Mood] = {"possible": 2, "denied": 3, "hearsay": 1}
        chain = (heard.utterance.teller, *((heard.via,) if heard.via else ()))
        return Telling(
            facet=facet,
            key=facet.partition(".")[2],
            value=value,
            chain=chain,
            certainty=certainty,
            mood=moods.get(certainty, 0),
            utterance=heard.utterance.id,
        )

    def _thinned(self, items: Sequence[Item]) -> list[Item]:
        """Keep at most two tellers on one facet."""
        seen: Counter[str] = Counter()
        kept: list[Item] = []
        for item in items:
            seen[item.telling.facet] += 1
            if seen[item.telling.facet] <= 2:
                kept.append(item)
        return kept

    def _own(self, at: datetime) -> list[Item]:
        """List what a reporter on the spot sees without being told."""
        found = [
            Item(None, Telling(facet=facet.id, key=facet.key, value=facet.at(at)), FACETS[facet.key].weight)
            for facet in self.where.story.facets
            if facet.key in FACETS and FACETS[facet.key].own and facet.key not in {"history", "firmfacts"}
        ]
        self.rng.shuffle(found)
        return found[: self.rng.randrange(0, 2)]

    def _lead_item(self, items: Sequence[Item]) -> Item | None:
        """Choose who stands behind the lead: the teller of the weightiest facet."""
        told = [item for item in items if item.heard and item.telling.mood == 0 and item.telling.key != "scene"]
        return told[0] if told else None

    # ------------------------------------------------------------------------ title, lead

    def _title(self, draft: str, top: Item | None, at: datetime) -> Line:
        happened = Telling(facet=f"{self.where.story.id}.happened", key="happened", value=Value())
        telling = top.telling if top and self.rng.random() < 0.6 else happened
        table = table_of(telling, "head", self.where.event.kind)
        if not self.family.has(table):
            telling, table = happened, table_of(happened, "head", self.where.event.kind)
        bare = replace(telling, chain=(), certainty="asserted", mood=0, utterance="")
        return self._line(draft, "own", (bare,), table, at)

    def _lead(self, draft: str, top: Item | None, at: datetime) -> tuple[Line, ...]:
        happened = Telling(facet=f"{self.where.story.id}.happened", key="happened", value=Value())
        happened = replace(happened, variant=self._variant(happened, "that"))
        if top is None:
            return (self._line(draft, "own", (happened,), "plain.own", at),)
        telling = replace(top.telling, variant=self._variant(top.telling, "that"))
        shape = weighted(self.rng, (("pair", 0.35), ("two", 0.4), ("own", 0.25)))
        if shape == "pair" and telling.certainty in {"asserted", "confirmed"}:
            plain = replace(telling, chain=(), certainty="asserted", utterance=telling.utterance)
            first = self._line(draft, "own", (happened, plain), "plain.pair", at)
            return (first, *self._said(draft, replace(top, telling=telling), at))
        if shape == "two":
            chain = replace(happened, chain=telling.chain[:1], utterance=telling.utterance)
            first = self._line(draft, "indirect", (chain,), "indirect.lead", at)
            return (first, *self._said(draft, top, at))
        return (self._line(draft, "own", (happened,), "plain.own", at), *self._said(draft, top, at))

    # ------------------------------------------------------------------------------ body

    def _body(self, draft: str, items: Sequence[Item], at: datetime) -> Iterator[Line]:
        waiting = list(items)
        while waiting:
            item = waiting.pop(0)
            same = [one for one in waiting if one.heard and item.heard and _teller(one) == _teller(item)]
            if same and self.rng.random() < 0.45:
                waiting.remove(same[0])
                waiting.insert(0, same[0])
            yield from self._said(draft, item, at)

    def _said(self, draft: str, item: Item, at: datetime) -> tuple[Line, ...]:
        """Print one item as one line."""
        if item.heard is None:
            telling = replace(item.telling, variant=self._variant(item.telling, "that"))
            return (self._line(draft, "own", (telling,), "plain.own", at),)
        teller = self.where.tellers[_teller(item)]
        kind, table = self._shape(item, teller)
        form = {"direct": "voice", "noun": "noun"}.get(kind, "that")
        if table == "indirect.possible" or "noun" in table:
            form = "noun" if kind == "noun" else form
        telling = self._settled(item.telling, kind, table, form)
        mention = self._mention(teller, table)
        line = self._line(draft, kind, (telling,), table, at, mention)
        self.named[teller.id] += 1
        self.last = teller.id
        return (line,)

    def _settled(self, telling: Telling, kind: str, table: str, form: str) -> Telling:
        certainty = telling.certainty
        if table.endswith("reported"):
            certainty = "reported"
        elif certainty == "demanded" and table != "noun.demanded" and telling.key != "advice":
            certainty = "asserted"
        elif certainty == "confirmed" and not table.endswith("confirmed"):
            certainty = "asserted"
        elif kind == "direct" and certainty in {"possible", "denied", "announced"}:
            certainty = "asserted"
        mood: Mood = 0 if kind in {"direct", "noun"} else telling.mood
        return replace(telling, certainty=certainty, mood=mood, variant=self._variant(telling, form))

    def _shape(self, item: Item, teller: Teller) -> tuple[Literal["indirect", "direct", "mixed", "noun"], str]:
        """Choose kind and table of frames for an item."""
        telling = item.telling
        if telling.certainty in {"denied", "possible", "confirmed"}:
            table = telling.certainty
            if self._wordable(telling, "noun") and self.rng.random() < 0.45:
                return "noun", f"noun.{table}"
            return "indirect", f"indirect.{table}"
        if telling.certainty == "demanded" and telling.key == "demand" and self.rng.random() < 0.5:
            return "noun", "noun.demanded"
        via = len(telling.chain) > 1
        kind = self._kind(telling, teller)
        if via:
            told = "told" if self.rng.random() < 0.55 else "via"
            return ("direct", f"{told}.direct") if kind == "direct" else ("indirect", f"{told}.indirect")
        if kind == "indirect":
            return kind, self._indirect(telling, teller)
        if kind == "direct":
            again = self.last == teller.id and teller.type == "person"
            split = self.rng.random() < 0.15 and self._wordable(telling, "voice", "//")
            return kind, "direct.split" if split else "direct.pronoun" if again else "direct.asserted"
        return kind, f"{kind}.{'document' if teller.type == 'document' and kind == 'mixed' else 'asserted'}"

    def _indirect(self, telling: Telling, teller: Teller) -> str:
        if telling.certainty == "announced" and self.rng.random() < 0.7:
            return "indirect.announced"
        if teller.type in {"document", "anonymous"}:
            return f"indirect.{teller.type}"
        if self.last == teller.id and teller.type in {"person", "organisation"}:
            return "indirect.pronoun"
        counted = FACETS[telling.key].value == "count" and teller.type == "organisation"
        return "indirect.reported" if counted and self.rng.random() < 0.2 else "indirect.asserted"

    def _kind(self, telling: Telling, teller: Teller) -> Literal["indirect", "direct", "mixed", "noun"]:
        shares = _SHARES[
            "passer" if teller.role in PASSERS else teller.type if teller.type in _SHARES else "organisation"
        ]
        if telling.key == "scene":
            shares = _SHARES["passer"]
        fits = {
            "direct": self._wordable(telling, "voice"),
            "mixed": self._wordable(telling, "that", "^"),
            "noun": self._wordable(telling, "noun") and telling.key in _NOUNS,
            "indirect": True,
        }
        options = [(kind, share) for kind, share in shares if fits[kind]]
        return weighted(self.rng, options)

    def _wordable(self, telling: Telling, form: str, sign: str = "") -> bool:
        table = table_of(telling, form, self.where.event.kind)
        return self.family.has(table) and (not sign or sign in eligible(self.family.name, table, sign)[0])

    def _mention(self, teller: Teller, table: str) -> Mention:
        if teller.name is None or not self.named[teller.id]:
            return "full"
        return self.rng.choice(("short", "short", "role", "name"))

    # ------------------------------------------------------------------------ background

    def _background(self, draft: str, at: datetime) -> Iterator[Paragraph]:
        lines: list[Line] = []
        for facet in self.where.story.facets:
            if facet.key in {"history", "firmfacts"} and self.rng.random() < 0.5:
                telling = Telling(facet=facet.id, key=facet.key, value=facet.at(at))
                telling = replace(telling, variant=self._variant(telling, "that"))
                lines.append(self._line(draft, "own", (telling,), "plain.own", at))
        if self.rng.random() < 0.4:
            table = self.rng.choice(("stock.any", f"stock.{self.where.event.kind}"))
            lines.append(self._line(draft, "stock", (), table, at))
        if lines:
            yield Paragraph(role="body", lines=tuple(lines))

    # ------------------------------------------------------------------------------ lines

    def _variant(self, telling: Telling, form: str) -> int:
        table = table_of(telling, form, self.where.event.kind)
        if not self.family.has(table):
            return 0
        return self.ledger.least(self.rng, self.family.name, table, len(self.family.texts(table)))

    def _line(
        self,
        draft: str,
        kind: Literal["own", "hearsay", "indirect", "direct", "mixed", "noun", "stock"],
        tellings: tuple[Telling, ...],
        table: str,
        at: datetime,
        mention: Mention = "full",
    ) -> Line:
        self.count += 1
        uid = f"{draft}/{self.count}"
        size = len(self.family.texts(table))
        return Line(
            uid=uid,
            root=uid,
            kind=kind,
            tellings=tellings,
            table=table,
            frame=self.ledger.least(self.rng, self.family.name, table, size),
            family=self.family.name,
            house=self.newsroom.id,
            seed=self.rng.randrange(1 << 16),
            mention=mention,
            day_style=pick(_DAYS[self.newsroom.kind], self.newsroom.id, "days"),
            clock=at,
            origin=self.newsroom.id,
        )


_DAYS: dict[str, tuple[Literal["weekday", "relative", "date", "none"], ...]] = {
    "agency": ("weekday",),
    "national": ("weekday", "weekday", "relative"),
    "regional": ("relative", "weekday"),
    "foreign": ("date", "weekday"),
    "aggregator": ("weekday",),
    "partisan": ("relative", "weekday"),
}
_SHARES: dict[str, tuple[tuple[Literal["indirect", "direct", "mixed", "noun"], float], ...]] = {
    "passer": (("direct", 0.72), ("mixed", 0.1), ("indirect", 0.18)),
    "person": (("direct", 0.36), ("indirect", 0.38), ("mixed", 0.14), ("noun", 0.12)),
    "organisation": (("direct", 0.08), ("indirect", 0.66), ("mixed", 0.1), ("noun", 0.16)),
    "collective": (("direct", 0.3), ("indirect", 0.6), ("noun", 0.1)),
    "document": (("indirect", 0.75), ("mixed", 0.25)),
    "anonymous": (("direct", 0.15), ("indirect", 0.85)),
    "account": (("indirect", 0.7), ("mixed", 0.3)),
}
_NOUNS = frozenset(
    "dead injured missing evacuated rescuers power cause damage inquiry arrests offer walkout signed budget charges"
    " custody loss turnout fraud measure cases hospitalised recall origin magnitude crowd talks".split()
)
"""Facets whose noun reads well after "confirmed" or "denied"."""


def _teller(item: Item) -> str:
    return item.telling.chain[0]
