"""Other people's name finders, plugged in by one setting: ``spacy:MODEL`` or ``transformers:MODEL``.

A finder is a function from a text to stretches with labels. It stands in our own's place for the articles of its
language; what comes behind it stays. Models are loaded once in each process, from this machine: we fetch nothing.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from typing import Any

from msgspec import Struct

from twosource.errors import WrongUseError
from twosource.model import Article, EntityType, Mention, Sentence, Token
from twosource.read import names
from twosource.read.pipeline import STAGES, with_names
from twosource.read.stages import Stage
from twosource.text import squeeze

LABELS: Mapping[str, EntityType] = {
    "PER": "person",
    "PERSON": "person",
    "ORG": "organisation",
    "ORGANIZATION": "organisation",
    "LOC": "place",
    "LOCATION": "place",
    "GPE": "place",
    "FAC": "place",
    "EVENT": "event",
    "PRODUCT": "product",
    "WORK_OF_ART": "product",
}
"""What the labels of the usual models are to us; other labels (dates, peoples, money) are no names."""

OVERLAP, USUAL = 4, 512
"""The part of a model's length by which the pieces of a long text overlap; the length where a model states none."""


class Stretch(Struct, frozen=True, order=True):
    """A stretch of a text that a finder labels."""

    start: int
    end: int
    label: str


Finder = Callable[[str], Iterable[Stretch]]


class Choice(Struct, frozen=True):
    """A finder that the user asks for, and the language that it is for ("" for every one)."""

    language: str
    kind: str
    model: str


def parse(setting: str) -> Choice:
    """Read a setting: ``spacy:fr_core_news_sm``, or ``fr=spacy:fr_core_news_sm`` for one language only.

    Raises:
        WrongUseError: where it is neither.
    """
    language, equals, rest = setting.partition("=")
    kind, colon, model = (rest if equals else setting).partition(":")
    if not colon or not model or kind not in _LOADERS:
        raise WrongUseError(setting, f"names are found by one of {', '.join(f'{k}:MODEL' for k in _LOADERS)}")
    return Choice(language.strip().lower() if equals else "", kind, model)


def load(choice: Choice) -> Finder:
    """Load a finder.

    Raises:
        WrongUseError: where its package or its model is not on this machine.
    """
    try:
        return _LOADERS[choice.kind](choice.model)
    except ImportError as error:
        raise WrongUseError(choice.kind, f"not installed: pip install 'twosource[{choice.kind}]'") from error
    except (OSError, ValueError) as error:
        raise WrongUseError(f"{choice.kind}:{choice.model}", f"no such model on this machine ({error})") from error


def find(finder: Finder, article: Article, sentences: tuple[Sentence, ...]) -> tuple[Mention, ...]:
    """Find the names of an article by a finder: those with a known label in what the article itself tells."""
    told = [one for one in sentences if one.role not in names.ADDED]
    last, found = 0, list[Mention]()
    for start, end, kind in sorted(_known(finder(article.text), article.text), key=lambda one: (one[0], -one[1])):
        if start >= last and any(one.start <= start and end <= one.end for one in told):
            found.append(Mention(start, end, squeeze(article.text[start:end]), kind))
            last = end
    return tuple(found)


def _known(stretches: Iterable[Stretch], text: str) -> Iterator[tuple[int, int, EntityType]]:
    for one in stretches:
        kind = LABELS.get(one.label.upper())
        bare = text[one.start : one.end].strip()
        if kind and bare:
            start = text.index(bare, one.start)
            yield start, start + len(bare), kind


@cache
def stages(settings: tuple[str, ...]) -> tuple[Stage, ...]:
    """Give the reading stages with the finders that the user's settings ask for, loaded.

    Raises:
        WrongUseError: where a setting is malformed, or what it asks for is not on this machine.
    """
    if not settings:
        return STAGES
    chosen = [(choice.language, load(choice)) for choice in map(parse, settings)]

    def mentions(
        article: Article, _tokens: tuple[Token, ...], sentences: tuple[Sentence, ...]
    ) -> tuple[Mention, ...] | None:
        finder = next((one for language, one in chosen if language in {"", article.language}), None)
        return find(finder, article, sentences) if finder else None

    return with_names(mentions, " ".join(settings))


def _spacy(model: str) -> Finder:
    pipeline: Any = importlib.import_module("spacy").load(model)
    return lambda text: [Stretch(one.start_char, one.end_char, one.label_) for one in pipeline(text).ents]


def _transformers(model: str) -> Finder:
    package: Any = importlib.import_module("transformers")
    tokenizer: Any = package.AutoTokenizer.from_pretrained(model, local_files_only=True)
    network: Any = package.AutoModelForTokenClassification.from_pretrained(model, local_files_only=True)
    if not tokenizer.is_fast:
        raise ValueError("its tokenizer does not say where in the text a name stands")
    tokenizer.model_max_length = min(tokenizer.model_max_length, _room(network.config))
    pipeline: Any = package.pipeline(
        "token-classification",
        model=network,
        tokenizer=tokenizer,
        aggregation_strategy="simple",
        stride=tokenizer.model_max_length // OVERLAP,  # an article longer than the model is read in pieces that overlap
    )
    return lambda text: [Stretch(one["start"], one["end"], one["entity_group"]) for one in pipeline(text)]


def _room(config: Any) -> int:  # noqa: ANN401 - whatever the model's family calls its settings
    """Give the tokens that a model reads at once; some families keep two places for themselves."""
    return int(getattr(config, "max_position_embeddings", None) or USUAL) - 2


_LOADERS: Mapping[str, Callable[[str], Finder]] = {"spacy": _spacy, "transformers": _transformers}
