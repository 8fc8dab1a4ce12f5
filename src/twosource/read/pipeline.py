"""The reading stages in order. To add a stage is to add a line here and a function that it names."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import partial
from typing import cast

import msgspec

from twosource.model import (
    NARRATIVE,
    Article,
    Block,
    Credit,
    Encoded,
    Layers,
    Mention,
    Quantity,
    Sentence,
    Time,
    TitleLayers,
    Token,
)
from twosource.read import blocks, known, names, narration, quantities, sentences, statements, times, tokens
from twosource.read import credits as credited
from twosource.read.credits import Agency
from twosource.read.known import Known
from twosource.read.stages import Answer, Make, Stage
from twosource.resources import exists, languages


def _blocks(article: Article, _layers: Layers) -> tuple[Block, ...]:
    return blocks.label(article)


def _sentences(article: Article, layers: Layers) -> tuple[Sentence, ...]:
    return sentences.split(article, layers.blocks or ())


def _tokens(article: Article, layers: Layers) -> tuple[Token, ...]:
    return tokens.tag(article, layers.sentences or ())


def _mentions(article: Article, layers: Layers) -> tuple[Mention, ...]:
    return names.find(article, layers.tokens or (), layers.sentences or ())


def _times(article: Article, layers: Layers) -> tuple[Time, ...]:
    return times.find(article, layers.sentences or (), layers.tokens or (), layers.statements or ())


def _quantities(article: Article, layers: Layers) -> tuple[Quantity, ...]:
    return quantities.find(article, layers.sentences or (), layers.tokens or (), layers.times or ())


def _credits(article: Article, layers: Layers, extra: tuple[Agency, ...] = ()) -> tuple[Credit, ...]:
    return credited.find(article, layers.blocks or (), layers.sentences or (), extra)


def _title(article: Article, layers: Layers) -> tuple[TitleLayers, ...]:
    """Read the words of a title apart from the text, where somebody is heard in it."""
    if not any(one.field == "title" for one in layers.statements or ()):
        return ()
    apart = msgspec.structs.replace(article, text=article.title or "", title=None)
    whole = (Sentence(0, len(apart.text), "title", 0),)
    words = tokens.tag(apart, whole)
    when = times.find(apart, whole, words)
    counted = quantities.find(apart, whole, words, when)
    return (TitleLayers(tokens=words, mentions=names.find(apart, words, whole), times=when, quantities=counted),)


def _each(*stems: str) -> tuple[str, ...]:
    return tuple(f"{stem}-{language}.toml" for stem in stems for language in languages(stem))


def _there(form: str) -> tuple[str, ...]:
    """List the files of a form ("lemmas-{}.tsv") that the languages have."""
    return tuple(name for language in languages("abbreviations") if exists(name := form.format(language)))


NAMES = (
    *_each("names"),
    "given-names.toml",
    "countries.tsv",
    "places.tsv",
    "name-parts.tsv",
    "known-names.toml",
    "outlets.tsv",
)
"""The tables of names: what ``nametables`` reads."""

STAGES: tuple[Stage, ...] = (
    Stage("blocks", 1, _blocks, (), (*_each("furniture"), "page-hints.toml", "outlets.tsv", *NAMES)),
    Stage("sentences", 1, _sentences, ("blocks",), _each("abbreviations")),
    Stage(
        "tokens",
        1,
        _tokens,
        ("sentences",),
        (
            *_each("abbreviations", "closed"),
            *(
                name
                for form in ("lemmas-{}.tsv", "word-classes-{}.tsv", "models/pos-{}.crfsuite")
                for name in _there(form)
            ),
        ),
    ),
    Stage("mentions", 3, _mentions, ("sentences", "tokens"), (*NAMES, "name-clusters.tsv", names.MODEL)),
    Stage("credits", 2, _credits, ("blocks", "sentences"), ("agencies.toml", *NAMES)),
    Stage(
        "statements",
        3,
        statements.find,
        ("sentences", "tokens", "mentions"),
        (*_each("cues"), "given-names.toml", "outlets.tsv", "agencies.toml", "countries.tsv", "models/statements.tsv"),
    ),
    Stage("times", 3, _times, ("sentences", "tokens", "statements"), _each("times", "numerals")),
    Stage("quantities", 3, _quantities, ("sentences", "tokens", "times"), _each("quantities", "numerals")),
    Stage("title", 1, _title, ("statements", "tokens", "mentions", "times", "quantities")),
    Stage("narration", 1, narration.find, ("sentences", "tokens", "quantities", "statements"), _each("events")),
)

Mentions = Callable[[Article, tuple[Token, ...], tuple[Sentence, ...]], tuple[Mention, ...] | None]
"""Finds the names of an article; ``None`` leaves it to our own."""


def with_media(stages: tuple[Stage, ...], media: Known) -> tuple[Stage, ...]:
    """Give stages that know more media: the names and the credits find them, and chains lead through them."""
    if not media.media:
        return stages
    described = hashlib.sha256(repr((media.media, media.agencies)).encode()).hexdigest()

    def knowing(stage: Stage) -> Stage:
        plugged = f"{stage.plugged} media:{described}"
        if stage.layer == "mentions":
            return msgspec.structs.replace(stage, make=partial(_marked, stage.make, media), plugged=plugged)
        if stage.layer == "credits" and media.agencies:
            return msgspec.structs.replace(stage, make=partial(_credits, extra=media.agencies), plugged=plugged)
        if stage.layer == "statements":
            return msgspec.structs.replace(stage, make=partial(statements.find, known=media), plugged=plugged)
        return stage

    return tuple(knowing(stage) for stage in stages)


def _marked(make: Make, media: Known, article: Article, layers: Layers) -> Answer:
    return known.marked(cast("tuple[Mention, ...]", make(article, layers)), article.text, media)


def with_names(find: Mentions, described: str) -> tuple[Stage, ...]:
    """Give the stages with another finder of names; ``described`` tells it apart in the recipes."""

    def made(article: Article, layers: Layers) -> tuple[Mention, ...]:
        found = find(article, layers.tokens or (), layers.sentences or ())
        return _mentions(article, layers) if found is None else found

    return tuple(
        msgspec.structs.replace(stage, make=made, plugged=described) if stage.layer == "mentions" else stage
        for stage in STAGES
    )


Encode = Callable[[str], tuple[float, ...]]
"""Gives a text as a vector: near those of texts that say the same, in whatever language."""

ENCODED = 800
"""Characters of what an article tells that an encoder is given, after its headline: about its first paragraphs."""


def with_encoder(stages: tuple[Stage, ...], encode: Encode, described: str) -> tuple[Stage, ...]:
    """Give stages that end with a sentence encoder; ``described`` tells it apart in the recipes."""

    def made(article: Article, layers: Layers) -> tuple[Encoded, ...]:
        blocks = (block for block in layers.blocks or () if block.role in NARRATIVE)
        told = " ".join(article.text[block.start : block.end] for block in blocks)
        title = article.title or ""
        text = told if told.startswith(title) else f"{title} {told}"
        return (Encoded(encode(text[:ENCODED])),) if text.strip() else ()

    return (*stages, Stage("encoded", 1, made, ("blocks",), plugged=described))
