"""The documentation under test: commands, options, settings, fields, modules are in it, examples build, links lead somewhere.

`python -m tests.test_docs` writes docs/settings.md anew from the settings' schema.
"""

from __future__ import annotations

import argparse
import ast
import datetime
import re
import types
import typing
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from pydantic import BaseModel

from gavan import records, settings
from gavan.building import build, read_site
from gavan.checks.image_metadata import metadata_in
from gavan.cli import _parser
from gavan.fields import SafeUrl, SiteLanguage, Text
from gavan.model import Parity, parity

ROOT = Path(__file__).resolve().parent.parent
TODAY = datetime.date(2026, 11, 22)
NOT_OURS = frozenset({".git", ".venv", ".cache", ".hypothesis", ".pytest_cache", ".ruff_cache", "__pycache__", "site", "build",
                      "dist", "third_party"})


def text_of(path: str) -> str:
    return (ROOT / path).read_text(encoding="utf-8")


def files(*endings: str) -> Iterator[Path]:
    """Files of the repository that are ours, sorted; of any ending if none is given."""
    waiting = [ROOT]
    while waiting:
        for path in sorted(waiting.pop().iterdir()):
            if path.is_dir() and path.name not in NOT_OURS and not path.name.endswith(".egg-info"):
                waiting.append(path)
            elif path.is_file() and (not endings or path.suffix in endings):
                yield path


# README


