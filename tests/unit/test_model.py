"""Freshness and parity: when something is due, and which sections of a translation its original has left behind."""

import datetime

import pytest

from gavan.content.markup import Parser
from gavan.content.scanner import scan
from gavan.model import Freshness, Guide, Parity, behind, parity, review, uses_of
from gavan.reading.schema import Context
from gavan.records import Source
from tests.site import TODAY, guide, read_content, translation

FRESH, DUE, OVERDUE = Freshness.FRESH, Freshness.DUE, Freshness.OVERDUE


def source(date: str) -> Source:
    values = {"url": "https://example.org", "title": "Пример", "date": date}
    return Source.model_validate(values, context=Context(today=TODAY).values)


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def reviewed(today: str, *dates: str, verified: str | None = None, days: int = 60):
    return review(verified=day(verified) if verified else None, sources=[source(d) for d in dates], days=days, today=day(today))


# Freshness


def test_the_period_runs_from_the_newest_source_where_nobody_checked():
    found = reviewed("2026-10-30", "2026-08-01", "2026-10-01", "2025-01-01")
    assert (found.verified, found.newest.date.text, found.due) == (None, "2026-10-01", day("2026-12-01"))


@pytest.mark.parametrize("newest", ["2020-01-01", "2026-10-29"])
def test_a_check_counts_and_not_the_source_be_it_older_or_newer(newest):
    found = reviewed("2026-10-30", newest, verified="2026-09-01")
    assert (found.verified, found.due) == (day("2026-09-01"), day("2026-11-01"))


@pytest.mark.parametrize(("today", "state"), [
    ("2026-01-01", FRESH), ("2026-03-02", FRESH), ("2026-03-03", DUE), ("2026-05-01", DUE), ("2026-05-02", OVERDUE),
    ("2028-01-01", OVERDUE)])
def test_due_begins_after_the_days_have_passed_and_overdue_after_twice_as_many(today, state):
    found = reviewed(today, verified="2026-01-01", days=60)
    assert (found.due, found.freshness) == (day("2026-03-03"), state)


def test_it_is_due_on_the_very_day_that_is_named():
    due = reviewed("2026-10-30", "2026-10-01").due
    assert reviewed((due - datetime.timedelta(days=1)).isoformat(), "2026-10-01").freshness is FRESH
    assert reviewed(due.isoformat(), "2026-10-01").freshness is DUE


@pytest.mark.parametrize(("vague", "exact"), [("2026", "2026-01-01"), ("2026-10", "2026-10-01")])
def test_a_vague_date_is_never_fresher_than_an_exact_one(vague, exact):
    assert reviewed("2026-10-30", vague).due == reviewed("2026-10-30", exact).due


@pytest.mark.parametrize("dates", [(), ("unknown",), ("unknown", "unknown")])
def test_what_has_no_date_at_all_is_overdue(dates):
    found = reviewed("2026-10-30", *dates)
    assert (found.newest, found.due, found.freshness) == (None, None, OVERDUE)


def test_an_unknown_date_does_not_spoil_a_known_one():
    assert reviewed("2026-10-30", "unknown", "2026-10-01").newest.date.text == "2026-10-01"


# Parity

RU = "## А {#a}\n\nПервый раздел.\n\n## Б {#b}\n\nВторой раздел.\n"
EN = "## A {#a}\n\nFirst section.\n\n## B {#b}\n\nSecond section.\n"


def change(date: str, kind: str, *sections: str) -> str:
    return f"{{date: {date}, kind: {kind}, sections: [{', '.join(sections)}], note: {{ru: Да}}}}"


def the_guide(ru: str, en: str | None = None, tr: str | None = None) -> Guide:
    files = {"ru/a.md": ru, "en/a.md": en, "tr/a.md": tr}
    read = read_content({path: text for path, text in files.items() if text is not None})
    assert read.problems == ()
    return read.library.guides["a"]


def stamped(source_language: str, source: str, title: str, body: str, *, seen: int | None = None, drop: str = "") -> str:
    """A translation with the digests of the file `source`, but for the section `drop`, as stamp writes them."""
    _, head, source_body = source.split("---\n", 2)
    words = dict(line.split(": ", 1) for line in head.splitlines())
    parsed = Parser().parse(scan("p", source_body, 0).clean, before=f"{words['title']} {words['summary']}")
    digests = ", ".join(f'{s.id}: "{s.digest}"' for s in (parsed.intro, *parsed.sections) if s.id != drop)
    count = {} if seen is None else {"changes_seen": str(seen)}
    return translation(source_language, title, body, source_digests=f"{{{digests}}}", **count)


def told(found) -> list[tuple]:
    return [(b.section, b.kind, b.is_new) for b in found]


