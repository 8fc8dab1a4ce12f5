"""Bytes to text: marks, declarations and guesses, as found in the wild.

The order: a byte order mark; UTF-16 by its pattern; valid UTF-8, whatever is declared (multi-byte
sequences that are valid by chance hardly exist); the declared charset, with the meaning browsers give
its name; Western text; UTF-8 with a few spoilt bytes; a guess by charset-normalizer.
Words that were spoilt before (mojibake) are left as they are.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from functools import cache

from charset_normalizer import from_bytes
from msgspec import Struct

from twosource.collect.unpack import signatures
from twosource.resources import Table, read_toml, strings

SAMPLE = 1 << 16
HEAD = 1 << 13
MAX_CONTROL_SHARE = 0.03  # compressed data has 0.11, a text with form feeds or stray escapes under 0.01
MAX_ODD_SHARE = 0.05
SOUND_PER_SPOILT = 10
THREE_BYTES = 0xE0  # the first byte of a UTF-8 sequence of three or more

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROLS = bytes(code for code in range(32) if code not in b"\t\n\f\r\x1b") + b"\x7f"
_COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)
_XML = re.compile(rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{1,40})""", re.IGNORECASE)
_META = re.compile(rb"""<meta\b[^>]{0,400}?charset\s*=\s*["']?\s*([\w.:-]{1,40})""", re.IGNORECASE)
_SURROGATES = re.compile("[\ud800-\udfff]")
_CJK = frozenset(("gb18030", "cp932", "cp949", "big5hkscs", "euc_jp"))


class Decoded(Struct, frozen=True):
    """A text and the encoding that gave it."""

    text: str
    encoding: str


def decode(data: bytes, declared: str | None = None) -> Decoded | None:
    """Decode a document; ``None`` where it is binary or no encoding explains it. The mark is dropped."""
    marked = _by_mark(data)
    if marked is not None:
        return marked if is_plausible(marked.text) else None
    wide = _wide(data)
    if wide is not None:
        return wide
    if is_binary(data):
        return None
    charset = codec(declared) if declared else None
    return _as_utf8(data, charset) or _declared(data, charset) or _guessed(data.removeprefix(codecs.BOM_UTF8))


def declared(data: bytes) -> str | None:
    """Find the charset that markup declares in its head: HTML's meta elements, else the XML declaration."""
    head = _COMMENT.sub(b"", data[:HEAD])
    found = _META.search(head) or _XML.search(head)
    return found.group(1).decode("ascii", "replace") if found else None


def declared_xml(data: bytes) -> str | None:
    """Find the charset of the XML declaration."""
    found = _XML.search(data[:HEAD])
    return found.group(1).decode("ascii", "replace") if found else None


def is_binary(data: bytes) -> bool:
    """Tell whether bytes are no text in any encoding of single or multiple bytes."""
    sample = data[:SAMPLE]
    if sample.startswith(signatures("binary")):
        return True
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    return controls > len(sample) * MAX_CONTROL_SHARE


def is_plausible(text: str) -> bool:
    """Tell whether hardly any character of a decoded text is unassigned, private, replaced or a control."""
    sample = text[:4096]
    odd = sum(char == "\ufffd" or unicodedata.category(char) in ("Cn", "Co", "Cs") for char in sample)
    odd += sum(char < " " and char not in "\t\n\f\r" for char in sample)
    return odd <= len(sample) * MAX_ODD_SHARE


def scrub(text: str) -> str:
    """Put U+FFFD for what no output can hold: NUL and lone surrogates. Offsets stay."""
    return _SURROGATES.sub("\ufffd", text).replace("\0", "\ufffd")


@cache
def codec(label: str) -> str | None:
    """Give Python's name of a charset as browsers understand the label; ``None`` for one nobody knows."""
    table = read_toml("inputs/charsets.toml")
    plain = label.strip().lower()
    known = _labels(table).get(plain)
    if known:
        return known
    try:
        info = codecs.lookup(plain)
        b"".decode(plain)
    except (LookupError, ValueError, UnicodeError):
        return None
    name = info.name.replace("-", "_")
    return None if name in strings(table, "refused.names") else info.name


