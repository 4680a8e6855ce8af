"""How much a guide's Markdown may hold, checked before Python-Markdown sees it.

Python-Markdown hangs on 4,000 `[[` and overflows on 1,000 `* ` (Python-Markdown#798, #1617; measured in 3.11). Each limit is
some ten times what the longest guide we know uses.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from gavan.problems import Place, Problem

MAX_LINE = 4_000
MAX_INDENT = 28
MAX_QUOTE_DEPTH = 5
PER_BLOCK = {"[": 150, "`": 150, "*": 300, "_": 300, "<": 100, "!": 200, "&": 200, "\\": 300, "(": 300, "|": 800, "~": 200}
PER_FILE = {"[": 1_500, "[^": 200}
_MARKERS = re.compile(r"^\s*(?:(?:[*+-]|\d+[.)]|:)\s+){5,}", re.MULTILINE)
_BLOCK = re.compile(r"(?:[^\n]*\S[^\n]*\n?)+")


def too_complex(path: str, body: str, line_offset: int) -> tuple[Problem, ...]:
    """The problems of a body that must not be parsed; empty for one that may."""
    def problem(offset: int, message: str, **values: str) -> Problem:
        line = body.count("\n", 0, offset)
        column = offset - (body.rfind("\n", 0, offset) + 1)
        return Problem(code="too-complex", place=Place(path=path, line=line + 1 + line_offset, column=column + 1),
                       message=message, values=values, hint="make it simpler: shorter paragraphs, fewer levels")

    return tuple([*_lines(body, problem), *_blocks(body, problem), *_file(body, problem)])


def _lines(body: str, problem) -> Iterable[Problem]:
    offset = 0
    for line in body.split("\n"):
        if len(line) > MAX_LINE:
            yield problem(offset, "this line has more than {limit} characters", limit=f"{MAX_LINE:,}")
        expanded = line.expandtabs(4)
        if line.strip() and len(expanded) - len(expanded.lstrip()) > MAX_INDENT:
            yield problem(offset, "this is nested too deeply")
        if line.lstrip().startswith(">") and re.match(r"[\s>]*", line).group().count(">") > MAX_QUOTE_DEPTH:
            yield problem(offset, "this is nested too deeply")
        offset += len(line) + 1
    for match in _MARKERS.finditer(body):
        yield problem(match.start(), "more than four list markers stand in one line")


def _blocks(body: str, problem) -> Iterable[Problem]:
    for block in _BLOCK.finditer(body):
        for sign, limit in PER_BLOCK.items():
            if block.group().count(sign) > limit:
                yield problem(block.start(), 'this paragraph has more than {limit} times the sign "{sign}"',
                              limit=str(limit), sign=sign)


def _file(body: str, problem) -> Iterable[Problem]:
    for sign, limit in PER_FILE.items():
        if body.count(sign) > limit:
            yield problem(body.find(sign), 'this file has more than {limit} times the sign "{sign}"',
                          limit=f"{limit:,}", sign=sign)
