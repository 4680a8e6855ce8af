"""Disk and syntax: files, YAML, front matter and catalogues, with the place of every key and value."""
