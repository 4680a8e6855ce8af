"""The frame of every page: title, languages, canonical and alternate addresses, style and policy."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from gavan.plan import Shown, part_of
from gavan.rendering.correction import correction
from gavan.rendering.view import View
from gavan.urls import absolute


@dataclass(frozen=True, slots=True)
class Switch:
    """One language of the switcher."""

    code: str
    name: str
    href: str
    is_here: bool
    same_page: bool
    """False where the page is not meant for that language and the link leads to its topics."""


def frame(view: View, style: str, policy: str) -> dict[str, Any]:
    """What base.html needs, the same for every page."""
    page, settings = view.page, view.plan.settings
    address = settings.address
    alternates = [(p.language, absolute(p.path, address)) for p in view.plan.alternates(page)] if address else []
    return {"page": page, "view": view, "language": view.language, "lang": page.language, "dir": view.language.direction,
            "site_title": view.words(settings.title), "settings": settings, "style": style, "policy": policy,
            "switches": switches(view), "alternates": alternates, "canonical": _canonical(view),
            "x_default": _x_default(view), "part": part_of(page), "correction": correction(view)}


def switches(view: View) -> tuple[Switch, ...]:
    """Each language with the same page in it; with `only`, that language's topics."""
    out = []
    for code in view.plan.settings.languages:
        same = view.plan.page(code, view.page.key) if view.page.key else None
        other = same or view.plan.page(code, "topics")
        if other:
            out.append(Switch(code, view.languages[code].autonym, view.to(other.path), is_here=code == view.page.language,
                              same_page=same is not None))
    return tuple(out)


def _canonical(view: View) -> str:
    """The page's own address; a fallback's is that of the version it shows. Empty without an address."""
    address, page = view.plan.settings.address, view.page
    if not address or page.kind in ("404", "status", "alias"):
        return ""
    if isinstance(page.subject, Shown) and page.subject.is_fallback:
        real = view.plan.page(page.subject.version.language, page.key)
        return absolute(real.path, address) if real else ""
    return absolute(page.path, address)


def _x_default(view: View) -> str:
    """For readers of other languages: the chooser for homes, else the page in the first language that has it."""
    address = view.plan.settings.address
    found = view.plan.alternates(view.page)
    if not address or not found:
        return ""
    return absolute("index.html" if view.page.key == "index" else found[0].path, address)
