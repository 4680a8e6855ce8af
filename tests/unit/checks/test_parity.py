"""What a translation shares with its original, and what is said where it does not."""

from __future__ import annotations

import pytest

from gavan.checks.parity import judge_parity
from gavan.language import Catalogue
from gavan.problems import Problem
from gavan.report import worded
from tests.site import text_at
from tests.versions import SETTINGS, library_of, original, stamped

HERE, THERE = "content/{}/example.md", "content/en/example.md"
PICTURE = "![A door](door.png)"


def judged(mine: str, theirs: str, *, language: str = "tr", section: str = "fees", **fields) -> list[Problem]:
    """The problems of an English original and a stamped translation, each with one section of this Markdown."""
    return files_judged({THERE: (source := original(f"## Fees {{#{section}}}\n\n{theirs}")),
                         HERE.format(language): stamped(source, "en", f"## Harçlar {{#{section}}}\n\n{mine}", **fields)})


def whole_judged(mine: str, theirs: str, **fields) -> list[Problem]:
    """The problems of an English original and a stamped Turkish translation with these bodies."""
    source = original(theirs)
    return files_judged({THERE: source, HERE.format("tr"): stamped(source, "en", mine, **fields)})


def files_judged(files: dict[str, str]) -> list[Problem]:
    problems = sorted(judge_parity(library_of(files).library, SETTINGS), key=lambda problem: problem.sort_key)
    for problem in problems:
        assert text_at(files[problem.place.path], problem.place)
        assert problem.hint
    return problems


def codes(problems: list[Problem]) -> list[str]:
    return [problem.code for problem in problems]


def said(problem: Problem) -> str:
    return worded(problem.message, problem.values, Catalogue())


# --- numbers that are the same ---


@pytest.mark.parametrize(("language", "mine", "theirs"), [
    ("ru", "54 258 лир", "54,258 lira"),
    ("ru", "54\u00a0258,50 лиры", "54,258.5 lira"),
    ("tr", "54.258,50 lira", "54,258.50 lira"),
    ("tr", "1.000.000 tenge", "1,000,000 tenge"),
    ("tr", "54 258 lira", "54,258 lira"),
    ("fa", "۵۴٬۲۵۸٫۵ لیر", "54,258.5 lira"),
    ("fa", "۶۰ روز", "60 days"),
    ("ru", "20 % и 1,5 года", "20% and 1.5 years"),
    ("tr", "%20 ve 1,5 yıl", "20% and 1.5 years"),
    ("ru", "7–10 дней", "7 to 10 days"),
    ("tr", "180 günde 90 gün", "90 days in any 180"),
    ("ru", "10-дневный срок", "a limit of 10 days"),
    ("ru", "ст. 12.8", "article 12.8"),
    ("tr", "V-84 kodu", "code V-84"),
    ("ru", "Android 4.4.2", "Android 4.4.2"),
])
def test_a_number_is_the_same_as_each_language_writes_it(language, mine, theirs):
    assert judged(mine, theirs, language=language) == []


@pytest.mark.parametrize(("language", "mine", "theirs"), [
    ("ru", "С 01.07.2026.", "Since 1 July 2026."),
    ("ru", "С 1 июля 2026 года.", "Since 1 July 2026."),
    ("ru", "С 1 июля 2026 года.", "Since July 1, 2026."),
    ("ru", "С 1.7.2026.", "Since 01/07/2026."),
    ("tr", "1 Temmuz 2026'dan beri.", "Since 1 July 2026."),
    ("tr", "1 Temmuzda.", "On 1 July."),
    ("tr", "01.07.2026'dan beri.", "Since the 1st of July 2026."),
    ("tr", "2026-07-01", "1 July 2026"),
    ("ru", "В июле 2023 года.", "In July 2023."),
    ("tr", "Temmuz 2023'ten beri.", "Since July 2023."),
    ("tr", "2023 Temmuz'unda.", "In July 2023."),
    ("ru", "В мае 2026 года; к маю 2027 года.", "In May 2026; by May 2027."),
    ("ru", "янв. 2026, 5 сент. 2026", "Jan 2026, 5 Sept. 2026"),
    ("ru", "В январе и феврале 2026 года.", "In January and February 2026."),
    ("tr", "2026'nın Ocak ve Şubat aylarında.", "In January and February 2026."),
    ("tr", "Kasım ayında.", "In November."),
    ("ru", "Можно подать 2 заявления.", "You may file 2 applications."),
    ("fa", "۱ ژوئیهٔ ۲۰۲۶", "1 July 2026"),
])
def test_a_date_is_the_same_as_each_language_writes_it(language, mine, theirs):
    assert judged(mine, theirs, language=language) == []


