"""The real content keeps its promises: everything has a source, nothing claims a check, nobody can be found by it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import pytest

from gavan.building import ENGINE, Site, build, read_site
from gavan.problems import Problem
from gavan.reading.catalogues import cldr_plural_count, read_catalogue
from gavan.reading.files import read_text
from gavan.rendering.templates import Templates, wanted_messages
from tests.whole_site import REAL_DAY, real_site, said

CODES = ("ru", "en", "tr")


@cache
def read() -> tuple[Site, tuple[Problem, ...]]:
    site, problems = read_site(ENGINE, today=REAL_DAY)
    assert site is not None, said(problems)
    return site, problems


def published_records() -> Iterator[tuple[str, object]]:
    """Name and record of everything that must have sources, warnings and emergency numbers among it."""
    library = read()[0].library
    yield from ((f"guide {g.key}", g.head) for g in library.guides.values() if not g.is_page)
    for country in library.countries.values():
        yield from ((f"fact {f.reference}", f.record) for f in country.facts.values())
        yield from ((f"warning of {country.code}", w) for w in country.head.warnings)
        yield from ((f"number of {country.code}", e) for e in country.head.emergency)
    yield from ((f"shelter {s.id}", s.record) for s in library.shelters.values())
    yield from ((f"organisation {o.id}", o.record) for o in library.organisations.values())


def test_the_real_content_has_no_problem_at_all():
    found = build(ENGINE, today=REAL_DAY).problems
    assert [f"{p.place}: {p.code}" for p in found] == []


def test_every_key_that_is_not_restricted_has_a_page_in_every_language():
    library = read()[0].library
    assert len(library.guides) >= 4
    for guide in library.guides.values():
        for code in CODES:
            if guide.is_for(code) and not guide.head.draft:
                page = real_site().page(f"{code}/{guide.key}.html")
                assert code in guide.versions and page.is_indexable
                assert page.one("h1").text == guide.versions[code].head.title


def test_every_edition_has_the_same_pages():
    def keys(code: str) -> set[str]:
        return {page.path.removeprefix(f"{code}/") for page in real_site().pages(below=f"{code}/")}

    restricted = {f"{g.key}.html" for g in read()[0].library.guides.values() if g.head.only}
    assert keys("ru") - restricted == keys("en") - restricted == keys("tr") - restricted


def test_everything_published_has_a_source():
    assert [name for name, record in published_records() if not record.sources] == []  # type: ignore[attr-defined]


def test_every_page_with_facts_shelters_or_organisations_shows_their_sources():
    for page in real_site().pages():
        for card in (card for kind in ("fact", "sh", "org") for card in page.all("article", cls=kind)):
            links = [a.get("href") for a in card.one("p", cls="src").all("a")]
            assert links and all(re.match("https?://", href) for href in links), f"{page.path}#{card.get('id')}"


def test_every_guide_shows_its_sources_and_their_dates():
    for guide in read()[0].library.guides.values():
        for code in CODES if not guide.is_page else ():
            page = real_site().page(f"{code}/{guide.key}.html")
            items = page.one("section", id="sources").all("li")
            assert [i.one("a").get("href") for i in items] == [s.url for s in guide.head.sources]


def test_no_person_is_said_to_have_checked_anything():
    """The first release ships `verified: never` throughout, until people sign (design, section 3.1)."""
    records = [(name, r) for name, r in published_records() if hasattr(r, "verified")]
    assert len(records) > 50
    assert [name for name, record in records if record.verified is not None] == []  # type: ignore[attr-defined]
    files = [p for p in (ENGINE / "content").rglob("*.*") if p.suffix in (".md", ".yaml")]
    lines = [line.strip() for p in files for line in p.read_text(encoding="utf-8").splitlines()]
    assert {line for line in lines if re.match(r"verified\s*:", line)} == {"verified: never"}
    assert not [line for line in lines if re.search(r"[{,]\s*verified\s*:\s*(?!never)", line)]


@pytest.mark.parametrize("code", CODES)
def test_no_page_says_that_a_person_checked_it(code: str):
    catalogue = read()[0].languages[code].catalogue
    claim = catalogue.gettext("Checked by a person on %(day)s").split("%(day)s")[0].strip()
    assert len(claim) > 8
    assert [page.path for page in real_site().pages(below=f"{code}/") if claim in page.html.text] == []


@pytest.mark.parametrize("code", CODES)
def test_every_guide_says_that_nobody_has_checked_it_yet(code: str):
    words = read()[0].languages[code].catalogue.gettext("From public sources, not yet checked by a person.")
    for guide in read()[0].library.guides.values():
        if not guide.is_page:
            assert words in real_site().page(f"{code}/{guide.key}.html").one("article").text


def test_no_shelter_tells_where_it_is_or_whom_to_ring():
    assert [str(p.place) for p in read()[1] if p.code == "private-location"] == []
    for code in CODES:
        for page in real_site().pages(below=f"{code}/shelters/"):
            assert not [link.written for link in page.links if link.written.startswith(("tel:", "geo:"))]


def test_text_in_another_language_than_its_page_says_so():
    """Letters tell: no Cyrillic outside of Russian parts."""
    for code in ("en", "tr"):
        for page in real_site().pages(below=f"{code}/"):
            for element in page.one("main").all():
                words = " ".join(child for child in element.children if isinstance(child, str))
                if element.lang == code and re.search("[а-яё]{4}", words, re.IGNORECASE) and not is_source(element):
                    raise AssertionError(f"{page.path}: {words.strip()}")


def is_source(element) -> bool:
    """Titles of sources and the names in links to them stand as their publishers wrote them."""
    while element is not None:
        if (element.tag == "a" and element.get("href").startswith("http")) or "org" in element.get("class").split():
            return True
        element = element.parent
    return False


# catalogues


def test_the_catalogues_are_complete_against_the_templates():
    templates = Templates.read(ENGINE, ENGINE)
    wanted = wanted_messages(templates)
    assert len(wanted) > 100
    for code in ("ru", "tr"):
        file, problems = read_text(ENGINE, f"locale/{code}/LC_MESSAGES/messages.po")
        assert file is not None and not problems
        catalogue, found = read_catalogue(file, read()[0].languages[code].locale, wanted)
        assert [(p.place.line, p.values) for p in found] == []
        plurals = {item.msgid for item in wanted if item.plural}
        assert {len(catalogue.plural[msgid]) for msgid in plurals} == {cldr_plural_count(read()[0].languages[code].locale)}


def test_the_catalogues_hold_nothing_that_no_page_uses():
    wanted = {item.msgid for item in wanted_messages(Templates.read(ENGINE, ENGINE))}
    for code in ("ru", "tr"):
        catalogue = read()[0].languages[code].catalogue
        assert (set(catalogue.singular) | set(catalogue.plural)) - wanted - {""} == set()


def test_no_words_stand_in_templates_outside_of_gettext():
    """What is left of a template without comments, Jinja, tags and entities has no letters, but for names that are no words."""
    known = {"CC BY", "x-default", "Gavan"}
    for name, file in Templates.read(ENGINE, ENGINE).sources.items():
        text = re.sub(r"\{#.*?#\}|\{%.*?%\}|<!--.*?-->|<script.*?</script>|<style.*?</style>", " ", file.text, flags=re.DOTALL)
        text = re.sub(r"\{\{.*?\}\}", " ", text, flags=re.DOTALL)
        text = re.sub(r"<[^<>]*>|&\w+;|\b[a-z-]+=\"[^\"]*\"", " ", text)
        for word in known:
            text = text.replace(word, " ")
        left = re.findall(r"[^\W\d_]{2,}", text)
        assert name == "partials/icons.html" or name == "partials/words.html" or left == [], (name, left)


def test_attributes_that_are_read_aloud_come_from_gettext():
    for name, file in Templates.read(ENGINE, ENGINE).sources.items():
        for value in re.findall(r'\b(?:aria-label|title|alt|placeholder)="([^"]*)"', file.text):
            assert re.match(r"\{\{", value), (name, value)


def test_no_page_of_another_edition_has_an_english_sentence_of_the_templates():
    for item in wanted_messages(Templates.read(ENGINE, ENGINE)):
        pieces = [piece.strip() for piece in re.split(r"%\(\w+\)s|\{\w+\}", item.msgid)]
        longest = max(pieces, key=len)
        if longest.count(" ") >= 2:
            for code in ("ru", "tr"):
                assert not [p.path for p in real_site().pages(below=f"{code}/") if longest in p.html.text], longest
