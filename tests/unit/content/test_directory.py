"""Countries, facts, shelters, organisations and the glossary: a bad one never hides the others."""

import datetime
from decimal import Decimal

import pytest

from gavan.content.directory import read_directory
from gavan.problems import in_order
from gavan.reading.files import SourceFile
from gavan.reading.schema import Context
from tests.site import ORGANISATION, SHELTER, TODAY, country, text_at

CONTEXT = Context(today=TODAY, languages=("ru", "en", "tr"))


def read(files: dict[str, str]):
    return read_directory([SourceFile(path=f"content/{path}", text=text) for path, text in files.items()], CONTEXT)


def wrong(files: dict[str, str]) -> list[tuple[str, str]]:
    """The code of each problem and what stands at its place, in order."""
    found = in_order(read(files).problems)
    return [(p.code, text_at(files[p.place.path.removeprefix("content/")], p.place)) for p in found]


def facts(**inside: str) -> dict[str, str]:
    return {"countries/tr.yaml": country("TR", inside)}


def the_fact(inside: str):
    found = read(facts(stay=inside))
    assert found.problems == ()
    return found.countries[0].facts["stay"].record


def wrong_fact(inside: str) -> list[tuple[str, str]]:
    """Codes, and the first word at each place."""
    return [(code, at.split(",")[0]) for code, at in wrong(facts(stay=inside))]


def test_records_are_named_after_their_files():
    found = read({**facts(stay="value: 60, unit: day"), "shelters/quiet-place.yaml": SHELTER,
        "organisations/ark.yaml": ORGANISATION})
    assert found.problems == () and found.unreadable == frozenset()
    assert [c.code for c in found.countries] == ["TR"] and found.countries[0].key == "countries/tr"
    assert [s.id for s in found.shelters] == ["quiet-place"] and [o.id for o in found.organisations] == ["ark"]


@pytest.mark.parametrize("path", ["shelters/Приют.yaml", "shelters/a_b.yaml", "countries/TR.yaml", "organisations/a b.yaml"])
def test_a_file_name_that_is_no_id_is_a_problem(path):
    problem, = read({path: SHELTER}).problems
    assert (problem.code, str(problem.place)) == ("key", f"content/{path}:1:1")


def test_a_country_that_is_not_the_one_of_its_file_is_a_problem_at_the_field():
    assert wrong({"countries/kz.yaml": country("TR", {}).replace("facts:\n", "")}) == [("wrong-choice", "TR")]


def test_a_broken_file_hides_no_other():
    found = read({"shelters/a.yaml": "status: [", "shelters/b.yaml": SHELTER, "organisations/a.yaml": "",
                  "organisations/b.yaml": ORGANISATION})
    assert [s.id for s in found.shelters] == ["b"] and [o.id for o in found.organisations] == ["b"]
    assert "organisations/a" in found.unreadable


# Facts


def test_a_bad_fact_hides_no_other_and_its_name_is_known_as_broken():
    found = read(facts(good="value: 60, unit: day", bad="value: sixty, unit: day", worse="unit: dya",
        last="value: 1, unit: year"))
    assert list(found.countries[0].facts) == ["good", "last"]
    assert found.unreadable == {"TR.bad", "TR.worse"}
    assert [p.code for p in found.problems] == ["wrong-type", "unknown-unit"]


def test_facts_of_a_country_whose_head_is_broken_are_still_judged():
    text = country("TR", {"good": "value: 60, unit: day", "bad": "value: x, unit: day"}).replace("{ru: Страна.}", "Страна")
    found = read({"countries/tr.yaml": text})
    assert found.countries == () and found.unreadable == {"countries/tr", "TR.good", "TR.bad"}
    assert [p.code for p in found.problems] == ["wrong-type", "wrong-type"]


@pytest.mark.parametrize("name", ["Stay", "1stay", "visa-free", "виза", "a b", "_a", "''"])
def test_a_fact_whose_name_cannot_be_written_in_brackets_is_a_problem_at_its_name(name):
    (code, at), = wrong(facts(**{name: "value: 60, unit: day"}))
    assert code == "key" and at.startswith(name)


