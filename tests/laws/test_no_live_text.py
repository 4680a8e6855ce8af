"""Law: no text that a contributor writes becomes a tag or an attribute outside the allow-list, and none makes reading raise."""

import re
from html import unescape
from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from gavan.content.guides import read_guides
from gavan.content.markup import ATTRIBUTES, TAGS, Body, Parser, fill, fill_text
from gavan.content.scanner import scan
from gavan.problems import CODES
from gavan.reading.files import SourceFile
from gavan.reading.schema import Context
from tests.laws.strategies import any_text, hostile_markdown
from tests.site import TODAY, guide

PARSER = Parser()
CONTEXT = Context(today=TODAY, languages=("ru",))
ADDRESSES = ("href", "src")


class Tags(HTMLParser):
    """Gathers what a browser would see."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.odd: list[str] = []

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, {name: value or "" for name, value in attrs}))

    def handle_comment(self, data):
        self.odd.append(data)

    handle_decl = handle_pi = unknown_decl = handle_comment


def seen(html: str) -> Tags:
    parser = Tags()
    parser.feed(html)
    parser.close()
    return parser


def check_body(body: Body) -> None:
    for html in (body.intro.html, *(section.html for section in body.sections), body.footnotes):
        found = seen(html)
        assert found.odd == []
        for tag, attributes in found.tags:
            assert tag in TAGS
            assert set(attributes) <= ATTRIBUTES.get(tag, set())
            for name in set(ADDRESSES) & set(attributes):
                assert re.fullmatch(r"slot:\d+|#fn(ref\d*)?:.*", attributes[name], re.DOTALL)


@given(hostile_markdown)
def test_what_the_parser_gives_is_on_the_allow_list(body):
    check_body(PARSER.parse(scan("g.md", body, 0).clean))


@given(st.lists(hostile_markdown, min_size=2, max_size=3))
def test_one_document_leaves_nothing_behind_for_the_next(bodies):
    for body in bodies:
        PARSER.parse(body)
    assert PARSER.parse(bodies[-1]) == Parser().parse(bodies[-1])


@given(hostile_markdown)
def test_every_slot_is_filled_by_what_was_gathered(body):
    parsed = PARSER.parse(body)
    for html in (parsed.intro.html, *(section.html for section in parsed.sections), parsed.footnotes):
        filled = fill(html, link=lambda n: f'href="{len(parsed.links[n].target)}"',
            image=lambda n: f'src="{len(parsed.images[n].source)}"',
                      fact=lambda n: str(len(parsed.facts[n].reference)))
        assert "slot:" not in "".join(value for _, attributes in seen(filled).tags for name,
            value in attributes.items() if name in ADDRESSES)
        assert not re.search("[\ue000-\ue002]", filled)


@given(any_text | hostile_markdown)
def test_a_summary_is_words_and_facts_and_nothing_else(text):
    html = fill_text(text, lambda use: "")
    assert seen(html).tags == [] and seen(html).odd == []
    assert unescape(html) == re.sub(r"\[\[[^\[\]\n]*\]\]", "", text)


@given(hostile_markdown, any_text, any_text)
def test_reading_a_guide_raises_nothing_and_its_problems_can_be_told(body, title, rest):
    for text in (guide("О", body), guide(title, body), f"---\n{rest}\n---\n{body}", rest + body):
        found = read_guides([SourceFile(path="content/ru/a.md", text=text)], CONTEXT, PARSER)
        for problem in found.problems:
            assert problem.code in CODES
            assert problem.place.line <= text.count("\n") + 2
        for read in found.guides:
            check_body(read.original.body)


@given(hostile_markdown)
def test_what_the_second_gate_would_remove_is_never_silent(body):
    """Beyond level-one headings, which are refused by name, our own rules leave the gate nothing to do."""
    assert all(what.startswith("<h1") for what in PARSER.parse(body).removed)
