"""Two statements of one claim that do not fit: by explicit rules, each named in its verdict. Precision first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from twosource.compare import clauses, differing, stances
from twosource.compare.counting import ALIKE, elsewhere
from twosource.compare.differing import LATE, SLOW, TOGETHER, is_past_event
from twosource.compare.figures import fits, rounds
from twosource.compare.joins import EVENTS, denies_outright, is_denial, on_one_cause
from twosource.compare.propositions import TOLLS, Proposition, class_of, days_apart, spans_of
from twosource.compare.tellings import Clash, Telling, gap, is_short_for, one_teller, two_tellers, voice
from twosource.text import fold, words

NAMING = 4
"""Letters from which a word of a name is no small word."""
CAUSE = "cause"
"""Class of predicates that say what something came of."""
SPECIFIC = 2
"""Words and names that a denied noun must have to say what is denied."""
DAY = len("2026-11-30")
MATTER = 0.4
"""Share of the features of the shorter one that a plan and what came of it have in common."""
_MATTER = frozenset("wpe")
NO_DEED = frozenset({"cost", "pay_offer", "demand", "warning", "blame", "safety", "next_step", "results", "attendance"})
"""Classes of what is said that nobody does: a cost that "will be" and then "was put at" some sum has not been done."""
MATCHED = 0.15
"""Likeness by which two statements are about one matter, in any words."""
TURNED = 0.8
"""Likeness by which one teller's yes and no are of one thing."""
TAKEN_UP = 0.5
"""Share of what a denial says that it takes up of what it denies."""
SAME_WORDS = 0.8
"""Share of the words of two clauses from which they are one."""
CLAUSE = 6
"""Words of what is denied from which it is no mere noun."""
MET = 0.2
"""Share of the features of the shorter one that a denial and what it denies have in common."""


def find(tellings: Sequence[Telling], alike: NDArray[np.float64] | None = None) -> list[Clash]:
    """Find the conflicts of one claim, in the order of their members; each pair of values is told once.

    ``alike``: how alike every two of the tellings are, as a square; all of them, where it is not known.
    """
    near = np.ones((len(tellings), len(tellings))) if alike is None else alike
    opposed = [*_stances(tellings), *_denials(tellings, near)]
    found = [*differing.find(tellings, near), *_once(opposed, tellings), *_status(tellings, near)]
    return sorted(found, key=lambda c: (c.left, c.right, c.relation))


def _once(clashes: Sequence[Clash], tellings: Sequence[Telling]) -> Iterator[Clash]:
    """Give each denial between two tellers once, by whatever rule it was found first."""
    told: set[frozenset[str]] = set()
    for clash in clashes:
        tellers = frozenset(who(tellings[i]) for i in (clash.left, clash.right))
        if clash.relation != "denial" or tellers not in told:
            yield clash
        if clash.relation == "denial":
            told.add(tellers)


# --------------------------------------------------------------- denials, status


def _denials(tellings: Sequence[Telling], alike: NDArray[np.float64]) -> Iterator[Clash]:
    """Find who denies what others assert, each pair of tellers once; who denies or takes back his own word reverses."""
    met_by: dict[tuple[str, str], list[Pair]] = {}
    reversed_: set[str] = set()
    affirming = [i for i, t in enumerate(tellings) if affirms(t)]
    for j, denier in enumerate(tellings):
        if not (denier.taken_back or denies(denier)):
            continue
        body = who(denier)
        met = [
            i
            for i in affirming
            if _is_met(tellings[i], denier, float(alike[i, j])) and not _is_since(tellings[i], denier)
        ]
        rivals = [i for i in met if who(tellings[i]) != body and not is_short_for(tellings[i], denier)]
        for i in () if denier.taken_back else rivals:
            met_by.setdefault((who(tellings[i]), body), []).append((i, j))
        turned = [i for i in met if _turns(tellings[i], denier, float(alike[i, j]))]
        own = turned or [i for i in met if _is_own_word(tellings[i], denier)]
        if own and body not in reversed_ and (denier.taken_back or not rivals):
            reversed_.add(body)
            yield Clash("reversal", own[0], j, "taken-back" if denier.taken_back else "same-teller-denies")
    for pairs in met_by.values():
        yield Clash("denial", *_foremost(pairs, tellings), "denied-by-another")


