"""Write docs/dossier-1.schema.json from the nouns: run it after every change of the model."""

from __future__ import annotations

from pathlib import Path

from twosource import serialise

TARGET = Path(__file__).parent.parent / "docs" / "dossier-1.schema.json"


def main() -> None:
    """Write the schema where the tests look for it."""
    TARGET.write_bytes(serialise.json_schema())
    print(f"wrote {TARGET.name}")


if __name__ == "__main__":
    main()
