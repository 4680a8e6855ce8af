"""Where things stand in a guide's Markdown, with code left alone."""

import pytest

from gavan.content.markup import Parser
from gavan.content.scanner import as_parsed, scan
from tests.site import text_at


def found(kind: str, body: str) -> list[tuple[str, str]]:
    """What was found and what stands at its place."""
    return [(item.text, text_at(body, item.place)) for item in getattr(scan("g.md", body, 0), kind)]


@pytest.mark.parametrize(("kind", "text", "named"), [
    ("links", "[сюда](b.md#x)", "b.md#x"), ("links", "[сюда](<b.md> \"Да\")", "b.md"), ("links", "<https://example.org/я>",
                                                                                    "https://example.org/я"),
    ("links", "[a](https://example.org/a_(b))", "https://example.org/a_(b)"), ("links", "[[a] b](c.md)", "c.md"),
    ("facts", "[[TR.stay]]", "TR.stay"), ("facts", "[[TR.stay|number]]", "TR.stay|number"), ("html", "<b>", "<b>"),
    ("html", "</script>", "</script>"), ("html", "<?php?>", "<?php?>"), ("attributes", "{: .x }", "{: .x }"),
    ("attributes", "{#id}", "{#id}")])
@pytest.mark.parametrize("before", ["", "Слово ", "😀 и ", "| ячейка | ", "- пункт ", "ab\u0301c "])
def test_a_thing_is_found_at_its_character_whatever_stands_before_it(kind, text, named, before):
    (name, at), = found(kind, f"Первая строка.\n\n{before}{text} конец\n")
    assert name == named
    assert at.startswith(named if kind != "facts" else text)


def test_an_image_is_found_at_its_exclamation_mark_and_is_no_link():
    body = "😀 ![Карта](map.png) и [сюда](b.md)\n"
    assert found("images", body) == [("map.png", "![Карта](map.png) и [сюда](b.md)")]
    assert found("links", body) == [("b.md", "b.md)")]


def test_the_target_of_a_reference_is_found_in_its_definition():
    assert found("links", "[сюда][ref]\n\n[ref]: b.md \"Да\"\n[^1]: no link\n") == [("b.md", 'b.md "Да"')]


def test_things_come_in_the_order_of_the_text():
    body = "[a][r] <https://example.org> [b](b.md)\n\n[r]: r.md\n\n[c](c.md)\n"
    assert [name for name, _ in found("links", body)] == ["https://example.org", "b.md", "r.md", "c.md"]


@pytest.mark.parametrize("body", [
    "`[[TR.a]] <b> [x](y) {: a}`", "``[[TR.a]] ` <b>``", "текст `код <b>\nи дальше [[TR.a]]` текст",
    "абзац\n\n    <b> [[TR.a]] [x](y) {: a}\n", "абзац\n\n\t<b> [[TR.a]]\n", "абзац\n\n\ta <b>\n\n\t[[TR.a]]\n",
    "    <b>\n    [[TR.a]]\n", "````` <b> ``` [[TR.a]] `````", "```\n<b>\n[[TR.a]]\n```", "`` <b>`", "\\\\`<b>`",
    "<!-- <b> [[TR.a]] [x](y) {: a} -->", "a <!-- <b>\n\n[[TR.a]]\n\n## Нет\n--> b",
    "<!-- не закрыт <b> [[TR.a]]"])
def test_code_and_comments_hold_nothing(body):
    seen = scan("g.md", body, 0)
    assert (seen.facts, seen.html, seen.links, seen.attributes, seen.headings) == ((), (), (), (), ())


@pytest.mark.parametrize("body", [
    "a ` b [[TR.a]] c\n\nd ` e\n", "- a ` b [[TR.a]]\n- c ` d\n", "\\`[[TR.a]]`", "`` [[TR.a]] ```", "## a ` [[TR.a]]\nb ` c"])
def test_backticks_that_belong_to_no_pair_hide_nothing(body):
    assert scan("g.md", body, 0).facts != ()


@pytest.mark.parametrize("body", ["- пункт\n\n    [[TR.a]]\n", "1. пункт\n\n    [[TR.a]]\n",
    "Слово\n:   [[TR.a]]\n\n    [[TR.a]]\n",
                                  "[^1]: Сноска\n\n    [[TR.a]]\n", "!!! danger\n    [[TR.a]]\n", "абзац\n    [[TR.a]]\n",
    "- пункт\n\n<!-- раз\nдва -->\n\n    [[TR.a]]\n", "абзац\n<!-- раз --> два\n    [[TR.a]]\n"])
def test_an_indented_line_that_goes_on_is_no_code(body):
    assert scan("g.md", body, 0).facts != ()


