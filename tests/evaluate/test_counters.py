"""Counters that trace nothing."""

from __future__ import annotations

from twosource.evaluate import counters


def test_outlets_that_share_rare_values_depend_on_each_other() -> None:
    values = {f"c{n}": {"a": str(n), "b": str(n), "c": "said", "d": "said", "e": "said"} for n in range(3)}
    depend = counters.dependence(values)
    assert depend[frozenset("ab")] > 0.99
    assert depend[frozenset("ac")] < 0.05


def test_votes_are_discounted_for_copying() -> None:
    assert counters.votes(("a", "b", "c"), {}) == 3
    assert counters.votes(("a", "b", "c"), {frozenset("ab"): 1.0, frozenset("bc"): 1.0, frozenset("ac"): 1.0}) == 1
    assert counters.votes((), {}) == 1
