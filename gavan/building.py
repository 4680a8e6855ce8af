"""The steps in order: read, judge, plan, render, write. Only the first and the last touch the disk."""

from __future__ import annotations

import datetime
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from gavan.checks.all import judge
from gavan.checks.owed import judge_owed
from gavan.content.library import read_library
from gavan.history import changed_paths, merge_base, write_tree
from gavan.language import Catalogue, Language, language
from gavan.model import Library
from gavan.plan import Plan, make_plan
from gavan.problems import Place, Problem, Severity, in_order
from gavan.reading.catalogues import Wanted, missing_catalogue, read_catalogue
from gavan.reading.files import SourceFile, read_text, read_tree
from gavan.reading.schema import Context, validate
from gavan.reading.yamlfile import read_yaml
from gavan.rendering.all import render
from gavan.rendering.templates import Templates, wanted_messages
from gavan.settings import Settings

ENGINE = Path(__file__).resolve().parent.parent
"""The repository: its templates and catalogues serve every source that has none of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """Everything that was read and planned, and all that is wrong with it."""

    settings: Settings
    languages: Mapping[str, Language]
    library: Library
    plan: Plan
    templates: Templates
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """A build's outputs, none where the content has errors, and all problems."""

    outputs: Mapping[str, bytes] | None
    problems: tuple[Problem, ...]


def read_site(source: Path, *, today: datetime.date, address: str | None = None, drafts: bool = False,
              engine: Path = ENGINE) -> tuple[Site | None, tuple[Problem, ...]]:
    """The site in a source folder; None only where its settings cannot be read. Problems are in order, each once."""
    settings, problems = read_settings(source, today)
    if settings is None:
        return None, in_order(problems)
    settings = settings.model_copy(update={"address": address}) if address else settings
    templates = Templates.read(source, engine)
    wanted = wanted_messages(templates)
    languages = {}
    for code in settings.languages:
        languages[code], found = _language(code, settings, source, engine, wanted)
        problems += found
    read = read_library(read_tree(source, "content"), Context(today=today, languages=settings.languages))
    plan = make_plan(read.library, settings, languages, today, drafts=drafts)
    problems += [*templates.problems, *read.problems, *judge(read.library, plan, settings, today=today)]
    site = Site(settings=settings, languages=languages, library=read.library, plan=plan, templates=templates,
                problems=in_order(problems))
    return site, site.problems


def build(source: Path, *, today: datetime.date, address: str | None = None, drafts: bool = False, strict: bool = False,
          live: bool = False, engine: Path = ENGINE) -> Built:
    """Everything up to the bytes. Errors, and under `strict` warnings, leave no outputs; rendering's problems count too."""
    site, problems = read_site(source, today=today, address=address, drafts=drafts, engine=engine)
    if site is None or _stops(problems, strict):
        return Built(outputs=None, problems=problems)
    outputs, found = render(site.plan, site.languages, site.templates, live=live)
    problems = in_order((*problems, *found))
    return Built(outputs=None if _stops(problems, strict) else outputs, problems=problems)


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """The step from a revision to the working tree."""

    problems: tuple[Problem, ...]
    """In files it touches, those it made elsewhere, and what it owes its readers."""
    old: Library | None
    new: Library | None
    """None where the settings cannot be read."""


def since(source: Path, revision: str, *, today: datetime.date, address: str | None = None, engine: Path = ENGINE) -> Change:
    """A change against the content as it stood where the branch parted from `revision`. NoHistory where Git cannot tell."""
    touched = changed_paths(source, revision)
    now, _ = read_site(source, today=today, address=address, engine=engine)
    problems = build(source, today=today, address=address, engine=engine).problems
    with tempfile.TemporaryDirectory(prefix="gavan-before-") as place:
        before = Path(place)
        write_tree(source, merge_base(source, revision), before, ("content", "templates", "locale", "site.yaml"))
        was, _ = read_site(before, today=today, address=address, engine=engine)
        known = {_gist(p) for p in build(before, today=today, address=address, engine=engine).problems}
    mine = [p for p in problems if p.place.path in touched or (p.related and p.related.path in touched)
            or _gist(p) not in known]
    owed = judge_owed(was.library, now.library, today) if was and now else ()
    return Change(problems=in_order([*mine, *owed]), old=was.library if was else None, new=now.library if now else None)


def _gist(problem: Problem) -> tuple:
    """A problem without its line, which moves when something is written above it."""
    return (problem.code, problem.place.path, problem.message, tuple(sorted(problem.values.items())))


def _stops(problems: tuple[Problem, ...], strict: bool) -> bool:
    return any(strict or p.severity is Severity.ERROR for p in problems)


def read_settings(source: Path, today: datetime.date) -> tuple[Settings | None, list[Problem]]:
    """site.yaml, or None where it cannot be read, and its problems."""
    path = "site.yaml"
    if not (source / path).is_file():
        return None, [Problem(code="missing-settings", place=Place(path=path), message="there is no site.yaml in this folder",
                              hint="run Gavan in the folder of the site, or name it with --source")]
    file, found = read_text(source, path)
    problems = list(found)
    if file is None:
        return None, problems
    document = read_yaml(file)
    problems += document.problems
    listed = document.value.get("languages") if isinstance(document.value, dict) else None
    languages = [code for code in listed if isinstance(code, str)] if isinstance(listed, list) else []
    settings, found = validate(Settings, document, Context(today=today, languages=languages))
    problems += found
    problems += _unknown_locales(settings, document.place) if settings else []
    return (None if any(p.code == "unknown-language" for p in problems) else settings), problems


def _unknown_locales(settings: Settings, place) -> list[Problem]:
    found = []
    for number, code in enumerate(settings.languages):
        try:
            language(code, Catalogue(), locale=settings.locales.get(code, ""))
        except LookupError:
            found.append(Problem(code="unknown-language", place=place(("languages", number)),
                                 message='"{name}" is no language that CLDR knows', values={"name": code},
                                 hint="write an ISO 639 code such as ru, en, tr or fa"))
    return found


def _language(code: str, settings: Settings, source: Path, engine: Path,
              wanted: tuple[Wanted, ...]) -> tuple[Language, list[Problem]]:
    """A language with its catalogue: the source's own, else the engine's. English needs none: the msgids are English."""
    bare = language(code, Catalogue(), locale=settings.locales.get(code, ""), alphabet=settings.alphabets.get(code, ""))
    file, problems = find_text(f"locale/{code}/LC_MESSAGES/messages.po", source, engine)
    if file is None:
        return bare, problems if problems or bare.locale.language == "en" else [
            missing_catalogue(f"locale/{code}/LC_MESSAGES/messages.po")]
    catalogue, found = read_catalogue(file, bare.locale, wanted)
    return replace(bare, catalogue=catalogue), [*problems, *found]


def find_text(path: str, source: Path, engine: Path) -> tuple[SourceFile | None, list[Problem]]:
    """A file of the source, else of the engine; None where neither has it."""
    for root in (source, engine):
        if (root / path).is_file():
            file, problems = read_text(root, path)
            return file, list(problems)
    return None, []
