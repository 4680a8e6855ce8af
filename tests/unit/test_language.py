"""Numbers, units, dates, lists, names, case and order as a reader of each language writes them.

The expected words were written out by hand, not copied from a run. `~` stands for the no-break space. English currency names
are those of CLDR, which spells the plural of lira with a capital.
"""

import datetime
import gettext
import re
from decimal import Decimal

import pytest

from gavan.dates import partial_date
from gavan.language import WORKING_DAYS, Catalogue, language

NUMBERS = (1, 2, 5, 21, 60)
RUSSIAN_RULE = "n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2"
RU = language("ru", Catalogue(
    plural={WORKING_DAYS[0]: ("{count} рабочий день", "{count} рабочих дня", "{count} рабочих дней")},
    singular={"about {value}": "около {value}"}, plural_index=gettext.c2py(RUSSIAN_RULE)))
EN = language("en", Catalogue(), locale="en_GB")
TR = language("tr", Catalogue(plural={WORKING_DAYS[0]: ("{count} iş günü", "{count} iş günü")},
                              singular={"about {value}": "yaklaşık {value}"}, plural_index=gettext.c2py("n != 1")))
FA = language("fa", Catalogue())

UNITS = {
    "hour": {
        "ru": ("1~час", "2~часа", "5~часов", "21~час", "60~часов"),
        "en": ("1~hour", "2~hours", "5~hours", "21~hours", "60~hours"),
        "tr": ("1~saat", "2~saat", "5~saat", "21~saat", "60~saat")},
    "day": {
        "ru": ("1~день", "2~дня", "5~дней", "21~день", "60~дней"),
        "en": ("1~day", "2~days", "5~days", "21~days", "60~days"),
        "tr": ("1~gün", "2~gün", "5~gün", "21~gün", "60~gün")},
    "working-day": {
        "ru": ("1~рабочий~день", "2~рабочих~дня", "5~рабочих~дней", "21~рабочий~день", "60~рабочих~дней"),
        "en": ("1~working~day", "2~working~days", "5~working~days", "21~working~days", "60~working~days"),
        "tr": ("1~iş~günü", "2~iş~günü", "5~iş~günü", "21~iş~günü", "60~iş~günü")},
    "week": {
        "ru": ("1~неделя", "2~недели", "5~недель", "21~неделя", "60~недель"),
        "en": ("1~week", "2~weeks", "5~weeks", "21~weeks", "60~weeks"),
        "tr": ("1~hafta", "2~hafta", "5~hafta", "21~hafta", "60~hafta")},
    "month": {
        "ru": ("1~месяц", "2~месяца", "5~месяцев", "21~месяц", "60~месяцев"),
        "en": ("1~month", "2~months", "5~months", "21~months", "60~months"),
        "tr": ("1~ay", "2~ay", "5~ay", "21~ay", "60~ay")},
    "year": {
        "ru": ("1~год", "2~года", "5~лет", "21~год", "60~лет"),
        "en": ("1~year", "2~years", "5~years", "21~years", "60~years"),
        "tr": ("1~yıl", "2~yıl", "5~yıl", "21~yıl", "60~yıl")},
    "percent": {
        "ru": ("1~%", "2~%", "5~%", "21~%", "60~%"),
        "en": ("1%", "2%", "5%", "21%", "60%"),
        "tr": ("%1", "%2", "%5", "%21", "%60")},
    "TRY": {
        "ru": ("1~турецкая~лира", "2~турецкие~лиры", "5~турецких~лир", "21~турецкая~лира", "60~турецких~лир"),
        "en": ("1~Turkish~lira", "2~Turkish~Lira", "5~Turkish~Lira", "21~Turkish~Lira", "60~Turkish~Lira"),
        "tr": ("1~Türk~lirası", "2~Türk~lirası", "5~Türk~lirası", "21~Türk~lirası", "60~Türk~lirası")},
    "USD": {
        "ru": ("1~доллар~США", "2~доллара~США", "5~долларов~США", "21~доллар~США", "60~долларов~США"),
        "en": ("1~US~dollar", "2~US~dollars", "5~US~dollars", "21~US~dollars", "60~US~dollars"),
        "tr": ("1~ABD~doları", "2~ABD~doları", "5~ABD~doları", "21~ABD~doları", "60~ABD~doları")},
    "EUR": {
        "ru": ("1~евро", "2~евро", "5~евро", "21~евро", "60~евро"),
        "en": ("1~euro", "2~euros", "5~euros", "21~euros", "60~euros"),
        "tr": ("1~Euro", "2~Euro", "5~Euro", "21~Euro", "60~Euro")},
    "GEL": {
        "ru": ("1~грузинский~лари", "2~грузинских~лари", "5~грузинских~лари", "21~грузинский~лари", "60~грузинских~лари"),
        "en": ("1~Georgian~lari", "2~Georgian~laris", "5~Georgian~laris", "21~Georgian~laris", "60~Georgian~laris"),
        "tr": ("1~Gürcistan~larisi", "2~Gürcistan~larisi", "5~Gürcistan~larisi", "21~Gürcistan~larisi",
               "60~Gürcistan~larisi")},
    "KZT": {
        "ru": ("1~казахский~тенге", "2~казахских~тенге", "5~казахских~тенге", "21~казахский~тенге", "60~казахских~тенге"),
        "en": ("1~Kazakhstani~tenge", "2~Kazakhstani~tenges", "5~Kazakhstani~tenges", "21~Kazakhstani~tenges",
               "60~Kazakhstani~tenges"),
        "tr": ("1~Kazakistan~tengesi", "2~Kazakistan~tengesi", "5~Kazakistan~tengesi", "21~Kazakistan~tengesi",
               "60~Kazakistan~tengesi")},
    "AMD": {
        "ru": ("1~армянский~драм", "2~армянских~драма", "5~армянских~драмов", "21~армянский~драм", "60~армянских~драмов"),
        "en": ("1~Armenian~dram", "2~Armenian~drams", "5~Armenian~drams", "21~Armenian~drams", "60~Armenian~drams"),
        "tr": ("1~Ermenistan~dramı", "2~Ermenistan~dramı", "5~Ermenistan~dramı", "21~Ermenistan~dramı",
               "60~Ermenistan~dramı")},
    "RSD": {
        "ru": ("1~сербский~динар", "2~сербских~динара", "5~сербских~динаров", "21~сербский~динар", "60~сербских~динаров"),
        "en": ("1~Serbian~dinar", "2~Serbian~dinars", "5~Serbian~dinars", "21~Serbian~dinars", "60~Serbian~dinars"),
        "tr": ("1~Sırp~dinarı", "2~Sırp~dinarı", "5~Sırp~dinarı", "21~Sırp~dinarı", "60~Sırp~dinarı")},
    "RUB": {
        "ru": ("1~российский~рубль", "2~российских~рубля", "5~российских~рублей", "21~российский~рубль",
               "60~российских~рублей"),
        "en": ("1~Russian~rouble", "2~Russian~roubles", "5~Russian~roubles", "21~Russian~roubles", "60~Russian~roubles"),
        "tr": ("1~Rus~rublesi", "2~Rus~rublesi", "5~Rus~rublesi", "21~Rus~rublesi", "60~Rus~rublesi")},
}
ROWS = [(unit, tongue, number, expected) for unit, by_language in UNITS.items()
        for tongue, all_expected in by_language.items() for number, expected in zip(NUMBERS, all_expected, strict=True)]
