"""Guides in several languages: what stands in for a missing translation, and what a translation that is behind says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from gavan.cli import main
from tests.html_page import HtmlPage
from tests.whole_site import REAL_DAY, Site, edit, published, real_site, real_source, small_site

ADDRESS = "https://harbour.example/sub/"

ORIGINAL = """\
---
title: Первый день
summary: "Что сделать в день приезда. Срок без визы: [[TR.visa_free_stay]]."
country: TR
topic: documents
sources:
  - {url: "https://law.example/stay", title: Example law, date: 2026-05-25, lang: tr}
verified: never
changes:
  - {date: 2026-10-01, kind: fact, note: {ru: Начало., en: Beginning., tr: Başlangıç.}}
---

Сначала отдохните.

## Документы {#papers}

Снимите копии.

## Деньги {#money}

Держите их отдельно.

### Обмен {#exchange}

Сравните курс.
"""
ENGLISH = """\
---
title: The first day
summary: "What to do on the day you arrive. Visa-free stay: [[TR.visa_free_stay]]."
translated_from: ru
---

Rest first.

## Papers {#papers}

Make copies.

## Money {#money}

Keep it apart.

### Exchange {#exchange}

Compare the rates.
"""
TURKISH = """\
---
title: İlk gün
summary: "Geldiğiniz gün yapılacaklar. Vizesiz kalış: [[TR.visa_free_stay]]."
translated_from: en
---

Önce dinlenin.

## Belgeler {#papers}

Kopya çıkarın.

## Para {#money}

Ayrı yerde tutun.

### Döviz {#exchange}

Kurları karşılaştırın.
"""
ARRIVAL = {"content/ru/arrival.md": ORIGINAL, "content/en/arrival.md": ENGLISH, "content/tr/arrival.md": TURKISH}


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A guide with a chain, ru → en → tr, every translation stamped as current."""
    folder = small_site(tmp_path / "source", ARRIVAL)
    stamp(folder, "en", "tr")
    return folder


def stamp(source: Path, *languages: str) -> None:
    files = [str(source / f"content/{code}/arrival.md") for code in languages]
    assert main(["stamp", "--source", str(source), "--today", "2026-10-30", "--quiet", *files]) == 0


def change(source: Path, kind: str, section: str) -> None:
    """Write a change of a section into the original."""
    notes = "{ru: Сказано по-русски., en: Said in English., tr: Türkçe söylendi.}"
    edit(source / "content/ru/arrival.md", "\n---\n\n",
         f"\n  - {{date: 2026-10-20, kind: {kind}, sections: [{section}], note: {notes}}}\n---\n\n")


def marked(page: HtmlPage) -> list[str]:
    """The sections with a note that the original has moved on, by id; "intro" for the part before the first heading."""
    found = []
    for note in page.one("article").all(role="note"):
        if not any("index.html" not in a.get("href") and a.get("href").startswith("../") for a in note.all("a")):
            continue
        before = note.parent.children[:note.parent.children.index(note)] if note.parent else []
        headings = [e.get("id") for e in before if not isinstance(e, str) and re.fullmatch("h[23]", e.tag)]
        found.append(headings[-1] if headings else "intro")
    return found


# a missing translation


@pytest.fixture(scope="module")
def without_turkish(tmp_path_factory: pytest.TempPathFactory) -> Site:
    folder = small_site(tmp_path_factory.mktemp("without-turkish") / "source", {**ARRIVAL, "content/tr/arrival.md": None})
    return published(folder, address=ADDRESS)


def test_a_missing_translation_shows_the_best_other_language_with_a_notice(without_turkish: Site):
    page = without_turkish.page("tr/arrival.html")
    assert page.one("h1").text == "The first day"  # tr falls back to en before ru
    note = page.one("article").all(role="note")[0]
    assert "henüz" in note.text and "İngilizce" in note.text
    assert (note.lang, note.dir) == ("tr", "ltr")


def test_without_the_best_other_language_the_next_of_the_chain_is_shown(tmp_path: Path):
    folder = small_site(tmp_path / "source", {**ARRIVAL, "content/tr/arrival.md": None, "content/en/arrival.md": None})
    site = published(folder)
    assert site.page("tr/arrival.html").one("h1").text == site.page("en/arrival.html").one("h1").text == "Первый день"
    assert site.page("en/arrival.html").one("article").lang == "ru"


