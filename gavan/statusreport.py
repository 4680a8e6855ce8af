"""The status of a site as a table for the terminal and as JSON."""

from __future__ import annotations

import json
from typing import Any

from rich import box
from rich.table import Table

from gavan.language import Catalogue
from gavan.model import Freshness, Parity
from gavan.status import Check, Status, Work, counts


def as_json(status: Status) -> str:
    """One document: guides by language, queues, checks. Fields are added, never renamed, while version is 1."""
    return json.dumps({
        "version": 1,
        "guides": [{"key": row.guide.key, "languages": {c.language: _cell(c.state, c.sections) for c in row.cells}}
                   for row in status.rows],
        "queues": {code: [_work(work) for work in queue] for code, queue in status.queues},
        "checks": [_check(check) for check in status.checks],
    }, ensure_ascii=False, indent=1) + "\n"


def _cell(state: Parity | None, sections: tuple[tuple[str, str], ...]) -> dict[str, Any]:
    return {"state": state.value if state else "not-meant", "sections": [{"id": s, "kind": k} for s, k in sections]}


def _work(work: Work) -> dict[str, Any]:
    return {"key": work.key, "state": work.state.value, "kind": work.kind, "words": work.words, "path": work.path,
            "original": work.original, "sections": [section for section, _ in work.sections]}


def _check(check: Check) -> dict[str, Any]:
    review = check.review
    return {"what": check.what, "kind": check.kind, "freshness": review.freshness.word, "path": check.path, "line": check.line,
            "verified": review.verified.isoformat() if review.verified else "never",
            "newest_source": review.newest.date.text if review.newest else "unknown",
            "due": review.due.isoformat() if review.due else None}


def tables(status: Status, catalogue: Catalogue, limit: int = 15) -> list[Table]:
    """Guides by language, the queue of each language that has one, and the most urgent checks."""
    _ = catalogue.gettext
    languages = [code for code, _queue in status.queues]
    guides = Table(title=_("Guides"), box=box.SIMPLE, title_justify="left")
    for head in (_("guide"), *languages):
        guides.add_column(head)
    for row in status.rows:
        guides.add_row(row.guide.key, *(_state_words(c.state, c.sections, catalogue) for c in row.cells))
    out = [guides]
    for code, queue in status.queues:
        if queue:
            table = Table(title=_("To translate: {language}").replace("{language}", code), box=box.SIMPLE, title_justify="left")
            for head in (_("what matters"), _("guide"), _("words"), _("file")):
                table.add_column(head)
            for work in queue:
                table.add_row(_(work.kind), work.key, str(work.words), work.path)
            out.append(table)
    out.append(_checks_table(status, catalogue, limit))
    return out


def _state_words(state: Parity | None, sections: tuple[tuple[str, str], ...], catalogue: Catalogue) -> str:
    if state is None:
        return "–"
    names = ", ".join(f"{section}{'!' if kind == 'safety' else ''}" for section, kind in sections)
    return catalogue.gettext(state.value) + (f": {names}" if names else "")


def _checks_table(status: Status, catalogue: Catalogue, limit: int) -> Table:
    _ = catalogue.gettext
    number = counts(status.checks)
    title = _("To check: {overdue} overdue, {due} due, {fresh} fresh")
    for state in Freshness:
        title = title.replace("{" + state.word + "}", str(number[state]))
    table = Table(title=title, box=box.SIMPLE, title_justify="left")
    for head in (_("state"), _("what"), _("newest source"), _("file")):
        table.add_column(head)
    for check in [c for c in status.checks if c.review.freshness is not Freshness.FRESH][:limit]:
        newest = check.review.newest.date.text if check.review.newest else _("unknown")
        table.add_row(_(check.review.freshness.word), check.what, newest, f"{check.path}:{check.line}")
    return table
