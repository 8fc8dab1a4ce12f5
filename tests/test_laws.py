"""The laws of the design, over made stories that speak newspaper: what a copy, a witness, a name may change."""

from __future__ import annotations

import io
import json
import re
from collections import Counter
from collections.abc import Sequence
from functools import cache

import msgspec
import pytest
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from twosource import desk, serialise
from twosource.model import Claim, Dossier

OUTLETS = ("La Gazette d’Orle", "Brémor Matin", "Le Phare du Sud", "L’Écho des Landes", "Sept Rives")
RENAMED = ("Le Courrier de Vaux", "Nord Dépêches", "Le Fanal", "La Tribune de Tresk", "Cinq Ports")
LEADS = (
    "Un incendie a détruit mercredi un entrepôt de meubles du port de Valmirande.",
    "Le feu a pris mercredi à l’aube dans un entrepôt de meubles, sur le port de Valmirande.",
    "À Valmirande, les flammes ont emporté mercredi le vieil entrepôt de meubles du port.",
)
TELLERS = (
    "la préfecture de Valmirande",
    "le maire de Valmirande, Aurélien Bastide",
    "la procureure de Valmirande, Jeanne Morel",
    "l’hôpital de Valmirande",
    "une source proche de l’enquête",
)
WITNESS = "Odette Carnot, retraitée de la marine marchande"
FACTS = (
    "{n} personnes ont été blessées dans l’incendie",
    "{n} habitants ont été évacués du quai des Brumes",
    "l’entrepôt de meubles abritait des solvants interdits",
    "le toit de l’entrepôt s’est effondré sur les camions",
)
FRAMES = ("{F}, a indiqué {t}.", "Selon {t}, {f}.", "{F}, a déclaré {t}.")
NUMBERS = ("quatre", "sept", "douze", "187")
LAW = settings(
    max_examples=20,
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.explicit, Phase.generate),
)


class Row(msgspec.Struct, frozen=True):
    """An article as JSONL has it; the hour gives its time of publication."""

    id: str
    outlet: str
    text: str
    hour: int | None

    def line(self) -> str:
        told = {"id": self.id, "outlet": self.outlet, "text": self.text, "language": "fr", "title": ""}
        clock = {} if self.hour is None else {"published": f"2031-03-12T{self.hour:02}:00:00+00:00"}
        return json.dumps(told | clock, ensure_ascii=False)


def upper(words: str) -> str:
    return words[:1].upper() + words[1:]


@st.composite
def sentences(draw: st.DrawFn) -> str:
    fact = draw(st.sampled_from(FACTS)).format(n=draw(st.sampled_from(NUMBERS)))
    teller = draw(st.sampled_from(TELLERS))
    if draw(st.integers(0, 4)) == 0:
        return f"{upper(fact)}."
    return draw(st.sampled_from(FRAMES)).format(F=upper(fact), f=fact, t=teller)


@st.composite
def stories(draw: st.DrawFn) -> tuple[Row, ...]:
    texts = [
        "\n\n".join([draw(st.sampled_from(LEADS)), *draw(st.lists(sentences(), min_size=1, max_size=3, unique=True))])
        for _ in range(draw(st.integers(2, 4)))
    ]
    return tuple(Row(f"a{n}", OUTLETS[n], text, 8 + n) for n, text in enumerate(texts))


@cache
def told(rows: tuple[Row, ...], workers: int = 1) -> Dossier:
    """Read and compare a pile in this process, as the command does."""
    data = "\n".join(row.line() for row in rows).encode()
    return desk.run(["-"], desk.Settings(workers=workers), io.BytesIO(data))


def claims(dossier: Dossier) -> list[Claim]:
    return [claim for story in dossier.stories for claim in story.claims]


def of_statement(dossier: Dossier, but: str = "") -> dict[tuple[str, int, int], Claim]:
    """Give the claim of each statement, by its place."""
    return {(s.article, s.start, s.end): c for c in claims(dossier) for s in c.statements if s.article != but}


def members(claim: Claim) -> set[str]:
    return {statement.id for statement in claim.statements}


def copy_of(rows: Sequence[Row], number: int) -> Row:
    """Print an article again, word for word, under another name and later."""
    row = rows[number % len(rows)]
    return Row("z", OUTLETS[-1], row.text, 20)


TWICE = (
    Row("a0", OUTLETS[0], f"{LEADS[1]}\n\n{upper(FACTS[3])}.\n\n{upper(FACTS[3])}, a indiqué {TELLERS[1]}.", 8),
    Row("a1", OUTLETS[1], f"{LEADS[1]}\n\n{upper(FACTS[2])}.\n\nSelon {TELLERS[0]}, {FACTS[2]}.", 9),
)
"""Articles that tell one thing twice, once without saying from whom."""


@LAW
@example(TWICE, 0)
@example(TWICE, 1)
@given(stories(), st.integers(0, 3))
def test_a_pure_copy_never_changes_what_is_shown(rows: tuple[Row, ...], number: int) -> None:
    before = of_statement(told(rows))
    after = of_statement(told((*rows, copy_of(rows, number))), but="z")
    for place, claim in before.items():
        if place in after:
            assert after[place].independent.organisation.shown == claim.independent.organisation.shown, claim.text


@LAW
@given(stories(), st.integers(0, 3))
def test_a_pure_copy_never_raises_what_is_possible(rows: tuple[Row, ...], number: int) -> None:
    before = of_statement(told(rows))
    after = of_statement(told((*rows, copy_of(rows, number))), but="z")
    for place, claim in before.items():
        if place in after:
            assert after[place].independent.organisation.possible <= claim.independent.organisation.possible, claim.text


