"""Where things stand in a guide's Markdown. The parser says what there is, this says where: Python-Markdown keeps no lines.

Code is masked, so that what stands in it is not found. The law that holds both together (tests/laws): the text at a
reported place is the thing named.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from html import unescape

from gavan.problems import Place

_BACKTICKS = re.compile(r"(\\*)(`+)")
_BLOCK_END = re.compile(r"\n(?=[ \t]*(?:\n|[*+-]\s|\d{1,9}[.)]\s|:\s|!!!\s|\[[^\[\]\n]*\]:|#|>|[=-]+[ \t]*(?:\n|\Z)))")
_HASH_LINE = re.compile(r"^#.*$", re.MULTILINE)
_COMMENT_LINE = re.compile(r" {0,3}<!--")
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_LIST_LIKE = re.compile(r"\s*(?:[*+-]\s|\d+[.)]\s|:\s|!!!\s|\[\^)")
_HEADING = re.compile(r"^(#{1,6})(.*)$|^(?! {4}| *\t)(?=.*[^ \t\n])(.+)\n([=-]+) *$", re.MULTILINE)
_RULE = re.compile(r" {0,3}(?:[=-]+|[*_](?:[ *_]*[*_])+) *")
_NESTED_H1 = re.compile(r"^[ \t]*(?:(?:[*+-]|\d{1,9}[.)]|:|>)[ \t]*)*(?:(?<=\s)|(?<=>))(#)(?!#)", re.MULTILINE)
_ID = re.compile(r"\{:?\s*#([^}\s]*)\s*\}$")
_LINK = re.compile(r"((?:(?<!\\)!)?)\[((?:[^\[\]\n]|\[[^\[\]\n]*\]|\n(?!\n))*)\]"
                   r"\(\s*<?((?:[^()\s<>]|\([^()\s<>]*\))*)(?=[\s>)])")
_DEFINITION = re.compile(r"^ {0,3}\[(?!\^)([^\]\n]+)\]:[ \t]*<?(\S+?)>?(?=\s|$)", re.MULTILINE)
_AUTOLINK = re.compile(r"<((?:https?|mailto|tel)[^>\s]*)>")
_FACT = re.compile(r"\[\[([^\[\]\n]*)\]\]")
_HTML = re.compile(r"<(?!(?:https?://|mailto:|tel:))(?=[A-Za-z/!?])[^<>\n]{0,60}>?")
_ATTRIBUTES = re.compile(r"\{:[^}\n]{0,200}\}|\{[#.][^}\n]{0,200}\}")


@dataclass(frozen=True, slots=True)
class Found:
    """A thing in the Markdown."""

    text: str
    """What names it: a link's target, a fact's reference, a heading's words."""
    place: Place


@dataclass(frozen=True, slots=True)
class Heading:
    level: int
    text: str
    id: str | None
    place: Place
    id_place: Place
    """Where the id's first letter stands; where there is none, the heading."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scan:
    """Everything with a place, each list in the order of the text."""

    clean: str
    """The Markdown without comments, line for line."""
    headings: tuple[Heading, ...]
    links: tuple[Found, ...]
    images: tuple[Found, ...]
    facts: tuple[Found, ...]
    html: tuple[Found, ...]
    attributes: tuple[Found, ...]
    open_comment: Place | None
    """Where a comment begins that never ends, so that all the rest would be lost."""
    nested_h1: tuple[Place, ...]
    """Where lines in lists and quotations begin with a single #; only the parser knows which of them are headings."""

    def place(self, kind: str, text: str, nth: int = 0) -> Place | None:
        """Where the nth thing (from 0) with this text stands; the last one if there are fewer; None if there is none."""
        found = [f.place for f in getattr(self, kind) if f.text == text]
        return found[min(nth, len(found) - 1)] if found else None


