"""From readings and their groups to the dossier. Pure."""

from twosource.dossier.answers import Answer, Checked, ask
from twosource.dossier.build import build
from twosource.dossier.outline import Outline, outline

__all__ = ["Answer", "Checked", "Outline", "ask", "build", "outline"]
