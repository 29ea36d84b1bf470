"""The proof about duties finds what an engine that forgets would let through."""

from dataclasses import replace

import pytest

from tests.workflows.factories import WORKFLOWS
from tests.workflows.toys import CHECKED, DONE, DRAFT, PASS, SEND
from workflows.checks import verify
from workflows.engine import Workflow, may_act


class Careless(Workflow):
    """An engine that forgets who did what before."""

    def refusals(self, name, case):
        reason = may_act(self.action[name])(case)
        return (reason,) if reason else ()


class BlindToPrincipals(Workflow):
    """An engine that looks at the person alone, not at those for whom somebody acts."""

    def refusals(self, name, case):
        own = replace(case, deeds=tuple(d for d in case.deeds if d.person == case.actor.person))
        return super().refusals(name, own)


def test_one_person_with_two_duties_is_found():
    story = (
        "甲先本人以“申报人”身份办理“提交”，后来本人以“项目办工作人员”身份办理“通过”，没有被拒绝："
        "同一人在同一案件中有了两种职责。"
    )
    assert verify(Careless("toy", (DRAFT, CHECKED, DONE), (SEND, PASS))) == (story,)


def test_a_delegate_with_two_duties_is_found():
    (story,) = verify(BlindToPrincipals("toy", (DRAFT, CHECKED, DONE), (SEND, PASS)))
    assert story == (
        "甲先本人以“申报人”身份办理“提交”，后来委托乙以“项目办工作人员”身份办理“通过”，没有被拒绝："
        "同一人在同一案件中有了两种职责。"
    )


@pytest.mark.parametrize("programme", WORKFLOWS)
def test_every_pair_of_duties_is_really_tried(programme):
    """Under an engine that forgets, every two duties that follow each other in a real table are found."""
    whole = WORKFLOWS[programme]
    stories = verify(Careless(programme, whole.states, whole.actions))
    duties = {a.by[0] for a in whole.actions if not a.automatic} - {"public"}
    assert len(stories) >= len(duties) * (len(duties) - 1) / 2
