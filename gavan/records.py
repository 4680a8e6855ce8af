"""What people write, as schemas (design, section 3): guides' front matter, countries, shelters, organisations, glossary.

Field by field as written; meaning that needs other files (does the organisation exist?) is judged in `checks`.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Annotated, Any, Literal

from babel.numbers import list_currencies
from pydantic import AfterValidator, BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from gavan.fields import AnyDay, CountryCode, Day, Flag, LanguageCode, Partial, Record, SafeUrl, SiteLanguage, Text, Verified

CURRENCIES = frozenset(list_currencies())
COUNTED_UNITS = ("hour", "day", "working-day", "week", "month", "year", "percent")
WORD_UNITS = ("phone", "url", "text", "date")
SECTION_ID = r"^[a-z][a-z0-9-]*$"
PHONE = re.compile(r"\+?[0-9][0-9 ()\-/]{1,20}")


class Source(Record):
    """Where a statement comes from."""

    url: SafeUrl
    title: str = Field(min_length=1, max_length=300)
    date: Partial = Field(description="The source's own date: YYYY, YYYY-MM, YYYY-MM-DD or unknown.")
    lang: LanguageCode | None = None


Sources = Annotated[tuple[Source, ...], Field(min_length=1)]


class Change(Record):
    """What changed, for returning readers, feeds and notices on translations."""

    date: Day
    kind: Literal["safety", "fact", "wording"]
    sections: tuple[str, ...] = Field((), description="Section ids; none means the whole.")
    note: Text


class Withdrawn(Record):
    """Taken back: the page becomes a notice and copies learn of it."""

    date: Day
    reason: Text


class Differs(Record):
    """Where a translation departs from its original on purpose."""

    section: str
    why: str = Field(min_length=1)


class Original(Record):
    """Front matter of a guide or page that is no translation."""

    title: str = Field(min_length=1, max_length=120)
    summary: str = Field(min_length=1, max_length=400)
    kind: Literal["guide", "page"] = "guide"
    country: CountryCode | None = None
    topic: str | None = None
    order: int = Field(1000, ge=0)
    sources: tuple[Source, ...] = ()
    verified: Verified = None
    review_days: int | None = Field(None, ge=1, le=3650)
    changes: tuple[Change, ...] = ()
    aliases: tuple[str, ...] = ()
    only: tuple[SiteLanguage, ...] = Field((), description="Languages it is meant for; none means all.")
    draft: Flag = False
    withdrawn: Withdrawn | None = None


class Translation(Record):
    """Front matter of a translation; what does not depend on the language comes from the original."""

    title: str = Field(min_length=1, max_length=120)
    summary: str = Field(min_length=1, max_length=400)
    translated_from: str
    source_digests: dict[str, Annotated[str, Field(pattern=r"^[0-9a-f]{8}$")]] = Field(
        default_factory=dict, description="Per section, the digest of the original's text that this renders (by stamp).")
    changes_seen: int | None = Field(None, ge=0, description="How many changes the original listed then (by stamp).")
    differs: tuple[Differs, ...] = ()


class Deadline(Record):
    """A fact that is a day by which to act."""

    from_: Literal["entry", "stay", "moving", "decision", "refusal", "card", "posting", "danger", "order", "sim"] = Field(
        alias="from", description="The event from which the days count.")
    action: Text
    window: int | None = Field(None, ge=1, description="Length in days of a sliding window, as in 90 of 180.")
    counts_first_day: Flag = False


NUMBER = re.compile(r"-?[0-9]{1,12}(\.[0-9]{1,3})?")
"""What CLDR's patterns print without rounding."""


def _number(value: Any) -> Decimal:
    try:
        if not NUMBER.fullmatch(value):
            raise ValueError
        return Decimal(value)
    except (TypeError, ValueError):
        raise PydanticCustomError("wrong-type", "this is not a number",
                                  {"hint": "write digits, with a point for decimals: 54258 or 653.70", "values": {}}) from None


def _unit(value: Any) -> str:
    if isinstance(value, str) and (value in COUNTED_UNITS + WORD_UNITS or value in CURRENCIES):
        return value
    raise PydanticCustomError("unknown-unit", 'no unit "{name}"',
                              {"hint": "known are: {known} and currency codes such as TRY",
                               "values": {"name": str(value), "known": ", ".join(COUNTED_UNITS + WORD_UNITS)}})


Number = Annotated[Decimal, BeforeValidator(_number)]
Unit = Annotated[str, BeforeValidator(_unit)]


