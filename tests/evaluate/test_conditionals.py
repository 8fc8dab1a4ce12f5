"""The scorer of French conditional verbs: right, wrong and unseen uses."""

from __future__ import annotations

from tests.evaluate import fake

from twosource.evaluate import conditionals

TEXT = "Le conducteur aurait perdu le contrôle. Le port pourrait fermer. Le quai est sûr."
ARTICLES, STATED = {"a": TEXT}, {"a": "fr"}


def verb(word: str, use: str) -> dict[str, object]:
    start = TEXT.index(word)
    return {"article": "a", "start": start, "end": start + len(word), "use": use}


def test_each_labelled_verb_is_asked_for_its_use() -> None:
    labels = [verb("aurait", "hearsay"), verb("pourrait", "hypothetical"), verb("est", "polite")]
    gold = fake.dataset(ARTICLES, {"conditionals": labels, "language": STATED})
    rows = conditionals.score(gold, fake.perfect(gold))
    assert fake.row(rows, "conditional verb, asked accuracy").score == 1 / 3
    assert fake.row(rows, "conditional verb, asked: hearsay F1").score == 1.0


def test_without_labels_there_is_nothing_to_score() -> None:
    gold = fake.dataset(ARTICLES, {"language": STATED})
    assert conditionals.score(gold, fake.perfect(gold)) == ()
