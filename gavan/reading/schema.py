"""A document against a schema: every error at once, each at the place of its key or value, in words for a volunteer."""

from __future__ import annotations

import datetime
import typing
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from gavan.fields import Record
from gavan.problems import CODES, Place, Problem, did_you_mean
from gavan.reading.yamlfile import Document, KeyPath, Value

R = TypeVar("R", bound=Record)


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What validators must know beside the document."""

    today: datetime.date | None = None
    languages: Sequence[str] = ()

    @property
    def values(self) -> dict[str, object]:
        """As pydantic hands it to the validators of gavan.fields."""
        return {"today": self.today, "languages": tuple(self.languages)}


def validate(schema: type[R], document: Document, context: Context, *, value: Value = None, at: KeyPath = (),
             ignore: Iterable[str] = ()) -> tuple[R | None, tuple[Problem, ...]]:
    """The record, or None and all that is wrong with it.

    `value` is the part of the document to read (the whole if None) and `at` its path; `ignore` names keys that
    are read elsewhere. Places of missing fields are those of the mapping that lacks them. Of a document that is not whole
    there is no record, and nothing is said about what may stand in its unread part.
    """
    part = document.value if value is None else value
    if not isinstance(part, dict):
        wrong = Problem(code="wrong-type", place=document.place(at), message="keys and values are needed here",
                        hint="write one key: value per line")
        return None, (wrong,) if document.is_whole else ()
    wanted = {key: item for key, item in part.items() if key not in ignore}
    try:
        record = schema.model_validate(wanted, context=context.values)
    except ValidationError as errors:
        told = {problem.place for problem in document.problems}
        told |= {document.keys[path] for path, place in document.places.items() if place in told and path in document.keys}
        found = (_problem(error, schema, document, at) for error in _worth_telling(errors, document))
        return None, tuple(problem for problem in found if problem.place not in told)
    return record if document.is_whole else None, ()


def sound_part(schema: type[R], document: Document, context: Context, *, ignore: Iterable[str] = (),
               stand_ins: Mapping[str, str]) -> tuple[R | None, frozenset[str]]:
    """A record without the fields that are wrong, and their names; the required ones among them have these values instead.

    So that the rest of a file can be judged in the same run. None where that is not enough.
    """
    part = document.value if isinstance(document.value, dict) else {}
    wanted = {key: item for key, item in part.items() if key not in ignore}
    try:
        return schema.model_validate(wanted, context=context.values), frozenset()
    except ValidationError as errors:
        wrong = frozenset(str(error["loc"][0]) for error in errors.errors(include_url=False) if error["loc"])
    kept = {key: item for key, item in wanted.items() if key not in wrong}
    try:
        return schema.model_validate({**stand_ins, **kept}, context=context.values), wrong
    except ValidationError:
        return None, wrong


def _worth_telling(errors: ValidationError, document: Document) -> Iterable[ErrorDetails]:
    """Without those that only follow from others: a list that is too short since its items are wrong; and, of a document
    whose end was not read, what may stand in the unread part."""
    found = errors.errors(include_url=False)
    around = {error["loc"][:n] for error in found for n in range(len(error["loc"]))}
    for error in found:
        loc, kind = error["loc"], error["type"]
        unread = not document.is_whole and kind != "extra_forbidden" and (
            not isinstance(error["input"], str) or kind in ("missing", "missing-field"))
        if not unread and not (kind == "too_short" and loc in around):
            yield error


def _problem(error: ErrorDetails, schema: type[Record], document: Document, at: KeyPath) -> Problem:
    loc = tuple(str(part) if isinstance(part, str) else part for part in error["loc"])
    path = _real_path((*at, *loc), document)
    kind = error["type"]
    if kind == "extra_forbidden":
        name = str(loc[-1])
        hint, values = did_you_mean(name, _fields_at(schema, loc[:-1]))
        return Problem(code="unknown-field", place=document.key_place(path), message='no field "{name}" here',
                       hint=hint, values={"name": name, **values})
    if kind == "missing":
        return Problem(code="no-sources" if loc[-1] == "sources" else "missing-field", place=_holder(document, path),
                       message='the field "{name}" is missing', hint='add a line "{name}:"', values={"name": str(loc[-1])})
    if kind in CODES:
        details = error.get("ctx") or {}
        values = {key: str(word) for key, word in (details.get("values") or {}).items()}
        place = document.key_place(path[:-1]) if loc[-1:] == ("[key]",) else _culprit(document, path, values)
        return Problem(code=kind, place=place, message=error["msg"], values=values,
                       hint=str(details.get("hint") or ""))
    return _plain(error, document.place(path), str(loc[-1]) if loc else "")


def _plain(error: ErrorDetails, place: Place, name: str) -> Problem:
    """Pydantic's own kinds of error, in our words."""
    kind, details = error["type"], error.get("ctx") or {}
    if kind in ("string_type", "string_too_short") and not error["input"]:
        return Problem(code="missing-field", place=place, message='the field "{name}" is empty', hint="write it here",
                       values={"name": name})
    if kind == "literal_error":
        known = [word.strip("' ") for word in str(details["expected"]).replace(" or ", ", ").split(", ")]
        hint, values = did_you_mean(str(error["input"]), known)
        return Problem(code="wrong-choice", place=place, message='"{name}" is not one of the choices here', hint=hint,
                       values={"name": str(error["input"]), **values})
    if kind == "too_short" and name == "sources":
        return Problem(code="no-sources", place=place, message="there is no source",
                       hint="add one: - {{url: …, title: …, date: …}}")
    if kind in ("tuple_type", "list_type"):
        return Problem(code="wrong-type", place=place, message="a list is needed here", hint="write [one, two]")
    if kind in ("model_type", "dict_type", "model_attributes_type"):
        return Problem(code="wrong-type", place=place, message="keys and values are needed here", hint="write key: value")
    if kind == "string_type":
        return Problem(code="wrong-type", place=place, message="a text is needed here", hint="write words, in quotes if unsure")
    if kind.startswith("int"):
        return Problem(code="wrong-type", place=place, message="a whole number is needed here", hint="write digits only")
    limit = str(details.get("max_length") or details.get("min_length") or details.get("ge") or details.get("le") or "")
    if kind in ("string_too_long", "string_too_short", "greater_than_equal", "less_than_equal", "too_short"):
        return Problem(code="wrong-type", place=place, message="this is shorter, longer, smaller or larger than allowed",
                       hint="the limit is {limit}", values={"limit": limit})
    return Problem(code="wrong-type", place=place, message="this has another form than the field needs",
                   hint="compare it with another file of the same kind")


