"""What the article puts forward itself: finite clauses and event noun phrases outside the statements of others.

They are candidates: the comparison keeps those that meet a statement of another article or carry a figure.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import pairwise

from msgspec import Struct

from twosource.model import Article, Certainty, Layers, Quantity, Span, Statement, Token
from twosource.read.statements.lexicon import load, words_of
from twosource.resources import exists, read_toml, strings
from twosource.text import fold

TOLD = frozenset({"title", "standfirst", "body", "caption"})
OPEN = frozenset({"ADP", "SCONJ", "PART", "AUX", "DET"})
"""Parts of speech with which no clause ends."""
BEGINS = frozenset({"DET", "NUM", "NOUN", "PROPN", "ADJ"})
HUNG = frozenset({"inf", "ger"})
VERBAL = frozenset({"fin", "part", "inf"})
MIN_WORDS = 3
WHERE = 4
"""Words that say where one spoke, at most ("in a written statement")."""
SHORTEST_CLAUSE = 4
LINKS = frozenset({"ADP", "DET", "ADJ", "NOUN", "PROPN", "NUM", "ADV"})


class _Words(Struct, frozen=True):
    """The words of narration in one language: nouns of happenings, what opens a clause, modals by what they say."""

    events: frozenset[str] = frozenset()
    openers: tuple[tuple[str, ...], ...] = ()
    possible: frozenset[str] = frozenset()
    expected: frozenset[str] = frozenset()
    future: frozenset[str] = frozenset()
    past: frozenset[str] = frozenset()
    causes: frozenset[str] = frozenset()
    remarks: Mapping[str, tuple[tuple[str, ...], ...]] = {}
    relative: frozenset[str] = frozenset()
    speech: frozenset[str] = frozenset()


@cache
def _lexicon(language: str) -> _Words:
    name = f"events-{language}.toml"
    if not exists(name):
        return _Words()
    table = read_toml(name)

    def words(key: str) -> frozenset[str]:
        return frozenset(map(fold, strings(table, key)))

    openers = tuple(sorted((words_of(p) for p in strings(table, "subordinators")), key=lambda p: (-len(p), p)))
    cues = load(language)
    verbs = cues.verbs.items() if cues is not None else ()
    return _Words(
        events=words("nouns"),
        openers=openers,
        possible=words("possible"),
        expected=words("expected"),
        future=words("future"),
        past=words("auxiliaries"),
        causes=words("causes"),
        remarks=_by_first([words_of(phrase) for phrase in strings(table, "remarks")]),
        relative=cues.words["clauses.relative"] if cues is not None else frozenset(),
        speech=frozenset(verb for verb, senses in verbs if any("quote" in sense.frames for sense in senses)),
    )


def _by_first(phrases: Sequence[tuple[str, ...]]) -> Mapping[str, tuple[tuple[str, ...], ...]]:
    """Give phrases by their first word."""
    return {first: tuple(one for one in phrases if one[0] == first) for first in {phrase[0] for phrase in phrases}}


def find(article: Article, layers: Layers) -> tuple[Statement, ...]:
    """Find the article's own clauses and event noun phrases, in text order; nothing that another teller says.

    Needs the layers ``sentences``, ``tokens``, ``quantities`` and ``statements``.
    """
    tokens = layers.tokens or ()
    starts = [token.start for token in tokens]
    taken = _taken(layers.statements or (), tokens)
    tolls = [quantity for quantity in layers.quantities or () if quantity.category is not None]
    found: list[Statement] = []
    for sentence in layers.sentences or ():
        if sentence.role not in TOLD:
            continue
        inside = tokens[bisect_left(starts, sentence.start) : bisect_left(starts, sentence.end)]
        if _remarks(inside, _lexicon(article.language)):
            continue
        for run in _free_runs(inside, taken):
            found += _of_run(article.language, _whole(run, inside[0]), tolls)
        if (
            sentence.role == "title"
            and not any(s.start >= sentence.start for s in found)
            and _words(inside) >= MIN_WORDS
        ):
            found += [
                _statement(run, _lexicon(article.language))
                for run in _free_runs(inside, taken)
                if _words(run) >= MIN_WORDS and not _is_frame(_trimmed(run), _lexicon(article.language))
            ]
    return tuple(found)


def _free_runs(tokens: Sequence[Token], taken: Sequence[Span]) -> list[list[Token]]:
    """Cut tokens into runs that no statement, cue or teller covers; ``taken`` stands in order, nothing in it twice."""
    runs: list[list[Token]] = [[]]
    starts = [span.start for span in taken]
    for token in tokens:
        before = bisect_right(starts, token.start) - 1
        if before < 0 or taken[before].end <= token.start:
            runs[-1].append(token)
        elif runs[-1]:
            runs.append([])
    return [run for run in runs if run]


def _whole(run: Sequence[Token], first: Token) -> Sequence[Token]:
    """Give what a run holds whole: one that goes on with a verb, or only says when, begins at its next sign.

    "The owner [has dismissed ...]", "X says [as it rejects ...]".
    """
    if run[0] is first:
        return run
    run = run[1:] if run[0].pos == "PUNCT" and len(run) > 1 else run
    when = run[0].pos in {"SCONJ", "ADP"} and len(run) > 1 and (run[1].pos == "PRON" or run[1].form in HUNG)
    if not when and run[0].form not in {"fin", "part"}:
        return run
    opener = next((i for i, token in enumerate(run) if i and (token.text == "," or token.pos == "SCONJ")), len(run))
    rest = run[opener + 1 :]
    return rest[rest[0].pos == "SCONJ" :] if rest and rest[0].pos != "PRON" else ()


def _taken(statements: Sequence[Statement], tokens: Sequence[Token]) -> list[Span]:
    """Give the stretches of statements, cues and tellers, those that overlap as one.

    A teller whom the article says something of first is free ("Ada Roe [woke up this morning and] asked whether P").
    """
    spans = [span for s in statements if s.field == "text" for span in (s.spans or (Span(s.start, s.end),))]
    frames = [s.cue for s in statements if s.field == "text" and s.cue is not None]
    verbs = {before.end for before, token in pairwise(tokens) if token.form == "fin" and before.pos != "PUNCT"}
    begun = {span.start for span in (*spans, *frames)}
    following = {before.end: token.start for before, token in pairwise(tokens)}
    tellers = (s.source for s in statements if s.field == "text" and s.source is not None)
    frames += [one for one in tellers if one.end not in verbs or following.get(one.end) in begun]
    frames += [span for s in statements if (span := _apposed_to_teller(s, tokens)) is not None]
    found: list[Span] = []
    for span in sorted(spans + frames):
        if found and span.start <= found[-1].end:
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return found


def _apposed_to_teller(told: Statement, tokens: Sequence[Token]) -> Span | None:
    """Give what stands between commas between a teller and the cue ("Ada Roe, a baker reached by phone, told AFP")."""
    if told.field != "text" or told.source is None or told.cue is None or told.source.end >= told.cue.start:
        return None
    first = bisect_left(tokens, told.source.end, key=_start)
    last = bisect_left(tokens, told.cue.start, key=_start) - 1
    parted = first < last and tokens[first].text == tokens[last].text == ","
    return Span(tokens[first].start, tokens[last].end) if parted else None


def _start(token: Token) -> int:
    return token.start


def _of_run(language: str, tokens: Sequence[Token], tolls: Sequence[Quantity]) -> list[Statement]:
    words = _lexicon(language)
    found: list[Statement] = []
    if not tokens:
        return found
    for clause in _clauses(tokens, words.openers):
        if _tells(clause, words) or _tells_a_toll(clause, tolls) or _tells_briefly(clause):
            found.append(_statement(clause, words))
        found += [
            _statement(phrase, words) for phrase in _event_phrases(clause, words) if len(phrase) < len(clause) - 1
        ]
    return found


def _tells_a_toll(tokens: Sequence[Token], tolls: Sequence[Quantity]) -> bool:
    """Tell whether words without a verb give figures of people ("Deux morts et neuf blessés : ...")."""
    told = _words(tokens) >= MIN_WORDS or any(map(_is_colon, tokens[1:-1]))
    return told and any(tokens[0].start <= q.start < tokens[-1].end for q in tolls)


def _tells_briefly(tokens: Sequence[Token]) -> bool:
    """Tell whether words say without a finite verb what was done to something ("Frontières fermées depuis minuit.")."""
    kept = _trimmed(tokens)
    done = next((i for i, token in enumerate(kept) if token.form == "part" and token.tense == "past"), 0)
    named = kept[0].pos in BEGINS and any(token.pos in {"NOUN", "PROPN"} for token in kept[:done])
    return named and not _has_verb(kept) and _words(kept) >= SHORTEST_CLAUSE and not _is_open(kept)


def _is_figure(tokens: Sequence[Token]) -> bool:
    """Tell whether a number alone stands behind a colon, as in a bulletin ("Injured: 318")."""
    return bool(tokens) and tokens[0].pos == "NUM" and (len(tokens) == 1 or tokens[1].pos == "PUNCT")


def _is_colon(token: Token) -> bool:
    return token.text == ":"


def _clauses(tokens: Sequence[Token], openers: Sequence[tuple[str, ...]]) -> Iterator[Sequence[Token]]:
    """Cut free tokens at semicolons, at subordinators and at "and"/"et" between two finite clauses."""
    start = 0
    for index in range(len(tokens)):
        if index > start and _breaks(tokens, start, index, openers):
            yield tokens[start:index]
            start = index
    yield tokens[start:]


def _breaks(tokens: Sequence[Token], start: int, index: int, openers: Sequence[tuple[str, ...]]) -> bool:
    token = tokens[index]
    if token.text == ";" or (_is_colon(token) and not (index - start < MIN_WORDS and _is_figure(tokens[index + 1 :]))):
        return True
    joins = token.pos == "CCONJ"
    if not joins and not _opens(tokens, index, openers):
        return False
    if not (_has_verb(tokens[start:index]) and _has_verb(tokens[index:])):
        return False
    return not joins or _clause_follows(tokens, index)


def _opens(tokens: Sequence[Token], index: int, openers: Sequence[tuple[str, ...]]) -> bool:
    """Tell whether a subordinator stands at ``index``."""
    first = _folded(tokens[index].text)
    bare = tokens[index].pos == "ADP"  # "as a refrigerant" opens no clause
    held = [opener for opener in openers if opener[0] == first and not (bare and len(opener) == 1)]
    if not held:
        return False
    words = tuple(_folded(token.text) for token in tokens[index : index + 3])
    return any(words[: len(opener)] == opener for opener in held)


@lru_cache(maxsize=1 << 14)
def _folded(text: str) -> str:
    return fold(text.replace("’", "'"))


def _has_verb(tokens: Sequence[Token]) -> bool:
    return any(token.form == "fin" for token in tokens)


def _clause_follows(tokens: Sequence[Token], index: int) -> bool:
    """Tell whether a finite verb follows a conjunction before the next sign."""
    for token in tokens[index + 1 : index + 9]:
        if token.form == "fin":
            return True
        if token.pos == "PUNCT":
            return False
    return False


def _words(tokens: Sequence[Token]) -> int:
    return sum(token.pos != "PUNCT" for token in tokens)


def _is_clause(tokens: Sequence[Token]) -> bool:
    return _words(tokens) >= SHORTEST_CLAUSE and _has_verb(tokens)


def _tells(tokens: Sequence[Token], words: _Words) -> bool:
    """Tell whether words put something forward: a clause with a noun; no frame of a quotation, no remark."""
    kept = _trimmed(tokens)
    if not _is_clause(kept) or _is_open(kept) or not _has_main_verb(kept, words):
        return False
    if _remark(kept, words) is not None:
        return False
    nouns = any(token.pos in {"NOUN", "PROPN", "NUM"} for token in kept)
    return nouns and not _is_frame(kept, words)


def _is_open(tokens: Sequence[Token]) -> bool:
    """Tell whether words break off; what follows a verb belongs to it ("was called off", "gefährdet gewesen")."""
    return tokens[-1].pos in OPEN and not (tokens[-1].pos in {"ADP", "AUX"} and tokens[-2].form in VERBAL)


def _remark(tokens: Sequence[Token], words: _Words) -> int | None:
    """Give where a remark on a teller stands ("declined to comment"), ``None`` for none."""
    plain = tuple([_folded(token.text) for token in tokens])
    begun = [(i, words.remarks[word]) for i, word in enumerate(plain) if word in words.remarks]
    return next((i for i, held in begun if any(plain[i : i + len(one)] == one for one in held)), None)


def _remarks(tokens: Sequence[Token], words: _Words) -> bool:
    """Tell whether a remark is the main clause of a sentence: what hangs on it only gives its reason."""
    at = _remark(tokens, words)
    return at is not None and sum(token.form == "fin" for token in tokens[:at]) <= 1


def _is_frame(tokens: Sequence[Token], words: _Words) -> bool:
    """Tell whether words end with a verb of speech, or where one spoke: what is said stands elsewhere.

    "Les dockers racontent : ..."; "the White House said in a statement".
    """
    verb = next((i for i, token in reversed(list(enumerate(tokens))) if token.form == "fin"), 0)
    where = tokens[verb + 1 :]
    spoke = fold(tokens[verb].lemma) in words.speech and tokens[verb].form == "fin"
    return spoke and (not where or (where[0].pos == "ADP" and len(where) <= WHERE and not _has_verb(where)))


def _has_main_verb(tokens: Sequence[Token], words: _Words) -> bool:
    """Tell whether a finite verb stands in no relative clause: one more verb than what opens such clauses."""
    opened = sum(_opens_relative(tokens, index, words) for index in range(len(tokens)))
    return sum(token.form == "fin" for token in tokens) > opened


def _opens_relative(tokens: Sequence[Token], index: int, words: _Words) -> bool:
    """Tell whether a relative clause opens at ``index``; before a number only with a verb ("dont deux ici")."""
    token, before = tokens[index], tokens[index - 1] if index else None
    if token.pos not in {"PRON", "ADV"} and (index or token.pos != "SCONJ"):
        return False
    if _folded(token.text) not in words.relative:
        return False
    if before is not None and before.pos not in {"NOUN", "PROPN", "PUNCT"}:
        return False
    behind = tokens[index + 1 :]
    return not (behind and behind[0].pos == "NUM") or _clause_follows(tokens, index)


def _event_phrases(tokens: Sequence[Token], words: _Words) -> Iterator[Sequence[Token]]:
    index = 0
    while index < len(tokens):
        if (
            tokens[index].pos == "NOUN"
            and fold(tokens[index].lemma) in words.events
            and tokens[index - 1].pos in {"DET", "NUM", "ADJ"}
        ):
            end = index + 1
            while end < len(tokens) and (
                tokens[end].pos in LINKS or _apposed(tokens, end) or _is_caused(tokens, end, words)
            ):
                end += 1
            if _words(tokens[index:end]) > MIN_WORDS:
                yield _from_determiner(tokens, index, end)
            index = end
        index += 1


def _is_caused(tokens: Sequence[Token], index: int, words: _Words) -> bool:
    """Tell whether a participle at ``index`` names a cause: "an explosion [caused by a leak]"."""
    token = tokens[index]
    behind = fold(tokens[index + 1].text) if index + 1 < len(tokens) else ""
    return token.form == "part" and token.tense == "past" and behind in words.causes


def _from_determiner(tokens: Sequence[Token], index: int, end: int) -> Sequence[Token]:
    return tokens[index - 1 : end] if index > 0 and tokens[index - 1].pos in {"DET", "NUM"} else tokens[index:end]


def _apposed(tokens: Sequence[Token], index: int) -> bool:
    """Tell whether a comma at ``index`` opens or closes a name in apposition."""
    near = tokens[index + 1].pos if index + 1 < len(tokens) else ""
    return tokens[index].text == "," and (near == "PROPN" or (tokens[index - 1].pos == "PROPN" and near == "ADP"))


def _trimmed(tokens: Sequence[Token]) -> Sequence[Token]:
    start, end = 0, len(tokens)
    while start < end - 1 and tokens[start].pos in {"PUNCT", "CCONJ", "SYM"}:
        start += 1
    while end > start + 1 and tokens[end - 1].pos in {"PUNCT", "CCONJ"}:
        end -= 1
    return tokens[start:end]


def _statement(tokens: Sequence[Token], words: _Words) -> Statement:
    kept = _trimmed(tokens)
    return Statement(start=kept[0].start, end=kept[-1].end, kind="own", certainty=_certainty(kept, words))


def _certainty(tokens: Sequence[Token], words: _Words) -> Certainty:
    verb = next((t for t in tokens if t.form == "fin"), None)
    if verb is None:
        return "asserted"
    lemma, word = fold(verb.lemma), fold(verb.text)
    if lemma in words.possible or word in words.possible:
        return "possible"
    if _is_expected(verb, words):
        return "expected"
    if verb.mood == "cnd":
        return "hearsay"
    participle = any(t.form == "part" and t.tense == "past" for t in tokens)
    return "done" if verb.tense == "past" or (participle and lemma in words.past) else "asserted"


def _is_expected(verb: Token, words: _Words) -> bool:
    """Tell whether the verb looks ahead: a future, "will", or a modal of what is to come ("doit se rendre")."""
    if verb.tense == "fut" or fold(verb.text) in words.future:
        return True
    return fold(verb.lemma) in words.expected and verb.tense in {"pres", ""}
