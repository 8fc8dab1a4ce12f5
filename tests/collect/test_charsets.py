"""Bytes to text: a table of encodings as found in the wild."""

from __future__ import annotations

import codecs

import pytest

from twosource.collect import charsets

FR = "Le maire a déclaré : « L’usine rouvrira à l’été », selon Radio-Brume. Coût : 3 M€."
DE = "Die Bürgermeisterin erklärte, die Straße nach Grünfurt bleibe über Stunden gesperrt."
RU = "Мэр города заявил вчера, что завод снова откроется летом. Дорога была закрыта несколько часов."
PL = "Burmistrz oświadczył wczoraj, że fabryka znów ruszy, a mieszkańcy się skarżą na zamknięte drogi."
EL = "Ο δήμαρχος δήλωσε χθες ότι το εργοστάσιο θα ανοίξει ξανά το καλοκαίρι."
JA = "市長は昨日、工場は夏に再開すると述べた。道路は数時間閉鎖された。"
ZH = "市长昨天表示工厂将在夏天重新开放。道路关闭了几个小时。"


@pytest.mark.parametrize(
    ("data", "declared", "text", "encoding"),
    [
        pytest.param(FR.encode(), None, FR, "utf-8", id="utf-8"),
        pytest.param(codecs.BOM_UTF8 + FR.encode(), None, FR, "utf-8", id="utf-8 with mark"),
        pytest.param(codecs.BOM_UTF16_LE + FR.encode("utf-16-le"), None, FR, "utf-16-le", id="utf-16-le"),
        pytest.param(codecs.BOM_UTF16_BE + FR.encode("utf-16-be"), None, FR, "utf-16-be", id="utf-16-be"),
        pytest.param(codecs.BOM_UTF32_LE + FR.encode("utf-32-le"), None, FR, "utf-32-le", id="utf-32-le"),
        pytest.param(codecs.BOM_UTF32_BE + FR.encode("utf-32-be"), None, FR, "utf-32-be", id="utf-32-be"),
        pytest.param(FR.encode("utf-16-le"), None, FR, "utf-16-le", id="utf-16 without mark"),
        pytest.param(codecs.BOM_UTF8 + FR.encode(), "iso-8859-1", FR, "utf-8", id="the mark outranks"),
        pytest.param(FR.encode("cp1252"), None, FR, "cp1252", id="French guessed"),
        pytest.param(DE.encode("latin-1"), None, DE, "cp1252", id="German guessed"),
        pytest.param(
            "Été à Brume : café fermé.".encode("cp1252"),
            None,
            "Été à Brume : café fermé.",
            "cp1252",
            id="short",
        ),
        pytest.param(FR.encode("cp1252"), "ISO-8859-1", FR, "cp1252", id="latin-1 means windows-1252"),
        pytest.param(FR.encode(), "iso-8859-1", FR, "utf-8", id="declared latin-1, is utf-8"),
        pytest.param(FR.encode("cp1252"), "utf-8", FR, "cp1252", id="declared utf-8, is windows-1252"),
        pytest.param(RU.encode("koi8-r"), "koi8-r", RU, "koi8-r", id="koi8-r declared"),
        pytest.param(RU.encode("cp1251"), None, RU, "cp1251", id="windows-1251 guessed"),
        pytest.param(RU.encode("cp1251"), "utf-8", RU, "cp1251", id="declared utf-8, is windows-1251"),
        pytest.param(PL.encode("cp1250"), None, PL, "cp1250", id="windows-1250 guessed"),
        pytest.param(PL.encode("iso8859-2"), "iso-8859-2", PL, "iso8859-2", id="latin-2 declared"),
        pytest.param(EL.encode("cp1253"), None, EL, "cp1253", id="Greek guessed"),
        pytest.param(JA.encode("cp932"), "Shift_JIS", JA, "cp932", id="shift-jis declared"),
        pytest.param(JA.encode("iso2022_jp"), "iso-2022-jp", JA, "iso2022_jp", id="iso-2022-jp is ASCII bytes"),
        pytest.param(ZH.encode("gb18030"), "gb2312", ZH, "gb18030", id="gb2312 means gb18030"),
        pytest.param("联通".encode("gb18030"), "gbk", "联通", "gb18030", id="gbk that is valid utf-8 by chance"),
        pytest.param(FR.encode(), "no-such-charset", FR, "utf-8", id="unknown label"),
        pytest.param(FR.encode(), "hex", FR, "utf-8", id="a codec that is no charset"),
        pytest.param(b"plain", "utf-7", "plain", "utf-8", id="utf-7 is refused"),
        pytest.param("Ã©tÃ© dÃ©jÃ ".encode(), None, "Ã©tÃ© dÃ©jÃ ", "utf-8", id="mojibake is left alone"),
        pytest.param(b"", None, "", "utf-8", id="nothing"),
    ],
)
def test_bytes_become_the_text_they_were(data: bytes, declared: str | None, text: str, encoding: str) -> None:
    found = charsets.decode(data, declared)
    assert found is not None
    assert (found.text, found.encoding) == (text, encoding)


def test_a_few_spoilt_bytes_do_not_spoil_a_page() -> None:
    found = charsets.decode((FR * 5).encode() + b"\xe9\xff")
    assert found is not None
    assert (found.encoding, found.text) == ("utf-8", FR * 5 + "\ufffd\ufffd")


def test_the_five_bytes_without_a_meaning_stay_controls() -> None:
    found = charsets.decode("été ".encode("cp1252") * 30 + b"\x81", "windows-1252")
    assert found is not None
    assert found.text == "été " * 30 + "\x81"


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"%PDF-1.7\n" + b"1 0 obj\n" * 50, id="PDF"),
        pytest.param(b"\x89PNG\r\n\x1a\n" + b"abc" * 50, id="PNG"),
        pytest.param(b"PK\x03\x04" + b"word/document.xml" * 9, id="ZIP"),
        pytest.param(bytes(range(256)) * 20, id="all bytes"),
        pytest.param(b"\0" * 100, id="NULs"),
        pytest.param(b"text \x01\x02\x03 text" * 5, id="controls"),
    ],
)
def test_binary_content_is_no_text(data: bytes) -> None:
    assert charsets.decode(data) is None


@pytest.mark.parametrize(
    ("page", "declared"),
    [
        (b'<html><head><meta charset="windows-1251">', "windows-1251"),
        (b"<meta charset=utf-8 >", "utf-8"),
        (b'<META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=ISO-8859-2">', "ISO-8859-2"),
        (b'<?xml version="1.0" encoding="koi8-r"?><html>', "koi8-r"),
        (b'<?xml version="1.0" encoding="koi8-r"?><html><meta charset="utf-8">', "utf-8"),
        (b'<!-- <meta charset="big5"> --><meta charset="utf-8">', "utf-8"),
        (b"<p>charset=big5</p>", None),
        (b"<meta name=viewport content=wide><p>x", None),
    ],
)
def test_markup_declares_its_charset(page: bytes, declared: str | None) -> None:
    assert charsets.declared(page) == declared


def test_what_no_output_can_hold_is_replaced_one_for_one() -> None:
    assert charsets.scrub("a\0b\ud800c\U0001f600") == "a\ufffdb\ufffdc\U0001f600"
