"""An Atom feed of changes per language, and the sitemap with its alternates.

Feed ids are the address of what changed, or a tag: URI where the site has no address (RFC 4287, RFC 4151; design, section 3.7).
The feed's own date is that of its newest entry, never the build's.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from jinja2 import Environment

from gavan.language import Language
from gavan.listing import ChangeEntry, changes_of
from gavan.plan import Page, Plan
from gavan.rendering.pages import change_title
from gavan.rendering.templates import words
from gavan.rendering.view import View
from gavan.urls import absolute

FEED_ENTRIES = 40
TAG = "tag:gavan.invalid,2026"
"""Authority of ids of a site without an address: a name that can belong to nobody (RFC 6761)."""


def feed(plan: Plan, languages: Mapping[str, Language], env: Environment, code: str) -> bytes:
    """<lang>/feed.xml."""
    language, address = languages[code], plan.settings.address
    path = f"{code}/feed.xml"
    view = View(Page(path=path, kind="feed", key="", language=code), plan, languages, {})
    told = [change for change in changes_of(plan.published, code) if not _is_of_fallback(plan, code, change)]
    entries = [_entry(view, change, address) for change in told[:FEED_ENTRIES]]
    context: dict[str, Any] = {
        "lang": code, "title": view.words(plan.settings.title), "subtitle": view.words(plan.settings.description),
        "id": absolute(path, address) if address else f"{TAG}:{code}", "updated": max((e["updated"] for e in entries), default=
                                                                                     "2026-01-01T00:00:00Z"),
        "home": absolute(f"{code}/index.html", address) if address else view.to(f"{code}/index.html"),
        "own_address": absolute(path, address) if address else "", "entries": entries}
    return (env.get_template("feeds/feed.xml").render({**words(language.catalogue), **context}).strip() + "\n").encode()


def _is_of_fallback(plan: Plan, code: str, change: ChangeEntry) -> bool:
    """A change of a guide that is not translated; its withdrawal is told in all languages."""
    shown = plan.shown.get((code, change.key))
    return shown is not None and shown.is_fallback and not shown.guide.head.withdrawn


def _entry(view: View, change: ChangeEntry, address: str | None) -> dict[str, Any]:
    page = view.plan.page(view.page.language, change.key, change.anchor)
    path = page.path if page else f"{view.page.language}/changes.html"
    fragment = f"#{change.anchor}" if page and change.anchor in page.anchors else ""
    list_path = f"{view.page.language}/{change.key}.html"  # not the part of a list that it stands on: that may change
    return {"id": f"{absolute(list_path, address)}#{change.id}" if address else f"{TAG}:{view.page.language}/{change.id}",
            "title": change_title(view, change), "note": view.words(change.note), "kind": change.kind,
            "updated": f"{change.date.isoformat()}T00:00:00Z",
            "href": absolute(path, address) + fragment if address else view.to(path) + fragment}


def sitemap(plan: Plan, env: Environment) -> bytes | None:
    """sitemap.xml of every indexable page with its alternates; None without an address, since sitemaps must be absolute."""
    address = plan.settings.address
    if not address:
        return None
    urls = [{"loc": absolute(page.path, address),
             "alternates": [(p.language, absolute(p.path, address)) for p in plan.alternates(page)]}
            for page in plan.pages if page.indexable]
    return (env.get_template("feeds/sitemap.xml").render({"urls": urls}).strip() + "\n").encode()
