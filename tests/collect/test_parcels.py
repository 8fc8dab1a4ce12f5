"""What holds documents or names them: ZIP files, pages in one file, mails, lists, folders of saved pages."""

from __future__ import annotations

import io
import plistlib
import zipfile
from pathlib import Path

import pytest
from msgspec import structs
from tests.collect.test_inputs import SMALL, only, run, told, write

from twosource.errors import WrongUseError
from twosource.model import Capture, Failure, Stated

PAGE = "<html><body><p>Le bac est à quai.</p></body></html>"
MHTML = f"""From: <Saved by Blink>
Snapshot-Content-Location: https://brume.example/bac
Subject: Le bac
Date: Tue, 4 Mar 2025 09:00:00 +0100
MIME-Version: 1.0
Content-Type: multipart/related; type="text/html"; boundary="--b"

----b
Content-Type: text/html; charset="utf-8"
Content-Transfer-Encoding: quoted-printable
Content-Location: https://brume.example/bac

{PAGE.replace("à", "=C3=A0")}
----b
Content-Type: text/css
Content-Location: https://brume.example/s.css

p {{}}
----b--
"""
MAIL = """From: Port de Brume <presse@brume.example>
To: desk@vallon.example
Subject: =?utf-8?q?Le_bac_est_=C3=A0_quai?=
Date: Tue, 4 Mar 2025 08:00:00 +0100
MIME-Version: 1.0
Content-Type: multipart/alternative; boundary="b"

--b
Content-Type: text/plain; charset="iso-8859-1"
Content-Transfer-Encoding: 8bit

Le bac est \xe0 quai.
--b
Content-Type: text/html

<p>autre</p>
--b--
"""


def packed(**files: bytes | str) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name.replace("__", "/").replace("_dot_", "."), data)
    return held.getvalue()


def test_a_zip_file_is_read_as_its_folder_would_be(tmp_path: Path) -> None:
    data = packed(b_dot_html=PAGE, revue__a_dot_txt="un", revue__c_dot_jsonl='{"text": "deux"}\n', d_dot_css="p {}")
    expected = [
        ("m.zip/b.html", PAGE), ("m.zip/d.css", "!unknown-format"), ("m.zip/revue/a.txt", "un"), ("m.zip/revue/c.jsonl#1", "deux"),
    ]  # fmt: skip
    assert told(run([write(tmp_path, "m.zip", data)])) == expected
    assert told(run([write(tmp_path, "m.dat", data)])) == [
        (name.replace("zip", "dat"), what) for name, what in expected
    ]
    assert [name.replace("stdin", "m.zip") for name, _ in told(run(["-"], stdin=data))] == [
        name for name, _ in expected
    ]


def test_what_systems_add_to_a_zip_file_is_left_out(tmp_path: Path) -> None:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("__MACOSX/._a.txt", "x")
        archive.writestr(".DS_Store", "x")
        archive.writestr("../out.txt", "un")
    assert told(run([write(tmp_path, "m.zip", held.getvalue())])) == [("m.zip/out.txt", "un")]


@pytest.mark.parametrize(
    ("data", "reason", "words"),
    [
        (packed(a_dot_txt="x" * 3_000_000), "too-large", "limit"),
        (packed(a_dot_zip=packed(b_dot_txt="x")), "unknown-format", ""),
        (packed(mimetype="application/vnd.oasis", a_dot_xml="<p/>"), "format-not-supported", "office"),
        (packed(), "empty", ""),
        (packed(a_dot_txt="un deux trois")[:-30], "corrupt", ""),
    ],
)
def test_a_zip_file_that_cannot_be_read_says_why(tmp_path: Path, data: bytes, reason: str, words: str) -> None:
    (found,) = run([write(tmp_path, "m.zip", data)], SMALL)
    assert isinstance(found, Failure)
    assert found.reason == reason
    assert words in found.message


def test_a_damaged_file_in_a_zip_file_leaves_the_others(tmp_path: Path) -> None:
    data = packed(a_dot_txt="un deux trois quatre cinq six sept", b_dot_txt="huit")
    at = data.index(b"a.txt") + 8
    found = told(run([write(tmp_path, "m.zip", data[:at] + b"\xff\xff\xff" + data[at + 3 :])]))
    assert found == [("m.zip/a.txt", "!corrupt"), ("m.zip/b.txt", "huit")]


def test_a_page_in_one_file_has_the_address_it_was_saved_from(tmp_path: Path) -> None:
    found = only(run([write(tmp_path, "bac.mhtml", MHTML)]))
    assert (found.media, found.content.strip(), found.stated.url) == ("html", PAGE, "https://brume.example/bac")
    assert found.fetched == "2025-03-04T08:00:00+00:00"


def test_a_page_as_safari_saves_it(tmp_path: Path) -> None:
    main = {"WebResourceData": PAGE.encode("cp1252"), "WebResourceURL": "https://brume.example/bac"}
    data = plistlib.dumps(
        {"WebMainResource": {**main, "WebResourceTextEncodingName": "windows-1252"}}, fmt=plistlib.FMT_BINARY
    )
    found = only(run([write(tmp_path, "bac.webarchive", data)]))
    assert (found.content, found.stated.url) == (PAGE, "https://brume.example/bac")
    for spoilt in (b"bplist00 and so on", plistlib.dumps({"a": 1}), plistlib.dumps([1])):
        (broken,) = run([write(tmp_path, "bac.webarchive", spoilt)])
        assert isinstance(broken, Failure)


