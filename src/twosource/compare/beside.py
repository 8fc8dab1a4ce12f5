"""Who may tell what an article seems to tell by itself: the one teller of the story who stands in its sentence.

"Confirmation came from firefighters that ten were missing": no cue was read, but somebody who tells elsewhere in the
story stands there. It is no attribution that is shown; it says whose the report is likely to be.
"""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet

from twosource.compare import attributions, bodies, voices
from twosource.compare.propositions import Proposition
from twosource.compare.voices import Voice, Voices
from twosource.model import Hop, Place, Reading
from twosource.text import WORD, fold

_HYPHENS = ("-", "‑")


def teller(
    proposition: Proposition, reading: Reading, known: Voices, but: AbstractSet[str] = frozenset()
) -> tuple[Voice, Place] | None:
    """Give the one teller of the story in the sentences of a statement, and where; those outside it first.

    Media are not asked, nor who is in ``but``: organisations, and folded names.
    """
    start, end = proposition.statement.start, proposition.statement.end
    met = [s for s in reading.layers.sentences or () if s.start < end and start < s.end]
    if proposition.in_title or not met:
        return None
    first, last = min(start, met[0].start), max(end, met[-1].end)
    standing = _standing(reading, known, first, last)
    found = {
        voice.organisation: (voice, place)
        for voice, place in standing
        if voice.type not in {"agency", "media"} and not {voice.organisation, fold(voice.name)} & but
    }
    saying = [one for one in found.values() if is_saying(one[1], reading)]
    if len(saying) == 1:
        return saying[0]
    around = [one for one in found.values() if not _is_in(one[1], start, end) and not _is_told_of(one[1], reading)]
    if len(around) == 1:
        return around[0]
    bodies_inside = [one for one in found.values() if one[0].person is None]  # a person inside is whom the news is of
    return bodies_inside[0] if len(found) == len(bodies_inside) == 1 else None


def is_saying(place: Place, reading: Reading) -> bool:
    """Tell whether a verb that reports stands directly behind who is named there, and is read for nobody else."""
    layers = reading.layers
    told = attributions.says(layers, reading.article.language, place.end)
    return told and not any(s.cue and place.end <= s.cue.start <= place.end + 1 for s in layers.statements or ())


def _is_in(place: Place, start: int, end: int) -> bool:
    return start <= place.start and place.end <= end


def _is_told_of(place: Place, reading: Reading) -> bool:
    """Tell whether a name stands in what somebody says: it is told of, and tells nothing there."""
    return any(_is_in(place, s.start, s.end) for s in reading.layers.statements or () if s.field == "text")


def _standing(reading: Reading, known: Voices, first: int, last: int) -> Iterator[tuple[Voice, Place]]:
    """Give the tellers of the story who are named, or called by their office, in a stretch of text."""
    article, text = reading.article.id, reading.article.text
    for start, end, key in known.index.places.get(article, ()):
        kind = known.entities[key].type
        if first <= start and end <= last and kind in {"person", "organisation"}:
            hop = Hop(name=text[start:end], type="person" if kind == "person" else "organisation", start=start, end=end)
            yield from _told(hop, article, known)
    words = list(WORD.finditer(text, first, last))
    for begin, stop in bodies.standing([word[0] for word in words]):
        start, end = words[begin].start(), words[stop - 1].end()
        if text[start : start + 1].isupper() and text[end : end + 1] in _HYPHENS:  # "Port-Louis" is no port
            continue
        yield from _told(Hop(name=text[start:end], type="organisation", start=start, end=end), article, known)


def _told(hop: Hop, article: str, known: Voices) -> Iterator[tuple[Voice, Place]]:
    voice = voices.resolve(known, article, hop)
    if voice is not None and voice.organisation in known.tellers and hop.start is not None and hop.end is not None:
        yield voice, Place(article, hop.start, hop.end)
