"""Finds what would lead a stranger to a shelter's door: addresses, numbers, coordinates, map links.

The last guard before publication, so disguise must not help. `_skeleton` folds a text to what a reader sees (NFKD; invisible
characters, marks and emphasis dropped; look-alikes of three scripts made one; digits of any script made ASCII) and keeps the
offset every character came from. All expressions match the skeleton and are themselves folded. Each repetition is bounded,
possessive or reads its run once, so time grows with the length of the text.

Deliberately absent: a gazetteer, numbers spelt out in words, HTML entities, images. In doubt a finding wins, but everyday
words pass: a street needs a name or a house number, and a number that counts ("дома 5 человек") is no house number.

Sources: Open Location Code specification (github.com/google/open-location-code), what3words' REGEX_3_WORD_ADDRESS, WHATWG URL
(backslashes, user-info, trailing dots), Unicode UTS #39 (which letters look alike), RFC 5870 (geo:).
"""

import re
import string
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from urllib.parse import unquote

Spans = Iterable[tuple[int, int]]
Finder = Callable[[str], Spans]


@dataclass(frozen=True, slots=True, kw_only=True)
class PrivateLocation:
    """One place named in a text; `text == original[start:end]`."""

    start: int
    """Offset of its first character in the original text, from 0."""
    end: int
    """Offset after its last character."""
    kind: str
    """street, number, coordinates, plus-code, what3words or map-link."""
    text: str
    """The original characters, with whatever disguised them."""


def find_private_locations(text: str) -> tuple[PrivateLocation, ...]:
    """Everything in a shelter's free text that tells where it is or whom to ring, by position, never overlapping.

    Link shorteners count as map-link too: nobody sees where they lead. Of two kinds at one spot the first of `_IN_SHELTERS`
    is named. Any string is good input; in an empty one there is nothing. A long number inside a link is a number: links have
    fields of their own.
    """
    return _found(text, _IN_SHELTERS)


def find_private_locations_in_guide(text: str) -> tuple[PrivateLocation, ...]:
    """Only coordinates, map links, plus codes and what3words: guides may name public offices and their telephones.

    The bare name of a map ("Maps.me") is advice, not a place: in a guide a map link has a scheme or a path.
    """
    return _found(text, _IN_GUIDES)


def is_private_host(url: str) -> bool:
    """Whether an address leads to a map, through a shortener or to a telephone (wa.me); geo: counts as a map.

    Also where one address is wrapped in another (`?q=https://…`); one without scheme is read as if it had one. Text that is no
    address is not private.
    """
    return _leads_to(url, _ANY_PRIVATE_HOST)


# --- the skeleton: what a reader sees, and where it came from ---

_ALIKE = {
    like: group[0]
    for group in (
        "aаαɑ bв cс dԁđ eеεєё gɡ hнһ iіιıӏї jј kкκ lł mм oоοøө pрρ qԛ sѕ tтτ uи vνѵ wԝ xхχ yуүұγ лλ пπ дδ фφ "
        "AАΑ BВΒ CС DԀĐ EЕΕЄ HНΗҺ IІΙӀ JЈ KКΚ LŁ MМΜ NΝ OОΟØӨ PРΡ QԚ SЅ TТΤ UИ VѴ WԜ XХΧ YУҮҰΥ ZΖ ЛΛ ПΠ ДΔ ФΦ "
        "'’‘ʼʹ′´ \"“”„«»″ °º˚ /⁄∕ .·•∙。۔।։ -−⁃"
    ).split()
    for like in group[1:]
}
_INVISIBLE = {"Mn", "Me", "Cf", "Cc", "Cs"}
_FILLERS = frozenset("\u115f\u1160\u3164\uffa0*`~")
_ESCAPABLE = frozenset(string.punctuation) - {"/", "\\"}
_DIGIT_TOKEN = re.compile(r"(?<!\w)(?=[OoIlЗзSBб]{0,24}\d|(?:O{2,4}|o{2,4}|[OIlЗ]{2,4})(?!\w))[\dOoIlЗзSBб]++(?!\w)")
_AS_DIGITS = str.maketrans("OoIlЗзSBб", "001133586")
_ZERO_IN_WORD = re.compile(r"(?<=[^\W\d_])0(?=[^\W\d_])")


