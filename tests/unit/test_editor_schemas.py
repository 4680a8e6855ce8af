"""The generated files for editors: they are what the schemas say, the real content fits them, and broken content does not."""

from __future__ import annotations

import datetime
import json
import re
from pathlib import Path

import jsonschema
import pytest
import yaml

from gavan import records
from gavan.building import read_settings
from gavan.editor_schemas import editor_files, editor_schemas, main
from gavan.problems import Severity
from gavan.reading.files import SourceFile
from gavan.reading.frontmatter import split
from gavan.reading.schema import Context, validate
from gavan.reading.yamlfile import read_yaml
from gavan.settings import Settings
from tests.small_site import BASE

ROOT = Path(__file__).resolve().parent.parent.parent
TODAY = datetime.date(2026, 11, 22)
SETTINGS = read_settings(ROOT, TODAY)[0]
FILES = editor_files(SETTINGS)
SCHEMAS = editor_schemas(SETTINGS)


@pytest.mark.parametrize("path", FILES)
def test_the_committed_files_are_the_generated_ones(path: str):
    assert (ROOT / path).read_text(encoding="utf-8") == FILES[path], "write them anew: python -m gavan.editor_schemas"


def test_no_other_file_lies_among_the_schemas():
    assert {f"schemas/{path.name}" for path in (ROOT / "schemas").iterdir()} == {p for p in FILES if p.startswith("schemas/")}


@pytest.mark.parametrize("name", SCHEMAS)
def test_each_is_a_sound_schema_that_stands_alone(name: str):
    jsonschema.Draft7Validator.check_schema(SCHEMAS[name])
    references = set(re.findall(r'"\$ref": "([^"]*)"', json.dumps(SCHEMAS[name])))
    assert {one.removeprefix("#/$defs/") for one in references} <= set(SCHEMAS[name].get("$defs", ()))


def errors(name: str, value: object) -> list[str]:
    return [error.message for error in jsonschema.Draft7Validator(SCHEMAS[f"{name}.schema.json"]).iter_errors(value)]


def front_matter(text: str) -> object:
    return split(SourceFile(path="content/ru/a.md", text=text))[0].head.value


def kind_of(path: Path) -> str:
    folder = path.relative_to(ROOT).parts[1]
    return {"countries": "country", "shelters": "shelter", "organisations": "organisation",
            "glossary.yaml": "glossary"}.get(folder, "guide")


CONTENT = sorted(p for p in (ROOT / "content").rglob("*") if p.suffix in (".md", ".yaml"))


@pytest.mark.parametrize("path", [*CONTENT, ROOT / "site.yaml"], ids=lambda p: p.relative_to(ROOT).as_posix())
def test_the_real_content_fits_as_we_read_it_and_as_an_editor_reads_it(path: Path):
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".md":
        value, ours = front_matter(text), text.split("---\n")[1]
        names = ["guide", "guide-translation" if "translated_from" in value else "guide-original"]
    else:
        value, ours = read_yaml(SourceFile(path=path.name, text=text)).value, text
        names = ["site" if path.name == "site.yaml" else kind_of(path)]
    theirs = yaml.load(ours, _Yaml12)  # noqa: S506 it is a safe loader with fewer kinds of value
    assert [errors(name, one) for name in names for one in (value, theirs)] == [[]] * 2 * len(names)


class _Yaml12(yaml.SafeLoader):
    """As the YAML language server reads: numbers and booleans are such, days are text (YAML 1.2, core schema)."""


_Yaml12.yaml_implicit_resolvers = {
    first: [(tag, form) for tag, form in pairs if tag != "tag:yaml.org,2002:timestamp"]
    for first, pairs in yaml.SafeLoader.yaml_implicit_resolvers.items()}

