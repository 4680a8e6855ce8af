"""Which pages there will be, where, and what each shows: a function from the library to values.

Navigation, switchers, hreflang, sitemap, feeds and link checks all read this one plan, so they cannot disagree. An untranslated
guide is an ordinary page that knows what it really shows.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from gavan.content.guides import KEY, is_built_in
from gavan.language import Language
from gavan.listing import (
    CHANGES_PER_PAGE,
    FACTS_PER_PAGE,
    ORGANISATIONS_PER_PAGE,
    SHELTERS_PER_PAGE,
    TERMS_PER_PAGE,
    Part,
    changes_of,
    countries_with_numbers,
    country_parts,
    facts_of,
    organisations_in_order,
    parts,
    shelters_in_order,
    terms_in_order,
    topics_in_use,
)
from gavan.model import (
    Behind,
    CountryFact,
    Freshness,
    Guide,
    Library,
    OrganisationEntry,
    Parity,
    Review,
    ShelterEntry,
    Version,
    behind,
    parity,
    review,
    uses_of,
)
from gavan.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What a guide's page in one edition really shows."""

    guide: Guide
    version: Version
    """The version shown: the edition's own, or the best other one."""
    is_fallback: bool
    parity: Parity
    """Of the edition's own version; MISSING for a fallback."""
    behind: tuple[Behind, ...]
    review: Review


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """An HTML page to be."""

    path: str
    """Where, below the output folder."""
    kind: str
    """Names the template pages/<kind>.html."""
    key: str
    """The same in all languages: what switchers, alternates and links go by."""
    language: str
    """The edition; the default language for pages outside editions."""
    subject: object = None
    """What it is about: Shown, Country, Part, …"""
    indexable: bool = True
    """False: noindex, and out of sitemap, hreflang, feed and search."""
    anchors: frozenset[str] = frozenset()
    """Ids that content may link to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    pages: tuple[Page, ...]
    by_key: Mapping[tuple[str, str], Page]
    """By language and key."""
    aliases: Mapping[str, str]
    """Old key → key."""
    shown: Mapping[tuple[str, str], Shown]
    """By language and key of a guide."""
    published: Library
    """The library without drafts, as this build shows it."""
    today: datetime.date
    settings: Settings = field(repr=False)

    def page(self, language: str, key: str, anchor: str = "") -> Page | None:
        """The page that a link to a key (and anchor) leads to; an old key leads to its new one, and of a list in
        several parts it is the part that has the anchor."""
        first = self.by_key.get((language, self.aliases.get(key, key)))
        if first is None or not anchor or anchor in first.anchors:
            return first
        keys = part.keys if (part := part_of(first)) else ()
        return next((p for k in keys if anchor in (p := self.by_key[language, k]).anchors), first)

    def alternates(self, page: Page) -> tuple[Page, ...]:
        """The same page in every language where it really is in that language; empty for pages that are not, and for
        pages outside editions: alternates must name each other."""
        if not page.key or not page.indexable:
            return ()
        found = (self.by_key.get((code, page.key)) for code in self.settings.languages)
        return tuple(p for p in found if p and p.indexable)

    def fact_review(self, fact: CountryFact) -> Review:
        days = self.settings.days_to_review(fact.record.topic, fact.record.review_days)
        return review(verified=fact.record.verified, sources=fact.record.sources, days=days, today=self.today)

    def shelter_review(self, entry: ShelterEntry) -> Review:
        days = self.settings.days_to_review("housing", entry.record.review_days)
        return review(verified=entry.record.verified, sources=entry.record.sources, days=days, today=self.today)

    def organisation_review(self, entry: OrganisationEntry) -> Review:
        days = self.settings.days_to_review(None, entry.record.review_days)
        return review(verified=entry.record.verified, sources=entry.record.sources, days=days, today=self.today)


def make_plan(library: Library, settings: Settings, languages: Mapping[str, Language], today: datetime.date, *,
              drafts: bool = False) -> Plan:
    """The plan of one build. Drafts are left out unless `drafts`; broken references do not matter here."""
    published = _published(library, drafts)
    shown = {(code, guide.key): shown_in(guide, code, published, settings, today)
             for guide in published.guides.values() for code in settings.languages if guide.is_for(code)}
    pages: list[Page] = [Page(path="index.html", kind="chooser", key="", language=settings.default_language)]
    for code in settings.languages:
        pages += _edition(languages[code], published, settings, shown, today)
    pages.append(Page(path="404.html", kind="404", key="", language=settings.default_language, indexable=False))
    if settings.outputs.status:
        pages.append(Page(path="status/index.html", kind="status", key="", language=settings.default_language, indexable=False))
    aliases = {old: guide.key for guide in published.guides.values() for old in guide.head.aliases
               if KEY.fullmatch(old) and not is_built_in(old) and old not in published.guides}
    pages += [Page(path=f"{code}/{old}.html", kind="alias", key="", language=code, subject=key, indexable=False)
              for old, key in sorted(aliases.items()) for code in settings.languages
              if (code, old) not in shown and published.guides[key].is_for(code)]
    return Plan(pages=tuple(pages), by_key={(p.language, p.key): p for p in pages if p.key}, aliases=aliases,
                shown=shown, published=published, today=today, settings=settings)


def _published(library: Library, drafts: bool) -> Library:
    guides = {key: g for key, g in library.guides.items() if drafts or not g.head.draft}
    return replace(library, guides=guides)


def shown_in(guide: Guide, language: str, library: Library, settings: Settings, today: datetime.date) -> Shown:
    """The guide as an edition shows it: its own version, else the best other language's by the fallback chain."""
    own = guide.versions.get(language)
    chain = [guide.versions[code] for code in settings.chain(language) if code in guide.versions]
    version = own or (chain[0] if chain else guide.original)
    return Shown(guide=guide, version=version, is_fallback=own is None, parity=parity(guide, language),
                 behind=behind(guide, version.language), review=guide_review(guide, version, library, settings, today))


