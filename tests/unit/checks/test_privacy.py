"""Every address, number and place here is invented."""

import time
import unicodedata
from collections.abc import Callable

import pytest

from gavan.checks.privacy import (
    PrivateLocation,
    find_private_locations,
    find_private_locations_in_guide,
    is_private_host,
)

STREETS = [  # text, the part that tells
    ("Шелтер: улица Вымышленная, 99", "улица Вымышленная, 99"),
    ("Живём на улице Вымышленной.", "улице Вымышленной"),
    ("ул. Вымышленная, д. 99, кв. 5", "ул. Вымышленная, д. 99, кв. 5"),
    ("ул Вымышленная 99", "ул Вымышленная 99"),
    ("УЛ.ВЫМЫШЛЕННАЯ,99", "ВЫМЫШЛЕННАЯ"),
    ("улица вымышленная 99а, вход со двора", "улица вымышленная 99а"),
    ("ул. им. Вымышленного", "Вымышленного"),
    ("улица «Вымышленная»", "Вымышленная"),
    ("улица 99 Марта Вымышленного", "улица 99"),
    ("Вымышленная улица у вокзала", "Вымышленная улица"),
    ("3-й Вымышленный переулок", "Вымышленный переулок"),
    ("2-я улица за рынком", "2-я улица"),
    ("пр-т Вымышленный 12", "пр-т Вымышленный 12"),
    ("проспект Вымышленный", "проспект Вымышленный"),
    ("пер. Вымышленный, 7", "пер. Вымышленный, 7"),
    ("наб. Вымышленная", "наб. Вымышленная"),
    ("Вымышленная набережная", "Вымышленная набережная"),
    ("пл. Вымышленная, 9", "пл. Вымышленная, 9"),
    ("мкр. Вымышленный, дом 5", "дом 5"),
    ("дом 5, второй подъезд", "дом 5"),
    ("Дом № 17", "Дом № 17"),
    ("во дворе д. 5 кв. 3", "д. 5 кв. 3"),
    ("квартира 12", "квартира 12"),
    ("кв.12", "кв.12"),
    ("подъезд 2", "подъезд 2"),
    ("третий подъезд слева", "третий подъезд"),
    ("этаж 4", "этаж 4"),
    ("на третьем этаже", "третьем этаже"),
    ("3-й этаж", "3-й этаж"),
    ("домофон 45", "домофон 45"),
    ("ulitsa Vymyshlennaya 99", "ulitsa Vymyshlennaya 99"),
    ("99 Imaginary Street", "99 Imaginary Street"),
    ("Imaginary Street", "Imaginary Street"),
    ("We live in imaginary street 99", "street 99"),
    ("99 imaginary st, ring twice", "99 imaginary st"),
    ("Imaginary St. 99", "Imaginary St. 99"),
    ("12B Made Up Avenue", "Up Avenue"),
    ("Made-up Ave 12", "Ave 12"),
    ("7 Nowhere Road", "7 Nowhere Road"),
    ("5th Avenue", "5th Avenue"),
    ("apt 4", "apt 4"),
    ("Apt. #4", "Apt. #4"),
    ("flat 3B", "flat 3B"),
    ("house no. 7", "house no. 7"),
    ("3rd floor", "3rd floor"),
    ("second floor", "second floor"),
    ("Uydurma Mahallesi", "Uydurma Mahallesi"),
    ("Uydurma Mah. Hayali Cad. No: 99 Daire 5", "Hayali Cad. No: 99 Daire 5"),
    ("Hayali Sokak No:99", "Hayali Sokak No:99"),
    ("hayali sokak no 99", "sokak no 99"),
    ("Hayali Sokağı'nda", "Hayali Sokağı"),
    ("HAYALİ SOKAĞI 99", "SOKAĞI 99"),
    ("1453. Sokak", "1453. Sokak"),
    ("99 Sk. üstünde", "99 Sk"),
    ("Hayali Caddesi 99", "Hayali Caddesi 99"),
    ("hayali caddesi 99", "caddesi 99"),
    ("no: 5", "no: 5"),
    ("No:5/3", "No:5/3"),
    ("Uydurma Apartmanı", "Uydurma Apartmanı"),
    ("daire 5", "daire 5"),
    ("kat: 3", "kat: 3"),
    ("3. kat", "3. kat"),
    ("B Blok", "B Blok"),
    ("Erfundene Straße 99", "Straße 99"),
    ("Erfundenstraße", "Erfundenstraße"),
    ("Imaginary street, 99", "Imaginary street, 99"),
    ("с улицы Вымышленной", "улицы Вымышленной"),
    ("Вымышленный тупик", "Вымышленный тупик"),
    ("вулиця Вигадана 9", "вулиця Вигадана 9"),
    ("Ойдан көшесі", "көшесі"),
    ("გამოგონილი ქუჩა", "ქუჩა"),
]

