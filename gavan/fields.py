"""Kinds of field that the records share: texts by language, dates, addresses, codes.

A validator here raises PydanticCustomError whose type is a problem code; `reading.schema` puts it at its place. What a
validator must know (today, the site's languages) comes as pydantic's context.
"""

from __future__ import annotations

import datetime
import re
from typing import Annotated, Any
from urllib.parse import urlsplit

from babel import Locale
from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationInfo
from pydantic_core import PydanticCustomError

from gavan.dates import PartialDate, day, is_future, partial_date

ENGLISH = Locale("en")
NO_COUNTRIES = frozenset({"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"})
"""Codes that CLDR has beside countries: groups, test locales and the unknown region."""


class Record(BaseModel):
    """What people write: frozen, unknown fields forbidden."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True, populate_by_name=True)


def _wrong(code: str, message: str, hint: str, **values: str) -> PydanticCustomError:
    return PydanticCustomError(code, message, {"hint": hint, "values": values})


def _text(value: Any, info: ValidationInfo) -> dict[str, str]:
    """The languages that have words: an empty text counts as missing, since web editors write one for every language."""
    if not isinstance(value, dict) or not value:
        raise _wrong("wrong-type", "a text by language is needed", "write {{ru: …, en: …, tr: …}}")
    known = (info.context or {}).get("languages", ())
    for language, words in value.items():
        if known and language not in known:
            raise _wrong("unknown-language", 'no language "{name}" in site.yaml', "known are: {known}",
                         name=language, known=", ".join(known))
        if words is not None and not isinstance(words, str):
            raise _wrong("wrong-type", 'this is no text for "{name}"', "write words, in quotes if unsure", name=language)
    there = {language: " ".join(words.split()) for language, words in value.items() if words and words.strip()}
    if not there:
        raise _wrong("wrong-type", "this text is empty in every language", "write it in at least one")
    return there


def _partial(value: Any, info: ValidationInfo) -> PartialDate:
    try:
        found = partial_date(value)
    except (TypeError, ValueError):
        raise _wrong("wrong-date", "this is not a date that exists",
                     "write YYYY, YYYY-MM, YYYY-MM-DD or unknown") from None
    _not_future(found.first, info)
    return found


def _day(value: Any, info: ValidationInfo) -> datetime.date:
    found = _any_day(value, info)
    _not_future(found, info)
    return found


def _any_day(value: Any, info: ValidationInfo) -> datetime.date:
    try:
        return day(value)
    except (TypeError, ValueError):
        raise _wrong("wrong-date", "this is not a day that exists", "write YYYY-MM-DD") from None


def _verified(value: Any, info: ValidationInfo) -> datetime.date | None:
    return None if value == "never" else _day(value, info)


def _not_future(found: datetime.date, info: ValidationInfo) -> None:
    today = (info.context or {}).get("today")
    if today and is_future(found, today):
        raise _wrong("future-date", "this day lies in the future", "today is {today}", today=today.isoformat())


_HOST = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?\.[A-Za-z0-9-]{2,}")


def safe_url(value: Any) -> str:
    """An http(s) address with a plain host and no user, else PydanticCustomError `wrong-url`."""
    hint = "write https://, the host's name and the path, without spaces"
    if not isinstance(value, str) or not re.fullmatch(r"https?://[^\s<>\"'\\^`{|}]+", value):
        raise _wrong("wrong-url", "this is not a web address", hint)
    try:
        parts = urlsplit(value)
        _ = parts.port
    except ValueError:
        raise _wrong("wrong-url", "this is not a web address", hint) from None
    if parts.username is not None or not parts.hostname or not _HOST.fullmatch(parts.hostname):
        raise _wrong("wrong-url", "the host of this address cannot be read", hint)
    return value


def _boolean(value: Any) -> bool:
    if value in ("true", "false") or isinstance(value, bool):
        return value in ("true", True)
    raise _wrong("wrong-type", "this is neither true nor false", "write true or false")


def _language(value: Any) -> str:
    if isinstance(value, str) and value in ENGLISH.languages:
        return value
    raise _wrong("unknown-language", "no language has this code", "write an ISO 639 code such as ru, en, tr, ka")


def _site_language(value: Any, info: ValidationInfo) -> str:
    known = (info.context or {}).get("languages", ())
    if not isinstance(value, str) or (known and value not in known):
        raise _wrong("unknown-language", 'no language "{name}" in site.yaml', "known are: {known}",
                     name=str(value), known=", ".join(known))
    return value


def _country(value: Any) -> str:
    if isinstance(value, str) and _is_country(value):
        return value
    hint = 'write the ISO 3166 code in capitals: "{suggestion}"' if _country_like(value) else \
        "write an ISO 3166 code in capitals, such as TR or KZ"
    raise _wrong("unknown-country", "no country has this code", hint, suggestion=_country_like(value))


def _is_country(code: str) -> bool:
    return bool(re.fullmatch("[A-Z]{2}", code)) and code in ENGLISH.territories and code not in NO_COUNTRIES


def _country_like(value: Any) -> str:
    upper = value.upper() if isinstance(value, str) else ""
    by_name = {name.upper(): code for code, name in ENGLISH.territories.items() if _is_country(code)}
    return upper if _is_country(upper) else by_name.get(upper, "")


Text = Annotated[dict[str, str], BeforeValidator(_text)]
Partial = Annotated[PartialDate, BeforeValidator(_partial)]
Day = Annotated[datetime.date, BeforeValidator(_day)]
AnyDay = Annotated[datetime.date, BeforeValidator(_any_day)]
Verified = Annotated[datetime.date | None, BeforeValidator(_verified)]
SafeUrl = Annotated[str, BeforeValidator(safe_url)]
Flag = Annotated[bool, BeforeValidator(_boolean)]
LanguageCode = Annotated[str, BeforeValidator(_language)]
SiteLanguage = Annotated[str, BeforeValidator(_site_language)]
"""One of site.yaml's languages."""
CountryCode = Annotated[str, BeforeValidator(_country)]
