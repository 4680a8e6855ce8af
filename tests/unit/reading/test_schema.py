"""A document against a schema: every mistake at once, each at its own place, with what was meant."""

import datetime

import pytest

from gavan.problems import in_order
from gavan.reading.files import SourceFile
from gavan.reading.schema import Context, validate
from gavan.reading.yamlfile import read_yaml
from gavan.records import Original, Shelter
from tests.site import text_at

CONTEXT = Context(today=datetime.date(2026, 10, 30), languages=("ru", "en", "tr"))
GOOD = """\
name: {ru: Приют Пример}
country: TR
status: open
sources:
  - {url: "https://example.org", title: Пример, date: 2026-10-01}
verified: never
"""


def read(text: str, schema=Shelter):
    return validate(schema, read_yaml(SourceFile(path="f.yaml", text=text)), CONTEXT)


def wrong(text: str, schema=Shelter) -> list[tuple[str, str]]:
    """The code of each problem and what stands at its place, in order."""
    return [(p.code, text_at(text, p.place)) for p in in_order(read(text, schema)[1])]


def the_problem(text: str, schema=Shelter):
    record, (problem,) = read(text, schema)
    assert record is None
    return problem


def test_a_sound_document_becomes_a_record():
    record, problems = read(GOOD)
    assert problems == ()
    assert (record.country, record.status, record.verified) == ("TR", "open", None)
    assert record.sources[0].date.text == "2026-10-01"


def test_all_mistakes_are_told_at_once_each_at_its_place():
    text = """\
name: {ru: "", xx: Name}
country: ZZ
city: Стамбул
statsu: open
accepts: [single, cats]
stay_days: soon
contact: {url: "javascript:alert(1)", phone: "112"}
sources:
  - {url: "https://example.org", title: Пример, date: 2026-13-01, page: 3}
  - {url: "https://example.org"}
verified: 2027-01-01
"""
    assert [(code, where[:12]) for code, where in wrong(text)] == [
        ("missing-field", 'name: {ru: "'), ("unknown-language", "xx: Name}"), ("unknown-country", "ZZ"),
        ("wrong-type", "Стамбул"), ("unknown-field", "statsu: open"), ("wrong-choice", "cats]"), ("wrong-type", "soon"),
        ("wrong-url", '"javascript:'), ("unknown-field", 'phone: "112"'), ("wrong-date", "2026-13-01, "),
        ("unknown-field", "page: 3}"), ("missing-field", '{url: "https'), ("missing-field", '{url: "https'),
        ("future-date", "2027-01-01")]


@pytest.mark.parametrize(("field", "code"), [("country: TR\n", "missing-field"), ("status: open\n", "missing-field"),
                                             ("verified: never\n", "missing-field"),
                                             ("name: {ru: Приют Пример}\n", "missing-field")])
def test_a_missing_field_is_named_at_the_beginning_of_the_record(field, code):
    problem = the_problem(GOOD.replace(field, ""))
    assert (problem.code, str(problem.place)) == (code, "f.yaml:1:1")


def test_a_record_without_sources_has_its_own_code():
    assert [p.code for p in read(GOOD[:GOOD.index("sources")] + "verified: never\n")[1]] == ["no-sources"]
    assert wrong(GOOD[:GOOD.index("sources")] + "sources: []\nverified: never\n") == [("no-sources", "[]")]


def test_a_field_missing_in_a_list_item_is_named_at_that_item():
    text = GOOD.replace("verified", '  - {url: "https://example.org/2", date: 2026}\nverified')
    problem = the_problem(text)
    assert (str(problem.place), problem.values) == ("f.yaml:6:5", {"name": "title"})


@pytest.mark.parametrize(("typed", "meant"), [("statsu", "status"), ("Contact", "contact"), ("acepts", "accepts"),
                                              ("stay-days", "stay_days")])
def test_an_unknown_field_proposes_the_nearest_one(typed, meant):
    problem = the_problem(GOOD + f"{typed}: x\n")
    assert (problem.code, str(problem.place)) == ("unknown-field", "f.yaml:7:1")
    assert problem.values == {"name": typed, "suggestion": meant}


def test_an_unknown_field_in_a_nested_record_proposes_a_field_of_that_record():
    text = GOOD.replace("date: 2026-10-01", "date: 2026-10-01, titel: x")
    problem = the_problem(text)
    assert (text_at(text, problem.place), problem.values["suggestion"]) == ("titel: x}", "title")


def test_a_wrong_choice_proposes_the_nearest_one_at_the_value():
    problem = the_problem(GOOD.replace("open", "opne"))
    assert (problem.code, str(problem.place), problem.values["suggestion"]) == ("wrong-choice", "f.yaml:3:9", "open")


def test_a_wrong_choice_without_a_near_one_lists_them():
    problem = the_problem(GOOD + "cost: 100\n")
    assert problem.values == {"name": "100", "known": "donation, free, paid"}


@pytest.mark.parametrize("date", ["2026-02-30", "2026-00", "26-01-01", "01.10.2026", "2026-1-1", "2026-10-01T10:00",
                                  "сегодня", "''", "[2026]", "２０２６"])
