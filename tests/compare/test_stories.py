from __future__ import annotations

import json
import math
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.compare.piles import reading

from twosource.compare import stories
from twosource.compare.stories import bundles, clocks, gather, models, pile, terms, vectors
from twosource.dossier.outline import outline
from twosource.report import listing
from twosource.report.options import Options

SEEDS = Path("/work/shared/seeds/articles.jsonl")

TRAIN = [
    reading(
        "t1",
        "A grain train left the rails near Oldmarsh on Tuesday. Northline Rail said a worn switch had "
        "failed. The driver from Tresk broke a wrist. Barley lay in the ditch beside the coastal line.",
        published="2025-03-04T08:00:00+00:00",
        title="Grain train derails near Oldmarsh",
    ),
    reading(
        "t2",
        "Barley for two ships lies beside the rails at Oldmarsh after a train of Northline Rail derailed. "
        "Its driver was hurt. A switch on the coastal line is suspected.",
        published="2025-03-04T11:00:00+00:00",
        title="Train derails, barley spills at Oldmarsh",
    ),
    reading(
        "t3",
        "The coastal line through Oldmarsh reopened nine hours after the derailment of a grain train. "
        "Northline Rail will replace the switch. Farmers from Tresk shovelled barley.",
        published="2025-03-04T19:00:00+00:00",
        title="Line reopens after train derails",
    ),
]
VOTE = [
    reading(
        "v1",
        "The council of Lower Brackwater voted to close its public baths. Councillor Odo Fennick spoke "
        "against. The baths cost four millions a year.",
        published="2025-03-04T09:00:00+00:00",
        title="Brackwater closes its baths",
    ),
    reading(
        "v2",
        "Swimmers protested in Lower Brackwater after councillors chose to close the baths. Odo Fennick "
        "called the council's vote a shame.",
        published="2025-03-05T09:00:00+00:00",
        title="Protest over closed baths",
    ),
]
FRENCH = reading(
    "f1",
    "Un train de céréales de Northline Rail a déraillé mardi à Oldmarsh. Le conducteur, de Tresk, est blessé "
    "au poignet. La ligne est fermée ; l’orge est tombée dans le fossé.",
    published="2025-03-04T10:00:00+00:00",
    language="fr",
    title="Un train déraille à Oldmarsh",
)


def test_two_events_are_two_stories_in_order_of_time() -> None:
    assert stories.group([*VOTE, *reversed(TRAIN)]) == (("t1", "t2", "t3"), ("v1", "v2"))


def test_a_report_in_another_language_joins_its_story() -> None:
    assert ("t1", "f1", "t2", "t3") in stories.group([*TRAIN, *VOTE, FRENCH])


def test_an_empty_pile_and_an_empty_article() -> None:
    assert stories.group([]) == ()
    assert stories.group([reading("a", "")]) == (("a",),)
    assert stories.group([reading("a", ""), reading("b", "")]) == (("a",), ("b",))


def test_a_short_text_that_stands_in_a_long_one_is_its_story() -> None:
    brief = "A grain train left the rails near Oldmarsh on Tuesday. Northline Rail said a worn switch had failed."
    long = " ".join(r.article.text for r in VOTE) + " " + brief
    assert stories.group([reading("long", long), reading("brief", brief)]) == (("brief", "long"),)


def test_without_clocks_the_stories_are_the_same() -> None:
    bare = [
        reading(r.article.id, r.article.text, title=r.article.title, language=r.article.language)
        for r in (*TRAIN, *VOTE)
    ]
    assert {frozenset(s) for s in stories.group(bare)} == {frozenset(s) for s in stories.group([*TRAIN, *VOTE])}


@settings(deadline=None)
@given(st.permutations([*TRAIN, *VOTE, FRENCH]))
def test_the_order_of_the_input_changes_nothing(pile: list[object]) -> None:
    kept = [r for r in (*TRAIN, *VOTE, FRENCH) if r in pile]
    shuffled = sorted(kept, key=pile.index)
    assert stories.group(shuffled) == stories.group(kept)
    assert stories.title(shuffled) == stories.title(kept)