@pytest.mark.parametrize("facts_", ["facts: [a, b]", "facts: слова"])
def test_facts_that_are_no_mapping_are_one_problem(facts_):
    text = country("TR", {}).replace("facts:", facts_)
    assert wrong({"countries/tr.yaml": text}) == [("wrong-type", facts_.removeprefix("facts: "))]


def test_a_country_may_have_no_facts():
    found = read({"countries/tr.yaml": country("TR", {})})
    assert found.problems == () and found.countries[0].facts == {}


def test_a_fact_without_fields_is_named_at_its_name():
    text = country("TR", {}) + "  stay:\n"
    assert {code for code, _ in wrong({"countries/tr.yaml": text})} == {"missing-field", "no-sources"}
    assert {at for _, at in wrong({"countries/tr.yaml": text})} == {"stay:"}


@pytest.mark.parametrize(("inside", "value"), [
    ("value: 60, unit: day", Decimal(60)), ("value: 653.70, unit: TRY", Decimal("653.70")),
    ("value: '12', unit: percent", Decimal(12)),
    ("value: -1, unit: hour", Decimal(-1)), ("value: 2026-07-01, unit: date", datetime.date(2026, 7, 1)),
    ('value: "112", unit: phone', "112"), ('value: "+90 212 000-00-00", unit: phone', "+90 212 000-00-00"),
    ('value: "https://example.org/a", unit: url', "https://example.org/a"),
    ("value: {ru: 'Да,  можно', en: Yes}, unit: text", {"ru": "Да, можно", "en": "Yes"})])
def test_a_value_has_the_form_of_its_unit(inside, value):
    assert the_fact(inside).value == value


@pytest.mark.parametrize(("inside", "at"), [
    ("value: sixty, unit: day", "sixty"), ("value: '1,5', unit: day", "'1"), ("value: 1 000, unit: day", "1 000"),
    ("value: 1e3, unit: TRY", "1e3"),
    ("value: [60], unit: day", "[60]"), ("value: {ru: 60}, unit: day", "{ru: 60}"), ("value: '', unit: day", "''"),
    ("value: 1234567890123, unit: day", "1234567890123"), ("value: 0.1234, unit: day", "0.1234"),
    ("value: ٦٠, unit: day", "٦٠"),
    ("value: 2026-02-30, unit: date", "2026-02-30"), ("value: 2026, unit: date", "2026"),
    ("value: unknown, unit: date", "unknown"),
    ("value: 112, unit: url", "112"), ("value: javascript:x, unit: url", "javascript:x"),
    ("value: call us, unit: phone", "call us"),
    ("value: слова, unit: text", "слова"), ("value: {de: Ja}, unit: text", "{de: Ja}"),
    ("value: {ru: ''}, unit: text", "{ru: ''}"),
    ("value: {}, unit: text", "{}")])
def test_a_value_of_another_form_is_named_at_the_value(inside, at):
    assert wrong_fact(inside) == [("wrong-type", at)]


@pytest.mark.parametrize("unit", ["days", "Day", "ABC", "try", "[day]", "{a: b}", "null"])
def test_an_unknown_unit_is_named_and_the_known_ones_are_listed(unit):
    found = read(facts(stay=f"value: 60, unit: {unit}"))
    problem, = found.problems
    assert problem.code == "unknown-unit" and "working-day" in problem.values["known"]
    assert text_at(country("TR", {"stay": f"value: 60, unit: {unit}"}), problem.place).startswith(unit)


def test_a_range_has_from_and_to_and_no_value():
    record = the_fact("from: 30, to: 60, unit: working-day, approx: true")
    assert (record.from_, record.to, record.value, record.number, record.approx) == (30, 60, None, None, True)


@pytest.mark.parametrize(("inside", "at"), [
    ("from: 30, unit: day", "stay: {from: 30"), ("to: 30, unit: day", "stay: {to: 30"),
    ("value: 1, from: 30, to: 60, unit: day", "stay: {value: 1"),
    ("from: 30, to: 60, unit: text", "stay: {from: 30"), ("unit: day", "stay: {unit: day"),
    ("from: 60, to: 30, unit: day", "60"),
    ("from: 30, to: 30, unit: day", "30"), ("from: many, to: 60, unit: day", "many")])
def test_a_fact_has_either_a_value_or_a_sound_range(inside, at):
    assert wrong_fact(inside) == [("wrong-type", at)]


