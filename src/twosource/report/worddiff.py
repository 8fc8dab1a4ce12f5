"""Which words changed between two sentences."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from msgspec import Struct

from twosource.model import Span

_ALIKE = str.maketrans("’‘“”«»", "''" + 4 * '"')
_PARTS = re.compile(r"\w+(?:[.,]\d+)*|[^\w\s]")
LIKE = 0.5
"""Below this likeness two sentences are other wordings, and marking the changes would mark all."""
LONGEST = 400
"""Words beyond which nothing is compared: the method is quadratic."""


class Changes(Struct, frozen=True):
    """The stretches that only the left sentence has, and those that only the right one has."""

    removed: tuple[Span, ...] = ()
    added: tuple[Span, ...] = ()


def compare(left: str, right: str) -> Changes:
    """Find the changed words by the longest common subsequence (difflib).

    Case counts; blanks and the shape of quotation marks do not.
    """
    a = [Span(*match.span()) for match in _PARTS.finditer(left)]
    b = [Span(*match.span()) for match in _PARTS.finditer(right)]
    if max(len(a), len(b)) > LONGEST:
        return Changes()
    words_a = [left[span.start : span.end].translate(_ALIKE) for span in a]
    words_b = [right[span.start : span.end].translate(_ALIKE) for span in b]
    matcher = SequenceMatcher(None, words_a, words_b, autojunk=False)
    if matcher.ratio() < LIKE:
        return Changes()
    changed = [code for code in matcher.get_opcodes() if code[0] != "equal"]
    removed = [Span(a[i].start, a[j - 1].end) for _, i, j, _, _ in changed if i < j]
    added = [Span(b[k].start, b[m - 1].end) for _, _, _, k, m in changed if k < m]
    return Changes(tuple(removed), tuple(added))
