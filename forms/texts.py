"""Questions answered with text: plain texts, and identifiers with their check."""

import re
import unicodedata
from collections.abc import Callable
from typing import Any

from forms import identifiers, patent_numbers
from forms.question import Question
from forms.sentences import N_, Checked, Sentence, say

_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u2060\ufeff\u00ad"))
_RADICALS = {point: unicodedata.normalize("NFKC", chr(point)) for point in range(0x2F00, 0x2FD6)}
# What copying from a PDF leaves: radicals look like characters, and are none.
_COPIED = {**_INVISIBLE, **_RADICALS}
_UNFIT = ("Cc", "Cs", "Cf", "Co", "Cn")


def tidy(text: str) -> str:
    """Without what copying leaves (invisible characters, radicals for characters), with plain line ends, without
    blanks around."""
    return text.translate(_COPIED).replace("\r\n", "\n").replace("\r", "\n").strip()


def unfit(text: str, allowed: str) -> str:
    """The code of the first character that nobody can see or no column keeps, such as a zero byte; "" without one."""
    for character in text:
        if unicodedata.category(character) in _UNFIT and character not in allowed:
            return f"U+{ord(character):04X}"
    return ""


class Text(Question):
    """Text of at most `max_length` characters, on one line or (LongText) several."""

    lines = False
    length = 100

    def __init__(self, label: str, *, max_length: int | None = None, **kwargs: Any) -> None:
        self.max_length = max_length or self.length
        super().__init__(label, max_length=self.max_length, **kwargs)
        self.metadata = {**self.metadata, "maxLength": self.max_length}

    def parse(self, value: Any) -> str:
        if not isinstance(value, str):
            raise ValueError(say(N_("“%(label)s”应为文字。"), label=self.label))
        text = tidy(value) if self.lines else re.sub(r"[\s\u3000]+", " ", tidy(value))
        if len(text) > self.max_length:
            sentence = N_("“%(label)s”最多 %(limit)d 字，现有 %(count)s 字，请删减。")
            raise ValueError(say(sentence, label=self.label, limit=self.max_length, count=len(text)))
        code = unfit(text, "\n\t" if self.lines else "")
        if code:
            sentence = N_("“%(label)s”中有无法显示的字符（%(code)s），请删去或改写。")
            raise ValueError(say(sentence, label=self.label, code=code))
        if not text:
            raise ValueError(say(N_("“%(label)s”中没有可见的文字。"), label=self.label))
        return text

    def recall(self, stored: Any) -> Any:
        return stored if isinstance(stored, str) and stored.strip() else None


class ShortText(Text):
    """A line of text."""


class LongText(Text):
    """Text of several lines."""

    kind = "textarea"
    lines = True
    length = 2000


class Identifier(Text):
    """Text with a check of its own: `check` gives the stored form, an error or a warning.

    A warning refuses too, unless the answers hold a reason under `<name>_reason` (see `forms.base.Form`).
    """

    check: Callable[[str], Checked]
    length = 60

    def parse(self, value: Any) -> str:
        checked = type(self).check(super().parse(str(value) if type(value) is int else value))
        if checked.error:
            raise ValueError(checked.error)
        return checked.value

    def warn(self, value: str) -> Sentence | None:
        return type(self).check(value).warning


class Uscc(Identifier):
    """统一社会信用代码; a wrong check character is a warning."""

    check = staticmethod(identifiers.check_uscc)

    def __init__(self, label: str, **kwargs: Any) -> None:
        kwargs.setdefault("hint", N_("18 位，见营业执照或法人登记证书"))
        super().__init__(label, **kwargs)


class PatentNumber(Identifier):
    """专利号, stored without ZL and dot, shown as the certificate prints it."""

    check = staticmethod(identifiers.check_patent_number)

    def __init__(self, label: str, **kwargs: Any) -> None:
        kwargs.setdefault("hint", N_("按专利证书填写，例如 ZL 2018 1 0862228.X"))
        super().__init__(label, **kwargs)

    def shown(self, raw: Any) -> Any:
        if not isinstance(raw, str) or identifiers.check_patent_number(raw).error:
            return super().shown(raw)
        return patent_numbers.display_patent_number(identifiers.check_patent_number(raw).value)


class AnnouncementNumber(Identifier):
    """授权公告号."""

    check = staticmethod(identifiers.check_announcement_number)


class ResidentId(Identifier):
    """居民身份号码; personal."""

    check = staticmethod(identifiers.check_resident_id)

    def __init__(self, label: str, **kwargs: Any) -> None:
        super().__init__(label, personal=identifiers.mask_resident_id, **kwargs)


class CardNumber(Identifier):
    """A personal bank card; personal; a failed Luhn sum is a warning."""

    check = staticmethod(identifiers.check_card_number)

    def __init__(self, label: str, **kwargs: Any) -> None:
        super().__init__(label, personal=identifiers.mask_account, inputmode="numeric", **kwargs)


class BankAccount(Identifier):
    """A unit's bank account; personal in the sense that it is masked and sealed."""

    check = staticmethod(identifiers.check_account)

    def __init__(self, label: str, **kwargs: Any) -> None:
        super().__init__(label, personal=identifiers.mask_account, **kwargs)


class Phone(Identifier):
    """A mobile phone or a landline with area code; personal."""

    check = staticmethod(identifiers.check_phone)

    def __init__(self, label: str, **kwargs: Any) -> None:
        super().__init__(
            label, personal=identifiers.mask_phone, inputmode="tel", autocomplete="tel", **kwargs
        )


class Mobile(Phone):
    """A mobile phone only."""

    check = staticmethod(identifiers.check_mobile)