def test_a_date_that_is_none_is_named_at_its_value(date):
    assert wrong(GOOD.replace("2026-10-01", date)) == [("wrong-date", date + "}")]


@pytest.mark.parametrize("date", ["2026", "2026-10", "2026-10-31", "1900", "unknown"])
def test_vague_unknown_and_tomorrows_dates_are_dates(date):
    assert read(GOOD.replace("2026-10-01", date))[1] == ()


@pytest.mark.parametrize("date", ["2026-11-01", "2026-12", "2027"])
def test_a_date_after_tomorrow_lies_in_the_future(date):
    assert the_problem(GOOD.replace("2026-10-01", date)).code == "future-date"


@pytest.mark.parametrize("url", [
    "javascript:alert(1)", "http://", "https://", "//example.org", "example.org", "ftp://example.org", "https://a b.org",
    "https://user@example.org", "https://user:x@example.org", "https://example.org:99999/", "https://[::1", "https://localhost",
    "https://exam ple.org", "https://пример.рф", "data:text/html,x", "https://example.org/'x", "JAVASCRIPT:x"])
def test_an_address_that_is_none_is_named_at_its_value(url):
    problem = the_problem(GOOD.replace('"https://example.org"', f'"{url}"'))
    assert (problem.code, str(problem.place)) == ("wrong-url", "f.yaml:5:11")


@pytest.mark.parametrize("url", ["https://example.org", "http://example.org:8080/a?b=c#d", "https://xn--e1afmkfd.xn--p1ai/",
                                 "https://example.org/путь", "https://a-b.example.org/(x)"])
def test_plain_addresses_are_addresses(url):
    assert read(GOOD.replace("https://example.org", url))[1] == ()


@pytest.mark.parametrize(("line", "where"), [
    ("stay_days: many", "many"), ("stay_days: 0", "0"), ("stay_days: 1.5", "1.5"), ("languages: ru", "ru"),
    ("contact: email", "email"), ("note: слова", "слова"), ("note: {ru: }", "{ru: }"),
    ("accepts: {single: yes}", "{single: yes}"),
    ("capacity: [1]", "[1]"), ("contact: {telegram: '@example'}", "'@example'}"), ("contact: {email: nobody}", "nobody}"),
    ("contact:", ""), ("organisation: [a]", "[a]")])
def test_a_value_of_another_form_is_named_at_its_value(line, where):
    assert wrong(GOOD + line + "\n") == [("wrong-type", where)]


def test_an_empty_text_in_one_language_counts_as_missing():
    """Web editors write one for every language they know (decaporg/decap-cms#6932)."""
    record, problems = read(GOOD + 'note: {ru: Да, en: "", tr: }\n')
    assert problems == () and record.note == {"ru": "Да"}


def test_a_text_in_a_language_that_the_site_does_not_have_is_named_at_that_language():
    assert wrong(GOOD + "note: {ru: Да, de: Ja}\n") == [("unknown-language", "de: Ja}")]


@pytest.mark.parametrize(("typed", "suggestion"), [("tr", "TR"), ("Turkey", ""), ("türkiye", "TR"), ("Kazakhstan", "KZ")])
def test_a_country_in_other_words_proposes_its_code(typed, suggestion):
    problem = the_problem(GOOD.replace("country: TR", f"country: {typed}"))
    assert (problem.code, problem.values["suggestion"]) == ("unknown-country", suggestion)


@pytest.mark.parametrize("text", ["", "- a\n- b\n", "слова\n", "12\n"])
def test_a_file_that_is_no_record_is_one_problem(text):
    assert [(p.code, str(p.place)) for p in read(text)[1]] == [("wrong-type", "f.yaml:1:1")]


def test_a_file_that_breaks_off_is_not_accused_of_what_stood_further_down():
    document = read_yaml(SourceFile(path="f.yaml", text=GOOD.replace("status: open", "status: open: now")))
    record, problems = validate(Shelter, document, CONTEXT)
    assert record is None and problems == ()


def test_mistakes_in_lists_of_lists_are_named_at_the_item():
    text = "title: T\nsummary: S\nchanges:\n  - {date: 2026-10-01, kind: fact, sections: [a, {b: c}], note: {ru: Да}}\n"
    assert wrong(text, Original) == [("wrong-type", "{b: c}], note: {ru: Да}}")]


@pytest.mark.parametrize("value", ["yes", "True", "1", "[]", "{}", "''"])
def test_only_true_and_false_are_true_and_false(value):
    assert wrong(f"title: T\nsummary: S\ndraft: {value}\n", Original) == [("wrong-type", value)]


def test_a_text_that_is_too_long_names_the_limit():
    problem = the_problem(f"title: {'я' * 121}\nsummary: S\n", Original)
    assert (str(problem.place), problem.values) == ("f.yaml:1:8", {"limit": "120"})


def test_spaces_and_line_breaks_in_a_text_by_language_become_single_spaces():
    record, _ = read(GOOD + "note:\n  ru: >\n    Первая строка\n    вторая\n")
    assert record.note == {"ru": "Первая строка вторая"}
