"""Image files and their use in guides."""

from __future__ import annotations

import io
import struct
import zlib
from pathlib import Path

import pytest
from PIL import Image

from gavan.checks.image_metadata import metadata_in
from tests.problem_pages import picture
from tests.small_site import lay, problems_of

HEAD = "---\ntitle: Example\nsummary: An example.\nkind: page\n---\n\n"
SMALL = {"size": "40 x 30"}


def judged(folder: Path, files: dict[str, bytes], body: str = "Text.\n") -> list[tuple[str, str]]:
    site = lay(folder / "site", {"content/en/example.md": (HEAD + body).encode(), **files})
    return [(p.code, p.place.path) for p in problems_of(site)]


def saved(kind: str, **options: object) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (40, 30), "teal").save(out, format=kind, **options)
    return out.getvalue()


@pytest.mark.parametrize(("kind", "name"), [("PNG", "a.png"), ("JPEG", "a.jpg"), ("JPEG", "a.jpeg"), ("WEBP", "a.webp")])
def test_a_plain_image_is_good(kind, name, tmp_path):
    assert judged(tmp_path, {f"content/en/{name}": saved(kind)}, f"![A plain colour]({name})\n") == []


def test_a_colour_profile_is_no_metadata():
    profile = b"\0" * 128
    assert [metadata_in(saved(kind, icc_profile=profile), kind) for kind in ("PNG", "JPEG", "WEBP")] == [(), (), ()]


def with_exif(kind: str) -> bytes:
    exif = Image.Exif()
    exif[0x010F] = "Example Camera"
    return saved(kind, exif=exif)


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_exif_is_found(kind):
    assert metadata_in(with_exif(kind), kind) == ("EXIF",)


def test_what_else_files_carry_is_found_by_its_name():
    packet = b"<x:xmpmeta xmlns:x='adobe:ns:meta/'></x:xmpmeta>"
    assert metadata_in(saved("JPEG", xmp=packet), "JPEG") == ("XMP",)
    assert metadata_in(saved("WEBP", xmp=packet), "WEBP") == ("XMP",)
    assert metadata_in(saved("JPEG", comment=b"from the example"), "JPEG") == ("comment",)
    assert metadata_in(picture({**SMALL, "format": "PNG", "with": "text"}), "PNG") == ("text",)
    iptc = b"\xff\xed\x00\x10Photoshop 3.0\0"
    assert metadata_in(saved("JPEG")[:2] + iptc + saved("JPEG")[2:], "JPEG") == ("IPTC",)


def test_an_unknown_part_is_named_as_it_is_written():
    data = saved("PNG")
    chunk = struct.pack(">I", 4) + b"prVt" + b"home" + struct.pack(">I", zlib.crc32(b"prVthome"))
    assert metadata_in(data[:33] + chunk + data[33:], "PNG") == ("prVt",)


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_a_second_file_behind_the_picture_is_found(kind):
    assert metadata_in(saved(kind) + b"ftypmp42 and where it was taken", kind) == ("data after the end",)


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_a_cut_or_scrambled_file_is_read_to_its_end_without_an_error(kind):
    data = with_exif(kind)
    for end in range(0, len(data), 7):
        metadata_in(data[:end] + b"\xff" * 5, kind)


def test_images_are_judged_by_content_and_each_once(tmp_path):
    found = judged(
        tmp_path,
        {
            "content/en/a.png": saved("GIF"),
            "content/en/b.jpg": saved("PNG"),
            "content/en/c.png": b"no",
            "content/en/d.jpg": saved("JPEG")[:200],
            "content/tr/e.png": with_exif("PNG"),
        },
        "![A](a.png) ![again](a.png) ![B](b.jpg)\n",
    )
    assert found == [
        ("image-format", "content/en/a.png"),
        ("image-format", "content/en/b.jpg"),
        ("image-format", "content/en/c.png"),
        ("image-format", "content/en/d.jpg"),
        ("image-metadata", "content/tr/e.png"),
    ]


def test_an_image_of_huge_size_is_refused_before_it_is_unpacked(tmp_path):
    header = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    chunk = struct.pack(">I", 13) + b"IHDR" + header + struct.pack(">I", zlib.crc32(b"IHDR" + header))
    bomb = b"\x89PNG\r\n\x1a\n" + chunk + saved("PNG")[33:]
    wide = io.BytesIO()
    Image.new("1", (4_001, 1)).save(wide, format="PNG")
    assert judged(tmp_path, {"content/en/a.png": bomb, "content/en/b.png": wide.getvalue()}) == [
        ("image-format", "content/en/a.png"),
        ("image-format", "content/en/b.png"),
    ]


def test_an_image_in_another_languages_folder_may_be_shown(tmp_path):
    assert judged(tmp_path, {"content/ru/a.png": saved("PNG")}, "![A plain colour](../ru/a.png)\n") == []


@pytest.mark.parametrize(
    ("source", "code"),
    [
        ("nowhere.png", "image-missing"),
        ("../../secret.png", "image-missing"),
        ("/a.png", "image-missing"),
        ("a.PNG", "image-missing"),
        ("http://a.example/a.png", "image-remote"),
        ("//a.example/a.png", "image-remote"),
        ("data:image/png;base64,AA", "image-missing"),
        ("drawing.svg", "image-format"),
    ],
)
def test_an_image_that_cannot_be_shown_is_named_where_it_is_used(source, code, tmp_path):
    assert judged(tmp_path, {"content/en/a.png": saved("PNG")}, f"Штамп 🛂 ![A]({source})\n") == [
        (code, "content/en/example.md")
    ]


def test_an_image_too_large_to_be_read_is_one_problem(tmp_path):
    assert judged(tmp_path, {"content/en/a.png": b"\0" * 2_000_001}, "![A](a.png)\n") == [
        ("file-too-large", "content/en/a.png")
    ]


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("content/shelters/a.png", "stray-file"),
        ("content/a.png", "stray-file"),
        ("content/de/a.png", "stray-file"),
        ("content/en/IMG 1.png", "key"),
        ("content/en/Штамп.png", "key"),
    ],
)
def test_an_image_lies_beside_the_guides_under_a_plain_name(path, code, tmp_path):
    assert judged(tmp_path, {path: saved("PNG")}) == [(code, path)]
