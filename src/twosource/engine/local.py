"""The work on this machine: an ordered map over articles, in this process or in several.

The seam for a distributed engine: a pure function mapped over items, answers in the order of the items.
"""

from __future__ import annotations

import gc
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import islice
from typing import TypeVar

_In = TypeVar("_In")
_Out = TypeVar("_Out")
CHUNK = 16
AHEAD = 4
COLLECTING = (20_000, 20, 20)
"""New values before the collector of cycles looks at the youngest, and how often at the older ones."""


def collect_seldom() -> None:
    """Let this process's collector of cycles pass over what is loaded, and look seldom at the rest.

    Values and tables hold no cycles, and a pile makes millions of them: a tenth of the time went into looking at them.
    For a process that is ours, the command line's and the workers': a library leaves its caller's as it is.
    """
    gc.freeze()
    gc.set_threshold(*COLLECTING)


def map_ordered(function: Callable[[_In], _Out], items: Iterable[_In], workers: int) -> Iterator[_Out]:
    """Apply a pure function to every item; answers come in the order of the items.

    With more than one worker, ``function`` and items must be picklable. At most ``AHEAD`` chunks a
    worker are held, so that a pile of any size streams through. Few items are done in this process.
    """
    stream = iter(items)
    head = list(islice(stream, CHUNK * 2))
    if workers <= 1 or len(head) < CHUNK * 2:
        yield from map(function, head)
        yield from map(function, stream)
        return
    with ProcessPoolExecutor(workers, initializer=collect_seldom) as pool:
        waiting: deque[Future[list[_Out]]] = deque()
        for chunk in _chunks([*head], stream):
            waiting.append(pool.submit(_apply, function, chunk))
            if len(waiting) >= workers * AHEAD:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()


def _chunks(head: list[_In], stream: Iterator[_In]) -> Iterator[list[_In]]:
    yield head[:CHUNK]
    yield head[CHUNK:]
    while chunk := list(islice(stream, CHUNK)):
        yield chunk


def _apply(function: Callable[[_In], _Out], chunk: list[_In]) -> list[_Out]:
    return [function(item) for item in chunk]
