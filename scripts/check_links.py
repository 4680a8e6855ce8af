"""Do the sources still answer? Asks every external address of the site once, politely, and writes a Markdown table.

    python scripts/check_links.py [--before OLD.md] [SITE] > NEW.md

SITE is a built site (default: built anew from this repository into a temporary folder). OLD.md is what this script wrote
last time: an address that was dead then keeps its first day, so that "dead for N days" is true without a database. Many sites
turn machines away, so only what is gone (404, 410, no such host, no answer twice) counts as dead, and only a person decides.

One request a second to a host, one second's patience with nobody: HEAD, then GET where a host refuses HEAD. Nothing is sent
but the address and the name of this script.
"""

from __future__ import annotations

import argparse
import datetime
import re
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterable
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlsplit

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from gavan.building import ENGINE, build

AGENT = "gavan-link-check (a weekly look whether sources still exist)"
PATIENCE = 20.0
"""Seconds to wait for an answer."""
PAUSE = 1.0
"""Seconds between two requests to one host."""
GONE = (404, 410)
ROW = re.compile(r"^\| (https?://\S+) \| (\d{4}-\d{2}-\d{2}) \|", re.MULTILINE)


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        href = dict(attrs).get("href") or ""
        if tag == "a" and href.startswith(("http://", "https://")):
            self.found.add(href.partition("#")[0])


def links_of(pages: Iterable[bytes]) -> list[str]:
    """External addresses in HTML pages, each once, sorted."""
    parser = _Links()
    for page in pages:
        parser.feed(page.decode())
    return sorted(parser.found)


def ask(url: str) -> str:
    """Empty if the address answers or refuses machines; else what is wrong with it, in a few words."""
    reason = ""
    for method in ("HEAD", "GET"):
        request = urllib.request.Request(url, method=method, headers={"User-Agent": AGENT})
        try:
            with urllib.request.urlopen(request, timeout=PATIENCE):
                return ""
        except urllib.error.HTTPError as error:
            reason = f"HTTP {error.code}" if error.code in GONE else ""
        except (OSError, ValueError) as error:
            reason = str(getattr(error, "reason", error))[:80] or "no answer"
    return reason


def dead_links(urls: Iterable[str], question: Callable[[str], str] = ask, pause: float = PAUSE) -> dict[str, str]:
    """Addresses that do not answer, with the reason; hosts take turns so that none is asked twice within `pause` seconds."""
    last: dict[str, float] = {}
    found: dict[str, str] = {}
    for url in sorted(urls, key=lambda u: (u.split("/", 3)[3:], u)):
        host = urlsplit(url).netloc
        time.sleep(max(0.0, last.get(host, -pause) + pause - time.monotonic()))
        reason = question(url)
        last[host] = time.monotonic()
        if reason:
            found[url] = reason
    return found


def table(dead: dict[str, str], asked: int, before: str, today: datetime.date) -> str:
    """The text of the issue: every dead address with the first day it was found so."""
    first = dict(ROW.findall(before))
    lines = [f"{asked} addresses asked on {today}, {len(dead)} without an answer.", "",
             "A machine asked; open an address yourself before you take a source away.", "",
             "| address | dead since | days | why |", "|---|---|---|---|"]
    for url, reason in sorted(dead.items(), key=lambda item: (first.get(item[0], today.isoformat()), item[0])):
        day = first.get(url, today.isoformat())
        days = (today - datetime.date.fromisoformat(day)).days
        lines.append(f"| {url} | {day} | {days} | {reason.replace('|', '/')} |")
    return "\n".join(lines) + "\n"


def pages_of(site: Path | None, today: datetime.date) -> list[bytes]:
    """The HTML pages of a built site, or of this repository's own."""
    if site is not None:
        return [path.read_bytes() for path in sorted(site.rglob("*.html"))]
    outputs = build(ENGINE, today=today).outputs
    if outputs is None:
        sys.exit("the content has errors: run `make check`")
    return [data for path, data in outputs.items() if path.endswith(".html")]


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("site", nargs="?", type=Path)
    parser.add_argument("--before", type=Path)
    arguments = parser.parse_args()
    today = datetime.datetime.now(datetime.UTC).date()
    urls = links_of(pages_of(arguments.site, today))
    before = arguments.before.read_text(encoding="utf-8") if arguments.before and arguments.before.exists() else ""
    sys.stdout.write(table(dead_links(urls), len(urls), before, today))
    return 0


if __name__ == "__main__":
    sys.exit(main())
