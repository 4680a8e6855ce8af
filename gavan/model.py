"""What we compute from what people wrote: guides and their versions, facts with their country, freshness and parity.

Everything here is a value or a function of values; "today" is an argument.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum, IntEnum

from gavan.content.markup import Body, FactUse, fact_references
from gavan.problems import Place
from gavan.records import (
    Change,
    CountryHead,
    Fact,
    Organisation,
    Original,
    Shelter,
    Source,
    Term,
    Translation,
)

KIND_ORDER = ("wording", "fact", "safety")


class Freshness(IntEnum):
    """How long ago the sources of something were read, against its review period."""

    FRESH = 0
    DUE = 1
    OVERDUE = 2

    @property
    def word(self) -> str:
        return self.name.lower()


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """When something was checked and when it has to be checked again."""

    verified: datetime.date | None
    """The day a person checked it; None for never."""
    newest: Source | None
    """The newest source with a known date."""
    due: datetime.date | None
    """The first day on which it is due; None where no date is known."""
    freshness: Freshness
    by_facts: bool = False
    """Only the facts that a guide uses make it due; its own sources are fresh."""


def review(*, verified: datetime.date | None, sources: Iterable[Source], days: int, today: datetime.date) -> Review:
    """The review period runs from `verified`, else from the newest dated source (design, section 3.1).

    Due from the day after `days` have passed, overdue after twice as many; without any date it is overdue. A month
    or year counts from its first day, so that a vague date is never fresher than an exact one.
    """
    dated = sorted((s for s in sources if s.date.is_known), key=lambda s: s.date)
    newest = dated[-1] if dated else None
    start = verified or (newest.date.first if newest else None)
    if start is None:
        return Review(verified=None, newest=None, due=None, freshness=Freshness.OVERDUE)
    due = start + datetime.timedelta(days=days + 1)
    overdue = start + datetime.timedelta(days=2 * days + 1)
    state = Freshness.OVERDUE if today >= overdue else Freshness.DUE if today >= due else Freshness.FRESH
    return Review(verified=verified, newest=newest, due=due, freshness=state)


class Parity(Enum):
    """How a translation stands to its original."""

    ORIGINAL = "original"
    CURRENT = "current"
    BEHIND = "behind"
    MISSING = "missing"

    @property
    def is_current(self) -> bool:
        return self in (Parity.ORIGINAL, Parity.CURRENT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Behind:
    """A section of a translation that its original has left behind."""

    section: str
    """Section id; "intro" is title, summary and what stands before the first heading."""
    kind: str
    """fact or safety, by the original's changes; fact where none is listed."""
    changes: tuple[Change, ...]
    """What changed since, newest first; empty where nobody wrote it down."""
    is_new: bool
    """The translation has no such section at all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """A guide in one language: one file."""

    path: str
    key: str
    language: str
    head: Original | Translation
    body: Body
    places: Mapping[str, Place]
    """Where things stand: a front-matter field ("changes.0.note.ru"), its key ("key:title"), a heading
    ("section:<id>"), and "links:<target>", "images:<source>", "facts:<reference>"; of these the second and further uses of
    one text as "links:<target>\n2" (see `place_of_use`)."""
    body_line: int
    """Number of lines before the body."""
    broken_fields: frozenset[str] = frozenset()
    """Fields of the front matter that are wrong, so that `head` has a default or a stand-in for them; nothing may be
    published then, but the rest can be judged."""

    @property
    def is_original(self) -> bool:
        return isinstance(self.head, Original)

    def place_of_use(self, kind: str, text: str, nth: int) -> Place:
        """Where the nth (from 1) link, image or fact (`kind` as in `places`) with a text stands; else the nearest known."""
        first = self.places.get(f"{kind}:{text}", Place(path=self.path, line=self.body_line + 1))
        return self.places.get(f"{kind}:{text}\n{nth}", first)

    def digest_of(self, section: str) -> str | None:
        if section == "intro":
            return self.body.intro.digest
        return next((s.digest for s in self.body.sections if s.id == section), None)

    @property
    def section_ids(self) -> tuple[str, ...]:
        return ("intro", *(s.id for s in self.body.sections if s.id))


@dataclass(frozen=True, slots=True, kw_only=True)
class Guide:
    """One key in its languages."""

    key: str
    original: Version
    versions: Mapping[str, Version]
    """By language, the original among them."""

    @property
    def head(self) -> Original:
        assert isinstance(self.original.head, Original)
        return self.original.head

    @property
    def is_page(self) -> bool:
        return self.head.kind == "page"

    def is_for(self, language: str) -> bool:
        """False where `only` says that it is not meant for a language."""
        return not self.head.only or language in self.head.only

    def source_of(self, version: Version) -> Version | None:
        """The version that a translation was made from; None for the original and for a broken chain."""
        if isinstance(version.head, Original):
            return None
        return self.versions.get(version.head.translated_from)


def behind(guide: Guide, language: str) -> tuple[Behind, ...]:
    """The sections of a version that are behind, in the order of the original; along a chain the worst counts."""
    version = guide.versions[language]
    source = guide.source_of(version)
    seen = {language}
    found: dict[str, Behind] = {}
    while source is not None and source.language not in seen:
        for item in _behind_one_step(guide, version, source):
            found[item.section] = _worse(found.get(item.section), item)
        seen.add(source.language)
        version, source = source, guide.source_of(source)
    order = {section: n for n, section in enumerate(guide.original.section_ids)}
    mine = set(guide.versions[language].section_ids)
    return tuple(Behind(section=b.section, kind=b.kind, changes=b.changes, is_new=b.section not in mine)
                 for b in sorted(found.values(), key=lambda b: order.get(b.section, len(order))))


def _behind_one_step(guide: Guide, version: Version, source: Version) -> Iterable[Behind]:
    head = version.head
    assert isinstance(head, Translation)
    known = head.source_digests
    for section in source.section_ids:
        if known.get(section) == source.digest_of(section):
            continue
        since = _changes_since(guide.head.changes, section, head.changes_seen)
        kinds = {change.kind for change in since}
        if kinds == {"wording"} and section in known:
            continue
        worst = max(kinds - {"wording"}, key=KIND_ORDER.index, default="fact")
        yield Behind(section=section, kind=worst, changes=since, is_new=False)
    for section in version.section_ids:
        if section in known and section not in source.section_ids:  # the original has dropped what is still said here
            yield Behind(section=section, kind="fact", changes=(), is_new=False)


def _changes_since(changes: tuple[Change, ...], section: str, seen: int | None) -> tuple[Change, ...]:
    """Entries that cover a section and were added after a translation was stamped, newest first.

    Stamping records how many entries there were; a translation without that number is judged by the newest entry alone.
    """
    by_day = oldest_first(changes)
    if seen is None or seen > len(by_day):
        return tuple(c for c in by_day if _covers(c, section))[-1:]
    first = by_day[seen].date if seen < len(by_day) else datetime.date.max
    # A list does not say which entry of one day came first, so that day's entries for safety always count.
    since = [c for n, c in enumerate(by_day) if n >= seen or (c.kind == "safety" and c.date >= first)]
    return tuple(reversed([c for c in since if _covers(c, section)]))


def oldest_first(changes: tuple[Change, ...]) -> list[Change]:
    """By date; those of one day as written, from the bottom up in a list that has the newest on top."""
    newest_on_top = bool(changes) and changes[0].date > changes[-1].date
    return sorted(reversed(changes) if newest_on_top else changes, key=lambda c: c.date)


def _covers(change: Change, section: str) -> bool:
    return not change.sections or section in change.sections


def _worse(one: Behind | None, other: Behind) -> Behind:
    if one is None:
        return other
    return max(one, other, key=lambda b: KIND_ORDER.index(b.kind))


def parity(guide: Guide, language: str) -> Parity:
    if language not in guide.versions:
        return Parity.MISSING
    if guide.versions[language].is_original:
        return Parity.ORIGINAL
    return Parity.BEHIND if behind(guide, language) else Parity.CURRENT


@dataclass(frozen=True, slots=True, kw_only=True)
class CountryFact:
    """A fact with its name."""

    country: str
    id: str
    record: Fact
    place: Place

    @property
    def reference(self) -> str:
        return f"{self.country}.{self.id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Country:
    """A country file."""

    code: str
    """ISO 3166-1 alpha-2, capitals."""
    path: str
    head: CountryHead
    facts: Mapping[str, CountryFact]
    places: Mapping[str, Place]

    @property
    def key(self) -> str:
        return f"countries/{self.code.lower()}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ShelterEntry:
    id: str
    path: str
    record: Shelter
    places: Mapping[str, Place]


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationEntry:
    id: str
    path: str
    record: Organisation
    places: Mapping[str, Place]


@dataclass(frozen=True, slots=True, kw_only=True)
class GlossaryEntry:
    record: Term
    place: Place
    path: str
    at: str
    """Its number in the file's list, from 0: what its places begin with."""
    places: Mapping[str, Place]
    """Of the whole file, as in a country."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Library:
    """Everything that was read, sound parts only; what is broken is in the problems beside it."""

    guides: Mapping[str, Guide]
    countries: Mapping[str, Country]
    """By code."""
    shelters: Mapping[str, ShelterEntry]
    organisations: Mapping[str, OrganisationEntry]
    glossary: tuple[GlossaryEntry, ...]
    images: Mapping[str, bytes]
    """By path below content/."""
    texts: Mapping[str, str]
    """Every text file as it was read, by path: what stands at a place, for checks that point into a value."""
    unreadable: frozenset[str]
    """Names of things that have a file, though a broken one: no second problem for those who refer to them.
    Guides by key, countries as countries/tr, shelters as shelters/<id>, organisations as organisations/<id>, terms as
    glossary/<id>, the glossary as glossary, facts as TR.name, images by path below content/."""

    def fact(self, use: FactUse) -> CountryFact | None:
        code, _, name = use.fact.partition(".")
        country = self.countries.get(code)
        return country.facts.get(name) if country else None


def uses_of(version: Version) -> tuple[FactUse, ...]:
    """Every fact a version shows, its summary's first."""
    return (*fact_references(version.head.summary), *version.body.facts)