DISGUISED_STREETS = [
    ("yлица Вымышленная 99", "Вымышленная 99"),
    ("улицa Вымышленнaя", "Вымышленнaя"),
    ("Сokak no 99", "no 99"),
    ("Hayali Sоkаk 99", "Sоkаk 99"),
    ("у л и ц а Вымышленная 99", "Вымышленная 99"),
    ("у\u00a0л\u2009и\u200aц\u202fа", "ц\u202fа"),
    ("s o k a k 99", "s o k a k 99"),
    ("S-O-K-A-K", "S-O-K-A-K"),
    ("у.л.и.ц.а", "у.л.и.ц.а"),
    ("ули\u200bца Вымышленная", "ули\u200bца Вымышленная"),
    ("у\u00adл\u00adи\u00adц\u00adа Вымышленная", "Вымышленная"),
    ("\u202eул. Вымышленная 99\u202c", "Вымышленная 99"),
    ("у\u0301л\u0336и\u0301ц\u0301а\u0301 Вымышленная", "Вымышленная"),
    ("ｓｏｋａｋ　９９", "ｓｏｋａｋ　９９"),
    ("улица Вымышленная ９９", "９９"),
    ("𝐬𝐨𝐤𝐚𝐤 𝟗𝟗", "𝐬𝐨𝐤𝐚𝐤 𝟗𝟗"),
    ("s0kak 99", "s0kak 99"),
    ("д0м 5", "д0м 5"),
    ("д\u2060о\u2060м 5", "м 5"),
    ("дом ５", "дом ５"),
    ("дом lO", "lO"),
    ("kat\u200b: ٣", "٣"),
    ("**ул**. _Вымышленная_ 99", "Вымышленная_ 99"),
    ("ул\\. Вымышленная", "Вымышленная"),
    ("у*л*ица Вымышленная", "Вымышленная"),
    ("SOKAĞI 99", "SOKAĞI 99"),
    ("SOKAGI 99", "SOKAGI 99"),
    ("DAİRE 5", "DAİRE 5"),
    ("daıre 5", "daıre 5"),
    ("Ул\nВымышленная", "Вымышленная"),
    ("Вымышленнaя yл., 99", "Вымышленнaя yл., 99"),
]

NUMBERS = [
    ("+90 532 000 00 00", "532 000"),
    ("905320000000", "905320000000"),
    ("Звоните: 8 (999) 000-00-00", "(999) 000-00-00"),
    ("0532.000.00.00", "0532.000.00.00"),
    ("тел. ０５３２０００００００", "０５３２"),
    ("٠٥٣٢٠٠٠٠٠٠٠", "٠٥٣٢"),
    ("۰۵۳۲۰۰۰۰۰۰۰", "۰۵۳۲"),
    ("+9O 5З2 lOO OO 67", "5З2 lOO OO 67"),
    ("+7 9IO ООО ОО ОО 12", "9IO"),
    ("5 3 2 0 0 0 0", "5 3 2 0 0 0 0"),
    ("5, 3, 2, 1, 2, 3, 4, 5", "5, 3, 2"),
    ("5\u200b3\u200b2\u200b0\u200b0\u200b0\u200b0", "3\u200b2"),
    ("532\u2009000\u200900\u202f00", "532"),
    ("532–000–00–00", "532–000"),
    ("номер заявки 1234567", "1234567"),
    ("passport 12 3456789", "3456789"),
    ("①②③④⑤⑥⑦", "①②"),
    ("532/000/00/00", "532/000/00/00"),
    ("https://example.org/call/905320000000", "905320000000"),
    ("𝟓𝟑𝟐𝟎𝟎𝟎𝟎", "𝟓𝟑"),
    ("5️⃣3️⃣2️⃣0️⃣0️⃣0️⃣0️⃣", "3️⃣"),
]

