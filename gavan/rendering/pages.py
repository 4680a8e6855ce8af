"""What each kind of page gives its template. One function a kind; the page's frame is the same for all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from markupsafe import Markup

from gavan.content.markup import fill_text
from gavan.language import Language
from gavan.listing import (
    STATUS_ORDER,
    Part,
    countries_with_numbers,
    facts_of,
    help_lines,
    helps_in,
    in_force,
    in_language,
    shelter_state,
)
from gavan.model import Country, Parity
from gavan.plan import Page, Plan, Shown
from gavan.rendering import guides
from gavan.rendering.frame import frame
from gavan.rendering.status import status_view
from gavan.rendering.view import View
from gavan.urls import host_path

MAY_HAVE_A_BED = ("open", "emergency-only", "by-referral", "waiting-list")


def _chooser(view: View) -> dict[str, Any]:
    plan = view.plan
    return {"choices": [{"code": code, "name": tongue.autonym, "dir": tongue.direction, "href": view.to(f"{code}/index.html"),
                         "title": plan.settings.title.get(code, ""), "description": plan.settings.description.get(code, "")}
                        for code, tongue in view.languages.items()]}


def _by_name(view: View, codes: Iterable[str]) -> list[str]:
    """Country codes in the alphabetical order of their names in the page's language."""
    return sorted(codes, key=lambda code: view.language.sort_key(view.country(code)))


def _home(view: View) -> dict[str, Any]:
    plan = view.plan
    countries = [plan.published.countries[code] for code in _by_name(view, plan.published.countries)]
    beds = [s for s in plan.published.shelters.values()
            if shelter_state(s, plan.today).status in MAY_HAVE_A_BED and not s.record.withdrawn]
    return {"description": view.words(plan.settings.description),
            "tonight": [{"name": view.country(code), "href": view.link(f"shelters/{code.lower()}")}
                        for code in _by_name(view, {s.record.country for s in beds})],
            "countries": [{"name": view.country(c.code), "href": view.link(c.key), "code": c.code.lower(),
                           "deadlines": [view.fact(f) for f in deadlines_of(c)[:3]],
                           "numbers": c.head.emergency[:3]} for c in countries],
            "topics": _topics_with_guides(view), "first": _card(view, "first-72-hours")}


def deadlines_of(country: Country) -> list:
    """A country's facts that are days to act by, the nearest first, those counted in other units than time left out."""
    days = {"hour": 1 / 24, "day": 1, "working-day": 1.4, "week": 7, "month": 30, "year": 365}
    found = [f for f in country.facts.values() if f.record.deadline and f.record.deadline.from_ in ("entry", "stay")
             and f.record.unit in days and f.record.value is not None and not f.record.withdrawn]
    return sorted(found, key=lambda f: float(f.record.value) * days[f.record.unit])


def _card(view: View, key: str) -> Any:
    shown = view.plan.shown.get((view.page.language, key))
    return view.guide_card(shown) if shown and not shown.guide.head.withdrawn else None


def _cards(view: View, wanted: Callable[[Shown], bool]) -> list:
    chosen = [s for (code, _), s in view.plan.shown.items()
              if code == view.page.language and not s.guide.head.withdrawn and wanted(s)]
    return [view.guide_card(s) for s in sorted(chosen, key=lambda s: (s.guide.head.order, s.guide.key))]


def _topics_with_guides(view: View) -> list[dict[str, Any]]:
    out = []
    for topic, settings in view.plan.settings.topics.items():
        cards = _cards(view, lambda s, topic=topic: s.guide.head.topic == topic and not s.guide.is_page)
        out.append({"id": topic, "label": view.words(settings.label), "guides": cards})
    return out


