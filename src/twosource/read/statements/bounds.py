"""Where a content begins and ends in its sentence."""

from __future__ import annotations

from collections.abc import Collection

from twosource.read.statements.phrases import Group
from twosource.read.statements.proposals import Range
from twosource.read.statements.view import DASHES, View
from twosource.text import fold

FINAL = frozenset({".", "!", "?", "…", "..."})
FRAMED = 4
"""Tokens of an impersonal opening, at most ("il se trouve", "it so happens")."""
COMPLEMENTS = frozenset({"DET", "NUM", "SCONJ", "ADV"})
UNSURE = ("certainty.possible", "certainty.probable")
SOFT = frozenset({",", ";", ":", "*"}) | DASHES


def trim(view: View, start: int, end: int) -> Range | None:
    """Drop separating signs at both ends of a content; a closing full stop is no part of it.

    Marks of a quotation that is the whole content are dropped too.
    """
    start, end = _inside(view, start, end)
    while start < end and (view.word(start) in SOFT or view.word(start) in FINAL):
        start += 1
    while end > start and (view.word(end - 1) in SOFT or view.word(end - 1) in FINAL):
        end -= 1
    if start < end and view.quoted[start] >= 0:
        quote = view.quotes[view.quoted[start]]
        if quote.open == start and quote.close in {end - 1, end}:
            start, end = start + 1, min(end, quote.close)
            while end > start and view.word(end - 1) == ",":
                end -= 1
    return Range(start, end) if start < end else None


def _inside(view: View, start: int, end: int) -> tuple[int, int]:
    """Leave out the marks of a quotation that a cue interrupts within them: a sign beside the cue is one of them."""
    quote = view.quotes[view.quoted[start]] if start < end and view.quoted[start] >= 0 else None
    if quote is None or not (_is_sign(view, quote.open) or _is_sign(view, quote.close)):
        return start, end
    outer = end
    while outer - 1 > quote.close and _is_sign(view, outer - 1):
        outer -= 1
    whole = quote.open == start and quote.close in {outer - 1, outer}
    return (start + 1, min(outer, quote.close)) if whole else (start, end)


def _is_sign(view: View, index: int) -> bool:
    return view.word(index) in SOFT or view.word(index) in FINAL


def content_end(view: View, start: int, anchors: Collection[int]) -> int:
    """Give where a content that begins at ``start`` ends.

    It ends before: a semicolon; a colon that opens a quotation; a sentential relative ("ce qui ...",
    the narrator's remark); a comma or conjunction after which another cue begins (``anchors``);
    a quotation's end that ends a sentence.
    """
    index = start
    while index < len(view):
        quote = view.quoted[index]
        if quote >= 0 and index == view.quotes[quote].open:
            if index > start and _claimed(view, view.quotes[quote].close + 1, anchors):
                return index
            index = view.quotes[quote].close + 1
            if _sentence_starts(view, index):
                return index
            continue
        if index > start and _stops(view, index, anchors):
            return index
        index += 1
    return len(view)


def is_claimed(view: View, start: int, anchors: Collection[int]) -> bool:
    """Tell whether a quotation that opens at ``start`` has a cue of its own behind it ("X was angry: “P,” Y said")."""
    number = view.quoted[start]
    return number >= 0 and view.quotes[number].open == start and _claimed(view, view.quotes[number].close + 1, anchors)


def _claimed(view: View, after: int, anchors: Collection[int]) -> bool:
    """Tell whether a cue follows a whole sentence in quotation marks, which then is no part of what comes before."""
    quote = view.quoted[after - 1]
    whole = quote >= 0 and view.tokens[view.quotes[quote].open + 1].text[:1].isupper()
    return whole and (after in anchors or (view.word(after) == "," and after + 1 in anchors))


def _sentence_starts(view: View, index: int) -> bool:
    inner = view.word(index - 2)
    return (
        index < len(view)
        and view.tokens[index].text[:1].isupper()
        and (inner in FINAL or view.pos(index) in {"ADV", "DET", "PRON", "CCONJ"})
    )


