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


def rows(text: str, language: str) -> list[tuple[str, str, str]]:
    """Give what is put forward in a bare text: the pieces of each content, its chain, how sure it is put."""
    return [
        (
            " | ".join(text[part.start : part.end] for part in (one.spans or (one,))),
            " > ".join(hop.name for hop in one.chain),
            one.certainty,
        )
        for one in read(text, language).statements or ()
    ]
