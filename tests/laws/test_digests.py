"""Law: a digest changes with the words and facts of its section, and with nothing else."""

from hypothesis import assume, given
from hypothesis import strategies as st

from gavan.content.markup import Parser, digest
from gavan.content.scanner import scan
from tests.laws.strategies import any_text, fact_references, plain_words, section_ids, sentences, targets

PARSER = Parser()


def digests(markdown: str) -> dict[str, str]:
    body = PARSER.parse(scan("g.md", markdown, 0).clean, before="Название Кратко")
    return {section.id: section.digest for section in (body.intro, *body.sections)}


sections = st.dictionaries(section_ids.filter(lambda key: key != "intro"), st.lists(sentences, min_size=1, max_size=3),
    min_size=1,
                           max_size=4)


def written(texts: dict[str, list[str]]) -> str:
    return "".join(f"## {paragraphs[0]} {{#{key}}}\n\n" + "".join(f"{p}\n\n" for p in paragraphs) for key,
        paragraphs in texts.items())


@given(sections, st.data())
def test_editing_one_section_changes_only_its_digest(texts, data):
    key = data.draw(st.sampled_from(sorted(texts)))
    number = data.draw(st.integers(0, len(texts[key]) - 1))
    new = data.draw(sentences)
    assume(new != texts[key][number])
    before = digests(written(texts))
    after = digests(written({**texts, key: [new if n == number else p for n, p in enumerate(texts[key])]}))
    assert [k for k in before if before[k] != after[k]] == [key]


@given(sections, st.randoms(use_true_random=False))
def test_the_order_of_sections_does_not_matter(texts, random):
    keys = list(texts)
    random.shuffle(keys)
    assert digests(written(texts)) == digests(written({key: texts[key] for key in keys}))


SPACES = st.sampled_from([" ", "  ", "\n", " \n", "   "])
DRESSES = st.sampled_from(["{}", "*{}*", "**{}**", "<!-- x -->{}", "{}<!-- y -->", "***{}***"])


@given(st.lists(st.tuples(plain_words, DRESSES, SPACES), min_size=1, max_size=8))
def test_spacing_emphasis_and_comments_do_not_count(dressed):
    plain = " ".join(word for word, _, _ in dressed)
    fancy = "".join(dress.format(word) + space for word, dress, space in dressed)
    assert digests(plain + "\n") == digests(fancy + "\n")


@given(sentences, targets, targets)
def test_where_a_link_leads_does_not_count_but_its_words_do(words, one, other):
    assert digests(f"[{words}]({one})\n") == digests(f"[{words}]({other})\n") == digests(f"{words}\n")
    assert digests(f"[{words} и]({one})\n") != digests(f"[{words}]({one})\n")


@given(sentences, fact_references, fact_references)
def test_the_name_of_a_fact_counts(words, one, other):
    same = digests(f"{words} [[{one}]]\n") == digests(f"{words} [[{other}]]\n")
    assert same is (one == other)


@given(any_text, any_text)
def test_a_digest_knows_words_and_not_the_spaces_between_them(one, other):
    assert digest(f"{one} \n {other}") == digest(f"\t{one} {other} ")
