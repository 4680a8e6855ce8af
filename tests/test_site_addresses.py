"""Addresses: with one (at a root, under a sub-path) and without; feeds, sitemap, and what hosts are told."""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest

from gavan.building import ENGINE
from gavan.urls import absolute
from tests.html_page import HtmlPage
from tests.whole_site import Site, edit, published, real_site, small_site

ROOT, BELOW = "https://harbour.example/", "https://pages.example/harbour/"
CODES = ("ru", "en", "tr")
ATOM, MAP = "{http://www.w3.org/2005/Atom}", "{http://www.sitemaps.org/schemas/sitemap/0.9}"
XHTML = "{http://www.w3.org/1999/xhtml}"
CHANGES = """changes:
  - {date: 2026-10-01, kind: safety, sections: [papers], note: {ru: Берите копии., en: Take copies., tr: Kopya alın.}}
  - {date: 2026-10-01, kind: fact, note: {ru: Новый срок.}}
  - {date: 2026-10-20, kind: wording, note: {ru: Яснее., en: Clearer., tr: Daha açık.}}
"""


@pytest.fixture(params=[ROOT, BELOW, BELOW.rstrip("/")], ids=["root", "below", "no-slash"])
def address(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture
def site(address: str) -> Site:
    """The real site at an address."""
    return real_site(address)


def page_at(site: Site, address: str, url: str) -> HtmlPage:
    """The page that a host would give for an address of the site."""
    base = address if address.endswith("/") else f"{address}/"
    assert url.startswith(base), url
    path = url.removeprefix(base).partition("#")[0]
    return site.page(f"{path}index.html" if path.endswith("/") or not path else path)


# canonical and hreflang


def test_every_indexable_page_names_its_own_address_as_canonical(site: Site, address: str):
    for page in site.pages():
        if page.is_indexable:
            assert page.canonical == absolute(page.path, address)


def test_alternates_name_each_other_and_themselves(site: Site, address: str):
    for page in site.pages():
        alternates = {code: url for code, url in page.alternates.items() if code != "x-default"}
        if alternates and page.path != "index.html":
            assert page.html.lang in alternates
        for code, url in alternates.items():
            other = page_at(site, address, url)
            assert other.html.lang == code and other.is_indexable
            assert {**other.alternates, "x-default": ""} == {**page.alternates, "x-default": ""}


def test_pages_in_editions_have_alternates_in_all_languages_and_others_none(site: Site):
    for page in site.pages():
        in_edition = page.path.partition("/")[0] in CODES and not page.path.endswith("404.html")
        assert (set(page.alternates) == {*CODES, "x-default"}) == (in_edition or page.path == "index.html"), page.path


def test_x_default_is_one_page_for_all_versions(site: Site, address: str):
    for page in site.pages(below="tr/"):
        if page.alternates:
            found = page_at(site, address, page.alternates["x-default"])
            assert found.path == ("index.html" if page.path == "tr/index.html" else page.path.replace("tr/", "ru/", 1))


def test_pages_that_are_not_for_search_engines_say_so(site: Site):
    hidden = {page.path for page in site.pages() if not page.is_indexable}
    assert hidden == {"404.html", *(f"{code}/404.html" for code in CODES), "status/index.html"}
    assert not any(site.page(path).canonical or site.page(path).alternates for path in hidden)


# sitemap, robots


def test_the_sitemap_lists_exactly_the_indexable_pages(site: Site, address: str):
    urls = site.xml("sitemap.xml").findall(f"{MAP}url")
    assert {u.findtext(f"{MAP}loc") for u in urls} == {absolute(p.path, address) for p in site.pages() if p.is_indexable}
    assert len(urls) == len({u.findtext(f"{MAP}loc") for u in urls})


def test_the_sitemap_has_the_alternates_that_the_pages_have(site: Site, address: str):
    for url in site.xml("sitemap.xml").findall(f"{MAP}url"):
        page = page_at(site, address, url.findtext(f"{MAP}loc") or "")
        links = {link.get("hreflang"): link.get("href") for link in url.findall(f"{XHTML}link")}
        if page.path != "index.html":
            assert links == {code: href for code, href in page.alternates.items() if code != "x-default"}


def test_robots_keep_out_of_the_editors_page_and_find_the_sitemap(site: Site, address: str):
    path = "/harbour/" if "harbour" in address.partition("example")[2] else "/"
    assert site.text("robots.txt").splitlines() == [
        "User-agent: *", f"Disallow: {path}status/", "", f"Sitemap: {address.rstrip('/')}/sitemap.xml"]


# 404


def test_links_of_404_pages_begin_at_the_path_of_the_address(site: Site, address: str):
    path = "/harbour/" if "harbour" in address.partition("example")[2] else "/"
    for name, languages in {"404.html": CODES, **{f"{code}/404.html": (code,) for code in CODES}}.items():
        page = site.page(name)
        assert [link.written for link in page.links] == [f"{path}{code}/index.html" for code in languages]
        assert [s.lang for s in page.all("section")] == list(languages)


# no address


def test_without_an_address_nothing_absolute_is_written():
    site = real_site()
    assert "sitemap.xml" not in site.outputs and "Sitemap:" not in site.text("robots.txt")
    for page in site.pages():
        assert not page.canonical and not page.alternates and not page.all("meta", property="og:image")
        inside = [link.written for link in page.links if link.path]
        assert not [href for href in inside if href.startswith("/")], page.path


def test_without_an_address_404_pages_have_no_links():
    assert [link for name in ("404.html", "ru/404.html") for link in real_site().page(name).links] == []


def test_only_canonical_alternates_and_404_links_depend_on_the_address():
    """Everything a reader follows is relative, so that one build works wherever it is put."""
    def relative(page: HtmlPage) -> list[str]:
        return [x.written for x in page.links if page.path.rpartition("/")[2] != "404.html" and ROOT not in x.written]

    for page in real_site().pages():
        assert relative(real_site(ROOT).page(page.path)) == relative(page)


def test_the_address_of_the_command_line_goes_before_that_of_the_settings(tmp_path: Path):
    folder = small_site(tmp_path / "source")
    edit(folder / "site.yaml", "languages: [ru, en, tr]", f"languages: [ru, en, tr]\naddress: {ROOT}")
    assert published(folder).page("en/index.html").canonical == f"{ROOT}en/"
    assert published(folder, address=BELOW).page("en/index.html").canonical == f"{BELOW}en/"


# feeds


def feed_entries(site: Site, code: str) -> list[Element]:
    return site.xml(f"{code}/feed.xml").findall(f"{ATOM}entry")


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("where", [ROOT, BELOW, None])
def test_feeds_have_what_atom_requires(code: str, where: str | None):
    """RFC 4287, sections 4.1.1 and 4.1.2."""
    feed = real_site(where).xml(f"{code}/feed.xml")
    assert feed.get("{http://www.w3.org/XML/1998/namespace}lang") == code
    for element in (feed, *feed.findall(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            assert len(element.findall(f"{ATOM}{name}")) == 1 and element.findtext(f"{ATOM}{name}")
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", element.findtext(f"{ATOM}updated") or "")
        assert re.match(r"(https|tag):", element.findtext(f"{ATOM}id") or "")
        assert len([x for x in element.findall(f"{ATOM}link") if x.get("rel") == "alternate"]) == 1
    assert feed.findtext(f"{ATOM}author/{ATOM}name")
    selves = [x.get("href") for x in feed.findall(f"{ATOM}link") if x.get("rel") == "self"]
    assert selves == ([f"{where}{code}/feed.xml"] if where else [])
    ids = [entry.findtext(f"{ATOM}id") for entry in feed.findall(f"{ATOM}entry")]
    assert ids and len(ids) == len(set(ids))


def test_a_feeds_links_resolve(site: Site, address: str):
    for code in CODES:
        for entry in feed_entries(site, code):
            url = entry.find(f"{ATOM}link").get("href") or ""
            assert url.partition("#")[2] in ("", *page_at(site, address, url).ids)


def test_a_feeds_own_date_is_that_of_its_newest_entry(site: Site):
    dates = [entry.findtext(f"{ATOM}updated") or "" for entry in feed_entries(site, "ru")]
    assert site.xml("ru/feed.xml").findtext(f"{ATOM}updated") == max(dates) == dates[0]


@pytest.fixture
def changed(tmp_path: Path) -> Path:
    """A guide with two changes on one day and one of wording."""
    folder = small_site(tmp_path / "source")
    path = folder / "content/ru/arrival.md"
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub(r"changes:\n.*?(?=---)", CHANGES, text, flags=re.DOTALL), encoding="utf-8")
    return folder


def test_changes_of_wording_are_no_news(changed: Path):
    site = published(changed)
    notes = [entry.findtext(f"{ATOM}summary") for entry in feed_entries(site, "en")]
    assert notes == ["Take copies.", "Новый срок."]
    assert "Clearer" not in site.text("en/changes.html") + site.text("en/arrival.html") + site.text("api/v1/guides.json")


def test_a_note_in_another_language_says_so(changed: Path):
    foreign = feed_entries(published(changed), "en")[1].find(f"{ATOM}summary")
    assert foreign.get("{http://www.w3.org/XML/1998/namespace}lang") == "ru"


@pytest.mark.parametrize("where", [ROOT, None])
def test_ids_of_entries_stay_when_others_are_added_and_lists_grow(where: str | None, changed: Path):
    def ids() -> dict[str | None, str | None]:
        entries = feed_entries(published(changed, address=where), "ru")
        return {e.findtext(f"{ATOM}summary"): e.findtext(f"{ATOM}id") for e in entries}

    before = ids()
    edit(changed / "content/ru/arrival.md", "changes:\n", "changes:\n  - {date: 2026-09-01, kind: fact, note: {ru: Раньше.}}\n")
    edit(changed / "content/ru/arrival.md", "Яснее., en", "Ещё яснее., en")
    after = ids()
    assert after.pop("Раньше.") and after == before


def test_without_an_address_ids_are_tags():
    feed = real_site().xml("en/feed.xml")
    ids = [feed.findtext(f"{ATOM}id"), *(e.findtext(f"{ATOM}id") for e in feed.findall(f"{ATOM}entry"))]
    assert all(re.fullmatch(r"tag:[a-z.]+,\d{4}:en(/[a-z0-9/_-]+)?", i or "") for i in ids)


# what hosts are told


def test_one_identical_style_block_stands_in_every_page_and_its_hash_in_every_policy():
    pages = list(real_site().pages())
    styles, policies = {page.style for page in pages}, {page.policy for page in pages}
    assert len(styles) == len(policies) == 1
    digest = base64.b64encode(hashlib.sha256(styles.pop().encode()).digest()).decode()
    assert f"style-src 'sha256-{digest}'" in policies.pop()


def test_no_page_has_inline_scripts_styles_or_handlers():
    for page in real_site().pages():
        assert not [e for e in page.all() if e.get("style") or any(name.startswith("on") for name in e.attributes)]
        assert not [e for e in page.all("script") if not e.get("src") or e.text]


@pytest.mark.parametrize("where", [ROOT, BELOW, None])
def test_the_policy_of_the_headers_is_that_of_the_pages_and_forbids_frames(where: str | None):
    site = real_site(where)
    lines = site.text("_headers").splitlines()
    assert lines[0] == ("/harbour/*" if where == BELOW else "/*")
    policy = next(line.split(": ", 1)[1] for line in lines if line.strip().startswith("Content-Security-Policy"))
    assert policy == site.page("ru/index.html").policy + "; frame-ancestors 'none'"


def test_the_host_of_github_leaves_names_with_underscores_alone():
    assert real_site().outputs[".nojekyll"] == b""


def test_every_page_loads_nothing_but_files_of_the_site():
    for page in real_site(ROOT).pages():
        loaded = [e.get("src") for e in page.all() if e.get("src")]
        loaded += [e.get("href") for e in page.all("link") if e.get("rel") in ("stylesheet", "icon", "preload")]
        by_page = {link.written: link.path for link in page.links}
        assert all(by_page[url] in real_site(ROOT).outputs for url in loaded), page.path


def test_nothing_published_names_the_engines_own_placeholders():
    assert not [path for path, data in real_site().outputs.items() if b"slot:" in data or "\ue000".encode() in data]
    assert ENGINE.as_posix().encode() not in b"".join(real_site().outputs.values())