def test_a_translation_of_the_text_as_it_stands_is_current():
    guide_ = the_guide(guide("О", RU), stamped("ru", guide("О", RU), "A", EN))
    assert behind(guide_, "en") == ()
    assert [parity(guide_, code) for code in ("ru", "en", "tr")] == [Parity.ORIGINAL, Parity.CURRENT, Parity.MISSING]


def test_a_changed_section_is_behind_and_the_others_are_not():
    changed = guide("О", RU.replace("Второй раздел", "Совсем другой раздел"))
    guide_ = the_guide(changed, stamped("ru", guide("О", RU), "A", EN))
    assert told(behind(guide_, "en")) == [("b", "fact", False)]
    assert parity(guide_, "en") is Parity.BEHIND


def test_a_change_that_nobody_wrote_down_counts_as_fact():
    item, = behind(the_guide(guide("О", RU.replace("Первый", "Иной")), stamped("ru", guide("О", RU), "A", EN)), "en")
    assert (item.kind, item.changes) == ("fact", ())


def test_a_changed_title_or_summary_is_in_the_introduction():
    guide_ = the_guide(guide("Об этом", RU), stamped("ru", guide("О", RU), "A", EN))
    assert told(behind(guide_, "en")) == [("intro", "fact", False)]


@pytest.mark.parametrize("sections", [("b",), (), ("a", "b")])
def test_wording_never_makes_a_translation_behind(sections):
    changed = guide("О", RU.replace("Второй", "2-й"), changes=f"[{change('2026-10-01', 'wording', *sections)}]")
    assert behind(the_guide(changed, stamped("ru", guide("О", RU), "A", EN, seen=0)), "en") == ()


def test_wording_of_another_section_excuses_nothing():
    changed = guide("О", RU.replace("Второй раздел", "Раздел 2"), changes=f"[{change('2026-10-01', 'wording', 'a')}]")
    assert told(behind(the_guide(changed, stamped("ru", guide("О", RU), "A", EN, seen=0)), "en")) == [("b", "fact", False)]


@pytest.mark.parametrize(("kinds", "worst"), [(("fact",), "fact"), (("safety",), "safety"), (("wording", "fact"), "fact"),
                                              (("safety", "wording"), "safety"), (("fact", "safety", "wording"), "safety")])
def test_the_worst_of_several_changes_counts(kinds, worst):
    changes = ", ".join(change(f"2026-10-0{n}", kind, "b") for n, kind in enumerate(kinds, 1))
    changed = guide("О", RU.replace("Второй", "Иной"), changes=f"[{changes}]")
    item, = behind(the_guide(changed, stamped("ru", guide("О", RU), "A", EN, seen=0)), "en")
    assert item.kind == worst
    assert [c.kind for c in item.changes] == list(reversed(kinds)), "newest first"


def test_changes_that_a_translation_has_seen_do_not_count_again():
    old, new = change("2026-09-01", "safety", "b"), change("2026-10-01", "wording", "b")
    before = guide("О", RU, changes=f"[{old}]")
    now = guide("О", RU.replace("Второй", "Иной"), changes=f"[{old}, {new}]")
    assert behind(the_guide(now, stamped("ru", before, "A", EN, seen=1)), "en") == ()
    assert told(behind(the_guide(now, stamped("ru", before, "A", EN, seen=0)), "en")) == [("b", "safety", False)]


def test_without_a_count_of_changes_only_the_newest_counts():
    both = f"[{change('2026-09-01', 'safety', 'b')}, {change('2026-10-01', 'wording', 'b')}]"
    guide_ = the_guide(guide("О", RU.replace("Второй", "Иной"), changes=both), stamped("ru", guide("О", RU), "A", EN))
    assert behind(guide_, "en") == ()


def test_a_new_section_of_the_original_is_behind_and_new():
    more = guide("О", RU + "\n## В {#c}\n\nТретий.\n", changes=f"[{change('2026-10-01', 'wording', 'c')}]")
    guide_ = the_guide(more, stamped("ru", guide("О", RU), "A", EN, seen=0))
    assert told(behind(guide_, "en")) == [("c", "fact", True)]


def test_a_section_that_the_original_dropped_and_the_translation_still_has_is_behind():
    shorter = guide("О", RU[:RU.index("## Б")])
    assert told(behind(the_guide(shorter, stamped("ru", guide("О", RU), "A", EN)), "en")) == [("b", "fact", False)]
    assert behind(the_guide(shorter, stamped("ru", guide("О", RU), "A", EN[:EN.index("## B")])), "en") == ()


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_an_entry_of_the_same_day_that_may_be_the_newer_one_counts_where_it_is_for_safety(order):
    entries = [change("2026-10-01", "safety", "b"), change("2026-10-01", "wording", "b")]
    changes = f"[{', '.join(entries[n] for n in order)}]"
    guide_ = the_guide(guide("О", RU.replace("Второй", "Иной"), changes=changes),
                       stamped("ru", guide("О", RU), "A", EN, seen=1))
    assert told(behind(guide_, "en")) == [("b", "safety", False)]


