"""JSON Schemas of what people write, for editors that complete and check YAML; and the files made from them.

Made from the records' own schemas, but with each kind of field as it is written: a text by language, a day, a number that
YAML may read as text. They know the site's languages and topics, not its content (no organisation must be added twice), and
they are no judge: `check` says the last word. Draft 7, which the YAML language server knows best.

`python -m gavan.editor_schemas [FOLDER]` writes them into a site's folder; it prints nothing.
"""

from __future__ import annotations

import datetime
import json
import sys
import typing
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from pydantic.json_schema import GenerateJsonSchema

from gavan import fields, records
from gavan.building import read_settings
from gavan.content.directory import FACT_ID, ID
from gavan.fields import Record
from gavan.settings import Settings
from gavan.snippets import SNIPPETS_PATH, snippets
from gavan.web_editor import CONFIG_PATH, web_editor_config

FOLDER = "schemas"
Schema = dict[str, Any]
_MARK = "x-written"
_DAY = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"


def _validator(kind: Any) -> Callable[..., Any]:
    """The function that reads a kind of field, by which pydantic's schemas name it."""
    return typing.get_args(kind)[1].func


_KINDS: Mapping[Callable[..., Any], str] = {_validator(kind): name for name, kind in (
    ("text", fields.Text), ("partial", fields.Partial), ("day", fields.Day), ("day", fields.AnyDay),
    ("verified", fields.Verified), ("url", fields.SafeUrl), ("flag", fields.Flag), ("language", fields.LanguageCode),
    ("site-language", fields.SiteLanguage), ("country", fields.CountryCode), ("number", records.Number),
    ("unit", records.Unit))}


def _written(kind: str, settings: Settings) -> Schema:
    """A kind of field as people write it. YAML reads 2026 and true as other types than text, and both are right."""
    languages = list(settings.languages)
    return {
        "text": {"type": "object", "additionalProperties": False, "minProperties": 1,
                 "properties": {code: {"type": ["string", "null"]} for code in languages}},
        "partial": {"type": ["string", "integer"], "pattern": rf"^({_DAY}|[0-9]{{4}}-[0-9]{{2}}|[0-9]{{4}}|unknown)$",
                    "minimum": 1900, "maximum": 2999},
        "day": {"type": "string", "pattern": f"^{_DAY}$"},
        "verified": {"type": "string", "pattern": f"^({_DAY}|never)$"},
        "url": {"type": "string", "pattern": r"^https?://[^\s]+$"},
        "flag": {"enum": [True, False, "true", "false"]},
        "language": {"type": "string", "pattern": "^[a-z]{2,3}([_-][A-Za-z]+)*$"},
        "site-language": {"enum": languages},
        "country": {"type": "string", "pattern": "^[A-Z]{2}$"},
        "number": {"type": ["number", "string"], "pattern": f"^{records.NUMBER.pattern}$"},
        "unit": {"anyOf": [{"enum": [*records.COUNTED_UNITS, *records.WORD_UNITS]},
                           {"type": "string", "pattern": "^[A-Z]{3}$"}]},
    }[kind]


class _AsWritten(GenerateJsonSchema):
    """Marks each kind of field; `_finished` puts its form in place of the mark."""

    def field_title_should_be_set(self, schema: Any) -> bool:
        return False

    def function_before_schema(self, schema: Any) -> Schema:
        kind = _KINDS.get(schema["function"]["function"])
        return {_MARK: kind} if kind else super().function_before_schema(schema)


    def dict_schema(self, schema: Any) -> Schema:
        """One value for each of the site's languages, where the keys are such."""
        made = super().dict_schema(schema)
        keys = schema.get("keys_schema", {}).get("function", {}).get("function")
        return {**made, _MARK: "by-language"} if _KINDS.get(keys) == "site-language" else made


def _finished(value: Any, settings: Settings) -> Any:
    """A schema with the marks replaced, whole numbers that may be text, and no titles and defaults that say nothing."""
    if isinstance(value, list):
        return [_finished(item, settings) for item in value]
    if not isinstance(value, dict):
        return value
    out = {key: _finished(item, settings) if key != "properties" else
           {name: _finished(inner, settings) for name, inner in item.items()}
           for key, item in value.items() if not (key == "default" and item in (None, [], {})) and key != _MARK}
    if isinstance(value.get("title"), str):
        del out["title"]
    if value.get(_MARK) == "by-language":
        out |= {"additionalProperties": False, "properties": dict.fromkeys(settings.languages, out["additionalProperties"])}
    elif _MARK in value:
        out = {**_written(value[_MARK], settings), **out}
    elif out.get("type") == "integer":
        out |= {"type": ["integer", "string"], "pattern": "^[0-9]+$"}
    return out


def _schema(record: type[Record], settings: Settings) -> Schema:
    schema = record.model_json_schema(by_alias=True, schema_generator=_AsWritten, mode="validation")
    return _finished(schema, settings)


