"""Print the scores on the example, the seeds and the labelled sets, beside their baselines: ``make evaluate``."""

from __future__ import annotations

from pathlib import Path

from twosource.evaluate import dataset, run, tables
from twosource.evaluate.command import make
from twosource.evaluate.run import TASKS

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
SETS: tuple[tuple[Path, tuple[str, ...]], ...] = (
    (ROOT / "examples" / "harbour", ("all",)),
    (SHARED / "seeds", ("rows", "statements")),
    (SHARED / "data" / "wikinews-statements" / "fr-dev", ("statements",)),
    (SHARED / "data" / "wikinews-statements" / "en-dev", ("statements",)),
    (SHARED / "data" / "basil" / "dev", ("stories", "passages")),
    (SHARED / "data" / "ecbplus" / "dev", ("stories",)),
    (
        SHARED / "data" / "fakes-syria" / "dev",
        ("passages", "relations", "claims", "independence", "conflicts"),
    ),
)


def main() -> None:
    """Score every set that is here; say which are not."""
    for folder, tasks in SETS:
        if not folder.is_dir():
            print(f"{folder.name}: not here\n")
            continue
        loaded = dataset.load(folder)
        made = make(loaded)
        chosen = [
            one
            for one in run.SCORERS
            if ("all" in tasks or one.name in tasks) and run.is_labelled(one, loaded)
        ]
        print(tables.plain(run.scored(chosen, loaded, made)))
    print(f"tasks: {', '.join(TASKS)}")


if __name__ == "__main__":
    main()
