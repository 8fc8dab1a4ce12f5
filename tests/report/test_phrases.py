from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path
from string import Formatter
from typing import get_args

import pytest

import twosource
from twosource import model, resources
from twosource.errors import ResourceError
from twosource.report.phrases import load
from twosource.resources import TomlValue

SOURCE = Path(twosource.__file__).parent
CODES = [
    ("certainty", model.Certainty),
    ("conditional", model.Conditional),
    ("kind", model.StatementKind),
    ("verdict", model.Verdict),
    ("conflict", model.ConflictKind),
    ("drift", model.DriftKind),
    ("basis", model.Basis),
    ("relation", model.RelationKind),
    ("direction", model.Direction),
    ("passage", model.PassageKind),
    ("level", model.Level),
    ("hop", model.SourceType),
    ("entity", model.EntityType),
    ("role", model.Role),
]


def leaves(value: TomlValue, key: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, Mapping):
        for name, inner in value.items():
            yield from leaves(inner, f"{key}.{name}")
    else:
        yield key, str(value)


def blanks(phrase: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(phrase) if name}


def is_plural(key: str) -> bool:
    return key.endswith((".one", ".other"))


def test_both_languages_have_the_same_phrases_with_the_same_blanks() -> None:
    english, french = (dict(leaves(resources.read_toml(f"phrases-{language}.toml"))) for language in ("en", "fr"))
    single = [{key for key in table if not is_plural(key)} for table in (english, french)]
    plural = [{key.rpartition(".")[0] for key in table if is_plural(key)} for table in (english, french)]
    assert single[0] | plural[0] == single[1] | plural[1]
    for key in single[0] & single[1]:
        if not key.startswith(".grammar"):
            assert blanks(english[key]) == blanks(french[key]), key


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize(("group", "codes"), CODES)
def test_every_code_of_the_model_is_worded(language: str, group: str, codes: object) -> None:
    table = resources.read_toml(f"phrases-{language}.toml")[group]
    assert isinstance(table, Mapping)
    assert set(get_args(codes)) <= set(table)


def written_reasons() -> Iterator[str]:
    """Find the codes that stand as plain strings in calls of ``Reason``."""
    for path in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Reason":
                codes = [*node.args[:1], *(word.value for word in node.keywords if word.arg == "code")]
                yield from (str(code.value) for code in codes if isinstance(code, ast.Constant))


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_reason_of_the_code_is_worded(language: str) -> None:
    table = resources.read_toml(f"phrases-{language}.toml")["reason"]
    assert isinstance(table, Mapping)
    assert set(written_reasons()) <= set(table)


def written_rules() -> Iterator[str]:
    """Find the rules of conflicts: what is given to ``Clash``, put in its place, or returned by a ``..._rule``."""
    for path in sorted((SOURCE / "compare").glob("*.py")) + sorted((SOURCE / "dossier").glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                named = [word.value for word in node.keywords if word.arg == "rule"]
                made = node.args[1:] if isinstance(node.func, ast.Name) and node.func.id == "Clash" else []
                yield from strings([*named, *made])
            if isinstance(node, ast.FunctionDef) and node.name.endswith("_rule"):
                yield from strings([one.value for one in ast.walk(node) if isinstance(one, ast.Return) and one.value])


def strings(nodes: list[ast.expr]) -> Iterator[str]:
    for node in nodes:
        held = [node.body, node.orelse] if isinstance(node, ast.IfExp) else [node]
        yield from (one.value for one in held if isinstance(one, ast.Constant) and isinstance(one.value, str))


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_rule_of_a_conflict_is_worded(language: str) -> None:
    table = resources.read_toml(f"phrases-{language}.toml")["rule"]
    assert isinstance(table, Mapping)
    assert {"denied-by-another", "one-digit-apart", "cause-ruled-out", "toll-lowered"} <= set(written_rules())
    assert set(written_rules()) <= set(table)


def test_a_code_without_words_stands_for_itself() -> None:
    phrases = load("fr")
    assert phrases.word("verdict", "never heard") == "never heard"
    assert phrases.word("never heard", "code") == "code"
    assert phrases.word("verdict", None) == ""
    assert phrases.reason("never-heard", "") == "never-heard"
    assert phrases.reason("never-heard", "Tillois") == "never-heard: Tillois"


def test_a_missing_phrase_is_an_error() -> None:
    with pytest.raises(ResourceError):
        load("en").say("page.never-written")


@pytest.mark.parametrize(
    ("language", "n", "words"),
    [
        ("fr", 0, "0\u00a0article"),
        ("fr", 1, "1\u00a0article"),
        ("fr", 2, "2\u00a0articles"),
        ("en", 0, "0\u00a0articles"),
    ],
)
def test_plurals_follow_the_language(language: str, n: int, words: str) -> None:
    assert load("fr" if language == "fr" else "en").say("count.articles", n=n) == words


@pytest.mark.parametrize(
    ("about", "words"),
    [
        ("Agence Vigie-Presse", "c’est une autre version de l’article d’Agence Vigie-Presse"),
        ("Écho de la Morène", "c’est une autre version de l’article d’Écho de la Morène"),
        ("Corrant", "c’est une autre version de l’article de Corrant"),
        ("{about}", "c’est une autre version de l’article de {about}"),
    ],
)
def test_french_elides_before_a_vowel(about: str, words: str) -> None:
    assert load("fr").reason("version-of", about) == words


def test_what_fills_a_blank_is_never_read_as_a_blank() -> None:
    assert load("en").say("quote.of", who="{words}", words="{who}") == "{words}: “{who}”"
