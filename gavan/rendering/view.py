"""One page's view of the plan: relative links, words in its language, facts, sources and dates ready to print.

Templates get these values and decide nothing that the plan could decide. Everything that comes from contributors is text
here and is escaped by the template or by `escape`; only Markdown that passed both gates is markup.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import escape

from markupsafe import Markup

from gavan.content.markup import FactUse, fill_text
from gavan.language import Language
from gavan.listing import in_language, shelter_state
from gavan.model import CountryFact, OrganisationEntry, Review, ShelterEntry, Version
from gavan.plan import Page, Plan, Shown
from gavan.records import COUNTED_UNITS, Source
from gavan.urls import relative


@dataclass(frozen=True, slots=True)
class Words:
    """A text and, where it is not in the page's language, the language it is in."""

    text: str
    lang: str = ""
    dir: str = ""

    def __html__(self) -> str:
        """As HTML: escaped, in a span with lang and dir where it is foreign."""
        words = escape(self.text, quote=False)
        return f'<span lang="{self.lang}" dir="{self.dir}">{words}</span>' if self.lang else words

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceView:
    url: str
    title: str
    date: str
    """Formatted; empty for an unknown date."""
    lang: str
    """Language code of the source, empty if not said."""
    language: str
    """Its name in the page's language, where it is another one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewView:
    verified: str
    """The day a person checked it; empty for never."""
    newest: str
    """Date of the newest source; empty where none is known."""
    due: str
    due_iso: str
    state: str
    """fresh, due or overdue."""
    by_facts: bool
    """Only facts on the page make it due."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FactView:
    id: str
    reference: str
    topic: str
    label: Words
    value: Markup
    note: Markup | None
    action: Words | None
    low: bool
    """Reported, not confirmed."""
    changed: str
    sources: tuple[SourceView, ...]
    review: ReviewView
    withdrawn: Words | None
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GuideCard:
    title: str
    summary: Markup
    href: str
    lang: str
    """Set where the guide is shown in another language."""
    dir: str
    review: ReviewView
    country: str
    behind: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactView:
    kind: str
    """url, telegram, email or phone."""
    href: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShelterView:
    id: str
    name: Words
    organisation: str
    """Link to the organisation's entry; empty where there is none."""
    country: str
    country_code: str
    city: Words | None
    city_number: int
    status: str
    is_old: bool
    said: str
    """The file's status where today's differs from it."""
    accepts: tuple[str, ...]
    languages: str
    cost: str
    stay: str
    capacity: str
    contacts: tuple[ContactView, ...]
    how: Words | None
    note: Words | None
    sources: tuple[SourceView, ...]
    review: ReviewView
    withdrawn: Words | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationView:
    id: str
    name: Words
    countries: str
    languages: str
    offers: tuple[str, ...]
    contacts: tuple[ContactView, ...]
    status: str
    note: Words | None
    sources: tuple[SourceView, ...]
    review: ReviewView
    withdrawn: Words | None
    href: str


