"""The line at the foot of every page: to the file's editor, to mail and to the bot, whichever site.yaml sets, never more."""

from __future__ import annotations

import datetime
import re
import shutil
from html import unescape
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from gavan.building import build, read_settings, read_site
from gavan.forge import edit_address, new_address
from gavan.language import Catalogue
from gavan.language import language as language_of
from gavan.plan import Plan
from gavan.rendering.all import render
from gavan.rendering.correction import MOST_PAYLOAD, Correction, _bot, correction
from gavan.rendering.view import View
from tests.built import ROOT, TODAY, lay_kinds

REPOSITORY = "https://github.com/example-team/haven"
MAIL, BOT = "team+site@haven.example", "ExampleTeamBot"
ALL = f"repository: {REPOSITORY}\ncontact: {{mail: {MAIL}, bot: {BOT}}}\n"
WITHOUT = ("chooser", "404", "alias")
"""Kinds of page that state nothing, and stand in no edition."""


def with_settings(folder: Path, settings: str) -> Path:
    """The site of kinds with these settings for corrections in place of its own."""
    source = lay_kinds(folder)
    file = source / "site.yaml"
    without = re.sub(r"^contact:.*\n", "", file.read_text(encoding="utf-8"), flags=re.MULTILINE)
    file.write_text(without + settings, encoding="utf-8")
    return source


@pytest.fixture(scope="module")
def plan(tmp_path_factory) -> Plan:
    site, _ = read_site(with_settings(tmp_path_factory.mktemp("kinds") / "source", ALL), today=TODAY)
    return site.plan


LANGUAGES = {code: language_of(code, Catalogue()) for code in ("ru", "en", "tr")}


def of(plan: Plan, language: str, key: str) -> Correction:
    return correction(View(plan.page(language, key), plan, LANGUAGES, {}))


def subjects(plan: Plan) -> list[tuple[str, str]]:
    """Language and key of every page that has the line."""
    return [at for at, page in plan.by_key.items() if page.kind not in WITHOUT]


def line(html: bytes) -> str:
    """The paragraph of the line; empty where there is none."""
    found = re.search(r"<p>(?:Report an error|Сообщить об ошибке|Hata bildirin):.*?</p>", html.decode())
    return unescape(found[0]) if found else ""


# On every page


def test_with_all_three_set_every_page_has_the_line_once_and_stays_in_budget(tmp_path: Path):
    source = with_settings(tmp_path / "source", ALL)
    site, _ = read_site(source, today=TODAY)
    outputs, problems = render(site.plan, site.languages, site.templates)
    assert [p.code for p in problems] == []
    pages = [page for page in site.plan.pages if page.kind not in WITHOUT]
    assert [page.path for page in pages if line(outputs[page.path]).count("<a ") < 3] == []
    assert {page.kind for page in pages} >= {"guide", "home", "country", "shelters", "organisations", "glossary", "changes"}
    assert [page.path for page in site.plan.pages if page.kind in WITHOUT and line(outputs[page.path])] == []


def test_with_all_three_set_and_an_address_the_real_site_stays_in_budget(tmp_path: Path):
    shutil.copytree(ROOT / "content", tmp_path / "content")
    settings = (ROOT / "site.yaml").read_text(encoding="utf-8")
    own = "".join(part for part in (ALL, "address: https://haven.example/\n") if f"\n{part.split(':')[0]}:" not in settings)
    (tmp_path / "site.yaml").write_text(settings + own, encoding="utf-8")
    assert [str(p) for p in build(tmp_path, today=TODAY).problems if p.code == "page-too-heavy"] == []


def test_with_none_set_no_page_claims_that_somebody_answers(tmp_path: Path):
    source = with_settings(tmp_path / "source", "")
    outputs = build(source, today=TODAY).outputs
    assert [path for path, data in outputs.items() if path.endswith(".html") and line(data)] == []
    assert [path for path, data in outputs.items() if b"suggest a correction" in data or b"translate this page" in data] == []


