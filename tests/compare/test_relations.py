from __future__ import annotations

import msgspec
import pytest
from tests.compare.piles import reading, witnesses
from tests.read import told

from twosource.compare import evidence, lineage, relations, reuse
from twosource.compare.kinship import KINDS, Kinship
from twosource.compare.signs import Laid
from twosource.compare.verdicts import Case, Verdict, weigh
from twosource.model import Outlet, Passage, Place, Reading, Reason, Relation, RelationKind
from twosource.read import stages
from twosource.read.pipeline import STAGES

WIRE = (
    "A freight train carrying grain left the rails near Oldmarsh before dawn on Tuesday and blocked "
    "the coastal line for nine hours. The driver, a man from Tresk, was treated for a broken wrist and sent "
    "home by noon."
)
TAIL = "About 300 tonnes of barley spilled into the ditch, where farmers came with shovels and with trailers."
OWN_A = "Our reporter found the village awake, its one café open and the road full of tractors."
OWN_B = "Commuters were put on buses, and many of them arrived at work after lunch, wet and cross."
QUOTE = "“We heard the wagons fold up like paper one after the other and then nothing at all”"


def related(*pile: Reading, outlets: tuple[Outlet, ...] = ()) -> Relation:
    (found,) = relations.compare(witnesses(pile, outlets), reuse.find(pile))
    return found


def codes(relation: Relation) -> list[str]:
    return [reason.code for reason in relation.reasons]


def test_shared_wording_without_a_parent_is_a_common_source_not_a_copy() -> None:
    found = related(reading("a", f"{OWN_A}\n{WIRE}"), reading("b", f"{WIRE}\n{OWN_B}"))
    assert (found.relation, found.direction, found.source_name) == ("common source", "unknown", None)
    assert codes(found) == ["shares-wording", "no-parent-shown"]
    assert found.reasons[0].places


def test_two_articles_that_credit_one_agency_have_it_as_common_source() -> None:
    found = related(
        reading("a", f"{WIRE}\nPelican News Agency", credit=["Pelican News Agency"]),
        reading("b", f"{WIRE}\n{OWN_B} (Pelican News Agency)", credit=["Pelican News Agency"]),
    )
    assert (found.relation, found.source_name) == ("common source", "Pelican News Agency")
    assert "credits-agency" in codes(found)


def test_a_credited_wire_that_is_in_the_pile_is_known_to_be_the_parent() -> None:
    found = related(
        reading("a", f"{OWN_A}\n{WIRE}\nWith Pelican", credit=["Pelican"]),
        reading("w", f"{WIRE}\n{TAIL}", outlet="Pelican"),
    )
    assert (found.relation, found.direction, found.earlier, found.later) == ("copies", "known", "w", "a")
    assert "credits-the-wire" in codes(found)


def test_a_later_article_that_names_and_repeats_another_copies_it_and_shows_the_cut() -> None:
    found = related(
        reading("a", f"{WIRE} {TAIL} {OWN_A}", outlet="Tresk Courier", published="2025-03-04T08:00:00Z"),
        reading("b", f"As the Tresk Courier reports: {WIRE}", published="2025-03-04T09:00:00Z"),
    )
    assert (found.relation, found.direction, found.earlier) == ("copies", "inferred", "a")
    assert {"names-the-other", "printed-earlier", "cut-at-tail"} <= set(codes(found))


@pytest.mark.parametrize("first", ["2025-03-04T09:00:00Z", "2025-03-04T09:00:00+01:00"])
def test_against_the_clocks_nobody_is_said_to_copy(first: str) -> None:
    found = related(
        reading("a", f"{WIRE} {TAIL}", outlet="Tresk Courier", published=first),
        reading("b", f"As the Tresk Courier reports: {WIRE}", published="2025-03-04T08:00:00Z"),
    )
    assert found.relation == "common source"


