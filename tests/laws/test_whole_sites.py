"""Laws of whole sites: links resolve, order and folder do not matter, a stamp vouches for what stands there."""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from gavan.building import build, read_site
from gavan.model import Parity, parity
from gavan.stamping import stamp
from tests.html_page import HtmlPage
from tests.laws.sites import sites
from tests.small_site import TODAY
from tests.whole_site import said

WHOLE = settings(max_examples=settings.default.max_examples // 5)
"""A build takes a quarter of a second; `make test` has other things to do."""


def write(files: Iterable[tuple[str, str]], folder: Path) -> Path:
    """The files in the order given, in a new folder."""
    for path, text in files:
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8", newline="\n")
    return folder


def outputs(source: Path) -> Mapping[str, bytes]:
    built = build(source, today=TODAY, address="https://harbour.example/sub/")
    assert built.outputs is not None, said(built.problems)
    return built.outputs


@settings(WHOLE)
@given(sites())
def test_every_internal_link_and_anchor_of_a_site_resolves_and_no_id_stands_twice(files: dict[str, str]):
    with TemporaryDirectory() as folder:
        made = outputs(write(files.items(), Path(folder)))
    pages = {path: HtmlPage(path, data) for path, data in made.items() if path.endswith(".html")}
    for page in pages.values():
        assert len(page.ids) == len(set(page.ids)), page.path
        if page.path.rpartition("/")[2] != "404.html":
            for link in page.links:
                assert not link.path or link.path in made, (page.path, link.written)
                target = pages.get(link.path)
                assert not link.anchor or target is None or link.anchor in target.ids, (page.path, link.written)


@settings(WHOLE)
@given(sites())
def test_alternates_name_each_other(files: dict[str, str]):
    with TemporaryDirectory() as folder:
        made = outputs(write(files.items(), Path(folder)))
    pages = [HtmlPage(path, data) for path, data in made.items() if path.endswith(".html")]
    by_address = {page.canonical: page for page in pages if page.is_indexable}
    for page in pages:
        for code, url in page.alternates.items():
            assert code == "x-default" or by_address[url].html.lang == code
            assert page.path == "index.html" or page.canonical in by_address[url].alternates.values()


@settings(WHOLE, max_examples=settings.default.max_examples // 12)
@given(sites(), st.integers(0, 1000))
def test_neither_the_order_of_files_nor_the_folder_matters(files: dict[str, str], seed: int):
    shuffled = list(files.items())
    random.Random(seed).shuffle(shuffled)
    with TemporaryDirectory() as one, TemporaryDirectory() as other:
        first = outputs(write(files.items(), Path(one)))
        assert outputs(write(shuffled, Path(other) / "deeper" / "сайт")) == first
        assert outputs(Path(one)) == first, "a second build in one process differs from the first"


@settings(WHOLE, max_examples=settings.default.max_examples // 3)
@given(sites())
def test_stamp_and_then_check_is_silent_about_the_translation(files: dict[str, str]):
    with TemporaryDirectory() as folder:
        source = write(files.items(), Path(folder))
        site, problems = read_site(source, today=TODAY)
        assert site is not None and said(problems) == ""
        translations = [v for g in site.library.guides.values() for v in g.versions.values() if not v.is_original]
        for version in translations:
            assert stamp(site.library, source, source / version.path).good
        after, problems = read_site(source, today=TODAY)
        assert after is not None and not {p.place.path for p in problems} & {v.path for v in translations}
        states = {parity(guide, code) for guide in after.library.guides.values() for code in guide.versions}
        assert states <= {Parity.ORIGINAL, Parity.CURRENT}
