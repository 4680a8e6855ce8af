"""The tools of the browser tests see what they are there to see: a check that can't fail proves nothing."""

import os
import subprocess
import sys
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from tests.nu import nu_errors

# Short, and yet nothing that axe, the Nu checker or the policy could object to.
GOOD = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,">
<title>A page</title>
</head>
<body><main><h1>A heading</h1>
<p>Words.</p>
</main></body>
</html>
"""
PERSIAN = "گواهی پژوهش چاپ ۱۲۳۴۵۶۷۸۹۰"
RUSSIAN = "Съешь же ещё этих мягких французских булок, да выпей чаю"
TURKISH = "Pijamalı hasta yağız şoföre çabucak güvendi; İstanbul"


def page(folder: Path, old: str = "", new: str = "") -> str:
    """Writes the good page with one change; returns its address as a file."""
    assert old in GOOD
    path = folder / "index.html"
    path.write_text(GOOD.replace(old, new, 1), encoding="utf-8")
    return path.as_uri()


def test_a_good_page_gives_no_complaint(new_page, axe, overflow, tmp_path):
    tab = new_page(width=320)
    tab.goto(page(tmp_path))
    assert axe(tab) == []
    assert overflow(tab) == []
    assert tab.requests == [(tmp_path / "index.html").as_uri()]
    assert tab.blocked == tab.console == tab.errors == tab.csp == []


def test_everything_here_is_marked(request):
    assert request.node.get_closest_marker("browser")


# axe


@pytest.mark.parametrize("scripts", [True, False])
def test_axe_sees_an_image_without_alternative(new_page, axe, tmp_path, scripts):
    tab = new_page(scripts=scripts)
    tab.goto(page(tmp_path, "Words.", '<img src="data:,">'))
    assert [violation.rule for violation in axe(tab)] == ["image-alt"]


def test_axe_sees_pale_text_and_says_where(new_page, axe, tmp_path):
    tab = new_page()
    tab.goto(page(tmp_path, "<p>Words", '<p style="color: #999" id="pale">Words'))
    assert axe(tab) == []  # the policy forbids the style attribute, so the text is not pale
    tab.evaluate("document.querySelector('#pale').style.color = '#999'")
    [violation] = axe(tab)
    assert violation.rule == "color-contrast"
    assert "#pale" in violation.places[0]


def test_axe_sees_what_wcag_2_2_added(new_page, axe, tmp_path):
    links = '<a href="#a">a</a><br><a href="#b">b</a>'
    tab = new_page()
    tab.goto(page(tmp_path, "Words.", links))
    tab.evaluate("for (const link of document.links) { link.style.font = '8px/8px serif' }")
    assert "target-size" in [violation.rule for violation in axe(tab)]


# Policies, errors, requests


@pytest.mark.parametrize("scripts", [True, False])
def test_a_violation_of_the_policy_is_seen(new_page, served, tmp_path, scripts):
    address = page(tmp_path, "Words.", '<img src="x.png" alt="">')
    site = served(tmp_path)
    tab = new_page(scripts=scripts)
    tab.goto(address)
    tab.goto(site.url)
    by_file, by_http = tab.csp
    assert by_file.startswith("img-src: file (")
    assert by_http.startswith(f"img-src: {site.at('x.png')} (")


def test_an_inline_script_and_a_style_attribute_are_violations(new_page, tmp_path):
    tab = new_page()
    tab.goto(page(tmp_path, "Words.", "<i style='color: red'>Words</i><script>document.title = 'ran'</script>"))
    assert [violation.split(":")[0] for violation in tab.csp] == ["style-src-attr", "script-src-elem"]
    assert tab.title() == "A page"


def test_a_policy_in_the_headers_counts(new_page, served, tmp_path):
    page(tmp_path, "Words.", "<script>document.title = 'ran'</script>")
    (tmp_path / "index.html").write_text("<!doctype html><title>A page</title><script>document.title = 'ran'</script>")
    free, bound = new_page(), new_page()
    free.goto(served(tmp_path).url)
    bound.goto(served(tmp_path, headers={"Content-Security-Policy": "script-src 'none'"}).url)
    assert (free.title(), free.csp) == ("ran", [])
    assert bound.title() == "A page"
    assert len(bound.csp) == 1


def test_what_scripts_throw_and_print_is_kept(new_page, tmp_path):
    (tmp_path / "index.html").write_text("<!doctype html><script>console.warn('hm'); nothing()</script>")
    tab = new_page()
    tab.goto((tmp_path / "index.html").as_uri())
    assert "warning: hm" in tab.console
    assert "nothing is not defined" in tab.errors[0]


def test_without_scripts_none_runs(new_page, tmp_path):
    (tmp_path / "index.html").write_text(
        "<!doctype html><title>A page</title><script>document.title = 'ran'</script><noscript>Read on</noscript>"
    )
    tab = new_page(scripts=False)
    for _ in range(2):
        tab.goto((tmp_path / "index.html").as_uri())
        assert tab.title() == "A page"
        assert tab.inner_text("body") == "Read on"


# 192.0.2.0/24 is kept for documentation (RFC 5737): nobody is there even if the wall had a hole.
@pytest.mark.parametrize("host", ["http://third.example", "https://third.example", "http://192.0.2.7"])
def test_a_request_to_a_third_party_is_blocked_and_recorded(new_page, served, tmp_path, host):
    address = f"{host}/a.png"
    (tmp_path / "index.html").write_text(f"<!doctype html><link rel=icon href=data:,><img src={address}>")
    site = served(tmp_path)
    tab = new_page()
    tab.goto(site.url)
    assert tab.blocked == [address]
    assert tab.requests == [site.url, address]
    assert any("ERR_NAME_NOT_RESOLVED" in line for line in tab.console)


def test_a_service_worker_and_a_web_socket_do_not_get_out_either(new_page, served, tmp_path):
    (tmp_path / "sw.js").write_text("fetch('http://third.example/from-worker').catch(() => {})")
    (tmp_path / "index.html").write_text(
        "<!doctype html><link rel=icon href=data:,><script>new WebSocket('ws://third.example/socket');"
        "done = navigator.serviceWorker.register('sw.js').then(() => navigator.serviceWorker.ready)</script>"
    )
    tab = new_page()
    tab.goto(served(tmp_path).url)
    tab.evaluate("done.then(() => true)")
    assert sorted(tab.blocked) == ["http://third.example/from-worker", "ws://third.example/socket"]


# Overflow


def test_a_wide_box_is_seen(new_page, overflow, tmp_path):
    tab = new_page(width=320)
    tab.goto(page(tmp_path, "<p>Words.</p>", '<div><table id="fees" class="wide"><tr><td>100</table></div>'))
    assert overflow(tab) == []
    tab.evaluate("document.querySelector('table').style.width = '400px'")
    [found] = overflow(tab)
    assert found.startswith(("table#fees.wide sticks out by ", "td sticks out by "))


def test_a_long_word_is_seen_although_its_paragraph_fits(new_page, overflow, tmp_path):
    tab = new_page(width=320)
    tab.goto(page(tmp_path, "Words.", "Ж" * 60))
    [found] = overflow(tab)
    assert found.startswith("p sticks out by ")


def test_hiding_the_overflow_of_the_body_does_not_hide_it_from_us(new_page, overflow, tmp_path):
    tab = new_page(width=320)
    tab.goto(page(tmp_path, "Words.", "Ж" * 60))
    tab.evaluate("document.body.style.overflowX = 'hidden'")
    assert len(overflow(tab)) == 1


def test_what_scrolls_on_its_own_is_no_overflow(new_page, overflow, tmp_path):
    tab = new_page(width=320)
    tab.goto(page(tmp_path, "<p>Words.</p>", f"<div id=box><p>{'Ж' * 60}</p></div>"))
    tab.evaluate("document.querySelector('#box').style.overflowX = 'auto'")
    assert overflow(tab) == []


# Sizes, colours, languages, letters


def test_width_colours_and_language_are_the_readers(new_page, tmp_path):
    tab = new_page(width=412, height=700, dark=True, lang="tr")
    tab.goto(page(tmp_path))
    assert tab.evaluate("[innerWidth, innerHeight]") == [412, 700]
    assert tab.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
    assert tab.evaluate("navigator.language") == "tr"


@pytest.mark.parametrize("text", [PERSIAN, RUSSIAN, TURKISH], ids=["persian", "russian", "turkish"])
def test_letters_are_shown_and_not_boxes(new_page, letters_without_font, tmp_path, text):
    tab = new_page()
    tab.goto(page(tmp_path, "Words.", text))
    assert letters_without_font(tab, text) == []


def test_a_letter_that_no_font_has_is_seen(new_page, letters_without_font, tmp_path):
    tab = new_page()
    tab.goto(page(tmp_path))
    assert letters_without_font(tab, "a\u0379\U0010fffdж") == ["\u0379", "\U0010fffd"]


def test_persian_letters_are_joined(new_page, tmp_path):
    tab = new_page()
    tab.goto(page(tmp_path, "<p>Words.</p>", "<p><span id=a>ههه</span> <span id=b>ه\u200cه\u200cه</span></p>"))
    joined, apart = tab.evaluate("['a', 'b'].map(id => document.getElementById(id).getBoundingClientRect().width)")
    assert joined != apart


# Serving


def answer(address: str) -> tuple[int, str, str]:
    """Status, content type and text of what a host answers."""
    try:
        with urlopen(address) as reply:
            return reply.status, reply.headers["Content-Type"], reply.read().decode()
    except HTTPError as reply:
        return reply.code, reply.headers["Content-Type"], reply.read().decode()


@pytest.mark.parametrize("prefix", ["", "/mirror", "a/b/"])
def test_a_folder_is_served_at_the_root_and_below(served, tmp_path, prefix):
    (tmp_path / "ru").mkdir()
    (tmp_path / "ru" / "index.html").write_text("дом", encoding="utf-8")
    (tmp_path / "feed.xml").write_text("<feed/>")
    site = served(tmp_path, prefix)
    assert site.url.endswith(f"/{prefix.strip('/')}/".replace("//", "/"))
    assert answer(site.at("ru/")) == (200, "text/html; charset=utf-8", "дом")
    assert answer(site.at("ru")) == (200, "text/html; charset=utf-8", "дом")
    assert answer(site.at("/feed.xml?x=1"))[:2] == (200, "application/xml")
    assert answer(site.url)[0] == 404
    assert [status for _, status in site.answers] == [200, 301, 200, 200, 404]


def test_the_nearest_404_page_answers(served, tmp_path):
    (tmp_path / "ru").mkdir()
    (tmp_path / "404.html").write_text("root")
    (tmp_path / "ru" / "404.html").write_text("ru")
    site = served(tmp_path, "/mirror")
    html = "text/html; charset=utf-8"
    assert answer(site.at("en/a/b.html")) == (404, html, "root")
    assert answer(site.at("ru/a/b.html")) == (404, html, "ru")
    assert answer(site.url.replace("/mirror/", "/elsewhere"))[2] not in {"root", "ru"}


def test_nothing_above_the_folder_is_served(served, tmp_path):
    (tmp_path / "site").mkdir()
    (tmp_path / "secret.txt").write_text("secret")
    assert answer(served(tmp_path / "site").at("../secret.txt"))[0] == 404
    assert answer(served(tmp_path / "site").at("%2e%2e/secret.txt"))[0] == 404


# What other tests may rely on


def pytest_in(folder: Path, chromium: str) -> subprocess.CompletedProcess[str]:
    """Runs the tests in a folder with our conftest, in a process of their own, with this GAVAN_CHROMIUM, or none."""
    (folder / "conftest.py").write_bytes((Path(__file__).parent / "conftest.py").read_bytes())
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("PYTEST_", "GAVAN_"))}
    environment |= {"GAVAN_CHROMIUM": chromium} if chromium else {}
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-q", str(folder)]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, encoding="utf-8")


@pytest.mark.parametrize("name", ["", "/there/is/nothing"])
def test_without_a_browser_tests_fail_and_say_what_to_do(tmp_path, name):
    (tmp_path / "test_1.py").write_text("def test_one(new_page):\n    new_page()\n")
    run = pytest_in(tmp_path, name)
    assert run.returncode == 1
    assert "run `make browser`" in run.stdout
    assert "skipped" not in run.stdout


def test_the_browser_leaves_other_modules_free_to_start_an_event_loop(tmp_path, chromium_path):
    (tmp_path / "test_1.py").write_text("def test_one(new_page):\n    new_page()\n")
    (tmp_path / "test_2.py").write_text(
        "import asyncio\ndef test_two():\n    assert asyncio.run(asyncio.sleep(0, 'awake')) == 'awake'\n"
    )
    run = pytest_in(tmp_path, chromium_path)
    assert run.returncode == 0, run.stdout
    assert "2 passed" in run.stdout


# The Nu HTML checker, whose errors are of the same kind: what a reader's browser would stumble over


def test_nu_names_file_line_and_column_and_nothing_in_a_good_page(tmp_path):
    page(tmp_path)
    (tmp_path / "ру").mkdir()
    bad = GOOD.replace("Words.", "<div>Words</div>").replace("<h1>", '<h1 id="a b">')
    (tmp_path / "ру" / "a b.html").write_text(bad, encoding="utf-8")
    (tmp_path / "not.html.txt").write_text("<div>")
    errors = nu_errors(tmp_path)
    assert errors
    assert all(error.startswith("ру/a b.html:") for error in errors)
    assert any(error.startswith("ру/a b.html:11:") for error in errors)


def test_nu_refuses_a_folder_without_pages(tmp_path):
    with pytest.raises(ValueError, match="nothing was checked"):
        nu_errors(tmp_path)
