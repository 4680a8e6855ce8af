"""YAML as text with places: none of YAML 1.1's surprises, and every mistake where it was made."""

import time

import pytest
import yaml

from gavan.problems import Place
from gavan.reading import yamlfile
from gavan.reading.files import SourceFile
from gavan.reading.yamlfile import MAX_DEPTH, read_yaml


@pytest.fixture(params=["C", "Python"], autouse=True)
def _each_loader(request, monkeypatch):
    """PyYAML has two parsers; which one a machine has must make no difference."""
    monkeypatch.setattr(yamlfile, "Loader", {"C": yaml.CSafeLoader, "Python": yaml.SafeLoader}[request.param])


def read(text: str):
    return read_yaml(SourceFile(path="f.yaml", text=text))


def found(text: str) -> list[tuple[str, str]]:
    return [(p.code, str(p.place)) for p in read(text).problems]


@pytest.mark.parametrize("written", ["no", "on", "yes", "0212", "12:30", "~", "null", "1e3", "0x1F", ".inf", "2026-10-01",
                                     "1_000", "3.10", "true", "=", "<<", "+905", "60"])
def test_a_value_keeps_what_was_written(written):
    document = read(f"field: {written}\n")
    assert document.value == {"field": written} and document.problems == ()


@pytest.mark.parametrize("written", ["no", "0212", "~", "on", "2026-10-01"])
def test_a_key_keeps_what_was_written(written):
    assert read(f"{written}: x\n").value == {written: "x"}


@pytest.mark.parametrize(("text", "value"), [
    ("", None), ("# only a comment\n", None), ("a:\n", {"a": None}), ("a: ''\n", {"a": ""}), ('a: ""\n', {"a": ""}),
    ("- a\n-\n", ["a", None]), ("a: []\n", {"a": []}), ("a: {}\n", {"a": {}}),
    ("a: >\n  one\n  two\n", {"a": "one two\n"}), ("a: |\n  one\n  two\n", {"a": "one\ntwo\n"}),
    ('a: "\\u0416 #x"  # comment\n', {"a": "Ж #x"})])
def test_empty_values_and_the_ways_to_write_a_text(text, value):
    document = read(text)
    assert document.value == value and document.problems == ()


def test_places_count_characters_also_after_cyrillic_and_emoji_and_in_flow_mappings():
    document = read("имя: {ru: Да, 😀: [é, {б: в}]}\nx:\n  - y: z\n")
    key = {path: (place.line, place.column) for path, place in document.keys.items()}
    assert key == {("имя",): (1, 1), ("имя", "ru"): (1, 7), ("имя", "😀"): (1, 15), ("имя", "😀", 1, "б"): (1, 23),
                   ("x",): (2, 1), ("x", 0, "y"): (3, 5)}
    value = {path: (place.line, place.column) for path, place in document.places.items()}
    assert value[("имя",)] == (1, 6) and value[("имя", "😀", 1, "б")] == (1, 26) and value[("x", 0)] == (3, 5)


def test_places_in_front_matter_are_those_of_the_file():
    source = SourceFile(path="g.md", text="---\ntitle: Да\n---\n")
    document = read_yaml(source, text="title: Да\n", line_offset=1)
    assert document.keys[("title",)] == Place(path="g.md", line=2, column=1)
    assert document.places[("title",)] == Place(path="g.md", line=2, column=8)


def test_the_place_of_what_is_not_there_is_that_of_what_is_around_it():
    document = read("a:\n  b: {c: d}\n")
    assert document.place(("a", "b", "x", "y")) == document.place(("a", "b")) == Place(path="f.yaml", line=2, column=6)
    assert document.key_place(("a", "nothing")) == document.place(("a",))
    assert document.place(("q",)) == Place(path="f.yaml", line=1, column=1)


def test_a_duplicate_key_names_both_places_and_the_rest_is_read():
    document = read("ключ: 1\nb: 2\nключ: 3\n")
    problem, = document.problems
    assert (problem.code, str(problem.place), str(problem.related)) == ("yaml-duplicate-key", "f.yaml:3:1", "f.yaml:1:1")
    assert problem.values == {"key": "ключ"} and document.value["b"] == "2" and document.is_whole


def test_what_stands_below_a_duplicate_key_is_not_reported_again():
    text = "changes:\n  - {date: 2026-10-01, kind: fact}\nchanges:\n  - {date: 2026-10-02, kind: fact}\n"
    assert found(text) == [("yaml-duplicate-key", "f.yaml:3:1")]


def test_a_key_may_stand_again_in_another_mapping():
    assert found("a: {x: 1}\nb: {x: 1}\nc: [{x: 1}, {x: 1}]\n") == []


def test_a_duplicate_key_in_a_flow_mapping_is_named_at_its_own_column():
    assert found("a: {ru: Да, ru: Нет}\n") == [("yaml-duplicate-key", "f.yaml:1:13")]


