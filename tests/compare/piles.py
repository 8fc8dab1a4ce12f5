"""Readings made by hand: one narrative block for each paragraph, nothing else read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from twosource.compare import evidence, tellers
from twosource.compare.evidence import Witness
from twosource.model import (
    Article,
    Block,
    Credit,
    Hop,
    Layers,
    Mention,
    Outlet,
    Quantity,
    Reading,
    Role,
    SourceType,
    Statement,
)

if TYPE_CHECKING:
    from collections.abc import Sequence


def reading(  # noqa: PLR0913 - each is a field of the article under test
    id_: str,
    text: str,
    *,
    outlet: str = "",
    published: str | None = None,
    language: str = "en",
    title: str | None = None,
    version_of: str | None = None,
    furniture: Sequence[str] = (),
    credit: Sequence[str] = (),
    tellers: Sequence[str] = (),
    tolls: Sequence[tuple[str, int]] = (),
    kind: SourceType = "organisation",
    people: Sequence[str] = (),
    promo: str = "",
) -> Reading:
    article = Article(
        id=id_,
        input_id=id_,
        outlet=outlet or f"outlet of {id_}",
        title=title,
        published=published,
        language=language,
        text=text,
        capture_sha256="",
        version_of=version_of,
    )
    return Reading(
        article,
        Layers(
            blocks=_blocks(text, furniture, promo),
            mentions=tuple(
                Mention(m.start(), m.end(), name, "person") for name in people for m in re.finditer(name, text)
            ),
            credits=tuple(Credit(text.index(name), text.index(name) + len(name), name, "told") for name in credit),
            statements=tuple(_statement(text, name, kind) for name in tellers),
            quantities=tuple(
                Quantity(text.index(words), text.index(words) + len(words), n, n, counted="dead") for words, n in tolls
            ),
        ),
    )


def _blocks(text: str, furniture: Sequence[str], promo: str) -> tuple[Block, ...]:
    found: list[Block] = []
    start = 0
    for line in text.split("\n"):
        role: Role = "related" if line in furniture else "promo" if line == promo else "body"
        if line:
            found.append(Block(start, start + len(line), role))
        start += len(line) + 1
    return tuple(found)


def _statement(text: str, name: str, kind: SourceType) -> Statement:
    start = text.index(name)
    hop = Hop(name=name, type=kind, start=start, end=start + len(name))
    return Statement(start=0, end=len(text), kind="indirect", certainty="asserted", chain=(hop,))


def witnesses(pile: Sequence[Reading], outlets: Sequence[Outlet] = ()) -> list[Witness]:
    """Gather what is asked of the articles of a story without joined names."""
    return evidence.witnesses(pile, outlets, tellers.known_tellers(pile, (), outlets))
