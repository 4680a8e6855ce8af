"""Guides from Markdown files: front matter, body and the place of everything that a check may have to name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, count, groupby

from gavan.content.limits import too_complex
from gavan.content.markup import Parser
from gavan.content.scanner import Heading, Scan, as_parsed, scan
from gavan.content.timelimit import TookTooLong, time_limit
from gavan.model import Guide, Version
from gavan.problems import Place, Problem
from gavan.reading.files import SourceFile
from gavan.reading.frontmatter import Split, split
from gavan.reading.schema import Context, sound_part, validate
from gavan.reading.yamlfile import Document
from gavan.records import Original, Translation

KEY = re.compile(r"[a-z0-9-]+(?:/[a-z0-9-]+)*")
RESERVED = frozenset({"index", "404", "organisations", "emergency", "glossary", "changes", "topics", "search", "offline",
                      "deadlines", "mirrors", "verify", "edition", "feed", "status", "manifest", "sw"})
RESERVED_FOLDERS = frozenset({"countries", "shelters", "organisations", "api", "static", "topics"})
SECTION_ID = re.compile(r"[a-z][a-z0-9-]*")
RESERVED_IDS = frozenset({"intro", "main", "sources", "changes"})
"""What stands before the first heading, and ids that every guide's page has of its own (templates/)."""
ORIGINAL_ONLY = frozenset(Original.model_fields) - frozenset(Translation.model_fields)


@dataclass(frozen=True, slots=True, kw_only=True)
class GuidesRead:
    guides: tuple[Guide, ...]
    broken_keys: frozenset[str]
    """Keys that have a file, though not a sound one."""
    problems: tuple[Problem, ...]


def read_guides(sources: Iterable[SourceFile], context: Context, parser: Parser, *,
                unread: Iterable[str] = ()) -> GuidesRead:
    """All guides of content/<lang>/**/*.md; a version that cannot be read does not hide the others.

    `unread` names keys that have a file whose text could not even be read.
    """
    problems: list[Problem] = []
    versions: list[Version] = []
    broken: set[str] = set(unread)
    for source in sources:
        language, key = key_of(source.path)
        wrong = key_problem(source.path, key)
        problems += [wrong] if wrong else []
        if wrong:
            continue
        version, found = _version(source, language, key, context, parser)
        problems += found
        versions += [version] if version else []
        broken |= {key} if version is None or version.broken_fields else set()
    guides: list[Guide] = []
    for key, group in groupby(sorted(versions, key=lambda v: (v.key, v.path)), key=lambda v: v.key):
        guide, found = _guide(key, tuple(group), broken)
        problems += found
        guides += [guide] if guide else []
        broken |= set() if guide else {key}
    return GuidesRead(guides=tuple(guides), broken_keys=frozenset(broken), problems=tuple(problems))


def key_of(path: str) -> tuple[str, str]:
    """Language and key of content/<lang>/<key>.md."""
    _, language, rest = path.split("/", 2)
    return language, rest.removesuffix(".md")


def is_built_in(key: str) -> bool:
    """Whether a key is, or may one day be, that of a page that Gavan makes itself."""
    return key in RESERVED or key.partition("/")[0] in RESERVED_FOLDERS


def key_problem(path: str, key: str) -> Problem | None:
    """What is wrong with the path of a guide's file; None where it makes a key that is free for guides."""
    if not KEY.fullmatch(key):
        return Problem(code="key", place=Place(path=path), message="the path of this file does not make a key",
                       hint="name folders and files with a-z, 0-9 and hyphens only: turkey/residence-permit.md")
    if is_built_in(key):
        return Problem(code="reserved-key", place=Place(path=path), message='"{key}" is the name of a built-in page',
                       hint="choose another file name", values={"key": key})
    return None


