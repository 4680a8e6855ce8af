"""The life of a change, with a real repository: fix, translate, stamp, break, mend, withdraw."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.html_page import HtmlPage
from tests.repository import Repository
from tests.whole_site import small_site

RU, EN, TR = (f"content/{code}/arrival.md" for code in ("ru", "en", "tr"))
ENTRY = "  - {{date: 2026-10-30, kind: {kind}, sections: [papers], note: {{ru: Новое, en: News, tr: Yeni}}}}\n"


@pytest.fixture
def site(tmp_path: Path) -> Repository:
    """The base site with stamped translations, committed."""
    small_site(tmp_path / "site")
    repository = Repository.new(tmp_path / "site")
    assert repository.gavan("stamp", EN, TR).status == 0
    repository.commit("stamp")
    return repository


def page(site: Repository, path: str) -> HtmlPage:
    built = site.gavan("build", "--output", str(site.folder.parent / "out"))
    assert built.status == 0, built.err
    return HtmlPage(path, (site.folder.parent / "out" / path).read_bytes())


def state(site: Repository, code: str) -> dict:
    return site.gavan("status", "--format", "json").json["guides"][0]["languages"][code]


def codes(site: Repository, *words: str) -> list[str]:
    return [problem["code"] for problem in site.gavan("check", "--format", "json", *words).json["problems"]]


def test_a_fresh_site_is_current_everywhere_and_nothing_is_owed(site: Repository) -> None:
    assert {code: state(site, code)["state"] for code in ("ru", "en", "tr")} == {
        "ru": "original", "en": "current", "tr": "current"}
    assert codes(site, "--changed-since", "HEAD") == []


def test_a_typo_in_the_original_owes_an_entry_and_as_wording_marks_no_translation(site: Repository) -> None:
    site.edit(RU, "Снимите копии", "Сделайте копии")
    assert codes(site, "--changed-since", "HEAD") == ["owed-change"]
    site.edit(RU, "changes:\n", "changes:\n" + ENTRY.format(kind="wording"))
    assert codes(site, "--changed-since", "HEAD") == []
    assert state(site, "tr")["state"] == "current"
    assert "изменился" not in page(site, "tr/arrival.html").text


def test_a_changed_fact_of_the_law_marks_exactly_its_section_until_the_translation_is_stamped(site: Repository) -> None:
    site.edit(RU, "Снимите копии", "Снимите две копии")
    site.edit(RU, "changes:\n", "changes:\n" + ENTRY.format(kind="fact"))
    site.commit("two copies")
    assert state(site, "tr") == {"state": "behind", "sections": [{"id": "papers", "kind": "fact"}]}
    assert "bölümün aslı çeviriden sonra değişti" in page(site, "tr/arrival.html").text
    diff = site.gavan("status", "--diff", "arrival", "tr").out
    assert "{+две+}" in diff
    queue = site.gavan("status", "--format", "json").json["queues"]["tr"]
    assert [(work["key"], work["kind"], work["path"]) for work in queue] == [("arrival", "fact", TR)]

    site.edit(TR, "Kopya çıkarın", "İki kopya çıkarın")
    stamped = site.gavan("stamp", TR)
    assert stamped.status == 0
    assert "papers" in stamped.out
    assert state(site, "tr")["state"] == "current"
    assert state(site, "en")["state"] == "behind"


def test_a_change_for_safety_puts_a_box_on_top_and_the_originals_text_beside_the_old_one(site: Repository) -> None:
    site.edit(RU, "Снимите копии", "Не отдавайте паспорт. Снимите копии")
    site.edit(RU, "changes:\n", "changes:\n" + ENTRY.format(kind="safety"))
    turkish = page(site, "tr/arrival.html")
    assert "Güvenliğiniz için önemli bir şey değişti" in turkish.text
    assert "Не отдавайте паспорт" in turkish.text
    assert state(site, "tr")["sections"] == [{"id": "papers", "kind": "safety"}]


def test_a_mistake_is_told_at_its_line_in_every_form_and_the_old_site_stays(site: Repository) -> None:
    page(site, "ru/arrival.html")
    before = {p: p.read_bytes() for p in sorted((site.folder.parent / "out").rglob("*")) if p.is_file()}
    site.edit(RU, "topic: documents", "topic: documens")
    text = site.gavan("check").err
    assert f"{RU}:5:8: error[unknown-topic]" in text
    assert "5 | topic: documens" in text
    assert 'did you mean "documents"?' in text
    github = site.gavan("check", "--format", "github").out
    assert github.startswith(f"::error file={RU},line=5,col=8,title=unknown-topic::")
    gitlab = site.gavan("check", "--format", "gitlab").json
    assert gitlab[0]["location"]["lines"]["begin"] == 5
    built = site.gavan("build", "--output", str(site.folder.parent / "out"))
    assert built.status == 1
    assert {p: p.read_bytes() for p in sorted((site.folder.parent / "out").rglob("*")) if p.is_file()} == before


def test_a_mended_mistake_is_silent_again(site: Repository) -> None:
    site.edit(RU, "topic: documents", "topic: documens")
    assert codes(site) == ["unknown-topic"]
    site.edit(RU, "topic: documens", "topic: documents")
    assert codes(site) == []


def test_a_new_value_of_a_fact_owes_its_day_and_changes_all_languages(site: Repository) -> None:
    site.edit("content/countries/tr.yaml", "value: 60", "value: 90")
    assert codes(site, "--changed-since", "HEAD") == ["owed-changed-day"]
    site.edit("content/countries/tr.yaml", "value: 90", "value: 90\n    changed: 2026-10-29")
    assert codes(site, "--changed-since", "HEAD") == []
    assert "90 дней" in page(site, "ru/arrival.html").text
    assert "90 gün" in page(site, "tr/arrival.html").text
    assert state(site, "tr")["state"] == "current"


def test_a_deleted_guide_owes_a_withdrawal_and_breaks_links_in_files_the_change_did_not_touch(site: Repository) -> None:
    site.write("content/ru/other.md", "---\ntitle: Другая\nsummary: Кратко.\nkind: page\n---\n\n"
                                      "Есть [первый день](arrival.md).\n")
    site.commit("another page")
    for path in (RU, EN, TR):
        (site.folder / path).unlink()
    found = site.gavan("check", "--format", "json", "--changed-since", "HEAD").json["problems"]
    assert ("broken-link", "content/ru/other.md") in [(p["code"], p["path"]) for p in found]
    assert ("owed-withdrawal", RU) in [(p["code"], p["path"]) for p in found]


def test_old_mistakes_elsewhere_are_not_put_on_a_change_that_did_not_make_them(site: Repository) -> None:
    site.edit(EN, "summary:", "sumary:")
    site.commit("a mistake that slipped in")
    site.edit("content/shelters/example.yaml", "stay_days: 14", "stay_days: 21")
    assert codes(site, "--changed-since", "HEAD") == []
    assert codes(site) != []


def test_a_withdrawn_guide_is_a_notice_in_every_language_and_in_the_list_of_recalls(site: Repository) -> None:
    site.edit(RU, "verified: never\n", "verified: never\nwithdrawn: {date: 2026-10-30, reason: {ru: Устарело, en: Out of date, "
                                      "tr: Eskidi}}\n")
    assert codes(site, "--changed-since", "HEAD") == []
    for path, word in (("ru/arrival.html", "Устарело"), ("en/arrival.html", "Out of date"), ("tr/arrival.html", "Eskidi")):
        shown = page(site, path).text
        assert word in shown
        assert "60 " not in shown
    recall = (site.folder.parent / "out" / "api/v1/recall.json").read_text(encoding="utf-8")
    assert '"arrival"' in recall


def test_the_summary_of_a_change_shows_problems_and_words_and_nothing_in_it_is_markup(site: Repository) -> None:
    site.edit(RU, "Снимите копии", "Снимите копии <b>сразу</b> | `x`")
    said = site.gavan("summary", "HEAD")
    assert said.status == 0
    assert "owed-change" in said.out
    assert "raw-html" in said.out
    assert "`ru/arrival`" in said.out
    assert "<b>" not in said.out


def test_an_unknown_revision_is_one_clear_line_and_wrong_usage(site: Repository) -> None:
    said = site.gavan("check", "--changed-since", "nowhere")
    assert said.status == 2
    assert len(said.err.strip().split("\n")) == 1
