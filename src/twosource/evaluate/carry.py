"""Carry the labels over onto the articles as the system read them.

The labelled text and the system's differ where the system read the page as it was served.
Words are aligned; what the system's text lacks is appended after it, so that a lost row stays a
row (it can be missed, not forgotten). The system's own offsets hold in the longer text.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from difflib import SequenceMatcher

from msgspec import Struct
from msgspec.structs import replace

from twosource.evaluate.dataset import Dataset, GoldArticle, Truth, relocated
from twosource.evaluate.stretches import HALF
from twosource.model import Dossier, DossierArticle, Place, Span
from twosource.text import fold, words

GAP = "\n\n"


class Alignment(Struct, frozen=True):
    """For every word of the labelled text its word in the system's, ``None`` where it has none."""

    gold: tuple[Span, ...]
    system: tuple[Span | None, ...]


def align(gold: str, system: str) -> Alignment:
    """Align the words of two versions of one article, longest common runs first (Ratcliff and Obershelp)."""
    left, right = words(gold), words(system)
    matcher = SequenceMatcher(None, _folded(gold, left), _folded(system, right), autojunk=False)
    found: list[Span | None] = [None] * len(left)
    for block in matcher.get_matching_blocks():
        for step in range(block.size):
            found[block.a + step] = right[block.b + step]
    return Alignment(tuple(left), tuple(found))


def _folded(text: str, spans: Sequence[Span]) -> list[str]:
    return [fold(text[span.start : span.end]) for span in spans]


def carried(span: Span, alignment: Alignment, gold: str, system: str) -> Span | None:
    """Give the stretch of the system's text, ``None`` where half its words or more are not there.

    Signs at the ends go along where the system's text has them too.
    """
    inside = [
        (mine, yours)
        for mine, yours in zip(alignment.gold, alignment.system, strict=True)
        if mine.start < span.end and mine.end > span.start
    ]
    found = [(mine, yours) for mine, yours in inside if yours is not None]
    if len(found) <= HALF * len(inside):
        return None
    (first, begin), (last, finish) = found[0], found[-1]
    start = begin.start + max(0, span.start - first.start)
    end = finish.end - max(0, last.end - span.end)
    before, after = gold[span.start : first.start], gold[last.end : span.end]
    if system[:start].endswith(before):
        start -= len(before)
    if system.startswith(after, end):
        end += len(after)
    return Span(start, max(start, end))


class _Pair(Struct, frozen=True):
    """A labelled text, the system's, and how their words meet."""

    gold: str
    system: str
    alignment: Alignment


def onto(dataset: Dataset, dossier: Dossier) -> Dataset:
    """Give the dataset in the ids and offsets of the dossier. Articles it does not hold stay as they are."""
    partners = matched(dataset.articles, dossier.articles)
    pairs = {article.id: pair for article in dataset.articles if (pair := _pair(article, partners))}
    texts = {name: pair.system for name, pair in pairs.items()}

    def move(_row: str, place: Place) -> Place:
        if place.article not in partners:
            return place
        span = Span(place.start, place.end)
        if place.article in pairs:
            texts[place.article], span = _moved(span, pairs[place.article], texts[place.article])
        return Place(partners[place.article].id, span.start, span.end)

    truth = _renamed(relocated(dataset.truth, move), {name: one.id for name, one in partners.items()})
    articles = tuple(_article(article, partners, texts) for article in dataset.articles)
    return replace(dataset, articles=articles, truth=truth)


def _pair(article: GoldArticle, partners: Mapping[str, DossierArticle]) -> _Pair | None:
    gold = article.text or ""
    if article.id not in partners or partners[article.id].text == gold:
        return None
    system = partners[article.id].text
    return _Pair(gold, system, align(gold, system))


def _moved(span: Span, pair: _Pair, text: str) -> tuple[str, Span]:
    """Give the text, longer where the span is not in the system's, and the span in it."""
    found = carried(span, pair.alignment, pair.gold, pair.system)
    if found is not None:
        return text, found
    lost = text + GAP
    return lost + pair.gold[span.start : span.end], Span(len(lost), len(lost) + span.end - span.start)


def _article(article: GoldArticle, partners: Mapping[str, DossierArticle], texts: Mapping[str, str]) -> GoldArticle:
    if article.id not in partners:
        return article
    return replace(article, id=partners[article.id].id, text=texts.get(article.id, article.text))


def _renamed(truth: Truth, names: Mapping[str, str]) -> Truth:
    def new(name: str) -> str:
        return names.get(name, name)

    stories, language = truth.stories, truth.language
    return replace(
        truth,
        complete=truth.complete and tuple(new(name) for name in truth.complete),
        language=language and {new(name): tongue for name, tongue in language.items()},
        stories=stories and {story: tuple(new(name) for name in group) for story, group in stories.items()},
        parallel=truth.parallel and tuple(tuple(new(name) for name in group) for group in truth.parallel),
        relations=truth.relations
        and tuple(replace(row, earlier=new(row.earlier), later=new(row.later)) for row in truth.relations),
        hidden=truth.hidden
        and tuple(replace(row, children=tuple(new(child) for child in row.children)) for row in truth.hidden),
        trap=truth.trap and tuple(replace(row, article=new(row.article)) for row in truth.trap),
    )


# ------------------------------------------------------------------- which article is which


def matched(gold: Sequence[GoldArticle], system: Sequence[DossierArticle]) -> Mapping[str, DossierArticle]:
    """Find the article of the dossier for each labelled one: by file, id, address, else by equal text."""
    found: dict[str, DossierArticle] = {}
    taken: set[int] = set()
    for way in _WAYS:
        waiting = defaultdict(list)
        for number, article in enumerate(system):
            for key in way.system(article):
                waiting[key].append(number)
        for wanted in gold:
            free = [number for key in way.gold(wanted) for number in waiting[key] if number not in taken]
            if free and wanted.id not in found:
                found[wanted.id] = system[free[0]]
                taken.add(free[0])
    return found


class _Way(Struct, frozen=True):
    gold: Callable[[GoldArticle], tuple[str, ...]]
    system: Callable[[DossierArticle], tuple[str, ...]]


def _given(value: str | None) -> tuple[str, ...]:
    return (value,) if value else ()


def _file(article: DossierArticle) -> tuple[str, ...]:
    return tuple(dict.fromkeys((article.input_id, article.input_id.replace("\\", "/").rpartition("/")[2])))


_WAYS = (
    _Way(lambda gold: _given(gold.file), _file),
    _Way(lambda gold: (gold.id,), lambda mine: (mine.id, *_file(mine))),
    _Way(lambda gold: _given(gold.url), lambda mine: _given(mine.url)),
    _Way(lambda gold: _given(gold.text), lambda mine: _given(mine.text)),
)
