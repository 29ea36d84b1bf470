"""From the draft to an accepted case: submission, the union's endorsement, screening, return for correction."""

from workflows.engine import Action, Guard
from workflows.guards import mended_in_time, within_window
from workflows.rules import N_

BEFORE_NOTICE = ("draft", "endorsing", "correcting", "screening", "reviewing", "visiting", "deciding")


def intake(accepted: str, eligible: tuple[Guard, ...], present: tuple[str, ...]) -> tuple[Action, ...]:
    """`accepted` is the state an accepted case goes to, `eligible` the rules asked of the application,
    `present` the names of the programme's states."""
    return (
        Action(
            "submit",
            N_("提交申报"),
            ("draft", "correcting"),
            "endorsing",
            ("applicant",),
            guards=(within_window, mended_in_time),
            checks=eligible,
        ),
        Action(
            "withhold", N_("退回本单位修改"), ("endorsing",), "correcting", ("endorser",), clears=("endorse",)
        ),
        Action("endorse", N_("单位确认"), ("endorsing",), "screening", ("endorser",), approval=True),
        Action(
            "return_for_correction",
            N_("退回补正"),
            ("screening",),
            "correcting",
            ("officer",),
            clears=("endorse", "accept"),
        ),
        Action("accept", N_("受理"), ("screening",), accepted, ("officer",), approval=True),
        Action("decline", N_("不予受理"), ("screening",), "declined", ("officer",)),
        Action(
            "withdraw",
            N_("撤回申报"),
            tuple(name for name in BEFORE_NOTICE if name in present),
            "withdrawn",
            ("applicant",),
        ),
    )
