"""The conductor over a thousand mixed articles with twenty broken inputs among them."""

from __future__ import annotations

import gzip
import io
import json
import re
from collections import Counter
from pathlib import Path

import jsonschema
import lxml.html
import msgspec
import pytest
from benchmarks import pile

from twosource import desk, serialise
from twosource.collect.settings import CollectSettings
from twosource.errors import NothingReadError, WrongUseError
from twosource.model import Dossier
from twosource.report.options import Options

SIZE, LIMIT, LENGTH = 1000, 50_000, 500
SCHEMA = Path(__file__).parents[1] / "docs" / "dossier-1.schema.json"
PLAIN = "Le bac de Sainte-Orle a repris ses traversées lundi matin, a indiqué la capitainerie de Brémor.\n"
HOSTILE = '"><script>alert(1)</script><img src=//evil.example onerror=alert(1)>'
PACKED = gzip.compress(PLAIN.encode() * 40, mtime=0)
FILES: dict[str, bytes] = {
    "empty.txt": b"",
    "blank.md": b" \n\t\n",
    "binary.txt": bytes(range(256)) * 4,
    "cut.txt.gz": PACKED[:-12],
    "damaged.txt.gz": PACKED[:-8] + bytes([PACKED[-8] ^ 0xFF]) + PACKED[-7:],
    "huge.txt": b"x " * LIMIT,
    "huge.html": b"<p>" + b"x " * LIMIT,
    "no-text.html": b"<html><body><script>var a = 1;</script></bo",
    "blank.html": b"<!doctype html><title></title><body>  </body>",
    "half.json": b'{"text": "never clo',
    "list.json": b"[",
    "feed.rss": b"<rss><channel><title>Sans articles</title></channel></rss>",
    "columns.csv": b"url,text\n",
    "picture.png": b"\x89PNG\r\n",
    "table.parquet": b"PAR1",
    "bomb.txt.gz": gzip.compress(b"\n" * 10_000_000),
}
BAD_ROWS = ('{"text": "cut', '{"url": "https://vague.example/1"}', "17")
SUBJECTS = {*FILES} - {"list.json"} | {"list.json#1", "rows.jsonl#2", "rows.jsonl#3", "rows.jsonl#4", "gone.txt"}


def short(text: str) -> str:
    """Cut a text after the paragraph in which it passes the length: the pile is about many, not long ones."""
    end = text.find("\n\n", LENGTH)
    return text if end < 0 else text[:end]


def fill(folder: Path) -> None:
    """Lay articles and broken inputs into a folder: two of three as rows, the others as pages and as bare text."""
    rows = [row | {"text": short(row["text"])} for row in pile.make(SIZE)]
    for number, row in enumerate(rows):
        if number % 6 == 0:
            body = "".join(f"<p>{p.replace('<', '')}</p>" for p in row["text"].split("\n\n"))
            page = f"<html lang={row['language']}><title>{row['title']}</title><body><article>{body}</article></body>"
            (folder / f"p{number:04}.html").write_text(page, "utf-8")
        elif number % 6 == 3:
            (folder / f"p{number:04}.txt").write_text(row["text"], "utf-8")
    kept = [json.dumps(row, ensure_ascii=False) for number, row in enumerate(rows) if number % 3]
    lines = [kept[0], *BAD_ROWS, *kept[1:]]
    (folder / "rows.jsonl").write_text("\n".join(lines), "utf-8")
    for name, data in FILES.items():
        (folder / name).write_bytes(data)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("pile")
    fill(made)
    return made


@pytest.fixture(scope="module")
def made(folder: Path) -> Dossier:
    settings = desk.Settings(workers=1, collect=CollectSettings(max_bytes=LIMIT, max_expanded=2_000_000))
    return desk.run([str(folder), str(folder / "gone.txt")], settings, io.BytesIO())


def test_twenty_broken_inputs_are_twenty_failures_with_a_reason(made: Dossier) -> None:
    assert len(SUBJECTS) == 20
    assert sorted(f.subject for f in made.failures) == sorted(SUBJECTS)
    assert all(f.reason and f.message and f.stage for f in made.failures)
    assert len({f.reason for f in made.failures}) > 8


def test_every_article_is_read_and_is_in_one_story(made: Dossier) -> None:
    assert len(made.articles) == SIZE
    told = Counter(article for story in made.stories for article in story.articles)
    assert told == Counter(article.id for article in made.articles)
    assert set(told.values()) == {1}


