"""Pieces of text as HTML. Everything that comes from outside is escaped here or by the templates."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup, escape

from twosource.report import clean
from twosource.report.segments import Change, Piece, Reference

_SILENT = frozenset({"place"})


def write(pieces: Sequence[Piece], *, links: bool = False) -> Markup:
    """Write pieces as inline HTML; ``links`` adds anchors and the references before and after them."""
    return Markup("").join(_piece(piece, links) for piece in pieces)


def bdi(text: str) -> Markup:
    """Write outside text so that its writing direction stays its own."""
    return Markup("<bdi>{}</bdi>").format(clean.harmless(text))


def _piece(piece: Piece, links: bool) -> Markup:
    words = escape(clean.harmless(piece.text))
    kinds = [kind for kind in piece.kinds if kind not in _SILENT]
    anchors = piece.anchors if links else ()
    if not kinds and not anchors:
        return words
    spots = Markup("").join(Markup('<span class="spot" id="{}"></span>').format(name) for name in anchors[1:])
    name = Markup(' id="{}"').format(anchors[0]) if anchors else Markup("")
    style = Markup(' class="{}"').format(" ".join(kinds)) if kinds else Markup("")
    tag = Markup(_tag(piece.kinds))  # noqa: S704 one of four constants
    before = Markup("").join(_reference(link, "passage-link") for link in piece.before) if links else Markup("")
    after = Markup("").join(_reference(link, "claim-link") for link in piece.after) if links else Markup("")
    return Markup("{}{}<{}{}{}>{}</{}>{}").format(spots, before, tag, name, style, words, tag, after)


def _tag(kinds: Sequence[str]) -> str:
    for kind, tag in (("removed", "del"), ("added", "ins"), ("statement", "mark")):
        if kind in kinds:
            return tag
    return "span"


def _reference(link: Reference, style: str) -> Markup:
    anchor = Markup('<a class="{}" href="{}" title="{}">{}</a>').format(
        style, link.href, clean.harmless(link.tip), link.label
    )
    return Markup("{}{}").format(anchor, _beside(link)) if style == "passage-link" else anchor


def _beside(link: Reference) -> Markup:
    """Write what stands beside a link while it is pointed at or holds the focus: whence the words are, what differs."""
    changes = Markup("").join(
        Markup('<span class="change{}">{}{}</span>').format(" fact" if change.fact else "", *_both(change))
        for change in link.changes
    )
    return Markup('<span class="beside">{}{}</span>').format(clean.harmless(link.tip), changes)


def _both(change: Change) -> tuple[Markup, Markup]:
    gone = Markup("<del>{}</del> ").format(clean.harmless(change.left)) if change.left else Markup("")
    new = Markup("<ins>{}</ins>").format(clean.harmless(change.right)) if change.right else Markup("")
    return gone, new
