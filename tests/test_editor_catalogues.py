"""The catalogues for editors hold every problem, hint and line that the engine says, in words that can be filled in.

What the engine says is found by reading its code, so that nothing new stays English unnoticed; `python -m
tests.test_editor_catalogues` lists it. Help on options and what the machine itself complains about is English in all languages.
"""

from __future__ import annotations

import ast
import re
import string
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from gavan.language import ABOUT, WORKING_DAYS
from gavan.model import Freshness, Parity
from gavan.problems import CODES
from tests.problem_pages import FOLDER, make_links, read_page
from tests.small_site import lay, problems_of

ROOT = Path(__file__).resolve().parent.parent
LANGUAGES = ("ru", "tr")
FIELDS = ("message", "hint")
SPEAKERS = {"_wrong": 0, "wrong": 0, "problem": 0, "_problem": 0, "_counted": 0, "_unknown": 0, "Stamped": 1,
            "PydanticCustomError": 1}
"""Functions that are given msgids among other things, and from which of their arguments on."""
TRANSLATORS = ("_", "gettext", "say", "worded", "words")
"""Functions whose first argument is a msgid, were it only a word."""
ANSWERS = ("did_you_mean", "_format")
"""Functions that return msgids."""
WORDS = frozenset({*(state.value for state in Parity), *(state.word for state in Freshness), "fact", "safety"})
"""States, which tables translate by their names."""


class Module:
    """One module of the engine, and what its names stand for."""

    def __init__(self, path: Path) -> None:
        self.tree = ast.parse(path.read_text(encoding="utf-8"))
        self.names: dict[str, list[ast.expr]] = {}
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Assign):
                for target in node.targets:
                    self._note(target, node.value)
            elif isinstance(node, ast.For):
                for row in self._rows(node.iter):
                    self._note(node.target, row)

    def _note(self, target: ast.expr, value: ast.expr) -> None:
        if isinstance(target, ast.Name):
            self.names.setdefault(target.id, []).append(value)
        elif isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple) and len(target.elts) == len(value.elts):
            for one, part in zip(target.elts, value.elts, strict=True):
                self._note(one, part)

    def _rows(self, node: ast.expr) -> Iterator[ast.expr]:
        """What a loop over a written-out table goes through."""
        tables = self.names.get(node.id, ()) if isinstance(node, ast.Name) else [node]
        for table in tables:
            yield from table.elts if isinstance(table, (ast.Tuple, ast.List)) else ()

    def msgids(self) -> Iterator[str]:
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Call):
                for keyword in node.keywords:
                    if keyword.arg in FIELDS:
                        yield from self.texts(keyword.value)
                name = getattr(node.func, "id", getattr(node.func, "attr", ""))
                for argument in node.args[SPEAKERS.get(name, len(node.args)):]:
                    yield from self.texts(argument)
                if name in TRANSLATORS and node.args:
                    first = node.args[0]
                    yield from [first.value] if isinstance(first, ast.Constant) else self.texts(first)
            elif isinstance(node, ast.Dict):
                for key, value in zip(node.keys, node.values, strict=True):
                    if isinstance(key, ast.Constant) and key.value == "hint":
                        yield from self.texts(value)
            elif isinstance(node, ast.FunctionDef):
                yield from self._from_function(node)

    def _from_function(self, node: ast.FunctionDef) -> Iterator[str]:
        """What a function says if it is not told otherwise; of those in ANSWERS also what they return."""
        arguments = [*node.args.posonlyargs, *node.args.args]
        defaults = [*zip(arguments[::-1], node.args.defaults[::-1], strict=False),
                    *zip(node.args.kwonlyargs, node.args.kw_defaults, strict=True)]
        for argument, default in defaults:
            if argument.arg in FIELDS and default:
                yield from self.texts(default)
        for inner in ast.walk(node) if node.name in ANSWERS else ():
            if isinstance(inner, ast.Return) and inner.value:
                yield from self.texts(inner.value)

    def texts(self, node: ast.expr, depth: int = 0) -> Iterator[str]:
        """The texts that an expression may stand for."""
        if isinstance(node, ast.Constant):
            yield from [node.value] if isinstance(node.value, str) and _is_msgid(node.value) else []
        elif isinstance(node, ast.Name) and depth < 5:
            for value in self.names.get(node.id, ()):
                yield from self.texts(value, depth + 1)
        elif isinstance(node, ast.Call):  # "…".replace(…)
            yield from self.texts(node.func.value, depth) if isinstance(node.func, ast.Attribute) else ()
        else:
            inner = {ast.IfExp: ("body", "orelse"), ast.BoolOp: ("values",), ast.Tuple: ("elts",), ast.Subscript: ("value",),
                     ast.Dict: ("values",) if depth else (), ast.Starred: ("value",)}.get(type(node), ())
            for name in inner:
                part = getattr(node, name)
                for one in part if isinstance(part, list) else [part]:
                    yield from self.texts(one, depth)


def _is_msgid(text: str) -> bool:
    """Words, not a code or a name of something."""
    return text not in CODES and " " in text and any(letter.isalpha() for letter in text)


@lru_cache
def msgids() -> frozenset[str]:
    found = {text for path in sorted((ROOT / "gavan").rglob("*.py")) for text in Module(path).msgids()}
    return WORDS | found - {ABOUT, *WORKING_DAYS}


@lru_cache
def catalogue(language: str) -> Catalog:
    with (ROOT / f"locale/{language}/LC_MESSAGES/editor.po").open(encoding="utf-8") as file:
        return read_po(file, abort_invalid=True)


def names(text: str) -> set[str]:
    """The {names} in a text; a brace that is not closed or doubled raises ValueError."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_that_the_engine_says_is_translated(language: str):
    there = {message.id for message in catalogue(language) if message.id and message.string and not message.fuzzy}
    assert sorted(msgids() - there) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_catalogue_for_editors_holds_nothing_that_the_engine_no_longer_says(language: str):
    assert sorted(str(message.id) for message in catalogue(language) if message.id and message.id not in msgids()) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_for_editors_keep_the_names_in_braces(language: str):
    assert [m.id for m in catalogue(language) if m.id and names(m.string) != names(m.id)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_for_editors_keep_what_is_to_be_typed(language: str):
    """Fields, choices, paths and marks are the same in all languages."""
    typed = re.compile(r"\b(?:country|topic|kind|verified|sources|sections|organisation|name|withdrawn|changed|draft|differs"
                       r"|translated_from|title|summary|reason|note|date|url|tel|mailto|from|to|value):|\b(?:site\.yaml"
                       r"|messages\.po|msgid_plural|fuzzy)\b|content/[a-z]+|--source|\[\[.*?\]\]|https?://")
    assert [(m.id, word) for m in catalogue(language) if m.id for word in typed.findall(m.id) if word not in m.string] == []


def test_the_problems_that_the_documentation_shows_speak_only_known_words(tmp_path: Path):
    """A second way to the same words, by what is really said: it sees what reading the code does not."""
    said = set()
    for path in sorted(FOLDER.glob("*.md")):
        if path.stem in CODES and path.stem not in ("template", "unsafe-html"):
            page = read_page(path)
            site = lay(tmp_path / path.stem, page.files("broken"))
            make_links(site, page.links("broken"))
            said |= {text for problem in problems_of(site) for text in (problem.message, problem.hint) if text}
    assert sorted(said - msgids()) == []


if __name__ == "__main__":
    print("\n".join(sorted(msgids())))
