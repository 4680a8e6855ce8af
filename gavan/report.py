"""Problems and results as text for a person. The only module that prints."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from gavan.language import Catalogue
from gavan.problems import Problem, Severity


class _Missing(dict):
    def __missing__(self, key: str) -> str:
        return "{" + key + "}"


def worded(msgid: str, values: Mapping[str, str], catalogue: Catalogue) -> str:
    """A msgid in the catalogue's language with its values; an unknown name stays in braces."""
    return catalogue.gettext(msgid).format_map(_Missing(values)) if msgid else ""


def lines_of(problem: Problem, catalogue: Catalogue) -> tuple[str, ...]:
    """PATH:LINE:COLUMN: severity[code]: message, then the second place, the hint and the page that explains it."""
    first = f"{problem.place}: {problem.severity.word}[{problem.code}]: {worded(problem.message, problem.values, catalogue)}"
    see = catalogue.gettext("see also {place}").replace("{place}", str(problem.related)) if problem.related else ""
    hint = worded(problem.hint, problem.values, catalogue)
    explained = catalogue.gettext("explained in {page}").replace("{page}", problem.documentation)
    return tuple(line for line in (first, see and f"  {see}", hint and f"  hint: {hint}", f"  {explained}") if line)


@dataclass(frozen=True, slots=True)
class Count:
    errors: int
    warnings: int

    def fails(self, *, strict: bool) -> bool:
        return bool(self.errors or (strict and self.warnings))


def count(problems: Iterable[Problem]) -> Count:
    severities = [p.severity for p in problems]
    return Count(severities.count(Severity.ERROR), severities.count(Severity.WARNING))


@dataclass(frozen=True, slots=True, kw_only=True)
class Reporter:
    """Says things on standard output, problems on standard error."""

    catalogue: Catalogue
    quiet: bool = False

    def problems(self, problems: Iterable[Problem]) -> None:
        for problem in problems:
            for line in lines_of(problem, self.catalogue):
                print(line, file=sys.stderr)

    def say(self, msgid: str, **values: object) -> None:
        """A line about what was done; nothing under --quiet."""
        if not self.quiet:
            print(worded(msgid, {k: str(v) for k, v in values.items()}, self.catalogue), flush=True)

    def summary(self, problems: Iterable[Problem]) -> None:
        """The last line of check and of a failed build."""
        found = count(problems)
        text = worded("{errors} errors, {warnings} warnings", {"errors": str(found.errors), "warnings": str(found.warnings)},
                      self.catalogue)
        if not self.quiet or found.errors:
            print(text, file=sys.stderr)

    def failure(self, text: str) -> None:
        """Wrong usage or a failing machine: one line."""
        print(f"gavan: {text}", file=sys.stderr)


Say = Callable[..., None]
