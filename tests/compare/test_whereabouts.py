"""Which of several places of one name a story means."""

from __future__ import annotations

import pytest

from twosource.compare import gazetteer, whereabouts
from twosource.model import Article, Layers, Mention, Reading


def reading(text: str, *places: str) -> Reading:
    mentions, at = list[Mention](), 0
    for place in places:
        start = text.index(place, at)
        at = start + len(place)
        mentions.append(Mention(start, at, place, "place"))
    article = Article(id="a", input_id="a", outlet="o", text=text, language="en", capture_sha256="")
    return Reading(article, Layers(mentions=tuple(mentions)))


@pytest.mark.parametrize(
    ("text", "places", "region"),
    [
        ("A storm hit Paris, Texas on Monday.", ["Paris", "Texas"], None),  # no town of that size there: none is told
        ("Des orages à Alger, Tunis et Tripoli.", ["Alger", "Tunis", "Tripoli"], "DZ.01"),
        ("A storm hit Paris on Monday.", ["Paris"], "FR.11"),
        ("A storm hit Paris. Texas sent help.", ["Paris", "Texas"], "FR.11"),
        ("A storm hit Springfield, Missouri on Monday.", ["Springfield", "Missouri"], "US.MO"),
        ("A storm hit Springfield. Illinois sent help.", ["Springfield", "Illinois"], "US.IL"),
        ("A storm hit Springfield on Monday.", ["Springfield"], None),
        ("Un orage a frappé Tripoli (Liban) lundi.", ["Tripoli", "Liban"], "LB.09"),
        ("Un orage a frappé Valencia, Venezuela, lundi.", ["Valencia", "Venezuela"], "VE.07"),
        ("Un orage a frappé Cordoue.", ["Cordoue"], "ES.51"),
    ],
)
def test_the_region_named_with_a_town_tells_it_from_its_namesakes(
    text: str, places: list[str], region: str | None
) -> None:
    read = reading(text, *places)
    mention = (read.layers.mentions or ())[0]
    found = whereabouts.spot([mention.name], [read], [(0, mention)])
    assert (found.regions[0] if found and found.regions else None) == region


def test_a_town_knows_its_region_and_country() -> None:
    found = gazetteer.spot("Lyon")
    assert found is not None
    assert found.regions == ("FR.84", "FR")


def test_a_country_is_no_town() -> None:
    found = gazetteer.spot("Liban")
    assert found is not None
    assert found.id == "country:LB"


@pytest.mark.parametrize(
    ("name", "state"),
    [("Moscou", "RU"), ("MOSCOW", "RU"), ("Kiev", "UA"), ("Washington", "US"), ("Pékin", "CN"), ("Syrie", "SY"), ("Lyon", None), ("Springfield", None)],
)  # fmt: skip
def test_a_state_is_told_by_its_name_and_by_its_capital(name: str, state: str | None) -> None:
    assert gazetteer.state(name) == (state and f"country:{state}")


@pytest.mark.parametrize(
    ("word", "state"), [("french", "FR"), ("american", "US"), ("british", "GB"), ("chinois", "CN")]
)
def test_a_demonym_that_territories_share_is_the_largest_states(word: str, state: str) -> None:
    assert gazetteer.demonyms()[word] == f"country:{state}"
