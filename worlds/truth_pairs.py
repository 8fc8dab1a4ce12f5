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
from worlds.truth import PlaceRow, Told, hop_name

_DEEP = frozenset({"paraphrase", "new lead", "translation", "new title"})
_FURNITURE = frozenset({"related", "promo", "byline", "dateline", "credit", "caption", "note", "correction"})
_SPOKEN = frozenset({"direct", "mixed"})
_SHARE = 1 / 3
"""From this share of the shorter article's statements on, leaning on one public text is a common source."""


class TreeRow(Struct, frozen=True, kw_only=True):
    """Where the member of a passage comes from: two members on one way down are a copy, others have a common source."""

    parent: int | None
    """The member from which it descends, directly or through texts that are not in the passage."""
    source: str
    """The article or hidden text it was directly taken from, of a quotation its utterance; empty: its own words."""
    operators: tuple[str, ...]
    """All that was done to it since the first sentence."""


class PassageRow(Struct, frozen=True, kw_only=True):
    """A passage with how its members came to share it."""

    kind: str
    members: tuple[PlaceRow, ...]
    tree: tuple[TreeRow, ...] = ()


class HiddenRow(Struct, frozen=True, kw_only=True):
    """A text that no article is, with the articles that hold sentences of it."""

    id: str
    story: str
    name: str
    type: str
    children: tuple[str, ...]
    direct: tuple[str, ...]
    """Those of the children that were made of the text itself, not of another child."""


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

Member = tuple[Page, Placed]


def passages(told: Told) -> Iterator[PassageRow]:
    """Group sentences of one language by the sentence that they all come from; then quotations of one utterance."""
    groups: dict[tuple[str, str], list[Member]] = defaultdict(list)
    quotes: dict[tuple[str, ...], list[tuple[str, PlaceRow]]] = defaultdict(list)
    for printed, placed in _narrated(told):
        line = placed.line
        groups[line.root, line.family[:2]].append((printed, placed))
        if line.kind == "direct" and line.tellings[0].voice:
            first = line.tellings[0]
            marks = [mark for mark in placed.rich.marks if mark.label == "content"]
            key = (first.utterance, first.facet, first.voice, str(first.variant), str(first.part))
            place = PlaceRow(told.ids[printed.draft.id], marks[0].start, marks[-1].end)
            quotes[key].append((line.root, place))
    for (_, _), members in sorted(groups.items()):
        if len({printed.draft.id for printed, _ in members}) > 1:
            yield _passage(told, members)
    for (utterance, *_), found in sorted(quotes.items()):
        if len({root for root, _ in found}) > 1 and len({place.article for _, place in found}) > 1:
            yield _quotation(utterance, tuple(place for _, place in found))


def translated_passages(told: Told) -> Iterator[PassageRow]:
    """Group sentences by the sentence that they all come from where they stand in two languages."""
    groups: dict[str, list[Member]] = defaultdict(list)
    for printed, placed in _narrated(told):
        groups[placed.line.root].append((printed, placed))
    for _, members in sorted(groups.items()):
        if len({placed.line.family[:2] for _, placed in members}) > 1:
            yield replace(_passage(told, members), kind="translation")


def _narrated(told: Told) -> Iterator[Member]:
    for printed in told.held:
        for placed in printed.lines:
            if not placed.titled and placed.role not in _FURNITURE and placed.line.kind != "stock":
                yield printed, placed


def _quotation(utterance: str, members: tuple[PlaceRow, ...]) -> PassageRow:
    tree = tuple(TreeRow(parent=None, source=utterance, operators=()) for _ in members)
    return PassageRow(kind="quotation", members=members, tree=tree)


def _passage(told: Told, members: Sequence[Member]) -> PassageRow:
    tree = _tree(told, members)
    changed = {op for row in tree for op in row.operators}
    return PassageRow(
        kind="paraphrase" if changed & _DEEP else "edited" if changed else "verbatim",
        members=tuple(PlaceRow(told.ids[printed.draft.id], placed.start, placed.end) for printed, placed in members),
        tree=tree,
    )


def _tree(told: Told, members: Sequence[Member]) -> tuple[TreeRow, ...]:
    """Say of every member from which other one it descends, and from which text it was taken."""
    at = {placed.line.uid: number for number, (_, placed) in enumerate(members)}
    rows: list[TreeRow] = []
    for _, placed in members:
        above = next((at[uid] for uid in _ancestors(told, placed.line) if uid in at), None)
        home = told.homes.get(placed.line.parent, "")
        source = home if not home or told.pages[home].draft.hidden else told.ids[home]
        rows.append(TreeRow(parent=above, source=source, operators=all_ops(told, placed.line)))
    return tuple(rows)


def all_ops(told: Told, line: Line) -> tuple[str, ...]:
    """List the operators between the first sentence and this one, "verbatim" left out."""
    chain = [line, *(told.lines[uid] for uid in _ancestors(told, line) if uid in told.lines)]
    return tuple(dict.fromkeys(op for one in reversed(chain) for op in one.ops if op != "verbatim"))


# --------------------------------------------------------------------------- hidden texts


def hidden(told: Told) -> Iterator[HiddenRow]:
    """List the story's texts that the pile does not hold, with the articles that hold sentences of them."""
    children: dict[str, dict[str, bool]] = defaultdict(dict)
    for printed, placed in _narrated(told):
        article = told.ids[printed.draft.id]
        for number, uid in enumerate(_ancestors(told, placed.line)):
            home = told.homes.get(uid, "")
            children[home][article] = children[home].get(article, False) or not number
    for name, printed in sorted(told.pages.items()):
        if printed.draft.hidden:
            found = children[name]
            yield HiddenRow(
                id=name, story=told.story.id, name=hidden_name(told, printed.draft),
                type=printed.draft.source_type, children=tuple(sorted(found)),
                direct=tuple(sorted(article for article, near in found.items() if near)),
            )  # fmt: skip


def hidden_name(told: Told, draft: Draft) -> str:
    """Name a hidden text by who issued it, in the text's own language."""
    room = told.where.newsrooms.get(draft.newsroom)
    if room is not None:
        return signed(room.name, draft.language)
    line = next((line for part in draft.paragraphs for line in part.lines), None)
    return hop_name(line, draft.name, told.where) if line is not None else draft.name


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
        for home in {told.homes[uid] for uid in mine if uid in told.homes} - {printed.draft.id}:
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
        name = hidden_name(told, told.pages[common[0]].draft)
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
