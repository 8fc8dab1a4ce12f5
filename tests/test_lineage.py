"""Who has what from whom, through the whole way: bytes in, dossier out."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from twosource import desk, dossier
from twosource.collect import meta
from twosource.collect.settings import CollectSettings
from twosource.model import Dossier, Outlet, Story

if TYPE_CHECKING:
    from collections.abc import Sequence

HARBOUR = Path(__file__).parents[1] / "examples/harbour"

# ------------------------------------------------------------------------- the example


def _example() -> tuple[Dossier, dict[str, str]]:
    settings = desk.Settings(
        collect=CollectSettings(meta=meta.read(HARBOUR / "meta.csv")),
        outlets=desk.read_outlets(HARBOUR / "outlets.json"),
    )
    readings, outlets, failures = desk.read_all([str(HARBOUR / "pile")], settings, io.BytesIO())
    made = dossier.build(readings, outlets, failures, desk.made_with(settings), lambda *_: None)
    rows = [json.loads(line) for line in (HARBOUR / "articles.jsonl").read_text("utf-8").splitlines()]
    names = {row["url"]: row["id"] for row in rows}
    return made, {article.id: names[article.url or ""] for article in made.articles}


def test_the_example_shows_the_tree_that_its_truth_has() -> None:
    made, names = _example()
    (story,) = made.stories
    hidden = {one.id: one for one in story.hidden_sources}
    found = {(names.get(d.parent, d.parent), names[d.child]) for d in story.lineage if d.parent not in hidden}
    rows = json.loads((HARBOUR / "truth.json").read_text("utf-8"))["relations"]
    told = [row for row in rows if row["relation"] == "copies" and row["direction"] == "known"]
    assert found == {(row["earlier"], row["later"]) for row in told}
    behind = {
        (one.type, tuple(sorted(names[child] for child in one.children))): one.name for one in story.hidden_sources
    }
    assert set(behind) == {
        ("agency", ("courrier-2", "herald-2")),
        ("document", ("corrant-2", "courrier-2", "echo-1")),
    }
    assert behind["agency", ("courrier-2", "herald-2")] == "Agence Vigie-Presse"
    assert all(d.reasons for d in story.lineage)
    assert all(d.reasons for p in story.passages for d in p.tree)


# ------------------------------------------------------- what is told apart, in two languages

AGENCY = Outlet(id="corvin", name="Corvin News Agency", kind="agency")
OTHER = Outlet(id="pelage", name="Agence Pélage", kind="agency")
EN = (
    (
        "A ferry carrying 212 passengers ran aground on a sandbank off Tresk before dawn on Tuesday, and tugs needed "
        "nine hours to pull it free."
    ),
    (
        "The captain, Ada Roemer, said the rudder had stopped answering two miles from the harbour mouth, and that she "
        "had ordered the engines cut at once."
    ),
    (
        "Four people were treated for bruises and sent home by noon, the coastguard said, while the cargo of tinned fish "
        "was taken off by barge."
    ),
    (
        "The line, which has run between Tresk and Oldmarsh since 1931, will stay closed until divers have looked at the "
        "hull, its owner said."
    ),
)
FR = (
    (
        "Un incendie a détruit dans la nuit de lundi à mardi l’ancienne filature de Valmorte, où 58 artisans avaient leurs "
        "ateliers depuis huit ans."
    ),
    (
        "Les pompiers, venus de quatre communes, ont lutté jusqu’à l’aube contre les flammes, a indiqué leur commandant, "
        "Basile Corvandier."
    ),
    (
        "Deux sauveteurs ont été légèrement brûlés aux mains et ont pu regagner leur caserne dans la matinée, a précisé la "
        "préfecture."
    ),
    "La mairie a ouvert le gymnase aux ateliers sinistrés et promis une première aide avant la fin de la semaine.",
)
OWN_EN = "The Tresk chapel choir will sing on Sunday all the same, its leader told this newspaper on the quay."
OWN_FR = "Sur la place, le marché du mardi s’est tenu comme si de rien n’était, sous une odeur de suie."


def _row(name: str, source: str, hour: int, *paragraphs: str, language: str = "en") -> dict[str, str]:
    return {
        "id": name,
        "source": source,
        "published": f"2026-03-03T{hour:02}:00:00Z",
        "language": language,
        "title": paragraphs[0][:60],
        "text": "\n\n".join(paragraphs),
    }


def _story(rows: Sequence[dict[str, str]]) -> Story:
    settings = desk.Settings(outlets=(AGENCY, OTHER, Outlet(id="port", name="Tresk Harbour Board", kind="official")))
    lines = "\n".join(json.dumps(row) for row in rows).encode()
    readings, outlets, failures = desk.read_all(["-"], settings, io.BytesIO(lines))
    made = dossier.build(readings, outlets, failures, desk.made_with(settings), lambda *_: None)
    return max(made.stories, key=lambda story: len(story.articles))


def _two(hour: int, left: Sequence[str], right: Sequence[str], *, language: str) -> Story:
    """Tell a story of two outlets, "b" an hour after "a"."""
    rows = ((0, "a", "Tresk Courier", left), (1, "b", "Le Veilleur", right))
    return _story([_row(name, source, hour + later, *told, language=language) for later, name, source, told in rows])


def _said(story: Story, one: str, other: str) -> tuple[str, str | None, frozenset[str]]:
    """Give what two articles are to each other, by what way, and how the text was changed."""
    (found,) = [r for r in story.relations if {r.earlier, r.later} == {one, other}]
    shapes = {"cut-at-tail", "reordered"} & {reason.code for reason in found.reasons}
    kinds = {p.kind for p in story.passages if p.id in found.passages} & {"translation"}
    if found.relation == "copies":
        assert (found.earlier, found.later) == (one, other)
    return found.relation, found.channel, frozenset(shapes | kinds)


COPIES: Sequence[tuple[str, Sequence[dict[str, str]], tuple[str, str, set[str]]]] = [
    (
        "a pure copy, English",
        [_row("w", "Corvin News Agency", 6, *EN), _row("p", "Tresk Courier", 8, *EN, "(Corvin News Agency)")],
        ("copies", "wire", set()),
    ),
    (
        "a pure copy, French",
        [
            _row("w", "Agence Pélage", 6, *FR, language="fr"),
            _row("p", "Le Veilleur", 8, *FR, "(Agence Pélage)", language="fr"),
        ],
        ("copies", "wire", set()),
    ),
    (
        "a reordered copy, English",
        [
            _row("w", "Corvin News Agency", 6, *EN),
            _row("p", "Tresk Courier", 8, EN[2], EN[3], EN[0], EN[1], "(Corvin News Agency)"),
        ],
        ("copies", "wire", {"reordered"}),
    ),
    (
        "a reordered copy, French",
        [
            _row("w", "Agence Pélage", 6, *FR, language="fr"),
            _row("p", "Le Veilleur", 8, FR[2], FR[3], FR[0], FR[1], "(Agence Pélage)", language="fr"),
        ],
        ("copies", "wire", {"reordered"}),
    ),
    (
        "a copy cut at the tail, English",
        [_row("w", "Corvin News Agency", 6, *EN), _row("p", "Tresk Courier", 8, *EN[:2], "(Corvin News Agency)")],
        ("copies", "wire", {"cut-at-tail"}),
    ),
    (
        "a copy cut at the tail, French",
        [
            _row("w", "Agence Pélage", 6, *FR, language="fr"),
            _row("p", "Le Veilleur", 8, *FR[:2], "(Agence Pélage)", language="fr"),
        ],
        ("copies", "wire", {"cut-at-tail"}),
    ),
    (
        "one outlet from another",
        [
            _row("w", "Tresk Courier", 6, *EN),
            _row("p", "Oldmarsh Post", 9, "The Tresk Courier reported the following on Tuesday.", *EN),
        ],
        ("copies", "outlet", set()),
    ),
    (
        "a body's own text",
        [
            _row("w", "Tresk Harbour Board", 6, *EN),
            _row("p", "Tresk Courier", 9, *EN[:3], OWN_EN),
        ],
        ("copies", "press release", set()),
    ),
]


@pytest.mark.parametrize(("name", "rows", "expected"), COPIES, ids=[name for name, _, _ in COPIES])
def test_copies_are_told_apart_by_their_way_and_their_shape(
    name: str, rows: Sequence[dict[str, str]], expected: tuple[str, str, set[str]]
) -> None:
    story = _story(rows)
    assert _said(story, "w", "p") == (expected[0], expected[1], frozenset(expected[2])), name
    assert [(d.parent, d.child, d.channel) for d in story.lineage] == [("w", "p", expected[1])]


SECOND_EN = (
    (
        "Tresk's ferry ran aground before dawn on Tuesday with 212 passengers, and a second boat sent to help struck the "
        "mole and lost its bow light."
    ),
    (
        "Divers found a fishing net of some forty metres wound round the rudder, the harbour master, Odo Lindqvaal, told "
        "Agence Pélage."
    ),
    (
        "Passengers were given soup and blankets in the net-makers' hall, where a class of schoolchildren slept until the "
        "buses came."
    ),
)
SECOND_FR = (
    (
        "L’ancienne filature de Valmorte a brûlé dans la nuit de lundi à mardi ; 58 artisans y avaient leurs ateliers, et "
        "une verrière de 1903 s’est effondrée."
    ),
    (
        "Un court-circuit dans l’atelier d’un luthier est à l’origine du feu, a confié à Corvin l’expert de l’assurance, "
        "Théodule Brancaz."
    ),
    (
        "Les voisins ont sauvé une trentaine d’instruments en les passant par une fenêtre de la cour, avant que le toit ne "
        "cède."
    ),
)


@pytest.mark.parametrize(
    ("language", "first", "second", "own"),
    [("en", EN, SECOND_EN, OWN_EN), ("fr", FR, SECOND_FR, OWN_FR)],
)
def test_a_copy_merged_of_two_wires_has_two_parents(
    language: str, first: Sequence[str], second: Sequence[str], own: str
) -> None:
    merged = (first[0], second[1], first[1], second[2], own, "(Corvin News Agency, Agence Pélage)")
    story = _story(
        [
            _row("one", "Corvin News Agency", 5, *first, language=language),
            _row("two", "Agence Pélage", 6, *second, language=language),
            _row("p", "Le Veilleur", 9, *merged, language=language),
        ]
    )
    found = {(d.parent, d.child): d for d in story.lineage}
    assert set(found) == {("one", "p"), ("two", "p")}
    held = {p.id: p for p in story.passages}
    for (parent, child), derivation in found.items():
        assert derivation.channel == "wire"
        assert derivation.passages
        assert all({parent, child} <= {m.article for m in held[name].members} for name in derivation.passages)


TRANSLATED = (
    (
        "A fire in the night from Monday to Tuesday destroyed the old spinning mill of Valmorte, where 58 craftsmen had had "
        "their workshops for eight years."
    ),
    "Firefighters who came from four municipalities fought the flames until dawn, said their commander, Basile Corvandier.",
    (
        "Two rescuers were slightly burned on the hands and were able to return to their station in the morning, the "
        "prefecture said."
    ),
    "The town hall opened the gymnasium to the workshops and promised a first aid payment before the end of the week.",
)
BACK = (
    (
        "Un ferry transportant 212 passagers s’est échoué mardi avant l’aube sur un banc de sable au large de Tresk, et les "
        "remorqueurs ont mis neuf heures à le dégager."
    ),
    (
        "La capitaine, Ada Roemer, a déclaré que le gouvernail avait cessé de répondre à deux milles de l’entrée du port et "
        "qu’elle avait aussitôt ordonné de couper les moteurs."
    ),
    (
        "Quatre personnes ont été soignées pour des contusions et renvoyées chez elles à midi, ont indiqué les garde-côtes, "
        "tandis que la cargaison de conserves de poisson était enlevée par une barge."
    ),
    (
        "La ligne, qui relie Tresk à Oldmarsh depuis 1931, restera fermée jusqu’à ce que des plongeurs aient examiné la "
        "coque, a dit son propriétaire."
    ),
)


@pytest.mark.parametrize(
    "rows",
    [
        [
            _row("w", "Agence Pélage", 6, *FR, language="fr"),
            _row("p", "Tresk Courier", 8, *TRANSLATED, "(Agence Pélage)"),
        ],
        [
            _row("w", "Corvin News Agency", 6, *EN),
            _row("p", "Le Veilleur", 8, *BACK, "(Corvin News Agency)", language="fr"),
        ],
    ],
    ids=["into English", "into French"],
)
def test_a_translated_copy_is_told_as_one(rows: Sequence[dict[str, str]]) -> None:
    story = _story(rows)
    assert _said(story, "w", "p") == ("copies", "wire", frozenset({"translation"}))


COMMUNIQUE = {
    "en": (
        [
            (
                "The Tresk Pilots' Union said in a statement on Tuesday that night sailings must stop until the sandbank has "
                "been marked with lights, and that 3 new buoys were needed."
            ),
            "Children at the school by the quay drew the ferry in wax crayon, and the drawings hang in the bakery.",
        ],
        [
            (
                "No ferry should sail at night as long as the sandbank bears no lights, and 3 new buoys must be laid, the Tresk "
                "Pilots' Union said in a statement."
            ),
            "The price of a crossing had gone up twice since the summer, which the shopkeepers of Oldmarsh resent.",
        ],
    ),
    "fr": (
        [
            (
                "Le syndicat des pilotes de Tresk a demandé mardi dans un communiqué l’arrêt des traversées de nuit tant que le "
                "banc de sable n’est pas éclairé, et la pose de 3 nouvelles bouées."
            ),
            "Les enfants de l’école du quai ont dessiné le ferry, et la boulangerie a accroché leurs dessins.",
        ],
        [
            (
                "Dans un communiqué publié mardi, le syndicat des pilotes de Tresk réclame 3 nouvelles bouées et refuse que "
                "l’on traverse de nuit tant que le banc de sable reste sans éclairage."
            ),
            "Le prix du passage avait été relevé deux fois depuis l’été, au grand dam des commerçants d’Oldmarsh.",
        ],
    ),
}


@pytest.mark.parametrize("language", ["en", "fr"])
def test_two_write_ups_of_one_communique_have_it_as_their_common_source(language: str) -> None:
    story = _two(9, *COMMUNIQUE[language], language=language)
    assert _said(story, "a", "b")[:2] == ("common source", "press release")
    assert all(d.channel == "press release" for d in story.lineage)


SPEECH = {
    "en": (
        [
            (
                "The mayor of Tresk spoke for an hour in the packed fish hall. “We will not leave a single boat on that bank "
                "over another winter, whatever it costs us,” Ruta Hellmark said."
            ),
            "Outside it rained, and the brass band kept playing under the arcade with its music sheets pegged down.",
        ],
        [
            (
                "Ruta Hellmark, mayor of Tresk, used the evening to announce a levy. “We will not leave a single boat on that "
                "bank over another winter, whatever it costs us,” she said."
            ),
            "Shipowners in the third row shook their heads; two of them left before the soup was served.",
        ],
    ),
    "fr": (
        [
            (
                "La maire de Tresk a parlé une heure durant dans la halle aux poissons. « Nous ne laisserons pas un seul bateau "
                "sur ce banc un hiver de plus, quoi qu’il nous en coûte », a déclaré Ruta Hellmark."
            ),
            "Dehors, il pleuvait, et la fanfare jouait sous les arcades, ses partitions tenues par des pinces.",
        ],
        [
            (
                "Ruta Hellmark, maire de Tresk, a profité de la soirée pour annoncer une taxe. « Nous ne laisserons pas un seul "
                "bateau sur ce banc un hiver de plus, quoi qu’il nous en coûte », a-t-elle lancé."
            ),
            "Au troisième rang, des armateurs secouaient la tête ; deux d’entre eux sont partis avant la soupe.",
        ],
    ),
}


@pytest.mark.parametrize("language", ["en", "fr"])
def test_two_quotations_of_one_speech_are_no_copying(language: str) -> None:
    story = _two(21, *SPEECH[language], language=language)
    assert _said(story, "a", "b")[:2] == ("shared quotation", "speech")
    assert story.lineage == ()
    quoted = {d.source for p in story.passages for d in p.tree}
    assert "Ruta Hellmark" in quoted
