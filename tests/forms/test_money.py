"""Money: exact fen, sums in words by 支付结算办法."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms import money

WORDS = [
    ("1,409.50", "壹仟肆佰零玖元伍角整"),
    ("6,007.14", "陆仟零柒元壹角肆分"),
    ("107,000.53", "壹拾万柒仟元零伍角叁分"),
    ("325.04", "叁佰贰拾伍元零肆分"),
    ("10.00", "壹拾元整"),
    ("100,000", "壹拾万元整"),
    ("8,750,000", "捌佰柒拾伍万元整"),
    ("0.05", "伍分"),
    ("0.50", "伍角整"),
    ("1", "壹元整"),
    ("100000005", "壹亿零伍元整"),
    ("100010000", "壹亿零壹万元整"),
    ("22420000000", "贰佰贰拾肆亿贰仟万元整"),
]


@pytest.mark.parametrize(("yuan", "words"), WORDS)
def test_a_sum_in_words(yuan, words):
    assert money.in_words(money.to_fen(yuan)) == words


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("50000.00", "50,000.00"),
        ("999", "999"),
        ("1234567.5", "1,234,567.5"),
        ("五万", "五万"),
        ("3,000", "3,000"),
    ],
)
def test_a_sum_as_typed_is_shown_with_its_thousands_marked(typed, shown):
    assert money.grouped(typed) == shown


@pytest.mark.parametrize("fen", [0, -1, 1.5, 100.0, True, "100", None, money.MAX_FEN + 1])
def test_zero_negatives_floats_and_what_is_no_number_of_fen_have_no_words(fen):
    with pytest.raises(ValueError, match=r"大写金额|金额过大"):
        money.in_words(fen)


def _figures(words: str) -> int:
    """A reader of sums in words, written apart from the writer."""
    fen = group = total = digit = 0
    units = {"拾": 10, "佰": 100, "仟": 1000}
    for sign in words.removesuffix("整"):
        if sign in money.DIGITS:
            digit = money.DIGITS.index(sign)
        elif sign in units:
            group, digit = group + digit * units[sign], 0
        elif sign in "万亿":
            total, group, digit = total + (group + digit) * {"万": 10**4, "亿": 10**8}[sign], 0, 0
        elif sign == "元":
            fen, group, total, digit = (total + group + digit) * 100, 0, 0, 0
        else:
            fen, digit = fen + digit * {"角": 10, "分": 1}[sign], 0
    return fen


@given(st.integers(1, money.MAX_FEN))
def test_words_can_be_read_back_and_never_double_a_zero(fen):
    words = money.in_words(fen)
    assert _figures(words) == fen
    assert "零零" not in words
    assert words.endswith("整") == (fen % 10 == 0)


@pytest.mark.parametrize(
    ("text", "fen"),
    [
        ("3000", 300000),
        ("3,000.5", 300050),
        ("¥ 1,234.56 元", 123456),
        ("３０００．０１", 300001),
        (3000, 300000),
    ],
)
def test_yuan_are_read_exactly(text, fen):
    assert money.to_fen(text) == fen


@pytest.mark.parametrize(
    "text",
    ["1.005", "-1", "", "abc", "1e5", "1,00", "NaN", "0x10", 3000.0, None, True, [], "9" * 99, 10**30, -5],
)
def test_anything_but_an_exact_sum_is_refused_with_a_sentence(text):
    with pytest.raises(ValueError, match="金额"):
        money.to_fen(text)


@given(st.integers(0, money.MAX_FEN))
def test_text_and_fen_go_round(fen):
    assert money.to_fen(money.to_yuan(fen)) == fen
    assert money.to_fen(money.format_yuan(fen)) == fen


def test_a_sum_as_people_read_it():
    assert money.format_yuan(875000000) == "8,750,000.00"
    assert money.format_yuan(-5) == "-0.05"
    assert money.to_yuan(300050) == "3000.50"
