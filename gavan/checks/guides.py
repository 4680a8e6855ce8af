"""What a guide's front matter owes and names: sources, its country, sections, old keys and the languages it is meant for."""

from __future__ import annotations

from collections.abc import Iterator

from gavan.checks.texts import Written, guide_record
from gavan.content.guides import KEY, is_built_in
from gavan.model import Guide, Library, Version
from gavan.problems import Place, Problem, did_you_mean
from gavan.records import Translation


def judge_guides(library: Library) -> Iterator[Problem]:
    leading: dict[str, Place] = {}
    for guide in library.guides.values():
        original = guide_record(guide.original, library)
        yield from _owed(guide, original)
        yield from _country(guide, original, library)
        yield from _changed_sections(guide, original)
        yield from _aliases(guide, original, library, leading)
        yield from _only(guide, original)
        for version in guide.versions.values():
            if isinstance(version.head, Translation):
                yield from _differing_sections(guide, guide_record(version, library))
                yield from empty_sections(guide, version)


def _owed(guide: Guide, original: Written) -> Iterator[Problem]:
    """A guide has sources and says whether a person checked them; a plain page need not."""
    broken = guide.original.broken_fields
    if guide.is_page or "kind" in broken:
        return
    if not guide.head.sources and "sources" not in broken:
        yield Problem(code="no-sources", place=original.key_place("sources"), message="this guide has no source",
                      hint="add sources: - {{url: …, title: …, date: …}}, or kind: page if it states nothing")
    if "verified" not in original.places:
        yield Problem(code="missing-field", place=original.beginning, message='the field "{name}" is missing',
                      hint="add a line verified: never, until a person has opened the sources", values={"name": "verified"})


def _country(guide: Guide, original: Written, library: Library) -> Iterator[Problem]:
    code = guide.head.country
    if code and code not in library.countries and f"countries/{code.lower()}" not in library.unreadable:
        yield Problem(code="unknown-country", place=original.place("country"), message="there is no file {path}",
                      hint="add it, or take country: out", values={"path": f"content/countries/{code.lower()}.yaml"})


def _changed_sections(guide: Guide, original: Written) -> Iterator[Problem]:
    for number, change in enumerate(guide.head.changes):
        for index, name in enumerate(change.sections):
            if name not in guide.original.section_ids:
                yield _unknown_section(original, f"changes.{number}.sections.{index}", name, guide.original.section_ids)


def _differing_sections(guide: Guide, translation: Written) -> Iterator[Problem]:
    """A translation may leave a section of the original out or add one of its own."""
    assert isinstance(translation.record, Translation)
    assert translation.version
    known = tuple(dict.fromkeys((*guide.original.section_ids, *translation.version.section_ids)))
    for number, differs in enumerate(translation.record.differs):
        if differs.section not in known:
            yield _unknown_section(translation, f"differs.{number}.section", differs.section, known)


def empty_sections(guide: Guide, version: Version) -> Iterator[Problem]:
    """Sections of a translation that nobody has translated yet: without words in the heading, or without the text that the
    section has in the file it was translated from. Those that `differs` names are meant so."""
    source = guide.source_of(version)
    if source is None or not isinstance(version.head, Translation):
        return
    theirs = {s.id: s for s in (source.body.intro, *source.body.sections)}
    meant = {d.section for d in version.head.differs}
    for section in (version.body.intro, *version.body.sections):
        no_words = section.level > 0 and not section.title
        no_text = not section.text and section.id in theirs and bool(theirs[section.id].text)
        if section.id in meant or not (no_words or no_text):
            continue
        message = ('the section "{section}" is not translated yet' if no_words and no_text else
                   "this heading has no words" if no_words else 'the section "{section}" has no text yet')
        yield Problem(code="empty-section", place=_section_place(version, section.id), message=message,
                      hint="translate it, or name it in differs: and say why it is left out", values={"section": section.id},
                      related=_section_place(source, section.id))


def _section_place(version: Version, section: str) -> Place:
    """Its heading; for the introduction, and for a heading without an id, the first line of the body."""
    return version.places.get(f"section:{section}", Place(path=version.path, line=version.body_line + 1))


def _unknown_section(written: Written, at: str, name: str, known: tuple[str, ...]) -> Problem:
    hint, values = did_you_mean(name, known)
    return Problem(code="unknown-section", place=written.place(at), message='this guide has no section "{name}"',
                   hint=hint or "give the section's heading this id, or name another", values={"name": name, **values})


def _aliases(guide: Guide, original: Written, library: Library, leading: dict[str, Place]) -> Iterator[Problem]:
    """`leading` gathers the old keys of all guides met so far, with their places."""
    for number, old in enumerate(guide.head.aliases):
        place = original.place(f"aliases.{number}")
        wrong = _alias_problem(old, place, library) or (_twice(old, place, leading[old]) if old in leading else None)
        leading.setdefault(old, place)
        if wrong:
            yield wrong


def _alias_problem(old: str, place: Place, library: Library) -> Problem | None:
    if not KEY.fullmatch(old):
        return Problem(code="alias", place=place, message='"{name}" cannot be an old key', values={"name": old},
                       hint="write the path without language and ending: turkey/old-name")
    if is_built_in(old):
        return Problem(code="alias", place=place, message='"{name}" is the name of a built-in page', values={"name": old},
                       hint="take it out")
    if old in library.guides or old in library.unreadable:
        return Problem(code="alias", place=place, message='"{name}" is the key of a guide that is there',
                       values={"name": old}, hint="take it out, or give that guide another key",
                       related=Place(path=library.guides[old].original.path) if old in library.guides else None)
    return None


def _twice(old: str, place: Place, first: Place) -> Problem:
    return Problem(code="alias", place=place, message='the old key "{name}" would lead to two pages', values={"name": old},
                   hint="keep it in one place", related=first)


def _only(guide: Guide, original: Written) -> Iterator[Problem]:
    for language, version in guide.versions.items():
        if not guide.is_for(language):
            hint = ("add {language} to only" if version.is_original else
                    "add {language} to only, or take {path} out")
            yield Problem(code="only", place=original.place("only"), values={"language": language, "path": version.path},
                          message='{path} is there, but "only" leaves its language out', hint=hint,
                          related=None if version.is_original else Place(path=version.path))