SOURCE = "sources: [{url: https://law.example, title: Пример, date: 2026}]\nverified: never\n"
GUIDE = f"title: Пример\nsummary: Пример.\ntopic: stay\n{SOURCE}"
SHELTER = f"name: {{ru: Приют Пример}}\ncountry: TR\nstatus: open\n{SOURCE}"
ORGANISATION = f"name: {{ru: Пример}}\ncountries: []\nstatus: active\n{SOURCE}"
FACT = f"topic: stay, label: {{ru: Срок}}, value: 60, unit: day, confidence: high, verified: never, {SOURCE.split(chr(10))[0]}"
COUNTRY = f"country: TR\nsummary: {{ru: Пример.}}\nfacts:\n  stay: {{{FACT}}}\n"
TERM = "- {id: permit, term: {ru: вид}, meaning: {ru: Право.}}\n"
SOUND = {"guide": GUIDE, "shelter": SHELTER, "organisation": ORGANISATION, "country": COUNTRY, "glossary": TERM,
         "translation": "title: A\nsummary: B.\ntranslated_from: ru\n", "page": "title: A\nsummary: B.\nkind: page\n"}


def found(name: str, text: str) -> list[str]:
    schema = "guide" if name in ("translation", "page") else name
    return errors(schema, read_yaml(SourceFile(path="f.yaml", text=text)).value)


@pytest.mark.parametrize("name", SOUND)
def test_sound_snippets_fit(name: str):
    assert found(name, SOUND[name]) == []


@pytest.mark.parametrize(("name", "good", "bad"), [
    ("guide", "title: Пример", "titel: Пример"), ("guide", "title: Пример", 'title: ""'),
    ("guide", "topic: stay", "topic: docs"),
    ("guide", "verified: never", "verified: yesterday"), ("guide", "verified: never\n", ""),
    ("guide", "sources: [{url: https://law.example, title: Пример, date: 2026}]", "sources: []"),
    ("guide", "date: 2026", "date: May 2026"), ("guide", "https://law.example", "javascript:alert(1)"),
    ("guide", "topic: stay", "country: Turkey"), ("guide", "topic: stay", "draft: maybe"),
    ("guide", "topic: stay", "order: first"), ("guide", "topic: stay", "only: [kk]"),
    ("guide", "topic: stay", "changes: [{date: 2026-10-01, kind: big, note: {ru: Да}}]"),
    ("translation", "translated_from: ru", "translated_from: kk"), ("translation", "summary: B.", "summary: B.\norder: 20"),
    ("page", "kind: page", "kind: pages"), ("page", "summary: B.\n", ""),
    ("shelter", "status: open", "status: opened"), ("shelter", "status: open", "status: open\naddress: Пример"),
    ("shelter", "status: open", 'status: open\ncontact: {phone: "100"}'), ("shelter", "name: {ru: Приют Пример}\n", ""),
    ("shelter", "{ru: Приют Пример}", "Приют Пример"), ("shelter", "{ru: Приют Пример}", "{de: Haus}"),
    ("shelter", "{ru: Приют Пример}", "{}"), ("shelter", "status: open", "status: open\naccepts: [cats]"),
    ("shelter", "status: open", "status: open\nstay_days: soon"), ("shelter", "country: TR\n", ""),
    ("organisation", "countries: []\n", ""), ("organisation", "countries: []", "countries: [Turkey]"),
    ("organisation", "status: active", "status: active\noffers: [housng]"),
    ("country", "unit: day", "unit: days"), ("country", "value: 60", "value: sixty"), ("country", "value: 60, ", ""),
    ("country", "value: 60", "value: 60, from: 30, to: 60"), ("country", "unit: day", "unit: date"),
    ("country", "unit: day", "unit: url"), ("country", "unit: day", "unit: text"),
    ("country", "confidence: high", "confidence: yes"),
    ("country", "  stay:", "  Stay-1:"), ("country", "country: TR", "country: tr"),
    ("glossary", "id: permit", "id: Вид"), ("glossary", ", meaning: {ru: Право.}", ""),
    ("glossary", "term: {ru: вид}", "term: {ru: вид}, avoid: {de: [x]}")])
def test_known_mistakes_do_not_fit(name: str, good: str, bad: str):
    assert good in SOUND[name]
    assert found(name, SOUND[name].replace(good, bad, 1)) != []


