import datetime

from gavan.model import Parity
from gavan.status import status_of
from tests.site import TODAY, guide, plan_of, translation

SOURCES = '[{url: "https://example.org/a", title: Пример, date: 2026-10-01}]'


def of_guide(title: str, body: str, **fields: str) -> str:
    return guide(title, body, kind="guide", topic="stay", sources=SOURCES, verified="never", **fields)


def safety(section: str) -> str:
    return f"[{{date: 2026-10-20, kind: safety, sections: [{section}], note: {{ru: Новое, en: News, tr: Yeni}}}}]"


FILES = {
    "ru/second.md": of_guide("Вторая", "## А {#a}\n\nОдин.\n", order="2"),
    "tr/second.md": translation("ru", "İkinci", "## A {#a}\n\nBir.\n", changes_seen="0", source_digests='{a: "00000000"}'),
    "ru/first.md": of_guide("Первая", "## А {#a}\n\nОдин два три.\n", order="1"),
    "ru/third.md": of_guide("Третья", "## А {#a}\n\nОпасно.\n", order="3", changes=safety("a")),
    "tr/third.md": translation("ru", "Üçüncü", "## A {#a}\n\nEski.\n", changes_seen="0", source_digests='{a: "00000000"}'),
}


def queue(code: str) -> list:
    return list(dict(status_of(plan_of(FILES)).queues)[code])


def test_safety_comes_first_then_what_is_missing_then_facts_in_the_readers_order():
    assert [(work.key, work.kind) for work in queue("tr")] == [("third", "safety"), ("first", "missing"), ("second", "fact")]


def test_a_missing_translation_counts_the_words_of_the_whole_original():
    missing = next(work for work in queue("tr") if work.key == "first")
    assert missing.state is Parity.MISSING
    assert missing.path == "content/tr/first.md"
    assert missing.words == 4


def test_the_language_of_the_originals_has_nothing_to_translate():
    assert queue("ru") == []


def test_rows_are_in_the_readers_order_with_every_language():
    rows = status_of(plan_of(FILES)).rows
    assert [row.guide.key for row in rows] == ["first", "second", "third"]
    assert [(cell.language, cell.state) for cell in rows[0].cells] == [
        ("ru", Parity.ORIGINAL), ("en", Parity.MISSING), ("tr", Parity.MISSING)]


def test_checks_begin_with_what_is_longest_overdue():
    late = status_of(plan_of(FILES, TODAY + datetime.timedelta(days=365)))
    states = [check.review.freshness for check in late.checks]
    assert states == sorted(states, reverse=True)
    assert len(late.checks) == 3