def test_the_title_is_the_headline_that_the_others_share_most_with() -> None:
    assert stories.title(TRAIN) == "Grain train derails near Oldmarsh"
    assert stories.title([reading("a", "No headline here.")]) == ""


@pytest.mark.parametrize("published", ["soon", "2025-13-45", "", None, "2025-03-04"])
def test_odd_dates_do_no_harm(published: str | None) -> None:
    pile = [reading("a", TRAIN[0].article.text, published=published), TRAIN[1]]
    assert len(stories.group(pile)) == 1


@pytest.mark.skipif(not SEEDS.exists(), reason="the seed articles are not on this machine")
def test_the_seeds_are_one_story() -> None:
    rows = [json.loads(line) for line in SEEDS.read_text("utf-8").splitlines()]
    assert len(stories.group([reading(r["id"], r["text"], language="fr") for r in rows])) == 1


LOOK_ALIKES = [
    (
        "The visitors won the cup tie in a full house. Ferrin beat Oldmarsh 2-1 after Kolvig scored on 14 minutes.",
        "The visitors won the cup tie in a full house. Dunmore beat Vellatri 3-0 after Sorrano scored on 27 minutes.",
    ),
    (
        "An earthquake of magnitude 5.8 shook the coast near Tresk, 212 kilometres from Hallin. No damage was reported.",
        "An earthquake of magnitude 6.3 shook the coast near Quorra, 95 kilometres from Mendavia. No damage followed.",
    ),
    (
        "The defendant was fined at the magistrates' court for driving without insurance. Odo Fennick must pay 340.",
        "The defendant was fined at the magistrates' court for driving without insurance. Mira Tolland must pay 615.",
    ),
    (
        "Shares closed higher in quiet trading as Northline Rail gained 41 points at 7312.",
        "Shares closed higher in quiet trading as Brackwater Mills gained 67 points at 2950.",
    ),
]


@pytest.mark.parametrize("pair", LOOK_ALIKES, ids=["match", "quake", "court", "market"])
def test_two_events_of_one_template_are_vetoed_with_a_reason(pair: tuple[str, str]) -> None:
    left, right = pile.single_bundles([pile.sketch(reading(name, text)) for name, text in zip("ab", pair, strict=True)])
    met = bundles.meet(left, right)
    assert {"names", "figures"} <= set(models.veto(left, right, met))
    assert models.score(models.load(), left, right, met, 2.0) < 0


def test_what_holds_no_names_or_figures_is_never_vetoed() -> None:
    texts = ("the visitors won the cup tie in front of a full house", LOOK_ALIKES[0][0], TRAIN[0].article.text)
    bare, match, train = pile.single_bundles(
        [pile.sketch(reading(name, text)) for name, text in zip("abc", texts, strict=True)]
    )
    for left, right in ((bare, match), (bare, train), (match, train)):
        # a text without figures, as the train's, speaks against nothing
        assert models.veto(left, right, bundles.meet(left, right)) == ()


def test_the_rank_model_puts_the_own_story_first() -> None:
    whole = pile.single_bundles([pile.sketch(one) for one in (*TRAIN, *VOTE)])
    model, train, vote, late = models.load(), bundles.whole(whole[:2]), bundles.whole(whole[3:]), whole[2]
    ranked = [models.rank(model, story, late, bundles.meet(story, late)) for story in (train, vote)]
    assert ranked[0] > ranked[1]


def test_rarity_is_that_of_news_more_than_that_of_the_pile() -> None:
    """In a pile of one large story, the words that tell it still tell it."""
    sketches = [pile.sketch(reading(str(n), f"{TRAIN[0].article.text} Word{n} here.")) for n in range(400)]
    bare = vectors.rarity(sketches[0].terms, vectors.spread([sketches[0].terms]))
    full = vectors.rarity(sketches[0].terms, vectors.spread(one.terms for one in sketches))
    words = vectors.views(sketches[0].terms.codes) == terms.WORDS
    assert float(full[words].max()) <= vectors.RAREST
    assert float(full[words].mean()) > 0.2 * float(bare[words].mean())


