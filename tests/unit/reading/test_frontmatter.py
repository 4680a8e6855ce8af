"""A guide's file in two parts, with places that are those of the file."""

import pytest

from gavan.problems import Place
from gavan.reading.files import SourceFile
from gavan.reading.frontmatter import split


def parts_of(text: str):
    return split(SourceFile(path="g.md", text=text))


def test_head_and_body_are_parted_at_the_second_line_of_hyphens():
    parts, problems = parts_of("---\ntitle: Да\n---\n\n## Раздел\n\n---\n")
    assert problems == ()
    assert parts.head.value == {"title": "Да"}
    assert parts.body == "\n## Раздел\n\n---\n"
    assert parts.body_line == 3


def test_places_in_the_head_are_those_of_the_file():
    parts, _ = parts_of("---\ntitle: Да\nsummary: Нет\n---\n")
    assert parts.head.keys[("summary",)] == Place(path="g.md", line=3, column=1)


@pytest.mark.parametrize("text", ["---\n---\n", "---\n---", "--- \n---\t\nbody", "---\n\n---\n"])
def test_an_empty_head_and_spaces_after_the_hyphens_are_understood(text):
    parts, problems = parts_of(text)
    assert problems == () and parts.head.value is None


@pytest.mark.parametrize(("text", "message"), [
    ("", "the file does not begin with front matter"), ("title: a\n", "the file does not begin with front matter"),
    (" ---\ntitle: a\n---\n", "the file does not begin with front matter"),
    ("\n---\ntitle: a\n---\n", "the file does not begin with front matter"),
    ("----\ntitle: a\n---\n", "the file does not begin with front matter"),
    ("---\ntitle: a\n", "the front matter does not end"), ("---\ntitle: a\n ---\n", "the front matter does not end")])
def test_a_file_without_front_matter_is_one_problem_at_its_beginning(text, message):
    parts, problems = parts_of(text)
    assert parts is None
    assert [(p.code, str(p.place), p.message) for p in problems] == [("front-matter", "g.md:1:1", message)]


def test_a_mistake_in_the_head_leaves_the_body_readable():
    parts, problems = parts_of("---\ntitle: a: b\n---\nbody\n")
    assert [(p.code, str(p.place)) for p in problems] == [("yaml-syntax", "g.md:2:9")]
    assert parts.body == "body\n"
