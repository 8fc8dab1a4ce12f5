"""A row of the truth as a reader of the scores sees it."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from twosource.evaluate.dataset import Dataset
from twosource.model import Dossier, DossierArticle, Place
from twosource.text import squeeze

EXCERPT = 60


class Reached(Struct, frozen=True):
    """A row of the truth, named for a reader, and whether the dossier shows it."""

    kind: str
    row: str
    reached: bool


def words_at(dataset: Dataset, place: Place) -> str:
    """Name a place with its first words."""
    text = next((article.text or "" for article in dataset.articles if article.id == place.article), "")
    words = squeeze(text[place.start : place.end])
    short = words if len(words) <= EXCERPT else words[: EXCERPT - 1] + "…"
    return f"{place.article} [{place.start}, {place.end}) “{short}”"


def articles(system: Dossier) -> Mapping[str, DossierArticle]:
    """Give the dossier's articles by id."""
    return {article.id: article for article in system.articles}
