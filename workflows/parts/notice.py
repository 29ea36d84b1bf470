"""Public notice of n working days; every objection is settled before it can close."""

from workflows.engine import Action, Case, Reason
from workflows.guards import cites, local_day, not_yet
from workflows.rules import N_

SETTLED_AGAIN = ("propose", "decide", "post_notice", "object", "dismiss_objection")


def open_objections(case: Case) -> frozenset[int]:
    """Numbers of the objections of this notice that nobody has settled."""
    notice = case.last("post_notice")
    raised = {d.number for d in case.standing("object") if notice and d.number > notice.number}
    settled = {d.values.get("objection") for d in case.standing("dismiss_objection")}
    return frozenset(raised - settled)


@cites("N1")
def names_objection(case: Case) -> Reason | None:
    """The objection named is one of this case and not settled yet."""
    if case["objection"] in open_objections(case):
        return None
    return Reason(N_("没有编号为%(number)s的待处理异议。"), {"number": case["objection"]}, "N1")


@cites("N1")
def has_objection(case: Case) -> Reason | None:
    """There is an objection to settle."""
    return None if open_objections(case) else Reason(N_("目前没有待处理的异议。"), {}, "N1")


@cites("N1")
def objections_settled(case: Case) -> Reason | None:
    count = len(open_objections(case))
    return Reason(N_("还有%(count)d件异议未处理。"), {"count": count}, "N1") if count else None


@cites("N1")
def notice_over(case: Case) -> Reason | None:
    """The last day of the notice has passed."""
    posted = case.last("post_notice")
    if posted is None:
        return Reason(N_("尚未发布公示。"), {}, "N1")
    ends = posted.values.get("ends_on")
    if ends and local_day(case) <= ends:
        return Reason(N_("公示期至%(ends)s（含当日），尚未届满。"), {"ends": ends}, "N1")
    return None


@cites("N1")
def notice_running(case: Case) -> Reason | None:
    """Objections are taken from the first day of the notice through its last."""
    posted = case.last("post_notice")
    if posted is None:
        return Reason(N_("尚未发布公示，不能提出异议。"), {}, "N1")
    starts, ends = posted.values.get("starts_on"), posted.values.get("ends_on")
    today = local_day(case)
    if (starts and today < starts) or (ends and today > ends):
        values = {"starts": starts, "ends": ends}
        return Reason(N_("异议应在公示期内提出：%(starts)s至%(ends)s。"), values, "N1")
    return None


@cites("N1")
def starts_ahead(case: Case) -> Reason | None:
    """A notice begins today or later: days nobody could read it do not count."""
    starts = case["starts_on"]
    if starts is None or starts >= local_day(case):
        return None
    return Reason(N_("公示开始日期%(starts)s早于今天，公示不能倒签。"), {"starts": starts}, "N1")


NOTICE = (
    Action(
        "post_notice", N_("发布公示"), ("noticing",), None, ("officer",),
        guards=(not_yet("post_notice", N_("公示已经发布。"), "N1"),),
        checks=(starts_ahead,),
        issues=("public_notice",),
    ),
    Action("object", N_("提出异议"), ("noticing",), None, ("officer", "public"), guards=(notice_running,)),
    Action(
        "dismiss_objection", N_("异议不成立"), ("noticing",), None, ("officer",),
        guards=(has_objection,),
        checks=(names_objection,),
    ),
    Action(
        "close_notice", N_("公示期满"), ("noticing",), "releasing", ("system",),
        guards=(notice_over, objections_settled),
    ),
)  # fmt: skip


def notice(behind: tuple[str, ...] = ()) -> tuple[Action, ...]:
    """`behind` are further acts of the meeting that an objection upheld makes void."""
    upheld = Action(
        "uphold_objection",
        N_("异议成立"),
        ("noticing",),
        "deciding",
        ("leader",),
        guards=(has_objection,),
        checks=(names_objection,),
        clears=(*SETTLED_AGAIN, *behind),
    )
    return (*NOTICE, upheld)
