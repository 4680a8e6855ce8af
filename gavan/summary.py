"""A change in one page of Markdown, for the summary of a pull request: problems, then the words that changed.

Contributors' words are data here too: everything is escaped, so that nothing in them becomes Markdown or HTML.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from gavan.language import Catalogue
from gavan.model import Library, Version
from gavan.problems import Problem
from gavan.report import count, worded
from gavan.worddiff import texts, word_runs

MAX_CHARACTERS = 300_000
"""GitHub takes a megabyte a step; nobody reads more than this."""


def summary(problems: Iterable[Problem], old: Library | None, new: Library | None, catalogue: Catalogue) -> str:
    """The page; `old` and `new` are the libraries before and after, None where one cannot be read."""
    blocks = [_problems(list(problems), catalogue)]
    if old is not None and new is not None:
        blocks.append(_words(old, new, catalogue))
    text = "\n".join(blocks)
    return text if len(text) <= MAX_CHARACTERS else text[:MAX_CHARACTERS] + "\n\n…\n"


def _problems(problems: list[Problem], catalogue: Catalogue) -> str:
    found = count(problems)
    title = worded("errors: {errors}, warnings: {warnings}", {"errors": str(found.errors), "warnings": str(found.warnings)},
                   catalogue)
    lines = [f"## {title}", ""]
    if problems:
        lines += ["| | | |", "|---|---|---|"]
    for problem in sorted(problems, key=lambda p: (-p.severity, *p.sort_key)):
        message, hint = (_cell(worded(text, problem.values, catalogue)) for text in (problem.message, problem.hint))
        lines.append(f"| {problem.severity.word} | `{problem.place}` | **{problem.code}**: {message} {hint} |")
    return "\n".join(lines) + "\n"


def _words(old: Library, new: Library, catalogue: Catalogue) -> str:
    blocks = [f"## {catalogue.gettext('Words that changed')}", ""]
    for key in sorted(old.guides.keys() | new.guides.keys()):
        before = old.guides[key].versions if key in old.guides else {}
        after = new.guides[key].versions if key in new.guides else {}
        for code in sorted(before.keys() | after.keys()):
            lines = _version(before.get(code), after.get(code))
            if lines:
                blocks += [f"### `{code}/{key}`", "", *lines, ""]
    return "\n".join(blocks) + "\n"


def _version(before: Version | None, after: Version | None) -> list[str]:
    was, now = (texts(version) if version else {} for version in (before, after))
    return [f"- `{section}`: {_runs(was.get(section, ''), now.get(section, ''))}"
            for section in dict.fromkeys((*now, *was)) if was.get(section) != now.get(section)]


def _runs(old: str, new: str) -> str:
    shown = {"=": lambda words: _escape(_shorten(words)), "-": lambda words: f"~~{_escape(words)}~~",
             "+": lambda words: f"**{_escape(words)}**"}
    return " ".join(shown[sign](words) for sign, words in word_runs(old, new))


def _shorten(words: str) -> str:
    parts = words.split()
    return words if len(parts) <= 12 else " ".join([*parts[:5], "…", *parts[-5:]])


def _escape(text: str) -> str:
    return re.sub(r"([\\`*_{}\[\]<>()#+!|~@&:-])", lambda m: f"&#{ord(m.group())};", text)


def _cell(text: str) -> str:
    return " ".join(_escape(text).split())
