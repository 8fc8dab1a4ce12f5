"""Matter: what is gathered of some articles before it is told what they are to each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct

from twosource.compare import evidence, names, reuse, tellers

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from twosource.compare.evidence import Witness
    from twosource.compare.voices import Voices
    from twosource.model import Entity, Outlet, Passage, Reading


class Matter(Struct, frozen=True):
    """Names, passages and tellers of some articles, and what is asked of each article.

    ``alike``: places that two reports may tell alike; they are weighed with the passages, and not told as one.
    """

    entities: tuple[Entity, ...]
    passages: tuple[Passage, ...]
    alike: tuple[Passage, ...]
    tellers: Voices
    witnesses: tuple[Witness, ...]

    @property
    def tied(self) -> tuple[Passage, ...]:
        """All that may tie two articles; each with an id of its own."""
        return (*self.passages, *(msgspec.structs.replace(one, id=f"alike {n}") for n, one in enumerate(self.alike)))


def gather(readings: Sequence[Reading], outlets: Mapping[str, Outlet], marks: AbstractSet[int] = frozenset()) -> Matter:
    """Gather what is asked of some articles, in the order of a dossier; ``marks`` are known as furniture."""
    entities = names.join(readings)
    table = tuple(outlets.values())
    known = tellers.known_tellers(readings, entities, table)
    ordered = sorted(readings, key=lambda reading: reading.article.id)
    asked = tuple(evidence.witnesses(ordered, table, known))
    printed = reuse.find(readings, marks)
    retold = reuse.retold(readings, printed, evidence.agencies(asked))
    return Matter(entities, (*printed, *retold.passages), retold.alike, known, asked)