def test_a_fallback_page_is_in_its_editions_language_around_text_in_the_other(without_turkish: Site):
    page = without_turkish.page("tr/arrival.html")
    assert (page.html.get("lang"), page.html.get("dir")) == ("tr", "ltr")
    assert {page.one("h1").lang, page.one("h2", id="papers").lang} == {"en"}
    assert page.one("nav", cls="bar").lang == page.one("section", id="sources").lang == "tr"
    assert page.one("a", cls="f", href="countries/tr.html#visa_free_stay").text == "60 days"


def test_a_fallback_page_is_out_of_index_sitemap_hreflang_and_feed(without_turkish: Site):
    page, english = without_turkish.page("tr/arrival.html"), without_turkish.page("en/arrival.html")
    assert not page.is_indexable
    assert "tr/arrival.html" not in without_turkish.text("sitemap.xml")
    assert page.alternates == {}
    assert set(english.alternates) == {"ru", "en", "x-default"}
    assert "arrival" not in without_turkish.text("tr/feed.xml")
    assert "arrival" in without_turkish.text("en/feed.xml")


def test_a_fallback_page_names_the_page_that_it_shows_as_canonical(without_turkish: Site):
    assert without_turkish.page("tr/arrival.html").canonical == f"{ADDRESS}en/arrival.html"


def test_lists_show_a_missing_translation_with_its_language(without_turkish: Site):
    card = next(a for a in without_turkish.page("tr/topics.html").all("a") if a.get("href") == "arrival.html")
    assert (card.lang, card.get("hreflang"), card.one("strong").text) == ("en", "en", "The first day")


def test_the_files_for_bots_say_that_a_translation_is_missing(without_turkish: Site):
    guide = next(g for g in without_turkish.json("guides")["guides"] if g["key"] == "arrival")
    assert {p["language"]: p["parity"] for p in guide["pages"]} == {"ru": "original", "en": "behind"}


@pytest.mark.parametrize(("language", "shown"), [("en", "ru"), ("tr", "en")])
def test_deleting_one_translation_of_the_real_content_gives_a_fallback_page(language: str, shown: str, tmp_path: Path):
    source = real_source(tmp_path / "source")
    (source / f"content/{language}/turkey/residence-permit.md").unlink()
    page = published(source, today=REAL_DAY, address=ADDRESS).page(f"{language}/turkey/residence-permit.html")
    assert page.one("h1").text == real_site().page(f"{shown}/turkey/residence-permit.html").one("h1").text
    assert page.one("article").lang == shown and page.html.lang == language
    assert not page.is_indexable and page.alternates == {}


# sections that are behind


def test_stamped_translations_say_nothing_about_their_original(source: Path):
    site = published(source)
    assert marked(site.page("en/arrival.html")) == marked(site.page("tr/arrival.html")) == []


@pytest.mark.parametrize(("section", "old"), [("intro", "Сначала отдохните."), ("papers", "Снимите копии."),
                                              ("money", "Держите их отдельно."), ("exchange", "Сравните курс.")])
def test_editing_one_section_of_an_original_marks_exactly_that_section_of_its_translations(section: str, old: str,
                                                                                          source: Path):
    edit(source / "content/ru/arrival.md", old, f"{old} И запишите это.")
    site = published(source)
    assert marked(site.page("en/arrival.html")) == marked(site.page("tr/arrival.html")) == [section]
    assert marked(site.page("ru/arrival.html")) == []


def test_editing_one_section_of_a_real_original_marks_exactly_that_section(tmp_path: Path):
    source = real_source(tmp_path / "source")
    path = source / "content/ru/kazakhstan/registration.md"
    heading = re.search(r"^## .*\{#([a-z0-9-]+)\}$", path.read_text(encoding="utf-8"), re.MULTILINE)
    assert heading
    edit(path, heading.group(), f"{heading.group()}\n\nНовое предложение.")
    after = published(source, today=REAL_DAY)
    for code in ("en", "tr"):
        before = marked(real_site().page(f"{code}/kazakhstan/registration.html"))
        assert set(marked(after.page(f"{code}/kazakhstan/registration.html"))) == {*before, heading.group(1)}


