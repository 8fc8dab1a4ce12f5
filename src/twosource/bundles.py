"""Options of the command line in bundles: a command takes a few values, the line has their fields as options.

Typer makes an option of each parameter of a command, so that options which several commands have would stand in
every one of them. A bundle is a frozen dataclass whose fields are annotated as Typer has it.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping, Sequence
from dataclasses import is_dataclass
from inspect import Parameter


def flat(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command whose parameters are those of ``command``, the fields of a bundle in the place of the bundle.

    Arguments without a default come first, as Python has it.
    """
    asked = tuple(inspect.signature(command, eval_str=True).parameters.values())

    def run(**given: object) -> None:
        command(**{one.name: _filled(one, given) for one in asked})

    parameters = sorted(
        (part for one in asked for part in _parts(one)), key=lambda part: part.default is not part.empty
    )
    # what Typer looks at; no __wrapped__, which would lead it back to the bundles
    run.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    run.__name__, run.__doc__, run.__annotations__ = command.__name__, command.__doc__, {}
    return run


def _bundle(one: Parameter) -> Callable[..., object] | None:
    """Give the bundle that a parameter is, none where it is a parameter like others."""
    kind = one.annotation
    return kind if isinstance(kind, type) and is_dataclass(kind) else None


def _parts(one: Parameter) -> Sequence[Parameter]:
    bundle = _bundle(one)
    return [one] if bundle is None else list(inspect.signature(bundle, eval_str=True).parameters.values())


def _filled(one: Parameter, given: Mapping[str, object]) -> object:
    bundle = _bundle(one)
    return given[one.name] if bundle is None else bundle(**{part.name: given[part.name] for part in _parts(one)})