@pytest.mark.parametrize(("language", "mine", "theirs"), [
    ("ru", "с 9:30 до 18:00", "from 9:30 to 18:00"),
    ("tr", "09.30-18.00 arası", "from 9:30 to 18:00"),
    ("ru", "в 21:30", "at 9:30 pm"),
    ("ru", "с 9 до 18 часов", "from 9 a.m. to 6 p.m."),
    ("tr", "7/24", "day and night"),
    ("ru", "круглосуточно", "24/7"),
])
def test_a_time_is_the_same_as_each_language_writes_it(language, mine, theirs):
    assert judged(mine, theirs, language=language) == []


@pytest.mark.parametrize(("mine", "theirs"), [
    ("+90 (312) 000 00 00", "+90 312 000-00-00"),
    ("0850 000 00 00", "0 850 000 00 00"),
    ("(0312) 000 00 00", "0 (312) 000 00 00"),
    ("8-800-000-00-00", "8 800 000 00 00"),
    ("[+90 312 000 00 00](tel:+903120000000)", "+90 312 000 00 00"),
])
def test_a_telephone_number_is_the_same_however_it_is_grouped(mine, theirs):
    assert judged(mine, theirs) == []


@pytest.mark.parametrize(("language", "mine", "theirs"), [
    ("ru", "Во второй раз.", "The 2nd time."),
    ("ru", "В 3-й раз.", "For the third time."),
    ("tr", "Bu 3. kez.", "For the third time."),
    ("tr", "3'üncü gün", "day 3"),
    ("ru", "В XX веке.", "In the 20th century."),
    ("ru", "Снимите копии.", "Make copies of IMEI2."),
    ("ru", "Код в `2026`.", "The code in `1999`."),
    ("ru", "См. https://example.org/1", "See https://example.org/1?a=2"),
    ("ru", "&#160;нет", "no"),
    ("ru", "2026 год. <!-- было 2025 -->", "In 2026."),
])
def test_ordinals_names_code_addresses_and_comments_are_no_numbers(language, mine, theirs):
    assert judged(mine, theirs, language=language) == []


def test_numbers_within_facts_are_no_numbers_of_the_text():
    assert judged("Süre: [[TR.rule_90|number]] gün.", "Time limit: [[TR.rule_90]].") == []


def test_markers_of_numbered_lists_are_no_numbers():
    assert judged("1. Bir.\n1. İki.", "1. One.\n2. Two.") == []


def test_a_number_in_an_indented_list_of_a_box_counts():
    assert codes(judged('!!! danger "Dikkat"\n    - 5 gün', '!!! danger "Look"\n    - 6 days')) == ["parity-numbers"]


def test_something_said_twice_in_one_language_is_no_difference():
    assert judged("2026'da ve 2026'da", "in 2026") == []
    assert judged("Ocak 2026'da", "in January 2026 and in 2026") == []


# --- numbers that differ ---


@pytest.mark.parametrize(("language", "mine", "theirs", "message"), [
    ("tr", "1.520 lira", "1,250 lira", "numbers differ from the original: here 1.520, there 1,250"),
    ("tr", "1,250 lira", "1,250 lira", '"1,250" is 1.25 in this language, 1250 in that of the original'),
    ("ru", "01.08.2026", "1 July 2026", "numbers differ from the original: here 01.08.2026, there 1 July 2026"),
    ("tr", "2 Temmuz 2026", "1 July 2026", "numbers differ from the original: here 2 Temmuz 2026, there 1 July 2026"),
    ("ru", "в июне 2026 года", "in July 2026", "numbers differ from the original: here июне 2026, there July 2026"),
    ("ru", "в 9:30", "at 9:30 pm", "numbers differ from the original: here 9:30, there 9:30 pm"),
    ("ru", "звоните", "call 112", "these numbers of the original are missing: 112"),
    ("ru", "два", "2", "these numbers of the original are missing: 2"),
    ("ru", "2", "two", "the original does not have these numbers: 2"),
    ("tr", "+90 312 000 00 01", "+90 312 000 00 00",
     "numbers differ from the original: here +90 312 000 00 01, there +90 312 000 00 00"),
    ("tr", "5 ve 7, 7", "5 and 7, 5", "numbers differ from the original: here 7, there 5"),
    ("tr", "0", "1 2 3 4 5 6 7 8", "numbers differ from the original: here 0, there 1, 2, 3, 4, 5, 6, …"),
])
def test_another_number_is_named_as_it_is_written(language, mine, theirs, message):
    problems = judged(mine, theirs, language=language)
    assert [(problem.code, said(problem)) for problem in problems] == [("parity-numbers", message)]


