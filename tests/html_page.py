"""Reads a page as we publish it, so that a test can ask what stands where, in which language, and where links lead.

No browser: our pages close every element, so a stack is enough; html.parser does the rest.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import unquote, urlsplit

VOID = frozenset("area base br col embed hr img input link meta source track wbr path rect circle use".split())


@dataclass(slots=True, eq=False)
class Element:
    """An element with what it holds."""

    tag: str
    attributes: dict[str, str]
    parent: Element | None
    children: list[Element | str] = field(default_factory=list)

    def get(self, name: str) -> str:
        """An attribute's value; empty where it has none."""
        return self.attributes.get(name, "")

    @property
    def text(self) -> str:
        """All words in it, with single spaces; no-break spaces count as spaces."""
        return " ".join("".join(self._texts()).split())

    @property
    def lang(self) -> str:
        """The language that holds for it: its own, else that of the nearest element around it."""
        return self.get("lang") or (self.parent.lang if self.parent else "")

    @property
    def dir(self) -> str:
        return self.get("dir") or (self.parent.dir if self.parent else "")

    def all(self, tag: str = "", **wanted: str) -> list[Element]:
        """The elements in it, in order, with a tag and attributes; `cls` is one of the classes, `data_due` is data-due."""
        return [e for e in self._elements() if (not tag or e.tag == tag) and all(e._has(k, v) for k, v in wanted.items())]

    def one(self, tag: str = "", **wanted: str) -> Element:
        """The only such element; a failed assertion where there is none or another."""
        found = self.all(tag, **wanted)
        assert len(found) == 1, f"{len(found)} times <{tag} {wanted}>"
        return found[0]

    def after(self) -> list[Element]:
        """The elements beside it that come later, in order."""
        beside = [e for e in self.parent.children if isinstance(e, Element)] if self.parent else []
        return beside[beside.index(self) + 1:]

    def _has(self, name: str, value: str) -> bool:
        if name == "cls":
            return value in self.get("class").split()
        return self.attributes.get(name.replace("_", "-")) == value

    def _elements(self) -> Iterator[Element]:
        for child in self.children:
            if isinstance(child, Element):
                yield child
                yield from child._elements()

    def _texts(self) -> Iterator[str]:
        for child in self.children:
            yield from (child,) if isinstance(child, str) else child._texts()


@dataclass(frozen=True, slots=True)
class Link:
    """A link's or file's address on a page, and where within the site it leads."""

    written: str
    path: str
    """Below the output folder; empty where it leads out of the site."""
    anchor: str


class HtmlPage(Element):
    """A whole page; `path` is where it lies below the output folder."""

    def __init__(self, path: str, data: bytes) -> None:
        super().__init__(tag="", attributes={}, parent=None)
        self.path, self.source = path, data.decode()
        reader = _Reader(self)
        reader.feed(self.source)
        reader.close()
        assert reader.open is self, f"{path}: <{reader.open.tag}> is not closed"

    @property
    def html(self) -> Element:
        return self.one("html")

    @property
    def ids(self) -> list[str]:
        return [e.get("id") for e in self.all() if e.get("id")]

    @property
    def style(self) -> str:
        """The text of the style block, to the letter."""
        return "".join(self.one("style")._texts())

    def meta(self, name: str) -> str:
        """The content of <meta name>; empty where there is none."""
        return next((e.get("content") for e in self.all("meta", name=name)), "")

    @property
    def policy(self) -> str:
        return self.one("meta", http_equiv="Content-Security-Policy").get("content")

    @property
    def is_indexable(self) -> bool:
        return "noindex" not in self.meta("robots")

    @property
    def canonical(self) -> str:
        return next((e.get("href") for e in self.all("link", rel="canonical")), "")

    @property
    def alternates(self) -> dict[str, str]:
        """Address by hreflang, x-default among them."""
        return {e.get("hreflang"): e.get("href") for e in self.all("link", rel="alternate") if e.get("hreflang")}

    @property
    def links(self) -> list[Link]:
        """Everything with href or src, <link> elements among it, in order."""
        written = [e.attributes[name] for e in self.all() for name in ("href", "src") if name in e.attributes]
        return [_link(self.path, address) for address in written]


def _link(page: str, address: str) -> Link:
    parts = urlsplit(address)
    if parts.scheme or parts.netloc:
        return Link(address, "", parts.fragment)
    path = posixpath.normpath(posixpath.join(posixpath.dirname(page), unquote(parts.path))) if parts.path else page
    return Link(address, path, unquote(parts.fragment))


class _Reader(HTMLParser):
    CDATA_CONTENT_ELEMENTS = ("script", "style")

    def __init__(self, page: HtmlPage) -> None:
        super().__init__(convert_charrefs=True)
        self.open: Element = page

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs}, self.open)
        assert len(attrs) == len(element.attributes), f"an attribute stands twice in <{tag}>"
        self.open.children.append(element)
        if tag not in VOID:
            self.open = element

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open.children.append(Element(tag, {name: value or "" for name, value in attrs}, self.open))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.tag == tag, f"</{tag}> closes <{self.open.tag}>"
        assert self.open.parent is not None
        self.open = self.open.parent

    def handle_data(self, data: str) -> None:
        self.open.children.append(data)
