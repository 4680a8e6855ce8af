"""Numbers in a text as values, so that versions in several languages can be compared.

54 258, 54,258 and 54.258 are one number where they are Russian, English and Turkish; 01.07.2026, 1 July 2026 and 1 Temmuz
2026 one date; 9:30 and 9.30 one time. Separators, the order of day and month and the names of months are CLDR's, through
Babel. Beside what CLDR has stand the other cases of Russian months and the endings of Turkish ones.

Not counted: number words ("two"), Roman numerals, digits within a word (IMEI2) and "24/7". Ordinals ("2nd", "3-й", "4.")
and months without a number beside them are counted loosely: they can be what another version writes in digits, but nobody
has to repeat them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from babel import Locale
from babel.numbers import get_decimal_symbol, get_group_symbol

_SPACES = " \u00a0\u202f\u2009"
_GAP = r"(?:[^\S\n]+|[^\S\n]*\n[^\S\n]*)"
"""White space within a paragraph."""
_OUTSIDE = r"(?<![^\W_])"
"""Not right after a letter or a digit."""
_RU_MONTH_ENDINGS = {"ь": "ь|я|е|ю|ем|ём", "й": "й|я|е|ю|ем", "т": "т|та|те|ту|том"}
"""Cases of a month's name by the last letter of its nominative: CLDR has the nominative and the genitive."""
_TR_MONTH_ENDING = r"(?:[dt][ae](?:n|ki)?|y?[ae]|[ıiuü]n?)?"
_ORDINAL_DAY = r"(?:st|nd|rd|th|-?(?:го|е|й)|\.)?"
_ORDINALS = {
    "en": r"\d++(?:st|nd|rd|th)(?!\w)",
    "ru": r"\d++-(?:[ойея]|[оеыиая][ейямх]|[ую]ю|[оеыи]ми?|[ое]го|[ое]му|го|му|[мхю])(?!\w)",
    "tr": r"\d++(?:['’]?(?:[ıiuü]?nc[ıiuü]\w{0,6})|\.(?=\s(?-i:[a-zçğıöşü])))",
}
_PHONE = (
    rf"\+\d++(?:[{_SPACES}\u2011.–-]?\(?\d++\)?)*+"
    rf"|(?:0[{_SPACES}]?\(\d{{3}}\)|\(0\d{{2,4}}\)|0\d*+)(?:[{_SPACES}\u2011–-]\d++){{2,4}}+"
    rf"|8[{_SPACES}-]\(?\d{{3}}\)?(?:[{_SPACES}-]\d{{2,3}}){{3}}(?!\d)"
    r"|\d{1,4}(?:-\d{1,4}){2,}+(?!\d)")
_PHONE_DIGITS = range(7, 16)
"""How many digits a telephone number has (ITU-T E.164: up to 15)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A number, date, time or telephone number: text[start:end]."""

    start: int
    end: int
    values: tuple[str, ...]
    """Normal forms: "60", "9.3", "month 7", "tel 900000000". A date has one for each of its parts."""
    is_firm: bool = True
    """False for what is counted loosely."""


def quantities(text: str, locale: Locale) -> tuple[Quantity, ...]:
    """All quantities of a text in the order of the text."""
    reading = _reading(str(locale))
    found = (reading.quantity(match) for match in reading.pattern.finditer(text))
    return tuple(quantity for quantity in found if quantity.values)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reading:
    """How a language writes quantities."""

    pattern: re.Pattern[str]
    """One alternative per kind, each in a group with the kind's name."""
    months: re.Pattern[str]
    number_of: Mapping[str, int]
    """Month by the forms of its name in small letters."""
    decimal: str
    month_first: bool
    """Whether 07/01/2026 is the first of July."""

    def quantity(self, match: re.Match[str]) -> Quantity:
        kind, text = match.lastgroup or "", match.group()
        values = tuple(_KINDS[kind](self, text)) if kind in _KINDS else ()
        return Quantity(start=match.start(), end=match.end(), values=values, is_firm=kind not in ("ordinal", "month"))

    def month(self, text: str) -> Iterator[str]:
        for match in self.months.finditer(text):
            word = match.group().lower()
            number = self.number_of.get(word) or next((n for form, n in self.number_of.items() if word.startswith(form)), None)
            if number:
                yield f"month {number}"


def _plain(digits: str) -> str:
    return format(Decimal(digits).normalize(), "f")


def _each(reading: _Reading, text: str) -> Iterator[str]:
    yield from map(_plain, re.findall(r"\d+", text))


def _iso(reading: _Reading, text: str) -> Iterator[str]:
    year, month, day = text.split("-")
    yield from (_plain(day), f"month {_plain(month)}", _plain(year))


def _numeric_date(reading: _Reading, text: str) -> Iterator[str]:
    first, second, year = map(int, re.split(r"[./]", text))
    month_first = (reading.month_first and "/" in text and first <= 12) or second > 12
    day, month = (second, first) if month_first else (first, second)
    yield from (str(day), f"month {month}", str(year))


def _worded_date(reading: _Reading, text: str) -> Iterator[str]:
    yield from _each(reading, text)
    yield from reading.month(text)