def _filed(schema: Schema, settings: Settings) -> Schema:
    """Its `topic` is one of the site's."""
    return _with(schema, topic={"enum": [*settings.topics]})


def _with(schema: Schema, **changed: Schema) -> Schema:
    """A schema in which some fields take less; what they say of themselves stays."""
    properties = {name: {**{key: field[key] for key in ("description",) if key in field}, **changed[name]}
                  if name in changed else field for name, field in schema["properties"].items()}
    return {**schema, "properties": properties}


def _original(settings: Settings) -> Schema:
    schema = _filed(_schema(records.Original, settings), settings)
    return {**schema, "if": {"properties": {"kind": {"const": "page"}}, "required": ["kind"]}, "then": {},
            "else": {"required": ["sources", "verified"], "properties": {"sources": {"minItems": 1}}}}


def _translation(settings: Settings) -> Schema:
    return _with(_schema(records.Translation, settings), translated_from={"enum": list(settings.languages)})


def _guide(settings: Settings) -> Schema:
    """Both, told apart as the engine does it: by translated_from."""
    original, translation = _original(settings), _translation(settings)
    return {"description": "Front matter of a guide or page.", "type": "object",
            "if": {"required": ["translated_from"]}, "then": {"$ref": "#/$defs/Translation"},
            "else": {"$ref": "#/$defs/Original"},
            "$defs": {**original.pop("$defs"), **translation.pop("$defs"), "Original": original, "Translation": translation}}


def _country(settings: Settings) -> Schema:
    head, fact = _schema(records.CountryHead, settings), _fact(settings)
    head["properties"]["facts"] = {
        "description": "By name: a-z, 0-9 and underscores. A guide shows one as [[TR.visa_free_stay]].",
        "type": ["object", "null"], "propertyNames": {"pattern": f"^{FACT_ID.pattern}$"},
        "additionalProperties": {"$ref": "#/$defs/Fact"}}
    return {**head, "description": "What is known about a country.",
            "$defs": {**head["$defs"], **fact.pop("$defs"), "Fact": fact}}


def _fact(settings: Settings) -> Schema:
    """Its value is of the unit's kind; else there are two ends of a range."""
    def when(units: Schema, value: Schema) -> Schema:
        return {"if": {"properties": {"unit": units}, "required": ["unit", "value"]}, "then": {"properties": {"value": value}}}

    kinds = [({"enum": [*records.COUNTED_UNITS]}, "number"), ({"type": "string", "pattern": "^[A-Z]{3}$"}, "number"),
             ({"const": "date"}, "day"), ({"const": "url"}, "url"), ({"const": "text"}, "text")]
    phone = {"type": ["string", "integer"], "pattern": f"^{records.PHONE.pattern}$"}
    ends = [{"required": ["from"]}, {"required": ["to"]}]
    return {**_filed(_schema(records.Fact, settings), settings),
            "oneOf": [{"required": ["value"], "not": {"anyOf": ends}},
                      {"required": ["from", "to"], "not": {"required": ["value"]}}],
            "allOf": [*(when(units, _written(kind, settings)) for units, kind in kinds), when({"const": "phone"}, phone)]}


def _shelter(settings: Settings) -> Schema:
    schema = _with(_schema(records.Shelter, settings), organisation={"type": ["string", "null"], "pattern": f"^{ID.pattern}$"})
    return {**schema, "anyOf": [{"required": ["organisation"]}, {"required": ["name"]}]}


def _glossary(settings: Settings) -> Schema:
    term = _schema(records.Term, settings)
    return {"description": "The glossary: a list of terms.", "type": ["array", "null"], "items": {"$ref": "#/$defs/Term"},
            "$defs": {**term.pop("$defs", {}), "Term": term}}


def editor_schemas(settings: Settings) -> Mapping[str, Schema]:
    """By file name: the schemas of guides' front matter and of all YAML files."""
    made = {"guide": _guide(settings), "guide-original": _original(settings), "guide-translation": _translation(settings),
            "country": _country(settings), "shelter": _shelter(settings),
            "organisation": _schema(records.Organisation, settings), "glossary": _glossary(settings),
            "site": _schema(Settings, settings)}
    head = {"$schema": "http://json-schema.org/draft-07/schema#",
            "$comment": "Written by python -m gavan.editor_schemas from gavan/records.py and site.yaml."}
    return {f"{name}.schema.json": {**head, **schema} for name, schema in made.items()}


def editor_files(settings: Settings) -> Mapping[str, str]:
    """Every generated file for editors by its path in the site's folder."""
    schemas = editor_schemas(settings)
    out = {f"{FOLDER}/{name}": _as_json(schema) for name, schema in schemas.items()}
    return {**out, CONFIG_PATH: web_editor_config(settings, schemas), SNIPPETS_PATH: _as_json(snippets(settings))}


def _as_json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def main(folder: Path) -> int:
    """Write all files; 1 where site.yaml cannot be read (check says why)."""
    settings, _ = read_settings(folder, datetime.date.max)
    if settings is None:
        return 1
    for path, text in editor_files(settings).items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path()))
