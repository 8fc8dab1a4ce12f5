"""Who reached whom: the tellers, relays and articles of a drawing, before anything is placed."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Literal

from msgspec import Struct, structs

from twosource.model import Hop, Relation
from twosource.model import StoryStatement as Told
from twosource.report import book as books
from twosource.report import clean, comparisons
from twosource.report.book import Chapter
from twosource.report.findings import articles_of
from twosource.text import fold

FEW_TELLERS = 16
"""Tellers up to which a story's drawing shows them all."""
MOST_TELLERS = 24
MOST_ARTICLES = 40
LAYERS = 3
"""Columns of tellers, at most."""

Kind = Literal["teller", "nameless", "hidden", "article"]


class Actor(Struct, frozen=True):
    """A box: who, what kind of teller (in words), where a click leads, in which column."""

    key: str
    name: str
    note: str
    kind: Kind
    column: int
    href: str = ""


class Hops(Struct, frozen=True):
    """A way that ``weight`` statements took. ``kind`` "lean": a text that is not in the pile."""

    start: str
    end: str
    weight: int
    kind: Literal["told", "lean"] = "told"


class Tie(Struct, frozen=True):
    """A relation between two articles. ``arrow``: which of the two is the earlier one is said."""

    earlier: str
    later: str
    kind: Literal["copies", "common source"]
    arrow: bool
    words: str


class Network(Struct, frozen=True):
    """Everything a drawing shows; ``left_out`` counts what it has no room for."""

    actors: tuple[Actor, ...]
    hops: tuple[Hops, ...]
    ties: tuple[Tie, ...]
    columns: int
    left_out: int


def of_story(chapter: Chapter) -> Network:
    """Gather the network of a whole story; where it has many tellers, of the claims that several print."""
    told = list(chapter.statements.values())
    articles = [article.id for article in chapter.articles]
    tellers = len(_ways(told)[1])
    if tellers > FEW_TELLERS:
        held = [claim for claim in chapter.story.claims if len(articles_of(claim)) > 1]
        told = [one for claim in held for one in claim.statements]
    network = _gather(chapter, told, articles, True)
    drawn = sum(actor.kind in {"teller", "nameless"} for actor in network.actors)
    undrawn = len(articles) - min(len(articles), MOST_ARTICLES)
    return structs.replace(network, left_out=tellers - drawn + undrawn)


def of_claim(chapter: Chapter, statements: Sequence[Told]) -> Network:
    """Gather the network of one claim: its statements and what ties their articles."""
    articles = {told.article for told in statements}
    return _gather(chapter, statements, [a.id for a in chapter.articles if a.id in articles], False)


def _gather(chapter: Chapter, statements: Sequence[Told], articles: Sequence[str], with_hidden: bool) -> Network:
    kept = articles[:MOST_ARTICLES]
    drawn = set(kept)
    ways, names = _ways([told for told in statements if told.article in drawn])
    tellers = _heaviest(ways, names)
    ways = Counter({way: n for way, n in ways.items() if _drawn(way[0], tellers) and _drawn(way[1], tellers)})
    depth = _depths(ways, tellers)
    columns = 1 + max(depth.values(), default=0)
    hidden, leans = _hidden(chapter, drawn, columns - 1) if with_hidden else ((), ())
    actors = (*_tellers(chapter, names, depth), *hidden, *_printers(chapter, kept, columns))
    hops = [Hops(start, end, weight) for (start, end), weight in sorted(ways.items())]
    left_out = len(names) - len(tellers) + len(articles) - len(kept)
    return Network(actors, (*hops, *leans), _ties(chapter, drawn), columns, left_out)


def _drawn(key: str, tellers: frozenset[str]) -> bool:
    return key in tellers or key.startswith("article:")


def _ways(statements: Iterable[Told]) -> tuple[Counter[tuple[str, str]], dict[str, Hop]]:
    """Count the steps of all chains. Nameless tellers stay apart, article by article: they may differ."""
    ways: Counter[tuple[str, str]] = Counter()
    names: dict[str, Hop] = {}
    for told in statements:
        keys = [_key(hop, told.article) for hop in told.chain]
        names.update(zip(keys, told.chain, strict=True))
        steps = dict.fromkeys(pairwise((*keys, f"article:{told.article}")))
        ways.update(step for step in steps if step[0] != step[1])
    return ways, names


def _key(hop: Hop, article: str) -> str:
    name = fold(hop.name)
    if hop.entity:  # "port authorities" may be more than the port
        return f"entity:{hop.entity}:{name}" if hop.type == "collective" else f"entity:{hop.entity}"
    if hop.type in {"anonymous", "unknown"} or hop.name in {"", "?"}:
        return f"nameless:{article}:{name}"
    return f"name:{hop.type}:{name}"