def guide_review(guide: Guide, version: Version, library: Library, settings: Settings, today: datetime.date) -> Review:
    """A guide's own review, no fresher than the oldest fact it uses; due where a fact changed after it was last checked.

    A page without sources states nothing of its own: it is as fresh as its facts.
    """
    head = guide.head
    if guide.is_page and not head.sources and head.verified is None:
        own = Review(verified=None, newest=None, due=None, freshness=Freshness.FRESH)
    else:
        own = review(verified=head.verified, sources=head.sources, today=today,
                     days=settings.days_to_review(head.topic, head.review_days))
    checked = head.verified or (own.newest.date.first if own.newest else None)
    worst, due = own.freshness, own.due
    for fact in {f.reference: f for use in uses_of(version) if (f := library.fact(use))}.values():
        record = fact.record
        theirs = review(verified=record.verified, sources=record.sources, today=today,
                        days=settings.days_to_review(record.topic, record.review_days))
        worst = max(worst, theirs.freshness)
        if due and theirs.due and theirs.freshness is own.freshness is Freshness.FRESH:
            due = min(due, theirs.due)
        if record.changed and checked and record.changed > checked:
            worst = max(worst, Freshness.DUE)
    return Review(verified=own.verified, newest=own.newest, due=due, freshness=worst,
                  by_facts=own.freshness is Freshness.FRESH is not worst)


def _edition(language: Language, library: Library, settings: Settings, shown: Mapping[tuple[str, str], Shown],
             today: datetime.date) -> Iterable[Page]:
    code = language.code

    def page(key: str, kind: str, subject: object = None, anchors: Iterable[str] = (), *, indexable: bool = True) -> Page:
        return Page(path=f"{code}/{key}.html", kind=kind, key=key, language=code, subject=subject, indexable=indexable,
                    anchors=frozenset(anchors))

    def listed(kind: str, all_parts: list[Part], anchor_of: Callable[[Any], str] | None,
               about: Callable[[Part], object] = lambda part: part, first: tuple[str, ...] = ()) -> Iterable[Page]:
        return (page(part.keys[part.number - 1], kind, about(part),
                     (*(first if part.number == 1 else ()), *(map(anchor_of, part.items) if anchor_of else ())))
                for part in all_parts)

    guides = [what.guide for (edition, _), what in shown.items() if edition == code]
    yield page("index", "home", anchors=("tonight", "deadlines", "call", "topics", "countries"))
    for (edition, key), what in shown.items():
        if edition == code:
            yield page(key, "guide", what, _guide_anchors(what), indexable=not what.is_fallback)
    for country in sorted(library.countries.values(), key=lambda c: c.code):
        facts = parts(country.key, facts_of(country, settings), FACTS_PER_PAGE)
        yield from listed("country", facts, lambda f: f.id, lambda part, country=country: (country, part),
                          tuple(country_parts(country, library, guides, today)))
    entries = shelters_in_order(library.shelters.values(), today)
    for cc in ("", *sorted({s.record.country for s in entries} | set(library.countries))):
        chosen = [s for s in entries if cc in ("", s.record.country)]
        yield from listed("shelters", parts(f"shelters/{cc.lower() or 'index'}", chosen, SHELTERS_PER_PAGE), lambda s: s.id,
                          lambda part, cc=cc: (cc, part))
    yield from listed("organisations", parts("organisations", organisations_in_order(library.organisations.values()),
                                             ORGANISATIONS_PER_PAGE), lambda o: o.id)
    yield page("emergency", "emergency", anchors=(c.code.lower() for c in countries_with_numbers(library)))
    terms = terms_in_order(library.glossary, language, settings.chain(code))
    yield from listed("glossary", parts("glossary", terms, TERMS_PER_PAGE), lambda t: t.record.id)
    yield page("topics", "topics", anchors=topics_in_use(library, guides))
    yield from listed("changes", parts("changes", changes_of(library, code), CHANGES_PER_PAGE), None)
    yield page("404", "404", code, indexable=False)


def part_of(page: Page) -> Part | None:
    """Which part of a list a page is; None for pages that are no list."""
    found = page.subject[-1] if isinstance(page.subject, tuple) else page.subject
    return found if isinstance(found, Part) else None


def _guide_anchors(what: Shown) -> Iterable[str]:
    """Ids on a guide's page: the shown version's, and those of new sections that are shown in the original's language."""
    head = what.guide.head
    if head.sources:
        yield "sources"
    if not head.withdrawn:
        yield from what.version.body.ids
        yield from (late.section for late in what.behind if late.is_new)
        if any(change.kind != "wording" for change in head.changes):
            yield "changes"
