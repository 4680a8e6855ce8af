"""Broken files with marks: ⟦code⟧ stands right before the thing that a problem of this code names.

A mark is taken out before the file is read, and says where the problem must be reported. `⟪ff⟫` stands for that byte. Every
case has file names of its own, so that all of them can lie in one site at once.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from gavan.content.markup import Parser

FRONT, NESTED, BODY, FILE = "front matter", "nested YAML", "body", "file"
_MARK = re.compile("⟦([a-z0-9-]+)⟧")
_BYTE = re.compile("⟪([0-9a-f]{2})⟫")


@dataclass(frozen=True, slots=True)
class Case:
    code: str
    where: str
    files: dict[str, str]
    """Marked texts by path."""

    @property
    def name(self) -> str:
        return f"{self.code} in {self.where}"

    def expected(self) -> set[tuple[str, int, int, str]]:
        """Path, line, column and code of every problem, as the marks say."""
        return {found for path, text in self.files.items() for found in _marks(path, text)}

    def as_bytes(self, *, windows: bool = False) -> dict[str, bytes]:
        """The files without marks; `windows` with byte order mark and CRLF."""
        return {path: _encoded(text, windows) for path, text in self.files.items()}


def _marks(path: str, text: str) -> set[tuple[str, int, int, str]]:
    found = set()
    for number, line in enumerate(_BYTE.sub("?", text).split("\n"), 1):
        while mark := _MARK.search(line):
            found.add((path, number, mark.start() + 1, mark.group(1)))
            line = line[:mark.start()] + line[mark.end():]
    return found


def _encoded(text: str, windows: bool) -> bytes:
    plain = _MARK.sub("", text)
    parts = _BYTE.split(plain.replace("\n", "\r\n") if windows else plain)
    data = b"".join(bytes.fromhex(part) if n % 2 else part.encode() for n, part in enumerate(parts))
    return b"\xef\xbb\xbf" + data if windows else data


def _front(code: str, head: str, *, more: dict[str, str] | None = None) -> Case:
    """A guide with this front matter; {key} in `more` stands for its key."""
    key = f"front-{code}"
    text = f"---\n{head}---\n\nТекст 🛟 для примера.\n"
    return Case(code, FRONT, {f"content/en/{key}.md": text,
                              **{path.replace("{key}", key): other for path, other in (more or {}).items()}})


def _body(code: str, body: str, *, head: str = "kind: page\n", more: dict[str, str] | None = None) -> Case:
    key = f"body-{code}"
    text = f"---\ntitle: Пример 🛟\nsummary: Страница для примера.\n{head}---\n\n{body}\n"
    return Case(code, BODY, {f"content/ru/{key}.md": text, **(more or {})})


def _shelter(code: str, text: str) -> Case:
    return Case(code, NESTED, {f"content/shelters/nested-{code}.yaml": text})


def _country(code: str, country: str, text: str) -> Case:
    return Case(code, NESTED, {f"content/countries/{country}.yaml": text})


def _translated(code: str, original: str, body: str, *, where: str = BODY, head: str = "",
                heading: str = "## Часть 🛟") -> Case:
    """A guide of one section, `part`, in English, and its Russian translation, which vouches for that section."""
    key = f"parity-{code}"
    original = f"## Part {{#part}}\n\n{original}\n"
    (section,) = Parser().parse(original).sections
    head = f"{NAMES}translated_from: en\nsource_digests: {{part: {section.digest}}}\n{head}"
    return Case(code, where, {f"content/en/{key}.md": f"---\n{PAGE}---\n\n{original}",
                              f"content/ru/{key}.md": f"---\n{head}---\n\n{heading} {{#part}}\n\n{body}\n"})


NAMES = "title: Пример 🛟\nsummary: Страница для примера.\n"
PAGE = NAMES + "kind: page\n"
SOURCES = 'sources:\n  - {title: "Закон 📜", url: "https://law.example", date: 2026-05}\n'
GUIDE = NAMES + SOURCES + "verified: never\n"
BEFORE = "title: Пример\nsummary: Пример.\n"

FRONT_MATTER = [
    _front("yaml-syntax", "title: Бумаги 🛟⟦yaml-syntax⟧: что взять\nsummary: Страница.\nkind: page\n"),
    _front("yaml-tab", PAGE + "order:\n ⟦yaml-tab⟧\t20\n"),
    _front("yaml-duplicate-key", PAGE + "⟦yaml-duplicate-key⟧summary: Другая 🛟\n"),
    _front("yaml-alias", "title: ⟦yaml-alias⟧&имя Пример 🛟\nsummary: Страница.\nkind: page\n"),
    _front("yaml-too-deep", PAGE + "aliases: [[[[[[[[[[[⟦yaml-too-deep⟧[x]]]]]]]]]]]]\n"),
    Case("front-matter", FRONT, {"content/en/front-front-matter.md": "⟦front-matter⟧" + PAGE}),
    _front("unknown-field", PAGE + "⟦unknown-field⟧цвет: синий\n"),
    _front("missing-field", "⟦missing-field⟧title: Пример 🛟\nkind: page\n"),
    _front("wrong-type", PAGE + "order: ⟦wrong-type⟧первый 🥇\n"),
    _front("wrong-choice", NAMES + "kind: ⟦wrong-choice⟧pages\n"),
    _front("missing-language", GUIDE + "changes:\n"
           "  - {date: 2026-10-01, kind: safety, ⟦missing-language⟧note: {ru: Осторожно ⚠️}}\n"),
    _front("wrong-date", NAMES + SOURCES + "verified: ⟦wrong-date⟧2026-13-01\n"),
    _front("future-date", NAMES + SOURCES + "verified: ⟦future-date⟧2027-01-01\n"),
    _front("wrong-url", NAMES + 'sources:\n  - {title: "Закон 📜", url: ⟦wrong-url⟧law.example, date: 2026}\n'
           "verified: never\n"),
    _front("no-sources", "⟦no-sources⟧title: Пример 🛟\nsummary: Страница.\nverified: never\n"),
    _front("unknown-topic", PAGE + "topic: ⟦unknown-topic⟧бумаги\n"),
    _front("unknown-country", PAGE + "country: ⟦unknown-country⟧KZ\n"),
    _front("unknown-language", PAGE + "only: [en, ⟦unknown-language⟧kk]\n"),
    _front("unknown-fact", 'title: Пример\nsummary: "Срок 🛏: ⟦unknown-fact⟧[[TR.visa_free]]."\nkind: page\n'),
    _front("no-original", NAMES + "⟦no-original⟧translated_from: ru\n"),
    _front("two-originals", PAGE, more={"content/tr/{key}.md": "---\n⟦two-originals⟧" + PAGE + "---\n\nMetin.\n"}),
    _front("translation-chain", PAGE, more={
        "content/tr/{key}.md": "---\n" + NAMES + "translated_from: ⟦translation-chain⟧ru\n---\n\nMetin.\n"}),
    _front("original-only-field", PAGE, more={
        "content/tr/{key}.md": "---\n" + NAMES + "translated_from: en\n⟦original-only-field⟧order: 20\n---\n\nMetin.\n"}),
    _front("unknown-section", GUIDE + "changes:\n  - {note: {ru: Новое 🆕}, date: 2026-10-01, kind: fact, "
           "sections: [⟦unknown-section⟧бумаги]}\n"),
    _front("fact-position", 'title: "Срок 🛏: ⟦fact-position⟧[[TR.visa_free_stay]]"\nsummary: Страница.\nkind: page\n'),
    _front("fact-form", 'title: Пример\nsummary: "Срок 🛏: ⟦fact-form⟧[[срок]]."\nkind: page\n'),
    _front("alias", PAGE + "aliases: [⟦alias⟧Старый]\n"),
    _front("only", PAGE + "only: ⟦only⟧[ru, tr]\n"),
    _front("private-location", 'title: Пример\nsummary: "Место 🛏: ⟦private-location⟧12.34567, 65.43210"\nkind: page\n'),
    _front("control-character", 'title: "Пример 🛟⟦control-character⟧\u200b"\nsummary: Страница.\nkind: page\n'),
    _front("not-utf8", "title: Пример 🛟 ⟦not-utf8⟧⟪ff⟫\nsummary: Страница.\nkind: page\n"),
]

HEAD = "organisation: helpers\ncountry: TR\nstatus: open\n"
TAIL = SOURCES + "verified: never\n"


def _fact(country: str, fields: str, *, name: str = "stay", summary: str = "{ru: Пример 🛟}", more: str = "") -> str:
    return f"country: {country}\nsummary: {summary}\nfacts:\n  {name}:\n{fields}{more}"


STAY = ("    topic: documents\n    label: {ru: Срок 🛏}\n    value: 60\n    unit: day\n    confidence: high\n"
        '    sources: [{title: "Закон 📜", url: "https://law.example", date: 2026}]\n    verified: never\n')

NESTED_YAML = [
    _shelter("yaml-syntax", HEAD + 'how: {ru: "Пишите 🛏" ⟦yaml-syntax⟧"сюда"}\n' + TAIL),
    _shelter("yaml-tab", HEAD + "how:\n  ⟦yaml-tab⟧\tru: Пишите 🛏\n" + TAIL),
    _shelter("yaml-duplicate-key", HEAD + "how: {ru: Пишите 🛏, ⟦yaml-duplicate-key⟧ru: Звоните}\n" + TAIL),
    _shelter("yaml-alias", HEAD + "how: {ru: Пишите 🛏, en: ⟦yaml-alias⟧*first }\n" + TAIL),
    _shelter("yaml-too-deep", HEAD + 'how: {ru: "🛏", en: [[[[[[[[[[⟦yaml-too-deep⟧[x]]]]]]]]]]]}\n' + TAIL),
    _shelter("unknown-field", HEAD + 'sources: [{title: "Закон 📜", url: "https://law.example", date: 2026, '
             "⟦unknown-field⟧page: 4}]\nverified: never\n"),
    _shelter("missing-field", HEAD + 'sources: [⟦missing-field⟧{title: "Закон 📜", url: "https://law.example"}]\n'
             "verified: never\n"),
    _shelter("wrong-type", HEAD + "how: {ru: Пишите 🛏, ⟦wrong-type⟧en: [one, two]}\n" + TAIL),
    _shelter("wrong-choice", HEAD + "accepts: [single, ⟦wrong-choice⟧кошки]\n" + TAIL),
    _shelter("missing-language", HEAD + TAIL + "changes:\n"
             "  - {kind: safety, date: 2026-10-01, ⟦missing-language⟧note: {ru: Не приезжайте ⚠️, tr: Gelmeyin}}\n"),
    _shelter("wrong-date", HEAD + 'sources: [{title: "Закон 📜", url: "https://law.example", date: ⟦wrong-date⟧2026-02-30}]\n'
             "verified: never\n"),
    _shelter("future-date", HEAD + 'sources: [{title: "Закон 📜", url: "https://law.example", date: ⟦future-date⟧2027}]\n'
             "verified: never\n"),
    _shelter("wrong-url", HEAD + 'sources: [{title: "Закон 📜", url: ⟦wrong-url⟧"https://кто@law.example", date: 2026}]\n'
             "verified: never\n"),
    _country("no-sources", "ge", _fact("GE", STAY.replace('    sources: [{title: "Закон 📜", url: "https://law.example", '
                                                          "date: 2026}]\n", ""), name="⟦no-sources⟧stay")),
    _country("unknown-topic", "am", _fact("AM", STAY.replace("topic: ", "topic: ⟦unknown-topic⟧мои_"))),
    Case("unknown-country", NESTED, {"content/organisations/nested-unknown-country.yaml":
         "name: {ru: Помощь 🛟}\ncountries: [TR, ⟦unknown-country⟧Сербия]\nstatus: active\n" + TAIL}),
    _shelter("unknown-language", HEAD + "how: {ru: Пишите 🛏, ⟦unknown-language⟧kk: Жазыңыз}\n" + TAIL),
    _shelter("unknown-organisation", HEAD.replace("helpers", "⟦unknown-organisation⟧помощники") + TAIL),
    _country("unknown-fact", "rs", _fact("RS", STAY, summary='{ru: "Срок 🛏: ⟦unknown-fact⟧[[RS.нет]]"}')
             .replace("нет", "no_such_fact")),
    _country("unknown-unit", "de", _fact("DE", STAY.replace("unit: day", "unit: ⟦unknown-unit⟧сутки"))),
    _country("unknown-section", "pl", _fact("PL", STAY, more="changes:\n  - {note: {ru: Новое 🆕}, date: 2026-10-01, kind: "
                                            "fact, sections: [stay, ⟦unknown-section⟧work]}\n")),
    _shelter("fact-position", HEAD + 'how: {ru: "Срок 🛏: ⟦fact-position⟧[[TR.visa_free_stay]]"}\n' + TAIL),
    _country("fact-form", "cz", _fact("CZ", STAY, summary='{ru: "Срок 🛏: ⟦fact-form⟧[[CZ.stay|дни]]"}')),
    _shelter("private-location", HEAD + 'how: {ru: "Приходите 🛏 на ⟦private-location⟧улицу Примерную, дом 5"}\n' + TAIL),
    _shelter("control-character", HEAD + 'how: {ru: "Пишите 🛏⟦control-character⟧\u202e"}\n' + TAIL),
    _shelter("not-utf8", HEAD + "how: {ru: Пишите 🛏 ⟦not-utf8⟧⟪e9⟫}\n" + TAIL),
    Case("key", NESTED, {"content/countries/fr.yaml": _fact("FR", STAY, name="⟦key⟧Срок")}),
]

BODY_TEXT = [
    _body("missing-section-id", "Где спать 🛏\n\n⟦missing-section-id⟧## Ночлег 🛏"),
    _body("wrong-section-id", "## Ночлег 🛏 {#⟦wrong-section-id⟧Ночлег}"),
    _body("duplicate-section-id", "## Ночлег 🛏 {#bed}\n\n## Еда 🍞 {#⟦duplicate-section-id⟧bed}"),
    _body("empty-section", "Где спать 🛏\n\n⟦empty-section⟧## {#bed}\n\nЗдесь."),
    _body("second-h1", "Где спать 🛏\n\n⟦second-h1⟧# Ночлег {#bed}"),
    _body("heading-level", "## Ночлег 🛏 {#bed}\n\n⟦heading-level⟧#### Еда {#food}"),
    _body("raw-html", "Где спать 🛏 ⟦raw-html⟧<b>сегодня"),
    _body("attribute-list", "Где спать 🛏 сегодня⟦attribute-list⟧{: .big}"),
    _body("fact-position", "## Срок 🛏 ⟦fact-position⟧[[TR.visa_free_stay]] {#stay}\n\n[[TR.visa_free_stay]] 🛏 "
          "[до ⟦fact-position⟧[[TR.visa_free_stay]]](arrival.md)"),
    _body("fact-form", "Срок 🛏: ⟦fact-form⟧[[tr.visa_free_stay]], `[[так]]` можно, адрес: ⟦fact-form⟧[[TR.portal|number]]"),
    _body("unknown-fact", "Срок 🛏: ⟦unknown-fact⟧[[TR.visa_free]], ещё раз: ⟦unknown-fact⟧[[TR.visa_free]]"),
    _body("too-complex", "Где спать 🛏\n\n⟦too-complex⟧>>>>>> сегодня"),
    _body("broken-link", "Где спать 🛏: [тут](⟦broken-link⟧nowhere.md), [там](⟦broken-link⟧../en/arrival.md), "
          "[здесь](⟦broken-link⟧arrival.html) и снова [тут](⟦broken-link⟧nowhere.md)."),
    _body("broken-anchor", "Где спать 🛏: [тут](⟦broken-anchor⟧arrival.md#beds), [там](⟦broken-anchor⟧#there), "
          "[страна](⟦broken-anchor⟧countries/tr.md#visa), [ночлег][bed].\n\n[bed]: ⟦broken-anchor⟧shelters/tr.md#south"),
    _body("draft-link", "Где спать 🛏: [тут](⟦draft-link⟧body-draft.md).", more={
        "content/ru/body-draft.md": f"---\n{PAGE}draft: true\n---\n\nЧерновик: [день](arrival.md)."}),
    _body("link-scheme", "Пишите 🛏 [боту](⟦link-scheme⟧tg://resolve?domain=example)."),
    _body("wrong-url", "Пишите 🛏 [нам](⟦wrong-url⟧https://helpers/bed), [почта](⟦wrong-url⟧mailto:bed), "
          "<⟦wrong-url⟧https://a@helpers.example>."),
    _body("image-missing", "Штамп 🛂: ⟦image-missing⟧![Штамп](нет.png)"),
    _body("image-remote", "Штамп 🛂: ⟦image-remote⟧![Штамп](https://pictures.example/stamp.png)"),
    _body("image-alt", "Штамп 🛂: ⟦image-alt⟧![](stamp.png)"),
    _body("image-format", "Штамп 🛂: ⟦image-format⟧![Штамп](stamp.svg)"),
    _body("private-location", "Место 🛏: ⟦private-location⟧12.34567, 65.43210, или [карта]"
          "(⟦private-location⟧https://maps.google.com/?q=example)."),
    _body("control-character", "Где спать 🛏 сегодня⟦control-character⟧\u2066."),
    _body("not-utf8", "Где спать 🛏 сегодня ⟦not-utf8⟧⟪98⟫."),
]

TRANSLATIONS = [
    _translated("needless-differs", "Make copies.", "Снимите копии.", where=FRONT,
                head="differs: [{why: Другой закон 📜, section: ⟦needless-differs⟧part}]\n"),
    _translated("parity-numbers", "The fee is 250 lira.", "Сбор 💶 равен ⟦parity-numbers⟧520 лирам."),
    _translated("parity-links", "See [the law](https://law.example/a).", "См. 📜 [закон](⟦parity-links⟧https://law.example/b)."),
    _translated("parity-facts", "Time: [[TR.visa_free_stay]].", "Срок 🛏: ⟦parity-facts⟧[[TR.portal]]."),
    _translated("parity-lists", "Bring:\n\n- a form\n- a copy", "Возьмите 🎒:\n\n⟦parity-lists⟧- бланк"),
    _translated("parity-images", "Look.", "Штамп 🛂: ![Штамп](stamp.png)", heading="⟦parity-images⟧## Часть 🛟"),
    _translated("parity-structure", "Look.", "Смотрите 🛟\n\n⟦parity-structure⟧## Ещё 🛟 {#more}\n\nТекст."),
    Case("avoided-term", BODY, {"content/tr/body-avoided-term.md":
         f"---\n{PAGE}---\n\nBelgeler 🛂: ⟦avoided-term⟧oturma kartı.\n"}),
    Case("avoided-term", NESTED, {"content/shelters/nested-avoided-term.yaml":
         HEAD + "how: {ru: Пишите 🛏, tr: Elinizde ⟦avoided-term⟧oturma kartı olsun}\n" + TAIL}),
    Case("avoided-term", FRONT, {"content/tr/front-avoided-term.md": "---\ntitle: Örnek 🛟\n"
         "summary: Belge olarak 🛂 ⟦avoided-term⟧oturma kartı gerekir.\nkind: page\n---\n\nMetin.\n"}),
]
PLACES = [*FRONT_MATTER, *NESTED_YAML, *BODY_TEXT, *TRANSLATIONS]

def _glossary() -> str:
    """Enough terms for two pages, one with a wrong id, one with an id that is there already."""
    terms = [f"- {{id: word-{n}, term: {{ru: Слово {n}}}, meaning: {{ru: Пример.}}}}\n" for n in range(30)]
    last = "- {term: {ru: Слово 🛟}, id: ⟦duplicate-section-id⟧residence-permit, meaning: {ru: Пример.}}\n"
    first = "- {id: residence-permit, term: {ru: Вид}, avoid: {tr: [oturma kartı]}, meaning: {ru: Пример.}}\n"
    return first + "".join(terms) + last


CATALOGUE = """msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

