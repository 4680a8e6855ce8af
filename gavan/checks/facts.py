"""Facts named in texts: they exist, in a form that can be read, and stand only where they may.

In guide bodies, guides' summaries and countries' summaries a fact is shown; anywhere else its brackets would be printed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from gavan.checks.texts import Words, Written, records_of
from gavan.content.markup import FACT, FactUse
from gavan.model import CountryFact, Library
from gavan.problems import Place, Problem, did_you_mean
from gavan.records import COUNTED_UNITS

_NAME = re.compile(r"[A-Z]{2}\.[a-z][a-z0-9_]*")
FORMS = ("", "number")


def judge_facts(library: Library) -> Iterator[Problem]:
    for written in records_of(library):
        for words in written.words():
            yield from _in_words(written, words, library)
        if written.version:
            met: Counter[str] = Counter()
            for use in written.version.body.facts:
                met[use.reference] += 1
                yield from _judge(use, written.version.place_of_use("facts", use.reference, met[use.reference]), library)


def _in_words(written: Written, words: Words, library: Library) -> Iterator[Problem]:
    shown = words.at == "summary" if written.kind == "guide" else (
        written.kind == "country" and words.at.startswith("summary."))
    for match in FACT.finditer(words.text):
        yield from _judge(FactUse(match.group(1), shown), words.place_of(*match.span()), library)


def _judge(use: FactUse, place: Place, library: Library) -> Iterator[Problem]:
    if not use.allowed:
        yield Problem(code="fact-position", place=place, message='the fact "{name}" cannot stand here',
                      hint="facts may stand in a guide's paragraphs, lists, tables and summary, and in a country's summary",
                      values={"name": use.fact})
    elif not _NAME.fullmatch(use.fact) or use.form not in FORMS:
        yield Problem(code="fact-form", place=place, message='"[[{reference}]]" is no fact that can be read',
                      hint="write [[TR.visa_free_stay]] or [[TR.visa_free_stay|number]]", values={"reference": use.reference})
    else:
        fact = library.fact(use)
        yield from _without_number(use, fact, place) if fact else _unknown(use, place, library)


def _unknown(use: FactUse, place: Place, library: Library) -> Iterator[Problem]:
    country, _, _ = use.fact.partition(".")
    if use.fact in library.unreadable or f"countries/{country.lower()}" in library.unreadable:
        return
    facts = [f for c in library.countries.values() for f in c.facts.values()]
    near = [f.reference for f in facts if f.country == country] or [f.reference for f in facts]
    hint, values = did_you_mean(use.fact, near)
    yield Problem(code="unknown-fact", place=place, message='no fact "{name}"', values={"name": use.fact, **values},
                  hint=hint or "add it to the country's file in content/countries")


def _without_number(use: FactUse, fact: CountryFact, place: Place) -> Iterator[Problem]:
    if use.form == "number" and not (fact.record.unit in COUNTED_UNITS or fact.record.unit.isupper()):
        yield Problem(code="fact-form", place=place, message='the fact "{name}" has no number',
                      hint="write [[{name}]]", values={"name": use.fact})
