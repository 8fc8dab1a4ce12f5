"""From what the user names to captures and failures."""

from __future__ import annotations

import bz2
import gzip
import hashlib
import io
import json
import lzma
import os
from collections.abc import Sequence
from pathlib import Path

import pytest
import zstandard
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from twosource.collect.inputs import collect
from twosource.collect.settings import CollectSettings
from twosource.collect.trouble import MESSAGES
from twosource.model import Capture, Failure, Stated

SMALL = CollectSettings(max_bytes=2000, max_whole=20_000, max_expanded=50_000)
FEED = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Le Courrier de Brume</title><link>https://www.courrier-brume.example/</link><language>fr</language>
<item><title>Usine</title><link>https://courrier-brume.example/1</link><guid>un</guid>
<pubDate>Tue, 04 Mar 2025 08:00:00 +0100</pubDate><dc:creator>Ana Orme</dc:creator>
<description>Court.</description>
<content:encoded><![CDATA[<p onclick="x()">L’usine <b>rouvre</b>.</p>]]></content:encoded></item>
<item><title>Pont</title><source url="https://vallon.example/rss">Vallon Presse</source>
<description>&lt;p&gt;Le pont est fermé.&lt;/p&gt;</description></item>
<item><title>Sans texte</title></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>Fog Post</title>
<entry><title>Plant</title><id>urn:x:1</id><updated>2025-03-04T08:00:00Z</updated>
<content type="html">&lt;p&gt;The plant reopens.&lt;/p&gt;</content></entry></feed>"""

Found = Sequence[Capture | Failure]


def run(inputs: Sequence[str | Path], limits: CollectSettings = SMALL, stdin: bytes = b"") -> Found:
    return list(collect([str(one) for one in inputs], limits, io.BytesIO(stdin)))


def write(folder: Path, name: str, data: bytes | str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def told(found: Found) -> list[tuple[str, str]]:
    """Each capture as (name, content), each failure as (subject, !reason)."""
    return [(x.name, x.content) if isinstance(x, Capture) else (x.subject, f"!{x.reason}") for x in found]


def only(found: Found) -> Capture:
    (one,) = found
    assert isinstance(one, Capture)
    return one


# ------------------------------------------------------------------------------ one file


@pytest.mark.parametrize(
    ("name", "data", "expected"),
    [
        ("a.txt", b"\xef\xbb\xbfUn.\r\nDeux.\rTrois.", [("a.txt", "Un.\nDeux.\nTrois.")]),
        ("a.TXT", "x", [("a.TXT", "x")]),
        ("a.md", "# Titre\r\n", [("a.md", "# Titre\n")]),
        ("a.html", "<p>a\r\nb", [("a.html", "<p>a\r\nb")]),
        ("a.xml", "<!DOCTYPE html><html><body><p>x", [("a.xml", "<!DOCTYPE html><html><body><p>x")]),
        ("a.xml", "<inventory><nail/></inventory>", [("a.xml", "!unknown-format")]),
        ("a.txt", b"", [("a.txt", "!empty")]),
        ("a.txt", " \n\t ", [("a.txt", "!empty")]),
        ("a.html", b"\xef\xbb\xbf", [("a.html", "!empty")]),
        ("a.jsonl", b"\n\n", [("a.jsonl", "!empty")]),
        ("a.json", b"[]", [("a.json", "!empty")]),
        ("a.csv", b"", [("a.csv", "!empty")]),
        ("a.rss", b" ", [("a.rss", "!empty")]),
        ("a.txt", b"%PDF-1.4 and so on", [("a.txt", "!not-text")]),
        ("a.html", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", [("a.html", "!not-text")]),
        ("a.jsonl", bytes(range(256)), [("a.jsonl", "!not-text")]),
        ("a.txt", "x" * 2001, [("a.txt", "!too-large")]),
        ("a.json", "[" + " " * 20_001 + "]", [("a.json", "!too-large")]),
        ("a.arc", b"filedesc://x", [("a.arc", "!format-not-supported")]),
        ("odd", "Just words.", [("odd", "Just words.")]),
        ("odd.dat", '{"text":"un"}\n{"text":"deux"}\n', [("odd.dat#1", "un"), ("odd.dat#2", "deux")]),
        ("odd.dat", "<html><p>x", [("odd.dat", "<html><p>x")]),
        ("odd.dat", ATOM, [("odd.dat#1", "<p>The plant reopens.</p>")]),
        ("odd.dat", "title;text\nA;B\n", [("odd.dat#2", "B")]),
        ("odd.dat", b"WARC/1.0\r\n", [("odd.dat", "!empty")]),
        ("a.json", '{"Title":"T","BODY":"x"}', [("a.json", "x")]),
        (
            "a.json", '[{"text":"x"},{"html":"<p>y"},3]',
            [("a.json#1", "x"), ("a.json#2", "<p>y"), ("a.json#3", "!bad-json")],
        ),
        ("a.json", '{"status":"ok","articles":[{"content":"x"}]}', [("a.json#1", "x")]),
        ("a.json", '{"text":"x"}\n{"text":"y"}', [("a.json#1", "x"), ("a.json#2", "y")]),
        ("a.json", '[{"text":"x"},{"te', [("a.json#1", "x"), ("a.json#2", "!bad-json")]),
        ("a.json", '{"text":', [("a.json", "!bad-json")]),
        ("a.json", "[" * 15_000, [("a.json#1", "!bad-json")]),
        ("a.json", '{"colour":"red"}', [("a.json", "!no-text")]),
        ("a.csv", 'id,text\n1,"a\nb"\n2,c\n', [("a.csv#2", "a\nb"), ("a.csv#4", "c")]),
        ("a.tsv", "id\ttext\n1\tx\n", [("a.tsv#2", "x")]),
        ("a.csv", "id,text\n1,x,lost words\n2,y\n", [("a.csv#2", "!bad-csv"), ("a.csv#3", "y")]),
        ("a.csv", f"id,text\n1,a\0b\n2,{'y' * 80}\n", [("a.csv#2", "!bad-csv"), ("a.csv#3", "y" * 80)]),
        ("a.csv", "id,text\n1,\n2,y\n", [("a.csv#2", "!no-text"), ("a.csv#3", "y")]),
        ("a.csv", f"id,text\n1,{'x' * 3000}\n2,y\n", [("a.csv#2", "!too-large"), ("a.csv#3", "y")]),
        ("a.csv", "file,outlet\na.txt,Brume\n", [("a.csv", "!no-text")]),
        ("a.rss", "<rss><channel><ite", [("a.rss", "!malformed-feed")]),
        ("a.rss", "<rss version='2.0'><channel></channel></rss>", [("a.rss", "!empty")]),
        (
            "a.rss", FEED[: FEED.index("<item><title>Pont")],
            [("a.rss#1", '<p onclick="x()">L’usine <b>rouvre</b>.</p>'), ("a.rss", "!truncated")],
        ),
    ],
)  # fmt: skip
def test_one_file_gives(tmp_path: Path, name: str, data: bytes | str, expected: list[tuple[str, str]]) -> None:
    assert told(run([write(tmp_path, name, data)])) == expected


def test_lines_of_json_fail_one_by_one(tmp_path: Path) -> None:
    rows = [
        '{"id": 7, "text": "un\\r\\ndeux"}', "{not json", "", "[1]",
        '{"title": "seul"}', '{"text": "lone \\ud800"}',
        '{"text": "' + "x" * 3000 + '"}', '{"text": NaN, "html": "<p>six"}',
    ]  # fmt: skip
    assert told(run([write(tmp_path, "f.jsonl", "\n".join(rows))])) == [
        ("f.jsonl#1", "un\ndeux"), ("f.jsonl#2", "!bad-json"), ("f.jsonl#4", "!bad-json"),
        ("f.jsonl#5", "!no-text"), ("f.jsonl#6", "lone \ufffd"), ("f.jsonl#7", "!too-large"),
        ("f.jsonl#8", "<p>six"),
    ]  # fmt: skip


def test_lines_may_differ_in_encoding(tmp_path: Path) -> None:
    row = '{"text": "été à Brume"}'
    data = (row.encode() + b"\n") * 2 + row.encode("cp1252") + b"\n"
    found = run([write(tmp_path, "f.jsonl", data)])
    assert [(x.content, x.encoding) for x in found if isinstance(x, Capture)] == [
        ("été à Brume", "utf-8"), ("été à Brume", "utf-8"), ("été à Brume", "cp1252"),
    ]  # fmt: skip


def test_rows_in_utf_16_are_rows(tmp_path: Path) -> None:
    row = '{"text": "été"}'
    found = run([write(tmp_path, "f.jsonl", f"{row}\r\n{row}".encode("utf-16"))])
    assert told(found) == [("f.jsonl#1", "été"), ("f.jsonl#2", "été")]


def test_hashes_are_of_the_bytes_as_found(tmp_path: Path) -> None:
    row = b'{"text": "x"}'
    page = "<p>été".encode("cp1252")
    rows = run([write(tmp_path, "f.jsonl.gz", gzip.compress(row + b"\r\n"))])
    assert only(rows).sha256 == hashlib.sha256(row).hexdigest()
    assert only(run([write(tmp_path, "p.html", page)])).sha256 == hashlib.sha256(page).hexdigest()


def test_a_row_states_what_it_states_under_any_name(tmp_path: Path) -> None:
    row = {
        "ID": 12, "Link": "https://x.example/a",
        "source": {"name": "Le Vallon", "url": "https://www.vallon.example"},
        "headline": " Titre ", "maintext": "x", "date_publish": "2025-03-04",
        "lang": "fr", "author": "Ana Orme; Léo Brun",
    }  # fmt: skip
    assert only(run([write(tmp_path, "f.jsonl", json.dumps(row))])).stated == Stated(
        id="12", url="https://x.example/a", outlet="Le Vallon", domain="vallon.example", title="Titre",
        published="2025-03-04", language="fr", authors=("Ana Orme", "Léo Brun"),
    )  # fmt: skip


def test_text_wins_over_html_unless_blank(tmp_path: Path) -> None:
    both = '{"html": "<p>h", "text": "t"}\n{"html": "<p>h", "text": " "}'
    found = [x for x in run([write(tmp_path, "f.jsonl", both)]) if isinstance(x, Capture)]
    assert [(x.media, x.content) for x in found] == [("text", "t"), ("html", "<p>h")]


def test_a_ninjs_item_is_read(tmp_path: Path) -> None:
    item = {
        "uri": "urn:brume:1", "headlines": [{"role": "main", "value": "Titre"}],
        "versioncreated": "2025-03-04T08:00:00Z",
        "bodies": [{"contenttype": "text/html", "value": "<p>h"},
                   {"contenttype": "text/plain", "value": "t"}],
    }  # fmt: skip
    found = only(run([write(tmp_path, "n.json", json.dumps(item))]))
    assert (found.content, found.stated.id, found.stated.title, found.stated.published) == (
        "t", "urn:brume:1", "Titre", "2025-03-04T08:00:00Z",
    )  # fmt: skip


@pytest.mark.parametrize("data", ["text,url", "text,url\n", "text\n\n\n", "url,text\n,\n"])
@pytest.mark.parametrize("name", ["t.csv", "t.dat"])
def test_a_table_of_columns_without_rows_is_told(tmp_path: Path, name: str, data: str) -> None:
    if name == "t.csv" or "," in data:  # one column alone is a table by its suffix only
        assert told(run([write(tmp_path, name, data)])) == [(name, "!empty")]


def test_feed_items_are_captures_with_what_the_feed_states(tmp_path: Path) -> None:
    first, second, third = run([write(tmp_path, "f.rss", FEED)])
    assert isinstance(first, Capture)
    assert isinstance(second, Capture)
    assert first.content == '<p onclick="x()">L’usine <b>rouvre</b>.</p>'
    assert first.stated == Stated(
        id="un", url="https://courrier-brume.example/1", outlet="Le Courrier de Brume",
        domain="courrier-brume.example", title="Usine", published="Tue, 04 Mar 2025 08:00:00 +0100",
        language="fr", authors=("Ana Orme",),
    )  # fmt: skip
    assert (second.content, second.stated.outlet, second.stated.domain) == (
        "<p>Le pont est fermé.</p>", "Vallon Presse", "vallon.example",
    )  # fmt: skip
    assert told([third]) == [("f.rss#3", "!no-text")]


@pytest.mark.parametrize(("declared", "real"), [("iso-8859-1", "utf-8"), ("utf-8", "cp1252"), ("iso-8859-1", "cp1252")])
def test_a_feed_in_another_charset_than_it_says_is_read_right(tmp_path: Path, declared: str, real: str) -> None:
    feed = FEED.replace('encoding="utf-8"', f'encoding="{declared}"')
    found = run([write(tmp_path, "f.rss", feed.encode(real))])
    assert told(found)[1] == ("f.rss#2", "<p>Le pont est fermé.</p>")


def test_a_feed_never_opens_another_file(tmp_path: Path) -> None:
    secret = write(tmp_path, "secret.xml", FEED)
    found = run([write(tmp_path, "f.rss", str(secret))])
    assert [type(x) for x in found] == [Failure]


def test_entities_do_not_blow_a_feed_up(tmp_path: Path) -> None:
    item = f"<item><description>{'&a;' * 2000}</description></item>"
    bomb = f'<!DOCTYPE rss [<!ENTITY a "{"x" * 1000}">]><rss><channel>{item}</channel></rss>'
    assert told(run([write(tmp_path, "f.rss", bomb)])) == [("f.rss", "!too-large")]


# ---------------------------------------------------------------------------- compressed


@pytest.mark.parametrize(
    ("suffix", "pack"),
    [("gz", gzip.compress), ("bz2", bz2.compress), ("xz", lzma.compress), ("zst", zstandard.compress)],
)
def test_compressed_files_are_read_and_their_end_is_watched(tmp_path: Path, suffix: str, pack: object) -> None:
    assert callable(pack)
    rows = [json.dumps({"text": hashlib.sha256(str(n).encode()).hexdigest()}) for n in range(500)]
    packed = pack("\n".join(rows).encode())
    assert len(run([write(tmp_path, f"a.jsonl.{suffix}", packed)])) == 500
    # Two members with no line end between them: a row of each becomes one that is no JSON.
    twice = write(tmp_path, f"b.jsonl.{suffix}", packed + packed)
    assert len(run([twice], CollectSettings())) == 999
    *kept, last = told(run([write(tmp_path, f"c.jsonl.{suffix}", packed[:-9])]))
    assert last == (f"c.jsonl.{suffix}", "!truncated")
    assert all(not content.startswith("!") for _, content in kept)
    assert told(run([write(tmp_path, f"d.txt.{suffix}", pack(b"x" * 500)[:-6])])) == [(f"d.txt.{suffix}", "!truncated")]


def test_rows_before_the_cut_are_kept(tmp_path: Path) -> None:
    rows = [json.dumps({"text": hashlib.sha256(str(n).encode()).hexdigest()}) for n in range(500)]
    *kept, last = run([write(tmp_path, "a.jsonl.gz", gzip.compress("\n".join(rows).encode())[:12_000])])
    assert isinstance(last, Failure)
    assert len(kept) > 200
    table = "text\n" + "\n".join(rows).replace('"', "'")
    *cells, end = told(run([write(tmp_path, "a.csv.gz", gzip.compress(table.encode())[:12_000])]))
    assert end == ("a.csv.gz", "!truncated")
    assert len(cells) > 200
    assert all(content in table.split("\n") for _, content in cells)


def test_damaged_data_is_told(tmp_path: Path) -> None:
    packed = bytearray(gzip.compress(b"words and words " * 20))
    packed[-8] ^= 0xFF  # the checksum
    assert told(run([write(tmp_path, "a.txt.gz", bytes(packed))])) == [("a.txt.gz", "!corrupt")]


@pytest.mark.parametrize("name", ["bomb.txt.gz", "bomb.jsonl.gz", "bomb.csv.gz", "bomb.html.gz", "bomb.gz"])
def test_a_bomb_is_too_large(tmp_path: Path, name: str) -> None:
    bomb = gzip.compress(b"\n" * 10_000_000)
    assert told(run([write(tmp_path, name, bomb)]))[-1] == (name, "!too-large")


def test_the_ratio_alone_betrays_a_bomb(tmp_path: Path) -> None:
    bomb = write(tmp_path, "b.jsonl.gz", gzip.compress(b"\n" * 1_000_000))
    assert told(run([bomb], CollectSettings(max_bytes=1000, max_ratio=500))) == [("b.jsonl.gz", "!too-large")]
    assert told(run([bomb], CollectSettings(max_bytes=1000, max_ratio=2000))) == [("b.jsonl.gz", "!empty")]


def test_a_zstd_bomb_is_too_large(tmp_path: Path) -> None:
    bomb = zstandard.compress(b"\n" * 50_000_000)
    assert told(run([write(tmp_path, "b.jsonl.zst", bomb)]))[-1] == ("b.jsonl.zst", "!too-large")


def test_the_suffix_may_lie_about_compression(tmp_path: Path) -> None:
    assert told(run([write(tmp_path, "a.txt.gz", "plain")])) == [("a.txt.gz", "plain")]
    assert told(run([write(tmp_path, "b.txt", gzip.compress(b"packed"))])) == [("b.txt", "packed")]


# ----------------------------------------------------------------------- many, and names


def test_a_folder_is_read_sorted_and_nothing_is_lost(tmp_path: Path) -> None:
    for name in (
        "b.txt",
        "a/z.txt",
        "a/b.txt",
        ".hidden.txt",
        ".git/x.txt",
        "style.css",
        "LICENSE",
        "meta.csv",
    ):
        write(tmp_path, name, "x")
    limits = CollectSettings(sidecars=(str(tmp_path / "meta.csv"),))
    assert told(run([tmp_path], limits)) == [
        ("LICENSE", "!unknown-format"), ("a/b.txt", "x"), ("a/z.txt", "x"), ("b.txt", "x"),
        ("style.css", "!unknown-format"),
    ]  # fmt: skip


def test_names_are_told_apart_by_their_folders(tmp_path: Path) -> None:
    for name in ("n/x/a.txt", "n/y/a.txt", "n/y/b.txt"):
        write(tmp_path, name, name)
    found = run([tmp_path / "n/x/a.txt", tmp_path / "n/y/a.txt", tmp_path / "n/y/b.txt", tmp_path / "n/y/../y/a.txt"])
    assert told(found) == [("x/a.txt", "n/x/a.txt"), ("y/a.txt", "n/y/a.txt"), ("b.txt", "n/y/b.txt")]
    assert [name for name, _ in told(run([tmp_path / "n/x", tmp_path / "n/y"]))] == [
        "x/a.txt",
        "y/a.txt",
        "b.txt",
    ]


def test_globs_and_repeated_inputs_give_each_file_once(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt", "s/c.txt"):
        write(tmp_path, name, name)
    found = run([tmp_path / "*.txt", tmp_path / "**/*.txt", tmp_path / "a.txt"])
    assert told(found) == [("a.txt", "a.txt"), ("b.txt", "b.txt"), ("c.txt", "s/c.txt")]


def test_links_do_not_loop_nor_double(tmp_path: Path) -> None:
    write(tmp_path, "n/a.txt", "x")
    (tmp_path / "n/loop").symlink_to(tmp_path / "n")
    (tmp_path / "n/up").symlink_to(tmp_path)
    (tmp_path / "n/again.txt").symlink_to(tmp_path / "n/a.txt")
    (tmp_path / "n/gone.txt").symlink_to(tmp_path / "nowhere")
    assert told(run([tmp_path / "n"])) == [("a.txt", "x"), ("gone.txt", "!unreadable")]


def test_what_is_not_there_is_told_without_its_folder(tmp_path: Path) -> None:
    found = run([tmp_path / "no.txt", tmp_path / "*.html", "", "a\0b"])
    assert told(found) == [
        ("no.txt", "!not-found"), ("*.html", "!not-found"),
        (".", "!not-found"), ("a?b", "!not-found"),
    ]  # fmt: skip


def test_a_pipe_in_a_folder_does_not_wait(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "p.txt")
    assert told(run([tmp_path])) == [("p.txt", "!unknown-format")]


def test_what_may_not_be_read_is_told(tmp_path: Path) -> None:
    path = write(tmp_path, "a.txt", "x")
    path.chmod(0)
    if os.access(path, os.R_OK):
        pytest.skip("this user may read everything")
    assert told(run([path])) == [("a.txt", "!unreadable")]


class BrokenDisk(io.BytesIO):
    """A stream that gives one row, then fails with a path in its message."""

    def read(self, size: int | None = -1, /) -> bytes:
        data = super().read(size)
        if not data:
            raise OSError(5, "Input/output error", "/home/someone/pile.jsonl")
        return data


def test_a_read_that_fails_keeps_the_rows_before_it() -> None:
    found = list(collect(["-"], SMALL, BrokenDisk(b'{"text": "x"}\n{"text": "cut')))
    assert told(found) == [("stdin#1", "x"), ("stdin", "!unreadable")]
    assert "someone" not in repr(found)


def test_no_path_of_the_machine_stands_in_what_is_told(tmp_path: Path) -> None:
    inputs = [
        write(tmp_path, "a.txt", b"\0"),
        tmp_path / "none",
        write(tmp_path, "b.json", "{"),
        tmp_path / "*.q",
    ]
    (tmp_path / "dir.txt").mkdir()
    found = run([*inputs, tmp_path / "dir.txt", tmp_path])
    assert len(found) == 4
    assert str(tmp_path) not in repr(found)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b'{"text": "x"}\n', [("stdin#1", "x")]),
        (b"<!doctype html><p>x", [("stdin", "<!doctype html><p>x")]),
        (ATOM.encode(), [("stdin#1", "<p>The plant reopens.</p>")]),
        (b"url,title,text\nu,t,x\n", [("stdin#2", "x")]),
        ("Un texte, tout simple.".encode("cp1252"), [("stdin", "Un texte, tout simple.")]),
        (gzip.compress(b'[{"text": "x"}]', mtime=0), [("stdin#1", "x")]),
        (b"", [("stdin", "!empty")]),
        (b"\x1f\x8b\x08", [("stdin", "!truncated")]),
    ],
)
def test_standard_input_is_told_by_its_bytes(data: bytes, expected: list[tuple[str, str]]) -> None:
    assert told(run(["-", "-"], SMALL, data)) == expected


def test_a_sidecar_wins_over_the_input(tmp_path: Path) -> None:
    meta = {"a": Stated(outlet="Brume", id="i"), "f.jsonl": Stated(outlet="Vallon", title="not for rows")}
    write(tmp_path, "d/a.html.gz", gzip.compress(b"<p>x"))
    write(tmp_path, "f.jsonl", '{"text": "x", "outlet": "Other", "title": "own"}')
    first, second = run([tmp_path], CollectSettings(meta=meta))
    assert isinstance(first, Capture)
    assert isinstance(second, Capture)
    assert first.stated == Stated(outlet="Brume", id="i")
    assert second.stated == Stated(outlet="Vallon", title="own")


def test_nothing_is_opened_before_it_is_asked_for(tmp_path: Path) -> None:
    first = write(tmp_path, "a.txt", "a")
    second = write(tmp_path, "b.txt", "b")
    stream = collect([str(first), str(second)], SMALL, io.BytesIO())
    next(stream)
    second.write_bytes(b"changed")
    assert told(list(stream)) == [("b.txt", "changed")]


# ---------------------------------------------------------------------------------- laws

SUFFIXES = (
    "txt",
    "md",
    "html",
    "xml",
    "jsonl",
    "json",
    "csv",
    "tsv",
    "rss",
    "atom",
    "dat",
    "jsonl.gz",
    "txt.zst",
)
SCRAPS = st.sampled_from([
    b"<rss>", b"<item>", b"</item>", b"<description>x", b"<![CDATA[", b"&a;", b'{"text":', b'"x"}', b"\n",
    b'"', b",", b"text,html", b"\xff\xfe", b"\xef\xbb\xbf", b"\x1f\x8b\x08\0",
    b"(\xb5/\xfd", b"\0", b"\xe9t\xe9",
    "é".encode(), b"<html>", b"<meta charset=", b"utf-16", b"<?xml encoding='utf-7'?>", b"[", b"]",
    b"<entry>",    b"<!ENTITY a 'b'>",
])  # fmt: skip
HOSTILE = st.one_of(
    st.binary(max_size=300), st.lists(st.one_of(SCRAPS, st.binary(max_size=6)), max_size=20).map(b"".join)
)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=HOSTILE, suffix=st.sampled_from(SUFFIXES))
def test_any_bytes_give_captures_or_failures_and_the_same_ones_twice(tmp_path: Path, data: bytes, suffix: str) -> None:
    path = write(tmp_path, f"x.{suffix}", data)
    found = run([path])
    assert found
    assert found == run([path])
    names = [x.name for x in found if isinstance(x, Capture)]
    assert len(set(names)) == len(names)
    assert all(x.reason in MESSAGES for x in found if isinstance(x, Failure))
    for capture in (x for x in found if isinstance(x, Capture)):
        assert capture.content.strip()
        capture.content.encode("utf-8")
        json.dumps([capture.stated.title, capture.stated.authors], ensure_ascii=False).encode("utf-8")


ROW = st.one_of(
    st.dictionaries(st.sampled_from(["id", "text", "html", "source", "date"]), st.text(max_size=30)).map(json.dumps),
    st.text(
        alphabet=st.characters(
            exclude_characters="\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029", exclude_categories=["Cs", "Cc"]
        ),
        min_size=1,
    ),
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(ROW, min_size=1, max_size=15))
def test_rows_in_are_captures_and_failures_out(tmp_path: Path, rows: list[str]) -> None:
    filled = [number for number, row in enumerate(rows, 1) if row.strip("\ufeff \t")]
    found = run([write(tmp_path, "r.jsonl", "\n".join(rows))])
    expected = [f"r.jsonl#{number}" for number in filled] or ["r.jsonl"]
    assert [name for name, _ in told(found)] == expected


def test_every_reason_stands_in_the_reference() -> None:
    page = Path(__file__).parents[2] / "docs" / "reference-inputs.md"
    text = page.read_text(encoding="utf-8")
    assert [reason for reason in MESSAGES if f"`{reason}`" not in text] == []


@pytest.mark.parametrize(
    ("name", "data", "outlet", "title", "published"),
    [
        ("er.csv", "uri,lang,dateTimePub,date,url,title,body,source.uri,source.title\n1,eng,2025-03-04T08:00:00Z,2025-03-03,u,T,B.,f.example,Fog Post\n", "Fog Post", "T", "2025-03-04T08:00:00Z"),
        ("db.csv", "Headline,Source Name,Publication Date,Word Count,Full Article\nT,Fog Post,4 March 2025,9,B.\n", "Fog Post", "T", "4 March 2025"),
        ("revue.csv", "Titre;Journal;Date de publication;Auteur;Texte\nT;Brume;4 mars 2025;A;B.\n", "Brume", "T", "4 mars 2025"),
        ("watch.csv", "Date,Headline,URL,Opening Text,Hit Sentence,Source\n4-Mar-2025,T,u,B.,C.,Fog Post\n", "Fog Post", "T", "4-Mar-2025"),
        ("er.json", '{"articles": {"results": [{"title": "T", "body": "B.", "dateTimePub": "d", "source": {"uri": "f.example", "title": "Fog Post"}}]}}', "Fog Post", "T", "d"),
        ("g.json", '{"response": {"results": [{"webTitle": "T", "webPublicationDate": "d", "publication": "Fog Post", "fields": {"bodyText": "B."}}]}}', "Fog Post", "T", "d"),
        ("es.json", '{"hits": {"hits": [{"_index": "n", "_source": {"headline": {"main": "T"}, "pub_date": "d", "source": "Fog Post", "text": "B."}}]}}', "Fog Post", "T", "d"),
        ("api.json", '{"articles": [{"title": "T", "publishedAt": "d", "source": {"name": "Fog Post"}, "description": "B."}]}', "Fog Post", "T", "d"),
    ],
)  # fmt: skip
def test_exports_of_common_tools_are_read_as_they_are(
    tmp_path: Path, name: str, data: str, outlet: str, title: str, published: str
) -> None:
    found = only(run([write(tmp_path, name, data)]))
    assert (found.content, found.stated.outlet, found.stated.title, found.stated.published) == (
        "B.",
        outlet,
        title,
        published,
    )


def test_a_page_is_read_before_its_summary(tmp_path: Path) -> None:
    found = only(run([write(tmp_path, "a.json", '{"description": "short", "html": "<p>long</p>"}')]))
    assert (found.media, found.content) == ("html", "<p>long</p>")


def test_a_table_without_a_text_names_its_columns(tmp_path: Path) -> None:
    (found,) = run([write(tmp_path, "t.csv", "title,url,when\nT,u,d\n")])
    assert isinstance(found, Failure)
    assert "(the columns here: title, url, when)" in found.message
