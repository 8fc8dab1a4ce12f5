"""From readings and their groups to the dossier. Pure."""

from twosource.dossier.build import article, build
from twosource.dossier.history import Earlier
from twosource.dossier.outline import Outline, Outlines, outline

__all__ = ["Earlier", "Outline", "Outlines", "article", "build", "outline"]
