"""Law: every key and value of a YAML mapping is read as it was written, and its place points at it."""

import yaml
from hypothesis import given

from gavan.reading.files import SourceFile
from gavan.reading.yamlfile import read_yaml
from tests.laws.strategies import any_text, hostile_markdown, mappings
from tests.site import text_at


@given(mappings)
def test_every_place_points_at_its_key(mapping):
    text = yaml.safe_dump(mapping, allow_unicode=True, sort_keys=False, width=10_000)
    document = read_yaml(SourceFile(path="f.yaml", text=text))
    assert document.problems == () and document.value == mapping
    for path, place in document.keys.items():
        at = text_at(text, place)
        quoted = yaml.safe_dump(path[-1], allow_unicode=True, width=10_000).split("\n")[0]
        assert at.startswith((path[-1], quoted)), (path, at)


@given(mappings)
def test_every_value_has_a_place_in_flow_style_too(mapping):
    text = yaml.safe_dump(mapping, allow_unicode=True, default_flow_style=True, width=10_000)
    document = read_yaml(SourceFile(path="f.yaml", text=text))
    assert document.value == mapping

    def check(path, value):
        assert path in document.places
        children = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
        for key, inner in children:
            assert isinstance(value, list) or (*path, key) in document.keys
            check((*path, key), inner)

    check((), mapping)


@given(any_text | hostile_markdown)
def test_no_text_makes_the_reader_raise_and_every_problem_has_a_place_in_it(text):
    document = read_yaml(SourceFile(path="f.yaml", text=text))
    lines = text.count("\n") + text.count("\r") + text.count("\x85") + text.count("\u2028") + text.count("\u2029") + 2
    assert all(1 <= problem.place.line <= lines and problem.place.column >= 1 for problem in document.problems)
