"""Questions answered with a sum, a number or a day."""

import re
import unicodedata
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal, InvalidOperation
from typing import Any

from forms import money
from forms.question import Question
from forms.sentences import N_, echo, say

SHANGHAI = timezone(timedelta(hours=8), "Asia/Shanghai")
"""China keeps one time without summer time, so a fixed offset is exact and needs no time-zone files."""

_PLAIN_NUMBER = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,6})?")
_WAN = 10000
NOT_IN_WAN = N_("“%(text)s”不是金额。请用数字填写，单位为万元，例如 80 或 12.5。")


class Money(Question):
    """A sum: integer fen in Python, yuan text in JSON; a page may ask it in 万元 (`unit`)."""

    kind = "money"

    def __init__(
        self, label: str, *, unit: str = "元", minimum: int = 0, maximum: int | None = None, **kwargs: Any
    ) -> None:
        self.unit, self.least, self.most = unit, minimum, maximum
        super().__init__(label, unit=unit, inputmode="decimal", **kwargs)

    def parse(self, value: Any) -> int:
        fen = self._fen(value)
        if fen < self.least:
            sentence = N_("“%(label)s”不能少于 %(least)s 元。")
            raise ValueError(say(sentence, label=self.label, least=money.format_yuan(self.least)))
        if self.most is not None and fen > self.most:
            sentence = N_("“%(label)s”不能超过 %(most)s 元。")
            raise ValueError(say(sentence, label=self.label, most=money.format_yuan(self.most)))
        return fen

    def _fen(self, value: Any) -> int:
        try:
            return money.to_fen(value)
        except ValueError as refusal:
            if self.unit == "元" or refusal.args[0].text != money.NOT_A_SUM:
                raise
            raise ValueError(say(NOT_IN_WAN, text=echo(value))) from None

    def plain(self, value: int) -> str:
        return money.to_yuan(value)

    def shown(self, raw: Any) -> Any:
        return super().shown(raw) if self.unit == "元" else _scaled(raw, Decimal(1) / _WAN)

    def posted(self, texts: list[str]) -> Any:
        text = super().posted(texts)
        return text if self.unit == "元" else _scaled(text, Decimal(_WAN))


def _scaled(raw: Any, factor: Decimal) -> Any:
    """A sum of a page in 万元 is yuan in JSON and back; what is not a number stays as it was typed."""
    text = unicodedata.normalize("NFKC", raw).replace(",", "").strip() if isinstance(raw, str) else ""
    if not _PLAIN_NUMBER.fullmatch(text):
        return raw if isinstance(raw, str | int) else None
    number = f"{Decimal(text) * factor:f}"
    return number.rstrip("0").rstrip(".") if "." in number else number


class Number(Question):
    """A number with at most `places` decimals, as Decimal (places > 0, text in JSON) or int."""

    kind = "number"

    def __init__(
        self,
        label: str,
        *,
        minimum: int = 0,
        maximum: int = 10**9,
        places: int = 0,
        **kwargs: Any,
    ) -> None:
        self.least, self.most, self.places = minimum, maximum, places
        self.unit = unicodedata.normalize("NFKC", kwargs.get("unit", ""))
        kwargs.setdefault("inputmode", "decimal" if places else "numeric")
        kwargs |= {"minimum": str(minimum), "maximum": str(maximum)}
        super().__init__(label, step=str(Decimal(1).scaleb(-places)), **kwargs)
        if not places:
            self.metadata = {**self.metadata, "type": "integer", "minimum": minimum, "maximum": maximum}

    def parse(self, value: Any) -> Any:
        number = self._number(value)
        if number is None:
            raise ValueError(say(N_("“%(label)s”应为数字。"), label=self.label))
        if number != round(number, self.places):
            sentence = N_("“%(label)s”应为数字，最多 %(places)d 位小数。")
            raise ValueError(say(sentence, label=self.label, places=self.places))
        if not self.least <= number <= self.most:
            sentence = N_("“%(label)s”应在 %(least)s 至 %(most)s 之间。")
            raise ValueError(say(sentence, label=self.label, least=self.least, most=self.most))
        return number if self.places else int(number)

    def _number(self, value: Any) -> Decimal | None:
        if isinstance(value, bool) or not isinstance(value, str | int | float | Decimal):
            return None
        if isinstance(value, int) and abs(value) > 10**15:
            return Decimal(10**15) if value > 0 else Decimal(-(10**15))
        text = unicodedata.normalize("NFKC", str(value)[:40]).replace(",", "").strip()
        text = text.removesuffix(
            self.unit
        ).rstrip()  # it stands beside the field, and people type it all the same
        try:
            return Decimal(text) if _PLAIN_NUMBER.fullmatch(text) else None
        except InvalidOperation:
            return None

    def plain(self, value: Any) -> Any:
        return f"{value:f}" if self.places else value


