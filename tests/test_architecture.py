"""What the house promises of its own code: no loose mappings, no hidden state, short functions."""

from __future__ import annotations

import ast
import io
import tokenize
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "twosource"
MODULES = sorted((*SOURCE.rglob("*.py"), *(ROOT / "worlds").rglob("*.py")))
FUNCTION_LINES, MODULE_LINES, PARAMETERS = 40, 400, 6
MUTABLE = (ast.List, ast.Dict, ast.Set, ast.ListComp, ast.DictComp, ast.SetComp)
CONSTANT = {"Final", "Mapping", "Sequence"}
MAKERS = {"list", "dict", "set", "defaultdict", "Counter", "deque", "bytearray"}


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def loose(node: ast.AST) -> bool:
    """Tell whether a node is ``dict[str, Any]``, ``Mapping[str, Any]`` or their like."""
    return (
        isinstance(node, ast.Subscript)
        and ast.unparse(node.value).rpartition(".")[2].lower() in {"dict", "mapping", "mutablemapping"}
        and "Any" in {n.id for n in ast.walk(node.slice) if isinstance(n, ast.Name)}
    )


def mutable(node: ast.expr | None) -> bool:
    called = isinstance(node, ast.Call) and ast.unparse(node.func).rpartition(".")[2] in MAKERS
    return isinstance(node, MUTABLE) or called


def state(module: ast.Module) -> Iterator[str]:
    """Give the names of a module or a class that are bound to something that could change."""
    bodies = [module.body, *(n.body for n in ast.walk(module) if isinstance(n, ast.ClassDef))]
    for node in (n for body in bodies for n in body):
        if isinstance(node, ast.Assign) and mutable(node.value) and ast.unparse(node.targets[0]) != "__all__":
            yield ast.unparse(node.targets[0])
        if isinstance(node, ast.AnnAssign) and mutable(node.value):
            kind = node.annotation.value if isinstance(node.annotation, ast.Subscript) else node.annotation
            if ast.unparse(kind).rpartition(".")[2] not in CONSTANT:
                yield ast.unparse(node.target)
        if isinstance(node, ast.AugAssign):
            yield ast.unparse(node.target)


def code_lines(text: str, node: ast.Module | ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Count the lines that hold code: no blank ones, no comments, no docstrings."""
    documented = [
        n.body[0]
        for n in ast.walk(node)
        if isinstance(n, (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)) and ast.get_docstring(n)
    ]
    silent = {line for d in documented for line in range(d.lineno, (d.end_lineno or d.lineno) + 1)}
    first, last = (1, len(text.split("\n"))) if isinstance(node, ast.Module) else (node.lineno, node.end_lineno or 0)
    quiet = {tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT, tokenize.ENDMARKER}
    held: set[int] = set()
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type not in quiet:
            held |= set(range(token.start[0], token.end[0] + 1))
    return len({line for line in held if first <= line <= last} - silent)


def functions(module: ast.Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    yield from (n for n in ast.walk(module) if isinstance(n, (ast.FunctionDef, ast.AsyncFunctionDef)))


def parameters(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    given = function.args
    named = [a for a in (*given.posonlyargs, *given.args, *given.kwonlyargs) if a.arg not in {"self", "cls"}]
    return len(named)


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_module_keeps_the_rules(path: Path) -> None:
    text = path.read_text("utf-8")
    module = ast.parse(text)
    if path.name != "serialise.py":
        assert [ast.unparse(n) for n in ast.walk(module) if loose(n)] == []
    assert list(state(module)) == []
    assert code_lines(text, module) <= MODULE_LINES
    long = [(f.name, n) for f in functions(module) if (n := code_lines(text, f)) > FUNCTION_LINES]
    assert long == []
    wide = [(f.name, n) for f in functions(module) if (n := parameters(f)) > PARAMETERS]
    assert wide == []
    twice = [f.name for f in module.body if isinstance(f, (ast.FunctionDef, ast.ClassDef))]
    assert len(twice) == len(set(twice)), "a name is defined twice in one module"


BAD = """
from typing import Any, Final
A: Final = [1]
B = (1, 2)
C = {"x": 1}
D: list[int] = []
E = dict()
class F:
    rows = []
    plain: tuple[int, ...] = ()
def f(a: dict[str, Any], b: "int", c, d, e, g, h):
    '''A docstring
    of two lines.'''
    # a comment

    return a
"""


def test_the_checks_see_what_they_forbid() -> None:
    module = ast.parse(BAD)
    assert list(state(module)) == ["C", "D", "E", "rows"]
    assert [ast.unparse(n) for n in ast.walk(module) if loose(n)] == ["dict[str, Any]"]
    (function,) = functions(module)
    assert (parameters(function), code_lines(BAD, function)) == (7, 2)
    assert code_lines(BAD, module) == 11
