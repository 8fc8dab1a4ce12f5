"""From readings and their groups to the dossier. Pure."""

from twosource.dossier.build import build

__all__ = ["build"]
