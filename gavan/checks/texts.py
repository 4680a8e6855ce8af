"""Every record of a library with every text in it, and the exact place of a word within a text.

YAML gives the place where a value begins. A word inside it is looked for in the file from there on, since quotes,
escapes and folded lines make an offset in the value another one in the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from pydantic import BaseModel

from gavan.model import Library, Version
from gavan.problems import Place
from gavan.reading.files import SourceFile

Kind = Literal["guide", "country", "fact", "shelter", "organisation", "term"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A record and where its parts stand."""

    kind: Kind
    path: str
    record: BaseModel
    prefix: str
    """Dotted path of the record in its file; empty for a whole file."""
    places: Mapping[str, Place]
    text: str
    """The whole file."""
    version: Version | None = None
    """For a guide."""

    def place(self, at: str) -> Place:
        """The place of a part of the record by its dotted path, else of the nearest thing around it."""
        path = self._full(at)
        while path and path not in self.places:
            path = path.rpartition(".")[0]
        return self.places.get(path) or self.beginning

    def key_place(self, at: str) -> Place:
        """The place of a key, else of its value."""
        return self.places.get(f"key:{self._full(at)}") or self.place(at)

    @property
    def beginning(self) -> Place:
        """Where a missing field is reported: the first key."""
        keys = [place for name, place in self.places.items() if name.startswith("key:")]
        return min(keys, default=Place(path=self.path))

    def words(self) -> Iterator[Words]:
        """Every text in the record, in the order of its fields; choices, codes and addresses are texts too."""
        for at, text in _leaves(self.record):
            yield Words(at=at, text=text, written=self)

    def _full(self, at: str) -> str:
        return ".".join(part for part in (self.prefix, at) if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """One text of a record."""

    at: str
    """Its dotted path within the record: note.ru, sources.0.url."""
    text: str
    written: Written

    @property
    def place(self) -> Place:
        """Where the value begins."""
        return self.written.place(self.at)

    def place_of(self, start: int, end: int) -> Place:
        """The place of text[start:end] in the file; the value's own place where it is written in another way there."""
        source = SourceFile(path=self.written.path, text=self.written.text)
        after = min((p for p in self.written.places.values() if p > self.place), default=None)
        last = _offset(source.text, after) if after else len(source.text)
        fragment = self.text[start:end]
        nth = self.text.count(fragment, 0, start)
        found = list(_as_written(fragment).finditer(source.text, _offset(source.text, self.place), last))
        return source.place(found[min(nth, len(found) - 1)].start()) if found else self.place


def records_of(library: Library) -> Iterator[Written]:
    """Everything that people wrote, drafts among it: guides by version, then the directory."""
    for guide in library.guides.values():
        for version in guide.versions.values():
            yield guide_record(version, library)
    for country in library.countries.values():
        where = {"path": country.path, "places": country.places, "text": library.texts.get(country.path, "")}
        yield Written(kind="country", record=country.head, prefix="", **where)
        for fact in country.facts.values():
            yield Written(kind="fact", record=fact.record, prefix=f"facts.{fact.id}", **where)
    for shelter in library.shelters.values():
        yield Written(kind="shelter", path=shelter.path, record=shelter.record, prefix="", places=shelter.places,
                      text=library.texts.get(shelter.path, ""))
    for entry in library.organisations.values():
        yield Written(kind="organisation", path=entry.path, record=entry.record, prefix="", places=entry.places,
                      text=library.texts.get(entry.path, ""))
    for term in library.glossary:
        yield Written(kind="term", path=term.path, record=term.record, prefix=term.at, places=term.places,
                      text=library.texts.get(term.path, ""))


def guide_record(version: Version, library: Library) -> Written:
    """The front matter of one version of a guide."""
    return Written(kind="guide", path=version.path, record=version.head, prefix="", places=version.places,
                   text=library.texts.get(version.path, ""), version=version)


def _leaves(value: object, at: str = "") -> Iterator[tuple[str, str]]:
    """Dotted path and text of every text in a value."""
    if isinstance(value, str):
        yield at, value
    elif isinstance(value, BaseModel):
        for name, field in type(value).model_fields.items():
            yield from _leaves(getattr(value, name), _joined(at, field.alias or name))
    elif isinstance(value, Mapping):
        for name, inner in value.items():
            yield from _leaves(inner, _joined(at, name))
    elif isinstance(value, tuple):
        for number, inner in enumerate(value):
            yield from _leaves(inner, _joined(at, str(number)))


def _joined(at: str, name: str) -> str:
    return f"{at}.{name}" if at else name


def _offset(text: str, place: Place) -> int:
    """The character offset, from 0, of a place."""
    start = 0
    for _ in range(place.line - 1):
        start = text.find("\n", start) + 1
    return start + place.column - 1


def _as_written(fragment: str) -> re.Pattern[str]:
    """Finds a fragment as YAML may hold it: spaces may be line ends, quotes may be doubled or escaped."""
    parts = [re.escape(part).replace("'", "''?").replace('"', r'\\?"') for part in fragment.split()]
    return re.compile(r"\s+".join(parts))
