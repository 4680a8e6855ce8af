import json
from pathlib import Path

import jsonschema

from gavan.formats import as_github, as_gitlab, as_json, json_schema
from gavan.language import Catalogue
from gavan.problems import Place, Problem
from gavan.report import excerpt

ERROR = Problem(code="unknown-topic", place=Place(path="content/ru/a, b.md", line=6, column=8), message='no topic "{name}"',
                hint="100% sure?", values={"name": "docs"}, related=Place(path="site.yaml", line=3))
WARNING = Problem(code="missing-section-id", place=Place(path="content/aa.md"), message="no id\nhere")
ROOT = Path(__file__).resolve().parents[2]


def test_json_validates_against_the_published_schema_and_puts_errors_first():
    document = json.loads(as_json([WARNING, ERROR], Catalogue()))
    schema = json.loads((ROOT / "docs/check.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(document, schema)
    assert [p["code"] for p in document["problems"]] == ["unknown-topic", "missing-section-id"]
    assert document["errors"] == document["warnings"] == 1
    assert document["problems"][0]["message"] == 'no topic "docs"'
    assert document["problems"][0]["related"] == {"path": "site.yaml", "line": 3, "column": 1}


def test_the_committed_schema_is_the_one_of_the_code():
    assert (ROOT / "docs/check.schema.json").read_text(encoding="utf-8") == json_schema()


def test_github_gets_one_line_a_problem_worst_first_with_its_signs_escaped():
    first, second = as_github([WARNING, ERROR], Catalogue()).splitlines()
    assert first == ("::error file=content/ru/a%2C b.md,line=6,col=8,title=unknown-topic::"
                     'no topic "docs" (site.yaml:3:1)%0A100%25 sure?')
    assert second == "::warning file=content/aa.md,line=1,col=1,title=missing-section-id::no id%0Ahere"


def test_gitlab_gets_a_code_quality_report_with_stable_different_fingerprints():
    one, two = json.loads(as_gitlab([WARNING, ERROR], Catalogue()))
    assert {one["severity"], two["severity"]} == {"major", "minor"}
    assert one["fingerprint"] != two["fingerprint"]
    assert one["location"]["lines"] == {"begin": 6}
    assert as_gitlab([WARNING, ERROR], Catalogue()) == as_gitlab([ERROR, WARNING], Catalogue())


def test_messages_are_in_the_catalogues_language():
    russian = Catalogue(singular={'no topic "{name}"': "нет темы «{name}»"})
    assert "нет темы «docs»" in as_github([ERROR], russian)


def test_the_mark_stands_under_the_thing_also_behind_wide_characters_and_in_long_lines():
    place = Place(path="a.md", line=12, column=5)
    shown, mark = excerpt(Problem(code="unknown-topic", place=place, message="x"), "日本😀 here")
    assert shown == "  12 | 日本😀 here"
    assert mark == "     | " + " " * 7 + "^"
    place = Place(path="a.md", line=1, column=501)
    shown, mark = excerpt(Problem(code="unknown-topic", place=place, message="x"), "a" * 500 + "HERE" + "b" * 500)
    assert shown[mark.index("^"):].startswith("HERE")
    assert len(shown) < 120
