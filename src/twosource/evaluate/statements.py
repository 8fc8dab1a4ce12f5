"""Statements: what is put forward by whom, through whom, and how surely."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence

from msgspec import Struct

from twosource.evaluate import conditionals
from twosource.evaluate.dataset import Dataset
from twosource.evaluate.measures import (
    NOTHING,
    Prf,
    Row,
    accuracy_row,
    class_rows,
    counted,
    prf_rows,
)
from twosource.evaluate.stretches import covered, iou
from twosource.evaluate.told import Told, alike, of_baseline, of_gold, of_system, scored
from twosource.model import Dossier, Span
from twosource.text import overlap, words

FOUND = 0.8
"""Least overlap (share of the union's words) at which a whole statement counts as found."""
EXACT = 1.0
NEAREST = "quoted stretches, nearest name"


class Texts(Struct, frozen=True):
    """Where the words of every article that is scored begin."""

    starts: Mapping[str, tuple[int, ...]]

    def of(self, told: Sequence[Told]) -> frozenset[int]:
        """Give the words of the contents of statements of one article."""
        pieces = [piece for one in told for piece in one.pieces]
        return covered(self.starts[told[0].article], pieces) if told else frozenset()


class Matched(Struct, frozen=True):
    """Gold and system statements and which found which. A joined pair of labels may share one finder."""

    gold: tuple[Told, ...]
    system: tuple[Told, ...]
    pairs: tuple[tuple[int, int], ...]

    @property
    def prf(self) -> Prf:
        """Count whole statements."""
        finders = len({system for _, system in self.pairs})
        return counted(finders, len(self.system), len(self.pairs), len(self.gold))

    @property
    def with_speaker(self) -> Prf:
        """Count whole statements that are found with their teller."""
        right = [(mine, yours) for mine, yours in self.pairs if _same_teller(self.gold[mine], self.system[yours])]
        return counted(len({yours for _, yours in right}), len(self.system), len(right), len(self.gold))

    @property
    def told(self) -> tuple[tuple[Told, Told], ...]:
        """Give the matched statements, gold first."""
        return tuple((self.gold[mine], self.system[yours]) for mine, yours in self.pairs)


def score(dataset: Dataset, system: Dossier) -> tuple[Row, ...]:
    """Score the statements of others, on completely labelled articles, beside quoted stretches."""
    articles = {article.id: tuple(word.start for word in words(article.text or "")) for article in scored(dataset)}
    texts = Texts(articles)
    gold = _within(of_gold(dataset), articles)
    mine, base = _within(of_system(system), articles), _within(of_baseline(dataset), articles)
    found, beside = match(gold, mine, texts, FOUND), match(gold, base, texts, FOUND)
    exact = {name: match(gold, told, texts, EXACT).prf for name, told in (("", mine), (NEAREST, base))}
    return (
        *prf_rows(
            "content words",
            content_prf(gold, mine, texts),
            len(gold),
            {NEAREST: content_prf(gold, base, texts)},
        ),
        *prf_rows("whole statement, exact", exact[""], len(gold), {NEAREST: exact[NEAREST]}),
        *prf_rows("whole statement, .8", found.prf, len(gold), {NEAREST: beside.prf}),
        *prf_rows("whole statement with speaker", found.with_speaker, len(gold), {NEAREST: beside.with_speaker}),
        *_attributes(found, beside),
        *_kinds(found, beside),
        *_classes("certainty", found, lambda told: told.certainty),
        *_classes("conditional", found, lambda told: told.conditional),
        *_verbs(dataset, system),
        *conditionals.score(dataset, system),
    )


def _within(told: Sequence[Told], articles: Mapping[str, object]) -> tuple[Told, ...]:
    kept = [one for one in told if one.article in articles]
    return tuple(sorted(kept, key=lambda one: (one.article, one.start, one.end, one.pieces)))


def content_prf(gold: Sequence[Told], system: Sequence[Told], texts: Texts) -> Prf:
    """Count the words that stand in any content, over all articles (micro)."""
    mine, yours = _by_article(gold), _by_article(system)
    both = said = true = 0
    for article in texts.starts:
        left = texts.of([gold[place] for place in mine.get(article, ())])
        right = texts.of([system[place] for place in yours.get(article, ())])
        both, said, true = both + len(left & right), said + len(right), true + len(left)
    return counted(both, said, both, true)


def _by_article(told: Sequence[Told]) -> Mapping[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for place, one in enumerate(told):
        found[one.article].append(place)
    return found


# -------------------------------------------------------------------------------- matching


def match(gold: Sequence[Told], system: Sequence[Told], texts: Texts, least: float) -> Matched:
    """Match statements one to one, the largest overlap first.

    A system statement may also find the union of the labels that share a cue: both ways of
    labelling two contents under one cue are in use.
    """
    yours = _by_article(system)
    pairs: list[tuple[int, int]] = []
    for article, places in _by_article(gold).items():
        units = _units(gold, places)
        pairs += _greedy(gold, system, units, yours.get(article, []), (texts, least))
    return Matched(tuple(gold), tuple(system), tuple(sorted(pairs)))


def _units(gold: Sequence[Told], places: Sequence[int]) -> list[tuple[int, ...]]:
    by_cue: dict[Span, list[int]] = defaultdict(list)
    for place in places:
        cue = gold[place].cue
        if cue is not None:
            by_cue[cue].append(place)
    return [(place,) for place in places] + [tuple(group) for group in by_cue.values() if len(group) > 1]


def _greedy(
    gold: Sequence[Told],
    system: Sequence[Told],
    units: Sequence[tuple[int, ...]],
    others: Sequence[int],
    by: tuple[Texts, float],
) -> list[tuple[int, int]]:
    texts, least = by
    contents = {other: texts.of([system[other]]) for other in others}
    mine = {unit: texts.of([gold[place] for place in unit]) for unit in units}
    candidates = [
        (-fit, _unlike(gold, system, unit, other), unit, other)
        for unit in units
        for other in others
        if (fit := iou(mine[unit], contents[other])) >= least
    ]
    taken: set[int] = set()
    used: set[int] = set()
    pairs: list[tuple[int, int]] = []
    for _, _, unit, other in sorted(candidates):
        if other not in used and taken.isdisjoint(unit):
            used.add(other)
            taken.update(unit)
            pairs += [(place, other) for place in unit]
    return pairs


def _unlike(gold: Sequence[Told], system: Sequence[Told], unit: tuple[int, ...], other: int) -> int:
    """Count what differs beside the content: breaks ties between statements on one stretch."""
    one, mine = gold[unit[0]], system[other]
    same_length = one.chain is not None and mine.chain is not None and len(one.chain) == len(mine.chain)
    return 2 - same_length - alike(one.speaker, mine.speaker)


# ------------------------------------------------------------------- where the content is found


def _attributes(found: Matched, beside: Matched) -> tuple[Row, ...]:
    checks: tuple[tuple[str, Callable[[Told], object], Callable[[Told, Told], bool]], ...] = (
        ("speaker", lambda gold: gold.speaker, lambda gold, mine: alike(gold.speaker, mine.speaker)),
        ("chain exact", lambda gold: gold.chain, same_chain),
        ("chain, first hop", lambda gold: gold.chain, lambda gold, mine: _same_hop(gold, mine, 0)),
        ("chain, last hop", lambda gold: gold.chain, lambda gold, mine: _same_hop(gold, mine, -1)),
        ("source words", lambda gold: gold.source, lambda gold, mine: _meet(gold.source, mine.source)),
        ("cue words", lambda gold: gold.cue, lambda gold, mine: _meet(gold.cue, mine.cue)),
    )
    return tuple(
        accuracy_row(
            f"{name} (where found)",
            [same(gold, mine) for gold, mine in found.told if has(gold)],
            NEAREST,
            [same(gold, mine) for gold, mine in beside.told if has(gold)],
        )
        for name, has, same in checks
    )


def same_chain(gold: Told, mine: Told) -> bool:
    """Tell whether two chains have the same tellers in the same order."""
    left, right = gold.chain or (), mine.chain or ()
    return len(left) == len(right) and all(alike(a, b) for a, b in zip(left, right, strict=True))


def _same_teller(gold: Told, mine: Told) -> bool:
    """Compare the speakers, or, where only the words are labelled, the words that name them."""
    if gold.speaker is not None:
        return alike(gold.speaker, mine.speaker)
    return gold.source is None or _meet(gold.source, mine.source)


def _same_hop(gold: Told, mine: Told, place: int) -> bool:
    return bool(gold.chain and mine.chain) and alike((gold.chain or ())[place], (mine.chain or ())[place])


def _meet(gold: Span | None, mine: Span | None) -> bool:
    return gold is not None and mine is not None and overlap(gold, mine) > 0


def _classes(measure: str, found: Matched, label: Callable[[Told], str | None]) -> tuple[Row, ...]:
    """Write how a label agrees where the content is found; nothing where the set does not label it."""
    if all(label(gold) is None for gold in found.gold):
        return ()
    labelled = [(label(gold), label(mine)) for gold, mine in found.told]
    return class_rows(measure, [(gold, mine or "none") for gold, mine in labelled if gold is not None])


def _kinds(found: Matched, beside: Matched) -> tuple[Row, ...]:
    """Write P and R of each kind: the statement found, and found as of that kind."""
    cases = Counter(told.kind for told in found.gold if told.kind is not None)
    return tuple(
        row
        for kind in sorted(cases)
        for row in prf_rows(f"kind: {kind}", _kind(found, kind), cases[kind], {NEAREST: _kind(beside, kind)})
    )


def _kind(found: Matched, kind: str) -> Prf:
    if not found.system:
        return NOTHING
    right = [(mine, yours) for mine, yours in found.pairs if found.gold[mine].kind == found.system[yours].kind == kind]
    said = sum(1 for told in found.system if told.kind == kind)
    true = sum(1 for told in found.gold if told.kind == kind)
    return counted(len({yours for _, yours in right}), said, len(right), true)


def _verbs(dataset: Dataset, dossier: Dossier) -> tuple[Row, ...]:
    """Score French conditional verbs by use: the label of the shortest statement around the verb."""
    by_article: dict[str, list[Told]] = defaultdict(list)
    for told in of_system(dossier):
        by_article[told.article].append(told)
    pairs: list[tuple[str, str]] = []
    for verb in dataset.truth.conditionals or ():
        around = [
            told
            for told in by_article[verb.article]
            if told.conditional and told.start <= verb.start and verb.end <= told.end
        ]
        inner = min(around, key=lambda told: told.end - told.start, default=None)
        pairs.append((verb.use, (inner and inner.conditional) or "none"))
    return class_rows("conditional verb", pairs) if pairs else ()
