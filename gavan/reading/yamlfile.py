"""YAML with the place of every key and value, and none of YAML 1.1's surprises.

Scalars stay text: `no`, `0212` and `12:30` keep what was written; the schema converts. Duplicate keys, anchors, aliases,
tags and deep nesting are problems. Built on PyYAML's events, so that no input can make it recurse.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import yaml

from gavan.problems import Place, Problem
from gavan.reading.files import SourceFile

MAX_DEPTH = 12
"""The deepest record we publish nests five levels."""

ALIAS = ("anchors (&), aliases (*) and tags (!) are not allowed",
         "write the value out, or put it in quotes if it begins with one of these signs")
Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
KeyPath = tuple[str | int, ...]
Value = None | str | list["Value"] | dict[str, "Value"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A YAML document as plain values with places."""

    value: Value
    """Mappings, lists, text; None for an empty value. None as a whole where the document is empty or unreadable."""
    keys: Mapping[KeyPath, Place]
    """Where each mapping key stands."""
    places: Mapping[KeyPath, Place]
    """Where each value begins; () is the document."""
    problems: tuple[Problem, ...]
    is_whole: bool = True
    """False where reading stopped before the end, so that what is missing here may well stand in the file."""

    def place(self, path: KeyPath) -> Place:
        """The place of a value, else of the nearest thing around it."""
        while path not in self.places and path:
            path = path[:-1]
        return self.places[path]

    def key_place(self, path: KeyPath) -> Place:
        """The place of a key, else of its value or what is around it."""
        return self.keys.get(path) or self.place(path)


@dataclass(slots=True)
class _Open:
    """A list or mapping that is being read."""

    path: KeyPath
    value: list | dict
    key: str | None = None
    is_key: bool = False
    """It stands where a key should: what follows it is still the value of that key."""


@dataclass(slots=True)
class _Builder:
    source: SourceFile
    line_offset: int
    keys: dict[KeyPath, Place] = field(default_factory=dict)
    places: dict[KeyPath, Place] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    stack: list[_Open] = field(default_factory=list)
    root: Value = None
    is_whole: bool = True
    doubled: set[KeyPath] = field(default_factory=set)

    def place(self, mark: yaml.Mark) -> Place:
        return Place(path=self.source.path, line=mark.line + 1 + self.line_offset, column=mark.column + 1)

    def problem(self, code: str, place: Place, message: str, hint: str, **values: str) -> None:
        self.problems.append(Problem(code=code, place=place, message=message, hint=hint, values=values))

    def next_path(self) -> KeyPath:
        if not self.stack:
            return ()
        top = self.stack[-1]
        return (*top.path, len(top.value) if isinstance(top.value, list) else str(top.key))

    def add(self, value: Value, place: Place) -> None:
        path = self.next_path()
        self.places[path] = place
        if not self.stack:
            self.root = value
            return
        top = self.stack[-1]
        if isinstance(top.value, list):
            top.value.append(value)
        else:
            top.value[top.key] = value
            top.key = None

    def begin(self, value: list | dict, place: Place, *, is_key: bool) -> None:
        path = self.next_path()
        self.add(value, place)
        self.stack.append(_Open(path, value, is_key=is_key))

    def end(self) -> None:
        if self.stack.pop().is_key:
            self.stack[-1].key = "?"

    def scalar(self, event: yaml.ScalarEvent) -> None:
        place = self.place(event.start_mark)
        top = self.stack[-1] if self.stack else None
        if top and isinstance(top.value, dict) and top.key is None:
            self.key(top, event.value, place)
        else:
            is_empty = not event.value and not event.style  # PyYAML's two loaders write a plain style as "" and as None
            self.add(None if is_empty else event.value, place)

    def key(self, top: _Open, name: str, place: Place) -> None:
        """A key that stands twice is one problem: what stands below it twice for that reason is none."""
        path = (*top.path, name)
        first = self.keys.setdefault(path, place)
        if first is not place and not any(path[:n] in self.doubled for n in range(len(path))):
            self.doubled.add(path)
            self.problems.append(Problem(
                code="yaml-duplicate-key", place=place, related=first, values={"key": name},
                message='the key "{key}" stands twice here', hint="keep one of the two"))
        top.key = name