Pair = tuple[int, int]


def _is_since(telling: Telling, denier: Telling) -> bool:
    """Tell whether something is told a day after it was denied: it may have come to be ("power has been restored")."""
    if telling.time is None or denier.time is None:
        return False
    return datetime.fromisoformat(telling.time) - datetime.fromisoformat(denier.time) > SLOW


def _foremost(pairs: Iterable[Pair], tellings: Sequence[Telling]) -> Pair:
    """Give the pair of the earliest printings: of two articles, where there is one, of the text below a headline."""

    def rank(pair: Pair) -> tuple[bool, bool, Pair]:
        one, other = (tellings[i].proposition for i in pair)
        return one.headed or other.headed, one.article == other.article, (min(pair), max(pair))

    return min(pairs, key=rank)


def _turns(telling: Telling, denier: Telling, alike: float) -> bool:
    """Tell whether one teller says at two times that something is so and that it is not, in much the same words."""
    between = gap(telling, denier)
    kinds = {t.proposition.statement.kind for t in (telling, denier)}
    of_one = one_teller(telling, denier) and telling.proposition.article != denier.proposition.article
    return (
        kinds == {"indirect"}
        and denier.proposition.negated
        and of_one
        and alike >= TURNED
        and between is not None
        and between.total_seconds() > 0
    )


def who(telling: Telling) -> str:
    """Give the voice of a telling; of one without a voice, under what its root counts."""
    return voice(telling) or telling.root.organisation


def _is_own_word(telling: Telling, denier: Telling) -> bool:
    """Tell whether a telling is of the very teller who later denies it, by a cue, or takes it back: both name him."""
    explicit = denier.taken_back or denier.proposition.statement.certainty == "denied"
    one = denier.root.named and telling.root.key == denier.root.key
    apart = telling.proposition.article != denier.proposition.article and (telling.time or "") <= (denier.time or "~")
    return explicit and one and apart and _says_it_himself(telling) and _says_it_himself(denier)


def _says_it_himself(telling: Telling) -> bool:
    """Tell whether the sentence of a telling names the teller to whom it is traced."""
    if telling.proposition.statement.chain:
        return True
    named = {fold(telling.sentence[w.start : w.end]) for w in words(telling.sentence)}
    parts = [fold(part) for part in telling.root.name.split() if len(part) >= NAMING]
    return bool(parts) and all(part in named for part in parts)


def _is_one_place(one: Proposition, other: Proposition) -> bool:
    """Tell whether two statements stand in the same words of an article: an accusation told with its denial."""
    a, b = one.statement, other.statement
    return one.article == other.article and a.field == b.field and a.start < b.end and b.start < a.end


def _is_one_sentence(telling: Telling, denier: Telling) -> bool:
    """Tell whether two clauses are one, word for word or nearly: one of them was misread, and denies nothing."""
    one, other = (_words_of(t.proposition) for t in (telling, denier))
    negated = telling.proposition.negated != denier.proposition.negated
    return not negated and min(len(one), len(other)) >= CLAUSE and len(one & other) > SAME_WORDS * len(one | other)


def _is_met(telling: Telling, denier: Telling, alike: float) -> bool:
    """Tell whether a denial is of what is told: it has enough in common with it, and something of what is said.

    A name or a place in common is not enough. What an article puts forward itself is denied by a cue alone
    ("rejected the attribution to her of 44 %").
    """
    one, other = telling.proposition, denier.proposition
    shared = one.features & other.features
    if voice(telling) is None and not (shared and other.statement.certainty == "denied"):
        return False
    said = {feature for feature in shared if feature[0] in {"w", "p", "toll", "q"}}
    if of_another(one, other) or _is_one_place(one, other) or _is_one_sentence(telling, denier):
        return False
    if (not said and alike < MATCHED) or not _takes_up(one, other, alike):
        return False
    return one.language != other.language or len(shared) >= MET * min(len(one.features), len(other.features))


def of_another(told: Proposition, denier: Proposition) -> bool:
    """Tell whether a denial is of another one of several, noun, number or cause, or says what is told, too."""
    of_one = stances.of_one(told.stance, denier.stance) and not stances.says_so_too(told.stance, denier.stance)
    another = _of_another_noun(told, denier) or _of_another_cause(told, denier) or _of_another_number(told, denier)
    return not of_one or another or _of_another_culprit(told, denier)