def test_both_places_of_a_number_are_exact():
    source = original("## Fees {#fees}\n\nSince 1 July 2026:\n\n- it costs **1,250** lira.")
    mine = stamped(source, "en", "## Harçlar {#fees}\n\n1 Temmuz 2026'dan beri:\n\n- harç **1.520** lira.")
    problem, = files_judged({THERE: source, HERE.format("tr"): mine})
    assert text_at(mine, problem.place) == "1.520** lira."
    assert problem.related
    assert text_at(source, problem.related) == "1,250** lira."


def test_a_missing_number_is_told_at_the_heading_of_its_section():
    source = original("## Fees {#fees}\n\nIt costs 5 lira.")
    mine = stamped(source, "en", "Giriş.\n\n## Harçlar {#fees}\n\nPara ister.", drop=("intro",))
    problem, = files_judged({THERE: source, HERE.format("tr"): mine})
    assert text_at(mine, problem.place) == "## Harçlar {#fees}"
    assert problem.related
    assert text_at(source, problem.related) == "5 lira."


def test_a_number_of_the_title_and_the_summary_belongs_to_the_introduction():
    source = original("In 72 hours.", title="The first days", summary="Up to 60 days.")
    assert files_judged({THERE: source, HERE.format("tr"): stamped(
        source, "en", "60 gün.", title="İlk 72 saat", summary="İlk günler.")}) == []
    mine = stamped(source, "en", "72 saat.", title='"İlk 3 gün"', summary="En fazla 60 gün.")
    problem, = files_judged({THERE: source, HERE.format("tr"): mine})
    assert text_at(mine, problem.place) == '3 gün"'


def test_a_number_in_a_footnote_belongs_to_the_section_that_refers_to_it():
    theirs = "## A {#a}\n\nText.[^1]\n\n## B {#b}\n\nText.\n\n[^1]: Since 2016.\n\n    And 2017."
    assert whole_judged("## A {#a}\n\nMetin.[^1]\n\n[^1]: 2016'dan beri.\n\n    Ve 2017.\n\n## B {#b}\n\nMetin.", theirs) == []
    problem, = whole_judged("## A {#a}\n\nMetin.[^1]\n\n## B {#b}\n\nMetin.\n\n[^1]: 2015'ten beri.\n\n    Ve 2017.", theirs)
    assert problem.values["section"] == "a"


# --- links and facts ---


@pytest.mark.parametrize(("mine", "theirs"), [
    ("[form](https://example.org/tr/form)", "[form](https://example.org/en/form)"),
    ("[form](https://tr.example.org/form/)", "[form](https://www.example.org/form)"),
    ("[form](https://example.org/form?lang=tr&id=1)", "[form](https://example.org/form?lang=en&id=1)"),
    ("[form](https://example.org/tr-TR/form)", "[form](https://example.org/en-gb/form)"),
    ("<https://example.org/form>", "[form](https://example.org/form)"),
    ("[form][1]\n\n[1]: https://example.org/form", "[form](https://example.org/form)"),
    ("[sonra](#fees)", "[below](example.md#fees)"),
    ("[b](https://example.org/b), [a](https://example.org/a)", "[a](https://example.org/a), [b](https://example.org/b)"),
    ("[a](https://example.org/a)", "[a](https://example.org/a), again [a](https://example.org/a)"),
    ("[biz](MAILTO:Help@example.org)", "[us](mailto:help@example.org)"),
])
def test_links_to_the_same_place_are_the_same(mine, theirs):
    assert judged(mine, theirs) == []


