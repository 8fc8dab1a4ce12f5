"""The dossier as CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from msgspec import structs
from tests.report import fake

from twosource.model import Dossier
from twosource.report import tables


def rows(dossier: Dossier, name: str) -> Sequence[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(tables.tables(dossier)[name])))


def test_every_row_of_the_dossier_is_in_its_table() -> None:
    dossier = fake.dossier()
    found = {name: len(rows(dossier, name)) for name in tables.COLUMNS}
    assert found == {
        "articles": len(dossier.articles),
        "claims": sum(len(story.claims) for story in dossier.stories),
        "statements": sum(len(claim.statements) for story in dossier.stories for claim in story.claims),
        "relations": sum(len(story.relations) for story in dossier.stories),
        "conflicts": sum(len(story.conflicts) for story in dossier.stories),
        "drifts": sum(len(story.drifts) for story in dossier.stories),
        "failures": len(dossier.failures),
    }
    assert all(found.values())


def test_a_claim_has_its_count_and_a_statement_its_words() -> None:
    story = fake.one_story().stories[0]
    claim = story.claims[0]
    row = next(row for row in rows(fake.one_story(), "claims") if row["claim"] == claim.id)
    count = claim.independent.organisation
    assert (row["shown"], row["possible"], row["verdict"]) == (str(count.shown), str(count.possible), claim.verdict)
    texts = {article.id: article.text for article in fake.one_story().articles}
    told = [row for row in rows(fake.one_story(), "statements") if row["field"] == "text"]
    assert told
    assert all(
        row["words"] == texts[row["article"]][int(row["start"]) : int(row["end"])]
        for row in told
        if "'" not in row["words"][:1]
    )


def test_what_a_spreadsheet_would_take_for_a_formula_is_none() -> None:
    whole = fake.one_story()
    sly = structs.replace(whole.articles[0], title='=HYPERLINK("https://x.example")')
    found = rows(structs.replace(whole, articles=(sly, *whole.articles[1:])), "articles")
    assert found[0]["title"] == '\'=HYPERLINK("https://x.example")'
