"""Files from the disk: text within limits, the place of what cannot be read, nothing followed out of the folder."""

import os
from pathlib import Path

import pytest

from gavan.problems import Place
from gavan.reading.files import MAX_TEXT_BYTES, SourceFile, read_text, read_tree
from tests.site import write_site


def tree_of(folder: Path, files: dict[str, bytes]):
    for path, data in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    return read_tree(folder, "content")


def codes_and_places(problems) -> list[tuple[str, str]]:
    return [(p.code, str(p.place)) for p in problems]


def test_a_byte_order_mark_is_no_part_of_the_text(tmp_path):
    tree = tree_of(tmp_path, {"content/a.md": b"\xef\xbb\xbf---\n"})
    assert tree.texts[0].text == "---\n"
    assert tree.problems == ()


@pytest.mark.parametrize("ends", [b"\n", b"\r\n", b"\r"])
def test_every_kind_of_line_end_becomes_a_line_feed(tmp_path, ends):
    tree = tree_of(tmp_path, {"content/a.md": ends.join([b"one", b"", b"two", b""])})
    assert tree.texts[0].text == "one\n\ntwo\n"
    assert tree.problems == ()


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("ends", [b"\n", b"\r\n", b"\r"])
def test_a_byte_that_is_not_utf8_is_named_at_its_line_and_character(tmp_path, mark, ends):
    data = mark + "Привет".encode() + ends + "ещё ".encode() + b"\xff!"
    tree = tree_of(tmp_path, {"content/a.md": data})
    assert codes_and_places(tree.problems) == [("not-utf8", "content/a.md:2:5")]
    assert tree.texts == ()


def test_a_file_in_another_encoding_is_one_problem_at_its_first_letter(tmp_path):
    tree = tree_of(tmp_path, {"content/a.md": "Привет\n".encode("cp1251")})
    assert codes_and_places(tree.problems) == [("not-utf8", "content/a.md:1:1")]


@pytest.mark.parametrize("character", [
    "\x00", "\x08", "\x0b", "\x1b", "\x7f", "\x85", "\u00ad", "\u061c", "\u200b", "\u200e", "\u202e", "\u2028", "\u2060",
    "\u2066", "\ufeff", "\ufff9", "\uffff", "\ue000", "\uf8ff", "\U000e0041", "\U000f0000", "\U0010fffd"])
def test_a_character_that_cannot_be_seen_is_named_and_the_text_is_still_read(tmp_path, character):
    tree = tree_of(tmp_path, {"content/a.md": f"a\n😀й{character}b\n".encode()})
    assert codes_and_places(tree.problems) == [("control-character", "content/a.md:2:3")]
    assert tree.problems[0].values == {"character": f"U+{ord(character):04X}"}
    assert len(tree.texts) == 1


@pytest.mark.parametrize("text", ["таб\tтаб\n", "می\u200cخواهم", "👨\u200d👩\u200d👧", "❤\ufe0f", "a\u00a0b", "İıŞğ", "й"])
def test_characters_that_languages_and_emoji_need_are_no_problem(tmp_path, text):
    tree = tree_of(tmp_path, {"content/a.md": text.encode()})
    assert tree.problems == () and tree.texts[0].text == text


def test_a_file_full_of_invisible_characters_is_twenty_problems_not_thousands(tmp_path):
    tree = tree_of(tmp_path, {"content/a.md": "\u200b".encode() * 1000})
    assert len(tree.problems) == 20


def test_a_text_at_the_limit_is_read_and_one_byte_more_is_not(tmp_path):
    tree = tree_of(tmp_path, {"content/a.md": b"a" * MAX_TEXT_BYTES, "content/b.md": b"a" * (MAX_TEXT_BYTES + 1)})
    assert [t.path for t in tree.texts] == ["content/a.md"]
    assert codes_and_places(tree.problems) == [("file-too-large", "content/b.md:1:1")]