class Percent(Number):
    """A share of 0 to 100 %, as Decimal with at most two decimals."""

    def __init__(self, label: str, **kwargs: Any) -> None:
        super().__init__(label, **{"maximum": 100, "places": 2, "unit": "%", **kwargs})


class Points(Number):
    """Points of a review, 0 to 100 unless told otherwise, as Decimal with at most two decimals."""

    def __init__(self, label: str, **kwargs: Any) -> None:
        super().__init__(label, **{"maximum": 100, "places": 2, "unit": N_("分"), **kwargs})


class Date(Question):
    """A day, ISO in JSON; also understood: 2026/1/5, 2026.1.5 and 2026年1月5日."""

    kind = "date"
    schema = {"type": "string", "format": "date"}  # noqa: RUF012 - read only

    def parse(self, value: Any) -> date:
        text = unicodedata.normalize("NFKC", value[:40]).strip() if isinstance(value, str) else ""
        found = re.fullmatch(r"([0-9]{4})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})日?", text)
        try:
            day = date(*map(int, found.groups())) if found else date.min
        except ValueError:
            day = date.min
        if not 1900 <= day.year <= 2100:
            raise ValueError(
                say(N_("“%(label)s”不是有效的日期。请按年、月、日填写，例如 2026-01-05。"), label=self.label)
            )
        return day

    def plain(self, value: date) -> str:
        return value.isoformat()


class Month(Question):
    """A month, "2026-01" in JSON and in Python."""

    kind = "month"
    schema = {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}$"}  # noqa: RUF012 - read only

    def parse(self, value: Any) -> str:
        text = unicodedata.normalize("NFKC", value[:40]).strip() if isinstance(value, str) else ""
        found = re.fullmatch(r"([0-9]{4})[-/.年]([0-9]{1,2})月?", text)
        year, month = map(int, found.groups()) if found else (0, 0)
        if not (1900 <= year <= 2100 and 1 <= month <= 12):
            raise ValueError(say(N_("“%(label)s”不是有效的年月，请写成 2026-01。"), label=self.label))
        return f"{year:04d}-{month:02d}"


class DateTime(Question):
    """A moment; without an offset it is Beijing time. Python: aware datetime in Asia/Shanghai."""

    kind = "datetime"
    schema = {"type": "string", "format": "date-time"}  # noqa: RUF012 - read only

    def parse(self, value: Any) -> datetime:
        try:
            moment = datetime.fromisoformat(value[:40].strip() if isinstance(value, str) else "")
            moment = moment.replace(tzinfo=SHANGHAI) if moment.tzinfo is None else moment.astimezone(SHANGHAI)
        except (ValueError, OverflowError):
            moment = datetime.min.replace(tzinfo=SHANGHAI)
        if not 1900 <= moment.year <= 2100:
            sentence = N_("“%(label)s”不是有效的日期和时间，请写成 2026-05-31 18:00。")
            raise ValueError(say(sentence, label=self.label))
        return moment

    def plain(self, value: datetime) -> str:
        return value.isoformat()

    def shown(self, raw: Any) -> Any:
        try:
            return self.parse(raw).replace(tzinfo=None).isoformat(timespec="minutes")
        except ValueError:
            return super().shown(raw)