def _heaviest(ways: Mapping[tuple[str, str], int], names: Mapping[str, Hop]) -> frozenset[str]:
    weight: Counter[str] = Counter(dict.fromkeys(names, 0))
    for (start, end), times in ways.items():
        weight[start] += times
        if end in names:
            weight[end] += times
    return frozenset(sorted(weight, key=lambda key: (-weight[key], key))[:MOST_TELLERS])


def _depths(ways: Mapping[tuple[str, str], int], tellers: frozenset[str]) -> dict[str, int]:
    """Give every teller its column: the longest way to it. Circles stop at the last column."""
    depth = dict.fromkeys(sorted(tellers), 0)
    for _ in range(LAYERS - 1):
        for start, end in sorted(ways):
            if end in depth:
                depth[end] = max(depth[end], min(depth[start] + 1, LAYERS - 1))
    return depth


def _tellers(chapter: Chapter, names: Mapping[str, Hop], depth: Mapping[str, int]) -> Iterable[Actor]:
    phrases = chapter.book.phrases
    for key, column in depth.items():
        hop = names[key]
        nameless = hop.name in {"", "?"}
        name = phrases.say("chain.nameless") if nameless else clean.one_line(hop.name)
        kind: Kind = "nameless" if nameless or hop.type in {"anonymous", "unknown"} else "teller"
        yield Actor(key, name, phrases.word("hop", hop.type), kind, column)


def _printers(chapter: Chapter, articles: Iterable[str], column: int) -> Iterable[Actor]:
    for article in articles:
        link = comparisons.article_link(chapter, article)
        name = books.outlet_name(chapter.book, article)
        note = link.label.removeprefix(name).removeprefix(", ")
        yield Actor(f"article:{article}", name, note, "article", column, link.href)


def _hidden(chapter: Chapter, articles: set[str], column: int) -> tuple[tuple[Actor, ...], tuple[Hops, ...]]:
    phrases = chapter.book.phrases
    actors, leans = [], []
    for hidden in chapter.story.hidden_sources[:MOST_TELLERS]:
        children = sorted(articles.intersection(hidden.children))
        if children:
            key = f"hidden:{hidden.id}"
            actors.append(Actor(key, clean.one_line(hidden.name), phrases.say("graph.hidden"), "hidden", column))
            leans += [Hops(key, f"article:{child}", 1, "lean") for child in children]
    return tuple(actors), tuple(leans)


def _ties(chapter: Chapter, articles: set[str]) -> tuple[Tie, ...]:
    """Keep the likeliest parent of every article, and as few common sources as hold each group together."""
    phrases = chapter.book.phrases
    found = [r for r in chapter.story.relations if {r.earlier, r.later} <= articles]
    found.sort(key=lambda r: (-r.confidence, r.earlier, r.later))
    kept: list[Tie] = []
    group = {article: article for article in articles}
    parented: set[str] = set()
    for relation in found:
        if relation.relation == "copies" and relation.later not in parented:
            parented.add(relation.later)
            _join(group, relation)
            arrow = relation.direction != "unknown"
            words = phrases.say("graph.tie-directed" if arrow else "graph.tie-undirected")
            kept.append(Tie(relation.earlier, relation.later, "copies", arrow, words))
    for relation in found:
        if relation.relation == "common source" and _join(group, relation):
            words = phrases.say("graph.line-common-source")
            kept.append(Tie(relation.earlier, relation.later, "common source", False, words))
    return tuple(kept)


def _join(group: dict[str, str], relation: Relation) -> bool:
    """Put two articles into one group; tell whether they were apart before."""
    left, right = group[relation.earlier], group[relation.later]
    if left != right:
        group.update({article: left for article, name in group.items() if name == right})
    return left != right


def table(network: Network) -> tuple[tuple[str, str, int, str], ...]:
    """Give the drawing in words: from, to, number of statements (0 for a tie), kind."""
    names = {actor.key: f"{actor.name}, {actor.note}" if actor.note else actor.name for actor in network.actors}
    rows: dict[str, list[tuple[str, str, int, str]]] = defaultdict(list)
    for hop in network.hops:
        rows["hop"].append((names[hop.start], names[hop.end], hop.weight, hop.kind))
    for tie in network.ties:
        rows["tie"].append((names[f"article:{tie.earlier}"], names[f"article:{tie.later}"], 0, tie.words))
    return (*rows["hop"], *rows["tie"])
