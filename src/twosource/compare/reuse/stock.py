"""Stock: what an outlet or an agency prints in story after story. It tells nothing of copying."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from twosource.compare import fingerprints
from twosource.compare.reuse import postings
from twosource.model import Place
from twosource.text import WORD, fold, squeeze

if TYPE_CHECKING:
    from collections.abc import Sequence
    from collections.abc import Set as AbstractSet

    from twosource.compare.fingerprints import Pile
    from twosource.compare.reuse.passages import Family
    from twosource.model import Article, Reading

OFTEN = 3
"""Articles that must carry a stretch before it can be stock."""
APART = 20
"""Days between the first and the last of them where nothing else is known."""
MOSTLY = 0.8
"""Share of the fingerprints of a stretch that must be furniture."""
PART = 0.34
"""Largest share of an article that its stock can be: a copy of the whole is no furniture."""

FURNITURE = frozenset({"promo", "note"})
LONG = 5
"""Words from which a block of furniture is shown."""


def among(pile: Pile, readings: Sequence[Reading], families: Sequence[Family]) -> frozenset[int]:
    """Find the families that are stock.

    One outlet alone has it, in ``OFTEN`` articles, all of its own in the pile; or ``OFTEN`` articles have
    it over more than ``APART`` days. Versions of one article count once.
    """
    articles = [reading.article for reading in readings]
    printed: dict[str, set[str]] = {}
    for article in articles:
        printed.setdefault(article.outlet, set()).add(_root(article))
    return frozenset(number for number, family in enumerate(families) if _is_stock(pile, articles, printed, family))


def printed(readings: Sequence[Reading]) -> list[tuple[Place, ...]]:
    """Find the promotions, notes and pointers that one outlet prints under several of its articles.

    Their blocks are never compared as wording; here equal ones, of ``LONG`` words or more, are shown together.
    """
    found: dict[tuple[str, str], list[Place]] = {}
    for reading in readings:
        article, own = reading.article, set[str]()
        for block in reading.layers.blocks or ():
            told = fold(squeeze(article.text[block.start : block.end]))
            if block.role in FURNITURE and len(WORD.findall(told)) >= LONG and told not in own:
                own.add(told)
                found.setdefault((article.outlet, told), []).append(Place(article.id, block.start, block.end))
    return sorted(tuple(places) for places in found.values() if len(places) > 1)


def furniture(readings: Sequence[Reading], stories: Sequence[Sequence[str]]) -> frozenset[int]:
    """Find the fingerprints that are furniture: ``OFTEN`` stories hold them, of one outlet or over ``APART`` days.

    What several outlets print within those days is a wire that was told as several stories. Where no date is known,
    the stories are enough.
    """
    number = {article: story for story, members in enumerate(stories) for article in members}
    found = postings.post(readings)
    if len(stories) < OFTEN or not len(found.hashes):
        return frozenset()
    articles = [reading.article for reading in readings]
    told = np.array([number.get(article.id, -1) for article in articles])[found.owners]
    outlets = np.unique([article.outlet for article in articles], return_inverse=True)[1][found.owners]
    days = np.array([_ordinal(article.published) for article in articles])[found.owners]
    firsts = np.flatnonzero(np.concatenate([[True], found.hashes[1:] != found.hashes[:-1]]))
    spread = np.fmax.reduceat(days, firsts) - np.fmin.reduceat(days, firsts)
    far = np.isnan(spread) | (spread > APART) | (_distinct(found.hashes, outlets, firsts) == 1)
    often = (_distinct(found.hashes, told, firsts) >= OFTEN) & far
    return frozenset(found.hashes[firsts[often]].tolist())


def _distinct(hashes: fingerprints.Hashes, values: fingerprints.Ints, firsts: fingerprints.Ints) -> fingerprints.Ints:
    """Count the distinct values beside each fingerprint, fingerprints being in order."""
    order = np.lexsort((values, hashes))
    fresh = np.ones(len(hashes), dtype=np.int64)
    fresh[1:] = (hashes[order][1:] != hashes[order][:-1]) | (values[order][1:] != values[order][:-1])
    counts: fingerprints.Ints = np.add.reduceat(fresh, firsts)
    return counts


def known(pile: Pile, families: Sequence[Family], marks: AbstractSet[int]) -> frozenset[int]:
    """Find the families most of whose fingerprints are furniture."""
    if not marks:
        return frozenset()
    hashes, places = fingerprints.thinned(pile)
    is_mark = np.isin(hashes, np.array(sorted(marks), dtype=np.uint64))
    return frozenset(
        number for number, family in enumerate(families) if _part(is_mark, places, *family.stretches[0]) >= MOSTLY
    )


def _part(is_mark: fingerprints.Flags, places: fingerprints.Ints, start: int, end: int) -> float:
    first, last = np.searchsorted(places, [start, end - fingerprints.LONG + 1])
    return float(is_mark[first:last].mean()) if last > first else 0.0


def _ordinal(published: str | None) -> float:
    found = _day(published)
    return float("nan") if found is None else float(found.toordinal())


def _root(article: Article) -> str:
    return article.version_of or article.id


def _is_stock(pile: Pile, articles: Sequence[Article], printed: dict[str, set[str]], family: Family) -> bool:
    if len(family.stretches) < OFTEN:
        return False
    owners = [int(pile.owners[start]) for start, _ in family.stretches]
    if not all(
        end - start <= PART * float(pile.bounds[o + 1] - pile.bounds[o])
        for o, (start, end) in zip(owners, family.stretches, strict=True)
    ):
        return False
    holders = [articles[owner] for owner in sorted(set(owners))]
    return _one_outlet(holders, printed) or _over_time(holders)


def _one_outlet(holders: Sequence[Article], printed: dict[str, set[str]]) -> bool:
    roots: dict[str, set[str]] = {}
    for article in holders:
        roots.setdefault(article.outlet, set()).add(_root(article))
    if len(roots) > 1:
        return False
    return any(len(found) >= OFTEN and found == printed[outlet] for outlet, found in roots.items())


def _over_time(holders: Sequence[Article]) -> bool:
    if len({_root(article) for article in holders}) < OFTEN:
        return False
    days = sorted(day for article in holders if (day := _day(article.published)) is not None)
    return len(days) >= OFTEN and (days[-1] - days[0]).days > APART


def _day(published: str | None) -> date | None:
    try:
        return date.fromisoformat((published or "")[:10])
    except ValueError:
        return None
