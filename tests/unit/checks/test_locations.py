"""Over which texts the detector of checks.privacy goes, and where it says that it found something."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.small_site import as_lines, lay, problems_of

SHELTER = """organisation: helpers
country: TR
status: open
contact: {url: "https://helpers.example", telegram: ExampleBot, email: bed@helpers.example}
sources:
  - {url: "https://helpers.example/news/20261030123", title: "Новости 2026-10-30", date: 2026-10}
verified: never
"""
PAGE = "---\ntitle: Example\nsummary: An example.\nkind: page\n---\n\n"
STREET = "улица Примерная, дом 5"
SPOT = "12.34567, 65.43210"


def judged(folder: Path, path: str, text: str) -> list[tuple[str, int, int]]:
    problems = problems_of(lay(folder / "site", {path: text.encode()}))
    assert all(p.place.path == path for p in problems)
    return [(p.code, p.place.line, p.place.column) for p in problems]


def test_a_shelter_without_a_place_is_good(tmp_path):
    assert judged(tmp_path, "content/shelters/north.yaml", SHELTER) == []


@pytest.mark.parametrize(
    "field",
    [
        f'name: {{ru: "Приют: {STREET}"}}',
        f'city: {{ru: Примерск, en: "{STREET}"}}',
        f'how: {{ru: "{STREET}"}}',
        f"note:\n  ru: >\n    Приют Пример,\n    {STREET}",
        f'withdrawn: {{date: 2026-10-30, reason: {{ru: "{STREET}", en: a, tr: b}}}}',
        f'changes: [{{date: 2026-10-30, kind: fact, note: {{ru: "{STREET}"}}}}]',
    ],
)
def test_every_free_text_of_a_shelter_is_searched(field, tmp_path):
    line, column = 8 + field.count("\n"), field.split("\n")[-1].index(STREET) + 1
    assert judged(tmp_path, "content/shelters/north.yaml", SHELTER + field + "\n") == [("private-location", line, column)]


@pytest.mark.parametrize(
    "change",
    [
        ('title: "Новости 2026-10-30"', f'title: "{STREET}"'),
        ("bed@helpers.example", "79000000000@helpers.example"),
        ("https://helpers.example/news/20261030123", "https://maps.google.com/?q=example"),
        ('contact: {url: "https://helpers.example"', 'contact: {url: "https://bit.ly/example"'),
    ],
)
def test_sources_and_contacts_of_a_shelter_are_searched(change, tmp_path):
    assert [code for code, *_ in judged(tmp_path, "content/shelters/north.yaml", SHELTER.replace(*change))] == [
        "private-location"
    ]


def test_a_shelter_that_cannot_be_read_is_searched_all_the_same(tmp_path):
    text = SHELTER.replace("status: open", "status: opened") + f'how: {{ru: "Приходите: {STREET}"}}\n'
    assert judged(tmp_path, "content/shelters/north.yaml", text) == [("wrong-choice", 3, 9), ("private-location", 8, 23)]


def test_a_value_in_another_spelling_is_named_where_it_begins(tmp_path):
    text = SHELTER + 'how: {ru: "\\u0443\\u043b\\u0438\\u0446\\u0430 Примерная, дом 5"}\n'
    assert judged(tmp_path, "content/shelters/north.yaml", text) == [("private-location", 8, 11)]


def test_a_guide_may_name_a_street_and_an_office_but_no_spot_on_a_map(tmp_path):
    text = PAGE + f"Ведомство: {STREET}, тел. 8 000 000 00 00.\n\n- Сбор 🛟 здесь: {SPOT}\n"
    assert judged(tmp_path, "content/ru/example.md", text) == [("private-location", 9, 17)]


@pytest.mark.parametrize(
    "words", ["12&#46;34567, 65.43210", "12.34567, 65&#x2e;43210", "[office](https://maps&#46;google.com/?q=a)"]
)
def test_entities_hide_nothing_in_a_guide(words, tmp_path):
    found = judged(tmp_path, "content/ru/example.md", PAGE + f"## Part {{#part}}\n\nText: {words}.\n")
    assert {code for code, *_ in found} == {"private-location"}


def test_comments_in_a_guide_are_searched_since_the_repository_is_public(tmp_path):
    assert judged(tmp_path, "content/ru/example.md", PAGE + f"Text.\n\n<!-- {SPOT} -->\n") == [("private-location", 9, 6)]


@pytest.mark.parametrize(
    ("path", "text"),
    [
        (
            "content/organisations/second.yaml",
            (
                'name: {{ru: Вторые}}\ncountries: []\nstatus: active\nnote: {{ru: "{0}"}}\n'
                'sources: [{{url: "https://helpers.example", title: a, date: 2026}}]\nverified: never\n'
            ),
        ),
        ("content/glossary.yaml", '- {{id: residence-permit, term: {{ru: Вид}}, meaning: {{ru: "{0}"}}}}\n'),
        ("content/countries/ge.yaml", 'country: GE\nsummary: {{ru: "{0}"}}\n'),
    ],
)
def test_other_records_are_searched_as_guides_are(path, text, tmp_path):
    good, bad = judged(tmp_path / "good", path, text.format(STREET)), judged(tmp_path / "bad", path, text.format(SPOT))
    assert (good, [code for code, *_ in bad]) == ([], ["private-location"])


def test_the_report_does_not_repeat_the_place(tmp_path):
    site = lay(tmp_path / "site", {"content/shelters/north.yaml": (SHELTER + f'how: {{ru: "{STREET}"}}\n').encode()})
    (problem,) = problems_of(site)
    assert "Примерная" not in "".join(as_lines(problem)) + str(problem.values)