@pytest.mark.parametrize(("settings", "links"), [
    (f"repository: {REPOSITORY}\n", ["https"]), (f"contact: {{mail: {MAIL}}}\n", ["mailto"]),
    (f"contact: {{bot: {BOT}}}\n", ["https"]), (f"repository: {REPOSITORY}\ncontact: {{mail: {MAIL}}}\n", ["https", "mailto"])])
def test_only_what_is_set_is_named(settings: str, links: list[str], tmp_path: Path):
    outputs = build(with_settings(tmp_path / "source", settings), today=TODAY).outputs
    found = re.findall(r'href="(\w+):', line(outputs["en/rich.html"]))
    assert found == links


def test_no_page_loads_the_editor_for_editors(tmp_path: Path):
    outputs = build(with_settings(tmp_path / "source", ALL), today=TODAY).outputs
    assert [path for path in outputs if path.startswith("admin/")] == []
    assert [path for path, data in outputs.items() if b"sveltia" in data.lower()] == []
    scripts = {src for path, data in outputs.items() if path.endswith(".html")
               for src in re.findall(r'<script[^>]*src="([^"]*)"', data.decode())}
    assert all(not urlsplit(src).scheme and not urlsplit(src).netloc for src in scripts)


# Where it leads


@pytest.mark.parametrize(("key", "path"), [
    ("rich", "edit/main/content/en/rich.md"), ("countries/tr", "edit/main/content/countries/tr.yaml"),
    ("glossary", "edit/main/content/glossary.yaml"), ("glossary-2", "edit/main/content/glossary.yaml"),
    ("shelters/tr", "tree/main/content/shelters"), ("shelters/index", "tree/main/content/shelters"),
    ("organisations", "tree/main/content/organisations"), ("emergency", "tree/main/content/countries"),
    ("topics", "tree/main/content/en"), ("index", "tree/main/content"), ("changes", "tree/main/content")])
def test_a_page_leads_to_its_file_and_a_list_to_the_folder_of_its_files(plan: Plan, key: str, path: str):
    assert of(plan, "en", key).edit == f"{REPOSITORY}/{path}"


def test_a_page_in_another_language_leads_to_the_file_that_it_shows_and_to_a_new_one(plan: Plan):
    found = of(plan, "tr", "untranslated")
    assert found.edit == f"{REPOSITORY}/edit/main/content/ru/untranslated.md"
    asked = parse_qs(urlsplit(found.translate).query)
    assert urlsplit(found.translate).path == "/example-team/haven/new/main"
    assert asked["filename"] == ["content/tr/untranslated.md"]
    assert asked["value"] == ["---\ntitle: \nsummary: \ntranslated_from: ru\n---\n"]
    assert of(plan, "ru", "untranslated").translate == "" and "/ru/" in found.edit


def test_mail_comes_with_key_language_and_date(plan: Plan):
    found = urlsplit(of(plan, "tr", "untranslated").mail)
    assert (found.scheme, unquote(found.path)) == ("mailto", MAIL)
    asked = dict(part.split("=", 1) for part in found.query.split("&"))
    assert {name: unquote(words) for name, words in asked.items()} == {
        "subject": "untranslated", "body": "ru 2026-05-25\r\n\r\n"}


def test_every_value_in_an_address_is_percent_encoded(plan: Plan):
    for at in subjects(plan):
        found = of(plan, *at)
        for address in (found.edit, found.mail, found.bot, found.translate):
            assert re.fullmatch(r"(?:[A-Za-z0-9/:?=&@._~-]|%[0-9A-F]{2})*", address), address
    assert of(plan, "en", "rich").mail.startswith("mailto:team%2Bsite@haven.example?")