COORDINATES = [
    ("11.1111, 22.2222", "11.1111, 22.2222"),
    ("11.111,22.222", "11.111,22.222"),
    ("11,1111; 22,2222", "11,1111; 22,2222"),
    ("11.1111 -22.2222", "-22.2222"),
    ("−11.1111 −22.2222", "−11.1111"),
    ("11.1111° N, 22.2222° E", "11.1111° N"),
    ("N 11.11 E 22.22", "E 22.22"),
    ("11.11 N, 22.22 E", "22.22 E"),
    ("11°11′11″ N 22°22′22″ E", "11°11′"),
    ("11º11'11\" 22º22'22\"", "11º11'"),
    ("11°11´", "11°11´"),
    ("11,11° с. ш. 22,22° в. д.", "11,11° с. ш"),
    ("11 с.ш.", "11 с.ш"),
    ("широта 11.11, долгота 22.22", "широта 11.11"),
    ("enlem 11.1111 boylam 22.2222", "11.1111"),
    ("lat=11.11&lon=22.22", "11.11"),
    ("１１.１１１１, ２２.２２２２", "１１.１１１１"),
    ("11.1111 N", "11.1111 N"),
    ("11.OO11, 22.2222", "11.OO11, 22.2222"),
    ("11,11 северной широты", "11,11 северной широт"),
    ("11\u200b.1111,\u00a022.2222", "22.2222"),
    ("11 11 11 N 22 22 22 E", "11 11 11 N"),
]

PLUS_CODES = [
    ("8GHC2W4V+9Q", "8GHC2W4V+9Q"),
    ("2W4V+9Q Istanbul", "2W4V+9Q"),
    ("8ghc2w4v+9q", "8ghc2w4v+9q"),
    ("8GHC2W4V+9QX", "8GHC2W4V+9QX"),
    ("8GHC2W4V+", "8GHC2W4V+"),
    ("8GHC2W00+", "8GHC2W00+"),
    ("8 G H C 2 W 4 V + 9 Q", "4 V + 9 Q"),
    ("8GHC 2W4V + 9Q", "2W4V + 9Q"),
    ("8GHС2W4V+9Q", "8GHС2W4V+9Q"),
    ("８ＧＨＣ２Ｗ４Ｖ＋９Ｑ", "８ＧＨＣ"),
    ("2W4V\u200b+9Q", "+9Q"),
    ("код 2W4V+9Q, Вымышленск", "2W4V+9Q"),
    ("RVWX+QC", "RVWX+QC"),
]

WHAT3WORDS = [
    ("///made.up.words", "made.up.words"),
    ("///выдуманные.три.слова", "три.слова"),
    ("/// made . up . words", "made . up . words"),
    ("／／／made．up．words", "up"),
    ("///ma\u00adde.up.words", "up.words"),
    ("what3words: made.up.words", "made.up.words"),
]

MAP_LINKS = [
    ("[тут](https://maps.app.goo.gl/Invented)", "maps.app.goo.gl/Invented"),
    ("https://www.google.com/maps/place/x", "google.com/maps"),
    ("google.com.tr/maps?q=x", "google.com.tr/maps"),
    ("https://yandex.ru/maps/-/CCinvented", "yandex.ru/maps"),
    ("yandex.com.tr/harita/x", "yandex.com.tr/harita"),
    ("https://2gis.kz/nowhere", "2gis.kz"),
    ("https://www.openstreetmap.org/#map=19/1/2", "openstreetmap.org"),
    ("HTTPS://MAPS.ME/x", "MAPS.ME"),
    ("mаps.me/x", "mаps.me"),
    ("maps\u200b.me/x", "maps\u200b.me/x"),
    ("ｍａｐｓ．ｍｅ/x", "ｍａｐｓ．ｍｅ"),
    ("o p e n s t r e e t m a p . org", "o p e n s t r e e t m a p . org"),
    ("geo:11.1,22.2", "geo:11.1"),
    ("maps . me/x", "maps . me"),
    ("maps[.]me/x", "maps[.]me"),
    ("https://what3words.com/made.up.words", "what3words.com"),
    ("https://plus.codes/2W4V", "plus.codes"),
    ("https://user@maps.me:443/x", "maps.me"),
]
SHORT_LINKS = [
    ("https://bit.ly/invented", "bit.ly/invented"),
    ("clck.ru/invented", "clck.ru"),
    ("goo.su/x", "goo.su"),
    ("https://wa.me/000", "wa.me"),
    ("https://t.me/+905320000000", "t.me/+905320000000"),
]