def _version(source: SourceFile, language: str, key: str, context: Context,
             parser: Parser) -> tuple[Version | None, list[Problem]]:
    parts, found = split(source)
    problems = list(found)
    if parts is None:
        return None, problems
    head, broken_fields, wrong = _head(parts.head, context)
    problems += wrong
    complex_ = too_complex(source.path, parts.body, parts.body_line)
    problems += complex_
    if complex_:
        return None, problems
    seen = scan(source.path, parts.body, parts.body_line)
    before = f"{_word(parts.head, 'title')} {_word(parts.head, 'summary')}"
    try:
        with time_limit():
            body = parser.parse(seen.clean, before=before)
    except (RecursionError, TookTooLong) as error:
        message = "this is nested too deeply" if isinstance(error, RecursionError) else "this takes too long to read"
        return None, [*problems, Problem(code="too-complex", place=Place(path=source.path, line=parts.body_line + 1),
                                         message=message, hint="make it simpler: shorter paragraphs, fewer levels")]
    problems += _syntax(seen, head)
    problems += _removed(source.path, parts, seen, body.removed)
    if head is None:
        return None, problems
    return Version(path=source.path, key=key, language=language, head=head, body=body,
                   places=_places(parts.head, seen), body_line=parts.body_line, broken_fields=broken_fields), problems


def _word(document: Document, name: str) -> str:
    value = document.value.get(name) if isinstance(document.value, dict) else None
    return value if isinstance(value, str) else ""


STAND_INS = {"title": "…", "summary": "…"}
"""For a title and summary that are missing or wrong, so that the rest of the guide can be judged in the same run."""


def _head(document: Document, context: Context) -> tuple[Original | Translation | None, frozenset[str], list[Problem]]:
    """The front matter, the names of its fields that are wrong and left out, and its problems."""
    values = document.value if isinstance(document.value, dict) else {}
    schema: type[Original | Translation] = Translation if "translated_from" in values else Original
    ignore = ORIGINAL_ONLY if schema is Translation else frozenset()
    doubled = [Problem(code="original-only-field", place=document.key_place((name,)), values={"name": name},
                       message='"{name}" belongs to the original only', hint="take the line out of this translation")
               for name in values if name in ignore]
    record, found = validate(schema, document, context, ignore=ignore)
    if record or not document.is_whole:
        return record, frozenset(), [*doubled, *found]
    record, wrong = sound_part(schema, document, context, ignore=ignore, stand_ins=STAND_INS)
    return record, wrong, [*doubled, *found]


def _places(document: Document, seen: Scan) -> dict[str, Place]:
    places = {".".join(str(p) for p in path): place for path, place in document.places.items() if path}
    places |= {f"key:{'.'.join(str(p) for p in path)}": place for path, place in document.keys.items()}
    places |= {f"section:{h.id}": h.place for h in reversed(seen.headings) if h.id}
    for kind in ("links", "images", "facts"):
        met: Counter[str] = Counter()
        for found in getattr(seen, kind):
            text = found.text if kind == "facts" else as_parsed(found.text)
            met[text] += 1
            places[f"{kind}:{text}" if met[text] == 1 else f"{kind}:{text}\n{met[text]}"] = found.place
    return places


def _syntax(seen: Scan, head: Original | Translation | None) -> Iterable[Problem]:
    for html in seen.html:
        yield Problem(code="raw-html", place=html.place, message='raw HTML "{text}" is not allowed', values={"text": html.text},
                      hint="use Markdown; to show a < sign, write it in `code`")
    if seen.open_comment:
        yield Problem(code="raw-html", place=seen.open_comment, message="the comment that begins here does not end",
                      hint="write --> where it ends, or put the signs in `code`")
    for found in seen.attributes:
        yield Problem(code="attribute-list", place=found.place, message='"{text}" is not allowed here',
                      values={"text": found.text}, hint="only a heading may have an id: ## Heading {{#my-id}}")
    yield from _headings(seen, needs_ids=isinstance(head, Original))


def _removed(path: str, parts: Split, seen: Scan, removed: tuple[str, ...]) -> Iterable[Problem]:
    """Level-one headings are refused by the gate too; the scanner has named those that stand in no list or quotation."""
    start = Place(path=path, line=parts.body_line + 1)
    others = [what for what in removed if not what.startswith("<h1")]
    if len(others) < len(removed) and not any(h.level == 1 for h in seen.headings):
        yield Problem(code="second-h1", place=next(iter(seen.nested_h1), start),
                      message="the page's title is its only level-one heading",
                      hint="take the # away, or write \\# if it is no heading")
    for what in others[:3]:
        yield Problem(code="unsafe-html", place=start, message="the second gate would remove {what}",
                      hint="this is our mistake: please report it", values={"what": what})