def test_a_title_or_summary_counts_as_the_introduction(source: Path):
    edit(source / "content/ru/arrival.md", "title: Первый день", "title: День первый")
    assert marked(published(source).page("en/arrival.html")) == ["intro"]


def test_spacing_link_targets_and_comments_mark_nothing(source: Path):
    path = source / "content/ru/arrival.md"
    edit(path, "Снимите копии.", "<!-- заметка редактора -->\n\nСнимите\nкопии.")
    edit(path, "Сравните курс.", "[Сравните](countries/tr.md) курс.")
    assert marked(published(source).page("en/arrival.html")) == []


def test_a_change_of_wording_never_marks(source: Path):
    edit(source / "content/ru/arrival.md", "Снимите копии.", "Сделайте копии.")
    change(source, "wording", "papers")
    site = published(source)
    assert marked(site.page("en/arrival.html")) == marked(site.page("tr/arrival.html")) == []
    assert "Said in English" not in site.text("en/feed.xml") + site.text("en/changes.html") + site.text("en/arrival.html")


def test_a_changed_fact_marks_calmly_and_says_what_changed(source: Path):
    edit(source / "content/ru/arrival.md", "Снимите копии.", "Снимите три копии.")
    change(source, "fact", "papers")
    article = published(source).page("en/arrival.html").one("article")
    note = article.one("h2", id="papers").after()[0]
    assert "calm" in note.get("class") and not article.all(cls="danger")
    assert "Said in English." in note.text and "October" in note.text
    assert note.all("a")[0].get("href") == "../ru/arrival.html#papers"


def test_a_change_for_safety_puts_a_box_on_top_and_the_originals_text_beside_the_old_one(source: Path):
    edit(source / "content/ru/arrival.md", "Снимите копии.", "Не отдавайте паспорт.")
    change(source, "safety", "papers")
    page = published(source).page("tr/arrival.html")
    box = page.one("article").all(cls="danger")[0]
    assert box.parent is page.one("article") and box.one("a", href="#papers").text == "Belgeler"
    assert page.source.index(box.text[:20]) < page.source.index("<h2")
    original = page.one(cls="orig")
    assert "Не отдавайте паспорт." in original.text
    assert (original.lang, original.dir) == ("ru", "ltr")
    assert "Türkçe söylendi." in page.one("h2", id="papers").after()[0].text
    assert "Kopya çıkarın." in page.one("article").text


def test_a_section_that_is_new_is_shown_in_the_originals_language(source: Path):
    edit(source / "content/ru/arrival.md", "## Деньги {#money}", "## Опасность {#danger}\n\nУходите.\n\n## Деньги {#money}")
    page = published(source).page("en/arrival.html")
    heading = page.one("h2", id="danger")
    assert heading.lang == "ru" and page.html.lang == "en"
    assert page.ids.index("papers") < page.ids.index("danger") < page.ids.index("money")
    assert "new and not translated yet" in heading.after()[0].text and heading.after()[0].lang == "en"


def test_a_new_section_for_safety_stands_in_the_box_on_top(source: Path):
    edit(source / "content/ru/arrival.md", "## Деньги {#money}", "## Опасность {#danger}\n\nУходите.\n\n## Деньги {#money}")
    change(source, "safety", "danger")
    link = published(source).page("en/arrival.html").one("article").all(cls="danger")[0].one("a", href="#danger")
    assert (link.text, link.lang) == ("Опасность", "ru")


def test_a_section_that_the_original_has_dropped_is_marked(source: Path):
    edit(source / "content/ru/arrival.md", "### Обмен {#exchange}\n\nСравните курс.\n", "")
    site = published(source)
    assert marked(site.page("en/arrival.html")) == marked(site.page("tr/arrival.html")) == ["exchange"]


def test_along_a_chain_the_worst_counts(source: Path):
    """Turkish renders the English text as it is now, but the English text is behind the Russian."""
    edit(source / "content/ru/arrival.md", "Сравните курс.", "Не меняйте на улице.")
    change(source, "safety", "exchange")
    edit(source / "content/en/arrival.md", "Make copies.", "Make two copies.")
    page = published(source).page("tr/arrival.html")
    assert marked(page) == ["papers", "exchange"]
    assert [("danger" in page.one(id=key).after()[0].get("class")) for key in ("papers", "exchange")] == [False, True]


