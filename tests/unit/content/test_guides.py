"""Guides from files: every mistake with its code and place, and a broken file that does not hide the others."""

import pytest

from gavan.content.guides import ascii_id, key_of, read_guides
from gavan.content.markup import Parser
from gavan.problems import in_order
from gavan.reading.files import SourceFile
from gavan.reading.schema import Context
from tests.site import TODAY, guide, text_at, translation

CONTEXT = Context(today=TODAY, languages=("ru", "en", "tr"))


def read(files: dict[str, str]):
    sources = [SourceFile(path=f"content/{path}", text=text) for path, text in files.items()]
    return read_guides(sources, CONTEXT, Parser())


def wrong(files: dict[str, str]) -> list[tuple[str, str, str]]:
    """Path and code of each problem, and what stands at its place, in order."""
    return [(path := p.place.path.removeprefix("content/"), p.code, text_at(files[path], p.place))
            for p in in_order(read(files).problems)]


def wrong_in(body: str) -> list[tuple[str, str]]:
    return [(code, at) for _, code, at in wrong({"ru/a.md": guide("О", body)})]


def the_problem(body: str):
    problem, = read({"ru/a.md": guide("О", body)}).problems
    return problem


def test_files_with_one_key_are_one_guide():
    found = read({"ru/turkey/a.md": guide("О"), "en/turkey/a.md": translation("ru", "A"), "ru/b.md": guide("Б")})
    assert found.problems == () and found.broken_keys == frozenset()
    assert [(g.key, g.original.language, sorted(g.versions)) for g in found.guides] == [
        ("b", "ru", ["ru"]), ("turkey/a", "ru", ["en", "ru"])]


def test_the_original_may_be_in_any_language():
    found = read({"tr/a.md": guide("T"), "ru/a.md": translation("tr", "О")})
    assert found.problems == () and found.guides[0].original.language == "tr"


def test_the_key_is_the_path_without_language_and_ending():
    assert key_of("content/ru/turkey/residence-permit.md") == ("ru", "turkey/residence-permit")


# Paths


@pytest.mark.parametrize("path", ["ru/О.md", "ru/A.md", "ru/a b.md", "ru/a_b.md", "ru/a.b.md", "ru/turkey/Ö.md", "ru/.md"])
def test_a_path_that_makes_no_key_is_a_problem(path):
    problem, = read({path: guide("О")}).problems
    assert (problem.code, str(problem.place)) == ("key", f"content/{path}:1:1")


@pytest.mark.parametrize("key", ["index", "404", "search", "edition", "changes", "countries/tr", "shelters/x", "organisations",
                                 "api/x", "static/x", "status"])
def test_the_name_of_a_built_in_page_is_no_key(key):
    problem, = read({f"ru/{key}.md": guide("О")}).problems
    assert (problem.code, problem.values["key"]) == ("reserved-key", key)


@pytest.mark.parametrize("key", ["searching", "turkey/index", "turkey/changes", "a", "1", "4-4", "my-countries/tr"])
def test_names_that_are_only_like_those_of_built_in_pages_are_keys(key):
    assert read({f"ru/{key}.md": guide("О")}).problems == ()


# Front matter


def test_a_file_without_front_matter_is_a_problem_and_its_key_is_known_as_broken():
    found = read({"ru/a.md": "# Привет\n", "ru/b.md": guide("Б")})
    assert [p.code for p in found.problems] == ["front-matter"]
    assert [g.key for g in found.guides] == ["b"] and found.broken_keys == {"a"}


def test_mistakes_in_the_front_matter_are_named_at_their_fields():
    text = guide("О", order="много", country="Turkey", draft="yes", colour="red")
    assert wrong({"ru/a.md": text}) == [
        ("ru/a.md", "wrong-type", "много"), ("ru/a.md", "unknown-country", "Turkey"), ("ru/a.md", "wrong-type", "yes"),
        ("ru/a.md", "unknown-field", "colour: red")]


def test_mistakes_in_front_matter_and_body_are_told_in_one_run():
    assert [code for _, code, _ in wrong({"ru/a.md": guide("О", "<b>\n", order="много")})] == ["wrong-type", "raw-html"]


