"""A fourth language is settings, a catalogue and a folder: tests/sites/persian has Persian, and no line of code."""

import pytest
from playwright.sync_api import expect

from gavan.reading.catalogues import cldr_plural_count
from tests.built import PERSIAN_SITE, ROOT

PERSIAN = "fa/arrival.html"
FALLBACK = "fa/only-here.html"


@pytest.fixture
def pages(persian):
    """The paths of all Persian pages but the 404 page, which is looked at alone."""
    return [page.path for page in persian.pages if page.language == "fa"]


def test_the_engine_knows_nothing_of_this_language():
    assert not any("fa" in path.parts for path in (ROOT / "locale").rglob("*"))
    assert {path.suffix for path in PERSIAN_SITE.rglob("*") if path.is_file()} == {".yaml", ".md", ".po"}


def test_every_page_runs_from_right_to_left_without_overflow(new_page, overflow, persian, pages):
    tab = new_page()
    for path in pages:
        tab.goto((persian.folder / path).as_uri())
        for width in (360, 320):
            tab.set_viewport_size({"width": width, "height": 640})
            assert overflow(tab) == [], path
        expect(tab.page.locator("html")).to_have_attribute("dir", "rtl")
        expect(tab.page.locator("html")).to_have_attribute("lang", "fa")
        assert tab.evaluate("getComputedStyle(document.body).direction") == "rtl"


def test_axe_finds_nothing_in_light_and_dark(new_page, axe, persian, pages):
    tab = new_page()
    for path in (*pages, "index.html"):
        tab.goto((persian.folder / path).as_uri())
        assert axe(tab) == [], path
    for path in (PERSIAN, FALLBACK):
        tab.goto((persian.folder / path).as_uri())
        tab.emulate_media(color_scheme="dark")
        assert axe(tab) == [], path


def test_things_stand_on_the_side_where_a_line_begins(new_page, persian):
    tab = new_page()
    tab.goto((persian.folder / PERSIAN).as_uri())
    mark, name = tab.locator(".home .mark").bounding_box(), tab.locator(".home span").bounding_box()
    assert mark["x"] > name["x"]
    heading = tab.locator("h1").evaluate("""heading => {
      const range = document.createRange()
      range.selectNodeContents(heading)
      return [range.getBoundingClientRect().right, heading.getBoundingClientRect().right]
    }""")
    assert heading[0] == pytest.approx(heading[1], abs=1)
    first, last = (tab.locator(".bar a").nth(n).bounding_box()["x"] for n in (0, 3))
    assert first > last


def test_units_numbers_and_dates_are_in_persian(new_page, persian):
    tab = new_page()
    tab.goto((persian.folder / PERSIAN).as_uri())
    text = tab.locator("article").inner_text().replace("\u00a0", " ")
    assert "60 روز" in text
    assert "حدود 7–10 روز کاری" in text
    assert "1,500 لیرهٔ ترکیه" in text
    assert "25 مهٔ 2026" in text
    tab.goto((persian.folder / "fa/countries/tr.html").as_uri())
    assert tab.locator("h1").inner_text() == "ترکیه"


def test_no_english_word_of_ours_is_left_in_a_persian_page(new_page, persian, pages):
    """What is left in other languages says so by lang, or names something: a source, an address, the licence."""
    tab = new_page()
    for path in pages:
        tab.goto((persian.folder / path).as_uri())
        words = tab.evaluate("""() => {
          const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), found = []
          while (texts.nextNode()) {
            const around = texts.currentNode.parentElement
            if (around.closest('[lang]').lang === 'fa' && !around.closest('a[href^="http"], style, [rel=license]'))
              found.push(...texts.currentNode.textContent.match(/[A-Za-z]{2,}/g) ?? [])
          }
          return found
        }""")
        assert set(words) <= {"Atom"}, path


def test_a_guide_that_is_not_translated_runs_its_own_way_inside(new_page, persian):
    tab = new_page()
    tab.goto((persian.folder / FALLBACK).as_uri())
    article = tab.locator("article")
    assert (article.get_attribute("lang"), article.get_attribute("dir")) == ("en", "ltr")
    ways = tab.evaluate("""() => Object.fromEntries(
      ['html', 'h1', 'article .lead', 'article h2', '.note', '.review', '.srcs h2']
      .map(name => [name, getComputedStyle(document.querySelector(name)).direction]))""")
    assert ways == {"html": "rtl", "h1": "ltr", "article .lead": "ltr", "article h2": "ltr", ".note": "rtl",
                    ".review": "rtl", ".srcs h2": "rtl"}
    assert "60 days" in article.locator(".lead").inner_text().replace("\u00a0", " ")


def test_a_card_for_it_has_its_own_language_direction_and_units(new_page, persian):
    tab = new_page()
    tab.goto((persian.folder / "fa/index.html").as_uri())
    card = tab.locator(".cards a[lang=en]")
    assert card.get_attribute("dir") == "ltr"
    assert "60 days" in card.inner_text().replace("\u00a0", " ")


def test_words_that_are_missing_in_persian_say_which_language_they_are_in(new_page, persian):
    tab = new_page()
    tab.goto((persian.folder / "fa/countries/tr.html").as_uri())
    label = tab.locator("#portal h4 span")
    assert (label.get_attribute("lang"), label.get_attribute("dir"), label.inner_text()) == ("en", "ltr", "Application")


def test_the_other_languages_switch_to_persian_and_back(new_page, persian):
    tab = new_page()
    tab.goto((persian.folder / "tr/arrival.html").as_uri())
    tab.get_by_role("link", name="فارسی").click()
    tab.wait_for_url("**/fa/arrival.html")
    tab.get_by_role("link", name="Türkçe").click()
    tab.wait_for_url("**/tr/arrival.html")


def test_terms_stand_in_the_order_of_the_persian_alphabet(new_page, persian):
    tab = new_page()
    tab.goto((persian.folder / "fa/glossary.html").as_uri())
    terms = [dt.inner_text() for dt in tab.locator(".terms dt").all()]
    assert terms.index("آپوستیل") < terms.index("اجازهٔ اقامت")


def test_the_plural_forms_are_those_of_cldr(persian):
    from babel import Locale

    assert cldr_plural_count(Locale("fa")) == 2


def test_the_page_s_fonts_have_every_persian_letter(new_page, persian, letters_without_font):
    tab = new_page()
    tab.goto((persian.folder / PERSIAN).as_uri())
    text = tab.locator("article").inner_text().replace("\u200c", "")  # a non-joiner is never drawn
    assert letters_without_font(tab, text) == []
