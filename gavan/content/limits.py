"""How much a guide's Markdown may hold, checked before Python-Markdown sees it.

Python-Markdown hangs on 4,000 `[[`, overflows on 1,000 `* ` and needs minutes for 60,000 paragraphs of one letter
(Python-Markdown#798, #1617; measured in 3.11). Each limit is some ten times what the longest guide we know uses.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import chain, groupby, islice

from gavan.problems import Place, Problem

MAX_LINE = 4_000
MAX_LINES = 2_500
MAX_INDENT = 28
MAX_QUOTE_DEPTH = 5
PER_LINE = {"|": 60}
"""A table's row costs as much as its heading has columns, however short it is."""
PER_BLOCK = {"[": 150, "`": 100, "*": 300, "_": 300, "<": 100, "!": 200, "&": 200, "\\": 300, "(": 300, "|": 800, "~": 200,
             "{": 100, "#": 200}
PER_FILE = {"[": 1_500, "[^": 200, "*[": 200}
ENOUGH = 20
"""A file with more problems of this kind is no guide; nobody mends them one by one."""
_MARKERS = re.compile(r"[ \t]*(?:(?:[*+-]|\d+[.)]|:)[ \t]+){5,}")
_QUOTES = re.compile(r"[ \t>]*")

Report = Callable[..., Problem]


def too_complex(path: str, body: str, line_offset: int) -> tuple[Problem, ...]:
    """The problems of a body that must not be parsed, at most ENOUGH; empty for one that may."""
    def problem(line: int, message: str, *, column: int = 1, **values: str) -> Problem:
        return Problem(code="too-complex", place=Place(path=path, line=line + line_offset, column=column), message=message,
                       values=values, hint="make it simpler: shorter paragraphs, fewer levels")

    lines = body.split("\n")
    return tuple(islice(chain(_file(body, lines, problem), _lines(lines, problem), _blocks(lines, problem)), ENOUGH))


def _file(body: str, lines: Sequence[str], problem: Report) -> Iterator[Problem]:
    if len(lines) > MAX_LINES:
        yield problem(MAX_LINES + 1, "this file has more than {limit} lines", limit=f"{MAX_LINES:,}")
    for sign, limit in PER_FILE.items():
        if body.count(sign) > limit:
            first = body.find(sign)
            yield problem(body.count("\n", 0, first) + 1, 'this file has more than {limit} times the sign "{sign}"',
                          column=first - body.rfind("\n", 0, first), limit=f"{limit:,}", sign=sign)


def _lines(lines: Sequence[str], problem: Report) -> Iterator[Problem]:
    for number, line in enumerate(lines, 1):
        if len(line) > MAX_LINE:
            yield problem(number, "this line has more than {limit} characters", limit=f"{MAX_LINE:,}")
            continue
        expanded = line.expandtabs(4)
        if line.strip() and len(expanded) - len(expanded.lstrip()) > MAX_INDENT:
            yield problem(number, "this is nested too deeply")
        if _QUOTES.match(line)[0].count(">") > MAX_QUOTE_DEPTH:  # type: ignore[index]
            yield problem(number, "this is nested too deeply")
        if _MARKERS.match(line):
            yield problem(number, "more than four list markers stand in one line")
        for sign, limit in PER_LINE.items():
            if line.count(sign) > limit:
                yield problem(number, 'this line has more than {limit} times the sign "{sign}"', limit=str(limit), sign=sign)


def _blocks(lines: Sequence[str], problem: Report) -> Iterator[Problem]:
    """Paragraphs as Python-Markdown parts them: only spaces and tabs make a line empty, a no-break space does not."""
    for is_text, numbered in groupby(enumerate(lines, 1), key=lambda item: bool(item[1].strip(" \t"))):
        if is_text:
            first, *rest = numbered
            block = "\n".join([first[1], *(line for _, line in rest)])
            for sign, limit in PER_BLOCK.items():
                if block.count(sign) > limit:
                    yield problem(first[0], 'this paragraph has more than {limit} times the sign "{sign}"',
                                  limit=str(limit), sign=sign)