def _of_another_number(told: Proposition, denier: Proposition) -> bool:
    """Tell whether none of the numbers that a denial names is told, or whether it tells a toll ("did not survive")."""
    pairs = [(a, b) for a in told.counts for b in denier.counts if class_of(a) and class_of(a) == class_of(b)]
    fitting = [a for a, b in pairs if fits(a, b) or rounds(a, b) or rounds(b, a)]
    by_word = denier.statement.certainty != "denied"
    return bool(pairs) and (not fitting or (by_word and any(class_of(figure) in TOLLS for figure in fitting)))


def _of_another_noun(told: Proposition, denier: Proposition) -> bool:
    """Tell whether there is none of something that the other one does not name ("no hostage was hurt")."""
    none = denier.stance.none
    classed = bool((told.named("p") & denier.named("p")) - EVENTS)  # "no negotiations" answers "in talks"
    return bool(none) and not classed and told.language == denier.language and none.isdisjoint(told.named("w"))


def _of_another_culprit(told: Proposition, denier: Proposition) -> bool:
    """Tell whether of one event one says what brought it about, and the other what did not: of two things."""
    one, other = told.stance.subject, denier.stance.subject
    events = told.named("p") & denier.named("p") & (EVENTS | {CAUSE})
    spoken = (p.named("w") for p in (denier, told))
    apart = all(bool(subject) and subject.isdisjoint(said) for subject, said in zip((one, other), spoken, strict=True))
    return bool(events) and denier.negated and told.language == denier.language and apart


def _of_another_cause(told: Proposition, denier: Proposition) -> bool:
    """Tell whether one cause is told and another one ruled out: the two fit."""
    one, other = (p.stance.causes | p.stance.ruled_out for p in (told, denier))
    return bool(one and other) and one.isdisjoint(other)


def affirms(telling: Telling) -> bool:
    """Tell whether a telling puts a claim forward: no demand, no denial, nothing taken back."""
    proposition = telling.proposition
    negative = is_denial(proposition) or (proposition.own and proposition.negated) or _has_a_no(proposition)
    told = voice(telling) is not None or (proposition.own and telling.bare)
    plain = proposition.tense != "ahead" and proposition.statement.certainty not in {"demanded", "denied"}
    return told and plain and not negative and not telling.taken_back and not _speaks_of_denial(telling)


def _has_a_no(proposition: Proposition) -> bool:
    """Tell whether a negation stands anywhere in it ("this haste, it is no"): what it puts forward is not plain."""
    said, spoken = clauses.words(proposition.language), _words_of(proposition)
    undone = any(spoken.issuperset(phrase) for phrase in said.undone)
    return not proposition.negated and (undone or not spoken.isdisjoint(said.negations | said.noes))


def _speaks_of_denial(telling: Telling) -> bool:
    """Tell whether it says that somebody denies, or, of the article itself, stands in a sentence that says so."""
    denying, told = clauses.words(telling.proposition.language).denying, telling.proposition
    if told.own:
        return not denying.isdisjoint(clauses.spoken(telling.sentence))
    return told.statement.kind != "direct" and not denying.isdisjoint(_words_of(told))


def denies(telling: Telling) -> bool:
    """Tell whether a telling denies: "no return without a raise" demands."""
    certainty = telling.proposition.statement.certainty
    denial = is_denial(telling.proposition) or _is_own_denial(telling)
    if not denial or certainty in {"demanded", "possible"} or _is_generic(telling.proposition):
        return False
    if certainty == "denied":
        return True
    plain = certainty != "hearsay"
    return plain and not clauses.is_conditioned(_words_of(telling.proposition), telling.proposition.language)


def _is_own_denial(telling: Telling) -> bool:
    """Tell whether a body says in a text of its own that something is not so."""
    return telling.proposition.own and telling.proposition.negated and telling.bare and voice(telling) is not None


