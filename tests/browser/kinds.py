"""Every kind and state of a page, and where the site of kinds (tests/built.py) has one of it, in English.

A new kind of page goes here too: test_kinds.py fails until it does, and then the other tests look at it.
"""

from collections.abc import Mapping

KINDS: Mapping[str, str] = {
    "chooser": "index.html",
    "home": "en/index.html",
    "guide, an original": "ru/rich.html",
    "guide, a translation": "en/rich.html",
    "guide, not translated: a fallback": "en/untranslated.html",
    "guide, behind by a fact and a new section": "en/behind.html",
    "guide, behind for safety, the original's text beside": "en/arrival.html",
    "guide, withdrawn": "en/withdrawn.html",
    "guide, for one language only": "ru/only-russian.html",
    "page": "ru/about.html",
    "country": "en/countries/tr.html",
    "country, part 2": "en/countries/ge-2.html",
    "shelters, all": "en/shelters/index.html",
    "shelters, part 2": "en/shelters/index-2.html",
    "shelters of a country": "en/shelters/tr.html",
    "shelters of a country without any": "en/shelters/ge.html",
    "organisations": "en/organisations.html",
    "organisations, part 2": "en/organisations-2.html",
    "emergency": "en/emergency.html",
    "glossary": "en/glossary.html",
    "glossary, part 2": "en/glossary-2.html",
    "topics": "en/topics.html",
    "changes": "en/changes.html",
    "changes, part 2": "en/changes-2.html",
    "404 of the site": "404.html",
    "404 of a language": "en/404.html",
    "status": "status/index.html",
}

LEAVING: Mapping[str, str] = {"alias": "en/old-rich.html"}
"""Pages that lead on at once: a browser shows them only while it may not follow."""

DRAFT = "ru/draft.html"
"""Only where `serve` shows it."""

MAIN: Mapping[str, str] = {
    "home": "{}/index.html",
    "guide": "{}/rich.html",
    "fallback": "{}/untranslated.html",
    "behind": "{}/arrival.html",
    "country": "{}/countries/tr.html",
    "shelters": "{}/shelters/index.html",
    "organisations": "{}/organisations.html",
    "emergency": "{}/emergency.html",
    "glossary": "{}/glossary.html",
    "changes": "{}/changes.html",
    "404": "{}/404.html",
}
"""The main kinds, with a place for the language."""
