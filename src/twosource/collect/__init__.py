"""Bytes in: inputs of every kind become captures."""
