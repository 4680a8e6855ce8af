"""`stamp`: a person says that a translation renders its original as it stands now; the digests go into its front matter."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from gavan.content.guides import key_of
from gavan.model import Library
from gavan.reading.files import read_text


@dataclass(frozen=True, slots=True)
class Stamped:
    good: bool
    message: str
    values: Mapping[str, str]


def stamp(library: Library, source: Path, file: Path) -> Stamped:
    """Write source_digests and changes_seen of one translation and name the sections they vouch for.

    Refused, with nothing written: files outside content/, originals, and translations whose sections are not their
    original's (but for those that `differs` names).
    """
    path = os.path.relpath(file.resolve(), source.resolve()).replace(os.sep, "/")
    if not re.fullmatch(r"content/[^/]+/.+\.md", path):
        return Stamped(False, "{path}: not a guide below content/", {"path": path})
    language, key = key_of(path)
    guide = library.guides.get(key)
    version = guide.versions.get(language) if guide else None
    origin = guide.source_of(version) if guide and version else None
    if guide is None or version is None or origin is None:
        return Stamped(False, "{path}: not a sound translation; run check first", {"path": path})
    differing = {d.section for d in version.head.differs} if hasattr(version.head, "differs") else set()
    odd = (set(origin.section_ids) ^ set(version.section_ids)) - differing
    if odd:
        return Stamped(False, "{path}: these sections are not in both: {sections}",
                       {"path": path, "sections": ", ".join(sorted(odd))})
    digests = {section: origin.digest_of(section) or "" for section in origin.section_ids}
    text = read_text(source, path)[0]
    assert text is not None
    _write(source / path, _with_stamp(text.text, digests, len(guide.head.changes)))
    return Stamped(True, "{path}: vouches for {sections}", {"path": path, "sections": ", ".join(digests)})


def _with_stamp(text: str, digests: Mapping[str, str], seen: int) -> str:
    """The file with a new stamp at the end of its front matter, the old one gone."""
    head, body = re.match(r"---\n(.*?\n)---[ \t]*(?:\n|\Z)(.*)", text, re.DOTALL).groups()  # type: ignore[union-attr]
    kept = re.sub(r"^(?:source_digests:.*\n(?:[ \t]+.*\n)*|changes_seen:.*\n)", "", head, flags=re.MULTILINE)
    lines = "".join(f'  {section}: "{digest}"\n' for section, digest in digests.items())
    return f"---\n{kept}source_digests:\n{lines}changes_seen: {seen}\n---\n{body}"


def _write(path: Path, text: str) -> None:
    """Replace a file in one step."""
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".gavan-stamp-")
    with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
        file.write(text)
    Path(temporary).chmod(0o644)
    Path(temporary).replace(path)
