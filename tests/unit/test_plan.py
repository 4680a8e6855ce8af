"""The plan: which pages there will be, and what each really shows."""

import datetime

import pytest

from gavan.listing import CHANGES_PER_PAGE, SHELTERS_PER_PAGE, TERMS_PER_PAGE
from gavan.model import Freshness, Parity
from gavan.plan import Plan, part_of
from tests.site import ORGANISATION, SETTINGS, SHELTER, TODAY, country, guide, plan_of, translation

SOURCES = '[{{url: "https://example.org", title: Пример, date: {}}}]'


def paths(plan: Plan) -> list[str]:
    return [page.path for page in plan.pages]


def test_an_empty_site_still_has_its_built_in_pages_in_every_language():
    found = paths(plan_of({}))
    built_in = ("index", "emergency", "topics", "changes", "glossary", "organisations", "shelters/index", "404")
    assert {f"{code}/{key}.html" for code in ("ru", "en", "tr") for key in built_in} <= set(found)
    assert {"index.html", "404.html", "status/index.html"} <= set(found)


def test_no_two_pages_have_one_path():
    plan = plan_of({"ru/a.md": guide("О", aliases="[old, old/one]"), "en/a.md": translation("ru", "A"),
                    "ru/turkey/b.md": guide("Б"), "countries/tr.yaml": country("TR", {}).replace("facts:\n", ""),
                    "shelters/example.yaml": SHELTER})
    assert len(set(paths(plan))) == len(plan.pages)


def test_the_status_page_can_be_switched_off():
    assert "status/index.html" not in paths(plan_of({}, settings=SETTINGS + "outputs: {status: false}\n"))


# What a guide's page shows


def test_a_translated_guide_shows_its_own_language():
    plan = plan_of({"ru/a.md": guide("О"), "en/a.md": translation("ru", "A")})
    shown = plan.shown["en", "a"]
    assert (shown.version.language, shown.is_fallback) == ("en", False)
    assert plan.page("en", "a").indexable


def test_an_untranslated_guide_shows_the_best_other_language_and_is_not_for_search_engines():
    plan = plan_of({"ru/a.md": guide("О"), "en/a.md": translation("ru", "A")})
    shown, page = plan.shown["tr", "a"], plan.page("tr", "a")
    assert (shown.version.language, shown.is_fallback, shown.parity) == ("en", True, Parity.MISSING)
    assert (page.path, page.language, page.indexable) == ("tr/a.html", "tr", False)


def test_a_fallback_page_tells_what_its_own_version_lags_behind():
    plan = plan_of({"ru/a.md": guide("О", "## А {#a}\n"), "en/a.md": translation("ru", "A", "## A {#a}\n")})
    assert [b.section for b in plan.shown["tr", "a"].behind] == ["intro", "a"]
    assert plan.shown["ru", "a"].behind == ()


def test_a_guide_that_is_meant_for_some_languages_has_no_page_in_others():
    plan = plan_of({"ru/a.md": guide("О", only="[ru, tr]", aliases="[old]")})
    assert [plan.page(code, "a") is not None for code in ("ru", "en", "tr")] == [True, False, True]
    assert "en/a.html" not in paths(plan) and "en/old.html" not in paths(plan) and "tr/old.html" in paths(plan)


def test_drafts_are_built_only_where_they_are_asked_for():
    files = {"ru/a.md": guide("О", draft="true", aliases="[old]")}
    assert not {"ru/a.html", "ru/old.html"} & set(paths(plan_of(files)))
    assert {"ru/a.html", "ru/old.html"} <= set(paths(plan_of(files, drafts=True)))


def test_the_anchors_of_a_page_are_its_ids_and_those_of_the_original():
    plan = plan_of({"ru/a.md": guide("О", "## А {#a}\n\n## Б {#b}\n"), "en/a.md": translation("ru", "A", "## A {#a}\n")})
    assert {"a", "b"} <= plan.page("en", "a").anchors


