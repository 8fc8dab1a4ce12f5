"""What stands around a statement and bears on its number or its way: notices of correction, to whom it was spoken."""

from __future__ import annotations

from twosource.compare.propositions import Proposition
from twosource.model import Reading
from twosource.read import numerals


def corrected(reading: Reading) -> tuple[float, ...]:
    """Give the numbers in the correction notices of an article: they seldom say again what they count."""
    article = reading.article
    notices = [block for block in reading.layers.blocks or () if block.role == "correction"]
    told = (one for b in notices for one in numerals.find(article.text, b.start, b.end, article.language))
    return tuple(sorted({one.low for one in told}))


def corrects(proposition: Proposition, reading: Reading) -> bool:
    """Tell whether a statement stands in a correction notice."""
    if proposition.in_title:
        return False
    blocks = reading.layers.blocks or ()
    return any(b.role == "correction" and b.start <= proposition.statement.start < b.end for b in blocks)


def told(proposition: Proposition, reading: Reading) -> bool:
    """Tell whether the words were spoken to an agency, as a credit in the same sentence says."""
    if proposition.in_title:
        return False
    start, layers = proposition.statement.start, reading.layers
    sentence = next((s for s in layers.sentences or () if s.start <= start < s.end), None)
    return sentence is not None and any(
        c.form == "told" and sentence.start <= c.start < sentence.end for c in layers.credits or ()
    )
