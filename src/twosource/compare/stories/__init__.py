"""Stories: which articles report one event.

Articles are compared as sparse vectors under five views (``terms``); bundles of articles are the sums of their
vectors (``bundles``), and a trained model says from what two bundles have in common whether they are one story
(``models``). A pile at rest is gathered likeliest first (``pile``, ``gather``); a stream is a state and a pure step
(``stream``), re-checked from time to time (``recheck``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from twosource.compare.stories import apart, headlines, kept, replay

if TYPE_CHECKING:
    from collections.abc import Sequence

    from twosource.model import Reading

title = headlines.central
tell = replay.tell
Told = replay.Told
Why = apart.Why
name = kept.name


def group(readings: Sequence[Reading]) -> tuple[tuple[str, ...], ...]:
    """Group articles by the event they report; every article stands in exactly one story.

    Articles of a story stand by time of publication, then id; stories by size, then first id.
    """
    return tuple(story.articles for story in tell(readings))
