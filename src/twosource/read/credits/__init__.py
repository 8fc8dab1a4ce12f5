"""Credits of an article: places that name an agency, or its own reporter, as the origin of words or pictures.

Agencies stand in ``resources/agencies.toml``; callers add their own (``extra``). An agency that no table
knows is found by the form of its credit: "l'agence X", "X news agency", "CITY (X) -". A sign-off that only
one agency uses is its credit too, where the text names none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from twosource.model import Article, Block, Credit, Sentence
from twosource.read.credits import words
from twosource.read.credits.agencies import OWN, Agency, acronym, agencies, canonical, of_outlets
from twosource.read.credits.forms import credit
from twosource.read.credits.search import Finder, finder, hits, named

__all__ = ["OWN", "Agency", "acronym", "agencies", "canonical", "find", "of_outlets"]


def find(
    article: Article, blocks: tuple[Block, ...], sentences: tuple[Sentence, ...], extra: Sequence[Agency] = ()
) -> tuple[Credit, ...]:
    """Find all credits in order, own reporters among them (agency ``own``).

    An agency that the page names as author but the text does not gives a credit of no extent at 0.
    """
    text, known = article.text, finder(tuple(extra))
    found = [one for hit in hits(text, known) if (one := credit(text, hit, blocks))]
    found.extend(_own(text, sentences, found))
    found.extend(_signed_off(text, found))
    found.extend(_authors(article, found, known))
    return tuple(sorted(found))


def _own(text: str, sentences: Sequence[Sentence], found: Sequence[Credit]) -> Iterator[Credit]:
    """Find where the outlet's own people saw or heard it: the words that a phrase has near are words of it."""
    asked = any(True for _ in words.told("own", text.lower()))
    for sentence in sentences if asked else ():
        for phrase in words.told("own", text[sentence.start : sentence.end].lower()):
            match = phrase.regex.search(text, sentence.start, sentence.end)
            if match and all(match.end() <= c.start or c.end <= match.start() for c in found):
                yield Credit(match.start(), match.end(), OWN, "reporter")
                break


def _signed_off(text: str, found: Sequence[Credit]) -> Iterator[Credit]:
    """Find the sign-offs that are one agency's own, where no agency is credited by name: others may sign off so too."""
    if any(credit.form in ("dateline", "byline", "end") for credit in found):
        return
    for phrase in words.told("sign_off", text[-1000:].lower()):
        match = phrase.regex.search(text, max(0, len(text) - 1000))
        if match:
            yield Credit(match.start(), match.end(), phrase.agency, "end")


def _authors(article: Article, found: Sequence[Credit], known: Finder) -> Iterator[Credit]:
    """Give the agencies that the page names as authors and the text does not credit."""
    seen = {credit.agency for credit in found if credit.form != "mention"}
    for author in article.authors:
        for hit in named(author, known):
            if hit.agency not in seen and not (hit.weak and hit.end - hit.start < len(author.strip())):
                seen.add(hit.agency)
                yield Credit(0, 0, hit.agency, "byline")
