"""Same in, same out: one commit and one day give the same bytes on any machine (design, section 6).

Each build is a process of its own with an environment of its own. The second differs from the first in everything at once:
folder, order of the files on the disk, working folder, user, time zone, locale, hash seed, number of processes, umask.
"""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.whole_site import ENGINE

DAY = "2026-11-22"
ENGINE_PARTS = ("build.py", "gavan", "templates", "locale", "content", "site.yaml")


@dataclass(frozen=True, slots=True, kw_only=True)
class Machine:
    """Where and how a build runs."""

    folder: str
    environment: dict[str, str]
    options: tuple[str, ...] = ()
    umask: int = 0o022
    newest_first: bool = False


PLAIN = Machine(folder="one", environment={"LC_ALL": "C.UTF-8", "TZ": "UTC", "PYTHONHASHSEED": "0", "HOME": "/nonexistent"})
OTHERS = {
    "everything": Machine(
        folder="другая папка, с пробелами", umask=0o077, newest_first=True, options=("--jobs", "4", "--no-cache"),
        environment={"LC_ALL": "C", "TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "4242", "HOME": "/tmp/wanderer-home",
                     "USER": "wanderer-of-the-harbour", "LOGNAME": "wanderer-of-the-harbour", "COLUMNS": "40", "LANGUAGE": "tr",
                     "SOURCE_DATE_EPOCH": "1", "HOSTNAME": "machine-of-the-harbour"}),
    "turkish": Machine(
        folder="two", environment={"LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8", "TZ": "America/Los_Angeles",
                                   "PYTHONHASHSEED": "7", "PYTHONUTF8": "0"}),
}


def build(machine: Machine, tmp: Path) -> Path:
    """The site as a machine builds it from its own copy of the repository."""
    repository = tmp / machine.folder / "repository"
    files = [p for part in ENGINE_PARTS for p in ([ENGINE / part] if (ENGINE / part).is_file() else (ENGINE / part).rglob("*"))
             if p.is_file() and "__pycache__" not in p.parts]
    for path in sorted(files, reverse=machine.newest_first):
        target = repository / path.relative_to(ENGINE)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
    output = tmp / machine.folder / "public"
    done = subprocess.run(
        [sys.executable, str(repository / "build.py"), "--source", str(repository), "--output", str(output), "--today", DAY,
         "--quiet", *machine.options], env={"PATH": os.environ["PATH"], "PYTHONDONTWRITEBYTECODE": "1", **machine.environment},
        cwd=tmp if machine.newest_first else repository, umask=machine.umask, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return output


def contents(folder: Path) -> dict[str, tuple[int, bytes]]:
    """Permissions and bytes of everything in a folder, by path."""
    return {p.relative_to(folder).as_posix(): (stat.S_IMODE(p.stat().st_mode), p.read_bytes() if p.is_file() else b"")
            for p in sorted(folder.rglob("*"))}


@pytest.fixture(scope="module")
def tmp(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("reproducible")


@pytest.fixture(scope="module")
def plain(tmp: Path) -> dict[str, tuple[int, bytes]]:
    return contents(build(PLAIN, tmp))


@pytest.mark.parametrize("name", OTHERS)
def test_two_machines_give_the_same_bytes_and_permissions(name: str, plain: dict[str, tuple[int, bytes]], tmp: Path):
    other = contents(build(OTHERS[name], tmp))
    assert sorted(other) == sorted(plain)
    assert [path for path in plain if plain[path] != other[path]] == []


def test_every_file_can_be_read_by_a_host(plain: dict[str, tuple[int, bytes]]):
    assert {mode for path, (mode, _) in plain.items()} == {0o755, 0o644}


def test_the_output_holds_nothing_of_the_machine_that_built_it(tmp: Path):
    output = tmp / OTHERS["everything"].folder / "public"
    whole = contents(output if output.exists() else build(OTHERS["everything"], tmp))
    traces = [str(tmp), tmp.name, OTHERS["everything"].folder, str(ENGINE), str(Path.home()), sys.prefix, os.uname().nodename,
              *(OTHERS["everything"].environment[name] for name in ("HOME", "USER", "HOSTNAME"))]
    found = [(path, trace) for path, (_, data) in whole.items() for trace in traces
             if len(trace) > 5 and trace.encode() in data]
    assert found == []
