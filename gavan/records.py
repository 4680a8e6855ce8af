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
VERIFIED = "The day on which a person opened the sources and found the statements there; never until then."
REVIEW_DAYS = "Days until it is due for a check; else the topic's, else the site's."
CHANGES = "What changed, for returning readers, feeds and translations."
WITHDRAWN = "Taken back: only a notice is shown."
PHONE = re.compile(r"\+?[0-9][0-9 ()\-/]{1,20}")


class Source(Record):
    """Where a statement comes from."""

    url: SafeUrl = Field(description="Its address.")
    title: str = Field(min_length=1, max_length=300, description="What it is called, best as it calls itself.")
    date: Partial = Field(description="The source's own date: YYYY, YYYY-MM, YYYY-MM-DD or unknown.")
    lang: LanguageCode | None = Field(None, description="The language it is in: ru, en, tr, ka and others.")


Sources = Annotated[tuple[Source, ...], Field(min_length=1, description="Where the statements come from, at least one.")]


class Change(Record):
    """What changed, for returning readers, feeds and notices on translations."""

    date: Day = Field(description="The day of the change.")
    kind: Literal["safety", "fact", "wording"] = Field(
        description="safety where a reader could come to harm, wording where nothing else changed, else fact.")
    sections: tuple[str, ...] = Field((), description="Section ids; none means the whole.")
    note: Text = Field(description="What changed, for readers.")


class Withdrawn(Record):
    """Taken back: the page becomes a notice and copies learn of it."""

    date: Day = Field(description="The day from which it no longer holds.")
    reason: Text = Field(description="Why, in every language of the site.")


class Differs(Record):
    """Where a translation departs from its original on purpose."""

    section: str = Field(description="The section's id.")
    why: str = Field(min_length=1, description="Why, for other editors.")


class Original(Record):
    """Front matter of a guide or page that is no translation."""

    title: str = Field(min_length=1, max_length=120, description="The page's only level-one heading.")
    summary: str = Field(min_length=1, max_length=400, description="What it is about, in a sentence or two. May use facts.")
    kind: Literal["guide", "page"] = Field("guide", description="A page states nothing of its own and needs no sources.")
    country: CountryCode | None = Field(None, description="The country it is about; it must have a file.")
    topic: str | None = Field(None, description="One of the topics of site.yaml.")
    order: int = Field(1000, ge=0, description="Smaller ones come first in lists.")
    sources: tuple[Source, ...] = Field((), description="Where the statements come from; a guide has at least one.")
    verified: Verified = Field(None, description=VERIFIED)
    review_days: int | None = Field(None, ge=1, le=3650, description=REVIEW_DAYS)
    changes: tuple[Change, ...] = Field((), description=CHANGES)
    aliases: tuple[str, ...] = Field((), description="Old keys that lead here, such as turkey/ikamet.")
    only: tuple[SiteLanguage, ...] = Field((), description="Languages it is meant for; none means all.")
    draft: Flag = Field(False, description="true: only serve shows it.")
    withdrawn: Withdrawn | None = Field(None, description=WITHDRAWN)


class Translation(Record):
    """Front matter of a translation; what does not depend on the language comes from the original."""

    title: str = Field(min_length=1, max_length=120, description="The page's only level-one heading.")
    summary: str = Field(min_length=1, max_length=400, description="What it is about, in a sentence or two. May use facts.")
    translated_from: str = Field(description="The language of the file that was translated; it may be a translation itself.")
    source_digests: dict[str, Annotated[str, Field(pattern=r"^[0-9a-f]{8}$")]] = Field(
        default_factory=dict, description="Per section, the digest of the original's text that this renders (by stamp).")
    changes_seen: int | None = Field(None, ge=0, description="How many changes the original listed then (by stamp).")
    differs: tuple[Differs, ...] = Field((), description="Where it departs from the original on purpose.")


class Deadline(Record):
    """A fact that is a day by which to act."""

    from_: Literal["entry", "stay", "moving", "decision", "refusal", "card", "posting", "danger", "order", "sim"] = Field(
        alias="from", description="The event from which the days count.")
    action: Text = Field(description="What to do by then.")
    window: int | None = Field(None, ge=1, description="Length in days of a sliding window, as in 90 of 180.")
    counts_first_day: Flag = Field(False, description="Whether the day of the event itself counts.")


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

    topic: str = Field(description="One of the topics of site.yaml.")
    label: Text = Field(description="What the value is, in a few words.")
    value: Any = Field(None, description="A number; for phone, url and date a text; for text a text by language.")
    from_: Number | None = Field(None, alias="from", description="With `to` in place of value: a range.")
    to: Number | None = Field(None, description="The upper end of a range.")
    approx: Flag = Field(False, description='true: shown as "about".')
    unit: Unit = Field(description="What is counted, a currency code, or phone, url, text, date.")
    note: Text | None = Field(None, description="What a reader must know beside the value.")
    deadline: Deadline | None = Field(None, description="Where the value is a time to act by.")
    confidence: Literal["high", "medium", "low"] = Field(description='low is shown as "reported, not confirmed".')
    changed: Day | None = Field(None, description="The day from which this value is true.")
    sources: Sources
    verified: Verified = Field(description=VERIFIED)
    review_days: int | None = Field(None, ge=1, le=3650, description=REVIEW_DAYS)
    withdrawn: Withdrawn | None = Field(None, description=WITHDRAWN)

    @property
    def number(self) -> Decimal | None:
        """The value of a counted unit or currency; None for words and ranges."""
        return self.value if isinstance(self.value, Decimal) else None


