"""Print the scores on the example, the seeds and the labelled sets, beside their baselines: ``make evaluate``.

With ``--docs`` it writes the main measures as a table to docs/evaluation.md.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from tools import made_sets

from twosource import __version__
from twosource.evaluate import dataset, tables
from twosource.evaluate.command import of_pairs, report_on
from twosource.evaluate.run import Report

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
DATA = SHARED / "data"
SETS: tuple[tuple[str, Path, tuple[str, ...]], ...] = (
    ("example: harbour", ROOT / "examples" / "harbour", ("all",)),
    ("seeds", SHARED / "seeds", ("rows", "statements")),
    ("wikinews-statements fr-dev", DATA / "wikinews-statements" / "fr-dev", ("statements", "times")),
    ("wikinews-statements en-dev", DATA / "wikinews-statements" / "en-dev", ("statements", "times")),
    ("polnear dev", DATA / "polnear" / "dev", ("statements", "credits")),
    ("polnear train", DATA / "polnear" / "train", ("credits",)),
    ("winer-fr 2018-first-half", DATA / "winer-fr" / "2018-first-half", ("names",)),
    ("name variants (ours)", ROOT / "training" / "labels" / "name-variants", ("variants",)),
    ("tempeval2 french", DATA / "tempeval2" / "french", ("times",)),
    ("tempeval2 english", DATA / "tempeval2" / "english", ("times",)),
    ("tempeval3 aquaint", DATA / "tempeval3" / "aquaint", ("times",)),
    ("quantities (ours)", ROOT / "tests" / "read" / "quantities", ("quantities",)),
    ("newsagency dev-fr", DATA / "newsagency-fr-de" / "dev-fr", ("credits",)),
    ("newsagency dev-de", DATA / "newsagency-fr-de" / "dev-de", ("credits",)),
    ("de-quotes-wikinews dev", DATA / "de-quotes-wikinews" / "dev", ("statements",)),
    ("tempeval2 spanish", DATA / "tempeval2" / "spanish", ("times",)),
    ("tempeval2 italian", DATA / "tempeval2" / "italian", ("times",)),
    ("basil dev", DATA / "basil" / "dev", ("stories", "passages")),
    ("ecbplus dev", DATA / "ecbplus" / "dev", ("stories",)),
    ("meantime dev", DATA / "meantime" / "dev", ("stories", "passages")),
    (
        "fakes-syria dev",
        DATA / "fakes-syria" / "dev",
        ("passages", "relations", "claims", "independence", "conflicts", "credits"),
    ),
)
PAIRS = tuple((f"{name} dev", DATA / name / "dev") for name in ("daccord-fr", "rte3-fr", "equate"))
SPEEDS = (("Speed", "whole-way.md"), ("Speed of reading, 400-word articles, one core", "reading-speed.md"))
README: tuple[tuple[str, str, str, str], ...] = (
    ("example: harbour", "rows", "all rows", "what a careful reader marked, reached"),
    ("seeds", "rows", "all rows", "the same, two real articles"),
    ("wikinews-statements fr-dev", "statements", "content words F1", "statements in French, content"),
    ("wikinews-statements fr-dev", "statements", "chain exact (where found)", "… whole chain right, where found"),
    ("wikinews-statements en-dev", "statements", "content words F1", "statements in English, content"),
    ("wikinews-statements en-dev", "statements", "chain exact (where found)", "… whole chain right, where found"),
    ("polnear dev", "statements", "content words F1", "attributions in US political news, not trained on"),
    ("winer-fr 2018-first-half", "names", "name with type F1", "names in French"),
    ("names, English Wikinews (ours)", "names", "name with type F1", "names in English"),
    ("name variants (ours)", "variants", "one name F1", "one name in two spellings"),
    ("tempeval2 french", "times", "value F1", "times in French, value"),
    ("tempeval2 english", "times", "value F1", "times in English, value"),
    ("polnear train", "credits", "wire article F1", "articles that are a wire's"),
    ("basil dev", "stories", "B-cubed F1", "stories"),
    ("ecbplus dev", "stories", "B-cubed F1", "stories, look-alikes"),
    ("example: harbour", "independence", "organisation: exact", "origins counted exactly"),
    ("fakes-syria dev", "independence", "organisation: exact", "origins counted exactly"),
    ("fakes-syria dev", "independence", "organisation: shown never above truth", "… never too many shown"),
    ("fakes-syria dev", "relations", "relation accuracy", "what articles are to each other"),
)
"""What the README shows: set, task, measure, and what it is."""
MARKS = ("<!-- scores -->", "<!-- /scores -->")
MAIN = frozenset(
    {
        "B-cubed F1", "plagdet", "characters P", "characters R", "content words F1", "whole statement, .8 F1",
        "speaker (where found)", "chain exact (where found)", "chain, first hop (where found)",
        "certainty macro-F1", "organisation: exact", "organisation: exact or off by one",
        "organisation: mean absolute error", "organisation: interval covers truth",
        "organisation: mean width of interval", "organisation: shown never above truth",
        "organisation: provable origins shown", "relation accuracy", "relation macro-F1",
        "any conflict P", "any conflict R", "false alarms per 100 stories", "drift P", "drift R", "value F1",
        "value as written F1", "value (where found)", "whole quantity F1", "interval F1", "name with type F1",
        "one name F1", "conditional verb, asked macro-F1", "certainty accuracy",
        "credit F1", "role accuracy", "wire article P", "wire article R", "source words (where found)",
        "kind: direct F1", "plagdet, all else wrong", "plagdet, exact runs", "translated characters P",
        "translated characters R", "translated documents F1", "one text or not, ARI",
        "contradiction: precision where said", "contradiction: share said",
        "contradiction said of what does not follow",
    }
)  # fmt: skip


def main() -> None:
    """Score every set that is here; say which are not."""
    found: list[tuple[str, Report]] = []
    for name, folder, tasks in (*SETS, *made_sets.make(DATA, ROOT / "build" / "sets")):
        if not folder.is_dir():
            print(f"{name}: not here\n")
            continue
        report = report_on(dataset.load(folder), tasks)
        found.append((name, report))
        print(name)
        print(tables.plain(report))
    for name, folder in PAIRS:
        if folder.is_dir():
            found.append((name, of_pairs(folder)))
            print(name)
            print(tables.plain(found[-1][1]))
    if "--docs" in sys.argv:
        (ROOT / "docs" / "evaluation.md").write_text(page(found), encoding="utf-8")
        into_readme(found)


def into_readme(found: list[tuple[str, Report]]) -> None:
    """Write the README's table between its marks."""
    path = ROOT / "README.md"
    before, _, rest = path.read_text("utf-8").partition(MARKS[0])
    _, _, after = rest.partition(MARKS[1])
    rows = "\n".join(["| set | what | score | baseline |", "|---|---|---:|---:|", *readme_rows(found)])
    path.write_text(f"{before}{MARKS[0]}\n{rows}\n{MARKS[1]}{after}", encoding="utf-8")


