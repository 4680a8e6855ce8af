"""The shape of a section's HTML: its lists, tables, boxes and footnotes, and the numbers of its slots; no words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from gavan.content.markup import CLOSE, OPEN

_TAG = re.compile(rf'<(?P<end>/?)(?P<tag>[a-z][a-z0-9]*)(?P<attributes>(?:\s+[\w-]+="[^"]*")*)\s*/?>'
                  rf"|{OPEN}F(?P<fact>\d+){CLOSE}")
_ATTRIBUTE = re.compile(r'([\w-]+)="([^"]*)"')
_NOTE = re.compile(r'<li id="fn:([^"]+)">')
_ITEMS = {"li": ("ul", "ol"), "dt": ("dl",), "dd": ("dl",)}


@dataclass(frozen=True, slots=True, kw_only=True)
class ListShape:
    tag: str
    """ul, ol or dl."""
    items: int
    """Its own, without those of lists within it."""
    first: int
    """How many li stand before its first one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """Everything in the order in which it begins."""

    lists: tuple[ListShape, ...]
    tables: tuple[tuple[int, int], ...]
    """Rows with the heading's, and columns."""
    headings: tuple[tuple[int, str], ...]
    """Level and id ("" for none)."""
    boxes: tuple[str, ...]
    """Kinds of admonition: danger, warning, …"""
    notes: tuple[str, ...]
    """Labels of footnotes, each once."""
    links: tuple[int, ...]
    """Numbers of the body's links; of its images and facts the same."""
    images: tuple[int, ...]
    facts: tuple[int, ...]
    items: int
    """How many li there are."""
    paragraphs: int


def shape_of(html: str) -> Shape:
    """The shape of well-formed HTML with slots, as `markup` makes it; end tags that close nothing are passed over."""
    reader = _Reader()
    for match in _TAG.finditer(html):
        if match["fact"]:
            reader.facts.append(int(match["fact"]))
        elif match["end"]:
            reader.end(match["tag"])
        else:
            reader.begin(match["tag"], dict(_ATTRIBUTE.findall(match["attributes"])))
    return reader.shape()


def notes_by_label(footnotes: str) -> Mapping[str, str]:
    """The HTML of each footnote by its label, from that of all footnotes."""
    _, *parts = _NOTE.split(footnotes)
    return dict(zip(parts[::2], parts[1::2], strict=True))


class _Reader:
    def __init__(self) -> None:
        self.lists: list[list] = []
        self.open: list[int] = []
        self.tables: list[list[int]] = []
        self.headings: list[tuple[int, str]] = []
        self.boxes: list[str] = []
        self.notes: dict[str, None] = {}
        self.slots: dict[str, list[int]] = {"a": [], "img": []}
        self.facts: list[int] = []
        self.items = self.paragraphs = 0

    def begin(self, tag: str, attributes: Mapping[str, str]) -> None:
        slot = re.fullmatch(r"slot:(\d+)", attributes.get("href", attributes.get("src", "")))
        if tag in ("ul", "ol", "dl"):
            self.open.append(len(self.lists))
            self.lists.append([tag, 0, self.items])
        elif tag in _ITEMS:
            self._item(tag)
        elif tag in ("table", "tr", "td", "th"):
            self._cell(tag)
        elif re.fullmatch("h[1-6]", tag):
            self.headings.append((int(tag[1]), attributes.get("id", "")))
        elif tag in self.slots and slot:
            self.slots[tag].append(int(slot.group(1)))
        elif tag == "sup" and attributes.get("id", "").startswith("fnref"):
            self.notes[attributes["id"].partition(":")[2]] = None
        elif attributes.get("class", "").startswith("admonition "):
            self.boxes.append(attributes["class"].split()[1])
        self.paragraphs += tag == "p"

    def end(self, tag: str) -> None:
        if tag in ("ul", "ol", "dl") and self.open:
            self.open.pop()

    def _item(self, tag: str) -> None:
        self.items += tag == "li"
        if self.open and self.lists[self.open[-1]][0] in _ITEMS[tag]:
            self.lists[self.open[-1]][1] += 1

    def _cell(self, tag: str) -> None:
        """A table as [rows, columns, cells in the row being read]."""
        if tag == "table":
            self.tables.append([0, 0, 0])
        elif self.tables and tag == "tr":
            self.tables[-1][0] += 1
            self.tables[-1][2] = 0
        elif self.tables:
            self.tables[-1][2] += 1
            self.tables[-1][1] = max(self.tables[-1][1:])

    def shape(self) -> Shape:
        return Shape(lists=tuple(ListShape(tag=tag, items=items, first=first) for tag, items, first in self.lists),
                     tables=tuple((rows, columns) for rows, columns, _ in self.tables), headings=tuple(self.headings),
                     boxes=tuple(self.boxes), notes=tuple(self.notes), links=tuple(self.slots["a"]),
                     images=tuple(self.slots["img"]), facts=tuple(self.facts), items=self.items, paragraphs=self.paragraphs)