@lru_cache(maxsize=8192)
def _fold(character: str) -> str:
    """What a reader sees of one character: none, one or up to three (½), from one alphabet for all look-alikes."""
    seen = []
    for part in unicodedata.normalize("NFKD", _ALIKE.get(character, character))[:3]:
        digit, category = unicodedata.digit(part, None), unicodedata.category(part)
        if digit is not None:
            seen.append(str(digit))
        elif part.isspace() or part in "_\u2800":
            seen.append(" ")
        elif category == "Pd":
            seen.append("-")
        elif category not in _INVISIBLE and part not in _FILLERS:
            seen.append(_ALIKE.get(part, part))
    return "".join(seen)


def _skeleton(text: str) -> tuple[str, list[int]]:
    """The folded text, white space collapsed, and for each of its characters the offset in `text`."""
    characters: list[str] = []
    offsets: list[int] = []
    for offset, (character, following) in enumerate(zip(text, (text + " ")[1:], strict=True)):
        if character == "\\":
            folded = "" if following in _ESCAPABLE else "/"
        else:
            folded = _fold(character)
        for part in folded:
            if part != " " or characters[-1:] != [" "]:
                characters.append(part)
                offsets.append(offset)
    folded_text = _DIGIT_TOKEN.sub(lambda token: token[0].translate(_AS_DIGITS), "".join(characters))
    return _ZERO_IN_WORD.sub("o", folded_text), offsets


def _found(text: str, kinds: dict[str, Finder]) -> tuple[PrivateLocation, ...]:
    """Runs each kind's finder over the skeleton; a spot already taken by an earlier kind is not named twice."""
    skeleton, offsets = _skeleton(text)
    taken = bytearray(len(skeleton))
    found = []
    for kind, spans in kinds.items():
        for start, end in spans(skeleton):
            if not any(taken[start:end]):
                taken[start:end] = b"\1" * (end - start)
                first, last = offsets[start], offsets[end - 1] + 1
                found.append(PrivateLocation(start=first, end=last, kind=kind, text=text[first:last]))
    return tuple(sorted(found, key=lambda location: location.start))


# --- the expressions: written plainly, with <parts>, then folded like the text (so no "*", no "_", no Cyrillic ranges) ---

_COUNTED = (  # beginnings of what numbers count; "!" is the end of a word
    "человек людей людям чел! мест дн день дня сут ноч недел месяц мес! год лет! часа часо минут мин! раз! раза! руб тенге "
    "тыс млн лир долл евро драм лари! динар злот процент градус комнат спал кроват коек койк этажа этажей квартир! квартиры "
    "семе семь женщин мужчин дет! детей ребен км! м! м2! метр шелтер январ феврал март апрел мая! июн июл август сентябр "
    "октябр ноябр декабр россиян беженц гост жильц сосед животн вопрос заяв people person place! places bed! beds day night "
    "week month year hour minut time! times usd! eur! euro dollar lira tenge rub room bedroom flats floors apartments famil "
    "women men! kid child km! m! m2! sq percent jan! january feb! february march april may! june july aug! august sept oct! "
    "october nov! november dec! december refugee russian guest shelter resident million milyon tl! try! kzt! gel! rsd! amd! "
    "pln! kişi gün gece hafta ay! yıl yaş saat dakika oda aile kadın erkek çocuk yatak yer! metre ocak şubat mart nisan "
    "mayıs haziran temmuz ağustos eylül ekim kasım aralık"
)
_STOP = (  # words beside a street word that are no name of a street
    "в во на с со до от при из и или не за по без для к у о об это эта эту этой так как если когда где уже еще были был "
    "есть нет более менее около почти примерно больше меньше каждая каждую любая другая другую такая какая наша ваша своя "
    "общая пустая the a an on in of at to from for and or is are was were by with about around over under near no not this "
    "that these those your our my his her their its every each any some one main side high same wall silk people off across "
    "into than only there ve veya bu şu o bir her hiç hiçbir hangi aynı ana yan arka için ile de da en tüm bütün"
)
_ROADS_RU = (
    "улица улице улицу улицей проспект проспекта проспекте переулок переулка переулке набережная набережной набережную бульвар "
    "бульвара бульваре шоссе аллея аллее микрорайон микрорайоне вулиця вулиці ulitsa ulica prospekt pereulok naberezhnaya "
    "bulevar shosse"
)
_ROADS = "street avenue boulevard lane road straße strasse sokak cokak sokağı cokağı caddesi cadde mahallesi mahalle bulvarı"
_OFFICIAL = "law act service article order decree resolution form flight bus line case phone tel hat hattı kanun yasa"


