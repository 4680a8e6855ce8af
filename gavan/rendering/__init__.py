"""Planned outputs become bytes. Nothing here writes to the disk."""
