"""axe-core finds nothing on any kind of page, in light and dark: WCAG 2.2 A and AA, and its own best practice."""

import pytest
from playwright.sync_api import expect

from tests.browser.kinds import DRAFT, KINDS, LEAVING, MAIN
from tests.built import kinds_site

WIDE = ("home", "guide", "behind", "country", "shelters", "organisations", "glossary")
BOTH = ("light", "dark")


def violations(tab, axe, folder, paths, schemes=BOTH):
    """What axe finds on these pages, as `path in light: rule: place` for each element."""
    found = []
    for path in paths:
        tab.goto((folder / path).as_uri())
        for scheme in schemes:
            tab.emulate_media(color_scheme=scheme)
            found += [f"{path} in {scheme}: {broken.rule}: {place}" for broken in axe(tab) for place in broken.places]
    return found


def test_no_kind_of_page_has_a_violation_on_a_phone(new_page, axe, kinds):
    assert violations(new_page(), axe, kinds.folder, KINDS.values()) == []


@pytest.mark.parametrize("language", ["ru", "tr"])
def test_the_main_kinds_have_none_in_the_other_languages(new_page, axe, kinds, language):
    paths = [path.format(language) for path in MAIN.values()]
    assert violations(new_page(), axe, kinds.folder, paths) == []


def test_the_main_kinds_have_none_on_a_desk(new_page, axe, kinds):
    paths = [MAIN[name].format("en") for name in WIDE]
    assert violations(new_page(width=1280, height=800), axe, kinds.folder, paths) == []


@pytest.mark.parametrize(("language", "scheme"), [("ru", "light"), ("en", "dark"), ("tr", "light")])
def test_the_heaviest_real_page_of_each_kind_has_none(new_page, axe, real, language, scheme):
    paths = [page.path for page in real.heaviest(language)]
    assert violations(new_page(), axe, real.folder, paths, [scheme]) == []


def test_an_opened_table_of_contents_has_none(new_page, axe, kinds):
    tab = new_page()
    tab.goto((kinds.folder / "en/rich.html").as_uri())
    tab.click(".toc summary")
    expect(tab.page.locator(".toc a").first).to_be_visible()
    assert axe(tab) == []


def test_a_draft_as_serve_shows_it_has_none(new_page, axe, tmp_path):
    site = kinds_site(tmp_path, live=True)
    assert "Черновик: не опубликовано" in (site.folder / DRAFT).read_text(encoding="utf-8")
    assert violations(new_page(), axe, site.folder, [DRAFT]) == []


def test_a_page_that_leads_on_has_none_where_the_browser_stays(new_page, axe, kinds, tmp_path):
    # The refresh is taken out, or there would be no page to look at; axe's own rule allows one without delay.
    text = (kinds.folder / LEAVING["alias"]).read_text(encoding="utf-8")
    refresh = '<meta http-equiv="refresh" content="0; url=rich.html">\n'
    assert refresh in text
    (tmp_path / "alias.html").write_text(text.replace(refresh, ""), encoding="utf-8")
    assert violations(new_page(), axe, tmp_path, ["alias.html"]) == []