@pytest.mark.parametrize("newest_on_top", [False, True])
def test_it_makes_no_difference_whether_the_newest_change_stands_first_or_last(newest_on_top):
    entries = [change("2026-09-01", "safety", "b"), change("2026-10-01", "wording", "b")]
    changes = f"[{', '.join(entries[::-1] if newest_on_top else entries)}]"
    guide_ = the_guide(guide("О", RU.replace("Второй", "Иной"), changes=changes),
                       stamped("ru", guide("О", RU), "A", EN, seen=1))
    assert behind(guide_, "en") == ()


def test_a_section_that_was_never_stamped_is_behind_though_it_is_there():
    guide_ = the_guide(guide("О", RU), stamped("ru", guide("О", RU), "A", EN, drop="b"))
    assert told(behind(guide_, "en")) == [("b", "fact", False)]


def test_a_translation_that_nobody_stamped_is_behind_everywhere():
    guide_ = the_guide(guide("О", RU), translation("ru", "A", EN))
    assert [b.section for b in behind(guide_, "en")] == ["intro", "a", "b"]


def test_sections_come_in_the_order_of_the_original():
    turned = RU.split("\n\n## Б")
    swapped = "## Б" + turned[1] + "\n" + turned[0] + "\n"
    guide_ = the_guide(guide("О", swapped), translation("ru", "A", EN))
    assert [b.section for b in behind(guide_, "en")] == ["intro", "b", "a"]


def test_spacing_link_targets_and_comments_make_nothing_behind():
    before = guide("О", "## А {#a}\n\nСрок [здесь](b.md).\n")
    after = guide("О", "## А {#a}\n\n<!-- note -->\nСрок\n**[здесь](c.md#x)**.\n\n\n")
    assert behind(the_guide(after, stamped("ru", before, "A", "## A {#a}\n\nTerm.\n")), "en") == ()


def chain(ru_now: str = RU, en_now: str = EN, changes: str = "[]", tr_has_seen: int = 0) -> Guide:
    """Turkish made from English, English from Russian, all stamped; then Russian and English became what they are now."""
    en_then = stamped("ru", guide("О", RU), "A", EN, seen=0)
    tr = stamped("en", en_then, "T", EN.replace("section", "bölüm"), seen=tr_has_seen)
    return the_guide(guide("О", ru_now, changes=changes), en_then.replace(EN, en_now), tr)


def test_along_a_chain_all_is_current_where_nothing_changed():
    assert [behind(chain(), code) for code in ("en", "tr")] == [(), ()]


def test_along_a_chain_what_the_original_changed_is_behind_in_both():
    guide_ = chain(RU.replace("Первый", "Иной"))
    assert [told(behind(guide_, code)) for code in ("en", "tr")] == [[("a", "fact", False)]] * 2


def test_along_a_chain_what_the_middle_changed_is_behind_at_the_end_only():
    guide_ = chain(en_now=EN.replace("First", "Another"))
    assert [told(behind(guide_, code)) for code in ("en", "tr")] == [[], [("a", "fact", False)]]


def test_along_a_chain_the_worst_counts():
    guide_ = chain(RU.replace("Второй", "Иной"), EN.replace("Second", "Another"), f"[{change('2026-10-01', 'safety', 'b')}]",
                   tr_has_seen=1)
    assert told(behind(guide_, "en")) == told(behind(guide_, "tr")) == [("b", "safety", False)]
    alone = chain(RU, EN.replace("Second", "Another"), f"[{change('2026-10-01', 'safety', 'b')}]", tr_has_seen=1)
    assert told(behind(alone, "tr")) == [("b", "fact", False)]


def test_along_a_chain_wording_makes_neither_behind():
    guide_ = chain(RU.replace("Первый", "Иной"), changes=f"[{change('2026-10-01', 'wording', 'a')}]")
    assert [behind(guide_, code) for code in ("en", "tr")] == [(), ()]


def test_a_guide_may_be_meant_for_some_languages_only():
    guide_ = the_guide(guide("О", only="[ru, tr]"))
    assert [guide_.is_for(code) for code in ("ru", "en", "tr")] == [True, False, True]


def test_the_facts_of_a_version_are_its_summarys_then_its_bodys():
    guide_ = the_guide(guide("О", "Срок: [[TR.b]], [[TR.a|number]].\n", summary='"До [[TR.a]]."'))
    assert [(u.fact, u.form) for u in uses_of(guide_.original)] == [("TR.a", ""), ("TR.b", ""), ("TR.a", "number")]