def code_blocks(text: str) -> list[str]:
    return re.findall(r"^```[^\n]*\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


def parsers(parser: argparse.ArgumentParser | None = None, name: str = "") -> dict[str, argparse.ArgumentParser]:
    """The parser of each command, of `new guide` and so on too; the one before all commands is under the empty name."""
    parser = parser or _parser()
    below = [action.choices for action in parser._actions if isinstance(action, argparse._SubParsersAction)]
    found = {name: parser}
    for choices in below:
        for word, one in choices.items():
            found |= parsers(one, f"{name} {word}".strip())
    return found


COMMANDS = sorted({name.partition(" ")[0] for name in parsers() if name})
OPTIONS = sorted({option for parser in parsers().values() for action in parser._actions
                  for option in action.option_strings if option.startswith("--")})


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_a_row_in_the_readme(command: str):
    assert re.search(rf"^\| `python build\.py {command}\b[^|]*` \|", text_of("README.md"), re.MULTILINE)


@pytest.mark.parametrize("option", OPTIONS)
def test_every_option_stands_in_a_table_of_the_readme(option: str):
    rows = re.findall(r"^\| (`-[^|]*) \|", text_of("README.md"), re.MULTILINE)
    assert any(re.search(rf"`{option}[ `]", row) for row in rows)


def test_the_readme_names_no_command_or_option_that_is_not_there():
    text = text_of("README.md")
    rows = "\n".join(re.findall(r"^\| (`(?:-|python build).*?) \|", text, re.MULTILINE))
    assert set(re.findall(r"--[a-z-]+", rows)) <= set(OPTIONS)
    assert set(re.findall(r"`python build\.py ([a-z]+)", rows)) == set(COMMANDS)


def test_the_first_code_block_of_the_readme_is_two_commands_that_the_makefile_has():
    commands = code_blocks(text_of("README.md"))[0].strip().splitlines()
    assert commands == ["make site", "make test"]
    assert all(re.search(rf"^{command.removeprefix('make ')}:", text_of("Makefile"), re.MULTILINE) for command in commands)


def test_the_picture_of_the_readme_is_small_and_holds_nothing_but_its_picture():
    data = (ROOT / "docs/pictures/pages.png").read_bytes()
    assert len(data) < 150_000
    assert metadata_in(data, "PNG") == ()


# docs/settings.md


def settings_page() -> str:
    """docs/settings.md, from the schema's descriptions."""
    parts = [HEAD, *(f"\n## {title}\n\n{words}\n\n{_table(schema)}" for title, words, schema in TABLES)]
    return "".join(parts)


HEAD = """\
# Settings

Every key of `site.yaml`. Written by `python -m tests.test_docs` from `gavan/settings.py`; a test compares the two. A key that
is not listed here is a problem, and so is a value of another type.
"""
NOT_YET = """\
In `outputs` the switches `twins`, `single-file`, `pdf`, `chat` and `search`, and the keys `mirrors` and `onion`, are accepted
but change nothing yet."""
TABLES = (
    ("site.yaml", NOT_YET, settings.Settings),
    ("A topic", "One of the values of `topics`; its key is the topic's id.", settings.Topic),
    ("contact", "Without one no page claims that somebody answers.", settings.Contact),
    ("outputs", "What is `false` here is left out of the site.", settings.Outputs),
)


def _table(schema: type[BaseModel]) -> str:
    types_ = typing.get_type_hints(schema, include_extras=True)
    rows = [f"| `{field.alias or name}` | {_type(types_[name])} | {_default(field)} | {field.description} |"
            for name, field in schema.model_fields.items()]
    return "\n".join(["| key | type | default | |", "|---|---|---|---|", *rows]) + "\n"


def _default(field) -> str:
    if field.is_required():
        return "required"
    value = field.get_default(call_default_factory=True)
    if isinstance(value, BaseModel):
        return "those below"
    return {True: "`true`", False: "`false`"}.get(value, f"`{value}`") if isinstance(value, (bool, int)) else "none"


def _type(hint: object) -> str:
    """A type in words."""
    named = {Text: "text by language", SafeUrl: "web address", SiteLanguage: "language code", str: "text", int: "whole number",
             bool: "`true` or `false`", settings.Topic: "topic", settings.Contact: "see [contact](#contact)",
             settings.Outputs: "see [outputs](#outputs)"}
    if isinstance(hint, typing.Hashable) and hint in named:
        return named[hint]
    inner = [part for part in typing.get_args(hint) if part not in (type(None), Ellipsis)]
    if typing.get_origin(hint) in (typing.Union, types.UnionType, typing.Annotated):
        return _type(inner[0])
    if typing.get_origin(hint) is typing.Literal:
        return " or ".join(f"`{choice}`" for choice in inner)
    if typing.get_origin(hint) is tuple:
        return f"list of {_plural(_type(inner[0]))}"
    if typing.get_origin(hint) is dict:
        key = "language" if inner[0] == SiteLanguage else "id"
        return f"{_type(inner[1])} by {key}"
    raise LookupError(f"no words for the type {hint}")


def _plural(words: str) -> str:
    return f"{words}es" if words.endswith("s") else f"{words}s"


def test_the_page_of_settings_is_what_their_schema_says():
    assert text_of("docs/settings.md") == settings_page(), "write it anew: .venv/bin/python -m tests.test_docs"


@pytest.mark.parametrize(("schema", "name"), [(s, n) for _, _, s in TABLES for n in s.model_fields])
def test_every_setting_has_a_sentence(schema: type[BaseModel], name: str):
    assert re.fullmatch(r"[A-Z].*\.", schema.model_fields[name].description or "")


# docs/formats.md

SECTIONS: Mapping[str, type[BaseModel]] = {
    "Original": records.Original, "Translation": records.Translation, "Differs": records.Differs,
    "Country": records.CountryHead, "Warning": records.CountryWarning, "Emergency number": records.Emergency,
    "Fact": records.Fact, "Deadline": records.Deadline, "Shelter": records.Shelter,
    "Contact of a shelter": records.ShelterContact, "Organisation": records.Organisation,
    "Contact of an organisation": records.PublicContact, "Term": records.Term, "Source": records.Source,
    "Change": records.Change, "Withdrawn": records.Withdrawn}



def section(title: str) -> str:
    """The text under a heading of docs/formats.md, up to the next one, without examples."""
    text = re.sub(r"^```.*?^```$", "", text_of("docs/formats.md"), flags=re.MULTILINE | re.DOTALL)
    found = re.search(rf"^#{{2,3}} {title}\n(.*?)(?=^#{{2,3}} |\Z)", text, re.MULTILINE | re.DOTALL)
    assert found, f"docs/formats.md has no section {title}"
    return found.group(1)


def test_every_record_has_a_section_in_the_formats():
    ours = {r for r in vars(records).values() if isinstance(r, type) and issubclass(r, records.Record)} - {records.Record}
    assert set(SECTIONS.values()) == ours


@pytest.mark.parametrize("title", SECTIONS)
def test_the_formats_list_every_field_of_a_record_and_no_other(title: str):
    fields = {field.alias or name for name, field in SECTIONS[title].model_fields.items()}
    facts = {"facts"} if title == "Country" else set()  # they are read one by one, beside the record
    assert set(re.findall(r"^\| `(\w+)` \|", section(title), re.MULTILINE)) == fields | facts


@pytest.mark.parametrize("title", SECTIONS)
def test_the_formats_say_which_fields_are_required(title: str):
    schema = SECTIONS[title]
    required = {field.alias or name for name, field in schema.model_fields.items() if field.is_required()}
    said = {name for name, words in re.findall(r"^\| `(\w+)` \| Required([^|]*)", section(title), re.MULTILINE)
            if not words.startswith((" for", " where"))}
    assert said == required


@pytest.mark.parametrize("title", SECTIONS)
def test_the_formats_name_every_choice_of_a_field(title: str):
    for name, field in SECTIONS[title].model_fields.items():
        row = re.search(rf"^\| `{field.alias or name}` \| ([^|]*)", section(title), re.MULTILINE)
        assert row
        assert [choice for choice in _choices(field.annotation) if f"`{choice}`" not in row[1]] == []


def _choices(annotation: object) -> Iterator[str]:
    if typing.get_origin(annotation) is typing.Literal:
        yield from typing.get_args(annotation)
    for part in typing.get_args(annotation):
        yield from _choices(part)


def test_the_examples_of_the_formats_are_a_site_without_a_problem(tmp_path: Path):
    for path, body in re.findall(r"^```\w+ (\S+)\n(.*?)^```$", text_of("docs/formats.md"), re.MULTILINE | re.DOTALL):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(body, encoding="utf-8")
    built = build(tmp_path, today=TODAY)
    assert built.problems == ()
    assert {"ru/turkey/papers.html", "en/turkey/papers.html", "en/turkey/old-papers.html"} <= set(built.outputs or ())
    site, _ = read_site(tmp_path, today=TODAY)
    assert site and parity(site.library.guides["turkey/papers"], "en") is Parity.CURRENT


# docs/architecture.md


def modules() -> list[str]:
    """The modules of the engine in the order of the map."""
    return re.findall(r"^\| `((?:gavan/|build)[\w/]*\.py)` \|", text_of("docs/architecture.md"), re.MULTILINE)


def test_the_map_has_every_module_once():
    there = {p.relative_to(ROOT).as_posix() for p in (ROOT / "gavan").rglob("*.py") if p.name != "__init__.py"}
    assert sorted(modules()) == sorted(there | {"build.py"})


@pytest.mark.parametrize("path", modules())
def test_a_module_imports_only_from_those_before_it_on_the_map(path: str):
    before = modules()[:modules().index(path)]
    named = {name.replace(".", "/") for node in ast.walk(ast.parse(text_of(path))) if isinstance(node, ast.ImportFrom)
             for name in (node.module or "", *(f"{node.module}.{alias.name}" for alias in node.names))}
    ours = {f"{name}.py" for name in named if name.startswith("gavan/") and (ROOT / f"{name}.py").is_file()}
    assert sorted(ours - set(before)) == []


# Decisions, links, secrets


def test_decisions_are_numbered_without_a_gap_and_listed_each_with_its_title():
    pages = sorted(p for p in (ROOT / "docs/decisions").glob("*.md") if p.name != "README.md")
    assert [p.name[:5] for p in pages] == [f"{n:04d}-" for n in range(1, len(pages) + 1)]
    rows = re.findall(r"^\| \[(\d{4})\]\((.*)\) \| (.*) \|$", text_of("docs/decisions/README.md"), re.MULTILINE)
    titles = [p.read_text(encoding="utf-8").split("\n", 1)[0] for p in pages]
    assert [(name, f"# {number}. {title}") for number, name, title in rows] == [
        (p.name, title) for p, title in zip(pages, titles, strict=True)]


@pytest.mark.parametrize("heading", ["Context", "Choice", "Refused", "What would change our mind"])
def test_every_decision_answers_the_four_questions(heading: str):
    pages = (ROOT / "docs/decisions").glob("[0-9]*.md")
    assert [p.name for p in pages if f"\n## {heading}\n\n" not in p.read_text(encoding="utf-8")] == []


def documents() -> list[Path]:
    """Markdown for people who work on the repository; content has links of its own kind."""
    return [p for p in files(".md") if not {"content", "sites", "problems"} & set(p.relative_to(ROOT).parts[:-1])
            or p.is_relative_to(ROOT / "docs")]


def without_code(text: str) -> str:
    fenced = re.sub(r"^(`{3,4}).*?^\1$", "", text, flags=re.MULTILINE | re.DOTALL)
    return re.sub(r"^ {4}.*$|(`{1,4})(?!`).+?\1", "", fenced, flags=re.MULTILINE)


def slugs(path: Path) -> set[str]:
    """The anchors that forges give to a document's headings."""
    headings = re.findall(r"^#+ (.*)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("path", documents(), ids=lambda p: p.relative_to(ROOT).as_posix())
def test_every_relative_link_of_a_document_leads_somewhere(path: Path):
    lost = []
    for target in re.findall(r"\]\(([^)\s]+)\)", without_code(path.read_text(encoding="utf-8"))):
        if re.match(r"[a-z]+:", target):
            continue
        name, _, anchor = target.partition("#")
        there = path if not name else (path.parent / name).resolve()
        if not there.exists() or (anchor and there.suffix == ".md" and anchor not in slugs(there)):
            lost.append(target)
    assert lost == []


REGISTRIES = (("py", "pi.org"), ("python", "hosted.org"), ("npm", "js.org"), ("npm", "js.com"), ("crates", ".io"),
              ("proxy.gol", "ang"))
"""Which one is used is pip's and npm's own affair. In two parts, so that this file does not name them."""
MACHINES = (("/wo", "rk/"), ("/ho", "me/"), ("/Us", "ers/"), ("/ro", "ot/"), ("/opt/d", "ev"))
"""Folders of one person's machine."""
FOREIGN = re.compile("|".join([*(re.escape("".join(parts)) for parts in REGISTRIES),
                               *(r"(?<![\w.~-])" + re.escape("".join(parts)) for parts in MACHINES)]))


def test_no_text_of_the_repository_names_a_registry_or_somebodys_machine():
    found = []
    for path in files():
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        found += [f"{path.relative_to(ROOT)}: {match[0]}" for match in FOREIGN.finditer(text)]
    assert found == []


if __name__ == "__main__":
    (ROOT / "docs/settings.md").write_text(settings_page(), encoding="utf-8")