def _stops(view: View, index: int, anchors: Collection[int]) -> bool:
    word = view.word(index)
    if _is_untold(view, index) or _tells_after(view, index):
        return True
    if word == ";" or (index in anchors and view.pos(index) != "CCONJ" and _separated(view, index)):
        return True
    if word == ":" and index + 1 < len(view) and view.quoted[index + 1] >= 0:
        return True
    if word == "," or view.is_word(index, "clauses.coordination"):
        following = index + 1
        if view.is_word(following, "clauses.coordination"):
            following += 1
        if following in anchors or (word == "," and _says_when(view, following, anchors)):
            return True
        return word == "," and view.starts(index + 1, view.lexicon.phrases["clauses.remark"]) > 0
    return False


def _tells_after(view: View, index: int) -> bool:
    """Tell whether the same teller tells something else at another time ("denied it [before admitting an error]")."""
    if not view.is_word(index, "clauses.when") or view.quoted[index] >= 0:
        return False
    verb = next((i for i in range(index + 1, min(index + 4, len(view))) if view.pos(i) in {"VERB", "AUX"}), index)
    return verb in view.speaking and not view.is_finite(verb)


def _is_untold(view: View, index: int) -> bool:
    """Tell whether what is not told begins at ``index`` ("without saying how many")."""
    return view.is_word(index, "clauses.without") and index + 1 in view.speaking


def _says_when(view: View, index: int, anchors: Collection[int]) -> bool:
    """Tell whether a stretch says when its teller spoke beside another telling (", hours after the navy claimed")."""
    when = next((i for i in range(index, index + FRAMED) if view.is_word(i, "clauses.when")), -1)
    timed = any(view.is_word(i, "time.words") for i in range(index, when))
    small = all(view.pos(i) in {"DET", "NUM", "ADJ", "ADV", "NOUN"} for i in range(index, when))
    return timed and small and when + 1 in anchors


def without_comment(view: View, start: int, end: int) -> int:
    """Give where a noun phrase or an infinitive ends before a comment (", qui ...") or an occasion ("in a letter")."""
    for index in range(start + 1, end - 1):
        relative = view.is_word(index + 1, "clauses.relative") and view.pos(index + 1) in {
            "PRON",
            "ADV",
            "SCONJ",
            "DET",
        }
        relative = relative and not _counts_some(view, index + 1)
        occasion = (
            view.pos(index) == "ADP" and view.pos(index + 1) == "DET" and view.is_word(index + 2, "relays.not_hops")
        )
        if view.quoted[index] < 0 and ((view.word(index) == "," and relative) or (occasion and index > start + 1)):
            return index
    return end


def before_second_verb(view: View, start: int, end: int) -> int:
    """Give where an object or infinitive ends before another verb of the same subject ("annonce P et invite à Q")."""
    for at in range(start + 1, end - 1):
        if view.is_finite(at) or view.is_word(at, "clauses.relative") or view.is_word(at, "clauses.that"):
            return end
        verb = at + 1
        while view.pos(verb) == "ADV" or view.is_word(verb, "clauses.clitics"):
            verb += 1
        if view.pos(at) == "CCONJ" and view.quoted[at] < 0 and verb < end and view.is_finite(verb):
            return at
    return end


def _counts_some(view: View, index: int) -> bool:
    """Tell whether a relative only counts some of those told ("14 morts, dont quatre enfants")."""
    near = range(index + 1, min(index + 8, len(view)))
    return view.pos(index + 1) == "NUM" and not any(view.is_finite(i) for i in near)


def _separated(view: View, index: int) -> bool:
    before = view.word(index - 1)
    return before in {",", ";"} or before in DASHES or view.is_word(index - 1, "clauses.coordination")


