"""Draws whole small sites without a mistake in them: languages, guides with chains, links and facts, and lists of every length.

A drawn site is path → text. Every link in it leads somewhere by construction, so a build that finds a problem in one is wrong.
"""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass

from hypothesis import strategies as st

SOURCE = '{url: "https://law.example/x", title: Example law, date: 2026-05-25}'
REASON = "{date: 2026-10-20, reason: <A mistake.>}"
"""<words> becomes a text by language, the same in each language of the site."""
KEYS = ("arrival", "turkey/papers", "turkey/deep/money", "first-72-hours", "about", "b")
SECTIONS = ("papers", "where-to-go", "x1")
WORDS = {"ru": ("Ждите", "здесь", "в очереди"), "en": ("Wait", "here", "in line"), "tr": ("Burada", "bekleyin", "sırada")}
LISTS = {"glossary": (0, 1, 31), "facts": (0, 2, 15), "shelters": (0, 1, 13), "organisations": (0, 1, 13)}
"""Lengths around what fits on one page."""


@dataclass(frozen=True, slots=True)
class DrawnGuide:
    key: str
    languages: tuple[str, ...]
    """The original's first; each of the others is translated from one before it."""
    sections: tuple[str, ...]
    head: str
    """Lines of the original's front matter beside the usual ones."""
    is_draft: bool


@st.composite
def sites(draw: st.DrawFn) -> dict[str, str]:
    """A site as path → text."""
    languages = draw(st.permutations(("ru", "en", "tr")))[:draw(st.integers(1, 3))]
    lengths = {name: draw(st.sampled_from(choices)) for name, choices in LISTS.items()}
    keys = draw(st.lists(st.sampled_from(KEYS), min_size=1, max_size=3, unique=True))
    guides = [draw(_guides(key, languages)) for key in keys]
    targets = _targets(guides, lengths)
    files = {"site.yaml": _settings(languages), **_records(lengths)}
    facts = st.sampled_from([None, *range(lengths["facts"])])
    for guide in guides:
        told = [draw(st.tuples(st.sampled_from(targets), facts, st.integers(0, 2))) for _ in ("intro", *guide.sections)]
        for number, language in enumerate(guide.languages):
            source = draw(st.sampled_from(guide.languages[:number])) if number else ""
            files[f"content/{language}/{guide.key}.md"] = _version(guide, language, source, told)
    return {path: _in_all(languages, text) for path, text in files.items()}


def _in_all(languages: list[str], text: str) -> str:
    return re.sub("<([^<>]+)>", lambda m: "{" + ", ".join(f"{code}: {m.group(1)}" for code in languages) + "}", text)


@st.composite
def _guides(draw: st.DrawFn, key: str, languages: list[str]) -> DrawnGuide:
    order = tuple(draw(st.permutations(languages)))[:draw(st.integers(1, len(languages)))]
    sections = tuple(draw(st.lists(st.sampled_from(SECTIONS), unique=True)))
    lines = ["kind: page\n" if draw(st.booleans()) else f"topic: housing\nsources: [{SOURCE}]\nverified: never\n"]
    if draw(st.booleans()):
        kind, where = draw(st.sampled_from(("safety", "fact", "wording"))), draw(st.sampled_from(("intro", *sections)))
        lines.append(f"changes: [{{date: 2026-10-01, kind: {kind}, sections: [{where}], note: <New.>}}]\n")
    lines.append(draw(st.sampled_from(("", "", f"only: [{', '.join(order)}]\n"))))
    lines.append(draw(st.sampled_from(("", f"aliases: [old/{key}]\n"))))
    is_draft = draw(st.integers(0, 5)) == 5
    lines += ["draft: true\n" if is_draft else draw(st.sampled_from(("", "", "", f"withdrawn: {REASON}\n")))]
    return DrawnGuide(key, order, sections, "".join(lines), is_draft)


def _targets(guides: list[DrawnGuide], lengths: dict[str, int]) -> tuple[str, ...]:
    """Keys with anchors that may be linked to from any guide."""
    found = ["index#tonight", "index", "topics", "emergency", "changes", "shelters/index", "organisations", "countries/tr",
             "countries/tr#country-facts", "shelters/tr", "glossary"]
    for guide in guides:
        if not guide.is_draft:
            found += [guide.key, *(f"{guide.key}#{section}" for section in guide.sections)]
            found += [f"old/{guide.key}"] if "aliases" in guide.head else []
    found += [f"{page}#{name}-{lengths[kind] - 1}" for kind, page, name in (
        ("glossary", "glossary", "term"), ("shelters", "shelters/index", "house"), ("organisations", "organisations", "helper"))
              if lengths[kind]]
    return (*found, *(f"countries/tr#fact_{n}" for n in range(lengths["facts"])))


def _version(guide: DrawnGuide, language: str, source: str, told: list[tuple[str, int | None, int]]) -> str:
    """The file of a guide in a language: the same facts and links in all, as a translation must have them."""
    paragraphs = [_sentence(guide.key, WORDS[language], *one) for one in told]
    headings = [f"\n## {WORDS[language][0]} {{#{section}}}\n\n" for section in guide.sections]
    head = f"translated_from: {source}\n" if source else guide.head
    body = "\n".join(f"{heading}{paragraph}" for heading, paragraph in zip(["", *headings], paragraphs, strict=True))
    return f"---\ntitle: {WORDS[language][1]}\nsummary: {WORDS[language][2]}\n{head}---\n\n{body}\n"


def _sentence(key: str, words: tuple[str, ...], target: str, fact: int | None, beginning: int) -> str:
    page, _, anchor = target.partition("#")
    path = posixpath.relpath(f"{page}.md", posixpath.dirname(key) or ".")
    value = "" if fact is None else f" [[TR.fact_{fact}]]"
    return f"{words[beginning]}{value} [{words[2]}]({path}{'#' if anchor else ''}{anchor})."


def _settings(languages: list[str]) -> str:
    return (f"title: <Harbour>\ndescription: <Text>\nlanguages: [{', '.join(languages)}]\n"
            "topics: {housing: {label: <Housing>}, documents: {label: <Papers>}}\n")


def _records(lengths: dict[str, int]) -> dict[str, str]:
    """The directory, with so many of each kind."""
    shared = f"sources: [{SOURCE}]\nverified: never\n"
    facts = "".join(f"  fact_{n}: {{topic: housing, label: <Fact {n}>, value: {n + 1}, unit: day, confidence: high, "
                    f"verified: never, sources: [{SOURCE}]}}\n" for n in range(lengths["facts"]))
    files = {"content/countries/tr.yaml": f"country: TR\nsummary: <Text>\n{'facts:' if facts else ''}\n{facts}",
             "content/glossary.yaml": "".join(f"- {{id: term-{n}, term: <term {n}>, meaning: <Text>}}\n"
                                              for n in range(lengths["glossary"]))}
    for n in range(lengths["shelters"]):
        status = ("open", "closed", "unknown")[n % 3]
        files[f"content/shelters/house-{n}.yaml"] = (
            f"name: <Example Shelter {chr(97 + n)}>\ncountry: TR\nstatus: {status}\n{shared}")
    for n in range(lengths["organisations"]):
        files[f"content/organisations/helper-{n}.yaml"] = (
            f"name: <Helpers {chr(97 + n)}>\ncountries: [TR]\nstatus: active\n{shared}")
    return files
