"""Problems as values: their order, their hints, and that every message can be put into words."""

import ast
import string
from pathlib import Path

import pytest

from gavan.problems import CODES, Place, Problem, Severity, did_you_mean, in_order

ENGINE = Path(__file__).resolve().parents[2] / "gavan"


def problem(line: int, column: int = 1, *, path: str = "a.md", code: str = "raw-html", **values: str) -> Problem:
    return Problem(code=code, place=Place(path=path, line=line, column=column), message="{x}", values=values)


def test_problems_come_by_file_line_and_column_each_once():
    given = [problem(2), problem(10), problem(1, 9), problem(1, 10), problem(1, path="b.md"), problem(2), problem(2, x="y")]
    assert [(p.place.path, p.place.line, p.place.column, p.values) for p in in_order(given)] == [
        ("a.md", 1, 9, {}), ("a.md", 1, 10, {}), ("a.md", 2, 1, {}), ("a.md", 2, 1, {"x": "y"}), ("a.md", 10, 1, {}),
        ("b.md", 1, 1, {})]


def test_at_one_place_errors_come_before_warnings():
    both = [problem(1, code="missing-section-id"), problem(1, code="raw-html")]
    assert [p.severity for p in in_order(both)] == [Severity.ERROR, Severity.WARNING]


def test_a_code_that_is_not_in_the_table_is_our_mistake():
    with pytest.raises(LookupError):
        problem(1, code="no-such-code")


def test_a_place_is_written_as_editors_read_it():
    assert str(Place(path="content/ru/a.md", line=6, column=8)) == "content/ru/a.md:6:8"


@pytest.mark.parametrize(("word", "known", "hint"), [
    ("docs", ["documents", "money"], ("documents", 'did you mean "{suggestion}"?')),
    ("DOCUMENTS", ["documents", "money"], ("documents", 'did you mean "{suggestion}"?')),
    ("виза", ["визы", "деньги"], ("визы", 'did you mean "{suggestion}"?')),
    ("xyz", ["b", "a"], ("a, b", "known are: {known}"))])
def test_a_hint_names_the_nearest_word_or_all(word, known, hint):
    msgid, values = did_you_mean(word, known)
    assert (*values.values(), msgid) == hint


def test_where_nothing_is_known_or_too_much_there_is_no_hint():
    assert did_you_mean("x", []) == ("", {})
    assert did_you_mean("xyz", [f"word{n}" for n in range(21)]) == ("", {})


def texts_for_people() -> list[tuple[str, str]]:
    """Where and what: every constant that the engine gives as a message or hint."""
    found = []
    for file in sorted(ENGINE.rglob("*.py")):
        for call in (node for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))) if isinstance(node, ast.Call)):
            name = getattr(call.func, "attr", getattr(call.func, "id", ""))
            given = [k.value for k in call.keywords if k.arg in ("message", "hint")]
            given += call.args if name in ("_wrong", "problem", "PydanticCustomError") else []
            found += [(f"{file.name}:{node.lineno}", node.value) for part in given for node in ast.walk(part)
                      if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    return found


def test_every_message_and_hint_can_be_put_into_words():
    texts = texts_for_people()
    assert len(texts) > 100
    for where, text in texts:
        try:
            names = [name for _, name, _, _ in string.Formatter().parse(text) if name is not None]
        except ValueError as error:
            pytest.fail(f"{where}: {text!r}: {error}")
        assert all(name.isidentifier() for name in names), f"{where}: {text!r}: literal braces are doubled"


def test_every_code_has_a_sentence():
    assert [code for code, entry in CODES.items() if not entry.sentence.endswith(".")] == []
