"""How a reader reports an error on a page: to the file's editor on the forge, by mail, or to the bot, whichever site.yaml sets.

Each comes with the page's key, the language of the text and its newest date filled in; nothing is stored, and nothing is sent
before the reader sends it. The date is the content's, not the clock's, so that one commit gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote

from pydantic import BaseModel

from gavan.dates import PartialDate
from gavan.forge import edit_address, new_address
from gavan.model import CountryFact, GlossaryEntry, OrganisationEntry, ShelterEntry
from gavan.plan import Shown, part_of
from gavan.records import Source
from gavan.rendering.view import View

MOST_PAYLOAD = 64
"""A Telegram bot is started with at most so many of A-Z, a-z, 0-9, _ and - (core.telegram.org, "Deep linking")."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """Addresses; empty where site.yaml sets none."""

    edit: str
    """The file in the forge's editor; for a list, the folder of its files."""
    translate: str
    """A new file for a page that is shown in another language."""
    mail: str
    bot: str

    def __bool__(self) -> bool:
        return bool(self.edit or self.mail or self.bot)


def correction(view: View) -> Correction:
    """What the line at the foot of a page leads to."""
    page, settings = view.page, view.plan.settings
    shown = page.subject if isinstance(page.subject, Shown) else None
    language = shown.version.language if shown else page.language
    date = newest_date(view)
    return Correction(edit=edit_address(settings, _path(view)), translate=_translate(view, shown) if shown else "",
                      mail=_mail(settings.contact.mail, page.key, language, date),
                      bot=_bot(settings.contact.bot, page.key, language, date))


def _path(view: View) -> str:
    """The file that a page is written in; a folder, with a slash at its end, where there are many."""
    page = view.page
    if isinstance(page.subject, Shown):
        return page.subject.version.path
    if page.kind == "country":
        return page.subject[0].path
    return {"glossary": "content/glossary.yaml", "shelters": "content/shelters/", "organisations": "content/organisations/",
            "emergency": "content/countries/", "topics": f"content/{page.language}/"}.get(page.kind, "content/")


def _translate(view: View, shown: Shown) -> str:
    if not shown.is_fallback:
        return ""
    head = f"---\ntitle: \nsummary: \ntranslated_from: {shown.version.language}\n---\n"
    return new_address(view.plan.settings, f"content/{view.page.language}/{shown.guide.key}.md", head)


def _mail(address: str | None, key: str, language: str, date: str) -> str:
    """A mailto: address with the key as subject, language and date in the body (RFC 6068); line ends are CR LF."""
    if not address:
        return ""
    body = quote(f"{language} {date}".strip() + "\r\n\r\n")
    return f"mailto:{quote(address, safe='@')}?subject={quote(key)}&body={body}"


def _bot(name: str | None, key: str, language: str, date: str) -> str:
    """t.me/NAME?start=ru_20260525_turkey_residence-permit: language, date, key with _ for /. A longer one is cut at its end."""
    payload = f"{language}_{date.replace('-', '')}_{key.replace('/', '_')}"[:MOST_PAYLOAD]
    return f"https://t.me/{name}?start={payload}" if name else ""


def newest_date(view: View) -> str:
    """The newest date of a source or a check on a page, as written; empty where there is none."""
    dates = [date for thing in _things(view) for date in _dates(thing)]
    return max(dates, key=lambda date: (date.first, len(date.text))).text if dates else ""


def _things(view: View) -> Iterator[BaseModel]:
    """The records that a page shows; those of the whole site for pages that gather everything."""
    page, library = view.page, view.plan.published
    part = part_of(page)
    if isinstance(page.subject, Shown):
        yield page.subject.guide.head
    elif page.kind == "country":
        yield page.subject[0].head
        yield from (fact.record for fact in page.subject[0].facts.values())
    elif part and page.kind != "changes":
        yield from (item.record for item in part.items
                    if isinstance(item, (CountryFact, ShelterEntry, OrganisationEntry, GlossaryEntry)))
    else:
        yield from (guide.head for guide in library.guides.values())
        yield from (country.head for country in library.countries.values())
        yield from (fact.record for country in library.countries.values() for fact in country.facts.values())


def _dates(value: object) -> Iterator[PartialDate]:
    """Every known date of a source in a record, and the day on which a person checked it."""
    if isinstance(value, Source):
        yield from [value.date] if value.date.is_known else []
    elif isinstance(value, BaseModel):
        verified = getattr(value, "verified", None)
        yield from [PartialDate(verified, verified.isoformat())] if verified else []
        for name in type(value).model_fields:
            yield from _dates(getattr(value, name))
    elif isinstance(value, tuple):
        for item in value:
            yield from _dates(item)
