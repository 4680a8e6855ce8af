"""The guides for editors, docs/editors: the same in three languages, with commands, links, pictures and examples that hold."""

from __future__ import annotations

import datetime
import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from gavan.building import read_site
from gavan.checks.image_metadata import metadata_in
from gavan.cli import _parser
from gavan.content.scanner import scan
from gavan.records import Shelter
from tests.small_site import lay

ROOT = Path(__file__).resolve().parent.parent
EDITORS = ROOT / "docs" / "editors"
LANGUAGES = ("en", "ru", "tr")
TODAY = datetime.date(2026, 11, 22)
MOST_BYTES = 60_000
GIT = frozenset("add clone commit config filter-repo grep log pull push revert switch".split())
"""What of Git an editor meets here; one word more should be worth its explanation."""
LETTERS = {"en": "[A-Za-z]", "ru": "[А-Яа-яЁё]", "tr": "[A-Za-zÇĞİÖŞÜçğıöşü]"}

GUIDES = sorted({path.name for code in LANGUAGES for path in (EDITORS / code).iterdir()})
PAGES = [f"{code}/{name}" for code in LANGUAGES for name in GUIDES]


def text_of(page: str) -> str:
    return (EDITORS / page).read_text(encoding="utf-8")


def blocks(page: str, *kinds: str) -> list[str]:
    """Fenced blocks of these kinds, without their fences and indentation; of every kind if none is given."""
    found = re.findall(r"^( *)```(\w*)\n(.*?)^\1```$", text_of(page), re.MULTILINE | re.DOTALL)
    return [re.sub(rf"^{indent}", "", body, flags=re.MULTILINE) for indent, kind, body in found if not kinds or kind in kinds]


def prose(page: str) -> str:
    """A page without its fenced blocks."""
    return re.sub(r"^( *)```.*?^\1```$", "", text_of(page), flags=re.MULTILINE | re.DOTALL)


def headings(page: str) -> list[str]:
    return re.findall(r"^(#+) ", prose(page), re.MULTILINE)


def commands(page: str) -> Iterator[list[str]]:
    """The words of every line that a person is to type, without a variable in front."""
    for block in blocks(page, "sh"):
        for line in block.strip().splitlines():
            words = shlex.split(line)
            yield words[1:] if re.fullmatch(r"[A-Z]+=\w+", words[0]) else words


def pictures(page: str) -> list[tuple[str, str]]:
    """Alternative text and file of each picture."""
    return re.findall(r"!\[([^\]]*)\]\(([^)\s]+)\)", re.sub(r"`[^`]*`", "", prose(page)))


def without_language(text: str) -> str:
    """A command as it is in every language: other languages ask for messages of their own."""
    plain = re.sub(r" ?--messages (?:ru|tr)", "", text)
    return re.sub(r"\b(?:en|ru|tr)\b", "LANG", re.sub(r'ARGS=" *', 'ARGS="', plain).replace(' ARGS=""', ""))


# The same in three languages


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_language_has_the_same_guides(code: str):
    assert sorted(path.name for path in (EDITORS / code).iterdir()) == GUIDES


@pytest.mark.parametrize("name", GUIDES)
def test_a_guide_has_the_same_headings_in_every_language(name: str):
    english = headings(f"en/{name}")
    assert english[0] == "#" and english.count("#") == 1
    assert [headings(f"{code}/{name}") for code in LANGUAGES] == [english] * 3


@pytest.mark.parametrize("name", GUIDES)
def test_a_guide_shows_the_same_commands_in_every_language(name: str):
    english = [without_language(block) for block in blocks(f"en/{name}", "sh")]
    for code in LANGUAGES:
        assert [without_language(block) for block in blocks(f"{code}/{name}", "sh")] == english


@pytest.mark.parametrize("name", GUIDES)
def test_a_guide_has_as_many_examples_rows_and_steps_in_every_language(name: str):
    def shape(page: str) -> list[int]:
        text = prose(page)
        return [len(blocks(page)), *(len(re.findall(mark, text, re.MULTILINE)) for mark in (r"^\|", r"^ *\d+\. ", r"^ *- "))]

    assert len({tuple(shape(f"{code}/{name}")) for code in LANGUAGES}) == 1


@pytest.mark.parametrize("page", PAGES)
def test_a_guide_is_written_in_its_language(page: str):
    code = page[:2]
    words = re.sub(r"`[^`]*`|\]\([^)]*\)", " ", prose(page))
    own, letters = (len(re.findall(mark, words)) for mark in (LETTERS[code], r"[^\W\d_]"))
    assert own / letters > (0.75 if code == "ru" else 0.97)


# The index


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_index_begins_with_how_to_stay_unnamed_and_lists_every_guide(code: str):
    text = text_of(f"{code}/README.md")
    first = next(line for line in text.splitlines() if line.startswith("## "))
    assert first == {"en": "## Contribute without your name", "ru": "## Как помогать, не называя себя",
                     "tr": "## Adınızı vermeden katkıda bulunun"}[code]
    rows = re.findall(r"^\|.*\[(\w+\.md)\]\(\1\) \|$", text, re.MULTILINE)
    assert sorted(rows) == [name for name in GUIDES if name != "README.md"]


def test_contributing_and_the_first_page_lead_to_every_language():
    for page, folder in ((ROOT / "CONTRIBUTING.md", "docs/editors/"), (EDITORS / "README.md", "")):
        assert all(f"]({folder}{code}/README.md)" in page.read_text(encoding="utf-8") for code in LANGUAGES)


