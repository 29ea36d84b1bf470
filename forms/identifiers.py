"""Identifiers of units, persons, cards and patents: normalised, judged, masked.

Every `check_*` takes text as people write it (full-width, spaces, lower case) and gives `Checked`: the stored
form, an error that refuses, and a warning that the applicant may confirm with a reason.
"""

import re
import unicodedata
from datetime import date

from stdnum import luhn
from stdnum.cn import ric, uscc

from forms import patent_numbers
from forms.sentences import N_, Checked, say

_USCC_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_SEPARATORS = re.compile(r"[\s\-_.,·。、，‐-―−]+")


def clean(text: str) -> str:
    """Half-width capitals without spaces, dots and dashes; what is too long to be a number is cut."""
    return _SEPARATORS.sub("", unicodedata.normalize("NFKC", text[:80])).upper()


def check_uscc(text: str) -> Checked:
    """统一社会信用代码, GB 32100-2015.

    A wrong length or letter is an error. A wrong check character is a warning, because a few early codes
    were really issued so.
    """
    code = clean(text)
    if len(code) != 18:
        return Checked(code, say(N_("统一社会信用代码应为 18 位，现为 %(count)s 位。"), count=len(code)))
    strange = "".join(dict.fromkeys(c for c in code if c not in _USCC_ALPHABET))
    if strange:
        sentence = N_("统一社会信用代码中不会出现“%(letters)s”：只用数字和除 I、O、S、V、Z 以外的大写字母。")
        return Checked(code, say(sentence, letters=strange))
    expected = uscc.calc_check_digit(code[:17])
    if expected == code[17]:
        return Checked(code)
    sentence = N_(
        "统一社会信用代码的校验位应为 %(expected)s，填写的是 %(found)s。"
        "请对照营业执照核对；确实如此的，请写明情况。"
    )
    return Checked(code, None, say(sentence, expected=expected, found=code[17]))


def check_patent_number(text: str) -> Checked:
    """专利号, ZC 0006-2003; stored as 12 + 1 (old form 8 + 1) characters without ZL, dot or spaces."""
    return patent_numbers.check_patent_number(text, clean(text))


def check_announcement_number(text: str) -> Checked:
    """授权公告号, stored as CN108993444B."""
    return patent_numbers.check_announcement_number(text, clean(text))


def check_resident_id(text: str) -> Checked:
    """居民身份号码, GB 11643: 17 digits with a real birth date, and a check character. Never echoed."""
    number = clean(text)
    if not re.fullmatch(r"[0-9]{17}[0-9X]", number):
        return Checked(number, say(N_("身份证号应为 18 位：17 位数字，末位为数字或 X。")))
    try:
        born = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        born = date.min
    if not 1900 <= born.year <= 2100:
        return Checked(number, say(N_("身份证号第 7 至 14 位不是有效的出生日期。请对照身份证核对。")))
    if ric.calc_check_digit(number) != number[17]:
        return Checked(number, say(N_("身份证号的校验位不对，多半有一位写错。请对照身份证核对。")))
    return Checked(number)


def check_card_number(text: str) -> Checked:
    """A personal bank card: 16 to 19 digits; a failed Luhn sum is a warning."""
    number = clean(text)
    if not re.fullmatch(r"[0-9]{16,19}", number):
        return Checked(number, say(N_("银行卡号应为 16 至 19 位数字。")))
    if luhn.is_valid(number):
        return Checked(number)
    sentence = N_("银行卡号的校验不通过，多半有一位写错。请对照卡面核对；确实如此的，请写明情况。")
    return Checked(number, None, say(sentence))


def check_phone(text: str) -> Checked:
    """A mobile phone of 11 digits, or a landline with its area code and optional extension."""
    compact = re.sub(r"[()（）]", "", unicodedata.normalize("NFKC", text[:80]))
    number = re.sub(r"^(?:\+|00)86", "", re.sub(r"[\s_.]+", "", compact))
    mobile = number.replace("-", "")
    if re.fullmatch(r"1[3-9][0-9]{9}", mobile):
        return Checked(mobile)
    if re.fullmatch(r"0[0-9]{2,3}-?[0-9]{7,8}(?:-[0-9]{1,6})?", number):
        return Checked(number)
    return Checked(number, say(N_("请填写 11 位手机号，或带区号的座机号，例如 010-67880000。")))


def check_mobile(text: str) -> Checked:
    """A mobile phone of 11 digits."""
    number = check_phone(text).value.replace("-", "")
    if re.fullmatch(r"1[3-9][0-9]{9}", number):
        return Checked(number)
    return Checked(number, say(N_("请填写 11 位手机号。")))


def check_account(text: str) -> Checked:
    """A corporate bank account: it has no check digit, so only its characters and length are judged."""
    number = clean(text)
    if re.fullmatch(r"[0-9A-Z]{6,32}", number) and re.search(r"[0-9]", number):
        return Checked(number)
    return Checked(number, say(N_("银行账号应为 6 至 32 位数字或字母。请对照开户许可证或银行回单核对。")))


def _mask(text: str, head: int, tail: int) -> str:
    if len(text) < head + tail + 4:
        return "****"
    return text[:head] + "*" * (len(text) - head - tail) + text[len(text) - tail :]


def mask_resident_id(text: str) -> str:
    """110105********1234."""
    return _mask(text, 6, 4)


def mask_phone(text: str) -> str:
    """138****1234."""
    return _mask(text, 3, 4)


def mask_account(text: str) -> str:
    """The last four characters only; how long the number is stays hidden."""
    return "****" + text[-4:] if len(text) >= 8 else "****"
