"""Problems in the forms that machines read: JSON of our own, GitHub's workflow commands, GitLab's Code Quality report.

Pure functions from problems to text. Worst first: GitHub shows ten annotations of a kind per step and drops the rest in
silence (docs.github.com, "workflow commands"; zizmorcore/zizmor#634).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from gavan.language import Catalogue
from gavan.problems import Place, Problem
from gavan.report import worded


class PlaceOut(BaseModel):
    model_config = ConfigDict(extra="forbid")
    path: str = Field(description="relative to the source folder")
    line: int = Field(ge=1)
    column: int = Field(ge=1, description="in characters")


class ProblemOut(PlaceOut):
    severity: Literal["error", "warning"]
    code: str
    message: str
    hint: str
    related: PlaceOut | None = Field(description="a second place that belongs to it")
    documentation: str = Field(description="the page that explains the code, in Gavan's repository")


class CheckReport(BaseModel):
    """What `check --format json` prints. Fields are added, never renamed or removed, while `version` is 1."""

    model_config = ConfigDict(extra="forbid")
    version: Literal[1]
    errors: int
    warnings: int
    problems: list[ProblemOut]


def worst_first(problems: Iterable[Problem]) -> list[Problem]:
    """Errors before warnings, in the order of files, lines and columns within."""
    return sorted(problems, key=lambda p: (-p.severity, *p.sort_key))


def as_json(problems: Iterable[Problem], catalogue: Catalogue) -> str:
    """One JSON document; its schema is docs/check.schema.json."""
    found = [_problem(p, catalogue) for p in worst_first(problems)]
    report = CheckReport(version=1, errors=sum(p.severity == "error" for p in found),
                         warnings=sum(p.severity == "warning" for p in found), problems=found)
    return report.model_dump_json(indent=1) + "\n"


def json_schema() -> str:
    """The JSON Schema of `as_json`, as docs/check.schema.json holds it."""
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **CheckReport.model_json_schema(mode="serialization")}
    return json.dumps(schema, indent=1, ensure_ascii=False) + "\n"


def as_github(problems: Iterable[Problem], catalogue: Catalogue) -> str:
    """Workflow commands, one line a problem: GitHub shows them at the line in the pull request."""
    return "".join(
        f"::{p.severity.word} file={_property(p.place.path)},line={p.place.line},col={p.place.column},"
        f"title={_property(p.code)}::{_data(_sentence(p, catalogue))}\n" for p in worst_first(problems))


def as_gitlab(problems: Iterable[Problem], catalogue: Catalogue) -> str:
    """A Code Quality report (GitLab's documentation, "Code Quality report format")."""
    found = []
    for p in worst_first(problems):
        text = _sentence(p, catalogue)
        mark = hashlib.sha256(f"{p.place}|{p.code}|{text}".encode()).hexdigest()
        found.append({"description": text, "check_name": p.code, "fingerprint": mark,
                      "severity": "major" if p.severity.word == "error" else "minor",
                      "location": {"path": p.place.path, "lines": {"begin": p.place.line}}})
    return json.dumps(found, ensure_ascii=False, indent=1) + "\n"


def _problem(problem: Problem, catalogue: Catalogue) -> ProblemOut:
    return ProblemOut(**_place(problem.place).model_dump(), severity=problem.severity.word, code=problem.code,
                      message=worded(problem.message, problem.values, catalogue),
                      hint=worded(problem.hint, problem.values, catalogue),
                      related=_place(problem.related) if problem.related else None, documentation=problem.documentation)


def _place(place: Place) -> PlaceOut:
    return PlaceOut(path=place.path, line=place.line, column=place.column)


def _sentence(problem: Problem, catalogue: Catalogue) -> str:
    message, hint = (worded(text, problem.values, catalogue) for text in (problem.message, problem.hint))
    also = f" ({problem.related})" if problem.related else ""
    return f"{message}{also}" + (f"\n{hint}" if hint else "")


def _data(text: str) -> str:
    """The escapes of workflow commands' messages (actions/toolkit, command.ts)."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