LANGUAGES = {"ru": RU, "en": EN, "tr": TR}


def seen(text: str) -> str:
    """The text with no-break spaces made visible; a plain space would stay one and differ."""
    return text.replace("\u00a0", "~")


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


@pytest.mark.parametrize(("unit", "tongue", "number", "expected"), ROWS)
def test_a_counted_unit_is_written_as_the_language_counts(unit, tongue, number, expected):
    assert seen(LANGUAGES[tongue].unit(number, unit)) == expected
    assert seen(LANGUAGES[tongue].unit(Decimal(number), unit)) == expected


@pytest.mark.parametrize("unit", UNITS)
def test_no_latin_letter_stands_in_a_russian_unit_and_no_english_word_in_a_turkish_one(unit):
    english = {word.casefold() for by_language in UNITS.values() for text in by_language["en"] for word in text.split("~")}
    for number in (*NUMBERS, 0, 3, 11, 100, 1_000, Decimal("1.5")):
        assert not re.search("[A-Za-z]", RU.unit(number, unit))
        words = [w for w in seen(TR.unit(number, unit)).casefold().split("~") if w.isalpha() and w != "euro"]
        assert not english.intersection(words)


@pytest.mark.parametrize(("value", "ru", "en", "tr"), [
    ("1.5", "1,5~часа", "1.5~hours", "1,5~saat"), ("0.5", "0,5~часа", "0.5~hours", "0,5~saat"),
    ("1.00", "1~час", "1~hour", "1~saat"), ("54258", "54~258~часов", "54,258~hours", "54.258~saat"),
    ("0.125", "0,125~часа", "0.125~hours", "0,125~saat"), ("0", "0~часов", "0~hours", "0~saat")])
