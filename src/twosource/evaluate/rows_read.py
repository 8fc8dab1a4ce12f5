"""Rows of the truth that are read in one article: does the dossier show them?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from twosource.evaluate.blocks import role_at
from twosource.evaluate.credits import FORMS
from twosource.evaluate.dataset import Dataset, GoldCredit, GoldQuantity, GoldTime
from twosource.evaluate.naming import content, same_name
from twosource.evaluate.reached import EXCERPT, Reached, articles, words_at
from twosource.evaluate.statements import same_chain
from twosource.evaluate.stretches import HALF, hull_iou, near
from twosource.evaluate.times import same_modifier, same_value
from twosource.evaluate.told import Told, alike, of_gold, of_system
from twosource.model import Credit, Dossier, Place, Quantity, Span, Time
from twosource.text import overlap


def languages(dataset: Dataset, system: Dossier) -> Iterable[Reached]:
    """Look for the language of each article."""
    known = articles(system)
    for name, language in (dataset.truth.language or {}).items():
        yield Reached("language", f"{name}: {language}", name in known and known[name].language == language)


def blocks(dataset: Dataset, system: Dossier) -> Iterable[Reached]:
    """Look for the role that most of each stretch has."""
    blocks = {article.id: article.blocks for article in system.articles}
    for row in dataset.truth.blocks or ():
        role = role_at(row, blocks)
        where = words_at(dataset, Place(row.article, row.start, row.end))
        yield Reached("blocks", f"{row.role} (system: {role}): {where}", role == row.role)


def times(dataset: Dataset, system: Dossier) -> Iterable[Reached]:
    """Look for each time with its value and modifier."""
    known = articles(system)
    for row in dataset.truth.times or ():
        place = Place(row.article, row.start, row.end)
        times = known[row.article].times if row.article in known else ()
        hit = any(near(place, Place(row.article, time.start, time.end)) and _is_time(row, time) for time in times)
        yield Reached("times", f"{row.value} {row.modifier or ''}: {words_at(dataset, place)}", hit)


def _is_time(row: GoldTime, time: Time) -> bool:
    return same_value(row, time) and (row.modifier is None or same_modifier(row, time))


def quantities(dataset: Dataset, system: Dossier) -> Iterable[Reached]:
    """Look for each quantity with its bounds and what is counted."""
    known = articles(system)
    for row in dataset.truth.quantities or ():
        place = Place(row.article, row.start, row.end)
        mine = known[row.article].quantities if row.article in known else ()
        hit = any(near(place, Place(row.article, one.start, one.end)) and _is_quantity(row, one) for one in mine)
        yield Reached("quantities", f"{row.low} to {row.high} {row.counted or ''}: {words_at(dataset, place)}", hit)


def _is_quantity(row: GoldQuantity, one: Quantity) -> bool:
    """Compare value and what is counted: the system may name its head noun alone."""
    counted = row.counted is None or (one.counted is not None and _one_word(row.counted, one.counted))
    unit = row.unit is None or (one.unit is not None and same_name(row.unit, one.unit))
    return (row.low, row.high) == (one.low, one.high) and counted and unit


def _one_word(left: str, right: str) -> bool:
    return bool(set(content(left)) & set(content(right)))


def credited(dataset: Dataset, system: Dossier) -> Iterable[Reached]:
    """Look for each credit with agency and form."""
    known = articles(system)
    for row in dataset.truth.credits or ():
        place = Place(row.article, row.start, row.end)
        mine = known[row.article].credits if row.article in known else ()
        hit = any(near(place, Place(row.article, one.start, one.end)) and _is_credit(row, one) for one in mine)
        yield Reached("credits", f"{row.agency}: {words_at(dataset, place)}", hit)


def _is_credit(row: GoldCredit, one: Credit) -> bool:
    form = FORMS.get((row.role or "").lower())
    return same_name(row.agency, one.agency) and form in (None, one.form)


# -------------------------------------------------------------------------------- statements


def statements(dataset: Dataset, system: Dossier) -> Iterable[Reached]:
    """Look for the content (half of the union of the hulls) with the speaker, then chain and certainty."""
    mine: dict[str, list[Told]] = {}
    for told in of_system(system):
        mine.setdefault(told.article, []).append(told)
    rows = [(gold, _same_content(gold, mine.get(gold.article, ()))) for gold in of_gold(dataset)]
    for gold, close in rows:
        hit = any(gold.speaker is None or alike(gold.speaker, told.speaker) for told in close)
        who = gold.speaker[0] if gold.speaker else ""
        yield Reached("statements", f"{who}: {words_at(dataset, gold.place)}", hit)
    for gold, close in rows:
        if gold.chain is not None:
            hops = " > ".join(names[0] for names in gold.chain)
            hit = any(same_chain(gold, told) for told in close)
            yield Reached("chains", f"{hops}: {words_at(dataset, gold.place)}", hit)
    for gold, close in rows:
        if gold.certainty is not None:
            hit = any(told.certainty == gold.certainty for told in close)
            yield Reached("certainty", f"{gold.certainty}: {words_at(dataset, gold.place)}", hit)


def _same_content(gold: Told, mine: Sequence[Told]) -> list[Told]:
    return [told for told in mine if hull_iou(gold.place, told.place) >= HALF]


def traps(dataset: Dataset, system: Dossier) -> Iterable[Reached]:
    """Check that words nobody else put forward stand in no statement of others."""
    known = articles(system)
    told = of_system(system)
    for row in dataset.truth.trap or ():
        text = known[row.article].text if row.article in known else ""
        start = text.find(row.text)
        trap = Span(start, start + len(row.text))
        inside = any(
            overlap(piece, trap) >= HALF * len(row.text)
            for one in told
            if one.article == row.article
            for piece in one.pieces
        )
        yield Reached("traps", f"{row.article} “{row.text[:EXCERPT]}”", start >= 0 and not inside)
