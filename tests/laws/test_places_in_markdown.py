"""Law: the text at a place that the scanner reports is the thing named; and what the parser finds has a place."""

from hypothesis import given
from hypothesis import strategies as st

from gavan.content.markup import Parser
from gavan.content.scanner import Scan, as_parsed, scan
from tests.laws.strategies import fact_references, hostile_markdown, section_ids, sentences, targets
from tests.site import text_at

PARSER = Parser()


def check_places(body: str, seen: Scan) -> None:
    for item in (*seen.links, *seen.html, *seen.attributes):
        assert text_at(body, item.place).startswith(item.text.split("\n")[0])
    for fact in seen.facts:
        assert text_at(body, fact.place).startswith(f"[[{fact.text}]]")
    for image in seen.images:
        assert text_at(body, image.place).startswith(("![", image.text))
    for heading in seen.headings:
        assert heading.place.column == 1
        assert heading.text in text_at(body, heading.place)
        assert text_at(body, heading.id_place).startswith(heading.id or "")
    if seen.open_comment:
        assert text_at(body, seen.open_comment).startswith("<!--")


@given(hostile_markdown)
def test_the_text_at_a_reported_place_is_the_thing_named(body):
    check_places(body, scan("g.md", body, 0))


@given(hostile_markdown)
def test_comments_go_and_every_line_stays(body):
    clean = scan("g.md", body, 0).clean
    assert clean.count("\n") == body.count("\n")
    if "<!--" not in body:
        assert clean == body


inline = st.one_of(
    sentences, fact_references.map("[[{}]]".format), st.builds("[{}]({})".format, sentences, targets),
    sentences.map("`{}`".format),
    st.builds("![{}]({}.png)".format, sentences, section_ids), sentences.map("**{}**".format), sentences.map("*{}*".format))
line = st.lists(inline, min_size=1, max_size=4).map(" ".join)
block = st.one_of(
    line, st.lists(line, min_size=1, max_size=3).map(lambda ls: "\n".join(f"- {x}" for x in ls)), line.map("> {}".format),
    st.builds("## {} {{#{}}}".format, sentences, section_ids), sentences.map("### {}".format),
    st.builds("{}\n---".format, sentences),
    st.builds("|{}|{}|\n|-|-:|\n|{}|{}|".format, sentences, sentences, line, line),
    st.builds("{}\n:   {}".format, sentences, line),
    line.map('!!! danger "Важно"\n    {}'.format), line.map("    {}".format), sentences.map("<!-- {} [[TR.x]] -->".format),
    st.builds("{}\n{}\n---".format, sentences, sentences))
friendly_markdown = st.lists(block, max_size=6).map("\n\n".join)


@given(friendly_markdown)
def test_whatever_the_parser_finds_in_a_guide_has_its_place(body):
    seen, parsed = scan("g.md", body, 0), PARSER.parse(scan("g.md", body, 0).clean)
    check_places(body, seen)
    assert sorted(link.target for link in parsed.links) == sorted(as_parsed(found.text) for found in seen.links)
    assert sorted(image.source for image in parsed.images) == sorted(as_parsed(found.text) for found in seen.images)
    assert sorted(fact.reference for fact in parsed.facts) == sorted(found.text for found in seen.facts)
    assert [(s.level, s.id) for s in parsed.sections] == [(h.level, h.id or "") for h in seen.headings if h.level in (2, 3)]
    assert seen.html == seen.attributes == ()