class Fact(Record):
    """A value with unit, sources and dates, kept once and shown in every language."""

    topic: str
    label: Text
    value: Any = Field(None, description="A number; for phone, url and date a text; for text a text by language.")
    from_: Number | None = Field(None, alias="from", description="With `to` in place of value: a range.")
    to: Number | None = None
    approx: Flag = False
    unit: Unit
    note: Text | None = None
    deadline: Deadline | None = None
    confidence: Literal["high", "medium", "low"]
    changed: Day | None = None
    sources: Sources
    verified: Verified
    review_days: int | None = Field(None, ge=1, le=3650)
    withdrawn: Withdrawn | None = None

    @property
    def number(self) -> Decimal | None:
        """The value of a counted unit or currency; None for words and ranges."""
        return self.value if isinstance(self.value, Decimal) else None


class CountryWarning(Record):
    """Something that can hurt a reader; rare."""

    level: Literal["danger", "caution"]
    text: Text
    sources: Sources
    from_: AnyDay | None = Field(None, alias="from")
    until: AnyDay | None = None


class Emergency(Record):
    """A number to call."""

    number: str = Field(pattern=PHONE.pattern.join("^$"))
    what: Text
    sources: Sources


def _telegram(value: str) -> str:
    if not re.fullmatch(r"[A-Za-z][A-Za-z0-9_]{3,31}", value):
        raise PydanticCustomError("wrong-type", "this is not the name of a Telegram bot or channel",
                                  {"hint": "write the name alone, without @ and t.me: ArkHelps", "values": {}})
    return value


class PublicContact(Record):
    """How to reach an organisation: public addresses only, never a person's."""

    url: SafeUrl | None = None
    telegram: Annotated[str, AfterValidator(_telegram)] | None = None
    email: str | None = Field(None, pattern=r"^[^@\s]+@[^@\s]+\.[^@\s]+$")
    phone: str | None = Field(None, pattern=PHONE.pattern.join("^$"))


class ShelterContact(Record):
    """How to ask for a bed. There is no field for a phone number or an address, on purpose."""

    url: SafeUrl | None = None
    telegram: Annotated[str, AfterValidator(_telegram)] | None = None
    email: str | None = Field(None, pattern=r"^[^@\s]+@[^@\s]+\.[^@\s]+$")


ShelterStatus = Literal["open", "emergency-only", "by-referral", "waiting-list", "full", "paused", "planned", "closed",
                        "historic", "unknown"]


class Shelter(Record):
    """A place to sleep, without the place."""

    organisation: str | None = None
    name: Text | None = None
    country: CountryCode
    city: Text | None = None
    status: ShelterStatus
    accepts: tuple[Literal["single", "couples", "families", "pets", "lgbt", "women-only"], ...] = ()
    languages: tuple[LanguageCode, ...] = ()
    cost: Literal["free", "donation", "paid"] | None = None
    stay_days: int | None = Field(None, ge=1, le=3650)
    capacity: int | None = Field(None, ge=1, le=100_000)
    contact: ShelterContact = Field(default_factory=ShelterContact)
    how: Text | None = None
    note: Text | None = None
    sources: Sources
    verified: Verified
    review_days: int | None = Field(None, ge=1, le=3650)
    changes: tuple[Change, ...] = ()
    withdrawn: Withdrawn | None = None

    @model_validator(mode="after")
    def _named(self) -> Shelter:
        if not self.organisation and not self.name:
            raise PydanticCustomError("missing-field", "neither organisation nor name is given",
                                      {"hint": "write organisation: with the id of a file in content/organisations, or name:",
                                       "values": {}})
        return self


class Organisation(Record):
    """Who helps."""

    name: Text
    countries: tuple[CountryCode, ...] = Field(description="Where; none means anywhere.")
    languages: tuple[LanguageCode, ...] = ()
    offers: tuple[Literal["housing", "legal", "psychological", "documents", "money", "community", "evacuation",
                          "information", "medical", "education"], ...] = ()
    contact: PublicContact = Field(default_factory=PublicContact)
    status: Literal["active", "paused", "closed", "unknown"]
    note: Text | None = None
    sources: Sources
    verified: Verified
    review_days: int | None = Field(None, ge=1, le=3650)
    changes: tuple[Change, ...] = ()
    withdrawn: Withdrawn | None = None


class Term(Record):
    """A glossary entry."""

    id: str = Field(pattern=SECTION_ID)
    term: Text
    also: dict[SiteLanguage, tuple[str, ...]] = Field(default_factory=dict)
    avoid: dict[SiteLanguage, tuple[str, ...]] = Field(default_factory=dict)
    meaning: Text


class CountryHead(Record):
    """A country file but for its facts, which are read one by one so that a bad one does not hide the others."""

    country: CountryCode
    summary: Text
    warnings: tuple[CountryWarning, ...] = ()
    emergency: tuple[Emergency, ...] = ()
    changes: tuple[Change, ...] = ()