def _folded(source: str) -> str:
    return "".join(map(_fold, source))


def _one_of(words: str, gap: str = "") -> str:
    """An expression for any of these words, by first letter (four times as fast); with `gap`, their letters may stand apart."""
    letters = groupby(sorted(words.split()), key=lambda word: word[0])
    return "|".join(f"{first}{gap}(?:{'|'.join(gap.join(word[1:]) for word in group)})" for first, group in letters)


_WORDS = {  # parts to be folded; earlier ones may use later ones
    "named": r"(?:<name>[ ,\"]{1,3}){0,2}<no><house>",
    "rest": r"[\w.']{0,30}+(?:[ \"]{1,2}<cap>[\w.']{0,30}+){0,2}(?:[ ,\"]{1,3}<no><house>)?",
    "no": r"[ ,.:#]{0,3}(?:(?:дом|д|no|n|nr|номер|numara|number)[ .:#]{0,3})?",
    "house": (
        r"(?=\d)(?!24/7|(?:19|20)\d\d(?!\d)|(?:10[1-4]|11[0-2]|15[5-7]|911)(?!\d))\d{1,4}+(?![\d:]|[.,]\d)"
        r"(?! ?- ?\d{1,4} ?<count>|(?:[ -]|-?<let>{1,2} )?<count>)(?:/\d{1,4}+|-?<let><out>)?"
    ),
    "name": r"(?!<stop>|<count>)<let>{2,30}+(?<!ли|ют|ут|ят|ет|ит|ть|ся|сь|но|ло)<out>",
    "proper": r"(?=<cap>)(?!<stop>)[\w.']{1,31}+ ",
    "stop": f"(?:{_one_of(_STOP)})<out>",
    "count": f"(?:[°%₽₸₺$€]|(?=<let>)(?:кв\\.? ?м|{_one_of(_COUNTED)}))".replace("!", "<out>"),
    "road-ru": f"(?:{_one_of(_ROADS_RU, '<gap>')})<out>",
    "road": f"(?:{_one_of(_ROADS, '<gap>')})",
    "apart": _one_of("улиц проспект переулок набережн бульвар квартира подъезд sokak street avenue mahalle cadde", "[ .-]"),
}
_SHAPES = {  # parts that are not
    "cap": r"(?-i:[A-ZА-ЯЀ-ЏҐҒҚҢӘҮҰҺ])",
    "let": r"[^\W\d_]",
    "in": r"(?<![^\W\d_])",
    "out": r"(?![^\W\d_])",
    "gap": r"[ .-]?",
    "dot": r"(?: \. ?| ?[\[(]\.[\])] ?| dot )",
}


def _expression(before: str, *alternatives: str) -> re.Pattern[str]:
    """Any of the alternatives where `before` holds: `дом<no><house>` finds "ДOM №5" whichever alphabet its O is from."""
    source = f"{before}(?:{'|'.join(alternatives)})"
    for name, part in _WORDS.items():
        source = source.replace(f"<{name}>", part)
    source = _folded(source)
    for name, part in _SHAPES.items():
        source = source.replace(f"<{name}>", part)
    return re.compile(source, re.IGNORECASE)


