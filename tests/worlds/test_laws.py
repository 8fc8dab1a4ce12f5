"""Laws of the simulator: truth is what the text says, operators compose, a copy adds no origin."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import timedelta
from functools import lru_cache
from itertools import pairwise
from typing import Protocol

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from worlds import folder, truth_claims, truth_marks, truth_pairs
from worlds.chance import dice
from worlds.compose import Desk
from worlds.ledger import Ledger
from worlds.model import Draft, Line, Paragraph
from worlds.newsrooms import roster
from worlds.openings import OWN_WORDS, Register
from worlds.operators import LINE_OPS, Bench, taken
from worlds.page import page
from worlds.realise import realise
from worlds.regimes import REGIMES, LineOp
from worlds.rewrite import lines_of, unmoored
from worlds.shapes import Opening, opening
from worlds.truth import LEVELS, Told, at_level, told

SEEDS = st.integers(0, 14)
SHORT = settings(max_examples=12, deadline=None)


@lru_cache(maxsize=64)
def world(seed: int, regime: str = "standard") -> tuple[Told, ...]:
    return tuple(folder.stories(seed, 40, REGIMES[regime]))


class Stretch(Protocol):
    @property
    def article(self) -> str: ...
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


def texts(one: Told) -> dict[str, str]:
    return {one.ids[found.draft.id]: found.text for found in one.held}


@pytest.mark.parametrize("regime", sorted(REGIMES))
def test_every_offset_is_in_range_and_covers_words(regime: str) -> None:
    for one in world(3, regime):
        held = texts(one)
        groups = truth_claims.grouped(one)
        rows: list[Stretch] = [
            *truth_marks.blocks(one), *truth_marks.times(one), *truth_marks.quantities(one), *truth_marks.credits_(one),
            *truth_marks.conditionals(one), *truth_marks.segments(one),
            *(place for row in truth_marks.entities(one) for place in row.mentions),
            *(place for row in truth_pairs.passages(one) for place in row.members),
            *(place for row in truth_claims.claims(one, groups) for place in row.statements),
            *(place for row in truth_claims.conflicts(one, groups) for place in (row.left, row.right)),
            *(place for row in truth_claims.drifts(one, groups) for place in (row.from_, row.to)),
        ]  # fmt: skip
        for row in rows:
            assert 0 <= row.start < row.end <= len(held[row.article])
            assert held[row.article][row.start : row.end].strip()


@SHORT
@given(SEEDS)
def test_segments_tile_the_lines_and_blocks_hold_them(seed: int) -> None:
    for one in world(seed):
        for found in one.held:
            article = one.ids[found.draft.id]
            parts = [row for row in truth_marks.segments(one) if row.article == article]
            covered = sorted((row.start, row.end) for row in parts)
            assert all(left[1] <= right[0] for left, right in pairwise(covered))
            between = "".join(found.text[left[1] : right[0]] for left, right in pairwise(covered))
            assert not between.strip()
            assert covered[0][0] == 0
            assert covered[-1][1] == len(found.text)


@SHORT
@given(SEEDS)
def test_a_verbatim_line_reads_like_its_parent(seed: int) -> None:
    for one in world(seed):
        for line in one.lines.values():
            parent = one.lines.get(line.parent)
            if line.ops == ("verbatim",) and parent is not None:
                assert realise(line, one.where).text == realise(parent, one.where).text


@SHORT
@given(SEEDS)
def test_a_passage_of_untouched_members_is_one_text(seed: int) -> None:
    for one in world(seed):
        held = texts(one)
        for row in truth_pairs.passages(one):
            if row.kind == "verbatim" and not any(member.operators for member in row.tree):
                assert (
                    len({held[place.article][place.start : place.end].replace("’", "'") for place in row.members}) == 1
                )


def test_what_was_planned_is_done_later_and_who_takes_back_had_said_so() -> None:
    found: Counter[str] = Counter()
    for seed in range(15):
        for one in world(seed):
            groups = truth_claims.grouped(one)
            for row in truth_claims.conflicts(one, groups):
                seats = {seat.place: seat for seat in groups[row.claim]}
                left, right = seats.get(row.left), seats.get(row.right)
                if row.relation not in {"status change", "reversal"} or left is None or right is None:
                    continue
                found[row.relation] += 1
                stages = {left.telling.value.stage, right.telling.value.stage}
                if row.relation == "status change":
                    assert "done" in stages
                    assert len(stages) == 2
                else:
                    assert "withdrawn" in stages
                    assert left.row.origin == right.row.origin
            for one_said in one.story.utterances:
                for facet, value, _ in one_said.told:
                    if value.stage == "done":
                        since = next(item.states[-1][0] for item in one.story.facets if item.id == facet)
                        assert one_said.at >= since
    assert found["status change"] > 5
    assert found["reversal"] > 0


def bench(one: Told, draft: Draft, salt: int) -> Bench:
    rooms = {room.id: room for room in roster(1, REGIMES["standard"])}
    room = rooms[sorted(rooms)[salt % len(rooms)]]
    desk = Desk(one.where, room, Ledger(), dice("law", salt))
    return Bench(desk, f"law{salt}", draft.at, {u.id: u for u in one.story.utterances})


def sources(one: Told) -> Sequence[Line]:
    return [line for found in one.pages.values() for line in lines_of(found.draft) if line.tellings]


@settings(max_examples=120, deadline=None)
@given(SEEDS, st.integers(0, 10_000), st.lists(st.sampled_from(sorted(LINE_OPS)), max_size=5))
def test_operators_compose_and_keep_root_origin_and_claim(seed: int, salt: int, ops: list[LineOp]) -> None:
    one = world(seed)[0]
    lines = sources(one)
    line = lines[salt % len(lines)]
    tools = bench(one, next(iter(one.pages.values())).draft, salt)
    made = taken(line, "law/1")
    for op in ops:
        made = LINE_OPS[op](made, tools)
    rich = realise(made, one.where)
    assert rich.text
    assert "{" not in rich.text
    assert (made.root, made.parent, made.uid) == (line.root, line.uid, "law/1")
    assert [t.facet for t in made.tellings] == [t.facet for t in line.tellings]
    assert [t.utterance for t in made.tellings] == [t.utterance for t in line.tellings]
    assert set(made.ops) <= {*ops, "verbatim", *(("unit",) if "translation" in ops else ())}


@settings(max_examples=60, deadline=None)
@given(SEEDS, st.integers(0, 10_000), st.sampled_from(sorted(LINE_OPS)))
def test_an_operator_that_says_it_changed_nothing_changed_nothing(seed: int, salt: int, op: LineOp) -> None:
    one = world(seed)[0]
    lines = sources(one)
    line = taken(lines[salt % len(lines)], "law/1")
    made = LINE_OPS[op](line, bench(one, next(iter(one.pages.values())).draft, salt))
    if made.ops == ("verbatim",):
        assert made == line


@SHORT
@given(SEEDS, st.integers(0, 10_000))
def test_a_pure_copy_adds_no_origin_and_no_conflict(seed: int, salt: int) -> None:
    one = next((found for found in world(seed) if found.held), None)
    if one is None:
        return
    source = one.held[salt % len(one.held)].draft
    rooms = dict(one.where.newsrooms)
    lines = unmoored([taken(line, f"copy/{number}") for number, line in enumerate(lines_of(source))])
    copy = replace(
        source,
        id="copy",
        paragraphs=(Paragraph(role="body", lines=lines),),
        title=None,
        parents=(source.id,),
        version_of="",
        hidden=False,
    )
    more = told(replace(one.story, drafts=(*one.story.drafts, copy)), rooms, 0)
    before = {row.id: row for row in truth_claims.claims(one, truth_claims.grouped(one))}
    after = {row.id: row for row in truth_claims.claims(more, truth_claims.grouped(more))}
    assert before.keys() == after.keys()
    for name, row in before.items():
        assert {level: row.independent[level] for level in LEVELS} == {
            level: after[name].independent[level] for level in LEVELS
        }
    relation = next(
        row
        for row in truth_pairs.relations(more)
        if {row.earlier, row.later} == {more.ids["copy"], more.ids[source.id]}
    )
    assert (relation.relation, relation.earlier) == ("copies", more.ids[source.id])


@SHORT
@given(SEEDS)
def test_counts_are_those_of_brute_force_and_bounds_hold(seed: int) -> None:
    for one in world(seed):
        groups = truth_claims.grouped(one)
        media = {utterance.id: utterance.teller for utterance in one.story.utterances}
        for row in truth_claims.claims(one, groups):
            seats = truth_claims.behind(groups[row.id])
            said = {seat.telling.utterance for seat in seats if seat.telling.utterance}
            seen = {seat.line.origin for seat in seats if not seat.telling.utterance}
            assert row.independent["utterance"] == len(said) + len(seen)
            assert row.independent["person"] == len({media[name] for name in said}) + len(seen)
            assert len(row.origins) == row.independent["person"]
            for level in LEVELS:
                shown, truth, possible = (row.independent[f"{level}{end}"] for end in ("_shown", "", "_possible"))
                assert shown <= truth <= possible
                assert truth == len({at_level(seat, level, one.where) for seat in seats})
            levels = [row.independent[level] for level in LEVELS]
            assert levels == sorted(levels, reverse=True)


@SHORT
@given(SEEDS)
def test_statements_of_the_text_stand_where_they_say(seed: int) -> None:
    for one in world(seed):
        held = texts(one)
        for seat in one.seats:
            row = seat.row
            if row.field == "text" and row.chain and row.chain != ("?",):
                assert row.source is not None
                assert row.cue is not None
                assert held[row.article][slice(*row.source)].strip()
                if row.kind != "direct" and not any(op.startswith("typo") for op in row.operators):
                    assert not row.spans or row.spans[0][0] == row.start


def test_the_same_seed_gives_the_same_bytes(tmp_path_factory: pytest.TempPathFactory) -> None:
    first = folder.make(5, 60, REGIMES["standard"], tmp_path_factory.mktemp("one"))
    again = folder.make(5, 60, REGIMES["standard"], tmp_path_factory.mktemp("two"))
    other = folder.make(6, 60, REGIMES["standard"], tmp_path_factory.mktemp("three"))
    assert first == again
    assert first.sha256 != other.sha256


def test_a_page_is_its_lines_and_blanks() -> None:
    one = world(2)[0]
    for found in one.pages.values():
        assert page(found.draft, one.where) == found


def worded(line: Line, lines: Mapping[str, Line]) -> str:
    """Name the sentence whose words a line has: itself where it was worded anew, else that of its parent."""
    while line.parent in lines and not OWN_WORDS & set(line.ops):
        line = lines[line.parent]
    return line.uid


@pytest.mark.parametrize("regime", sorted(REGIMES))
def test_no_template_opens_more_than_two_sentences_of_a_story_that_are_no_copies(regime: str) -> None:
    for seed in range(15 if regime == "standard" else 2):
        for one in world(seed, regime):
            opened: dict[Opening, set[str]] = defaultdict(set)
            for found in one.held:
                for line in lines_of(found.draft):
                    if key := opening(line, one.story.event.kind):
                        opened[key].add(worded(line, one.lines))
            assert max(map(len, opened.values()), default=0) <= 2


def test_a_sentence_whose_opening_is_used_up_is_put_another_way_then_left_out() -> None:
    one = world(2)[0]
    source = next(line for line in sources(one) if line.kind == "indirect" and line.tellings[0].mood == 0)
    register = Register(one.where)
    page_of = next(iter(one.pages.values())).draft
    openings: Counter[Opening | None] = Counter()
    printed = 0
    for number in range(400):
        line = replace(source, uid=f"law/{number}", parent="", root=f"law/{number}", ops=())
        made = register.entered(replace(page_of, paragraphs=(Paragraph(role="body", lines=(line,)),)))
        openings.update(opening(kept, one.story.event.kind) for kept in lines_of(made))
        printed += len(lines_of(made))
    assert 2 < printed < 400
    assert set(openings.values()) == {2}


def test_a_tree_of_a_passage_says_who_descends_from_whom_as_relations_do() -> None:
    copies = siblings = 0
    for seed in range(6):
        for one in world(seed, "upstream"):
            related = {frozenset((row.earlier, row.later)): row for row in truth_pairs.relations(one)}
            for row in (*truth_pairs.passages(one), *truth_pairs.translated_passages(one)):
                assert len(row.tree) == len(row.members)
                for member, place in zip(row.tree, row.members, strict=True):
                    if row.kind == "quotation":
                        assert (member.parent, bool(member.source)) == (None, True)
                        continue
                    if member.parent is None:
                        siblings += 1
                        continue
                    above = row.members[member.parent]
                    pair = related.get(frozenset((above.article, place.article)))
                    copies += 1
                    assert member.source
                    assert pair is None or pair.relation == "copies"
    assert copies > 50
    assert siblings > 50


def test_passages_across_languages_have_both_languages_and_one_ancestor() -> None:
    count = 0
    for one in world(1, "translated"):
        languages = {one.ids[found.draft.id]: found.draft.language for found in one.held}
        roots = {(seat.row.article, seat.row.start): seat.line.root for seat in one.seats if seat.row.field == "text"}
        for row in truth_pairs.translated_passages(one):
            count += 1
            assert len({languages[place.article] for place in row.members}) == 2
            starts = {
                root
                for place in row.members
                for (article, start), root in roots.items()
                if article == place.article and place.start <= start < place.end
            }
            assert len(starts) <= 1
    assert count > 20


def test_a_hidden_text_is_named_and_its_children_hold_its_sentences() -> None:
    found = 0
    for seed in range(4):
        for one in world(seed):
            held = {one.ids[page_of.draft.id] for page_of in one.held}
            for row in truth_pairs.hidden(one):
                assert one.pages[row.id].draft.hidden
                assert row.name
                assert set(row.direct) <= set(row.children) <= held
                found += len(row.direct)
    assert found > 50


def test_counts_at_a_time_grow_and_end_as_the_claim_ends() -> None:
    for seed in range(6):
        for one in world(seed):
            groups = truth_claims.grouped(one)
            whole = {row.id: row.independent for row in truth_claims.claims(one, groups)}
            before: dict[str, int] = {}
            last = one.held[-1].draft.at - one.held[0].draft.at if one.held else timedelta()
            for row in truth_claims.as_of(one, groups):
                assert row.minutes in {15, 60, 360, 1440}
                count = row.independent["organisation"]
                assert before.get(row.claim, 0) <= count <= whole[row.claim]["organisation"]
                before[row.claim] = count
                if last <= timedelta(minutes=row.minutes):
                    assert row.independent == whole[row.claim]


def test_a_conflict_of_numbers_prints_two_numbers_and_all_kinds_occur() -> None:
    kinds: Counter[str] = Counter()
    drifts: Counter[str] = Counter()
    for seed in range(15):
        for one in world(seed):
            groups = truth_claims.grouped(one)
            held = texts(one)
            drifts.update(row.kind for row in truth_claims.drifts(one, groups))
            for row in truth_claims.conflicts(one, groups):
                kinds[row.relation] += 1
                words = {held[place.article][place.start : place.end] for place in (row.left, row.right)}
                assert len(words) == 2 or row.relation in {"denial", "status change", "reversal"}
    assert kinds.keys() == {
        "update", "discrepancy", "denial", "correction", "status change", "reversal", "agree"
    }  # fmt: skip
    assert drifts.keys() == {
        "attribution lost", "attribution moved", "certainty raised", "certainty lowered", "number changed",
        "quote cut", "gloss added",
    }  # fmt: skip
    assert min(kinds.values()) > 3
    assert min(drifts.values()) > 3