EVERYWHERE = [
    *(("coordinates", *case) for case in COORDINATES),
    *(("plus-code", *case) for case in PLUS_CODES),
    *(("what3words", *case) for case in WHAT3WORDS),
    *(("map-link", *case) for case in MAP_LINKS),
]
ONLY_IN_SHELTERS = [
    *(("street", *case) for case in STREETS + DISGUISED_STREETS),
    *(("number", *case) for case in NUMBERS),
    *(("map-link", *case) for case in SHORT_LINKS),
]

HARMLESS = [
    # from the dossier
    "Began with two rented flats, one in each city; founder had been contacted by over 100 people",
    "Network grew from about 25 to about 150 places in the first month",
    "Residents share rooms (couples together, others two to a room); one flat visited had eleven people; chores shared",
    "Four co-living flats, about 40 places in all; stay up to four weeks; after mobilisation many had to be refused",
    "Opened 1 Nov 2022; the only one in Adjara",
    "4,500 people got help with housing (the organisation's own count)",
    "A coordinator answers within about a day. No city, no capacity, no length of stay given.",
    "Talks about opening one in Serbia: no report of a shelter opening in Serbia in 2022–24 was found",
    "More than five shelters in autumn 2022; three in Nov 2023: two in Tbilisi, one in Batumi.",
    "«Тихое место» (Quiet Place)",
    "Cinema took 200+ people for nights; children's camp 100 places at 2,000 tenge a night",
    "207 people evacuated in a little over three years; evacuation programme closed",
    "Istanbul co-livings 2022 — historic (4 flats, ~40 places, up to 4 weeks, Dec 2022)",
    "support letters for humanitarian visas and asylum (7–10 days after verification)",
    "own count: 210,000 people in 70 countries, 3,500 volunteers, 160,000 legal, 11,000 psychological, 4,500 housing",
    "over 6,000 requests in Sept–Oct 2025, about 85 % not yet in the army; 520 desertions by March 2024",
    "country chats (49), professional chats (8), chat for people with disabilities, parents, pets, LGBT+ mutual help",
    "#ObjectWarCampaign (over 100 organisations, 20 countries)",
    "state line on visas, residence, international protection, trafficking, 24/7",
    "YİMER 157 (центр связи для иностранцев)",
    "help line 157, emergencies 112",
    "101 / 102 / 103 / 104: fire / police / ambulance / gas",
    "police raids on rented flats with undocumented foreigners in 2022 (148 addresses, 797 irregular stayers)",
    "2026 card fee (belge bedeli) 964 TL; minimum 653.70 TL, maximum 3,359.90 TL",
    "Registration fee for 2026: 54,258 TL (rises every January)",
    "up to 60 days in a row in one visit, and not more than 90 days in any 180",
    "under Government order no. 923 of 17 November 2025",
    "Dial *#06# to see the IMEI",
    "Mon–Fri 9:30–13:00 and 14:00–17:30",
    "an opinion of 2026-02-24/27; source 2025-12-18 ; 2025-12-30",
    "https://novayagazeta.eu/articles/2022/11/30/russkii-kovcheg",
    "https://t.me/EmigrantHelpBot",
    "Opened with 1500000 tenge in 2022 (4 flats, 40 places)",
    # Russian
    "Если вам негде жить и вы оказались на улице, напишите боту.",
    "Никто не должен остаться на улице. Мы поможем.",
    "Это не дом, а общежитие: дома 5 человек в комнате.",
    "Наш дом открыт для всех, кто бежит от войны.",
    "В доме 12 комнат и 3 душа, в квартире 8 человек.",
    "Снимаем дом на 20 мест, до дома 40 минут пешком.",
    "Мы рассчитываем на бережное отношение к дому.",
    "Площадь 60 кв. м, общая площадь 120 м².",
    "Взнос 10 000–30 000 рублей или 1 000 000 тенге за год",
    "Сбор: 1 000 000 USD с 22.11.2026 по 30.12.2026",
    "Работали в 2022–2024 годах, с 2022-11-22",
    "Принимаем людей 18–30 лет, до 14 дней, в 2022 году 150 человек",
    "Часы: 10.00–18.00, по будням 9:00-17:30",
    "И т. д. 10 марта всё закрылось.",
    "Вышли на улицы Тбилиси в 2022 году.",
    "Ковчег, «Идите лесом», ОВД-Инфо и пр. Все бесплатно.",
    "Проезд бесплатный, пер. с английского",
    "Закон № 53-ФЗ, приказ № 400, форма № 3",
    "Температура зимой −10 °C, летом +35 °С",
    "Двухэтажный дом, 2 этажа, 4 квартиры",
    "от 5 до 10 человек, 2–3 недели, 1–2 раза в месяц",
    # English
    "People who slept on the street 24/7 came on the road to Georgia.",
    "No 5 people are alike; no, 10 is too many. No: ask first.",
    "Russian street protests; 8 street musicians; Istanbul street life",
    "House rules: 2 people in a room, no guests after 22:00",
    "St. Petersburg, 12 March 2022",
    "LGBTQ+ people, 18+, B2+ English, C++",
    "This flat is for 8 people. That house has 3 rooms.",
    "version 3.10.3, section 3.4.5",
    "$1 000 000 or €10 000–30 000",
    "and/or he/she; a.b.c; www.example.org",
    "Google, Yandex and the news of yandex.ru/news",
    # Turkish
    "Sokakta kalanlar için; sokak hayvanları; her sokak",
    "Kat kat fazla, 2 kat artış, iki kat güvenli",
    "Bu ev 8 kişi için, 3 oda, 14 gün",
    "İhtiyaç çok. Yerimiz az.",
    "7/24 destek hattı 183, acil 112",
    "Ücret 1.500–2.000 TL, 1.000.000 TL",
    "4 daire, 40 yer; kadın ve çocuk",
    "Vergi Dairesi'nden numara alınız",
    "",
    " \n\t",
    "\u200b\u202e",
]