# Links and pictures; that links lead somewhere is asked of all documents in test_docs.py, of the words behind them here


@pytest.mark.parametrize("page", PAGES)
def test_a_link_between_guides_stays_in_its_language_and_leads_to_a_heading_that_is_there(page: str):
    code = page[:2]
    lost = []
    for target in re.findall(r"(?<!!)\[[^\]]+\]\(([^)\s]+)\)", re.sub(r"`[^`]*`", "", prose(page))):
        name, _, anchor = target.partition("#")
        there = (EDITORS / code / name).resolve()
        stays = there.parent.name == code or not there.is_relative_to(EDITORS)
        if not there.is_file() or not stays or (anchor and anchor not in slugs(there)):
            lost.append(target)
    assert lost == []


def slugs(path: Path) -> set[str]:
    """The anchors that forges give to a document's headings."""
    found = re.findall(r"^#+ (.*)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in found}


@pytest.mark.parametrize("page", PAGES)
def test_a_picture_is_there_and_has_words_in_the_language_of_the_guide(page: str):
    code = page[:2]
    for words, target in pictures(page):
        assert (EDITORS / code / target).is_file(), target
        assert target.endswith(f"-{code}.png")
        assert len(re.findall(LETTERS[code], words)) > 30


def test_every_picture_is_shown_small_and_nothing_but_a_picture():
    files = sorted((EDITORS / "pictures").glob("*.png"))
    shown = {(EDITORS / page).parent.joinpath(target).resolve() for page in PAGES for _, target in pictures(page)}
    assert set(files) == shown
    for path in files:
        data = path.read_bytes()
        assert len(data) < MOST_BYTES, path.name
        assert metadata_in(data, "PNG") == (), path.name


# Commands


@pytest.mark.parametrize("page", PAGES)
def test_every_command_in_a_block_is_one_that_exists(page: str):
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    for words in commands(page):
        match words:
            case [".venv/bin/python", "build.py", *rest]:
                _parser().parse_args(rest)
            case ["make", target, *rest]:
                assert target in targets, target
                arguments = [word.removeprefix("ARGS=") for word in rest]
                assert len(arguments) <= 1
                _parser().parse_args([target, *shlex.split(" ".join(arguments))])
            case ["git", word, *_]:
                assert word in GIT, word
            case ["cd" | "export", _]:
                pass
            case _:
                pytest.fail(f"nobody can type this: {shlex.join(words)}")


@pytest.mark.parametrize("page", PAGES)
def test_a_command_within_a_sentence_exists_too(page: str):
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    said = re.findall(r"`([^`]+)`", prose(page))
    assert {words.split()[1] for words in said if words.startswith("make ")} <= targets
    assert {words.split()[1] for words in said if words.startswith("git ")} <= {*GIT, "diff"}
    for words in said:
        if re.match(r"(check|status|new|stamp) ", words) and "--" not in words:
            _parser().parse_args(shlex.split(words))


# Examples


def test_what_the_emergency_page_says_takes_a_shelter_and_a_guide_down_without_a_problem(tmp_path: Path):
    """A problem here would mean: the build stops, and what endangers somebody stays online."""
    emptied, withdrawn = blocks("en/emergency.md", "yaml")[0], blocks("en/withdraw.md", "yaml")[0]
    site = lay(tmp_path / "site", {"content/shelters/example.yaml": emptied.encode()})
    for code in LANGUAGES:
        guide = site / f"content/{code}/arrival.md"
        head = re.sub(r"^changes:\n(?: .*\n)+", "", guide.read_text(encoding="utf-8").split("---\n")[1], flags=re.MULTILINE)
        guide.write_text(f"---\n{head}{withdrawn if code == 'ru' else ''}---\n", encoding="utf-8")
    assert read_site(site, today=TODAY, engine=site)[1] == ()


@pytest.mark.parametrize("page", [page for page in PAGES if blocks(page, "yaml")])
def test_every_example_of_yaml_can_be_read(page: str):
    assert all(isinstance(yaml.safe_load(block), dict) for block in blocks(page, "yaml"))


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_example_of_a_guide_is_one(code: str, tmp_path: Path):
    example = blocks(f"{code}/add.md", "markdown")[0].replace("topic: phone", "topic: documents")
    site = lay(tmp_path / "site", {f"content/{code}/phone.md": example.encode()})
    assert read_site(site, today=TODAY, engine=site)[1] == ()
    assert [heading.id for heading in scan("phone.md", example.split("---\n", 2)[2], 0).headings] == ["where"]


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_example_of_a_fact_is_one(code: str, tmp_path: Path):
    fact, changes = blocks(f"{code}/facts.md", "yaml")
    fact = re.sub("^(?=.)", "  ", fact, flags=re.MULTILINE).replace("topic: stay", "topic: documents")
    country = f"country: GE\nsummary: {{ru: Пример., en: Example., tr: Örnek.}}\nfacts:\n{fact}{changes}"
    site = lay(tmp_path / "site", {"content/countries/ge.yaml": country.encode()})
    assert read_site(site, today=TODAY, engine=site)[1] == ()


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_statuses_of_a_shelter_are_all_explained(code: str):
    rows = re.findall(r"^\| `([\w-]+)` \|", text_of(f"{code}/shelter.md"), re.MULTILINE)
    assert set(rows) - {"status"} == set(re.findall(r"'([\w-]+)'", str(Shelter.model_fields["status"].annotation)))
