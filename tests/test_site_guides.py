"""Guides on whole small sites: links, facts, images, old keys, drafts, and what was withdrawn."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.html_page import HtmlPage, Link
from tests.problem_pages import picture
from tests.whole_site import REAL_DAY, Site, edit, published, real_site, real_source, small_site

HEAD = """\
---
title: {title}
summary: {summary}
country: TR
topic: documents
sources:
  - {{url: "https://law.example/stay", title: Example law, date: 2026-05-25, lang: tr}}
verified: never
{more}---

"""
REASON = "{date: 2026-10-29, reason: {ru: Ошибка в примере., en: A mistake in the example., tr: Örnekte hata var.}}"
NOTICES = {"ru": "Ошибка в примере.", "en": "A mistake in the example.", "tr": "Örnekte hata var."}
FACT = """\
  {name}:
    topic: housing
    label: {{ru: Срок {n}, en: Term {n}, tr: Süre {n}}}
    value: {n}
    unit: day
    confidence: high
    sources:
      - {{url: "https://law.example/{n}", title: Example law, date: 2026-05-25, lang: tr}}
    verified: never
"""


def guide(body: str, more: str = "", title: str = "Пример", summary: str = "Кратко.") -> str:
    return HEAD.format(title=title, summary=summary, more=more) + body


def links_of(page: HtmlPage) -> list[str]:
    return [a.get("href") for a in page.one("article").all("a")]


# links


def test_links_between_guides_and_to_built_in_pages_are_rewritten(tmp_path: Path):
    body = ("[a](../arrival.md#papers) [b](index.md) [c](../index.md#tonight) [d](../emergency.md#tr) [e](../countries/tr.md) "
            "[f](../shelters/index.md) [g](../shelters/tr.md#example) [h](../topics.md) [i](../glossary.md#residence-permit) "
            "[j](../organisations.md#helpers) [k](../changes.md) [l](#here) [m](https://law.example/x?a=1&b=2#c)\n\n"
            "[n](mailto:help@example.org) [o](tel:+900000000)\n\n## Здесь {#here}\n\nСлова.\n")
    folder = small_site(tmp_path / "source", {"content/ru/deep/one.md": guide(body), "content/ru/deep/index.md": None})
    edit(folder / "content/ru/deep/one.md", "[b](index.md) ", "[b](two.md) ")
    (folder / "content/ru/deep/two.md").write_text(guide("Слова.\n"), encoding="utf-8")
    assert links_of(published(folder).page("ru/deep/one.html"))[2:] == [
        "../arrival.html#papers", "two.html", "../index.html#tonight", "../emergency.html#tr", "../countries/tr.html",
        "../shelters/index.html", "../shelters/tr.html#example", "../topics.html", "../glossary.html#residence-permit",
        "../organisations.html#helpers", "../changes.html", "#here", "https://law.example/x?a=1&b=2#c",
        "mailto:help@example.org", "tel:+900000000"]


def test_a_link_to_an_anchor_leads_to_the_part_of_a_long_list_that_has_it(tmp_path: Path):
    terms = "".join(f"- id: term-{n}\n  term: {{ru: термин {n:02}}}\n  meaning: {{ru: Значение.}}\n" for n in range(31))
    more_facts = "".join(FACT.format(name=f"term_{n}", n=n) for n in range(1, 15))
    body = "[a](glossary.md#term-30) [b](countries/tr.md#term_14) [c](countries/tr.md#visa_free_stay)\n"
    folder = small_site(tmp_path / "source", {"content/ru/one.md": guide(body), "content/glossary.yaml": terms})
    country = folder / "content/countries/tr.yaml"
    country.write_text(country.read_text(encoding="utf-8") + more_facts, encoding="utf-8")
    for code in ("ru", "en", "tr"):
        edit(folder / f"content/{code}/arrival.md", "#residence-permit", "#term-1")
    site = published(folder)
    assert links_of(site.page("ru/one.html"))[2:] == [
        "glossary-2.html#term-30", "countries/tr-2.html#term_14", "countries/tr.html#visa_free_stay"]
    assert "term_14" in site.page("ru/countries/tr-2.html").ids and "term-30" in site.page("ru/glossary-2.html").ids


def test_every_link_and_anchor_of_the_real_site_resolves():
    site = real_site()
    assert [(page.path, link.written) for page in site.pages() for link in page.links if not resolves(site, link)] == []


def resolves(site: Site, link: Link) -> bool:
    if not link.path:
        return True
    if link.path not in site.outputs:
        return False
    return not link.anchor or not link.path.endswith(".html") or link.anchor in site.page(link.path).ids


def test_no_id_stands_twice_on_a_page_of_the_real_site():
    assert [p.path for p in real_site().pages() if len(p.ids) != len(set(p.ids))] == []


def test_a_fact_may_have_the_name_of_a_part_of_its_countrys_page(tmp_path: Path):
    folder = small_site(tmp_path / "source")
    country = folder / "content/countries/tr.yaml"
    country.write_text(country.read_text(encoding="utf-8") + FACT.format(name="emergency", n=3), encoding="utf-8")
    ids = published(folder).page("ru/countries/tr.html").ids
    assert len(ids) == len(set(ids)) and "emergency" in ids


# facts


def test_facts_stand_in_text_table_and_summary_by_the_rules_of_each_language(tmp_path: Path):
    table = "| Что | Сколько |\n|---|--:|\n| Срок | [[TR.visa_free_stay|number]] |"
    body = f"Срок: [[TR.visa_free_stay]].\n\n{table}\n\n`[[TR.x]]`\n"
    folder = small_site(tmp_path / "source", {
        "content/ru/one.md": guide(body, summary='"Срок: [[TR.visa_free_stay]]."'),
        "content/en/one.md": '---\ntitle: One\nsummary: "Term: [[TR.visa_free_stay]]."\ntranslated_from: ru\n---\n\n'
                             '[[TR.portal]]\n'})
    page, english = (published(folder).page(f"{code}/one.html") for code in ("ru", "en"))
    assert page.one("p", cls="lead").text == "Срок: 60 дней."
    assert [a.text for a in page.one("article").all("a", cls="f")] == ["60 дней", "60 дней", "60"]
    assert page.one("table").one("td", cls="end").text == "60"
    assert page.one("code").text == "[[TR.x]]"
    assert page.meta("description") == "Срок: 60 дней."
    assert english.one("p", cls="lead").text == "Term: 60 days."
    assert "https://portal.example/apply" in links_of(english)


def test_a_fact_leads_to_where_its_source_stands():
    site = real_site()
    page = site.page("ru/first-72-hours.html")
    facts = page.one("article").all("a", cls="f")
    assert len(facts) > 10
    for fact in facts:
        link = next(x for x in page.links if x.written == fact.get("href"))
        card = site.page(link.path).one(id=link.anchor)
        assert card.all("p", cls="src")[0].all("a")


def test_changing_one_line_of_a_countrys_yaml_changes_the_number_in_all_languages(tmp_path: Path):
    source = real_source(tmp_path / "source")
    text = (source / "content/countries/tr.yaml").read_text(encoding="utf-8")
    before, after = text.split("  visa_free_stay:\n", 1)
    assert "value: 60\n" in after
    (source / "content/countries/tr.yaml").write_text(
        before + "  visa_free_stay:\n" + after.replace("value: 60\n", "value: 47\n", 1), encoding="utf-8")
    new, old = published(source, today=REAL_DAY), real_site()
    for code, words in {"ru": "47 дней", "en": "47 days", "tr": "47 gün"}.items():
        for path in (f"{code}/first-72-hours.html", f"{code}/countries/tr.html", f"{code}/index.html"):
            assert words in new.page(path).one("main").text and words not in old.page(path).one("main").text, path


# images


@pytest.fixture(scope="module")
def with_images(tmp_path_factory: pytest.TempPathFactory) -> Site:
    image = picture({"format": "PNG", "size": "60 x 40"})
    files = {"content/ru/deep/one.md": guide("Смотрите.\n\n![Синяя доска](blue.png)\n"), "content/ru/deep/blue.png": image,
             "content/ru/draft.md": guide("![Доска](secret.png)\n", more="draft: true\n"), "content/ru/secret.png": image}
    return published(small_site(tmp_path_factory.mktemp("images") / "source", files))


def test_an_image_has_its_size_and_waits_until_it_is_needed(with_images: Site):
    image = with_images.page("ru/deep/one.html").one("article").one("img")
    assert image.attributes == {"src": "blue.png", "alt": "Синяя доска", "width": "60", "height": "40", "loading": "lazy"}
    assert "ru/deep/blue.png" in with_images.outputs


def test_a_fallback_shows_the_image_of_the_language_it_shows(with_images: Site):
    assert with_images.page("tr/deep/one.html").one("article").one("img").get("src") == "../../ru/deep/blue.png"
    assert "tr/deep/blue.png" not in with_images.outputs


# drafts


def test_nothing_of_a_draft_is_published(with_images: Site):
    assert not [path for path in with_images.outputs if "draft" in path or "secret" in path]
    everything = b"".join(data for path, data in with_images.outputs.items() if "schemas" not in path)
    assert b"draft" not in everything and b"secret" not in everything


# old keys


@pytest.fixture(scope="module")
def moved(tmp_path_factory: pytest.TempPathFactory) -> Site:
    files = {"content/ru/new/place.md": guide("Слова.\n", more="aliases: [old/name, older]\n", title="Новое место"),
             "content/ru/one.md": guide("[Туда](older.md)\n")}
    return published(small_site(tmp_path_factory.mktemp("moved") / "source", files), address="https://harbour.example/sub")


def test_an_old_key_leads_to_the_page_in_every_language_with_and_without_scripts(moved: Site):
    for code in ("ru", "en", "tr"):
        page = moved.page(f"{code}/old/name.html")
        assert page.one("meta", http_equiv="refresh").get("content") == "0; url=../new/place.html"
        assert page.one("main").one("a").get("href") == "../new/place.html"
        assert page.one("main").one("a").text == "Новое место"
        assert not page.is_indexable and not page.canonical and not page.alternates and not page.all("script")


def test_a_host_with_redirects_sends_old_addresses_on(moved: Site):
    lines = moved.text("_redirects").splitlines()
    assert "/sub/en/old/name.html /sub/en/new/place.html 301" in lines
    assert "/sub/tr/older.html /sub/tr/new/place.html 301" in lines
    assert lines[-3:] == [f"/sub/{code}/* /sub/{code}/404.html 404" for code in ("ru", "en", "tr")]


def test_a_link_to_an_old_key_leads_to_the_new_page(moved: Site):
    assert "new/place.html" in links_of(moved.page("ru/one.html"))
    assert "older" not in moved.text("sitemap.xml")


# withdrawn


@pytest.fixture(scope="module")
def withdrawn(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A guide (in one language), a fact, a shelter and an organisation are withdrawn, while others refer to them."""
    folder = small_site(tmp_path_factory.mktemp("withdrawn") / "source", {
        "content/ru/gone.md": guide("Опасный совет.\n\n## Часть {#part}\n\nЕщё один.\n", more=f"withdrawn: {REASON}\n",
                                    title="Отозванное", summary="Опасное обещание."),
        "content/ru/one.md": guide("[Туда](gone.md#part). Срок: [[TR.visa_free_stay]].\n")})
    edit(folder / "content/countries/tr.yaml", "    value: 60\n", f"    value: 60\n    withdrawn: {REASON}\n")
    for path in ("shelters/example.yaml", "organisations/helpers.yaml"):
        file = folder / "content" / path
        file.write_text(f"{file.read_text(encoding='utf-8')}withdrawn: {REASON}\n", encoding="utf-8")
    return published(folder, address="https://harbour.example")