@LAW
@given(stories(), st.sampled_from(FRAMES[:2]))
def test_an_independent_named_witness_raises_what_is_shown_by_one(rows: tuple[Row, ...], frame: str) -> None:
    fact = FACTS[3]
    first = Row("f", OUTLETS[-1], f"{LEADS[0]}\n\n{upper(fact)}, a indiqué la capitainerie de Valmirande.", 14)
    others = tuple(r for r in rows if fact[:12] not in r.text.lower())[:3]
    lead = "La fumée se voyait encore à midi au-dessus des bassins de Valmirande."
    text = f"{lead}\n\n{frame.format(F=upper(fact), f=fact, t=WITNESS)}"
    without, joined = told((*others, first)), told((*others, first, Row("w", "Le Télégramme vauclin", text, 15)))
    before = next(c for c in claims(without) if any(s.article == "f" and s.chain for s in c.statements))
    after = next(c for c in claims(joined) if any(s.article == "w" and s.chain for s in c.statements))
    assert before.independent.organisation.shown == 1
    assert after.independent.organisation.shown == 2


def bare(dossier: Dossier, names: Sequence[str]) -> dict[str, object]:
    """Give what a dossier tells, without what names outlets."""
    data = serialise.to_json(dossier).decode()
    for number, name in enumerate(names):
        data = data.replace(json.dumps(name, ensure_ascii=False)[1:-1], f"outlet {number}")
    loaded: dict[str, object] = json.loads(data)
    kept = {"stories": loaded["stories"], "failures": loaded["failures"]}
    ids = {o.id: f"outlet {names.index(o.name)}" for o in dossier.outlets if o.name in names}
    worded = json.dumps(kept, ensure_ascii=False)
    for key in sorted(ids, key=len, reverse=True):
        worded = re.sub(rf"(?<![\w-]){re.escape(key)}(?![\w-])", ids[key], worded)
    result: dict[str, object] = json.loads(worded)
    return result


@LAW
@given(stories())
def test_other_names_of_outlets_change_nothing_else(rows: tuple[Row, ...]) -> None:
    names = dict(zip(OUTLETS, RENAMED, strict=True))
    other = tuple(msgspec.structs.replace(row, outlet=names[row.outlet]) for row in rows)
    assert bare(told(rows), OUTLETS) == bare(told(other), RENAMED)


@LAW
@given(stories(), st.randoms(use_true_random=False))
def test_the_order_of_the_input_changes_nothing(rows: tuple[Row, ...], source: object) -> None:
    shuffled = list(rows)
    source.shuffle(shuffled)  # type: ignore[attr-defined]
    kept, other = (bare(told(tuple(one)), OUTLETS) for one in (rows, shuffled))
    assert kept == other


@LAW
@given(stories(), st.booleans())
def test_without_clocks_the_answer_gets_wider_never_different(rows: tuple[Row, ...], all_of_them: bool) -> None:
    timeless = tuple(
        msgspec.structs.replace(row, hour=None) if all_of_them or n % 2 else row for n, row in enumerate(rows)
    )
    before, after = of_statement(told(rows)), of_statement(told(timeless))
    assert set(before) == set(after)
    for place, claim in before.items():
        if members(claim) != members(after[place]):
            continue  # without its clock, "mercredi" is no day: two sentences may no longer be one claim
        clocked, clockless = claim.independent.organisation, after[place].independent.organisation
        assert clockless.shown <= clocked.shown, claim.text
        assert clockless.possible >= clocked.possible, claim.text


@LAW
@given(stories())
def test_the_same_input_gives_the_same_bytes(rows: tuple[Row, ...]) -> None:
    again = desk.run(["-"], desk.Settings(workers=1), io.BytesIO("\n".join(r.line() for r in rows).encode()))
    assert serialise.to_json(told(rows)) == serialise.to_json(again)


@LAW
@given(stories())
def test_bounds_are_in_order_and_every_statement_has_one_claim(rows: tuple[Row, ...]) -> None:
    dossier = told(rows)
    assert set(Counter(s.id for c in claims(dossier) for s in c.statements).values()) <= {1}
    for claim in claims(dossier):
        count = claim.independent
        for level in (count.utterance, count.person, count.organisation, count.side):
            assert level.shown <= level.possible
        assert count.side.shown <= count.organisation.shown <= count.person.shown <= count.utterance.shown
        assert (claim.verdict == "origin unknown") <= (count.organisation.shown == 0)


def test_one_worker_and_two_give_the_same_bytes() -> None:
    texts = [f"{LEADS[n % 3]}\n\n{upper(FACTS[n % 4].format(n=n + 2))}, a indiqué {TELLERS[n % 5]}." for n in range(40)]
    rows = tuple(Row(f"a{n}", OUTLETS[n % 5], text, n % 24) for n, text in enumerate(texts))
    assert serialise.to_json(told(rows, 1)) == serialise.to_json(told(rows, 2))


TEN = tuple(
    Row(f"a{n}", f"Journal {n}", f"{LEADS[0]}\n\n{upper(FACTS[3])}, a indiqué {TELLERS[0]}.", 8 + n) for n in range(10)
)


@pytest.mark.parametrize("size", [1, 2, 5, 10])
def test_ten_printings_of_one_wire_are_one_origin(size: int) -> None:
    (claim,) = [c for c in claims(told(TEN[:size])) if any(s.chain for s in c.statements)]
    count = claim.independent
    assert {(x.shown, x.possible) for x in (count.utterance, count.person, count.organisation)} == {(1, 1)}
    assert claim.verdict == "one origin"
