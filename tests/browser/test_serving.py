"""`serve` in a browser: saving a guide reloads the page, and a mistake leaves the last good page and is printed."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.request import urlopen

import pytest
from playwright.sync_api import expect

from tests.built import ROOT, lay_kinds

GUIDE = "content/en/arrival.md"
COMMAND = """import datetime, sys
from pathlib import Path
from gavan.building import ENGINE
from gavan.language import Catalogue
from gavan.report import Reporter
from gavan.serving import serve
serve(Path(sys.argv[1]), today=datetime.date(2026, 11, 22), port=int(sys.argv[2]), engine=ENGINE,
      reporter=Reporter(catalogue=Catalogue(), quiet=False))
"""


@dataclass
class Serving:
    """A `serve` that runs in a process of its own."""

    source: Path
    url: str
    log: Path
    process: subprocess.Popen

    def said(self, words: str) -> bool:
        """Whether it prints some words within a minute."""
        return until(lambda: words in self.log.read_text(encoding="utf-8"))

    def save(self, old: str, new: str) -> None:
        """Saves the guide with one change, as an editor does."""
        path = self.source / GUIDE
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")


def until(true, seconds: float = 60) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if true():
            return True
        time.sleep(0.05)
    return False


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


@pytest.fixture
def serving(tmp_path: Path) -> Iterator[Serving]:
    source, log, port = lay_kinds(tmp_path / "source"), tmp_path / "log", free_port()
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1", "PYTHONUTF8": "1"}
    with log.open("w") as output:
        process = subprocess.Popen([sys.executable, "-c", COMMAND, str(source), str(port)], stdout=output,
                                   stderr=subprocess.STDOUT, env=environment, cwd=tmp_path)
        running = Serving(source, f"http://127.0.0.1:{port}/", log, process)
        try:
            assert running.said("Look at http://127.0.0.1"), log.read_text(encoding="utf-8")
            yield running
        finally:
            process.terminate()
            process.wait(timeout=10)


def test_saving_a_guide_reloads_the_page_and_a_mistake_keeps_the_old_one(new_page, serving):
    tab = new_page()
    with tab.expect_event("websocket"):
        tab.goto(f"{serving.url}en/arrival.html")
    words = tab.page.locator("article")
    expect(words).to_contain_text("Rest first.")

    serving.save("Rest first.", "Rest first, then eat.")
    expect(words).to_contain_text("Rest first, then eat.", timeout=30_000)

    serving.save("translated_from: ru", "translated_from: ru\ntopic: nonsense\nunknown_field: 1")
    assert serving.said("arrival.md"), serving.log.read_text(encoding="utf-8")
    assert serving.said("unknown_field")
    tab.wait_for_timeout(1_000)  # a reload, if there is one, shows the same
    expect(words).to_contain_text("Rest first, then eat.")
    assert "Rest first, then eat." in urlopen(f"{serving.url}en/arrival.html").read().decode()

    serving.save("\ntopic: nonsense\nunknown_field: 1", "")
    serving.save("then eat", "then sleep")
    expect(words).to_contain_text("Rest first, then sleep.", timeout=30_000)
    assert tab.errors == tab.csp == tab.blocked == []


def test_drafts_are_shown_and_say_so_and_what_is_missing_gets_a_page(new_page, serving):
    tab = new_page()
    tab.goto(f"{serving.url}ru/draft.html")
    expect(tab.page.locator("article")).to_contain_text("Черновик: не опубликовано")
    assert tab.goto(f"{serving.url}tr/nothing.html").status == 404
    expect(tab.page.locator("section")).to_have_attribute("lang", "tr")


def test_a_site_that_is_broken_from_the_start_shows_its_problems_until_it_is_mended(new_page, tmp_path):
    source, port = lay_kinds(tmp_path / "source"), free_port()
    settings = source / "site.yaml"
    good = settings.read_text(encoding="utf-8")
    settings.write_text(good.replace("review_days", "revue_days"), encoding="utf-8")
    command = [sys.executable, "-c", COMMAND, str(source), str(port)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment)
    try:
        assert until(lambda: answers(port))
        tab = new_page()
        with tab.expect_event("websocket"):
            tab.goto(f"http://127.0.0.1:{port}/")
        expect(tab.page.locator("body")).to_contain_text("revue_days")
        settings.write_text(good, encoding="utf-8")
        expect(tab.page.locator("h1")).to_have_text("Пример", timeout=30_000)
    finally:
        process.terminate()
        process.wait(timeout=10)


def answers(port: int) -> bool:
    with socket.socket() as one:
        return one.connect_ex(("127.0.0.1", port)) == 0
