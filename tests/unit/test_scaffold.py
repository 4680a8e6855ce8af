"""`new` writes what `check` would let through but for the gaps it names; `stamp` gives sections their ids."""

from __future__ import annotations

import datetime
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gavan.building import build, read_site
from gavan.cli import main
from gavan.content.guides import read_guides
from gavan.content.markup import Parser
from gavan.language import Catalogue
from gavan.problems import Problem, Severity
from gavan.reading.files import SourceFile
from gavan.reading.schema import Context
from gavan.scaffold import Made, Wish, new
from gavan.skeletons import pieces, translation_skeleton
from gavan.stamping import stamp, with_section_ids
from tests.site import ORGANISATION, country, guide, translation, write_site

ROOT = Path(__file__).resolve().parent.parent.parent
TODAY = datetime.date(2026, 10, 30)
STAY = """\
Вводные слова и [ссылка](../about.md), срок: [[TR.stay]].

## Документы {#papers}

Стрелка --> и `код -->`. <!-- Заметка редактора. -->

    код в четыре пробела и ` кавычка

### Копии {#copies}

1. Пункт

    и его продолжение.

## Только заголовок {#bare}
"""
SITE = {"content/ru/about.md": guide("О нас"), "content/ru/turkey/stay.md": guide("Пребывание", STAY),
        "content/countries/tr.yaml": country("TR", {"stay": "value: 60, unit: day"}),
        "content/organisations/helpers.yaml": ORGANISATION}
NEW = {
    "guide": Wish(kind="guide", name="turkey/work", language="ru", topic="stay", country="TR"),
    "a guide without a country": Wish(kind="guide", name="first-day", topic="stay"),
    "page": Wish(kind="page", name="how-we-work"),
    "translation": Wish(kind="translation", name="turkey/stay", language="tr"),
    "shelter": Wish(kind="shelter", name="example-house", country="TR"),
    "a shelter of an organisation": Wish(kind="shelter", name="example-house", country="TR", organisation="helpers"),
    "country": Wish(kind="country", name="GE"),
    "organisation": Wish(kind="organisation", name="example-help"),
}


def site_of(tmp_path: Path) -> Path:
    return write_site(tmp_path / "site", SITE)


def made(source: Path, wish: Wish) -> Made:
    return new(source, wish, today=TODAY, words=Catalogue().gettext)


def checked(source: Path) -> tuple[Problem, ...]:
    return build(source, today=TODAY).problems


def gaps(problems: tuple[Problem, ...]) -> list[tuple[str, str]]:
    """The code of each problem and what it is about, in order."""
    return [(p.code, p.values.get("section") or p.values.get("name") or "") for p in problems]


@pytest.mark.parametrize("name", NEW)
def test_check_names_exactly_the_gaps_that_new_announces(name: str, tmp_path: Path):
    source = site_of(tmp_path)
    assert checked(source) == ()
    result = made(source, NEW[name])
    assert result.path and {p.place.path for p in result.problems} == {result.path}
    assert checked(source) == result.problems


@pytest.mark.parametrize(("name", "expected"), [
    ("guide", [("missing-field", "title"), ("missing-field", "summary"), ("wrong-url", ""), ("missing-field", "title"),
               ("wrong-date", "")]),
    ("page", [("missing-field", "title"), ("missing-field", "summary")]),
    ("translation", [("missing-field", "title"), ("missing-field", "summary"), ("empty-section", "intro"),
                     ("empty-section", "papers"), ("empty-section", "copies"), ("empty-section", "bare")]),
    ("shelter", [("wrong-type", ""), ("wrong-choice", ""), ("wrong-url", ""), ("missing-field", "title"), ("wrong-date", "")]),
    ("a shelter of an organisation", [("wrong-choice", ""), ("wrong-url", ""), ("missing-field", "title"), ("wrong-date", "")]),
    ("country", [("wrong-type", "")]),
    ("organisation", [("wrong-type", ""), ("wrong-type", ""), ("wrong-choice", ""), ("wrong-url", ""),
                      ("missing-field", "title"), ("wrong-date", "")]),
])
def test_only_what_a_person_must_know_is_left_open(name: str, expected: list, tmp_path: Path):
    assert gaps(made(site_of(tmp_path), NEW[name]).problems) == expected


