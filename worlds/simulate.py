"""A story is reported: who hears what, which wires go out, and what every outlet makes of them, in order of time."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from msgspec.structs import replace

from worlds import editions, furniture
from worlds.chance import dice, hashed, weighted
from worlds.compose import Desk
from worlds.facets import KINDS
from worlds.items import Heard
from worlds.ledger import Ledger
from worlds.model import Draft, Newsroom, Paragraph, Story, Utterance
from worlds.newsrooms import HOME, SPOKEN
from worlds.openings import Register
from worlds.operators import Bench
from worlds.realise import Stage, stage
from worlds.regimes import Mode, Regime
from worlds.rewrite import Base, lines_of

Titles = tuple[tuple[str, str], ...]
_PUBLIC = frozenset({"communiqué", "document", "post"})
_ISSUED = frozenset({"communiqué", "document"})


class Run:
    """The reporting of one story. Grows as time goes on; nothing of it outlives the call."""

    def __init__(self, story: Story, newsrooms: Mapping[str, Newsroom], regime: Regime, rng: random.Random) -> None:
        """Choose who takes part, and who hears whom."""
        self.regime, self.rng, self.newsrooms = regime, rng, newsrooms
        self.ledger = Ledger()
        self.agencies = _agencies(story, newsrooms, rng)
        self.outlets = _outlets(story, newsrooms, regime, rng)
        self.story = replace(story, utterances=_audiences(story, self.agencies, self.outlets, regime, rng))
        self.where: Stage = stage(self.story, newsrooms)
        self.utterances = {one.id: one for one in self.story.utterances}
        self.register = Register(self.where)
        self.wires: list[Draft] = []
        self.issued: list[Draft] = []
        self.articles: list[Draft] = []
        self.count = 0

    def next_id(self, prefix: str) -> str:
        """Give the next draft's id."""
        self.count += 1
        return f"{self.story.id}.{prefix}{self.count}"

    def desk(self, newsroom: Newsroom) -> Desk:
        """Sit down at a newsroom's desk."""
        return Desk(self.where, newsroom, self.ledger, self.rng)

    def bench(self, newsroom: Newsroom, draft: str, at: datetime) -> Bench:
        """Set out what a rewriter needs."""
        return Bench(self.desk(newsroom), draft, at, self.utterances)

    def heard(self, newsroom: Newsroom, at: datetime) -> list[Heard]:
        """List what a newsroom has heard itself; an agency says that it was told."""
        return [
            Heard(one, newsroom.id if newsroom.kind == "agency" and _told_to(one, newsroom) else "")
            for one in self.story.utterances
            if one.at <= at and (not one.to or newsroom.id in one.to)
        ]


def _told_to(one: Utterance, newsroom: Newsroom) -> bool:
    return one.medium in {"interview", "scene"} and hashed(one.id, newsroom.id) % 5 < 3


# ------------------------------------------------------------------------- who takes part


def _agencies(story: Story, newsrooms: Mapping[str, Newsroom], rng: random.Random) -> list[Newsroom]:
    every = [one for one in newsrooms.values() if one.kind == "agency"]
    near = [one for one in every if one.country == story.spoken]
    far = [one for one in every if one.country != story.spoken and (not one.side or one.side == story.spoken)]
    count = weighted(rng, ((1, 0.62), (2, 0.3), (3, 0.08)))
    chosen = rng.sample(near, min(len(near), 1))
    return chosen + rng.sample(far, max(0, count - len(chosen)))


_SIZES = (
    (2, 0.05),
    (3, 0.1),
    (4, 0.12),
    (5, 0.13),
    (6, 0.12),
    (8, 0.15),
    (10, 0.13),
    (13, 0.1),
    (17, 0.06),
    (22, 0.04),
)


def _outlets(story: Story, newsrooms: Mapping[str, Newsroom], regime: Regime, rng: random.Random) -> list[Newsroom]:
    language = SPOKEN.get(story.spoken) or rng.choice(("fr", "en"))
    pool: list[tuple[Newsroom, float]] = []
    for one in newsrooms.values():
        if one.kind != "agency":
            weight = {"national": 3.0, "aggregator": 2.2, "regional": 1.0, "foreign": 0.5, "partisan": 1.0}[one.kind]
            weight *= 3.0 if one.kind in {"regional", "foreign"} and one.country == story.spoken else 1.0
            weight *= 1.0 if one.language == language else regime.foreign
            pool.append((one, weight))
    wanted = min(weighted(rng, _SIZES), len(pool))
    chosen: list[Newsroom] = []
    while len(chosen) < wanted:
        found = weighted(rng, pool)
        pool = [(one, weight) for one, weight in pool if one.id != found.id]
        chosen.append(found)
    return chosen