def test_the_bot_is_started_with_language_date_and_key_in_the_letters_it_may_take(plan: Plan):
    payloads = {at: parse_qs(urlsplit(of(plan, *at).bot).query)["start"][0] for at in subjects(plan)}
    assert [p for p in payloads.values() if not re.fullmatch(rf"[A-Za-z0-9_-]{{1,{MOST_PAYLOAD}}}", p)] == []
    own = [at for at in payloads if at not in plan.shown or not plan.shown[at].is_fallback]
    assert len({payloads[at] for at in own}) == len(own)
    assert of(plan, "tr", "untranslated").bot == f"https://t.me/{BOT}?start=ru_20260525_untranslated"
    assert of(plan, "en", "countries/tr").bot.endswith("_countries_tr")


def test_the_date_is_that_of_the_newest_source_or_check_on_the_page_and_not_the_clocks(plan: Plan, tmp_path: Path):
    later, _ = read_site(with_settings(tmp_path / "source", ALL), today=TODAY + datetime.timedelta(days=900))
    assert [at for at in subjects(plan) if of(plan, *at) != of(later.plan, *at)] == []
    assert "_20261120_" in of(plan, "ru", "rich").bot and "_20261120_" in of(plan, "en", "countries/tr").bot
    assert of(plan, "ru", "about").bot.endswith("start=ru__about")
    assert "_202610_" in of(plan, "en", "shelters/tr").bot


def test_a_key_that_is_too_long_for_the_bot_is_cut_at_its_end():
    address = _bot(BOT, "a/" * 60 + "b", "ru", "2026-05")
    assert address.endswith("start=" + ("ru_202605_" + "a_" * 60)[:MOST_PAYLOAD])


# Forges


@pytest.mark.parametrize(("repository", "more", "edit", "listed", "new"), [
    ("https://github.com/a/b", {}, "/edit/main/content/ru/x.md", "/tree/main/content/ru",
     "/new/main?filename=content%2Ftr%2Fx.md&value=a%0A"),
    ("https://gitlab.com/a/g/b.git", {}, "/-/edit/main/content/ru/x.md", "/-/tree/main/content/ru",
     "/-/new/main?file_name=content%2Ftr%2Fx.md"),
    ("https://gitlab.example.org/a/b/", {"branch": "live/ru"}, "/-/edit/live/ru/content/ru/x.md", "/-/tree/live/ru/content/ru",
     "/-/new/live/ru?file_name=content%2Ftr%2Fx.md"),
    ("https://codeberg.org/a/b", {}, "/_edit/main/content/ru/x.md", "/src/branch/main/content/ru",
     "/_new/main/?filename=content%2Ftr%2Fx.md&value=a%0A"),
    ("https://git.example.org/a/b", {"forge": "forgejo"}, "/_edit/main/content/ru/x.md", "/src/branch/main/content/ru",
     "/_new/main/?filename=content%2Ftr%2Fx.md&value=a%0A"),
    ("https://git.example.org/a/b", {}, "", "", "")])
def test_each_forge_has_its_own_addresses_and_an_unknown_one_only_its_repository(repository, more, edit, listed, new):
    settings = read_settings(ROOT, TODAY)[0].model_copy(update={"repository": repository, **more})
    root = repository.rstrip("/").removesuffix(".git")
    assert edit_address(settings, "content/ru/x.md") == root + edit
    assert edit_address(settings, "content/ru/") == root + listed
    assert new_address(settings, "content/tr/x.md", "a\n") == root + new


def test_without_a_repository_there_is_no_address_of_a_file():
    settings = read_settings(ROOT, TODAY)[0].model_copy(update={"repository": None})
    assert edit_address(settings, "content/ru/x.md") == new_address(settings, "content/ru/x.md", "") == ""


@pytest.mark.parametrize("line_", ["forge: bitbucket", "branch: ../main", "branch: 'a b'", "repository: javascript:alert(1)"])
def test_settings_that_could_not_make_an_address_are_problems(line_: str, tmp_path: Path):
    settings = (ROOT / "site.yaml").read_text(encoding="utf-8")
    (tmp_path / "site.yaml").write_text(settings + line_ + "\n", encoding="utf-8")
    assert read_settings(tmp_path, TODAY)[1] != []
