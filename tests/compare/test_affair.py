"""A pile of one affair: side stories go to the one large story of a small pile, where clocks let them."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from tests.compare.piles import reading

from twosource.compare.stories import affair, models, pile
from twosource.model import Reading

FIRE = [
    "Fire breaks out at the Corvane paper mill. Firefighters from Alder Bay fought flames at the mill of Corvane.",
    "Corvane mill fire under control. The fire at the paper mill of Corvane burned for five hours, firefighters said.",
    "Mill of Corvane gutted by fire. Flames destroyed the paper mill and its store, the fire service of Alder Bay said.",
    "Paper mill fire: inquiry opened. Prosecutors in Alder Bay opened an inquiry into the fire at the Corvane mill.",
    "Corvane: what we know of the mill fire. The fire broke out in the store of the paper mill, firefighters said.",
]
VIGIL = "At the gates, the families wait. Nobody in Corvane slept, and the mill still smokes behind the gates."
BATHS = "Swimmers protest in Lower Marling. The council votes to close its baths, which cost four millions a year."


def _pile(*sides: str, day: str = "2025-03-05", clock: bool = True) -> list[Reading]:
    days = [f"2025-03-04T{8 + hour:02}:00:00+00:00" for hour in range(len(FIRE))]
    texts = [*zip(FIRE, days, strict=True), *((side, f"{day}T09:00:00+00:00") for side in sides)]
    return [
        reading(f"a{number}", text, published=when if clock else None, title=text.partition(".")[0])
        for number, (text, when) in enumerate(texts)
    ]


def _joined(readings: list[Reading], found: list[tuple[int, ...]]) -> list[tuple[int, ...]]:
    sketches = [pile.sketch(one) for one in readings]
    return affair.joined(pile.single_bundles(sketches), pile.about(sketches), found, models.of_pile(len(sketches)))


ALL = (0, 1, 2, 3, 4)


def test_a_side_story_goes_to_the_one_large_story_and_another_matter_does_not() -> None:
    assert _joined(_pile(VIGIL, BATHS), [ALL, (5,), (6,)]) == [(0, 1, 2, 3, 4, 5), (6,)]


def test_months_later_it_is_another_story() -> None:
    assert _joined(_pile(VIGIL, day="2025-09-05"), [ALL, (5,)]) == [ALL, (5,)]


def test_without_clocks_nothing_is_joined() -> None:
    assert _joined(_pile(VIGIL, clock=False), [ALL, (5,)]) == [ALL, (5,)]


def test_a_pile_without_one_large_story_stays_as_it_is() -> None:
    found = [(0, 1), (2, 3), (4,), (5,)]
    assert _joined(_pile(VIGIL), found) == found


@given(st.permutations(range(7)), st.lists(st.integers(1, 6), max_size=3))
def test_no_article_is_lost_and_no_group_parted(order: list[int], cuts: list[int]) -> None:
    edges = [0, *sorted(set(cuts)), 7]
    found = sorted(tuple(sorted(order[a:b])) for a, b in pairwise(edges))
    joined = _joined(_pile(VIGIL, BATHS), found)
    assert sorted(number for group in joined for number in group) == list(range(7))
    assert all(any(set(one) <= set(group) for group in joined) for one in found)
