"""`stamp`: a person says that a translation renders its original as it stands now; the digests go into its front matter.

Of an original it gives the ids that `check` proposes to headings that have none.
"""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from gavan.checks.guides import empty_sections
from gavan.content.guides import key_of, proposed_ids
from gavan.content.scanner import scan
from gavan.model import Guide, Library, Version
from gavan.reading.files import SourceFile, read_text
from gavan.reading.frontmatter import split


@dataclass(frozen=True, slots=True)
class Stamped:
    good: bool
    message: str
    values: Mapping[str, str]


def stamp(library: Library, source: Path, file: Path) -> Stamped:
    """Write source_digests and changes_seen of one translation and name the sections they vouch for; of an original, write
    the ids that its headings lack and name them.

    Refused, with nothing written: files outside content/, and translations whose sections are not their original's or have
    no text yet (but for those that `differs` names).
    """
    path = os.path.relpath(file.resolve(), source.resolve()).replace(os.sep, "/")
    if not re.fullmatch(r"content/[^/]+/.+\.md", path):
        return Stamped(False, "{path}: not a guide below content/", {"path": path})
    language, key = key_of(path)
    guide = library.guides.get(key)
    version = guide.versions.get(language) if guide else None
    if guide is None or version is None or version.broken_fields:
        return Stamped(False, "{path}: not a sound guide; run check first", {"path": path})
    return _original(source, path) if version.is_original else _translation(source, guide, version)


def _original(source: Path, path: str) -> Stamped:
    file = read_text(source, path)[0]
    assert file is not None
    mended, ids = with_section_ids(file)
    if not ids:
        return Stamped(True, "{path}: an original, and every section has its id", {"path": path})
    replace_file(source / path, mended.text)
    return Stamped(True, "{path}: an original; these sections have ids now: {sections}",
                   {"path": path, "sections": ", ".join(ids)})


def with_section_ids(file: SourceFile) -> tuple[SourceFile, tuple[str, ...]]:
    """A guide's file with the proposed id in each h2 and h3 that has none, and these ids."""
    parts, _ = split(file)
    if parts is None:
        return file, ()
    lines, ids = file.text.split("\n"), []
    for heading, name in proposed_ids(scan(file.path, parts.body, parts.body_line).headings):
        at = heading.place.line - 1
        lines[at] = f"{re.sub(r'[ ]+#+[ ]*$', '', lines[at]).rstrip()} {{#{name}}}"
        ids.append(name)
    return SourceFile(path=file.path, text="\n".join(lines)), tuple(ids)


def _translation(source: Path, guide: Guide, version: Version) -> Stamped:
    path, origin = version.path, guide.source_of(version)
    if origin is None:
        return Stamped(False, "{path}: not a sound guide; run check first", {"path": path})
    differing = {d.section for d in version.head.differs} if hasattr(version.head, "differs") else set()
    odd = (set(origin.section_ids) ^ set(version.section_ids)) - differing
    if odd:
        return Stamped(False, "{path}: these sections are not in both: {sections}",
                       {"path": path, "sections": ", ".join(sorted(odd))})
    empty = [problem.values["section"] for problem in empty_sections(guide, version)]
    if empty:
        return Stamped(False, "{path}: these sections are not translated yet: {sections}",
                       {"path": path, "sections": ", ".join(empty)})
    digests = {section: origin.digest_of(section) or "" for section in origin.section_ids}
    text = read_text(source, path)[0]
    assert text is not None
    replace_file(source / path, _with_stamp(text.text, digests, len(guide.head.changes)))
    return Stamped(True, "{path}: vouches for {sections}", {"path": path, "sections": ", ".join(digests)})


def _with_stamp(text: str, digests: Mapping[str, str], seen: int) -> str:
    """The file with a new stamp at the end of its front matter, the old one gone."""
    head, body = re.match(r"---[ \t]*\n(.*?\n)---[ \t]*(?:\n|\Z)(.*)", text, re.DOTALL).groups()  # type: ignore[union-attr]
    kept = re.sub(r"^(?:source_digests:.*\n(?:[ \t]+.*\n)*|changes_seen:.*\n)", "", head, flags=re.MULTILINE)
    lines = "".join(f'  {section}: "{digest}"\n' for section, digest in digests.items())
    return f"---\n{kept}source_digests:\n{lines}changes_seen: {seen}\n---\n{body}"


def replace_file(path: Path, text: str) -> None:
    """Give a file another text in one step."""
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".gavan-stamp-")
    with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
        file.write(text)
    Path(temporary).chmod(0o644)
    Path(temporary).replace(path)
