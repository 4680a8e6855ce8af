"""What editors have to do next: a queue per language and one of checks, worst first.

Order: what matters for a reader's safety, then the reader's path (guides by their `order`), then the size of the change.
Freshness and parity are states of the plan; nothing here is a problem.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from gavan.content.markup import plain
from gavan.model import Freshness, Guide, Parity, Review, behind, parity
from gavan.plan import Plan


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """One thing to translate."""

    key: str
    title: str
    language: str
    state: Parity
    """BEHIND or MISSING."""
    kind: str
    """safety or fact for what is behind, missing for what is not there."""
    sections: tuple[tuple[str, str], ...]
    """Section ids with their kinds; empty for what is missing."""
    words: int
    """Words of the original in these sections."""
    path: str
    """The file to edit or to write."""
    original: str
    """The file to translate from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One thing to check against its sources."""

    what: str
    """A guide's key, a fact's reference, the id of a shelter or organisation."""
    kind: str
    """guide, fact, shelter or organisation."""
    review: Review
    path: str
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A guide in one language."""

    language: str
    state: Parity | None
    """None where the guide is not meant for the language."""
    sections: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    guide: Guide
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    rows: tuple[Row, ...]
    """Every guide in every language, in the readers' order."""
    queues: tuple[tuple[str, tuple[Work, ...]], ...]
    """By language of the site."""
    checks: tuple[Check, ...]
    """Everything with a review date: overdue, due, fresh; the oldest first within."""


def status_of(plan: Plan) -> Status:
    guides = sorted(plan.published.guides.values(), key=_readers_path)
    rows = tuple(Row(guide=g, cells=tuple(_cell(g, code) for code in plan.settings.languages)) for g in guides)
    queues = tuple((code, tuple(sorted(_work(guides, code), key=_urgency(guides)))) for code in plan.settings.languages)
    checks = sorted(_checks(plan), key=lambda c: (-c.review.freshness, c.review.due is not None, c.review.due or plan.today,
                                                  c.path, c.line))
    return Status(rows=rows, queues=queues, checks=tuple(checks))


def _readers_path(guide: Guide) -> tuple:
    """Home offers guides by their order, so that is how readers meet them."""
    return (guide.is_page, guide.head.order, guide.key)


def _cell(guide: Guide, code: str) -> Cell:
    if not guide.is_for(code):
        return Cell(language=code, state=None, sections=())
    state = parity(guide, code)
    late = behind(guide, code) if state is Parity.BEHIND else ()
    return Cell(language=code, state=state, sections=tuple((b.section, b.kind) for b in late))


def _work(guides: Iterable[Guide], code: str) -> Iterable[Work]:
    for guide in guides:
        cell = _cell(guide, code)
        if cell.state not in (Parity.BEHIND, Parity.MISSING):
            continue
        wanted = {section for section, _ in cell.sections}
        sections = [s for s in (guide.original.body.intro, *guide.original.body.sections) if not wanted or s.id in wanted]
        kinds = {kind for _, kind in cell.sections}
        yield Work(key=guide.key, title=guide.head.title, language=code, state=cell.state, sections=cell.sections,
                   kind="missing" if cell.state is Parity.MISSING else "safety" if "safety" in kinds else "fact",
                   words=len(plain(s.html for s in sections).split()), path=f"content/{code}/{guide.key}.md",
                   original=guide.original.path)


def _urgency(guides: list[Guide]):
    place = {guide.key: n for n, guide in enumerate(guides)}
    rank = {"safety": 0, "missing": 1, "fact": 2}
    return lambda work: (rank[work.kind], place[work.key], -work.words)


def _checks(plan: Plan) -> Iterable[Check]:
    library = plan.published
    for guide in library.guides.values():
        shown = plan.shown.get((guide.original.language, guide.key))
        if shown and not guide.is_page:
            yield Check(what=guide.key, kind="guide", review=shown.review, path=guide.original.path, line=1)
    for country in library.countries.values():
        for fact in country.facts.values():
            yield Check(what=fact.reference, kind="fact", review=plan.fact_review(fact), path=fact.place.path,
                        line=fact.place.line)
    for entry in library.shelters.values():
        yield Check(what=entry.id, kind="shelter", review=plan.shelter_review(entry), path=entry.path, line=1)
    for organisation in library.organisations.values():
        yield Check(what=organisation.id, kind="organisation", review=plan.organisation_review(organisation),
                    path=organisation.path, line=1)


def counts(checks: Iterable[Check]) -> dict[Freshness, int]:
    """How many are fresh, due and overdue."""
    states = [check.review.freshness for check in checks]
    return {state: states.count(state) for state in Freshness}