@pytest.mark.parametrize("first", ["2025-03-04T08:00:00Z", None])
def test_without_clocks_who_names_whom_shows_who_was_first(first: str | None) -> None:
    found = related(
        reading("b", f"{WIRE} {TAIL}", outlet="Tresk Courier", published=first),
        reading("a", f"As the Tresk Courier reports: {WIRE}", outlet="Northern Post"),
    )
    assert (found.relation, found.direction, found.earlier) == ("copies", "inferred", "b")
    assert "names-the-other" in codes(found)
    assert "printed-earlier" not in codes(found)


def test_without_clocks_two_that_name_each_other_show_nothing() -> None:
    found = related(
        reading("b", f"As the Northern Post reports: {WIRE} {TAIL}", outlet="Tresk Courier"),
        reading("a", f"As the Tresk Courier reports: {WIRE}", outlet="Northern Post"),
    )
    assert found.relation == "common source"


def test_an_official_text_is_the_parent_of_what_repeats_it_and_the_source_of_both() -> None:
    office = Outlet(id="port", name="Port of Tresk", kind="official")
    pile = [
        reading("a", f"{OWN_A}\n{WIRE}"),
        reading("b", f"{WIRE}\n{OWN_B}"),
        reading("o", f"{WIRE} {TAIL}", outlet="port"),
    ]
    found = {(r.earlier, r.later): r for r in relations.compare(witnesses(pile, (office,)), reuse.find(pile))}
    assert found["o", "a"].relation == found["o", "b"].relation == "copies"
    assert (found["a", "b"].relation, found["a", "b"].source_name) == ("common source", "Port of Tresk")


def test_one_quotation_and_nothing_else_is_a_shared_quotation() -> None:
    found = related(reading("a", f"{OWN_A}\n{QUOTE}, she said."), reading("b", f"{OWN_B}\nA farmer: {QUOTE}."))
    assert (found.relation, codes(found)) == ("shared quotation", ["shared-quotation-only"])


def test_a_version_is_a_copy_of_what_it_replaces() -> None:
    found = related(reading("b", WIRE), reading("a", OWN_A, version_of="b"))
    assert (found.relation, found.direction, found.earlier) == ("copies", "known", "b")


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        (["Tresk Police"], ["Northline Rail"], "independent"),
        (["Tresk Police"], ["Tresk Police"], "cannot tell"),
        (["Tresk Police"], [], "cannot tell"),
        ([], [], "cannot tell"),
    ],
)
def test_without_shared_words_the_tellers_decide(left: list[str], right: list[str], expected: str) -> None:
    a = reading("a", f"{OWN_A} {' '.join(left)}", tellers=left)
    b = reading("b", f"{OWN_B} {' '.join(right)}", tellers=right)
    assert related(a, b).relation == expected


def test_articles_of_one_outlet_are_never_called_independent() -> None:
    a = reading("a", f"{OWN_A} Tresk Police", tellers=["Tresk Police"], outlet="Courier")
    b = reading("b", f"{OWN_B} Northline Rail", tellers=["Northline Rail"], outlet="Courier")
    assert related(a, b).relation == "cannot tell"


def test_the_order_of_the_input_changes_nothing() -> None:
    pile = [reading("a", f"{OWN_A}\n{WIRE}"), reading("b", f"{WIRE}\n{OWN_B}"), reading("c", OWN_B)]
    found = reuse.find(pile)
    assert relations.compare(witnesses(pile), found) == relations.compare(witnesses(pile[::-1]), found)


def test_in_a_big_story_only_pairs_with_a_passage_are_compared() -> None:
    pile = [reading(f"{i:03}", f"{OWN_A} {i}" if i > 1 else WIRE) for i in range(relations.CROWD + 1)]
    passage = Passage(id="p1", kind="verbatim", members=(Place("000", 0, 50), Place("001", 0, 50)))
    assert [(r.earlier, r.later) for r in relations.compare(witnesses(pile), (passage,))] == [("000", "001")]