class View:
    """What a page sees. Made for one page; holds nothing that changes."""

    def __init__(self, page: Page, plan: Plan, languages: Mapping[str, Language], static: Mapping[str, str]) -> None:
        self.page, self.plan, self.languages = page, plan, languages
        self.language = languages[page.language]
        self.chain = plan.settings.chain(page.language)
        self._static = static

    # links

    def to(self, path: str, anchor: str = "") -> str:
        return relative(path, source=self.page.path, anchor=anchor)

    def static(self, name: str) -> str:
        return self.to(self._static[name])

    def link(self, key: str, anchor: str = "", language: str = "") -> str:
        """Relative link to a key in the page's language, else in the first language that has it; empty where none has."""
        for code in dict.fromkeys((language or self.page.language, *self.chain)):
            page = self.plan.page(code, key, anchor)
            if page:
                return self.to(page.path, anchor if anchor in page.anchors else "")
        return ""

    def country_link(self, code: str, anchor: str = "") -> str:
        return self.link(f"countries/{code.lower()}", anchor)

    # words

    def words(self, text: Mapping[str, str]) -> Words:
        found, code = in_language(text, self.chain)
        return Words(found) if code == self.page.language else Words(found, code, self.direction(code))

    def direction(self, code: str) -> str:
        return self.languages[code].direction

    def prose(self, text: Mapping[str, str]) -> Markup:
        """A text by language in which facts may stand, as HTML."""
        found, code = in_language(text, self.chain)
        html = fill_text(found, self.inline_fact)
        return Markup(html if code == self.page.language else
                      f'<span lang="{code}" dir="{self.direction(code)}">{html}</span>')

    def country(self, code: str) -> str:
        return self.language.country(code)

    def day(self, date: datetime.date) -> str:
        return self.language.day(date)

    # facts

    def value(self, fact: CountryFact, form: str = "", language: Language | None = None) -> Markup:
        """A fact's value as HTML: words by CLDR; phones and addresses as links; `form` "number" gives the bare number."""
        tongue, record = language or self.language, fact.record
        if record.unit in COUNTED_UNITS or record.unit.isupper():
            return Markup(escape(counted(fact, tongue, form), quote=False))
        if record.unit == "phone":
            return Markup(f'<a href="tel:{"".join(c for c in record.value if c in "+0123456789")}">{escape(record.value)}</a>')
        if record.unit == "url":
            return Markup(f'<a href="{escape(record.value)}">{escape(record.value.split("//", 1)[1].rstrip("/"))}</a>')
        if record.unit == "date":
            return Markup(escape(tongue.day(record.value)))
        return Markup(self.words(record.value).__html__())

    def inline_fact(self, use: FactUse, language: Language | None = None) -> str:
        """A fact within text: its value with a link to its sources; an unknown one (a problem already) is a dash."""
        fact = self.plan.published.fact(use)
        if fact is None or fact.record.withdrawn:
            return "—"
        value = self.value(fact, use.form, language)
        if fact.record.unit in ("phone", "url"):
            return value
        href = self.country_link(fact.country, fact.id)
        return f'<a class="f" href="{href}">{value}</a>' if href else str(value)

    def fact(self, fact: CountryFact) -> FactView:
        record = fact.record
        return FactView(
            id=fact.id, reference=fact.reference, topic=record.topic, label=self.words(record.label),
            value=_breakable(self.value(fact)),
            note=Markup(self.words(record.note).__html__()) if record.note else None, low=record.confidence == "low",
            action=self.words(record.deadline.action) if record.deadline else None,
            changed=self.day(record.changed) if record.changed else "", sources=self.sources(record.sources),
            review=self.review(self.plan.fact_review(fact)), href=self.country_link(fact.country, fact.id),
            withdrawn=self.words(record.withdrawn.reason) if record.withdrawn else None)

    # truth

    def review(self, review: Review) -> ReviewView:
        return ReviewView(verified=self.day(review.verified) if review.verified else "",
                          newest=self.language.partial(review.newest.date) if review.newest else "",
                          due=self.day(review.due) if review.due else "", due_iso=review.due.isoformat() if review.due else "",
                          state=review.freshness.word, by_facts=review.by_facts)

    def sources(self, sources: Iterable[Source]) -> tuple[SourceView, ...]:
        return tuple(SourceView(url=s.url, title=s.title, date=self.language.partial(s.date), lang=s.lang or "",
                                language=self.language.language_name(s.lang)
                                if s.lang and s.lang != self.page.language else "") for s in sources)

    # cards

    def guide_card(self, shown: Shown) -> GuideCard:
        version, head = shown.version, shown.guide.head
        foreign = version.language != self.page.language
        return GuideCard(title=version.head.title, summary=self.plain_summary(version),
                         href=self.link(shown.guide.key), lang=version.language if foreign else "",
                         dir=self.direction(version.language) if foreign else "", review=self.review(shown.review),
                         country=self.country(head.country) if head.country else "", behind=bool(shown.behind))

    def plain_summary(self, version: Version) -> Markup:
        """A version's summary without links, for places that are links themselves; its facts in the version's language."""
        tongue = self.languages[version.language]
        return Markup(fill_text(version.head.summary, lambda use: self.plain_fact(use, tongue)))

    def plain_fact(self, use: FactUse, language: Language) -> str:
        """A fact's value as HTML without any element."""
        fact = self.plan.published.fact(use)
        if fact is None or fact.record.withdrawn:
            return "—"
        return escape(self.value(fact, use.form, language).striptags(), quote=False)

    def shelter(self, entry: ShelterEntry, cities: tuple[str, ...] = ()) -> ShelterView:
        record, state = entry.record, shelter_state(entry, self.plan.today)
        organisation = self.plan.published.organisations.get(record.organisation or "")
        name = record.name or (organisation.record.name if organisation else {self.page.language: entry.id})
        city = self.words(record.city) if record.city else None
        return ShelterView(
            id=entry.id, name=self.words(name), country=self.country(record.country), country_code=record.country, city=city,
            organisation=self.link("organisations", organisation.id) if organisation else "",
            city_number=cities.index(city.text) + 1 if city and city.text in cities else 0,
            status=state.status, is_old=state.is_old,
            said=record.status if record.status != state.status and not record.withdrawn else "",
            accepts=record.accepts, cost=record.cost or "", contacts=contacts(record.contact),
            languages=self.language.join([self.language.language_name(code) for code in record.languages]),
            stay=self.language.unit(record.stay_days, "day") if record.stay_days else "",
            capacity=self.language.number(record.capacity) if record.capacity else "",
            how=self.words(record.how) if record.how else None, note=self.words(record.note) if record.note else None,
            sources=self.sources(record.sources), review=self.review(self.plan.shelter_review(entry)),
            withdrawn=self.words(record.withdrawn.reason) if record.withdrawn else None)

    def organisation(self, entry: OrganisationEntry) -> OrganisationView:
        record = entry.record
        return OrganisationView(
            id=entry.id, name=self.words(record.name), offers=record.offers, contacts=contacts(record.contact),
            countries=self.language.join([self.country(code) for code in record.countries]), status=record.status,
            languages=self.language.join([self.language.language_name(code) for code in record.languages]),
            note=self.words(record.note) if record.note else None, sources=self.sources(record.sources),
            review=self.review(self.plan.organisation_review(entry)), href=self.link("organisations", entry.id),
            withdrawn=self.words(record.withdrawn.reason) if record.withdrawn else None)