@pytest.mark.parametrize("code", ["ru", "en", "tr"])
def test_a_withdrawn_guide_is_a_notice_in_every_language(code: str, withdrawn: Site):
    page = withdrawn.page(f"{code}/gone.html")
    note = page.one("article").one(role="note")
    assert NOTICES[code] in note.text and note.lang == code
    assert not any(word in page.source for word in ("Опасный совет", "Опасное обещание", "Ещё один"))


@pytest.mark.parametrize("code", ["ru", "en", "tr"])
def test_a_withdrawn_fact_is_told_in_every_language_and_its_value_nowhere(code: str, withdrawn: Site):
    card = withdrawn.page(f"{code}/countries/tr.html").one(id="visa_free_stay")
    assert NOTICES[code] in card.text and not card.all("p", cls="value")
    for path in ("arrival", "one", "countries/tr", "index", "emergency"):
        assert "60" not in withdrawn.page(f"{code}/{path}.html").one("main").text
    assert "—" in withdrawn.page(f"{code}/one.html").one("article").text


@pytest.mark.parametrize("code", ["ru", "en", "tr"])
def test_a_withdrawn_shelter_is_a_notice_without_status_and_contact(code: str, withdrawn: Site):
    for path in ("shelters/tr", "shelters/index"):
        card = withdrawn.page(f"{code}/{path}.html").one(id="example")
        assert NOTICES[code] in card.text
        assert not card.all("p", cls="st") and not card.all("p", cls="do") and "s-open" not in card.get("class")