class CountryWarning(Record):
    """Something that can hurt a reader; rare."""

    level: Literal["danger", "caution"] = Field(description="danger where life or freedom is at stake.")
    text: Text = Field(description="What the danger is and what to do.")
    sources: Sources
    from_: AnyDay | None = Field(None, alias="from", description="The first day on which it is shown.")
    until: AnyDay | None = Field(None, description="The last day on which it is shown.")


class Emergency(Record):
    """A number to call."""

    number: str = Field(pattern=PHONE.pattern.join("^$"), description="In quotes, as it is dialled.")
    what: Text = Field(description="Who answers.")
    sources: Sources


def _telegram(value: str) -> str:
    if not re.fullmatch(r"[A-Za-z][A-Za-z0-9_]{3,31}", value):
        raise PydanticCustomError("wrong-type", "this is not the name of a Telegram bot or channel",
                                  {"hint": "write the name alone, without @ and t.me: ArkHelps", "values": {}})
    return value


class PublicContact(Record):
    """How to reach an organisation: public addresses only, never a person's."""

    url: SafeUrl | None = Field(None, description="A public page.")
    telegram: Annotated[str, AfterValidator(_telegram)] | None = Field(None, description="A bot or channel, without @.")
    email: str | None = Field(None, pattern=r"^[^@\s]+@[^@\s]+\.[^@\s]+$", description="A public mail address.")
    phone: str | None = Field(None, pattern=PHONE.pattern.join("^$"), description="A public help-line, never a person's.")


class ShelterContact(Record):
    """How to ask for a bed. There is no field for a phone number or an address, on purpose."""

    url: SafeUrl | None = Field(None, description="A public page.")
    telegram: Annotated[str, AfterValidator(_telegram)] | None = Field(None, description="A bot or channel, without @.")
    email: str | None = Field(None, pattern=r"^[^@\s]+@[^@\s]+\.[^@\s]+$", description="A public mail address.")


ShelterStatus = Literal["open", "emergency-only", "by-referral", "waiting-list", "full", "paused", "planned", "closed",
                        "historic", "unknown"]


class Shelter(Record):
    """A place to sleep, without the place."""

    organisation: str | None = Field(None, description="The id of a file in content/organisations.")
    name: Text | None = Field(None, description="Its name, where it has one or no organisation is given.")
    country: CountryCode = Field(description="The country it is in.")
    city: Text | None = Field(None, description="The town and nothing closer; may be left out.")
    status: ShelterStatus = Field(description="What its newest source says.")
    accepts: tuple[Literal["single", "couples", "families", "pets", "lgbt", "women-only"], ...] = Field(
        (), description="Who is taken in.")
    languages: tuple[LanguageCode, ...] = Field((), description="Languages in which one can ask.")
    cost: Literal["free", "donation", "paid"] | None = Field(None, description="What a stay costs.")
    stay_days: int | None = Field(None, ge=1, le=3650, description="How long a person may stay.")
    capacity: int | None = Field(None, ge=1, le=100_000, description="How many people it takes in.")
    contact: ShelterContact = Field(default_factory=ShelterContact, description="How to ask for a bed.")
    how: Text | None = Field(None, description="What to do to be taken in.")
    note: Text | None = Field(None, description="What else to know. Never where it is.")
    sources: Sources
    verified: Verified = Field(description=VERIFIED)
    review_days: int | None = Field(None, ge=1, le=3650, description=REVIEW_DAYS)
    changes: tuple[Change, ...] = Field((), description=CHANGES)
    withdrawn: Withdrawn | None = Field(None, description=WITHDRAWN)

    @model_validator(mode="after")
    def _named(self) -> Shelter:
        if not self.organisation and not self.name:
            raise PydanticCustomError("missing-field", "neither organisation nor name is given",
                                      {"hint": "write organisation: with the id of a file in content/organisations, or name:",
                                       "values": {}})
        return self


class Organisation(Record):
    """Who helps."""

    name: Text = Field(description="Its name.")
    countries: tuple[CountryCode, ...] = Field(description="Where; none means anywhere.")
    languages: tuple[LanguageCode, ...] = Field((), description="Languages in which one can ask.")
    offers: tuple[Literal["housing", "legal", "psychological", "documents", "money", "community", "evacuation",
                          "information", "medical", "education"], ...] = Field((), description="What it helps with.")
    contact: PublicContact = Field(default_factory=PublicContact, description="How to reach it in public.")
    status: Literal["active", "paused", "closed", "unknown"] = Field(description="What its newest source says.")
    note: Text | None = Field(None, description="What else to know.")
    sources: Sources
    verified: Verified = Field(description=VERIFIED)
    review_days: int | None = Field(None, ge=1, le=3650, description=REVIEW_DAYS)
    changes: tuple[Change, ...] = Field((), description=CHANGES)
    withdrawn: Withdrawn | None = Field(None, description=WITHDRAWN)


class Term(Record):
    """A glossary entry."""

    id: str = Field(pattern=SECTION_ID, description="Its id: a-z, 0-9 and hyphens.")
    term: Text = Field(description="The word to use.")
    also: dict[SiteLanguage, tuple[str, ...]] = Field(
        default_factory=dict, description="Per language, other words that search finds too.")
    avoid: dict[SiteLanguage, tuple[str, ...]] = Field(
        default_factory=dict, description="Per language, words that are a problem in a text.")
    meaning: Text = Field(description="What it means, for a reader who has never met it.")


class CountryHead(Record):
    """A country file but for its facts, which are read one by one so that a bad one does not hide the others."""

    country: CountryCode = Field(description="Its ISO code in capitals, as in the file's name.")
    summary: Text = Field(description="What matters most, in two or three sentences. May use facts.")
    warnings: tuple[CountryWarning, ...] = Field((), description="Dangers; rare.")
    emergency: tuple[Emergency, ...] = Field((), description="Numbers to call.")
    changes: tuple[Change, ...] = Field((), description=CHANGES)
