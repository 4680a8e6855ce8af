"""Whole or not at all: at every moment the output is a complete site, the old one or the new one, whatever goes wrong."""

from __future__ import annotations

import re
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from gavan.cli import main
from tests.whole_site import ENGINE, edit, small_site

DAY = ("--today", "2026-10-30", "--quiet")
Tree = dict[str, tuple[int, int, bytes]]


def tree(folder: Path) -> Tree:
    """Everything in a folder: mode, time of change and bytes by path."""
    return {p.relative_to(folder).as_posix(): (p.lstat().st_mode, p.lstat().st_mtime_ns, p.read_bytes() if p.is_file() else b"")
            for p in sorted(folder.rglob("*"))}


def litter(folder: Path) -> list[str]:
    return sorted(p.name for p in folder.iterdir() if p.name.startswith(".gavan"))


def run(*words: object) -> int:
    try:
        return main([str(word) for word in words])
    except SystemExit as ended:
        return int(ended.code or 0)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return small_site(tmp_path / "source")


@pytest.fixture
def output(source: Path, tmp_path: Path) -> Path:
    """A finished site of the source, which has changed since: a build would write other bytes."""
    folder = tmp_path / "public" / "site"
    assert run("--source", source, "--output", folder, *DAY) == 0
    edit(source / "content/en/arrival.md", "Make copies.", "Make two copies.")
    return folder


def break_content(source: Path) -> None:
    edit(source / "content/en/arrival.md", "glossary.md#residence-permit", "glossary.md#nothing")


def break_template(source: Path) -> None:
    (source / "templates/pages").mkdir(parents=True)
    (source / "templates/pages/changes.html").write_text("{{ nothing }}", encoding="utf-8")


def break_catalogue(source: Path) -> None:
    path = source / "locale/tr/LC_MESSAGES/messages.po"
    path.parent.mkdir(parents=True)
    text = (ENGINE / path.relative_to(source)).read_text(encoding="utf-8")
    path.write_text(re.sub(r'(msgid "Topics"\nmsgstr )"[^"]*"', r'\1""', text), encoding="utf-8")


def break_settings(source: Path) -> None:
    edit(source / "site.yaml", "languages: [ru, en, tr]", "languages: [ru, en, tr")


def make_a_page_too_heavy(source: Path) -> None:
    noise = "\n\n".join(f"{n * n:x} {n * 7919:x} {n ** 5:x} {n ** 7:x}" for n in range(1200))
    edit(source / "content/ru/arrival.md", "Снимите копии.", noise)


# problems of the content


@pytest.mark.parametrize("break_it", [break_content, break_template, break_catalogue, break_settings, make_a_page_too_heavy],
                         ids=lambda f: f.__name__)
def test_a_build_with_problems_ends_with_status_1_and_leaves_the_old_site_untouched(
        break_it: Callable[[Path], None], source: Path, output: Path, capsys: pytest.CaptureFixture[str]):
    break_it(source)
    before = tree(output.parent)
    assert run("--source", source, "--output", output, *DAY) == 1
    assert tree(output.parent) == before
    assert "error[" in capsys.readouterr().err


# the machine and the folder


def one_line(capsys: pytest.CaptureFixture[str]) -> str:
    said = capsys.readouterr()
    assert said.out == "" and re.fullmatch(r"gavan: [^\n]+\n", said.err), said.err
    return said.err


def test_a_folder_that_gavan_did_not_write_is_not_replaced(source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    foreign = tmp_path / "photos"
    foreign.mkdir()
    (foreign / "one.jpg").write_bytes(b"x")
    before = tree(tmp_path)
    assert run("--source", source, "--output", foreign, *DAY) == 2
    assert tree(tmp_path) == before and "did not write" in one_line(capsys)


@pytest.mark.parametrize("make", [lambda p: p.write_text("x"), lambda p: p.symlink_to("public")], ids=["file", "link"])
def test_an_output_that_is_no_folder_is_refused(make: Callable[[Path], object], source: Path, output: Path, tmp_path: Path,
                                                capsys: pytest.CaptureFixture[str]):
    make(tmp_path / "other")
    before = tree(tmp_path)
    assert run("--source", source, "--output", tmp_path / "other", *DAY) == 2
    assert tree(tmp_path) == before and "not a folder" in one_line(capsys)


@pytest.mark.parametrize("where", [".", "..", "content", "content/new", "templates", "templates/static/x", "locale/x", "gavan"])
def test_an_output_inside_or_around_the_sources_is_refused(where: str, source: Path, capsys: pytest.CaptureFixture[str]):
    before = tree(source.parent)
    assert run("--source", source, "--output", source / where, *DAY) == 2
    assert tree(source.parent) == before and "sources" in one_line(capsys)


@pytest.mark.parametrize("where", ["content/new", "templates/new", "gavan/new"])
def test_an_output_inside_the_engine_is_refused(where: str, source: Path, capsys: pytest.CaptureFixture[str]):
    assert run("--source", source, "--output", ENGINE / where, *DAY) == 2
    assert not (ENGINE / where).exists() and "sources" in one_line(capsys)


def test_an_empty_folder_may_become_a_site(source: Path, tmp_path: Path):
    (tmp_path / "empty").mkdir()
    assert run("--source", source, "--output", tmp_path / "empty", *DAY) == 0
    assert (tmp_path / "empty/index.html").is_file() and litter(tmp_path) == []


def test_a_parent_that_is_no_folder_ends_with_status_2_and_one_line(source: Path, tmp_path: Path,
                                                                    capsys: pytest.CaptureFixture[str]):
    (tmp_path / "file").write_text("x", encoding="utf-8")
    before = tree(tmp_path)
    assert run("--source", source, "--output", tmp_path / "file" / "site", *DAY) == 2
    assert tree(tmp_path) == before and "cannot write" in one_line(capsys)


def command(source: Path, output: Path) -> list[str]:
    return [sys.executable, str(ENGINE / "build.py"), "--source", str(source), "--output", str(output), *DAY]


def test_a_disk_that_takes_no_more_ends_with_status_2_and_leaves_the_old_site_untouched(source: Path, output: Path):
    """A limit on the size of files stands in for a full disk: a write fails in the middle."""
    before = tree(output.parent)
    done = subprocess.run(command(source, output), capture_output=True, text=True, check=False,
                          preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (9_000, 9_000)))
    assert done.returncode == 2 and re.fullmatch(r"gavan: cannot write site: [^\n]+\n", done.stderr), done.stderr
    assert tree(output) == {path: entry for p, entry in before.items() if (path := p.removeprefix("site/")) != "site"}
    assert litter(output.parent) == []


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has a folder that even root cannot write to")
def test_a_parent_that_cannot_be_written_to_ends_with_status_2(source: Path, capsys: pytest.CaptureFixture[str]):
    assert run("--source", source, "--output", "/proc/gavan-site", *DAY) == 2
    assert "cannot write gavan-site" in one_line(capsys)