def _breakable(value: Markup) -> Markup:
    """A value in large type: a line may end between two words of a unit ("долларов США"), not between number and unit."""
    return Markup(re.sub(r"(?<=[^\W\d])\u00a0(?=[^\W\d])", " ", value))


def counted(fact: CountryFact, language: Language, form: str = "") -> str:
    """A counted fact in words: "60 дней", "7–10 дней", "около 60 дней"; with form "number" the number alone."""
    record = fact.record
    low, high = (record.value, record.value) if record.value is not None else (record.from_, record.to)
    if form == "number":
        return language.number(low) if low == high else f"{language.number(low)}–{language.number(high)}"
    words = language.unit(high, record.unit) if low == high else language.span(low, high, record.unit)
    return language.about(words) if record.approx else words


def contacts(record: object) -> tuple[ContactView, ...]:
    """Public contacts as links, the web page first; the phone only where the record has such a field."""
    found = []
    if url := getattr(record, "url", None):
        found.append(ContactView(kind="url", href=url, text=url.split("//", 1)[1].rstrip("/")))
    if name := getattr(record, "telegram", None):
        found.append(ContactView(kind="telegram", href=f"https://t.me/{name}", text=f"@{name}"))
    if mail := getattr(record, "email", None):
        found.append(ContactView(kind="email", href=f"mailto:{mail}", text=mail))
    if phone := getattr(record, "phone", None):
        found.append(ContactView(kind="phone", href="tel:" + "".join(c for c in phone if c in "+0123456789"), text=phone))
    return tuple(found)
