"""The words of a text, each character where it stood: what is not read as words is hidden behind NUL characters.

Hidden are code and comments, addresses and link targets, facts, ids, the labels of footnotes and the markers of numbered
lists. Nothing is cut out, so an offset here is an offset in the file. Reading refuses NUL in any source.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from gavan.content.scanner import code_hidden
from gavan.model import Version
from gavan.problems import Place
from gavan.reading.files import SourceFile

_ADDRESS = r"(?:https?://|www\.)[^\s<>\"“”«»)]+|[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64})+|(?<!\w)@\w+"
_FACT = r"\[\[[^\[\]\n]*\]\]"
_NO_WORDS = re.compile(f"{_FACT}|{_ADDRESS}")
_NO_WORDS_IN_MARKDOWN = re.compile(
    rf"{_FACT}"
    r"|^ {0,3}\[(?!\^)[^\]\n]+\]:.*$"  # where the address of a [link][1] stands
    r"|\[\^[^\]\n]+\]:?"
    r"|\]\(\s*<?(?:[^()\s<>]|\([^()\s<>]*\))*>?(?:\s+\"[^\"\n]*\")?\s*\)"
    r"|\]\[[^\]\n]*\]"
    r"|<(?:https?|mailto|tel)[^<>\s]*>"
    r"|\{[:#.][^{}\n]*\}"
    r"|^[ \t>]*\d{1,3}[.)](?=[ \t])"
    r"|&#?\w{1,32};"
    rf"|{_ADDRESS}", re.MULTILINE)


def words_of_text(text: str) -> str:
    """The words of a text that is no Markdown (a title, a summary, a record's note), with addresses and facts hidden."""
    return _NO_WORDS.sub(_hidden, text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Prose:
    """A guide's body in its file."""

    file: SourceFile
    markdown: str
    """The whole file with front matter, code and comments hidden (code behind the letter x)."""
    words: str
    """The same with everything hidden that is not read as words."""

    def place(self, offset: int) -> Place:
        return self.file.place(offset)

    def offset_of_line(self, line: int) -> int:
        """Of the first character of a line (from 1); the text's length beyond the last line."""
        start = 0
        for _ in range(line - 1):
            start = self.markdown.find("\n", start) + 1
            if not start:
                return len(self.markdown)
        return start


def prose_of(version: Version, text: str) -> Prose:
    """The prose of a version whose file has this text."""
    lines = text.split("\n")
    head, body = "\n".join(lines[:version.body_line]), "\n".join(lines[version.body_line:])
    before = re.sub(r"[^\n]", "\0", head) + "\n"
    markdown = before + code_hidden(body)
    return Prose(file=SourceFile(path=version.path, text=text), markdown=markdown,
                 words=before + _NO_WORDS_IN_MARKDOWN.sub(_hidden, markdown[len(before):]))


def _hidden(match: re.Match[str]) -> str:
    return re.sub(r"[^\n]", "\0", match.group())
