"""The fixed worlds are what their checksums say; after a change on purpose: ``worlds fixed --write``."""

from __future__ import annotations

from worlds import frozen


def test_the_fixed_worlds_are_as_recorded() -> None:
    found = frozen.checksums()
    assert found.keys() == {"development", "test", "sealed"}
    assert dict(frozen.compared(found)) == dict.fromkeys(found, True)