SOURCE = ('{url: "", title: "", date: ""}', '{url: "https://law.example", title: Пример, date: 2026-10}')
FILLED = {"guide": [SOURCE, ('title: ""', "title: Работа"), ('summary: ""', "summary: Где работать.")],
          "page": [('title: ""', "title: Как"), ('summary: ""', "summary: Так.")],
          "country": [('{ru: "", en: "", tr: ""}\n\n', '{ru: "Страна.", en: "", tr: ""}\n\n')],
          "shelter": [SOURCE, ('name: {ru: "", en', 'name: {ru: "Приют Пример", en'), ('status: ""', "status: open")],
          "organisation": [SOURCE, ('name: {ru: "", en', 'name: {ru: "Помощь", en'), ('status: ""', "status: active"),
                           ("countries:", "countries: []")]}


@pytest.mark.parametrize("name", FILLED)
def test_a_skeleton_with_its_gaps_filled_has_no_problem(name: str, tmp_path: Path):
    source = site_of(tmp_path)
    file = source / made(source, NEW[name]).path
    text = file.read_text(encoding="utf-8")
    for gap, words in FILLED[name]:
        assert gap in text
        text = text.replace(gap, words)
    file.write_text(text, encoding="utf-8")
    assert [p for p in checked(source) if p.severity is Severity.ERROR] == []


def test_a_translated_skeleton_can_be_stamped_and_then_has_no_problem(tmp_path: Path):
    source = write_site(tmp_path, {"content/ru/stay.md": guide("Пребывание", "Слова.\n\n## Документы {#papers}\n\nКопии.\n")})
    file = source / made(source, Wish(kind="translation", name="stay", language="tr")).path
    text = file.read_text(encoding="utf-8").replace('title: ""', "title: Kalış").replace('summary: ""', "summary: Kısaca.")
    file.write_text(text.replace("## {#papers}", "Sözler.\n\n## Belgeler {#papers}\n\nKopyalar."), encoding="utf-8")
    library = read_site(source, today=TODAY)[0].library
    assert stamp(library, source, file).good
    assert checked(source) == ()


def test_a_translation_has_the_sections_of_its_source_and_its_words_as_comments(tmp_path: Path):
    source = site_of(tmp_path)
    text = (source / made(source, NEW["translation"]).path).read_text(encoding="utf-8")
    assert "translated_from: ru\n" in text and "# ru: Пребывание\n" in text
    assert [line for line in text.split("\n") if line.startswith("##")] == ["## {#papers}", "### {#copies}", "## {#bare}"]
    assert "[ссылка](../about.md), срок: [[TR.stay]]." in text
    assert "Стрелка --&gt; и `код --&gt;`." in text and "Заметка редактора" not in text
    version = read_site(source, today=TODAY)[0].library.guides["turkey/stay"].versions["tr"]
    assert [(s.id, s.title, s.text) for s in version.body.sections] == [(name, "", "") for name in ("papers", "copies", "bare")]
    assert version.body.links == () and version.body.facts == () and version.body.intro.text == ""


TEXT = st.text(alphabet=st.sampled_from("аб `-<>!&[]()*_#.\n\\{}|:"), max_size=120)


@given(TEXT, TEXT)
def test_no_words_of_the_source_come_out_of_a_skeletons_comments(first: str, second: str):
    original = SourceFile(path="content/ru/a.md", text=guide("А", f"{first}\n\n## Раздел {{#one}}\n\n{second}\n"))
    text = translation_skeleton(original, language="ru", title="А", summary="Б", words=Catalogue().gettext)
    text = text.replace('title: ""', "title: A").replace('summary: ""', "summary: B")
    read = read_guides([original, SourceFile(path="content/en/a.md", text=text)], Context(languages=("ru", "en")), Parser())
    for one in read.guides:
        if "en" in one.versions:
            body = one.versions["en"].body
            assert [s.text for s in (body.intro, *body.sections)] == [""] * (1 + len(body.sections))
            assert [s.id for s in body.sections if s.id] == [p.heading.id for p in pieces(original)
                                                             if p.heading and p.heading.id is not None]