@pytest.mark.parametrize(("mine", "theirs"), [
    ("[form](https://example.org/form)", "[form](https://example.org/forms)"),
    ("[form](https://example.org/form?id=2)", "[form](https://example.org/form?id=1)"),
    ("[form](https://example.org/form#b)", "[form](https://example.org/form#a)"),
    ("[form](http://example.org/form)", "[form](https://example.org/form)"),
    ("[sonra](other.md)", "[below](other.md#fees)"),
    ("form", "[form](https://example.org/form)"),
    ("[form](https://example.org/form)", "form"),
    ("[`form`](other.md)", "`[form](other.md)`"),
])
def test_links_to_another_place_differ(mine, theirs):
    assert codes(judged(mine, theirs)) == ["parity-links"]


def test_both_places_of_a_link_are_exact():
    source = original("See [a](https://example.org/a) and [b](https://example.org/b).")
    mine = stamped(source, "en", "Bkz. [a](https://example.org/a)\nve [c](https://example.org/c).")
    problem, = files_judged({THERE: source, HERE.format("tr"): mine})
    assert text_at(mine, problem.place) == "https://example.org/c)."
    assert problem.related
    assert text_at(source, problem.related) == "https://example.org/b)."


def test_a_fact_may_be_shown_whole_or_as_a_number():
    assert judged("[[TR.a|number]] gün", "[[TR.a]]") == []
    assert judged("[[TR.a]] ve [[TR.a|number]]", "[[TR.a]]") == []


def test_another_fact_is_named():
    problem, = judged("Süre: [[TR.b]].", "Time: [[TR.a|number]] days.")
    assert (problem.code, said(problem)) == ("parity-facts",
                                             "facts differ from the original: here [[TR.b]], there [[TR.a|number]]")


def test_a_fact_of_the_summary_belongs_to_the_introduction():
    source = original("Text.", summary='"Up to [[TR.a]]."')
    assert files_judged({THERE: source, HERE.format("tr"): stamped(source, "en", "En fazla [[TR.a]].")}) == []
    mine = stamped(source, "en", "Metin.", summary='"En fazla [[TR.b]]."')
    problem, = files_judged({THERE: source, HERE.format("tr"): mine})
    assert text_at(mine, problem.place) == '[[TR.b]]."'


# --- lists, tables, images ---


@pytest.mark.parametrize(("mine", "theirs", "message"), [
    ("- a\n- b", "- a\n- b\n- c", "items of this list: 2 here, 3 in the original"),
    ("- a\n- b", "1. a\n2. b", "this list is not numbered, that of the original is"),
    ("1. a\n2. b", "- a\n- b", "this list is numbered, that of the original is not"),
    ("a, b", "- a\n- b", "lists in this section: 0 here, 1 in the original"),
    ("- a\n- b\n\ntext\n\n- c", "- a\n- b\n- c", "lists in this section: 2 here, 1 in the original"),
    ("- a\n    - b\n- c", "- a\n    - b\n    - c", "items of this list: 2 here, 1 in the original"),
    ("a\n: b\n\nc\n: d", "a\n: b", "items of this list: 4 here, 2 in the original"),
    ("a | b\n--|--\n1 | 2", "a | b\n--|--\n1 | 2\n1 | 2", "rows × columns of this table: 2 × 2 here, 3 × 2 in the original"),
    ("a | b | c\n--|--|--\n1 | 2 | 1", "a | b\n--|--\n1 | 2",
     "rows × columns of this table: 2 × 3 here, 2 × 2 in the original"),
    ("1, 2", "a | b\n--|--\n1 | 2", "tables in this section: 0 here, 1 in the original"),
])
def test_lists_and_tables_have_the_same_length(mine, theirs, message):
    problem = judged(mine, theirs)[0]
    assert (problem.code, said(problem)) == ("parity-lists", message)


def test_a_shorter_list_is_told_where_it_begins():
    source = original("- a\n- b\n\nText.\n\n1. a\n2. b\n3. c")
    mine = stamped(source, "en", "- bir\n- iki\n\nMetin.\n\n1. bir\n2. üç")
    problem, = files_judged({THERE: source, HERE.format("tr"): mine})
    assert text_at(mine, problem.place) == "1. bir"
    assert problem.related
    assert text_at(source, problem.related) == "1. a"


