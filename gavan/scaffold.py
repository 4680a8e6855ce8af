"""`new`: skeletons of guides, translations and records that pass `check` but for what only a person can fill in.

A gap is an empty value (`""`, or nothing after a colon), never a word that could be published by mistake: so `check` names
exactly the gaps, in its own words, and `new` says no more than that. What need not be filled in stands as a comment.
"""

from __future__ import annotations

import datetime
import os
import tempfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from gavan.building import Site, read_site
from gavan.content.directory import ID
from gavan.content.guides import key_problem
from gavan.fields import CountryCode
from gavan.model import Guide
from gavan.problems import Place, Problem, did_you_mean
from gavan.reading.files import SourceFile
from gavan.skeletons import (
    Words,
    country_skeleton,
    guide_skeleton,
    organisation_skeleton,
    page_skeleton,
    shelter_skeleton,
    translation_skeleton,
)
from gavan.stamping import replace_file, with_section_ids


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What was asked for."""

    kind: str
    """guide, page, translation, shelter, country or organisation."""
    name: str
    """A guide's key, a record's id, a country's code."""
    language: str = ""
    """Of a guide or page (the site's first if empty) and of a translation."""
    source_language: str = ""
    """Of the file that a translation is made from; the original's if empty."""
    topic: str = ""
    country: str = ""
    organisation: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """What came of it."""

    path: str
    """The new file; empty where nothing was written."""
    problems: tuple[Problem, ...]
    """What `check` says now and did not say before: what is left to a person. Where nothing was written, why."""
    original: str = ""
    """The original, if headings of it were given ids."""
    ids: tuple[str, ...] = ()
    """These ids."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Draft:
    path: str
    problems: tuple[Problem, ...]
    """Why it cannot be written, all at once."""
    text: str = ""
    original: SourceFile | None = None
    """With ids in headings that had none."""
    ids: tuple[str, ...] = ()


def new(source: Path, wish: Wish, *, today: datetime.date, words: Words) -> Made:
    """Write one skeleton. Nothing is written where `check` would refuse a name, or where the file is there."""
    site, before = read_site(source, today=today)
    if site is None:
        return Made(path="", problems=before)
    draft = _KINDS[wish.kind](wish, site, words)
    refused = draft.problems or _create(source, draft.path, draft.text)
    if refused:
        return Made(path="", problems=refused)
    if draft.original and draft.ids:
        replace_file(source / draft.original.path, draft.original.text)
    told = {problem.sort_key for problem in before}
    after = read_site(source, today=today)[1]
    return Made(path=draft.path, problems=tuple(p for p in after if p.sort_key not in told), ids=draft.ids,
                original=draft.original.path if draft.original and draft.ids else "")


def _guide(wish: Wish, site: Site, words: Words) -> _Draft:
    draft = _original(wish, site)
    topics = site.settings.topics
    wrong = () if wish.topic in topics else (_unknown("unknown-topic", draft.path, 'no topic "{name}"', wish.topic, topics),)
    known = _country_problems(wish.country, draft.path) or _unknown_country(wish, site, draft.path) if wish.country else ()
    return replace(draft, problems=(*draft.problems, *wrong, *known),
                   text=guide_skeleton(topic=wish.topic, country=wish.country, words=words))


def _page(wish: Wish, site: Site, words: Words) -> _Draft:
    return replace(_original(wish, site), text=page_skeleton(words=words))


def _original(wish: Wish, site: Site) -> _Draft:
    """Where a guide or page goes, and what is wrong with its key and language; no text yet."""
    draft = _in_language(wish, site, wish.language or site.settings.default_language)
    there = site.library.guides.get(wish.name)
    if there is None:
        return draft
    twice = Problem(code="two-originals", place=Place(path=draft.path), related=Place(path=there.original.path),
                    message="this guide has an original already", values={"key": wish.name},
                    hint="for another language write: python build.py new translation {key} LANG")
    return replace(draft, problems=(*draft.problems, twice))


def _translation(wish: Wish, site: Site, words: Words) -> _Draft:
    draft = _in_language(wish, site, wish.language)
    guide = site.library.guides.get(wish.name)
    if draft.problems or guide is None:
        lost = _unknown("no-original", draft.path, 'no guide "{name}" that could be translated', wish.name, site.library.guides)
        return replace(draft, problems=draft.problems or (lost,))
    language = wish.source_language or guide.original.language
    if not guide.is_for(wish.language):
        return replace(draft, problems=(_not_meant(guide, draft.path, wish.language),))
    if language not in guide.versions:
        lost = _unknown("translation-chain", draft.path, 'this guide is not there in the language "{name}"', language,
                        guide.versions)
        return replace(draft, problems=(lost,))
    version = guide.versions[language]
    if version.broken_fields:
        return replace(draft, problems=tuple(p for p in site.problems if p.place.path == version.path))
    file = SourceFile(path=version.path, text=site.library.texts[version.path])
    stamped, ids = with_section_ids(file) if version.is_original else (file, ())
    return replace(draft, original=stamped, ids=ids, text=translation_skeleton(
        stamped, language=language, title=version.head.title, summary=version.head.summary, words=words))


def _not_meant(guide: Guide, path: str, language: str) -> Problem:
    return Problem(code="only", place=guide.original.places.get("only", Place(path=guide.original.path)),
                   message='{path} cannot be: "only" leaves its language out', hint="add {language} to only",
                   values={"path": path, "language": language})


def _in_language(wish: Wish, site: Site, language: str) -> _Draft:
    path = f"content/{language}/{wish.name}.md"
    languages = site.settings.languages
    wrong = None if language in languages else _unknown(
        "unknown-language", path, '"{name}" is no language of site.yaml', language, languages)
    return _Draft(path=path, problems=tuple(p for p in (wrong, key_problem(path, wish.name)) if p))


def _shelter(wish: Wish, site: Site, words: Words) -> _Draft:
    path = f"content/shelters/{wish.name}.yaml"
    known = site.library.organisations
    lost = () if not wish.organisation or wish.organisation in known else (
        _unknown("unknown-organisation", path, 'no organisation "{name}"', wish.organisation, known),)
    return _Draft(path=path, problems=(*_id_problems(wish.name, path), *_country_problems(wish.country, path), *lost),
                  text=shelter_skeleton(country=wish.country, organisation=wish.organisation,
                                        languages=site.settings.languages, words=words))


def _organisation(wish: Wish, site: Site, words: Words) -> _Draft:
    path = f"content/organisations/{wish.name}.yaml"
    return _Draft(path=path, problems=_id_problems(wish.name, path),
                  text=organisation_skeleton(languages=site.settings.languages, words=words))


def _country(wish: Wish, site: Site, words: Words) -> _Draft:
    path = f"content/countries/{wish.name.lower()}.yaml"
    return _Draft(path=path, problems=_country_problems(wish.name, path),
                  text=country_skeleton(wish.name, languages=site.settings.languages, words=words))


def _id_problems(name: str, path: str) -> tuple[Problem, ...]:
    return () if ID.fullmatch(name) else (
        Problem(code="key", place=Place(path=path), message="the name of this file is no id",
                hint="name it with a-z, 0-9 and hyphens only"),)


def _country_problems(code: str, path: str) -> tuple[Problem, ...]:
    """What a country field says of a code."""
    try:
        TypeAdapter(CountryCode).validate_python(code)
    except ValidationError as errors:
        details = errors.errors(include_url=False)[0]
        context = details.get("ctx") or {}
        return (Problem(code="unknown-country", place=Place(path=path), message=details["msg"],
                        hint=str(context.get("hint") or ""), values=dict(context.get("values") or {})),)
    return ()


def _unknown_country(wish: Wish, site: Site, path: str) -> tuple[Problem, ...]:
    """A guide's country must have a file."""
    name = f"countries/{wish.country.lower()}"
    if wish.country in site.library.countries or name in site.library.unreadable:
        return ()
    hint, values = did_you_mean(wish.country, site.library.countries)
    return (Problem(code="unknown-country", place=Place(path=path), message="no file {path}",
                    hint=hint or "add the file, or take country: out", values={"path": f"content/{name}.yaml", **values}),)


