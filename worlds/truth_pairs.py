"""What articles are to each other: passages that share wording, and relations of every two articles of a story."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from msgspec import Struct
from msgspec.structs import replace

from worlds.model import Draft, Line
from worlds.names import signed
from worlds.page import Page, Placed
from worlds.truth import PlaceRow, Told

_DEEP = frozenset({"paraphrase", "new lead", "translation", "new title"})
_FURNITURE = frozenset({"related", "promo", "byline", "dateline", "credit", "caption", "note", "correction"})
_SPOKEN = frozenset({"direct", "mixed"})
_SHARE = 1 / 3
"""From this share of the shorter article's statements on, leaning on one public text is a common source."""


class PassageRow(Struct, frozen=True, kw_only=True):
    """A passage with how its members came to share it."""

    kind: str
    members: tuple[PlaceRow, ...]
    operators: tuple[tuple[str, ...], ...] = ()


class RelationRow(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What two articles are to each other. ``earlier`` is the source where one copies."""

    earlier: str
    later: str
    relation: str
    direction: str = "unknown"
    source_name: str | None = None
    lines: int = 0
    """Sentences of the pair that have one ancestor."""
    shared: float = 0.0
    """Three-word runs in common, as a share of all of both (Jaccard)."""
    contained: float = 0.0
    """Three-word runs in common, as a share of those of the shorter article."""


# ------------------------------------------------------------------------------ passages


def passages(told: Told) -> Iterator[PassageRow]:
    """Group sentences of one language by the sentence that they all come from; then quotations of one utterance."""
    groups: dict[tuple[str, str], list[tuple[Page, Placed]]] = defaultdict(list)
    quotes: dict[tuple[str, str, int, int], dict[str, PlaceRow]] = defaultdict(dict)
    for printed in told.held:
        article = told.ids[printed.draft.id]
        for placed in printed.lines:
            line = placed.line
            if placed.titled or placed.role in _FURNITURE or line.kind == "stock":
                continue
            groups[line.root, line.family[:2]].append((printed, placed))
            if line.kind == "direct" and line.tellings[0].voice:
                first = line.tellings[0]
                marks = [mark for mark in placed.rich.marks if mark.label == "content"]
                key = (first.utterance, first.voice, first.variant, first.part)
                quotes[key].setdefault(line.root, PlaceRow(article, marks[0].start, marks[-1].end))
    for (_, _), members in sorted(groups.items()):
        if len({printed.draft.id for printed, _ in members}) > 1:
            yield _passage(told, members)
    for _, places in sorted(quotes.items()):
        if len({place.article for place in places.values()}) > 1:
            yield PassageRow(kind="quotation", members=tuple(places.values()))


def _passage(told: Told, members: Sequence[tuple[Page, Placed]]) -> PassageRow:
    worked = [all_ops(told, placed.line) for _, placed in members]
    changed = {op for ops in worked for op in ops}
    kind = "paraphrase" if changed & _DEEP else "edited" if changed else "verbatim"
    return PassageRow(
        kind=kind,
        members=tuple(PlaceRow(told.ids[printed.draft.id], placed.start, placed.end) for printed, placed in members),
        operators=tuple(worked),
    )


def all_ops(told: Told, line: Line) -> tuple[str, ...]:
    """List the operators between the first sentence and this one, "verbatim" left out."""
    chain = [line, *(told.lines[uid] for uid in _ancestors(told, line) if uid in told.lines)]
    return tuple(dict.fromkeys(op for one in reversed(chain) for op in one.ops if op != "verbatim"))


def stock(told: Told) -> Iterator[tuple[PlaceRow, ...]]:
    """Group the stock sentences that read alike in several articles of a story."""
    groups: dict[str, dict[str, PlaceRow]] = defaultdict(dict)
    for printed in told.held:
        article = told.ids[printed.draft.id]
        for placed in printed.lines:
            if placed.line.table.startswith("stock.") and not placed.titled:
                groups[placed.rich.text].setdefault(article, PlaceRow(article, placed.start, placed.end))
    for _, places in sorted(groups.items()):
        if len(places) > 1:
            yield tuple(places.values())


# ----------------------------------------------------------------------------- relations


class _Descent(Struct, frozen=True):
    """Where the sentences of an article come from: the drafts, itself left out, by number of sentences."""

    drafts: Mapping[str, int]
    lines: frozenset[str]


def relations(told: Told) -> Iterator[RelationRow]:
    """Relate every two articles of a story that are not versions of each other."""
    held = told.held
    descents = {one.draft.id: _descent(told, one) for one in held}
    grams = {one.draft.id: three_grams(one.text) for one in held}
    utterances = {one.draft.id: _utterances(one) for one in held}
    for one, other in combinations(held, 2):
        if _series(one.draft) == _series(other.draft):
            continue
        yield _relation(told, (one, other), descents, utterances, _overlap(grams[one.draft.id], grams[other.draft.id]))


def _series(draft: Draft) -> str:
    return draft.version_of or draft.id if draft.newsroom and not draft.name else f"{draft.newsroom}:{draft.id}"


def _descent(told: Told, printed: Page) -> _Descent:
    drafts: dict[str, int] = defaultdict(int)
    seen: set[str] = set()
    for placed in printed.lines:
        if placed.titled or placed.role in _FURNITURE:
            continue
        mine = set(_ancestors(told, placed.line))
        for home in {told.homes[uid] for uid in mine} - {printed.draft.id}:
            drafts[home] += 1
        seen |= mine
    return _Descent(dict(drafts), frozenset(seen))


def _ancestors(told: Told, line: Line) -> Iterator[str]:
    now: Line | None = line
    while now is not None and now.parent:
        yield now.parent
        now = told.lines.get(now.parent)
        if now is None:
            return


def _utterances(printed: Page) -> Mapping[str, str]:
    """Give the utterances that an article leans on, and whether it quotes them."""
    found: dict[str, str] = {}
    for placed in printed.lines:
        if placed.titled:
            continue
        for telling in placed.line.tellings:
            if telling.utterance and (placed.line.kind in _SPOKEN or telling.utterance not in found):
                found[telling.utterance] = "quoted" if placed.line.kind in _SPOKEN else "told"
    return found


def _relation(
    told: Told,
    pair: tuple[Page, Page],
    descents: Mapping[str, _Descent],
    utterances: Mapping[str, Mapping[str, str]],
    overlap: tuple[float, float],
) -> RelationRow:
    row = _related(told, pair, descents, utterances)
    return replace(row, shared=overlap[0], contained=overlap[1])


def _related(
    told: Told,
    pair: tuple[Page, Page],
    descents: Mapping[str, _Descent],
    utterances: Mapping[str, Mapping[str, str]],
) -> RelationRow:
    one, other = pair[0].draft, pair[1].draft
    ids = told.ids
    down, up = descents[one.id].drafts.get(other.id, 0), descents[other.id].drafts.get(one.id, 0)
    if up or down:
        source, copy = (one, other) if up >= down else (other, one)
        return RelationRow(
            earlier=ids[source.id], later=ids[copy.id], relation="copies", direction="known", lines=max(up, down)
        )
    common = _common(told, descents[one.id], descents[other.id])
    if common:
        name = _named(told, common[0], one)
        return RelationRow(
            earlier=ids[one.id], later=ids[other.id], relation="common source", source_name=name, lines=common[1]
        )
    return _by_utterance(told, pair, utterances)


def _common(told: Told, one: _Descent, other: _Descent) -> tuple[str, int] | None:
    """Find the text from which both have sentences, the one with most of them."""
    both = one.lines & other.lines
    counts: dict[str, int] = defaultdict(int)
    for uid in both:
        if uid in told.homes:
            counts[told.homes[uid]] += 1
    if not counts:
        return None
    best = max(sorted(counts), key=lambda home: counts[home])
    return best, counts[best]


def _named(told: Told, draft: str, reader: Draft) -> str | None:
    found = told.pages[draft].draft
    if found.newsroom:
        return signed(told.where.newsrooms[found.newsroom].name, reader.language)
    teller = told.where.tellers[found.name]
    return teller.name.spelled(reader.language) if teller.name else None


def _by_utterance(told: Told, pair: tuple[Page, Page], utterances: Mapping[str, Mapping[str, str]]) -> RelationRow:
    """Relate two articles that share no sentence: by the utterances that both lean on."""
    one, other = pair[0].draft, pair[1].draft
    left, right = utterances[one.id], utterances[other.id]
    media = {utterance.id: utterance.medium for utterance in told.story.utterances}
    both = left.keys() & right.keys()
    public = [name for name in both if media[name] in {"communiqué", "document", "post"}]
    quoted = [name for name in both if left[name] == right[name] == "quoted"]
    relation = "independent"
    if len(public) > max(1.0, _SHARE * min(len(left), len(right))):
        relation = "common source"
    elif quoted:
        relation = "shared quotation"
    ids = told.ids
    return RelationRow(earlier=ids[one.id], later=ids[other.id], relation=relation)


Grams = frozenset[tuple[str, str, str]]


def three_grams(text: str) -> Grams:
    """List the three-word runs of a text."""
    words = text.lower().split()
    return frozenset(zip(words, words[1:], words[2:], strict=False))


def _overlap(one: Grams, other: Grams) -> tuple[float, float]:
    """Give the share of the union that is in both, and the share of the smaller set."""
    both = len(one & other)
    union, least = len(one) + len(other) - both, min(len(one), len(other))
    return round(both / max(1, union), 3), round(both / max(1, least), 3)
