"""The shelter directory filters by status, city and who is taken in, without scripts, by mouse and by keyboard."""

import re

import pytest

SHELTERS = """() => [...document.querySelectorAll('.sh')]
  .map(card => ({ id: card.id, status: card.className.match(/ s-([a-z-]+)/)[1], where: card.querySelector('.where').innerText,
                  any: card.classList.contains('a-any'), accepts: [...card.classList].filter(c => /^a-/.test(c)),
                  shown: card.checkVisibility() }))"""


@pytest.fixture
def directory(new_page, kinds):
    """The directory with scripts off; `shelters(tab)` tells of each card."""
    tab = new_page(scripts=False)
    tab.goto((kinds.folder / "en/shelters/tr.html").as_uri())
    return tab


def shelters(tab):
    with tab.with_scripts() as page:
        return page.evaluate(SHELTERS)


def choose(tab, name):
    """Taps the choice with this id."""
    tab.locator(f"label:has(#{name})").click()


def city_of(tab, number):
    return tab.locator(f"label:has(#c-{number})").inner_text()


def test_at_first_every_shelter_is_there(directory):
    assert len(shelters(directory)) > 5
    assert all(card["shown"] for card in shelters(directory))


def test_a_status_hides_all_others(directory):
    choose(directory, "s-open")
    assert {card["status"] for card in shelters(directory) if card["shown"]} == {"open"}
    choose(directory, "s-unknown")
    assert {card["status"] for card in shelters(directory) if card["shown"]} == {"unknown"}
    choose(directory, "s-all")
    assert all(card["shown"] for card in shelters(directory))


def test_a_city_hides_all_others_and_those_without_one(directory):
    choose(directory, "c-2")
    shown = [card["where"] for card in shelters(directory) if card["shown"]]
    assert shown and all(where.startswith(city_of(directory, 2)) for where in shown)
    assert any("," not in card["where"] for card in shelters(directory) if not card["shown"])


def test_who_is_taken_in_leaves_those_visible_that_do_not_say(directory):
    choose(directory, "a-couples")
    cards = shelters(directory)
    assert {card["shown"] for card in cards if card["any"]} == {True}
    assert {card["shown"] for card in cards if "a-couples" in card["accepts"]} == {True}
    assert {card["shown"] for card in cards if not card["any"] and "a-couples" not in card["accepts"]} == {False}


def test_the_three_combine(directory):
    before = shelters(directory)
    one = next(card for card in before if "," in card["where"] and "a-couples" in card["accepts"])
    number = next(n for n in range(1, 13) if one["where"].startswith(city_of(directory, n) + ","))
    for choice in (f"s-{one['status']}", f"c-{number}", "a-couples"):
        choose(directory, choice)
    expected = {card["id"] for card in before if card["status"] == one["status"]
                and card["where"].startswith(city_of(directory, number) + ",")
                and (card["any"] or "a-couples" in card["accepts"])}
    assert {card["id"] for card in shelters(directory) if card["shown"]} == expected
    assert one["id"] in expected and len(expected) < len(before)


def test_the_filters_work_by_keyboard_and_show_where_the_focus_is(directory):
    directory.locator("#s-all").focus()
    directory.keyboard.press("ArrowRight")
    chosen = directory.locator("[name=s]:checked")
    assert chosen.get_attribute("id") == "s-open"
    assert {card["status"] for card in shelters(directory) if card["shown"]} == {"open"}
    with directory.with_scripts() as page:
        outline = page.evaluate("getComputedStyle(document.activeElement.nextElementSibling).outlineStyle")
    assert outline == "solid"
    directory.keyboard.press("Tab")
    with directory.with_scripts() as page:
        assert page.evaluate("document.activeElement.name") == "c"


def test_the_groups_have_names_and_the_choices_labels(directory):
    for name in ("Status", "City", "Who is taken in"):
        assert directory.get_by_role("group", name=name).get_by_role("radio").count() > 1
    assert directory.get_by_role("radio", name="couples").count() == 1


def test_a_country_page_of_the_directory_leads_to_the_others(directory):
    directory.get_by_role("navigation", name="Countries").get_by_role("link", name=re.compile("All countries")).click()
    directory.wait_for_url("**/en/shelters/index.html")


def test_a_browser_without_has_shows_no_filters_and_hides_no_shelter(new_page, kinds):
    """What such a browser does with the style: it skips the @supports block and every rule whose selector holds :has."""
    tab = new_page()
    tab.goto((kinds.folder / "en/shelters/tr.html").as_uri())
    choose(tab, "s-open")
    assert not all(card["shown"] for card in shelters(tab))
    tab.evaluate("""() => {
      const sheet = document.styleSheets[0]
      for (let n = sheet.cssRules.length - 1; n >= 0; n--) {
        const rule = sheet.cssRules[n]
        if (rule.conditionText?.includes(':has') || rule.selectorText?.includes(':has')) sheet.deleteRule(n)
      }
    }""")
    assert not tab.locator(".filters").is_visible()
    assert all(card["shown"] for card in shelters(tab))


def test_states_are_told_apart_by_word_icon_and_shape(new_page, kinds):
    tab = new_page()
    tab.goto((kinds.folder / "en/shelters/index.html").as_uri())
    told = tab.evaluate("""() => [...document.querySelectorAll('.sh:has(.st)')].map(card => ({
      status: card.className.match(/ s-([a-z-]+)/)[1], word: card.querySelector('.st strong').textContent,
      icon: card.querySelector('.st use').getAttribute('href'),
      shape: getComputedStyle(card).borderInlineStartStyle }))""")
    of = {entry["status"]: entry for entry in told}
    assert len({entry["word"] for entry in of.values()}) == len(of)
    for name in ("word", "icon", "shape"):
        assert len({of[status][name] for status in ("open", "full", "unknown")}) == 3
