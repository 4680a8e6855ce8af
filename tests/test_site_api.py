"""api/v1: the published files are what their published schemas say, and hold nothing that is not for the public."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from tests.whole_site import Site, edit, published, real_site, small_site

NAMES = ("countries", "guides", "organisations", "recall", "shelters")
PRIVATE = set("address street house coordinates latitude longitude lat lon geo map person author editor draft place".split())
DATE = re.compile(r"\d{4}-\d\d-\d\d")


def schema_of(site: Site, name: str) -> Any:
    return json.loads(site.outputs[f"api/v1/schemas/{name}.schema.json"])


def keys_in(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from keys_in(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from keys_in(inner)


def test_every_file_has_a_schema_and_every_schema_a_file():
    files = {path for path in real_site().outputs if path.startswith("api/")}
    assert files == {f"api/v1/{name}.json" for name in NAMES} | {f"api/v1/schemas/{name}.schema.json" for name in NAMES}


@pytest.mark.parametrize("name", NAMES)
def test_schemas_are_valid_and_of_the_draft_they_name(name: str):
    schema = schema_of(real_site(), name)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    Draft202012Validator.check_schema(schema)


@pytest.mark.parametrize("name", NAMES)
def test_the_files_of_the_real_site_are_what_their_schemas_say(name: str):
    site = real_site()
    validator = Draft202012Validator(schema_of(site, name), format_checker=Draft202012Validator.FORMAT_CHECKER)
    assert [error.message for error in validator.iter_errors(site.json(name))] == []


@pytest.mark.parametrize("name", NAMES)
def test_a_schema_refuses_what_it_does_not_name(name: str):
    site = real_site()
    assert list(Draft202012Validator(schema_of(site, name)).iter_errors({**site.json(name), "secret": 1}))
    assert list(Draft202012Validator(schema_of(site, name)).iter_errors({}))


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A site whose records have every field: ranges, texts, days, a warning, something withdrawn, every kind of change."""
    folder = small_site(tmp_path_factory.mktemp("full") / "source")
    source = 'sources: [{url: "https://law.example/x", title: Example law, date: unknown}]'
    values = {"range": "from: 7, to: 10.5, unit: working-day, approx: true, changed: 2026-07-01",
              "words": "value: {ru: Да}, unit: text", "since": "value: 2026-01-30, unit: date",
              "line": 'value: "+90 000", unit: phone',
              "fee": "value: 653.70, unit: TRY, deadline: {from: entry, action: {ru: Внесите}, window: 30}"}
    rest = f"topic: documents, label: {{ru: Срок}}, confidence: low, verified: 2026-10-01, {source}"
    facts = "".join(f"  {name}: {{{value}, {rest}}}\n" for name, value in values.items())
    edit(folder / "content/countries/tr.yaml", "facts:\n", f"facts:\n{facts}")
    warning = f"{{level: danger, text: {{ru: Осторожно.}}, from: 2026-01-01, until: 2027-01-01, {source}}}"
    change = "{date: 2026-10-02, kind: fact, sections: [range], note: {ru: Новое.}}"
    edit(folder / "content/countries/tr.yaml", "emergency:\n", f"warnings: [{warning}]\nchanges: [{change}]\nemergency:\n")
    reason = "withdrawn: {date: 2026-10-29, reason: {ru: Ошибка., en: A mistake., tr: Hata.}}\n"
    shelter, organisation = folder / "content/shelters/example.yaml", folder / "content/organisations/helpers.yaml"
    shelter.write_text(shelter.read_text(encoding="utf-8") + "capacity: 5\nnote: {ru: Тихо.}\n" + reason, encoding="utf-8")
    edit(organisation, "contact: {", 'contact: {phone: "+90 000 000", telegram: ExampleBot, email: "a@example.org", ')
    wording = "  - {date: 2026-10-02, kind: wording, note: {ru: Яснее.}}\n"
    edit(folder / "content/ru/arrival.md", "changes:\n", f"changes:\n{wording}")
    draft = "---\ntitle: Тайна\nsummary: Кратко.\nkind: page\ndraft: true\n---\n\nСлова.\n"
    (folder / "content/ru/hidden.md").write_text(draft, encoding="utf-8")
    return published(folder)