def _headings(seen: Scan, *, needs_ids: bool) -> Iterable[Problem]:
    level, ids = 1, {}
    proposals = {heading.place: name for heading, name in proposed_ids(seen.headings)} if needs_ids else {}
    for heading in seen.headings:
        if needs_ids and not heading.text:
            yield Problem(code="empty-section", place=heading.place, message="this heading has no words",
                          hint="write them in this line, or take it out")
        if heading.level == 1:
            yield Problem(code="second-h1", place=heading.place, message="the page's title is its only level-one heading",
                          hint="begin this line with ##")
        elif heading.level > level + 1:
            yield Problem(code="heading-level", place=heading.place, message="this heading skips a level",
                          hint="begin this line with {signs}", values={"signs": "#" * (level + 1)})
        level = max(heading.level, 1)
        if heading.id is None:
            if heading.place in proposals:
                yield Problem(code="missing-section-id", place=heading.place, message="this heading has no id",
                              hint="write {{#{suggestion}}} at its end, and the same in every translation",
                              values={"suggestion": proposals[heading.place]})
        elif not SECTION_ID.fullmatch(heading.id) or heading.id in RESERVED_IDS:
            yield Problem(code="wrong-section-id", place=heading.id_place, message='"{id}" cannot be a section id',
                          hint="write a-z, 0-9 and hyphens, a letter first: {{#{suggestion}}}",
                          values={"id": heading.id, "suggestion": _free_id(heading.id, RESERVED_IDS | set(ids))})
        elif heading.id in ids:
            yield Problem(code="duplicate-section-id", place=heading.id_place, message='the id "{id}" stands twice',
                          hint="give this section another id", values={"id": heading.id}, related=ids[heading.id])
        else:
            ids[heading.id] = heading.id_place


def proposed_ids(headings: Sequence[Heading]) -> Iterator[tuple[Heading, str]]:
    """Headings of sections that have no id, in order, each with a free one made from its words."""
    taken = {*RESERVED_IDS, *(heading.id for heading in headings)}
    for heading in headings:
        if heading.id is None and heading.level in (2, 3):
            name = _free_id(heading.text, taken)
            taken.add(name)
            yield heading, name


def _free_id(text: str, taken: Container[str | None]) -> str:
    base = ascii_id(text) or "section"
    return next(n for n in chain([base], (f"{base}-{i}" for i in count(2))) if n not in taken)


_LATIN = dict(zip("абвгдеёжзийклмнопрстуфхцчшщъыьэюяçğıöşü",
                  ("a b v g d e yo zh z i y k l m n o p r s t u f kh ts ch sh shch  y  e yu ya c g i o s u").split(" "),
                  strict=True))


def ascii_id(text: str) -> str:
    """A section id from a heading's words: Cyrillic and Turkish letters written in Latin ones; may be empty."""
    latin = "".join(_LATIN.get(c, c) for c in text.lower().replace("i̇", "i"))
    return re.sub(r"[^a-z0-9]+", "-", latin).strip("-")[:40].lstrip("0123456789-").rstrip("-")


def _guide(key: str, versions: tuple[Version, ...], broken: set[str]) -> tuple[Guide | None, list[Problem]]:
    """The guide, or None where it has no single original."""
    originals = [v for v in versions if v.is_original]
    if len(originals) > 1:
        return None, [Problem(code="two-originals", place=v.places.get("key:title", Place(path=v.path)),
                              related=Place(path=originals[0].path), message="this guide has two originals",
                              hint="write translated_from: {language} in the one that is a translation",
                              values={"language": originals[0].language}) for v in originals[1:]]
    if not originals:
        return None, [] if key in broken else [
            Problem(code="no-original", place=versions[0].places.get("key:translated_from", Place(path=versions[0].path)),
                    message="all versions of this guide are translations", hint="take translated_from out of the original")]
    guide = Guide(key=key, original=originals[0], versions={v.language: v for v in versions})
    problems = [] if key in broken else [p for v in versions if (p := _chain_problem(guide, v))]
    if problems:
        kept = {v.language: v for v in versions if not _chain_problem(guide, v)}
        guide = Guide(key=key, original=originals[0], versions=kept)
    return guide, problems


def _chain_problem(guide: Guide, version: Version) -> Problem | None:
    seen, here = {version.language}, version
    while not here.is_original:
        source = guide.source_of(here)
        if source is None or source.language in seen:
            return Problem(code="translation-chain", place=version.places.get("translated_from", Place(path=version.path)),
                           message="this translation's chain does not lead to an original",
                           hint="write translated_from: {language}", values={"language": guide.original.language})
        seen.add(source.language)
        here = source
    return None
