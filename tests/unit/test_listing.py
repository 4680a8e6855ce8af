"""What lists hold, in which order, and how a shelter's status ages."""

import datetime

import pytest

from gavan.listing import (
    changes_of,
    facts_of,
    helps_in,
    in_force,
    in_language,
    organisations_in_order,
    parts,
    shelter_state,
    shelters_in_order,
    terms_in_order,
)
from gavan.model import Library, ShelterEntry
from tests.site import (
    ORGANISATION,
    SETTINGS,
    SHELTER,
    TODAY,
    country,
    guide,
    languages_of,
    read_content,
    settings_of,
)


def library(files: dict[str, str]) -> Library:
    read = read_content(files)
    assert read.problems == ()
    return read.library


def shelter(status: str = "open", date: str = "2026-10-01", verified: str = "never", cc: str = "TR") -> str:
    return (SHELTER.replace("status: open", f"status: {status}").replace("2026-10-01", date)
            .replace("verified: never", f"verified: {verified}").replace("country: TR", f"country: {cc}"))


def entry(**fields: str) -> ShelterEntry:
    return library({"shelters/example.yaml": shelter(**fields)}).shelters["example"]


def ago(days: int) -> str:
    return (TODAY - datetime.timedelta(days=days)).isoformat()


# Shelters


@pytest.mark.parametrize(("days", "status", "is_old"), [(0, "open", False), (183, "open", False), (184, "open", True),
                                                        (365, "open", True), (366, "unknown", True), (4_000, "unknown", True)])
def test_a_status_is_old_after_six_months_and_unknown_after_twelve(days, status, is_old):
    state = shelter_state(entry(date=ago(days)), TODAY)
    assert (state.status, state.is_old) == (status, is_old)


@pytest.mark.parametrize("status", ["emergency-only", "by-referral", "waiting-list", "full", "paused", "planned"])
def test_every_status_that_may_change_ages(status):
    assert shelter_state(entry(status=status, date=ago(366)), TODAY).status == "unknown"


@pytest.mark.parametrize("status", ["closed", "historic"])
@pytest.mark.parametrize("date", ["2001", "unknown"])
def test_closed_and_historic_never_age(status, date):
    state = shelter_state(entry(status=status, date=date), TODAY)
    assert (state.status, state.is_old) == (status, False)


def test_a_withdrawn_shelter_has_no_status():
    text = shelter("open") + "withdrawn: {date: 2026-10-02, reason: {ru: Закрыто}}\n"
    assert shelter_state(library({"shelters/example.yaml": text}).shelters["example"], TODAY).status == "unknown"


def test_a_check_keeps_a_status_young_and_an_old_check_does_not_age_a_young_source():
    assert shelter_state(entry(date=ago(1_000), verified=ago(10)), TODAY).is_old is False
    assert shelter_state(entry(date=ago(10), verified=ago(1_000)), TODAY).is_old is False


def test_the_newest_source_counts():
    text = shelter(date=ago(1_000)).replace(
        "sources: [", f'sources: [{{url: "https://example.org/b", title: Пример, date: {ago(5)}}}, ')
    assert shelter_state(library({"shelters/example.yaml": text}).shelters["example"], TODAY).is_old is False


def test_a_status_without_any_date_is_unknown():
    assert shelter_state(entry(date="unknown"), TODAY).status == "unknown"


def test_a_vague_date_counts_from_its_first_day():
    assert shelter_state(entry(date="2026"), TODAY).is_old is True
    assert shelter_state(entry(date="2025"), TODAY).status == "unknown"


def test_places_that_may_have_a_bed_come_first_and_what_is_too_old_with_the_unknown():
    files = {"shelters/h.yaml": shelter("historic"), "shelters/c.yaml": shelter("closed"), "shelters/f.yaml": shelter("full"),
             "shelters/o2.yaml": shelter("open", cc="TR"), "shelters/o1.yaml": shelter("open", cc="AM"),
             "shelters/stale.yaml": shelter("open", date="2020"), "shelters/w.yaml": shelter("waiting-list"),
             "shelters/e.yaml": shelter("emergency-only"), "shelters/a-open.yaml": shelter("open", cc="TR")}
    ordered = shelters_in_order(library(files).shelters.values(), TODAY)
    assert [e.id for e in ordered] == ["o1", "a-open", "o2", "e", "w", "f", "stale", "c", "h"]


# Other lists


@pytest.mark.parametrize(("first", "last", "shown"), [
    ("", "", True), ("2026-10-30", "", True), ("2026-10-31", "", False), ("", "2026-10-30", True), ("", "2026-10-29", False),
    ("2026-10-30", "2026-10-30", True), ("2026-01-01", "2027-01-01", True)])
def test_a_warning_is_shown_from_its_first_day_to_its_last(first, last, shown):
    days = (f", from: {first}" if first else "") + (f", until: {last}" if last else "")
    source = '[{url: "https://example.org", title: Пример, date: 2026}]'
    text = country("TR", {}) + f"warnings: [{{level: danger, text: {{ru: Да}}, sources: {source}{days}}}]\n"
    assert in_force(library({"countries/tr.yaml": text}).countries["TR"].head.warnings[0], TODAY) is shown


@pytest.mark.parametrize(("countries", "status", "helps"), [("[TR, AM]", "active", True), ("[AM]", "active", False),
                                                            ("[TR]", "closed", False), ("[TR]", "paused", True)])
def test_an_organisation_is_named_in_the_countries_where_it_works(countries, status, helps):
    text = ORGANISATION.replace("[]", countries).replace("active", status)
    assert helps_in("TR", library({"organisations/o.yaml": text}).organisations["o"]) is helps