def read_yaml(source: SourceFile, *, text: str | None = None, line_offset: int = 0) -> Document:
    """Read one document. `text` is the part of the file that is YAML (front matter), beginning after `line_offset` lines.

    Whatever can be read is returned beside the problems; after a syntax error that is what stood before it.
    """
    body = source.text if text is None else text
    builder = _Builder(source, line_offset)
    builder.places[()] = Place(path=source.path, line=1 + line_offset, column=1)
    builder.problems += _tabs(source, body, line_offset)
    if builder.problems:
        builder.is_whole = False
    else:
        try:
            _build(builder, body)
        except yaml.YAMLError as error:
            builder.is_whole = False
            found = _syntax_problem(error, builder, body)
            told = any(p.code == "yaml-alias" and p.place.line == found.place.line for p in builder.problems)
            builder.problems += [] if told else [found]
    return Document(value=builder.root, keys=builder.keys, places=builder.places, problems=tuple(builder.problems),
                    is_whole=builder.is_whole)


def _build(builder: _Builder, body: str) -> None:
    documents = 0
    for event in yaml.parse(body, Loader=Loader):
        place = builder.place(event.start_mark)
        if isinstance(event, yaml.DocumentStartEvent):
            documents += 1
            if documents > 1:
                builder.problem("yaml-syntax", place, "a second document begins here", "take the line of hyphens out")
                builder.is_whole = False
                return
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None) or getattr(event, "tag", None):
            builder.problem("yaml-alias", place, *ALIAS)
            if isinstance(event, yaml.AliasEvent):
                if builder.stack:
                    _alias(builder, place)
                continue
        _step(builder, event, place)
        if len(builder.stack) > MAX_DEPTH:
            builder.problem("yaml-too-deep", place, "this is nested more than {limit} levels deep",
                            "no record needs that: look for a bracket or indentation too many", limit=str(MAX_DEPTH))
            builder.is_whole = False
            return


def _alias(builder: _Builder, place: Place) -> None:
    top = builder.stack[-1]
    if isinstance(top.value, dict) and top.key is None:
        builder.key(top, "*", place)
    else:
        builder.add(None, place)


def _step(builder: _Builder, event: yaml.Event, place: Place) -> None:
    if isinstance(event, yaml.ScalarEvent):
        builder.scalar(event)
    elif isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
        top = builder.stack[-1] if builder.stack else None
        is_key = bool(top and isinstance(top.value, dict) and top.key is None)
        if top and is_key:
            builder.problem("yaml-syntax", place, "a list or mapping cannot be a key",
                            "put quotes around a text that begins with {{ or [")
            top.key = "?"
        builder.begin({} if isinstance(event, yaml.MappingStartEvent) else [], place, is_key=is_key)
    elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
        builder.end()


def _tabs(source: SourceFile, body: str, line_offset: int) -> Iterator[Problem]:
    for number, line in enumerate(body.split("\n"), 1 + line_offset):
        indent = re.match(" *\t", line)
        if indent:
            yield Problem(code="yaml-tab", place=Place(path=source.path, line=number, column=indent.end()),
                          message="a tab indents this line", hint="indent with spaces, two for each level")


def _syntax_problem(error: yaml.YAMLError, builder: _Builder, body: str) -> Problem:
    """PyYAML's error at its place; the commonest mistake, a colon in an unquoted text, gets its own words."""
    is_open = getattr(error, "problem", "") == "found unexpected end of stream"  # a quote: where it opens says more
    marks = ("context_mark", "problem_mark") if is_open else ("problem_mark", "context_mark")
    mark = next((m for name in marks if (m := getattr(error, name, None))), None)
    unreadable = yaml.reader.Reader.NON_PRINTABLE.search(body) if isinstance(error, yaml.reader.ReaderError) else None
    if unreadable:
        before = SourceFile(path=builder.source.path, text=body).place(unreadable.start())
        place = Place(path=before.path, line=before.line + builder.line_offset, column=before.column)
    else:
        place = builder.place(mark) if mark else builder.places[()]
    line = body.split("\n")[mark.line] if mark and mark.line < body.count("\n") + 1 else ""
    sign = re.match(r"[^:#]*:\s+(?=[&*!])", line)
    if sign:
        return Problem(code="yaml-alias", place=Place(path=place.path, line=place.line, column=sign.end() + 1),
                       message=ALIAS[0], hint=ALIAS[1])
    if re.match(r"\s*(- )?[\w-]+: [^\"'{\[|>].*: ", line) or "mapping values" in str(getattr(error, "problem", "")):
        return Problem(code="yaml-syntax", place=place, message="a colon followed by a space ends a key",
                       hint='put the text in quotes: title: "Words: more words"')
    return Problem(code="yaml-syntax", place=place, message="the YAML cannot be read here: {reason}",
                   hint="look for a missing quote, bracket or space after a colon on this line or the one above",
                   values={"reason": str(getattr(error, "problem", None) or "unreadable character")})
