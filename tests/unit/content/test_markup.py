"""A guide's Markdown as a neutral body: slots for links, images and facts; digests of words; nothing that could run."""

import re

import pytest

from gavan.content.markup import Body, FactUse, Parser, digest, fact_references, fill, fill_text, plain
from gavan.content.scanner import scan

PARSER = Parser()


def parse(markdown: str, before: str = "") -> Body:
    return PARSER.parse(scan("g.md", markdown, 0).clean, before=before)


def html_of(markdown: str) -> str:
    """The whole body's HTML, with slots as [L0], [I0], [F0]."""
    body = parse(markdown)
    assert body.removed == ()
    html = "\n".join([body.intro.html, *(s.html for s in body.sections), body.footnotes]).strip()
    return fill(html, link=lambda n: f'href="[L{n}]"', image=lambda n: f'src="[I{n}]"', fact=lambda n: f"[F{n}]")


# Sections


def test_a_body_is_an_introduction_and_sections_up_to_the_next_heading():
    body = parse("Начало.\n\n## А {#a}\n\nПервый.\n\n### Б {#b}\n\nВторой.\n\n#### В {#c}\n\nТретий.\n\n## Г\n")
    assert body.intro.html == "<p>Начало.</p>"
    assert [(s.id, s.level, s.title) for s in body.sections] == [("a", 2, "А"), ("b", 3, "Б"), ("", 2, "Г")]
    assert body.sections[1].html == '<h3 id="b">Б</h3>\n<p>Второй.</p>\n<h4 id="c">В</h4>\n<p>Третий.</p>'
    assert body.ids == {"a", "b", "c"}


@pytest.mark.parametrize("heading", ["## ИИН {#iin}", "## ИИН {: #iin }", "##ИИН {#iin}", "## ИИН {#iin} ##",
    "ИИН {#iin}\n---"])
def test_the_id_of_a_heading_leaves_its_text(heading):
    assert html_of(heading + "\n") == '<h2 id="iin">ИИН</h2>'


def test_a_heading_in_a_quotation_or_list_makes_no_section():
    assert parse("> ## А {#a}\n\n- ## Б {#b}\n").sections == ()


def test_a_title_is_plain_words():
    assert parse("## *А* и `ls` [б](c.md) {#a}\n").sections[0].title == "А и ls б"


def test_one_parser_reads_many_bodies_and_remembers_none():
    first = PARSER.parse("[а](b.md)[^1] [[TR.a]]\n\n[^1]: Да\n\n*[ВНЖ]: вид на жительство\n")
    PARSER.parse("## Другое {#x}\n\n[[TR.b]]\n")
    again = PARSER.parse("[а](b.md)[^1] [[TR.a]]\n\n[^1]: Да\n\n*[ВНЖ]: вид на жительство\n")
    assert first == again
    assert "abbr" not in parse("ВНЖ\n").intro.html and "сноска" not in parse("[^1]\n").intro.html


# Facts


def test_a_fact_becomes_a_slot():
    body = parse("Срок: [[TR.visa_free_stay]].\n")
    assert body.facts == (FactUse("TR.visa_free_stay", True),)
    assert html_of("Срок: [[TR.visa_free_stay]].\n") == "<p>Срок: [F0].</p>"


def test_facts_stand_in_table_cells_also_with_a_bar():
    body = parse("|а|б|\n|-|-|\n|[[TR.stay|number]]|[[TR.fee]]|\n|`x|y`|в|\n")
    assert [(f.fact, f.form) for f in body.facts] == [("TR.stay", "number"), ("TR.fee", "")]
    assert re.findall("<td>(.*?)</td>", html_of("|а|б|\n|-|-|\n|[[TR.stay|number]]|[[TR.fee]]|\n")) == ["[F0]", "[F1]"]


@pytest.mark.parametrize("markdown", ["`[[TR.a]]`", "`[[TR.a|number]]`", "    [[TR.a|number]]\n",
    "|а|\n|-|\n|`[[TR.a|number]]`|\n"])