def _guide(view: View) -> dict[str, Any]:
    shown = view.page.subject
    assert isinstance(shown, Shown)
    parts = guides.sections(view, shown)
    version, head = shown.version, shown.guide.head
    changes = [guides.ChangeView(date=view.day(c.date), note=view.words(c.note), kind=c.kind)
               for c in sorted(head.changes, key=lambda c: c.date, reverse=True) if c.kind != "wording"]
    topic = view.plan.settings.topics.get(head.topic or "")
    foreign = version.language != view.page.language
    return {"shown": shown, "guide": shown.guide, "head": head, "title": version.head.title,
            "summary": view.prose({version.language: version.head.summary}) if not foreign else
            Markup(guides_summary(view, shown)), "sections": parts, "contents": guides.contents(parts),
            "footnotes": guides.footnotes(view, version), "behind": guides.behind_views(view, shown),
            "review": view.review(shown.review), "sources": view.sources(head.sources), "changes": changes,
            "article_lang": version.language if foreign else "",
            "article_dir": view.direction(version.language) if foreign else "",
            "shown_language": view.language.language_name(version.language),
            "original_language": view.language.language_name(shown.guide.original.language),
            "is_current": shown.parity in (Parity.ORIGINAL, Parity.CURRENT), "topic": topic and view.words(topic.label),
            "topic_href": view.link("topics", head.topic or ""),
            "country": view.country(head.country) if head.country else "",
            "country_href": view.country_link(head.country) if head.country else "",
            "withdrawn": {"reason": view.words(head.withdrawn.reason), "date": view.day(head.withdrawn.date)}
            if head.withdrawn else None}


def guides_summary(view: View, shown: Shown) -> str:
    """The summary of a fallback, in the language it is in; the article around it carries lang and dir."""
    tongue = view.languages[shown.version.language]
    return fill_text(shown.version.head.summary, lambda use: view.inline_fact(use, tongue))


def _country(view: View) -> dict[str, Any]:
    country, part = view.page.subject
    topics = []
    for fact in part.items:
        if not topics or topics[-1]["id"] != fact.record.topic:
            settings = view.plan.settings.topics.get(fact.record.topic)
            topics.append({"id": fact.record.topic, "label": view.words(settings.label) if settings else "", "facts": []})
        topics[-1]["facts"].append(view.fact(fact))
    shelters = [view.shelter(s) for s in view.plan.published.shelters.values() if s.record.country == country.code]
    return {"country": country, "name": view.country(country.code), "title": view.country(country.code), "topics": topics,
            "summary": view.prose(country.head.summary), "part": part,
            "unchecked": any(f.record.verified is None for f in country.facts.values()),
            "warnings": [{"level": w.level, "text": view.prose(w.text), "sources": view.sources(w.sources)}
                         for w in country.head.warnings if in_force(w, view.plan.today)],
            "emergency": [{"number": e.number, "what": view.words(e.what), "sources": view.sources(e.sources)}
                          for e in country.head.emergency],
            "guides": _cards(view, lambda s: s.guide.head.country == country.code),
            "shelters": [s for s in shelters if s.status in MAY_HAVE_A_BED], "shelter_count": len(shelters),
            "shelters_href": view.link(f"shelters/{country.code.lower()}"),
            "organisations": [view.organisation(o) for o in view.plan.published.organisations.values()
                              if helps_in(country.code, o)],
            "changes": [guides.ChangeView(date=view.day(c.date), note=view.words(c.note), kind=c.kind)
                        for c in sorted(country.head.changes, key=lambda c: c.date, reverse=True) if c.kind != "wording"]}


def _shelters(view: View) -> dict[str, Any]:
    code, part = view.page.subject
    cities = tuple(dict.fromkeys(view.words(s.record.city).text for s in part.items if s.record.city))[:12]
    shelters = [view.shelter(s, cities) for s in part.items]
    everywhere = _by_name(view, {s.record.country for s in view.plan.published.shelters.values()}
                          | set(view.plan.published.countries))
    counts = {c: sum(s.record.country == c for s in view.plan.published.shelters.values()) for c in everywhere}
    return {"code": code, "country": view.country(code) if code else "", "shelters": shelters, "cities": cities,
            "statuses": [s for s in STATUS_ORDER if any(x.status == s for x in shelters)],
            "accepts": [a for a in ("single", "couples", "families", "pets", "lgbt", "women-only")
                        if any(a in x.accepts for x in shelters)],
            "countries": [{"code": c, "name": view.country(c), "href": view.link(f"shelters/{c.lower()}"), "count": counts[c],
                           "here": c == code} for c in everywhere if counts[c] or c == code],
            "country_href": view.country_link(code) if code in view.plan.published.countries else "",
            "organisations": [view.organisation(o) for o in view.plan.published.organisations.values()
                              if "housing" in o.record.offers and helps_in(code, o)]}


def _organisations(view: View) -> dict[str, Any]:
    part = view.page.subject
    assert isinstance(part, Part)
    return {"organisations": [view.organisation(o) for o in part.items]}


