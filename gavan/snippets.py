"""Snippets for VS Code: front matter and the lists in it, with the site's topics to choose from.

They stand in for a schema in Markdown files, which the YAML extension does not read (redhat-developer/vscode-yaml#207).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from gavan.settings import Settings

SNIPPETS_PATH = ".vscode/gavan.code-snippets"
Snippet = Mapping[str, object]


def snippets(settings: Settings) -> Mapping[str, Snippet]:
    """By name, as VS Code reads them: ${1} is the first stop, ${1|a,b|} a choice."""
    text = "{" + ", ".join(f"{code}: ${n}" for n, code in enumerate(settings.languages, 4)) + "}"
    topics, languages = _choice(1, settings.topics), _choice(1, settings.languages)
    made = {
        "guide": _snippet("markdown", "Front matter of a guide", [
            "---", "title: $2", "summary: $3", "kind: guide", f"topic: {topics}", "sources:",
            '  - {url: "$4", title: "$5", date: ${6:YYYY-MM-DD}, lang: $7}', "verified: never", "---", "", "$0"]),
        "page": _snippet("markdown", "Front matter of a page", [
            "---", "title: $1", "summary: $2", "kind: page", "---", "", "$0"]),
        "translation": _snippet("markdown", "Front matter of a translation", [
            "---", "title: $2", "summary: $3", f"translated_from: {languages}", "---", "", "$0"]),
        "section": _snippet("markdown", "A section with its id", ["## $1 {#$2}", "", "$0"]),
        "fact": _snippet("markdown", "A fact of a country", ["[[$1.$2]]$0"]),
        "source": _snippet("markdown,yaml", "One source", ['- {url: "$1", title: "$2", date: ${3:YYYY-MM-DD}, lang: $4}']),
        "change": _snippet("markdown,yaml", "One entry of changes", [
            "- {date: ${1:YYYY-MM-DD}, kind: ${2|fact,safety,wording|}, sections: [$3], note: " + text + "}"]),
        "withdrawn": _snippet("markdown,yaml", "Take it back", [
            "withdrawn: {date: ${1:YYYY-MM-DD}, reason: " + text + "}"]),
        "differs": _snippet("markdown", "A departure from the original, on purpose", [
            "differs:", "  - {section: $1, why: $2}"]),
    }
    return {name: {"prefix": f"gavan-{name}", **snippet} for name, snippet in made.items()}


def _snippet(scope: str, description: str, lines: list[str]) -> Snippet:
    return {"scope": scope, "description": description, "body": lines}


def _choice(number: int, names: Iterable[str]) -> str:
    return f"${{{number}|{','.join(names)}|}}"
