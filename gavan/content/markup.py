"""A guide's Markdown becomes a neutral Body: sections of HTML whose links, images and facts are slots.

Raw HTML, attribute lists and unknown schemes never pass: first our own rules on Python-Markdown's tree, then nh3 as a
second gate. A page fills the slots with relative addresses, a feed with absolute ones; the Markdown is parsed once.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from html import escape, unescape
from html.parser import HTMLParser
from xml.etree.ElementTree import Element

import nh3
from markdown import Extension, Markdown
from markdown.extensions.abbr import AbbrExtension
from markdown.extensions.admonition import AdmonitionExtension
from markdown.extensions.def_list import DefListExtension
from markdown.extensions.footnotes import FootnoteExtension
from markdown.extensions.sane_lists import SaneListExtension
from markdown.extensions.tables import TableExtension
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

OPEN, CLOSE, BAR = "\ue000", "\ue001", "\ue002"
"""Private-use characters around slot marks, and for the | of a fact, which would end a table's cell; reading refuses them
in any source."""
_NOT_TEXT = dict.fromkeys({*range(32), 0x7F, *map(ord, (OPEN, CLOSE, BAR))} - {9, 10})
_MARK = re.compile(f"<p>{OPEN}S(\\d+){CLOSE}</p>\\n?")
_FACT_SLOT = re.compile(f"{OPEN}F(\\d+){CLOSE}")
_LINK_SLOT = re.compile(r'href="slot:(\d+)"')
_IMAGE_SLOT = re.compile(r'src="slot:(\d+)"')
FACT = re.compile(r"\[\[([^\[\]\n]*)\]\]")
_FACT_BAR = re.compile(r"(\[\[[^\[\]|\n]*)\|([^\[\]|\n]*\]\])")

ATTRIBUTES = {"a": {"href", "class"}, "img": {"src", "alt"}, "abbr": {"title"}, "td": {"class"}, "th": {"class"}, "li": {"id"},
              "sup": {"id"}, "div": {"class"}, "p": {"class"}, "ol": {"start"},
              **{f"h{n}": {"id"} for n in range(2, 7)}}
TAGS = {*ATTRIBUTES, "blockquote", "br", "code", "dd", "dl", "dt", "em", "hr", "pre", "strong", "table", "tbody", "thead", "tr",
        "ul"}


@dataclass(frozen=True, slots=True)
class Link:
    """A link's target as written: a path, #anchor or address."""

    target: str
    text: str


@dataclass(frozen=True, slots=True)
class Image:
    source: str
    alt: str


@dataclass(frozen=True, slots=True)
class FactUse:
    """`[[TR.visa_free_stay|number]]`."""

    reference: str
    """As written between the brackets."""
    allowed: bool
    """False in headings and link text."""

    @property
    def fact(self) -> str:
        """TR.visa_free_stay."""
        return self.reference.partition("|")[0].strip()

    @property
    def form(self) -> str:
        """"number" or empty."""
        return self.reference.partition("|")[2].strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """An h2 or h3 with its text, up to the next such heading."""

    id: str
    """Empty where the heading has none."""
    level: int
    """2 or 3; 0 for what stands before the first heading."""
    title: str
    """The heading's text, plain."""
    html: str
    """Heading and text, with slots."""
    digest: str
    """8 hex digits of its normalised words and facts."""

    @property
    def text(self) -> str:
        """Its HTML without the heading; empty where nothing stands between this heading and the next."""
        return (self.html.partition(f"</h{self.level}>")[2] if self.level else self.html).strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """A parsed guide."""

    intro: Section
    sections: tuple[Section, ...]
    footnotes: str
    links: tuple[Link, ...]
    images: tuple[Image, ...]
    facts: tuple[FactUse, ...]
    ids: frozenset[str]
    """All ids a link can lead to."""
    removed: tuple[str, ...]
    """What the second gate would have taken out; empty in every sound guide."""


def digest(words: str) -> str:
    """8 hex digits of SHA-256 over NFC text with single spaces: spelling counts, spacing does not."""
    normal = " ".join(unicodedata.normalize("NFC", words).split())
    return hashlib.sha256(normal.encode()).hexdigest()[:8]


def fact_references(text: str) -> tuple[FactUse, ...]:
    """The facts that a plain text (a summary, a note) uses, in order."""
    return tuple(FactUse(m.group(1), True) for m in FACT.finditer(text))


def fill_text(text: str, fact: Callable[[FactUse], str]) -> str:
    """A plain text as HTML: escaped, its facts replaced by what `fact` returns (HTML)."""
    parts = FACT.split(text)
    return "".join(fact(FactUse(part, True)) if n % 2 else escape(part) for n, part in enumerate(parts))


