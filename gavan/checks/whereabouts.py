"""Words and shapes that tell where a place is: streets, houses, numbers, coordinates, codes, map hosts.

Written plainly, with <parts>, then folded as the text is (so no "*", no "_", no Cyrillic ranges). Each repetition is bounded,
possessive or reads its run once, so that time grows with the length of the text.

Sources: Open Location Code specification (github.com/google/open-location-code), what3words' REGEX_3_WORD_ADDRESS.
"""

from __future__ import annotations

import re
from itertools import groupby

from gavan.checks.disguise import folded

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
    source = folded(source)
    for name, part in _SHAPES.items():
        source = source.replace(f"<{name}>", part)
    return re.compile(source, re.IGNORECASE)


STREETS = (
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
HARMLESS = _expression(
    r"(?<![\d+])(?<!\d[.-])(?=[\d$€₽₺₸])",
    rf"(?:(?:{_DATE}|\d{{1,2}}(?:\.\d{{1,2}})?\.?) ?- ?)?{_DATE}{_END}",
    rf"{_TIME} ?- ?{_TIME}{_END}",
    rf"(?<=\(){_YEAR}(?=\))",
    rf"(?<!\d[ ()])(?:{_YEAR} ?[-/] ?{_YEAR}{_END}|{_YEAR}(?= ?\()|[$€₽₺₸] ?{_SUM}(?: ?- ?[$€₽₺₸]?{_SUM})?{_ALONE}|"
    rf"(?:{_YEAR}[ .,(-]{{1,3}})?{_SUM}(?: ?- ?{_SUM})?(?=[ -]?<count>)|{_ROUND}(?: ?- ?{_ROUND})?{_ALONE})",
)
NUMBERS = (
    re.compile(r"\+?\d(?:[ .()+-]{0,4}\d){6,}+"),
    re.compile(r"(?<!\d)\d(?:[ ,./:;-]{1,3}\d(?!\d)){6,}+"),
    re.compile(r"(?<![\d/,])\d{3,4}(?:[/,]\d{2,4}){1,4}[/,]\d\d(?![\d/,])"),
)

_DECIMAL, _ANGLE = r"\d{1,3}(?:[.,]| [.,] )\d{4,12}", r"\d{1,3}[.,]\d{2,8}"
COORDINATES = (
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
PLUS_CODES = _expression(
    r"(?<!\w)(?=[2-9c-x])",
    rf"[2-9c] ?[2-9cfghjmpqrv](?: ?[{_OLC}]){{6}} ?(?:\+|%2b)(?: ?[{_OLC}]){{0,7}}(?!\w)",
    rf"[2-9c][2-9cfghjmpqrv](?:[{_OLC}]{{2}}){{0,2}}0{{2,6}}\+(?!\w)",
    rf"(?=[2-9+ ]{{0,9}}[{_OLC[8:]}])(?=[{_OLC[8:]}+ ]{{0,9}}[2-9])(?:[{_OLC}]{{2}}){{2,3}} ?\+ ?[{_OLC}]{{2,3}}(?!\w)",
    rf"(?-i:[{_OLC[8:].upper()}]{{4}}\+[{_OLC[8:].upper()}]{{2,3}})(?!\w)",
)
WHAT3WORDS = _expression("", r"(?:(?<!:)/{3,8}|(?:what ?3 ?words|w3w)[ :/-]{1,4}) ?<let>{1,40}+(?: ?\. ?<let>{1,40}+){2}")

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
MAP_HOST, ANY_PRIVATE_HOST = (
    re.compile(rf"(?:[^/]*\.)?(?:{hosts})(?![a-z0-9.-])") for hosts in (_MAPS, f"{_MAPS}|{_HIDDEN}")
)
MAP_SCHEMES = frozenset("geo maps mapsme ge0 comgooglemaps yandexmaps yandexnavi waze dgis".split())
ADDRESS = re.compile(r"[^ <>()\[\]{}\"',;|]+")
MAP_APART = _expression(
    "<in>",
    f"(?:{_one_of('openstreetmap googlemaps yandexmaps what3words organicmaps wikimapia', '[ .-]')})" + r"[ .-]?\. ?<let>{2,3}",
    r"maps<dot>(?:me|google|app|yandex)|osm<dot>org|goo<dot>gl|2gis<dot>|waze<dot>com|plus<dot>codes",
)
