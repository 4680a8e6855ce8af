"""An old copy tells what has become due since it was built: the reader's clock decides, and nothing is ever hidden."""

import datetime

import pytest

from tests.browser.kinds import KINDS

GUIDE, COUNTRY, ORGANISATIONS = "en/behind.html", "en/countries/tr.html", "en/organisations.html"
DATES = """() => [...document.querySelectorAll('[data-due]')]
  .map(late => [late.dataset.due, late.checkVisibility()])"""
SHOWN = "[...document.body.querySelectorAll('*')].filter(e => e.checkVisibility()).length"


def opened(tab, address, day):
    """The due dates of a page on a day, each with whether its words are shown."""
    tab.clock.set_fixed_time(datetime.datetime.combine(day, datetime.time(12), datetime.UTC))
    tab.goto(address)
    return [(datetime.date.fromisoformat(date), shown) for date, shown in tab.evaluate(DATES)]


@pytest.fixture(params=["file", "http"])
def address(request, kinds, served):
    """Makes the address of a path, as a file or on a host."""
    host = served(kinds.folder) if request.param == "http" else None
    return lambda path: host.at(path) if host else (kinds.folder / path).as_uri()


@pytest.mark.parametrize("path", [GUIDE, COUNTRY, ORGANISATIONS])
def test_what_has_become_due_is_said_from_that_day_on(new_page, address, path, kinds):
    tab = new_page()
    dates = opened(tab, address(path), kinds.plan.today)
    assert dates and not any(shown for _, shown in dates)
    first = min(date for date, _ in dates)
    eve = opened(tab, address(path), first - datetime.timedelta(days=1))
    day = opened(tab, address(path), first)
    assert not any(shown for _, shown in eve)
    assert {date for date, shown in day if shown} == {first}
    assert all(shown for _, shown in opened(tab, address(path), first + datetime.timedelta(days=4_000)))
    assert tab.errors == tab.csp == tab.console == []


def test_the_words_that_appear_ask_the_reader_to_ask(new_page, address):
    tab = new_page()
    opened(tab, address(GUIDE), datetime.date(2030, 1, 1))
    assert "That day has passed: ask before you rely on it." in tab.locator("article").inner_text()


@pytest.mark.parametrize("day", [datetime.date(1970, 1, 1), datetime.date(2040, 1, 1)])
def test_no_clock_hides_anything(new_page, kinds, day):
    plain, script = new_page(scripts=False), new_page()
    for path in (GUIDE, COUNTRY, ORGANISATIONS, KINDS["guide, a translation"]):
        plain.goto((kinds.folder / path).as_uri())
        with plain.with_scripts() as page:
            least = page.evaluate(SHOWN)
        opened(script, (kinds.folder / path).as_uri(), day)
        assert script.evaluate(SHOWN) >= least


def test_the_day_is_the_same_everywhere_on_earth(new_page, kinds):
    """Dates are days of UTC, as in the build."""
    late = datetime.datetime(2027, 1, 20, 23, 30, tzinfo=datetime.UTC)
    shown = []
    for zone in ("Pacific/Kiritimati", "America/Anchorage"):
        tab = new_page(timezone_id=zone)
        tab.clock.set_fixed_time(late)
        tab.goto((kinds.folder / COUNTRY).as_uri())
        shown.append(tab.evaluate(DATES))
    assert shown[0] == shown[1]
