"""What the site's lists hold, in which order, and how they part into pages: facts, shelters, organisations, terms, changes."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from gavan.language import Language
from gavan.model import Country, CountryFact, GlossaryEntry, Guide, Library, OrganisationEntry, ShelterEntry, oldest_first
from gavan.records import Change, CountryWarning, Withdrawn
from gavan.settings import Settings

FACTS_PER_PAGE = 14
SHELTERS_PER_PAGE = 12
ORGANISATIONS_PER_PAGE = 12
TERMS_PER_PAGE = 30
CHANGES_PER_PAGE = 25
"""Lists paginate so that every page keeps the budget (design, section 6); the sizes are measured by benchmarks/weight.py."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One page of a list that may have several."""

    items: tuple
    number: int
    """From 1."""
    total: int
    keys: tuple[str, ...]
    """The keys of all parts, in order."""


def parts(key: str, items: Sequence[Any], size: int) -> list[Part]:
    """A list in pages of at most `size`, at least one."""
    total = max(1, -(-len(items) // size))
    keys = (key, *(f"{key}-{n}" for n in range(2, total + 1)))
    chunks = [tuple(items[n * size:(n + 1) * size]) for n in range(total)]
    return [Part(items=chunk, number=n + 1, total=total, keys=keys) for n, chunk in enumerate(chunks)]


def facts_of(country: Country, settings: Settings) -> list[CountryFact]:
    """By topic in the site's order, then as in the file."""
    order = {topic: n for n, topic in enumerate(settings.topics)}
    return sorted(country.facts.values(), key=lambda f: order.get(f.record.topic, len(order)))


def in_force(warning: CountryWarning, today: datetime.date) -> bool:
    """Whether a warning is to be shown on a day: from its first to its last, both included."""
    return (warning.from_ or today) <= today <= (warning.until or today)


def country_parts(country: Country, library: Library, guides: Iterable[Guide], today: datetime.date) -> Iterable[str]:
    """Ids of what stands on a country's first page; the hyphen keeps them apart from names of facts."""
    yield from ("country-shelters", "country-facts")
    if any(in_force(warning, today) for warning in country.head.warnings):
        yield "country-warnings"
    if country.head.emergency:
        yield "country-emergency"
    if any(g.head.country == country.code and not g.head.withdrawn for g in guides):
        yield "country-guides"
    if any(helps_in(country.code, o) for o in library.organisations.values()):
        yield "country-organisations"


def helps_in(code: str, entry: OrganisationEntry) -> bool:
    """Whether an organisation is to be named on a country's pages."""
    return code in entry.record.countries and entry.record.status != "closed" and not entry.record.withdrawn


def countries_with_numbers(library: Library) -> list[Country]:
    """Those with somebody to call: an emergency number, or a help line among the facts."""
    return [c for c in library.countries.values() if c.head.emergency or help_lines(c)]


def help_lines(country: Country) -> list[CountryFact]:
    return [f for f in country.facts.values() if f.record.unit == "phone" and not f.record.withdrawn]


def topics_in_use(library: Library, guides: Iterable[Guide]) -> set[str]:
    """Topics under which guides (those given) or facts are filed."""
    filed = {f.record.topic for c in library.countries.values() for f in c.facts.values()}
    return filed | {g.head.topic for g in guides if g.head.topic and not g.is_page and not g.head.withdrawn}


STATUS_ORDER = ("open", "emergency-only", "by-referral", "waiting-list", "full", "paused", "planned", "unknown", "closed",
                "historic")
OLD_AFTER, UNKNOWN_AFTER = datetime.timedelta(days=183), datetime.timedelta(days=365)
"""Six and twelve months (design, section 3.4)."""


@dataclass(frozen=True, slots=True)
class ShelterState:
    status: str
    """What may be said today: the file's status, or unknown where that is over twelve months old."""
    is_old: bool
    """The status is over six months old."""


def shelter_state(entry: ShelterEntry, today: datetime.date) -> ShelterState:
    """A status is worth as much as its newest source or check; closed and historic do not age; nothing if withdrawn."""
    record = entry.record
    if record.withdrawn:
        return ShelterState("unknown", False)
    if record.status in ("closed", "historic", "unknown"):
        return ShelterState(record.status, False)
    days = [s.date.first for s in record.sources if s.date.is_known] + [record.verified or datetime.date.min]
    age = today - max(days)
    if age > UNKNOWN_AFTER:
        return ShelterState("unknown", True)
    return ShelterState(record.status, age > OLD_AFTER)


def shelters_in_order(entries: Iterable[ShelterEntry], today: datetime.date) -> list[ShelterEntry]:
    """Places that may have a bed first, then unknown, closed and historic; by country and id within."""
    return sorted(entries, key=lambda e: (STATUS_ORDER.index(shelter_state(e, today).status), e.record.country, e.id))


def organisations_in_order(entries: Iterable[OrganisationEntry]) -> list[OrganisationEntry]:
    order = ("active", "unknown", "paused", "closed")
    return sorted(entries, key=lambda e: (order.index(e.record.status), e.id))


def terms_in_order(entries: Iterable[GlossaryEntry], language: Language, chain: Sequence[str]) -> list[GlossaryEntry]:
    """By the alphabet of a language, a term that lacks it by its name in the fallback."""
    return sorted(entries, key=lambda e: language.sort_key(in_language(e.record.term, chain)[0]))


def in_language(text: Mapping[str, str], chain: Sequence[str]) -> tuple[str, str]:
    """The words of a text by language in the first language of a chain that has them, and that language."""
    code = next((c for c in chain if c in text), next(iter(text)))
    return text[code], code


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeEntry:
    """One line of the page of changes and of the feed."""

    date: datetime.date
    kind: str
    note: Mapping[str, str]
    key: str
    """The page it is about."""
    anchor: str
    subject: Guide | Country | ShelterEntry | OrganisationEntry
    id: str
    """Stable and unique: what it is about, day and number among that day's entries."""


def changes_of(library: Library, language: str) -> list[ChangeEntry]:
    """Every change that readers of a language can follow, newest first; wording is left out."""
    found: list[ChangeEntry] = []
    for guide in library.guides.values():
        if guide.is_for(language):
            found += _entries(guide.key, "", guide, guide.head.changes, guide.head.withdrawn, f"guide/{guide.key}")
    for country in library.countries.values():
        found += [e if e.anchor in country.facts or not e.anchor else replace(e, anchor=f"country-{e.anchor}")
                  for e in _entries(country.key, "", country, country.head.changes, None, country.key)]
        for fact in country.facts.values():
            found += _entries(country.key, fact.id, country, (), fact.record.withdrawn, f"{country.key}/{fact.id}")
    for shelter in library.shelters.values():
        key = f"shelters/{shelter.record.country.lower()}"
        found += _entries(key, shelter.id, shelter, shelter.record.changes, shelter.record.withdrawn, f"shelter/{shelter.id}")
    for entry in library.organisations.values():
        found += _entries("organisations", entry.id, entry, entry.record.changes, entry.record.withdrawn,
                          f"organisation/{entry.id}")
    return sorted(found, key=lambda c: (-c.date.toordinal(), c.id))


def _entries(key: str, anchor: str, subject: Guide | Country | ShelterEntry | OrganisationEntry, changes: tuple[Change, ...],
             withdrawn: Withdrawn | None, name: str) -> Iterable[ChangeEntry]:
    told = [change for change in oldest_first(changes) if change.kind != "wording"]
    for _, one_day in groupby(told, key=lambda c: c.date):
        for number, change in enumerate(one_day):
            where = change.sections[0] if change.sections and not anchor else anchor
            yield ChangeEntry(date=change.date, kind=change.kind, note=change.note, key=key, anchor=where, subject=subject,
                              id=f"{name}/{change.date.isoformat()}/{number}")
    if withdrawn:
        yield ChangeEntry(date=withdrawn.date, kind="safety", note=withdrawn.reason, key=key, anchor=anchor, subject=subject,
                          id=f"{name}/withdrawn/{withdrawn.date.isoformat()}")
