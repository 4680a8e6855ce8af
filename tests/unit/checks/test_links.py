"""Links in guides, in the small site of tests/sites/base."""

from __future__ import annotations

from pathlib import Path

import pytest

from gavan.problems import Problem
from tests.small_site import lay, problems_of

HEAD = "---\ntitle: Example\nsummary: An example.\nkind: page\n---\n\n"


def judged(folder: Path, body: str, **files: str) -> tuple[Problem, ...]:
    """What is wrong with the base site and an English page with this body; `files` by name with __ for / and _ for a dot."""
    more = {name.replace("__", "/").replace("_", "."): text.encode() for name, text in files.items()}
    return problems_of(lay(folder / "site", {"content/en/example.md": (HEAD + body).encode(), **more}))


def codes(problems: tuple[Problem, ...]) -> list[str]:
    return [problem.code for problem in problems]


@pytest.mark.parametrize(
    "target",
    [
        "arrival.md",
        "arrival.md#papers",
        "#here",
        "example.md#here",
        "arrival.md#sources",
        "arrival.md#changes",
        "index.md",
        "index.md#tonight",
        "emergency.md",
        "emergency.md#tr",
        "shelters/index.md",
        "shelters/index.md#example",
        "shelters/tr.md#example",
        "countries/tr.md",
        "countries/tr.md#visa_free_stay",
        "countries/tr.md#country-emergency",
        "organisations.md#helpers",
        "glossary.md#residence-permit",
        "topics.md#documents",
        "changes.md",
        "https://law.example/a?b=c&d=e#f",
        "http://law.example",
        "mailto:help@helpers.example",
        "tel:+900000000",
        "tel:112",
    ],
)
def test_a_link_to_what_is_there_is_good(target, tmp_path):
    assert codes(judged(tmp_path, f"## Here {{#here}}\n\nSee [this]({target}).\n")) == []


@pytest.mark.parametrize(
    ("target", "code"),
    [
        ("nowhere.md", "broken-link"),
        ("shelters/kz.md", "broken-link"),
        ("../tr/arrival.md", "broken-link"),
        ("arrival.html", "broken-link"),
        ("/en/arrival.md", "broken-link"),
        ("arrival.md#nowhere", "broken-anchor"),
        ("#nowhere", "broken-anchor"),
        ("glossary.md#word", "broken-anchor"),
        ("javascript:alert(1)", "link-scheme"),
        ("JavaScript:alert(1)", "link-scheme"),
        ("&#106;avascript:alert(1)", "link-scheme"),
        ("data:text/html,x", "link-scheme"),
        ("//law.example/x", "link-scheme"),
        ("file:///etc/passwd", "link-scheme"),
        ("tg://resolve?domain=example", "link-scheme"),
        ("https://a@law.example", "wrong-url"),
        ("https://law", "wrong-url"),
        ("mailto:nobody", "wrong-url"),
        ("tel:abc", "wrong-url"),
    ],
)
def test_a_link_that_leads_nowhere_or_astray_is_named_where_it_stands(target, code, tmp_path):
    found = judged(tmp_path, f"Смотрите 🛟 [this]({target}).\n")
    assert [(p.code, p.place.line, p.place.column) for p in found] == [(code, 7, 19)]


def test_a_reference_is_named_where_its_address_stands(tmp_path):
    found = judged(tmp_path, "See [this][one] and [that][two].\n\n[one]: arrival.md\n[two]: nowhere.md\n")
    assert [(p.code, p.place.line, p.place.column) for p in found] == [("broken-link", 10, 8)]


def test_two_links_to_one_missing_page_are_two_problems(tmp_path):
    found = judged(tmp_path, "See [this](nowhere.md) and [that](nowhere.md).\n")
    assert [p.place.column for p in found] == [12, 35]


def test_the_hint_is_what_to_type(tmp_path):
    more = {"content__en__deep__page_md": HEAD + "See [the first day](../arival.md) and [papers](../arrival.md#paper).\n"}
    found = judged(tmp_path, "See.\n", **more)
    assert [p.values["suggestion"] for p in found] == ["../arrival.md", "papers"]


def test_a_link_out_of_the_language_is_told_to_stay_inside(tmp_path):
    (found,) = judged(tmp_path, "See [this](../ru/arrival.md).\n")
    assert "reader's language" in found.hint and found.values["suggestion"] == "arrival.md"


def test_a_guide_for_other_languages_only_may_be_linked_to(tmp_path):
    body = HEAD.replace("kind: page\n", "kind: page\nonly: [ru]\n") + "## Раздел {#part}\n"
    good = judged(tmp_path / "good", "See [this](inner.md#part).\n", content__ru__inner_md=body)
    bad = judged(tmp_path / "bad", "See [this](inner.md#parts).\n", content__ru__inner_md=body)
    assert (codes(good), codes(bad)) == ([], ["broken-anchor"])


def test_an_old_key_may_be_linked_to(tmp_path):
    old = HEAD.replace("kind: page\n", "kind: page\naliases: [old-words]\n") + "## Part {#part}\n"
    assert codes(judged(tmp_path, "See [this](old-words.md#part).\n", content__en__words_md=old)) == []


def test_drafts_may_link_to_drafts_and_published_guides_may_not(tmp_path):
    draft = HEAD.replace("kind: page\n", "kind: page\ndraft: true\n")
    found = judged(
        tmp_path,
        "See [this](one.md).\n",
        content__en__one_md=draft + "See [the other](two.md).\n",
        content__en__two_md=draft + "## Part {#part}\n\nSee [above](#part).\n",
    )
    assert [(p.code, p.place.path) for p in found] == [("draft-link", "content/en/example.md")]


def test_an_untranslated_guide_is_linked_to_by_the_ids_of_the_version_that_is_shown(tmp_path):
    assert codes(judged(tmp_path, "See [this](words.md#part).\n", content__ru__words_md=HEAD + "## Раздел {#part}\n")) == []


@pytest.mark.parametrize(
    ("target", "broken"),
    [
        ("broken.md#part", {"content/tr/broken.md": b"---\ntitle: x: y\n---\n"}),
        ("broken.md", {"content/tr/broken.md": b"\xff"}),
        ("countries/ge.md#stay", {"content/countries/ge.yaml": b"country: GE\n"}),
        ("shelters/ge.md", {"content/countries/ge.yaml": b"country: GE\n"}),
        ("shelters/tr.md#north", {"content/shelters/north.yaml": b"country: TR\n"}),
        ("organisations.md#second", {"content/organisations/second.yaml": b"status: active\n"}),
        (
            "glossary.md#word",
            {"content/glossary.yaml": b"- {id: residence-permit, term: {ru: a}, meaning: {ru: b}}\n- {id: word}\n"},
        ),
        ("glossary.md#residence-permit", {"content/glossary.yaml": b"- {id: word\n  x: [\n"}),
    ],
)
def test_what_is_broken_itself_breaks_no_links(target, broken, tmp_path):
    page = {"content/en/example.md": f"{HEAD}See [this]({target}).\n".encode()}
    found = problems_of(lay(tmp_path / "site", page | broken))
    assert found and {p.place.path for p in found} == set(broken)


def test_links_in_code_and_comments_are_none(tmp_path):
    assert codes(judged(tmp_path, "Write `[this](nowhere.md)`.\n\n<!-- [that](nowhere.md) -->\n")) == []
