"""Countries with their facts, shelters, organisations and the glossary, from YAML files."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from gavan.dates import day
from gavan.fields import safe_url
from gavan.model import Country, CountryFact, GlossaryEntry, OrganisationEntry, ShelterEntry
from gavan.problems import Place, Problem
from gavan.reading.files import SourceFile
from gavan.reading.schema import Context, validate
from gavan.reading.yamlfile import Document, KeyPath, read_yaml
from gavan.records import COUNTED_UNITS, NUMBER, PHONE, CountryHead, Fact, Organisation, Shelter, Term

ID = re.compile(r"[a-z0-9-]+")
FACT_ID = re.compile(r"[a-z][a-z0-9_]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Directory:
    countries: tuple[Country, ...]
    shelters: tuple[ShelterEntry, ...]
    organisations: tuple[OrganisationEntry, ...]
    glossary: tuple[GlossaryEntry, ...]
    unreadable: frozenset[str]
    problems: tuple[Problem, ...]


def read_directory(sources: Iterable[SourceFile], context: Context) -> Directory:
    """Everything that is YAML below content/; a broken file or fact does not hide the others."""
    countries: list[Country] = []
    shelters: list[ShelterEntry] = []
    organisations: list[OrganisationEntry] = []
    glossary: list[GlossaryEntry] = []
    problems: list[Problem] = []
    unreadable: set[str] = set()
    for source in sources:
        document = read_yaml(source)
        problems += document.problems
        folder, _, name = source.path.removeprefix("content/").rpartition("/")
        name = name.removesuffix(".yaml")
        if folder and not ID.fullmatch(name):
            problems.append(Problem(code="key", place=Place(path=source.path), message="the name of this file is no id",
                                    hint="name it with a-z, 0-9 and hyphens only"))
            continue
        if folder == "countries":
            country, found, broken = _country(source.path, name, document, context)
            countries += [country] if country else []
            problems += found
            unreadable |= broken
        elif folder == "shelters":
            record, found = validate(Shelter, document, context)
            problems += found
            shelters += [ShelterEntry(id=name, path=source.path, record=record, places=_places(document))] if record else []
            unreadable |= set() if record else {f"shelters/{name}"}
        elif folder == "organisations":
            organisation, found = validate(Organisation, document, context)
            problems += found
            unreadable |= set() if organisation else {f"organisations/{name}"}
            if organisation:
                organisations.append(OrganisationEntry(id=name, path=source.path, record=organisation,
                                                       places=_places(document)))
        else:
            terms, found, broken = _glossary(source.path, document, context)
            glossary += terms
            problems += found
            unreadable |= broken
    return Directory(countries=tuple(countries), shelters=tuple(shelters), organisations=tuple(organisations),
                     glossary=tuple(glossary), unreadable=frozenset(unreadable), problems=tuple(problems))


def _places(document: Document) -> Mapping[str, Place]:
    """Values by their dotted path, keys by the same with "key:" before it."""
    values = {_dotted(path): place for path, place in document.places.items()}
    return values | {f"key:{_dotted(path)}": place for path, place in document.keys.items()}


def _dotted(path: KeyPath) -> str:
    return ".".join(str(part) for part in path)


def _country(path: str, name: str, document: Document,
             context: Context) -> tuple[Country | None, list[Problem], set[str]]:
    """A country, its problems, and names that have an entry though a broken one."""
    code = name.upper()
    head, found = validate(CountryHead, document, context, ignore=("facts",))
    problems = list(found)
    if head and head.country != code:
        problems.append(Problem(code="wrong-choice", place=document.place(("country",)),
                                values={"code": code, "found": head.country},
                                message='the file is named after "{code}", the field says "{found}"',
                                hint="rename the file or correct the field"))
    values = document.value.get("facts") if isinstance(document.value, dict) else None
    facts: dict[str, CountryFact] = {}
    broken: set[str] = set()
    if values is not None and not isinstance(values, dict):
        problems.append(Problem(code="wrong-type", place=document.place(("facts",)), message="keys and values are needed here",
                                hint="write the fact's name, a colon, and its fields below"))
        values = {}
    for key in values or {}:
        fact, wrong = _fact(code, key, document, context)
        problems += wrong
        facts |= {key: fact} if fact else {}
        broken |= set() if fact else {f"{code}.{key}"}
    if head is None:
        return None, problems, broken | {f"countries/{name}"} | {f"{code}.{key}" for key in values or {}}
    return Country(code=code, path=path, head=head, facts=facts, places=_places(document)), problems, broken


def _fact(code: str, key: str, document: Document, context: Context) -> tuple[CountryFact | None, list[Problem]]:
    at = ("facts", key)
    if not FACT_ID.fullmatch(key):
        return None, [Problem(code="key", place=document.key_place(at), message='"{key}" cannot be a fact\'s name',
                              hint="write a-z, 0-9 and underscores, a letter first", values={"key": key})]
    part = document.value["facts"][key]  # type: ignore[index,call-overload]
    fact, problems = validate(Fact, document, context, value=part if part is not None else {}, at=at)
    if fact is None:
        return None, list(problems)
    value, problem = _value(fact, document, at, context)
    if problem:
        return None, [problem]
    record = fact.model_copy(update={"value": value})
    return CountryFact(country=code, id=key, record=record, place=document.key_place(at)), []


def _value(fact: Fact, document: Document, at: tuple[str, ...],
           context: Context) -> tuple[Decimal | date | str | dict | None, Problem | None]:
    """The value as its unit needs it: a number, a day, a text or a text by language."""
    place, value = document.place((*at, "value")), fact.value
    counted = fact.unit in COUNTED_UNITS or fact.unit.isupper()
    if value is None and fact.from_ is not None and fact.to is not None and counted:
        if fact.from_ < fact.to:
            return None, None
        return None, _wrong(document.place((*at, "from")), "from is not smaller than to", "write the smaller number in from")
    if value is None or fact.from_ is not None or fact.to is not None:
        return None, _wrong(document.key_place(at), "a fact has either a value or from and to",
                            "write value: 60, or from: 30 and to: 60")
    try:
        if counted:
            if not NUMBER.fullmatch(value):
                raise ValueError
            return Decimal(value), None
        if fact.unit == "date":
            return day(value), None
        if fact.unit == "url":
            return safe_url(value), None
        if fact.unit == "phone":
            if not PHONE.fullmatch(value):
                raise ValueError
            return value, None
        words = value if isinstance(value, dict) else {}
        if not words or set(words) - set(context.languages) or not all(isinstance(w, str) and w for w in words.values()):
            raise ValueError
        return {code: " ".join(w.split()) for code, w in words.items()}, None
    except (TypeError, ValueError):
        return None, _wrong(place, "this is not a value for the unit {unit}", "write {example}", unit=fact.unit,
                            example=_EXAMPLES.get(fact.unit, "a number such as 60 or 653.70"))


_EXAMPLES = {"date": "a day as YYYY-MM-DD", "url": "an address that begins with https://", "phone": 'a number in quotes: "112"',
             "text": "a text by language: {ru: …, en: …, tr: …}"}


def _wrong(place: Place, message: str, hint: str, **values: str) -> Problem:
    return Problem(code="wrong-type", place=place, message=message, hint=hint, values=values)


def _glossary(path: str, document: Document,
              context: Context) -> tuple[list[GlossaryEntry], list[Problem], set[str]]:
    """Its terms, their problems, and names that have an entry though a broken one."""
    broken = set() if document.is_whole else {"glossary"}
    if document.value is None:
        return [], [], broken
    if not isinstance(document.value, list):
        return [], [_wrong(document.place(()), "the glossary is a list", "begin each term with - id:")], {"glossary"}
    terms: dict[str, GlossaryEntry] = {}
    problems: list[Problem] = []
    places = _places(document)
    for number, value in enumerate(document.value):
        record, found = validate(Term, document, context, value=value if value is not None else {}, at=(number,))
        problems += found
        if record is None:
            broken |= {f"glossary/{value.get('id')}"} if isinstance(value, dict) else set()
        elif record.id in terms:
            problems.append(Problem(code="duplicate-section-id", place=document.place((number, "id")), values={"id": record.id},
                                    message='the id "{id}" stands twice', hint="give this term another id",
                                    related=terms[record.id].place))
        else:
            terms[record.id] = GlossaryEntry(record=record, place=document.place((number,)), path=path, at=str(number),
                                             places=places)
    return list(terms.values()), problems, broken
