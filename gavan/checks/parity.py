"""What a translation must share with the file it was made from: numbers, links, facts, lists, sections.

Only sections that the translation vouches for are compared: one that is behind is a state (`model.behind`), and one named
in `differs` departs on purpose. Words are never compared. Something said twice in one language and once in the other is no
difference; a 5 that has become a 7 is one, even where both stand elsewhere in the section.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence

from gavan.checks.sections import Compared, ComparedVersion, Named, compared
from gavan.language import Catalogue, language
from gavan.model import Guide, Library, Version, behind
from gavan.problems import Place, Problem
from gavan.records import Translation
from gavan.settings import Settings

HINT = "write it as in the original, or say why not in the front matter: differs: [{{section: {section}, why: …}}]"
STRUCTURE = frozenset({"translated_from", "source_digests", "changes_seen", "differs"})
"""Fields without which it is not known what a translation vouches for."""
MOST_NAMED = 6
"""How many differences a message names."""


def judge_parity(library: Library, settings: Settings) -> Iterator[Problem]:
    locales = {code: language(code, Catalogue(), locale=settings.locales.get(code, "")).locale for code in settings.languages}
    for guide in library.guides.values():
        taken: dict[str, ComparedVersion] = {}
        for version in guide.versions.values():
            source = guide.source_of(version)
            if source and not guide.head.withdrawn and not version.broken_fields & STRUCTURE:
                for one in (version, source):
                    if one.language not in taken:
                        taken[one.language] = compared(one, library, locales[one.language], settings.languages)
                yield from _judge(guide, version, taken[version.language], taken[source.language])


def _judge(guide: Guide, version: Version, here: ComparedVersion, there: ComparedVersion) -> Iterator[Problem]:
    """The problems of one translation against its source."""
    assert isinstance(version.head, Translation)
    unsure = {item.section for item in behind(guide, version.language)}
    found = _all(here, there)
    excused = {differs.section for differs in version.head.differs}
    for section, problems in found.items():
        if section not in unsure | excused:
            yield from problems
    for number, differs in enumerate(version.head.differs):
        place = version.places.get(f"differs.{number}.section", Place(path=version.path))
        if differs.section not in unsure and _is_needless(differs.section, here, there, found):
            yield Problem(code="needless-differs", place=place, values={"section": differs.section},
                          message='the section "{section}" does not differ from the original', hint="take this entry out",
                          related=there.sections[differs.section].place)


def _is_needless(section: str, here: ComparedVersion, there: ComparedVersion, found: Mapping[str, Sequence[Problem]]) -> bool:
    """Whether a section is in both versions and has nothing more or less in one of them, not even a paragraph."""
    mine, theirs = here.sections.get(section), there.sections.get(section)
    return bool(mine and theirs and not found.get(section) and mine.is_empty == theirs.is_empty
                and mine.shape.paragraphs == theirs.shape.paragraphs)


def _all(here: ComparedVersion, there: ComparedVersion) -> Mapping[str, list[Problem]]:
    """Every difference by section; also of sections that are behind or excused."""
    found: dict[str, list[Problem]] = {}
    for section, problem in _structure(here, there):
        found.setdefault(section, []).append(problem)
    for section, mine in here.sections.items():
        theirs = there.sections.get(section)
        if theirs and mine.without_id == theirs.without_id and mine.is_empty == theirs.is_empty:
            problems = [problem for compare in COMPARISONS for problem in compare(mine, theirs)]
            found.setdefault(section, []).extend(problems)
    return found


# --- sections and headings ---


def _structure(here: ComparedVersion, there: ComparedVersion) -> Iterator[tuple[str, Problem]]:
    """With the section that each problem belongs to."""
    missing = [section for section in there.sections if section not in here.sections]
    nameless = here.without_id if len(here.without_id) > len(there.without_id) else ()
    for section, place in zip(missing, nameless, strict=False):
        yield section, _problem("structure", section, "this heading has no section id", place, there.sections[section].place,
                                hint="write {{#{section}}} at its end, as in the original")
    for place in nameless[len(missing):]:
        section = max((one for one in here.sections.values() if one.place < place), key=lambda one: one.place).id
        yield section, _problem("structure", section, "the original has no such heading", place, there.sections["intro"].place)
    for section in missing[len(nameless):]:
        place = here.sections[_before(section, there, here)].place
        yield section, _problem("structure", section, 'the section "{section}" of the original is missing', place,
                                there.sections[section].place)
    for section, mine in here.sections.items():
        if section not in there.sections:
            place = there.sections[_before(section, here, there)].place
            yield section, _problem("structure", section, 'the original has no section "{section}"', mine.place, place)
        elif mine.level != there.sections[section].level:
            yield section, _problem("structure", section, "signs # of this heading: {here} here, {there} in the original",
                                    mine.place, there.sections[section].place, here=str(mine.level),
                                    there=str(there.sections[section].level))
    yield from _order(here, there)


def _before(section: str, its: ComparedVersion, other: ComparedVersion) -> str:
    """The nearest section before this one that the other version has too; "intro" is in every one."""
    order = list(its.sections)
    return next(name for name in reversed(order[:order.index(section)]) if name in other.sections)


def _order(here: ComparedVersion, there: ComparedVersion) -> Iterator[tuple[str, Problem]]:
    mine = [section for section in here.sections if section in there.sections]
    theirs = [section for section in there.sections if section in here.sections]
    moved = next((one for one, other in zip(mine, theirs, strict=True) if one != other), None)
    if moved:
        yield moved, _problem("structure", moved, 'the section "{section}" stands at another place than in the original',
                              here.sections[moved].place, there.sections[moved].place)


def _below(here: Compared, there: Compared) -> Iterator[Problem]:
    """Headings below the section's own, boxes and footnotes."""
    counts = (("headings within this section: {here} here, {there} in the original", _signs(here), _signs(there)),
              ("boxes (!!!) in this section: {here} here, {there} in the original", here.shape.boxes, there.shape.boxes),
              ("footnotes of this section: {here} here, {there} in the original", here.shape.notes, there.shape.notes))
    for message, mine, theirs in counts:
        if len(mine) != len(theirs):
            yield _counted("structure", message, here, there, str(len(mine)), str(len(theirs)))
    kinds = (("a heading within this section: {here} here, {there} in the original", _signs(here), _signs(there)),
             ("a box in this section: {here} here, {there} in the original", here.shape.boxes, there.shape.boxes))
    for message, mine, theirs in kinds:
        other = next(((one, two) for one, two in zip(mine, theirs, strict=False) if one != two), None)
        if other and len(mine) == len(theirs):
            yield _counted("structure", message, here, there, *other)