def as_parsed(target: str) -> str:
    """A link's target as the parser gives it: entities and backslashes resolved."""
    return unescape(re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", target))


def scan(path: str, body: str, line_offset: int) -> Scan:
    """Scan a guide's body that begins after `line_offset` lines of the file at `path`."""
    code_masked = _mask_inline_code(_mask_code_blocks(body))
    masked = _COMMENT.sub(_blank, code_masked)
    starts = [0, *(m.end() for m in re.finditer("\n", masked))]

    def place(offset: int) -> Place:
        line = bisect.bisect_right(starts, offset) - 1
        return Place(path=path, line=line + 1 + line_offset, column=offset - starts[line] + 1)

    def found(spans: Iterable[tuple[int, int]]) -> tuple[Found, ...]:
        return tuple(Found(body[start:end], place(start)) for start, end in sorted(spans))

    defined = [m.span(2) for m in _DEFINITION.finditer(masked)]
    inline = list(_LINK.finditer(_FACT.sub(_hide, masked)))  # a fact before a parenthesis is no link
    shown = [(m.start(), body[slice(*m.span(3))]) for m in inline if m.group(1)]
    shown += [(start, body[start:end]) for start, end in defined if "![" in masked]
    return Scan(
        clean=_without_comments(body, code_masked),
        headings=tuple(_heading(m, body, masked, place) for m in _HEADING.finditer(masked)
                       if m.group(1) or _begins_block(masked, m.start())),
        links=found([*(m.span(3) for m in inline if not m.group(1)), *defined,
                     *(m.span(1) for m in _AUTOLINK.finditer(masked))]),
        images=tuple(Found(text, place(at)) for at, text in sorted(shown)),
        facts=tuple(Found(m.group(1), place(m.start())) for m in _FACT.finditer(masked)),
        html=found(m.span() for m in _HTML.finditer(masked)),
        attributes=found(m.span() for m in _ATTRIBUTES.finditer(masked) if not _is_heading_id(masked, m)),
        open_comment=next((place(m.start()) for m in _COMMENT.finditer(code_masked) if not m.group().endswith("-->")), None),
        nested_h1=tuple(place(m.start(1)) for m in _NESTED_H1.finditer(masked)))


def code_hidden(body: str) -> str:
    """A body with code behind the letter x and comments behind spaces, character for character where it stood."""
    return _COMMENT.sub(_blank, _mask_inline_code(_mask_code_blocks(body)))


def _blank(match: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", match.group())


def _hide(match: re.Match[str]) -> str:
    return _hidden(match.group())


def _hidden(code: str) -> str:
    """Code becomes a letter, not spaces: a line of code alone must not look like an underline or an empty line."""
    return re.sub(r"[^\n]", "x", code)


def _mask_inline_code(text: str) -> str:
    """Code between runs of backticks of one length, within a paragraph, list item, note or quotation."""
    ends = sorted({m.start() for m in _BLOCK_END.finditer(text)} | {m.end() for m in _HASH_LINE.finditer(text)})
    return "".join(_mask_in_block(text[start:end]) for start, end in zip([0, *ends], [*ends, len(text)], strict=True))


def _mask_in_block(block: str) -> str:
    """As Python-Markdown's BACKTICK_RE: a run that nothing closes gives one backtick to the code and is tried shorter."""
    runs = [(m.start(2) + len(m.group(1)) % 2, m.end(2)) for m in _BACKTICKS.finditer(block)]
    closing = [m.end(2) - m.start(2) for m in _BACKTICKS.finditer(block)]
    out, done, after = [], 0, 0
    while after < len(runs):
        start, end = runs[after]
        tried = ((n, size) for size in range(end - start, 0, -1) for n in range(after + 1, len(runs)) if closing[n] == size)
        close = next((n for n, _size in tried), None)
        if close is not None:
            out += [block[done:start], _hidden(block[start:runs[close][1]])]
            done = runs[close][1]
        after = after + 1 if close is None else close + 1
    return "".join([*out, block[done:]])


def _mask_code_blocks(body: str) -> str:
    """Indented code: four spaces after a blank line, where no list, definition, note or admonition is being continued.

    A comment on lines of its own is as good as a blank line.
    """
    out, in_list, blank_before, in_code, in_comment = [], False, True, False, False
    for line in body.split("\n"):
        in_comment = in_comment or bool(_COMMENT_LINE.match(line))
        if in_comment:
            out.append(line)
            _, ends, after = line.partition("-->")
            in_comment, blank_before = not ends, not after.strip(" \t")
            continue
        indented = line.startswith(("    ", "\t"))
        if line.strip(" \t") and not indented:
            in_list = bool(_LIST_LIKE.match(line)) or (in_list and not blank_before)
            in_code = False
        elif indented and line.strip(" \t"):
            in_code = in_code or (blank_before and not in_list)
        out.append(re.sub(r"\S", "x", line) if in_code else line)
        blank_before = not line.strip(" \t")
    return "\n".join(out)


def _without_comments(body: str, code_masked: str) -> str:
    """Line for line. No spaces stay at the line's beginning or end for a comment, where they would mean something."""
    out, done = [], 0
    for comment in _COMMENT.finditer(code_masked):
        before, lines = body[done:comment.start()], comment.group().count("\n")
        after = _line_end(body, comment.end())
        ends_line = lines or not body[comment.end():after].strip(" \t")
        begins_line = lines or not body[body.rfind("\n", 0, comment.start()) + 1:comment.start()].strip(" \t")
        out += [before.rstrip(" \t") if ends_line else before, "\n" * lines]
        done = comment.end()
        while (begins_line or ends_line) and done < after and body[done] in " \t":
            done += 1
        out.append(" " if begins_line and body[done:done + 1] == "#" else "")  # a heading begins its line as it is written
    return "".join([*out, body[done:]])


def _heading(match: re.Match[str], body: str, masked: str, place: Callable[[int], Place]) -> Heading:
    group = 2 if match.group(1) is not None else 3
    level = len(match.group(1)) if group == 2 else (1 if match.group(4).startswith("=") else 2)
    end = match.start(group) + len(masked[slice(*match.span(group))].rstrip())
    words = body[match.start(group):end].rstrip(" \t#" if group == 2 else None)
    found = _ID.search(words)
    text = words[:found.start()] if found else words
    at = place(match.start())
    return Heading(level=level, text=text.strip(), id=found.group(1) if found else None, place=at,
                   id_place=place(match.start(group) + found.start(1)) if found else at)


def _begins_block(text: str, start: int) -> bool:
    """Whether what begins at this line is no paragraph's second line: only a block's first line can be underlined."""
    before = text[text.rfind("\n", 0, max(start - 1, 0)) + 1:max(start - 1, 0)]
    return not before.strip(" \t") or before.startswith(("#", "!!!")) or bool(_RULE.fullmatch(before))


def _is_heading_id(masked: str, match: re.Match[str]) -> bool:
    if match.group().startswith("{:"):
        return False
    start, end = masked.rfind("\n", 0, match.start()) + 1, _line_end(masked, match.end())
    below = masked[end + 1:_line_end(masked, end + 1)]
    is_underlined = bool(re.fullmatch(r"[=-]+ *", below)) and _begins_block(masked, start)
    is_heading = masked[start:end].lstrip().startswith("#") or is_underlined
    return is_heading and match.group().startswith("{#") and not masked[match.end():end].strip(" #\t")


def _line_end(text: str, offset: int) -> int:
    """Offset of the next line feed, or the text's length."""
    end = text.find("\n", offset)
    return len(text) if end < 0 else end
