"""What Git knows: which files a change touches, and how they stood before. Reading only; no Git, no history, no harm."""

from __future__ import annotations

import subprocess
from pathlib import Path


class NoHistory(Exception):
    """Git is missing, this is no repository, or it does not know the revision."""


def changed_paths(source: Path, revision: str) -> frozenset[str]:
    """Files below `source` that differ between a revision and the working tree, untracked ones too; relative to `source`.

    A revision is compared from where the branches parted, as a pull request is.
    """
    base = merge_base(source, revision)
    tracked = _git(source, "diff", "--name-only", "--relative", "-z", base, "--", ".")
    untracked = _git(source, "ls-files", "--others", "--exclude-standard", "-z", "--", ".")
    return frozenset(path for path in f"{tracked}{untracked}".split("\0") if path)


def merge_base(source: Path, revision: str) -> str:
    """The commit where a revision and HEAD parted; the revision itself where they share none (a shallow clone)."""
    commit = _git(source, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}").strip()
    try:
        return _git(source, "merge-base", commit, "HEAD").strip()
    except NoHistory:
        return commit


def write_tree(source: Path, revision: str, folder: Path, names: tuple[str, ...]) -> None:
    """Write files and folders of `source` as they stood at a revision into `folder`; what was not there is left out."""
    for path in _git(source, "ls-tree", "-r", "--name-only", "-z", revision, "--", *names).split("\0"):
        if path:
            target = folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(_run(source, "show", f"{revision}:./{path}"))


def versions(source: Path, path: str) -> list[str]:
    """Commits that touched a file, newest first; empty for a file that was never committed."""
    return _git(source, "log", "--format=%H", "--", path).split()


def file_at(source: Path, revision: str, path: str) -> str | None:
    """A file's text at a revision; None where it was not there or is no text."""
    try:
        return _git(source, "show", f"{revision}:./{path}")
    except (NoHistory, UnicodeDecodeError):
        return None


def _git(source: Path, *words: str) -> str:
    return _run(source, *words).decode()


def _run(source: Path, *words: str) -> bytes:
    try:
        done = subprocess.run(["git", "-C", str(source), "-c", "core.quotepath=off", *words], capture_output=True, check=False)
    except FileNotFoundError as error:
        raise NoHistory("git is not installed") from error
    if done.returncode:
        reason = done.stderr.decode(errors="replace").strip().split("\n")[0]
        raise NoHistory(reason or f"git {words[0]} failed")
    return done.stdout