def _real_path(path: KeyPath, document: Document) -> KeyPath:
    """Pydantic's path without what is no key of the document (names of union members, aliases with an underscore)."""
    out: KeyPath = ()
    for index, part in enumerate(path):
        candidate = (*out, part)
        if candidate in document.places or candidate in document.keys or index == len(path) - 1:
            out = candidate
    return out


def _holder(document: Document, path: KeyPath) -> Place:
    """Where a missing field belongs: the key of the mapping that lacks it, else its beginning."""
    parent = path[:-1]
    return document.keys.get(parent) or document.place(parent)


def _culprit(document: Document, path: KeyPath, values: dict[str, str]) -> Place:
    """For a text by language with one bad language, the place of that language."""
    inner = (*path, values.get("name", ""))
    return document.keys.get(inner) or document.place(path)


def _fields_at(schema: type[Record], loc: KeyPath) -> list[str]:
    """Field names, as written, of the mapping at a path of a schema; the top ones where the path leads into no record."""
    def records(annotation: object) -> list[type[Record]]:
        if isinstance(annotation, type) and issubclass(annotation, Record):
            return [annotation]
        return [r for part in typing.get_args(annotation) for r in records(part)]

    here = schema
    for part in loc:
        if isinstance(part, str):
            inner = [r for name, f in here.model_fields.items() if part in (name, f.alias) for r in records(f.annotation)]
            here = inner[0] if inner else here
    return [f.alias or name for name, f in here.model_fields.items()]
