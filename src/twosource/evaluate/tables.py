"""Scores written down: a table for a terminal, plain lines, JSON."""

from __future__ import annotations

import msgspec
from rich.table import Table as RichTable

from twosource.evaluate.measures import Row
from twosource.evaluate.run import ROWS, Report

NOTHING = "–"
HEADS = ("measure", "score", "baseline", "its score", "n", "")


def cells(row: Row, task: str) -> tuple[str, str, str, str, str, str]:
    """Write one row; rows reached are written as reached/total and a percentage."""
    score = _number(row.score)
    if task == ROWS and row.score is not None:
        score = f"{row.hits}/{row.n} {row.score:.0%}"
    return (row.measure, score, row.baseline, _number(row.baseline_score), str(row.n), row.note)


def _number(value: float | None) -> str:
    return NOTHING if value is None else f"{value:.3f}"


def plain(report: Report, *, missed: bool = False) -> str:
    """Write a report as lines of text, with the rows missed where asked."""
    lines = [_head(report)]
    for table in report.tables:
        grid = [HEADS, *(cells(row, table.task) for row in table.rows)]
        widths = [max(len(row[column]) for row in grid) for column in range(len(HEADS))]
        lines += ["", table.task, *("  ".join(_padded(row, widths)).rstrip() for row in grid)]
    return "\n".join((*lines, *(_missed(report) if missed else ()))) + "\n"


def _padded(row: tuple[str, ...], widths: list[int]) -> list[str]:
    return [cell.ljust(width) for cell, width in zip(row, widths, strict=True)]


def _head(report: Report) -> str:
    lost = f", {len(report.not_read)} not read" if report.not_read else ""
    return f"{report.dataset}: {report.articles} articles{lost}"


def _missed(report: Report) -> list[str]:
    return ["", "missed", *(f"{one.kind}: {one.row}" for one in report.missed)]


def rich(report: Report) -> tuple[RichTable, ...]:
    """Make a table for the terminal of each task."""
    return tuple(_rich(table.task, table.rows, _head(report)) for table in report.tables)


def _rich(task: str, rows: tuple[Row, ...], head: str) -> RichTable:
    table = RichTable(title=f"{task} ({head})", title_justify="left")
    for number, name in enumerate(HEADS):
        table.add_column(name, justify="right" if number in {1, 3, 4} else "left")
    for row in rows:
        table.add_row(*cells(row, task))
    return table


def as_json(report: Report) -> str:
    """Write a report as JSON."""
    return msgspec.json.format(msgspec.json.encode(report), indent=1).decode("utf-8") + "\n"
