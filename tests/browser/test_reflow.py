"""Pages fit small screens and large letters, and what is tapped is large enough for a thumb (WCAG 1.4.4, 1.4.10, 2.5.8)."""

import pytest

from tests.browser.kinds import KINDS

DOUBLE = "document.documentElement.style.fontSize = '200%'"
NORMAL = "document.documentElement.style.fontSize = ''"

# Links within a sentence are as high as their line and may be (WCAG 2.5.8, "inline"); their display says so. A radio
# button that cannot be seen is tapped by its label.
SMALL_TARGETS = """least => [...document.querySelectorAll('a, button, summary, select, input, label')]
  .filter(target => target.checkVisibility() && getComputedStyle(target).opacity !== '0')
  .filter(target => getComputedStyle(target).display !== 'inline' || target.matches('label'))
  .filter(target => !target.matches('.skip'))
  .map(target => [target, (target.matches('label') ? target.firstElementChild.nextElementSibling : target)])
  .map(([target, tapped]) => [target, tapped.getBoundingClientRect()])
  .filter(([target, box]) => box.height < least(target) - 0.01 || box.width < 24)
  .map(([target, box]) => `${target.textContent.trim()}: ${Math.round(box.width)} x ${Math.round(box.height)}`)"""
FOR_A_THUMB = "target.closest('nav, .filters, summary, .chips, .first, .home, .foot li') ? 44 : 24"


def overflowing(tab, overflow, paths, widths):
    """What sticks out sideways, as `path at width: element`; the last width is for letters of double size."""
    found = []
    for path in paths:
        tab.goto(path.as_uri())
        for width in widths:
            tab.set_viewport_size({"width": width, "height": 640})
            found += [f"{path.name} at {width}: {what}" for what in overflow(tab)]
        tab.set_viewport_size({"width": 640, "height": 800})
        tab.evaluate(DOUBLE)
        found += [f"{path.name} with double letters: {what}" for what in overflow(tab)]
    return found


@pytest.mark.parametrize("language", ["ru", "en", "tr"])
def test_no_page_of_the_real_site_overflows(new_page, overflow, real, language):
    paths = [real.path(page) for page in real.pages if page.language == language and page.kind != "alias"]
    assert overflowing(new_page(), overflow, paths, (320, 360)) == []


def test_no_kind_of_page_overflows(new_page, overflow, kinds):
    paths = [kinds.folder / path for path in KINDS.values()]
    assert overflowing(new_page(), overflow, paths, (320, 360, 1280)) == []


def test_no_target_is_too_small_for_a_finger_and_no_control_for_a_thumb(new_page, kinds, real):
    tab = new_page()
    paths = [kinds.folder / path for path in KINDS.values()] + [real.path(page) for page in real.heaviest("ru")]
    found = {}
    for path in paths:
        tab.goto(path.as_uri())
        tab.evaluate("for (const details of document.querySelectorAll('details')) details.open = true")
        found[path.name] = tab.evaluate(SMALL_TARGETS.replace("least(target)", f"({FOR_A_THUMB})"), None)
    assert {name: small for name, small in found.items() if small} == {}


def test_the_last_words_of_a_page_are_not_hidden_by_the_bar(new_page, kinds):
    tab = new_page()
    tab.goto((kinds.folder / "en/rich.html").as_uri())
    tab.evaluate("window.scrollTo(0, document.documentElement.scrollHeight)")
    last, bar = (tab.locator(name).last.bounding_box() for name in (".foot p", "nav.bar"))
    assert last["y"] + last["height"] <= bar["y"]


def test_what_gets_the_focus_is_not_hidden_by_the_bar(new_page, kinds):
    """WCAG 2.4.11."""
    tab = new_page()
    tab.goto((kinds.folder / "en/shelters/index.html").as_uri())
    hidden = []
    for _ in range(60):
        tab.keyboard.press("Tab")
        hidden += tab.evaluate("""() => {
          const focused = document.activeElement, bar = document.querySelector('nav.bar')
          const box = (focused.matches('input') ? focused.nextElementSibling : focused).getBoundingClientRect()
          const under = box.bottom > bar.getBoundingClientRect().top && !bar.contains(focused)
          return under && focused !== document.body ? [focused.textContent.trim() || focused.id] : []
        }""")
    assert hidden == []


def test_a_line_of_text_has_at_most_65_letters(new_page, real):
    tab = new_page(width=1280, height=800)
    for language in ("ru", "en", "tr"):
        tab.goto((real.folder / language / "first-72-hours.html").as_uri())
        letters = tab.evaluate("""() => Math.max(...[...document.querySelectorAll('article > p:not(.lead)')].map(p => {
          const range = document.createRange()
          range.selectNodeContents(p)
          const lines = new Set([...range.getClientRects()].map(box => Math.round(box.bottom / 8)))
          return lines.size > 2 ? p.textContent.length / lines.size : 0
        }))""")
        assert 40 <= letters <= 65
