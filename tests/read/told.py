"""Articles made of a few sentences, read by the first stages: for tests of what builds on them."""

from __future__ import annotations

from twosource.model import Article, Layers
from twosource.read import stages
from twosource.read.articles import line_marks
from twosource.read.pipeline import STAGES


def article(text: str, language: str = "fr", published: str | None = "2031-03-12T18:00:00+00:00") -> Article:
    """Make an article of bare text."""
    marks = tuple(line_marks(text))
    return Article(
        id="a",
        input_id="a",
        outlet="gazette",
        language=language,
        published=published,
        text=text,
        capture_sha256="0",
        marks=marks,
    )


def read(text: str, language: str = "fr") -> Layers:
    """Run every reading stage over a bare text."""
    return stages.run(STAGES, article(text, language))
