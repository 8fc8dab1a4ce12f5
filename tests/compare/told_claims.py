"""Tellings of one claim made by hand, and piles of short articles read and compared: for tests of claims."""

from __future__ import annotations

from twosource import dossier
from twosource.compare.clauses import Tense
from twosource.compare.origins import Root
from twosource.compare.propositions import Proposition
from twosource.compare.tellings import Telling
from twosource.model import (
    Article,
    Certainty,
    Dossier,
    Hop,
    Layers,
    MadeWith,
    Outlet,
    OutletKind,
    Quantity,
    Reading,
    Statement,
    StatementKind,
)  # fmt: skip
from twosource.read import stages
from twosource.read.articles import line_marks
from twosource.read.pipeline import STAGES

PREFECTURE, POLICE = "la préfecture", "la police"
TEXTS = {"a": "187 habitants ont quitté le quai des Brumes dans la nuit", "b": "200 habitants ont quitté le quai"}


def toll(low: float, high: float | None = None, category: str = "dead") -> Quantity:
    return Quantity(0, 1, low, low if high is None else high, counted="mort", category=category)


def telling(  # noqa: PLR0913 - each is a field of the telling under test
    article: str,
    teller: str | None,
    *figures: Quantity,
    hour: int | None = None,
    certainty: Certainty = "asserted",
    kind: StatementKind = "indirect",
    tense: Tense = "",
    corrects: bool = False,
) -> Telling:
    """Make a telling by a named body, or by nobody; ``hour`` counts from a midnight."""
    chain = (Hop(name=teller, type="organisation"),) if teller else ()
    statement = Statement(start=0, end=9, kind=kind if teller else "own", certainty=certainty, chain=chain)
    key = f"body:{teller}" if teller else f"open:{article}"
    root = Root(key, teller or "unknown", "organisation" if teller else "unknown", teller is not None, key)
    time = None if hour is None else f"2031-03-{12 + hour // 24}T{hour % 24:02}:00:00+00:00"
    return Telling(
        Proposition(article, "fr", statement, frozenset(), figures, tense, text=TEXTS.get(article, "")),
        root,
        time,
        corrects,
    )


def compared(
    *texts: str, kinds: tuple[OutletKind, ...] = (), language: str = "fr", titles: tuple[str, ...] = ()
) -> Dossier:
    """Read texts as articles a, b, c ... of as many outlets, an hour apart, and compare them."""
    readings = []
    outlets = {}
    for n, text in enumerate(texts):
        id_ = "abcdefgh"[n]
        article = Article(
            id=id_, input_id=id_, outlet=f"o{id_}", language=language, text=text, capture_sha256="0",
            title=titles[n] if titles else None,
            published=f"2031-03-12T{8 + n:02}:00:00+00:00", marks=tuple(line_marks(text)),
        )  # fmt: skip
        readings.append(Reading(article, _read(article)))
        outlets[f"o{id_}"] = Outlet(id=f"o{id_}", name=f"Journal {id_.upper()}", kind=kinds[n] if kinds else "press")
    return dossier.build(readings, outlets, (), MadeWith(twosource="0", recipe="0", timezone="UTC"), lambda *_: None)


def read(id_: str, text: str, language: str) -> Reading:
    """Read one text as an article of its own."""
    article = Article(
        id=id_,
        input_id=id_,
        outlet=id_,
        language=language,
        text=text,
        capture_sha256="0",
        marks=tuple(line_marks(text)),
    )
    return Reading(article, _read(article))


def _read(article: Article) -> Layers:
    return stages.run(STAGES, article)
