"""Other people's models, plugged in by one setting each: name finders and a sentence encoder.

A finder is a function from a text to stretches with labels. It stands in our own's place for the articles of its
language; what comes behind it stays. An encoder is a function from texts to vectors: it adds one view to those under
which stories are grouped. Models are loaded once in each process, from this machine: we fetch nothing.
"""

from __future__ import annotations

import importlib
import importlib.metadata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt
from msgspec import Struct

from twosource.errors import WrongUseError
from twosource.model import Article, EntityType, Mention, Sentence, Token
from twosource.read import names
from twosource.read.pipeline import STAGES, Encode, with_encoder, with_names
from twosource.read.stages import Stage
from twosource.resources import read_rows
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
def stages(settings: tuple[str, ...], encoder: str = "") -> tuple[Stage, ...]:
    """Give the reading stages with the finders and the encoder that the user's settings ask for, loaded.

    Raises:
        WrongUseError: where a setting is malformed, or what it asks for is not on this machine.
    """
    named = _with_finders(settings)
    return with_encoder(named, encode_with(encoder), encoder) if encoder else named


def _with_finders(settings: tuple[str, ...]) -> tuple[Stage, ...]:
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


# --------------------------------------------------------------------- sentence encoders


Encoder = Callable[[list[str]], Any]
"""Gives texts as rows of numbers, one row for each."""

GROUP = "twosource.encoders"
"""The group of entry points under which a package offers an encoder."""
NOTHING = 1e-6
"""Length up to which a vector tells nothing."""
DIGITS = 5
"""Decimals of a vector that are kept: what another order of adding up changes lies behind them."""


def encode_with(setting: str) -> Encode:
    """Load a sentence encoder.

    Args:
        setting: ``sentence-transformers:MODEL``, ``transformers:MODEL`` (the mean of its words), or ``entry:NAME``, a
            function that an installed package offers.

    Raises:
        WrongUseError: where it is none of these, or its package or its model is not on this machine.
    """
    kind, colon, model = setting.partition(":")
    if not colon or not model or kind not in _ENCODERS:
        raise WrongUseError(setting, f"sentences are encoded by one of {', '.join(f'{k}:MODEL' for k in _ENCODERS)}")
    try:
        return centred(_ENCODERS[kind](model))
    except ImportError as error:
        raise WrongUseError(kind, f"not installed: pip install 'twosource[{kind}]'") from error
    except (OSError, ValueError) as error:
        raise WrongUseError(setting, f"no such model on this machine ({error})") from error


def centred(encoder: Encoder) -> Encode:
    """Give an encoder that counts from where unrelated headlines lie, and gives vectors of unit length.

    Many models put all texts into one corner: two unrelated ones then look alike. The mean of headlines about nothing
    in common, in several languages, is taken away, so that one line between like and unlike suits all models.
    """
    unrelated = _rows(encoder([row[0] for row in read_rows("unrelated-headlines.tsv")]))
    middle = _unit(unrelated).mean(axis=0)

    def encode(text: str) -> tuple[float, ...]:
        found = _unit(_unit(_rows(encoder([text]))) - middle)[0]
        return tuple(round(float(value), DIGITS) for value in found)

    return encode


def _rows(found: Any) -> npt.NDArray[np.float64]:  # noqa: ANN401 - an array or lists, of whatever the encoder is made with
    return np.atleast_2d(np.asarray(found, dtype=np.float64))


def _unit(rows: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.where(lengths > NOTHING, rows / np.maximum(lengths, NOTHING), 0.0)


def _by_sentence_transformers(model: str) -> Encoder:
    package: Any = importlib.import_module("sentence_transformers")
    network: Any = package.SentenceTransformer(model, device="cpu", local_files_only=True)
    return lambda texts: network.encode(texts, show_progress_bar=False)


def _by_transformers(model: str) -> Encoder:
    """Give the mean of the last vectors of a text's words, as most encoders are trained."""
    package: Any = importlib.import_module("transformers")
    torch: Any = importlib.import_module("torch")
    tokenizer: Any = package.AutoTokenizer.from_pretrained(model, local_files_only=True)
    network: Any = package.AutoModel.from_pretrained(model, local_files_only=True).eval()
    room = min(tokenizer.model_max_length, _room(network.config))

    def encode(texts: Sequence[str]) -> Any:  # noqa: ANN401 - an array of torch
        read = tokenizer(list(texts), padding=True, truncation=True, max_length=room, return_tensors="pt")
        with torch.no_grad():
            words = network(**read).last_hidden_state
        held = read["attention_mask"].unsqueeze(-1)
        return ((words * held).sum(1) / held.sum(1)).numpy()

    return encode


def _by_entry(name: str) -> Encoder:
    found = next(iter(importlib.metadata.entry_points(group=GROUP, name=name)), None)
    if found is None:
        raise ValueError(f"no installed package offers {name} under {GROUP}")
    encoder: Encoder = found.load()
    return encoder


_ENCODERS: Mapping[str, Callable[[str], Encoder]] = {
    "sentence-transformers": _by_sentence_transformers,
    "transformers": _by_transformers,
    "entry": _by_entry,
}
