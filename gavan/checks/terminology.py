"""Words that the glossary says to avoid, in the texts of their language.

A form is found as whole words, whatever their case (by the language: İ and ı are Turkish letters of their own), across line
ends and emphasis. Endings that inflect are part of the word, those that make another word are not: "kaçak" finds kaçağı and
kaçaklardan, not kaçakçılık. What counts as an ending is `_inflected`'s to say. A form in capitals is an abbreviation: it is
found in capitals only, with an ending after an apostrophe or a hyphen.

Not looked at: code, addresses, facts; names of organisations, shelters and sources; quotations, in quotation marks or as a
block: somebody else said it. A form is also let through within a longer term that the glossary has ("temporary residence
card" where "residence card" is avoided).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from gavan.checks.prose import prose_of, words_of_text
from gavan.checks.texts import Words, records_of
from gavan.language import Catalogue, Language, language
from gavan.model import GlossaryEntry, Library, Version
from gavan.problems import Place, Problem
from gavan.settings import Settings

_BETWEEN = r"[\s*_]+"
_APOSTROPHE = "['’]"
_QUOTED = re.compile(
    "«(?:[^«»\n]|\n(?![ \t]*\n)){1,400}»|“(?:[^“”\n]|\n(?![ \t]*\n)){1,400}”|„(?:[^„“”\n]|\n(?![ \t]*\n)){1,400}[“”]"
    '|(?<!\\w)"(?:[^"\n]|\n(?![ \t]*\n)){1,400}"(?!\\w)|^[ \t]*>.*$', re.MULTILINE)
_BOX_TITLE = re.compile(r"^[ \t]*!!!.*$", re.MULTILINE)
_UNREAD = re.compile(r"(?:^|\.)(?:name|sources|avoid|differs)(?:\.|$)")
"""Fields whose texts are names, other people's words, or the list itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Avoided:
    """A form to avoid in one language."""

    form: str
    preferred: str
    """The term in that language; empty where the glossary has none."""
    place: Place
    """In the glossary."""
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Terms:
    """What the glossary says about one language."""

    language: Language
    avoided: tuple[Avoided, ...]
    longer: tuple[re.Pattern[str], ...]
    """Terms of the glossary that hold an avoided form."""

    def may_be_in(self, text: str) -> bool:
        """Whether a text, hidden parts and all, holds an avoided form: a quick answer for the many that do not."""
        folded = _folded(text, self.language)
        return any(one.pattern.search(text if _is_abbreviation(one.form) else folded) for one in self.avoided)

    def found(self, text: str) -> Iterator[tuple[int, int, Avoided]]:
        """Every avoided form in a text that hides what is not read."""
        words = _unquoted(text)
        folded = _folded(words, self.language)
        allowed = [match.span() for pattern in self.longer for match in pattern.finditer(folded)]
        for avoided in self.avoided:
            for match in avoided.pattern.finditer(words if _is_abbreviation(avoided.form) else folded):
                if not any(start <= match.start() and match.end() <= end for start, end in allowed):
                    yield *match.span(), avoided


def judge_terminology(library: Library, settings: Settings) -> Iterator[Problem]:
    terms = {code: found for code in settings.languages
             if (found := _terms(library.glossary, language(code, Catalogue(), locale=settings.locales.get(code, "")))).avoided}
    if not terms:
        return
    for written in records_of(library):
        for words in written.words():
            code = _language_of(words, terms)
            if code and terms[code].may_be_in(words.text):
                for start, end, avoided in terms[code].found(words_of_text(words.text)):
                    yield _problem(words.text[start:end], avoided, words.place_of(start, end))
        if written.version and written.version.language in terms:
            yield from _in_body(written.version, library, terms[written.version.language])


def _in_body(version: Version, library: Library, terms: _Terms) -> Iterator[Problem]:
    text = library.texts.get(version.path, "")
    if not terms.may_be_in(text):
        return
    prose = prose_of(version, text)
    for start, end, avoided in terms.found(prose.words):
        yield _problem(prose.file.text[start:end], avoided, prose.place(start))


def _problem(text: str, avoided: Avoided, place: Place) -> Problem:
    hint = ('write "{preferred}", or put it in quotation marks if somebody else says it' if avoided.preferred else
            "say it in other words, or put it in quotation marks if somebody else says it")
    return Problem(code="avoided-term", place=place, message='the glossary says to avoid "{text}"', hint=hint,
                   values={"text": " ".join(text.split()), "preferred": avoided.preferred}, related=avoided.place)


def _language_of(words: Words, terms: Mapping[str, _Terms]) -> str:
    """The language of a record's text where it is read by readers and has words to avoid, else empty."""
    if _UNREAD.search(words.at):
        return ""
    version = words.written.version
    if version and words.at in ("title", "summary"):
        return version.language if version.language in terms and words.at not in version.broken_fields else ""
    return next((part for part in words.at.split(".")[:0:-1] if part in terms), "")


# --- the glossary ---


