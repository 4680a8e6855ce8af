"""Problems as values: what is wrong, where, and what to type instead.

A problem is something wrong in the content or its settings. Freshness and parity are states, never problems. Reading and
checking return problems; they never print them and never stop at the first. Exceptions are for wrong usage and a failing
machine.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from types import MappingProxyType

DOCUMENTATION = "docs/problems"


class Severity(IntEnum):
    """How bad it is: an error stops the build, a warning only under --strict."""

    WARNING = 1
    ERROR = 2

    @property
    def word(self) -> str:
        return self.name.lower()


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Place:
    """A point in a source file."""

    path: str
    """Relative to the source folder, with forward slashes."""
    line: int = 1
    """From 1."""
    column: int = 1
    """From 1, in characters (not bytes)."""

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing that is wrong."""

    code: str
    """A key of CODES."""
    place: Place
    message: str
    """English msgid with {names}; `values` fills them."""
    hint: str = ""
    """What to type; English msgid with {names}."""
    values: Mapping[str, str] = field(default_factory=dict)
    related: Place | None = None
    """A second place that belongs to it (the other of two clashing files, the original's section)."""

    def __post_init__(self) -> None:
        if self.code not in CODES:
            raise LookupError(f"problem code {self.code!r} is not in the table")

    @property
    def severity(self) -> Severity:
        return CODES[self.code].severity

    @property
    def documentation(self) -> str:
        """Path of the page that explains the code."""
        return f"{DOCUMENTATION}/{self.code}.md"

    @property
    def sort_key(self) -> tuple:
        return (self.place, -self.severity, self.code, self.message, tuple(sorted(self.values.items())))


@dataclass(frozen=True, slots=True)
class Code:
    severity: Severity
    sentence: str
    """What it means, for the table of codes."""


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """By file, line and column, each once: the order in which people mend them."""
    seen: dict[tuple, Problem] = {}
    for problem in problems:
        seen.setdefault(problem.sort_key, problem)
    return tuple(seen[key] for key in sorted(seen))


def did_you_mean(word: str, known: Iterable[str]) -> tuple[str, dict[str, str]]:
    """A hint with the nearest known word, else with all of them; ("", {}) where nothing is known.

    Returns the hint's msgid and the values for it, to be merged into a problem's values.
    """
    names = sorted(set(known))
    near = difflib.get_close_matches(word.casefold(), [n.casefold() for n in names], n=1, cutoff=0.5)
    if near:
        best = next(n for n in names if n.casefold() == near[0])
        return 'did you mean "{suggestion}"?', {"suggestion": best}
    if names and len(names) <= 20:
        return "known are: {known}", {"known": ", ".join(names)}
    return "", {}


_E, _W = Severity.ERROR, Severity.WARNING

