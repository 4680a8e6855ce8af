"""Each problem at its exact place: in front matter, in nested YAML, in a body after Cyrillic and an emoji, and the same in
files with a byte order mark and Windows line ends; and all of them at once, in one run."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from pathlib import Path

import pytest

from gavan.problems import CODES, Problem
from tests.problem_pages import make_links, picture
from tests.problems.cases import FILES, IMAGES, PLACES, Case
from tests.small_site import TODAY, lay, problems_of

ROOT = Path(__file__).resolve().parent.parent.parent
STAMP = {"content/ru/stamp.png": picture({"format": "PNG", "size": "60 x 40"})}
RUSSIAN = "locale/ru/LC_MESSAGES/messages.po"
ELSEWHERE = {
    "missing-settings": "nothing else can be read then",
    "page-too-heavy": "found when pages are made; see docs/problems",
    "template": "found when pages are made; see docs/problems",
    "unsafe-html": "no content is known that leads there",
    "owed-change": "compares two states; see docs/problems",
    "owed-changed-day": "compares two states; see docs/problems",
    "owed-withdrawal": "compares two states; see docs/problems",
}
"""Codes that cannot stand in one site with all others."""


def told(problems: tuple[Problem, ...]) -> set[tuple[str, int, int, str]]:
    return {(p.place.path, p.place.line, p.place.column, p.code) for p in problems}


@pytest.mark.parametrize("case", PLACES, ids=lambda case: case.name)
def test_a_problem_is_named_at_its_exact_place(case: Case, tmp_path: Path):
    problems = problems_of(lay(tmp_path / "site", STAMP | case.as_bytes()))
    assert told(problems) == case.expected()


@pytest.mark.parametrize("case", PLACES, ids=lambda case: case.name)
def test_byte_order_mark_and_windows_line_ends_move_no_place(case: Case, tmp_path: Path):
    problems = problems_of(lay(tmp_path / "site", STAMP | case.as_bytes(windows=True)))
    assert told(problems) == case.expected()


def everything_broken(folder: Path) -> tuple[Path, set[tuple[str, int, int, str]]]:
    """One site with all cases in it, and every problem it must give."""
    files: dict[str, bytes | None] = {**STAMP, RUSSIAN: None}
    expected = {(RUSSIAN, 1, 1, "catalogue-missing"), ("content/en/link.md", 1, 1, "special-file")}
    for number, case in enumerate([*PLACES, *FILES]):
        files |= case.as_bytes(windows=number % 2 == 1)
        expected |= case.expected()
    for path, (code, wanted) in IMAGES.items():
        files[path] = picture(wanted)
        expected.add((path, 1, 1, code))
    site = lay(folder / "site", files)
    make_links(site, {"content/en/link.md": "arrival.md"})
    return site, expected


def test_all_problems_together_are_named_in_one_run(tmp_path: Path):
    site, expected = everything_broken(tmp_path)
    assert told(problems_of(site)) == expected
    assert {code for *_, code in expected} == set(CODES) - set(ELSEWHERE)


def test_the_cases_do_not_share_files():
    paths = [path for case in [*PLACES, *FILES] for path in case.files]
    assert len(paths) == len(set(paths))


@pytest.mark.parametrize("command", ["build", "check"])
def test_with_everything_broken_the_old_site_stays_byte_for_byte_and_the_exit_status_is_1(command: str, tmp_path: Path):
    site, expected = everything_broken(tmp_path)
    output = tmp_path / "out"
    output.mkdir()
    (output / "index.html").write_text("the old site", encoding="utf-8")
    (output / "page.html").write_bytes(b"\x00\xff")
    before = digests(output)
    done = subprocess.run([sys.executable, ROOT / "build.py", command, "--source", site, "--output", output, "--today",
                           TODAY.isoformat()], capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 1, done.stderr
    assert digests(output) == before
    missing = [place for place in expected if place[0].startswith("content/")
               and f"{place[0]}:{place[1]}:{place[2]}: " not in done.stderr]
    assert missing == []


def digests(folder: Path) -> dict[str, str]:
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(folder.rglob("*"))
            if path.is_file()}
