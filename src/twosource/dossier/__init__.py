"""From readings and their groups to the dossier. Pure."""

from twosource.dossier.answers import Answer, Checked, ask
from twosource.dossier.build import article, build
from twosource.dossier.history import Earlier
from twosource.dossier.outline import Outline, Outlines, outline
from twosource.dossier.pairs import related

__all__ = ["Answer", "Checked", "Earlier", "Outline", "Outlines", "article", "ask", "build", "outline", "related"]
