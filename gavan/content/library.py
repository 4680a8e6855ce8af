"""The whole content folder as one Library, with the problems met on the way."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath

from gavan.content.directory import read_directory
from gavan.content.guides import read_guides
from gavan.content.markup import Parser
from gavan.model import Library
from gavan.problems import Place, Problem, did_you_mean
from gavan.reading.files import SourceFile, Tree
from gavan.reading.schema import Context

RECORD_FOLDERS = ("countries", "shelters", "organisations")
UNREAD = ("not-utf8", "file-too-large", "special-file")
"""Problems after which nothing of a file is known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LibraryRead:
    library: Library
    problems: tuple[Problem, ...]


def read_library(tree: Tree, context: Context) -> LibraryRead:
    """Library of a content tree (paths begin with content/). Files that nothing reads are problems."""
    markdown, records, stray = [], [], []
    for source in tree.texts:
        place = _place_of(source, context)
        {"guide": markdown, "record": records}.get(place, stray).append(source)
    unread = frozenset(name for p in tree.problems if p.code in UNREAD for name in _names_of(p.place.path, context))
    guides = read_guides(markdown, context, Parser(), unread=unread)
    directory = read_directory(records, context)
    library = Library(
        guides={g.key: g for g in guides.guides}, countries={c.code: c for c in directory.countries},
        shelters={s.id: s for s in directory.shelters}, organisations={o.id: o for o in directory.organisations},
        glossary=directory.glossary, images={i.path.removeprefix("content/"): i.data for i in tree.images},
        texts={source.path: source.text for source in tree.texts},
        unreadable=directory.unreadable | guides.broken_keys | unread)
    problems = (*tree.problems, *guides.problems, *directory.problems, *(_stray(s, context) for s in stray))
    return LibraryRead(library=library, problems=problems)


def _names_of(path: str, context: Context) -> tuple[str, ...]:
    """What others may call the thing in a file (see Library.unreadable)."""
    inside = path.removeprefix("content/")
    if inside.endswith(".yaml"):
        return (inside.removesuffix(".yaml"),)
    language, _, key = inside.partition("/")
    return (inside, key.removesuffix(".md")) if language in context.languages and key.endswith(".md") else (inside,)


def _place_of(source: SourceFile, context: Context) -> str:
    parts = PurePosixPath(source.path).parts[1:]
    if len(parts) > 1 and parts[0] in context.languages and source.path.endswith(".md"):
        return "guide"
    if source.path == "content/glossary.yaml" or (len(parts) == 2 and parts[0] in RECORD_FOLDERS
                                                  and source.path.endswith(".yaml")):
        return "record"
    return ""


def _stray(source: SourceFile, context: Context) -> Problem:
    folder = PurePosixPath(source.path).parts[1]
    known = (*context.languages, *RECORD_FOLDERS)
    if folder in known or "/" not in source.path.removeprefix("content/"):
        return Problem(code="stray-file", place=Place(path=source.path), message="nothing reads a file with this name here",
                       hint="guides stand in content/<language>/, records in content/countries, shelters, organisations")
    hint, values = did_you_mean(folder, known)
    return Problem(code="unknown-language", place=Place(path=source.path), message='"{name}" is no language of site.yaml',
                   hint=hint, values={"name": folder, **values})
