"""No text may lead a pursuer to a person's bed: shelters are judged strictly, all else for maps and coordinates.

The detector is `checks.privacy`; this says over which texts it goes. The messages never repeat what was found, since
the reports of a public repository are public too.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html import unescape

from gavan.checks.privacy import (
    PrivateLocation,
    find_private_locations,
    find_private_locations_in_guide,
    is_private_host,
)
from gavan.checks.texts import Written, records_of
from gavan.content.markup import Body, plain
from gavan.model import Library, Version
from gavan.problems import Place, Problem
from gavan.reading.files import SourceFile

Finder = Callable[[str], tuple[PrivateLocation, ...]]

MESSAGES = {
    "street": "this looks like a street address",
    "number": "this looks like a telephone number or another long number",
    "coordinates": "these look like coordinates",
    "plus-code": "this looks like a plus code",
    "what3words": "this looks like the three words of a map",
    "map-link": "this leads to a map, or nobody sees where it leads",
}
_SHELTER_HINT = "take it out: people ask for the place through the contact and are told where it is"
_HINT = "take it out; name the office and the town instead, or link to the office's own page"


def judge_locations(library: Library) -> Iterator[Problem]:
    for written in records_of(library):
        yield from _in_record(written)
        if written.version:
            yield from _in_body(written.version, written.text)
    for name in library.unreadable:
        path = f"content/{name}.yaml"
        if name.startswith("shelters/") and path in library.texts:
            yield from _in_broken_shelter(SourceFile(path=path, text=library.texts[path]))


def _in_record(written: Written) -> Iterator[Problem]:
    strict = written.kind == "shelter"
    finder: Finder = find_private_locations if strict else find_private_locations_in_guide
    hint = _SHELTER_HINT if strict else _HINT
    for words in written.words():
        if words.at.rpartition(".")[2] == "url":
            if is_private_host(words.text):
                yield _problem("map-link", words.place, hint)
            continue
        for found in finder(words.text):
            yield _problem(found.kind, words.place_of(found.start, found.end), hint)


def _in_broken_shelter(source: SourceFile) -> Iterator[Problem]:
    """A record that cannot be read is searched as it stands, line by line, but for its links: this cannot wait for a mend."""
    without_links = re.sub(r"https?://[^\s\"']+", lambda link: "x" * len(link.group()), source.text)
    offset = 0
    for line in without_links.split("\n"):
        for found in find_private_locations(line):
            yield _problem(found.kind, source.place(offset + found.start), _SHELTER_HINT)
        offset += len(line) + 1


def _in_body(version: Version, text: str) -> Iterator[Problem]:
    """In the Markdown as written, comments too; then in the page, for what only entities hid in the Markdown."""
    source = SourceFile(path=version.path, text=text)
    start = _line_offset(text, version.body_line)
    raw = find_private_locations_in_guide(text[start:])
    for found in raw:
        yield _problem(found.kind, source.place(start + found.start), _HINT)
    known = {_letters(found.text) for found in raw}
    for place, words in _shown(version):
        for found in find_private_locations_in_guide(words):
            if not any(_letters(found.text) in known_one for known_one in known):
                yield _problem(found.kind, place, _HINT)


def _shown(version: Version) -> Iterator[tuple[Place, str]]:
    """What a reader gets of the body, piece by piece, with the place of the section or link it stands in."""
    body: Body = version.body
    top = Place(path=version.path, line=version.body_line + 1)
    yield top, unescape(plain((body.intro.html,)))
    for section in body.sections:
        yield version.places.get(f"section:{section.id}", top), unescape(plain((section.html,)))
    yield top, unescape(plain((body.footnotes,)))
    for link in body.links:
        yield version.place_of_use("links", link.target, 1), link.target


def _letters(text: str) -> str:
    return re.sub(r"[\W_]", "", text)


def _line_offset(text: str, lines: int) -> int:
    at = 0
    for _ in range(lines):
        at = text.find("\n", at) + 1
    return at


def _problem(kind: str, place: Place, hint: str) -> Problem:
    return Problem(code="private-location", place=place, message=MESSAGES[kind], hint=hint)