_STREETS = (
    _expression(
        "<in>(?=<let>)",
        # Russian: before the name; after it; short forms, those with a meaning of their own only with a capital or a number
        r"<road-ru>(?:[ \"]{1,2}(?:им\.? |имени |\d{1,3} )?\"?(?!<stop>)<cap>|[ ,:\"]{1,3}<named>)<rest>",
        r"улицы<out>(?:[ ,:\"]{1,3}<named>| \"?<cap><let>{2,30}[ое]й<out>)",
        r"(?=<cap>)(?!<stop>)<let>{2,30}(?:ая|ой|ую|ый|ий|ого|ому|ом|ое) "
        r"(?:(?:улиц|проспект|переул|набереж|бульвар|шосс|алле|тупик)<let>{0,4}|(?:ул|пер|просп|пр|пр-т|наб|б-р|ш)(?:\.|<out>))"
        r"(?:<no><house>)?",
        r"(?:ул|ul|пр-?к?т|просп|мкрн?)<out>\.?[ \"]{0,2}\w<rest>",
        r"(?:пер|наб|бул|б-р)<out>\.?[ \"]{0,2}(?:<cap>|<named>)<rest>",
        r"(?:пр|ш|пл|площад[ьи]|проезд|тупик)<out>\.? ?\"?<cap><let>{0,30}[ ,.\"]{1,3}(?:<name> )?<no><house>",
        # English and Turkish: after a name with a capital; before a number
        r"<proper>(?:(?=<cap>)(?:(?:street|avenue|boulevard|lane|road)<out>|(?:[sc]okak|[sc]okağ|cadde|mahalle|bulvar)<let>{0,8})|"
        r"(?:[sc]okağı|caddesi|mahallesi|bulvarı|apartmanı)<let>{0,5}|"
        r"(?:[sc]okak|cadde)<out>(?! (?!no|numara|kat|daire)(?-i:[a-z]))|"
        r"(?:mah|mh|cad|sok|sk|bulv|blv|apt)\.|(?:<road>|str|st|rd|dr|ln|sq)<out>(?=<no><house>))(?:<no><house>)?",
        r"(?:<road>|mah|mh|cad|cd(?=\.| no)|sok|sk|bulv|blv|blvd|ave|square|highway|embankment)<out>"
        r"(?:(?:[ .,]{0,3}(?:no|n|nr|numara|number|#)[ .:]{0,2}|[ .]{1,2})<house>|: ?<named>)",
        # other languages of the countries: the word is enough
        r"<let>{3,30}stra(?:ss|ß)e|<let>{2,30}str\. ?\d{1,3}|көшес<let>{1,5}|даңғыл<let>{0,5}|ქუჩ<let>{1,4}|გამზირ<let>{1,4}|"
        r"փողոց<let>{0,4}|պողոտա<let>{0,4}",
        # letters that stand apart; houses, flats, floors
        r"(?:<apart>)[ .-]?<let>{0,2}<out>",
        r"(?:дом[аеу]?|(?<!т\.)(?<!т\. )д\.|кв|квартир[аеыу]|корп|корпус[ае]?|строение|подъезд[ае]?|этаж[ае]?|офис|оф|домофон|"
        r"комнат[аеы]|блок|kv|kvartira|dom|apt|apartment|flat|house|building|bldg|entrance|room|suite|unit|door|floor|daire|kat|kapı|"
        r"blok|apartmanı?|d:|numara)[ .:#]{0,3}(?:(?:no|n|nr|номер|numara|number)[ .:#]{0,3})?<house>",
        "".join(f"(?<!{word} )" for word in _OFFICIAL.split()) + r"no ?[:.] ?(?!\d{4})<house>(?! of<out>)",
        r"(?:(?:перв|втор|трет|четв|пят|шест|седьм|восьм|девят|десят|последн|цокольн)<let>{2,4}|ground|first|second|third|fourth|"
        r"fifth|top) (?:этаже?|подъезде?|floor)<out>",
        r"(?:zemin|birinci|ikinci|üçüncü|dördüncü|beşinci|giriş) kat(?:ta|ı|ında)?<out>",
        r"<cap>[ -]blok<out>|blok[ :-]{1,2}<let><out>",
    ),
    _expression(
        r"(?<![\w.,:/+-])(?=\d)",
        r"\d{1,3}-?(?:я|й|ая|ой|ый|ем|ю) (?:улиц|переул|проезд|лини)<let>{1,3}",
        r"\d{1,3}(?:(?:-?(?:й|ый|ой|ий|ом|ем|м|st|nd|rd|th))? ?(?:этаже?|подъезде?|floor)|\. ?kat(?:ta|ı|ında)?)<out>",
        r"(?=[\d/]{1,9}<let>?[.,]? <let>)<house>[.,]? (?:<name> ){1,2}(?:<road>|st|ave|rd|ln|blvd|drive|square)<out>"
        r"(?!\.? peter)",
        r"\d{1,4}(?:(?:th|st|nd|rd|\.) ?| (?=<cap>))(?:<road>|ave|sok|sk|cad|cd)<out>",
    ),
)

