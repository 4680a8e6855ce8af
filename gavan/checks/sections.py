"""Sections of a guide as two versions are compared: what each names, counts and lists, and where that stands.

What there is comes from the parsed body; where it stands, and the numbers, from the Markdown with code hidden. Title and
summary belong to the section "intro", a footnote to the section that first refers to it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlsplit

from babel import Locale

from gavan.checks.numbers import quantities
from gavan.checks.prose import Prose, prose_of, words_of_text
from gavan.checks.shapes import Shape, notes_by_label, shape_of
from gavan.checks.texts import Words, guide_record
from gavan.content.markup import FACT, FactUse
from gavan.content.targets import internal_target, is_external, scheme_of
from gavan.model import Library, Version
from gavan.problems import Place

_NOTE = re.compile(
    r"^ {0,3}\[\^([^\]\n]+)\]:[^\n]*(?:\n(?!#| {0,3}\[\^)[^\n]*\S[^\n]*|\n(?:[ \t]*\n)+(?: {4}|\t)[^\n]*)*", re.MULTILINE)
_ITEM = re.compile(r"^[ \t>]*(?:[*+-]|\d{1,9}\.)[ \t]+", re.MULTILINE)
_TABLE = re.compile(r"^(?=[^\n]*\|)[^\n]+\n(?=[ \t]*\|?[ \t]*:?-[-:| \t]*$)", re.MULTILINE)
_NO_ID = re.compile(r"^#{2,3}(?!#)(?![^\n]*\{:?\s*#[^}\n]*\})", re.MULTILINE)
_LANGUAGE_KEYS = ("lang", "hl", "language", "locale")


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A number, link or fact."""

    value: str
    """What is compared."""
    text: str
    """As written."""
    place: Place
    is_firm: bool = True
    """False for what may answer the other version but owes it nothing (see `numbers`)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """A section."""

    id: str
    level: int
    """2 or 3; 0 for the intro."""
    place: Place
    """Its heading; for the intro the title."""
    without_id: int
    """How many further sections it holds because their headings have no id."""
    is_empty: bool
    """Nothing below its heading: of a translation that is a problem of its own (empty-section)."""
    numbers: tuple[Named, ...]
    links: tuple[Named, ...]
    facts: tuple[Named, ...]
    shape: Shape
    item_places: tuple[Place, ...]
    """Of every li; empty where the Markdown does not tell."""
    table_places: tuple[Place, ...]

    def place_of_item(self, number: int) -> Place:
        return self.item_places[number] if number < len(self.item_places) else self.place

    def place_of_table(self, number: int) -> Place:
        return self.table_places[number] if number < len(self.table_places) else self.place


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedVersion:
    sections: Mapping[str, Compared]
    """By id, in the order of the file."""
    without_id: tuple[Place, ...]
    """Headings of sections without id."""


def compared(version: Version, library: Library, locale: Locale, languages: Collection[str]) -> ComparedVersion:
    """A version taken apart; `locale` says how it writes numbers, `languages` are those of the site."""
    return _Taking(version, library, locale, languages).whole()


@dataclass(frozen=True, slots=True)
class _Part:
    """A section of the body with those after it that have no id."""

    id: str
    level: int
    html: str
    text: str
    without_id: int


Span = tuple[int, int]


class _Taking:
    """Taking one version apart; holds what every step needs."""

    def __init__(self, version: Version, library: Library, locale: Locale, languages: Collection[str]) -> None:
        self.version, self.locale, self.languages = version, locale, languages
        self.prose: Prose = prose_of(version, library.texts.get(version.path, ""))
        self.record = guide_record(version, library)
        self.links = list(self._all_links())
        self.facts = list(self._all_facts())

    def whole(self) -> ComparedVersion:
        notes, taken = notes_by_label(self.version.body.footnotes), set()
        note_spans = {m.group(1): m.span() for m in _NOTE.finditer(self.prose.markdown)}
        sections = {}
        for part, span in zip(parts := _parts(self.version), self._spans(parts), strict=True):
            shape = shape_of(part.html)
            labels = [label for label in shape.notes if label not in taken]
            if labels:
                taken.update(labels)
                shape = shape_of(part.html + "".join(notes.get(label, "") for label in labels))
            own = _without(span, note_spans.values())
            spans = [*own, *(note_spans[label] for label in labels if label in note_spans)]
            sections[part.id] = self._section(part, shape, own, spans)
        start = self.prose.offset_of_line(self.version.body_line + 1)
        without_id = tuple(self.prose.place(m.start()) for m in _NO_ID.finditer(self.prose.markdown, start))
        return ComparedVersion(sections=sections, without_id=without_id)

    def _section(self, part: _Part, shape: Shape, own: list[Span], spans: list[Span]) -> Compared:
        links = [self.links[number] for number in shape.links]
        facts = [self.facts[number] for number in shape.facts]
        numbers = [named for span in spans for named in self._numbers(*span)]
        numbers += [named for named in links if named.value.startswith("tel ")]
        is_intro = part.id == "intro"
        place = self.record.place("title") if is_intro else self.version.places[f"section:{part.id}"]
        return Compared(
            id=part.id, level=part.level, place=place, without_id=part.without_id, is_empty=not part.text,
            numbers=(*(self._numbers_of_head() if is_intro else ()), *numbers),
            links=tuple(named for named in links if not named.value.startswith("tel ")),
            facts=(*(self._facts_of_summary() if is_intro else ()), *facts), shape=shape,
            item_places=self._places(_ITEM, own, shape.items), table_places=self._places(_TABLE, own, len(shape.tables)))

    def _spans(self, parts: list[_Part]) -> list[Span]:
        """Where each section stands, from its heading to the next one's."""
        places = [self.version.places[f"section:{part.id}"] for part in parts if part.id != "intro"]
        first = self.version.body_line + 1
        starts = [self.prose.offset_of_line(line) for line in (first, *(place.line for place in places))]
        return list(zip(starts, [*starts[1:], len(self.prose.words)], strict=True))

    def _numbers(self, start: int, end: int) -> Iterator[Named]:
        for found in quantities(self.prose.words[start:end], self.locale):
            at = start + found.start
            text = " ".join(self.prose.file.text[at:start + found.end].split())
            for value in found.values:
                yield Named(value=value, text=text, place=self.prose.place(at), is_firm=found.is_firm)

    def _numbers_of_head(self) -> Iterator[Named]:
        for words in self._head_words():
            for found in quantities(words_of_text(words.text), self.locale):
                text = words.text[found.start:found.end]
                for value in found.values:
                    yield Named(value=value, text=text, place=words.place_of(found.start, found.end), is_firm=found.is_firm)

    def _facts_of_summary(self) -> Iterator[Named]:
        for words in self._head_words():
            for match in FACT.finditer(words.text):
                yield Named(value=FactUse(match.group(1), True).fact, text=match.group(), place=words.place_of(*match.span()))

    def _head_words(self) -> Iterator[Words]:
        for field in ("title", "summary"):
            if field not in self.version.broken_fields:
                yield Words(at=field, text=getattr(self.version.head, field), written=self.record)

    def _places(self, pattern: re.Pattern[str], spans: list[Span], wanted: int) -> tuple[Place, ...]:
        found = [match.start() for span in spans for match in pattern.finditer(self.prose.markdown, *span)]
        return tuple(self.prose.place(offset) for offset in found) if len(found) == wanted else ()

    def _all_links(self) -> Iterator[Named]:
        met: Counter[str] = Counter()
        for link in self.version.body.links:
            met[link.target] += 1
            yield Named(value=_where(self.version.key, link.target, self.languages), text=link.target,
                        place=self.version.place_of_use("links", link.target, met[link.target]))

    def _all_facts(self) -> Iterator[Named]:
        met: Counter[str] = Counter()
        for use in self.version.body.facts:
            met[use.reference] += 1
            yield Named(value=use.fact, text=f"[[{use.reference}]]",
                        place=self.version.place_of_use("facts", use.reference, met[use.reference]))