HARMLESS_IN_GUIDES = [
    "Refugee help desk +90 850 000 00 00, Mon–Fri 9:30–13:00",
    "Консульство: улица Вымышленная, 99, 3-й этаж",
    "İl Göç İdaresi, Hayali Cad. No: 99",
    "Скачайте офлайн-карту: Organic Maps или Maps.me",
    "Карты OpenStreetMap. Они работают без сети. Google Maps. Me too.",
    "https://bit.ly/invented",
    "Law no. 6458, 10-digit number 1234567890",
    "11.2022–12.2023 и 1. 2022 год, 2. 2023 год",
]

PRIVATE_ADDRESSES = [
    "https://maps.app.goo.gl/x",
    "https://goo.gl/maps/x",
    "https://goo.gl/x",
    "https://www.google.com/maps",
    "https://google.co.uk/maps/@1,2",
    "https://www.google.com//maps",
    "https://maps.google.com.",
    "https://yandex.kz/maps/162/x",
    "https://2gis.ru/x",
    "https://go.2gis.com/x",
    "https://osm.org/go/x",
    "https://www.openstreetmap.org/way/1",
    "https://osmand.net/map",
    "https://maps.apple.com/?ll=1,2",
    "https://ul.waze.com/ul?ll=1",
    "https://www.bing.com/maps?cp=1",
    "https://what3words.com/a.b.c",
    "https://w3w.co/a.b.c",
    "https://plus.codes/x",
    "https://bit.ly/x",
    "http://clck.ru/x",
    "https://tinyurl.com/x",
    "https://t.co/x",
    "https://is.gd/x",
    "https://vk.cc/x",
    "https://cutt.ly/x",
    "https://ow.ly/x",
    "https://lnkd.in/x",
    "https://rebrand.ly/x",
    "https://shorturl.at/x",
    "https://goo.su/x",
    "https://u.to/x",
    "https://wa.me/1",
    "HTTPS://MAPS.ME/X",
    "https://maps.me./x",
    "https://maps.me:8443/x",
    "https://ovd.info@maps.me/x",
    "https://user:password@maps.me/x",
    "https:\\\\maps.me\\x",
    "https:///maps.me/x",
    "//maps.me/x",
    "maps.me/x",
    "https://%6Daps.me/x",
    "https://ｍａｐｓ．ｍｅ/x",
    "https://maps。me/x",
    "https://mаps.me/x",
    "https://xn--mps-6cd.me/x",
    "https://ma\u200bps.me/x",
    "https://ma\tps.me/x",
    "https://ovd.info/?to=https://maps.me/x",
    "https://ovd.info/?to=https%3A%2F%2Fmaps.me%2Fx",
    "geo:11.1,22.2",
    "GEO:11.1,22.2",
    " https://maps.me/x",
]