⟦plural-forms⟧msgid "{count} working day"
msgid_plural "{count} working days"
msgstr[0] "{count} iş günü"
msgstr[1] ""

⟦placeholder⟧msgid "about {value}"
msgstr "yaklaşık"

⟦untranslated⟧msgid "not used"
msgstr ""
"""

FILES = [
    Case("stray-file", FILE, {"content/en/notes.txt": "⟦stray-file⟧Заметки"}),
    Case("key", FILE, {"content/en/Заметки.md": f"⟦key⟧---\n{PAGE}---\n\nТекст.\n"}),
    Case("reserved-key", FILE, {"content/en/topics.md": f"⟦reserved-key⟧---\n{PAGE}---\n\nТекст.\n"}),
    Case("file-too-large", FILE, {"content/en/large.md": f"⟦file-too-large⟧---\n{PAGE}---\n\n" + "Текст.\n" * 20_000}),
    Case("output-clash", FILE, {"content/en/glossary-2.md": f"⟦output-clash⟧---\n{PAGE}---\n\nТекст.\n",
                                "content/glossary.yaml": _glossary()}),
    Case("catalogues", FILE, {"locale/tr/LC_MESSAGES/messages.po": CATALOGUE}),
]

IMAGES = {
    "content/en/large.png": ("image-too-large", {"format": "PNG", "size": "200 x 150", "filled with": "noise"}),
    "content/en/camera.jpg": ("image-metadata", {"format": "JPEG", "size": "60 x 40", "with": "EXIF"}),
    "content/en/moving.gif": ("image-format", {"format": "GIF", "size": "60 x 40"}),
}
"""Broken images: their problem and what they are like."""
