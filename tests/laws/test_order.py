"""Law: the order of words is one, whichever order they came in, and follows the alphabet."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gavan.language import ALPHABETS, Catalogue, language
from tests.laws.strategies import any_text, words

LANGUAGES = {code: language(code, Catalogue()) for code in ("ru", "en", "tr", "fa")}
languages = st.sampled_from(sorted(LANGUAGES)).map(LANGUAGES.__getitem__)


@given(languages, st.lists(words | any_text, max_size=8), st.randoms(use_true_random=False))
def test_the_order_does_not_depend_on_the_order_before(tongue, texts, random):
    shuffled = list(texts)
    random.shuffle(shuffled)
    assert sorted(texts, key=tongue.sort_key) == sorted(shuffled, key=tongue.sort_key)


@given(languages, words | any_text, words | any_text)
def test_two_texts_stand_at_one_place_only_if_they_are_the_same(tongue, one, other):
    assert (tongue.sort_key(one) == tongue.sort_key(other)) is (one == other)


@given(languages, words, words)
def test_spelling_with_combining_marks_does_not_change_the_order(tongue, one, other):
    def before(a: str, b: str) -> bool:
        return tongue.sort_key(a)[:2] < tongue.sort_key(b)[:2]

    apart = unicodedata.normalize("NFD", one)
    assert before(one, other) is before(apart, other)


@pytest.mark.parametrize("code", sorted(ALPHABETS))
@given(data=st.data())
def test_words_of_one_case_come_as_in_a_dictionary(code, data):
    letters = ALPHABETS[code]
    word = st.text(st.sampled_from(letters), max_size=6)
    one, other = data.draw(word), data.draw(word)
    by_alphabet = [letters.index(c) for c in one] < [letters.index(c) for c in other]
    assert (LANGUAGES[code].sort_key(one) < LANGUAGES[code].sort_key(other)) is by_alphabet


@given(languages, words)
def test_a_text_follows_its_own_beginning(tongue, text):
    normal = unicodedata.normalize("NFC", text)
    assert tongue.sort_key(normal)[0] < tongue.sort_key(normal + "ж")[0]


@given(languages, any_text)
def test_changing_case_twice_changes_nothing_more(tongue, text):
    assert tongue.lower(tongue.lower(text)) == tongue.lower(text)
    assert tongue.upper(tongue.upper(text)) == tongue.upper(text)