def _takes_up(one: Proposition, denier: Proposition, alike: float) -> bool:
    """Tell whether a denial takes up most of what is said, in other words than names, where that is asked of it.

    It is of a "not" in live speech, two things at least, and of a "denied" whose sentence is not like the other one.
    """
    live = denier.statement.kind == "direct" and not denies_outright(denier)
    unlike = denier.statement.certainty == "denied" and denier.language == one.language and alike < ALIKE
    if not (live or unlike):
        return True
    light = clauses.words(denier.language).light
    said = {f for f in denier.features if f[0] in {"w", "p"} and f[1] not in light}
    common = len(said & one.features)
    return common >= TAKEN_UP * len(said) and (common >= SPECIFIC or not live)


def _is_generic(proposition: Proposition) -> bool:
    """Tell whether what is denied is a noun alone ("the charges", "les faits"): it does not say of what."""
    named = [feature for feature in proposition.features if feature[0] in {"w", "e"}]
    vague = clauses.words(proposition.language).generic
    bare = all(kind == "w" and word in vague for kind, word in named)
    kind = proposition.statement.kind
    few = len(named) < SPECIFIC and kind == "noun"
    return bool(named) and ((bare and kind != "own") or few)


def _words_of(proposition: Proposition) -> frozenset[str]:
    """Give the words of a statement, folded."""
    text = proposition.text
    return frozenset(
        fold(text[w.start : w.end]) for s in spans_of(proposition.statement) for w in words(text, s.start, s.end)
    )


def _status(tellings: Sequence[Telling], alike: NDArray[np.float64]) -> Iterator[Clash]:
    """Find plans and expectations that another article reports as done, one for each two tellers."""
    done = [j for j, t in enumerate(tellings) if _is_done(t)]
    told: set[tuple[str, str]] = set()
    for i, a in enumerate(tellings):
        if not _is_ahead(a.proposition) or a.taken_back:
            continue
        for j in done:
            pair = (a.root.organisation, tellings[j].root.organisation)
            apart = tellings[j].proposition.article != a.proposition.article
            of_two = elsewhere(a, tellings[j]) or days_apart(a.proposition, tellings[j].proposition)
            if not apart or of_two or pair in told:
                continue
            if "direct" in _kinds(a, tellings[j]) and not _one_figure(a.proposition, tellings[j].proposition):
                continue
            if _ordered(a, tellings[j]) and _is_one_matter(a, tellings[j], float(alike[i, j])):
                told.add(pair)
                yield Clash("status change", i, j, "planned-then-done")


def _kinds(*tellings: Telling) -> frozenset[str]:
    return frozenset(t.proposition.statement.kind for t in tellings)


def _one_figure(plan: Proposition, done: Proposition) -> bool:
    """Tell whether a plan and what is done give one number of people or things."""
    return any(
        a.low is not None and (a.low, a.high) == (b.low, b.high) and class_of(a) and class_of(b)
        for a in plan.figures
        for b in done.figures
    )


def _is_one_matter(plan: Telling, done: Telling, alike: float) -> bool:
    """Tell whether a plan and what is done have enough in common: words, names, and the class of what is told."""
    one, other = plan.proposition.named("p"), done.proposition.named("p")
    if (one | other) & NO_DEED and not (one & other) - NO_DEED:
        return False
    dated = any(feature[0] == "t" for feature in plan.proposition.features & done.proposition.features)
    shared = {kind for kind, _ in plan.proposition.features & done.proposition.features}
    if alike >= MATCHED and shared & _MATTER and (dated or _one_figure(plan.proposition, done.proposition)):
        return True
    if not one & other and ((one and other) or alike < ALIKE):
        return False
    if plan.proposition.language != done.proposition.language:
        return any(feature[0] in "pet" for feature in plan.proposition.features & done.proposition.features)
    meant, made = (
        frozenset(feature for feature in t.proposition.features if feature[0] in _MATTER) for t in (plan, done)
    )
    return alike >= ALIKE or len(meant & made) >= MATTER * min(len(meant), len(made))


def _is_done(telling: Telling) -> bool:
    """Tell whether a clause tells as past, of whoever is named or surely of the article itself."""
    proposition = telling.proposition
    told = not proposition.own or telling.bare
    sure = proposition.statement.certainty in {"done", "asserted", "reported", "ongoing"}
    plain = not proposition.negated and not telling.taken_back
    clause = proposition.whole or proposition.statement.kind == "indirect"
    return proposition.tense == "past" and clause and told and sure and plain and not _names_a_day_ahead(proposition)