def fill(html: str, *, link: Callable[[int], str], image: Callable[[int], str], fact: Callable[[int], str]) -> str:
    """Section HTML with its slots filled: `link` and `image` return attributes, `fact` returns HTML, for a slot's number."""
    html = _LINK_SLOT.sub(lambda m: link(int(m.group(1))), html)
    html = _IMAGE_SLOT.sub(lambda m: image(int(m.group(1))), html)
    return _FACT_SLOT.sub(lambda m: fact(int(m.group(1))), html)


class Parser:
    """One Python-Markdown instance with our rules; not for two threads at once."""

    def __init__(self) -> None:
        self._collector = _Collector()
        self._markdown = Markdown(output_format="html", extensions=[
            TableExtension(), FootnoteExtension(BACKLINK_TITLE=""), DefListExtension(), AbbrExtension(), AdmonitionExtension(),
            SaneListExtension(), _Rules(self._collector)])

    def parse(self, clean: str, *, before: str = "") -> Body:
        """The body of Markdown without comments. `before` (title and summary) counts into the intro's digest.

        RecursionError passes through; `limits.too_complex` keeps it from happening.
        """
        self._collector.begin()
        self._markdown.reset()
        own = "\n" + clean.translate(_NOT_TEXT)  # Python-Markdown empties a line of spaces only after a line feed
        html = _own(self._markdown.convert(_FACT_BAR.sub(rf"\1{BAR}\2", own)))
        return self._collector.body(html, before)


def _own(text: str) -> str:
    """A text with the | of facts as it was written."""
    return text.replace(BAR, "|")


class _Rules(Extension):
    def __init__(self, collector: _Collector) -> None:
        super().__init__()
        self.collector = collector

    def extendMarkdown(self, md: Markdown) -> None:
        md.preprocessors.deregister("html_block")
        md.inlinePatterns.deregister("html")
        md.inlinePatterns.deregister("automail")
        md.inlinePatterns.register(_FactPattern(FACT.pattern, md), "fact", 175)
        md.treeprocessors.register(_HeadingIds(md), "heading-ids", 30)
        md.treeprocessors.register(self.collector, "collector", -10)


class _FactPattern(InlineProcessor):
    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element, int, int]:
        element = Element("fact")
        element.set("reference", _own(m.group(1)))
        element.text = AtomicString(f"[[{m.group(1)}]]")  # all that is left of it where it stands in an image's alt
        return element, m.start(0), m.end(0)


class _HeadingIds(Treeprocessor):
    """`## ИИН {#iin}`: the id leaves the text before inline Markdown is read."""

    def run(self, root: Element) -> None:
        for element in root.iter():
            if element.tag in ("h1", "h2", "h3", "h4", "h5", "h6") and element.text:
                found = re.search(r"\{:?\s*#([^}\s]*)\s*\}$", element.text.rstrip())
                if found:
                    element.text = element.text[:found.start()].rstrip()
                    element.set("id", found.group(1))