def _signs(section: Compared) -> list[str]:
    """"#### {#id}" for each heading below the section's own."""
    own = 1 if section.level else 0
    return ["#" * level + (f" {{#{name}}}" if name else "") for level, name in section.shape.headings[own:]]


# --- what sections name ---

WORDS = {
    "numbers": ("numbers differ from the original: here {here}, there {there}",
                "the original does not have these numbers: {here}",
                "these numbers of the original are missing: {there}"),
    "links": ("links differ from the original: here {here}, there {there}",
              "the original does not have these links: {here}",
              "these links of the original are missing: {there}"),
    "facts": ("facts differ from the original: here {here}, there {there}",
              "the original does not have these facts: {here}",
              "these facts of the original are missing: {there}"),
}
"""By kind: differences on both sides, in the translation only, in the original only."""


def _named(kind: str) -> Callable[[Compared, Compared], Iterator[Problem]]:
    def compare(here: Compared, there: Compared) -> Iterator[Problem]:
        mine, theirs = difference(getattr(here, kind), getattr(there, kind))
        marks = next(((one, two) for one in mine for two in theirs if one.text == two.text and one.value[0].isdigit()), None)
        if kind == "numbers" and marks:
            yield _other_marks(here.id, *marks)
        elif mine or theirs:
            message = WORDS[kind][0 if mine and theirs else 1 if mine else 2]
            yield _problem(kind, here.id, message, mine[0].place if mine else here.place,
                           theirs[0].place if theirs else there.place, here=_listed(mine), there=_listed(theirs))

    return compare


