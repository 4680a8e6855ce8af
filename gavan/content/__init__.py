"""Meaning: what the files say about guides, facts, countries, shelters and organisations."""
