"""One language of the site: its words, and its numbers, dates, units, lists and names by CLDR (through Babel).

Every function takes the value and gives text; nothing depends on the process's locale. Spaces between a number and its
unit are no-break spaces (U+00A0), so that a phone never parts them.
"""

from __future__ import annotations

import datetime
import gettext
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from babel import Locale
from babel.core import UnknownLocaleError
from babel.dates import format_date, format_skeleton
from babel.lists import format_list
from babel.numbers import format_currency, format_decimal, format_percent
from babel.units import format_unit

from gavan.dates import PartialDate

# Babel carries CLDR's letters for no language's order, so the three we ship stand here (CLDR 47, collation/ru.xml, tr.xml).
# ё is no letter of its own there: as in a Russian dictionary, еда, ёж, ель.
ALPHABETS = {
    "ru": "абвгдежзийклмнопрстуфхцчшщъыьэюя",
    "en": "abcdefghijklmnopqrstuvwxyz",
    "tr": "abcçdefgğhıijklmnoöpqrsştuüvwxyz",
}

WORKING_DAYS = ("{count} working day", "{count} working days")
ABOUT = "about {value}"
PAGE_MESSAGES = (WORKING_DAYS, ABOUT)
"""The only msgids of the pages that stand outside templates; a pair is a singular with its plural."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    """Translated strings by English msgid."""

    singular: Mapping[str, str] = field(default_factory=dict)
    plural: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By singular msgid, one text per plural form."""
    plural_index: Callable[[int], int] = field(default_factory=lambda: gettext.c2py("n != 1"))

    def gettext(self, msgid: str) -> str:
        return self.singular.get(msgid) or self.plural.get(msgid, (msgid,))[0]

    def ngettext(self, msgid: str, msgid_plural: str, n: int) -> str:
        forms = self.plural.get(msgid)
        return forms[self.plural_index(n)] if forms else (msgid if n == 1 else msgid_plural)


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """A language code with everything needed to write in it."""

    code: str
    """As in site.yaml and folder names; also the value of lang attributes."""
    locale: Locale
    catalogue: Catalogue
    alphabet: str = ""

    @property
    def direction(self) -> str:
        """ltr or rtl, by CLDR's character order."""
        return "rtl" if self.locale.character_order == "right-to-left" else "ltr"

    @property
    def autonym(self) -> str:
        """Its name in itself, with a capital as a menu needs it: Русский, English, Türkçe."""
        name = self.locale.languages.get(self.code) or self.locale.get_language_name() or self.code
        return self.upper(name[:1]) + name[1:]

    def language_name(self, code: str) -> str:
        """Another language's name in this one; the code where CLDR has none."""
        return self.locale.languages.get(code, code)

    def country(self, code: str) -> str:
        return self.locale.territories.get(code, code)

    def number(self, value: int | Decimal) -> str:
        return format_decimal(value, locale=self.locale)

    def percent(self, value: Decimal) -> str:
        return format_percent(value / 100, format=None, locale=self.locale, decimal_quantization=False)

    def join(self, items: list[str] | tuple[str, ...]) -> str:
        """A, B и C; the empty text for none."""
        return format_list(list(items), locale=self.locale) if items else ""

    def day(self, value: datetime.date) -> str:
        """30 октября 2026, 30 October 2026, 30 Ekim 2026: CLDR's long form without "г.", which would meet full stops."""
        return _plain_year(format_date(value, "long", locale=self.locale))

    def partial(self, value: PartialDate) -> str:
        """As precise as the date is known; the empty text for an unknown one."""
        if value.precision == "day":
            return self.day(value.first)
        if value.precision == "month":
            return _plain_year(format_skeleton("yMMMM", value.first, locale=self.locale))
        return str(value.first.year) if value.is_known else ""

    def unit(self, value: int | Decimal, unit: str) -> str:
        """A counted value: "60 дней", "54 258 турецких лир", "20 %". `unit` is one of records' counted units or a currency."""
        value = int(value) if value == int(value) else value  # CLDR counts 1.0, which we print as 1, with the fractions
        if unit == "percent":
            return self.percent(Decimal(value))
        if unit == "working-day":
            whole = value if isinstance(value, int) else 2
            words = self.catalogue.ngettext(*WORKING_DAYS, whole).replace("{count}", self.number(value))
        elif len(unit) == 3 and unit.isupper():
            words = format_currency(value, unit, "#,##0.## ¤¤¤", locale=self.locale, currency_digits=False,
                                    decimal_quantization=False)
        else:
            words = self._duration(value, unit)
        return words.replace(" ", "\u00a0")

    def _duration(self, value: int | Decimal, unit: str) -> str:
        """CLDR's long form; where Babel has none (Turkish, Persian) it prints the unit's key, and the short form is right."""
        words = format_unit(value, f"duration-{unit}", length="long", locale=self.locale)
        return words if "duration-" not in words else format_unit(value, f"duration-{unit}", length="short",
                                                                  locale=self.locale)

    def span(self, low: Decimal, high: Decimal, unit: str) -> str:
        """Two ends of a range with one unit, its plural by the upper end: "7–10 дней"."""
        return self.unit(high, unit).replace(self.number(high), f"{self.number(low)}–{self.number(high)}", 1)

    def about(self, words: str) -> str:
        return self.catalogue.gettext(ABOUT).replace("{value}", words)

    def lower(self, text: str) -> str:
        """Lower case by the language: İ and I are two letters in Turkish (Unicode SpecialCasing)."""
        return (text.replace("İ", "i").replace("I", "ı") if self._is_turkic else text).lower()

    def upper(self, text: str) -> str:
        return (text.replace("i", "İ") if self._is_turkic else text).upper()

    @property
    def _is_turkic(self) -> bool:
        return self.locale.language in ("tr", "az")

    def sort_key(self, text: str) -> tuple:
        """For sorted(): letters in the alphabet's order, digits before, others after.

        Marks on a letter that the alphabet has only without them (ё, é) count where texts are else the same; then the text
        itself. Spelling with combining marks makes no difference.
        """
        order = {letter: index for index, letter in enumerate(self.alphabet)}
        letters = unicodedata.normalize("NFC", self.lower(unicodedata.normalize("NFC", text)))
        chars = [char for char in letters if char.isalnum() or char == " "]
        return tuple(_rank(char, order) for char in chars), tuple(chars), text


def _plain_year(date: str) -> str:
    return date.replace("\u202f", " ").removesuffix(" г.").replace(" ", "\u00a0")


def _rank(char: str, order: Mapping[str, int]) -> tuple[int, int, str]:
    """Group (digits and spaces, the alphabet, other letters), place in the alphabet, and the character where it has none."""
    if char in order:
        return (2, order[char], "")
    if not char.isalpha():
        return (1, 0, char)
    base = unicodedata.normalize("NFD", char)[0]
    return (2, order[base], "") if base in order else (3, 0, char)


def language(code: str, catalogue: Catalogue, *, locale: str = "", alphabet: str = "") -> Language:
    """The language with a code; LookupError where CLDR knows no such locale."""
    try:
        found = Locale.parse(locale or code, sep="-" if "-" in (locale or code) else "_")
    except (UnknownLocaleError, ValueError) as error:
        raise LookupError(f"no locale {locale or code}") from error
    return Language(code=code, locale=found, catalogue=catalogue, alphabet=alphabet or ALPHABETS.get(code, ""))