def test_every_statement_is_in_one_claim_and_lies_in_its_text(made: Dossier) -> None:
    texts = {(article.id, "text"): article.text for article in made.articles}
    texts |= {(article.id, "title"): article.title or "" for article in made.articles}
    claims = [claim for story in made.stories for claim in story.claims]
    statements = [s for claim in claims for s in claim.statements]
    assert len({s.id for s in statements}) == len(statements) > SIZE
    assert len({(s.article, s.start, s.end, s.field, s.cue, s.source) for s in statements}) == len(statements)
    assert all(0 <= s.start < s.end <= len(texts[s.article, s.field]) for s in statements)
    for claim in claims:
        inside = [s.id for s in claim.statements]
        assert sorted(i for origin in claim.origins for i in origin.statements) == sorted(inside)
        for level in ("utterance", "person", "organisation", "side"):
            count = getattr(claim.independent, level)
            assert 0 <= count.shown <= count.possible <= max(1, len(inside)), claim.id


def test_the_references_of_a_story_lead_somewhere(made: Dossier) -> None:
    everywhere = {article.id for article in made.articles}
    for story in made.stories:
        here = set(story.articles)
        ids = {s.id for claim in story.claims for s in claim.statements}
        claims = {claim.id for claim in story.claims}
        assert all({r.earlier, r.later} <= here for r in story.relations)
        assert all({m.article for m in p.members} <= everywhere for p in story.passages)
        assert all({m.article for m in p.members} & here for p in story.passages)
        assert all({c.left.statement, c.right.statement} <= ids and c.claim in claims for c in story.conflicts)
        assert all({d.from_.statement, d.to.statement} <= ids and d.claim in claims for d in story.drifts)


def test_the_large_pile_is_written_as_a_folder_that_names_no_path(made: Dossier, folder: Path, tmp_path: Path) -> None:
    where = desk.write(made, tmp_path / "r.html", tmp_path / "d.json", Options())
    assert where == tmp_path / "r" / "index.html"
    pages = sorted((tmp_path / "r").iterdir())
    assert len(pages) > sum(len(story.articles) > 1 for story in made.stories) > 10
    for path in [*pages, tmp_path / "d.json"]:
        content = path.read_text("utf-8")
        assert str(folder) not in content
        assert folder.name not in content
    data = json.loads((tmp_path / "d.json").read_bytes())
    jsonschema.Draft202012Validator(json.loads(SCHEMA.read_bytes())).validate(data)
    assert serialise.from_json((tmp_path / "d.json").read_bytes()) == made


# ---------------------------------------------------------------------------- one page


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Dossier]:
    folder = tmp_path_factory.mktemp("hidden-place")
    row = {"id": "a", "outlet": HOSTILE, "title": HOSTILE, "text": PLAIN, "url": "https://orle.example/a"}
    second = {"id": "a", "outlet": "L’Écho d’Orle", "title": "Le bac", "text": PLAIN + "\n" + "Bis. " * 200,
              "url": "javascript:alert(1)"}  # fmt: skip
    rows = "\n".join(json.dumps(r) for r in (row, second))
    (folder / "rows.jsonl").write_text(rows, "utf-8")
    (folder / "bad.txt").write_bytes(b"\0")
    return folder, desk.run([str(folder)], desk.Settings(workers=1), io.BytesIO())


def test_ids_given_twice_are_told_apart(small: tuple[Path, Dossier]) -> None:
    assert sorted(article.id for article in small[1].articles) == ["a", "a~2"]


@pytest.mark.parametrize("excerpts", [False, True])
def test_the_page_asks_nothing_outside_and_hostile_titles_are_inert(
    small: tuple[Path, Dossier], tmp_path: Path, excerpts: bool
) -> None:
    folder, made = small
    page = desk.write(made, tmp_path / "r.html", tmp_path / "d.json", Options(excerpts=excerpts)).read_text("utf-8")
    assert "<script>alert" not in page
    assert "<img" not in page
    root = lxml.html.document_fromstring(page)
    assert not root.xpath("//*[@src]")
    assert not root.xpath("//@*[starts-with(name(), 'on')]")
    assert not re.search(r"url\(\s*[\"']?(https?:)?//", page)
    links = [link.get("href", "") for link in root.iter("a", "link")]
    outside = [link for link in links if not re.match(r"#|data:,$|[\w-]+\.html", link)]
    assert set(outside) <= {"https://orle.example/a"}
    assert folder.name not in page + (tmp_path / "d.json").read_text("utf-8")


def test_excerpts_leave_full_texts_out(small: tuple[Path, Dossier], tmp_path: Path) -> None:
    whole = desk.write(small[1], tmp_path / "w.html", None, Options()).read_text("utf-8")
    cut = desk.write(small[1], tmp_path / "c.html", None, Options(excerpts=True)).read_text("utf-8")
    assert whole.count("Bis. ") >= 199
    assert cut.count("Bis. ") < 100


