"""Whole sites as values: built without a folder to write to, and asked page by page.

    site = published(small_site(tmp_path / "source", {"content/ru/arrival.md": …}))
    site.page("tr/arrival.html").one("h1").text

The small site is tests/sites/base with the engine's own templates and catalogues; the real one is this repository's.
"""

from __future__ import annotations

import datetime
import json
import shutil
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from gavan.building import ENGINE, build
from gavan.language import Catalogue
from gavan.problems import Problem, Severity
from gavan.report import lines_of
from tests.html_page import HtmlPage
from tests.small_site import TODAY, lay

REAL_DAY = datetime.date(2026, 11, 22)
"""The day on which the tests build the real site: that of its newest change."""


@dataclass(frozen=True, slots=True)
class Site:
    """The outputs of a build."""

    outputs: Mapping[str, bytes]

    def page(self, path: str) -> HtmlPage:
        assert path in self.outputs, f"no page {path}"
        return _page(path, self.outputs[path])

    def pages(self, *, below: str = "") -> Iterator[HtmlPage]:
        """Every HTML page, by path."""
        return (self.page(path) for path in sorted(self.outputs) if path.endswith(".html") and path.startswith(below))

    def text(self, path: str) -> str:
        return self.outputs[path].decode()

    def json(self, name: str) -> Any:
        """One of api/v1: guides, recall, …"""
        return json.loads(self.outputs[f"api/v1/{name}.json"])

    def xml(self, path: str) -> ElementTree.Element:
        return ElementTree.fromstring(self.outputs[path])


@cache
def _page(path: str, data: bytes) -> HtmlPage:
    return HtmlPage(path, data)


def published(source: Path, *, today: datetime.date = TODAY, address: str | None = None) -> Site:
    """The site of a source without errors; the test fails with every error it has."""
    found = build(source, today=today, address=address)
    assert found.outputs is not None, said(found.problems)
    return Site(found.outputs)


@cache
def real_site(address: str | None = None) -> Site:
    """The real site, built once a process."""
    return published(ENGINE, today=REAL_DAY, address=address)


def said(problems: Iterable[Problem]) -> str:
    """Errors as `check` prints them, a line each."""
    return "\n".join(lines_of(p, Catalogue())[0] for p in problems if p.severity is Severity.ERROR)


def small_site(into: Path, files: Mapping[str, str | bytes | None] | None = None) -> Path:
    """The base site in a new folder with these files over it (None takes one away); catalogues are the engine's."""
    data = {path: text.encode() if isinstance(text, str) else text for path, text in (files or {}).items()}
    lay(into, data)
    shutil.rmtree(into / "locale")
    return into


def real_source(into: Path) -> Path:
    """A copy of what people wrote for the real site; templates and catalogues are the engine's."""
    shutil.copytree(ENGINE / "content", into / "content")
    shutil.copy(ENGINE / "site.yaml", into)
    return into


def edit(path: Path, old: str, new: str) -> None:
    """Replace a text that stands exactly once in a file."""
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {path.name}"
    path.write_text(text.replace(old, new), encoding="utf-8", newline="\n")
