"""The list of kinds of pages is whole, so that nothing new escapes the browser tests."""

from gavan.rendering.pages import KINDS as RENDERED
from tests.browser.kinds import KINDS, LEAVING, MAIN


def test_every_kind_of_page_of_the_plan_is_in_the_list(kinds, real):
    by_path = {page.path: page.kind for page in kinds.pages}
    listed = {by_path[path] for path in (*KINDS.values(), *LEAVING.values())}
    assert listed == set(RENDERED)
    assert {page.kind for page in real.pages} <= listed


def test_the_main_kinds_are_there_in_every_language(kinds):
    paths = {page.path for page in kinds.pages}
    assert {path.format(code) for path in MAIN.values() for code in kinds.plan.settings.languages} <= paths


def test_the_pages_show_the_states_they_are_listed_for(kinds):
    text = {name: (kinds.folder / path).read_text(encoding="utf-8") for name, path in KINDS.items()}
    assert 'class="orig" lang="ru"' in text["guide, behind for safety, the original's text beside"]
    assert "This section is new and not translated yet" in text["guide, behind by a fact and a new section"]
    assert "has not been translated into your language yet" in text["guide, not translated: a fallback"]
    assert "Withdrawn" in text["guide, withdrawn"]
    assert 'class="other"' in text["guide, for one language only"]
    for status in ("open", "by-referral", "waiting-list", "full", "closed", "historic", "unknown"):
        assert f"sh s-{status}" in text["shelters, all"] + text["shelters, part 2"]


def test_a_fact_of_words_is_text_wherever_it_stands(kinds):
    """On its country's page, in a guide, and in the cards that lead to the guide: never an element of the page."""
    pages = [(kinds.folder / path).read_text(encoding="utf-8") for path in
             ("ru/untranslated.html", "ru/index.html", "en/index.html", "ru/topics.html", "ru/countries/tr.html")]
    assert all("&lt;b&gt;" in page and "&amp; &lt;i&gt;" in page for page in pages)
    assert not any("<b>" in page or "<i>" in page for page in pages)