def test_the_parent_of_a_passage_is_the_one_article_that_the_others_copy() -> None:
    passage = Passage(id="p1", kind="verbatim", members=(Place("a", 0, 9), Place("b", 0, 9), Place("c", 0, 9)))
    copies = [Relation(earlier="b", later=x, relation="copies", direction="known", confidence=0.9) for x in ("a", "c")]
    assert lineage.parents((passage,), copies)[0].parent == 1
    assert lineage.parents((passage,), ())[0].parent is None
    both = [copies[0], Relation(earlier="c", later="a", relation="copies", direction="known", confidence=0.9)]
    assert lineage.parents((passage,), both)[0].parent is None


def test_an_agency_text_in_the_pile_is_the_likely_parent_of_what_repeats_it_uncredited() -> None:
    agency = Outlet(id="pelican", name="Pelican", kind="agency")
    wire = reading("w", f"{WIRE}\n{TAIL}", outlet="pelican", published="2025-03-04T08:00:00Z")
    later = reading("a", f"{OWN_A}\n{WIRE}", published="2025-03-04T09:00:00Z")
    before = reading("a", f"{OWN_A}\n{WIRE}", published="2025-03-04T07:00:00Z")
    found = related(later, wire, outlets=(agency,))
    assert (found.relation, found.direction, found.earlier) == ("copies", "inferred", "w")
    assert related(before, wire, outlets=(agency,)).relation == "common source"


def test_an_article_that_names_another_is_never_called_independent_of_it() -> None:
    a = reading("a", f"{OWN_A} Tresk Police", outlet="Tresk Courier", tellers=["Tresk Police"])
    b = reading("b", f"{OWN_B} Northline Rail told the Tresk Courier so.", tellers=["Northline Rail"])
    found = related(a, b)
    assert (found.relation, codes(found)) == ("cannot tell", ["names-the-other"])
    assert found.confidence == 0.1  # to tell nothing is no sure answer


LONG = (
    "The line through the marshes has carried grain since the war and is to be doubled within ten years. "
    "Fishermen on the quay said that they had slept through everything and would sleep through it again. "
    "In the school the children drew wagons on the blackboard until their teacher came back from the shop. "
    "Nobody in the village could say when the last inspection took place, nor who had paid for the new signals. "
    "By evening the ditch smelled of wet malt and the first gulls had come inland to see what there was."
)
WIRE_EN = (
    "A freight train with 38 wagons derailed near Oldmarsh on Tuesday, the operator Northline Rail announced.",
    "The driver was taken to the hospital of Tresk with a broken wrist, the company said.",
    "Engineers of Northline Rail suspect a defective switch whose replacement was planned for 2027.",
    "About 300 tonnes of barley were lost in the canal behind the station, according to farmers.",
    "The bridge of Oldmarsh will remain closed until Friday, said the director of the port, Ilse Varrin.",
    "In 2019 an accident on the same bridge killed two workers of the Brandt factory.",
)
WIRE_FR = (
    "Un train de marchandises de 38 wagons a déraillé mardi près d’Oldmarsh, a annoncé l’opérateur Northline Rail.",
    "Le conducteur a été emmené à l’hôpital de Tresk avec un poignet cassé, selon la compagnie.",
    "Les ingénieurs de Northline Rail soupçonnent un aiguillage défectueux, dont le remplacement était prévu en 2027.",
    "Environ 300 tonnes d’orge ont été perdues dans le canal derrière la station, selon des agriculteurs.",
    "Le pont d’Oldmarsh restera fermé jusqu’à vendredi, a dit la directrice du port, Ilse Varrin.",
    "En 2019, un accident sur le même pont avait tué deux ouvriers de l’usine Brandt.",
)
PELICAN = Outlet(id="pelican", name="Pelican News Agency", kind="agency")


def all_related(pile: list[Reading], outlets: tuple[Outlet, ...] = ()) -> dict[tuple[str, str], Relation]:
    found = reuse.find(pile)
    found += reuse.retold(pile, found).passages
    return {(r.earlier, r.later): r for r in relations.compare(witnesses(pile, outlets), found)}


