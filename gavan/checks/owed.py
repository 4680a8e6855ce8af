"""What a change owes its readers: a line in `changes`, the day of a new value, a withdrawal before a deletion.

Compares the library before and after; only `check --changed-since` asks. Warnings all, since taking something down in an
emergency must never wait for paperwork.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from gavan.model import CountryFact, Guide, Library
from gavan.problems import Place, Problem


def judge_owed(old: Library, new: Library, today: datetime.date) -> tuple[Problem, ...]:
    """The problems of the step from one library to the other."""
    return (*_changes(old, new, today), *_values(old, new), *_gone(old, new))


def _changes(old: Library, new: Library, today: datetime.date) -> Iterator[Problem]:
    for key, guide in new.guides.items():
        before = old.guides.get(key)
        if before is None or guide.head.draft or before.head.draft:
            continue
        sections = _changed_sections(before, guide)
        if sections:
            places = guide.original.places
            place = places.get("key:changes") or places.get("key:title") or Place(path=guide.original.path)
            yield Problem(code="owed-change", place=place, values={"sections": ", ".join(sections), "today": today.isoformat()},
                          message="these sections changed, but no new entry in `changes` says so: {sections}",
                          hint="add - {{date: {today}, kind: fact, sections: [{sections}], note: {{…}}}}; "
                               "kind is safety, fact, or wording where nothing else changed")


def _changed_sections(before: Guide, after: Guide) -> list[str]:
    """Sections of the original with other words than before that no new entry covers."""
    fresh = [c for c in after.head.changes if c not in before.head.changes]
    return [section for section in after.original.section_ids
            if after.original.digest_of(section) != before.original.digest_of(section)
            and not any(not c.sections or section in c.sections for c in fresh)]


def _values(old: Library, new: Library) -> Iterator[Problem]:
    for fact in _facts(new):
        country = old.countries.get(fact.country)
        before = country.facts.get(fact.id) if country else None
        if before and _value(before) != _value(fact) and before.record.changed == fact.record.changed:
            yield Problem(code="owed-changed-day", place=fact.place, values={"fact": fact.reference},
                          message="the value of {fact} is another one, but not the day from which it is true",
                          hint="write changed: with the day from which the new value is true")


def _value(fact: CountryFact) -> tuple:
    record = fact.record
    return (record.value, record.from_, record.to, record.unit)


def _facts(library: Library) -> Iterator[CountryFact]:
    for country in library.countries.values():
        yield from country.facts.values()


def _gone(old: Library, new: Library) -> Iterator[Problem]:
    """Things that readers may hold in their hands and that vanished without a notice."""
    aliases = {alias for guide in new.guides.values() for alias in guide.head.aliases}
    for key, guide in old.guides.items():
        if key not in new.guides and key not in aliases | new.unreadable and not guide.head.draft and not guide.head.withdrawn:
            yield _vanished(guide.original.path, key)
    there = {fact.reference for fact in _facts(new)} | new.unreadable
    for fact in _facts(old):
        if fact.reference not in there and not fact.record.withdrawn:
            yield _vanished(fact.place.path, fact.reference)
    for shelter in old.shelters.values():
        if shelter.id not in new.shelters and f"shelters/{shelter.id}" not in new.unreadable and not shelter.record.withdrawn:
            yield _vanished(shelter.path, shelter.id)
    for entry in old.organisations.values():
        gone = entry.id not in new.organisations and f"organisations/{entry.id}" not in new.unreadable
        if gone and not entry.record.withdrawn:
            yield _vanished(entry.path, entry.id)


def _vanished(path: str, name: str) -> Problem:
    return Problem(code="owed-withdrawal", place=Place(path=path), values={"name": name},
                   message="{name} was published and is deleted: copies that readers saved will never learn of it",
                   hint="bring it back with withdrawn: {{date: …, reason: {{…}}}} and delete it some months later; "
                        "in an emergency delete first")