def _terms(glossary: tuple[GlossaryEntry, ...], language: Language) -> _Terms:
    code = language.code
    avoided = tuple(
        Avoided(form=form, preferred=entry.record.term.get(code, ""), pattern=_pattern(form, language),
                place=entry.places.get(f"{entry.at}.avoid.{code}.{number}", entry.place))
        for entry in glossary for number, form in enumerate(entry.record.avoid.get(code, ())))
    accepted = {form for entry in glossary for form in (entry.record.term.get(code, ""), *entry.record.also.get(code, ()))}
    longer = tuple(_pattern(form, language) for form in sorted(accepted)
                   if any(_is_within(one, form, language) for one in avoided))
    return _Terms(language=language, avoided=avoided, longer=longer)


def _is_within(avoided: Avoided, form: str, language: Language) -> bool:
    text = form if _is_abbreviation(avoided.form) else _folded(form, language)
    return any(match.end() - match.start() < len(form) for match in avoided.pattern.finditer(text))


def _is_abbreviation(form: str) -> bool:
    return form.isupper() and len(form) > 1


def _folded(text: str, language: Language) -> str:
    """Small letters by the language, ё as е; as long as the text."""
    low = language.lower(text)
    if len(low) != len(text):  # outside Turkish İ becomes two characters
        low = "".join(one if len(language.lower(one)) != 1 else language.lower(one) for one in text)
    return low.replace("ё", "е")


def _unquoted(text: str) -> str:
    """A text with quotations hidden; the title of a box stands in marks but is none."""
    bare = _BOX_TITLE.sub(lambda match: match.group().replace('"', " "), text)
    return _QUOTED.sub(lambda match: re.sub(r"[^\n]", "\0", match.group()), bare)


# --- whole words with their endings ---

_RU_ENDINGS = ("а я о е у ю ы и ь й ой ей ою ею ом ем ам ям ами ями ах ях ов ев ий ый ая яя ое ее ого его ому ему ым им ую юю "
               "ых их ыми ими ые ие ию ия ии").split()
_TR_ENDINGS = ("(?:l[ae]r)?(?:[ıiuü]?m(?:[ıiuü]z)?|[ıiuü]?n(?:[ıiuü]z)?|s?[ıiuü])?"
               "(?:[yn]?[ıiuüae]|n?[ıiuü]n|n?[dt][ae]n?(?:ki)?|y?l[ae]|c[ae])?(?:[dt][ıiuü]r)?")
"""Plural, possessive, case and -dır, each at most once, in this order (G. Lewis, Turkish Grammar, chapter II)."""
_TR_SOFTENED = {"k": "ğ", "ç": "c", "p": "b", "t": "d"}


def _pattern(form: str, language: Language) -> re.Pattern[str]:
    """Finds a form with its endings: an abbreviation in the text as written, all else in a folded one."""
    if _is_abbreviation(form):
        inner = rf"{re.escape(form)}(?:(?:{_APOSTROPHE}|-)\w{{1,6}}|s)?"
    else:
        words = [_folded(word, language) for word in form.split()]
        inner = _BETWEEN.join(_inflected(word, n, len(words), language.locale.language) for n, word in enumerate(words))
    return re.compile(rf"(?<![^\W_])(?:{inner})(?![^\W_])")


def _inflected(word: str, number: int, count: int, code: str) -> str:
    """An expression for a word of a form, with the endings it may have in its language; in most languages none.

    Russian: every word may be inflected; the last vowel, ь or й (of an adjective the last two letters) is its ending.
    Turkish: only the last word, its last consonant softened or not; the possessive at the end of several words may give way
    to a plural (kartı, kartları). English: only the last word, -s, -es and 's.
    """
    is_last = number == count - 1
    if code == "ru":
        return _russian(word)
    if code == "tr" and is_last:
        return _turkish(word, has_others=count > 1)
    if code == "en" and is_last:
        return rf"{re.escape(word)}(?:e?s)?(?:{_APOSTROPHE}s?)?"
    return re.escape(word)


def _russian(word: str) -> str:
    stem = re.sub("(?:[ыио]й|[ая]я|[ое]е|[ыи]е|[аяоеуюыиьй])$", "", word)
    if len(stem) < 3:
        return re.escape(word)
    return rf"{re.escape(stem)}(?:{'|'.join(_RU_ENDINGS)})?"


def _turkish(word: str, *, has_others: bool) -> str:
    ending = rf"{_APOSTROPHE}?{_TR_ENDINGS}"
    possessive = re.fullmatch(r"(.+?)(s?[ıiuü])", word) if has_others else None
    if possessive:
        return rf"{re.escape(possessive.group(1))}(?:{possessive.group(2)})?{ending}"
    if word[-1] in _TR_SOFTENED:
        return rf"{re.escape(word[:-1])}(?:{word[-1]}|{_TR_SOFTENED[word[-1]]}(?=[ıiuüae])){ending}"
    return re.escape(word) + ending