# killed


def kill_while_writing(source: Path, output: Path) -> bool:
    """Start a build, kill it as soon as its staging folder holds a file; whether it was caught at that."""
    build = subprocess.Popen(command(source, output), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        while build.poll() is None:
            staging = litter(output.parent)
            if staging and any((output.parent / staging[0]).iterdir()):
                break
            time.sleep(0.0005)
    except FileNotFoundError:
        pass
    build.send_signal(signal.SIGKILL)
    return build.wait() == -signal.SIGKILL and bool(litter(output.parent))


def test_a_build_killed_while_writing_leaves_a_complete_site_and_the_next_clears_up(source: Path, output: Path, tmp_path: Path):
    assert run("--source", source, "--output", tmp_path / "new", *DAY) == 0
    old, new = (bytes_of(tree(folder)) for folder in (output, tmp_path / "new"))
    assert old != new
    caught = 0
    for _ in range(4):
        caught += kill_while_writing(source, output)
        assert bytes_of(tree(output)) in (old, new)
    assert caught, "no build was caught while writing"
    assert run("--source", source, "--output", output, *DAY) == 0
    assert bytes_of(tree(output)) == new and litter(output.parent) == []


def bytes_of(found: Tree) -> dict[str, tuple[int, bytes]]:
    return {path: (mode, data) for path, (mode, _, data) in found.items()}


def test_the_next_build_clears_only_its_own_litter(source: Path, output: Path):
    mine = output.parent / ".gavan-site-abcd_123"
    others = [output.parent / name for name in (".gavan-site-b-abcd1234", ".gavan-notes", ".gavan-site-", "site-abcd1234")]
    for folder in (mine, *others):
        (folder / "ru").mkdir(parents=True)
    assert run("--source", source, "--output", output, *DAY) == 0
    assert not mine.exists() and all(folder.exists() for folder in others)


def test_pages_that_are_gone_from_the_content_are_gone_from_the_site(source: Path, output: Path):
    (source / "content/ru/extra.md").write_text("---\ntitle: x\nsummary: y\nkind: page\n---\n\nz\n", encoding="utf-8")
    assert run("--source", source, "--output", output, *DAY) == 0
    assert (output / "en/extra.html").is_file()
    (source / "content/ru/extra.md").unlink()
    assert run("--source", source, "--output", output, *DAY) == 0
    assert not list(output.rglob("extra*"))


@pytest.mark.skipif(sys.platform != "linux", reason="the exchange is one step on Linux only")
def test_a_reader_never_meets_half_a_site(source: Path, output: Path):
    """While two builds exchange the folder, each look finds the same files as before."""
    wanted = sorted(p.relative_to(output).as_posix() for p in output.rglob("*.html"))
    build = subprocess.Popen(command(source, output), stdout=subprocess.DEVNULL)
    looks = 0
    while build.poll() is None or looks < 100:
        assert (output / wanted[looks % len(wanted)]).stat().st_size
        looks += 1
    assert build.returncode == 0


# looking only


@pytest.fixture
def checked(source: Path, output: Path) -> Iterator[Path]:
    """The source and its output, which must be the same after the test as before."""
    before = tree(source.parent)
    yield source
    assert tree(source.parent) == before


def test_check_writes_nothing(checked: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(checked)
    assert run("check", *DAY) == run("check", "--source", checked, "--output", checked.parent / "elsewhere", *DAY) == 0


def test_check_of_broken_content_writes_nothing(source: Path, output: Path):
    break_content(source)
    before = tree(source.parent)
    assert run("check", "--source", source, *DAY) == 1
    assert tree(source.parent) == before


def test_a_build_changes_nothing_in_its_source(source: Path, tmp_path: Path):
    before = tree(source)
    assert run("--source", source, "--output", tmp_path / "out", *DAY) == 0
    assert tree(source) == before
