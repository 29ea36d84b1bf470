"""What waits to be done in a case, in a few words: a list of tasks says the task, not only the case."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime

from grants import clock
from grants.access import Viewer
from grants.models import Application, Round
from grants.programmes import PROGRAMMES
from grants.services import turns
from grants.texts import N_
from grants.web.todo_money import Together, to_pay

PROPOSE = N_("提出审定建议")
# By whose turn it is (services/turns.py) and where the case stands.
TASKS: dict[tuple[str, str], str] = {
    ("applicant", "draft"): N_("填写并提交"),
    ("applicant", "correcting"): N_("按所列问题补正"),
    ("applicant", "running"): N_("按期报告"),
    ("applicant", "mending"): N_("整改并报告"),
    ("endorser", "endorsing"): N_("核对并确认"),
    ("officer", "screening"): N_("形式审查"),
    ("officer", "reviewing"): N_("指派专家"),
    ("officer", "visiting"): N_("实地考察"),
    ("officer", "deciding"): PROPOSE,
    ("officer", "noticing"): N_("发布公示"),
    ("officer", "releasing"): N_("拟制文书"),
    ("officer", "accepting"): N_("审核报告"),
    ("officer", "running"): N_("审核报告"),
    ("expert", "reviewing"): N_("评审打分"),
    ("leader", "deciding"): N_("审批"),
    ("leader", "releasing"): N_("签发文书"),
    ("leader", "suspended"): N_("决定是否恢复"),
    ("leader", "recovering"): N_("审批核销"),
    ("maker", "paying"): N_("填报拨款或确认到账"),
    ("maker", "recovering"): N_("登记追回"),
    ("checker", "paying"): N_("复核拨款"),
    ("checker", "recovering"): N_("复核追回"),
}
# Where two things may be due at one turn: when it is the second.
THEN: dict[tuple[str, str], tuple[Callable[[Application], bool], str]] = {
    ("officer", "noticing"): (lambda row: row.due_on is not None, N_("核查异议")),
    ("officer", "releasing"): (lambda row: bool(row.signed), N_("发放文书")),
}
YEARLY = {  # what a title asks for, in place of the reports of something that is carried out
    "applicant": N_("提交年度报告"),
    "officer": N_("年度考核"),
}
AGAIN = N_("重新拟制文书（模板或排版有变化）")
RECEIPT = N_("确认收款")  # what a unit still owes anywhere else
MOST, SHOWN = 200, 50  # cases that are looked at, and listed one by one
SEVERAL = 3  # cases of a round that are told together, with the page of their meeting


@dataclass(frozen=True)
class ToDo:
    """What waits for somebody: rounds whose cases wait for their meeting, with how many; the others one by one; whether
    there are more of them than are listed; payments that are told together, and the task of each other to be paid."""

    meetings: list[tuple[Round, int]]
    rows: list[Application]
    more: bool
    payments: list[Together] = field(default_factory=list)
    to_pay: dict[int, str] = field(default_factory=dict)


def to_do(viewer: Viewer) -> ToDo:
    """What waits for this viewer, the longest waiting first."""
    waiting = turns.to_do(viewer, MOST)
    proposing = {row.id for row in waiting if task(viewer, row) == PROPOSE}
    counted = Counter(row.round for row in waiting if row.id in proposing)
    meetings = [(round_, count) for round_, count in counted.items() if count >= SEVERAL]
    gathered = {round_.id for round_, _count in meetings}
    payments, together, tasks = to_pay(viewer, waiting)
    rows = [row for row in waiting if row.id not in proposing or row.round_id not in gathered]
    rows = [row for row in rows if row.id not in together]
    return ToDo(meetings, rows[:SHOWN], len(rows) > SHOWN or len(waiting) == MOST, payments, tasks)


def since(row: Application) -> datetime:
    """Since when a case waits, as `services.turns.since` puts the list in order."""
    new_year = datetime(clock.today().year, 1, 1, tzinfo=clock.ZONE)
    yearly = row.state == "running" and PROGRAMMES[row.programme].titled
    return max(row.updated_at, new_year) if yearly else row.updated_at


def task(viewer: Viewer, row: Application) -> str:
    """What this viewer has to do in a case of their list: papers that can no more be signed are made again, and a
    unit's case that waits elsewhere waits for its receipt."""
    roles = viewer.roles(row.programme)
    if row.outdated and "officer" in roles:
        return AGAIN
    if row.state == "running" and PROGRAMMES[row.programme].titled and (yearly := roles & set(YEARLY)):
        return YEARLY[min(yearly)]
    turn = next(((role, state) for role, state in TASKS if state == row.state and role in roles), None)
    if turn is None:
        return RECEIPT
    begun, second = THEN.get(turn, (None, ""))
    return second if begun and begun(row) else TASKS[turn]


def due(viewer: Viewer, row: Application) -> date | None:
    """The last day of what this viewer has to do in a case of their list. Of a title it is its unit's day to report:
    whoever assesses the last report has none."""
    return None if task(viewer, row) == YEARLY["officer"] else row.due_on