@pytest.mark.parametrize("name", NAMES)
def test_records_with_every_field_are_what_their_schemas_say(name: str, full: Site):
    validator = Draft202012Validator(schema_of(full, name), format_checker=Draft202012Validator.FORMAT_CHECKER)
    assert [error.message for error in validator.iter_errors(full.json(name))] == []


@pytest.mark.parametrize("name", NAMES)
def test_nothing_private_is_published(name: str, full: Site):
    for site in (full, real_site()):
        assert not PRIVATE & set(keys_in(site.json(name)))
    assert "Тайна" not in full.text(f"api/v1/{name}.json") and "Яснее" not in full.text(f"api/v1/{name}.json")


def test_a_shelter_has_no_phone_and_no_address(full: Site):
    for site in (full, real_site()):
        for shelter in site.json("shelters")["shelters"]:
            assert set(shelter["contact"]) <= {"url", "telegram", "email"} and "phone" not in set(keys_in(shelter))


def test_recall_lists_what_was_withdrawn(full: Site):
    assert full.json("recall") == {"withdrawn": [{
        "kind": "shelter", "id": "example", "date": "2026-10-29",
        "reason": {"ru": "Ошибка.", "en": "A mistake.", "tr": "Hata."}}]}


def test_facts_are_given_as_numbers_and_in_words(full: Site):
    facts = {f["id"]: f for f in full.json("countries")["countries"][0]["facts"]}
    stay, span = facts["visa_free_stay"], facts["range"]
    assert (stay["value"], stay["unit"], stay["low"]) == ("60", "day", None)
    assert {code: words.replace("\u00a0", " ") for code, words in stay["words"].items()} == {
        "ru": "60 дней", "en": "60 days", "tr": "60 gün"}
    assert (span["value"], span["low"], span["high"], span["approximate"]) == (None, "7", "10.5", True)
    assert facts["since"]["value"] == "2026-01-30" and facts["fee"]["value"] == "653.70"


def test_a_status_is_what_may_be_said_on_the_day_of_the_build():
    for shelter in real_site().json("shelters")["shelters"]:
        newest = max((s["date"] for s in shelter["sources"] if s["date"] != "unknown"), default="0000")
        settled = shelter["status_in_source"] in ("closed", "historic")
        assert shelter["status"] == shelter["status_in_source"] or shelter["status"] == "unknown"
        assert settled or newest >= "2025-11" or shelter["status"] == "unknown"


def test_every_page_in_the_files_exists():
    site = real_site()
    guides = site.json("guides")["guides"]
    for guide in guides:
        for page in guide["pages"]:
            assert set(page["sections"]) <= set(site.page(page["path"]).ids)
    assert all(f"ru/{guide['key']}.html" in site.outputs for guide in guides)


def test_dates_are_iso_and_files_end_with_a_line_feed():
    for name in NAMES:
        text = real_site().text(f"api/v1/{name}.json")
        assert text.endswith("}\n") and "\r" not in text
    for guide in real_site().json("guides")["guides"]:
        assert all(DATE.fullmatch(change["date"]) for change in guide["changes"])
        due = guide["review"]["due"]
        assert guide["review"]["verified"] == "never" and (due is None or DATE.fullmatch(due))


def test_a_site_may_leave_the_files_for_bots_out(tmp_path: Path):
    folder = small_site(tmp_path / "source")
    line = "languages: [ru, en, tr]"
    edit(folder / "site.yaml", line, f"{line}\noutputs: {{api: false, feeds: false, status: false}}")
    site = published(folder)
    assert not [p for p in site.outputs if p.startswith(("api/", "status/")) or p.endswith("feed.xml")]
    assert not [link.written for page in site.pages() for link in page.links if "feed.xml" in link.written]
