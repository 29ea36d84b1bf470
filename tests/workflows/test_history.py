"""What becomes of a deed: it stands, it was carried out, it was carried out and corrected later, or it is void."""

import pytest

from tests.workflows.factories import WORKFLOWS, deed

PAPERS = ("prepare_papers", "approve_papers", "release")
PAID = ("prepare_payment", "approve_payment", "confirm_payment")
ONE = (*PAPERS, *PAID)
RETURNED = ("prepare_payment", "return_payment", *PAID)
RECOVERED = ("revoke", "record_recovery", "confirm_recovery", "record_recovery", "return_recovery")

# (programme, what was done, which of it is void, which was corrected), by the places in the line
LIVES = [
    ("patent", ONE, (), ()),
    ("patent", ("prepare_papers", "prepare_papers", "approve_papers", "prepare_papers"), (2,), ()),
    ("patent", RETURNED, (0,), ()),
    ("patent", ("prepare_payment", "approve_payment", "revoke"), (0, 1), ()),
    ("patent", ("prepare_papers", "approve_papers", "change_payee", *PAPERS), (0, 1), ()),
    ("patent", (*ONE, "revoke"), (), ()),
    ("patent", (*PAPERS, "replace_papers"), (), ()),
    ("patent", (*PAPERS, "replace_papers", "prepare_papers", "approve_papers"), (), ()),
    ("patent", (*PAPERS, "replace_papers", *PAPERS), (), (0, 1, 2)),
    ("patent", (*PAPERS, "replace_papers", "prepare_papers", "revoke"), (4,), ()),
    ("patent", (*PAPERS, "prepare_payment", "replace_papers", *ONE), (3,), (0, 1, 2)),
    ("patent", RECOVERED, (3,), ()),
    ("project", (*ONE, "report", "accept_report", *ONE), (), ()),
    ("project", (*ONE, "report", "accept_report", "replace_papers", *ONE), (), (0, 1, 2)),
    ("project", (*ONE, "report_interim", "accept_interim", "report_interim", "accept_interim"), (), ()),
    ("project", (*ONE, "report", "return_report", "report"), (6,), ()),
    ("studio", (*ONE, "reconfirm", *ONE), (), ()),
    ("studio", ("order_mending", "report_mending", "pass_mending", "order_mending"), (), ()),
    ("studio", ("order_mending", "report_mending", "order_mending"), (1,), ()),
    ("studio", ("propose", "decide", "remand", "propose", "decide"), (0, 1), ()),
]


@pytest.mark.parametrize(("programme", "actions", "void", "corrected"), LIVES)
def test_what_was_carried_out_is_history_and_not_void(programme, actions, void, corrected):
    told = WORKFLOWS[programme].history(deed(action, number) for number, action in enumerate(actions))
    assert tuple(one.number for one in told if one.void) == void
    assert tuple(one.number for one in told if one.fate == "corrected") == corrected


def test_told_once_more_it_is_the_same():
    """A move adds a deed to those told before."""
    workflow, actions = WORKFLOWS["project"], (*ONE, "report", "accept_report", "replace_papers", *ONE)
    once = workflow.history(deed(action, number) for number, action in enumerate(actions))
    step_by_step = ()
    for number, action in enumerate(actions):
        step_by_step = workflow.history((*step_by_step, deed(action, number)))
    assert step_by_step == once == workflow.history(once)
