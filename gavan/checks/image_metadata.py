"""What an image file holds beside its picture: place, camera, author, words, a second file behind the first.

An allow-list over the parts of the three formats, so that a kind of metadata nobody thought of is named too. Colour
profiles and what is needed to draw the picture pass. PNG specification (W3C, third edition), ITU-T T.81 annex B, WebP
container specification (Google).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

_PNG_KEPT = frozenset((b"IHDR PLTE IDAT IEND tRNS cHRM gAMA iCCP sBIT sRGB cICP mDCV cLLI bKGD hIST pHYs sPLT acTL fcTL fdAT"
                       ).split())
_PNG_NAMES = {b"eXIf": "EXIF", b"tEXt": "text", b"zTXt": "text", b"iTXt": "text", b"tIME": "time"}
_WEBP_KEPT = frozenset((b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ICCP"))
_WEBP_NAMES = {b"EXIF": "EXIF", b"XMP ": "XMP"}
_AFTER_END = "data after the end"


def metadata_in(data: bytes, kind: str) -> tuple[str, ...]:
    """Names of what does not belong to the picture, in the order of the file, each once; `kind` is PNG, JPEG or WEBP.

    A file that is cut short gives what was found up to there.
    """
    return tuple(dict.fromkeys(_READERS[kind](data)))


def _png(data: bytes) -> Iterator[str]:
    at = 8
    while at + 8 <= len(data):
        length, name = int.from_bytes(data[at:at + 4], "big"), data[at + 4:at + 8]
        at += 12 + length
        if name not in _PNG_KEPT:
            yield _PNG_NAMES.get(name, _printable(name))
        if name == b"IEND":
            break
    if at < len(data):
        yield _AFTER_END


def _jpeg(data: bytes) -> Iterator[str]:
    at = 2
    while at + 4 <= len(data):
        if data[at] != 0xFF:
            at += 1
            continue
        marker = data[at + 1]
        if marker == 0xD9:
            break
        if marker in (0x00, 0x01, 0xFF) or 0xD0 <= marker <= 0xD8:
            at += 1 if marker == 0xFF else 2
            continue
        length = int.from_bytes(data[at + 2:at + 4], "big")
        name = _jpeg_name(marker, data[at + 4:at + 2 + length])
        if name:
            yield name
        at += 2 + length
    if data.find(b"\xff\xd9", at) >= 0 and data.find(b"\xff\xd9", at) + 2 < len(data):
        yield _AFTER_END


def _jpeg_name(marker: int, content: bytes) -> str:
    """What a segment is called; empty for one that belongs to the picture."""
    if marker == 0xFE:
        return "comment"
    if not 0xE0 <= marker <= 0xEF:
        return ""
    if (marker, content[:5]) == (0xE0, b"JFIF\0") or (marker, content[:12]) == (0xE2, b"ICC_PROFILE\0") or (
            marker, content[:5]) == (0xEE, b"Adobe"):
        return ""
    if marker == 0xE1:
        return "EXIF" if content[:4] == b"Exif" else "XMP"
    return "IPTC" if marker == 0xED else f"APP{marker - 0xE0}"


def _webp(data: bytes) -> Iterator[str]:
    end = 8 + int.from_bytes(data[4:8], "little")
    yield from _webp_chunks(data[:end], 12)
    if end + end % 2 < len(data):
        yield _AFTER_END


def _webp_chunks(data: bytes, at: int) -> Iterator[str]:
    while at + 8 <= len(data):
        name, length = data[at:at + 4], int.from_bytes(data[at + 4:at + 8], "little")
        if name == b"ANMF":
            yield from _webp_chunks(data[at + 8:at + 8 + length], 16)
        elif name not in _WEBP_KEPT:
            yield _WEBP_NAMES.get(name, _printable(name))
        at += 8 + length + length % 2


def _printable(name: bytes) -> str:
    return "".join(chr(b) if 32 < b < 127 else "?" for b in name)


_READERS: Mapping[str, Callable[[bytes], Iterator[str]]] = {"PNG": _png, "JPEG": _jpeg, "WEBP": _webp}
