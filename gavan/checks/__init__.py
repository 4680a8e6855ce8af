"""Judging: what is wrong with what was read."""