def test_a_mail_is_its_sender_s(tmp_path: Path) -> None:
    found = only(run([write(tmp_path, "bac.eml", MAIL.encode("latin-1"))]))
    assert (found.media, found.content.strip()) == ("text", "Le bac est à quai.")
    assert (found.stated.outlet, found.stated.title) == ("Port de Brume", "Le bac est à quai")
    assert found.stated.published == "Tue, 04 Mar 2025 08:00:00 +0100"


def test_a_list_stands_for_what_it_names(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", "un")
    write(tmp_path, "b c.txt", "deux")
    listed = write(tmp_path, "list.txt", '# pour lundi\r\na.txt\r\n\r\n"b c.txt"\r\nno.txt\r\n')
    assert told(run([f"@{listed}"])) == [("a.txt", "un"), ("b c.txt", "deux"), ("no.txt", "!not-found")]
    assert told(run([write(tmp_path, "@x.txt", "un")])) == [("@x.txt", "un")]


@pytest.mark.parametrize("text", ["", "# rien\n"])
def test_a_list_that_names_nothing_is_wrong_use(tmp_path: Path, text: str) -> None:
    with pytest.raises(WrongUseError, match="names no input"):
        run([f"@{write(tmp_path, 'list.txt', text)}"])
    with pytest.raises(WrongUseError, match="cannot be read"):
        run([f"@{tmp_path / 'gone.txt'}"])


def test_a_text_of_addresses_alone_is_no_article(tmp_path: Path) -> None:
    rows = "https://brume.example/a\n\nhttps://vallon.example/b\n"
    assert told(run([write(tmp_path, "urls.txt", rows)])) == [("urls.txt", "!addresses-only")]
    assert isinstance(run([write(tmp_path, "a.txt", f"{rows}Le bac.")])[0], Capture)


def test_what_a_browser_lays_beside_a_page_is_left_out(tmp_path: Path) -> None:
    for name in ("bac.html", "bac_files/frame.html", "bac_fichiers/x.css", "quai_files/b.html"):
        write(tmp_path, name, PAGE)
    assert [name for name, _ in told(run([tmp_path]))] == ["bac.html", "quai_files/b.html"]


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.txt", b"%PDF-1.7 and so on", "PDF"),
        ("a.doc", bytes.fromhex("d0cf11e0a1b11ae1") + bytes(99), "office"),
        ("a.rtf", rb"{\rtf1\ansi Le bac}", "office"),
        ("a.7z", bytes.fromhex("377abcaf271c") + bytes(99), "unpack"),
        ("a.jpg", b"\xff\xd8\xff" + bytes(99), "picture"),
    ],
)
def test_what_is_not_read_says_what_to_do(tmp_path: Path, name: str, data: bytes, words: str) -> None:
    (found,) = run([write(tmp_path, name, data)])
    assert isinstance(found, Failure)
    assert words in found.message


def test_an_address_without_its_scheme_is_known_for_one() -> None:
    (found,) = run(["www.brume.example/bac"])
    assert isinstance(found, Failure)
    assert "https://" in found.message
    (other,) = run(["gone.txt"])
    assert isinstance(other, Failure)
    assert "https://" not in other.message


def test_rows_of_a_sidecar_that_are_about_no_input_are_told(tmp_path: Path) -> None:
    write(tmp_path, "in/a.html", PAGE)
    write(tmp_path, "in/f.jsonl", '{"text": "un"}\n{"text": "deux"}\n')
    rows = {name: Stated(outlet="Brume") for name in ("a", "f.jsonl", "f.jsonl#2")}
    whole = structs.replace(SMALL, meta=rows, sidecars=("meta.csv",))
    assert all(isinstance(one, Capture) for one in run([tmp_path / "in"], whole))
    wrong = structs.replace(whole, meta={**rows, "home/b.html": Stated(outlet="Vallon")})
    failure = run([tmp_path / "in"], wrong)[-1]
    assert isinstance(failure, Failure)
    assert (failure.subject, failure.reason) == ("meta.csv", "not-found")
    assert failure.message.startswith("1 of 4 rows of the sidecar are about no input (b.html)")


def portable(*lines: str) -> bytes:
    """Make a PDF of one page, by hand."""
    shown = b" T* ".join(b"(%b) Tj" % line.encode("latin-1") for line in lines)
    stream = b"BT /F1 12 Tf 14 TL 72 720 Td " + shown + b" ET"
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%b\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    data, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%b\nendobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(parts) + 1)
    return data + head + table + b"trailer << /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % len(data)


def test_the_text_of_a_pdf_is_read(tmp_path: Path) -> None:
    pytest.importorskip("pypdf")
    data = portable(
        "Le bac",
        "Le bac est à quai depuis lundi matin, a indi-",
        "qué le port de Brume dans un communiqué",
        "diffusé hier.",
    )
    read = "Le bac\nLe bac est à quai depuis lundi matin, a indiqué le port de Brume dans un communiqué diffusé hier."
    assert only(run([write(tmp_path, "bac.pdf", data)])).content.strip() == read
    assert only(run(["-"], stdin=data)).content.strip() == read
    assert told(run([write(tmp_path, "bad.pdf", b"%PDF-1.7 and so on")])) == [("bad.pdf", "!corrupt")]
    assert told(run([write(tmp_path, "blank.pdf", portable(""))])) == [("blank.pdf", "!no-text")]


def test_a_pdf_without_the_extra_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("twosource.collect.pdf.find_spec", lambda _name: None)
    (found,) = run([write(tmp_path, "bac.pdf", portable("x"))])
    assert isinstance(found, Failure)
    assert "twosource[pdf]" in found.message
