"""One small invented pile with a label of every kind: two outlets on a dam that leaks."""

from __future__ import annotations

from tests.evaluate import fake

from twosource.evaluate.dataset import Dataset

A = (
    "Dam leaks at Velmont\n\n"
    "VELMONT (NPQ) - The old dam leaks, the mayor Elise Maro said on Monday.\n"
    "Three villages were emptied overnight.\n"
    "Subscribe to our letter\n"
)
B = (
    "The old dam leaks. According to the Water Board, the wall may break.\n"
    '"We will empty three villages by dawn", Maro told Radio Brume.\n'
)
TEXTS = {"a": A, "b": B}


def at(article: str, words: str) -> dict[str, object]:
    """Give the place of some words, which stand there once."""
    text = TEXTS[article]
    assert text.count(words) == 1, words
    return {"article": article, "start": text.index(words), "end": text.index(words) + len(words)}


def span(article: str, words: str) -> list[int]:
    start = TEXTS[article].index(words)
    return [start, start + len(words)]


LEAK_A, LEAK_B = at("a", "The old dam leaks"), at("b", "The old dam leaks")
EMPTY_A = at("a", "Three villages were emptied overnight")
EMPTY_B = at("b", "We will empty three villages by dawn")
BREAK = at("b", "the wall may break")

TRUTH: dict[str, object] = {
    "language": {"a": "en", "b": "en"},
    "stories": {"dam": ["a", "b"]},
    "blocks": [
        {**at("a", "Dam leaks at Velmont"), "role": "title"},
        {**at("a", "Subscribe to our letter"), "role": "promo"},
    ],
    "entities": [
        {"name": "Elise Maro", "type": "person", "variants": ["Elise Maro", "Maro"]},
        {"name": "Velmont", "type": "place", "variants": ["Velmont"]},
    ],
    "passages": [[LEAK_A, LEAK_B]],
    "hidden": [{"id": "w", "story": "dam", "name": "Water Board", "children": ["a", "b"]}],
    "relations": [{"earlier": "a", "later": "b", "relation": "copies", "direction": "known"}],
    "statements": [
        {
            **LEAK_A,
            "cue": span("a", "said"),
            "source": span("a", "the mayor Elise Maro"),
            "speaker": "Elise Maro",
            "kind": "indirect",
            "certainty": "asserted",
            "chain": ["Elise Maro"],
        },
        {
            **BREAK,
            "cue": span("b", "According to"),
            "source": span("b", "the Water Board"),
            "kind": "indirect",
            "certainty": "possible",
            "chain": ["Water Board"],
        },
        {
            **EMPTY_B,
            "cue": span("b", "told"),
            "source": span("b", "Maro"),
            "kind": "direct",
            "certainty": "planned",
            "chain": ["Elise Maro", "Radio Brume"],
        },
    ],
    "variants": [
        {"type": "person", "same": ["Ivan Chtchoukine", "Ivan Shchukin"], "others": ["Ivan Chtchoukina"]},
        {"type": "place", "same": ["Moscou", "Moscow"], "others": ["Mossoul"]},
    ],
    "trap": [{"article": "a", "text": "on Monday"}],
    "claims": [
        {
            "id": "leak",
            "statements": [LEAK_A, LEAK_B],
            "origins": ["Elise Maro"],
            "independent": {"utterance": 1, "organisation": 1, "organisation_possible": 2},
        },
        {
            "id": "villages",
            "statements": [EMPTY_A, EMPTY_B],
            "origins": ["Elise Maro", "unknown"],
            "independent": {"person": 2, "organisation": None},
        },
    ],
    "conflicts": [{"claim": "villages", "relation": "status change", "left": EMPTY_B, "right": EMPTY_A}],
    "drifts": [{"claim": "leak", "kind": "attribution lost", "from": LEAK_A, "to": LEAK_B}],
    "times": [{**at("a", "on Monday"), "type": "DATE", "value": "2031-03-03"}],
    "quantities": [{**at("a", "Three villages"), "low": 3, "high": 3, "counted": "village"}],
    "credits": [{**at("a", "NPQ"), "agency": "NPQ", "role": "end credit"}],
}


def dataset() -> Dataset:
    return fake.dataset(TEXTS, TRUTH, published={"a": "2031-03-03", "b": "2031-03-04"})
