from hypothesis import given
from hypothesis import strategies as st

from gavan.worddiff import SectionDiff, as_text, word_runs

WORDS = st.lists(st.sampled_from(["a", "b", "c", "срок", "gün"]), max_size=12).map(" ".join)


def test_runs_say_what_went_and_what_came():
    assert word_runs("one two three", "one 2 three four") == (
        ("=", "one"), ("-", "two"), ("+", "2"), ("=", "three"), ("+", "four"))


@given(old=WORDS, new=WORDS)
def test_the_old_and_the_new_text_can_be_read_from_the_runs(old, new):
    runs = word_runs(old, new)
    assert " ".join(words for sign, words in runs if sign in "=-" and words) == old
    assert " ".join(words for sign, words in runs if sign in "=+" and words) == new


def test_text_shortens_what_stayed_and_marks_a_section_whose_old_words_nobody_knows():
    diff = SectionDiff(section="fees", words=(("=", " ".join(map(str, range(40)))), ("+", "new")), known=False)
    text = as_text([diff])
    assert text.startswith("fees (?)\n")
    assert "…" in text
    assert "{+new+}" in text