def test_organisations_that_work_come_first():
    files = {f"organisations/{name}.yaml": ORGANISATION.replace("active", status) for name, status in
             {"a": "closed", "b": "active", "c": "paused", "d": "unknown", "e": "active"}.items()}
    assert [e.id for e in organisations_in_order(library(files).organisations.values())] == ["b", "e", "d", "c", "a"]


def test_facts_come_in_the_order_of_the_sites_topics_then_as_in_the_file():
    text = country("TR", {"z": "value: 1, unit: day", "a": "value: 2, unit: day", "m": "value: 3, unit: day"})
    text = text.replace("z: {value: 1, unit: day, topic: stay", "z: {value: 1, unit: day, topic: housing")
    found = facts_of(library({"countries/tr.yaml": text}).countries["TR"], settings_of())
    assert [fact.id for fact in found] == ["a", "m", "z"]


def test_terms_are_in_the_order_of_the_edition_and_a_missing_one_by_its_fallback():
    text = "".join(f"- {{id: {n}, term: {term}, meaning: {{ru: Да}}}}\n" for n, term in {
        "t1": "{ru: ёж, en: hedgehog, tr: kirpi}", "t2": "{ru: ель, en: spruce}", "t3": "{ru: еда, en: food, tr: ırmak}",
        "t4": "{ru: жук, en: beetle, tr: İzmir}"}.items())
    glossary = library({"glossary.yaml": text}).glossary
    settings = settings_of()
    languages = languages_of(settings)
    order = {code: [e.record.id for e in terms_in_order(glossary, languages[code], settings.chain(code))] for code in languages}
    assert order == {"ru": ["t3", "t1", "t2", "t4"], "en": ["t4", "t3", "t1", "t2"], "tr": ["t3", "t4", "t1", "t2"]}


def test_a_text_is_given_in_the_first_language_that_has_it():
    assert in_language({"ru": "Да", "en": "Yes"}, ("tr", "en", "ru")) == ("Yes", "en")
    assert in_language({"de": "Ja"}, ("tr", "en", "ru")) == ("Ja", "de")


# Changes


def noted(date: str, kind: str, sections: str = "") -> str:
    return f"{{date: {date}, kind: {kind}, sections: [{sections}], note: {{ru: Да}}}}"


def test_changes_are_newest_first_and_wording_is_left_out():
    files = {
        "ru/a.md": guide("О", "## Б {#b}\n", changes=f"[{noted('2026-10-01', 'fact', 'b')}, {noted('2026-10-05', 'wording')}]"),
        "shelters/example.yaml": SHELTER + f"changes: [{noted('2026-10-03', 'safety')}]\n",
        "organisations/example.yaml": ORGANISATION + f"changes: [{noted('2026-10-02', 'fact')}]\n",
        "countries/tr.yaml": country("TR", {}).replace("facts:\n", "") + f"changes: [{noted('2026-10-04', 'fact')}]\n"}
    found = changes_of(library(files), "ru")
    assert [(c.date.day, c.kind, c.key, c.anchor) for c in found] == [
        (4, "fact", "countries/tr", ""), (3, "safety", "shelters/tr", "example"), (2, "fact", "organisations", "example"),
        (1, "fact", "a", "b")]


def test_a_withdrawal_is_a_change_for_the_sake_of_safety():
    withdrawn = "{date: 2026-10-02, reason: {ru: Закрыто}}"
    text = country("TR", {"stay": f"value: 60, unit: day, withdrawn: {withdrawn}"})
    files = {"countries/tr.yaml": text, "shelters/example.yaml": SHELTER + f"withdrawn: {withdrawn}\n",
             "ru/a.md": guide("О", withdrawn=withdrawn)}
    found = changes_of(library(files), "ru")
    assert [(c.kind, c.key, c.anchor, c.note) for c in found] == [
        ("safety", "countries/tr", "stay", {"ru": "Закрыто"}), ("safety", "a", "", {"ru": "Закрыто"}),
        ("safety", "shelters/tr", "example", {"ru": "Закрыто"})]


def test_the_id_of_a_change_is_its_own_and_stays_when_others_are_added():
    def ids(*changes: str) -> list[str]:
        return [c.id for c in changes_of(library({"ru/a.md": guide("О", changes=f"[{', '.join(changes)}]")}), "ru")]

    two = ids(noted("2026-10-01", "fact"), noted("2026-10-01", "fact"))
    three = ids(noted("2026-10-02", "fact"), noted("2026-10-01", "fact"), noted("2026-10-01", "fact"))
    assert len(set(three)) == 3 and set(two) < set(three)


def test_a_guide_that_is_not_meant_for_a_language_is_not_among_its_changes():
    files = {"ru/a.md": guide("О", only="[ru]", changes=f"[{noted('2026-10-01', 'fact')}]")}
    assert [len(changes_of(library(files), code)) for code in ("ru", "en")] == [1, 0]


# Pages of a list


@pytest.mark.parametrize(("number", "sizes"), [(0, [0]), (1, [1]), (3, [3]), (4, [3, 1]), (7, [3, 3, 1])])
def test_a_list_parts_into_pages_and_has_at_least_one(number, sizes):
    found = parts("list", list(range(number)), 3)
    assert [len(part.items) for part in found] == sizes
    assert [item for part in found for item in part.items] == list(range(number))
    assert [part.number for part in found] == list(range(1, len(sizes) + 1))
    assert {part.total for part in found} == {len(sizes)}


def test_every_page_of_a_list_knows_the_keys_of_all():
    assert {part.keys for part in parts("changes", list(range(7)), 3)} == {("changes", "changes-2", "changes-3")}


def test_the_small_site_of_these_tests_has_the_topics_that_it_orders_by():
    assert list(settings_of(SETTINGS).topics) == ["stay", "housing"]
