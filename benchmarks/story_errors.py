"""The worst merges and splits of a labelled set, by article ids: to be read beside the texts.

    python -m benchmarks.story_errors [DATA] [--sets SET...] [--most 10]

A merge is a story of ours with articles of two labelled ones or more; its cost is the size of the second largest
part. A split is a labelled story that stands in two of ours or more, at the same cost. No text is printed.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

from benchmarks.sets import DATA, SETS, load
from benchmarks.stories import ours

MOST = 10
SHOWN = 2


def torn(inner: Mapping[str, str], outer: Mapping[str, str]) -> list[tuple[str, Sequence[tuple[str, int]]]]:
    """Give the groups of ``outer`` that hold parts of several of ``inner``, the costliest first."""
    parts: dict[str, Counter[str]] = defaultdict(Counter)
    for article, group in outer.items():
        parts[group][inner[article]] += 1
    found = [(group, sorted(held.items(), key=lambda one: (-one[1], one[0]))) for group, held in parts.items()]
    return sorted((one for one in found if len(one[1]) > 1), key=lambda one: (-one[1][1][1], one[0]))


def tell(name: str, gold: Mapping[str, str], mine: Mapping[str, str], most: int) -> None:
    """Print the worst merges and splits of one set."""
    for kind, inner, outer in (("merge", gold, mine), ("split", mine, gold)):
        for group, parts in torn(inner, outer)[:most]:
            shown = []
            for part, count in parts[:SHOWN]:
                ids = [article for article in sorted(outer) if outer[article] == group and inner[article] == part]
                shown.append(f"{count} of {part} ({', '.join(ids[:SHOWN])})")
            print(f"{name}\t{kind}\t{' | '.join(shown)}")


def main() -> None:
    """Read the arguments."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, nargs="?", default=DATA)
    parser.add_argument("--sets", nargs="*", default=SETS)
    parser.add_argument("--most", type=int, default=MOST)
    asked = parser.parse_args()
    for name in asked.sets:
        rows, gold = load(asked.data / name)
        groups = ours(rows)
        tell(name, gold, {article: groups[article] for article in gold}, asked.most)


if __name__ == "__main__":
    main()
