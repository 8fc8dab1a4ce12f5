"""Drafts made of other drafts: rewrites, later versions, communiqués, rings of citation."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from msgspec.structs import replace

from worlds.chance import hashed, pick
from worlds.facets import FACETS
from worlds.family import load
from worlds.furniture import line as furnish
from worlds.items import Heard, Item, told_by
from worlds.language import in_figures
from worlds.model import Draft, Language, Line, Newsroom, Paragraph, Telling, Utterance
from worlds.operators import Bench, attribution_dropped, marked, number_error, rounded_value, taken, worked
from worlds.realise import table_of
from worlds.regimes import LineOp
from worlds.rewrite import Base, holding, lines_of, merged, paragraphs, tail_cut, unmoored
from worlds.shapes import ARCHIVE, moody, prints_number, repeats

if TYPE_CHECKING:
    from worlds.simulate import Run

_LIGHT = 0.3
"""How much less a reprint is worked on than a rewrite."""


# -------------------------------------------------------------------------------- issued


def issued(run: Run, one: Utterance, language: str) -> Draft:
    """Write the text that an utterance is: each fact in a sentence of its own."""
    family = load(pick(run.where.voices[language], run.story.id, one.id, "issued"))
    draft = f"{run.story.id}.c{one.id}"
    lines: list[Line] = []
    for number, (facet, value, certainty) in enumerate(one.told):
        telling = replace(told_by(Heard(one), facet, value, certainty), chain=())
        table = table_of(telling, "that", run.story.event.kind)
        able = moody(family.name, table, telling.mood) if telling.mood >= 2 else range(len(family.texts(table)))
        if able:
            telling = replace(telling, variant=pick(tuple(able), run.story.id, one.id, facet))
            uid = f"{draft}/{number}"
            lines.append(
                Line(
                    uid=uid, root=uid, kind="own", tellings=(telling,), table="plain.own", family=family.name,
                    house=one.teller, seed=hashed(uid), day_style="date", clock=one.at, origin=draft,
                )
            )  # fmt: skip
    teller = run.where.tellers[one.teller]
    return Draft(
        id=draft, story=run.story.id, newsroom="", at=one.at, published=None, language=family.language, title=None,
        paragraphs=(Paragraph(role="body", lines=tuple(lines)),), hidden=True, name=one.teller, source_type=teller.type,
    )  # fmt: skip


# ------------------------------------------------------------------------------ rewrites


def rewritten(
    run: Run, newsroom: Newsroom, draft: str, at: datetime, bases: Sequence[Base], *, light: bool = False
) -> Draft:
    """Make an article of one or two texts."""
    bench = run.bench(newsroom, draft, at)
    source = lines_of(bases[0].draft)
    if len(bases) > 1:
        source = merged(source, lines_of(bases[1].draft))
    chances = run.regime.draft_ops
    ops = ["merged"] if len(bases) > 1 else []
    if run.rng.random() < chances.get("tail cut", 0) and len(source) > 3:
        source = tail_cut(source, run.rng.uniform(0.6, 0.95))
        ops.append("tail cut")
    if not light and run.rng.random() < chances.get("compression", 0) and len(source) > 7:
        source = (source[0], *(line for line in source[1:] if line.kind not in {"direct", "stock"}))[:7]
        ops.append("compression")
    spoken = bench.desk.family.language
    source = tuple(line for line in source if line.tellings or line.family.startswith(spoken))
    lines: list[Line] = []
    for line in source:
        made = _reworked(run, bench, line, bases[0], light=light)
        if not lines or not repeats(lines[-1], made):
            lines.append(made)
            bench.desk.noted(made)
    title = _title(run, bench, bases[0], light=light)
    if bases[0].issued:
        lines = _apart([*_new_lead(run, bench, source, own=True), *lines])
    elif not light and run.rng.random() < chances.get("new lead", 0):
        lines = _apart([*_new_lead(run, bench, source), *lines[1:]])
        ops.append("new lead")
    added = _added(run, bench, newsroom, lines)
    lines += added
    ops += sorted({"stock" if line.kind == "stock" else "background" for line in added})
    numbered = [replace(line, uid=f"{draft}/r{number}") for number, line in enumerate(unmoored(lines))]
    sizes = [run.rng.choice((1, 2, 2, 3)) for _ in numbered]
    return Draft(
        id=draft, story=run.story.id, newsroom=newsroom.id, at=at, published=None, language=newsroom.language,
        title=title, paragraphs=tuple(paragraphs(numbered, sizes)),
        parents=tuple(base.draft.id for base in bases), ops=tuple(ops),
    )  # fmt: skip


def _apart(lines: list[Line]) -> list[Line]:
    """Let what a lead has told come up again further down only."""
    first = lines[0]
    again = [line for line in lines[1:] if repeats(first, line)]
    if not again or len(lines) < 4:
        return lines
    rest = [line for line in lines[1:] if line not in again]
    return [first, *rest[:2], *again[:1], *rest[2:]]


def _reworked(run: Run, bench: Bench, line: Line, base: Base, *, light: bool) -> Line:
    first = taken(line, line.uid)
    if base.issued:
        first = _attributed(bench, first, base.draft)
    chances: dict[LineOp, float] = dict(run.regime.line_ops)
    if light:
        chances = {
            key: chance * (1.0 if chance == 1.0 or key in {"deixis", "typo mended"} else _LIGHT)
            for key, chance in chances.items()
        }
    must: list[LineOp] = []
    if not line.family.startswith(bench.desk.family.language):
        must.append("translation")
    elif not light and bench.rng.random() >= run.regime.verbatim:
        must.append("paraphrase")
    return worked(first, bench, chances, must)


def _attributed(bench: Bench, line: Line, base: Draft) -> Line:
    """Put the name of who issued a text to most of the sentences taken from it."""
    if not line.tellings or bench.rng.random() < 0.2:
        return line
    telling = line.tellings[0]
    chained = replace(telling, chain=(base.name,))
    guarded = telling.certainty if telling.certainty in {"denied", "possible"} else "asserted"
    document = bench.desk.where.tellers[base.name].type == "document"
    table = f"indirect.{'document' if document and guarded == 'asserted' else guarded}"
    texts = load(line.family).texts(table)
    frame = pick(tuple(number for number, text in enumerate(texts) if "{that}" in text), line.uid, bench.draft)
    return marked(replace(line, kind="indirect", table=table, frame=frame, tellings=(chained,)), "attributed")


def _title(run: Run, bench: Bench, base: Base, *, light: bool) -> Line:
    old = base.draft.title
    if old is not None and light and run.rng.random() < 0.55 and old.family.startswith(bench.desk.family.language):
        return replace(taken(old, f"{bench.draft}/t"), uid=f"{bench.draft}/t")
    top = next((line.tellings[0] for line in lines_of(base.draft) if line.tellings and line.tellings[0].chain), None)
    made = bench.desk.title(bench.draft, top, bench.at)
    return replace(made, parent=old.uid if old else "", ops=("new title",))


def _new_lead(run: Run, bench: Bench, source: Sequence[Line], *, own: bool = False) -> list[Line]:
    """Write the first sentences anew from the same facts; ``own``: the text worked from has no such lead."""
    top = next(
        (line for line in source if line.tellings and line.tellings[0].chain and line.tellings[0].mood == 0), None
    )
    item = None
    if top is not None and top.tellings[0].utterance in run.utterances and top.tellings[0].key != "happened":
        telling = replace(top.tellings[0], voice="", part=0, chain=top.tellings[0].chain[:1])
        item = Item(Heard(run.utterances[telling.utterance]), telling, 0)
    made = bench.desk.lead(bench.draft, item, bench.at)
    if own:
        return list(made[:1])
    old = source[0]
    return [replace(line, parent=old.uid, root=old.root, origin=old.origin, ops=("new lead",)) for line in made[:1]]


def _added(run: Run, bench: Bench, newsroom: Newsroom, lines: Sequence[Line]) -> list[Line]:
    """Add background that the texts worked from do not have, and stock sentences."""
    made: list[Line] = []
    chances = run.regime.draft_ops
    told = {telling.facet for line in lines for telling in line.tellings}
    for facet in run.story.facets:
        wanted = facet.key in ARCHIVE and facet.id not in told
        if wanted and run.rng.random() < chances.get("background", 0):
            telling = Telling(facet=facet.id, key=facet.key, value=facet.at(bench.at))
            line = bench.desk.bare(bench.draft, replace(telling, variant=bench.desk.variant(telling, "that")), bench.at)
            if not bench.desk.stale(line):
                bench.desk.accept(line)
                made.append(line)
    stocked = not made and bool(lines) and lines[-1].kind == "stock"
    if run.rng.random() < chances.get("stock", 0) and not stocked:
        table = run.rng.choice(("stock.any", f"stock.{run.story.event.kind}"))
        made.append(bench.desk.line(bench.draft, "stock", (), table, bench.at))
    return [replace(line, origin=newsroom.id) for line in made]


# ------------------------------------------------------------------------- later versions


def continued(made: Draft, before: Draft) -> Draft:
    """Let a dispatch keep the sentences of the one before where it says the same."""
    old = {_matter(line): line for line in lines_of(before) if line.tellings}

    def kept(line: Line) -> Line:
        found = old.get(_matter(line)) if line.tellings else None
        if (
            found is None
            or [one.value for one in found.tellings] != [one.value for one in line.tellings]
            or hashed(line.uid) % 12 == 0
        ):
            return line
        return replace(taken(found, line.uid), ops=("verbatim",))

    named = unmoored([kept(line) for line in lines_of(made)])
    return replace(holding(made, named), parents=(before.id,), version_of=before.id)


def _matter(line: Line) -> tuple[str, ...]:
    return line.kind, *(part for one in line.tellings for part in (one.facet, one.utterance))


def again(run: Run, article: Draft) -> None:
    """Print a later version of an article: an update, a correction, or a silent edit."""
    newsroom = run.newsrooms[article.newsroom]
    at = article.at + timedelta(minutes=run.rng.randrange(60, 540))
    chances = run.regime.draft_ops
    kind = run.rng.random()
    if kind < chances.get("correction", 0):
        made = _corrected(run, article, newsroom, at)
    elif kind < chances.get("correction", 0) + chances.get("silent edit", 0):
        made = _edited(run, article, newsroom, at)
    else:
        made = _updated(run, article, newsroom, at)
    if made is not None:
        run.articles.append(run.register.entered(made))


def _version(run: Run, article: Draft, at: datetime, lines: Sequence[Line], op: str) -> Draft:
    draft = run.next_id("v")
    numbered = [replace(line, uid=f"{draft}/v{number}") for number, line in enumerate(lines)]
    title = taken(article.title, f"{draft}/t") if article.title else None
    return replace(
        article, id=draft, at=at, title=title, version_of=article.version_of or article.id, parents=(article.id,),
        ops=(op,), paragraphs=tuple(paragraphs(numbered, [len(part.lines) for part in article.paragraphs])),
    )  # fmt: skip


def _updated(run: Run, article: Draft, newsroom: Newsroom, at: datetime) -> Draft | None:
    """Put a fresh lead over a body that stays as it was."""
    fresh = [one for one in run.heard(newsroom, at) if one.utterance.at > article.at]
    if not fresh:
        fresh = [Heard(one, "") for one in run.story.utterances if article.at < one.at <= at and not one.to]
    if not fresh:
        return None
    draft = run.next_id("u")
    new = run.desk(newsroom).write(draft, fresh, at, 3)
    lead = [part for part in new.paragraphs if part.role == "body" and _fresh(part)][:2]
    said = {_matter(line) for part in lead for line in part.lines if line.tellings}
    body = [line for line in lines_of(article)[1:] if not line.tellings or _matter(line) not in said]
    old = [taken(line, f"{draft}/v{number}") for number, line in enumerate(body)]
    sizes = [len(part.lines) for part in article.paragraphs]
    note = furnish(new, newsroom, "page.update", {"clock": f"{at:%H:%M}"})
    return replace(
        new, version_of=article.version_of or article.id, parents=(article.id,), ops=("update",),
        paragraphs=(*lead, *paragraphs(unmoored(old), sizes), Paragraph(role="note", lines=(note,))),
    )  # fmt: skip


def _fresh(part: Paragraph) -> bool:
    """Tell whether a paragraph holds news, not background."""
    return any(line.tellings and line.tellings[0].key not in ARCHIVE for line in part.lines)


def _counted(line: Line, kind: str) -> bool:
    known = FACETS.get(line.tellings[0].key) if line.tellings else None
    return (
        known is not None
        and known.value == "count"
        and line.tellings[0].value.style == "exact"
        and line.kind != "direct"
        and prints_number(line, kind)
    )


def _corrected(run: Run, article: Draft, newsroom: Newsroom, at: datetime) -> Draft | None:
    """Misprint a number in the article as it stands, then print it right, with a notice."""
    place = next(
        (number for number, line in enumerate(lines_of(article)) if _counted(line, run.story.event.kind)), None
    )
    if place is None or any(article.id in other.parents for other in (*run.articles, *run.wires)):
        return None
    bench = run.bench(newsroom, article.id, article.at)
    right = lines_of(article)[place]
    wrong = number_error(right, bench)
    if wrong.tellings[0].value == right.tellings[0].value:
        return None
    wrong = replace(wrong, ops=tuple(dict.fromkeys(wrong.ops)))
    spoiled = _with_line(article, right.uid, wrong)
    run.articles[run.articles.index(article)] = spoiled
    lines = [taken(line, line.uid) for line in lines_of(spoiled)]
    lines[place] = marked(replace(taken(wrong, wrong.uid), tellings=right.tellings), "correction")
    made = _version(run, spoiled, at, lines, "correction")
    numbers = {
        name: in_figures(one.tellings[0].value.n, article.language)
        for name, one in (("wrong", wrong), ("right", right))
    }
    notice = furnish(made, newsroom, "page.correction", numbers)
    corrected = replace(right.tellings[0], chain=(), certainty="corrected", mood=0)
    notice = replace(notice, kind="correction", tellings=(corrected,))
    return replace(made, paragraphs=(*made.paragraphs, Paragraph(role="correction", lines=(notice,))))


def _with_line(article: Draft, uid: str, line: Line) -> Draft:
    parts = tuple(
        replace(part, lines=tuple(line if one.uid == uid else one for one in part.lines)) for part in article.paragraphs
    )
    return replace(article, paragraphs=parts)


def _edited(run: Run, article: Draft, newsroom: Newsroom, at: datetime) -> Draft | None:
    """Change a number or a certainty and tell nobody."""
    lines = [taken(line, line.uid) for line in lines_of(article)]
    bench = run.bench(newsroom, article.id, at)
    for number, line in enumerate(lines):
        if line.kind in {"indirect", "own"} and prints_number(line, run.story.event.kind):
            first = line.tellings[0]
            facet = next((one for one in run.story.facets if one.id == first.facet), None)
            later = facet.at(at) if facet and len(facet.states) > 1 else None
            if later is not None and later.n != first.value.n and first.key in FACETS:
                changed = replace(first, value=replace(first.value, n=later.n, n2=later.n2))
            elif (rounded := rounded_value(first, bench.rng)) is not None:
                changed = replace(first, value=rounded)
            else:
                continue
            lines[number] = marked(replace(line, tellings=(changed, *line.tellings[1:])), "silent edit")
            return _version(run, article, at, lines, "silent edit")
    return None


def hushed(run: Run, article: Draft) -> Draft:
    """Take every teller out of an article; what cannot stand without one goes, if anything is left."""
    bench = run.bench(run.newsrooms[article.newsroom], article.id, article.at)
    parts = []
    for part in article.paragraphs:
        lines = [attribution_dropped(line, bench) for line in part.lines]
        kept = tuple(line for line in lines if not any(telling.chain for telling in line.tellings))
        if kept:
            parts.append(replace(part, lines=kept))
    return replace(article, paragraphs=tuple(parts)) if parts else article


# ---------------------------------------------------------------------------------- rings


def ring(run: Run) -> None:
    """Let one outlet cite another, which then cites the first: no origin is added."""
    found = next(
        (
            (one, other, line)
            for one in run.articles
            for other in run.articles
            if one.newsroom != other.newsroom and one.language == other.language and one.at < other.at
            for line in lines_of(one)
            if line.kind == "indirect" and line.table.startswith("indirect.") and line.tellings[0].mood == 0
            and line.tellings[0].key != "happened"
        ),
        None,
    )  # fmt: skip
    if found is None:
        return
    first, second, line = found
    cited = _citing(run, run.newsrooms[second.newsroom], second, line, first.newsroom)
    run.articles[run.articles.index(second)] = run.register.entered(_appended(second, cited))
    at = second.at + timedelta(minutes=run.rng.randrange(50, 300))
    newsroom = run.newsrooms[first.newsroom]
    version = _version(run, first, at, [taken(one, one.uid) for one in lines_of(first)], "circular")
    back = _citing(run, newsroom, version, cited, second.newsroom)
    run.articles.append(run.register.entered(_appended(version, back)))


def _citing(run: Run, newsroom: Newsroom, draft: Draft, line: Line, cited: str) -> Line:
    desk = run.desk(newsroom)
    first = line.tellings[0]
    telling: Telling = replace(first, chain=(first.chain[0], cited), variant=desk.variant(first, "that"))
    made = desk.line(draft.id, "indirect", (telling,), "via.indirect", draft.at)
    return replace(made, uid=f"{draft.id}/ring", parent=line.uid, root=line.root, origin=line.origin, ops=("circular",))


def _appended(draft: Draft, line: Line) -> Draft:
    return replace(draft, paragraphs=(*draft.paragraphs, Paragraph(role="body", lines=(line,))))


LANGUAGES: tuple[Language, ...] = ("fr", "en")