def _labels(table: Table) -> dict[str, str]:
    names = table["labels"]
    found = names if isinstance(names, dict) else {}
    return {label: name for name in found for label in found[name]}


def _by_mark(data: bytes) -> Decoded | None:
    for mark, name in _MARKS:
        if not data.startswith(mark):
            continue
        if name == "utf-8":
            return _strict(data[len(mark) :], name)
        return Decoded(data[len(mark) :].decode(name, "replace"), name)
    return None


def _wide(data: bytes) -> Decoded | None:
    """Decode UTF-16 without a mark: every other byte of Latin text is NUL."""
    sample = data[:4096]
    half = len(sample) // 2
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if half > 1 and min(even, odd) <= half * 0.05 and max(even, odd) >= half * 0.4:
        found = _strict(data, "utf-16-be" if even > odd else "utf-16-le")
        return found if found and is_plausible(found.text) else None
    return None


def _strict(data: bytes, name: str) -> Decoded | None:
    try:
        return Decoded(data.decode(name), name)
    except (UnicodeError, LookupError, ValueError):
        return None


def _as_utf8(data: bytes, charset: str | None) -> Decoded | None:
    """Decode valid UTF-8, unless the declared charset explains the bytes as well and more likely."""
    found = _strict(data, "utf-8")
    if found is None or charset in (None, "utf-8"):
        return found
    # ISO-2022 and its like are ASCII bytes; two-byte sequences are common in the charsets of East Asia,
    # whose text in UTF-8 would have sequences of three.
    shifted = b"\x1b" in data or charset == "hz"
    short = charset in _CJK and max(data, default=0) < THREE_BYTES and not data.isascii()
    return None if shifted or short else found


def _declared(data: bytes, charset: str | None) -> Decoded | None:
    if charset is None or charset == "utf-8":
        return None
    found = _strict(data, charset) or (_windows_1252(data) if charset == "cp1252" else None)
    return found if found and is_plausible(found.text) else None


def _guessed(data: bytes) -> Decoded | None:
    western = _windows_1252(data)
    if is_western(western.text):
        return western
    repaired = data.decode("utf-8", "replace")
    sound = sum(char > "\x7f" for char in repaired[:SAMPLE])
    spoilt = repaired[:SAMPLE].count("\ufffd")
    if sound - spoilt >= spoilt * SOUND_PER_SPOILT:
        return Decoded(repaired, "utf-8")
    best = from_bytes(data[:SAMPLE]).best()
    if best is None:
        return None
    found = Decoded(data.decode(best.encoding, "replace"), best.encoding)
    return found if is_plausible(found.text) else None


def _windows_1252(data: bytes) -> Decoded:
    """Decode as browsers do: the five bytes without a meaning stay control characters."""
    text = data.decode("cp1252", "surrogateescape")
    return Decoded(_SURROGATES.sub(lambda m: chr(ord(m.group()) - 0xDC00), text), "cp1252")


@cache
def _western() -> tuple[re.Pattern[str], re.Pattern[str]]:
    table = read_toml("inputs/charsets.toml")
    letters, signs, joining = (
        re.escape("".join(str(read))) for read in (_one(table, "letters"), _one(table, "signs"), _one(table, "joining"))
    )
    alien = rf"[^\x00-\x7f{letters}{signs}]|[{letters}]{{3}}"
    inner = rf"[A-Za-z{letters}][^\x00-\x7f{letters}{joining}][A-Za-z{letters}]"
    return re.compile(rf"{alien}|{inner}"), re.compile(rf"[{letters}{signs}]")


def _one(table: Table, key: str) -> str:
    western = table["western"]
    return str(western[key]) if isinstance(western, dict) else ""


def is_western(text: str) -> bool:
    """Tell whether text decoded as windows-1252 is that of a Western European language.

    Letters outside ASCII stand alone or in pairs there, and few signs stand inside words: text in
    Cyrillic, Greek or Polish charsets breaks both rules at once.
    """
    alien, proper = _western()
    sample = text[:SAMPLE]
    strange = len(alien.findall(sample))
    return strange * 50 <= len(proper.findall(sample))
