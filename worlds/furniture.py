"""What stands around a story: datelines, bylines, credits, captions, links, notices, and the page's time."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from msgspec.structs import replace

from worlds import names
from worlds.chance import dice, hashed
from worlds.family import Family, load
from worlds.language import day_month
from worlds.model import Draft, Line, Newsroom, Paragraph

if TYPE_CHECKING:
    from worlds.simulate import Run


def line(draft: Draft, newsroom: Newsroom, table: str, values: Mapping[str, str]) -> Line:
    """Write a line of furniture in the house's family."""
    family = load(newsroom.family)
    extra = {"outlet": newsroom.name.spelled(family.language), "day": _day(draft, family), **values}
    uid = f"{draft.id}/{table.removeprefix('page.')}"
    return Line(
        uid=uid,
        root=uid,
        kind="stock",
        table=table,
        frame=hashed(newsroom.id, table) % len(family.texts(table)),
        family=family.name,
        house=newsroom.house,
        day_style="weekday",
        clock=draft.at,
        origin=newsroom.id,
        extra=tuple(sorted(extra.items())),
    )


def _day(draft: Draft, family: Family) -> str:
    return day_month(draft.at, family.language, american=family.style.get("dates") == "american")


def dressed(draft: Draft, run: Run, titles: tuple[tuple[str, str], ...]) -> Draft:
    """Put furniture around a draft and the page's time on it."""
    if not draft.newsroom:
        return draft
    newsroom = run.newsrooms[draft.newsroom]
    if draft.hidden or newsroom.kind == "agency":
        return replace(draft, published=_published(draft.at, newsroom, run))
    agency = _agency(draft, run)
    before = [part for part in (_byline(run, draft, newsroom, agency),) if part]
    after: list[Paragraph] = []
    credited = agency is not None and run.rng.random() < newsroom.credit
    if agency is not None and credited:
        short = agency.name.all_of(draft.language)[-1]
        after.append(_part(draft, newsroom, "credit", {"agency": _bare(short)}))
    if agency is not None and newsroom.credit and run.rng.random() < 0.14:
        after.append(_part(draft, newsroom, "caption", {"agency": _bare(agency.name.all_of(draft.language)[-1])}))
    same = [title for language, title in titles if language == draft.language]
    if same and run.rng.random() < run.regime.draft_ops.get("related", 0):
        after.append(_part(draft, newsroom, "related", {"title": run.rng.choice(same)}))
        draft = replace(draft, ops=(*draft.ops, "related"))
    if run.rng.random() < 0.12:
        after.append(_part(draft, newsroom, "promo", {}))
    notes = [part for part in draft.paragraphs if part.role != "body"]
    told = [part for part in draft.paragraphs if part.role == "body"]
    return replace(draft, published=_published(draft.at, newsroom, run), paragraphs=(*before, *told, *notes, *after))


def _part(draft: Draft, newsroom: Newsroom, role: str, values: Mapping[str, str]) -> Paragraph:
    return Paragraph(role=role, lines=(line(draft, newsroom, f"page.{role}", values),))


def _byline(run: Run, draft: Draft, newsroom: Newsroom, agency: Newsroom | None) -> Paragraph | None:
    if run.rng.random() < (0.65 if agency else 0.35) or newsroom.kind == "aggregator":
        return None
    number = run.rng.randrange(6)
    reporter = names.person(dice(newsroom.id, number), newsroom.country).spelled(draft.language)
    return _part(draft, newsroom, "byline", {"reporter": reporter})


def _agency(draft: Draft, run: Run) -> Newsroom | None:
    """Find the agency whose wire an article was made of, through its parents."""
    known = {one.id: one for one in (*run.wires, *run.articles)}
    waiting = list(draft.parents)
    while waiting:
        found = known.get(waiting.pop(0))
        if found is not None:
            newsroom = run.newsrooms.get(found.newsroom)
            if newsroom is not None and newsroom.kind == "agency":
                return newsroom
            waiting += [parent for parent in found.parents if parent != found.id]
    return None


def _bare(name: str) -> str:
    return names.bare(name)


def _published(at: datetime, newsroom: Newsroom, run: Run) -> str | None:
    if run.regime.clocks == "none":
        return None
    jitter = run.rng.uniform(-400, 400) if run.regime.clocks == "wrong" else 0.0
    if run.rng.random() < run.regime.restamped:
        jitter += run.rng.choice((60, 300, 900, 1800)) * run.rng.random()
    return (at + timedelta(minutes=newsroom.clock_error + jitter)).strftime("%Y-%m-%dT%H:%M:00+00:00")
