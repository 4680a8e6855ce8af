"""axe-core finds nothing on any kind of page: WCAG 2.2 A and AA, and its own best practice."""

import pytest
from playwright.sync_api import expect

from tests.browser.kinds import DRAFT, KINDS, LEAVING, MAIN
from tests.built import kinds_site

BOTH = pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
WIDE = ("home", "guide", "behind", "country", "shelters", "organisations", "glossary")


def violations(tab, axe, folder, paths):
    """What axe finds on these pages, as `path: rule: place` for each element."""
    found = []
    for path in paths:
        tab.goto((folder / path).as_uri())
        found += [f"{path}: {violation.rule}: {place}" for violation in axe(tab) for place in violation.places]
    return found


@BOTH
def test_no_kind_of_page_has_a_violation_on_a_phone(new_page, axe, kinds, dark):
    assert violations(new_page(dark=dark), axe, kinds.folder, KINDS.values()) == []


@BOTH
@pytest.mark.parametrize("language", ["ru", "tr"])
def test_the_main_kinds_have_none_in_the_other_languages(new_page, axe, kinds, language, dark):
    paths = [path.format(language) for path in MAIN.values()]
    assert violations(new_page(dark=dark), axe, kinds.folder, paths) == []


@BOTH
def test_the_main_kinds_have_none_on_a_desk(new_page, axe, kinds, dark):
    paths = [MAIN[name].format("en") for name in WIDE]
    assert violations(new_page(width=1280, height=800, dark=dark), axe, kinds.folder, paths) == []


@pytest.mark.parametrize(("language", "dark"), [("ru", False), ("en", True), ("tr", False)])
def test_the_heaviest_real_page_of_each_kind_has_none(new_page, axe, real, language, dark):
    paths = [page.path for page in real.heaviest(language)]
    assert violations(new_page(dark=dark), axe, real.folder, paths) == []


def test_an_opened_table_of_contents_has_none(new_page, axe, kinds):
    tab = new_page()
    tab.goto((kinds.folder / "en/rich.html").as_uri())
    tab.click(".toc summary")
    expect(tab.page.locator(".toc a").first).to_be_visible()
    assert axe(tab) == []


def test_a_draft_as_serve_shows_it_has_none(new_page, axe, tmp_path):
    site = kinds_site(tmp_path, live=True)
    assert "Черновик" in (site.folder / DRAFT).read_text(encoding="utf-8")
    assert violations(new_page(), axe, site.folder, [DRAFT]) == []


@BOTH
def test_a_page_that_leads_on_has_none_where_the_browser_stays(new_page, axe, kinds, tmp_path, dark):
    # The refresh is taken out: axe could not look otherwise, and its rule meta-refresh allows a delay of 0.
    text = (kinds.folder / LEAVING["alias"]).read_text(encoding="utf-8")
    refresh = '<meta http-equiv="refresh" content="0; url=rich.html">\n'
    assert refresh in text
    (tmp_path / "alias.html").write_text(text.replace(refresh, ""), encoding="utf-8")
    assert violations(new_page(dark=dark), axe, tmp_path, ["alias.html"]) == []
