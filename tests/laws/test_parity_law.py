"""A translation that keeps what its original counts and names is silent; one that changes a number is not."""

from __future__ import annotations

import datetime

from hypothesis import assume, given
from hypothesis import strategies as st

from gavan.checks.parity import judge_parity
from gavan.language import Catalogue, language
from tests.versions import SETTINGS, library_of, original, stamped

LANGUAGES = {code: language(code, Catalogue(), locale=SETTINGS.locales.get(code, "")) for code in ("ru", "en", "tr")}
WORDS = {"ru": "слово", "en": "word", "tr": "söz"}
TARGETS = ("other.md", "#s1", "other.md#s0", "https://example.org/a?b=1", "mailto:a@example.org", "tel:+900000000")

numbers = st.one_of(st.integers(0, 10**7), st.decimals(0, 10**5, places=3))
days = st.dates(datetime.date(1990, 1, 1), datetime.date(2040, 12, 31))
named = st.one_of(
    st.sampled_from(["[[TR.a]]", "[[TR.b|number]]", "`12 345`", "<!-- 7 -->", "V-84"]),
    st.sampled_from(TARGETS).map(lambda target: f"[{{word}}]({target})"))
pieces = st.one_of(numbers, days, named, st.just("{word}"))
forms = st.sampled_from(["{}, ", "- {}\n", "1. {}\n", "{}\n\n"])
sections = st.lists(st.tuples(forms, st.lists(pieces, max_size=6)), max_size=4)


def written(parts: list, code: str) -> str:
    """A body in a language: its words, and numbers and days as CLDR has them there."""
    lines = []
    for number, (form, things) in enumerate(parts):
        said = [form.format(_piece(thing, code)) for thing in things]
        lines.append(f"## {WORDS[code]} {{#s{number}}}\n\n{''.join(said)}")
    return "\n\n".join(lines)


def _piece(thing: object, code: str) -> str:
    if isinstance(thing, str):
        return f"{WORDS[code]} {thing.replace('{word}', WORDS[code])} {WORDS[code]}"
    told = LANGUAGES[code].day(thing) if isinstance(thing, datetime.date) else LANGUAGES[code].number(thing)
    return f"{WORDS[code]} {told} {WORDS[code]}"


def codes(source: str, language: str, body: str, into: str) -> set[str]:
    files = {f"content/{language}/example.md": source, f"content/{into}/example.md": stamped(source, language, body)}
    return {problem.code for problem in judge_parity(library_of(files).library, SETTINGS)}


@given(sections, st.permutations(["ru", "en", "tr"]))
def test_a_translation_with_the_numbers_and_links_of_its_original_is_silent(parts, order):
    source = original(written(parts, order[0]))
    assert codes(source, order[0], written(parts, order[1]), order[1]) == set()


@given(sections, numbers, numbers, st.permutations(["ru", "en", "tr"]))
def test_a_number_that_became_another_is_always_told(parts, one, other, order):
    assume(one != other and not any(thing in (one, other) for _, things in parts for thing in things))
    first, second = [*parts, ("{}\n\n", [one])], [*parts, ("{}\n\n", [other])]
    source = original(written(first, order[0]))
    assert codes(source, order[0], written(second, order[1]), order[1]) == {"parity-numbers"}