def test_stamping_the_middle_of_a_chain_leaves_the_end_behind(source: Path):
    edit(source / "content/ru/arrival.md", "Сравните курс.", "Сравните два курса.")
    edit(source / "content/en/arrival.md", "Compare the rates.", "Compare two rates.")
    stamp(source, "en")
    site = published(source)
    assert marked(site.page("en/arrival.html")) == []
    assert marked(site.page("tr/arrival.html")) == ["exchange"]


@pytest.mark.parametrize("newest_first", [False, True])
def test_of_two_changes_on_one_day_the_one_for_safety_is_not_overlooked(newest_first: bool, source: Path):
    path = source / "content/ru/arrival.md"
    change(source, "wording", "papers")
    stamp(source, "en")
    edit(path, "Снимите копии.", "Не отдавайте паспорт.")
    line = ("  - {date: 2026-10-20, kind: safety, sections: [papers], "
            "note: {ru: Опасно., en: Dangerous., tr: Tehlikeli.}}\n")
    edit(path, "changes:\n" if newest_first else "\n---\n\n", f"changes:\n{line}" if newest_first else f"\n{line}---\n\n")
    assert published(source).page("en/arrival.html").all(cls="orig")


# languages a guide is meant for


@pytest.fixture(scope="module")
def only_russian(tmp_path_factory: pytest.TempPathFactory) -> Site:
    guide = ORIGINAL.replace("verified: never\n", "verified: never\nonly: [ru]\n")
    files = {"content/ru/summons.md": guide, "content/en/about.md": "---\ntitle: About\nsummary: About us.\nkind: page\n---\n"
             "\nThere is [a page in Russian](summons.md#papers).\n"}
    return published(small_site(tmp_path_factory.mktemp("only") / "source", files), address=ADDRESS)


def test_a_guide_for_one_language_has_no_page_in_the_others(only_russian: Site):
    assert "ru/summons.html" in only_russian.outputs
    assert not {"en/summons.html", "tr/summons.html"} & set(only_russian.outputs)
    for path in ("en/topics.html", "en/changes.html", "en/feed.xml"):
        assert "summons" not in only_russian.text(path)


def test_the_switcher_leads_to_topics_where_a_guide_is_not_meant_for_a_language_and_says_so(only_russian: Site):
    switcher = only_russian.page("ru/summons.html").one("nav", cls="langs")
    links = {a.get("hreflang"): a for a in switcher.all("a")}
    assert {code: a.get("href") for code, a in links.items()} == {
        "ru": "summons.html", "en": "../en/topics.html", "tr": "../tr/topics.html"}
    assert links["ru"].get("aria-current") == "true"
    assert "ведёт к темам" in links["en"].text and links["en"].one("span", cls="vh").lang == "ru"


def test_a_guide_for_one_language_has_no_alternates_but_itself(only_russian: Site):
    page = only_russian.page("ru/summons.html")
    assert set(page.alternates) == {"ru", "x-default"} and page.is_indexable


def test_links_to_a_guide_for_one_language_lead_to_that_language(only_russian: Site):
    hrefs = [link.written for link in only_russian.page("en/about.html").links]
    assert "../ru/summons.html#papers" in hrefs


def test_the_switcher_leads_to_the_same_page_on_every_page():
    site, codes = real_site(), {"ru", "en", "tr"}
    for code in codes:
        for page in site.pages(below=f"{code}/"):
            switchers = page.all("nav", cls="langs")
            assert len(switchers) == (0 if page.path.endswith("/404.html") else 1), page.path
            for a in switchers[0].all("a") if switchers else []:
                here = page.path.removeprefix(f"{code}/")
                assert next(x for x in page.links if x.written == a.get("href")).path == f"{a.get('hreflang')}/{here}"
                assert a.lang == a.get("hreflang") and (a.get("aria-current") == "true") == (a.lang == code)
            assert {a.lang for s in switchers for a in s.all("a")} == (codes if switchers else set())
