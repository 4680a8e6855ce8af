"""The configuration of the browser-based editor (Sveltia CMS), made from the schemas of editor_schemas.

docs/decisions says why it is this one. Guides are listed by language, originals apart from translations; a country's file is
edited as text, since no such editor knows a mapping of facts by name. What `stamp` writes is in no form: fields without one
are kept as they are. Empty fields are left out, so that an empty translation is a missing one.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

import yaml

from gavan.content.directory import ID
from gavan.forge import kind_of
from gavan.settings import Settings

CONFIG_PATH = "admin/config.yml"
BY_STAMP = ("source_digests", "changes_seen")
_HINT = "hint"
LONG = 200
"""Texts that may be longer get a box of several lines."""
Field = dict[str, Any]
Schema = Mapping[str, Any]

HEAD = """\
# Sveltia CMS, for editors; no page of the site loads it. See admin/README.md.
# Written by python -m gavan.editor_schemas from gavan/records.py and site.yaml.
"""


def web_editor_config(settings: Settings, schemas: Mapping[str, Schema]) -> str:
    """admin/config.yml."""
    config = {"backend": _backend(settings), **_workflow(settings), "media_folder": "content", "show_preview_links": False,
              "editor": {"preview": False}, "output": {"omit_empty_optional_fields": True},
              "collections": [*_guides(settings, schemas), *_records(settings, schemas)],
              "singletons": [_glossary(settings, schemas)]}
    return HEAD + yaml.dump(config, Dumper=_Plain, sort_keys=False, allow_unicode=True, width=120)


class _Plain(yaml.SafeDumper):
    """Without anchors: what is said twice stands twice."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _backend(settings: Settings) -> Mapping[str, Any]:
    """Sign-in is with an access token only: the other way leads through a server of a third party."""
    parts = urlsplit(settings.repository or "")
    repo = parts.path.strip("/").removesuffix(".git") or "OWNER/REPOSITORY"
    kind, root = kind_of(settings) or "github", f"{parts.scheme}://{parts.netloc}"
    common = {"repo": repo, "branch": settings.branch, "auth_methods": ["token"]}
    if kind == "github":
        return {"name": "github", **common, "open_authoring": True, "auth_scope": "public_repo"}
    if kind == "gitlab":
        own = {} if parts.hostname == "gitlab.com" else {"api_root": f"{root}/api/v4", "base_url": root}
        return {"name": "gitlab", **common, **own}
    return {"name": "gitea", **common, "api_root": f"{root}/api/v1", "base_url": root}


def _workflow(settings: Settings) -> Mapping[str, Any]:
    """Every change is a pull request, where the editor can make one; merging stays with the forge, after its checks."""
    return {"publish_mode": "editorial_workflow"} if kind_of(settings) in ("", "github", "gitlab") else {}


def _guides(settings: Settings, schemas: Mapping[str, Schema]) -> list[Field]:
    """Of each language the originals and the translations: their fields are not the same."""
    kinds = (("originals", "guide-original", None, [_UNFILLED]),
             ("translations", "guide-translation", list(settings.languages), []))
    return [{"name": f"{code}-{kind}", "label": f"{code}: {kind}", "folder": f"content/{code}", "extension": "md",
             "format": "yaml-frontmatter", "filter": {"field": "translated_from", "value": value}, "publish": False,
             "nested": {"subfolders": False}, "meta": {"path": {}}, "slug": _slug(), "summary": "{{title}}",
             "fields": [*_fields(schemas[f"{schema}.schema.json"], settings), *more, _BODY]}
            for code in settings.languages for kind, schema, value, more in kinds]


_UNFILLED = {"name": "translated_from", "widget": "hidden"}
"""The filter asks for a field of the form; an original has none, and so it stays empty and is left out."""
_BODY = {"name": "body", "widget": "text", "use_emoji_autocomplete": False,
         _HINT: "Markdown. Sections: ## Heading {#id}. Facts: [[TR.visa_free_stay]]."}


def _slug() -> Field:
    return {"editable": ["create"], "pattern": [f"^{ID.pattern}$", "a-z, 0-9 and hyphens only"],
            _HINT: "The last part of the key: a-z, 0-9 and hyphens."}


