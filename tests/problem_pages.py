"""Reads docs/problems/*.md: the broken files, what Gavan says, the mended files. docs/problems/README.md explains the form."""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from PIL.PngImagePlugin import PngInfo

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "problems"
_BLOCK = re.compile(r"^(`{3,4})(\w+) ([^\n`]+)\n(.*?)^\1$", re.MULTILINE | re.DOTALL)
_CHARACTER = re.compile(r"<U\+([0-9A-F]{4,6})>")


@dataclass(frozen=True, slots=True, kw_only=True)
class Snippet:
    """A file of a page."""

    path: str
    words: tuple[str, ...]
    """What the info string says after the path: broken, mended, before, crlf, repeat=31, …"""
    text: str

    def is_in(self, state: str) -> bool:
        return state in self.words


@dataclass(frozen=True, slots=True, kw_only=True)
class ProblemPage:
    code: str
    heading: str
    severity: str
    sentence: str
    says: str
    """What check prints for the broken files, without the lines that name this page."""
    snippets: tuple[Snippet, ...]

    def files(self, state: str) -> dict[str, bytes | None]:
        """The files of a state (broken, mended, or what they were before) by path; links are left to `links`."""
        return {s.path: _bytes(s) for s in self.snippets if s.is_in(state) and not s.is_in("link")}

    def links(self, state: str) -> dict[str, str]:
        """Symbolic links by path, with what they point to."""
        return {s.path: s.text.strip() for s in self.snippets if s.is_in(state) and s.is_in("link")}


def read_page(path: Path) -> ProblemPage:
    text = path.read_text(encoding="utf-8")
    head = re.match(r"# ([^\n]+)\n\n\*\*(error|warning)\*\*: ([^\n]+)\n", text)
    assert head, f"{path.name} does not begin with its code, severity and sentence"
    blocks = [(m.group(3).split(), m.group(4)) for m in _BLOCK.finditer(text)]
    says = [body for info, body in blocks if info == ["says"]]
    snippets = tuple(Snippet(path=info[0], words=tuple(info[1:]), text=body) for info, body in blocks if info != ["says"])
    return ProblemPage(code=path.stem, heading=head.group(1), severity=head.group(2), sentence=head.group(3),
                       says="".join(says), snippets=snippets)


def make_links(site: Path, links: Mapping[str, str]) -> None:
    for name, target in links.items():
        (site / name).unlink(missing_ok=True)
        (site / name).symlink_to(target)


def _bytes(snippet: Snippet) -> bytes | None:
    if snippet.is_in("removed"):
        return None
    if snippet.is_in("image"):
        return picture(dict(line.split(": ", 1) for line in snippet.text.splitlines()))
    text = _CHARACTER.sub(lambda m: chr(int(m.group(1), 16)), snippet.text)
    for word in snippet.words:
        if word.startswith("repeat="):
            text = _repeated(text, int(word.removeprefix("repeat=")))
    text = text.replace("\n", "\r\n") if snippet.is_in("crlf") else text
    return text.encode("latin-1" if snippet.is_in("latin-1") else "utf-8-sig" if snippet.is_in("bom") else "utf-8")


def _repeated(text: str, times: int) -> str:
    """The last paragraph so many times; {n} is its number, {noise} letters that no compression makes smaller."""
    before, _, last = text.rpartition("\n\n")
    paragraphs = [last.replace("{n}", str(n)).replace("{noise}", hashlib.sha256(str(n).encode()).hexdigest())
                  for n in range(1, times + 1)]
    return before + "\n\n" + "\n".join(paragraphs)


def picture(wanted: Mapping[str, str]) -> bytes:
    """An image as described: format, size ("60 x 40"), filled with (noise), with (EXIF, text)."""
    width, height = map(int, wanted["size"].split(" x "))
    image = Image.new("RGB", (width, height), "steelblue")
    if wanted.get("filled with") == "noise":
        noise = b"".join(hashlib.sha256(n.to_bytes(4, "big")).digest() for n in range(width * height * 3 // 32 + 1))
        image = Image.frombytes("RGB", (width, height), noise[:width * height * 3])
    options: dict[str, object] = {}
    if wanted.get("with") == "EXIF":
        exif = Image.Exif()
        exif[0x010F] = "Example Camera"
        options["exif"] = exif
    if wanted.get("with") == "text":
        info = PngInfo()
        info.add_text("Author", "Example Person")
        options["pnginfo"] = info
    out = io.BytesIO()
    image.save(out, format=wanted["format"], **options)
    return out.getvalue()
