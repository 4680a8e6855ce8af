"""status/index.html, for editors: a work queue per language, parity of every guide, freshness of everything."""

from __future__ import annotations

from typing import Any

from gavan.forge import edit_address, new_address
from gavan.model import Parity
from gavan.rendering.view import View
from gavan.status import Cell, Check, Status, Work, counts, status_of


def status_view(view: View) -> dict[str, Any]:
    """What gavan.status knows, with links to the pages and to each file's editor on the forge, dates in words."""
    status = status_of(view.plan)
    number = counts(status.checks)
    return {"guides": _guides(view, status), "codes": view.plan.settings.languages,
            "queues": [{"code": code, "name": view.language.language_name(code), "work": [_work(view, w) for w in queue]}
                       for code, queue in status.queues if queue],
            "rows": [_check(view, check) for check in status.checks],
            "counts": {state.word: count for state, count in number.items()}}


def _guides(view: View, status: Status) -> list[dict[str, Any]]:
    return [{"key": row.guide.key, "cells": [_cell(view, row.guide.key, cell) for cell in row.cells]} for row in status.rows]


def _cell(view: View, key: str, cell: Cell) -> dict[str, Any]:
    return {"state": cell.state.value if cell.state else "not-meant", "sections": cell.sections,
            "href": view.link(key, "", cell.language) if cell.state else ""}


def _work(view: View, work: Work) -> dict[str, Any]:
    return {"key": work.key, "title": work.title, "kind": work.kind, "words": view.language.number(work.words),
            "sections": work.sections, "path": work.path, "original": work.original,
            "edit": new_address(view.plan.settings, work.path, "") if work.state is Parity.MISSING
            else edit_address(view.plan.settings, work.path)}


def _check(view: View, check: Check) -> dict[str, Any]:
    return {"what": check.what, "path": check.path, "line": check.line, "review": view.review(check.review),
            "edit": edit_address(view.plan.settings, check.path)}
