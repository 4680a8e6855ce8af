"""Follows every link of a built site inside its folder, as a reader with the folder on a USB stick would.

The standard library's parser reads the pages: what resolves here does not depend on the code that wrote them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from html.parser import HTMLParser
from pathlib import Path
from posixpath import dirname, join, normpath
from urllib.parse import unquote, urlsplit

ADDRESSES = {"a": "href", "area": "href", "link": "href", "script": "src", "img": "src", "source": "src", "iframe": "src",
             "use": "href", "form": "action", "object": "data"}
ABSOLUTE_BY_NATURE = frozenset({"canonical", "alternate", "license"})
"""Kinds of <link> that name an address of the site on the web, and not a file beside the page."""


@dataclass(slots=True)
class Seen:
    """What a page holds."""

    ids: list[str] = field(default_factory=list)
    links: list[tuple[int, str, str]] = field(default_factory=list)
    """Line, element and address of everything the page refers to."""


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.seen = Seen()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if values.get("id") is not None:
            self.seen.ids.append(values["id"] or "")
        address = values.get(ADDRESSES.get(tag, ""))
        if address is not None and not (tag == "link" and _is_absolute(values, address)):
            self.seen.links.append((self.getpos()[0], tag, address))
        if tag == "meta" and (values.get("http-equiv") or "").lower() == "refresh":
            self.seen.links.append((self.getpos()[0], tag, (values.get("content") or "").partition("url=")[2]))


def _is_absolute(values: dict[str, str | None], address: str) -> bool:
    return values.get("rel") in ABSOLUTE_BY_NATURE and bool(urlsplit(address).scheme)


@lru_cache(maxsize=1_000)
def _read(path: Path) -> Seen:
    reader = _Reader()
    reader.feed(path.read_text(encoding="utf-8"))
    reader.close()
    return reader.seen


def broken_links(folder: Path) -> list[str]:
    """`path:line: address: what is wrong` for every link that leads nowhere, in the order of the pages.

    Links that begin with / count as wrong but on 404 pages, which hosts show at any depth; so do links without an
    address, folders in place of files, and ids that stand twice in a page.
    """
    return [line for path in sorted(folder.rglob("*.html")) for line in _broken(folder, path)]


def _broken(folder: Path, path: Path) -> Iterator[str]:
    here = path.relative_to(folder).as_posix()
    seen = _read(path)
    yield from (f"{here}: the id {name!r} stands twice" for name in sorted({i for i in seen.ids if seen.ids.count(i) > 1}))
    for line, _, address in seen.links:
        parts = urlsplit(address)
        if not address or (parts.netloc and not parts.scheme):
            yield f"{here}:{line}: {address!r}: leads nowhere"
        elif not parts.scheme and not (path.name == "404.html" and address.startswith("/")):
            wrong = _wrong(folder, here, unquote(parts.path), unquote(parts.fragment))
            if wrong:
                yield f"{here}:{line}: {address}: {wrong}"


def _wrong(folder: Path, here: str, path: str, anchor: str) -> str:
    """What is wrong with a relative link of the page `here`; empty if it leads to a file, and to the id in it."""
    if path.startswith("/"):
        return "begins at the host's root"
    target = normpath(join(dirname(here), path)) if path else here
    if target.startswith(".."):
        return "leads out of the site"
    file = folder / target
    if not file.is_file():
        return "no such file"
    if anchor and anchor not in _read(file).ids:
        return f"no id {anchor!r} there"
    return ""


def links_of(path: Path) -> list[str]:
    """Every address that a page refers to, in order."""
    return [address for _, _, address in _read(path).links]
