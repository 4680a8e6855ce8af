"""What a reader sees of a text, whatever its characters are: disguise must not help.

Folding is NFKD with invisible characters, marks and emphasis dropped, look-alikes of three scripts made one (Unicode UTS #39)
and digits of any script made ASCII. The offset that every character came from is kept.
"""

from __future__ import annotations

import re
import string
import unicodedata
from functools import lru_cache

_ALIKE = {
    like: group[0]
    for group in (
        "aаαɑ bв cс dԁđ eеεєё gɡ hнһ iіιıӏї jј kкκ lł mм oоοøө pрρ qԛ sѕ tтτ uи vνѵ wԝ xхχ yуүұγ лλ пπ дδ фφ "
        "AАΑ BВΒ CС DԀĐ EЕΕЄ HНΗҺ IІΙӀ JЈ KКΚ LŁ MМΜ NΝ OОΟØӨ PРΡ QԚ SЅ TТΤ UИ VѴ WԜ XХΧ YУҮҰΥ ZΖ ЛΛ ПΠ ДΔ ФΦ "
        "'’‘ʼʹ′´ \"“”„«»″ °º˚ /⁄∕ .·•∙。۔।։ -−⁃"
    ).split()
    for like in group[1:]
}
_INVISIBLE = {"Mn", "Me", "Cf", "Cc", "Cs"}
_FILLERS = frozenset("\u115f\u1160\u3164\uffa0*`~")
_ESCAPABLE = frozenset(string.punctuation) - {"/", "\\"}
_DIGIT_TOKEN = re.compile(r"(?<!\w)(?=[OoIlЗзSBб]{0,24}\d|(?:O{2,4}|o{2,4}|[OIlЗ]{2,4})(?!\w))[\dOoIlЗзSBб]++(?!\w)")
_AS_DIGITS = str.maketrans("OoIlЗзSBб", "001133586")
_ZERO_IN_WORD = re.compile(r"(?<=[^\W\d_])0(?=[^\W\d_])")


@lru_cache(maxsize=8192)
def fold(character: str) -> str:
    """What a reader sees of one character: none, one or up to three (½), from one alphabet for all look-alikes."""
    seen = []
    for part in unicodedata.normalize("NFKD", _ALIKE.get(character, character))[:3]:
        digit, category = unicodedata.digit(part, None), unicodedata.category(part)
        if digit is not None:
            seen.append(str(digit))
        elif part.isspace() or part in "_\u2800":
            seen.append(" ")
        elif category == "Pd":
            seen.append("-")
        elif category not in _INVISIBLE and part not in _FILLERS:
            seen.append(_ALIKE.get(part, part))
    return "".join(seen)


def skeleton_of(text: str) -> tuple[str, list[int]]:
    """The folded text, white space collapsed, and for each of its characters the offset in `text`."""
    characters: list[str] = []
    offsets: list[int] = []
    for offset, (character, following) in enumerate(zip(text, (text + " ")[1:], strict=True)):
        if character == "\\":
            folded = "" if following in _ESCAPABLE else "/"
        else:
            folded = fold(character)
        for part in folded:
            if part != " " or characters[-1:] != [" "]:
                characters.append(part)
                offsets.append(offset)
    folded_text = _DIGIT_TOKEN.sub(lambda token: token[0].translate(_AS_DIGITS), "".join(characters))
    return _ZERO_IN_WORD.sub("o", folded_text), offsets


def folded(text: str) -> str:
    """Every character folded by itself: for expressions and addresses that are matched against a skeleton."""
    return "".join(map(fold, text))
