"""Money: exact integer fen inside, yuan with two places outside, and sums in words.

Sums in words follow 支付结算办法 附一 (中国人民银行, 银发〔1997〕393号). No float is ever accepted.
"""

import re
import unicodedata
from typing import Any

from forms.sentences import N_, echo, say

MAX_FEN = 10**14 - 1
"""One fen less than a trillion yuan: beyond it the words would need 兆."""

DIGITS = "零壹贰叁肆伍陆柒捌玖"
_PLACES = ("", "拾", "佰", "仟")
_GROUPS = ("", "万", "亿")
_YUAN = re.compile(r"([0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.([0-9]{1,2}))?")

NOT_A_SUM = N_("“%(text)s”不是金额。请用数字填写，单位为元，最多两位小数，例如 3000.00。")
TOO_LARGE = N_("金额过大：须小于一万亿元。")
FLOAT_REFUSED = N_('金额不能以浮点数传递。请写成文字，例如 "3000.00"。')


def to_fen(text: Any) -> int:
    """Exact fen of a sum in yuan, given as text ("3,000.50") or as a whole number of yuan.

    Raises ValueError with a sentence as its argument for anything else, floats included.
    """
    if isinstance(text, float):
        raise ValueError(say(FLOAT_REFUSED))
    if isinstance(text, bool) or not isinstance(text, str | int):
        raise ValueError(say(NOT_A_SUM, text=type(text).__name__))
    if isinstance(text, int):
        return _within(text * 100)
    plain = unicodedata.normalize("NFKC", text[:60]).strip().lstrip("¥").removesuffix("元").strip()
    found = _YUAN.fullmatch(plain)
    if not found:
        raise ValueError(say(NOT_A_SUM, text=echo(text)))
    yuan, cents = found.groups()
    return _within(int(yuan.replace(",", "")) * 100 + int((cents or "").ljust(2, "0")))


def _within(fen: int) -> int:
    if fen < 0:
        raise ValueError(say(N_("金额不能为负数。")))
    if fen > MAX_FEN:
        raise ValueError(say(TOO_LARGE))
    return fen


def to_yuan(fen: int) -> str:
    """Plain text of a sum, as it stands in JSON: 875000000 -> "8750000.00"."""
    return format_yuan(fen).replace(",", "")


def format_yuan(fen: int) -> str:
    """A sum as people read it: 875000000 -> "8,750,000.00"."""
    sign, fen = ("-", -fen) if fen < 0 else ("", fen)
    return f"{sign}{fen // 100:,}.{fen % 100:02d}"


def grouped(typed: str) -> str:
    """A sum as it was typed, with its thousands marked ("50000.00" -> "50,000.00"); what is none stays as it is."""
    whole, dot, rest = typed.partition(".")
    return f"{int(whole):,}{dot}{rest}" if whole.isdecimal() else typed


def in_words(fen: int) -> str:
    """The sum in words, 人民币大写, without the leading 人民币: 10753 -> 壹佰零柒元伍角叁分.

    Raises ValueError for zero, negatives, more than MAX_FEN and anything that is not an integer.
    """
    if isinstance(fen, bool) or not isinstance(fen, int):
        raise ValueError(say(N_("大写金额须由整数“分”换算。")))
    if fen <= 0:
        raise ValueError(say(N_("大写金额须大于零。")))
    yuan, jiao, cent = _within(fen) // 100, fen // 10 % 10, fen % 10
    text = f"{_whole(yuan)}元" if yuan else ""
    if jiao:
        # The rule leaves it open; careful writers put a 零 when the yuan end in zero.
        text += ("零" if yuan and yuan % 10 == 0 else "") + f"{DIGITS[jiao]}角"
    elif cent and yuan:
        text += "零"
    return text + (f"{DIGITS[cent]}分" if cent else "整")


def _whole(number: int) -> str:
    text, gap = "", False
    for index in range(len(_GROUPS) - 1, -1, -1):
        group = number // 10 ** (4 * index) % 10000
        if not group:
            gap = bool(text)
            continue
        if text and (gap or group < 1000):
            text += "零"
        text, gap = text + _group(group) + _GROUPS[index], False
    return text


def _group(group: int) -> str:
    text, gap = "", False
    for place in range(3, -1, -1):
        digit = group // 10**place % 10
        if not digit:
            gap = bool(text)
            continue
        text += ("零" if gap else "") + DIGITS[digit] + _PLACES[place]
        gap = False
    return text
