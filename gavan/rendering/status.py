"""status/index.html, for editors: parity of every guide in every language and freshness of everything."""

from __future__ import annotations

from typing import Any

from gavan.model import Parity, behind, parity
from gavan.rendering.view import View


def status_view(view: View) -> dict[str, Any]:
    """Guides with one cell a language, and everything that has a review date, the longest overdue first."""
    plan = view.plan
    guides = [{"key": g.key, "title": g.original.head.title, "path": g.original.path,
               "cells": [_cell(view, g, code) for code in plan.settings.languages],
               "review": view.review(plan.shown[(g.original.language, g.key)].review)
               if (g.original.language, g.key) in plan.shown else None}
              for g in sorted(plan.published.guides.values(), key=lambda g: (g.head.order, g.key))]
    rows = [{"what": f.reference, "path": f.place.path, "line": f.place.line, "review": view.review(plan.fact_review(f))}
            for c in plan.published.countries.values() for f in c.facts.values()]
    rows += [{"what": s.id, "path": s.path, "line": 1, "review": view.review(plan.shelter_review(s))}
             for s in plan.published.shelters.values()]
    rows += [{"what": o.id, "path": o.path, "line": 1, "review": view.review(plan.organisation_review(o))}
             for o in plan.published.organisations.values()]
    rows.sort(key=lambda r: (r["review"].due_iso, r["path"], r["line"]))
    states = ("fresh", "due", "overdue")
    return {"guides": guides, "rows": rows, "codes": plan.settings.languages,
            "counts": {state: sum(r["review"].state == state for r in rows) for state in states}}


def _cell(view: View, guide: Any, code: str) -> dict[str, Any]:
    if not guide.is_for(code):
        return {"state": "not-meant", "sections": (), "href": ""}
    state = parity(guide, code)
    late = behind(guide, code) if state is Parity.BEHIND else ()
    return {"state": state.value, "sections": tuple((b.section, b.kind) for b in late), "href": view.link(guide.key, "", code)}
