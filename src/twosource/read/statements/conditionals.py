"""Every verb in the conditional with its use, whether a statement stands on it or not."""

from __future__ import annotations

from msgspec import Struct

from twosource.model import Article, Conditional, Layers, Span
from twosource.read.statements import certainty
from twosource.read.statements.find import proposals, views
from twosource.read.statements.lexicon import load
from twosource.read.statements.proposals import Proposal, holds
from twosource.read.statements.view import View


class Use(Struct, frozen=True, order=True):
    """A finite verb in the conditional mood."""

    verb: Span
    use: Conditional


def uses(article: Article, layers: Layers) -> tuple[Use, ...]:
    """Give the verbs of an article that stand in the conditional, with their uses, in text order.

    Needs the layers ``sentences``, ``tokens`` and ``mentions``. A language without cue words gives none.
    """
    lexicon = load(article.language)
    if lexicon is None:
        return ()
    seen = (view for _, view in views(article, layers, lexicon))
    return tuple(use for view in seen for use in _in_sentence(view))


def _in_sentence(view: View) -> list[Use]:
    verbs = [index for index, token in enumerate(view.tokens) if token.mood == "cnd"]
    proposed = proposals([view])[0] if verbs else []
    found = [(index, certainty.conditional_use(view, index, _around(proposed, index))) for index in verbs]
    return [Use(view.span(index, index + 1), use) for index, use in found if use is not None]


def _around(proposed: list[Proposal], index: int) -> Proposal | None:
    """Give the innermost content that holds a token, not one that the verb itself marks."""
    holding = [p for p in proposed if p.frame != "conditional" and holds(p, index)]
    return min(holding, key=lambda p: p.end - p.start, default=None)
