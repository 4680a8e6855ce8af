"""Two versions of one guide, the translation stamped, and what is wrong between them: no folder, no settings file."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from gavan.content.library import LibraryRead, read_library
from gavan.reading.files import SourceFile, Tree
from gavan.reading.schema import Context
from gavan.settings import Settings

TODAY = datetime.date(2026, 11, 22)
LANGUAGES = ("ru", "en", "tr", "fa")
SETTINGS = Settings.model_validate({
    "title": {"en": "Example"}, "description": {"en": "A site for tests."}, "languages": LANGUAGES,
    "locales": {"en": "en_GB"}, "topics": {"stay": {"label": {"en": "Stay"}}}})


def library_of(files: Mapping[str, str]) -> LibraryRead:
    """What a content folder with these files holds."""
    tree = Tree(texts=tuple(SourceFile(path=path, text=text) for path, text in sorted(files.items())), images=(), problems=())
    return read_library(tree, Context(today=TODAY, languages=LANGUAGES))


def original(body: str, *, title: str = "Example", summary: str = "An example.", fields: str = "") -> str:
    """The file of a page; `fields` are further lines of front matter."""
    return f"---\ntitle: {title}\nsummary: {summary}\nkind: page\n{fields}---\n\n{body}\n"


def stamped(source: str, language: str, body: str, *, title: str = "Example", summary: str = "An example.",
            differs: str = "", drop: tuple[str, ...] = ()) -> str:
    """The file of a translation that vouches for every section of the file `source` in `language`, but for those in `drop`."""
    guide = library_of({f"content/{language}/example.md": source}).library.guides["example"]
    digests = {name: guide.original.digest_of(name) for name in guide.original.section_ids if name not in drop}
    lines = "".join(f'  {name}: "{digest}"\n' for name, digest in digests.items())
    more = f"differs: [{differs}]\n" if differs else ""
    return (f"---\ntitle: {title}\nsummary: {summary}\ntranslated_from: {language}\nsource_digests:\n{lines}"
            f"changes_seen: 0\n{more}---\n\n{body}\n")
