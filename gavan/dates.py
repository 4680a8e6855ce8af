"""Days and partial dates. Nothing here asks the clock: the day is always an argument."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass

_FORM = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)
EARLIEST = datetime.date(1900, 1, 1)


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """A day, a month or a year, or a date that nobody knows (`text` is "unknown")."""

    first: datetime.date
    """The first day it can mean; for "unknown" the earliest day there is, so that it sorts as oldest."""
    text: str
    """As written: YYYY, YYYY-MM, YYYY-MM-DD or unknown."""

    @property
    def is_known(self) -> bool:
        return self.text != "unknown"

    @property
    def precision(self) -> str:
        """day, month, year or unknown."""
        return {4: "year", 7: "month", 10: "day"}[len(self.text)] if self.is_known else "unknown"


def partial_date(text: str) -> PartialDate:
    """Read YYYY, YYYY-MM, YYYY-MM-DD (ISO 8601, reduced precision) or unknown; ValueError for all else, impossible days too."""
    if text == "unknown":
        return PartialDate(EARLIEST, text)
    match = _FORM.fullmatch(text)
    if not match:
        raise ValueError("not a date")
    year, month, day = (int(part) if part else 1 for part in match.groups())
    return PartialDate(datetime.date(year, month, day), text)


def day(text: str) -> datetime.date:
    """Read YYYY-MM-DD; ValueError for all else."""
    found = partial_date(text)
    if found.precision != "day":
        raise ValueError("not a full date")
    return found.first


def is_future(date: datetime.date, today: datetime.date) -> bool:
    """A day ahead is allowed: somewhere it is tomorrow already (design, section 3.1)."""
    return date > today + datetime.timedelta(days=1)