def test_links_are_problems_and_are_not_followed(tmp_path):
    write_site(tmp_path, {"secret/key.md": "secret", "content/a.md": "a"})
    (tmp_path / "content/link.md").symlink_to(tmp_path / "secret/key.md")
    (tmp_path / "content/folder").symlink_to(tmp_path / "secret")
    (tmp_path / "content/broken.md").symlink_to(tmp_path / "nowhere.md")
    tree = read_tree(tmp_path, "content")
    assert [t.text for t in tree.texts] == ["a"]
    assert sorted(codes_and_places(tree.problems)) == [("special-file", f"content/{name}:1:1")
                                                       for name in ("broken.md", "folder", "link.md")]


def test_a_pipe_is_a_problem_and_nobody_waits_for_it(tmp_path):
    write_site(tmp_path, {"content/a.md": "a"})
    os.mkfifo(tmp_path / "content/pipe.md")
    tree = read_tree(tmp_path, "content")
    assert codes_and_places(tree.problems) == [("special-file", "content/pipe.md:1:1")]
    assert [t.path for t in tree.texts] == ["content/a.md"]


def test_hidden_files_and_folders_are_left_out_without_a_word(tmp_path):
    tree = tree_of(tmp_path, {"content/.DS_Store": b"\x00", "content/.git/config": b"x", "content/ru/.a.md.swp": b"\xff"})
    assert tree == read_tree(tmp_path / "empty", "content")


def test_a_missing_folder_is_empty(tmp_path):
    tree = read_tree(tmp_path, "content")
    assert (tree.texts, tree.images, tree.problems) == ((), (), ())


def test_files_come_in_the_order_of_their_paths_whatever_order_they_were_written_in(tmp_path):
    names = ["content/tr/z.md", "content/en/b/a.md", "content/en/b.md", "content/en/a.md", "content/countries/tr.yaml"]
    tree = tree_of(tmp_path, dict.fromkeys(names, b""))
    assert [t.path for t in tree.texts] == sorted(names)


def test_a_file_that_nothing_reads_is_named(tmp_path):
    tree = tree_of(tmp_path, {"content/ru/plan.docx": b"PK", "content/ru/notes": b"x", "content/ru/photo.PNG": b"png"})
    assert sorted(codes_and_places(tree.problems)) == [("stray-file", "content/ru/notes:1:1"),
                                                       ("stray-file", "content/ru/plan.docx:1:1")]
    assert [(i.path, i.data) for i in tree.images] == [("content/ru/photo.PNG", b"png")]


@pytest.mark.parametrize("name", [b"\xff.md", b"a\nb.md", b"\x1b[31m.md", "a\u202eb.md".encode()])
def test_a_file_name_that_cannot_be_shown_is_a_problem_that_can(tmp_path, name):
    (tmp_path / "content/ru").mkdir(parents=True)
    try:
        (tmp_path / "content/ru" / os.fsdecode(name)).touch()
    except OSError:
        pytest.skip("this file system refuses such names itself")
    tree = read_tree(tmp_path, "content")
    assert [p.code for p in tree.problems] == ["key"]
    assert str(tree.problems[0].place).isprintable() and str(tree.problems[0].place).encode()
    assert tree.texts == ()


def test_reading_one_text_gives_its_path_and_text(tmp_path):
    write_site(tmp_path, {"content/ru/a.md": "Да\n"})
    assert read_text(tmp_path, "content/ru/a.md") == (SourceFile(path="content/ru/a.md", text="Да\n"), ())


@pytest.mark.parametrize(("offset", "line", "column"), [(0, 1, 1), (2, 1, 3), (3, 2, 1), (4, 2, 2), (5, 2, 3), (99, 2, 3)])
def test_places_count_lines_and_characters_from_one(offset, line, column):
    assert SourceFile(path="p", text="Да\n😀x").place(offset) == Place(path="p", line=line, column=column)
