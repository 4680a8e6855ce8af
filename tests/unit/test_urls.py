"""Links between outputs: always relative, so that a copy works wherever it is put."""

import posixpath

import pytest

from gavan.urls import absolute, host_path, relative


@pytest.mark.parametrize(("target", "source", "anchor", "link"), [
    ("ru/b.html", "ru/a.html", "", "b.html"), ("ru/a.html", "ru/a.html", "", "a.html"),
    ("ru/a.html", "ru/a.html", "x", "#x"), ("ru/b.html", "ru/a.html", "x", "b.html#x"),
    ("en/c.html", "ru/a/b.html", "x", "../../en/c.html#x"), ("ru/turkey/a.html", "ru/index.html", "", "turkey/a.html"),
    ("index.html", "ru/index.html", "", "../index.html"), ("ru/index.html", "index.html", "", "ru/index.html"),
    ("static/style.css", "ru/countries/tr.html", "", "../../static/style.css"), ("sw.js", "index.html", "", "sw.js")])
def test_a_link_is_relative_to_the_page_it_stands_on(target, source, anchor, link):
    assert relative(target, source=source, anchor=anchor) == link
    path = link.partition("#")[0] or posixpath.basename(source)
    assert posixpath.normpath(posixpath.join(posixpath.dirname(source), path)) == target


@pytest.mark.parametrize(("target", "address", "expected"), [
    ("ru/a.html", "https://example.org", "https://example.org/ru/a.html"),
    ("ru/a.html", "https://example.org/", "https://example.org/ru/a.html"),
    ("ru/a.html", "https://example.org/sub", "https://example.org/sub/ru/a.html"),
    ("ru/index.html", "https://example.org/sub/", "https://example.org/sub/ru/"),
    ("index.html", "https://example.org", "https://example.org/"),
    ("ru/my-index.html", "https://example.org", "https://example.org/ru/my-index.html")])
def test_an_address_has_the_hosts_path_and_names_a_folder_by_itself(target, address, expected):
    assert absolute(target, address) == expected


@pytest.mark.parametrize(("address", "path"), [
    (None, "/"), ("", "/"), ("https://example.org", "/"), ("https://example.org/", "/"),
    ("https://example.org/a/b", "/a/b/"), ("https://example.org/a/", "/a/")])
def test_the_path_of_an_address_ends_in_a_slash(address, path):
    assert host_path(address) == path