def test_a_translation_can_be_made_from_another_translation(tmp_path: Path):
    source = write_site(tmp_path, {**SITE, "content/en/about.md": translation("ru", "About", "\nWe.\n")})
    result = made(source, Wish(kind="translation", name="about", language="tr", source_language="en"))
    text = (source / result.path).read_text(encoding="utf-8")
    assert "translated_from: en\n" in text and "<!-- en:\n\nWe.\n\n-->" in text


def test_nothing_is_ever_overwritten(tmp_path: Path):
    source = site_of(tmp_path)
    before = {path: path.read_bytes() for path in source.rglob("*.*")}
    for wish in (Wish(kind="organisation", name="helpers"), Wish(kind="country", name="TR"), Wish(kind="page", name="about"),
                 Wish(kind="translation", name="about", language="ru")):
        result = made(source, wish)
        assert result.path == "" and result.problems
    assert {path: path.read_bytes() for path in source.rglob("*.*")} == before


@pytest.mark.parametrize(("wish", "codes"), [
    (Wish(kind="guide", name="Bad_Key", language="xx", topic="docs", country="Turkey"),
     ["unknown-language", "key", "unknown-topic", "unknown-country"]),
    (Wish(kind="guide", name="first", topic="stay", country="KZ"), ["unknown-country"]),
    (Wish(kind="page", name="emergency"), ["reserved-key"]), (Wish(kind="page", name="../../evil"), ["key"]),
    (Wish(kind="page", name="about", language="en"), ["two-originals"]),
    (Wish(kind="translation", name="abuot", language="tr"), ["no-original"]),
    (Wish(kind="translation", name="about", language="tr", source_language="en"), ["translation-chain"]),
    (Wish(kind="translation", name="about", language="kk"), ["unknown-language"]),
    (Wish(kind="shelter", name="a_b", country="tr", organisation="helper"), ["key", "unknown-country", "unknown-organisation"]),
    (Wish(kind="country", name="ZZ"), ["unknown-country"]), (Wish(kind="country", name="../x"), ["unknown-country"]),
    (Wish(kind="organisation", name="Ark!"), ["key"])])
def test_what_check_would_refuse_is_refused_in_the_same_words_and_all_at_once(wish: Wish, codes: list[str], tmp_path: Path):
    source = site_of(tmp_path)
    before = sorted(source.rglob("*"))
    result = made(source, wish)
    assert result.path == "" and [p.code for p in result.problems] == codes
    assert sorted(source.rglob("*")) == before


def test_a_typo_gets_a_suggestion(tmp_path: Path):
    (problem,) = made(site_of(tmp_path), Wish(kind="translation", name="abuot", language="tr")).problems
    assert problem.values["suggestion"] == "about"


def test_a_guide_that_is_not_meant_for_a_language_gets_no_translation_into_it(tmp_path: Path):
    source = write_site(tmp_path, {"content/ru/only.md": guide("Только", only="[ru]")})
    assert [p.code for p in made(source, Wish(kind="translation", name="only", language="tr")).problems] == ["only"]


def test_an_unfinished_guide_is_finished_before_it_is_translated(tmp_path: Path):
    source = site_of(tmp_path)
    made(source, NEW["page"])
    result = made(source, Wish(kind="translation", name="how-we-work", language="tr"))
    assert result.path == "" and {p.place.path for p in result.problems} == {"content/ru/how-we-work.md"}


def test_a_folder_that_leads_out_of_the_content_is_not_written_into(tmp_path: Path):
    source = site_of(tmp_path)
    (tmp_path / "outside").mkdir()
    (source / "content/ru/away").symlink_to(tmp_path / "outside", target_is_directory=True)
    assert [p.code for p in made(source, Wish(kind="page", name="away/page")).problems] == ["special-file"]
    assert list((tmp_path / "outside").iterdir()) == []


UNNAMED = """\
Слова.

## Документы

Текст.

### Копии ###

Текст.

Где
---

Текст.

## Документы {#papers}

Текст.
"""


