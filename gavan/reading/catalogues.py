"""gettext catalogues (.po) through Babel, and what is wrong in them, at catalogue and line.

The pages' catalogue must be complete: a notice in the wrong language is worse than none (kubernetes/website#53223).
"""

from __future__ import annotations

import gettext
import io
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from babel import Locale
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import PoFileError, read_po

from gavan.language import Catalogue
from gavan.problems import Place, Problem
from gavan.reading.files import SourceFile

_NUMBERS = (*range(201), 1_000, 1_000_000)
"""Whole numbers among which every plural form of every language is met."""
PLACEHOLDER = re.compile(r"%\((\w+)\)s|\{(\w+)\}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A msgid that the pages use."""

    msgid: str
    plural: str | None
    place: Place
    """Where a page uses it."""


def read_catalogue(source: SourceFile, locale: Locale,
                   wanted: Iterable[Wanted] | None) -> tuple[Catalogue, tuple[Problem, ...]]:
    """The usable strings of a catalogue and its problems.

    `wanted` lists what must be there; None where the catalogue may be incomplete (messages for editors).
    An unreadable file gives an empty catalogue with a problem.
    """
    try:
        catalog = read_po(io.StringIO(source.text), locale=None, abort_invalid=True)
    except (PoFileError, ValueError, AttributeError, LookupError) as error:
        line = error.lineno + 1 if isinstance(error, PoFileError) else 1
        return Catalogue(), (Problem(code="catalogue-missing", place=Place(path=source.path, line=line),
                                     message="the catalogue cannot be read: {reason}",
                                     hint="open it in Poedit and save it again",
                                     values={"reason": str(error)}),)
    plural_index = _plural_index(catalog)
    problems = list(_plural_problems(source, catalog, locale))
    if plural_index is None:
        problems.append(Problem(code="plural-forms", place=_line(source, "Plural-Forms"),
                                message="the rule for plurals cannot be used", hint="copy the line Plural-Forms from Poedit"))
    if wanted is not None:
        problems += _missing(source, catalog, wanted)
        problems += _incomplete(source, catalog)
    if plural_index is None:
        return Catalogue(singular=_singular(catalog)), tuple(problems)
    return Catalogue(singular=_singular(catalog), plural=_plural(catalog), plural_index=plural_index), tuple(problems)


def missing_catalogue(path: str) -> Problem:
    return Problem(code="catalogue-missing", place=Place(path=path), message="there is no catalogue for this language",
                   hint="copy another language's messages.po there and translate it")


def cldr_plural_count(locale: Locale) -> int:
    """How many plural forms whole numbers have in a language, by CLDR (Babel's own table says one for Turkish)."""
    return len({locale.plural_form(n) for n in _NUMBERS})


def _plural_index(catalog: Catalog) -> Callable[[int], int] | None:
    """The catalogue's rule; None where it cannot be read or does not use each of its forms for some number."""
    try:
        rule = gettext.c2py(catalog.plural_expr)
        used = {rule(n) for n in _NUMBERS}
    except (ValueError, ArithmeticError):
        return None
    return rule if used == set(range(catalog.num_plurals)) else None


def _plural_problems(source: SourceFile, catalog: Catalog, locale: Locale) -> Iterable[Problem]:
    wanted = cldr_plural_count(locale)
    if catalog.num_plurals != wanted:
        yield Problem(code="plural-forms", place=_line(source, "Plural-Forms"),
                      message="this language has {wanted} plural forms, the catalogue says {found}",
                      hint="correct the line Plural-Forms", values={"wanted": str(wanted), "found": str(catalog.num_plurals)})
    for message in catalog:
        if message.pluralizable and message.id and isinstance(message.string, (tuple, list)):
            empty = len(message.string) != wanted or not all(message.string)
            if empty and any(message.string):
                yield Problem(code="plural-forms", place=_at(source, message),
                              message='"{msgid}" needs {wanted} plural forms', hint="fill msgstr[0] to msgstr[{last}]",
                              values={"msgid": message.id[0], "wanted": str(wanted), "last": str(wanted - 1)})


def _missing(source: SourceFile, catalog: Catalog, wanted: Iterable[Wanted]) -> Iterable[Problem]:
    for item in wanted:
        found = catalog.get(item.msgid)
        if found is None:
            yield Problem(code="untranslated", place=Place(path=source.path), related=item.place,
                          message='the string "{msgid}" is not in the catalogue',
                          hint="add it with its translation", values={"msgid": item.msgid})
        elif item.plural and not found.pluralizable:
            yield Problem(code="untranslated", place=_at(source, found), related=item.place,
                          message='"{msgid}" has plural forms on the pages, but none in the catalogue',
                          hint='add msgid_plural "{plural}" and a msgstr[n] for each form',
                          values={"msgid": item.msgid, "plural": item.plural})


def _incomplete(source: SourceFile, catalog: Catalog) -> Iterable[Problem]:
    for message in catalog:
        if not message.id:
            continue
        msgid = message.id[0] if message.pluralizable else message.id
        strings = list(message.string) if message.pluralizable else [message.string]
        if message.fuzzy or not any(strings):
            yield Problem(code="untranslated", place=_at(source, message),
                          message='"{msgid}" is not translated or only guessed (fuzzy)',
                          hint="translate it and take the word fuzzy out", values={"msgid": msgid})
            continue
        names = _names(msgid) | (_names(message.id[1]) if message.pluralizable else set())
        for string in strings:
            if (string and not _names(string) <= names) or names - _names(string) - {"count", "num"}:
                yield Problem(code="placeholder", place=_at(source, message),
                              message='the translation of "{msgid}" has other placeholders',
                              hint="keep these as they are: {names}",
                              values={"msgid": msgid, "names": ", ".join(sorted(names)) or "none"})
                break


def _names(text: str) -> set[str]:
    return {a or b for a, b in PLACEHOLDER.findall(text)}


def _usable(catalog: Catalog) -> Iterable[Message]:
    return (m for m in catalog if m.id and not m.fuzzy)


def _singular(catalog: Catalog) -> Mapping[str, str]:
    return {str(m.id): m.string for m in _usable(catalog) if not m.pluralizable and m.string}


def _plural(catalog: Catalog) -> Mapping[str, tuple[str, ...]]:
    return {m.id[0]: tuple(m.string) for m in _usable(catalog)
            if m.pluralizable and len(m.string) == catalog.num_plurals and all(m.string)}


def _at(source: SourceFile, message: Message) -> Place:
    """The line of a msgid (Babel gives the line of the entry's first line)."""
    return Place(path=source.path, line=max(message.lineno or 1, 1))


def _line(source: SourceFile, words: str) -> Place:
    offset = source.text.find(words)
    return source.place(offset) if offset >= 0 else Place(path=source.path)
