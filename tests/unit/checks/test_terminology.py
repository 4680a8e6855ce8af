"""Words that the glossary says to avoid: which are found, where, and what is let through."""

from __future__ import annotations

import pytest

from gavan.checks.terminology import judge_terminology
from gavan.language import Catalogue
from gavan.problems import Problem
from gavan.report import worded
from tests.site import text_at
from tests.versions import SETTINGS, library_of, original, stamped

PATH = "content/{}/example.md"


def glossary(language: str, form: str, *, term: str = "{en: house, ru: приют, tr: ev}", also: str = "{}",
             meaning: str = "{en: A word., ru: Слово., tr: Bir söz.}") -> str:
    return f"- id: example\n  term: {term}\n  also: {also}\n  avoid: {{{language}: ['{form}']}}\n  meaning: {meaning}\n"


def judged(language: str, form: str, body: str, **fields: str) -> list[Problem]:
    """The problems of a page with this body where the glossary avoids a form; `fields` go to the glossary."""
    return files_judged({PATH.format(language): original(body), "content/glossary.yaml": glossary(language, form, **fields)})


def files_judged(files: dict[str, str]) -> list[Problem]:
    return sorted(judge_terminology(library_of(files).library, SETTINGS), key=lambda problem: problem.sort_key)


@pytest.mark.parametrize(("language", "form", "word"), [
    ("tr", "kaçak", "kaçak"), ("tr", "kaçak", "Kaçağı"), ("tr", "kaçak", "KAÇAKLARDAN"), ("tr", "kaçak", "kaçağın"),
    ("tr", "kaçak", "kaçaktır"), ("tr", "kaçak", "kaçaklarımızda"), ("tr", "kaçak", "kaçak'ın"),
    ("tr", "kaçak", "**kaçak**lar"),
    ("tr", "barınak", "barınaktaki"), ("tr", "ilan", "İLANI"), ("tr", "ıslah evi", "ISLAH EVLERİNDE"),
    ("tr", "oturma kartı", "oturma kartı"), ("tr", "oturma kartı", "oturma\nkartınızın"),
    ("tr", "oturma kartı", "oturma kartlarından"), ("tr", "oturma kartı", "*oturma* kartım"),
    ("tr", "adres belgesi", "adres belgeleriyle"),
    ("ru", "нелегал", "Нелегалами"), ("ru", "депортация", "депортаций"), ("ru", "ёлка", "ЕЛКОЙ"),
    ("ru", "виза-ран", "виза-рана"),
    ("ru", "нелегальный мигрант", "нелегального мигранта"), ("ru", "нелегальный мигрант", "нелегальных\nмигрантов"),
    ("en", "illegal alien", "Illegal aliens"), ("en", "illegal alien", "illegal alien’s"),
    ("en", "asylum-seeker", "asylum-seekers"),
    ("fa", "پناهگاه", "پناهگاه"),
    ("en", "DGMM", "DGMM"), ("tr", "DGMM", "DGMM'ye"), ("ru", "СОЧ", "СОЧ-ник"),
])
def test_a_form_is_found_in_any_case_and_with_its_endings(language, form, word):
    assert [problem.code for problem in judged(language, form, f"Bu {word}.")] == ["avoided-term"]


@pytest.mark.parametrize(("language", "form", "word"), [
    ("tr", "kaçak", "kaçakçılık"), ("tr", "kaçak", "kaçakçı"), ("tr", "kaçak", "kaçaklık"), ("tr", "kaçak", "nikaçak"),
    ("tr", "barınak", "barınma"), ("tr", "ilan", "ILAN"), ("tr", "oturma kartı", "oturma kartal"),
    ("tr", "oturma kartı", "oturmak kartı"), ("tr", "DGMM", "dgmm"),
    ("ru", "нелегал", "нелегально"), ("ru", "депортация", "депортационный"), ("ru", "СОЧ", "Сочи"),
    ("ru", "нелегальный мигрант", "нелегальный мигрантский"),
    ("en", "illegal alien", "illegal alienation"), ("en", "alien", "aliens2"), ("fa", "پناهگاه", "پناهگاهی"),
])
def test_another_word_that_begins_like_a_form_is_not_found(language, form, word):
    assert judged(language, form, f"Bu {word}.") == []


@pytest.mark.parametrize("body", [
    "`kaçak`", "    kaçak", "[sayfa](kacak/kaçak.md)", "<https://example.org/kaçak>", "https://example.org/kaçak",
    "<!-- kaçak -->",
    "«kaçak»", "“kaçak denir”", "„kaçak“", '"kaçak" denir', "“iki\nsatırda kaçak”", "> kaçak", "## Başlık {#kacak}",
    "[[TR.kaçak]]", "bilgi@kaçak.example",
])
def test_code_addresses_and_quotations_are_let_through(body):
    assert judged("tr", "kaçak", f"Metin:\n\n{body}") == []


