"""Print the share of the made-up cases of Recognizers-Text (MIT) that the reader of times reaches, by kind.

``python tools/recognizers.py [FOLDER] [--missed KIND]``; the folder holds ``fr.jsonl`` and ``en.jsonl``
(``../shared/data/recognizers-specs`` by default). Only cases that their publisher marks as supported are asked.
A case is reached where every expression is met by a time, none is found where none is expected, and a value
that is given is the time's: its TIMEX3 value or one of its resolutions (ours chooses one by the tense).
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

import msgspec
from msgspec import Struct

from twosource.evaluate import timex
from twosource.model import Article, Sentence, Time
from twosource.read import times, tokens

FOLDER = Path(__file__).resolve().parents[2] / "shared" / "data" / "recognizers-specs"
NEWS = ("Date", "DatePeriod", "DateTime", "Duration", "Holiday", "Set", "Time")
"""Kinds that news has; the others are ranges of hours, time zones and settings of an assistant's calendar."""
_KIND = re.compile(r"/(\w+?)(?:Extractor|Parser)/")


class Expression(Struct, frozen=True):
    """One expected expression; ``value`` holds what the publisher's parser gives, in several shapes."""

    start: int
    end: int
    text: str
    type: str
    value: msgspec.Raw = msgspec.Raw(b"null")


class Case(Struct, frozen=True):
    """One sentence with what must be found in it."""

    id: str
    input: str
    expected: tuple[Expression, ...]
    supported: bool
    reference: str | None = None

    @property
    def kind(self) -> str:
        """Give the kind of expression that the case is about."""
        match = _KIND.search(self.id)
        return match[1] if match else "Model"


def main() -> None:
    """Score both languages; list what is missed of one kind where asked."""
    asked = sys.argv[1:]
    listed = asked.pop(asked.index("--missed") + 1) if "--missed" in asked else ""
    folder = next((Path(word) for word in asked if not word.startswith("-")), FOLDER)
    for language in ("fr", "en"):
        table: dict[str, list[bool]] = defaultdict(list)
        for case in _cases(folder / f"{language}.jsonl"):
            found = _read(case, language)
            table[case.kind].append(_reached(case, found))
            if not table[case.kind][-1] and listed == f"{language}:{case.kind}":
                told = [f"{case.input[one.start : one.end]} = {one.value}" for one in found]
                wanted = [f"{one.text} = {bytes(one.value).decode()[:120]}" for one in case.expected]
                print(f"{case.input!r}\n    wanted {wanted}\n    found  {told}")
        _print(language, table)


def _cases(path: Path) -> Iterator[Case]:
    for line in path.read_bytes().splitlines():
        case = msgspec.json.decode(line, type=Case)
        if case.supported:
            yield case


def _read(case: Case, language: str) -> tuple[Time, ...]:
    article = Article(
        id=case.id, input_id=case.id, outlet="", language=language, text=case.input, capture_sha256="",
        published=case.reference,
    )  # fmt: skip
    sentences = (Sentence(0, len(case.input), "body", 0),)
    return times.find(article, sentences, tokens.tag(article, sentences))


def _reached(case: Case, found: tuple[Time, ...]) -> bool:
    if not case.expected:
        return not found
    return all(_met(one, found) for one in case.expected)


def _met(wanted: Expression, found: tuple[Time, ...]) -> bool:
    inside = [one for one in found if one.start < wanted.end and wanted.start < one.end]
    values = set(_strings(msgspec.json.decode(wanted.value)))
    if not inside or not values:
        return bool(inside)
    bounds = {inside[0].from_, inside[-1].to}
    return any(timex.same(value, one.value) for value in values for one in inside) or bounds <= values


def _strings(value: object) -> Iterator[str]:
    """Give the dates, times and TIMEX3 values that a parser's answer holds."""
    if isinstance(value, str):
        yield value.replace(" ", "T").removesuffix("T00:00:00") if value[:4].isdigit() else value
    for inner in value.values() if isinstance(value, Mapping) else value if isinstance(value, list) else ():
        yield from _strings(inner)


def _print(language: str, table: Mapping[str, list[bool]]) -> None:
    for kind in (*NEWS, *sorted(set(table) - set(NEWS))):
        hits = table.get(kind, [])
        if hits:
            print(f"{language} {kind:28} {sum(hits):5} of {len(hits):5}  {sum(hits) / len(hits):.3f}")
    news = [hit for kind in NEWS for hit in table.get(kind, [])]
    print(f"{language} {'kinds that news has':28} {sum(news):5} of {len(news):5}  {sum(news) / len(news):.3f}\n")


if __name__ == "__main__":
    main()
