"""Two sources for one output: on a phone's or a Mac's file system only one of them would be there."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from gavan.listing import ChangeEntry
from gavan.model import Country, CountryFact, GlossaryEntry, OrganisationEntry, ShelterEntry
from gavan.plan import Page, Plan, Shown, part_of
from gavan.problems import Place, Problem


def judge_outputs(plan: Plan) -> Iterator[Problem]:
    """One problem for two sources, at a guide's file where one of the two is a guide."""
    taken: dict[str, Page] = {}
    told: set[tuple[Place, Place]] = set()
    for page in plan.pages:
        path = unicodedata.normalize("NFC", page.path).casefold()
        other = taken.setdefault(path, page)
        at, related = sorted((_source_of(page, plan), _source_of(other, plan)), key=lambda s: s.path.endswith(".yaml"))
        if other is not page and (at, related) not in told:
            told.add((at, related))
            yield Problem(code="output-clash", place=at, related=related, values={"path": page.path},
                          message="two sources would be published as {path}",
                          hint="rename the guide or take the old key out: this name belongs to a page of a longer list")


def _source_of(page: Page, plan: Plan) -> Place:
    """The file that a page is made from; site.yaml for pages that are made of everything."""
    if isinstance(page.subject, Shown):
        return Place(path=page.subject.guide.original.path)
    if page.kind == "alias":
        original = plan.published.guides[str(page.subject)].original
        old = page.path.partition("/")[2].removesuffix(".html")
        number = original.head.aliases.index(old)  # type: ignore[union-attr]
        return original.places.get(f"aliases.{number}", Place(path=original.path))
    part = part_of(page)
    return _first_of(part.items[0]) if part and part.items else Place(path="site.yaml")


def _first_of(item: object) -> Place:
    if isinstance(item, GlossaryEntry):
        return item.place
    if isinstance(item, CountryFact):
        return item.place
    if isinstance(item, (ShelterEntry, OrganisationEntry)):
        return Place(path=item.path)
    subject = item.subject if isinstance(item, ChangeEntry) else None
    if isinstance(subject, (Country, ShelterEntry, OrganisationEntry)):
        return Place(path=subject.path)
    return Place(path=subject.original.path) if subject else Place(path="site.yaml")