def test_a_translation_repeats_nothing_that_belongs_to_its_original():
    text = translation("ru", "A", topic="stay", verified="never", changes="[]")
    assert wrong({"ru/a.md": guide("О"), "en/a.md": text}) == [
        ("en/a.md", "original-only-field", "topic: stay"), ("en/a.md", "original-only-field", "verified: never"),
        ("en/a.md", "original-only-field", "changes: []")]


# Versions of one guide


def test_two_originals_name_both_files():
    problem, = read({"ru/a.md": guide("О"), "en/a.md": guide("A")}).problems
    assert (problem.code, problem.place.path, problem.related.path) == ("two-originals", "content/ru/a.md", "content/en/a.md")
    assert problem.place.line == 2, "at the title"


def test_translations_without_an_original_are_a_problem_at_translated_from():
    files = {"en/a.md": translation("ru", "A"), "tr/a.md": translation("ru", "A")}
    assert wrong(files) == [("en/a.md", "no-original", "translated_from: ru")]
    assert read(files).guides == () and read(files).broken_keys == {"a"}


def test_no_more_is_said_of_a_guide_whose_original_cannot_be_read():
    assert [code for _, code, _ in wrong({"ru/a.md": "О", "en/a.md": translation("ru", "A")})] == ["front-matter"]


@pytest.mark.parametrize(("en", "tr", "named"), [("fa", "ru", ["en"]), ("en", "ru", ["en"]), ("tr", "en", ["en", "tr"]),
                                                 ("fa", "en", ["en", "tr"])])
def test_a_chain_that_does_not_lead_to_the_original_is_a_problem_of_each_that_hangs_on_it(en, tr, named):
    files = {"ru/a.md": guide("О"), "en/a.md": translation(en, "A"), "tr/a.md": translation(tr, "T")}
    assert wrong(files) == [(f"{code}/a.md", "translation-chain", en if code == "en" else tr) for code in named]
    assert set(read(files).guides[0].versions) == {"ru", "en", "tr"} - set(named)


def test_a_chain_by_another_translation_is_sound():
    assert read({"ru/a.md": guide("О"), "en/a.md": translation("ru", "A"), "tr/a.md": translation("en", "T")}).problems == ()


# Bodies


@pytest.mark.parametrize(("body", "at"), [
    ("Слово <b>жирно</b>.\n", "<b>жирно</b>."), ("<!DOCTYPE html>\n", "<!DOCTYPE html>"), ("а <script>\n", "<script>"),
    ("| а <br> |\n|-|\n", "<br> |"), ("- <a href=x>\n", "<a href=x>"), ("😀 <img src=x\n", "<img src=x")])
def test_raw_html_is_named_where_it_begins(body, at):
    assert wrong_in(body)[0] == ("raw-html", at)


def test_a_comment_that_does_not_end_is_named_where_it_begins():
    assert wrong_in("Да.\n\n😀 <!-- нет\n\nВажное.\n") == [("raw-html", "<!-- нет")]


@pytest.mark.parametrize("body", ["`<b>`\n", "    <b>\n", "<!-- <b> -->\n", "5 < 6 и 7 > 3\n",
    "<https://example.org>\n", "а <- б\n"])
def test_what_is_no_html_is_no_problem(body):
    assert wrong_in(body) == []


@pytest.mark.parametrize(("body", "at"), [("Слово {: .x }\n", "{: .x }"), ("😀 слово {#id}\n", "{#id}"),
    ("## А {: .x }\n", "{: .x }"),
                                          ("## А {#a} ещё\n", "{#a} ещё"), ("*а*{: onclick=x }\n", "{: onclick=x }")])
def test_attributes_are_named_where_they_stand(body, at):
    assert ("attribute-list", at) in wrong_in(body)


@pytest.mark.parametrize(("body", "at"), [("# Привет\n", "# Привет"), ("Да\n\nПривет\n===\n", "Привет"),
    ("- # Привет\n", "# Привет"),
                                          ("> # Привет\n", "# Привет"), ("Да\n\n- а\n\n    # Привет\n", "# Привет")])
def test_a_level_one_heading_is_one_problem_wherever_it_stands(body, at):
    assert wrong_in(body) == [("second-h1", at)]