def test_a_facts_deadline():
    record = the_fact("value: 10, unit: day, deadline: {from: entry, action: {ru: Записаться}, counts_first_day: true}")
    assert (record.deadline.from_, record.deadline.counts_first_day, record.deadline.window) == ("entry", True, None)
    assert wrong_fact("value: 10, unit: day, deadline: {from: birth, action: {ru: Да}}") == [("wrong-choice", "birth")]


def test_a_facts_place_is_its_name():
    text = country("TR", {"stay": "value: 60, unit: day"})
    fact = read({"countries/tr.yaml": text}).countries[0].facts["stay"]
    assert text_at(text, fact.place).startswith("stay: {") and fact.reference == "TR.stay"


def test_a_break_in_the_file_leaves_no_fact_accused():
    text = country("TR", {"a": "value: 60, unit: day", "b": "value: 'x, unit: day"})
    assert [code for code, _ in wrong({"countries/tr.yaml": text})] == ["yaml-syntax"]


# Warnings and emergency numbers


def test_warnings_and_numbers_of_a_country():
    sources = '[{url: "https://example.org", title: Пример, date: 2026}]'
    warning = f"{{level: danger, text: {{ru: Да}}, from: 2026-01-30, until: 2027-01-01, sources: {sources}}}"
    number = f'{{number: "112", what: {{ru: Скорая}}, sources: {sources}}}'
    text = country("TR", {}) + f"warnings: [{warning}]\nemergency: [{number}]\n"
    head = read({"countries/tr.yaml": text}).countries[0].head
    assert (head.warnings[0].level, head.warnings[0].until, head.emergency[0].number) == ("danger",
        datetime.date(2027, 1, 1), "112")
    assert wrong({"countries/tr.yaml": text.replace('"112"', "один")})[0][0] == "wrong-type"


# Shelters


@pytest.mark.parametrize("line", ["address: ул. Примерная", "phone: '112'", "coordinates: '1,2'", "street: x"])
def test_a_shelter_has_no_field_for_an_address_or_a_phone(line):
    assert wrong({"shelters/a.yaml": SHELTER + line + "\n"}) == [("unknown-field", line)]


def test_a_shelters_contact_has_no_phone_but_an_organisations_has():
    contact = 'contact: {phone: "112"}\n'
    assert [code for code, _ in wrong({"shelters/a.yaml": SHELTER + contact})] == ["unknown-field"]
    assert wrong({"organisations/a.yaml": ORGANISATION + contact}) == []


def test_a_shelter_needs_an_organisation_or_a_name():
    nameless = SHELTER.split("\n", 1)[1]
    assert [code for code, _ in wrong({"shelters/a.yaml": nameless})] == ["missing-field"]
    assert wrong({"shelters/a.yaml": "organisation: ark\n" + nameless}) == []


# The glossary


TERM = ("- {id: residence-permit, term: {ru: ВНЖ}, also: {ru: [икамет]}, avoid: {tr: [kart]}, "
        "meaning: {ru: Вид на жительство.}}\n")


def test_the_glossary_is_a_list_of_terms():
    entry, = read({"glossary.yaml": TERM}).glossary
    assert (entry.record.id, entry.record.also, entry.record.avoid) == ("residence-permit", {"ru": ("икамет",)},
        {"tr": ("kart",)})


@pytest.mark.parametrize("text", ["", "# ничего\n"])
def test_an_empty_glossary_is_empty(text):
    assert (read({"glossary.yaml": text}).glossary, read({"glossary.yaml": text}).problems) == ((), ())


def test_a_bad_term_hides_no_other():
    text = "- {id: Bad Id, term: {ru: а}, meaning: {ru: б}}\n" + TERM + "-\n- слова\n"
    assert [e.record.id for e in read({"glossary.yaml": text}).glossary] == ["residence-permit"]
    assert {p.place.line for p in read({"glossary.yaml": text}).problems} == {1, 3, 4}


def test_an_id_that_stands_twice_in_the_glossary_names_both():
    problem, = read({"glossary.yaml": TERM + TERM}).problems
    assert (problem.place.line, problem.related.line, problem.values) == (2, 1, {"id": "residence-permit"})


def test_a_glossary_that_is_no_list_is_one_problem():
    assert [code for code, _ in wrong({"glossary.yaml": "term: x\n"})] == ["wrong-type"]
