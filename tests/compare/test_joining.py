"""One name for one thing across invented articles; two things are never one."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from twosource.compare import bilingual, names, spelling
from twosource.model import Article, Entity, EntityType, Layers, Mention, Place, Reading

Told = Sequence[tuple[str, EntityType]]


def reading(number: int, told: Told, language: str = "fr") -> Reading:
    """Make an article of names, one after the other; a name in brackets stands in brackets."""
    text, mentions = "", []
    for name, type_ in told:
        bare = name.strip("()")
        start = len(text) + name.index(bare)
        mentions.append(Mention(start, start + len(bare), bare, type_))
        text += name + " "
    article = Article(id=f"a{number}", input_id="", outlet="o", language=language, text=text, capture_sha256="")
    return Reading(article, Layers(mentions=tuple(mentions)))


def join(*articles: Told, languages: str = "fr fr fr") -> tuple[Entity, ...]:
    spoken = languages.split()
    return names.join([reading(n, told, spoken[n]) for n, told in enumerate(articles)])


def variants(entities: Sequence[Entity]) -> list[set[str]]:
    return [set(entity.variants) for entity in entities]


SAME: list[tuple[str, str, EntityType]] = [
    ("Kim Jong-un", "Kim Jong Un", "person"),
    ("Vladimir Poutine", "Vladimir Putin", "person"),
    ("Sergueï Choïgou", "Sergei Shoigu", "person"),
    ("Alexandre Loukachenko", "Alexandre Lukashenko", "person"),
    ("Volodymyr Zelensky", "Volodymyr Zelenskyy", "person"),
    ("Donald J. Trump", "Donald Trump", "person"),
    ("J. Lenoir", "Jeanne Lenoir", "person"),
    ("Recep Erdoğan", "Recep Erdogan", "person"),
    ("Vostotchny", "Vostochny", "place"),
    ("Cosmodrome de Vostotchny", "Vostochny", "place"),
    ("Londres", "London", "place"),
    ("Russie", "Russia", "place"),
    ("Corée du Nord", "North Korea", "place"),
    ("Mossoul", "Mosul", "place"),
    ("ONU", "United Nations", "organisation"),
    ("Maison-Blanche", "White House", "organisation"),
    ("môle Nord", "North Mole", "place"),
    ("quai des Vanniers", "Vanniers Quay", "place"),
    ("Vanniers District", "Vanniers", "place"),
    ("Tarrow", "Tarrow News Agency", "organisation"),
    ("La Gazette", "La Gazette de Vaulnay", "organisation"),
]
APART: list[tuple[str, str, EntityType]] = [
    ("Jean Martin", "Paul Martin", "person"),
    ("Jean Martin", "Jeanne Martin", "person"),
    ("Martin Roy", "Martine Roy", "person"),
    ("Louis Dupond", "Louis Dupont", "person"),
    ("Corée du Nord", "Corée du Sud", "place"),
    ("Corée", "Corée du Nord", "place"),
    ("Niger", "Nigeria", "place"),
    ("Vaulnay", "Sud-Vaulnay", "place"),
    ("Aéroport de Londres", "Londres", "place"),
    ("Irlande", "Irlande du Nord", "place"),
    ("quai des Vanniers", "rue des Vanniers", "place"),
    ("London Bridge", "London", "place"),
    ("môle Nord", "môle Sud", "place"),
    ("La Gazette de Vaulnay", "La Gazette de Brisac", "organisation"),
    ("ministère de la Santé", "ministère de la Défense", "organisation"),
]


@pytest.mark.parametrize(("a", "b", "type_"), SAME)
def test_spellings_of_one_name_join(a: str, b: str, type_: EntityType) -> None:
    assert variants(join([(a, type_)], [(b, type_)], languages="fr en")) == [{a, b}]


@pytest.mark.parametrize(("a", "b", "type_"), APART)
def test_two_names_stay_apart(a: str, b: str, type_: EntityType) -> None:
    assert variants(join([(a, type_)], [(b, type_)], languages="fr fr")) == [{a}, {b}]


def test_a_surname_joins_the_only_person_who_bears_it_across_spellings() -> None:
    found = join([("Vladimir Poutine", "person"), ("Poutine", "person")], [("Putin", "person")])
    assert variants(found) == [{"Vladimir Poutine", "Poutine", "Putin"}]


def test_an_initial_of_two_persons_is_neither() -> None:
    found = join([("Jean Martin", "person"), ("Jacques Martin", "person")], [("J. Martin", "person")])
    assert variants(found) == [{"Jean Martin"}, {"Jacques Martin"}, {"J. Martin"}]


def test_a_name_without_the_middle_initial_joins_neither_of_two() -> None:
    found = join([("Ann B. Roe", "person")], [("Ann C. Roe", "person")], [("Ann Roe", "person")])
    assert variants(found) == [{"Ann B. Roe"}, {"Ann C. Roe"}, {"Ann Roe"}]


def test_a_surname_of_two_persons_is_neither() -> None:
    found = join([("Jean Martin", "person"), ("Paul Martin", "person"), ("Martin", "person")])
    assert variants(found) == [{"Jean Martin"}, {"Paul Martin"}, {"Martin"}]


def test_a_surname_is_the_person_of_its_own_article() -> None:
    found = join([("Jean Martin", "person"), ("Martin", "person")], [("Paul Martin", "person"), ("Martin", "person")])
    places = {entity.name: [place.article for place in entity.mentions] for entity in found}
    assert places == {"Jean Martin": ["a0", "a0"], "Paul Martin": ["a1", "a1"]}


def test_an_acronym_in_brackets_joins_its_expansion_everywhere() -> None:
    found = join(
        [("Ligue des pêcheurs du Vaulnay", "organisation"), ("(LPV)", "organisation")],
        [("LPV", "organisation")],
    )
    assert [entity.name for entity in found] == ["Ligue des pêcheurs du Vaulnay"]
    assert len(found[0].mentions) == 3


def test_a_name_that_lost_the_place_before_it_joins_no_acronym() -> None:
    """What stands before the bracket is no name then: "the mayor of Vaulnay Ada Roe", and not "Vaulnay Ada Roe"."""
    found = join([("Vaulnay", "place"), ("Vaulnay Ada Roe", "person"), ("(VAR)", "organisation")])
    assert [entity.name for entity in found] == ["Vaulnay", "Ada Roe", "VAR"]


def test_a_bracket_that_abbreviates_nothing_joins_nothing() -> None:
    found = join([("Jacques Roy", "person"), ("(LPV)", "organisation")])
    assert len(found) == 2


def test_the_name_is_the_fullest_form_used_most_in_the_majority_language() -> None:
    found = join(
        [("Vladimir Putin", "person"), ("Putin", "person"), ("Putin", "person")],
        [("Poutine", "person"), ("Vladimir Poutine", "person")],
        [("Vladimir Poutine", "person")],
        languages="en fr fr",
    )
    assert [(entity.id, entity.name) for entity in found] == [("e1", "Vladimir Poutine")]


def test_entities_are_numbered_and_their_mentions_ordered_as_they_appear() -> None:
    found = join([("Lyon", "place"), ("Anne Roe", "person"), ("Lyon", "place")], [("Lyon", "place")])
    assert [(entity.id, entity.name) for entity in found] == [("e1", "Lyon"), ("e2", "Anne Roe")]
    assert found[0].mentions == (Place("a0", 0, 4), Place("a0", 14, 18), Place("a1", 0, 4))
    assert found[0].geonames == "2996944"


def test_the_index_finds_entities_by_place_and_by_any_name() -> None:
    entities = join([("Vladimir Poutine", "person"), ("Russie", "place")], [("Jean Roy", "person")])
    index = names.canonical(entities)
    assert index.entity_at("a0", 5, 30) == "e1"
    assert index.entity_at("a0", 200, 210) is None
    assert index.entity_named("poutine") == index.entity_named("VLADIMIR POUTINE") == "e1"
    assert index.entity_named("Russia") == "e2"
    assert index.entity_named("Lenoir") is None


def test_a_short_name_that_two_papers_share_is_neither() -> None:
    told: Told = [("La Gazette de Vaulnay", "organisation"), ("La Gazette de Brisac", "organisation")]
    assert len(join(told, [("La Gazette", "organisation")])) == 3


def told_of(text: str, place: str, language: str, number: int = 0) -> Reading:
    """Make an article of a text that names one place."""
    start = text.index(place)
    article = Article(id=f"a{number}", input_id="", outlet="o", language=language, text=text, capture_sha256="")
    return Reading(article, Layers(mentions=(Mention(start, start + len(place), place, "place"),)))


def test_a_body_under_a_common_noun_is_one_in_two_languages() -> None:
    french = told_of("La préfecture de la Vaulne alerte. Selon la préfecture, tout va.", "Vaulne", "fr")
    english = told_of("The Vaulne prefecture said no. The hospital is full.", "Vaulne", "en", 1)
    found = {e.name: set(e.variants) for e in names.join([french, english]) if e.type == "organisation"}
    assert list(found.values()) == [{"préfecture de la Vaulne", "préfecture", "Vaulne prefecture"}]


def test_bodies_of_two_places_stay_apart_and_the_bare_noun_is_neither() -> None:
    one = told_of("L'hôpital de Vaulnay est plein. À l'hôpital, on attend.", "Vaulnay", "fr")
    other = told_of("L'hôpital de Brisac est vide.", "Brisac", "fr", 1)
    found = [set(e.variants) for e in names.join([one, other]) if e.type == "organisation"]
    assert found == [{"hôpital de Vaulnay"}, {"hôpital de Brisac"}]


def test_a_kind_that_narrows_is_another_body() -> None:
    text = "La préfecture de Vaulnay alerte. La préfecture de police se tait."
    found = [e.variants for e in names.join([told_of(text, "Vaulnay", "fr")]) if e.type == "organisation"]
    assert found == [("préfecture de Vaulnay",)]


@pytest.mark.parametrize(
    ("text", "place", "language", "variant"),
    [
        ("Les habitants du quartier des Vanniers dorment.", "Vanniers", "fr", "quartier des Vanniers"),
        ("Residents of the Vanniers district slept.", "Vanniers", "en", "Vanniers district"),
    ],
)
def test_a_place_goes_by_the_kind_beside_it_too(text: str, place: str, language: str, variant: str) -> None:
    assert variants(names.join([told_of(text, place, language)])) == [{place, variant}]


def test_an_event_goes_by_its_place() -> None:
    found = names.join([told_of("Explosion de Vaulnay : le bilan", "Vaulnay", "fr")])
    assert [e.name for e in found if e.type == "event"] == ["Explosion de Vaulnay"]


def test_no_mentions_no_entities() -> None:
    assert names.join([]) == ()
    assert join([], []) == ()


@pytest.mark.parametrize(("a", "b"), [("chtchoukine", "shchukin"), ("poutine", "putin"), ("loukachenko", "lukashenko")])
def test_romanisations_of_one_word(a: str, b: str) -> None:
    assert spelling.same_word(a, b)
    assert spelling.same_word(b, a)


def test_words_translate_both_ways() -> None:
    assert "ship" in bilingual.translations("navire", "fr", "en")
    assert "navire" in bilingual.translations("ship", "en", "fr")
    assert bilingual.translations("navire", "fr", "de") == frozenset()