def test_a_list_that_the_markdown_does_not_tell_is_told_at_its_heading():
    problem, = judged("metin\n- bu bir liste değil\n\n- a", "text\n- this is no list\n\n- a\n- b")
    assert problem.place.line > 2


def test_the_number_of_images_is_compared_not_their_files():
    assert judged(PICTURE.replace("door", "door-tr"), PICTURE) == []
    assert codes(judged("Kapı.", PICTURE)) == ["parity-images"]


# --- structure ---


def test_a_section_that_the_original_does_not_have_is_told_at_its_heading():
    source = original("## A {#a}\n\nText.")
    mine = stamped(source, "en", "## A {#a}\n\nMetin.\n\n## B {#b}\n\nMetin.")
    problem, = files_judged({THERE: source, HERE.format("tr"): mine})
    assert (problem.code, said(problem)) == ("parity-structure", 'the original has no section "b"')
    assert text_at(mine, problem.place) == "## B {#b}"
    assert problem.related
    assert text_at(source, problem.related) == "## A {#a}"


def test_a_missing_section_is_told_at_the_one_before_it():
    source = original("## A {#a}\n\nText.\n\n## B {#b}\n\nText.\n\n## C {#c}\n\nText.")
    mine = stamped(source, "en", "## A {#a}\n\nMetin.\n\n## C {#c}\n\nMetin.")
    problem, = files_judged({THERE: source, HERE.format("tr"): mine})
    assert said(problem) == 'the section "b" of the original is missing'
    assert text_at(mine, problem.place) == "## A {#a}"


def test_a_heading_without_id_is_told_which_one_it_needs():
    source = original("## A {#a}\n\nText 1.\n\n## B {#b}\n\nText 2.")
    mine = stamped(source, "en", "## A {#a}\n\nMetin 1.\n\n## B\n\nMetin 2.")
    problem, = files_judged({THERE: source, HERE.format("tr"): mine})
    assert said(problem) == "this heading has no section id"
    assert text_at(mine, problem.place) == "## B"
    assert worded(problem.hint, problem.values, Catalogue()) == "write {#b} at its end, as in the original"


def test_a_further_heading_without_id_is_none_of_the_original():
    assert [said(p) for p in whole_judged("## A {#a}\n\nMetin.\n\n## B\n\nMetin.", "## A {#a}\n\nText.")] == [
        "the original has no such heading"]


def test_headings_without_id_in_both_belong_to_the_section_before():
    body = "## A {{#a}}\n\nText {}.\n\n## B\n\nText 2."
    assert whole_judged(body.format(1), body.format(1)) == []
    assert codes(whole_judged(body.format(3), body.format(1))) == ["parity-numbers"]


@pytest.mark.parametrize(("mine", "theirs", "message"), [
    ("### A {#a}\n\nMetin.", "## A {#a}\n\nText.", "signs # of this heading: 3 here, 2 in the original"),
    ("## A {#a}\n\n#### B\n\nMetin.", "## A {#a}\n\nText.", "headings within this section: 1 here, 0 in the original"),
    ("## A {#a}\n\n#### B {#c}\n\nMetin.", "## A {#a}\n\n#### B {#b}\n\nText.",
     "a heading within this section: #### {#c} here, #### {#b} in the original"),
    ('!!! note "A"\n    Metin.', '!!! danger "A"\n    Text.', "a box in this section: note here, danger in the original"),
    ("Metin.", '!!! danger "A"\n    Text.', "boxes (!!!) in this section: 0 here, 1 in the original"),
    ("Metin.", "Text.[^1]\n\n[^1]: Note.", "footnotes of this section: 0 here, 1 in the original"),
])
def test_headings_boxes_and_footnotes_are_those_of_the_original(mine, theirs, message):
    problem = whole_judged(mine, theirs)[0]
    assert (problem.code, said(problem)) == ("parity-structure", message)


