"""Fetches the Nu HTML checker, which the W3C's validator runs too, as `.venv/vnu/vnu.jar` for the tests.

It comes as the npm package `vnu-jar`, in the one version whose digest stands here: whatever npm brings, and from
wherever, is refused if it differs. It needs Java 11 or newer to run.

Without Java there is nothing to do, and the tests that need it are skipped. With Java but without npm it can't be had,
and those tests fail. Neither is an error of this script: exit status 0. It is 2 if npm fails or brings something else.
"""

import base64
import hashlib
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

VERSION = "26.9.27"
# SHA-512 of the package's archive, as registries give it and lock files note it.
INTEGRITY = "sha512-TkQd5DFfOaWC9ebtvozTsrH2Vaod3jYg+vrOeREzIXxBexLz9+rS2DNtjn7+RPUiZhgli0SghgBX6RJRNea0KA=="
MEMBER = "package/build/dist/vnu.jar"

FOLDER = Path(__file__).resolve().parent.parent / ".venv" / "vnu"
JAR = FOLDER / "vnu.jar"
RECORD = FOLDER / "integrity"


def main() -> int:
    """Returns the exit status."""
    if JAR.is_file() and RECORD.is_file() and RECORD.read_text(encoding="utf-8").strip() == INTEGRITY:
        print(f"Nu HTML checker: {VERSION}")
        return 0
    if not java_runs():
        print("Nu HTML checker: not set up, since there is no Java. The tests that need it will be skipped.")
        return 0
    npm = shutil.which("npm")
    if npm is None:
        print("Nu HTML checker: not set up. Java is there, but not npm, with which it is fetched: its tests will fail.")
        return 0
    with tempfile.TemporaryDirectory() as folder:
        archive = fetched(npm, Path(folder))
        if archive is None:
            print(f"Nu HTML checker: npm could not fetch vnu-jar@{VERSION}. Is there a network?", file=sys.stderr)
            return 2
        if (integrity := integrity_of(archive)) != INTEGRITY:
            print(f"Nu HTML checker: refused, vnu-jar@{VERSION} is not what it was.", file=sys.stderr)
            print(f"  expected {INTEGRITY}\n  received {integrity}", file=sys.stderr)
            return 2
        unpack(archive)
    print(f"Nu HTML checker: {VERSION}")
    return 0


def java_runs() -> bool:
    """Whether Java is there and runs: macOS has a command `java` that only says where to get one."""
    java = shutil.which("java")
    return java is not None and subprocess.run([java, "-version"], capture_output=True).returncode == 0


def fetched(npm: str, folder: Path) -> Path | None:
    """The package's archive, brought by npm into this folder; None if npm failed, which has then said why."""
    # npm's own cache stays out of the home folder, which may be empty, full or not ours.
    settings = {"npm_config_cache": str(folder / "cache"), "npm_config_update_notifier": "false"}
    command = [npm, "pack", f"vnu-jar@{VERSION}", "--silent", "--pack-destination", str(folder)]
    run = subprocess.run(
        command, cwd=folder, env={**os.environ, **settings}, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL
    )
    return next(folder.glob("vnu-jar-*.tgz"), None) if run.returncode == 0 else None


def integrity_of(archive: Path) -> str:
    """The digest of a file in the form in which npm writes it."""
    return "sha512-" + base64.b64encode(hashlib.sha512(archive.read_bytes()).digest()).decode()


def unpack(archive: Path) -> None:
    """Puts the one file that we need into place, whole or not at all; the record comes last."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    RECORD.unlink(missing_ok=True)
    unfinished = FOLDER / "vnu.jar.part"
    with tarfile.open(archive) as package, unfinished.open("wb") as target:
        shutil.copyfileobj(package.extractfile(MEMBER), target)
    unfinished.replace(JAR)
    RECORD.write_text(f"{INTEGRITY}\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
