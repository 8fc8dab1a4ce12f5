"""The dossier's JSON: there and back, and what its schema promises."""

from __future__ import annotations

import json
import types
from pathlib import Path
from typing import Literal, Union, get_args, get_origin

import jsonschema
import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from twosource import serialise
from twosource.errors import WrongUseError
from twosource.model import Dossier, MadeWith

COMMITTED = Path(__file__).parents[1] / "docs" / "dossier-1.schema.json"
EMPTY = Dossier(
    schema=serialise.SCHEMA,
    made_with=MadeWith(twosource="0", recipe="0", timezone="UTC"),
    outlets=(),
    articles=(),
    stories=(),
)
NEWS = st.text('aé’« »\n\t"\\</é😀\u202e\u2028漢', max_size=12)
PLAIN: dict[object, st.SearchStrategy[object]] = {
    str: NEWS,
    int: st.integers(-(2**53), 2**53),
    float: st.floats(allow_nan=False, allow_infinity=False),
    bool: st.booleans(),
    type(None): st.none(),
}


def values(kind: object) -> st.SearchStrategy[object]:
    """Give a strategy for a type of the model: any value that the types allow."""
    if kind in PLAIN:
        return PLAIN[kind]
    origin, inner = get_origin(kind), get_args(kind)
    if origin is Literal:
        return st.sampled_from(inner)
    if origin in {types.UnionType, Union}:
        return st.one_of(*(values(part) for part in inner))
    if origin is tuple and inner[-1] is Ellipsis:
        return st.lists(values(inner[0]), max_size=2).map(tuple)
    if origin is tuple:
        return st.tuples(*(values(part) for part in inner))
    assert isinstance(kind, type)
    assert issubclass(kind, msgspec.Struct)
    return st.builds(kind, **{field.name: values(field.type) for field in msgspec.structs.fields(kind)})


DOSSIERS = values(Dossier).map(lambda value: msgspec.structs.replace(value, schema=serialise.SCHEMA))  # type: ignore[type-var]
SLOW = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))


@SLOW
@given(DOSSIERS)
def test_there_and_back(dossier: Dossier) -> None:
    data = serialise.to_json(dossier)
    assert serialise.from_json(data) == dossier
    assert serialise.to_json(serialise.from_json(data)) == data


@SLOW
@given(DOSSIERS)
def test_every_dossier_keeps_the_schema(dossier: Dossier) -> None:
    jsonschema.Draft202012Validator(json.loads(serialise.json_schema())).validate(
        json.loads(serialise.to_json(dossier))
    )


def test_bytes_are_indented_utf8_with_a_final_newline() -> None:
    data = serialise.to_json(msgspec.structs.replace(EMPTY, made_with=MadeWith(twosource="é", recipe="", timezone="")))
    assert data.startswith(b'{\n "schema": "twosource-dossier/1",\n')
    assert "é".encode() in data
    assert data.endswith(b"}\n")


def test_the_committed_schema_is_what_the_code_makes() -> None:
    assert COMMITTED.read_bytes() == serialise.json_schema(), "run: python tools/schema.py"


def test_the_schema_is_one() -> None:
    jsonschema.Draft202012Validator.check_schema(json.loads(serialise.json_schema()))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"[]",
        b"{}",
        b"\xff",
        b'{"schema": 1}',
        serialise.to_json(EMPTY).replace(b"twosource-dossier/1", b"twosource-dossier/2"),
        serialise.to_json(EMPTY).replace(b'"outlets": []', b'"outlets": [{"id": 3}]'),
    ],
)
def test_what_is_no_dossier_is_refused(data: bytes) -> None:
    with pytest.raises(WrongUseError):
        serialise.from_json(data)


def test_the_schema_refuses_another_edition() -> None:
    validator = jsonschema.Draft202012Validator(json.loads(serialise.json_schema()))
    other = json.loads(serialise.to_json(EMPTY)) | {"schema": "twosource-dossier/2"}
    assert not validator.is_valid(other)
