"""Problems and results as text for a person. The only module that prints."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

from gavan.language import Catalogue
from gavan.problems import Place, Problem, Severity


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
    labelled = f"  {catalogue.gettext('hint')}: {hint}" if hint else ""
    return tuple(line for line in (first, see and f"  {see}", labelled, f"  {explained}") if line)


@dataclass(frozen=True, slots=True)
class Count:
    errors: int
    warnings: int

    def fails(self, *, strict: bool) -> bool:
        return bool(self.errors or (strict and self.warnings))


def count(problems: Iterable[Problem]) -> Count:
    severities = [p.severity for p in problems]
    return Count(severities.count(Severity.ERROR), severities.count(Severity.WARNING))


def excerpt(problem: Problem, line: str) -> tuple[str, ...]:
    """The source line with a mark under the column; long lines are cut around it. Nothing for an empty line."""
    if not line.strip():
        return ()
    column = min(problem.place.column, len(line) + 1)
    start = max(0, column - 60)
    shown = line[start:start + 100].expandtabs(1)
    number = str(problem.place.line)
    return (f"  {number} | {shown}", f"  {' ' * len(number)} | {' ' * cell_len(line[start:column - 1].expandtabs(1))}^")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reporter:
    """Says things on standard output, problems on standard error: in colour on a terminal, plain in a pipe."""

    catalogue: Catalogue
    quiet: bool = False
    line_of: Callable[[Place], str] = lambda place: ""
    """The source line at a place; empty where there is none to show."""

    def problems(self, problems: Iterable[Problem]) -> None:
        console = Console(stderr=True, highlight=False, soft_wrap=True, markup=False)
        for problem in problems:
            first, *others = lines_of(problem, self.catalogue)
            where, _, rest = first.partition(": ")
            colour = "red" if problem.severity is Severity.ERROR else "yellow"
            kind, _, message = rest.partition(": ")
            console.print(Text.assemble((where, "bold"), ": ", (kind, f"bold {colour}"), ": ", message))
            for line in excerpt(problem, self.line_of(problem.place)):
                console.print(Text(line, "dim"))
            for line in others:
                console.print(Text(line, "cyan" if line.startswith(f"  {self.catalogue.gettext('hint')}:") else "dim"))

    def gaps(self, problems: Iterable[Problem]) -> None:
        """What is left to do in a new file, a line each: no complaint, so in a voice of its own; nothing under --quiet."""
        for problem in problems if not self.quiet else ():
            message, hint = (worded(text, problem.values, self.catalogue) for text in (problem.message, problem.hint))
            print(f"  {problem.place}: {message}{f' ({hint})' if hint else ''}", flush=True)

    def say(self, msgid: str, **values: object) -> None:
        """A line about what was done; nothing under --quiet."""
        if not self.quiet:
            print(worded(msgid, {k: str(v) for k, v in values.items()}, self.catalogue), flush=True)

    def summary(self, problems: Iterable[Problem]) -> None:
        """The last line of check and of a failed build."""
        found = count(problems)
        text = worded("errors: {errors}, warnings: {warnings}", {"errors": str(found.errors), "warnings": str(found.warnings)},
                      self.catalogue)
        if not self.quiet or found.errors:
            print(text, file=sys.stderr)

    def write(self, text: str) -> None:
        """A document for another program, as it is, on standard output."""
        print(text, end="", flush=True)

    def tables(self, tables: Iterable[Table]) -> None:
        """Tables as wide as the terminal; in a pipe as wide as they need."""
        console = Console(highlight=False, width=None if sys.stdout.isatty() else 200)
        for table in tables:
            console.print(table)

    def failure(self, text: str) -> None:
        """Wrong usage or a failing machine: one line."""
        print(f"gavan: {text}", file=sys.stderr)
