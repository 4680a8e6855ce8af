"""Catalogues: complete, with the plural forms of their language and all placeholders, or a problem at its line."""

import pytest
from babel import Locale

from gavan.problems import Place
from gavan.reading.catalogues import Wanted, cldr_plural_count, missing_catalogue, read_catalogue
from gavan.reading.files import SourceFile

RUSSIAN = "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2);"
TURKISH = "nplurals=2; plural=(n != 1);"
HOME = 'msgid "Home"\nmsgstr "Дом"\n\n'
DAYS = ('msgid "{count} day"\nmsgid_plural "{count} days"\n'
        'msgstr[0] "{count} день"\nmsgstr[1] "{count} дня"\nmsgstr[2] "{count} дней"\n\n')
WANTED = (Wanted(msgid="Home", plural=None, place=Place(path="templates/a.html", line=3)),
          Wanted(msgid="{count} day", plural="{count} days", place=Place(path="templates/a.html", line=5)))


def po(entries: str, plural_forms: str = RUSSIAN, charset: str = "utf-8") -> str:
    return (f'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset={charset}\\n"\n'
            f'"Plural-Forms: {plural_forms}\\n"\n\n{entries}')


def read(text: str, wanted=WANTED, locale: str = "ru"):
    return read_catalogue(SourceFile(path="m.po", text=text), Locale.parse(locale), wanted)


def wrong(text: str, wanted=WANTED, locale: str = "ru") -> list[tuple[str, str]]:
    """The code of each problem and the line of the catalogue at which it stands."""
    lines = text.split("\n")
    return [(p.code, lines[p.place.line - 1]) for p in read(text, wanted, locale)[1]]


def test_a_complete_catalogue_has_no_problems_and_speaks():
    catalogue, problems = read(po(HOME + DAYS))
    assert problems == ()
    assert catalogue.gettext("Home") == "Дом"
    assert [catalogue.ngettext("{count} day", "{count} days", n) for n in (1, 2, 5, 11, 21, 0)] == [
        "{count} день", "{count} дня", "{count} дней", "{count} дней", "{count} день", "{count} дней"]


def test_a_string_that_is_not_there_stays_english():
    catalogue, _ = read(po(HOME))
    assert catalogue.gettext("Search") == "Search"
    assert [catalogue.ngettext("{count} day", "{count} days", n) for n in (1, 2)] == ["{count} day", "{count} days"]


def test_a_missing_string_names_the_page_that_needs_it():
    problem, = read(po(HOME))[1]
    assert (problem.code, problem.values["msgid"]) == ("untranslated", "{count} day")
    assert str(problem.related) == "templates/a.html:5:1"


@pytest.mark.parametrize("entry", ['msgid "Home"\nmsgstr ""\n', '#, fuzzy\nmsgid "Home"\nmsgstr "Дом"\n',
                                   '#, fuzzy, python-format\nmsgid "Home"\nmsgstr "Дом"\n'])
def test_an_empty_or_guessed_translation_is_named_at_its_line_and_is_not_used(entry):
    assert wrong(po(DAYS + entry)) == [("untranslated", 'msgid "Home"')]
    assert read(po(DAYS + entry))[0].gettext("Home") == "Home"


def test_editors_messages_may_be_incomplete():
    assert read(po('msgid "Home"\nmsgstr ""\n'), wanted=None)[1] == ()


def test_an_old_entry_that_is_commented_out_is_not_there():
    assert [code for code, _ in wrong(po(DAYS + '#~ msgid "Home"\n#~ msgstr "Дом"\n'))] == ["untranslated"]


@pytest.mark.parametrize(("locale", "count"), [("tr", 2), ("ru", 3), ("fa", 2), ("en", 2), ("uk", 3), ("ka", 2), ("ar", 6),
                                               ("ja", 1)])
def test_languages_have_the_plural_forms_that_cldr_counts(locale, count):
    assert cldr_plural_count(Locale.parse(locale)) == count


@pytest.mark.parametrize(("locale", "plural_forms", "number"), [
    ("tr", "nplurals=1; plural=0;", 1), ("fa", "nplurals=1; plural=0;", 1), ("ru", TURKISH, 2), ("tr", RUSSIAN, 3)])
def test_a_catalogue_with_another_number_of_plural_forms_is_named_at_its_header(locale, plural_forms, number):
    entry = 'msgid "a"\nmsgid_plural "b"\n' + "".join(f'msgstr[{n}] "c"\n' for n in range(number))
    problems = wrong(po(entry, plural_forms), wanted=None, locale=locale)
    assert ("plural-forms", f'"Plural-Forms: {plural_forms}\\n"') in problems
    assert {code for code, _ in problems} == {"plural-forms"}


