"""Statements: who puts forward what, through whom, how surely. Grammars over tagged tokens; words are data.

The seam for trained models: `grammar.propose` finds `Proposal` values in one sentence and nothing else
knows how; `resolve.settle` turns proposals into statements. A tagger that proposes fits in the same place.
"""

from twosource.read.statements.find import find

__all__ = ["find"]
