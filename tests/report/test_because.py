"""Why a claim is counted as it is: in sentences, and what would change it."""

from __future__ import annotations

import pytest

from twosource.model import (
    Claim,
    Count,
    Dossier,
    DossierArticle,
    Hop,
    Independent,
    MadeWith,
    Origin,
    Outlet,
    Reason,
    SourceType,
    StoryStatement,
)
from twosource.report import because, book, claims
from twosource.report.options import Options, ReportLanguage


def article(name: str) -> DossierArticle:
    return DossierArticle(
        id=name, input_id=name, url=None, outlet=name, title=None, published=None, published_basis=None, language="en",
        text="The weir at Lorval holds.", capture_sha256="", fetched=None, blocks=(), version_of=None, times=(),
        quantities=(), credits=(),
    )  # fmt: skip


def told(outlet: str, teller: str = "") -> StoryStatement:
    chain = (Hop(name=teller, type="organisation"),) if teller else ()
    return StoryStatement(
        id=f"{outlet}.1", article=outlet, start=0, end=25, kind="indirect", certainty="asserted", chain=chain
    )


def claim(statements: tuple[StoryStatement, ...], origins: tuple[Origin, ...], shown: int, possible: int) -> Claim:
    count = Count(shown, possible, float(shown), (shown, possible))
    independent = Independent(utterance=count, person=count, organisation=count, side=count)
    return Claim(id="c", text="", statements=statements, origins=origins, independent=independent, verdict="one origin")


def origin(name: str, *outlets: str, code: str = "says-so", type_: SourceType = "organisation") -> Origin:
    return Origin(
        id=name,
        name=name,
        type=type_,
        statements=tuple(f"{o}.1" for o in outlets),
        reasons=(Reason(code, name if type_ != "unknown" else ""),),
    )


def opened(*names: str, language: ReportLanguage = "en") -> book.Book:
    outlets = tuple(Outlet(id=name, name=name) for name in names)
    dossier = Dossier(
        schema="", made_with=MadeWith(twosource="", recipe="", timezone="UTC"), outlets=outlets,
        articles=tuple(article(name) for name in names), stories=(),
    )  # fmt: skip
    return book.open_book(dossier, Options(language=language))


CASES = [
    (
        claim((told("Orle", "Weir Board"), told("Rive")), (origin("Weir Board", "Orle", "Rive"),), 1, 1),
        ("Orle names as its source: Weir Board.", "Rive prints the same without saying from whom."),
        ("If that one origin (Weir Board) is wrong, nothing else that is shown here holds the claim up.",),
    ),
    (
        claim(
            (told("Orle", "Weir Board"), told("Rive", "Ada Roe"), told("Aval")),
            (
                origin("Weir Board", "Orle"),
                origin("Ada Roe", "Rive"),
                origin("unknown", "Aval", code="no-origin-named", type_="unknown"),
            ),
            2,
            3,
        ),
        (
            "Orle names as its source: Weir Board.",
            "Rive names as its source: Ada Roe.",
            "Aval does not say from where: that may be one origin more, or none.",
        ),
        (
            "If all that the texts leave open turned out to be separate sources, there would be 3.",
            "If Weir Board and Ada Roe turned out to have it from one source, 1 would be left.",
        ),
    ),
    (
        claim((told("Orle"),), (origin("Orle", "Orle", code="own-reporter"),), 1, 1),
        ("Orle tells it on its own authority.",),
        ("If that one origin (Orle) is wrong, nothing else that is shown here holds the claim up.",),
    ),
    (  # two are named, and may be one
        claim(
            (told("Orle", "Weir Board"), told("Rive", "Ada Roe")),
            (origin("Weir Board", "Orle"), origin("Ada Roe", "Rive")),
            1,
            2,
        ),
        (
            "Orle names as its source: Weir Board.",
            "Rive names as its source: Ada Roe.",
            "2\u00a0origins are named and 1\u00a0is shown: the rest may be the same one, or may tell of something else.",
        ),
        ("If all that the texts leave open turned out to be separate sources, there would be 2.",),
    ),
    (  # through an agency, from somebody without a name
        claim(
            (told("Orle", "people who know"),),
            (origin("people who know", "Orle", code="through-agency", type_="anonymous"),),
            0,
            1,
        ),
        ("Orle describes its source without naming it (people who know): that may be one origin more, or none.",),
        ("If all that the texts leave open turned out to be separate sources, there would be 1.",),
    ),
    (  # one is named, perhaps of something else; one is described
        claim(
            (told("Orle", "Weir Board"), told("Rive", "local officials")),
            (
                origin("Weir Board", "Orle"),
                origin("local officials", "Rive", code="no-origin-named", type_="collective"),
            ),
            0,
            2,
        ),
        (
            "Orle names as its source: Weir Board.",
            "Weir Board: named, but not surely as the source of just this, and so not counted as shown.",
            "Rive describes its source without naming it (local officials): that may be one origin more, or none.",
        ),
        ("If all that the texts leave open turned out to be separate sources, there would be 2.",),
    ),
]


@pytest.mark.parametrize(("given", "count", "change"), CASES)
def test_the_sentences(given: Claim, count: tuple[str, ...], change: tuple[str, ...]) -> None:
    held = opened("Orle", "Rive", "Aval")
    assert because.count(held, given) == count
    assert because.change(held, given) == change


def test_both_languages_say_as_many_sentences() -> None:
    for given, count, change in CASES:
        french = opened("Orle", "Rive", "Aval", language="fr")
        assert len(because.count(french, given)) == len(count)
        assert len(because.change(french, given)) == len(change)


def test_several_outlets_on_one_origin_look_corroborated() -> None:
    held = opened("Orle", "Rive", "Aval")
    assert "2 outlets print it, 1 origin is shown" in claims.caution(held, CASES[0][0])
    assert not claims.caution(held, CASES[1][0])
    assert not claims.caution(held, CASES[2][0])


def test_many_outlets_are_not_all_named() -> None:
    names = [f"Outlet {letter}" for letter in "ABCDEF"]
    given = claim(tuple(told(n, "Weir Board") for n in names), (origin("Weir Board", *names),), 1, 1)
    assert because.count(opened(*names), given) == (
        "Outlet A, Outlet B, Outlet C, Outlet D and 2\u00a0more name as their source: Weir Board.",
    )