def _audiences(
    story: Story, agencies: Sequence[Newsroom], outlets: Sequence[Newsroom], regime: Regime, rng: random.Random
) -> tuple[Utterance, ...]:
    """Decide who hears each utterance: all, those who came, or the one who was told."""
    reporters = [one for one in outlets if rng.random() < one.own] or list(agencies)
    made: list[Utterance] = []
    for one in story.utterances:
        if one.medium in _PUBLIC:
            made.append(one)
        elif one.medium == "press conference":
            there = [
                room.id for room in (*agencies, *reporters) if room.kind == "agency" or rng.random() < regime.attended
            ]
            made.append(replace(one, to=frozenset(there or [agencies[0].id])))
        else:
            teller = rng.choice(agencies) if rng.random() < 0.75 else rng.choice(reporters)
            made.append(replace(one, to=frozenset({teller.id})))
    return tuple(made)


# ------------------------------------------------------------------------------- the run


def reported(
    story: Story, newsrooms: Mapping[str, Newsroom], regime: Regime, seed: object, titles: Titles = ()
) -> Story:
    """Give the story with everything that was written on it, hidden texts too."""
    run = Run(story, newsrooms, regime, dice(seed, regime.name, story.id))
    _issue(run)
    first = _scoop(run) if run.rng.random() < regime.upstream else None
    for number, agency in enumerate(run.agencies):
        _wire(run, agency, first if number == 0 else None)
    for at, newsroom, mode in sorted(_tasks(run), key=lambda task: (task[0], task[1].id)):
        _article(run, newsroom, mode, at)
    if run.rng.random() < regime.circular:
        editions.ring(run)
    for article in list(run.articles):
        if not article.version_of and run.rng.random() < regime.again * 0.5:
            editions.again(run, article)
    if regime.silent:
        run.articles = [run.register.entered(editions.hushed(run, article)) for article in run.articles]
    drafts = tuple(furniture.dressed(draft, run, titles) for draft in (*run.issued, *run.wires, *run.articles))
    return replace(run.story, drafts=drafts)


def _issue(run: Run) -> None:
    """Write the communiqués and documents that go to everybody."""
    language = SPOKEN.get(run.story.spoken) or run.rng.choice(("fr", "en"))
    for one in run.story.utterances:
        if one.medium in _ISSUED:
            run.issued.append(run.register.entered(editions.issued(run, one, language)))


def _scoop(run: Run) -> Draft | None:
    """Let a newspaper be first: an agency will take its text."""
    papers = [one for one in run.outlets if one.kind in {"national", "regional"}]
    if not papers:
        return None
    paper = run.rng.choice(papers)
    run.outlets.remove(paper)
    at = run.story.event.when + timedelta(minutes=run.rng.randrange(170, 260))
    heard = run.heard(paper, at) or [Heard(run.story.utterances[0])]
    draft = run.desk(paper).write(run.next_id("a"), heard, at, run.rng.randrange(6, 11))
    run.articles.append(run.register.entered(draft))
    return run.articles[-1]


def _wire(run: Run, agency: Newsroom, scoop: Draft | None) -> None:
    """Send out an agency's dispatches: a first one, then fuller ones that keep much of the one before."""
    heard = [one for one in run.story.utterances if not one.to or agency.id in one.to]
    if not heard:
        return
    at = heard[min(len(heard) - 1, run.rng.randrange(6, 14))].at + timedelta(minutes=agency.latency)
    before: Draft | None = None
    for number in range(run.rng.choice(run.regime.dispatches)):
        draft = run.next_id("w")
        if scoop is not None and number == 0:
            at = max(at, scoop.at + timedelta(minutes=run.rng.randrange(8, 40)))
            made = editions.rewritten(run, agency, draft, at, (Base(scoop, agency=False),))
        else:
            size = run.rng.randrange(10, 15) if number == 0 else run.rng.randrange(14, 24)
            made = run.desk(agency).write(draft, run.heard(agency, at), at, size)
            made = editions.continued(made, before) if before else made
        held = run.rng.random() < run.regime.held
        made = replace(made, hidden=not held, name=agency.name.spelled(agency.language), source_type="agency")
        run.wires.append(_datelined(run.register.entered(made), agency))
        before = run.wires[-1]
        at += timedelta(minutes=run.rng.randrange(70, 420))