def test_stamp_gives_an_original_the_ids_that_check_proposes(tmp_path: Path):
    source = write_site(tmp_path, {"content/ru/about.md": guide("О нас", UNNAMED)})
    site, problems = read_site(source, today=TODAY)
    proposed = [p.values["suggestion"] for p in problems if p.code == "missing-section-id"]
    result = stamp(site.library, source, source / "content/ru/about.md")
    assert result.good and result.values["sections"] == ", ".join(proposed)
    text = (source / "content/ru/about.md").read_text(encoding="utf-8")
    assert "## Документы {#dokumenty}\n" in text and "### Копии {#kopii}\n" in text and "Где {#gde}\n---\n" in text
    after, problems = read_site(source, today=TODAY)
    assert problems == ()
    digests = [[s.digest for s in one.library.guides["about"].original.body.sections] for one in (site, after)]
    assert digests[0] == digests[1]


def test_an_original_whose_sections_all_have_ids_stays_as_it_is():
    file = SourceFile(path="content/ru/a.md", text=guide("А", "## Б {#b}\n"))
    assert with_section_ids(file) == (file, ())


def test_a_new_translation_gives_its_original_the_missing_ids_too(tmp_path: Path):
    source = write_site(tmp_path, {"content/ru/about.md": guide("О нас", UNNAMED)})
    result = made(source, Wish(kind="translation", name="about", language="en"))
    assert result.original == "content/ru/about.md" and result.ids == ("dokumenty", "kopii", "gde")
    assert "## {#gde}\n" in (source / result.path).read_text(encoding="utf-8")
    assert [p for p in checked(source) if p.place.path == result.original] == []


def test_stamp_vouches_for_no_section_that_is_not_translated(tmp_path: Path):
    source = site_of(tmp_path)
    file = source / made(source, NEW["translation"]).path
    file.write_text(file.read_text(encoding="utf-8").replace('""', "Sözler"), encoding="utf-8")
    before = file.read_bytes()
    result = stamp(read_site(source, today=TODAY)[0].library, source, file)
    assert not result.good and result.values["sections"] == "intro, papers, copies, bare"
    assert file.read_bytes() == before


def test_a_section_left_out_on_purpose_is_no_gap(tmp_path: Path):
    body = "Giriş.\n\n## Belgeler {#papers}\n\n### Kopyalar {#copies}\n\nMetin.\n\n## Yalnız başlık {#bare}\n"
    head = "---\ntitle: Kalış\nsummary: Kısaca.\ntranslated_from: ru\nDIFFERS---\n" + body
    source = write_site(tmp_path, {**SITE, "content/tr/turkey/stay.md": head.replace("DIFFERS", "")})
    assert gaps(checked(source)) == [("empty-section", "papers")]
    (source / "content/tr/turkey/stay.md").write_text(
        head.replace("DIFFERS", "differs: [{section: papers, why: Aşağıda.}]\n"), encoding="utf-8")
    assert checked(source) == ()


def test_the_command_says_what_is_left_with_file_and_line(tmp_path: Path, capsys):
    source = site_of(tmp_path)
    assert main(["new", "page", "how-we-work", "--source", str(source), "--today", "2026-10-30"]) == 0
    assert "content/ru/how-we-work.md:2:8: " in capsys.readouterr().out
    assert main(["new", "page", "how-we-work", "--source", str(source), "--today", "2026-10-30"]) == 1
    assert "content/ru/how-we-work.md" in capsys.readouterr().err


def test_the_front_door_knows_every_kind(tmp_path: Path):
    source = site_of(tmp_path)
    for words in ("guide turkey/work --lang ru --topic stay --country TR", "page how-we-work --lang en",
                  "translation turkey/stay en --from ru", "shelter example-house --country TR --organisation helpers",
                  "country GE", "organisation example-help"):
        done = subprocess.run([sys.executable, ROOT / "build.py", "new", *words.split(), "--source", source, "--today",
                               "2026-10-30"], capture_output=True, text=True, encoding="utf-8", check=False)
        assert done.returncode == 0, done.stderr
    for words in ("guide turkey/work", "shelter example", "house x", ""):
        done = subprocess.run([sys.executable, ROOT / "build.py", "new", *words.split()], capture_output=True, check=False)
        assert done.returncode == 2
