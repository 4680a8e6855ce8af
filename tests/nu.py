"""Asks the Nu HTML checker, the parser behind the W3C's validator, about pages that we made.

It is written in Java and fetched by `make test`. Only where there is no Java are tests skipped; where Java is there and
the checker is not, they fail, so that no machine that could have looked passes without a look.
"""

import json
import os
import shutil
import subprocess
from pathlib import Path
from urllib.parse import unquote

import pytest

JAR = Path(__file__).resolve().parent.parent / ".venv" / "vnu" / "vnu.jar"

# The checker's schemas overflow Java's usual stack now and then. Without the second compiler a run over 400 pages takes
# 3 seconds and not 5: it ends before that compiler's work would pay.
JAVA_OPTIONS = ("-Xss8m", "-XX:TieredStopAtLevel=1")


def nu_errors(folder: Path) -> list[str]:
    """The errors in all .html files of a folder, however deep, as `path:line:column: message`, sorted.

    Paths are relative to the folder, lines and columns count from 1. One process reads all files, as starting Java
    takes longer than reading a hundred of them. Raises if the folder has no .html or the checker itself breaks down.
    """
    skip_without_java()
    if not JAR.is_file():
        pytest.fail("the Nu HTML checker is not set up: run `make vnu` (it needs npm)", pytrace=False)
    folder = folder.resolve()
    if not any(folder.rglob("*.html")):
        raise ValueError(f"no .html file in {folder}: nothing was checked")
    options = ["--format", "json", "--errors-only", "--stdout", "--skip-non-html"]
    command = ["java", *JAVA_OPTIONS, "-jar", str(JAR), *options, str(folder)]
    # In the C locale Java passes over files whose paths are not ASCII, without a word.
    environment = {**os.environ, "LC_ALL": "C.UTF-8"}
    run = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, encoding="utf-8", env=environment)
    # 0: no errors; 1: errors. Both come with a report; a breakdown comes without one.
    if not run.stdout.startswith("{"):
        raise RuntimeError(f"the Nu HTML checker broke down (exit status {run.returncode}):\n{run.stderr}")
    return sorted(as_line(message, folder) for message in json.loads(run.stdout)["messages"])


def skip_without_java() -> None:
    """Skips the test that runs where there is no Java. A command that only says where to get one counts as none."""
    java = shutil.which("java")
    if java is None or subprocess.run([java, "-version"], capture_output=True).returncode != 0:
        pytest.skip("there is no Java on this machine, and the Nu HTML checker needs it")


def as_line(message: dict, folder: Path) -> str:
    """One message of the checker's report as `path:line:column: message`."""
    path = Path(unquote(message["url"]).removeprefix("file:")).relative_to(folder).as_posix()
    # A message about one character has no first line or column of its own.
    line = message.get("firstLine", message.get("lastLine", 1))
    column = message.get("firstColumn", message.get("lastColumn", 1))
    return f"{path}:{line}:{column}: {message['message']}"
