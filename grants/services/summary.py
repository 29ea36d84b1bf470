"""The municipal summary sheet (汇总表) of a round: one line a case, as xlsx, without personal data."""

from collections.abc import Iterator
from typing import Any

from flask_babel import gettext
from sqlalchemy import select

from forms.base import read
from forms.fields import AnnouncementNumber, Choice, Date, Money, Number, PatentNumber, Question
from grants.access import OFFICE, Viewer, visible
from grants.errors import Forbidden
from grants.extensions import db
from grants.models import Answer, Application, Event, Organisation
from grants.programmes import PROGRAMMES
from grants.services.parameters import in_words
from grants.services.rounds import find
from grants.services.sheets import in_yuan, xlsx
from grants.texts import N_

Questions = dict[str, Question]

EXPORTERS = frozenset(OFFICE)
# Free text may name anybody, so it stays out: what is left are sums, days, numbers and choices.
ASKED = (AnnouncementNumber, Choice, Date, Money, Number, PatentNumber)
ALREADY = ("level", "grade")
MOST_QUESTIONS = 14
FIRST = (
    N_("序号"), N_("编号"), N_("名称"), N_("单位名称"), N_("统一社会信用代码"), N_("状态"), N_("级别/档次"),
)  # fmt: skip
LAST = (N_("审定金额（元）"), N_("已拨金额（元）"), N_("审定日期"))


def summary(viewer: Viewer, round_id: int) -> tuple[str, bytes]:
    """File name and bytes of a round's summary sheet; for the programme's officers and leaders, and auditors."""
    round_ = find(viewer, round_id)
    if not EXPORTERS & viewer.roles(round_.programme):
        raise Forbidden(gettext("汇总表由项目办导出。"))
    asked = questions(round_.programme)
    heading = [gettext(label) for label in (*FIRST, *(field.label for field in asked.values()), *LAST)]
    widths = [6, 20, 36, 30, 22, 10, 10, *[18] * len(asked), 14, 14, 12]
    programme = gettext(PROGRAMMES[round_.programme].short)
    title = gettext("%(year)s%(programme)s汇总表", year=round_.year, programme=programme)
    return f"{title}.xlsx", xlsx(title, heading, lines(viewer, round_id, round_.programme, asked), widths)


def questions(programme: str) -> Questions:
    """The questions of the application that are answered shortly and name no person."""
    form = PROGRAMMES[programme].forms["submit"]
    found = [
        (name, field)
        for name, field in form.fields.items()
        if isinstance(field, ASKED) and not field.personal and name not in ALREADY
    ]
    return dict(found[:MOST_QUESTIONS])


def lines(viewer: Viewer, round_id: int, programme: str, asked: Questions) -> Iterator[list[Any]]:
    """One line for each case this viewer may see, in the order they were made."""
    form, workflow = PROGRAMMES[programme].forms["submit"], PROGRAMMES[programme].workflow
    answered = submitted(round_id)
    query = (
        select(Application, Organisation)
        .join(Organisation, Organisation.id == Application.organisation_id)
        .where(Application.round_id == round_id, visible(viewer))
        .order_by(Application.id)
    )
    for place, (case, unit) in enumerate(db.session.execute(query).all(), 1):
        values = read(form, answered.get(case.id, {}))
        yield [
            place,
            case.number,
            case.title,
            unit.name,
            unit.code,
            gettext(workflow.state[case.state].label),
            level_label(programme, case.level),
            *(in_words(field, values[name]) for name, field in asked.items()),
            in_yuan(case.awarded),
            in_yuan(case.paid),
            case.awarded_on.isoformat() if case.awarded_on else "",
        ]


def levels(programme: str) -> list[tuple[str, str]]:
    """The levels or grades of a programme's awards, as the meeting's form names them; none for patents."""
    form = PROGRAMMES[programme].forms["propose"]
    field = form.fields.get("level") or form.fields.get("grade")
    return [(value, gettext(label)) for value, label in field.choices] if isinstance(field, Choice) else []


def level_label(programme: str, value: str) -> str:
    return dict(levels(programme)).get(value, value)


def submitted(round_id: int) -> dict[int, dict]:
    """The last submitted answers of each case of a round, masked as they are stored."""
    query = (
        select(Answer.application_id, Answer.masked)
        .join(Event, Event.number == Answer.event_number)
        .join(Application, Application.id == Answer.application_id)
        .where(Application.round_id == round_id, Answer.action == "submit")
        .order_by(Event.number)
    )
    return {row.application_id: row.masked for row in db.session.execute(query)}
