"""Which language a text is in (py3langid over a fixed set of languages)."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from py3langid.langid import MODEL_FILE, LanguageIdentifier

from twosource.resources import read_toml, sections, strings
from twosource.text import fold

if TYPE_CHECKING:
    from collections.abc import Mapping

    from twosource.model import Language

LANGUAGES: tuple[Language, ...] = (
    "ar", "cs", "da", "de", "el", "en", "es", "fa", "fi", "fr", "he", "hi", "hu", "id", "it", "ja", "ko",
    "nl", "no", "pl", "pt", "ro", "ru", "sv", "tr", "uk", "vi", "zh",
)  # fmt: skip
"""The languages that are told apart; the furniture lexicons are looked for under these names."""

_NAMES = "language-names.toml"
_ENOUGH_LETTERS = 16
_SURE = 0.9
_CERTAIN_LETTERS = 80
_MOST = 6000

_LETTER = re.compile(r"[^\W\d_]")
_NOISE = re.compile(r"https?://\S+|[@#]\w+|\d+")
_CODE = re.compile(r"[a-z]{2,3}")


def stated(told: str) -> Language | None:
    """Give the language that an input states ("en-GB", "eng", "Anglais"); ``None`` where it states none."""
    plain = fold(told.strip()).lower()
    first = re.split(r"[\W_]", plain, maxsplit=1)[0]
    if not first or first in strings(read_toml(_NAMES), "none.names"):
        return None
    return _named().get(first) or (first if _CODE.fullmatch(first) else None)


def detect(text: str) -> Language:
    """Tell the language of ``text``; ``"und"`` where it is too short or the answer is unsure."""
    sample = _NOISE.sub(" ", text[:_MOST])
    letters = len(_LETTER.findall(sample))
    if letters < _ENOUGH_LETTERS and not _is_dense(sample):
        return "und"
    code, share = _identifier().classify(sample)
    return str(code) if share >= _SURE or letters >= _CERTAIN_LETTERS else "und"


def _is_dense(sample: str) -> bool:
    """Tell whether the letters are of a script that writes a word with one or two of them."""
    return len(re.findall(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]", sample)) >= _ENOUGH_LETTERS // 3


@cache
def _named() -> Mapping[str, Language]:
    return {name: code for code, names in sections(_NAMES, "names").items() for name in names}


@cache
def _identifier() -> LanguageIdentifier:
    found = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    found.set_languages(list(LANGUAGES))
    return found
