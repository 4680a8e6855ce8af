"""Everything that is wrong in a library that could be read: the checks, one after another."""

from __future__ import annotations

import datetime

from gavan.checks.facts import judge_facts
from gavan.checks.guides import judge_guides
from gavan.checks.images import judge_images
from gavan.checks.links import judge_links
from gavan.checks.locations import judge_locations
from gavan.checks.outputs import judge_outputs
from gavan.checks.parity import judge_parity
from gavan.checks.references import judge_references
from gavan.checks.terminology import judge_terminology
from gavan.model import Library
from gavan.plan import Plan
from gavan.problems import Problem, in_order
from gavan.settings import Settings


def judge(library: Library, plan: Plan, settings: Settings, *, today: datetime.date) -> tuple[Problem, ...]:
    """All problems of a library, drafts included, in the order of the files.

    `today` is not needed yet: dates are judged where they are read. It is part of the interface, since what is owed on a
    day (a status that nobody may state any more) is a question to this function.
    """
    return in_order((
        *judge_references(library, settings), *judge_guides(library), *judge_facts(library),
        *judge_links(library, plan, settings), *judge_images(library, settings), *judge_locations(library),
        *judge_outputs(plan), *judge_parity(library, settings), *judge_terminology(library, settings)))
