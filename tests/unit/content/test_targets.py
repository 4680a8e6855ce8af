"""What a link's or an image's target leads to."""

from __future__ import annotations

import pytest

from gavan.content.targets import image_path, internal_target, is_external, scheme_of, target_from


@pytest.mark.parametrize(
    ("key", "target", "found"),
    [
        ("turkey/permit", "../kazakhstan/registration.md#iin", ("kazakhstan/registration", "iin")),
        ("turkey/permit", "../arrival.md", ("arrival", "")),
        ("turkey/permit", "fees.md", ("turkey/fees", "")),
        ("turkey/permit", "./fees.md#a", ("turkey/fees", "a")),
        ("turkey/permit", "#fees", ("turkey/permit", "fees")),
        ("arrival", "shelters/index.md", ("shelters/index", "")),
        ("arrival", "countries/tr.md#visa_free_stay", ("countries/tr", "visa_free_stay")),
        ("arrival", "arrival.md#papers", ("arrival", "papers")),
    ],
)
def test_a_relative_path_to_a_markdown_file_is_a_key(key, target, found):
    assert internal_target(key, target) == found


@pytest.mark.parametrize(
    "target",
    [
        "",
        "#",
        "../en/arrival.md",
        "../../ru/arrival.md",
        "/arrival.md",
        "arrival.html",
        "arrival",
        "..",
        "arrival.md?x=1",
        "https://law.example/a.md",
        "//law.example/a.md",
        "javascript:a.md",
        "..\\arrival.md\\..",
        "../.md",
    ],
)
def test_anything_else_is_no_target_inside_an_edition(target):
    assert internal_target("arrival", target) is None


@pytest.mark.parametrize(
    ("target", "scheme"),
    [
        ("https://a.example", "https"),
        ("HTTPS://a.example", "https"),
        (" javascript:x", "javascript"),
        ("mailto:a@b.example", "mailto"),
        ("tel:112", "tel"),
        ("data:text/html,x", "data"),
        ("//a.example", ""),
        ("arrival.md", ""),
        ("#a:b", ""),
        ("../a:b.md", ""),
    ],
)
def test_the_scheme_of_a_target_is_what_a_browser_would_take_for_it(target, scheme):
    assert scheme_of(target) == scheme


@pytest.mark.parametrize("target", ["//a.example", "\\\\a.example", "/\\a.example", " //a.example", "x:y"])
def test_an_address_without_a_scheme_leads_out_too(target):
    assert is_external(target)


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("stamp.png", "ru/turkey/stamp.png"),
        ("../stamp.png", "ru/stamp.png"),
        ("../../en/stamp.png", "en/stamp.png"),
        ("../../../stamp.png", None),
        ("/stamp.png", None),
        ("https://a.example/stamp.png", None),
        ("", None),
    ],
)
def test_an_image_is_found_from_the_folder_of_its_guide(source, found):
    assert image_path("ru", "turkey/permit", source) == found


@pytest.mark.parametrize(("key", "other"), [("a", "b"), ("a/b", "c"), ("a/b", "a/c"), ("a/b/c", "d/e")])
def test_what_is_proposed_for_a_link_leads_to_the_key(key, other):
    assert internal_target(key, target_from(key, other)) == (other, "")