@pytest.mark.parametrize(("body", "clean"), [
    ("до <!-- раз --> после\n", "до  после\n"), ("до <!-- раз\nдва --> после\n", "до\nпосле\n"),
    ("<!-- раз -->    слово\n", "слово\n"), ("слово  <!-- раз -->  \nдва\n", "слово\nдва\n"), ("- <!-- раз -->а\n", "- а\n"),
    ("а\n<!-- раз -->\nб\n", "а\n\nб\n"), ("`<!-- код -->`\n", "`<!-- код -->`\n"), ("а <!-- раз\n\nб\n", "а\n\n\n"),
    ("а<!-- 1 --><!-- 2 -->б\n", "аб\n"), ("слово  \nдва\n", "слово  \nдва\n"),
    ("<!-- раз -->## два\n", " ## два\n")])
def test_a_comment_goes_without_leaving_spaces_that_mean_something(body, clean):
    assert scan("g.md", body, 0).clean == clean


def test_a_comment_that_never_ends_is_named():
    body = "😀 `<!--` <!-- да --> и <!-- нет -- >\n\nВажное.\n"
    assert text_at(body, scan("g.md", body, 0).open_comment) == "<!-- нет -- >"
    assert scan("g.md", "<!-- да -->\n", 0).open_comment is None


def test_a_comment_before_a_text_does_not_make_it_code():
    assert "<code>" not in Parser().parse(scan("g.md", "<!-- проверить до мая --> Слово.\n", 0).clean).intro.html


@pytest.mark.parametrize(("line", "level", "text", "key"), [
    ("## ИИН {#iin}", 2, "ИИН", "iin"), ("## ИИН {: #iin }", 2, "ИИН", "iin"), ("##ИИН", 2, "ИИН", None),
    ("### Да ###", 3, "Да", None), ("## Да {#da} ##", 2, "Да", "da"), ("## Команда `ls` {#ls}", 2, "Команда `ls`", "ls"),
    ("Да {#da}\n---", 2, "Да", "da"), ("Да\n===", 1, "Да", None), ("# Да", 1, "Да", None), ("## {#x}", 2, "", "x"),
    ("##", 2, "", None), ("####### Да", 6, "# Да", None), ("## Да {#}", 2, "Да", ""), ("## C#", 2, "C", None),
    (" Да\n--- ", 2, "Да", None)])
def test_headings(line, level, text, key):
    body = f"Абзац 😀.\n\n{line}\n\nДальше.\n"
    heading, = scan("g.md", body, 0).headings
    assert (heading.level, heading.text, heading.id, heading.place.line, heading.place.column) == (level, text, key, 3, 1)
    assert text_at(body, heading.id_place).startswith(line.split("\n")[0] if key is None else f"{key}")


@pytest.mark.parametrize("body", ["текст # решётка\n", "\\## Да\n", "|a|\n|-|\n", "текст\n\n---\n", "    ## код\n",
    "`ls`\n- a\n",
                                  "первая\nвторая\n---\n", "первая\nвторая\n===\n", "- a\n- b\n---\n"])
def test_what_only_looks_like_a_heading_is_none(body):
    assert scan("g.md", body, 0).headings == ()


def test_the_id_of_a_heading_is_no_attribute_list_but_every_other_brace_is():
    body = "## А {#a}\n\nАбзац {#b}\n\nСет {#c}\n---\n\n## Б {#d} и ещё\n\n## В {: #e .f}\n"
    assert [name for name, _ in found("attributes", body)] == ["{#b}", "{#d}", "{: #e .f}"]


def test_lines_count_from_the_beginning_of_the_file():
    assert scan("g.md", "a\n[[TR.a]]\n", 7).facts[0].place.line == 9


def test_the_nth_of_equal_things_has_its_own_place():
    seen = scan("g.md", "[[TR.a]]\n[[TR.b]]\n[[TR.a]]\n", 0)
    assert [seen.place("facts", "TR.a", n).line for n in (0, 1, 5)] == [1, 3, 3]
    assert seen.place("facts", "TR.c") is None


@pytest.mark.parametrize(("written", "parsed"), [("a&amp;b", "a&b"), ("a\\_b", "a_b"), ("a\\b", "a\\b"), ("b.md", "b.md")])
def test_a_target_is_compared_as_the_parser_gives_it(written, parsed):
    assert as_parsed(written) == parsed


@pytest.mark.parametrize("body", ["", "\n", "#", "[", "[[", "]]", "<", "`", "```", "{", "{#", "<!--", "-->", "\t", "\ta", "\\"])
def test_scraps_raise_nothing(body):
    assert scan("g.md", body, 0).clean is not None
