"""From the draft to an accepted case: submission, the union's endorsement, screening, correction."""

from workflows.engine import Action, Case, Guard, Reason
from workflows.guards import cites, deadline, due_ahead, local_day, mended_in_time, must_be, within_window
from workflows.rules import N_

BEFORE_NOTICE = ("draft", "endorsing", "correcting", "screening", "reviewing", "visiting", "deciding")
RETURNS = ("return_for_correction", "withhold")  # what a correction answers


@cites("A3")
def screened_clean(case: Case) -> Reason | None:
    """A case is accepted when no item of the checklist is left unmet."""
    count = sum(row.get("met") == "not_met" for row in case["checklist"] or ())
    if not count:
        return None
    sentence = N_("形式审查清单中有%(count)d项不符合，不能受理；请退回补正或不予受理。")
    return Reason(sentence, {"count": count}, "A3")


@cites("A3")
def overdue_if_correcting(case: Case) -> Reason | None:
    """A case under correction is declined only once its period has passed without an answer."""
    if case.state != "correcting":
        return None
    due = deadline(case, "return_for_correction")
    if due is None:
        return Reason(N_("本案由本单位退回修改，没有补正期限，不能不予受理。"), {}, "A3")
    if local_day(case) <= due:
        return Reason(N_("补正期限为%(due)s（含当日），期满前不能不予受理。"), {"due": due}, "A3")
    return None


SCREENED = (
    Action(
        "withhold", N_("退回本单位修改"), ("endorsing",), "correcting", ("endorser",), clears=("endorse",)
    ),
    Action(
        "endorse", N_("单位确认"), ("endorsing",), "screening", ("endorser",),
        checks=(must_be("confirmed", True, N_("请确认已核对申报材料并同意申报。"), "A2"),),
        approval=True,
    ),
    Action(
        "return_for_correction", N_("退回补正"), ("screening",), "correcting", ("officer",),
        checks=(due_ahead,),
        clears=("endorse", "accept"),
    ),
    Action(
        "decline", N_("决定不予受理"), ("screening", "correcting"), "declined", ("officer",),
        guards=(overdue_if_correcting,),
        issues=("refusal_letter",),
    ),
)  # fmt: skip


def intake(accepted: str, eligible: tuple[Guard, ...], present: tuple[str, ...]) -> tuple[Action, ...]:
    """`accepted` is the state an accepted case goes to, `eligible` the rules asked of the application,
    `present` the names of the programme's states."""
    submit = Action(
        "submit",
        N_("提交申报"),
        ("draft", "correcting"),
        "endorsing",
        ("applicant",),
        guards=(within_window, mended_in_time),
        checks=eligible,
    )
    accept = Action(
        "accept", N_("受理"), ("screening",), accepted, ("officer",), checks=(screened_clean,), approval=True
    )
    leaving = tuple(name for name in BEFORE_NOTICE if name in present)
    withdraw = Action("withdraw", N_("撤回申报"), leaving, "withdrawn", ("applicant",))
    return (submit, *SCREENED, accept, withdraw)
