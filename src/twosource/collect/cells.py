"""The first line of a table: which sign parts its columns, and how they are named."""

from __future__ import annotations

import csv

from twosource.collect import fields

DELIMITERS = (",", ";", "\t", "|")


def delimiter(header: str) -> str:
    """Give the sign that parts the columns: the one under which most of them are known."""
    return max(DELIMITERS, key=lambda mark: fields.known(cells(header, mark)))


def cells(line: str, mark: str) -> list[str]:
    """Give the cells of one line."""
    try:
        return next(csv.reader([line.removeprefix("\ufeff")], delimiter=mark), [])
    except csv.Error:
        return []
