"""Whole sites as tests look at them: built into a folder, with the plan that says what each page is.

The real site; the site of kinds (tests/sites/kinds over the base, and long lists made here), which has a page in every
state; the same with drafts, as `serve` shows it; and the Persian site, whose fourth language has no line of code.
"""

from __future__ import annotations

import datetime
import shutil
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from gavan.building import read_site
from gavan.language import Catalogue
from gavan.plan import Page, Plan
from gavan.problems import Problem, Severity
from gavan.rendering.all import render
from gavan.report import lines_of
from gavan.writing import write_site
from tests.small_site import lay

ROOT = Path(__file__).resolve().parent.parent
KINDS_SITE = ROOT / "tests" / "sites" / "kinds"
PERSIAN_SITE = ROOT / "tests" / "sites" / "persian"
TODAY = datetime.date(2026, 11, 22)

STATUSES = ("open", "emergency-only", "by-referral", "waiting-list", "full", "paused", "planned", "closed", "historic",
            "unknown")
ACCEPTS = ("[single]", "[couples, pets]", "[]", "[families, lgbt]", "[women-only]")
SOURCE = '{url: "https://helpers.example", title: Helpers, date: 2026-10, lang: en}'


@dataclass(frozen=True, slots=True)
class BuiltSite:
    """A site in a folder."""

    folder: Path
    plan: Plan

    def path(self, page: Page) -> Path:
        return self.folder / page.path

    @property
    def pages(self) -> tuple[Page, ...]:
        return self.plan.pages

    def heaviest(self, language: str) -> Iterator[Page]:
        """Of each kind of page the one with the most bytes, in a language and outside of all."""
        here = [p for p in self.pages if p.language == language or not p.key]
        for kind in sorted({p.kind for p in here}):
            yield max((p for p in here if p.kind == kind), key=lambda p: (self.path(p).stat().st_size, p.path))


def built(source: Path, folder: Path, *, live: bool = False) -> BuiltSite:
    """Build a source into a folder; the test fails with every error where it cannot be built."""
    site, problems = read_site(source, today=TODAY, drafts=live)
    assert site is not None, _said(problems)
    outputs, found = render(site.plan, site.languages, site.templates, live=live)
    errors = [p for p in (*problems, *found) if p.severity is Severity.ERROR]
    assert not errors, _said(errors)
    write_site(outputs, folder)
    return BuiltSite(folder, site.plan)


def _said(problems: Iterable[Problem]) -> str:
    return "\n".join(line for problem in problems for line in lines_of(problem, Catalogue())[:-1])


def real_site(into: Path) -> BuiltSite:
    """The real site as on a day."""
    return built(ROOT, into / "site")


def persian_site(into: Path) -> BuiltSite:
    return built(PERSIAN_SITE, into / "site")


def kinds_site(into: Path, *, live: bool = False) -> BuiltSite:
    """The site with a page in every state; `live` has its drafts too."""
    return built(lay_kinds(into / "source"), into / "site", live=live)


def lay_kinds(into: Path) -> Path:
    """The source of the site of kinds, in a new folder; catalogues are the engine's."""
    files = {p.relative_to(KINDS_SITE).as_posix(): p.read_bytes() for p in KINDS_SITE.rglob("*") if p.is_file()}
    lay(into, {**files, **{path: text.encode() for path, text in _long_lists().items()}})
    shutil.rmtree(into / "locale")
    return into


def _long_lists() -> Mapping[str, str]:
    """Enough facts, shelters, organisations, terms and changes that each list has a second part."""
    shelters = {f"content/shelters/invented-{n}.yaml": _shelter(n) for n in range(15)}
    organisations = {f"content/organisations/invented-{n}.yaml": _organisation(n) for n in range(14)}
    return {**shelters, **organisations, "content/countries/ge.yaml": _country("GE", 18),
            "content/glossary.yaml": "".join(map(_term, range(33)))}


def _shelter(n: int) -> str:
    letter, town = "ABCDEFGHIJKLMNO"[n], ("North", "South", "West")[n % 3]
    city = f"city: {{ru: Примерск {town}, en: {town} Exampleton, tr: Örnekkent {town}}}\n" if n % 4 else ""
    date = ("2026-10", "2026-03", "2024-01")[n % 3]
    gone = "withdrawn: {date: 2026-11-01, reason: {ru: Ошибка., en: A mistake., tr: Bir hata.}}\n" if n == 14 else ""
    changes = f"changes: [{{date: 2026-10-{n + 1:02}, kind: fact, note: {{ru: Изменилось., en: Changed.}}}}]\n"
    return (f"name: {{ru: Приют Пример {letter}, en: Example House {letter}}}\ncountry: TR\n{city}status: {STATUSES[n % 10]}\n"
            f"accepts: {ACCEPTS[n % 5]}\ncontact: {{url: \"https://helpers.example/{n}\", telegram: ExampleBot, "
            f"email: beds@helpers.example}}\nnote: {{ru: Придумано., en: Invented.}}\nverified: never\n{gone}{changes}"
            f"sources: [{{url: \"https://helpers.example/{n}\", title: Helpers, date: {date}, lang: en}}]\n")


def _organisation(n: int) -> str:
    status = ("active", "paused", "closed", "unknown")[n % 4]
    changes = f"changes: [{{date: 2026-09-{n + 1:02}, kind: fact, note: {{ru: Изменение {n}., en: Change {n}.}}}}]\n"
    return (f"name: {{ru: Помощники {n}, en: Helpers {n}}}\ncountries: []\noffers: [legal, medical]\nlanguages: [ru, tr]\n"
            f"contact: {{url: \"https://helpers.example/o{n}\", telegram: ExampleBot}}\nstatus: {status}\n"
            f"sources: [{SOURCE}]\nverified: never\n{changes}")


def _country(code: str, facts: int) -> str:
    fact = ("  fact_{n}:\n    {{topic: documents, label: {{ru: Факт {n}, en: Fact {n}, tr: Bilgi {n}}}, value: {n}, unit: day, "
            "confidence: medium, verified: never, sources: [{source}]}}\n")
    return (f"country: {code}\nsummary: {{ru: Выдуманная страна., en: An invented country., tr: Uydurma bir ülke.}}\nfacts:\n"
            + "".join(fact.format(n=n + 1, source=SOURCE) for n in range(facts)))


def _term(n: int) -> str:
    name = "residence-permit" if n == 0 else f"term-{n}"
    return (f"- id: {name}\n  term: {{ru: термин {n}, en: term {n}, tr: terim {n}}}\n  also: {{en: [word {n}]}}\n"
            f"  meaning: {{ru: Значение {n}., en: Meaning {n}., tr: Anlam {n}.}}\n")
