"""Small whole sites for tests: the base site in tests/sites/base with files laid over it, and what is wrong with it.

The base is its own engine here (no templates, catalogues for its own languages), so that these tests say nothing about
the real site's templates and catalogues.
"""

from __future__ import annotations

import datetime
import shutil
from collections.abc import Mapping
from pathlib import Path

from gavan.building import build, read_site
from gavan.checks.owed import judge_owed
from gavan.language import Catalogue
from gavan.problems import Problem
from gavan.report import lines_of

BASE = Path(__file__).resolve().parent / "sites" / "base"
TODAY = datetime.date(2026, 10, 30)


def lay(into: Path, files: Mapping[str, bytes | None]) -> Path:
    """The base site in a new folder with these files over it (None takes one away); returns the folder."""
    shutil.copytree(BASE, into)
    for name, data in files.items():
        path = into / name
        path.unlink(missing_ok=True)
        if data is not None:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
    return into


def problems_of(site: Path) -> tuple[Problem, ...]:
    """Everything that reading and judging find."""
    return read_site(site, today=TODAY, engine=site)[1]


def problems_of_step(before: Path, after: Path) -> tuple[Problem, ...]:
    """What the change from one site to the other owes its readers, if both are sound."""
    (old, wrong), (new, wrong_now) = (read_site(site, today=TODAY, engine=site) for site in (before, after))
    assert old and new
    return (*wrong, *wrong_now, *judge_owed(old.library, new.library, TODAY))


def problems_of_build(site: Path) -> tuple[Problem, ...]:
    """Everything that a build with the real templates finds."""
    shutil.rmtree(site / "locale", ignore_errors=True)
    return build(site, today=TODAY).problems


def as_lines(problem: Problem) -> tuple[str, ...]:
    """As `check` prints it, but for the last line, which names the page that explains the code."""
    return lines_of(problem, Catalogue())[:-1]
