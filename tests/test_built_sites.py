"""The built sites as files: every link and anchor leads somewhere inside, and the Nu HTML checker has no complaint."""

import pytest

from tests.built import BuiltSite, kinds_site, persian_site, real_site
from tests.links import broken_links, links_of
from tests.nu import nu_errors

SITES = {"real": real_site, "kinds": kinds_site, "persian": persian_site}


@pytest.fixture(scope="module", params=SITES)
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    return SITES[request.param](tmp_path_factory.mktemp(request.param))


def test_every_link_and_anchor_of_every_page_leads_somewhere_inside(site):
    assert broken_links(site.folder) == []


def test_the_html_checker_finds_no_error_on_any_page(site):
    assert nu_errors(site.folder) == []


def test_every_planned_page_is_a_file_and_every_html_file_is_planned(site):
    assert {p.relative_to(site.folder).as_posix() for p in site.folder.rglob("*.html")} == {p.path for p in site.pages}


def test_every_page_can_be_reached_from_the_chooser(site):
    hidden = {"404", "alias", "status"}
    wanted = {page.path for page in site.pages if page.kind not in hidden}
    found, waiting = {"index.html"}, [site.folder / "index.html"]
    while waiting:
        page = waiting.pop()
        for address in links_of(page):
            target = (page.parent / address.partition("#")[0]).resolve()
            name = target.relative_to(site.folder).as_posix() if target.is_relative_to(site.folder) else ""
            if name in wanted and name not in found:
                found.add(name)
                waiting.append(target)
    assert wanted - found == set()


# The crawler itself: a check that can't fail proves nothing.


@pytest.mark.parametrize(("html", "complaint"), [
    ('<a href="b.html">b</a>', "b.html: no such file"),
    ('<a href="a.html#x">x</a>', "a.html#x: no id 'x' there"),
    ('<a href="#x">x</a>', "#x: no id 'x' there"),
    ('<a href="sub/">x</a>', "sub/: no such file"),
    ('<a href="/a.html">x</a>', "/a.html: begins at the host's root"),
    ('<a href="../a.html">x</a>', "../a.html: leads out of the site"),
    ('<a href="">x</a>', "'': leads nowhere"),
    ('<a href="//other.example/">x</a>', "'//other.example/': leads nowhere"),
    ('<svg><use href="#i"/></svg>', "#i: no id 'i' there"),
    ('<script src="a.js"></script>', "a.js: no such file"),
    ('<meta http-equiv="refresh" content="0; url=b.html">', "b.html: no such file"),
])
def test_the_crawler_sees_a_link_that_leads_nowhere(tmp_path, html, complaint):
    (tmp_path / "sub").mkdir()
    (tmp_path / "a.html").write_text(html)
    assert broken_links(tmp_path) == [f"a.html:1: {complaint}"]


def test_the_crawler_sees_an_id_that_stands_twice(tmp_path):
    (tmp_path / "a.html").write_text('<p id="x"><p id="x">')
    assert broken_links(tmp_path) == ["a.html: the id 'x' stands twice"]


def test_the_crawler_passes_what_leads_somewhere(tmp_path):
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "b.html").write_text('<p id="ы"><a href="../a.html">a</a>')
    (tmp_path / "a.html").write_text(
        '<a href="sub/b.html#%D1%8B">b</a><a href="https://other.example/">o</a><a href="tel:112">112</a>'
        '<link rel="canonical" href="https://mirror.example/">')
    assert broken_links(tmp_path) == []
