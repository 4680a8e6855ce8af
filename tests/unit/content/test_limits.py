"""Markdown that would take minutes or break the stack is a problem; all else is read within a bounded time.

CPU time is measured loosely: what is bounded takes well under a second, what is not takes minutes.
"""

import time

import pytest

from gavan.content.guides import read_guides
from gavan.content.limits import ENOUGH, MAX_LINE, MAX_LINES, too_complex
from gavan.content.markup import Parser
from gavan.reading.files import MAX_TEXT_BYTES, SourceFile
from gavan.reading.schema import Context
from tests.site import TODAY, guide

SECONDS = 5
CONTEXT = Context(today=TODAY, languages=("ru",))


def seconds_to_read(body: str) -> tuple[float, set[str]]:
    """CPU seconds that reading a guide with this body takes, and the codes of its problems."""
    source = SourceFile(path="content/ru/a.md", text=guide("О", body))
    begin = time.process_time()
    problems = read_guides([source], CONTEXT, Parser()).problems
    return time.process_time() - begin, {p.code for p in problems}


def nested_list(levels: int) -> str:
    return "".join(f"{'    ' * n}- а\n\n" for n in range(levels))


REFUSED = {
    "4,000 brackets": "[" * 4_000, "16,000 brackets": "[" * 16_000, "4,000 double brackets": "[[" * 4_000,
    "4,000 open links": "[a](" * 4_000, "4,000 open images": "![" * 4_000, "1,800 CDATA": "<![CDATA[" * 1_800,
    "declarations": "<![" * 3_000, "4,000 footnotes": "".join(f"[^{n}]" for n in range(4_000)) + "\n",
    "footnotes in paragraphs": "".join(f"а[^{n}]\n\n[^{n}]: б\n\n" for n in range(2_000)),
    "1,000 markers": "* " * 1_000, "400 levels of list": nested_list(400), "9 levels of list": nested_list(9),
    "numbers in numbers": "1. " * 500, "quotations": ">" * 2_000, "quotations with spaces": "> " * 2_000 + "а",
    "six quotations": ">>>>>> а", "backticks": "`" * 20_000, "pairs of backticks": "`a``b```c" * 2_000,
    "stars": "*a **b " * 3_000, "underscores": "_a __b " * 3_000, "ampersands": "&" * 10_000, "backslashes": "\\" * 10_000,
    "parentheses": "[a]" + "(" * 5_000, "wide table": "|".join("abcdefgh" * 100) + "\n" + "-|" * 800 + "\n" + "a\n" * 500,
    "braces in a heading": "## " + "{#" * 1_900, "signs in a heading": "## a" + "#" * 3_900 + "x",
    "spaces": " " * 100_000 + "а",
    "one long line": "а" * (MAX_LINE + 1), "very many lines": "а\n" * (MAX_LINES + 1), "very many empty lines": "\n" * 150_000,
    "very many paragraphs": "а\n\n" * 40_000, "very many headings": "## a\n\n" * 30_000, "form feeds": "\x0c" * 100_000,
    "very many abbreviations": "".join(f"*[а{n}]: б\n" for n in range(2_000)) + "а1 " * 1_000,
    "no-break lines": "[\n\u00a0\n" * 2_000,
}
READ = {
    "backticks in many paragraphs": ("`a" * 49 + "\n\n") * 300, "stars in many paragraphs": ("*a" * 140 + "\n\n") * 100,
    "brackets up to the limit": ("[" * 149 + "\n\n") * 10, "links up to the limit": ("[a](b " * 149 + "\n\n") * 10,
    "exclamation marks": ("!" * 190 + "\n\n") * 300,
    "tables of many rows": "|".join("abcdefgh" * 7) + "\n" + "-|" * 56 + "\n" + "a\n" * 800,
    "rules": "---\n" * (MAX_LINES - 9), "paragraphs up to the limit": "а\n\n" * (MAX_LINES // 2 - 5),
    "definition lists": "а\n:   б\n\n" * 800,
    "headings up to the limit": "## а\n\n" * (MAX_LINES // 2 - 5), "lists": "- а\n" * (MAX_LINES - 9),
    "loose lists": "- а\n\n" * 1_200,
    "line breaks": "а  \n" * (MAX_LINES - 9), "spaces in headings": ("## а" + " " * 3_900 + "б\n\n") * 45,
    "spaces": (" " * 3_900 + "\n") * 45,
    "underlined": "а\n---\n\n" * 800, "comments": "<!--" * 20 + "а\n" * 2_000, "entities": ("&amp;" * 190 + "\n\n") * 60,
    "emphasis that never ends": ("*a_" * 66 + "\n\n") * 200,
}


@pytest.mark.parametrize("body", REFUSED.values(), ids=REFUSED)
def test_what_would_take_minutes_or_break_the_stack_is_a_problem(body):
    took, codes = seconds_to_read(body[:MAX_TEXT_BYTES])
    assert "too-complex" in codes
    assert took < SECONDS


@pytest.mark.parametrize("body", READ.values(), ids=READ)
def test_what_is_only_long_is_read_within_a_bounded_time(body):
    took, codes = seconds_to_read(body[:MAX_TEXT_BYTES])
    assert "too-complex" not in codes
    assert took < SECONDS


@pytest.mark.parametrize("depth", [3, 6, 20, 100])
@pytest.mark.parametrize("unit", ["> ", "- ", "1. ", "    ", ":   ", "    > ", "    - ", "!!! note\n    "])
def test_no_nesting_breaks_the_stack(unit, depth):
    for body in (unit * depth + "а", "".join(f"{unit * n}а\n\n" for n in range(depth)),
        "".join(f"{unit * n}а\n" for n in range(depth))):
        read_guides([SourceFile(path="content/ru/a.md", text=guide("О", body))], CONTEXT, Parser())


@pytest.mark.parametrize("body", [
    "", "Абзац.\n", nested_list(6), ">>>>> а\n", "- " * 4 + "а", "а" * MAX_LINE, "а\n" * (MAX_LINES - 1),
    "|".join("а" * 40) + "\n" + "-|" * 40 + "\n", "[а](b.md) " * 140, "\t" * 6 + "а"])
def test_what_people_write_is_within_the_limits(body):
    assert too_complex("g.md", body, 0) == ()


@pytest.mark.parametrize(("body", "place", "message"), [
    ("а\n\n" + "б" * (MAX_LINE + 1), "g.md:13:1", "this line has more than {limit} characters"),
    ("а\n\nб\n" + "[" * 151 + "\n", "g.md:13:1", 'this paragraph has more than {limit} times the sign "{sign}"'),
    ("а\n" + " " * 32 + "б\n", "g.md:12:1", "this is nested too deeply"),
    ("а\n\n- - - - - б\n", "g.md:13:1", "more than four list markers stand in one line"),
    ("а\n" + "|" * 61 + "\n", "g.md:12:1", 'this line has more than {limit} times the sign "{sign}"'),
    ("а\n" * (MAX_LINES + 9), f"g.md:{MAX_LINES + 11}:1", "this file has more than {limit} lines"),
    ("а\n😀 [^" + "а\n\n[^" * 200, "g.md:12:3", 'this file has more than {limit} times the sign "{sign}"')])
def test_a_problem_names_the_place_in_the_file_and_the_limit(body, place, message):
    problem = too_complex("g.md", body, 10)[0]
    assert (str(problem.place), problem.message) == (place, message)


def test_a_file_of_nothing_but_mistakes_is_not_thousands_of_problems():
    assert len(too_complex("g.md", ">>>>>>>> а\n" * 2_000, 0)) == ENOUGH
