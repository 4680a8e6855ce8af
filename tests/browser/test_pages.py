"""What loading a page does: nothing breaks its policy, nothing is asked of others, and nothing holds up the first paint."""

import re

import pytest

from gavan.rendering.hosts import page_policy
from gavan.rendering.templates import style_hash
from tests.browser.kinds import KINDS, LEAVING

STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)
PAINTED = """() => new Promise(painted => new PerformanceObserver(entries => {
  if (entries.getEntriesByName('first-contentful-paint').length) painted()
}).observe({ type: 'paint', buffered: true }))"""
MAY_FOLLOW = re.compile(r"static/(mark\.[0-9a-f]{8}\.svg|due\.[0-9a-f]{8}\.js)$|ru/blue\.png$|/favicon\.ico$")


def complaints(tab):
    """Everything that went wrong in a tab so far."""
    return tab.csp + tab.errors + tab.console + tab.blocked


def sent_headers(folder):
    """The headers that _headers asks a host to send with every page."""
    lines = (folder / "_headers").read_text(encoding="utf-8").splitlines()[1:]
    return dict(line.strip().split(": ", 1) for line in lines[: next(n for n, line in enumerate(lines) if line[:1] == "/")])


@pytest.fixture
def all_paths(kinds, real):
    """Folder and path of every kind of page that stays, and of the heaviest real ones in each language."""
    return [(kinds.folder, path) for path in KINDS.values()] + [
        (real.folder, page.path) for code in real.plan.settings.languages for page in real.heaviest(code)]


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_every_kind_of_page_opened_as_a_file_is_silent(new_page, all_paths, scripts):
    tab = new_page(scripts=scripts)
    for folder, path in all_paths:
        tab.goto((folder / path).as_uri())
    assert complaints(tab) == []


def test_every_kind_of_page_from_a_host_with_our_headers_is_silent(new_page, served, kinds, real):
    """404 pages apart: they name no icon, as they lie at any depth, and the browser asks for the host's own."""
    tab = new_page()
    for site, paths in ((kinds, KINDS.values()), (real, [page.path for page in real.heaviest("tr")])):
        headers = sent_headers(site.folder)
        assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
        host = served(site.folder, "/some/where", headers={k: v for k, v in headers.items() if k != "Cache-Control"})
        for path in paths:
            if not path.endswith("404.html"):
                tab.goto(host.at(path))
        assert {status for _, status in host.answers} <= {200, 304}
    assert complaints(tab) == []


def test_a_page_that_leads_on_is_silent(new_page, served, kinds):
    tab = new_page()
    for address in ((kinds.folder / LEAVING["alias"]).as_uri(), served(kinds.folder).at(LEAVING["alias"])):
        tab.goto(address, wait_until="commit")
        tab.wait_for_url("**/rich.html")
    assert tab.csp + tab.errors + tab.blocked == []


def test_a_page_asks_for_nothing_but_itself_the_icon_the_deferred_script_and_its_pictures(new_page, served, all_paths):
    tab = new_page()
    hosts = {folder: served(folder) for folder in {folder for folder, _ in all_paths}}
    for folder, path in all_paths:
        tab.requests.clear()
        tab.goto(hosts[folder].at(path), wait_until="networkidle" if "rich" in path else "load")
        others = [url for url in tab.requests if url != hosts[folder].at(path)]
        assert len(others) < len(tab.requests)
        assert [url for url in others if not MAY_FOLLOW.search(url)] == []


def test_a_page_is_painted_while_everything_but_the_document_is_held_back(new_page, served, all_paths):
    tab = new_page()
    hosts = {folder: served(folder) for folder in {folder for folder, _ in all_paths}}
    tab.route("**/*", lambda route: route.continue_() if route.request.is_navigation_request() else None)
    for folder, path in all_paths:
        tab.goto(hosts[folder].at(path), wait_until="commit")
        tab.evaluate(PAINTED)
    tab.unroute_all(behavior="ignoreErrors")


def test_all_pages_carry_one_and_the_same_style_and_its_hash(kinds, real):
    for site in (kinds, real):
        texts = [path.read_text(encoding="utf-8") for path in site.folder.rglob("*.html")]
        styles = {tuple(STYLE.findall(text)) for text in texts}
        assert len(styles) == 1
        (style,) = styles.pop()
        assert all(f'content="{page_policy(style)}"' in text for text in texts)
        assert style_hash(style) in page_policy(style)
        assert not any(re.search(r"<[^>]+\sstyle=|\son[a-z]+=\"|<script(?![^>]* src=)|@import|url\(", text) for text in texts)
