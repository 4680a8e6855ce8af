"""One build works alike as files, at a host's root and below a path: it is styled, links lead on, languages switch."""

import re

import pytest
from playwright.sync_api import expect

PAPER = {False: "rgb(250, 247, 239)", True: "rgb(12, 25, 32)"}
PLACES = ("file", "root", "path")


@pytest.fixture(params=PLACES)
def at(request, real, served):
    """Makes the address of a path of the real site in one of the places."""
    if request.param == "file":
        return lambda path: (real.folder / path).as_uri()
    host = served(real.folder, "/some/where/" if request.param == "path" else "")
    return host.at


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_pages_are_styled(new_page, at, dark):
    tab = new_page(dark=dark)
    for path in ("index.html", "ru/index.html", "tr/turkey/residence-permit.html", "status/index.html", "404.html"):
        tab.goto(at(path))
        assert tab.evaluate("getComputedStyle(document.body).backgroundColor") == PAPER[dark]
        assert tab.evaluate("[...document.images].every(image => image.naturalWidth > 0)")


def test_from_the_chooser_to_a_section_of_a_guide_by_clicking(new_page, at):
    tab = new_page()
    tab.goto(at("index.html"))
    tab.locator("a[hreflang=en]").click()
    expect(tab.page.locator("html")).to_have_attribute("lang", "en")
    tab.locator("#topics .cards a").nth(1).click()
    tab.locator(".toc summary").click()
    link = tab.locator(".toc a").last
    title, anchor = link.inner_text(), link.get_attribute("href")
    link.click()
    assert tab.url.endswith(anchor)
    heading = tab.locator(f"h2{anchor}")
    assert heading.inner_text() == title
    expect(heading).to_be_in_viewport()


def test_a_fact_in_a_guide_leads_to_its_card_with_the_sources(new_page, at):
    tab = new_page()
    tab.goto(at("ru/turkey/residence-permit.html"))
    tab.locator("a.f").first.click()
    tab.wait_for_url(re.compile(r"ru/countries/tr(-2)?\.html#\w+"))
    card = tab.locator(".fact:target")
    expect(card).to_be_in_viewport()
    assert card.locator(".src a").count() > 0


@pytest.mark.parametrize("path", [
    "{}/index.html", "{}/turkey/residence-permit.html", "{}/countries/tr-2.html", "{}/shelters/index.html", "{}/glossary.html"])
def test_the_language_switcher_leads_to_the_same_page(new_page, at, path):
    tab = new_page()
    tab.goto(at(path.format("ru")))
    for code in ("en", "tr", "ru"):
        tab.locator(f".langs a[hreflang={code}]").click()
        tab.wait_for_url(at(path.format(code)))
        expect(tab.page.locator("html")).to_have_attribute("lang", code)
        expect(tab.page.locator(".langs [aria-current]")).to_have_attribute("hreflang", code)


def test_the_bar_and_the_skip_link_lead_where_they_say(new_page, at):
    tab = new_page()
    tab.goto(at("en/turkey/residence-permit.html"))
    tab.keyboard.press("Tab")
    expect(tab.page.locator(".skip")).to_be_focused()
    expect(tab.page.locator(".skip")).to_be_in_viewport()
    tab.keyboard.press("Enter")
    assert tab.url.endswith("#main")
    tab.get_by_role("navigation", name="Main pages").get_by_role("link", name="Sleep").click()
    expect(tab.page.locator("#tonight")).to_be_in_viewport()
    tab.get_by_role("navigation", name="Main pages").get_by_role("link", name="Call").click()
    expect(tab.page.locator("h1")).to_have_text("Whom to call")
    assert tab.errors == tab.csp == tab.blocked == []


def test_an_old_address_leads_on(new_page, kinds, served):
    for address in ((kinds.folder / "en/old-rich.html").as_uri(), served(kinds.folder, "/deep/er").at("en/old-rich.html")):
        tab = new_page(scripts=False)
        tab.goto(address)
        tab.wait_for_url("**/en/rich.html")


def test_what_is_not_there_gets_the_page_of_its_language_at_any_depth(new_page, kinds, served):
    host = served(kinds.folder, "/some/where")
    tab = new_page()
    tab.goto(host.at("tr/no/such/page.html"))
    expect(tab.page.locator("section")).to_have_attribute("lang", "tr")
    assert tab.evaluate("getComputedStyle(document.body).backgroundColor") == PAPER[False]
    tab.locator("main a").click()
    tab.wait_for_url(host.at("tr/index.html"))