class _Collector(Treeprocessor):
    """Last on the tree: takes links, images and facts out into slots and marks where sections begin."""

    def begin(self) -> None:
        self.links: list[Link] = []
        self.images: list[Image] = []
        self.facts: list[FactUse] = []
        self.heads: list[tuple[str, int, str]] = []
        self.words: list[list[str]] = [[]]
        self.ids: set[str] = set()

    def run(self, root: Element) -> None:
        notes = {li.get("id", ""): li for li in root.iter("li") if li.get("id", "").startswith("fn:")}
        note_words = {key: self._words(li) for key, li in notes.items()}
        self._visit(root, in_heading=False)
        for child in list(root):
            is_notes = child.tag == "div" and child.get("class") == "footnote"
            if child.tag in ("h2", "h3") or is_notes:
                self._mark(root, child, is_notes)
            if not is_notes:
                self.words[-1].append(self._words(child))
                self.words[-1] += [note_words.get(f"fn:{sup.get('id', '').partition(':')[2]}", "")
                                   for sup in child.iter("sup")]

    def _mark(self, root: Element, child: Element, is_notes: bool) -> None:
        mark = Element("p")
        mark.text = f"{OPEN}S{len(self.heads)}{CLOSE}"
        mark.tail = "\n"
        root.insert(list(root).index(child), mark)
        level = 0 if is_notes else int(child.tag[1])
        self.heads.append((child.get("id", ""), level, "" if is_notes else " ".join("".join(child.itertext()).split())))
        self.words.append([])

    def _visit(self, element: Element, *, in_heading: bool) -> None:
        for child in list(element):
            if child.tag == "fact":
                self._fact_to_text(element, child, barred=in_heading)
                continue
            self._take(child, in_heading)
            barred = in_heading or child.tag in ("h1", "h2", "h3", "h4", "h5", "h6", "a")
            self._visit(child, in_heading=barred)

    def _take(self, element: Element, in_heading: bool) -> None:
        if element.get("id"):
            self.ids.add(element.get("id", ""))
        if element.tag == "a" and "href" in element.attrib:
            target = _own(unescape(element.get("href", "")))
            element.attrib.pop("title", None)
            if not re.match(r"#fn(ref\d*)?:", target):
                element.set("href", f"slot:{len(self.links)}")
                self.links.append(Link(target, _own("".join(element.itertext()))))
        elif element.tag == "img":
            element.attrib.pop("title", None)
            image = Image(_own(unescape(element.get("src", ""))), _own(element.get("alt", "")))
            self.facts += [FactUse(use.reference, False) for use in fact_references(image.alt)]
            self.images.append(image)
            element.set("src", f"slot:{len(self.images) - 1}")
        elif element.tag in ("td", "th") and "style" in element.attrib:
            side = re.search(r"text-align: (\w+)", element.attrib.pop("style"))
            if side and side.group(1) != "left":
                element.set("class", {"right": "end", "center": "center"}[side.group(1)])

    def _fact_to_text(self, parent: Element, child: Element, *, barred: bool) -> None:
        """Replace a <fact> by a mark in the text, so that text stays text; facts are numbered in the order of the text."""
        mark = f"{OPEN}F{len(self.facts)}{CLOSE}{child.tail or ''}"
        self.facts.append(FactUse(child.get("reference", ""), not barred))
        index = list(parent).index(child)
        parent.remove(child)
        if index:
            parent[index - 1].tail = (parent[index - 1].tail or "") + mark
        else:
            parent.text = (parent.text or "") + mark

    def _words(self, element: Element) -> str:
        """Text, alternative texts and facts by name; footnote numbers are no words."""
        if element.tag == "sup" and element.get("id", "").startswith("fnref"):
            return ""
        if element.tag == "fact":
            return f" [[{element.get('reference', '')}]] "
        inner = [element.text or "", element.get("alt", "") if element.tag == "img" else ""]
        if element.tag == "a" and "footnote-backref" in (element.get("class") or ""):
            inner = []
        else:
            for child in element:
                inner += [self._words(child), child.tail or ""]
        joined = _own("".join(inner))
        block = element.tag in ("p", "li", "td", "th", "dd", "dt", "h2", "h3", "h4", "h5", "h6", "pre", "br")
        named = _FACT_SLOT.sub(lambda m: f" [[{self.facts[int(m.group(1))].reference}]] ", joined)
        return f" {named} " if block else named

    def body(self, html: str, before: str) -> Body:
        parts = _MARK.split(html)
        pieces = [_gate(part) for part in parts[::2]]
        cleaned = [piece[0] for piece in pieces]
        sections, footnotes = [], ""
        for number, (key, level, title) in enumerate(self.heads):
            if level == 0:
                footnotes = cleaned[number + 1]
                continue
            sections.append(Section(id=key, level=level, title=title, html=cleaned[number + 1],
                                    digest=digest(" ".join(self.words[number + 1]))))
        intro = Section(id="intro", level=0, title="", html=cleaned[0], digest=digest(f"{before} {' '.join(self.words[0])}"))
        return Body(intro=intro, sections=tuple(sections), footnotes=footnotes, links=tuple(self.links),
                    images=tuple(self.images), facts=tuple(self.facts), ids=frozenset(self.ids),
                    removed=tuple(word for piece in pieces for word in piece[1]))


def _gate(html: str) -> tuple[str, tuple[str, ...]]:
    """The HTML as nh3 lets it through, and what it would have removed."""
    clean = nh3.clean(html, tags=TAGS, attributes=ATTRIBUTES, url_schemes={"slot"}, link_rel=None)
    before, after = _events(html), _events(clean)
    if before == after:
        return clean.strip(), ()
    kept = frozenset(after)
    gone = [item for item in before if item not in kept]
    tags = [item for item in gone if item.startswith("<")]  # where a tag goes, the texts around it only become one
    return clean.strip(), tuple(item.strip() for item in tags or gone)


class _Events(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append(f"<{tag} {' '.join(sorted(f'{k}={v}' for k, v in attrs))}>")

    def handle_comment(self, data: str) -> None:
        self.found.append(f"<!--{data}")

    def handle_data(self, data: str) -> None:
        if data.strip():
            self.found.append(f" {' '.join(data.split())}")


def _events(html: str) -> list[str]:
    parser = _Events()
    parser.feed(html)
    parser.close()
    return parser.found


def plain(texts: Iterable[str]) -> str:
    """HTML without its tags, on one line."""
    return " ".join(re.sub(r"<[^>]+>", " ", " ".join(texts)).split())