def test_fractions_and_thousands(value, ru, en, tr):
    assert [seen(tongue.unit(Decimal(value), "hour")) for tongue in (RU, EN, TR)] == [ru, en, tr]


@pytest.mark.parametrize(("value", "expected"), [("653.70", "653,7~турецкой~лиры"), ("54258", "54~258~турецких~лир"),
                                                 ("1.005", "1,005~турецкой~лиры"), ("1.0", "1~турецкая~лира")])
def test_an_amount_of_money_is_never_rounded(value, expected):
    assert seen(RU.unit(Decimal(value), "TRY")) == expected


@pytest.mark.parametrize(("value", "ru", "en", "tr"), [("12.5", "12,5~%", "12.5%", "%12,5"), ("0.1", "0,1~%", "0.1%", "%0,1"),
                                                       ("100", "100~%", "100%", "%100")])
def test_percent(value, ru, en, tr):
    assert [seen(tongue.unit(Decimal(value), "percent")) for tongue in (RU, EN, TR)] == [ru, en, tr]


@pytest.mark.parametrize(("low", "high", "unit", "ru", "en", "tr"), [
    (7, 10, "day", "7–10~дней", "7–10~days", "7–10~gün"), (2, 3, "week", "2–3~недели", "2–3~weeks", "2–3~hafta"),
    (20, 21, "day", "20–21~день", "20–21~days", "20–21~gün"), (1, 1_000, "USD", "1–1~000~долларов~США", "1–1,000~US~dollars",
                                                            "1–1.000~ABD~doları"),
    (5, 10, "percent", "5–10~%", "5–10%", "%5–10"),
    (30, 60, "working-day", "30–60~рабочих~дней", "30–60~working~days", "30–60~iş~günü")])
def test_a_range_has_one_unit(low, high, unit, ru, en, tr):
    assert [seen(tongue.span(Decimal(low), Decimal(high), unit)) for tongue in (RU, EN, TR)] == [ru, en, tr]


def test_about_takes_the_languages_word():
    assert [tongue.about("5") for tongue in (RU, EN, TR)] == ["около 5", "about 5", "yaklaşık 5"]


@pytest.mark.parametrize(("date", "ru", "en", "tr"), [
    ("2026-10-30", "30~октября~2026", "30~October~2026", "30~Ekim~2026"),
    ("2026-05-01", "1~мая~2026", "1~May~2026", "1~Mayıs~2026"),
    ("2027-02-28", "28~февраля~2027", "28~February~2027", "28~Şubat~2027")])
def test_a_day_is_written_with_the_month_in_its_own_case(date, ru, en, tr):
    assert [seen(tongue.day(day(date))) for tongue in (RU, EN, TR)] == [ru, en, tr]


@pytest.mark.parametrize(("date", "ru", "en", "tr"), [
    ("2026", "2026", "2026", "2026"), ("2026-05", "май~2026", "May~2026", "Mayıs~2026"),
    ("2026-08", "август~2026", "August~2026", "Ağustos~2026"), ("2026-05-25", "25~мая~2026", "25~May~2026", "25~Mayıs~2026"),
    ("unknown", "", "", "")])
def test_a_vague_date_is_as_vague_as_it_was_written(date, ru, en, tr):
    assert [seen(tongue.partial(partial_date(date))) for tongue in (RU, EN, TR)] == [ru, en, tr]


@pytest.mark.parametrize(("items", "ru", "en", "tr"), [
    ([], "", "", ""), (["A"], "A", "A", "A"), (["A", "B"], "A и B", "A and B", "A ve B"),
    (["A", "B", "C"], "A, B и C", "A, B and C", "A, B ve C")])
def test_lists(items, ru, en, tr):
    assert [tongue.join(items) for tongue in (RU, EN, TR)] == [ru, en, tr]