def test_words_that_one_prints_under_the_name_of_the_other_are_copied() -> None:
    a = reading("a", f"{OWN_A}\n{TAIL}", outlet="Tresk Courier", published="2025-03-04T08:00:00Z")
    b = reading("b", f"{LONG}\n{TAIL[:-1]}, the Tresk Courier reports.", published="2025-03-05T08:00:00Z")
    found = related(a, b)
    assert (found.relation, found.direction, found.earlier) == ("copies", "known", "a")
    assert codes(found)[:2] == ["names-the-other", "extent"]


def test_an_earlier_text_does_not_copy_a_later_one_that_it_names() -> None:
    a = reading("a", f"{OWN_A}\n{TAIL}", outlet="Tresk Courier", published="2025-03-06T08:00:00Z")
    b = reading("b", f"{LONG}\n{TAIL[:-1]}, the Tresk Courier reports.", published="2025-03-05T08:00:00Z")
    assert related(a, b).relation == "common source"


def test_two_copies_of_one_wire_in_the_pile_have_it_as_their_source() -> None:
    wire = reading("w", f"{WIRE}\n{TAIL}", outlet="pelican", published="2025-03-04T08:00:00Z")
    pile = [
        wire,
        reading("a", f"{OWN_A}\n{WIRE}", published="2025-03-04T09:00:00Z"),
        reading("b", f"{OWN_B}\n{TAIL}", published="2025-03-04T10:00:00Z"),
    ]
    found = all_related(pile, (PELICAN,))
    assert found["w", "a"].relation == found["w", "b"].relation == "copies"
    assert (found["a", "b"].relation, found["a", "b"].source_name) == ("common source", "Pelican News Agency")
    assert "both-copy" in codes(found["a", "b"])


def test_a_translation_of_a_wire_without_credit_is_a_copy_of_it() -> None:
    wire = reading("w", "\n".join(WIRE_EN), outlet="pelican", published="2025-03-04T08:00:00Z")
    told = reading("a", "\n".join(WIRE_FR), language="fr", published="2025-03-04T09:00:00Z")
    found = all_related([wire, told], (PELICAN,))["w", "a"]
    assert (found.relation, found.direction) == ("copies", "inferred")
    assert {"tells-the-same", "is-the-wire"} <= set(codes(found))


def test_two_translations_without_a_wire_are_a_common_source() -> None:
    pile = [reading("a", "\n".join(WIRE_EN)), reading("b", "\n".join(WIRE_FR), language="fr")]
    assert all_related(pile)["a", "b"].relation == "common source"


def test_the_same_facts_in_another_order_and_other_places_are_no_copy_of_the_wire() -> None:
    wire = reading("w", "\n".join(WIRE_EN), outlet="pelican", published="2025-03-04T08:00:00Z")
    told = reading("a", f"{WIRE_FR[3]}\n{LONG}", language="fr", published="2025-03-04T09:00:00Z")
    assert all_related([wire, told], (PELICAN,))["w", "a"].relation != "copies"


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("Tresk Police said so.", "Tresk Police said so.", "cannot tell"),
        ("Tresk Police told us so by telephone.", "Tresk Police said so.", "independent"),
        ("Tresk Police said in a statement.", "Tresk Police said in a statement.", "common source"),
        ("Tresk Police said in a statement.", "Tresk Police said so.", "cannot tell"),
    ],
)
def test_the_occasion_on_which_a_teller_spoke_decides(left: str, right: str, expected: str) -> None:
    a = reading("a", f"{OWN_A} {left}", tellers=["Tresk Police"])
    b = reading("b", f"{OWN_B} {right}", tellers=["Tresk Police"])
    assert related(a, b).relation == expected


def test_an_article_that_relays_unnamed_media_is_not_shown_to_be_independent() -> None:
    a = reading("a", f"{OWN_A} Tresk Police", tellers=["Tresk Police"])
    b = reading("b", f"{OWN_B} Northline Rail and local media", tellers=["Northline Rail", "local media"], kind="media")
    found = related(a, b)
    assert (found.relation, codes(found)) == ("cannot tell", ["relays-media"])


