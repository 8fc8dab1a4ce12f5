"""Scores on labelled folders, beside trivial baselines."""
