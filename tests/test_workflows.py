"""The workflows of the forges: valid, pinned, first-party, and without a finding of zizmor."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
BIN = Path(sys.executable).parent


def run(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([str(BIN / words[0]), *words[1:]], cwd=ROOT, capture_output=True, text=True, check=False)


def test_zizmor_finds_nothing() -> None:
    done = run("zizmor", "--offline", "--no-progress", "--persona", "regular", ".github")
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(("schema", "path"), [
    *[("vendor.github-workflows", path) for path in WORKFLOWS],
    ("vendor.gitlab-ci", ROOT / ".gitlab-ci.yml"),
    ("vendor.github-issue-forms", ROOT / ".github/ISSUE_TEMPLATE/error.yml"),
], ids=lambda value: getattr(value, "name", ""))
def test_a_workflow_is_what_its_forge_expects(schema: str, path: Path) -> None:
    more = ["--data-transform", "gitlab-ci"] if "gitlab" in schema else []
    done = run("check-jsonschema", "--builtin-schema", schema, *more, str(path))
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_actions_are_the_forges_own_and_pinned_by_commit(path: Path) -> None:
    uses = re.findall(r"uses:\s*(\S+)(.*)", path.read_text(encoding="utf-8"))
    assert uses
    for action, comment in uses:
        assert re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40}", action), action
        assert re.fullmatch(r"\s+# v\d+\.\d+\.\d+", comment), f"{action} names no version"


def test_only_the_publishing_job_may_publish_and_it_runs_none_of_our_code() -> None:
    text = (ROOT / ".github/workflows/publish.yml").read_text(encoding="utf-8")
    build, publish = text.split("\n  publish:\n")
    assert "pages: write" not in build
    assert "run:" not in publish
    assert "checkout" not in publish


def test_a_strangers_pull_request_gets_no_secret_and_may_only_read() -> None:
    text = (ROOT / ".github/workflows/check.yml").read_text(encoding="utf-8")
    assert "pull_request_target" not in text
    assert "secrets." not in text
    assert set(re.findall(r"(\w+): (?:read|write)", text)) == {"contents"}
    assert "write" not in re.findall(r"contents: (\w+)", text)