def readme_rows(found: list[tuple[str, Report]]) -> Iterator[str]:
    """Give the rows of the README's table."""
    printed = ((name, table) for name, report in found for table in report.tables)
    scores = {(name, table.task, row.measure): row for name, table in printed for row in table.rows}
    for name, task, measure, what in README:
        row = scores.get((name, task, measure))
        if row is not None:
            _, score, baseline, beside, _ = tables.cells(row, task)[:5]
            told = f"{beside} ({baseline})" if task != "rows" and baseline.strip() not in {"", "none", "–"} else ""
            yield f"| {name} | {what} | {score} | {told} |"


def page(found: list[tuple[str, Report]]) -> str:
    """Write the main measures as a page."""
    today = datetime.now(tz=UTC).date().isoformat()
    lines = [
        "# Evaluation",
        "",
        (
            f"Written by `python -m tools.evaluate_all --docs` on {today}, twosource {__version__}; "
            "`make evaluate` prints every measure."
        ),
        (
            "The sets are development sets: rules were read against them. "
            "Definitions of the measures: `design.md`, section 4, and the modules of `twosource.evaluate`."
        ),
        "A row of the example or the seeds is reached where the dossier shows it (see [reference](reference.md)).",
        "",
        "| set | task | measure | score | baseline | its score | n |",
        "|---|---|---|---:|---|---:|---:|",
    ]
    for name, report in found:
        for table in report.tables:
            for row in table.rows:
                if row.measure in MAIN or table.task == "rows":
                    cells = tables.cells(row, table.task)[:5]
                    lines.append(f"| {name} | {table.task} | {' | '.join(cells)} |")
    return "\n".join([*lines, "", speed()]) + "\n"


def speed() -> str:
    """Give the tables of speed, as the benchmarks wrote them last, and the page of commonest errors."""
    parts = []
    for title, name in SPEEDS:
        table = ROOT / "docs" / name
        parts.append(f"## {title}\n\n" + (table.read_text("utf-8") if table.exists() else "Run `make bench`.\n"))
    errors = ROOT / "docs" / "errors.md"
    return "\n".join([*parts, *([errors.read_text("utf-8")] if errors.exists() else [])])


if __name__ == "__main__":
    main()
