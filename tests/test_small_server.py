"""The small server's whole way with real Git: deploy/post-receive in a bare repository, and an editor's clone."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from gavan.building import ENGINE
from tests.repository import Repository, run
from tests.whole_site import small_site

SHELTER = "content/shelters/example.yaml"


@pytest.fixture
def server(tmp_path: Path) -> Path:
    """A bare repository with the hook; its site goes to tmp_path/site."""
    bare = tmp_path / "content.git"
    bare.mkdir()
    git = ["git", "-C", str(bare)]
    run([*git, "init", "--quiet", "--bare", "--initial-branch=main"], tmp_path)
    engine = tmp_path / "engine"
    (engine / ".venv" / "bin").mkdir(parents=True)
    python = engine / ".venv" / "bin" / "python"
    python.write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n', encoding="utf-8")
    python.chmod(0o755)
    (engine / "build.py").write_text(f"import sys\nsys.path.insert(0, {str(ENGINE)!r})\n"
                                     "from gavan.cli import main\nsys.exit(main())\n", encoding="utf-8")
    for name, value in (("engine", engine), ("site", tmp_path / "site"), ("address", "https://haven.example")):
        run([*git, "config", f"gavan.{name}", str(value)], tmp_path)
    (bare / "hooks" / "post-receive").symlink_to(ENGINE / "deploy" / "post-receive")
    return bare


@pytest.fixture
def editor(tmp_path: Path, server: Path) -> Repository:
    clone = Repository.new(small_site(tmp_path / "clone"))
    clone.git("remote", "add", "server", str(server))
    return clone


def push(editor: Repository) -> str:
    done = run(["git", "push", "--quiet", "server", "main"], editor.folder)
    assert done.status == 0, done.err
    return done.err


def test_a_good_push_is_published(editor: Repository, tmp_path: Path) -> None:
    assert "gavan: published" in push(editor)
    assert "Первый день" in (tmp_path / "site/ru/arrival.html").read_text(encoding="utf-8")
    assert "https://haven.example/ru/arrival.html" in (tmp_path / "site/sitemap.xml").read_text(encoding="utf-8")


def test_a_bad_push_leaves_the_old_site_and_tells_the_pusher_the_line(editor: Repository, tmp_path: Path) -> None:
    push(editor)
    before = {p: p.read_bytes() for p in (tmp_path / "site").rglob("*") if p.is_file()}
    editor.edit("content/ru/arrival.md", "topic: documents", "topic: documens")
    editor.commit("a mistake")
    said = push(editor)
    assert "content/ru/arrival.md:5:8: error[unknown-topic]" in said
    assert "not published" in said
    assert {p: p.read_bytes() for p in (tmp_path / "site").rglob("*") if p.is_file()} == before


def test_a_shelter_taken_away_is_gone_from_pages_directory_feeds_and_json(editor: Repository, tmp_path: Path) -> None:
    push(editor)
    (editor.folder / SHELTER).unlink()
    for code in ("ru", "en", "tr"):
        editor.edit(f"content/{code}/arrival.md", "shelters/tr.md#example", "shelters/tr.md")
    editor.commit("taken down")
    assert "gavan: published" in push(editor)
    for path in (tmp_path / "site").rglob("*"):
        if path.is_file():
            assert "Приют Пример" not in path.read_bytes().decode(errors="replace"), path
    assert json.loads((tmp_path / "site/api/v1/shelters.json").read_text(encoding="utf-8")) == {"shelters": []}


def test_templates_and_code_from_a_push_are_not_used(editor: Repository, tmp_path: Path) -> None:
    (editor.folder / "templates" / "pages").mkdir(parents=True)
    editor.write("templates/pages/guide.html", "<p>taken over</p>")
    editor.write("build.py", "raise SystemExit('taken over')")
    editor.commit("an attempt")
    assert "gavan: published" in push(editor)
    assert "taken over" not in (tmp_path / "site/ru/arrival.html").read_text(encoding="utf-8")


def test_other_branches_publish_nothing(editor: Repository, tmp_path: Path) -> None:
    run(["git", "push", "--quiet", "server", "main:draft"], editor.folder)
    assert not (tmp_path / "site").exists()