# Links


def test_an_old_key_leads_to_the_new_one():
    plan = plan_of({"ru/a.md": guide("О", aliases="[old/name]")})
    assert plan.page("ru", "old/name") is plan.page("ru", "a")
    alias = next(page for page in plan.pages if page.path == "ru/old/name.html")
    assert (alias.kind, alias.subject, alias.indexable) == ("alias", "a", False)
    assert [page.path for page in plan.pages if page.kind == "alias"] == [f"{c}/old/name.html" for c in ("ru", "en", "tr")]


def test_a_key_that_is_nowhere_has_no_page():
    plan = plan_of({})
    assert plan.page("ru", "nothing") is None and plan.page("fa", "index") is None


def test_alternates_are_the_languages_that_really_have_the_page():
    plan = plan_of({"ru/a.md": guide("О"), "en/a.md": translation("ru", "A")})
    for code in ("ru", "en"):
        assert [page.language for page in plan.alternates(plan.page(code, "a"))] == ["ru", "en"]
    assert plan.alternates(plan.page("tr", "a")) == (), "a page in another language is nobody's alternate, nor has any"
    assert [page.language for page in plan.alternates(plan.page("ru", "emergency"))] == ["ru", "en", "tr"]
    assert plan.alternates(plan.pages[0]) == ()


# Lists in several parts


def test_a_link_to_an_entry_leads_to_the_part_of_the_list_that_has_it():
    files = {f"shelters/s{n:02}.yaml": SHELTER for n in range(SHELTERS_PER_PAGE + 2)}
    plan = plan_of(files)
    last = f"s{SHELTERS_PER_PAGE + 1:02}"
    assert plan.page("ru", "shelters/tr", "s00").path == "ru/shelters/tr.html"
    assert plan.page("ru", "shelters/tr", last).path == "ru/shelters/tr-2.html"
    assert plan.page("en", "shelters/index", last).path == "en/shelters/index-2.html"
    assert plan.page("ru", "shelters/tr", "nowhere").path == "ru/shelters/tr.html"
    assert plan.page("ru", "shelters/tr").path == "ru/shelters/tr.html"


def test_every_entry_of_a_list_is_on_exactly_one_part():
    terms = "".join(f"- {{id: t{n}, term: {{ru: слово {n}}}, meaning: {{ru: Да}}}}\n" for n in range(2 * TERMS_PER_PAGE + 1))
    plan = plan_of({"glossary.yaml": terms})
    pages = [page for page in plan.pages if page.kind == "glossary" and page.language == "ru"]
    assert [page.path for page in pages] == ["ru/glossary.html", "ru/glossary-2.html", "ru/glossary-3.html"]
    anchors = [anchor for page in pages for anchor in page.anchors]
    assert sorted(anchors) == sorted(f"t{n}" for n in range(2 * TERMS_PER_PAGE + 1))
    assert [part_of(page).number for page in pages] == [1, 2, 3]


def test_changes_part_into_pages():
    changes = ", ".join("{date: 2026-10-01, kind: fact, note: {ru: Да}}" for _ in range(CHANGES_PER_PAGE + 1))
    plan = plan_of({"ru/a.md": guide("О", changes=f"[{changes}]")})
    pages = [page for page in plan.pages if page.kind == "changes" and page.language == "ru"]
    assert [len(part_of(page).items) for page in pages] == [CHANGES_PER_PAGE, 1]


def test_a_country_has_a_page_and_a_page_of_shelters_also_where_there_are_none():
    plan = plan_of({"countries/kz.yaml": country("KZ", {"stay": "value: 90, unit: day"}), "shelters/s.yaml": SHELTER})
    assert plan.page("tr", "countries/kz", "stay").path == "tr/countries/kz.html"
    assert plan.page("tr", "countries/kz").anchors == {"country-shelters", "country-facts", "stay"}
    assert plan.page("tr", "shelters/kz") and plan.page("tr", "shelters/tr")
    assert plan.page("ru", "countries/tr") is None