def test_what_a_veto_kept_apart_is_told_with_its_reasons() -> None:
    """A template filled in twice: the words alone would make one story of it."""
    form = "An earthquake of magnitude {} shook the coast near {}, {} kilometres from {}. No damage was reported."
    pile_ = [
        reading("a", form.format("5.8", "Tresk", "212", "Hallin"), published="2025-03-04T08:00:00+00:00"),
        reading("b", form.format("6.3", "Quorra", "95", "Mendavia"), published="2025-03-06T08:00:00+00:00"),
    ]
    told = stories.tell(pile_)
    changes = {change for story in told for change in story.changes if change.event == "kept apart from"}
    assert {(change.at, change.with_) for change in changes} == {("a", "b"), ("b", "a")}
    why = {one.signature: (one.mine, one.theirs) for change in changes if change.at == "a" for one in change.why}
    assert why["names"] == ("Hallin, Tresk", "Mendavia, Quorra")
    assert why["figures"] == ("212, 5.8", "6.3, 95")
    assert why["day"] == ("2025-03-04", "2025-03-06")


def test_what_is_unlike_anyway_is_not_told_to_be_kept_apart() -> None:
    assert [change.event for story in stories.tell([*TRAIN, *VOTE]) for change in story.changes] == ["opened", "opened"]


def test_a_feeds_own_record_is_no_text() -> None:
    """Two links of one feed share the labels of its form, and nothing that is told."""
    form = "Article URL: https://a.example/{0} Comments URL: https://b.example/{0} Points: {1} # Comments: 12"
    told = [terms.read("", form.format("x", 5), [(0, 90)], "en"), terms.read("", "Dead: 12. Tresk", [(0, 15)], "en")]
    assert [len(one.codes) for one in told] == [0, len(terms.read("", "Dead, 12. Tresk", [(0, 15)], "en").codes)]


def named(id_: str, text: str, *places: str, published: str | None = None) -> pile.Sketch:
    """Sketch a text of which some names are known to be places."""
    return pile.Sketch(
        id_, terms.read("", text, [(0, len(text))], "en", frozenset(places)), "en", clocks.published(
            reading(id_, "", published=published)
        )
    )  # fmt: skip


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        # an agency that both name is no tie where place and figures differ
        (
            (
                "It was put at 5.8 by Quakewatch in the hills by Tresk at 14.20. Odo Fennick, Ana Prell and Jon Sedge felt it.",
                "Tresk",
            ),
            (
                "It was put at 6.3 by Quakewatch in the plain by Quorra at 9.45. Mira Tolland, Lev Orrin and Ida Moss felt it.",
                "Quorra",
            ),
            ("places", "figures"),
        ),
        # one place: nothing is vetoed, though the figures differ
        (
            (
                "It was put at 5.8 by Quakewatch in the hills by Tresk at 14.20. Odo Fennick, Ana Prell and Jon Sedge felt it.",
                "Tresk",
            ),
            (
                "It was put at 6.3 by Quakewatch in the hills by Tresk at 9.45. Mira Tolland, Lev Orrin and Ida Moss felt it.",
                "Tresk",
            ),
            (),
        ),
        # other places, one figure: nothing is vetoed
        (
            (
                "It was put at 5.8 by Quakewatch in the hills by Tresk. Odo Fennick, Ana Prell and Jon Sedge felt it.",
                "Tresk",
            ),
            (
                "It was put at 5.8 by Quakewatch in the plain by Quorra. Mira Tolland, Lev Orrin and Ida Moss felt it.",
                "Quorra",
            ),
            (),
        ),
    ],
    ids=["place and figures", "one place", "one figure"],
)
def test_place_and_figures_weigh_more_than_an_office_that_both_name(
    left: tuple[str, str], right: tuple[str, str], expected: tuple[str, ...]
) -> None:
    a, b = pile.single_bundles([named(name, *side) for name, side in (("a", left), ("b", right))])
    assert models.veto(a, b, bundles.meet(a, b)) == expected