def test_a_fact_in_code_is_left_as_it_was_written(markdown):
    assert parse(markdown).facts == ()
    assert re.search(r"<code>\[\[TR\.a(\|number)?\]\]\s*</code>", html_of(markdown))


@pytest.mark.parametrize(("markdown", "allowed"), [
    ("[[TR.a]]", True), ("- [[TR.a]]", True), ("**[[TR.a]]**", True), ("> [[TR.a]]", True), ("а[^1]\n\n[^1]: [[TR.a]]", True),
    ("Слово\n:   [[TR.a]]", True), ("!!! danger\n    [[TR.a]]", True), ("## [[TR.a]]", False), ("#### *[[TR.a]]*", False),
    ("[[[TR.a]]](b.md)", False), ("[*[[TR.a]]*](b.md)", False), ("![[[TR.a]]](b.png)", False), ("[[TR.a]]\n---", False)])
def test_facts_are_not_allowed_in_headings_links_and_images(markdown, allowed):
    assert parse(markdown + "\n").facts == (FactUse("TR.a", allowed),)


def test_facts_are_numbered_in_the_order_of_the_text():
    body = parse("[[A.a]] *[[B.b]]* [[C.c]]\n\n- [[D.d]]\n\n## З {#z}\n\n[[E.e]][^1]\n\n[^1]: [[F.f]]\n")
    assert [f.fact for f in body.facts] == ["A.a", "B.b", "C.c", "D.d", "E.e", "F.f"]
    assert html_of("[[A.a]] *[[B.b]]* [[C.c]]\n") == "<p>[F0] <em>[F1]</em> [F2]</p>"


@pytest.mark.parametrize(("reference", "fact", "form"), [("TR.a", "TR.a", ""), ("TR.a|number", "TR.a", "number"),
                                                         (" TR.a | number ", "TR.a", "number"), ("", "", "")])
def test_a_facts_reference_is_a_name_and_a_form(reference, fact, form):
    use = parse(f"x [[{reference}]] y\n").facts[0]
    assert (use.reference, use.fact, use.form) == (reference, fact, form)


def test_facts_of_a_plain_text():
    assert [f.fact for f in fact_references("До [[TR.a]] или [[TR.b|number]], но не [TR.c].")] == ["TR.a", "TR.b"]
    assert fill_text("<[[TR.a]]> & [[x]]", lambda use: f"<b>{use.fact}</b>") == "&lt;<b>TR.a</b>&gt; &amp; <b>x</b>"


# Links and images


@pytest.mark.parametrize(("markdown", "target"), [
    ("[а](b.md)", "b.md"), ("[а](../c/b.md#x \"Слова\")", "../c/b.md#x"), ("[а][r]\n\n[r]: b.md", "b.md"),
    ("<https://example.org/?a=1&b=2>", "https://example.org/?a=1&b=2"), ("[а](mailto:a@example.org)", "mailto:a@example.org"),
    ("[а](#x)", "#x"), ("[а](b&amp;c.md)", "b&c.md"), ("[а]()", ""), ("[а](x[[b|c]]y.md)", "x[[b|c]]y.md")])
def test_a_link_becomes_a_slot_and_its_target_is_kept_as_it_was_meant(markdown, target):
    body = parse(markdown + "\n")
    assert [link.target for link in body.links] == [target]
    assert 'href="slot:0"' in body.intro.html and "title=" not in body.intro.html


@pytest.mark.parametrize("target", [
    "javascript:alert(1)", "JavaScript:alert(1)", "&#106;avascript:alert(1)", "java&#10;script:alert(1)", "data:text/html,x",
    "vbscript:x", "//example.org", "\\\\example.org", "javascript&colon;alert(1)", "slot:7", "slot:0"])
def test_no_target_ever_stands_in_the_html(target):
    body = parse(f"[а]({target}) ![б]({target}) [в][r]\n\n[r]: {target}\n")
    assert re.findall(r'(?:href|src)="([^"]*)"', body.intro.html) == ["slot:0", "slot:0", "slot:1"]
    assert len(body.links) == 2 and len(body.images) == 1


