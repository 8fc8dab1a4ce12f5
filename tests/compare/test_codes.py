from __future__ import annotations

from unicodedata import normalize

from hypothesis import given
from hypothesis import strategies as st

from twosource.compare import codes
from twosource.text import WORD

TEXTS = st.lists(
    st.text(alphabet=st.sampled_from("abzAZé Éœß’'\"«».,;-_\n09½ЁжьЪ中国هΣ٣"), max_size=60)
    | st.text(
        alphabet=st.characters(max_codepoint=0xFFFF), max_size=40
    ),  # rarer signs may have no plain letters at all
    max_size=5,
)


def one_by_one(texts: list[str]) -> list[tuple[int, int]]:
    return [(codes.code(word), number) for number, text in enumerate(texts) for word in WORD.findall(text)]


@given(TEXTS)
def test_words_have_one_number_whether_taken_singly_or_all_at_once(texts: list[str]) -> None:
    found, owners = codes.of_texts(texts)
    singly = one_by_one(texts)
    told = normalize("NFKD", "".join(texts))  # "⒈" is a digit with its full stop
    if not set(".,") & set(told):  # "3.5km" is one word of a batch
        assert list(zip(found.tolist(), owners.tolist(), strict=True)) == singly


def test_fractions_names_and_other_scripts_are_the_words_of_text() -> None:
    texts = [
        "Le préfet : 3,5 millions – l'été 1.200, fin.",
        "",
        "Ёлка, объезд «北京»; x_y",
        "“No” said O’Neil, 12.",
        "…",
    ]
    texts.append("Ꝑ folds to a letter and a point.")
    found, owners = codes.of_texts(texts)
    assert list(zip(found.tolist(), owners.tolist(), strict=True)) == one_by_one(texts)
    assert codes.code("ÉTÉ") == codes.code("ete") != codes.code("eté-")


def test_long_words_and_their_anagrams_differ() -> None:
    long = "ab" * 200
    assert codes.code(long) == codes.of_texts([long])[0][0]
    assert len({codes.code(word) for word in ("ab", "ba", "abab", "baba", long, long[1:], "a" * 64, "a" * 65)}) == 8
