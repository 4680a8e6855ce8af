"""The texts that `new` writes: values to text, no disk. What they leave empty, `check` names.

A translation has its source's sections with their ids; the source's words stand beside them as comments, links and facts as
they are written there. The parser drops comments, so nothing of them is ever published.
"""

from __future__ import annotations

import typing
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from gavan.content.scanner import Heading, scan
from gavan.reading.files import SourceFile
from gavan.reading.frontmatter import split
from gavan.records import Organisation, Shelter

Words = Callable[[str], str]
"""gettext of the editor's language, for comments in what is written."""
SOURCES = 'sources:\n  - {url: "", title: "", date: ""}\nverified: never\n'


def guide_skeleton(*, topic: str, country: str, words: Words) -> str:
    where = f"country: {country}\n" if country else ""
    return _file(f'title: ""\nsummary: ""\nkind: guide\n{where}topic: {topic}\n{SOURCES}', _begin(words))


def page_skeleton(*, words: Words) -> str:
    return _file('title: ""\nsummary: ""\nkind: page\n', _begin(words))


def _begin(words: Words) -> str:
    return "<!-- {} -->\n".format(words(
        "Write the text here. Begin a section with ## and its heading; python build.py stamp gives it an id."))


def _file(head: str, body: str) -> str:
    return f"---\n{head}---\n\n{body}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A section as it is written: its heading, and the Markdown up to the next one."""

    heading: Heading | None
    """None for what stands before the first heading."""
    text: str


def pieces(source: SourceFile) -> Iterator[Piece]:
    """The sections of a guide's file in order, without its comments; the introduction first."""
    parts, _ = split(source)
    if parts is None:
        return
    seen = scan(source.path, parts.body, parts.body_line)
    lines = seen.clean.split("\n")
    heads = [heading for heading in seen.headings if heading.level in (2, 3)]
    starts = [heading.place.line - parts.body_line - 1 for heading in heads]
    ends = [*starts, len(lines)]
    yield Piece(heading=None, text="\n".join(lines[:ends[0]]).strip("\n"))
    for heading, start, end in zip(heads, starts, ends[1:], strict=True):
        after = start + (1 if lines[start].startswith("#") else 2)  # a heading underlined with === or --- has two lines
        yield Piece(heading=heading, text="\n".join(lines[after:end]).strip("\n"))


def translation_skeleton(source: SourceFile, *, language: str, title: str, summary: str, words: Words) -> str:
    """A translation to be, of the guide in `source` (in `language`, with this title and summary)."""
    head = (f'# {language}: {_line(title)}\ntitle: ""\n# {language}: {_line(summary)}\nsummary: ""\n'
            f"translated_from: {language}\n")
    note = words(
        "Translate section by section and delete these comments. Links and facts stay as they are, headings keep their ids.")
    blocks = [f"<!-- {note} -->"]
    for piece in pieces(source):
        blocks += [_heading(piece.heading)] if piece.heading else []
        blocks += _beside(piece, language)
    return _file(head, "\n\n".join(blocks) + "\n")


def _heading(heading: Heading) -> str:
    return "#" * heading.level + (f" {{#{heading.id}}}" if heading.id else "")


def _beside(piece: Piece, language: str) -> list[str]:
    """The words of a section as a comment. The empty line before its end keeps an odd backtick from swallowing that end."""
    title = f" {piece.heading.text}" if piece.heading else ""
    if not title and not piece.text.strip():
        return []
    inside = f"{language}:{title}" + (f"\n\n{piece.text}\n\n" if piece.text.strip() else " ")
    return ["<!-- " + inside.replace("-->", "--&gt;") + "-->"]


def _line(text: str) -> str:
    return " ".join(text.split())


def shelter_skeleton(*, country: str, organisation: str, languages: Sequence[str], words: Words) -> str:
    empty = _by_language(languages)
    named = f"organisation: {organisation}\n# name: {empty}\n" if organisation else f"name: {empty}\n# organisation: {_ID}\n"
    rule = words("Never a street, a house number, a coordinate, a link to a map or a person's phone number.")
    return (f"# {rule}\n{named}country: {country}\n# city: {empty}\n"
            f'status: ""  # {_choices(Shelter, "status")}\n'
            f"# accepts: []  # {_choices(Shelter, 'accepts')}\n# languages: []  # ru, en, …\n"
            f"# cost: free  # {_choices(Shelter, 'cost')}\n# stay_days: 14\n# capacity: 25\n"
            f'# contact: {{url: "https://…", telegram: "…", email: "…"}}\n# how: {empty}\n# note: {empty}\n{SOURCES}')


def organisation_skeleton(*, languages: Sequence[str], words: Words) -> str:
    empty = _by_language(languages)
    anywhere = words("[TR, GE]; [] means anywhere")
    return (f"name: {empty}\ncountries:  # {anywhere}\n# languages: []  # ru, en, …\n"
            f"# offers: []  # {_choices(Organisation, 'offers')}\n"
            f'# contact: {{url: "https://…", telegram: "…", email: "…", phone: "…"}}\n'
            f'status: ""  # {_choices(Organisation, "status")}\n# note: {empty}\n{SOURCES}')


def country_skeleton(code: str, *, languages: Sequence[str], words: Words) -> str:
    empty = _by_language(languages)
    rule = words("The lines below are examples. Take the # away and fill them in, each with its source.")
    source = '[{url: "https://…", title: "…", date: 2026-05-25}]'
    return (f"country: {code}\nsummary: {empty}\n\n# {rule}\n"
            f"# warnings:\n#   - {{level: danger, text: {empty}, sources: {source}}}\n"
            f'# emergency:\n#   - {{number: "112", what: {empty}, sources: {source}}}\n'
            f"# facts:\n#   visa_free_stay:\n#     topic: stay\n#     label: {empty}\n#     value: 60\n#     unit: day\n"
            f"#     confidence: medium\n#     sources: {source}\n#     verified: never\n")


_ID = "…"


def _by_language(languages: Sequence[str]) -> str:
    return "{" + ", ".join(f'{code}: ""' for code in languages) + "}"


def _choices(schema: type, name: str) -> str:
    """The choices of a field, as the records have them."""
    def inside(annotation: object) -> Iterator[str]:
        if typing.get_origin(annotation) is typing.Literal:
            yield from typing.get_args(annotation)
        for part in typing.get_args(annotation):
            yield from inside(part)

    return ", ".join(inside(schema.model_fields[name].annotation))  # type: ignore[attr-defined]