PUBLIC_ADDRESSES = [
    "https://kovcheg.live",
    "https://t.me/ArkHelps",
    "https://t.me/EmigrantHelpBot",
    "https://www.google.com/search?q=x",
    "https://google.com/mapsology",
    "https://yandex.ru/news",
    "https://maps.me.example.org/",
    "https://notmaps.me/",
    "https://maps.me@ovd.info/",
    "https://ovd.info/maps.me",
    "https://ovd.info/#maps.me",
    "https://help.unhcr.org/turkiye/",
    "https://www.bgcentar.org.rs/bgcentar/eng-lat/category/slider/",
    "https://meduza.io/feature/2025/12/16/finansy",
    "https://www.at.co/x",
    "https://there.com",
    "mailto:help@example.org",
    "",
    "нет",
    "https://",
    "https://xn--\u0301.org/",
    "https://xn--99999999999999.org/",
    "https://[::1]:80/",
    "://@:",
]


@pytest.mark.parametrize(("kind", "text", "telling"), EVERYWHERE + ONLY_IN_SHELTERS)
def test_a_place_in_a_shelter_text_is_found_with_its_kind_and_offsets(kind: str, text: str, telling: str) -> None:
    found = [location for location in find_private_locations(text) if location.kind == kind]
    assert any(telling in location.text for location in found)
    assert all(location.text == text[location.start : location.end] for location in found)


@pytest.mark.parametrize(("kind", "text", "telling"), EVERYWHERE)
def test_coordinates_and_maps_are_found_in_guides_too(kind: str, text: str, telling: str) -> None:
    assert any(telling in location.text and location.kind == kind for location in find_private_locations_in_guide(text))


@pytest.mark.parametrize("text", HARMLESS)
def test_everyday_words_and_figures_pass(text: str) -> None:
    assert find_private_locations(text) == ()
    assert find_private_locations_in_guide(text) == ()


@pytest.mark.parametrize("text", HARMLESS_IN_GUIDES)
def test_guides_may_name_offices_with_their_telephones(text: str) -> None:
    assert find_private_locations_in_guide(text) == ()


@pytest.mark.parametrize("url", PRIVATE_ADDRESSES)
def test_maps_and_shorteners_are_private_hosts_however_they_are_written(url: str) -> None:
    assert is_private_host(url)


@pytest.mark.parametrize("url", PUBLIC_ADDRESSES)
def test_other_hosts_are_not_private(url: str) -> None:
    assert not is_private_host(url)


def test_offsets_are_those_of_the_original_text() -> None:
    text = "Пишите: у\u200bл\u200b. Вымышленная, 99."
    (found,) = find_private_locations(text)
    assert found == PrivateLocation(start=8, end=29, kind="street", text=text[8:29])
    assert text[8:29] == "у\u200bл\u200b. Вымышленная, 99"


def test_an_address_in_parts_is_one_finding() -> None:
    (found,) = find_private_locations("Там: ул. Вымышленная, 99, подъезд 2, кв. 5.")
    assert found.text == "ул. Вымышленная, 99, подъезд 2, кв. 5"


def test_findings_come_in_the_order_of_the_text() -> None:
    text = "+90 532 000 00 00 или https://maps.me/x, там 8GHC2W4V+9Q и улица Вымышленная, также 11.1111, 22.2222"
    kinds = [found.kind for found in find_private_locations(text)]
    assert kinds == ["number", "map-link", "plus-code", "street", "coordinates"]


def test_decomposed_letters_are_the_same_letters() -> None:
    for text in ("Hayali Sokağı 99", "3-й этаж"):
        assert find_private_locations(unicodedata.normalize("NFD", text))


HOSTILE = [
    "улица вымышленная ", "дом 5 ", "1 ", "1, ", "1,1,", "9", "41.0082, ", "Ab ", "/", "http:", "2W4V", "99 imaginary ",
    "10 000 - ", "22.11.2022 - ", "с. ш.", "ﷺ", "s t r e e ", "t.co ", "xn--a.", "%25", "\u200b",
]  # fmt: skip


@pytest.mark.parametrize("seed", HOSTILE)
@pytest.mark.parametrize("judge", [find_private_locations, is_private_host])
def test_hostile_texts_of_200_kb_take_less_than_a_second(judge: Callable[[str], object], seed: str) -> None:
    text = (seed * 200_000)[:200_000] + "x"
    assert any(seconds(judge, text) < 1 for _ in range(3)), "a busy machine may be slow once, not three times"


def seconds(judge: Callable[[str], object], text: str) -> float:
    begin = time.process_time()
    judge(text)
    return time.process_time() - begin
