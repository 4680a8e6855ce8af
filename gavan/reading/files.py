"""Source files: what lies on the disk, as text with its path, within limits.

Reads and never interprets. A file that cannot be used becomes a problem, not an exception; a missing folder is empty.
"""

from __future__ import annotations

import os
import re
import stat
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from gavan.problems import Place, Problem

MAX_TEXT_BYTES = 200_000
"""Four times the longest public handbook page we know; a guide of that size could not be published anyway."""
MAX_IMAGE_BYTES = 2_000_000
"""Far above what `image-too-large` allows, so that the message can name the size."""

# Controls but tab and line feed; bidirectional and zero-width characters, line separators; private use, which our own
# slot marks need for themselves (Unicode 15, chapter 23); U+FFFE and U+FFFF, which no feed may hold (XML 1.0, section 2.2).
# U+200C and U+200D stay: Persian and emoji need them.
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff"
    "\ue000-\uf8ff\U000e0000-\U000e0fff\U000f0000-\U0010ffff]"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceFile:
    """A text file as it was read."""

    path: str
    """Relative to the source folder, with forward slashes."""
    text: str
    """Without byte order mark, line ends as \\n. Empty where the file could not be read as text."""

    def place(self, offset: int) -> Place:
        """Line and column, both from 1, of a character offset from 0; beyond the end it is the end."""
        before = self.text[:offset]
        return Place(path=self.path, line=before.count("\n") + 1, column=len(before) - before.rfind("\n"))


@dataclass(frozen=True, slots=True, kw_only=True)
class ImageFile:
    """An image beside the guides, as bytes."""

    path: str
    data: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Tree:
    """All files of one folder, sorted by path."""

    texts: tuple[SourceFile, ...]
    images: tuple[ImageFile, ...]
    problems: tuple[Problem, ...]


TEXT_ENDINGS = (".md", ".yaml", ".po", ".html", ".xml", ".css", ".js", ".svg", ".txt", ".json")
IMAGE_ENDINGS = (".png", ".jpg", ".jpeg", ".webp", ".gif", ".avif", ".bmp", ".tif", ".tiff", ".heic")


def read_tree(root: Path, folder: str) -> Tree:
    """Everything below `root/folder`; hidden files are left out. Paths are relative to `root`."""
    texts: list[SourceFile] = []
    images: list[ImageFile] = []
    problems: list[Problem] = []
    for path in _walk(root, folder, problems):
        ending = PurePosixPath(path).suffix.lower()
        if ending in IMAGE_ENDINGS:
            data = _bytes(root, path, MAX_IMAGE_BYTES, problems)
            images += [ImageFile(path=path, data=data)] if data is not None else []
        elif ending in TEXT_ENDINGS:
            source, found = read_text(root, path)
            texts += [source] if source else []
            problems += found
        else:
            problems.append(Problem(code="stray-file", place=Place(path=path),
                                    message="nothing reads a file with this ending",
                                    hint="guides end in .md, records in .yaml; take other files out of the folder"))
    return Tree(texts=tuple(texts), images=tuple(images), problems=tuple(problems))


def read_text(root: Path, path: str) -> tuple[SourceFile | None, tuple[Problem, ...]]:
    """One text file. None only where there is nothing to go on with; a file with forbidden characters is still returned."""
    problems: list[Problem] = []
    data = _bytes(root, path, MAX_TEXT_BYTES, problems)
    if data is None:
        return None, tuple(problems)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        good = _with_line_feeds(error.object[:error.start].decode())  # error.object has no byte order mark any more
        place = SourceFile(path=path, text=good).place(len(good))
        return None, (Problem(code="not-utf8", place=place, message="this byte is not UTF-8",
                              hint="save the file as UTF-8 in your editor"),)
    source = SourceFile(path=path, text=_with_line_feeds(text))
    return source, tuple(_control_characters(source))


def _with_line_feeds(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _control_characters(source: SourceFile) -> list[Problem]:
    found = list(_FORBIDDEN.finditer(source.text))[:20]
    return [Problem(code="control-character", place=source.place(m.start()),
                    message="the character {character} cannot be seen and is not allowed",
                    hint="delete it: put the cursor behind it and press backspace",
                    values={"character": f"U+{ord(m.group()):04X}"}) for m in found]


def _walk(root: Path, folder: str, problems: list[Problem]) -> list[str]:
    """Paths of the plain files below a folder, sorted; links, devices and pipes are problems and are not followed."""
    found: list[str] = []
    waiting = [folder]
    while waiting:
        here = waiting.pop()
        try:
            entries = list(os.scandir(root / here))
        except FileNotFoundError:
            continue
        for entry in entries:
            path = f"{here}/{entry.name}"
            if entry.name.startswith("."):
                continue
            if not entry.name.isprintable():  # bytes that are no UTF-8, line feeds: neither to be shown nor to be published
                problems.append(Problem(code="key", place=Place(path=f"{here}/{ascii(entry.name)[1:-1]}"),
                                        message="the name of this file cannot be shown",
                                        hint="name it with a-z, 0-9 and hyphens only"))
                continue
            mode = entry.stat(follow_symlinks=False).st_mode
            if stat.S_ISDIR(mode):
                waiting.append(path)
            elif stat.S_ISREG(mode):
                found.append(path)
            else:
                problems.append(Problem(code="special-file", place=Place(path=path),
                                        message="this is a link, device or pipe, not a file",
                                        hint="put a plain file here"))
    return sorted(found)


def _bytes(root: Path, path: str, limit: int, problems: list[Problem]) -> bytes | None:
    with (root / path).open("rb") as file:
        data = file.read(limit + 1)
    if len(data) <= limit:
        return data
    problems.append(Problem(code="file-too-large", place=Place(path=path),
                            message="the file is larger than {limit} bytes", hint="split it into two",
                            values={"limit": f"{limit:,}"}))
    return None