def _datelined(draft: Draft, agency: Newsroom) -> Draft:
    line = furniture.line(draft, agency, "page.dateline", {"agency": agency.name.all_of(draft.language)[-1]})
    return replace(draft, paragraphs=(Paragraph(role="dateline", lines=(line,)), *draft.paragraphs))


# ------------------------------------------------------------------------------- outlets


def _tasks(run: Run) -> list[tuple[datetime, Newsroom, Mode]]:
    """Decide when each outlet writes, and how."""
    found: list[tuple[datetime, Newsroom, Mode]] = []
    for newsroom in run.outlets:
        mode = _mode(run, newsroom)
        wires = [wire for wire in run.wires if wire.language == newsroom.language] or run.wires
        spread = run.rng.lognormvariate(0, 0.8)
        if mode in {"own", "communiqué"} or not wires:
            start = run.story.event.when + timedelta(minutes=run.rng.choice((200, 330, 500, 800)))
        else:
            lead = (
                [wire for wire in wires if wire.newsroom == wires[0].newsroom]
                if run.rng.random() < run.regime.loyal
                else wires
            )
            start = lead[max(run.rng.randrange(len(lead)), run.rng.randrange(len(lead)))].at
        found.append((start + timedelta(minutes=newsroom.latency * spread), newsroom, mode))
    return found


def _mode(run: Run, newsroom: Newsroom) -> Mode:
    options = []
    for mode, weight in run.regime.modes:
        factor = 1.0
        if mode == "own":
            factor = newsroom.own * 3.2
        elif mode == "reprint":
            factor = {"aggregator": 3.0, "regional": 1.2}.get(newsroom.kind, 0.7)
        elif mode == "rewrite" and newsroom.kind == "aggregator":
            factor = 0.5
        options.append((mode, weight * factor))
    return weighted(run.rng, options)


def _article(run: Run, newsroom: Newsroom, mode: Mode, at: datetime) -> None:
    draft = run.next_id("a")
    bases = _bases(run, newsroom, mode, at)
    if bases:
        light = mode in {"reprint", "copy"}
        made = editions.rewritten(run, newsroom, draft, at, bases, light=light)
    else:
        heard = run.heard(newsroom, at)
        if not heard:
            at = run.story.utterances[0].at + timedelta(minutes=newsroom.latency)
            heard = run.heard(newsroom, at) or [Heard(run.story.utterances[0])]
        made = run.desk(newsroom).write(draft, heard, at, run.rng.randrange(12, 20))
    made = run.register.entered(made)
    if lines_of(made):
        run.articles.append(made)


def _bases(run: Run, newsroom: Newsroom, mode: Mode, at: datetime) -> tuple[Base, ...]:
    """Find the texts that an article is made of; none means the desk's own report."""
    if mode == "own":
        return ()
    out = [wire for wire in run.wires if wire.at <= at]
    same = _newest([wire for wire in out if wire.language == newsroom.language], run.rng)
    other = _newest([wire for wire in out if wire.language != newsroom.language], run.rng)
    if mode == "communiqué":
        ready = [text for text in run.issued if text.at <= at and len(lines_of(text)) > 1]
        return (Base(run.rng.choice(ready), agency=False, issued=True),) if ready else ()
    if mode == "copy":
        printed = [one for one in run.articles if one.newsroom != newsroom.id]
        return (Base(run.rng.choice(printed), agency=False),) if printed else ()
    if mode == "translate":
        abroad = [one for one in (*other, *run.articles) if one.language != newsroom.language and one.at <= at]
        chosen = run.rng.choice(abroad) if abroad else None
        return (Base(chosen, agency=chosen in other),) if chosen else tuple(Base(one) for one in same[:1])
    if mode == "merge" and len(same) > 1:
        return Base(same[0]), Base(same[1])
    ready = same or other
    return (Base(ready[0]),) if ready else ()


def _newest(wires: Sequence[Draft], rng: random.Random) -> list[Draft]:
    """List the newest wire of each agency, in random order."""
    by_agency = {wire.newsroom: wire for wire in sorted(wires, key=lambda wire: wire.at)}
    found = list(by_agency.values())
    rng.shuffle(found)
    return found


def kinds() -> tuple[str, ...]:
    """List the kinds of event."""
    return tuple(sorted(KINDS))


__all__ = ["HOME", "Run", "reported"]
