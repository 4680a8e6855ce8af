"""The pages in docs/problems are tests: what they call broken gives exactly what they say, what they call mended nothing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from gavan.problems import CODES, Problem
from tests.problem_pages import FOLDER, ProblemPage, make_links, read_page
from tests.small_site import as_lines, lay, problems_of, problems_of_build, problems_of_step

NEED_A_BUILD = frozenset({"page-too-heavy", "template"})
"""Codes that are found when pages are made, with the real templates."""
NEED_A_STEP = frozenset({"owed-change", "owed-changed-day", "owed-withdrawal"})
"""Codes that compare the site with what it was before."""
WITHOUT_A_SNIPPET = frozenset({"unsafe-html"})
"""Codes that would be a mistake of ours: no content is known that leads to them."""

PAGES = [read_page(FOLDER / f"{code}.md") for code in CODES if (FOLDER / f"{code}.md").is_file()]
SHOWN = [page for page in PAGES if page.code not in WITHOUT_A_SNIPPET]


def found(page: ProblemPage, state: str, folder: Path) -> tuple[Problem, ...]:
    site = lay(folder / "site", page.files(state))
    make_links(site, page.links(state))
    if page.code in NEED_A_STEP:
        return problems_of_step(lay(folder / "before", page.files("before")), site)
    return problems_of_build(site) if page.code in NEED_A_BUILD else problems_of(site)


def is_as_said(said: str, page_says: str) -> bool:
    """Equal, but that … on the page may stand for figures that change with every template."""
    return bool(re.fullmatch(re.escape(page_says).replace("…", ".*"), said))


def test_every_code_has_a_page_and_every_page_a_code():
    pages = {path.stem for path in FOLDER.glob("*.md")} - {"README"}
    assert pages == set(CODES)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.code)
def test_a_page_begins_with_what_the_table_of_codes_says(page: ProblemPage):
    code = CODES[page.code]
    assert (page.heading, page.severity, page.sentence) == (page.code, code.severity.word, code.sentence)


@pytest.mark.parametrize("page", SHOWN, ids=lambda page: page.code)
def test_the_broken_files_give_exactly_what_the_page_says(page: ProblemPage, tmp_path: Path):
    problems = found(page, "broken", tmp_path)
    said = "".join(f"{line}\n" for problem in problems for line in as_lines(problem))
    assert is_as_said(said, page.says), said
    assert {problem.code for problem in problems} == {page.code}


@pytest.mark.parametrize("page", SHOWN, ids=lambda page: page.code)
def test_every_problem_that_a_page_shows_comes_with_a_hint(page: ProblemPage, tmp_path: Path):
    assert all(problem.hint for problem in found(page, "broken", tmp_path))


@pytest.mark.parametrize("page", SHOWN, ids=lambda page: page.code)
def test_the_mended_files_give_no_problem_at_all(page: ProblemPage, tmp_path: Path):
    assert [as_lines(problem) for problem in found(page, "mended", tmp_path)] == []


def test_the_table_of_all_codes_is_complete():
    lines = (FOLDER / "README.md").read_text(encoding="utf-8").splitlines()
    rows = [line for line in lines if line.startswith("| [")]
    assert rows == [f"| [{name}]({name}.md) | {code.severity.word} | {code.sentence} |" for name, code in CODES.items()]