@pytest.mark.parametrize("code", ["ru", "en", "tr"])
def test_no_list_leads_to_a_withdrawn_shelter_organisation_or_guide(code: str, withdrawn: Site):
    home, country = withdrawn.page(f"{code}/index.html"), withdrawn.page(f"{code}/countries/tr.html")
    assert home.one(id="tonight").all("ul") == [] and country.one(id="country-shelters").all("ul") == []
    assert "country-organisations" not in country.ids
    topics = withdrawn.page(f"{code}/topics.html")
    assert not [link for page in (home, country, topics) for link in page.links if "gone" in link.path]
    assert NOTICES[code] in withdrawn.page(f"{code}/organisations.html").one(id="helpers").text


def test_other_guides_may_still_link_to_a_withdrawn_one(withdrawn: Site):
    assert "gone.html" in links_of(withdrawn.page("ru/one.html"))


def test_everything_that_was_withdrawn_is_listed_for_copies(withdrawn: Site):
    recalled = withdrawn.json("recall")["withdrawn"]
    assert [(r["kind"], r["id"]) for r in recalled] == [
        ("fact", "TR.visa_free_stay"), ("guide", "gone"), ("organisation", "helpers"), ("shelter", "example")]
    assert all(r["date"] == "2026-10-29" and r["reason"] == NOTICES for r in recalled)


