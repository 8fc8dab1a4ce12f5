"""Statements of others in the one form in which labels, system and baseline are compared."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from msgspec import Struct

from twosource.evaluate.dataset import Dataset, GoldArticle, GoldStatement
from twosource.evaluate.naming import content, same_name
from twosource.evaluate.system import Said, hop_names, outlet_names, said, speaker_names
from twosource.model import Dossier, Place, Span
from twosource.text import fold, words

Names = tuple[str, ...]


class Told(Struct, frozen=True, kw_only=True):
    """A statement. Tellers are tuples of names that mean one; ``None`` is "not labelled"."""

    article: str
    start: int
    end: int
    pieces: tuple[Span, ...]
    cue: Span | None = None
    source: Span | None = None
    kind: str | None = None
    certainty: str | None = None
    conditional: str | None = None
    speaker: Names | None = None
    chain: tuple[Names, ...] | None = None

    @property
    def place(self) -> Place:
        """Give the hull of the content."""
        return Place(self.article, self.start, self.end)


def scored(dataset: Dataset) -> tuple[GoldArticle, ...]:
    """List the articles whose statements are labelled completely: those named, else all."""
    complete = dataset.truth.complete
    return tuple(article for article in dataset.articles if complete is None or article.id in complete)


# ----------------------------------------------------------------------------- of labels


def of_gold(dataset: Dataset) -> tuple[Told, ...]:
    """List the labelled statements of others in the articles' texts."""
    names = _other_names(dataset)
    outlets = {article.id: article.outlet or "" for article in dataset.articles}
    return tuple(
        _gold(row, names, outlets.get(row.article, ""))
        for row in dataset.truth.statements or ()
        if row.kind != "own" and row.field == "text"
    )


def _gold(row: GoldStatement, names: Mapping[tuple[str, str], Names], outlet: str) -> Told:
    def known(name: str) -> Names:
        return (name, *names.get((row.article, name), ()))

    chain = None if row.chain is None else _without_outlet(tuple(known(name) for name in row.chain), outlet)
    first = chain[0] if chain else None
    return Told(
        article=row.article,
        start=row.start,
        end=row.end,
        pieces=row.spans or (Span(row.start, row.end),),
        cue=row.cue,
        source=row.source,
        kind=row.kind,
        certainty=row.certainty,
        conditional=row.conditional,
        speaker=(*known(row.speaker), *(first or ())) if row.speaker else first,
        chain=chain,
    )


def _without_outlet(chain: tuple[Names, ...], outlet: str) -> tuple[Names, ...]:
    """Leave the last hop out where it is the outlet itself."""
    is_outlet = len(chain) > 1 and outlet and fold(chain[-1][0]) == fold(outlet)
    return chain[:-1] if is_outlet else chain


def _other_names(dataset: Dataset) -> Mapping[tuple[str, str], Names]:
    """Find the text's words for the names that the article nowhere prints.

    Labels may name a teller in another language than the article's; then the source's words of
    the statements with that one teller are its name too.
    """
    texts = {article.id: article.text or "" for article in dataset.articles}
    printed = {name: frozenset(content(text)) for name, text in texts.items()}
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for row in dataset.truth.statements or ():
        if row.source is None or row.chain is None or len(row.chain) != 1 or row.article not in texts:
            continue
        if printed[row.article].isdisjoint(content(row.chain[0])):
            found[row.article, row.chain[0]].append(texts[row.article][row.source.start : row.source.end])
    return {key: tuple(dict.fromkeys(names)) for key, names in found.items()}


# ----------------------------------------------------------------------------- of a dossier


def of_system(dossier: Dossier) -> tuple[Told, ...]:
    """List the statements of others that the dossier holds."""
    outlets = outlet_names(dossier)
    return tuple(
        _system(item, outlets.get(item.statement.article, "")) for item in said(dossier) if item.statement.kind != "own"
    )


def _system(item: Said, outlet: str) -> Told:
    one = item.statement
    return Told(
        article=one.article,
        start=one.start,
        end=one.end,
        pieces=one.spans or (Span(one.start, one.end),),
        cue=one.cue,
        source=one.source,
        kind=one.kind,
        certainty=one.certainty,
        conditional=one.conditional,
        speaker=speaker_names(item),
        chain=_without_outlet(hop_names(item), outlet),
    )


def alike(left: Names | None, right: Names | None) -> bool:
    """Tell whether two tellers are one by any of their names."""
    return any(same_name(mine, yours) for mine in left or () for yours in right or ())


# ----------------------------------------------------------------------------- of a baseline

_QUOTED = re.compile(r"«\s*([^«»]+?)\s*»|“([^“”]+)”|\"([^\"\n]+)\"|„([^„“”]+)[“”]")
_NAME = re.compile(r"\b[^\W\d_a-zà-öø-ÿ][\w’'-]*(?: [^\W\d_a-zà-öø-ÿ][\w’'-]*)*")
_SHORTEST_QUOTE = 4
"""Words. Shorter stretches in quotation marks are scare quotes (GUIDE.md)."""


def of_baseline(dataset: Dataset) -> tuple[Told, ...]:
    """Take every quoted stretch as a statement of the nearest capitalised name outside of it."""
    return tuple(told for article in scored(dataset) for told in _quoted(article))


def _quoted(article: GoldArticle) -> list[Told]:
    text = article.text or ""
    quotes = [Span(*match.span(match.lastindex or 0)) for match in _QUOTED.finditer(text)]
    kept = [span for span in quotes if len(words(text, span.start, span.end)) >= _SHORTEST_QUOTE]
    names = [
        Span(*match.span())
        for match in _NAME.finditer(text)
        if not any(span.start <= match.start() < span.end for span in quotes)
    ]
    return [_nearest(article, span, names) for span in kept]


def _nearest(article: GoldArticle, span: Span, names: Sequence[Span]) -> Told:
    near = min(names, key=lambda name: max(name.start - span.end, span.start - name.end), default=None)
    speaker = (((article.text or "")[near.start : near.end]),) if near else ()
    return Told(
        article=article.id,
        start=span.start,
        end=span.end,
        pieces=(span,),
        source=near,
        kind="direct",
        certainty="asserted",
        speaker=speaker,
        chain=(speaker,) if speaker else (),
    )