@pytest.mark.parametrize("body", ["- номер #1\n", "\\# не заголовок\n", "`# нет`\n", "    # код\n",
    "первая строка\n===\n"[:13] + "\n"])
def test_a_sign_that_makes_no_heading_is_no_problem(body):
    assert wrong_in(body) == []


def test_a_heading_that_skips_a_level_says_how_to_begin_the_line():
    problem = the_problem("## А {#a}\n\n#### Б {#b}\n")
    assert (problem.code, problem.place.line, problem.values["signs"]) == ("heading-level", 8, "###")
    assert the_problem("### А {#a}\n").code == "heading-level"
    assert wrong_in("## А {#a}\n\n### Б {#b}\n\n#### В\n\n## Г {#d}\n") == []


def test_an_original_needs_ids_and_gets_one_proposed():
    problem = the_problem("Да.\n\n## Вид на жительство\n")
    assert (problem.code, problem.values["suggestion"]) == ("missing-section-id", "vid-na-zhitelstvo")


def test_proposed_ids_are_free_and_differ_from_each_other():
    body = "## Документы\n\n## Документы\n\n## Документы {#dokumenty-2}\n\n## Intro\n\n## ١\n\n## 1\n"
    assert [p.values["suggestion"] for p in read({"ru/a.md": guide("О", body)}).problems] == [
        "dokumenty", "dokumenty-3", "intro-2", "section", "section-2"]


def test_translations_and_small_headings_need_no_ids():
    files = {"ru/a.md": guide("О", "## А {#a}\n\n### Б {#b}\n\n#### В\n"), "en/a.md": translation("ru", "A", "## A\n")}
    assert read(files).problems == ()


@pytest.mark.parametrize(("written", "suggestion"), [
    ("ИИН", "iin"), ("Mein", "mein"), ("a_b", "a-b"), ("1a", "a"), ("-a", "a"), ("", "section"), ("…", "section"),
    ("intro", "intro-2"), ("sources", "sources-2"), ("changes", "changes-2"), ("main", "main-2")])
def test_an_id_of_another_form_is_named_where_it_stands(written, suggestion):
    text = f"## А {{#{written}}}\n"
    problem = the_problem(text)
    assert (problem.code, problem.values["id"], problem.values["suggestion"]) == ("wrong-section-id", written, suggestion)
    assert text_at(guide("О", text), problem.place) == written + "}"


def test_an_id_that_stands_twice_names_both():
    problem = the_problem("## А {#a}\n\n### Б {#a}\n")
    assert (problem.code, problem.place.line, problem.related.line) == ("duplicate-section-id", 8, 6)


def test_markdown_beyond_the_limits_is_a_problem_and_its_key_is_known_as_broken():
    found = read({"ru/a.md": guide("О", "[[" * 4_000), "ru/b.md": guide("Б")})
    assert {p.code for p in found.problems} == {"too-complex"}
    assert found.broken_keys == {"a"} and [g.key for g in found.guides] == ["b"]


def test_places_of_fields_sections_links_and_facts_are_kept_for_later_checks():
    text = guide("О", "## А {#a}\n\n[б](b.md) [[TR.x]]\n\n[в](b.md)\n", topic="stay")
    version = read({"ru/a.md": text}).guides[0].original
    at = {name: text_at(text, place) for name, place in version.places.items()}
    assert at["topic"] == "stay" and at["key:topic"] == "topic: stay" and at["section:a"] == "## А {#a}"
    assert at["links:b.md"] == "b.md) [[TR.x]]" and at["facts:TR.x"] == "[[TR.x]]"
    assert version.place_of_use("links", "b.md", 2).line == version.place_of_use("links", "b.md", 1).line + 2


@pytest.mark.parametrize(("words", "key"), [
    ("Вид на жительство", "vid-na-zhitelstvo"), ("Ёж, щи и съезд", "yozh-shchi-i-sezd"),
    ("İkamet ığdır ŞĞÜÖÇ", "ikamet-igdir-sguoc"),
    ("  2. Шаг 3 ", "shag-3"), ("Ω", ""), ("", ""), ("a" * 60, "a" * 40)])
def test_an_id_is_made_from_the_words_of_a_heading(words, key):
    assert ascii_id(words) == key