@pytest.mark.parametrize("body", [
    '!!! danger "Kaçak"\n    Metin.', "“bir” kaçak “iki”", "[kaçak](page.md)", "## Kaçak {#a}", "- kaçak",
    "| a | kaçak |\n|--|--|\n| 1 | 2 |",
    "Bu söz (kaçak).", "“Bir.\n\nBu kaçak. İki”", "Metin.[^1]\n\n[^1]: Kaçak.",
])
def test_headings_boxes_tables_links_and_notes_are_read(body):
    assert len(judged("tr", "kaçak", body)) == 1


def test_another_language_s_text_is_not_looked_at():
    assert judged("tr", "house", "") == []
    files = {PATH.format("en"): original("DGMM"), PATH.format("tr"): stamped(original("x"), "en", "DGMM"),
             "content/glossary.yaml": glossary("en", "DGMM")}
    assert [problem.place.path for problem in files_judged(files)] == [PATH.format("en")]


def test_the_problem_names_the_place_the_preferred_term_and_the_glossary():
    words = glossary("tr", "kaçak")
    page = original("Metin.\n\n- Çok **kaçağı** var.")
    problem, = files_judged({PATH.format("tr"): page, "content/glossary.yaml": words})
    assert text_at(page, problem.place) == "kaçağı** var."
    assert worded(problem.message, problem.values, Catalogue()) == 'the glossary says to avoid "kaçağı"'
    assert worded(problem.hint, problem.values, Catalogue()) == (
        'write "ev", or put it in quotation marks if somebody else says it')
    assert problem.related
    assert text_at(words, problem.related) == "'kaçak']}"


def test_without_a_preferred_term_the_hint_asks_for_other_words():
    problem, = judged("tr", "kaçak", "kaçak", term="{en: house}")
    assert problem.hint.startswith("say it in other words")


def test_titles_and_summaries_are_read_at_their_exact_place():
    page = original("Metin.", title='"Bir kaçak daha"', summary="Metin\n  ve kaçaklar.")
    problems = files_judged({PATH.format("tr"): page, "content/glossary.yaml": glossary("tr", "kaçak")})
    assert [text_at(page, problem.place) for problem in problems] == ['kaçak daha"', "kaçaklar."]


SOURCES = 'verified: never\nsources: [{url: "https://example.org/kaçak", title: kaçak, date: 2026}]\n'
FACT = ("country: TR\nsummary: {en: kaçak}\nfacts:\n  a: {topic: stay, label: {tr: Kaçak}, note: {tr: Kaçaklar.}, value: 1, "
        'unit: day, confidence: high, verified: never, sources: [{url: "https://example.org", title: kaçak, date: 2026}]}\n')


@pytest.mark.parametrize(("path", "text", "found"), [
    ("content/countries/tr.yaml", "country: TR\nsummary: {en: A., tr: Kaçak.}\n", 1),
    ("content/countries/tr.yaml", FACT, 2),
    ("content/shelters/a.yaml",
     f"name: {{tr: Kaçak Evi}}\ncountry: TR\nstatus: open\nhow: {{tr: Kaçağı sorun.}}\n{SOURCES}", 1),
    ("content/organisations/a.yaml",
     f"name: {{tr: Kaçaklar}}\ncountries: []\nstatus: active\nnote: {{tr: 'Kaçaklara, «kaçak»lara.'}}\n{SOURCES}", 1),
])
def test_texts_of_records_are_read_but_not_names_and_sources(path, text, found):
    problems = files_judged({path: text, "content/glossary.yaml": glossary("tr", "kaçak")})
    assert len(problems) == found
    assert all(text_at(text, problem.place).lower().startswith("kaça") for problem in problems)


def test_the_glossary_itself_keeps_to_its_words():
    words = glossary("tr", "kaçak", meaning="{en: A word., tr: Kaçağa denir; “kaçak” demeyin.}")
    problem, = files_judged({"content/glossary.yaml": words})
    assert text_at(words, problem.place).startswith("Kaçağa denir")


def test_a_form_within_a_longer_term_of_the_glossary_is_let_through():
    assert judged("tr", "kart", "Geçici kartı gösterin.", also="{tr: [geçici kart]}") == []
    assert len(judged("tr", "kart", "Geçici kartı ve kartı gösterin.", also="{tr: [geçici kart]}")) == 1


def test_a_change_s_note_is_read_in_its_language():
    page = original("Text.", fields="changes: [{date: 2026-11-01, kind: fact, note: {en: kaçak, tr: 'Bir kaçak.'}}]\n")
    problem, = files_judged({PATH.format("en"): page, "content/glossary.yaml": glossary("tr", "kaçak")})
    assert text_at(page, problem.place).startswith("kaçak.'")