def test_one_who_is_only_named_in_the_other_article_leaves_it_open() -> None:
    a = reading("a", f"{OWN_A} Tresk Police", tellers=["Tresk Police"])
    b = reading("b", f"{OWN_B} Northline Rail said so, the Tresk Police being asleep.", tellers=["Northline Rail"])
    assert codes(related(a, b)) == ["names-a-teller"]


def test_an_outlet_is_known_by_its_initials_in_a_credit() -> None:
    found = related(
        reading("a", f"{OWN_A}\n{WIRE}\nWith PNA", credit=["PNA"]),
        reading("w", f"{WIRE}\n{TAIL}", outlet="pelican"),
        outlets=(PELICAN,),
    )
    assert (found.relation, found.direction, found.earlier) == ("copies", "known", "w")


def test_a_crowd_of_copies_is_compared_in_good_time() -> None:
    pile = [reading(f"{i:03}", f"{WIRE}\n{TAIL}") for i in range(90)]
    found = relations.compare(witnesses(pile), reuse.find(pile))
    assert len(found) == 90 * 89 // 2
    assert {r.relation for r in found} == {"common source"}


def read_whole(id_: str, outlet: str, published: str, text: str) -> Reading:
    """Read a bare text through every stage."""
    bare = told.article(text, "en", published)
    article = msgspec.structs.replace(bare, id=id_, input_id=id_, outlet=outlet)
    return Reading(article, stages.run(STAGES, article))


SCOOP = (
    "The operator of the Oldmarsh line was warned in January that a switch was defective.\n"
    "A letter that the Tresk Courier has read names the switch and the inspector, Ilse Varrin.\n"
)
FOLLOWS = (
    "OLDMARSH - Northline Rail declined to say on Friday whether trains will run again next week.\n"
    "{cited}\nThe mayor of Oldmarsh, Paul Hask, said farmers had lost 300 tonnes of barley.\n"
)


@pytest.mark.parametrize(
    ("cited", "published", "expected"),
    [
        ("The operator was warned in January that a switch was defective, the Tresk Courier reported.", 6, "copies"),
        ("The operator was warned in January that a switch was defective, the Tresk Courier reported.", 4, "other"),
        ("The mayor told the Tresk Courier that the school would stay shut until Monday.", 6, "other"),
    ],
)
def test_a_statement_of_a_named_outlet_that_its_earlier_article_holds_is_copied(
    cited: str, published: int, expected: str
) -> None:
    a = read_whole("a", "Tresk Courier", "2025-03-05T08:00:00+00:00", SCOOP)
    b = read_whole("b", "Northern Post", f"2025-03-0{published}T08:00:00+00:00", FOLLOWS.format(cited=cited))
    (found,) = relations.compare(witnesses((a, b), ()), ())
    assert (found.relation == "copies") == (expected == "copies")
    if expected == "copies":
        assert (found.earlier, found.direction, codes(found)[0]) == ("a", "known", "cites-the-other")
        assert {place.article for place in found.reasons[0].places} == {"b"}


NOTICE = (
    "Press notice of the Port Authority of Tresk\n"
    "A crane struck the quay of Oldmarsh at noon and two dockers were lightly hurt.\n"
    "The northern basin is shut to ships until Friday while divers look at the wall.\n"
)
REPORTS = "TRESK - Fishermen of Oldmarsh waited for news on the pier.\n{cited}\nHerring prices rose by a tenth.\n"


@pytest.mark.parametrize(
    ("cited", "copied"),
    [
        ("The northern basin is shut to ships until Friday, the Port Authority of Tresk said.", True),
        ("The harbour fair is off and its prizes go to a school, the Port Authority of Tresk said.", False),
    ],
)
def test_what_a_body_is_cited_for_is_copied_where_its_own_text_holds_it(cited: str, copied: bool) -> None:
    office = Outlet(id="Port Authority of Tresk", name="Port Authority of Tresk", kind="official")
    a = read_whole("a", office.id, "2025-03-05T08:00:00+00:00", NOTICE)
    b = read_whole("b", "Northern Post", "2025-03-05T11:00:00+00:00", REPORTS.format(cited=cited))
    asked = witnesses((a, b), (office,))
    found = evidence.cites(asked[1], asked[0])
    assert (found is not None) == copied
    assert found is None or {place.article for place in found.reason.places} == {"b"}


