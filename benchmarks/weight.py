"""How much pages weigh, and what a browser must ask for before it can paint them.

    python -m benchmarks.weight [SITE]

SITE is a built site; without one the real site is built, with an address, since addresses make pages heavier. Bytes are
those over the wire: gzip at level 6 as hosts do it, plus an answer's head (gavan.rendering.hosts). Exit status 1 if a page is
over the budget.
"""

from __future__ import annotations

import datetime
import gzip
import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from gavan.building import ENGINE, build
from gavan.rendering.all import MAX_PAGE_BYTES, WITHOUT_BUDGET
from gavan.rendering.hosts import header_bytes

ADDRESS = "https://gavan.example/harbour/"
"""An address of usual length; it can belong to nobody (RFC 6761)."""
HEAVIEST = 10
KINDS = (
    ("alias", r'http-equiv="refresh"'),
    ("chooser", r"^index\.html$"),
    ("404", r"(^|/)404\.html$"),
    ("status", r"^status/"),
    ("home", r"^[^/]+/index\.html$"),
    ("country", r"^[^/]+/countries/"),
    ("shelters", r"^[^/]+/shelters/"),
    ("organisations", r"^[^/]+/organisations(-\d+)?\.html$"),
    ("emergency", r"^[^/]+/emergency\.html$"),
    ("glossary", r"^[^/]+/glossary(-\d+)?\.html$"),
    ("topics", r"^[^/]+/topics\.html$"),
    ("changes", r"^[^/]+/changes(-\d+)?\.html$"),
    ("guide", r"."),
)
"""Kinds of page by path (the first by what is in it); a page is of the first kind that fits."""
_BLOCKING = re.compile(r"<link[^>]*rel=.?stylesheet|<script(?![^>]*\b(?:defer|async|type=.?module))[^>]*\bsrc=|@import\b")


@dataclass(frozen=True, slots=True, order=True)
class Weight:
    """One page."""

    bytes: int
    """Over the wire, head included."""
    path: str
    kind: str
    requests: int
    """Before the first paint, the page's own among them."""
    has_budget: bool

    @property
    def is_over(self) -> bool:
        return self.has_budget and self.bytes > MAX_PAGE_BYTES


def weights(pages: Mapping[str, bytes]) -> tuple[Weight, ...]:
    """The weight of every HTML page among outputs (path → bytes), the heaviest first."""
    html = {path: data for path, data in pages.items() if path.endswith(".html")}
    head = header_bytes(style_of(html.values()))
    found = [Weight(bytes=len(gzip.compress(data, 6, mtime=0)) + head, path=path, kind=kind_of(path, data.decode()),
                    requests=1 + len(_BLOCKING.findall(data.decode())), has_budget=path not in WITHOUT_BUDGET)
             for path, data in html.items()]
    return tuple(sorted(found, reverse=True))


def style_of(pages: Iterable[bytes]) -> str:
    """The style block, which is the same in every page; empty where there is none."""
    found = re.search(r"<style>(.*?)</style>", next(iter(pages), b"").decode(), re.DOTALL)
    return found.group(1) if found else ""


def kind_of(path: str, text: str) -> str:
    return next(kind for kind, mark in KINDS if re.search(mark, text if kind == "alias" else path))


def report(found: Sequence[Weight], style: str) -> str:
    """The tables, as Markdown that reads well in a terminal too."""
    kinds = [kind for kind, _ in KINDS if any(w.kind == kind for w in found)]
    rows = [(kind, [w for w in found if w.kind == kind]) for kind in kinds]
    by_kind = [(kind, str(len(some)), f"{median(w.bytes for w in some):,.0f}", f"{max(w.bytes for w in some):,}",
                str(max(w.requests for w in some))) for kind, some in sorted(rows, key=lambda row: -max(row[1]).bytes)]
    heavy = [w for w in found if w.has_budget][:HEAVIEST]
    packed = len(gzip.compress(style.encode(), 6, mtime=0))
    lines = [
        f"Budget: {MAX_PAGE_BYTES:,} bytes a page, over the wire: gzip 6, and {header_bytes(style):,} bytes of headers.",
        "",
        *_table(("kind of page", "pages", "median", "largest", "requests before first paint"), by_kind), "",
        f"The {len(heavy)} heaviest:", "",
        *_table(("page", "bytes", "left"), [(w.path, f"{w.bytes:,}", f"{MAX_PAGE_BYTES - w.bytes:,}") for w in heavy]), "",
        f"The style block weighs {len(style.encode()):,} bytes, {packed:,} packed by itself."]
    over = [w for w in found if w.is_over]
    return "\n".join([*lines, *(f"Over the budget: {w.path}, {w.bytes:,} bytes" for w in over)]) + "\n"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """A Markdown table with columns of one width; all but the first are numbers."""
    cells = [tuple(head), *rows]
    widths = [max(len(row[n]) for row in cells) for n in range(len(head))]
    padded = [[row[0].ljust(widths[0]), *(cell.rjust(w) for cell, w in zip(row[1:], widths[1:], strict=True))] for row in cells]
    lines = [f"| {' | '.join(row)} |" for row in padded]
    rule = "|" + "|".join("-" * (w + 1) + (":" if n else "-") for n, w in enumerate(widths)) + "|"
    return [lines[0], rule, *lines[1:]]


def pages_in(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*.html"))}


def real_pages(today: datetime.date) -> Mapping[str, bytes]:
    """The outputs of the real site; SystemExit where its content has problems."""
    outputs = build(ENGINE, today=today, address=ADDRESS).outputs
    if outputs is None:
        raise SystemExit("the content has problems: python build.py check")
    return outputs


def main(words: Sequence[str]) -> int:
    """Print the tables; 1 if a page is over the budget, 2 if there is no page."""
    pages = pages_in(Path(words[0])) if words else real_pages(datetime.datetime.now(datetime.UTC).date())
    found = weights(pages)
    if not found:
        print(f"there is no page in {words[0] if words else 'the site'}", file=sys.stderr)
        return 2
    print(report(found, style_of(pages[w.path] for w in found)), end="")
    return 1 if any(w.is_over for w in found) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
