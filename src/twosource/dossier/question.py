"""The fact-checker's question, read as an article of its own that has a title and no text. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from msgspec.structs import replace

from twosource.compare import propositions, weights
from twosource.compare.bilingual import translations
from twosource.compare.propositions import Proposition
from twosource.model import Article, Entity, Language, Layers, Mark, Mention, Reading, Statement, TitleLayers
from twosource.read import language as languages
from twosource.read import stages
from twosource.read.stages import Stage
from twosource.text import WORD, fold

SHORT = 100
"""Characters up to which the language of a question is no sure thing."""
UNKNOWN = 12.0
"""Worth in nats of a word that no article of a language holds."""
LISTED = 3.0
"""What a word adds, in nats, that a list of translations knows."""
LONGEST_NAME = 5
"""Words of the longest name that is looked for."""
ID = "question"
"""The id of the article that a question is; it stands in no dossier."""
SUPPORTED: tuple[Language, ...] = ("en", "fr")
"""Languages in which a question too short to tell is tried, after those of the pile."""


def is_askable(text: str) -> bool:
    """Tell whether there is a word or a figure in a question."""
    return WORD.search(text) is not None


def read(text: str, pile: Sequence[Reading], steps: Sequence[Stage]) -> Reading:
    """Read a question with the reading stages, in its own language; where it is short, in the likeliest.

    Tried are the language that it seems to be in, those of the pile, the commonest first, and ours.
    """
    asked = " ".join(text.split())
    told = languages.detect(asked)
    spoken = [code for code, _ in Counter(r.article.language for r in pile).most_common()]
    codes = [told] if len(asked) > SHORT and told != "und" else [told, *spoken, *SUPPORTED]
    tried = [read_in(asked, code, steps) for code in dict.fromkeys(codes) if code != "und"]
    return max(tried, key=_understood)


def _understood(question: Reading) -> tuple[int, float]:
    """Give how much of a question makes sense in its language: counted things, then how usual the words are."""
    (title,) = question.layers.title or (TitleLayers(),)
    language = question.article.language
    usual = weights.background(language)
    pivot = "en" if language != "en" else "fr"
    heard = sum(UNKNOWN - weights.worth(word, language) for word in words_of(question) if word in usual)
    translated = sum(LISTED for token in title.tokens if translations(token.lemma, language, pivot))
    return sum(figure.category is not None for figure in title.quantities), heard + translated


def words_of(question: Reading) -> tuple[str, ...]:
    """Give the words of a question, folded."""
    return _words(question.article.title or "")


def read_in(text: str, language: Language, steps: Sequence[Stage]) -> Reading:
    """Read a question in a language that is known."""
    asked = " ".join(text.split())
    marks = (Mark(0, len(asked), "p", voted=True),)
    article = Article(id=ID, input_id=ID, outlet=ID, language=language, text=asked, capture_sha256="", marks=marks)
    layers = stages.run(steps, article)
    title = TitleLayers(
        tokens=layers.tokens or (),
        mentions=layers.mentions or (),
        times=layers.times or (),
        quantities=layers.quantities or (),
    )
    # as a title its names are those that the story knows, however it calls them first
    apart = Article(id=ID, input_id=ID, outlet=ID, language=language, title=asked, text="", capture_sha256="")
    return Reading(apart, Layers(statements=(_statement(asked, layers),), title=(title,)))


def _statement(asked: str, layers: Layers) -> Statement:
    """Give what is asked: what somebody is said to say, else the whole."""
    if layers.statements:
        told = max(layers.statements, key=lambda one: one.end - one.start)
        return Statement(
            start=told.start, end=told.end, field="title", kind=told.kind, certainty=told.certainty, spans=told.spans,
            speaker=told.speaker, chain=told.chain,
        )  # fmt: skip
    own = next(iter(layers.narration or ()), None)
    certainty = own.certainty if own else "asserted"
    return Statement(start=0, end=len(asked), field="title", kind="own", certainty=certainty)


def known(question: Reading, entities: Sequence[Entity]) -> Reading:
    """Give a question with the names in it that a story knows, capitals or not."""
    called = {_words(name): entity for entity in reversed(entities) for name in (entity.name, *entity.variants)}
    (title,) = question.layers.title or (TitleLayers(),)
    text = question.article.title or ""
    places = [(m.start(), m.end()) for m in WORD.finditer(text)]
    taken = {place for one in title.mentions for place in range(one.start, one.end)}
    found = list(title.mentions)
    for size in range(LONGEST_NAME, 0, -1):
        for run in zip(*(places[k:] for k in range(size)), strict=False):
            start, end = run[0][0], run[-1][1]
            entity = called.get(_words(text[start:end]))
            if entity is not None and taken.isdisjoint(range(start, end)):
                found.append(Mention(start, end, text[start:end], entity.type))
                taken |= set(range(start, end))
    layers = replace(question.layers, title=(replace(title, mentions=tuple(sorted(found))),))
    return Reading(question.article, layers)


def put(question: Reading, entities: Sequence[Entity]) -> Proposition:
    """Give a question as a proposition of a story; a figure of a class stands for the words that count it."""
    found = propositions.build([known(question, entities)], entities)[0]
    (title,) = question.layers.title or (TitleLayers(),)
    figures = [figure for figure in title.quantities if figure.category]
    counted = {fold(t.lemma) for t in title.tokens if any(f.start <= t.start < f.end for f in figures)}
    return replace(found, features=found.features - {("w", word) for word in counted})


def _words(name: str) -> tuple[str, ...]:
    return tuple(fold(match.group()) for match in WORD.finditer(name))