def _records(settings: Settings, schemas: Mapping[str, Schema]) -> list[Field]:
    named = [{"name": folder, "folder": f"content/{folder}", "extension": "yaml", "format": "yaml", "publish": False,
              "slug": _slug(), "identifier_field": first, "summary": "{{slug}}",
              "fields": _fields(schemas[f"{schema}.schema.json"], settings)}
             for folder, schema, first in (("shelters", "shelter", "country"), ("organisations", "organisation", "status"))]
    body = {"name": "body", "label": "YAML", "widget": "text", "use_emoji_autocomplete": False,
            _HINT: "docs/formats.md explains the fields."}
    return [*named, {"name": "countries", "folder": "content/countries", "extension": "yaml", "format": "raw", "publish": False,
                     "slug": _slug(), "identifier_field": "body", "summary": "{{slug}}", "fields": [body]}]


def _glossary(settings: Settings, schemas: Mapping[str, Schema]) -> Field:
    term = schemas["glossary.schema.json"]["$defs"]["Term"]
    return {"name": "glossary", "file": "content/glossary.yaml", "format": "yaml",
            "fields": [{"name": "terms", "widget": "list", "root": True, "summary": "{{id}}", "collapsed": True,
                        "fields": _fields({**schemas["glossary.schema.json"], **term}, settings)}]}


def _fields(schema: Schema, settings: Settings) -> list[Field]:
    """A form field for each property, in order; `$defs` stand in the schema."""
    return [_field(name, inner, name in schema.get("required", ()), schema.get("$defs", {}), settings)
            for name, inner in schema["properties"].items() if name not in BY_STAMP]


def _field(name: str, schema: Schema, required: bool, defs: Schema, settings: Settings) -> Field:
    real = _resolved(schema, defs)
    says = schema.get("description") or real.get("description")
    default = {"default": "never"} if name == "verified" else {}
    return {"name": name, **_widget(name, real, defs, settings), **default,
            **({} if required else {"required": False}), **({_HINT: says} if says else {})}


def _resolved(schema: Schema, defs: Schema) -> Schema:
    """What stands behind a reference, and a field that may be left empty without that."""
    if "anyOf" in schema and {"type": "null"} in schema["anyOf"]:
        schema = next(one for one in schema["anyOf"] if one != {"type": "null"})
    return defs[schema["$ref"].rpartition("/")[2]] if "$ref" in schema else schema


def _widget(name: str, schema: Schema, defs: Schema, settings: Settings) -> Field:
    kinds = schema.get("type", "")
    if schema.get("enum") == [True, False, "true", "false"]:
        return {"widget": "boolean"}
    if "enum" in schema:
        return {"widget": "select", "options": schema["enum"]}
    if kinds == "object":
        return _object(schema, defs, settings)
    if kinds == "array":
        return _list(name, schema, defs, settings)
    if ("integer" in kinds and "maximum" in schema and schema["maximum"] < 2999) or schema.get("minimum") == 0:
        limits = {key[:3]: schema[key] for key in ("minimum", "maximum") if key in schema}
        return {"widget": "number", "value_type": "int", **limits}
    return _string(schema)


def _object(schema: Schema, defs: Schema, settings: Settings) -> Field:
    """A record within a record, or one value per language."""
    fields = _fields({**schema, "$defs": defs}, settings)
    if set(schema["properties"]) == set(settings.languages):
        fields = [{**field, "widget": "text" if field["widget"] == "string" else field["widget"]} for field in fields]
    return {"widget": "object", "fields": fields}


def _list(name: str, schema: Schema, defs: Schema, settings: Settings) -> Field:
    item, least = _resolved(schema["items"], defs), {"min": schema["minItems"]} if "minItems" in schema else {}
    if "enum" in item:
        return {"widget": "select", "multiple": True, "options": item["enum"], **least}
    if item.get("type") == "object":
        return {"widget": "list", **least, "fields": _fields({**item, "$defs": defs}, settings)}
    return {"widget": "list", **least, "field": {"name": name, **_string(item)}}


def _string(schema: Schema) -> Field:
    limits = {key.lower(): schema[key] for key in ("maxLength",) if key in schema}
    pattern = {"pattern": [schema["pattern"], _EXAMPLES.get(schema["pattern"], "another form is needed")]} \
        if "pattern" in schema else {}
    is_long = schema.get("maxLength", 0) > LONG
    return {"widget": "text" if is_long else "string", **limits, **pattern, "use_emoji_autocomplete": False}


_EXAMPLES = {r"^https?://[^\s]+$": "an address that begins with https://", "^[A-Z]{2}$": "a code such as TR",
             "^[0-9]{4}-[0-9]{2}-[0-9]{2}$": "a day such as 2026-10-30",
             "^([0-9]{4}-[0-9]{2}-[0-9]{2}|never)$": "a day such as 2026-10-30, or never",
             "^([0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{4}-[0-9]{2}|[0-9]{4}|unknown)$": "2026, 2026-05, 2026-05-25 or unknown"}