@pytest.mark.parametrize("locale", ["tr", "fa"])
def test_turkish_and_persian_have_two_plural_forms(locale):
    entry = 'msgid "{count} day"\nmsgid_plural "{count} days"\nmsgstr[0] "{count} gün"\nmsgstr[1] "{count} gün"\n'
    catalogue, problems = read(po(HOME + entry, TURKISH), locale=locale)
    assert problems == ()
    assert [catalogue.ngettext("{count} day", "{count} days", n) for n in (1, 2)] == ["{count} gün"] * 2


def test_an_entry_that_lacks_a_plural_form_is_named_and_not_used():
    entry = DAYS.replace('msgstr[2] "{count} дней"', 'msgstr[2] ""')
    assert wrong(po(HOME + entry)) == [("plural-forms", 'msgid "{count} day"')]
    assert read(po(HOME + entry))[0].ngettext("{count} day", "{count} days", 5) == "{count} days"


def test_an_entry_without_plural_forms_that_a_page_counts_with_is_named():
    entry = 'msgid "{count} day"\nmsgstr "{count} день"\n'
    assert wrong(po(HOME + entry)) == [("untranslated", 'msgid "{count} day"')]


def test_a_string_with_plural_forms_also_serves_where_nothing_is_counted():
    assert read(po(DAYS))[0].gettext("{count} day") == "{count} день"


@pytest.mark.parametrize("plural_forms", [
    "nplurals=3; plural=(n != ;", "nplurals=3; plural=n", "nplurals=3; plural=n/0;", "nplurals=3; plural=0;",
    "nplurals=3; plural=import os", "nplurals=3; plural=" + "(" * 2_000])
def test_a_plural_rule_that_cannot_be_used_is_a_problem_and_no_crash(plural_forms):
    catalogue, problems = read(po(HOME + DAYS, plural_forms))
    assert [p.code for p in problems] == ["plural-forms"]
    assert catalogue.gettext("Home") == "Дом"
    assert catalogue.ngettext("{count} day", "{count} days", 5) == "{count} days"


@pytest.mark.parametrize(("msgid", "msgstr"), [
    ("Hello %(name)s", "Привет"), ("Hello %(name)s", "Привет %(nmae)s"), ("Hello", "Привет %(name)s"),
    ("about {value}", "около {значение}"), ("about {value}", "около"), ("{a} and {b}", "{a}")])
def test_a_translation_that_loses_or_invents_a_placeholder_is_named(msgid, msgstr):
    entry = f'msgid "{msgid}"\nmsgstr "{msgstr}"\n'
    assert wrong(po(entry), wanted=()) == [("placeholder", f'msgid "{msgid}"')]


@pytest.mark.parametrize("form", ["{count} дней {more}", "{cuont} дней"])
def test_placeholders_are_kept_in_every_plural_form(form):
    assert wrong(po(HOME + DAYS.replace("{count} дней", form))) == [("placeholder", 'msgid "{count} day"')]


def test_a_plural_form_may_say_the_number_in_words():
    assert wrong(po(HOME + DAYS.replace("{count} день", "один день"))) == []


@pytest.mark.parametrize("text", [
    "garbage", "\x00\x01", po('msgid "Home"\n'), po('msgid "a"\nmsgid_plural "b"\nmsgstr[x] "c"\n'),
    po(HOME, "nplurals=many; plural=n"), po(DAYS + HOME, TURKISH),
    po(HOME).replace("Content-Type", "POT-Creation-Date: yesterday\\n\"\n\"Content-Type")])
def test_an_unreadable_catalogue_is_one_problem_and_empty(text):
    catalogue, problems = read(text)
    assert [p.code for p in problems] == ["catalogue-missing"]
    assert catalogue.gettext("Home") == "Home"


@pytest.mark.parametrize("charset", ["koi8-r", "no-such-charset", ""])
def test_the_text_is_utf8_whatever_the_header_says(charset):
    catalogue, problems = read(po(HOME + DAYS, charset=charset))
    assert (catalogue.gettext("Home"), problems) == ("Дом", ())


def test_a_language_without_a_catalogue_is_a_problem():
    problem = missing_catalogue("locale/fa/LC_MESSAGES/messages.po")
    assert (problem.code, str(problem.place)) == ("catalogue-missing", "locale/fa/LC_MESSAGES/messages.po:1:1")