_YEAR, _TIME = r"(?:19|20)\d\d", r"\d{1,2}[.:][0-5][05]"
_DAY, _MONTH = r"(?:0?[1-9]|[12]\d|3[01])", r"(?:0?[1-9]|1[0-2])"
_DATE = rf"(?:{_YEAR}[./-]{_MONTH}[./-]{_DAY}|{_DAY}[./-]{_MONTH}[./-](?:{_YEAR}|\d\d))"
_SUM = r"(?:\d{1,3}(?:[ .]\d{3}){1,2}|\d{1,3}0{4,6}|\d{1,6})(?:[.,]\d\d?)?(?!\d)"
_ROUND = r"\d{1,3}[ .]\d00(?:[ .]000)?"
_END, _ALONE = r"(?!\d|[.-]\d)", r"(?![ .()-]{0,2}\d)"
_HARMLESS = _expression(
    r"(?<![\d+])(?<!\d[.-])(?=[\d$€₽₺₸])",
    rf"(?:(?:{_DATE}|\d{{1,2}}(?:\.\d{{1,2}})?\.?) ?- ?)?{_DATE}{_END}",
    rf"{_TIME} ?- ?{_TIME}{_END}",
    rf"(?<=\(){_YEAR}(?=\))",
    rf"(?<!\d[ ()])(?:{_YEAR} ?[-/] ?{_YEAR}{_END}|{_YEAR}(?= ?\()|[$€₽₺₸] ?{_SUM}(?: ?- ?[$€₽₺₸]?{_SUM})?{_ALONE}|"
    rf"(?:{_YEAR}[ .,(-]{{1,3}})?{_SUM}(?: ?- ?{_SUM})?(?=[ -]?<count>)|{_ROUND}(?: ?- ?{_ROUND})?{_ALONE})",
)
_NUMBERS = (
    re.compile(r"\+?\d(?:[ .()+-]{0,4}\d){6,}+"),
    re.compile(r"(?<!\d)\d(?:[ ,./:;-]{1,3}\d(?!\d)){6,}+"),
    re.compile(r"(?<![\d/,])\d{3,4}(?:[/,]\d{2,4}){1,4}[/,]\d\d(?![\d/,])"),
)