@pytest.mark.parametrize("value", ["value: 653.70, unit: USD", "from: 30, to: 60, unit: day", 'value: "112", unit: phone',
                                   "value: 2026-05-25, unit: date", "value: {ru: нет}, unit: text",
                                   "value: https://law.example, unit: url"])
def test_a_value_of_every_kind_fits_its_unit(value: str):
    assert found("country", COUNTRY.replace("value: 60, unit: day", value)) == []


EVERY = {"guide-original": records.Original, "guide-translation": records.Translation, "shelter": records.Shelter,
         "organisation": records.Organisation, "country": records.CountryHead, "site": Settings}


@pytest.mark.parametrize("name", EVERY)
def test_every_field_is_there_under_the_name_that_people_write_and_explains_itself(name: str):
    properties = SCHEMAS[f"{name}.schema.json"]["properties"]
    written = {field.alias or key for key, field in EVERY[name].model_fields.items()}
    assert set(properties) == written | ({"facts"} if name == "country" else set())
    assert [key for key, schema in properties.items() if not schema.get("description") and "$ref" not in schema] == []


def test_the_schemas_follow_the_languages_and_topics_of_the_site():
    schemas = editor_schemas(read_settings(BASE, TODAY)[0])
    assert schemas["guide-original.schema.json"]["properties"]["topic"]["enum"] == ["documents", "housing"]


def test_writing_them_into_a_folder_gives_the_same_files_and_says_nothing(tmp_path: Path, capsys):
    (tmp_path / "site.yaml").write_bytes((ROOT / "site.yaml").read_bytes())
    assert main(tmp_path) == 0
    assert {path: (tmp_path / path).read_text(encoding="utf-8") for path in FILES} == dict(FILES)
    (tmp_path / "site.yaml").write_text("title: x\n", encoding="utf-8")
    assert main(tmp_path) == 1
    assert capsys.readouterr() == ("", "")


# VS Code


def test_vs_code_knows_the_schema_of_every_yaml_file():
    settings = json.loads((ROOT / ".vscode/settings.json").read_text(encoding="utf-8"))
    wired = {glob: schema for schema, glob in settings["yaml.schemas"].items()}
    assert all((ROOT / schema).is_file() for schema in wired.values())
    matched = {path: [schema for glob, schema in wired.items() if path.match(glob)]
               for path in [*CONTENT, ROOT / "site.yaml"] if path.suffix == ".yaml"}
    assert [path for path, schemas in matched.items() if len(schemas) != 1] == []
    assert {kind_of(p) if p.name != "site.yaml" else "site": Path(s[0]).name.partition(".")[0] for p, s in matched.items()} == {
        name: name for name in ("country", "shelter", "organisation", "glossary", "site")}
    asked = json.loads((ROOT / ".vscode/extensions.json").read_text(encoding="utf-8"))
    assert asked == {"recommendations": ["redhat.vscode-yaml"]}


def test_the_task_of_vs_code_finds_every_problem_in_what_check_prints():
    task = json.loads((ROOT / ".vscode/tasks.json").read_text(encoding="utf-8"))["tasks"][0]
    pattern = task["problemMatcher"]["pattern"]
    match = re.match(pattern["regexp"], 'content/ru/turkey/a.md:6:8: error[unknown-topic]: no topic "docs"')
    assert match and [match[pattern[key]] for key in ("file", "line", "column", "severity", "code", "message")] == [
        "content/ru/turkey/a.md", "6", "8", "error", "unknown-topic", 'no topic "docs"']
    assert {s.word for s in Severity} == {"error", "warning"}


