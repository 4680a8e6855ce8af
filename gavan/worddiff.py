"""The words that changed in an original since a translation was stamped, section by section, from Git's history."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from gavan.content.guides import read_guides
from gavan.content.markup import Parser, plain
from gavan.history import file_at, versions
from gavan.model import Guide, Version, behind
from gavan.reading.files import SourceFile
from gavan.reading.schema import Context
from gavan.records import Translation

MAX_COMMITS = 200
"""How far back to look: a translation that is older is better read anew."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionDiff:
    section: str
    words: tuple[tuple[str, str], ...]
    """Runs of words: ("=", same), ("-", only before), ("+", only now)."""
    known: bool
    """False where history does not hold the text that was translated; then everything counts as new."""


def diff_since_stamp(guide: Guide, language: str, source: Path, context: Context) -> tuple[SectionDiff, ...]:
    """What the sections of a translation that are behind have missed. NoHistory where Git cannot tell."""
    version = guide.versions[language]
    origin = guide.source_of(version)
    if origin is None or not isinstance(version.head, Translation):
        return ()
    wanted = {b.section: version.head.source_digests.get(b.section, "") for b in behind(guide, language)}
    found = _old_texts(origin, wanted, source, context)
    now = texts(origin)
    return tuple(SectionDiff(section=section, words=word_runs(found.get(section, ""), now.get(section, "")),
                             known=section in found) for section in wanted)


def texts(version: Version) -> dict[str, str]:
    """Each section's words, its heading first; "intro" begins with title and summary."""
    body = version.body
    out = {"intro": f"{version.head.title} {version.head.summary} {plain([body.intro.html])}".strip()}
    return out | {s.id: plain([s.html]) for s in body.sections if s.id}


def _old_texts(origin: Version, wanted: dict[str, str], source: Path, context: Context) -> dict[str, str]:
    """Walk back through the original's commits until each stamped digest is met."""
    found: dict[str, str] = {}
    parser = Parser()
    for commit in versions(source, origin.path)[:MAX_COMMITS]:
        if found.keys() >= wanted.keys():
            break
        text = file_at(source, commit, origin.path)
        guides = read_guides([SourceFile(path=origin.path, text=text)], context, parser).guides if text else ()
        for old in (guide.original for guide in guides):
            words = texts(old)
            found |= {section: words[section] for section, digest in wanted.items()
                      if section not in found and digest and old.digest_of(section) == digest}
    return found


def word_runs(old: str, new: str) -> tuple[tuple[str, str], ...]:
    """The way from one text to another in runs of words."""
    before, after = old.split(), new.split()
    runs: list[tuple[str, str]] = []
    for kind, a, b, c, d in difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            runs.append(("=", " ".join(before[a:b])))
            continue
        runs += [(sign, " ".join(words)) for sign, words in (("-", before[a:b]), ("+", after[c:d])) if words]
    return tuple(runs)


def as_text(diffs: Iterable[SectionDiff]) -> str:
    """Plain text: [-gone-] {+new+}, unchanged words shortened to eight on each side."""
    blocks = []
    for diff in diffs:
        words = " ".join({"=": _shorten(text), "-": f"[-{text}-]", "+": f"{{+{text}+}}"}[sign] for sign, text in diff.words)
        blocks.append(f"{diff.section}{'' if diff.known else ' (?)'}\n  {words}")
    return "\n\n".join(blocks) + ("\n" if blocks else "")


def _shorten(text: str) -> str:
    words = text.split()
    return text if len(words) <= 18 else " ".join([*words[:8], "…", *words[-8:]])