def opens_infinitive(view: View, start: int) -> bool:
    """Tell whether an infinitive opens that no preposition ties, over pronouns and negation ("dit l'avoir vue")."""
    at = start
    while view.pos(at) in {"PRON", "ADV"}:
        at += 1
    bare = at < len(view) and view.tokens[at].form == "inf" and not view.is_word(start - 1, "clauses.of")
    return bare and view.pos(start - 1) not in {"ADP", "PART"}


def host_start(view: View, end: int) -> int:
    """Give where the clause before an inserted cue begins: after connectives or a closed quotation's sentence."""
    start = 0
    for quote in view.quotes:
        if quote.close + 1 < end and _sentence_starts(view, quote.close + 1) and _introduced(view, quote.open):
            start = quote.close + 1
    last = view.quoted[end - 1] if end > 0 else -1
    if last >= 0 and _introduced(view, view.quotes[last].open):
        return view.quotes[last].open
    skip = view.starts(start, view.lexicon.phrases["clauses.connectives"])
    if skip and view.word(start + skip) == ",":
        return start + skip + 1
    return start


def behind_told(view: View, start: int, end: int, anchors: Collection[int]) -> int:
    """Give where a content begins behind the last semicolon before which others tell ("P, says X; Q, says Y")."""
    semicolon = next((i for i in range(end - 1, start, -1) if view.word(i) == ";" and view.quoted[i] < 0), start)
    return semicolon + 1 if any(start <= anchor < semicolon for anchor in anchors) else start


def _introduced(view: View, opening: int) -> bool:
    return view.word(opening - 1) == ":" or opening == 0


def tail_start(view: View, index: int, anchors: Collection[int]) -> int | None:
    """Give where a content goes on after an inserted cue, ``None`` where it does not.

    After the teller: a comma, then neither another cue nor a participle or relative clause on the teller.
    """
    while (
        index < len(view) and view.word(index) != "," and not (view.quoted[index] >= 0 and view.pos(index) == "PUNCT")
    ):
        if view.word(index) in FINAL or view.word(index) in {":", ";"}:
            return None
        index += 1
    opens = index < len(view) and view.quoted[index] >= 0 and view.quotes[view.quoted[index]].open == index
    following = index + 1 if view.word(index) == "," and not opens else index
    if following >= len(view) or following in anchors or view.is_word(following, "clauses.relative"):
        return None
    told = view.lexicon.phrases
    if view.starts(following, told["clauses.remark"]) or view.is_word(following, "clauses.coordination"):
        return None
    if view.starts(following, told["relays.quoted_by"]):  # "selon X, joint par Y"
        return None
    token = view.tokens[following]
    noun = token.form == "part" and token.tense != "pres" and view.pos(following + 1) == "NOUN"  # "bottled sauces were"
    if token.form in {"part", "ger"} and view.quoted[following] < 0 and not (noun and view.lexicon.grammar.compounds):
        return None
    return following


def lacks(view: View, first: Range, tail: int) -> bool:
    """Tell whether a content interrupted by its cue ends with a verb whose complement may begin at ``tail``.

    "Le bateau transportait, selon X, quarante personnes"; not "L'usine fermera, dit X, en visite à Y".
    """
    framed = view.is_word(first.start, "pronouns.impersonal") and first.end - first.start <= FRAMED
    if framed and view.is_word(tail, "clauses.that") and view.pos(tail) == "SCONJ":  # "il est probable, dit X, que P"
        return True
    if view.quoted[first.start] >= 0 or not view.is_finite(first.end - 1):
        return False
    noun = view.tokens[tail + 1 : tail + 2]
    if view.pos(tail) == "DET" and any(fold(one.lemma) in view.lexicon.nouns for one in noun):  # ", une décision que"
        return False
    return view.pos(tail) in COMPLEMENTS or view.tokens[tail].form == "inf" or view.is_word(tail, "clauses.of")


