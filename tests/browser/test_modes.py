"""Forced colours, print and reduced motion: what a page means never hangs on its colours, its bars or its movement."""

from tests.browser.kinds import KINDS

STATES = """() => [...document.querySelectorAll(':is(.sh, .org):has(.st)')].map(card => {
  const icon = card.querySelector('.st .i'), box = icon.getBoundingClientRect(), style = getComputedStyle(icon)
  const seen = style.stroke !== 'none' && style.stroke !== getComputedStyle(card).backgroundColor
  return { drawn: seen && box.width >= 16 && box.height >= 16,
           name: icon.firstElementChild.getAttribute('href'), border: getComputedStyle(card).borderInlineStartStyle }
})"""


def test_with_forced_colours_states_are_told_by_icon_and_border(new_page, kinds):
    tab = new_page(forced_colors="active")
    for path, borders in ((KINDS["shelters, all"], {"solid", "double", "dashed"}),
                          (KINDS["organisations"], {"solid", "dashed"})):
        tab.goto((kinds.folder / path).as_uri())
        assert tab.evaluate("matchMedia('(forced-colors: active)').matches")
        states = tab.evaluate(STATES)
        assert all(state["drawn"] for state in states)
        assert len({state["name"] for state in states}) >= 3
        assert {state["border"] for state in states} >= borders


def test_with_forced_colours_a_chosen_filter_and_the_current_page_stand_out(new_page, kinds):
    tab = new_page(forced_colors="active")
    tab.goto((kinds.folder / KINDS["shelters of a country"]).as_uri())
    tab.locator("label:has(#s-open)").click()
    background = "element => getComputedStyle(element).backgroundColor"
    for chosen, other in (("#s-open + span", "#s-all + span"), (".chips [aria-current]", ".chips a:not([aria-current])"),
                          (".parts [aria-current]", ".parts a:not([aria-current])")):
        assert tab.locator(chosen).first.evaluate(background) != tab.locator(other).first.evaluate(background)


def test_in_print_the_bars_and_the_filters_are_gone_and_the_text_is_there(new_page, kinds):
    tab = new_page()
    for path in (KINDS["guide, a translation"], KINDS["shelters of a country"], KINDS["home"]):
        tab.goto((kinds.folder / path).as_uri())
        tab.emulate_media(media="print")
        for gone in (".bar", ".langs", ".skip", ".filters", ".toc"):
            assert not any(box.is_visible() for box in tab.locator(gone).all())
        assert tab.locator("h1").is_visible()


def test_in_print_links_to_other_sites_show_their_address(new_page, kinds):
    tab = new_page()
    tab.goto((kinds.folder / KINDS["guide, a translation"]).as_uri())
    tab.emulate_media(media="print")
    shown = "a => getComputedStyle(a, '::after').content"
    assert "https://law.example/stay" in tab.locator("#sources a").first.evaluate(shown)
    assert tab.locator("article a.f").first.evaluate(shown) == "none"


def test_paper_stays_white_for_a_reader_whose_screen_is_dark(new_page, kinds, tmp_path):
    tab = new_page(dark=True)
    tab.goto((kinds.folder / KINDS["country"]).as_uri())
    tab.pdf(path=tmp_path / "page.pdf")
    tab.emulate_media(media="print")
    assert tab.evaluate("getComputedStyle(document.body).backgroundColor") == "rgba(0, 0, 0, 0)"
    assert (tmp_path / "page.pdf").stat().st_size > 10_000


def test_nothing_moves_by_itself(new_page, kinds):
    """There is no motion to reduce: no animation and no transition anywhere, whatever the reader prefers."""
    for motion in ("no-preference", "reduce"):
        tab = new_page(reduced_motion=motion)
        for path in (KINDS["guide, a translation"], KINDS["shelters, all"], KINDS["home"]):
            tab.goto((kinds.folder / path).as_uri())
            assert tab.evaluate("document.getAnimations().length") == 0
            assert tab.evaluate("""() => [...document.querySelectorAll('*')].every(element => {
              const style = getComputedStyle(element)
              return style.animationName === 'none' && parseFloat(style.transitionDuration) === 0
                && style.scrollBehavior === 'auto'
            })""")
