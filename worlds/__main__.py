"""``python -m worlds``."""

from worlds.cli import main

main()
