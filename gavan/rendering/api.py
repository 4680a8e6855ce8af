"""api/v1: JSON for bots and partners, with JSON Schemas that the same models generate.

A published interface: fields are added, never renamed or removed within v1. Dates are ISO 8601, countries ISO 3166-1 alpha-2,
languages ISO 639; texts are objects by language.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable, Mapping
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field
from pydantic.json_schema import models_json_schema

from gavan.language import Language
from gavan.listing import shelter_state
from gavan.model import Review, parity
from gavan.plan import Plan
from gavan.records import COUNTED_UNITS, Change, Source, Withdrawn
from gavan.rendering.view import counted

Text = dict[str, str]


class Answer(BaseModel):
    model_config = ConfigDict(extra="forbid")


class SourceOut(Answer):
    url: str
    title: str
    date: str = Field(description="YYYY, YYYY-MM, YYYY-MM-DD or unknown: the source's own date")
    lang: str | None


class ReviewOut(Answer):
    verified: str = Field(description="the day a person checked it, or never")
    due: datetime.date | None = Field(description="from this day it is due for a check; null where no date is known")
    freshness: Literal["fresh", "due", "overdue"] = Field(description="on the day of the build")


class ChangeOut(Answer):
    date: datetime.date
    kind: Literal["safety", "fact"]
    sections: list[str]
    note: Text


class WithdrawnOut(Answer):
    date: datetime.date
    reason: Text


class PageOut(Answer):
    language: str
    title: str
    path: str = Field(description="below the folder that holds api/")
    parity: Literal["original", "current", "behind", "missing"]
    sections: list[str]


class GuideOut(Answer):
    key: str
    kind: Literal["guide", "page"]
    country: str | None
    topic: str | None
    original: str = Field(description="language of the original")
    pages: list[PageOut]
    sources: list[SourceOut]
    review: ReviewOut
    changes: list[ChangeOut]
    withdrawn: WithdrawnOut | None


class FactOut(Answer):
    id: str
    topic: str
    label: Text
    unit: str
    value: str | Text | None = Field(description="number, phone, address or day as text; a text by language; null for a range")
    low: str | None = Field(description="lower end of a range")
    high: str | None
    approximate: bool
    words: Text = Field(description="the value in words, by language")
    note: Text | None
    confidence: Literal["high", "medium", "low"]
    changed: datetime.date | None
    sources: list[SourceOut]
    review: ReviewOut
    withdrawn: WithdrawnOut | None


class WarningOut(Answer):
    level: Literal["danger", "caution"]
    text: Text
    first_day: datetime.date | None
    last_day: datetime.date | None
    sources: list[SourceOut]


class EmergencyOut(Answer):
    number: str
    what: Text
    sources: list[SourceOut]


class CountryOut(Answer):
    country: str
    name: Text
    summary: Text
    warnings: list[WarningOut]
    emergency: list[EmergencyOut]
    facts: list[FactOut]
    changes: list[ChangeOut]


class ShelterOut(Answer):
    id: str
    organisation: str | None
    name: Text | None
    country: str
    city: Text | None
    status: str = Field(description="as may be said on the day of the build: an old status becomes unknown")
    status_in_source: str
    status_is_old: bool
    accepts: list[str]
    languages: list[str]
    cost: str | None
    stay_days: int | None
    capacity: int | None
    contact: dict[str, str]
    how: Text | None
    note: Text | None
    sources: list[SourceOut]
    review: ReviewOut
    changes: list[ChangeOut]
    withdrawn: WithdrawnOut | None


class OrganisationOut(Answer):
    id: str
    name: Text
    countries: list[str] = Field(description="none means anywhere")
    languages: list[str]
    offers: list[str]
    contact: dict[str, str]
    status: str
    note: Text | None
    sources: list[SourceOut]
    review: ReviewOut
    changes: list[ChangeOut]
    withdrawn: WithdrawnOut | None


class RecallOut(Answer):
    kind: Literal["guide", "fact", "shelter", "organisation"]
    id: str
    date: datetime.date
    reason: Text


class Guides(Answer):
    guides: list[GuideOut]


class Countries(Answer):
    countries: list[CountryOut]


class Shelters(Answer):
    shelters: list[ShelterOut]


class Organisations(Answer):
    organisations: list[OrganisationOut]


class Recall(Answer):
    """What was taken back: copies and saved editions read this first."""

    withdrawn: list[RecallOut]


def api_outputs(plan: Plan, languages: Mapping[str, Language]) -> dict[str, bytes]:
    """api/v1/*.json and api/v1/schemas/*.json."""
    answers: dict[str, Answer] = {
        "guides": Guides(guides=[_guide(plan, key) for key in sorted(plan.published.guides)]),
        "countries": Countries(countries=[_country(plan, languages, code) for code in sorted(plan.published.countries)]),
        "shelters": Shelters(shelters=[_shelter(plan, key) for key in sorted(plan.published.shelters)]),
        "organisations": Organisations(organisations=[_organisation(plan, key)
                                                      for key in sorted(plan.published.organisations)]),
        "recall": Recall(withdrawn=_recall(plan))}
    out = {f"api/v1/{name}.json": _json(answer.model_dump(mode="json")) for name, answer in answers.items()}
    for name, answer in answers.items():
        _, schema = models_json_schema([(type(answer), "serialization")], ref_template="#/$defs/{model}")
        whole = {"$schema": "https://json-schema.org/draft/2020-12/schema", "$ref": f"#/$defs/{type(answer).__name__}",
                 **schema}
        out[f"api/v1/schemas/{name}.schema.json"] = _json(whole)
    return out


def _json(value: Any) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def _sources(sources: Iterable[Source]) -> list[SourceOut]:
    return [SourceOut(url=s.url, title=s.title, date=s.date.text, lang=s.lang) for s in sources]


def _review(review: Review) -> ReviewOut:
    return ReviewOut(verified=review.verified.isoformat() if review.verified else "never", due=review.due,
                     freshness=review.freshness.word)  # type: ignore[arg-type]


def _changes(changes: Iterable[Change]) -> list[ChangeOut]:
    return [ChangeOut(date=c.date, kind=c.kind, sections=list(c.sections), note=c.note)
            for c in sorted(changes, key=lambda c: c.date, reverse=True) if c.kind != "wording"]


def _withdrawn(withdrawn: Withdrawn | None) -> WithdrawnOut | None:
    return WithdrawnOut(date=withdrawn.date, reason=withdrawn.reason) if withdrawn else None


def _guide(plan: Plan, key: str) -> GuideOut:
    guide = plan.published.guides[key]
    pages = [PageOut(language=code, title=guide.versions[code].head.title, path=f"{code}/{key}.html",
                     parity=parity(guide, code).value, sections=[s.id for s in guide.versions[code].body.sections if s.id])
             for code in plan.settings.languages if code in guide.versions and guide.is_for(code)]
    shown = next(s for (_, k), s in plan.shown.items() if k == key)
    head = guide.head
    return GuideOut(key=key, kind=head.kind, country=head.country, topic=head.topic, original=guide.original.language,
                    pages=pages,
                    sources=_sources(head.sources), review=_review(shown.review), changes=_changes(head.changes),
                    withdrawn=_withdrawn(head.withdrawn))


def _country(plan: Plan, languages: Mapping[str, Language], code: str) -> CountryOut:
    country = plan.published.countries[code]
    head = country.head
    return CountryOut(
        country=code, name={lang: tongue.country(code) for lang, tongue in languages.items()}, summary=head.summary,
        warnings=[WarningOut(level=w.level, text=w.text, first_day=w.from_, last_day=w.until, sources=_sources(w.sources))
                  for w in head.warnings],
        emergency=[EmergencyOut(number=e.number, what=e.what, sources=_sources(e.sources)) for e in head.emergency],
        facts=[_fact(plan, languages, f) for f in country.facts.values()], changes=_changes(head.changes))


def _fact(plan: Plan, languages: Mapping[str, Language], fact: Any) -> FactOut:
    record = fact.record
    is_counted = record.unit in COUNTED_UNITS or record.unit.isupper()
    if is_counted:
        words = {code: counted(fact, tongue) for code, tongue in languages.items()}
    elif record.unit == "date":
        words = {code: tongue.day(record.value) for code, tongue in languages.items()}
    else:
        words = record.value if isinstance(record.value, dict) else dict.fromkeys(languages, record.value)
    value = record.value if isinstance(record.value, dict) or record.value is None else str(record.value)
    return FactOut(id=fact.id, topic=record.topic, label=record.label, unit=record.unit, value=value,
                   low=str(record.from_) if record.from_ is not None else None,
                   high=str(record.to) if record.to is not None else None,
                   approximate=record.approx, words=words, note=record.note, confidence=record.confidence,
                   changed=record.changed,
                   sources=_sources(record.sources), review=_review(plan.fact_review(fact)),
                   withdrawn=_withdrawn(record.withdrawn))


def _contact(record: BaseModel) -> dict[str, str]:
    return {name: value for name, value in record.model_dump().items() if value}


def _shelter(plan: Plan, key: str) -> ShelterOut:
    entry = plan.published.shelters[key]
    record, state = entry.record, shelter_state(entry, plan.today)
    return ShelterOut(
        id=key, organisation=record.organisation, name=record.name, country=record.country, city=record.city,
        status=state.status, status_in_source=record.status, status_is_old=state.is_old, accepts=list(record.accepts),
        languages=list(record.languages), cost=record.cost, stay_days=record.stay_days, capacity=record.capacity,
        contact=_contact(record.contact),
        how=record.how, note=record.note, sources=_sources(record.sources), review=_review(plan.shelter_review(entry)),
        changes=_changes(record.changes), withdrawn=_withdrawn(record.withdrawn))


def _organisation(plan: Plan, key: str) -> OrganisationOut:
    entry = plan.published.organisations[key]
    record = entry.record
    return OrganisationOut(
        id=key, name=record.name, countries=list(record.countries), languages=list(record.languages),
        offers=list(record.offers),
        contact=_contact(record.contact), status=record.status, note=record.note, sources=_sources(record.sources),
        review=_review(plan.organisation_review(entry)), changes=_changes(record.changes),
        withdrawn=_withdrawn(record.withdrawn))


def _recall(plan: Plan) -> list[RecallOut]:
    library = plan.published
    found = [("guide", g.key, g.head.withdrawn) for g in library.guides.values()]
    found += [("fact", f.reference, f.record.withdrawn) for c in library.countries.values() for f in c.facts.values()]
    found += [("shelter", s.id, s.record.withdrawn) for s in library.shelters.values()]
    found += [("organisation", o.id, o.record.withdrawn) for o in library.organisations.values()]
    return [RecallOut(kind=kind, id=key, date=w.date, reason=w.reason)  # type: ignore[arg-type]
            for kind, key, w in sorted(found, key=lambda x: x[:2]) if w]
