"""Why a claim is counted as it is, in sentences, and what would change the count."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from twosource.model import Claim, Origin
from twosource.model import StoryStatement as Told
from twosource.report import book as books
from twosource.report import clean
from twosource.report.book import Book

NAMED = 4
"""Outlets that a sentence names; of more it gives the number."""
ITSELF = frozenset({"own-text", "own-reporter"})
"""Reasons that make an outlet an origin itself."""
STANDS = "stands-beside"
"""Reason of a narration in whose sentence the origin stands."""


def count(book: Book, claim: Claim) -> tuple[str, ...]:
    """Say of every origin who names it and who prints the same without saying so; then who names none, or hints."""
    told = {statement.id: statement for statement in claim.statements}
    held = [(origin, [told[name] for name in origin.statements if name in told]) for origin in claim.origins]
    named = [sentence for origin, theirs in held if _is_named(origin) for sentence in _of_origin(book, origin, theirs)]
    open_ = [pair for pair in held if not _is_named(pair[0])]
    hinted = [sentence for origin, theirs in open_ if _is_described(origin) for sentence in _hint(book, origin, theirs)]
    silent = _outlets(book, [one for origin, theirs in open_ if not _is_described(origin) for one in theirs])
    unsaid = [book.phrases.say("because.nobody", n=len(silent), who=_list(book, silent))] if silent else []
    return (*named, *_not_shown(book, claim), *hinted, *unsaid)


def _not_shown(book: Book, claim: Claim) -> Iterator[str]:
    """Say why fewer origins are shown than are named."""
    shown, named = claim.independent.organisation.shown, _named(claim)
    if not shown:
        yield from (book.phrases.say("because.unsure", origin=name) for name in named)
    elif shown < len(named):
        yield book.phrases.say("because.joined", n=shown, named=len(named))


def _hint(book: Book, origin: Origin, told: Sequence[Told]) -> Iterator[str]:
    who, name = _outlets(book, told), clean.one_line(origin.name, 90)
    yield book.phrases.say("because.described", n=len(who), who=_list(book, who), origin=name)


def _is_described(origin: Origin) -> bool:
    told = any(reason.code == "no-origin-named" and reason.about for reason in origin.reasons)
    return told or (origin.type == "anonymous" and origin.name not in {"", "?", "unknown"})


def _named(claim: Claim) -> list[str]:
    return [clean.one_line(origin.name, 90) for origin in claim.origins if _is_named(origin)]


def _is_named(origin: Origin) -> bool:
    return origin.type not in {"unknown", "anonymous"} and all(r.code != "no-origin-named" for r in origin.reasons)


def _of_origin(book: Book, origin: Origin, told: Sequence[Told]) -> Iterator[str]:
    say, name = book.phrases.say, clean.one_line(origin.name, 90)
    naming = _outlets(book, [one for one in told if one.chain])
    near = {place.article for reason in origin.reasons if reason.code == STANDS for place in reason.places}
    beside = [o for o in _outlets(book, [one for one in told if one.article in near]) if o not in naming]
    silent = [outlet for outlet in _outlets(book, told) if outlet not in {*naming, *beside}]
    if any(reason.code in ITSELF for reason in origin.reasons):
        itself = [outlet for outlet in silent if outlet == origin.name] or silent[:1]
        silent = [outlet for outlet in silent if outlet not in itself]
        if itself:
            yield say("because.itself", who=_list(book, itself))
    if naming:
        yield say("because.names", n=len(naming), who=_list(book, naming), origin=name)
    if beside:
        yield say("because.beside", n=len(beside), who=_list(book, beside), origin=name)
    if silent:
        yield say("because.silent", n=len(silent), who=_list(book, silent))


def _outlets(book: Book, told: Sequence[Told]) -> list[str]:
    return list(dict.fromkeys(books.outlet_name(book, one.article) for one in told))


def _list(book: Book, names: Sequence[str]) -> str:
    shown = ", ".join(names[:NAMED])
    return shown if len(names) <= NAMED else f"{shown} {book.phrases.say('page.more', n=len(names) - NAMED)}"


def change(book: Book, claim: Claim) -> tuple[str, ...]:
    """Say what would raise the count, and what would lower it."""
    say, bounds = book.phrases.say, claim.independent.organisation
    named = _named(claim)
    found: list[str] = []
    if bounds.possible > bounds.shown:
        found.append(say("because.more", possible=bounds.possible))
    if bounds.shown == len(named) == 1:
        found.append(say("because.one", origin=named[0]))
    if bounds.shown == len(named) > 1:
        found.append(say("because.fewer", one=named[0], other=named[1], n=bounds.shown - 1))
    return tuple(found)
