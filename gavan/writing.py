"""Putting a finished site on the disk: written aside, then exchanged with the old one in one step.

At every moment the output folder is a complete site: the old one or the new one. On Linux the exchange is one system call
(renameat2 with RENAME_EXCHANGE); elsewhere two renames, undone if the second fails.
"""

from __future__ import annotations

import ctypes
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

MARKER = ".nojekyll"
"""Every site that we write has it; a folder without it is not ours to replace."""
_AT_FDCWD, _RENAME_EXCHANGE = -100, 2


class CannotWrite(Exception):
    """The machine or the folder does not let us write; the old site is untouched."""


def write_site(outputs: Mapping[str, bytes], folder: Path) -> None:
    """Replace `folder` by a folder with exactly these outputs (path → bytes).

    CannotWrite where the folder is not a site of ours or the machine refuses; then nothing has changed but for a
    staging folder beside it, which is cleared here or, after a crash, by the next build.
    """
    folder = folder.absolute()
    _refuse_foreign(folder)
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        _clear_litter(folder)
        staging = Path(tempfile.mkdtemp(prefix=_prefix(folder), dir=folder.parent))
        try:
            _fill(staging, outputs)
            _swap(staging, folder)
        finally:
            shutil.rmtree(staging, ignore_errors=True)
    except OSError as error:
        raise CannotWrite(f"cannot write {folder.name}: {error.strerror or error}") from error


def _prefix(folder: Path) -> str:
    return f".gavan-{folder.name}-"


def _refuse_foreign(folder: Path) -> None:
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        raise CannotWrite(f"{folder.name} is not a folder; choose another --output")
    if folder.is_dir() and any(folder.iterdir()) and not (folder / MARKER).exists():
        raise CannotWrite(f"{folder.name} holds files that Gavan did not write; empty it or choose another --output")


def _clear_litter(folder: Path) -> None:
    """What a build that was killed left behind."""
    made_by_mkdtemp = re.compile(re.escape(_prefix(folder)) + "[a-z0-9_]{8}")
    for path in folder.parent.iterdir():
        if made_by_mkdtemp.fullmatch(path.name):
            shutil.rmtree(path, ignore_errors=True)


def _fill(staging: Path, outputs: Mapping[str, bytes]) -> None:
    """Write the outputs; who may read them does not depend on the umask."""
    for folder in sorted({above for path in outputs for above in PurePosixPath(path).parents}):
        (staging / folder).mkdir(exist_ok=True)
        (staging / folder).chmod(0o755)
    for path, data in sorted(outputs.items()):
        (staging / path).write_bytes(data)
        (staging / path).chmod(0o644)


def _swap(staging: Path, folder: Path) -> None:
    if not folder.exists():
        staging.rename(folder)
    elif not _exchange(staging, folder):
        _two_renames(staging, folder)


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two folders in one step; False where the system cannot."""
    if sys.platform != "linux":
        return False
    try:
        renameat2 = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError):
        return False
    return renameat2(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE) == 0


def _two_renames(staging: Path, folder: Path) -> None:
    aside = Path(tempfile.mkdtemp(prefix=_prefix(folder), dir=folder.parent))
    folder.rename(aside / "old")
    try:
        staging.rename(folder)
    except OSError:
        (aside / "old").rename(folder)
        raise
    finally:
        shutil.rmtree(aside, ignore_errors=True)
