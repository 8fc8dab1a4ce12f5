"""A desk writes an article of its own from what it has heard: plans, frame by frame, with no text made yet."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Literal

from msgspec.structs import replace

from worlds.chance import pick, weighted
from worlds.facets import FACETS
from worlds.family import Family, load
from worlds.items import Heard, Item, Wording, abreast, one_breath, position, told_by, wording
from worlds.ledger import Ledger, gap
from worlds.model import Certainty, Draft, Line, Mood, Newsroom, Paragraph, Teller, Telling, Value
from worlds.quoting import voiced
from worlds.realise import PASSERS, Stage, eligible, table_of
from worlds.shapes import (
    ACTORS,
    ARCHIVE,
    CONTESTED,
    DAYS,
    FIRST,
    NOUNS,
    OFTEN,
    OPINIONS,
    SHARES,
    TRIES,
    bare_frames,
    bare_of_value,
    moody,
    opening,
    spoken,
    subject,
    unlike,
)  # fmt: skip

Mention = Literal["full", "name", "short", "role", "pronoun"]


_RUN = 2
"""Sentences on end that may go on with a pronoun."""
_READ = 2
"""Facts that an article takes from one document."""


class Desk:
    """One newsroom at work on one article."""

    def __init__(self, where: Stage, newsroom: Newsroom, ledger: Ledger, rng: random.Random) -> None:
        """Sit down."""
        self.where, self.newsroom, self.ledger, self.rng = where, newsroom, ledger, rng
        self.family: Family = load(newsroom.family)
        self.named: Counter[str] = Counter()
        self.worded: set[Wording] = set()
        self.framed: Counter[tuple[str, int]] = Counter()
        self.last = ""
        self.streak = 0
        self.count = 0

    @property
    def day_style(self) -> Literal["weekday", "relative", "date", "none"]:
        """Give the house's way of naming days."""
        return pick(DAYS[self.newsroom.kind], self.newsroom.id, "days")

    # ---------------------------------------------------------------------- the whole

    def write(self, draft: str, heard: Sequence[Heard], at: datetime, size: int = 9) -> Draft:
        """Write an article of about ``size`` sentences."""
        items = self._items(heard, at)
        top = self._lead_item(items)
        title = self.title(draft, top.telling if top else None, at)
        lead = self.lead(draft, top, at)
        rest = [item for item in items if item is not top][: size - 1]
        if top is not None and len(lead[0].tellings) > 1 and rest and self.rng.random() < 0.6:
            rest.insert(1, top)
        body = list(self._body(draft, rest, at))
        return Draft(
            id=draft,
            story=self.where.story.id,
            newsroom=self.newsroom.id,
            at=at,
            published=None,
            language=self.family.language,
            title=title,
            paragraphs=(
                Paragraph(role="body", lines=lead),
                *self._paragraphs(self._spread(draft, body, at)),
                *self._background(draft, at, {item.telling.facet for item in items}),
            ),
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
                telling = told_by(one, facet, value, certainty)
                weight = FACETS[telling.key].weight + self.rng.uniform(-0.9, 1.4)
                newest[one.utterance.teller, facet] = Item(one, telling, weight)
        kept = self._thinned(sorted(abreast(newest.values()), key=lambda item: item.weight))
        return [*kept, *self._own(at, {item.telling.facet for item in kept})]

    def _thinned(self, items: Sequence[Item]) -> list[Item]:
        """Keep at most two tellers on one facet, three on what was seen, the next one if it says something else."""
        seen: dict[str, list[Item]] = {}
        kept: list[Item] = []
        for item in items:
            before = seen.setdefault(item.telling.facet, [])
            same = any(position(one) == position(item) for one in before)
            one_house = same and any(self._house(one) == self._house(item) for one in before)
            again = 0.8 if item.telling.key in CONTESTED else 0.0 if item.telling.key in ARCHIVE else 0.12
            most = 3 if item.telling.key == "scene" else 2
            written = item.heard and self.where.tellers[item.heard.utterance.teller].type == "document"
            read = sum(one.telling.chain == item.telling.chain for one in kept) if written else 0
            if not one_house and read < _READ and len(before) < most and (not same or self.rng.random() < again):
                before.append(item)
                kept.append(item)
        return kept

    def _house(self, item: Item) -> str:
        """Name the body for which an item's teller speaks."""
        teller = self.where.tellers.get(item.heard.utterance.teller) if item.heard else None
        return (teller.organisation or teller.id) if teller else ""

    def _own(self, at: datetime, told: set[str]) -> list[Item]:
        """List what a reporter on the spot sees without being told."""
        if self.newsroom.kind == "aggregator":
            return []
        found = [
            Item(None, Telling(facet=facet.id, key=facet.key, value=facet.at(at)), FACETS[facet.key].weight)
            for facet in self.where.story.facets
            if facet.key in FACETS and FACETS[facet.key].own and facet.key not in ARCHIVE and facet.id not in told
        ]
        self.rng.shuffle(found)
        return found[: self.rng.choice((0, 1, 1, 2))]

    def _lead_item(self, items: Sequence[Item]) -> Item | None:
        """Choose who stands behind the lead: the teller of the weightiest facet."""
        told = [item for item in items if item.heard and item.telling.mood == 0 and item.telling.key != "scene"]
        if told and told[0].telling.key == "dead":
            return told[0]
        able = [item for item in told if self.where.tellers[item.telling.chain[0]].type not in {"document", "account"}]
        named = [item for item in able if self.where.tellers[item.telling.chain[0]].type != "anonymous"]
        return next(iter((*named, *able, *told)), None)

    # ------------------------------------------------------------------------ title, lead

    def title(self, draft: str, top: Telling | None, at: datetime) -> Line:
        """Write a headline on a telling, or on the event."""
        happened = self.happened(top)
        telling = top if top and self.rng.random() < 0.6 else happened
        if not self.family.has(table_of(telling, "head", self.where.event.kind)):
            telling = happened
        bare = replace(telling, chain=(), certainty="asserted", mood=0)
        return self.line(draft, "own", (bare,), table_of(telling, "head", self.where.event.kind), at)

    def happened(self, top: Telling | None) -> Telling:
        """Tell the event itself: known from whoever stands behind the lead."""
        telling = Telling(
            facet=f"{self.where.story.id}.happened",
            key="happened",
            value=Value(),
            utterance=top.utterance if top else "",
        )
        return replace(telling, variant=self.variant(telling, "that"))

    def lead(self, draft: str, top: Item | None, at: datetime) -> tuple[Line, ...]:
        """Write the first sentences."""
        made = self._first(draft, top, at)
        for _ in range(TRIES):
            if not self.stale(made[0]):
                break
            made = self._first(draft, top, at)
        self.accept(made[0])
        if top is None or made[1]:
            return (made[0],)
        return (made[0], *self.said(draft, top, at))

    def _first(self, draft: str, top: Item | None, at: datetime) -> tuple[Line, bool]:
        """Write one lead; tell whether it already holds the weightiest fact."""
        happened = self.happened(top.telling if top else None)
        shape = weighted(self.rng, (("pair", 0.35), ("attributed", 0.4), ("own", 0.25))) if top else "own"
        if top and shape == "attributed" and not self._can_be_first(self.where.tellers[top.telling.chain[0]]):
            shape = "own"
        if top and shape == "pair" and top.telling.mood == 0 and top.telling.key not in OPINIONS:
            certainty: Certainty = "planned" if top.telling.value.stage == "planned" else "asserted"
            plain = replace(top.telling, chain=(), certainty=certainty, variant=self.variant(top.telling, "that"))
            return self.line(draft, "own", (happened, plain), "plain.pair", at), True
        if top and shape == "attributed":
            chained = replace(happened, chain=top.telling.chain[:1])
            return self.line(draft, "indirect", (chained,), "indirect.lead", at), False
        return self.bare(draft, happened, at), False

    def _can_be_first(self, teller: Teller) -> bool:
        """Tell whether a teller may announce the event: nobody reports of his own act."""
        return teller.role in FIRST and (self.where.event.kind, teller.organisation) not in ACTORS

    def bare(self, draft: str, telling: Telling, at: datetime) -> Line:
        """Write a sentence of one's own that begins with its fact."""
        return self.unadorned(self.line(draft, "own", (telling,), "plain.own", at))

    def unadorned(self, line: Line) -> Line:
        """Let a sentence of one's own begin with its fact."""
        return replace(line, frame=self.rng.choice(bare_frames(self.family.name)))

    def stale(self, line: Line) -> bool:
        """Tell whether the story has twice begun a sentence like that."""
        key = opening(line, self.where.event.kind)
        return key is not None and self.ledger.opened[key] >= OFTEN

    def accept(self, line: Line) -> None:
        """Count how a sentence begins, and who has been named."""
        key = opening(line, self.where.event.kind)
        if key is not None:
            self.ledger.opened[key] += 1
        self.noted(line)

    def _heard_before(self, line: Line) -> bool:
        """Tell whether the article has these very words already, in another mouth."""
        return wording(line) in self.worded

    def noted(self, line: Line) -> None:
        """Remember who has been named, and in which words a fact was told."""
        self.worded.add(wording(line))
        self.framed[line.table, line.frame] += 1
        teller = line.tellings[0].chain[0] if line.tellings and line.tellings[0].chain else ""
        self.streak = self.streak + 1 if teller and teller == self.last else 0
        self.last = teller
        self.named[self.last] += 1
        for telling in line.tellings:
            self.named[subject(telling)] += 1

    # ------------------------------------------------------------------------------ body

    def _body(self, draft: str, items: Sequence[Item], at: datetime) -> Iterator[Line]:
        waiting = list(items)
        before = ""
        while waiting:
            item = next((one for one in waiting if one.telling.facet != before), waiting[0])
            waiting.remove(item)
            before = item.telling.facet
            other = self._companion(item, waiting) if self.rng.random() < 0.4 else None
            if other is not None and (both := self._both(draft, item, other, at)):
                waiting.remove(other)
                before = other.telling.facet
                yield from both
                continue
            same = [
                one for one in waiting if one.heard and item.heard and one.telling.chain[0] == item.telling.chain[0]
            ]
            if same and self.rng.random() < 0.45:
                waiting.remove(same[0])
                waiting.insert(0, same[0])
            yield from self.said(draft, item, at)

    def _companion(self, item: Item, waiting: Sequence[Item]) -> Item | None:
        """Find another fact of the same teller that can stand in one sentence with this one."""
        return next((one for one in waiting if self._joins(item) and self._joins(one) and one_breath(item, one)), None)

    def _joins(self, item: Item) -> bool:
        plain = item.telling.certainty == "asserted" and item.telling.mood == 0 and len(item.telling.chain) == 1
        fit = item.telling.key not in OPINIONS | {"scene", "demand"}
        return (
            plain and fit and self.where.tellers[item.telling.chain[0]].type in {"person", "organisation", "collective"}
        )

    def _both(self, draft: str, item: Item, other: Item, at: datetime) -> tuple[Line, ...]:
        """Print two facts of one teller as one sentence; none where that is worn out."""
        for _ in range(TRIES):
            tellings = tuple(replace(one.telling, variant=self.variant(one.telling, "that")) for one in (item, other))
            teller = self.where.tellers[item.telling.chain[0]]
            line = self.line(draft, "indirect", tellings, "indirect.two", at, self._mention(teller))
            if not self.stale(line):
                self.accept(line)
                return (line,)
        return ()

    def said(self, draft: str, item: Item, at: datetime) -> tuple[Line, ...]:
        """Print one item as one line; none where the family cannot put it in a way that is not worn out."""
        for _ in range(TRIES):
            line = self._proposed(draft, item, at)
            if line is not None and not self.stale(line) and not self._heard_before(line):
                self.accept(line)
                return (line, *self._quoted_too(draft, line, item, at))
        return ()

    def _quoted_too(self, draft: str, line: Line, item: Item, at: datetime) -> tuple[Line, ...]:
        """Let a person who was reported be heard in his own words too."""
        teller = self.where.tellers.get(item.telling.chain[0]) if item.telling.chain else None
        plain = line.kind in {"indirect", "noun"} and item.telling.certainty in {"asserted", "announced", "demanded"}
        if teller is None or teller.type != "person" or not plain or self.rng.random() > 0.4:
            return ()
        said = self._voiced(item.telling)
        if not said.voice or not bare_of_value(spoken(said, self.where.event.kind)):
            return ()
        telling = replace(said, certainty="asserted", mood=0, chain=said.chain[:1])
        made = self.line(draft, "direct", (telling,), "direct.pronoun", at)
        if self.stale(made) or self._heard_before(made):
            return ()
        self.accept(made)
        return (made,)

    def _proposed(self, draft: str, item: Item, at: datetime) -> Line | None:
        if item.heard is None:
            telling = replace(item.telling, variant=self.variant(item.telling, "that"))
            return self.line(draft, "own", (telling,), "plain.own", at)
        teller = self.where.tellers[item.telling.chain[0]]
        said = self._voiced(item.telling)
        shape = self._shape(item.telling, said, teller)
        if shape is None:
            return None
        kind, table = shape
        telling = self._settled(said if kind == "direct" else item.telling, kind, table)
        return self.line(draft, kind, (telling,), table, at, self._mention(teller))

    def _voiced(self, telling: Telling) -> Telling:
        return voiced(telling, self.where, self.newsroom, self.family)

    def _settled(self, telling: Telling, kind: str, table: str) -> Telling:
        certainty = telling.certainty
        if table.endswith("reported"):
            certainty = "reported"
        elif certainty == "planned" and table.endswith("announced"):
            certainty = "announced"
        elif (
            (certainty == "demanded" and table != "noun.demanded" and telling.key != "advice")
            or (certainty == "confirmed" and not table.endswith("confirmed"))
            or (kind == "direct" and certainty in {"possible", "denied", "announced"})
        ):
            certainty = "asserted"
        mood: Mood = 0 if kind in {"direct", "noun"} else telling.mood
        settled = replace(telling, certainty=certainty, mood=mood)
        if kind == "direct":
            return settled
        return replace(settled, voice="", variant=self.variant(settled, "noun" if kind == "noun" else "that"))

    def _shape(
        self, telling: Telling, quote: Telling, teller: Teller
    ) -> tuple[Literal["indirect", "direct", "mixed", "noun"], str] | None:
        """Choose kind and table of frames for a telling."""
        if telling.certainty in {"denied", "possible", "confirmed"}:
            return self._guarded(telling)
        if telling.certainty == "demanded" and telling.key == "demand" and self.rng.random() < 0.5:
            return "noun", "noun.demanded"
        kind = self._kind(telling, teller)
        if len(telling.chain) > 1:
            own = telling.chain[1] == self.newsroom.id
            told = "told" if own or self.rng.random() < 0.55 else "via"
            return ("direct", f"{told}.direct") if kind == "direct" else ("indirect", f"{told}.indirect")
        if kind == "indirect":
            return kind, self._indirect(telling, teller)
        if kind == "direct":
            again = self.last == teller.id and teller.type == "person"
            split = "//" in spoken(quote, self.where.event.kind) and self.rng.random() < 0.3
            return kind, "direct.split" if split else "direct.pronoun" if again else "direct.asserted"
        written = teller.type in {"document", "account"} and kind == "mixed"
        return kind, f"{kind}.{'document' if written else 'asserted'}"

    def _guarded(self, telling: Telling) -> tuple[Literal["indirect", "noun"], str] | None:
        """Choose frames for what is denied, possible or confirmed: by mood or by a noun."""
        nouns = self._wordable(telling, "noun")
        if telling.value.stage == "withdrawn":
            return ("noun", "noun.withdrawn") if nouns else None
        moods = telling.mood < 2 or bool(self._moody(telling))
        clause = telling.key in {"warned", "delay"} and telling.certainty == "possible" and moods
        if nouns and not clause and (not moods or self.rng.random() < 0.45):
            return "noun", f"noun.{telling.certainty}"
        return ("indirect", f"indirect.{telling.certainty}") if moods else None

    def _moody(self, telling: Telling) -> tuple[int, ...]:
        """List the wordings that have the telling's mood."""
        table = table_of(telling, "that", self.where.event.kind)
        return moody(self.family.name, table, telling.mood)

    def _indirect(self, telling: Telling, teller: Teller) -> str:
        if teller.type in {"document", "account"}:
            return "indirect.document"
        if telling.certainty in {"announced", "planned"} and self.rng.random() < 0.6:
            return "indirect.announced"
        if teller.type == "anonymous":
            return "indirect.anonymous"
        if self.last == teller.id and self.streak < _RUN and teller.type in {"person", "organisation"}:
            return "indirect.pronoun"
        counted = FACETS[telling.key].value == "count" and self._wordable(telling, "noun")
        counted = counted and teller.type == "organisation" and not telling.value.stage
        return "indirect.reported" if counted and self.rng.random() < 0.2 else "indirect.asserted"

    def _kind(self, telling: Telling, teller: Teller) -> Literal["indirect", "direct", "mixed", "noun"]:
        shares = SHARES[
            "passer" if teller.role in PASSERS else teller.type if teller.type in SHARES else "organisation"
        ]
        if telling.key == "scene":
            shares = SHARES["passer"]
        fits = {
            "direct": bool(self._voiced(telling).voice),
            "mixed": self._wordable(telling, "that", "^"),
            "noun": self._wordable(telling, "noun") and telling.key in NOUNS,
            "indirect": True,
        }
        options = [(kind, share) for kind, share in shares if fits[kind]]
        return weighted(self.rng, options) if options else "indirect"

    def _wordable(self, telling: Telling, form: str, sign: str = "") -> bool:
        table = table_of(telling, form, self.where.event.kind)
        return self.family.has(table) and (not sign or sign in eligible(self.family.name, table, sign)[0])

    def _mention(self, teller: Teller) -> Mention:
        if not self.named[teller.id] or (teller.name is None and teller.type != "organisation"):
            return "full"
        return "short" if teller.name is None else self.rng.choice(("short", "short", "short", "role", "name"))

    # ------------------------------------------------------------------------ background

    def _background(self, draft: str, at: datetime, told: set[str]) -> Iterator[Paragraph]:
        lines: list[Line] = []
        for facet in self.where.story.facets:
            if facet.key in ARCHIVE and facet.id not in told and self.rng.random() < 0.65:
                telling = Telling(facet=facet.id, key=facet.key, value=facet.at(at))
                line = self.bare(draft, replace(telling, variant=self.variant(telling, "that")), at)
                if not self.stale(line):
                    self.accept(line)
                    lines.append(line)
        if self.rng.random() < 0.55:
            lines.append(self.line(draft, "stock", (), f"stock.{self.where.event.kind}", at))
        yield from self._paragraphs(lines)

    def _spread(self, draft: str, body: Sequence[Line], at: datetime) -> list[Line]:
        place = gap(body, self.rng, self.where.story)
        return [*body[:place], self.line(draft, "stock", (), "stock.any", at), *body[place:]] if place else list(body)

    # ------------------------------------------------------------------------------ lines

    def variant(self, telling: Telling, form: str) -> int:
        """Choose a wording of a facet: the least used of those that have the mood."""
        table = table_of(telling, form, self.where.event.kind)
        if not self.family.has(table):
            return 0
        if form == "that" and telling.mood >= 2 and (able := self._moody(telling)):
            return able[self.ledger.least(self.rng, self.family.name, f"{table}.{telling.mood}", len(able))]
        texts = self.family.texts(table)
        able = unlike(self.family.name, table, telling.chain[0]) if telling.chain else ()
        if able:
            return able[self.ledger.least(self.rng, self.family.name, f"{table} {telling.chain[0]}", len(able))]
        return self.ledger.least(self.rng, self.family.name, table, len(texts))

    def line(
        self,
        draft: str,
        kind: Literal["own", "hearsay", "indirect", "direct", "mixed", "noun", "stock"],
        tellings: tuple[Telling, ...],
        table: str,
        at: datetime,
        mention: Mention = "full",
    ) -> Line:
        """Settle a sentence."""
        self.count += 1
        uid = f"{draft}/{self.count}"
        size = len(self.family.texts(table))
        about = subject(tellings[0]) if tellings else ""
        return Line(
            uid=uid,
            root=uid,
            kind=kind,
            tellings=tellings,
            table=table,
            frame=self.ledger.least(self.rng, self.family.name, table, size, self.framed),
            family=self.family.name,
            house=self.newsroom.id,
            seed=self.rng.randrange(1 << 16),
            mention=mention,
            known=bool(about and self.named[about]),
            day_style=self.day_style,
            clock=at,
            origin=self.newsroom.id,
        )
