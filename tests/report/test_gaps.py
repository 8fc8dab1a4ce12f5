"""What the pile lacks is told, and only that."""

from __future__ import annotations

from msgspec import structs
from tests.report import fake

from twosource.model import Dossier
from twosource.report import digest, html
from twosource.report.options import Options


def told(dossier: Dossier) -> list[str]:
    return [
        line for line in digest.lines(dossier, Options()) if "article" in line and " of " in line and line.endswith(".")
    ]


def changed(**fields: str | None) -> Dossier:
    whole = fake.one_story()
    complete = [structs.replace(one, published="2025-03-04", language="fr", outlet="rive") for one in whole.articles]
    articles = (structs.replace(complete[0], **fields), *complete[1:])
    return structs.replace(whole, articles=articles)


def test_a_whole_pile_lacks_nothing() -> None:
    assert told(changed()) == []


def test_each_lack_is_a_sentence_in_the_digest_and_on_the_page() -> None:
    for fields, words in (
        ({"published": None}, "1 article of 6 has no date that can be read"),
        ({"language": "ja"}, "1 article of 6 is in a language whose statements are not read (ja)"),
        ({"outlet": "unknown:a"}, "1 article of 6 names no outlet"),
    ):
        dossier = changed(**fields)
        (line,) = told(dossier)
        assert line.startswith(words)
        assert line in html.page(dossier, Options()).replace("\u00a0", " ")