def test_a_links_text_is_kept_for_those_who_judge_it():
    assert [link.text for link in parse("[*а* `б`](c.md) [[[TR.x|number]]](d.md)\n").links] == ["а б", "[[TR.x|number]]"]


def test_an_image_becomes_a_slot_with_its_words():
    body = parse('![Карта "центра" <b>](map.png "Название")\n')
    assert [(i.source, i.alt) for i in body.images] == [("map.png", 'Карта "центра" <b>')]
    assert html_of('![Карта "центра"](map.png "Название")\n') == '<p><img alt="Карта &quot;центра&quot;" src="[I0]"></p>'


def test_links_to_footnotes_are_no_slots():
    html = html_of("Да[^1].\n\n[^1]: Сноска.\n")
    assert 'href="#fn:1"' in html and 'href="#fnref:1"' in html
    assert parse("Да[^1].\n\n[^1]: Сноска.\n").links == ()


# Footnotes, abbreviations, tables, admonitions


def test_footnotes_stand_apart_from_the_last_section():
    body = parse("## А {#a}\n\nДа[^x].\n\n[^x]: Сноска.\n")
    assert "Сноска" in body.footnotes and "Сноска" not in body.sections[0].html
    assert {"a", "fn:x", "fnref:x"} == body.ids


def test_an_abbreviation_is_explained_where_it_stands():
    assert html_of("ВНЖ нужен.\n\n*[ВНЖ]: вид на <b>\n") == '<p><abbr title="вид на &lt;b&gt;">ВНЖ</abbr> нужен.</p>'


def test_alignment_becomes_a_class_and_no_style():
    html = html_of("|а|б|в|г|\n|:-|-:|:-:|-|\n|1|2|3|4|\n")
    assert re.findall("<t[hd]\\b[^>]*>", html) == ["<th>", '<th class="end">', '<th class="center">', "<th>",
                                                "<td>", '<td class="end">', '<td class="center">', "<td>"]
    assert "style" not in html


def test_an_admonition_has_its_kind_as_class():
    assert html_of('!!! danger "Важно"\n    Не ходите.\n') == (
        '<div class="admonition danger">\n<p class="admonition-title">Важно</p>\n<p>Не ходите.</p>\n</div>')


def test_definition_lists_quotes_lists_rules_and_line_breaks():
    html = html_of("Слово\n:   Смысл\n\n> Цитата\n\n3. три\n4. четыре\n\n---\n\nодна  \nдве\n")
    for piece in ("<dl>\n<dt>Слово</dt>\n<dd>Смысл</dd>\n</dl>", "<blockquote>\n<p>Цитата</p>\n</blockquote>", '<ol start="3">',
                  "<hr>", "одна<br>\nдве"):
        assert piece in html


# Nothing that could run


@pytest.mark.parametrize("markdown", [
    "## А {: onclick=alert(1) }", "## А {: style=color:red }", "Абзац {: .x onmouseover=x }", "Абзац\n{: #x .y }",
    "*а*{: onclick=x }", "- пункт {: .x }", "|а {: .x }|\n|-|\n|1|"])
def test_attribute_lists_do_nothing(markdown):
    html = html_of(markdown + "\n")
    assert set(re.findall(r"<\w+ ([\w-]+)=", html)) == set()
    assert "{:" in html, "they stay text, and a problem names them"


@pytest.mark.parametrize("markdown", [
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "а <b onclick=x>б</b>", "<div>\n\n**а**\n\n</div>",
    "<!DOCTYPE html>", "<?php x ?>", "<![CDATA[ x ]]>", "<svg/onload=x>", "&lt;script&gt;", "\\<script>", "`<script>`",
    "<style>*{}</style>", "<iframe src=//x>", "</p><script>", "<math><mi//xlink:href=\"data:x\">", "<a@b.c>"])
def test_raw_html_is_text(markdown):
    html = html_of(markdown + "\n")
    assert set(re.findall(r"<(\w+)", html)) <= {"p", "code", "strong"}
    assert set(re.findall(r"<\w+ ", html)) == set()


