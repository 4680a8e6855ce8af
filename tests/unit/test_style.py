"""The style by itself: contrast of its colours (WCAG 1.4.3, 1.4.6, 1.4.11), no physical sides, nothing fetched, one block."""

from __future__ import annotations

import itertools
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FILES = sorted((ROOT / "templates" / "static" / "css").glob("*.css"))
STYLE = re.sub(r"/\*.*?\*/", "", "\n".join(path.read_text(encoding="utf-8") for path in FILES), flags=re.DOTALL)
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))

BACKGROUNDS = ("paper", "card", "wash", "badwash", "sandwash")
PAIRS = {
    "soft": BACKGROUNDS,  # sources, labels, notes on state
    "sea": BACKGROUNDS,  # links
    "bad": ("paper", "card", "badwash"),
    "sand": ("paper", "card", "sandwash", "wash", "badwash"),
    "paper": ("sea",),  # words on the one filled button and on chosen chips
}


def colours() -> dict[str, dict[str, str]]:
    """The custom properties of the light and of the dark scheme."""
    light, dark = re.findall(r":root\s*\{(.*?)\}", STYLE, re.DOTALL)[:2]
    found = {name: dict(re.findall(r"--([a-z]+):\s*(#[0-9a-f]{6})", block))
             for name, block in (("light", light), ("dark", dark))}
    assert found["light"].keys() == found["dark"].keys()
    return found


COLOURS = colours()
SCHEMES = pytest.mark.parametrize("scheme", COLOURS)


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    parts = [int(colour[n:n + 2], 16) / 255 for n in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_contrast_is_computed_as_wcag_does():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@SCHEMES
@pytest.mark.parametrize("background", BACKGROUNDS)
def test_body_text_has_a_contrast_of_seven(scheme, background):
    assert contrast(COLOURS[scheme]["ink"], COLOURS[scheme][background]) >= 7


@SCHEMES
@pytest.mark.parametrize(("text", "background"), [(text, back) for text, all_of in PAIRS.items() for back in all_of])
def test_other_text_has_a_contrast_of_four_and_a_half(scheme, text, background):
    assert contrast(COLOURS[scheme][text], COLOURS[scheme][background]) >= 4.5


@SCHEMES
@pytest.mark.parametrize("background", ["paper", "card"])
def test_borders_of_controls_have_a_contrast_of_three(scheme, background):
    assert contrast(COLOURS[scheme]["edge"], COLOURS[scheme][background]) >= 3


def test_every_colour_of_the_style_is_one_of_the_custom_properties():
    outside = re.sub(r":root\s*\{.*?\}", "", STYLE, flags=re.DOTALL)
    assert re.findall(r"#[0-9a-fA-F]{3,8}\b(?!\S*[:)])|\brgba?\(|\bhsla?\(", outside) == []
    assert set(re.findall(r"var\(--([a-z]+)\)", STYLE)) <= {*COLOURS["light"], "serif"}


# Sides


PHYSICAL_NAMES = re.compile(
    r"(?<![\w-])(?:(?:margin|padding|border|scroll-margin|scroll-padding|inset)-(?:left|right)[\w-]*|left|right"
    r"|border-(?:top|bottom)-(?:left|right)-radius|overflow-[xy]|float|clear)\s*:")
PHYSICAL_VALUES = re.compile(
    r"(?:text-align|float|clear|justify-\w+|align-\w+|background-position|transform-origin)\s*:[^;}]*\b(?:left|right)\b"
    r"|translateX|rotate\(|scaleX")
ALLOWED = {"overflow-x:"}
"""Along a line of text in both directions; overflow-inline has no support outside Firefox."""


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_no_style_knows_left_and_right(path):
    text = re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    names = [found.replace(" ", "") for found in PHYSICAL_NAMES.findall(text)]
    assert [name for name in names if name not in ALLOWED] == []
    assert PHYSICAL_VALUES.findall(text) == []
    assert lopsided(text) == []


def lopsided(text: str) -> list[str]:
    """Shorthands with four values whose left and right, or left and right corners, differ."""
    found = []
    for name, value in re.findall(r"(?<![\w-])(margin|padding|inset|border-width|border-style|border-color|border-radius)"
                                  r"\s*:\s*([^;}]+)", text):
        top, right, bottom, left = _four(value.replace("!important", "").split())
        sides = [(top, right), (bottom, left)] if name == "border-radius" else [(right, left)]
        found += [f"{name}: {value}"] if any(one != other for one, other in sides) else []
    return found


def _four(values: list[str]) -> list[str]:
    """One to four values of a shorthand as four: top, right, bottom, left, or the corners from top left on."""
    return [values[index] for index in {1: (0, 0, 0, 0), 2: (0, 1, 0, 1), 3: (0, 1, 2, 1), 4: (0, 1, 2, 3)}[len(values)]]


@pytest.mark.parametrize("css", [
    "a { margin-left: 1px }", "a { left : 0 }", "a{padding-right:0}", "a { border-left: 1px solid }", "a { float: left }",
    "a { border-top-left-radius: 2px }", "a { inset-right: 0 }"])
def test_the_guard_sees_physical_names(css):
    assert PHYSICAL_NAMES.search(css)


@pytest.mark.parametrize("css", [
    "a { text-align: left }", "a { background-position: 0 right }", "a { transform: translateX(2px) }"])
def test_the_guard_sees_physical_values(css):
    assert PHYSICAL_VALUES.search(css)


@pytest.mark.parametrize(("css", "seen"), [
    ("padding: 1px 2px 1px 0", True), ("padding: 1px 2px 3px 2px", False), ("margin: 0 auto", False),
    ("border-radius: 6px 12px 12px 6px", True), ("border-radius: 6px", False), ("padding: 0 0 1px", False),
    ("border-radius: 2px 2px 0 0", False)])
def test_the_guard_sees_lopsided_shorthands(css, seen):
    assert bool(lopsided(css)) is seen


def test_the_guard_passes_logical_names():
    assert not PHYSICAL_NAMES.search("a { margin-inline-start: 1px; inset-inline: 0; text-align: start; border-block-end: 0 }")
    assert not PHYSICAL_VALUES.search("a { text-align: start; justify-content: center }")


# What the policy and the budget ask of the style


def test_the_style_fetches_nothing():
    assert not re.search(r"url\(|@import|@font-face|image-set\(", STYLE)


def test_no_template_has_a_style_attribute_an_inline_script_or_a_side():
    for path in TEMPLATES:
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"<[^>]*\sstyle=|<[^>]*\son[a-z]+=|<script(?![^>]*\ssrc=)|\b(?:align|bgcolor)=", text), path.name


def test_braces_are_balanced_in_every_file():
    """Files are joined: an open brace in one would swallow the next."""
    for path in FILES:
        depths = list(itertools.accumulate((c == "{") - (c == "}") for c in path.read_text(encoding="utf-8")))
        assert depths[-1] == 0 and min(depths) == 0, path.name


def test_forced_colours_and_print_come_last_so_that_nothing_overrules_them():
    after = STYLE[STYLE.index("@media (forced-colors: active)"):]
    assert "@media print" in after
    assert re.sub(r"main:has\([^{]*\{ display: none; \}", "", after).count("@media") == 2