def _emergency(view: View) -> dict[str, Any]:
    countries = [view.plan.published.countries[code] for code in _by_name(view, view.plan.published.countries)]
    talking = countries_with_numbers(view.plan.published)
    return {"countries": [{"name": view.country(c.code), "code": c.code.lower(), "href": view.link(c.key),
                           "numbers": [{"number": e.number, "what": view.words(e.what), "sources": view.sources(e.sources)}
                                       for e in c.head.emergency],
                           "lines": [view.fact(f) for f in help_lines(c)
                                     if f.record.value not in {e.number for e in c.head.emergency}]}
                          for c in countries if c in talking]}


def _glossary(view: View) -> dict[str, Any]:
    part = view.page.subject
    assert isinstance(part, Part)
    return {"terms": [{"id": t.record.id, "term": view.words(t.record.term), "meaning": view.words(t.record.meaning),
                       "also": t.record.also.get(view.page.language, ()),
                       "others": [(code, view.direction(code), t.record.term[code]) for code in view.plan.settings.languages
                                  if code in t.record.term and code != in_language(t.record.term, view.chain)[1]]}
                      for t in part.items]}


def _topics(view: View) -> dict[str, Any]:
    filed = {f.record.topic for c in view.plan.published.countries.values() for f in c.facts.values()}
    topics = [t for t in _topics_with_guides(view) if t["guides"] or t["id"] in filed]
    for topic in topics:
        topic["facts"] = _countries_with_facts(view, topic["id"])
    return {"topics": topics, "pages": _cards(view, lambda s: s.guide.is_page)}


def _countries_with_facts(view: View, topic: str) -> list[dict[str, str]]:
    """Countries that know something about a topic, with a link to the first such fact."""
    out = []
    for code in _by_name(view, view.plan.published.countries):
        facts = facts_of(view.plan.published.countries[code], view.plan.settings)
        first = next((f.id for f in facts if f.record.topic == topic), None)
        if first:
            out.append({"name": view.country(code), "href": view.country_link(code, first)})
    return out


def change_title(view: View, entry: Any) -> str:
    """What a change is about, in words."""
    subject = entry.subject
    if hasattr(subject, "versions"):
        shown = view.plan.shown[(view.page.language, subject.key)]
        return shown.version.head.title
    if isinstance(subject, Country):
        return view.country(subject.code)
    if hasattr(subject.record, "countries"):
        return str(view.words(subject.record.name))
    return str(view.shelter(subject).name)


def _changes(view: View) -> dict[str, Any]:
    part = view.page.subject
    assert isinstance(part, Part)
    return {"changes": [{"date": view.day(c.date), "iso": c.date.isoformat(), "kind": c.kind, "note": view.words(c.note),
                         "title": change_title(view, c), "href": view.link(c.key, c.anchor)} for c in part.items],
            "feed": view.to(f"{view.page.language}/feed.xml") if view.plan.settings.outputs.feeds else ""}


def _not_found(view: View) -> dict[str, Any]:
    """404 pages are shown at any depth: their links begin at the path of the address, and without one there are none."""
    address = view.plan.settings.address
    base = host_path(address) if address else ""
    codes = [str(view.page.subject)] if view.page.subject else list(view.plan.settings.languages)
    return {"base": base, "editions": [view.languages[code] for code in codes]}


def _alias(view: View) -> dict[str, Any]:
    shown = view.plan.shown[(view.page.language, str(view.page.subject))]
    return {"target": view.link(shown.guide.key), "title": shown.version.head.title}


KINDS: Mapping[str, Callable[[View], dict[str, Any]]] = {
    "chooser": _chooser, "home": _home, "guide": _guide, "country": _country, "shelters": _shelters,
    "organisations": _organisations, "emergency": _emergency, "glossary": _glossary, "topics": _topics, "changes": _changes,
    "404": _not_found, "alias": _alias, "status": status_view}


ICONS: Mapping[str, tuple[str, ...]] = {
    "home": ("time",), "guide": ("warn",), "country": ("time", "ask", "warn"), "organisations": ("yes", "time", "ask", "no"),
    "shelters": ("yes", "time", "ask", "no", "past"), "changes": ("warn",)}
"""Icons a kind of page uses beside those of the frame; each page carries only its own."""


def page_context(page: Page, plan: Plan, languages: Mapping[str, Language], static: Mapping[str, str], style: str,
                 policy: str) -> dict[str, Any]:
    """Everything for a page's template."""
    view = View(page, plan, languages, static)
    return {**frame(view, style, policy), **KINDS[page.kind](view), "icons_used": list(ICONS.get(page.kind, ()))}