def test_a_withdrawal_is_news_in_every_language(withdrawn: Site):
    for code, notice in NOTICES.items():
        assert withdrawn.page(f"{code}/changes.html").one("main").text.count(notice) == 4
        assert withdrawn.text(f"{code}/feed.xml").count(notice) == 4


def test_a_withdrawn_first_guide_is_not_what_home_begins_with(tmp_path: Path):
    files = {"content/ru/first-72-hours.md": guide("Слова.\n", more=f"withdrawn: {REASON}\n")}
    site = published(small_site(tmp_path / "source", files))
    assert site.page("ru/index.html").all("p", cls="first") == []


# what a reader is told about one version and not another


def test_a_new_section_of_the_original_brings_no_footnote_numbers_that_lead_elsewhere(tmp_path: Path):
    files = {"content/ru/one.md": guide("Начало.[^a]\n\n## Новое {#new}\n\nСлова.[^b]\n\n[^a]: Первая.\n[^b]: Вторая.\n"),
             "content/en/one.md": "---\ntitle: One\nsummary: Short.\ntranslated_from: ru\n---\n\nBeginning.[^a]\n\n"
                                  "[^a]: First.\n"}
    page = published(small_site(tmp_path / "source", files)).page("en/one.html")
    assert [sup.text for sup in page.all("sup")] == ["1"] and "Слова." in page.one("article").text
    assert len(page.ids) == len(set(page.ids))


def test_a_guide_and_its_safety_note_show_no_broken_ids(tmp_path: Path):
    change = "changes:\n  - {date: 2026-10-02, kind: safety, note: {ru: Да., en: Yes., tr: Evet.}}\n"
    files = {"content/ru/one.md": guide("Начало.[^a]\n\n## Часть {#part}\n\nСлова.[^a]\n\n[^a]: Первая.\n", more=change),
             "content/en/one.md": "---\ntitle: One\nsummary: Short.\ntranslated_from: ru\n---\n\nHi.[^a]\n\n## Part {#part}\n\n"
                                  "Words.\n\n[^a]: First.\n"}
    page = published(small_site(tmp_path / "source", files)).page("en/one.html")
    assert page.all(cls="orig") and len(page.ids) == len(set(page.ids))
    assert {link.anchor for link in page.links if link.written.startswith("#")} <= set(page.ids)
