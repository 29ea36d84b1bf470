"""The search language of lists: `项目:专利 状态:形式审查 单位:中芯 金额>5万 期限<2026-12-01 -状态:办结 "自由文字"`.

A word is a name, a sign and a value; without a name it is looked for in number, title and unit. `-` in front turns it
round. Names and values are known in Chinese and in English alike. What cannot be read is told in a sentence, all of it
at once. A query narrows what `access.visible` lets somebody see and never widens it.
"""

import operator
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask_babel import gettext
from sqlalchemy import ColumnElement, and_, func, not_, or_

from forms.money import to_fen
from grants.access import Viewer, sums_visible
from grants.languages import in_chinese
from grants.models import Application, Organisation, Round
from grants.programmes import PROGRAMMES
from grants.texts import N_
from workflows.states import STATES

WORD = re.compile(r'(-?)(?:([^\s:<>=："]+)(<=|>=|:|：|<|>|=))?(?:"([^"]*)"?|(\S+))')
COMPARED: Mapping[str, Callable[[Any, Any], Any]] = {
    ":": operator.eq, "：": operator.eq, "=": operator.eq,
    "<": operator.lt, ">": operator.gt, "<=": operator.le, ">=": operator.ge,
}  # fmt: skip
MOST_WORDS = 12
PROGRAMME_WORDS = {word: p.slug for p in PROGRAMMES.values() for word in (p.slug, str(p.label), str(p.short))}
STATE_WORDS = {word: state.name for state in STATES.values() for word in (state.name, str(state.label))}


@dataclass(frozen=True)
class Field:
    """Something that can be asked for: its names, what it is compared with, and how a value is read.

    `read` raises ValueError for what is no such value; `like` is an example for the help. By a `sum` only those cases
    are found whose sums the viewer may know.
    """

    names: tuple[str, ...]
    label: str
    column: Any
    read: Callable[[str], Any]
    like: str
    ordered: bool = False
    sum: bool = False


def one_of(words: Mapping[str, str]) -> Callable[[str], str]:
    """Reads one of these words."""

    def read(text: str) -> str:
        if text not in words:
            spoken = gettext("、").join(word for word in words if word.isascii() != in_chinese())
            raise ValueError(gettext("可写：%(words)s", words=spoken))
        return words[text]

    return read


def sum_of(text: str) -> int:
    """Fen of "50000", "50,000.00" or "5万"."""
    plain = text.removesuffix("元")
    return to_fen(plain.removesuffix("万")) * (10_000 if plain.endswith("万") else 1)


def day_of(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise ValueError(gettext("日期须形如 2026-12-01")) from error


def year_of(text: str) -> int:
    if not re.fullmatch(r"20\d\d", text):
        raise ValueError(gettext("年度须形如 2026"))
    return int(text)


def text_of(text: str) -> str:
    return text


FIELDS = (
    Field(("项目", "programme"), N_("项目类别"), Application.programme, one_of(PROGRAMME_WORDS), N_("项目:专利")),
    Field(("状态", "state"), N_("状态"), Application.state, one_of(STATE_WORDS), N_("状态:形式审查")),
    Field(("单位", "org"), N_("单位名称或代码"), (Organisation.name, Organisation.code), text_of, N_("单位:中芯")),
    Field(("年度", "year"), N_("批次年度"), Round.year, year_of, N_("年度>=2025"), ordered=True),
    Field(("金额", "amount"), N_("审定金额"), Application.awarded, sum_of, N_("金额>5万"), True, True),
    Field(("已拨", "paid"), N_("已拨付金额"), Application.paid, sum_of, N_("已拨<3000"), True, True),
    Field(("期限", "due"), N_("当前期限"), Application.due_on, day_of, N_("期限<2026-12-01"), ordered=True),
)  # fmt: skip
BY_NAME = {name: field for field in FIELDS for name in field.names}
ANYWHERE = (Application.number, Application.title, Organisation.name, Organisation.code)


@dataclass(frozen=True)
class Query:
    """What a text asks for: conditions over Application, Organisation and Round, and what could not be read."""

    conditions: tuple[ColumnElement[bool], ...] = ()
    faults: tuple[str, ...] = ()


def read(text: str, viewer: Viewer) -> Query:
    """The query of a text this viewer typed."""
    found, faults = [], []
    words = list(WORD.finditer(text))
    if len(words) > MOST_WORDS:
        faults.append(gettext("查询最多 %(most)d 个条件，多出的未采用。", most=MOST_WORDS))
    for word in words[:MOST_WORDS]:
        try:
            found.append(condition(word, viewer))
        except ValueError as error:
            faults.append(gettext("“%(word)s”无法识别：%(why)s。", word=word.group(), why=error.args[0]))
    return Query(tuple(found), tuple(faults))


def condition(word: re.Match[str], viewer: Viewer) -> ColumnElement[bool]:
    """What one word asks for; raises ValueError with what is wrong."""
    minus, name, sign, quoted, plain = word.groups()
    value = quoted if quoted is not None else plain
    asked = named(viewer, name, sign, value) if name else holding(ANYWHERE, value)
    return not_(func.coalesce(asked, False)) if minus else asked


def named(viewer: Viewer, name: str, sign: str, value: str) -> ColumnElement[bool]:
    field = BY_NAME.get(name.lower())
    if field is None:
        names = gettext("、").join(field.names[not in_chinese()] for field in FIELDS)
        raise ValueError(gettext("没有这个查询项，可用的有%(names)s；要查冒号本身，请加引号", names=names))
    if isinstance(field.column, tuple):
        return holding(field.column, value)
    if COMPARED[sign] is not operator.eq and not field.ordered:
        raise ValueError(gettext("这一项不能比大小，请用冒号"))
    asked = COMPARED[sign](field.column, field.read(value))
    return and_(sums_visible(viewer), asked) if field.sum else asked


def holding(columns: tuple[Any, ...], text: str) -> ColumnElement[bool]:
    return or_(*(column.icontains(text, autoescape=True) for column in columns))


def examples() -> Iterator[tuple[str, str]]:
    """(what can be asked for, how), for the help beside the field."""
    yield from ((field.label, field.like) for field in FIELDS)
