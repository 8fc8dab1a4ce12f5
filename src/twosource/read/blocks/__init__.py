"""A role for every stretch of an article. Nothing is deleted: credits and notes are evidence."""

from twosource.read.blocks.rules import label

__all__ = ["label"]
