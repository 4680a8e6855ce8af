"""Finds what would lead a stranger to a shelter's door: addresses, numbers, coordinates, map links.

The last guard before publication. All expressions (`whereabouts`) match the skeleton of a text (`disguise`), so disguise does
not help.

Deliberately absent: a gazetteer, numbers spelt out in words, HTML entities, images. In doubt a finding wins, but everyday
words pass: a street needs a name or a house number, and a number that counts ("дома 5 человек") is no house number.

Sources: WHATWG URL (backslashes, user-info, trailing dots), RFC 5870 (geo:).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from gavan.checks.disguise import folded, skeleton_of
from gavan.checks.whereabouts import (
    ADDRESS,
    ANY_PRIVATE_HOST,
    COORDINATES,
    HARMLESS,
    MAP_APART,
    MAP_HOST,
    MAP_SCHEMES,
    NUMBERS,
    PLUS_CODES,
    STREETS,
    WHAT3WORDS,
)

Spans = Iterable[tuple[int, int]]
Finder = Callable[[str], Spans]


@dataclass(frozen=True, slots=True, kw_only=True)
class PrivateLocation:
    """One place named in a text; `text == original[start:end]`."""

    start: int
    """Offset of its first character in the original text, from 0."""
    end: int
    """Offset after its last character."""
    kind: str
    """street, number, coordinates, plus-code, what3words or map-link."""
    text: str
    """The original characters, with whatever disguised them."""


def find_private_locations(text: str) -> tuple[PrivateLocation, ...]:
    """Everything in a shelter's free text that tells where it is or whom to ring, by position, never overlapping.

    Link shorteners count as map-link too: nobody sees where they lead. Of two kinds at one spot the first of `_IN_SHELTERS`
    is named. Any string is good input; in an empty one there is nothing. A long number inside a link is a number: links have
    fields of their own.
    """
    return _found(text, _IN_SHELTERS)


def find_private_locations_in_guide(text: str) -> tuple[PrivateLocation, ...]:
    """Only coordinates, map links, plus codes and what3words: guides may name public offices and their telephones.

    The bare name of a map ("Maps.me") is advice, not a place: in a guide a map link has a scheme or a path.
    """
    return _found(text, _IN_GUIDES)


def is_private_host(url: str) -> bool:
    """Whether an address leads to a map, through a shortener or to a telephone (wa.me); geo: counts as a map.

    Also where one address is wrapped in another (`?q=https://…`); one without scheme is read as if it had one. Text that is no
    address is not private.
    """
    return _leads_to(url, ANY_PRIVATE_HOST)


def _found(text: str, kinds: dict[str, Finder]) -> tuple[PrivateLocation, ...]:
    """Runs each kind's finder over the skeleton; a spot already taken by an earlier kind is not named twice."""
    skeleton, offsets = skeleton_of(text)
    taken = bytearray(len(skeleton))
    found = []
    for kind, spans in kinds.items():
        for start, end in spans(skeleton):
            if not any(taken[start:end]):
                taken[start:end] = b"\1" * (end - start)
                first, last = offsets[start], offsets[end - 1] + 1
                found.append(PrivateLocation(start=first, end=last, kind=kind, text=text[first:last]))
    return tuple(sorted(found, key=lambda location: location.start))


def _leads_to(address: str, private_host: re.Pattern[str]) -> bool:
    """Whether the address, or one wrapped in it, is a map's by its scheme or is found by `private_host` in host/path."""
    plain = folded(unquote(unquote(address)).replace("\\", "/")).replace(" ", "").lower()
    for part in re.split(r"https?:/*", plain):
        scheme, colon, rest = part.lstrip("/").partition(":")
        if colon and rest and scheme in MAP_SCHEMES:
            return True
        named = rest if colon and scheme.isalnum() else part
        authority, slash, path = re.sub(r"[?#]", "/", named.lstrip("/"), count=1).partition("/")
        host = authority.rpartition("@")[2].partition(":")[0].strip(".")
        if private_host.match(".".join(map(_label, host.split("."))) + slash + path):
            return True
    return False


def _label(label: str) -> str:
    """A label of a host as a reader sees it: punycode read and folded; a broken one unchanged."""
    if not label.startswith("xn--") or len(label) > 63:
        return label
    try:
        return folded(label[4:].encode("ascii").decode("punycode")).lower()
    except ValueError:
        return label


# --- finders: skeleton → spans in it ---


def _matches(*expressions: re.Pattern[str]) -> Finder:
    return lambda skeleton: (match.span() for expression in expressions for match in expression.finditer(skeleton))


def _streets(skeleton: str) -> Iterator[tuple[int, int]]:
    """Spans of streets, houses and flats; those that only punctuation parts are one address, so one span."""
    start = end = 0
    for first, last in sorted(_matches(*STREETS)(skeleton)):
        if end and skeleton[end:first].strip(" ,.;:/()-"):
            yield start, end
            end = 0
        start, end = (start, max(end, last)) if end else (first, last)
    if end:
        yield start, end


def _numbers(skeleton: str) -> Spans:
    """Seven digits or more, however spread, that are no date, hours, years or sum."""
    return _matches(*NUMBERS)(HARMLESS.sub(lambda match: "\0" * len(match[0]), skeleton))


def _links(private_host: re.Pattern[str], telling: str) -> Finder:
    """Finds addresses of private hosts that contain one of the `telling` characters."""

    def find(skeleton: str) -> Iterator[tuple[int, int]]:
        for match in ADDRESS.finditer(skeleton):
            address = match[0].rstrip(".:!?-")
            if any(sign in address for sign in telling) and _leads_to(address, private_host):
                yield match.start(), match.start() + len(address)
        yield from _matches(MAP_APART)(skeleton)

    return find


_PLACES = {"coordinates": _matches(*COORDINATES), "plus-code": _matches(PLUS_CODES), "what3words": _matches(WHAT3WORDS)}
_IN_GUIDES: dict[str, Finder] = {"map-link": _links(MAP_HOST, "/:?#"), **_PLACES}
_IN_SHELTERS: dict[str, Finder] = {
    "map-link": _links(ANY_PRIVATE_HOST, ".:"),
    **_PLACES,
    "street": _streets,
    "number": _numbers,
}