# Reviews


def facts_site(fact: str, head: str, body: str = "Срок: [[TR.stay]].\n"):
    return {"countries/tr.yaml": country("TR", {"stay": "value: 60, unit: day"}).replace("date: 2026-10-01", fact),
            "ru/a.md": guide("О", body, kind="guide", sources=SOURCES.format(head), verified="never")}


def state(files, today: datetime.date = TODAY):
    return plan_of(files, today).shown["ru", "a"].review


@pytest.mark.parametrize(("fact", "freshness"), [("date: 2026-10-20", Freshness.FRESH), ("date: 2026-08-01", Freshness.DUE),
                                                 ("date: 2026-05-01", Freshness.OVERDUE), ("date: 2025", Freshness.OVERDUE),
                                                 ("date: unknown", Freshness.OVERDUE)])
def test_a_guide_is_no_fresher_than_its_oldest_fact(fact, freshness):
    found = state(facts_site(fact, "2026-10-20"))
    assert (found.freshness, found.by_facts) == (freshness, freshness is not Freshness.FRESH)


def test_a_guide_is_due_when_the_first_of_its_facts_is():
    fresh = state(facts_site("date: 2026-10-10", "2026-10-20"))
    assert fresh.due == datetime.date(2026, 12, 10), "the fact's topic says 60 days"


def test_a_fact_in_the_summary_counts_too():
    files = facts_site("date: 2026-05-01", "2026-10-20", "")
    assert state(files).freshness is Freshness.FRESH
    files["ru/a.md"] = files["ru/a.md"].replace("summary: Кратко.", 'summary: "До [[TR.stay]]."')
    assert state(files).freshness is Freshness.OVERDUE


def test_an_overdue_guide_is_not_made_fresher_by_fresh_facts():
    found = state(facts_site("date: 2026-10-29", "2026-01-01"))
    assert (found.freshness, found.by_facts) == (Freshness.OVERDUE, False)


@pytest.mark.parametrize(("changed", "freshness"), [("2026-10-21", Freshness.DUE), ("2026-10-20", Freshness.FRESH),
                                                    ("2026-07-01", Freshness.FRESH)])
def test_a_fact_that_changed_after_the_guide_was_checked_makes_it_due(changed, freshness):
    files = facts_site("date: 2026-10-29", "2026-10-20")
    files["countries/tr.yaml"] = files["countries/tr.yaml"].replace("unit: day,", f"unit: day, changed: {changed},")
    assert state(files).freshness is freshness
    files["ru/a.md"] = files["ru/a.md"].replace("verified: never", "verified: 2026-10-25")
    assert state(files).freshness is Freshness.FRESH


@pytest.mark.parametrize(("fact", "freshness"), [("date: 2026-10-20", Freshness.FRESH), ("date: unknown", Freshness.OVERDUE)])
def test_a_page_without_sources_is_as_fresh_as_its_facts(fact, freshness):
    files = facts_site(fact, "2026-10-20")
    files["ru/a.md"] = guide("О", "Срок: [[TR.stay]].\n")
    assert state(files).freshness is freshness
    assert state({"ru/a.md": guide("О")}).freshness is Freshness.FRESH


def test_shelters_organisations_and_facts_have_the_review_days_of_their_topic():
    plan = plan_of({"shelters/s.yaml": SHELTER, "organisations/o.yaml": ORGANISATION,
                    "countries/tr.yaml": country("TR", {"stay": "value: 60, unit: day"})},
                   settings=SETTINGS.replace("tr: Konaklama}}", "tr: Konaklama}, review_days: 30}"))
    library = plan.published
    begin = datetime.date(2026, 10, 1)
    found = [plan.shelter_review(library.shelters["s"]), plan.organisation_review(library.organisations["o"]),
             plan.fact_review(library.countries["TR"].facts["stay"])]
    assert [(review.due - begin).days for review in found] == [31, 91, 61]