def test_another_day_counts_where_names_and_places_differ_too() -> None:
    texts = (
        "The visitors won in front of a full house at Tresk.",
        "The visitors won in front of a full house at Quorra.",
    )
    for day, expected in (("2025-03-09", ("names", "places", "day")), ("2025-03-04", ())):
        a, b = pile.single_bundles(
            [named("a", texts[0], "Tresk", published="2025-03-04"), named("b", texts[1], "Quorra", published=day)]
        )
        assert models.veto(a, b, bundles.meet(a, b)) == expected


def bundle(*texts: str, language: str = "en") -> bundles.Bundle:
    """Give some texts as one bundle."""
    sketches = [
        pile.Sketch(str(n), terms.read("", text, [(0, len(text))], language), language, math.nan)
        for n, text in enumerate(texts)
    ]
    return bundles.whole(pile.single_bundles(sketches))


BRIEF = ("council closes public baths after a vote", "baths closed: swimmers protest against the vote")


def test_brief_texts_without_names_need_share_fewer_words() -> None:
    model = models.load()
    plain = msgspec.structs.replace(model, brief=0.0)
    named = tuple(f"today in Tresk {text}" for text in BRIEF)
    long = tuple(" ".join([text, *(f"word{n}" for n in range(60))]) for text in BRIEF)
    for texts, gain in ((BRIEF, model.brief), (named, 0.0), (long, 0.0)):
        a, b = (bundle(text) for text in texts)
        met = bundles.meet(a, b)
        assert models.score(model, a, b, met, 2.0) - models.score(plain, a, b, met, 2.0) == pytest.approx(gain)


@pytest.mark.parametrize(("size", "costs"), [(4, False), (24, False), (60, True)])
def test_large_bundles_of_one_story_have_near_centres(size: int, costs: bool) -> None:
    """Half of the words are common to both sides: small ones may differ so by chance, large ones may not."""
    model = models.load()
    free = msgspec.structs.replace(model, large=models.Large(slope=0.0))
    a, b = (
        bundle(*(f"council closes baths {side}one {side}two {side}three {side}{n}" for n in range(size)))
        for side in ("left", "right")
    )
    met = bundles.meet(a, b)
    lost = models.score(free, a, b, met, 200.0) - models.score(model, a, b, met, 200.0)
    assert (lost > 0.1) == costs
    same = bundles.meet(a, a)
    assert models.score(free, a, a, same, 200.0) == models.score(model, a, a, same, 200.0)


@pytest.mark.parametrize(("size", "mixed", "costs"), [(60, 0.02, True), (60, 0.6, False), (8, 0.02, False)])
def test_large_bundles_whose_nearest_are_not_each_other_are_two(size: int, mixed: float, costs: bool) -> None:
    model = models.load()
    a, b = (bundle(*(f"council closes baths {side} {n}" for n in range(size))) for side in ("left", "right"))
    by_chance, told = (models.score(model, a, b, bundles.meet(a, b, None, m), 200.0) for m in (1.0, mixed))
    assert (told < by_chance - 1.0) == costs


@pytest.mark.parametrize(
    ("left", "right", "gains"),
    [
        ("Fennick opens the Tresk bridge", "Tresk: Fennick and the bridge at last", True),
        ("Why the old tide mills matter", "Can I grow pears on my balcony?", False),
    ],
)
def test_headlines_alone_need_share_fewer_words_but_some(left: str, right: str, gains: bool) -> None:
    model = models.of_pile(200)
    a, b = bundle(left), bundle(right)
    met = bundles.meet(a, b)
    plain = msgspec.structs.replace(model, headlines=0.0)
    assert (models.score(model, a, b, met, 2.0) > models.score(plain, a, b, met, 2.0)) == gains
    assert gains or models.score(model, a, b, met, 2.0) < 0