def _unknown(code: str, path: str, message: str, name: str, known: Iterable[str]) -> Problem:
    hint, values = did_you_mean(name, known)
    return Problem(code=code, place=Place(path=path), message=message, hint=hint, values={"name": name, **values})


_KINDS: Mapping[str, Callable[[Wish, Site, Words], _Draft]] = {
    "guide": _guide, "page": _page, "translation": _translation, "shelter": _shelter, "country": _country,
    "organisation": _organisation}


def _create(source: Path, path: str, text: str) -> tuple[Problem, ...]:
    """Write a new file whole or not at all, never over another one; why not, where it was not written."""
    target = source / path
    if not target.parent.resolve().is_relative_to((source / "content").resolve()):
        return (Problem(code="special-file", place=Place(path=path), message="this is a link, device or pipe, not a file",
                        hint="put a plain file here"),)
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=".gavan-new-")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
        Path(temporary).chmod(0o644)
        _name_it(Path(temporary), target)
    except FileExistsError:
        return (Problem(code="output-clash", place=Place(path=path), message="{path} is there already",
                        hint="edit that file, or choose another name", values={"path": path}),)
    finally:
        Path(temporary).unlink(missing_ok=True)
    return ()


def _name_it(temporary: Path, target: Path) -> None:
    """Give a finished file its name in one step; FileExistsError where the name is taken."""
    try:
        os.link(temporary, target)
    except FileExistsError:
        raise
    except OSError:  # a file system without links, such as FAT on a USB stick
        if target.exists():
            raise FileExistsError(target) from None
        temporary.rename(target)