CODES: Mapping[str, Code] = MappingProxyType({
    # files
    "file-too-large": Code(_E, "A source file is larger than its limit."),
    "not-utf8": Code(_E, "A source file is not valid UTF-8."),
    "control-character": Code(_E, "An invisible control, bidirectional or private-use character stands in the text."),
    "stray-file": Code(_E, "A file or folder stands where nothing reads it."),
    "special-file": Code(_E, "A symlink, device or pipe stands in the content."),
    "key": Code(_E, "A file's path does not make a key of a-z, 0-9 and hyphens."),
    "reserved-key": Code(_E, "A guide's key is the name of a built-in page."),
    "output-clash": Code(_E, "Two sources would be published under one path."),
    "missing-settings": Code(_E, "There is no site.yaml."),
    # yaml and front matter
    "yaml-syntax": Code(_E, "The YAML cannot be read."),
    "yaml-tab": Code(_E, "A tab stands in the YAML's indentation."),
    "yaml-duplicate-key": Code(_E, "A key stands twice in one mapping."),
    "yaml-alias": Code(_E, "An anchor, alias or tag stands in the YAML."),
    "yaml-too-deep": Code(_E, "The YAML is nested too deeply."),
    "front-matter": Code(_E, "A guide does not begin with front matter between two lines of three hyphens."),
    "unknown-field": Code(_E, "A field that nothing reads."),
    "missing-field": Code(_E, "A required field is missing."),
    "wrong-type": Code(_E, "A value has another form than its field needs."),
    "wrong-choice": Code(_E, "A value is not one of the field's choices."),
    "missing-language": Code(_E, "A text has no version in a language that needs one."),
    "wrong-date": Code(_E, "A date does not exist or has another form."),
    "future-date": Code(_E, "A date lies in the future."),
    "wrong-url": Code(_E, "An address is not a plain https or http address."),
    "no-sources": Code(_E, "Something published has no source."),
    # names that must exist
    "unknown-topic": Code(_E, "A topic that site.yaml does not list."),
    "unknown-country": Code(_E, "A country code that does not exist or has no file."),
    "unknown-language": Code(_E, "A language that site.yaml does not list, or no language at all."),
    "unknown-organisation": Code(_E, "An organisation that has no file."),
    "unknown-fact": Code(_E, "A fact that no country file has."),
    "unknown-unit": Code(_E, "A unit or currency that does not exist."),
    # guides
    "no-original": Code(_E, "All versions of a guide are translations."),
    "two-originals": Code(_E, "Two versions of a guide are originals."),
    "translation-chain": Code(_E, "A translation names a file that is missing, or itself in a circle."),
    "original-only-field": Code(_E, "A translation repeats a field that belongs to the original."),
    "missing-section-id": Code(_W, "A heading has no id."),
    "wrong-section-id": Code(_E, "A section id has another form than a-z, 0-9 and hyphens, or is reserved."),
    "duplicate-section-id": Code(_E, "A section id stands twice in one guide."),
    "unknown-section": Code(_E, "A section is named that the guide does not have."),
    "empty-section": Code(_E, "A section has no heading or no text yet."),
    "second-h1": Code(_E, "A level-one heading stands in the body; the title is the only one."),
    "heading-level": Code(_E, "A heading skips a level."),
    "raw-html": Code(_E, "Raw HTML stands in a guide."),
    "attribute-list": Code(_E, "Attributes in braces other than a heading's id."),
    "fact-position": Code(_E, "A fact stands in a title, a heading or a link's text."),
    "fact-form": Code(_E, "A fact is named in a form that cannot be read."),
    "alias": Code(_E, "An old key that cannot lead here."),
    "only": Code(_E, "A guide is restricted to languages that do not fit its files."),
    "too-complex": Code(_E, "The Markdown is nested or repeated beyond its limits."),
    "unsafe-html": Code(_E, "The second gate would remove something from the rendered text."),
    # translations and words
    "parity-structure": Code(_W, "A translation's sections, headings, boxes or footnotes are not those of its original."),
    "parity-numbers": Code(_W, "A translation's numbers, dates or telephone numbers are not those of its original."),
    "parity-links": Code(_W, "A translation's links lead elsewhere than those of its original."),
    "parity-facts": Code(_W, "A translation uses other facts than its original."),
    "parity-lists": Code(_W, "A translation's lists or tables are not as long as those of its original."),
    "parity-images": Code(_W, "A translation has more or fewer images than its original."),
    "needless-differs": Code(_W, "A section named in differs does not differ."),
    "avoided-term": Code(_W, "A word stands in a text that the glossary says to avoid."),
    # links and images
    "broken-link": Code(_E, "A link leads to a guide or page that does not exist."),
    "broken-anchor": Code(_E, "A link leads to a section that does not exist."),
    "draft-link": Code(_E, "A published guide links to a draft."),
    "link-scheme": Code(_E, "A link begins with something else than https, http, mailto or tel."),
    "image-missing": Code(_E, "An image's file does not exist."),
    "image-remote": Code(_E, "An image would be fetched from another site."),
    "image-alt": Code(_E, "An image has no alternative text."),
    "image-too-large": Code(_E, "An image is larger than 40 kB."),
    "image-metadata": Code(_E, "An image carries metadata such as place, camera or author."),
    "image-format": Code(_E, "An image is not a PNG, JPEG or WebP file."),
    # safety and truth
    "private-location": Code(_E, "A text may lead a pursuer to a person's bed."),
    "page-too-heavy": Code(_E, "A page weighs more than passes in the first round trip."),
    # what a change owes (check --changed-since)
    "owed-change": Code(_W, "Words of a guide changed and no entry in its `changes` says so."),
    "owed-changed-day": Code(_W, "A fact has a new value but not the day from which it is true."),
    "owed-withdrawal": Code(_W, "Something published was deleted without a withdrawal first."),
    # interface
    "catalogue-missing": Code(_E, "A language has no catalogue, or it cannot be read."),
    "untranslated": Code(_E, "A string of the pages is not translated, or only guessed (fuzzy)."),
    "plural-forms": Code(_E, "A catalogue has another number of plural forms than the language."),
    "placeholder": Code(_E, "A translation loses or invents a placeholder."),
    "template": Code(_E, "A template cannot be rendered."),
})
