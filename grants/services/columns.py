"""The columns of a list of cases, on the page and in the table to take away: a row each, and who begins with which.

Title and number are always shown; of the others everybody keeps their own choice with the account.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext

from forms.money import to_yuan
from grants import clock
from grants.access import Viewer, sums_told
from grants.models import Application
from grants.programmes import PROGRAMMES
from grants.services.rounds import year_of
from grants.services.summary import level_label
from grants.texts import N_
from workflows.roles import ACTING
from workflows.states import STATES


@dataclass(frozen=True)
class Column:
    """What a list can show of a case, as text. `look` is how a page shows it (text, code, number, state, sum);
    a `secret` one is left blank where the viewer may not know the case's sums. `width` is of the table's, in signs."""

    name: str
    label: str
    said: Callable[[Application], str]
    width: int = 14
    look: str = "text"
    secret: bool = False


def state_of(case: Application) -> str:
    return gettext(STATES[case.state].label)


def turn_of(case: Application) -> str:
    """Whose turn it is; nobody's at the end."""
    turn = STATES[case.state].turn
    return gettext(ACTING[turn]) if turn else ""


def day(value: Any) -> str:
    return value.isoformat() if value else ""


COLUMNS = (
    Column("unit", N_("单位名称"), lambda case: case.organisation.name, 30),
    Column("code", N_("统一社会信用代码"), lambda case: case.organisation.code, 22, "code"),
    Column("programme", N_("项目类别"), lambda case: gettext(PROGRAMMES[case.programme].short), 18),
    Column("year", N_("年度"), lambda case: year_of(case.round), 8, "number"),
    Column("round", N_("所属批次"), lambda case: case.round.name, 28),
    Column("state", N_("状态"), state_of, 12, "state"),
    Column("turn", N_("轮到"), turn_of, 16),
    Column("due", N_("当前期限"), lambda case: day(case.due_on), 12, "number"),
    Column("level", N_("级别/档次"), lambda case: level_label(case.programme, case.level), 12, secret=True),
    Column("awarded", N_("审定金额（元）"), lambda case: to_yuan(case.awarded), 16, "sum", True),
    Column("paid", N_("已拨金额（元）"), lambda case: to_yuan(case.paid), 16, "sum", True),
    Column("awarded_on", N_("授予日期"), lambda case: day(case.awarded_on), 12, "number"),
    Column("term_ends", N_("有效期至"), lambda case: day(case.term_ends), 12, "number"),
    Column("changed", N_("最近更新"), lambda case: day(clock.local(case.updated_at).date()), 12, "number"),
)  # fmt: skip
BY_NAME = {column.name: column for column in COLUMNS}
USUAL = ("unit", "programme", "year", "state", "due", "awarded", "changed")
OF_ROLE = {  # the first role somebody holds tells what they begin with
    "officer": USUAL,
    "leader": ("unit", "programme", "year", "state", "turn", "awarded", "due"),
    "maker": ("unit", "programme", "year", "state", "awarded", "paid", "due"),
    "checker": ("unit", "programme", "year", "state", "awarded", "paid", "due"),
    "auditor": ("unit", "programme", "year", "state", "awarded", "paid", "changed"),
    "expert": ("unit", "programme", "year", "state", "due"),
    "endorser": ("programme", "year", "state", "turn", "due", "awarded", "changed"),
    "applicant": ("programme", "year", "state", "turn", "due", "awarded", "changed"),
}


def usual(viewer: Viewer) -> tuple[str, ...]:
    """The columns somebody begins with."""
    roles = viewer.roles()
    return next((names for role, names in OF_ROLE.items() if role in roles), USUAL)


def shown(viewer: Viewer, wanted: Iterable[str] | None) -> tuple[Column, ...]:
    """These columns in the order of the table, or those this viewer begins with where none of them is known."""
    names = {*(wanted or ())} & BY_NAME.keys() or {*usual(viewer)}
    return tuple(column for column in COLUMNS if column.name in names)


def telling(viewer: Viewer, columns: Iterable[Column], cases: Iterable[Application]) -> tuple[Column, ...]:
    """Those of these columns that tell this viewer something of any of these cases; a sum of nothing tells nothing."""
    known = [(case, sums_told(viewer, case)) for case in cases]
    return tuple(column for column in columns if any(tells(column, case, sums) for case, sums in known))


def tells(column: Column, case: Application, sums: bool) -> bool:
    if column.secret and not sums:
        return False
    return bool(getattr(case, column.name) if column.look == "sum" else column.said(case))
