"""Names in records that must exist elsewhere (topics, organisations, facts), and texts that need every language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from gavan.checks.texts import Written, records_of
from gavan.model import Library
from gavan.problems import Problem, did_you_mean
from gavan.records import Change, CountryHead, Fact, Organisation, Original, Shelter, Withdrawn
from gavan.settings import Settings

COUNTRY_SECTIONS = frozenset({"country-warnings", "country-emergency", "country-facts"})
"""Parts of a country's page that a change may be about, beside facts by name (listing.country_parts)."""


def judge_references(library: Library, settings: Settings) -> Iterator[Problem]:
    """What records of all kinds name; what only guides have is in `checks.guides`."""
    for written in records_of(library):
        record = written.record
        if isinstance(record, (Original, Fact)):
            yield from _topic(written, record.topic, settings)
        if isinstance(record, Shelter):
            yield from _organisation(written, record.organisation, library)
        if isinstance(record, CountryHead):
            yield from _country_sections(written, record, library)
        if isinstance(record, (Shelter, Organisation)):
            yield from _no_sections(written, record.changes)
        if not (written.version and "only" in written.version.broken_fields):
            yield from _needed_languages(written, _languages_of(record, settings))


def _topic(written: Written, topic: str | None, settings: Settings) -> Iterator[Problem]:
    if topic is not None and topic not in settings.topics:
        hint, values = did_you_mean(topic, settings.topics)
        yield Problem(code="unknown-topic", place=written.place("topic"), message='no topic "{name}"',
                      hint=hint or "topics are listed in site.yaml", values={"name": topic, **values})


def _organisation(written: Written, name: str | None, library: Library) -> Iterator[Problem]:
    if name and name not in library.organisations and f"organisations/{name}" not in library.unreadable:
        hint, values = did_you_mean(name, library.organisations)
        yield Problem(code="unknown-organisation", place=written.place("organisation"), message='no organisation "{name}"',
                      hint=hint or "add a file to content/organisations, or write name: in place of organisation:",
                      values={"name": name, **values})


def _country_sections(written: Written, head: CountryHead, library: Library) -> Iterator[Problem]:
    country = library.countries.get(head.country)
    broken = {name.partition(".")[2] for name in library.unreadable if name.startswith(f"{head.country}.")}
    known = COUNTRY_SECTIONS | broken | (frozenset(country.facts) if country else frozenset())
    for number, change in enumerate(head.changes):
        for index, name in enumerate(change.sections):
            if name not in known:
                hint, values = did_you_mean(name, known)
                yield Problem(code="unknown-section", place=written.place(f"changes.{number}.sections.{index}"),
                              message='this country has no fact "{name}"', values={"name": name, **values},
                              hint=hint or "write the name of one of the facts below, or take it out")


def _no_sections(written: Written, changes: Iterable[Change]) -> Iterator[Problem]:
    for number, change in enumerate(changes):
        if change.sections:
            yield Problem(code="unknown-section", place=written.place(f"changes.{number}.sections.0"),
                          message="only guides and countries have sections", hint="take sections: out of this change")


def _languages_of(record: object, settings: Settings) -> tuple[str, ...]:
    """The languages in which a safety note or a withdrawal must be told: the site's, or those a guide is meant for."""
    only = record.only if isinstance(record, Original) else ()
    return tuple(code for code in settings.languages if not only or code in only)


def _needed_languages(written: Written, languages: tuple[str, ...]) -> Iterator[Problem]:
    for number, change in enumerate(getattr(written.record, "changes", ())):
        missing = [code for code in languages if code not in change.note]
        if change.kind == "safety" and missing:
            yield Problem(code="missing-language", place=written.key_place(f"changes.{number}.note"),
                          message="a safety note must be in every language; missing: {missing}",
                          hint="add it: {example}", values=_missing(missing))
    withdrawn: Withdrawn | None = getattr(written.record, "withdrawn", None)
    missing = [code for code in languages if withdrawn and code not in withdrawn.reason]
    if missing:
        yield Problem(code="missing-language", place=written.key_place("withdrawn.reason"),
                      message="the reason of a withdrawal must be in every language; missing: {missing}",
                      hint="add it: {example}", values=_missing(missing))


def _missing(languages: list[str]) -> dict[str, str]:
    return {"missing": ", ".join(languages), "example": ", ".join(f"{code}: …" for code in languages)}
