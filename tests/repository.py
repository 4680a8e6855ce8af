"""A small site in a real Git repository: what editors do, and what Gavan's commands say to it.

    repository = Repository(tmp_path / "site", small_site(tmp_path / "site"))
    repository.commit("fix")
    repository.gavan("check", "--changed-since", "HEAD~1")
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gavan.cli import main
from tests.small_site import TODAY

SOMEBODY = {"GIT_AUTHOR_NAME": "Editor", "GIT_AUTHOR_EMAIL": "editor@example.invalid", "GIT_COMMITTER_NAME": "Editor",
            "GIT_COMMITTER_EMAIL": "editor@example.invalid", "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_SYSTEM": "/dev/null"}


@dataclass(frozen=True, slots=True)
class Said:
    """What a command answered."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


@dataclass(frozen=True, slots=True)
class Repository:
    """A repository with a site at its root."""

    folder: Path

    @classmethod
    def new(cls, folder: Path) -> Repository:
        """Put a folder with a site under Git, as its first commit on main."""
        made = cls(folder)
        made.git("init", "--quiet", "--initial-branch=main")
        made.commit("first")
        return made

    def git(self, *words: str) -> str:
        done = run(["git", *words], self.folder)
        assert done.status == 0, done.err
        return done.out

    def commit(self, message: str) -> None:
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "-m", message)

    def gavan(self, *words: str) -> Said:
        """A command of Gavan on this site, on the day of the small sites; in this process, which saves its start."""
        out, err = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            files = [str(self.folder / word) if word.startswith("content/") else word for word in words]
            status = main([*files, "--source", str(self.folder), "--today", TODAY.isoformat()])
        return Said(status, out.getvalue(), err.getvalue())

    def read(self, path: str) -> str:
        return (self.folder / path).read_text(encoding="utf-8")

    def write(self, path: str, text: str) -> None:
        (self.folder / path).write_text(text, encoding="utf-8", newline="\n")

    def edit(self, path: str, old: str, new: str) -> None:
        text = self.read(path)
        assert old in text, f"{old!r} does not stand in {path}"
        self.write(path, text.replace(old, new, 1))


def run(words: list[str], folder: Path, **environment: str) -> Said:
    """A command with a plain environment."""
    env = {"PATH": os.environ["PATH"], "HOME": str(folder), "LC_ALL": "C.UTF-8", **SOMEBODY, **environment}
    done = subprocess.run(words, cwd=folder, env=env, capture_output=True, text=True, check=False)
    return Said(done.returncode, done.stdout, done.stderr)
