"""The sidecar."""

from __future__ import annotations

from pathlib import Path

import pytest

from twosource.collect import meta
from twosource.errors import WrongUseError
from twosource.model import Stated

BRUME = Stated(outlet="Courrier de Brume", published="2025-03-04", authors=("Ana Orme",))


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("m.csv", "file,outlet,published,authors\na.txt,Courrier de Brume,2025-03-04,Ana Orme\n"),
        ("m.csv", "\ufeffFile;Outlet;Date;Author\r\na.txt;Courrier de Brume;2025-03-04;Ana Orme\r\n\r\n"),
        ("m.tsv", "filename\tsource\tpublished\tauthors\n./a.txt\tCourrier de Brume\t2025-03-04\tAna Orme"),
        (
            "m.json",
            '{"a.txt": {"outlet": "Courrier de Brume", "published": "2025-03-04", "authors": ["Ana Orme"]}}',
        ),
        (
            "m.json",
            '[{"file": "a.txt", "outlet": "Courrier de Brume", "date": "2025-03-04", "authors": "Ana Orme"}]',
        ),
    ],
)
def test_a_sidecar_states_by_file_name(tmp_path: Path, name: str, data: str) -> None:
    path = tmp_path / name
    path.write_text(data, encoding="utf-8", newline="")
    assert meta.read(path) == {"a.txt": BRUME}


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("m.csv", b""),
        ("m.csv", b"a.txt,Brume\n"),
        ("m.csv", b"file,colour\na.txt,red\n"),
        ("m.csv", b"file,outlet\n"),
        ("m.csv", b"file,outlet\n,Brume\n"),
        ("m.csv", b"file,outlet\na.txt,Brume\na.txt,Vallon\n"),
        ("m.csv", b"\0\0\0\1\1"),
        ("m.json", b"{"),
        ("m.json", b"[1]"),
        ("m.json", b'{"a.txt": "Brume"}'),
        ("m.json", b'"x"'),
        ("absent.csv", None),
    ],
)
def test_a_wrong_sidecar_is_refused_by_its_name_alone(tmp_path: Path, name: str, data: bytes | None) -> None:
    if data is not None:
        (tmp_path / name).write_bytes(data)
    with pytest.raises(WrongUseError) as caught:
        meta.read(tmp_path / name)
    assert str(tmp_path) not in str(caught.value)
    assert caught.value.subject == name


@pytest.mark.parametrize("key", ["d/a.html.gz", "a.html.gz", "d/a.html", "a.html", "d/a", "a"])
def test_a_capture_is_known_by_its_name_its_base_or_its_stem(key: str) -> None:
    assert meta.applied(Stated(title="own", outlet="x"), "d/a.html.gz", {key: Stated(outlet="Brume")}) == Stated(
        title="own", outlet="Brume"
    )


def test_a_row_is_known_by_its_number_and_shares_what_is_said_of_its_file() -> None:
    sidecar = {"f.jsonl#2": Stated(title="two"), "f": Stated(outlet="Brume", url="https://x.example")}
    assert meta.applied(Stated(id="2"), "d/f.jsonl#2", sidecar) == Stated(id="2", outlet="Brume", title="two")
    assert meta.applied(Stated(id="3"), "d/f.jsonl#3", sidecar) == Stated(id="3", outlet="Brume")
