"""Jinja templates and static files: a source's own, file by file before the engine's; and the strings they need translated."""

from __future__ import annotations

import base64
import hashlib
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from string import ascii_lowercase
from typing import Any

from jinja2 import Environment, FunctionLoader, StrictUndefined, TemplateError, TemplateSyntaxError
from jinja2.ext import babel_extract
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup

from gavan.language import PAGE_MESSAGES, Catalogue
from gavan.problems import Place, Problem
from gavan.reading.catalogues import Wanted
from gavan.reading.files import SourceFile, read_tree


@dataclass(frozen=True, slots=True, kw_only=True)
class Templates:
    """All templates and static files by name, as read."""

    sources: Mapping[str, SourceFile]
    """Templates by name below templates/: pages/guide.html."""
    static: Mapping[str, SourceFile]
    """Files below templates/static/ by name: css/base.css, due.js, mark.svg."""
    problems: tuple[Problem, ...]

    @classmethod
    def read(cls, source: Path, engine: Path) -> Templates:
        """Those of the source folder over those of the engine."""
        found: dict[str, SourceFile] = {}
        problems: list[Problem] = []
        for root in dict.fromkeys((engine.resolve(), source.resolve())):
            tree = read_tree(root, "templates")
            found |= {f.path.removeprefix("templates/"): f for f in tree.texts}
            problems += tree.problems
        static = {name.removeprefix("static/"): f for name, f in found.items() if name.startswith("static/")}
        return cls(sources={n: f for n, f in found.items() if not n.startswith("static/")}, static=static,
                   problems=tuple(problems))

    @property
    def style(self) -> str:
        """The one style block of every page: css/*.css in the order of their names, without comments and spare spaces, its
        custom properties under short names."""
        text = "\n".join(f.text for name, f in sorted(self.static.items()) if name.endswith(".css"))
        text = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
        text = re.sub(r"\s+", " ", text)
        text = re.sub(r"(?<=[\w-]): ", ":", text)
        return _short_names(re.sub(r" ?([{};,]) ?", r"\1", text).replace(";}", "}").strip())

    def published(self) -> Mapping[str, tuple[str, bytes]]:
        """Static files that pages refer to: name → path with a digest, and bytes. Styles stand in the pages themselves."""
        out = {}
        for name, file in sorted(self.static.items()):
            if not name.endswith(".css"):
                data = file.text.encode()
                stem, dot, ending = name.rpartition(".")
                out[name] = (f"static/{stem}.{hashlib.sha256(data).hexdigest()[:8]}{dot}{ending}", data)
        return out


FOLDER = "templates/"
TEMPLATE_ERRORS = (TemplateError, ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)
"""What a template can raise; only what began in a template is a problem of the content (see template_problem)."""


def _short_names(style: str) -> str:
    """A style whose custom properties are --a, --b and so on in the order of their first use: 40 bytes less on every page."""
    name = re.compile(r"(?<![\w-])--[a-z][\w-]*")
    met = dict.fromkeys(name.findall(style))
    letters = (*ascii_lowercase, *(a + b for a in ascii_lowercase for b in ascii_lowercase))
    short = dict(zip(met, letters, strict=False)) if len(met) <= len(letters) else {}
    return name.sub(lambda m: f"--{short[m[0]]}" if m[0] in short else m[0], style)


def style_hash(style: str) -> str:
    """The CSP source of a style block (CSP level 3, section 6.7.3.3)."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()}'"


def environment(templates: Templates) -> Environment:
    """Strict, escaping and sandboxed: a source's own templates cannot reach into Python.

    gettext and ngettext come with each page, so that one environment serves all languages. The same templates give the same
    environment, so that a second build in one process (serve, tests) compiles nothing.
    """
    return _environment(_as_key(templates))


def _as_key(templates: Templates) -> tuple[tuple[str, SourceFile], ...]:
    return tuple(sorted(templates.sources.items()))


@lru_cache(maxsize=4)
def _environment(sources: tuple[tuple[str, SourceFile], ...]) -> Environment:
    texts = {name: (file.text, f"{FOLDER}{name}", None) for name, file in sources}
    env = SandboxedEnvironment(loader=FunctionLoader(texts.get), undefined=StrictUndefined,
                               autoescape=True, trim_blocks=True, lstrip_blocks=True, extensions=["jinja2.ext.i18n"],
                               keep_trailing_newline=False, auto_reload=False)
    env.newstyle_gettext = True  # type: ignore[attr-defined]
    env.policies["ext.i18n.trimmed"] = True
    return env


def words(catalogue: Catalogue) -> dict[str, Any]:
    """gettext and ngettext for a template: values are escaped where they go into HTML."""
    def gettext(msgid: str, **values: object) -> Markup:
        return Markup(catalogue.gettext(msgid)) % values

    def ngettext(msgid: str, plural: str, n: int, **values: object) -> Markup:
        return Markup(catalogue.ngettext(msgid, plural, n)) % {"num": n, **values}

    return {"gettext": gettext, "ngettext": ngettext, "_": gettext}


def wanted_messages(templates: Templates) -> tuple[Wanted, ...]:
    """Every msgid that templates and the engine's pages use, once, where first met."""
    return _wanted(_as_key(templates))


@lru_cache(maxsize=4)
def _wanted(sources: tuple[tuple[str, SourceFile], ...]) -> tuple[Wanted, ...]:
    found: dict[tuple[str, str | None], Wanted] = {}
    options = {"newstyle_gettext": "true", "trimmed": "true", "trim_blocks": "true", "lstrip_blocks": "true", "silent": "true"}
    for name, file in sources:
        for line, _function, message, _comments in babel_extract(io.BytesIO(file.text.encode()), ("_", "gettext", "ngettext"),
                                                                 (), options):
            pair = message if isinstance(message, tuple) else (message, None)
            if pair[0]:
                found.setdefault(pair[:2], Wanted(msgid=pair[0], plural=pair[1],
                                                  place=Place(path=f"templates/{name}", line=line)))
    for item in PAGE_MESSAGES:
        pair = item if isinstance(item, tuple) else (item, None)
        found.setdefault(pair, Wanted(msgid=pair[0], plural=pair[1], place=Place(path="gavan/language.py")))
    return tuple(found.values())


def template_problem(error: Exception, name: str) -> Problem:
    """A template that cannot be read or rendered, at its line where Jinja knows it; our own code's error is raised again."""
    place = _place_in_template(error)
    if isinstance(error, TemplateSyntaxError):
        place = Place(path=f"{FOLDER}{error.name or name}", line=error.lineno)
    elif place is None and not isinstance(error, TemplateError):
        raise error
    reason = error.message if isinstance(error, TemplateError) else ""
    return Problem(code="template", place=place or Place(path=f"{FOLDER}{name}"), values={"reason": reason or str(error)},
                   message="the template cannot be rendered: {reason}", hint="compare it with the engine's own template")


def _place_in_template(error: Exception) -> Place | None:
    """The innermost template and line; None where our own code stands further in."""
    found, trace = None, error.__traceback__
    while trace:
        file = trace.tb_frame.f_code.co_filename
        if file.startswith(FOLDER):
            found = Place(path=file, line=trace.tb_lineno)
        elif trace.tb_frame.f_globals.get("__name__", "").startswith("gavan."):
            found = None
        trace = trace.tb_next
    return found
