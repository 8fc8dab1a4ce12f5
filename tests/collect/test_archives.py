"""Archives of pages (WARC) and tables in Parquet: one capture for each page or row, damage told."""

from __future__ import annotations

import gzip
import io
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from twosource.collect.inputs import collect
from twosource.collect.settings import CollectSettings
from twosource.model import Capture, Failure

PAGE = "<html><body><p>Le pont de Vauclin est fermé.</p></body></html>"
FIXTURES = Path(__file__).parents[3] / "shared" / "data" / "format-fixtures" / "dev" / "format-fixtures.tar.gz"
SMALL = CollectSettings(max_bytes=2000)


def http(body: bytes, status: str = "200 OK", media: str = "text/html; charset=utf-8") -> bytes:
    return f"HTTP/1.1 {status}\r\nContent-Type: {media}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body


def record(block: bytes, kind: str = "response", url: str = "https://gazette-vauclin.example/pont") -> bytes:
    media = "application/http; msgtype=response" if kind == "response" else "text/plain"
    lines = (
        "WARC/1.0", f"WARC-Type: {kind}", "WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000001>",
        "WARC-Date: 2031-03-12T09:30:00Z", f"WARC-Target-URI: {url}", f"Content-Type: {media}",
        f"Content-Length: {len(block)}",
    )  # fmt: skip
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + block + b"\r\n\r\n"


def run(path: Path, limits: CollectSettings = SMALL) -> Sequence[Capture | Failure]:
    return list(collect([str(path)], limits, io.BytesIO()))


def written(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def told(found: Sequence[Capture | Failure]) -> list[tuple[str, str]]:
    return [(x.name, x.content[:12]) if isinstance(x, Capture) else (x.subject, f"!{x.reason}") for x in found]


ARCHIVE = (
    record(b"software: made by hand\r\n", "warcinfo")
    + record(http(PAGE.encode()))
    + record(http(b"", "302 Found"))
    + record(http(b"\x89PNG", media="image/png"))
    + record(http("Le bac a repris.".encode("latin-1"), media="text/plain; charset=iso-8859-1"))
)


@pytest.mark.parametrize(("name", "pack"), [("a.warc", bytes), ("a.warc.gz", gzip.compress), ("a", bytes)])
def test_each_page_of_an_archive_is_a_capture(tmp_path: Path, name: str, pack: object) -> None:
    found = run(written(tmp_path, name, pack(ARCHIVE)))  # type: ignore[operator]
    assert told(found) == [(f"{name}#2", PAGE[:12]), (f"{name}#5", "Le bac a rep")]
    page = found[0]
    assert isinstance(page, Capture)
    assert (page.stated.url, page.fetched, page.media) == (
        "https://gazette-vauclin.example/pont", "2031-03-12T09:30:00+00:00", "html",
    )  # fmt: skip


def test_an_archive_packed_record_by_record_is_read_whole(tmp_path: Path) -> None:
    data = gzip.compress(record(http(PAGE.encode()))) + gzip.compress(record(http(PAGE.encode())))
    assert [name for name, _ in told(run(written(tmp_path, "a.warc.gz", data)))] == ["a.warc.gz#1", "a.warc.gz#2"]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (record(http(PAGE.encode())) + b"no record at all", [("a.warc#1", PAGE[:12]), ("a.warc", "!corrupt")]),
        (record(http(b"", "404 Not Found")), [("a.warc", "!empty")]),
        (record(http(b"")), [("a.warc#1", "!empty")]),
        (record(http(b"<p>" + b"x" * 3000)), [("a.warc#1", "!too-large")]),
        (b"", [("a.warc", "!empty")]),
    ],
)
def test_damage_is_told_after_what_could_be_read(tmp_path: Path, data: bytes, expected: list[tuple[str, str]]) -> None:
    assert told(run(written(tmp_path, "a.warc", data))) == expected


def test_an_archive_cut_in_its_packing_keeps_the_records_before(tmp_path: Path) -> None:
    data = gzip.compress(ARCHIVE)[:-12]
    assert told(run(written(tmp_path, "a.warc.gz", data)))[-1] == ("a.warc.gz", "!truncated")


@pytest.mark.skipif(not FIXTURES.exists(), reason="the shared format fixtures are not here")
def test_public_archives_good_and_broken_end_in_captures_or_reasons(tmp_path: Path) -> None:
    import tarfile  # noqa: PLC0415

    with tarfile.open(FIXTURES) as packed:
        packed.extractall(tmp_path, filter="data")
    archives = sorted(path for path in tmp_path.rglob("*") if ".warc" in path.name and path.is_file())
    assert archives
    for path in archives:
        found = run(path, CollectSettings())
        assert found, path.name
        assert all(x.content or x.media if isinstance(x, Capture) else x.reason for x in found)


def parquet(folder: Path, rows: Sequence[Mapping[str, object]]) -> Path:
    pyarrow = pytest.importorskip("pyarrow", reason="pyarrow is not installed")
    from pyarrow import parquet as tables  # noqa: PLC0415

    tables.write_table(pyarrow.Table.from_pylist([dict(row) for row in rows]), folder / "a.parquet")
    return folder / "a.parquet"


def test_each_row_of_a_parquet_table_is_a_capture(tmp_path: Path) -> None:
    from datetime import UTC, datetime  # noqa: PLC0415

    rows: list[Mapping[str, object]] = [
        {"text": "Le pont est fermé.", "source": "La Gazette", "date": datetime(2031, 3, 12, 9, tzinfo=UTC), "n": 1},
        {"text": None, "source": "Le Phare", "date": None, "n": 2},
    ]
    found = run(parquet(tmp_path, rows))
    assert told(found) == [("a.parquet#1", "Le pont est "), ("a.parquet#2", "!no-text")]
    assert isinstance(found[0], Capture)
    assert (found[0].stated.outlet, found[0].stated.published) == ("La Gazette", "2031-03-12T09:00:00+00:00")


def test_a_table_without_text_and_a_damaged_one_are_told(tmp_path: Path) -> None:
    assert told(run(parquet(tmp_path, [{"n": 1}]))) == [("a.parquet", "!no-text")]
    assert told(run(written(tmp_path, "b.parquet", b"PAR1 and no more"))) == [("b.parquet", "!corrupt")]
