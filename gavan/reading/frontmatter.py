"""The YAML head of a guide: between a first line of three hyphens and the next such line."""

from __future__ import annotations

from dataclasses import dataclass

from gavan.problems import Place, Problem
from gavan.reading.files import SourceFile
from gavan.reading.yamlfile import Document, read_yaml


@dataclass(frozen=True, slots=True, kw_only=True)
class Split:
    """A guide's file in its two parts."""

    head: Document
    body: str
    """The Markdown."""
    body_line: int
    """Number of lines before the body: a line n of the body (from 1) is line n + body_line of the file."""


def split(source: SourceFile) -> tuple[Split | None, tuple[Problem, ...]]:
    """Head and body of a guide; None where there is no front matter."""
    lines = source.text.split("\n")
    end = next((n for n, line in enumerate(lines[1:], 1) if line.rstrip() == "---"), None)
    if lines[0].rstrip() != "---" or end is None:
        message = ("the file does not begin with front matter" if lines[0].rstrip() != "---"
                   else "the front matter does not end")
        return None, (Problem(code="front-matter", place=Place(path=source.path), message=message,
                              hint="write ---, then title: and summary:, then --- on a line of its own"),)
    head = read_yaml(source, text="\n".join(lines[1:end]) + "\n", line_offset=1)
    return Split(head=head, body="\n".join(lines[end + 1:]), body_line=end + 1), head.problems