def is_inserted(view: View, left: int, group: Group) -> bool:
    """Tell whether a cue that begins at ``left`` follows a content (after a comma or a closed quotation)."""
    if left == 0:
        return False
    before = left - 1
    closes = view.quoted[before] >= 0 and view.quotes[view.quoted[before]].close == before
    return (view.word(before) == "," or closes or view.word(before) in DASHES) and group.form == "fin" and before > 0


def presented(view: View, first: Range, after: int) -> Range | None:
    """Give the clause that an opening before an inserted cue only presents ("What matters, X said, is that P").

    "Reste, note X, que P", "il se trouve, dit X, que P", "ce qui compte, dit X, c'est que P"; ``None`` for a content.
    """
    if view.word(after) != "," or view.quoted[first.start] >= 0:
        return None
    at = next((i for i in range(after + 1, min(after + 4, len(view))) if view.is_word(i, "clauses.that")), None)
    if at is None or view.quoted[at] >= 0 or view.pos(at) == "DET":
        return None
    copula = any(view.is_finite(i) and view.pos(i) == "AUX" for i in range(after + 1, at))
    verbs = [i for i in range(first.start, first.end) if view.is_finite(i)]
    attenuated = view.lexicon.words["certainty.attenuated_verbs"]
    needed = any(
        fold(view.tokens[i].lemma) in attenuated and not view.is_word(i - 1, "clauses.reflexive") for i in verbs
    )
    unsure = any(view.is_word(i, key) for i in range(first.start, first.end) for key in UNSURE)
    needed = needed or unsure  # "il est probable, dit X, que P"
    bare = not verbs
    linked = bool(verbs) and verbs[-1] == first.end - 1 and view.pos(verbs[-1]) == "AUX"  # "le fait est, dit X, que P"
    impersonal = view.is_word(first.start, "pronouns.impersonal") and first.end - first.start <= FRAMED and not needed
    opened = copula or (at == after + 1 and (bare or linked or impersonal))
    return trim(view, at + 1, content_end(view, at + 1, ())) if opened else None


def before_main_verb(view: View, start: int, end: int) -> int:
    """Give where a clause ends that hangs on a subject: before the verb of that, the last of two or more.

    "The claim that P has been dropped": a verb behind a word that opens or joins a clause is P's own.
    """
    verbs = [i for i in range(start, end) if view.is_finite(i) and view.quoted[i] < 0]
    last = verbs[-1] if len(verbs) > 1 else end
    opened = (
        any(view.pos(i) in {"SCONJ", "CCONJ"} or view.is_word(i, "clauses.relative") for i in range(verbs[-2], last))
        if len(verbs) > 1
        else True
    )
    while not opened and view.pos(last - 1) in {"ADV", "PART", "PRON"}:
        last -= 1
    return end if opened else last


def only_ties(view: View, first: Range) -> bool:
    """Tell whether what stands before an inserted cue only ties it to what came before ("beyond that, X said, P").

    Or tells what was asked ("asked whether it was fair, X said, P").
    """
    inside = range(first.start, first.end)
    lemma, form = fold(view.tokens[first.start].lemma), view.tokens[first.start].form
    if first.start == 0 and form in {"part", "fin"} and lemma in view.lexicon.words["addressing.verbs"]:
        return True
    return view.quoted[first.start] < 0 and all(view.pos(i) in {"ADP", "ADV", "PRON", "CCONJ", "DET"} for i in inside)


def lacking(view: View, first: Range, after: int) -> int | None:
    """Give where the clause begins that a verb before its cue lacks ("il faut, dit X, que P")."""
    that = view.word(after) == "," and view.is_word(after + 1, "clauses.that") and view.pos(after + 1) == "SCONJ"
    return after + 1 if that and lacks(view, first, after + 1) else None


def only_where(view: View, first: Range) -> bool:
    """Tell whether what stands before a passive only says where ("in eight articles, he is described as P")."""
    return view.pos(first.start) == "ADP" and not any(view.is_finite(i) for i in range(first.start, first.end))
