"""Writes small sites for tests: path → text, and the least that a site and its records need.

    folder = write_site(tmp_path, {"content/ru/about.md": guide("О нас")})
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from pathlib import Path

from gavan.content.library import LibraryRead, read_library
from gavan.language import Catalogue, Language, language
from gavan.plan import Plan, make_plan
from gavan.problems import Place
from gavan.reading.files import SourceFile, Tree
from gavan.reading.schema import Context, validate
from gavan.reading.yamlfile import read_yaml
from gavan.settings import Settings

TODAY = datetime.date(2026, 10, 30)

SETTINGS = """\
title: {ru: Пример, en: Example, tr: Örnek}
description: {ru: Сайт для испытаний., en: A site for tests., tr: Sınama sitesi.}
languages: [ru, en, tr]
fallback: {ru: [en], en: [ru], tr: [en, ru]}
topics:
  stay: {label: {ru: Пребывание, en: Stay, tr: Kalış}, review_days: 60}
  housing: {label: {ru: Жильё, en: Housing, tr: Konaklama}}
"""
SOURCES = 'sources: [{url: "https://example.org/a", title: Пример, date: 2026-10-01}]\n'
SHELTER = f"name: {{ru: Приют Пример, en: Example House}}\ncountry: TR\nstatus: open\n{SOURCES}verified: never\n"
ORGANISATION = f"name: {{ru: Организация Пример}}\ncountries: []\nstatus: active\n{SOURCES}verified: never\n"


def guide(title: str, body: str = "", **fields: str) -> str:
    """A page's file; further fields go into its front matter as they are written."""
    head = {"title": title, "summary": "Кратко.", "kind": "page"} | fields
    return "---\n" + "".join(f"{name}: {value}\n" for name, value in head.items()) + "---\n" + body


def translation(source: str, title: str, body: str = "", **fields: str) -> str:
    """The file of a guide's translation from the language `source`."""
    head = {"title": title, "summary": "In short.", "translated_from": source} | fields
    return "---\n" + "".join(f"{name}: {value}\n" for name, value in head.items()) + "---\n" + body


def country(code: str, facts: Mapping[str, str]) -> str:
    """A country's file with facts, each given as one flow mapping's inside: `value: 60, unit: day`."""
    lines = [f"country: {code}", "summary: {ru: Страна.}", "facts:"]
    rest = 'topic: stay, label: {ru: Срок}, confidence: high, verified: never, ' + SOURCES.strip()
    lines += [f"  {name}: {{{inside}, {rest}}}" for name, inside in facts.items()]
    return "\n".join(lines) + "\n"


def write_site(folder: Path, files: Mapping[str, str]) -> Path:
    """Write site.yaml and these files (path below the folder → text), and return the folder."""
    for path, text in {"site.yaml": SETTINGS, **files}.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8", newline="\n")
    return folder


def read_content(files: Mapping[str, str], today: datetime.date = TODAY) -> LibraryRead:
    """What the engine reads from these files, whose paths are below content/, without a disk."""
    texts = tuple(SourceFile(path=f"content/{path}", text=text) for path, text in sorted(files.items()))
    context = Context(today=today, languages=("ru", "en", "tr"))
    return read_library(Tree(texts=texts, images=(), problems=()), context)


def settings_of(text: str = SETTINGS) -> Settings:
    """A sound site.yaml as settings."""
    record, problems = validate(Settings, read_yaml(SourceFile(path="site.yaml", text=text)), Context(today=TODAY))
    assert record, problems
    return record


def languages_of(settings: Settings) -> dict[str, Language]:
    """The languages of a site, with empty catalogues."""
    return {code: language(code, Catalogue()) for code in settings.languages}


def plan_of(files: Mapping[str, str], today: datetime.date = TODAY, *, settings: str = SETTINGS, drafts: bool = False) -> Plan:
    """The plan of a site with these files, in which nothing may be wrong."""
    read = read_content(files, today)
    assert read.problems == ()
    chosen = settings_of(settings)
    return make_plan(read.library, chosen, languages_of(chosen), today, drafts=drafts)


def text_at(text: str, place: Place) -> str:
    """What stands in a text from a place to the end of its line: a test says what a problem points at, not a column."""
    return text.split("\n")[place.line - 1][place.column - 1:]