def _phone(reading: _Reading, text: str) -> Iterator[str]:
    digits = re.sub(r"\D", "", text)
    yield from (f"tel {digits}",) if len(digits) in _PHONE_DIGITS else _each(reading, text)


def _half_day(reading: _Reading, text: str) -> Iterator[str]:
    """9 pm as 21, 9:30 a.m. as 9.3: like a time of 24 hours."""
    hour, *minutes = re.findall(r"\d+", text)
    hours = int(hour) % 12 + (12 if "p" in text.lower() else 0)
    yield _plain(f"{hours}.{minutes[0]}" if minutes else str(hours))


def _grouped(reading: _Reading, text: str) -> Iterator[str]:
    whole, *fraction = re.split(f"[{re.escape(reading.decimal)}٫]", text)
    yield _plain(".".join([re.sub(r"\D", "", whole), *fraction]))


def _number(reading: _Reading, text: str) -> Iterator[str]:
    """Two runs of digits are a whole and a fraction whichever mark parts them, a time too; more are several numbers."""
    parts = re.findall(r"\d+", text)
    yield from (_plain(".".join(parts)),) if len(parts) == 2 else map(_plain, parts)


_KINDS: Mapping[str, Callable[[_Reading, str], Iterator[str]]] = {
    "iso": _iso, "numeric": _numeric_date, "phone": _phone, "worded": _worded_date, "half": _half_day, "ordinal": _each,
    "grouped": _grouped, "number": _number, "month": _Reading.month}


@lru_cache(maxsize=32)
def _reading(identifier: str) -> _Reading:
    locale = Locale.parse(identifier)
    full, short = _full_months(locale), _short_months(locale)
    ending = _TR_MONTH_ENDING if locale.language == "tr" else ""
    any_month = rf"{_OUTSIDE}(?:(?:{_one_of(full)}){ending}|(?:{_one_of(short)})(?:\.(?={_GAP}\d))?)(?![^\W_])"
    month = any_month
    if locale.months["format"]["wide"][1][0].isupper():
        month = rf"(?-i:(?=[^\W\d_a-z])){any_month}"  # "you may 2 …" is no second of May
    group, decimal = re.escape(get_group_symbol(locale)), re.escape(get_decimal_symbol(locale))
    day, year = rf"\d{{1,2}}{_ORDINAL_DAY}", r"\d{4}(?!\d)"
    kinds = {
        "always": r"(?:24/7|7/24)(?!\d)",
        "iso": r"\d{4}-\d{2}-\d{2}(?!\d)",
        "numeric": r"\d{1,2}(?P<mark>[./])\d{1,2}(?P=mark)\d{4}(?!\d)",
        "worded": rf"{day}{_GAP}(?:of{_GAP})?{month}(?:,?{_GAP}{year})?|{month}{_GAP}{day}(?![\d:]|[.,]\d)(?:,?{_GAP}{year})?"
                  rf"|{month},?{_GAP}{year}|\d{{4}}(?:['’]\w{{1,4}})?{_GAP}{month}",
        "phone": _PHONE,
        "half": rf"\d{{1,2}}(?:[.:]\d{{2}})?[{_SPACES}]?[ap]\.?m(?:\.|(?!\w))",
        "ordinal": _ORDINALS.get(locale.language, r"(?!)"),
        "grouped": rf"\d{{1,3}}(?P<group>[{group}{_SPACES}٬])\d{{3}}(?:(?P=group)\d{{3}})*(?!\d|(?P=group)\d)"
                   rf"(?:[{decimal}٫]\d+)?",
        "number": r"\d+(?:[.,:٫]\d+)*",
        "month": any_month,
    }
    initials = "".join(sorted({form[0] for form in (*full, *short)}))
    pattern = rf"{_OUTSIDE}(?=[\d+({initials}])(?:" + "|".join(f"(?P<{name}>{one})" for name, one in kinds.items()) + ")"
    numeric = locale.date_formats["short"].pattern
    return _Reading(pattern=re.compile(pattern, re.IGNORECASE), months=re.compile(any_month, re.IGNORECASE),
                    number_of=_longest_first(short | full), decimal=get_decimal_symbol(locale),
                    month_first=numeric.find("M") < numeric.find("d"))


def _full_months(locale: Locale) -> Mapping[str, int]:
    """Every form of every month's full name, in small letters, with the month's number."""
    forms = {name.lower(): n for context in ("format", "stand-alone") for n, name in locale.months[context]["wide"].items()}
    if locale.language == "ru":
        forms |= {name[:-1].lower() + ending: number for number, name in locale.months["stand-alone"]["wide"].items()
                  for ending in _RU_MONTH_ENDINGS[name[-1]].split("|")}
    return forms


def _short_months(locale: Locale) -> Mapping[str, int]:
    return {name.lower().rstrip("."): number for context in ("format", "stand-alone")
            for number, name in locale.months[context]["abbreviated"].items()}


def _longest_first(forms: Mapping[str, int]) -> Mapping[str, int]:
    return dict(sorted(forms.items(), key=lambda item: -len(item[0])))


def _one_of(forms: Mapping[str, int]) -> str:
    return "|".join(map(re.escape, _longest_first(forms)))
