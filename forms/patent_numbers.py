"""Patent numbers (ZC 0006-2003) and the announcement numbers they are confused with."""

import re

from forms.sentences import N_, Checked, Sentence, echo, say

KINDS = (
    ("1", N_("发明专利")),
    ("2", N_("实用新型专利")),
    ("3", N_("外观设计专利")),
    ("8", N_("发明专利（PCT 国际申请）")),
    ("9", N_("实用新型专利（PCT 国际申请）")),
)
_WEIGHTS = (2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5)
_ANNOUNCEMENT = re.compile(r"(?:CN)?([0-9]{9}|[0-9]{7})([ABCUYSD])[0-9]?")

SHAPE = N_(
    "“%(text)s”不是专利号。专利号为 13 位，例如 ZL 2018 1 0862228.X"
    "（2003 年 10 月以前的为 9 位，例如 ZL 95 1 15608.X），请按专利证书填写。"
)
NO_CHECK = N_("专利号缺少小数点后的校验位（按前面的数字应为 %(digit)s）。请对照专利证书填写完整。")
WRONG_CHECK = N_(
    "专利号的校验位不对：按前面的数字应为 %(digit)s，填写的是 %(found)s。请对照专利证书逐位核对。"
)
WRONG_KIND = N_("专利号中表示种类的数字是 %(found)s，只可能是 1、2、3、8 或 9。请对照专利证书核对。")
WRONG_YEAR = N_("专利号开头的年份 %(year)s 不对。请对照专利证书核对。")
IS_PUBLICATION = N_(
    "“%(text)s”是申请公布号（以 A 结尾），不是专利号。"
    "专利号以 ZL 开头，印在专利证书上，例如 ZL 2018 1 0862228.X。"
)
IS_ANNOUNCEMENT = N_(
    "“%(text)s”是授权公告号，不是专利号。专利号以 ZL 开头，印在专利证书上，例如 ZL 2018 1 0862228.X。"
)


def expected_check(body: str) -> str:
    """The check digit of the 12 (old form: 8) digits before the dot: Σ digit × weight mod 11; 10 is X."""
    total = sum(int(digit) * weight for digit, weight in zip(body, _WEIGHTS, strict=False))
    return "0123456789X"[total % 11]


def check_patent_number(text: str, clean: str) -> Checked:
    """Judge a patent number; `clean` is the text without separators, in half-width capitals."""
    published = _ANNOUNCEMENT.fullmatch(clean)
    if published:
        sentence = IS_PUBLICATION if published[2] == "A" else IS_ANNOUNCEMENT
        return Checked(clean, say(sentence, text=echo(text)))
    number = re.sub(r"^(?:ZL|CN)+", "", clean)
    if not re.fullmatch(r"[0-9]{12}|[0-9]{8}|(?:[0-9]{12}|[0-9]{8})[0-9X]", number):
        return Checked(number, say(SHAPE, text=echo(text)))
    body = number[: 12 if len(number) >= 12 else 8]
    return Checked(number, _fault(body, number[len(body) :]))


def _fault(body: str, found: str) -> Sentence | None:
    year, kind = (body[:4], body[4]) if len(body) == 12 else (body[:2], body[2])
    if not ("2003" <= year <= "2099" if len(year) == 4 else year >= "85" or year <= "03"):
        return say(WRONG_YEAR, year=year)
    if kind not in dict(KINDS):
        return say(WRONG_KIND, found=kind)
    digit = expected_check(body)
    if not found:
        return say(NO_CHECK, digit=digit)
    return None if found == digit else say(WRONG_CHECK, digit=digit, found=found)


def patent_kind(number: str) -> str:
    """The kind digit of a stored patent number: a key of KINDS."""
    return number[4] if len(number) == 13 else number[2]


def display_patent_number(number: str) -> str:
    """A stored number as certificates print it: 201810862228X -> ZL 2018 1 0862228.X."""
    cut = 4 if len(number) == 13 else 2
    if len(number) not in (9, 13):
        return number
    return f"ZL {number[:cut]} {number[cut]} {number[cut + 1 : -1]}.{number[-1]}"


def check_announcement_number(text: str, clean: str) -> Checked:
    """Judge the number of the grant announcement, stored as CN108993444B."""
    published = _ANNOUNCEMENT.fullmatch(clean)
    if not published:
        sentence = N_(
            "“%(text)s”不是授权公告号。"
            "授权公告号以 CN 开头、以字母结尾，例如 CN108993444B，请按专利证书填写。"
        )
        return Checked(clean, say(sentence, text=echo(text)))
    number = clean if clean.startswith("CN") else f"CN{clean}"
    if published[2] == "A":
        sentence = N_("“%(text)s”以 A 结尾，是申请公布号。这里要填授权公告号，例如 CN108993444B。")
        return Checked(number, say(sentence, text=echo(text)))
    return Checked(number)
