"""An Atom feed of changes per language, and the sitemap with its alternates.

Feed ids are the address of what changed, or a tag: URI where the site has no address (RFC 4287, RFC 4151): they must not
change when the site moves. The feed's own date is that of its newest entry, never the build's.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from jinja2 import Environment

from gavan.language import Language
from gavan.listing import changes_of
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
    entries = [_entry(view, change, address) for change in changes_of(plan.published, code)[:FEED_ENTRIES]]
    context: dict[str, Any] = {
        "lang": code, "title": view.words(plan.settings.title), "subtitle": view.words(plan.settings.description),
        "id": absolute(path, address) if address else f"{TAG}:{code}", "updated": max((e["updated"] for e in entries), default=
                                                                                     "2026-01-01T00:00:00Z"),
        "home": absolute(f"{code}/index.html", address) if address else view.to(f"{code}/index.html"),
        "self": absolute(path, address) if address else "", "entries": entries}
    return (env.get_template("feeds/feed.xml").render({**words(language.catalogue), **context}).strip() + "\n").encode()


def _entry(view: View, change: Any, address: str | None) -> dict[str, str]:
    page = view.plan.page(view.page.language, change.key, change.anchor)
    path = page.path if page else f"{view.page.language}/changes.html"
    fragment = f"#{change.anchor}" if page and change.anchor in page.anchors else ""
    return {"id": f"{TAG}:{view.page.language}/{change.id}" if not address else absolute(path, address) + f"#{change.id}",
            "title": change_title(view, change), "note": str(view.words(change.note)), "kind": change.kind,
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
