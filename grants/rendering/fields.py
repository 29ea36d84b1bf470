"""The fields of a paper's context: check, label and Chinese sentences together."""

import re
from collections.abc import Callable, Iterator
from typing import Any

from marshmallow import RAISE, Schema, ValidationError, fields

from forms.money import MAX_FEN
from forms.sentences import N_, Sentence, say

Check = Callable[[Any], None]

MISSING = N_("缺少“%(field)s”。")
NOT_TEXT = N_("“%(field)s”须是文字。")
NOT_A_DAY = N_("“%(field)s”须是日期，形如 2026-01-05。")
NOT_WHOLE = N_("“%(field)s”须是整数。")
NOT_ROWS = N_("“%(field)s”须是列表。")
UNKNOWN = N_("多出一项“%(field)s”，本文书没有这一项。")

REFERENCE = re.compile(r"[^\s〔〕]{1,20}〔[12]\d{3}〕[1-9]\d{0,4}号")
WEB_ADDRESS = re.compile(r"https?://[!-~]{4,400}")
CODE = re.compile(r"[0-9A-Za-z-]{6,24}")
PERSONAL = re.compile(r"(?<!\d)(1[3-9]\d{9}|\d{15,19}[Xx]?|\d{17}[Xx])(?!\d)")


class Context(Schema):
    """What one kind of paper says; anything not named here is refused."""

    class Meta:
        unknown = RAISE


def errors(label: str, invalid: str) -> dict[str, Any]:
    """The library formats plain texts itself, so a sentence goes in as a list of one."""
    missing, wrong = [say(MISSING, field=label)], [say(invalid, field=label)]
    return {"required": missing, "null": missing, "invalid": wrong, "type": wrong, "invalid_utf8": wrong}


def options(label: str, invalid: str, optional: bool) -> dict[str, Any]:
    presence: dict[str, Any] = {"load_default": None, "allow_none": True} if optional else {"required": True}
    return presence | {"metadata": {"label": label}, "error_messages": errors(label, invalid)}


# Characters that forms take (tests hold it), so that no paper is refused at its end for what was accepted at its start.
UNIT, PERSON, TITLE = 100, 50, 200  # of a unit, a bank or a studio; of a person; of what is applied with


def text(label: str, longest: int = 60, *checks: Check, optional: bool = False) -> fields.String:
    """A text of 1 to `longest` characters."""
    return fields.String(validate=[filled(label, longest), *checks], **options(label, NOT_TEXT, optional))


def shaped(label: str, pattern: re.Pattern[str], sentence: str, *, optional: bool = False) -> fields.String:
    """A text of one shape; `sentence` says which."""
    return text(label, 410, matching(pattern, sentence, label), optional=optional)


def blank_text(label: str, longest: int) -> fields.String:
    """A text that may be empty."""
    return fields.String(validate=[within(label, longest)], **options(label, NOT_TEXT, False))


def fen(label: str, *, optional: bool = False) -> fields.Integer:
    """A sum in integer fen, more than nothing."""
    return whole(label, 1, MAX_FEN, optional=optional)


def whole(label: str, least: int, most: int, *, optional: bool = False) -> fields.Integer:
    def check(value: int) -> None:
        if not least <= value <= most:
            sentence = N_("“%(field)s”须在 %(least)s 至 %(most)s 之间。")
            raise ValidationError([say(sentence, field=label, least=least, most=most)])

    return fields.Integer(strict=True, validate=check, **options(label, NOT_WHOLE, optional))


def day(label: str, *, optional: bool = False) -> fields.Date:
    """A day, ISO in the context and a date in the template."""
    return fields.Date(**options(label, NOT_A_DAY, optional))


def rows(label: str, inner: fields.Field | type[Schema], most: int, *, least: int = 1) -> fields.List:
    """From `least` to `most` values or rows of one kind."""

    def check(value: list) -> None:
        if not least <= len(value) <= most:
            sentence = N_("“%(field)s”须有 %(least)s 至 %(most)s 行。")
            raise ValidationError([say(sentence, field=label, least=least, most=most)])

    item = inner if isinstance(inner, fields.Field) else part(label, inner)
    more: dict[str, Any] = options(label, NOT_ROWS, False)
    if not least:
        more = {key: value for key, value in more.items() if key != "required"} | {"load_default": list}
    return fields.List(item, validate=check, **more)


def part(label: str, schema: type[Schema]) -> fields.Nested:
    return fields.Nested(schema, **options(label, N_("“%(field)s”的格式不对。"), False))


def within(label: str, longest: int) -> Check:
    def check(value: str) -> None:
        if len(value) > longest:
            sentence = N_("“%(field)s”有 %(length)d 个字，最多 %(longest)s 个字。")
            raise ValidationError([say(sentence, field=label, length=len(value), longest=longest)])

    return check


def filled(label: str, longest: int) -> Check:
    long = within(label, longest)

    def check(value: str) -> None:
        if not value.strip():
            raise ValidationError([say(MISSING, field=label)])
        long(value)

    return check


def matching(pattern: re.Pattern[str], sentence: str, label: str) -> Check:
    def check(value: str) -> None:
        if not pattern.fullmatch(value):
            raise ValidationError([say(sentence, field=label)])

    return check


def impersonal(label: str) -> Check:
    """Refuse what looks like a resident ID, a phone or a card number: the public never reads these."""

    def check(value: str) -> None:
        if PERSONAL.search(re.sub(r"[\s-]", "", value)):
            sentence = N_("“%(field)s”里像是有证件号、手机号或卡号，公开的文书不得载有个人信息。")
            raise ValidationError([say(sentence, field=label)])

    return check


def sentences(messages: Any, label: str = "") -> Iterator[Sentence]:
    """Every fault of a failed load as one sentence each; rows are counted from 1.

    The only plain text the library adds of its own is that a key is unknown.
    """
    if isinstance(messages, list | str):
        for message in [messages] if isinstance(messages, str) else messages:
            yield message if isinstance(message, Sentence) else say(UNKNOWN, field=label)
        return
    for key, inner in messages.items():
        for sentence in sentences(inner, label if isinstance(key, int) else key):
            yield in_row(key + 1, sentence) if isinstance(key, int) else sentence


def in_row(row: int, sentence: Sentence) -> Sentence:
    return say(N_("第%(row)s行：%(sentence)s"), row=row, sentence=sentence)