def _parts(version: Version) -> list[_Part]:
    parts = [_Part("intro", 0, version.body.intro.html, version.body.intro.text, 0)]
    seen = {"", "intro"}
    for section in version.body.sections:
        if section.id in seen or f"section:{section.id}" not in version.places:
            last = parts[-1]
            parts[-1] = _Part(last.id, last.level, last.html + section.html, last.text + section.text, last.without_id + 1)
        else:
            parts.append(_Part(section.id, section.level, section.html, section.text, 0))
            seen.add(section.id)
    return parts


def _without(span: Span, holes: Collection[Span]) -> list[Span]:
    """What is left of a span without the holes in it, in order."""
    left, start = [], span[0]
    for first, last in sorted(hole for hole in holes if span[0] <= hole[0] < span[1]):
        left.append((start, first))
        start = last
    return [*left, (start, max(start, span[1]))]


def _where(key: str, target: str, languages: Collection[str]) -> str:
    """A link's target in its normal form: a page's address is the same in each of its languages."""
    if not is_external(target):
        found = internal_target(key, target)
        return f"{found[0]}#{found[1]}" if found else target
    scheme = scheme_of(target)
    if scheme == "tel":
        return "tel " + re.sub(r"\D", "", target)
    return _in_any_language(target, languages) if scheme in ("http", "https") else target.lower()


def _in_any_language(address: str, languages: Collection[str]) -> str:
    """An http(s) address without what names one of the languages: ru.host, /ru/, ?lang=ru; without www. and a last slash."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return address
    first, _, rest = parts.netloc.lower().removeprefix("www.").partition(".")
    host = rest if first in languages and "." in rest else f"{first}.{rest}"
    path = "/".join(name for name in parts.path.split("/") if not _is_language(name, languages))
    query = [f"{name}={value}" for name, value in parse_qsl(parts.query, keep_blank_values=True)
             if not (name.lower() in _LANGUAGE_KEYS and _is_language(value, languages))]
    return f"{parts.scheme}://{host}{path.rstrip('/')}?{'&'.join(query)}#{parts.fragment}"


def _is_language(word: str, languages: Collection[str]) -> bool:
    """ru, ru-RU, ru_RU."""
    return bool(re.fullmatch(r"[a-z]{2,3}(?:[-_][a-z]{2})?", word.lower())) and re.split("[-_]", word.lower())[0] in languages
