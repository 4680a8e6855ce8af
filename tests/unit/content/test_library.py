"""The content folder as one library: what is read, and what nothing reads."""

import pytest

from gavan.content.markup import FactUse
from tests.site import ORGANISATION, SHELTER, country, guide, read_content


def test_everything_has_its_place_in_the_library():
    read = read_content({"ru/a.md": guide("О"), "countries/tr.yaml": country("TR", {"stay": "value: 60, unit: day"}),
                         "shelters/s.yaml": SHELTER, "organisations/o.yaml": ORGANISATION,
                         "glossary.yaml": "- {id: t, term: {ru: а}, meaning: {ru: б}}\n"})
    library = read.library
    assert read.problems == () and library.unreadable == frozenset()
    assert [list(part) for part in (library.guides, library.countries, library.shelters, library.organisations)] == [
        ["a"], ["TR"], ["s"], ["o"]]
    assert [entry.record.id for entry in library.glossary] == ["t"]


@pytest.mark.parametrize(("reference", "found"), [("TR.stay", True), ("TR.stay|number", True), ("TR.gone", False),
                                                  ("KZ.stay", False), ("stay", False), ("", False)])
def test_a_fact_is_found_by_its_reference(reference, found):
    library = read_content({"countries/tr.yaml": country("TR", {"stay": "value: 60, unit: day"})}).library
    assert (library.fact(FactUse(reference, True)) is not None) is found


@pytest.mark.parametrize(("path", "code"), [
    ("notes.md", "stray-file"), ("ru.md", "stray-file"), ("ru/a.yaml", "stray-file"), ("shelters/a.md", "stray-file"),
    ("shelters/tr/a.yaml", "stray-file"), ("countries.yaml", "stray-file"), ("fa/a.md", "unknown-language"),
    ("shelter/a.yaml", "unknown-language"), ("ru/a.txt", "stray-file")])
def test_a_file_that_nothing_reads_is_a_problem_at_its_path(path, code):
    problem, = read_content({path: "слова\n"}).problems
    assert (problem.code, str(problem.place)) == (code, f"content/{path}:1:1")


def test_a_folder_that_is_nearly_right_gets_a_proposal():
    problem, = read_content({"shelter/a.yaml": SHELTER}).problems
    assert problem.values["suggestion"] == "shelters"


def test_broken_things_are_known_by_name_so_that_nobody_is_accused_twice():
    read = read_content({"ru/a.md": "нет", "countries/tr.yaml": "нет", "organisations/o.yaml": "нет",
                         "countries/kz.yaml": country("KZ", {"stay": "value: x, unit: day"})})
    assert read.library.unreadable >= {"a", "countries/tr", "organisations/o", "KZ.stay"}
