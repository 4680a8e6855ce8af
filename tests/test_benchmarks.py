"""The benchmark of weight: it measures what readers get, and every page of the real site keeps the budget."""

from __future__ import annotations

import gzip
import os
import re
from functools import cache
from pathlib import Path

import pytest

from benchmarks.weight import ADDRESS, KINDS, Weight, main, pages_in, report, style_of, weights
from gavan.building import ENGINE, read_site
from gavan.rendering.all import MAX_PAGE_BYTES
from gavan.rendering.hosts import header_bytes
from gavan.writing import write_site
from tests.whole_site import REAL_DAY, published, real_site, real_source


@cache
def measured() -> tuple[Weight, ...]:
    return weights(real_site(ADDRESS).outputs)


def test_every_page_of_the_real_site_keeps_the_budget():
    assert MAX_PAGE_BYTES == 11_800
    assert [(w.path, w.bytes) for w in measured() if w.is_over] == []


def test_the_budget_has_room_for_what_a_team_fills_in(tmp_path: Path):
    """An address, a forge, a mail address and a bot stand on every page: with them nothing may become too heavy."""
    source = real_source(tmp_path / "source")
    settings = source / "site.yaml"
    text = settings.read_text(encoding="utf-8")
    filled_in = {"address": "https://gavan-help.example.org/", "repository": "https://forge.example/gavan/gavan",
                 "contact": "{mail: team@gavan-help.example.org, bot: GavanHelpBot}"}
    lines = [f"\n{key}: {value}\n" for key, value in filled_in.items() if f"\n{key}:" not in text]
    settings.write_text(text + "".join(lines), encoding="utf-8")
    assert [(w.path, w.bytes) for w in weights(published(source, today=REAL_DAY).outputs) if w.is_over] == []


def test_every_page_is_measured_and_of_the_kind_that_the_plan_says():
    site, _ = read_site(ENGINE, today=REAL_DAY)
    assert site is not None
    assert {w.path: w.kind for w in measured()} == {page.path: page.kind for page in site.plan.pages}


def test_nothing_but_the_page_is_asked_for_before_it_can_be_painted():
    assert {w.requests for w in measured()} == {1}


def test_the_weight_is_that_of_the_packed_page_and_the_head_of_the_answer():
    page, style = real_site(ADDRESS).outputs["tr/index.html"], real_site().page("tr/index.html").style
    found = next(w.bytes for w in measured() if w.path == "tr/index.html")
    assert found == len(gzip.compress(page, 6, mtime=0)) + header_bytes(style)


@pytest.mark.parametrize(("head", "requests"), [
    ("", 1), ('<script src="a.js" defer></script>', 1), ('<link rel="icon" href="a.svg">', 1),
    ('<script src="a.js"></script>', 2), ('<link rel="stylesheet" href="a.css"><link href="b.css" rel=stylesheet>', 3)])
def test_what_keeps_a_page_from_being_painted_is_counted(head: str, requests: int):
    assert weights({"ru/index.html": f"<html><style>x</style>{head}</html>".encode()})[0].requests == requests


def test_a_page_over_the_budget_ends_with_status_1_and_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    heavy = f"<html><style>x</style>{os.urandom(12_000).hex()}</html>".encode()
    pages = {"ru/heavy.html": heavy, "status/index.html": heavy, "ru/index.html": b"<html><style>x</style>"}
    write_site({**pages, ".nojekyll": b""}, tmp_path / "site")
    assert main([str(tmp_path / "site")]) == 1
    said = capsys.readouterr().out
    assert re.findall(r"^Over the budget: (\S+), [\d,]+ bytes$", said, re.MULTILINE) == ["ru/heavy.html"]


def test_a_folder_without_pages_ends_with_status_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    assert main([str(tmp_path)]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_a_built_site_is_measured_as_it_lies_in_its_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    outputs = {path: data for path, data in real_site().outputs.items() if path.startswith("en/") or path == "index.html"}
    write_site({**outputs, ".nojekyll": b""}, tmp_path / "site")
    assert pages_in(tmp_path / "site") == {path: data for path, data in outputs.items() if path.endswith(".html")}
    assert main([str(tmp_path / "site")]) == 0
    assert "en/kazakhstan/registration.html" in capsys.readouterr().out


def test_the_report_has_a_row_for_each_kind_the_ten_heaviest_and_the_style():
    said = report(measured(), style_of(real_site().outputs[path] for path in ("index.html",)))
    there = {kind for kind, _ in KINDS} & {w.kind for w in measured()}
    assert {row.split("|")[1].strip() for row in said.splitlines() if re.match(r"\| [a-z0-9]+ +\| +\d+ \|", row)} == there
    assert len(re.findall(r"^\| \S+\.html +\|", said, re.MULTILINE)) == 10
    assert re.search(r"The style block weighs [\d,]+ bytes, [\d,]+ packed", said)


def test_the_page_of_benchmarks_has_a_row_for_each_kind():
    text = (ENGINE / "benchmarks/README.md").read_text(encoding="utf-8")
    assert {w.kind for w in measured()} <= set(re.findall(r"^\| ([a-z0-9]+) +\| +\d+ \|", text, re.MULTILINE))
