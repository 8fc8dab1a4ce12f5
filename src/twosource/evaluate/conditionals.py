"""French verbs in the conditional, by use: every labelled verb is asked for, a statement or not."""

from __future__ import annotations

from twosource.evaluate.dataset import Dataset, GoldConditional
from twosource.evaluate.measures import Row, class_rows
from twosource.model import Article, Dossier, DossierArticle
from twosource.read import stages
from twosource.read.articles import line_marks
from twosource.read.pipeline import STAGES
from twosource.read.statements.conditionals import Use, uses

LAYERS = frozenset({"blocks", "sentences", "tokens", "mentions"})


def score(dataset: Dataset, system: Dossier) -> tuple[Row, ...]:
    """Score the use of each labelled verb; "none" where the verb is not seen as one in the conditional."""
    labelled = dataset.truth.conditionals or ()
    wanted = {verb.article for verb in labelled}
    read = {article.id: _read(article) for article in system.articles if article.id in wanted}
    pairs = [(verb.use, _use(verb, read.get(verb.article, ()))) for verb in labelled]
    return class_rows("conditional verb, asked", pairs) if pairs else ()


def _read(article: DossierArticle) -> tuple[Use, ...]:
    again = Article(
        id=article.id,
        input_id=article.id,
        outlet=article.outlet,
        language=article.language,
        text=article.text,
        capture_sha256="",
        marks=tuple(line_marks(article.text)),
    )
    return uses(again, stages.run([stage for stage in STAGES if stage.layer in LAYERS], again))


def _use(verb: GoldConditional, read: tuple[Use, ...]) -> str:
    found = next((one for one in read if one.verb.start < verb.end and verb.start < one.verb.end), None)
    return found.use if found is not None else "none"