def test_the_snippets_of_guides_are_front_matter_once_they_are_filled_in():
    snippets = json.loads(FILES[".vscode/gavan.code-snippets"])
    for name, schema in (("guide", records.Original), ("page", records.Original), ("translation", records.Translation)):
        text = "\n".join(snippets[name]["body"])
        text = re.sub(r"\$\{\d+\|([^,|]*)[^}]*\}", r"\1", text).replace("${6:YYYY-MM-DD}", "2026-10-01")
        text = text.replace("$4", "https://law.example").replace("$7", "ru").replace("$0", "")
        parts, problems = split(SourceFile(path="content/ru/a.md", text=re.sub(r"\$\d", "Пример", text)))
        assert problems == () and validate(schema, parts.head, Context(languages=SETTINGS.languages))[1] == ()


# The editor in a browser


CONFIG = yaml.safe_load(FILES["admin/config.yml"])


def test_the_web_editor_has_a_form_for_every_file_of_the_content_and_no_field_of_its_own():
    folders = {c["folder"]: c for c in CONFIG["collections"]}
    assert {p.relative_to(ROOT).as_posix() for p in CONTENT} == {
        p.relative_to(ROOT).as_posix() for p in CONTENT
        if any(p.is_relative_to(ROOT / folder) and p.suffix == f".{c['extension']}" for folder, c in folders.items())
        or p.relative_to(ROOT).as_posix() in [one["file"] for one in CONFIG["singletons"]]}
    for folder, name in (("shelters", "shelter"), ("organisations", "organisation")):
        assert [f["name"] for f in folders[f"content/{folder}"]["fields"]] == list(SCHEMAS[f"{name}.schema.json"]["properties"])


@pytest.mark.parametrize("code", SETTINGS.languages)
def test_originals_and_translations_are_two_lists_without_what_stamp_writes(code: str):
    originals, translations = (c for c in CONFIG["collections"] if c["folder"] == f"content/{code}")
    assert originals["filter"] == {"field": "translated_from", "value": None}
    assert translations["filter"]["value"] == list(SETTINGS.languages)
    assert {f["name"] for f in originals["fields"]} == {*records.Original.model_fields, "translated_from", "body"}
    assert {f["name"] for f in translations["fields"]} == {"title", "summary", "translated_from", "differs", "body"}


def all_fields(value: object) -> list[dict]:
    inner = list(value.values()) if isinstance(value, dict) else value if isinstance(value, list) else []
    here = [value] if isinstance(value, dict) and "widget" in value else []
    return here + [field for one in inner for field in all_fields(one)]


def test_an_empty_translation_is_left_out_and_never_asked_for():
    texts = [f for f in all_fields(CONFIG) if {one["name"] for one in f.get("fields", ())} == set(SETTINGS.languages)
             and f["fields"][0]["widget"] == "text"]
    assert CONFIG["output"]["omit_empty_optional_fields"] and len(texts) > 10
    assert [one for field in texts for one in field["fields"] if one["required"]] == []


def test_every_change_is_a_pull_request_and_nobody_but_the_forge_is_told_a_secret():
    assert CONFIG["publish_mode"] == "editorial_workflow"
    assert all(c["publish"] is False for c in CONFIG["collections"])
    assert CONFIG["backend"]["auth_methods"] == ["token"]
    assert not [f for f in all_fields(CONFIG) if f["widget"] in ("code", "markdown", "richtext", "image", "file")]


@pytest.mark.parametrize(("repository", "backend"), [
    ("https://github.com/example/haven.git", {"name": "github", "repo": "example/haven", "open_authoring": True}),
    ("https://gitlab.com/a/b/haven", {"name": "gitlab", "repo": "a/b/haven"}),
    ("https://gitlab.example.org/a/haven", {"name": "gitlab", "api_root": "https://gitlab.example.org/api/v4"}),
    ("https://codeberg.org/a/haven/", {"name": "gitea", "repo": "a/haven", "base_url": "https://codeberg.org"})])
def test_the_web_editor_works_on_the_repository_of_the_settings(repository: str, backend: dict):
    settings = SETTINGS.model_copy(update={"repository": repository, "branch": "trunk"})
    config = yaml.safe_load(editor_files(settings)["admin/config.yml"])
    assert config["backend"].items() >= {**backend, "branch": "trunk"}.items()
    assert ("publish_mode" in config) == (backend["name"] != "gitea")