def _names_a_day_ahead(proposition: Proposition) -> bool:
    """Tell whether a statement names a day after that of its article: it speaks of what is to come."""
    days = [time.from_[:10] for time in proposition.times if time.from_ and len(time.from_) >= DAY]
    return bool(proposition.published) and any(day > proposition.published for day in days)


def _is_ahead(proposition: Proposition) -> bool:
    """Tell whether a clause speaks of what is still to come: by its verb, or dated after its article.

    What is offered or demanded ("proposes a raise") is not on the way to be done; a noun has no time of its own.
    """
    certainty = proposition.statement.certainty
    if not proposition.whole or proposition.statement.kind == "noun" or _is_on_terms(proposition):
        return False
    return (certainty == "planned" and proposition.tense != "past") or (
        proposition.tense == "ahead" and certainty not in {"demanded", "denied"}
    )


def _is_on_terms(proposition: Proposition) -> bool:
    """Tell whether a clause says on what something depends ("no return without a raise"): that is no plan."""
    return proposition.negated and clauses.is_conditioned(_words_of(proposition), proposition.language)


def _ordered(a: Telling, b: Telling) -> bool:
    """Tell whether a plan is told before what came of it, or, by a slower desk, soon after, and for no later day."""
    days, told = a.proposition.days, b.proposition.published
    if days and told and min(days) > told:
        return False
    if a.time is None or b.time is None:
        return True
    return datetime.fromisoformat(a.time) - datetime.fromisoformat(b.time) <= SLOW


# ----------------------------------------------------------------------- stances


def _stances(tellings: Sequence[Telling]) -> Iterator[Clash]:
    """Find the opposite of how a thing stands, and another cause, told by two; each pair of tellers once.

    Of how a thing stands, each teller is heard once.
    """
    told: dict[tuple[str, frozenset[str]], list[Pair]] = {}
    standing = [n for n, t in enumerate(tellings) if _is_put_forward(t)]
    for n, i in enumerate(standing):
        for j in standing[n + 1 :]:
            a, b = tellings[i], tellings[j]
            rule = _stance_rule(a, b)
            if rule is None or not two_tellers(a, b) or elsewhere(a, b):
                continue
            voices = frozenset(filter(None, (voice(a), voice(b))))
            heard = rule == "opposite-states" and all(any(one in pair for _, pair in told) for one in voices)
            if (rule, voices) in told or not heard:
                told.setdefault((rule, voices), []).append((i, j))
    for (rule, _), pairs in told.items():
        yield Clash("discrepancy" if rule == "two-causes" else "denial", *_foremost(pairs, tellings), rule)


def _stance_rule(a: Telling, b: Telling) -> str | None:
    """Name the rule by which two statements oppose each other: of things that change, only what is told together."""
    one, other, between = a.proposition, b.proposition, gap(a, b)
    past = one.tense == other.tense == "past"
    if days_apart(one, other) or is_past_event(a) != is_past_event(b) or (between is not None and between > LATE):
        return None
    denied = "denied" in {one.statement.certainty, other.statement.certainty}
    if (
        not denied
        and stances.opposite(one.stance, other.stance)
        and (between is None or between <= (SLOW if past else TOGETHER))
    ):
        return "opposite-states"
    if on_one_cause(one, other) and _rules_out(one, other):
        return "cause-ruled-out"
    unsure = denied or {one.statement.certainty, other.statement.certainty} <= {"possible", "probable", "hearsay"}
    if not unsure and on_one_cause(one, other) and stances.two_causes(one.stance, other.stance):
        return "two-causes"
    return None


def _rules_out(one: Proposition, other: Proposition) -> bool:
    """Tell whether one says that it was not what the other says it was; what is "denied" is ruled out."""
    denied = [p.statement.certainty == "denied" for p in (one, other)]
    if denied[0] != denied[1]:
        return bool(one.stance.causes & other.stance.causes)
    return not any(denied) and stances.rules_out(one.stance, other.stance)


def _is_put_forward(telling: Telling) -> bool:
    certainty, stance = telling.proposition.statement.certainty, telling.proposition.stance
    told = bool(stance.states and certainty != "denied") or stances.on_cause(stance)
    plain = telling.proposition.tense != "ahead" and not telling.taken_back
    return told and plain and certainty not in {"demanded", "planned", "expected"}
