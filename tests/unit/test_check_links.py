import datetime
import functools
import http.server
import importlib.util
import threading
from pathlib import Path

import pytest

SPEC = importlib.util.spec_from_file_location("check_links", Path(__file__).resolve().parents[2] / "scripts" / "check_links.py")
assert SPEC
assert SPEC.loader
check_links = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(check_links)

TODAY = datetime.date(2026, 11, 22)
PAGE = b'<a href="https://one.example/a#b">x</a><a href="../ru/x.html">y</a><a href="https://two.example/">z</a>'


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the name is the standard library's
        pass


@pytest.fixture
def served_folder(tmp_path):
    """A small server on loopback; yields its address."""
    (tmp_path / "there.html").write_text("here", encoding="utf-8")
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(tmp_path)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_external_addresses_are_found_once_without_their_fragments():
    assert check_links.links_of([PAGE, PAGE]) == ["https://one.example/a", "https://two.example/"]


def test_only_what_does_not_answer_is_dead():
    found = check_links.dead_links(["https://one.example/a", "https://two.example/"],
                                   lambda url: "HTTP 404" if "one" in url else "", pause=0)
    assert found == {"https://one.example/a": "HTTP 404"}


def test_an_address_that_was_dead_before_keeps_its_first_day():
    before = check_links.table({"https://one.example/a": "HTTP 404"}, 2, "", TODAY - datetime.timedelta(days=14))
    after = check_links.table({"https://one.example/a": "HTTP 404", "https://two.example/": "no answer"}, 2, before, TODAY)
    assert "| https://one.example/a | 2026-11-08 | 14 | HTTP 404 |" in after
    assert "| https://two.example/ | 2026-11-22 | 0 | no answer |" in after


def test_an_address_that_answers_again_leaves_the_table():
    before = check_links.table({"https://one.example/a": "HTTP 404"}, 1, "", TODAY)
    assert "one.example" not in check_links.table({}, 1, before, TODAY)


def test_asking_a_real_server_tells_gone_from_there(served_folder):
    assert check_links.ask(f"{served_folder}/there.html") == ""
    assert check_links.ask(f"{served_folder}/gone.html") == "HTTP 404"