@pytest.mark.parametrize("markdown", ["\ue000F7\ue001", "\ue000S0\ue001\n\n## А {#a}\n\n\ue000S9\ue001\n", "\ue002",
    "`\ue000F0\ue001`",
                                      "\x02wzxhzdk:0\x03", "\x02amp\x03", "klzzwxh:0000"])
def test_marks_of_our_own_and_of_the_library_in_a_text_are_harmless(markdown):
    body = parse(markdown + "\n\n[[TR.a]]\n")
    assert body.facts == (FactUse("TR.a", True),)


@pytest.mark.parametrize("markdown", ["# А", "А\n===", "- # А", "> # А"])
def test_a_level_one_heading_is_taken_out_and_named(markdown):
    assert parse(markdown + "\n").removed == ("<h1 >",)


# Digests


BODY = "Начало [[TR.a]].\n\n## А {#a}\n\nПервый *раздел*, [ссылка](b.md).\n\n## Б {#b}\n\nВторой[^1].\n\n[^1]: Сноска.\n"


def digests(markdown: str, before: str = "Название Кратко") -> dict[str, str]:
    body = parse(markdown, before)
    return {s.id: s.digest for s in (body.intro, *body.sections)}


@pytest.mark.parametrize(("old", "new"), [
    ("(b.md)", "(../c/d.md#x)"), ("(b.md)", "(b.md \"Название\")"), ("*раздел*", "раздел"), ("*раздел*", "**раздел**"),
    ("Первый ", "Первый\n"), ("Первый ", "Первый   "), ("Первый", "<!-- примечание -->Первый"), ("\n\n## Б", "\n\n\n\n## Б"),
    ("[^1]", "[^note]"), ("Начало", "<!--\n\nдлинное\n\n-->Начало"), ("## А {#a}", "## А {: #a } ##"),
    ("## А {#a}", "А {#a}\n---"),
    ("[[TR.a]]", "**[[TR.a]]**"), ("й", "и\u0306"), ("ссылка](b.md)", "ссылка][r]")])
def test_spacing_targets_emphasis_comments_and_spelling_of_marks_do_not_count(old, new):
    changed = BODY.replace(old, new) + ("\n[r]: b.md\n" if "[r]" in new else "")
    assert changed != BODY
    assert digests(changed) == digests(BODY)


@pytest.mark.parametrize(("old", "new", "section"), [
    ("Начало", "Конец", "intro"), ("TR.a", "TR.b", "intro"), ("TR.a", "TR.a|number", "intro"), ("Первый", "первый", "a"),
    ("ссылка", "отсылка", "a"), ("## А", "## Ах", "a"), ("## А", "### А", None), ("Второй", "Второй.", "b"),
    ("Сноска", "Примечание", "b"),
    ("Второй", "![Второй](x.png)", None), ("Первый *раздел*", "Первыйраздел", "a"), ("Второй[^1]", "`Второй|`[^1]", "b")])
def test_words_and_names_of_facts_count_and_only_in_their_section(old, new, section):
    before, after = digests(BODY), digests(BODY.replace(old, new))
    assert [key for key in before if before[key] != after[key]] == ([section] if section else [])


def test_a_title_and_summary_count_into_the_introduction():
    assert digests(BODY, "Иное Кратко")["intro"] != digests(BODY)["intro"]
    assert digests(BODY, "Иное Кратко")["a"] == digests(BODY)["a"]


def test_words_of_neighbouring_cells_and_items_do_not_run_together():
    assert digests("## А {#a}\n\n|раз|два|\n|-|-|\n|3|4|\n")["a"] != digests("## А {#a}\n\n|раздва|\n|-|\n|34|\n")["a"]
    assert digests("- раз\n- два\n")["intro"] != digests("- раздва\n")["intro"]


def test_a_digest_is_eight_hex_digits_of_the_words():
    assert digest("Привет,  мир\n") == digest("Привет, мир") != digest("Привет мир")
    assert re.fullmatch("[0-9a-f]{8}", digest(""))


def test_plain_words_of_html():
    assert plain(["<p>Раз <b>два</b></p>", "<p>три</p>"]) == "Раз два три"
