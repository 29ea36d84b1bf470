"""While a project runs: interim and final report, acceptance, suspension, closing."""

from workflows.engine import Action, Case, Reason
from workflows.guards import cites, not_yet, passes_mark, stands
from workflows.parts.payment import due_now
from workflows.rules import N_

NOT_ACCEPTED = not_yet("accept_report", N_("报告已验收。"))
PASSES = passes_mark(N_("验收得分%(points)s低于%(mark)s分，不能验收通过；请退回报告，或由领导撤销。"), "J6")

RETURN = Action(
    "return_report", N_("退回报告"), ("accepting",), "running", ("officer",),
    clears=("accept_report", "report"),
)  # fmt: skip


def report(
    accepted: str,
    clears: tuple[str, ...] = (),
    issues: tuple[str, ...] = (),
    label: str = N_("提交报告"),
) -> tuple[Action, ...]:
    """A final report and its acceptance; `accepted` is where the case goes then, `clears` what it reopens,
    `issues` the papers that say so. `label` tells it from other reports of the programme."""
    hand_in = Action("report", label, ("running",), "accepting", ("applicant",), guards=(NOT_ACCEPTED,))
    accept = Action(
        "accept_report",
        N_("验收通过"),
        ("accepting",),
        accepted,
        ("officer",),
        checks=(PASSES,),
        clears=clears,
        approval=True,
        issues=issues,
    )
    return (hand_in, RETURN, accept)


INTERIM = (
    Action(
        "report_interim", N_("提交中期报告"), ("running",), None, ("applicant",),
        guards=(NOT_ACCEPTED,),
        clears=("accept_interim",),
    ),
    Action(
        "accept_interim", N_("中期审核"), ("running",), None, ("officer",),
        guards=(
            stands("report_interim", N_("尚未提交中期报告。")),
            not_yet("accept_interim", N_("这份中期报告已经审核。")),
        ),
        completes=("accept_interim",),
    ),
)  # fmt: skip


@cites("J6")
def all_paid(case: Case) -> Reason | None:
    """The work is accepted and nothing is left to pay."""
    if case.last("accept_report") and due_now(case) <= 0:
        return None
    return Reason(N_("项目验收并付清尾款后办结。"), {}, "J6")


CLOSE_WHEN_PAID = (Action("close", N_("办结"), ("running",), "closed", ("system",), guards=(all_paid,)),)

SUSPENSION = (
    Action("suspend", N_("暂停"), ("running",), "suspended", ("leader",)),
    Action("resume", N_("恢复"), ("suspended",), "running", ("leader",)),
)
