"""Whole articles that are a wire's: the truth names the agency of those that credit one."""

from __future__ import annotations

import re
from collections.abc import Mapping

from twosource.evaluate.credits import agency_names
from twosource.evaluate.dataset import Dataset
from twosource.evaluate.measures import Prf, Row, accuracy_row, counted, prf_rows
from twosource.evaluate.naming import same_name
from twosource.model import Credit, Dossier, DossierArticle

HEAD, TAIL = 600, 400
"""Code points from the start and the end of a text in which a credit stands for all of it."""
ANYWHERE = "an agency's name anywhere"
CAPITALS = "a capital sign in brackets"
_BRACKETED = re.compile(r"\([A-Z]{2,5}\)")


def score(dataset: Dataset, system: Dossier) -> tuple[Row, ...]:
    """Score which articles are credited to a wire as a whole, and the agency of those found."""
    wires = dataset.truth.wires or {}
    found = {one.id: names for one in system.articles if (names := covering(one))}
    known = {article.id: article.text or "" for article in dataset.articles}
    named = {name for name, text in known.items() if agency_names().search(text)}
    signed = {name for name, text in known.items() if _BRACKETED.search(text)}
    right = [any(same_name(gold, mine) for mine in found[one]) for one, gold in wires.items() if one in found]
    baselines = {ANYWHERE: _prf(wires, named), CAPITALS: _prf(wires, signed)}
    return (
        *prf_rows("wire article", _prf(wires, known.keys() & found.keys()), len(wires), baselines),
        accuracy_row("agency (where found)", right),
    )


def covering(article: DossierArticle) -> tuple[str, ...]:
    """List the agencies whose credit stands for the whole article: at its head, or at its end."""
    return tuple(sorted({credit.agency for credit in article.credits if _covers(credit, len(article.text.rstrip()))}))


def _covers(credit: Credit, length: int) -> bool:
    if credit.form in ("dateline", "byline") and credit.start <= HEAD:
        return True
    return credit.form in ("dateline", "byline", "end") and credit.end >= length - TAIL


def _prf(gold: Mapping[str, str], mine: set[str]) -> Prf:
    hits = len(gold.keys() & mine)
    return counted(hits, len(mine), hits, len(gold))
