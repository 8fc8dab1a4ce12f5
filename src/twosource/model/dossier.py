"""All that a run found."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from twosource.model.article import Block, Credit, Quantity, Time
from twosource.model.found import Failure, Outlet, Place
from twosource.model.story import Habit, Relation, Story
from twosource.model.terms import Language


class Judgement(Struct, frozen=True, kw_only=True):
    """A person's word on two places of text; kept with the words quoted, so that it outlives re-runs."""

    left: Place
    right: Place
    word: Literal["same", "not the same", "copies", "does not copy"]
    left_words: str = ""
    right_words: str = ""
    by: str = ""
    at: str = ""


class Change(Struct, frozen=True):
    """Words that a version has otherwise than the version before it; a stretch may be empty."""

    kind: Literal["replaced", "inserted", "deleted"]
    before: Place
    after: Place


class DossierArticle(Struct, frozen=True, kw_only=True):
    """An article as it stands in a dossier, with the layers a reader opens.

    ``changes``: of a version, what it says otherwise than the one before it at its address.
    """

    id: str
    input_id: str
    url: str | None
    outlet: str
    title: str | None
    published: str | None
    published_basis: str | None
    language: Language
    text: str
    capture_sha256: str
    fetched: str | None
    blocks: tuple[Block, ...]
    version_of: str | None
    times: tuple[Time, ...]
    quantities: tuple[Quantity, ...]
    credits: tuple[Credit, ...]
    changes: tuple[Change, ...] = ()


class MadeWith(Struct, frozen=True, kw_only=True):
    """What made a dossier: enough to make it again."""

    twosource: str
    recipe: str
    timezone: str


class Usage(Struct, frozen=True):
    """Words that outlets print where others print other words: by outlet, in how many passages."""

    words: str
    outlets: tuple[tuple[str, int], ...]


class Substitution(Struct, frozen=True, kw_only=True):
    """Two wordings that replace each other where outlets print one text, in how many passages and stories."""

    language: Language
    left: Usage
    right: Usage
    passages: int
    stories: int


class Dossier(Struct, frozen=True, kw_only=True):
    """All that a run found. The dossier's JSON is this value, field by field.

    ``minted``: how many ids of stories have been given by now, so that a later run gives none of them again.
    ``relations``: of pairs that somebody asked for, and that no story tells: mostly of articles of two stories.
    """

    schema: str
    made_with: MadeWith
    outlets: tuple[Outlet, ...]
    articles: tuple[DossierArticle, ...]
    stories: tuple[Story, ...]
    relations: tuple[Relation, ...] = ()
    habits: tuple[Habit, ...] = ()
    substitutions: tuple[Substitution, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    failures: tuple[Failure, ...] = ()
    minted: int = 0