@pytest.mark.parametrize(("code", "ru", "en", "tr"), [
    ("TR", "Турция", "Türkiye", "Türkiye"), ("KZ", "Казахстан", "Kazakhstan", "Kazakistan"),
    ("GE", "Грузия", "Georgia", "Gürcistan"), ("AM", "Армения", "Armenia", "Ermenistan"),
    ("RS", "Сербия", "Serbia", "Sırbistan"), ("DE", "Германия", "Germany", "Almanya"), ("RU", "Россия", "Russia", "Rusya"),
    ("QX", "QX", "QX", "QX")])
def test_names_of_countries(code, ru, en, tr):
    assert [tongue.country(code) for tongue in (RU, EN, TR)] == [ru, en, tr]


@pytest.mark.parametrize(("code", "ru", "en", "tr"), [
    ("ru", "русский", "Russian", "Rusça"), ("tr", "турецкий", "Turkish", "Türkçe"),
    ("en", "английский", "English", "İngilizce"),
    ("ka", "грузинский", "Georgian", "Gürcüce"), ("hy", "армянский", "Armenian", "Ermenice"), ("qqq", "qqq", "qqq", "qqq")])
def test_names_of_languages(code, ru, en, tr):
    assert [tongue.language_name(code) for tongue in (RU, EN, TR)] == [ru, en, tr]


def test_a_language_names_itself_with_a_capital():
    assert [tongue.autonym for tongue in (RU, EN, TR)] == ["Русский", "English", "Türkçe"]
    assert language("it", Catalogue()).autonym == "Italiano"


def test_persian_is_written_from_right_to_left():
    assert [tongue.direction for tongue in (RU, EN, TR, FA)] == ["ltr", "ltr", "ltr", "rtl"]


@pytest.mark.parametrize("unit", ["hour", "day", "week", "month", "year"])
def test_persian_units_are_persian(unit):
    assert not re.search("[A-Za-z]", FA.unit(60, unit))


@pytest.mark.parametrize(("text", "russian", "turkish"), [
    ("I", "i", "ı"), ("ı", "ı", "ı"), ("i", "i", "i"), ("İ", "i̇", "i"), ("İSTANBUL", "i̇stanbul", "istanbul"),
    ("ISPARTA", "isparta", "ısparta"), ("ЁЖ", "ёж", "ёж")])
def test_lower_case_knows_the_two_turkish_i(text, russian, turkish):
    assert (RU.lower(text), TR.lower(text)) == (russian, turkish)


@pytest.mark.parametrize(("text", "english", "turkish"), [
    ("i", "I", "İ"), ("ı", "I", "I"), ("I", "I", "I"), ("İ", "İ", "İ"), ("izmir", "IZMIR", "İZMİR"),
    ("ırmak", "IRMAK", "IRMAK"), ("ёж", "ЁЖ", "ЁЖ")])
def test_upper_case_knows_the_two_turkish_i(text, english, turkish):
    assert (EN.upper(text), TR.upper(text)) == (english, turkish)


@pytest.mark.parametrize(("tongue", "in_order"), [
    (RU, "10 2 е ё еда ёж ёлка Ель ель жук икра йод ящик apple Zoom"),
    (TR, "5 cam çay dağ g ğ h Iğdır ılık ırmak iz İzmir on öz p q su şeker uzun üzüm vize WhatsApp xerox yol zil"),
    (EN, "3 Äpfel apple cafe café cafez Eve eve zoo дом")], ids=["ru", "tr", "en"])
def test_words_come_in_the_order_of_the_alphabet(tongue, in_order):
    words = in_order.split()
    mixed = sorted(words, key=lambda word: word[::-1])
    assert sorted(mixed, key=tongue.sort_key) == words


def test_combining_marks_make_no_difference_to_the_order():
    words = ["й", "и", "к", "и\u0306а"]
    assert sorted(words, key=RU.sort_key) == ["и", "й", "и\u0306а", "к"]
    assert min(["iz", "I\u0307z", "ız"], key=TR.sort_key) == "ız"


def test_an_unknown_language_is_a_lookup_error():
    for code in ("qqq", "x", "русский", "", "../ru"):
        with pytest.raises(LookupError):
            language(code, Catalogue())


def test_a_locale_may_differ_from_the_code():
    assert seen(EN.day(day("2026-10-30"))) == "30~October~2026"
    assert seen(language("en", Catalogue(), locale="en-US").day(day("2026-10-30"))) == "October~30,~2026"
