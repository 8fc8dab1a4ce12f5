"""The answers of a pile to the fact-checker's question, in plain words: for the terminal, and on top of the page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from twosource.dossier import Answer, Checked
from twosource.dossier.answers import Finding
from twosource.model import Claim, Place
from twosource.model import StoryStatement as Told
from twosource.report import amounts, claims, clean
from twosource.report import book as books
from twosource.report.book import Book, Chapter
from twosource.report.claims import OriginView, ReasonView
from twosource.report.findings import articles_of
from twosource.report.options import Options
from twosource.report.phrases import Phrases

LISTED = 3
"""Answers that the terminal tells in full, wordings and origins of each, things against it."""
WIDTH = 100
OTHER = "another-figure"
KINDS = ("denies", "denial", "reversal", "correction", OTHER, "may-be", "other-side")
"""What may stand against a question, the weightiest first."""
DISPUTED: Mapping[Finding, tuple[str, ...]] = {"same": ("denies", "denial", "reversal"), "denies": ("other-side",)}
"""What among them makes of a first answer one that somebody in the pile contradicts."""


class Said(Struct, frozen=True):
    """Words of one statement, with all who print them in these words."""

    words: str
    language: str
    outlet: str
    href: str
    time: str
    iso: str | None
    through: str
    others: tuple[str, ...]


class Against(Struct, frozen=True):
    """What speaks against it: of what kind, in whose words, by whom."""

    kind: str
    code: str
    value: str
    said: Said


class AnswerView(Struct, frozen=True, kw_only=True):
    """One claim as an answer: who says it, since when, in which words, from where, what is against."""

    code: str
    stand: str
    href: str
    printed: str
    count: str
    caution: str
    nearest: Said
    since: Said | None
    words: tuple[Said, ...]
    origins: tuple[OriginView, ...]
    against: tuple[Against, ...]
    reasons: tuple[ReasonView, ...]


class QuestionView(Struct, frozen=True, kw_only=True):
    """A question with what the pile says to it."""

    question: str
    language: str
    code: str
    answer: str
    looked: str
    answers: tuple[AnswerView, ...]


def view(checked: Checked, book: Book, chapters: Sequence[Chapter]) -> QuestionView:
    """Lay out the answers; ``chapters`` are the stories of the narrowed dossier as the page numbers them."""
    say = book.phrases.say
    chapter_of = {chapter.story.id: chapter for chapter in chapters}
    told = tuple(
        _answer(chapter_of[one.story], one, checked.language) for one in checked.answers if one.story in chapter_of
    )
    code = checked.finding.replace(" ", "-")
    return QuestionView(
        question=clean.one_line(checked.question, 300),
        language=checked.language,
        code=code,
        answer=say(f"check.{code}-and-not" if _is_disputed(checked.finding, told) else f"check.{code}"),
        looked=say("check.looked", n=checked.articles),
        answers=told,
    )


def _is_disputed(finding: Finding, told: Sequence[AnswerView]) -> bool:
    """Tell whether somebody says of what is said that it is not so, or of what is denied that it is."""
    codes = {one.code for one in told[0].against} if told else set[str]()
    return not codes.isdisjoint(DISPUTED.get(finding, ()))


def _answer(chapter: Chapter, answer: Answer, language: str) -> AnswerView:
    book, whole = chapter.book, chapter.claims[answer.claim]
    backed = answer.backed
    affirming = claims.by_time(book, backed.statements) if backed else ()
    code = (answer.stand or "unclear").replace(" ", "-")
    saying = backed or _answering(answer, whole)
    return AnswerView(
        code=code,
        stand=book.phrases.say(f"check.stand-{code}", n=len(articles_of(saying))),
        href=f"#{books.claim_anchor(chapter, answer.claim)}",
        printed=claims.printed(book, saying),
        count=claims.count_in_words(book.phrases, backed.independent.organisation) if backed else "",
        caution=claims.caution(book, backed) if backed else "",
        nearest=_said(book, [chapter.statements[answer.nearest]]),
        since=_said(book, [_earliest(affirming)]) if affirming else None,
        words=tuple(_wordings(book, affirming, backed, language)) if backed else (),
        origins=tuple(claims.origin_view(chapter, backed, origin) for origin in backed.origins) if backed else (),
        against=tuple(_against(chapter, answer, whole)),
        reasons=claims.reasons(book, answer.reasons),
    )


def _earliest(told: Sequence[Told]) -> Told:
    """Give, of the earliest article, the statement that names a teller, if one does; ``told`` stands in time."""
    return max((one for one in told if one.article == told[0].article), key=lambda one: bool(one.chain))


def _answering(answer: Answer, whole: Claim) -> Claim:
    """Leave of a claim the statements that answer; all where none surely does."""
    ids = {told.statement for told in answer.statements}
    return replace(whole, statements=tuple(told for told in whole.statements if told.id in ids or not ids))


# -------------------------------------------------------------------------- wordings


def _wordings(book: Book, told: Sequence[Told], backed: Claim, language: str) -> Iterator[Said]:
    """Give the different wordings, those in the language of the question first, of these the clearest, then by time."""
    groups: dict[str, list[Told]] = {}
    for one in told:
        groups.setdefault(_key(_words(book, one)), []).append(one)
    clearest = _key(clean.one_line(backed.text))

    def rank(words: str) -> tuple[bool, bool]:
        return claims.language_of(book, groups[words][0].article) != language, words != clearest

    ordered = sorted(groups, key=rank)
    yield from (_said(book, groups[words]) for words in ordered)


def _key(words: str) -> str:
    return "".join(char for char in words.casefold() if char.isalnum())


def _words(book: Book, told: Told) -> str:
    return clean.one_line(books.field_text(book, told)[told.start : told.end], claims.CLAIM_LENGTH)


def _said(book: Book, told: Sequence[Told]) -> Said:
    """Lay out the first of some statements in the same words, with who else prints them."""
    first, article = told[0], book.articles.get(told[0].article)
    outlet = books.outlet_name(book, first.article)
    others = dict.fromkeys(books.outlet_name(book, one.article) for one in told[1:])
    return Said(
        words=_words(book, first),
        language=claims.language_of(book, first.article),
        outlet=outlet,
        href=f"#{books.place_anchor(book, Place(first.article, first.start, first.end), first.field)}",
        time=books.short_time(book, first.article),
        iso=article.published if article else None,
        through=" › ".join(claims.hop_view(book.phrases, hop).name for hop in first.chain),
        others=tuple(name for name in others if name != outlet),
    )


# --------------------------------------------------------------------------- against


def _against(chapter: Chapter, answer: Answer, whole: Claim) -> Iterator[Against]:
    """Give denials, other figures and what is put less surely: each kind in each wording, or each figure, once."""
    book = chapter.book
    stands = dict(_opposing(chapter, answer))
    values = {told.statement: amounts.words(book.phrases, told.figure) for told in answer.statements}
    groups: dict[tuple[str, str], list[Told]] = {}
    for told in claims.by_time(book, whole.statements):
        if told.id in stands:
            code = stands[told.id]
            key = _key(_words(book, told)) if code != OTHER else values.get(told.id, "").partition(" (")[0]
            groups.setdefault((code, key), []).append(told)
    for (code, _), held in sorted(groups.items(), key=lambda group: KINDS.index(group[0][0])):
        value = values.get(held[0].id, "") if code == OTHER else ""
        yield Against(book.phrases.say(f"check.against-{code}"), code, value, _said(book, held))


def _opposing(chapter: Chapter, answer: Answer) -> Iterator[tuple[str, str]]:
    affirming = {told.id for told in answer.backed.statements} if answer.backed else set[str]()
    answering = {told.statement for told in answer.statements}
    for conflict in chapter.story.conflicts:
        if conflict.claim == answer.claim and conflict.relation in KINDS:
            sides = {conflict.left.statement, conflict.right.statement}
            if len(sides & affirming) == 1:
                yield next(iter(sides - affirming)), conflict.relation
            elif len(sides & answering) == 1 and not affirming:  # what is denied is put in words far from the question
                yield next(iter(sides - answering)), "other-side"
            elif conflict.relation == "denial" and not affirming and not sides & answering:
                yield conflict.left.statement, "other-side"  # what others deny of the same claim
    for told in answer.statements:
        if told.statement not in affirming:
            yield told.statement, told.stand.replace(" ", "-")


# --------------------------------------------------------------------------- terminal


def text(checked: Checked, options: Options) -> str:
    """Give the answers as plain text with a final newline: no control character of an article is in it."""
    book = books.open_book(checked.dossier, options)
    chapters = [
        books.open_chapter(book, story, number, story.claims) for number, story in enumerate(checked.dossier.stories, 1)
    ]
    shown = view(checked, book, chapters)
    return "".join(f"{line}\n".replace("\u00a0", " ").replace("\u202f", " ") for line in _lines(shown, book.phrases))


def _lines(shown: QuestionView, phrases: Phrases) -> Iterator[str]:
    yield phrases.say("quote.marks", words=shown.question)
    yield f"{shown.answer} {shown.looked}"
    for answer in shown.answers[:LISTED]:
        yield ""
        yield f"{answer.stand} {answer.printed}"
        yield from _indented(_of_answer(answer, phrases))
    yield from _more(phrases, len(shown.answers) - LISTED, "")


def _of_answer(answer: AnswerView, phrases: Phrases) -> Iterator[str]:
    say = phrases.say
    if answer.since is None and not answer.against:
        yield _quote(phrases, answer.nearest)
    if answer.since is not None:
        yield f"{say('check.since')} {_by(answer.since, phrases)}"
        yield say("check.words")
        yield from (f"  {_quote(phrases, said)}" for said in answer.words[:LISTED])
        yield from _more(phrases, len(answer.words) - LISTED, "  ")
        yield f"{say('check.origins')} {answer.count}"
        for origin in answer.origins[:LISTED]:
            yield f"  {clean.one_line(_origin(origin, phrases), WIDTH + 40)}"
        yield from _more(phrases, len(answer.origins) - LISTED, "  ")
        if answer.caution:
            yield answer.caution
    if answer.against:
        if answer.since is not None:
            yield say("check.against")
        yield from (f"  {_opposed(one, phrases)}" for one in answer.against[: 2 * LISTED])
        yield from _more(phrases, len(answer.against) - 2 * LISTED, "  ")
    elif answer.since is not None:
        yield say("check.nothing-against")


def _origin(origin: OriginView, phrases: Phrases) -> str:
    reason = f"{phrases.say('passages.colon')} {origin.reasons[0].text}" if origin.reasons else ""
    return f"{origin.name} ({', '.join(origin.outlets)}){reason}"


def _opposed(one: Against, phrases: Phrases) -> str:
    value = f" {one.value}," if one.value else ""
    words = phrases.say("quote.marks", words=clean.one_line(one.said.words, WIDTH // 2))
    return f"{one.kind}{value} {words} – {_by(one.said, phrases)}"


def _quote(phrases: Phrases, said: Said) -> str:
    return f"{phrases.say('quote.marks', words=clean.one_line(said.words, WIDTH))} – {_by(said, phrases)}"


def _by(said: Said, phrases: Phrases) -> str:
    """Name who prints something: the outlet with its time and whom it names, and the others."""
    named = f"{said.outlet}, {said.time}" + (f" ({said.through})" if said.through else "")
    return f"{named}{phrases.say('check.also')} {', '.join(said.others)}" if said.others else named


def _more(phrases: Phrases, left: int, indent: str) -> Iterator[str]:
    if left > 0:
        yield f"{indent}{phrases.say('digest.more', n=left)}"


def _indented(lines: Iterator[str]) -> Iterator[str]:
    yield from (f"  {line}" for line in lines)
