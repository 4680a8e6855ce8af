"""Names that must exist elsewhere, facts in texts, and what front matter owes."""

from __future__ import annotations

from pathlib import Path

import pytest

from gavan.problems import Problem
from tests.small_site import lay, problems_of

SOURCES = 'sources: [{url: "https://law.example", title: Example law, date: 2026}]\n'
GUIDE = f"---\ntitle: Example\nsummary: An example.\n{SOURCES}verified: never\n---\n\nText.\n"


def judged(folder: Path, files: dict[str, str]) -> tuple[Problem, ...]:
    return problems_of(lay(folder / "site", {path: text.encode() for path, text in files.items()}))


def codes(folder: Path, files: dict[str, str]) -> list[str]:
    return [problem.code for problem in judged(folder, files)]


def guide(*fields: str, body: str = "Text.\n") -> str:
    return GUIDE.replace("---\n\nText.\n", "".join(f"{field}\n" for field in fields) + "---\n\n" + body)


def test_a_plain_page_needs_neither_sources_nor_a_check(tmp_path):
    assert codes(tmp_path, {"content/en/example.md": "---\ntitle: A\nsummary: B.\nkind: page\n---\n\nText.\n"}) == []


def test_a_guide_owes_both_and_is_told_so_at_once(tmp_path):
    found = judged(tmp_path, {"content/en/example.md": "---\ntitle: A\nsummary: B.\n---\n\nText.\n"})
    assert [(p.code, str(p.place)) for p in found] == [
        ("missing-field", "content/en/example.md:2:1"),
        ("no-sources", "content/en/example.md:2:1"),
    ]


def test_an_empty_list_of_sources_is_named_where_it_stands(tmp_path):
    (found,) = judged(tmp_path, {"content/en/example.md": GUIDE.replace(SOURCES, "sources: []\n")})
    assert (found.code, found.place.line) == ("no-sources", 4)


def test_wrong_sources_are_not_called_missing_too(tmp_path):
    assert codes(tmp_path, {"content/en/example.md": GUIDE.replace("date: 2026", "date: soon")}) == ["wrong-date"]


def test_a_wrong_field_does_not_hide_what_else_is_wrong_in_the_file(tmp_path):
    text = guide("topic: docs", "order: first", body="See [this](nowhere.md), [[TR.nothing]].\n").replace(
        "title: Example\n", ""
    )
    assert sorted(codes(tmp_path, {"content/en/example.md": text})) == [
        "broken-link",
        "missing-field",
        "unknown-fact",
        "unknown-topic",
        "wrong-type",
    ]


def test_a_wrong_original_does_not_hide_what_is_wrong_in_its_translations(tmp_path):
    tr = "---\ntitle: Örnek\nsummary: Örnek.\ntranslated_from: en\n---\n\n[Bu](nowhere.md).\n"
    assert sorted(codes(tmp_path, {"content/en/example.md": guide("order: first"), "content/tr/example.md": tr})) == [
        "broken-link",
        "wrong-type",
    ]


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        (["aliases: [old]"], []),
        (["aliases: [deep/old-name]"], []),
        (["aliases: [Old]"], ["alias"]),
        (["aliases: [old.md]"], ["alias"]),
        (["aliases: [example]"], ["alias"]),
        (["aliases: [arrival]"], ["alias"]),
        (["aliases: [glossary]"], ["alias"]),
        (["aliases: [countries/tr]"], ["alias"]),
        (["aliases: [old, old]"], ["alias"]),
    ],
)
def test_old_keys_lead_to_one_guide_and_hide_no_page(fields, expected, tmp_path):
    assert codes(tmp_path, {"content/en/example.md": guide(*fields)}) == expected


def test_an_old_key_of_two_guides_is_named_at_the_second_with_the_first(tmp_path):
    (found,) = judged(tmp_path, {"content/en/one.md": guide("aliases: [old]"), "content/en/two.md": guide("aliases: [old]")})
    assert (found.code, found.place.path, found.related and found.related.path) == (
        "alias",
        "content/en/two.md",
        "content/en/one.md",
    )


@pytest.mark.parametrize(
    ("only", "expected"), [("[en]", []), ("[en, tr]", []), ("[ru]", ["only"]), ("[en, xx]", ["unknown-language"])]
)
def test_only_names_languages_of_the_site_and_the_originals_among_them(only, expected, tmp_path):
    assert codes(tmp_path, {"content/en/example.md": guide(f"only: {only}")}) == expected


def test_a_safety_note_is_needed_in_the_languages_that_a_guide_is_meant_for(tmp_path):
    change = "changes: [{date: 2026-10-01, kind: safety, note: {en: Careful}}]"
    assert codes(tmp_path / "one", {"content/en/example.md": guide(change, "only: [en]")}) == []
    (found,) = judged(tmp_path / "two", {"content/en/example.md": guide(change, "only: [en, tr]")})
    assert (found.code, found.values["missing"]) == ("missing-language", "tr")


@pytest.mark.parametrize("kind", ["fact", "wording"])
def test_other_notes_may_wait_for_translation(kind, tmp_path):
    text = guide(f"changes: [{{date: 2026-10-01, kind: {kind}, note: {{en: New}}}}]")
    assert codes(tmp_path, {"content/en/example.md": text}) == []


def test_the_reason_of_a_withdrawal_is_needed_in_every_language(tmp_path):
    assert codes(tmp_path, {"content/en/example.md": guide("withdrawn: {date: 2026-10-01, reason: {en: Wrong}}")}) == [
        "missing-language"
    ]