@pytest.mark.parametrize(("near", "mixed"), [("all", 1.0), ("own", 0.0)])
def test_two_halves_of_what_is_all_near_are_mixed_as_by_chance_and_two_heaps_are_not(near: str, mixed: float) -> None:
    links = gather.Links(12, ((a, b) for b in range(12) for a in range(b) if near == "all" or (a < 6) == (b < 6)))
    held = list(range(12))
    for new in range(12, 22):
        own = [one for one in held if (one < 6 or 12 <= one < 17) == (new < 17)]
        links.join(own[0], own[1], new)
        held = [one for one in held if one not in own[:2]] + [new]
    assert held == [16, 21]
    assert links.mixed(16, 21) == pytest.approx(mixed)


def test_large_bundles_of_two_languages_need_share_less() -> None:
    texts = {
        "en": "Odo Fennick met Mira Tolland of Northline Rail at the harbour, where both looked at the cranes",
        "pl": "Odo Fennick spotkał Mirę Tolland z Northline Rail w porcie, gdzie oboje oglądali dźwigi",
    }
    model = models.load()
    scores = []
    for size in (1, 40):
        a, b = (bundle(*[text] * size, language=language) for language, text in texts.items())
        # numbers of languages are those of a pile; here each side has its own
        b = msgspec.structs.replace(b, languages=((1, size),))
        scores.append(models.score(model, a, b, bundles.meet(a, b), 5000.0))
    assert scores[0] < scores[1]
    assert scores[1] > 0


def test_the_reason_stands_in_the_log_in_the_terminal_and_in_both_wordings() -> None:
    form = "An earthquake of magnitude {} shook the coast near {}, {} kilometres from {}. No damage was reported."
    facts = (("5.8", "Tresk", "212", "Hallin"), ("6.3", "Quorra", "95", "Mendavia"))
    quakes = [reading(f"{name}{n}", form.format(*fact)) for name, fact in zip("ab", facts, strict=True) for n in (1, 2)]
    found = outline(quakes).stories
    assert [[one.code for one in change.reasons] for change in found[0].story.history] == [
        ["other-names", "other-figures"]
    ]
    assert "not joined to s2" in listing.text(found, Options(language="en"), 5)
    assert "(other names: Hallin, Tresk / Mendavia, Quorra; other figures: 212, 5.8 / 6.3, 95)" in listing.text(
        found, Options(language="en"), 5
    )
    assert "autres noms : Hallin, Tresk / Mendavia, Quorra" in listing.text(found, Options(language="fr"), 5)


DAY = [
    reading(
        "d1",
        "At least five people died when a sleeper train burned in the Valmont tunnel, the prefect said. The train had "
        "left Torrane with 212 passengers and stopped a mile from the northern entrance of the tunnel.",
        published="2026-02-09T08:00:00+00:00",
        title="Five dead as sleeper train burns in tunnel",
    ),
    reading(
        "d2",
        "The head of the rail company Transalp admitted that an alarm of the sleeper train had been reported faulty in "
        "January. He apologised to the families of the nine dead of the Valmont tunnel.",
        published="2026-02-09T21:00:00+00:00",
        title="Rail boss admits alarm fault",
    ),
]


def test_in_a_small_pile_that_few_articles_are_about_speaks_for_one_story_where_clocks_say_so() -> None:
    model = models.of_pile(10)
    assert models.of_pile(1000).alone == models.load().alone == 0.0

    def score(clocked: bool, live: float) -> float:
        told = [pile.sketch(one) for one in DAY]
        told = told if clocked else [msgspec.structs.replace(one, stated=False) for one in told]
        a, b = pile.single_bundles(told)
        return models.score(model, a, b, bundles.meet(a, b), live)

    assert score(clocked=True, live=10) > score(clocked=True, live=model.usual)
    assert score(clocked=False, live=10) == score(clocked=False, live=model.usual)