def test_two_that_quote_no_words_of_the_other_share_no_quotation() -> None:
    a = read_whole("a", "Tresk Courier", "2025-03-05T08:00:00+00:00", f"{SCOOP}“We knew,” said Ilse Varrin.\n")
    b = read_whole(
        "b", "Northern Post", "2025-03-06T08:00:00+00:00", "“It was late and dark,” said Ilse Varrin.\n" + LONG
    )
    (found,) = relations.compare(witnesses((a, b), ()), ())
    assert found.relation != "shared quotation"


UNTIED = Verdict("cannot tell", 0.5, reasons=(Reason("nothing-shared"),))
TIED = Verdict("common source", 0.8, reasons=(Reason("shares-wording"), Reason("no-parent-shown")))


@pytest.mark.parametrize(
    ("copied", "said", "kind", "sure"),
    [
        (0.6, UNTIED, "copies", (0.6, 0.6)),
        # favoured above all and not likely enough: what is likely is said, or a rule's tie is less sure
        (0.3, UNTIED, "common source", (0.85, 0.95)),
        (0.3, TIED, "common source", (0.3, 0.7)),
    ],
)
def test_a_copy_too_unlikely_to_be_said_gives_way(
    copied: float, said: Verdict, kind: RelationKind, sure: tuple[float, float]
) -> None:
    pile = [
        reading("a", f"{OWN_A}\n{WIRE}", published="2025-03-04T08:00:00Z"),
        reading("b", f"{WIRE}\n{OWN_B}", published="2025-03-04T09:00:00Z"),
    ]
    one, other = witnesses(pile, ())
    pair = evidence.Pair(one, other, evidence.ties([one, other], reuse.find(pile))["a", "b"], ())
    chances = dict(zip(KINDS, (copied, 0.9 - copied, 0.05, 0.05), strict=True))
    favour = dict(zip(KINDS, (4.0, 1.0, 1.0, 1.0), strict=True))
    kin = Kinship(chances, (copied, 0.0), "copies", (), favour)
    found = weigh(Case(pair, said, Laid(frozenset(), (frozenset(), frozenset()))), kin, frozenset())
    assert found.relation == kind
    assert sure[0] <= found.confidence <= sure[1]


@pytest.mark.parametrize(("second", "kind"), [(WIRE, "copies"), (LONG, "common source")])
def test_who_copies_one_article_of_an_outlet_copies_another_only_where_a_passage_is_shared(
    second: str, kind: RelationKind
) -> None:
    pile = [
        reading("a", f"{OWN_A}\n{second}", outlet="Tresk Courier", published="2025-03-04T08:00:00Z"),
        reading("b", f"{WIRE}\n{OWN_B}", published="2025-03-04T09:00:00Z"),
    ]
    one, other = witnesses(pile, ())
    tied = evidence.ties([one, other], reuse.find(pile))
    pair = evidence.Pair(one, other, tied.get(("a", "b"), evidence.Ties()), ())
    kin = Kinship(dict(zip(KINDS, (0.6, 0.4, 0, 0), strict=True)), (0.6, 0.0), "copies", (), dict.fromkeys(KINDS, 1.0))
    owed = frozenset({"owing:child has from the other alone>=0.07", "owing:sentences of child nearest to the other>=2"})
    copied = frozenset({("b", "Tresk Courier")})
    found = weigh(Case(pair, UNTIED, Laid(frozenset(), (owed, frozenset()))), kin, copied)
    assert found.relation == kind
    assert weigh(Case(pair, UNTIED, Laid(frozenset(), (owed, frozenset()))), kin, frozenset()).relation == "copies"