@pytest.mark.parametrize(
    ("sections", "expected"), [("[papers]", []), ("[intro]", []), ("[]", []), ("[papers, fees]", ["unknown-section"])]
)
def test_changes_name_sections_of_the_original(sections, expected, tmp_path):
    text = guide(
        f"changes: [{{date: 2026-10-01, kind: fact, sections: {sections}, note: {{en: New}}}}]", body="## Papers {#papers}\n"
    )
    assert codes(tmp_path, {"content/en/example.md": text}) == expected


def test_digests_of_sections_that_are_gone_are_no_problem(tmp_path):
    head = "title: Örnek\nsummary: Örnek.\ntranslated_from: en\nsource_digests: {intro: 0a1b2c3d, gone: 0a1b2c3d}\n"
    tr = f"---\n{head}---\n\nMetin.\n"
    assert codes(tmp_path, {"content/en/example.md": GUIDE, "content/tr/example.md": tr}) == []


@pytest.mark.parametrize(("section", "exists"), [("papers", True), ("extra", True), ("intro", True), ("fees", False)])
def test_a_translation_may_differ_in_a_section_of_its_own_or_of_the_original(section, exists, tmp_path):
    head = f"title: Örnek\nsummary: Örnek.\ntranslated_from: en\ndiffers: [{{section: {section}, why: Example}}]\n"
    tr = f"---\n{head}---\n\n## Ek {{#extra}}\n\nMetin.\n"
    found = codes(tmp_path, {"content/en/example.md": guide(body="## Papers {#papers}\n"), "content/tr/example.md": tr})
    assert ("unknown-section" not in found) == exists


@pytest.mark.parametrize(
    "text",
    [
        "[[TR.visa_free_stay]]",
        "[[TR.visa_free_stay|number]]",
        "[[ TR.visa_free_stay | number ]]",
        "[[TR.portal]]",
        "`[[anything]]`",
        "| a | b |\n|---|---|\n| [[TR.visa_free_stay|number]] | x |",
        "- **[[TR.visa_free_stay]]**",
        "[[TR.stay_span|number]]",
    ],
)
def test_facts_in_text_are_good(text, tmp_path):
    fact = (
        "\n  stay_span:\n    {topic: documents, label: {ru: Срок}, from: 7, to: 10, unit: day, confidence: high, "
        + SOURCES.strip()
        + ", verified: never}\n"
    )
    country = (Path(__file__).resolve().parents[2] / "sites/base/content/countries/tr.yaml").read_text(encoding="utf-8")
    files = {"content/en/example.md": guide(body=text + "\n"), "content/countries/tr.yaml": country + fact}
    assert codes(tmp_path, files) == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("[[TR.nothing]]", "unknown-fact"),
        ("[[KZ.stay]]", "unknown-fact"),
        ("[[tr.visa_free_stay]]", "fact-form"),
        ("[[TR]]", "fact-form"),
        ("[[]]", "fact-form"),
        ("[[TR.visa_free_stay|words]]", "fact-form"),
        ("[[TR.portal|number]]", "fact-form"),
        ("### Stay [[TR.visa_free_stay]] {#stay}", "fact-position"),
        ("[see [[TR.visa_free_stay]]](arrival.md)", "fact-position"),
        ("[*see [[TR.visa_free_stay]]*](arrival.md)", "fact-position"),
    ],
)
def test_facts_that_cannot_be_shown_are_named(text, code, tmp_path):
    assert codes(tmp_path, {"content/en/example.md": guide(body=f"## Part {{#part}}\n\n{text}\n")}) == [code]


def test_the_facts_of_a_country_that_cannot_be_read_are_not_called_unknown(tmp_path):
    found = judged(tmp_path, {"content/countries/tr.yaml": "country: TR\nfacts: {visa_free_stay: {value: 60}}\n"})
    assert {p.place.path for p in found} == {"content/countries/tr.yaml"}


def test_a_fact_that_cannot_be_read_is_not_called_unknown(tmp_path):
    base = (Path(__file__).resolve().parents[2] / "sites/base/content/countries/tr.yaml").read_text(encoding="utf-8")
    assert codes(tmp_path, {"content/countries/tr.yaml": base.replace("value: 60", "value: sixty")}) == ["wrong-type"]


def test_an_organisation_that_cannot_be_read_is_not_called_unknown(tmp_path):
    assert set(codes(tmp_path, {"content/organisations/helpers.yaml": "status: gone\n"})) == {
        "wrong-choice",
        "missing-field",
        "no-sources",
    }


def test_a_site_in_settings_that_names_an_unlisted_language_is_told_so(tmp_path):
    base = (Path(__file__).resolve().parents[2] / "sites/base/site.yaml").read_text(encoding="utf-8")
    (found,) = judged(tmp_path, {"site.yaml": base.replace("tr: [en, ru]", "tr: [en, kk]")})
    assert (found.code, str(found.place)) == ("unknown-language", "site.yaml:5:21")


def test_glossary_variants_in_an_unlisted_language_are_named_at_the_key(tmp_path):
    term = "- {id: residence-permit, term: {ru: Вид}, meaning: {ru: Пример.}, avoid: {kk: [нет]}}\n"
    (found,) = judged(tmp_path, {"content/glossary.yaml": term})
    assert (found.code, found.place.column) == ("unknown-language", term.index("kk") + 1)