def test_aliases_that_would_explode_are_refused_and_cost_nothing():
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 9)]
    begin = time.process_time()
    document = read("\n".join(lines) + "\n")
    assert time.process_time() - begin < 5
    assert {p.code for p in document.problems} == {"yaml-alias"}
    assert document.value["a8"] == [None] * 9


@pytest.mark.parametrize(("text", "place"), [
    ("a: &x b\n", "f.yaml:1:4"), ("я: *x\n", "f.yaml:1:4"), ("*x : b\n", "f.yaml:1:1"), ("- !!int 5\n", "f.yaml:1:3"),
    ("a: !!python/object/apply:os.system [ls]\n", "f.yaml:1:4"), ("a: !own {b: c}\n", "f.yaml:1:4")])
def test_anchors_aliases_and_tags_are_problems_at_their_sign(text, place):
    assert found(text) == [("yaml-alias", place)]


@pytest.mark.parametrize(("text", "place"), [("a:\n  b: c\n  \td: e\n", "f.yaml:3:3"), ("я: b\n\t\nc: d\n", "f.yaml:2:1")])
def test_a_tab_in_the_indentation_is_named_where_it_stands(text, place):
    assert found(text) == [("yaml-tab", place)]


@pytest.mark.parametrize("text", ["a: 'b\tc'\n", "a: |\n  b\tc\n", "# a\tb\n"])
def test_a_tab_within_a_text_is_no_problem(text):
    assert found(text) == []


def test_nesting_up_to_the_limit_is_read_and_one_level_more_is_a_problem():
    assert found("[" * MAX_DEPTH + "]" * MAX_DEPTH) == []
    assert found("я: " + "[" * MAX_DEPTH + "]" * MAX_DEPTH) == [("yaml-too-deep", f"f.yaml:1:{3 + MAX_DEPTH}")]


@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "? ", "{? "])
def test_bottomless_nesting_is_a_problem_and_no_recursion(opening):
    document = read(opening * 5_000)
    assert {p.code for p in document.problems} & {"yaml-too-deep", "yaml-syntax"} and not document.is_whole


def test_a_second_document_is_a_problem_and_the_first_is_read():
    assert found("a: 1\n---\nb: 2\n") == [("yaml-syntax", "f.yaml:2:1")]
    assert read("a: 1\n---\nb: 2\n").value == {"a": "1"}


@pytest.mark.parametrize(("text", "place", "rest"), [
    ("[TR, KZ]: x\nb: c\nd: e\n", "f.yaml:1:1", {"b": "c", "d": "e"}),
    ("{{ title }}: x\nb: c\n", "f.yaml:1:1", {"b": "c"}),
    ("? [a, [b]]\n: c\nd: e\n", "f.yaml:1:3", {"d": "e"}),
    ("a: {[b]: c, d: e}\nf: g\n", "f.yaml:1:5", {"f": "g"})])
def test_a_list_as_a_key_is_a_problem_and_what_follows_is_read_rightly(text, place, rest):
    document = read(text)
    assert ("yaml-syntax", place) in [(p.code, str(p.place)) for p in document.problems]
    assert rest.items() <= document.value.items()


@pytest.mark.parametrize(("text", "line"), [("title: Виза: что делать\n", 1), ("a: b\nsummary: Да: нет\n", 2),
                                            ("a:\n  - note: Срок: 60 дней\n", 2)])
def test_an_unquoted_colon_gets_its_own_words(text, line):
    problem, = read(text).problems
    assert (problem.code, problem.place.line) == ("yaml-syntax", line)
    assert problem.message == "a colon followed by a space ends a key" and "quotes" in problem.hint


@pytest.mark.parametrize(("text", "place"), [
    ("a: 'open\nb: c\nd: e\n", "f.yaml:1:4"), ('я: "open\n', "f.yaml:1:4"), ("a: @b\n", "f.yaml:1:4"),
    ("a: `b`\n", "f.yaml:1:4"), ("a:\n  - b\n c: d\n", "f.yaml:3:2"), ("a: [b, c\nd: e\n", None), ("a: %b\n", "f.yaml:1:4")])
def test_other_mistakes_are_named_where_they_are(text, place):
    problem, = read(text).problems
    assert problem.code == "yaml-syntax" and problem.values["reason"]
    assert place in (None, str(problem.place))


@pytest.mark.parametrize("character", ["\x00", "\x01", "\x7f", "\x9f", "\ufffe"])
def test_a_control_character_is_named_at_its_line_and_column(character):
    assert found(f"a: b\nя: 😀{character}\n") == [("yaml-syntax", "f.yaml:2:5")]


def test_what_stood_before_a_mistake_is_returned_and_the_document_is_not_whole():
    document = read("a: b\nc: [d\ne: f\n")
    assert document.value["a"] == "b" and not document.is_whole
    assert read("a: b\n").is_whole


def test_a_merge_key_is_a_key_like_any_other():
    assert read("<<: {a: 1}\n").value == {"<<": {"a": "1"}}