def test_sections_stand_in_the_order_of_the_original():
    theirs = "## A {#a}\n\nText.\n\n## B {#b}\n\nText.\n\n## C {#c}\n\nText."
    problem, = whole_judged("## A {#a}\n\nMetin.\n\n## C {#c}\n\nMetin.\n\n## B {#b}\n\nMetin.", theirs)
    assert said(problem) == 'the section "c" stands at another place than in the original'


# --- what is not compared ---


def test_a_section_that_is_behind_is_a_state_and_no_problem():
    source = original("## A {#a}\n\nText 1.\n\n## B {#b}\n\nText 2.")
    mine = stamped(source, "en", "## A {#a}\n\nMetin 3.\n\n## B {#b}\n\nMetin 4.", drop=("a",))
    assert [problem.values["section"] for problem in files_judged({THERE: source, HERE.format("tr"): mine})] == ["b"]


def test_a_translation_that_nobody_stamped_is_not_compared():
    mine = original("Metin 2.").replace("kind: page", "translated_from: en")
    assert files_judged({THERE: original("Text 1."), HERE.format("tr"): mine}) == []


def test_a_section_named_in_differs_is_not_compared():
    assert judged("1.520 lira, [a](other.md)", "1,250 lira", differs="{section: fees, why: Başka bir harç.}") == []


def test_differs_may_leave_a_section_out_or_add_one():
    theirs = "## A {#a}\n\nText.\n\n## B {#b}\n\nText."
    differs = "{section: b, why: Burada yok.}, {section: c, why: Yalnız burada.}"
    assert whole_judged("## A {#a}\n\nMetin.\n\n## C {#c}\n\nMetin.", theirs, differs=differs) == []


def test_a_wrong_differs_is_told_where_it_stands():
    source = original("## Fees {#fees}\n\n5 lira.")
    mine = stamped(source, "en", "## Harçlar {#fees}\n\n5 lira.", differs="{section: fees, why: Başka.}")
    problem, = files_judged({THERE: source, HERE.format("tr"): mine})
    assert problem.code == "needless-differs"
    assert text_at(mine, problem.place) == "fees, why: Başka.}]"


def test_a_further_paragraph_is_reason_enough_for_differs():
    assert judged("Metin.\n\nBir daha.", "Text.", differs="{section: fees, why: Ek not.}") == []


def test_differs_on_a_section_that_is_behind_is_not_judged():
    assert judged("5 lira.", "5 lira.", differs="{section: fees, why: Başka.}", drop=("fees",)) == []


def test_an_empty_section_is_one_problem_and_not_two():
    assert judged("", "- 5 days\n- [a](other.md)") == []


def test_a_withdrawn_guide_is_not_compared():
    fields = "withdrawn: {date: 2026-11-01, reason: {en: A mistake.}}\n"
    source = original("1", fields=fields)
    assert files_judged({THERE: source, HERE.format("tr"): stamped(source, "en", "2")}) == []


def test_a_translation_of_a_translation_is_compared_with_what_it_was_made_from():
    source = original("## Fees {#fees}\n\n5 lira.")
    russian = {"content/ru/example.md": source}
    middle = _from(russian, "ru", "6 lira.", 'differs: [{section: fees, why: "Another office."}]\n')
    last = _from({**russian, THERE: middle}, "en", "6 lira.", "")
    assert files_judged({**russian, THERE: middle, HERE.format("tr"): last}) == []
    other = _from({**russian, THERE: middle}, "en", "5 lira.", "")
    assert [p.place.path for p in files_judged({**russian, THERE: middle, HERE.format("tr"): other})] == [HERE.format("tr")]


def _from(files: dict[str, str], language: str, text: str, fields: str) -> str:
    version = library_of(files).library.guides["example"].versions[language]
    digests = "".join(f'  {name}: "{version.digest_of(name)}"\n' for name in version.section_ids)
    return (f"---\ntitle: Example\nsummary: An example.\ntranslated_from: {language}\n{fields}source_digests:\n{digests}"
            f"changes_seen: 0\n---\n\n## Fees {{#fees}}\n\n{text}\n")


def test_a_broken_differs_hides_nothing_and_invents_nothing():
    source = original("1")
    mine = stamped(source, "en", "2").replace("changes_seen: 0", "differs: 5")
    assert files_judged({THERE: source, HERE.format("tr"): mine}) == []
