"""Credits: places that name an agency as the origin of words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from twosource.evaluate.dataset import Dataset, GoldCredit
from twosource.evaluate.measures import Prf, Row, accuracy_row, class_rows, counted, prf_rows
from twosource.evaluate.naming import same_name
from twosource.evaluate.spotted import Spot, Spots, compare
from twosource.model import CreditForm, Dossier
from twosource.read.credits import agencies

ACRONYMS = "words in capitals"
NAMES = "any name of the table, anywhere"
FORMS: Mapping[str, CreditForm] = {
    "dateline": "dateline",
    "byline": "byline",
    "end": "end",
    "end credit": "end",
    "photo": "photo",
    "told": "told",
    "reporter": "reporter",
    "own reporter": "reporter",
    "mention": "mention",
}
"""The words of labelled sets for the forms of a credit."""
_ACRONYM = re.compile(r"\b[^\W\d_a-zß-öø-ÿ]{2,5}\b")


def score(dataset: Dataset, system: Dossier) -> tuple[Row, ...]:
    """Score credits: the stretch, the agency, and, where labelled, the form."""
    rows = dataset.truth.credits or ()
    gold = [Spot(row.article, row.start, row.end, row.agency, place) for place, row in enumerate(rows)]
    known = {article.id for article in dataset.articles}
    mine = [
        Spot(one.id, credit.start, credit.end, credit.agency, place)
        for one in system.articles
        if one.id in known
        for place, credit in enumerate(one.credits)
    ]
    found = compare(gold, mine)
    bases = {ACRONYMS: compare(gold, _acronyms(dataset)), NAMES: compare(gold, _names(dataset))}
    right = [same_name(left.label, right.label) for left, right in found.pairs]
    return (
        *prf_rows("credit", found.overlapping, len(gold), {name: base.overlapping for name, base in bases.items()}),
        *prf_rows("credit with agency", _named(found), len(gold), {name: _named(base) for name, base in bases.items()}),
        accuracy_row("agency (where found)", right),
        *_forms(rows, system, found),
    )


def _named(found: Spots) -> Prf:
    hits = sum(1 for left, right in found.pairs if same_name(left.label, right.label))
    return counted(hits, len(found.system), hits, len(found.gold))


def _forms(rows: tuple[GoldCredit, ...], system: Dossier, found: Spots) -> tuple[Row, ...]:
    forms = {(one.id, place): credit.form for one in system.articles for place, credit in enumerate(one.credits)}
    pairs = [
        (FORMS[role], str(forms[right.article, right.row]))
        for left, right in found.pairs
        if (role := (rows[left.row].role or "").lower()) in FORMS
    ]
    return class_rows("form", pairs) if pairs else ()


def _acronyms(dataset: Dataset) -> list[Spot]:
    return [
        Spot(article.id, match.start(), match.end(), match.group())
        for article in dataset.articles
        for match in _ACRONYM.finditer(article.text or "")
    ]


def _names(dataset: Dataset) -> list[Spot]:
    return [
        Spot(article.id, match.start(), match.end(), match.group())
        for article in dataset.articles
        for match in agency_names().finditer(article.text or "")
    ]


@cache
def agency_names() -> re.Pattern[str]:
    """Build the search for any sign or name of the table of agencies, with its case: a strong trivial answer."""
    names = {name for agency in agencies() for name in (*agency.short, *agency.names)}
    choice = "|".join(re.escape(name) for name in sorted(names, key=lambda name: (-len(name), name)))
    return re.compile(rf"(?<!\w)(?:{choice})(?!\w)")
