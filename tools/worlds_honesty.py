"""How much of worlds' cues twosource's lexicons know, by grammar family, seen and unseen apart.

``python tools/worlds_honesty.py`` from the root. The one place where the two packages' words meet: worlds is written
without them. A cue is known where each of its words of four letters or more (by lemma or as printed) stands in the cue
lexicon of its language; a construction is the order of teller, cue and content in a frame.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from simplemma import lemmatize

from worlds.family import Family, load, names
from worlds.template import Choice, Group, Node, Slot, Words, parse

LEXICONS = Path("src/twosource/resources")
SPEECH = ("indirect.", "direct.", "mixed.", "noun.", "via.", "told.")
CONTENT = frozenset({"that", "that2", "noun", "quote", "quote1", "quote2"})
TELLERS = frozenset({"src", "he", "via"})
_WORD = re.compile(r"[^\W\d_]{4,}")


def strings(tree: object) -> Iterator[str]:
    """List all strings of a TOML tree, keys too."""
    if isinstance(tree, dict):
        for key, value in tree.items():
            yield str(key)
            yield from strings(value)
    elif isinstance(tree, list):
        for value in tree:
            yield from strings(value)
    elif isinstance(tree, str):
        yield tree


def known_words(language: str) -> frozenset[str]:
    """List the words of the cue lexicon of a language, as printed and by lemma."""
    tree = tomllib.loads((LEXICONS / f"cues-{language}.toml").read_text("utf-8"))
    words = {word.lower() for text in strings(tree) for word in _WORD.findall(text)}
    return frozenset(words | {lemmatize(word, lang=language).lower() for word in words})


def cues(nodes: tuple[Node, ...]) -> Iterator[str]:
    """List the cues of a frame, each way they may come out."""
    for node in nodes:
        if isinstance(node, Group) and node.label == "cue":
            yield from spelled(node.inner)
        elif isinstance(node, Choice):
            for option in node.options:
                yield from cues(option)


def spelled(nodes: tuple[Node, ...]) -> list[str]:
    """Write out a cue, one text for each free choice."""
    texts = [""]
    for node in nodes:
        parts = [""]
        if isinstance(node, Words):
            parts = [node.text]
        elif isinstance(node, Slot) and node.forms:
            parts = [node.forms[0]]
        elif isinstance(node, Choice):
            parts = [text for option in node.options for text in spelled(option)]
        texts = [text + part for text in texts for part in parts]
    return texts


def construction(nodes: tuple[Node, ...]) -> str:
    """Name the order of teller, cue and content in a frame."""
    order: list[str] = []
    for node in nodes:
        if isinstance(node, Group):
            order += [
                "cue",
                *(
                    ["teller"]
                    if any(isinstance(one, Slot) and one.name in TELLERS and not one.forms for one in node.inner)
                    else []
                ),
            ]
        elif isinstance(node, Slot) and not node.forms:
            order += ["content"] if node.name in CONTENT else ["teller"] if node.name in TELLERS else []
        elif isinstance(node, Words) and any(sign in node.text for sign in ":?;–—"):
            order += [next(sign for sign in ":?;–—" if sign in node.text)]
    return " ".join(order)


def measured(family: Family, known: frozenset[str]) -> tuple[int, int, list[str], Counter[str]]:
    """Count a family's cues and those that are known, with the unknown ones and the constructions."""
    frames = [parse(text) for table, texts in family.tables.items() if table.startswith(SPEECH) for text in texts]
    every = sorted({cue for frame in frames for cue in cues(frame)})
    unknown = [cue for cue in every if not is_known(cue, family.language, known)]
    return len(every), len(every) - len(unknown), unknown, Counter(construction(frame) for frame in frames)


def is_known(cue: str, language: str, known: frozenset[str]) -> bool:
    """Tell whether the lexicon has every word of a cue."""
    words = [word.lower() for word in _WORD.findall(cue)]
    return bool(words) and all(word in known or lemmatize(word, lang=language).lower() in known for word in words)


def main() -> None:
    """Print the table."""
    print(f"{'family':8} {'':7} cues  known  share  frames  constructions  unknown cues, some")
    total: dict[tuple[str, bool], list[int]] = {}
    for name in names():
        family = load(name)
        count, known, unknown, shapes = measured(family, known_words(family.language))
        mark = "unseen" if family.unseen else "seen"
        frames = sum(shapes.values())
        shares = f"{count:4}  {known:5}  {known / max(1, count):5.2f}  {frames:6}  {len(shapes):13}"
        print(f"{name:8} {mark:7} {shares}  {'; '.join(unknown[:4])}")
        row = total.setdefault((family.language, family.unseen), [0, 0])
        row[0] += count
        row[1] += known
    for (language, unseen), (count, known) in sorted(total.items()):
        print(
            f"{language} {'unseen' if unseen else 'seen'}: {known} of {count} cues known, {known / max(1, count):.2f}"
        )


if __name__ == "__main__":
    main()