def test_nothing_read_is_an_error_that_names_the_reasons() -> None:
    with pytest.raises(NothingReadError, match=r"gone\.txt: there is no such file"):
        desk.run(["/nowhere/gone.txt"], desk.Settings(workers=1), io.BytesIO())


@pytest.mark.parametrize("data", [None, b"{", b'{"id": 1}', b'[{"id": 1}]'])
def test_a_table_of_outlets_that_is_none_is_wrong_use(tmp_path: Path, data: bytes | None) -> None:
    path = tmp_path / "outlets.json"
    if data is not None:
        path.write_bytes(data)
    with pytest.raises(WrongUseError):
        desk.read_outlets(path)


def test_the_users_own_outlets_come_first(tmp_path: Path) -> None:
    table = [{"id": "orle", "name": "L’Écho d’Orle", "kind": "agency", "country": "FR"}]
    (tmp_path / "o.json").write_bytes(msgspec.json.encode(table))
    row = json.dumps({"outlet": "L’Écho d’Orle", "text": PLAIN}).encode()
    settings = desk.Settings(workers=1, outlets=desk.read_outlets(tmp_path / "o.json"))
    made = desk.run(["-"], settings, io.BytesIO(row))
    assert [(outlet.id, outlet.kind) for outlet in made.outlets] == [("orle", "agency")]


ROWS = (
    {"id": "a", "outlet": "Northwire", "text": "Le bac de Brémor a repris, a dit la capitaine Ada Renne lundi."},
    {"id": "b", "outlet": "Le Courrier", "text": "Le bac de Brémor a repris, a dit Ada Renne à Northwire lundi."},
)


@pytest.mark.parametrize(("table", "kind"), [(False, "media"), (True, "agency")])
def test_an_outlet_of_the_pile_or_of_the_users_table_is_a_hop(tmp_path: Path, table: bool, kind: str) -> None:
    rows = tmp_path / "rows.jsonl"
    rows.write_text("\n".join(json.dumps(row | {"language": "fr"}) for row in ROWS), encoding="utf-8")
    own = tmp_path / "outlets.json"
    own.write_text(json.dumps([{"id": "northwire", "name": "Northwire", "kind": "agency"}]), encoding="utf-8")
    settings = desk.Settings(workers=1, outlets=desk.read_outlets(own) if table else ())
    readings, _, _ = desk.read_all([str(rows)], settings, io.BytesIO())
    chains = [[(hop.name, hop.type) for hop in one.chain] for one in readings[1].layers.statements or ()]
    assert chains == [[("Ada Renne", "person"), ("Northwire", kind)]]


AFP = "agence-france-presse"


@pytest.mark.parametrize(("outlet", "chain"), [("AFP", ["Ada Renne"]), ("Le Courrier", ["Ada Renne", "AFP"])])
def test_an_agency_is_no_hop_of_its_own_dispatch_by_whatever_name(outlet: str, chain: list[str]) -> None:
    text = "Le bac de Brémor a repris lundi, a déclaré à l'AFP la capitaine Ada Renne."
    row = json.dumps({"outlet": outlet, "language": "fr", "text": text}).encode()
    made = desk.run(["-"], desk.Settings(workers=1), io.BytesIO(row))
    told = [one for story in made.stories for claim in story.claims for one in claim.statements if one.kind != "own"]
    assert [[hop.name for hop in one.chain] for one in told] == [chain]
    assert (made.outlets[0].id == AFP) is (outlet == "AFP")


NORVEL = "Production at the Tresk works was halted on Monday."


@pytest.mark.parametrize(
    ("told", "kind"),
    [
        ("La compagnie Norvel Zinc a annoncé lundi que la production était arrêtée.", "official"),
        ("Le quotidien Norvel Zinc a annoncé lundi que la production était arrêtée.", "unknown"),
        ("Norvel Zinc a annoncé lundi que la production était arrêtée.", "unknown"),
    ],
)
def test_an_outlet_that_another_one_calls_a_firm_is_a_body(told: str, kind: str) -> None:
    rows = (
        {"id": "a", "outlet": "Norvel Zinc", "language": "en", "text": NORVEL},
        {"id": "b", "outlet": "Le Courrier de Tresk", "language": "fr", "text": told},
    )
    lines = "\n".join(map(json.dumps, rows)).encode()
    made = desk.run(["-"], desk.Settings(workers=1), io.BytesIO(lines))
    kinds = {outlet.name: outlet.kind for outlet in made.outlets}
    assert kinds == {"Norvel Zinc": kind, "Le Courrier de Tresk": "unknown"}