def _other_marks(section: str, here: Named, there: Named) -> Problem:
    """1,250 is a thousand and more in English, little more than one in Turkish."""
    return _problem("numbers", section, '"{text}" is {here} in this language, {there} in that of the original',
                    here.place, there.place, hint="write the marks of thousands and decimals as this language does",
                    text=here.text, here=here.value, there=there.value)


def difference(here: Sequence[Named], there: Sequence[Named]) -> tuple[list[Named], list[Named]]:
    """What only one side names, each text once.

    Something that both name, but one more often, counts only where the other side has something left over too.
    """
    mine, theirs = _left(here, there), _left(there, here)
    if mine and theirs:
        return _once(mine), _once(theirs)
    all_mine, all_theirs = {named.value for named in here}, {named.value for named in there}
    return (_once(named for named in mine if named.value not in all_theirs),
            _once(named for named in theirs if named.value not in all_mine))


def _left(one: Sequence[Named], other: Sequence[Named]) -> list[Named]:
    """The firm ones of one side for which the other has no counterpart; of equal ones the last."""
    answers = Counter(named.value for named in other)
    left = []
    for named in one:
        if named.is_firm:
            answers[named.value] -= 1
            left += [named] if answers[named.value] < 0 else []
    return left


def _once(named: Iterator[Named] | list[Named]) -> list[Named]:
    return list({one.text: one for one in reversed(list(named))}.values())[::-1]


def _listed(named: Sequence[Named]) -> str:
    return ", ".join([*(one.text for one in named[:MOST_NAMED]), *(["…"] if len(named) > MOST_NAMED else [])])


# --- what sections count ---


def _lists(here: Compared, there: Compared) -> Iterator[Problem]:
    mine, theirs = here.shape.lists, there.shape.lists
    if len(mine) != len(theirs):
        yield _counted("lists", "lists in this section: {here} here, {there} in the original", here, there,
                       str(len(mine)), str(len(theirs)))
        return
    for one, other in zip(mine, theirs, strict=True):
        places = here.place_of_item(one.first), there.place_of_item(other.first)
        if one.tag != other.tag:
            message = ("this list is numbered, that of the original is not" if one.tag == "ol" else
                       "this list is not numbered, that of the original is" if other.tag == "ol" else
                       "this list is of another kind than that of the original")
            yield _problem("lists", here.id, message, *places)
        elif one.items != other.items:
            yield _problem("lists", here.id, "items of this list: {here} here, {there} in the original", *places,
                           here=str(one.items), there=str(other.items))


def _tables(here: Compared, there: Compared) -> Iterator[Problem]:
    mine, theirs = here.shape.tables, there.shape.tables
    if len(mine) != len(theirs):
        yield _counted("lists", "tables in this section: {here} here, {there} in the original", here, there,
                       str(len(mine)), str(len(theirs)))
        return
    for number, (one, other) in enumerate(zip(mine, theirs, strict=True)):
        if one != other:
            yield _problem("lists", here.id, "rows × columns of this table: {here} here, {there} in the original",
                           here.place_of_table(number), there.place_of_table(number), here="{} × {}".format(*one),
                           there="{} × {}".format(*other))


def _images(here: Compared, there: Compared) -> Iterator[Problem]:
    """How many; a picture with words in it is another file in each language."""
    mine, theirs = len(here.shape.images), len(there.shape.images)
    if mine != theirs:
        yield _counted("images", "images in this section: {here} here, {there} in the original", here, there,
                       str(mine), str(theirs))


COMPARISONS = (_below, _named("numbers"), _named("links"), _named("facts"), _lists, _tables, _images)


def _counted(kind: str, message: str, here: Compared, there: Compared, mine: str, theirs: str) -> Problem:
    return _problem(kind, here.id, message, here.place, there.place, here=mine, there=theirs)


def _problem(kind: str, section: str, message: str, place: Place, related: Place, *, hint: str = HINT,
             **values: str) -> Problem:
    return Problem(code=f"parity-{kind}", place=place, related=related, message=message, hint=hint,
                   values={"section": section, **values})
