"""The law: no disguise hides a place, and what is found lies inside the text. Every address here is invented."""

from hypothesis import given
from hypothesis import strategies as st

from gavan.checks.privacy import find_private_locations, find_private_locations_in_guide

PLACES = [
    ("street", "улица Вымышленная, 99"),
    ("street", "ул. Вымышленная, д. 12, кв. 34"),
    ("street", "дом 17, подъезд 20"),
    ("street", "проспект Вымышленный"),
    ("street", "Imaginary Street 99"),
    ("street", "99 Made Up Avenue"),
    ("street", "Hayali Sokak No: 99"),
    ("street", "Uydurma Mahallesi, Hayali Caddesi 12"),
    ("number", "+90 532 123 45 67"),
    ("number", "8 (999) 123-45-67"),
    ("coordinates", "11.1234, 22.2345"),
    ("plus-code", "8GHC2W4V+9Q"),
    ("what3words", "///made.up.words"),
    ("map-link", "https://maps.app.goo.gl/invented"),
    ("map-link", "openstreetmap.org/x"),
]
UNSEEN = "\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f\u202a\u202e\u2066\u2069\u034f\ufe0f\u0301\u0336\u20e3\u3164"
TWINS = "aа eе oо cс pр yу xх kк mм tт iі AА BВ CС EЕ HН KК MМ OО PР TТ XХ".split()
DIGITS = ["０１２３４５６７８９", "٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹", "𝟎𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖𝟗"]


def twins_of(character: str) -> list[str]:
    """What looks like the character, itself among it."""
    twins = {character, *(twin for pair in TWINS if character in pair for twin in pair)}
    if character.isdecimal():
        twins |= {digits[int(character)] for digits in DIGITS}
    if "!" <= character <= "~":
        twins.add(chr(ord(character) + 0xFEE0))
    return sorted(twins)


@st.composite
def disguised(draw: st.DrawFn) -> tuple[str, str]:
    """A kind of place and such a place, some letters swapped for twins, with unseen characters anywhere."""
    kind, place = draw(st.sampled_from(PLACES))
    unseen = st.text(UNSEEN, max_size=2)
    return kind, "".join(draw(unseen) + draw(st.sampled_from(twins_of(character))) for character in place) + draw(unseen)


@given(disguised())
def test_no_disguise_hides_a_place(case: tuple[str, str]) -> None:
    kind, text = case
    assert kind in {found.kind for found in find_private_locations(text)}


@given(st.text() | disguised().map(lambda case: case[1]), st.text(UNSEEN + " .-/:0123456789абвулица", max_size=30))
def test_what_is_found_lies_inside_the_text_in_order_and_apart(before: str, after: str) -> None:
    text = before + after
    for finder in (find_private_locations, find_private_locations_in_guide):
        end = 0
        for found in finder(text):
            assert end <= found.start < found.end <= len(text)
            assert found.text == text[found.start : found.end]
            end = found.end
