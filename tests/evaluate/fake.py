"""Hand-made datasets and dossiers for the scorers: every outlet and person is invented."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import msgspec

from twosource.evaluate.credits import FORMS
from twosource.evaluate.dataset import Dataset, GoldArticle, GoldClaim, GoldStatement, Truth
from twosource.evaluate.measures import Row
from twosource.evaluate.names import TYPES
from twosource.model import (
    Claim,
    Count,
    Dossier,
    DossierArticle,
    Entity,
    Hop,
    Independent,
    MadeWith,
    Origin,
    Outlet,
    Passage,
    Place,
    Quantity,
    Side,
    Story,
    StoryStatement,
)

ONE = Count(1, 1, None, (1, 1))


def count(shown: int, possible: int | None = None) -> Count:
    upper = shown if possible is None else possible
    return Count(shown, upper, None, (shown, upper))


def independent(**levels: Count) -> Independent:
    known = {"utterance": ONE, "person": ONE, "organisation": ONE, "side": ONE, **levels}
    return Independent(
        utterance=known["utterance"],
        person=known["person"],
        organisation=known["organisation"],
        side=known["side"],
    )


def article(name: str, text: str, *, outlet: str = "Herald", **layers: object) -> DossierArticle:
    fields = {
        "id": name,
        "input_id": name,
        "url": None,
        "outlet": outlet,
        "title": None,
        "published": None,
        "published_basis": None,
        "language": "en",
        "text": text,
        "capture_sha256": "",
        "fetched": None,
        "blocks": (),
        "version_of": None,
        "times": (),
        "quantities": (),
        "credits": (),
        **layers,
    }
    return msgspec.convert(fields, DossierArticle, from_attributes=True)


def statement(name: str, place: Place, chain: tuple[str, ...] = (), **more: object) -> StoryStatement:
    fields = {
        "id": name,
        "article": place.article,
        "start": place.start,
        "end": place.end,
        "kind": "indirect",
        "certainty": "asserted",
        "chain": tuple(Hop(name=hop, type="unknown") for hop in chain),
        **more,
    }
    return msgspec.convert(fields, StoryStatement, from_attributes=True)


def claim(name: str, *statements: StoryStatement, counts: Independent | None = None) -> Claim:
    return Claim(
        id=name,
        text=name,
        statements=statements,
        origins=(),
        independent=counts or independent(),
        verdict="origin unknown",
    )


def story(name: str, articles: tuple[str, ...], **links: object) -> Story:
    fields = {"id": name, "title": name, "articles": articles, **links}
    return msgspec.convert(fields, Story, from_attributes=True)


def dossier(articles: tuple[DossierArticle, ...] = (), stories: tuple[Story, ...] = ()) -> Dossier:
    return Dossier(
        schema="twosource-dossier/1",
        made_with=MadeWith(twosource="0", recipe="", timezone="UTC"),
        outlets=tuple(Outlet(id=name, name=name) for name in sorted({one.outlet for one in articles})),
        articles=articles,
        stories=stories,
    )


EMPTY = dossier()


def dataset(articles: Mapping[str, str], truth: Mapping[str, object], **stated: Mapping[str, str]) -> Dataset:
    """Make a dataset of texts and a truth as it stands in JSON; ``stated``: field -> article -> value."""
    listed = [
        GoldArticle(id=name, text=text, **{key: values[name] for key, values in stated.items() if name in values})
        for name, text in articles.items()
    ]
    return Dataset(name="invented", folder=Path(), articles=tuple(listed), truth=msgspec.convert(truth, Truth))


def row(rows: tuple[Row, ...], measure: str) -> Row:
    """Find the one row of a measure."""
    (found,) = [one for one in rows if one.measure == measure]
    return found


def score(rows: tuple[Row, ...], measure: str) -> float | None:
    return row(rows, measure).score


# ---------------------------------------------------------------------------- a perfect system


def perfect(gold: Dataset) -> Dossier:
    """Answer a dataset with its own labels, in one story per labelled story."""
    truth = gold.truth
    stories = dict(truth.stories or {"all": tuple(one.id for one in gold.articles)})
    articles = tuple(_perfect_article(gold, one) for one in gold.articles)
    first = next(iter(stories))
    rest = {name: story(name, members) for name, members in stories.items() if name != first}
    return dossier(articles, (_perfect_story(gold, first, stories[first]), *rest.values()))


def _perfect_article(gold: Dataset, one: GoldArticle) -> DossierArticle:
    truth = gold.truth
    blocks = [
        {"start": row.start, "end": row.end, "role": row.role} for row in truth.blocks or () if row.article == one.id
    ]
    times = [
        {
            "start": row.start,
            "end": row.end,
            "type": (row.type or "date").lower(),
            "value": row.value or "",
            "modifier": row.modifier,
        }
        for row in truth.times or ()
        if row.article == one.id
    ]
    quantities = [
        Quantity(row.start, row.end, row.low, row.high, row.counted, row.unit, row.category)
        for row in truth.quantities or ()
        if row.article == one.id
    ]
    credits_ = [
        {"start": row.start, "end": row.end, "agency": row.agency, "form": FORMS.get(row.role or "", "end")}
        for row in truth.credits or ()
        if row.article == one.id
    ]
    return article(
        one.id,
        one.text or "",
        outlet=one.outlet or one.id,
        language=(truth.language or {}).get(one.id, "und"),
        blocks=blocks,
        times=times,
        quantities=quantities,
        credits=credits_,
    )


def _perfect_story(gold: Dataset, name: str, members: tuple[str, ...]) -> Story:
    truth = gold.truth
    claims = _perfect_claims(gold)
    return story(
        name,
        members,
        entities=_perfect_entities(gold),
        passages=[
            Passage(id=f"p{number}", kind="verbatim", members=row) for number, row in enumerate(truth.passages or ())
        ],
        relations=[
            {
                "earlier": row.earlier,
                "later": row.later,
                "relation": row.relation,
                "confidence": 1.0,
                "source_name": row.source_name,
            }
            for row in truth.relations or ()
        ],
        hidden_sources=[
            {"id": row.id, "name": row.name, "type": "agency", "text": "", "children": row.children, "reasons": []}
            for row in truth.hidden or ()
        ],
        claims=claims,
        conflicts=[
            {
                "claim": row.claim,
                "relation": row.relation,
                "left": _side(row.left),
                "right": _side(row.right),
                "rule": "",
            }
            for row in truth.conflicts or ()
        ],
        drifts=[
            {
                "claim": row.claim,
                "kind": row.kind,
                "from": _side(row.from_),
                "to": _side(row.to),
                "basis": "derivation",
                "before": "",
                "after": "",
            }
            for row in truth.drifts or ()
        ],
    )


def _side(place: Place) -> Side:
    return Side("", place.article, place.start, place.end)


def _perfect_entities(gold: Dataset) -> list[Entity]:
    return [
        msgspec.convert(
            {
                "id": f"e{number}",
                "name": row.name,
                "type": TYPES.get((row.type or "").lower(), "place"),
                "variants": row.variants,
                "mentions": [
                    *row.mentions,
                    *([Place(row.article, row.start or 0, row.end or 0)] if row.article is not None else []),
                ],
            },
            Entity,
            from_attributes=True,
        )
        for number, row in enumerate(gold.truth.entities or ())
    ]


def _perfect_claims(gold: Dataset) -> list[Claim]:
    """Put every labelled statement into the labelled claim on its place, the others into one each."""
    told = {Place(row.article, row.start, row.end): row for row in gold.truth.statements or ()}
    claims = [_perfect_claim(row, told) for row in gold.truth.claims or ()]
    seated = {Place(one.article, one.start, one.end) for found in claims for one in found.statements}
    alone = [
        claim(f"alone{number}", _perfect_statement(f"alone{number}", place, row))
        for number, (place, row) in enumerate(told.items())
        if place not in seated
    ]
    return [*claims, *alone]


def _perfect_claim(row: GoldClaim, told: dict[Place, GoldStatement]) -> Claim:
    statements = tuple(
        _perfect_statement(f"{row.id}/{number}", place, told.get(place)) for number, place in enumerate(row.statements)
    )
    counts = {
        level: count(truth or 0, row.independent.get(f"{level}_possible") or truth or len(row.statements))
        for level, truth in row.independent.items()
        if not level.endswith("_possible")
    }
    origins = tuple(
        Origin(id=name, name=name, type="unknown" if name == "unknown" else "organisation", statements=())
        for name in row.origins
    )
    return msgspec.structs.replace(claim(row.id, *statements, counts=independent(**counts)), origins=origins)


def _perfect_statement(name: str, place: Place, row: GoldStatement | None) -> StoryStatement:
    if row is None:
        return statement(name, place, kind="own")
    return statement(
        name,
        place,
        row.chain or (),
        kind=row.kind or "indirect",
        certainty=row.certainty or "asserted",
        spans=row.spans or (),
        cue=row.cue,
        source=row.source,
        conditional=row.conditional,
        speaker=row.speaker,
    )