_DECIMAL, _ANGLE = r"\d{1,3}(?:[.,]| [.,] )\d{4,12}", r"\d{1,3}[.,]\d{2,8}"
_COORDINATES = (
    _expression(
        r"(?<![\d.,])(?=-?\d)",
        rf"(?!{_MONTH}\.{_YEAR}(?!\d))-?{_DECIMAL}[^\d]{{1,25}}?{_DECIMAL}",
        r"-?\d{1,2}\.\d\d[1-9] ?[,; ] ?-?\d{1,3}\.\d\d[1-9](?!\d)(?! ?<count>)",
        rf"{_ANGLE} ?(?:°[^\d]{{1,10}}?{_ANGLE} ?°|[ns]<out>[^\d]{{0,6}}?{_ANGLE} ?[ew]<out>)",
        r"\d{1,3}(?:[.,]\d{1,8})? ?° ?(?:\d{1,2}(?:[.,]\d{2,6}|(?:[.,]\d)? ?')|[nsew]<out>)|\d{1,3}[.,]\d{4,12} ?[nsew]<out>",
        r"\d{1,3} \d{1,2} \d{1,2}(?:[.,]\d{1,3})? ?[nsew]<out>",
        r"\d{1,3}(?:[.,]\d{1,8})?[°'\" ]{0,2}(?:[сю]\.? ?ш|[вз]\. ?д|(?:северн|южн)<let>{2,3} шир<let>{0,5})<out>",
    ),
    _expression(
        "<in>",
        rf"[ns] ?{_ANGLE}[^\d]{{0,6}}?[ew] ?{_ANGLE}",
        r"(?:lat|latitude|lon|longitude|широт[аы]|долгот[аы]|enlem|boylam)[ :=]{1,3}-?\d{1,3}[.,]\d{2}",
    ),
)
_OLC = "23456789cfghjmpqrvwx"
_PLUS_CODES = _expression(
    r"(?<!\w)(?=[2-9c-x])",
    rf"[2-9c] ?[2-9cfghjmpqrv](?: ?[{_OLC}]){{6}} ?(?:\+|%2b)(?: ?[{_OLC}]){{0,7}}(?!\w)",
    rf"[2-9c][2-9cfghjmpqrv](?:[{_OLC}]{{2}}){{0,2}}0{{2,6}}\+(?!\w)",
    rf"(?=[2-9+ ]{{0,9}}[{_OLC[8:]}])(?=[{_OLC[8:]}+ ]{{0,9}}[2-9])(?:[{_OLC}]{{2}}){{2,3}} ?\+ ?[{_OLC}]{{2,3}}(?!\w)",
    rf"(?-i:[{_OLC[8:].upper()}]{{4}}\+[{_OLC[8:].upper()}]{{2,3}})(?!\w)",
)
_WHAT3WORDS = _expression("", r"(?:(?<!:)/{3,8}|(?:what ?3 ?words|w3w)[ :/-]{1,4}) ?<let>{1,40}+(?: ?\. ?<let>{1,40}+){2}")

_TLD = r"\.[a-z]{2,3}(?:\.[a-z]{2})?"
_MAPS = (
    rf"(?:maps|earth)\.google{_TLD}|google{_TLD}/[./]*maps|goo\.gl/[./]*maps|maps\.app\.goo\.gl|maps\.googleapis\.com|g\.page|"
    rf"(?:maps|harita)\.yandex{_TLD}|yandex{_TLD}/[./]*(?:web-maps|maps|map-widget|navi|harita)|ya\.ru/[./]*maps|2gis{_TLD}|"
    rf"openstreetmap{_TLD}|osm\.org|osmand\.net|maps\.apple(?:\.com)?|maps\.me|ge0\.me|omaps\.app|organicmaps\.app|waze\.com|"
    r"bing\.com/[./]*maps|what3words\.com|w3w\.(?:co|io)|plus\.codes|here\.com|mapquest\.com|mapy\.(?:cz|com)|wikimapia\.org|"
    r"geohack\.toolforge\.org|nakarte\.me|mapcarta\.com|citymapper\.com"
)
_HIDDEN = (  # shorteners, and messengers by telephone number
    r"goo\.gl|bit\.ly|bitly\.(?:com|ws)|clck\.ru|tinyurl\.com|tiny\.(?:cc|one)|t\.co|is\.gd|v\.gd|da\.gd|vk\.cc|cutt\.ly|ow\.ly|"
    r"lnkd\.in|rebrand\.ly|rb\.gy|shorturl\.at|goo\.su|u\.to|ya\.cc|j\.mp|buff\.ly|t\.ly|s\.id|surl\.li|clc\.li|adf\.ly|g\.co|wa\.me|"
    r"api\.whatsapp\.com|(?:t|telegram)\.me/\+?\d{7,15}"
)
_MAP_HOST, _ANY_PRIVATE_HOST = (
    re.compile(rf"(?:[^/]*\.)?(?:{hosts})(?![a-z0-9.-])") for hosts in (_MAPS, f"{_MAPS}|{_HIDDEN}")
)
_MAP_SCHEMES = frozenset("geo maps mapsme ge0 comgooglemaps yandexmaps yandexnavi waze dgis".split())
_ADDRESS = re.compile(r"[^ <>()\[\]{}\"',;|]+")
_MAP_APART = _expression(
    "<in>",
    f"(?:{_one_of('openstreetmap googlemaps yandexmaps what3words organicmaps wikimapia', '[ .-]')})" + r"[ .-]?\. ?<let>{2,3}",
    r"maps<dot>(?:me|google|app|yandex)|osm<dot>org|goo<dot>gl|2gis<dot>|waze<dot>com|plus<dot>codes",
)


