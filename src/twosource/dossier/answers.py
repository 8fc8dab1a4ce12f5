"""The fact-checker's question put to a pile: which claims answer it, how, and how many origins stand behind. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from twosource.compare import questions, reuse, stories
from twosource.compare.propositions import Proposition
from twosource.compare.questions import Meeting, Stand
from twosource.dossier.basis import Ground
from twosource.dossier.build import Compared, Progress, arranged, bound, compare_story, lay_out
from twosource.dossier.claims import tell
from twosource.dossier.narrow import narrow
from twosource.dossier.question import put
from twosource.model import Claim, Dossier, Failure, Language, MadeWith, Outlet, Quantity, Reading, Reason, Story

SCHEMA = "twosource-check/1"
MOST = 12
"""Claims that are given as answers, the nearest."""

Finding = Literal["same", "may be", "another figure", "denies", "cannot tell", "not said"]


class StatementAnswer(Struct, frozen=True):
    """A statement, by its id, and how it stands to the question.

    ``held``: the share of the question that it holds; ``figure``: its own, of what is asked.
    """

    statement: str
    stand: Stand
    likeness: float
    held: float
    figure: Quantity | None = None


class Answer(Struct, frozen=True, kw_only=True):
    """A claim that answers the question, or may: ``stand`` is none where nobody can tell how.

    ``nearest``: the statement that is most like the question.
    ``backed``: the claim with those of its statements alone that say what is asked (or that it may be): its origins
    and counts are theirs.
    """

    story: str
    claim: str
    nearest: str
    likeness: float
    stand: Stand | None
    statements: tuple[StatementAnswer, ...]
    backed: Claim | None
    reasons: tuple[Reason, ...]


class Checked(Struct, frozen=True, kw_only=True):
    """What a pile says to a question. ``dossier`` is narrowed to the claims of the answers; ``articles`` were read."""

    schema: str
    question: str
    language: Language
    finding: Finding
    articles: int
    answers: tuple[Answer, ...]
    dossier: Dossier


class Asked(Struct, frozen=True):
    """A story that was asked, with its answers."""

    story: Story
    answers: tuple[Answer, ...]


def ask(
    asked: Reading,
    readings: Sequence[Reading],
    outlets: Mapping[str, Outlet],
    failures: Sequence[Failure],
    made_with: MadeWith,
    progress: Progress,
) -> Checked:
    """Put a question, as ``question.read`` reads it, to the stories that share a rare word, name or figure."""
    ordered = arranged(readings, outlets)
    found = list(_ask_all(asked, ordered, outlets, progress))
    answers = _chosen([answer for one in found for answer in one.answers])
    whole = bound(ordered, [one.story for one in found], outlets, failures, made_with)
    return Checked(
        schema=SCHEMA,
        question=asked.article.title or "",
        language=asked.article.language,
        finding=_finding(answers),
        articles=len(ordered),
        answers=answers,
        dossier=narrow(whole, {answer.claim for answer in answers}),
    )


def _chosen(answers: Sequence[Answer]) -> tuple[Answer, ...]:
    """Choose the sure answers, the nearest first; where there is none, the ones that may be meant."""
    sure = [answer for answer in answers if answer.stand]
    return tuple(sorted(sure or answers, key=_rank)[:MOST])


def _rank(answer: Answer) -> tuple[int, float]:
    return (questions.STANDS.index(answer.stand) if answer.stand else 0, -answer.likeness)


def _finding(answers: Sequence[Answer]) -> Finding:
    """Sum up: the stand of the first answer, else that nobody can tell, or that nobody says it."""
    if not answers:
        return "not said"
    return answers[0].stand or "cannot tell"


def _ask_all(
    asked: Reading, ordered: Sequence[Reading], outlets: Mapping[str, Outlet], progress: Progress
) -> Iterator[Asked]:
    by_id = {reading.article.id: reading for reading in ordered}
    sought = questions.wanted(asked, sorted({reading.article.language for reading in ordered}))
    groups = stories.tell(ordered)
    marks = reuse.furniture(ordered, [group.articles for group in groups])
    for number, group in enumerate(groups, 1):
        progress("stories", number, len(groups))
        held = [by_id[name] for name in group.articles]
        if any(questions.leads_to(sought, reading) for reading in held):
            yield _ask(f"s{number}", asked, held, compare_story(held, outlets, marks))


def _ask(story_id: str, asked: Reading, held: Sequence[Reading], compared: Compared) -> Asked:
    asking = put(asked, compared.entities)
    met = questions.answer(asking, compared.ground.propositions, compared.groups)
    answers = tuple(_answer(story_id, asking, meeting, compared) for meeting in met)
    return Asked(lay_out(story_id, held, compared), answers)


def _answer(story_id: str, asking: Proposition, meeting: Meeting, compared: Compared) -> Answer:
    claim = f"{story_id}.c{meeting.group + 1}"
    ids = compared.ground.ids
    return Answer(
        story=story_id,
        claim=claim,
        nearest=ids[meeting.nearest],
        likeness=round(meeting.likeness, 3),
        stand=meeting.stand,
        statements=tuple(StatementAnswer(ids[m.index], m.stand, m.likeness, m.held, m.figure) for m in meeting.matches),
        backed=_backed(claim, asking, meeting, compared),
        reasons=tuple(_reasons(asking, meeting, compared)),
    )


def _backed(claim: str, asking: Proposition, meeting: Meeting, compared: Compared) -> Claim | None:
    """Tell the claim again with the statements alone that say what is asked; where none does, that it may be."""
    group = compared.groups[meeting.group]
    affirming = [m for m in meeting.matches if m.stand == "same"] or [m for m in meeting.matches if m.stand == "may be"]
    if not affirming:
        return None
    members = tuple(match.index for match in affirming)
    nearest = max(affirming, key=lambda match: (match.likeness, -match.index)).index
    clearest = group.clearest if group.clearest in members else nearest
    narrowed = group.narrowed(frozenset(members), clearest)
    if not questions.is_negation(asking):
        return tell(claim, narrowed, compared.ground).claim
    return _denials(tell(claim, narrowed, _as_asserted(compared.ground, members)).claim, compared, members)


def _as_asserted(ground: Ground, members: Sequence[int]) -> Ground:
    """Give the ground on which some denials are what is said: whoever denies stands behind the denial."""
    told = list(ground.propositions)
    for i in members:
        told[i] = replace(told[i], statement=replace(told[i].statement, certainty="asserted"))
    return replace(ground, propositions=told)


def _denials(claim: Claim, compared: Compared, members: Sequence[int]) -> Claim:
    """Give a claim of denials, each put as it was."""
    put_as = {compared.ground.ids[i]: compared.ground.propositions[i].statement.certainty for i in members}
    return replace(claim, statements=tuple(replace(one, certainty=put_as[one.id]) for one in claim.statements))


def _reasons(asking: Proposition, meeting: Meeting, compared: Compared) -> Iterator[Reason]:
    yield Reason("holds-of-question", str(round(100 * meeting.held)))
    told = {f for i in compared.groups[meeting.group].members for f in compared.ground.propositions[i].features}
    shared = {name for kind, name in told & asking.features if kind == "e"}
    names = [entity.name for entity in compared.entities if entity.id in shared]
    if names:
        yield Reason("names-of-question", ", ".join(names))
