"""The commands from outside: exit status, one-line messages, options, and a source whose files go before the engine's."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from gavan.cli import main
from tests.whole_site import ENGINE, edit, small_site

DAY = ["--today", "2026-10-30"]
WARNING = ("---\ntitle: Пример\nsummary: Кратко.\nkind: page\n---\n\n## Без имени\n\nСлова.\n")
ERROR = "---\ntitle: Пример\nsummary: Кратко.\nkind: page\ntopics: documents\n---\n\nСлова.\n"


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return small_site(tmp_path / "source")


def run(*words: object) -> int:
    """Exit status of a command, wrong usage included."""
    try:
        return main([str(word) for word in words])
    except SystemExit as ended:
        return int(ended.code or 0)


def say_nothing_but_one_line(capsys: pytest.CaptureFixture[str]) -> str:
    """What a command has said on standard error, which must be a single line."""
    said = capsys.readouterr()
    assert said.out == "" and re.fullmatch(r"gavan: [^\n]+\n", said.err), said.err
    return said.err


# exit status


def test_a_good_site_is_built_beside_its_content_with_status_0(source: Path, capsys: pytest.CaptureFixture[str]):
    assert run("--source", source, *DAY) == 0
    assert (source / "site/index.html").is_file()
    said = capsys.readouterr()
    assert said.err == "" and re.fullmatch(r"\d+ pages, \d+ files in [^\n]+\n", said.out)


@pytest.mark.parametrize("command", ["build", "check"])
def test_content_with_problems_ends_with_status_1(command: str, source: Path, capsys: pytest.CaptureFixture[str]):
    (source / "content/ru/one.md").write_text(ERROR, encoding="utf-8")
    assert run(command, "--source", source, *DAY) == 1
    said = capsys.readouterr().err
    assert said.startswith('content/ru/one.md:5:1: error[unknown-field]: no field "topics" here\n')
    assert '\n  hint: did you mean "topic"?\n' in said and "docs/problems/unknown-field.md" in said
    assert said.endswith("errors: 1, warnings: 0\n")


def test_a_folder_without_settings_is_a_problem_of_the_content(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    assert run("check", "--source", tmp_path) == 1
    assert "site.yaml:1:1: error[missing-settings]" in capsys.readouterr().err


@pytest.mark.parametrize("words", [
    ["--today", "yesterday"], ["--today", "2026-02-30"], ["--source", "no-such-folder"], ["--address", "harbour"],
    ["--jobs", "0"], ["--jobs", "many"], ["--messages", "xx"], ["--no-such-option"], ["no-such-command"],
    ["serve", "--port", "harbour"], ["stamp"], ["check", "--today", "yesterday"]], ids=" ".join)
def test_wrong_usage_ends_with_status_2_and_one_line(words: list[str], capsys: pytest.CaptureFixture[str]):
    assert run(*words) == 2
    assert "--help" in say_nothing_but_one_line(capsys)


def test_help_and_version_end_with_status_0(capsys: pytest.CaptureFixture[str]):
    assert run("--help") == run("check", "--help") == run("--version") == 0
    assert capsys.readouterr().err == ""


def test_the_front_door_passes_the_status_on(source: Path):
    def status(*words: object) -> int:
        command = [sys.executable, ENGINE / "build.py", *map(str, words)]
        return subprocess.run(command, capture_output=True, cwd=source, check=False).returncode

    assert (status(*DAY), status("--nonsense")) == (0, 2)
    (source / "content/ru/one.md").write_text(ERROR, encoding="utf-8")
    assert status("check", *DAY) == 1


# options


def test_options_may_stand_before_and_after_the_command(source: Path, tmp_path: Path):
    before, after, address = tmp_path / "before", tmp_path / "after", "https://harbour.example/"
    assert run("--source", source, "--output", before, "--address", address, *DAY, "build") == 0
    assert run("build", "--source", source, "--output", after, "--address", address, *DAY) == 0
    assert contents(before) == contents(after)
    assert address in (before / "en/index.html").read_text(encoding="utf-8")


def test_an_option_before_the_command_is_not_undone_by_the_command(source: Path):
    (source / "content/ru/one.md").write_text(WARNING, encoding="utf-8")
    assert run("--strict", "--source", source, *DAY, "check") == run("check", "--strict", "--source", source, *DAY) == 1


@pytest.mark.parametrize("command", ["build", "check"])
def test_warnings_count_as_errors_only_under_strict(command: str, source: Path, capsys: pytest.CaptureFixture[str]):
    (source / "content/ru/one.md").write_text(WARNING, encoding="utf-8")
    assert run(command, "--source", source, *DAY) == 0
    assert "content/ru/one.md:7:1: warning[missing-section-id]" in capsys.readouterr().err
    shutil.rmtree(source / "site", ignore_errors=True)
    assert run(command, "--source", source, "--strict", *DAY) == 1
    assert not (source / "site").exists()


def test_quiet_says_nothing_but_problems(source: Path, capsys: pytest.CaptureFixture[str]):
    assert run("--quiet", "--source", source, *DAY) == run("check", "--quiet", "--source", source, *DAY) == 0
    said = capsys.readouterr()
    assert said.out == said.err == ""
    (source / "content/ru/one.md").write_text(ERROR, encoding="utf-8")
    assert run("--quiet", "--source", source, *DAY) == 1
    said = capsys.readouterr()
    assert said.out == "" and "error[unknown-field]" in said.err


def test_jobs_and_no_cache_change_nothing(source: Path, tmp_path: Path):
    assert run("--source", source, "--output", tmp_path / "one", *DAY) == 0
    assert run("--source", source, "--output", tmp_path / "two", "--jobs", "3", "--no-cache", *DAY) == 0
    assert contents(tmp_path / "one") == contents(tmp_path / "two")


def test_messages_for_editors_may_be_in_another_language_than_the_site(source: Path, capsys: pytest.CaptureFixture[str]):
    (source / "content/ru/one.md").write_text(ERROR, encoding="utf-8")
    for code in ("ru", "tr", "en"):
        assert run("check", "--messages", code, "--source", source, *DAY) == 1
        assert "content/ru/one.md:5:1: error[unknown-field]" in capsys.readouterr().err


# a source of its own


def contents(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def test_a_template_of_the_source_goes_before_the_engines_and_the_others_stay(source: Path):
    own = source / "templates/pages/glossary.html"
    own.parent.mkdir(parents=True)
    own.write_text("{% extends 'base.html' %}{% block title %}x{% endblock %}{% block main %}<h1>7 &amp; 8</h1>{% endblock %}",
                   encoding="utf-8")
    assert run("--source", source, "--quiet", *DAY) == 0
    page = (source / "site/ru/glossary.html").read_text(encoding="utf-8")
    assert "<h1>7 &amp; 8</h1>" in page and '<nav class="bar"' in page
    assert '<nav class="bar"' in (source / "site/ru/topics.html").read_text(encoding="utf-8")


def test_a_partial_of_the_source_is_used_by_the_engines_templates(source: Path):
    shutil.copytree(ENGINE / "templates/partials", source / "templates/partials")
    edit(source / "templates/partials/truth.html", '<div class="note danger"', '<div class="note danger mine"')
    for path in (source / "templates/partials").iterdir():
        if path.name != "truth.html":
            path.unlink()
    reason = "withdrawn: {date: 2026-10-29, reason: {ru: Ошибка., en: A mistake., tr: Hata.}}\n---\n\n"
    edit(source / "content/ru/arrival.md", "---\n\n", reason)
    assert run("--source", source, "--quiet", *DAY) == 0
    assert 'class="note danger mine"' in (source / "site/en/arrival.html").read_text(encoding="utf-8")


def test_a_static_file_of_the_source_goes_before_the_engines(source: Path):
    assert run("--source", source, "--quiet", *DAY) == 0
    before = {p.name for p in (source / "site/static").iterdir()}
    mark = source / "templates/static/mark.svg"
    mark.parent.mkdir(parents=True)
    mark.write_text('<svg xmlns="http://www.w3.org/2000/svg"/>\n', encoding="utf-8")
    assert run("--source", source, "--quiet", *DAY) == 0
    after = {p.name for p in (source / "site/static").iterdir()}
    new = (after - before).pop()
    assert re.fullmatch(r"mark\.[0-9a-f]{8}\.svg", new) and (source / "site/static" / new).read_bytes() == mark.read_bytes()
    assert len(after) == len(before)
    assert f'href="../static/{new}"' in (source / "site/ru/index.html").read_text(encoding="utf-8")


def test_a_style_of_the_source_replaces_the_engines_file_of_that_name(source: Path):
    css = source / "templates/static/css"
    css.mkdir(parents=True)
    (css / "4-filters.css").write_text(".mine { color: red; }\n", encoding="utf-8")
    assert run("--source", source, "--quiet", *DAY) == 0
    page = (source / "site/ru/index.html").read_text(encoding="utf-8")
    assert ".mine{color:red}" in page and "s-open:checked" not in page and "color-scheme:light dark" in page


def test_a_catalogue_of_the_source_goes_before_the_engines(source: Path):
    path = source / "locale/ru/LC_MESSAGES/messages.po"
    path.parent.mkdir(parents=True)
    text = (ENGINE / "locale/ru/LC_MESSAGES/messages.po").read_text(encoding="utf-8")
    text = re.sub(r'(msgid "Skip to the text"\nmsgstr )"[^"]*"', r'\1"Сразу к тексту примера"', text)
    path.write_text(text, encoding="utf-8")
    assert run("--source", source, "--quiet", *DAY) == 0
    assert "Сразу к тексту примера" in (source / "site/ru/index.html").read_text(encoding="utf-8")
    assert "Сразу к тексту примера" not in (source / "site/tr/index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(("body", "line"), [
    ("<h1>\n{{ nothing }}</h1>", 2), ("<h1>\n\n{{ 'a' + 1 }}</h1>", 3), ("{% if %}", 1), ("{% include 'no/such.html' %}", 1),
    ("<p>\n{{ 1 / 0 }}", 2), ("{{ title.nothing.more }}", 1)])
def test_a_template_that_cannot_be_rendered_is_a_problem_at_its_line(body: str, line: int, source: Path,
                                                                     capsys: pytest.CaptureFixture[str]):
    path = source / "templates/pages/glossary.html"
    path.parent.mkdir(parents=True)
    path.write_text(body, encoding="utf-8")
    assert run("check", "--source", source, *DAY) == 1
    assert f"templates/pages/glossary.html:{line}:1: error[template]" in capsys.readouterr().err


def test_a_broken_partial_is_named_and_not_the_page_that_uses_it(source: Path, capsys: pytest.CaptureFixture[str]):
    path = source / "templates/partials/cards.html"
    path.parent.mkdir(parents=True)
    path.write_text("{% macro parts(part, view) %}\n\n{{ nothing }}{% endmacro %}", encoding="utf-8")
    assert run("check", "--source", source, *DAY) == 1
    assert "templates/partials/cards.html:3:1: error[template]" in capsys.readouterr().err