def _leads_to(address: str, private_host: re.Pattern[str]) -> bool:
    """Whether the address, or one wrapped in it, is a map's by its scheme or is found by `private_host` in host/path."""
    plain = _folded(unquote(unquote(address)).replace("\\", "/")).replace(" ", "").lower()
    for part in re.split(r"https?:/*", plain):
        scheme, colon, rest = part.lstrip("/").partition(":")
        if colon and rest and scheme in _MAP_SCHEMES:
            return True
        named = rest if colon and scheme.isalnum() else part
        authority, slash, path = re.sub(r"[?#]", "/", named.lstrip("/"), count=1).partition("/")
        host = authority.rpartition("@")[2].partition(":")[0].strip(".")
        if private_host.match(".".join(map(_label, host.split("."))) + slash + path):
            return True
    return False


def _label(label: str) -> str:
    """A label of a host as a reader sees it: punycode read and folded; a broken one unchanged."""
    if not label.startswith("xn--") or len(label) > 63:
        return label
    try:
        return _folded(label[4:].encode("ascii").decode("punycode")).lower()
    except ValueError:
        return label


# --- finders: skeleton → spans in it ---


def _matches(*expressions: re.Pattern[str]) -> Finder:
    return lambda skeleton: (match.span() for expression in expressions for match in expression.finditer(skeleton))


def _streets(skeleton: str) -> Iterator[tuple[int, int]]:
    """Spans of streets, houses and flats; those that only punctuation parts are one address, so one span."""
    start = end = 0
    for first, last in sorted(_matches(*_STREETS)(skeleton)):
        if end and skeleton[end:first].strip(" ,.;:/()-"):
            yield start, end
            end = 0
        start, end = (start, max(end, last)) if end else (first, last)
    if end:
        yield start, end


def _numbers(skeleton: str) -> Spans:
    """Seven digits or more, however spread, that are no date, hours, years or sum."""
    return _matches(*_NUMBERS)(_HARMLESS.sub(lambda match: "\0" * len(match[0]), skeleton))


def _links(private_host: re.Pattern[str], telling: str) -> Finder:
    """Finds addresses of private hosts that contain one of the `telling` characters."""

    def find(skeleton: str) -> Iterator[tuple[int, int]]:
        for match in _ADDRESS.finditer(skeleton):
            address = match[0].rstrip(".:!?-")
            if any(sign in address for sign in telling) and _leads_to(address, private_host):
                yield match.start(), match.start() + len(address)
        yield from _matches(_MAP_APART)(skeleton)

    return find


_PLACES = {"coordinates": _matches(*_COORDINATES), "plus-code": _matches(_PLUS_CODES), "what3words": _matches(_WHAT3WORDS)}
_IN_GUIDES: dict[str, Finder] = {"map-link": _links(_MAP_HOST, "/:?#"), **_PLACES}
_IN_SHELTERS: dict[str, Finder] = {
    "map-link": _links(_ANY_PRIVATE_HOST, ".:"),
    **_PLACES,
    "street": _streets,
    "number": _numbers,
}
