"""The proofs: the three programmes hold, and each kind of fault is told as a story of a case that goes wrong."""

import time
from dataclasses import replace

import pytest

from tests.workflows.factories import WORKFLOWS
from tests.workflows.toys import CHECKED, DONE, DRAFT, PASS, SEND
from workflows.checks import Unproved, prove, verify
from workflows.engine import Action, Claim, State, Workflow
from workflows.parts.award import decision
from workflows.parts.intake import intake
from workflows.parts.notice import notice
from workflows.parts.office import office
from workflows.parts.papers import papers
from workflows.states import pick


def toy(*actions: Action, states: tuple[State, ...] = (DRAFT, CHECKED, DONE), **more) -> Workflow:
    return Workflow("toy", states, actions or (SEND, PASS), **more)


@pytest.mark.parametrize("programme", WORKFLOWS)
def test_the_three_programmes_are_proved(programme):
    assert verify(WORKFLOWS[programme]) == ()


def test_a_fourth_programme_composed_from_the_parts_is_proved():
    states = pick(
        "draft", "correcting", "endorsing", "screening", "deciding", "noticing", "releasing", "paying",
        "closed", "withdrawn", "declined", "refused",
    )  # fmt: skip
    honours = Workflow(
        "honours",
        states,
        (
            *intake("deciding", (), tuple(s.name for s in states)),
            *decision(()),
            *notice(),
            *papers(("naming_certificate",)),
            Action("close", "办结", ("paying",), "closed", ("system",)),
            *office(states, "closed"),
        ),
    )
    assert verify(honours) == ()


def test_the_smallest_sound_table_is_proved():
    assert verify(toy()) == ()


def proving_seconds() -> float:
    started = time.process_time()
    for workflow in WORKFLOWS.values():
        verify(workflow)
    return time.process_time() - started


def test_proving_all_three_takes_less_than_an_eye_blink():
    assert min(proving_seconds() for _ in range(3)) < 0.15


def test_a_broken_table_is_not_used():
    with pytest.raises(Unproved) as refused:
        prove(toy(SEND, replace(PASS, by=("clerk",))))
    assert refused.value.stories == ("“通过”由“clerk”办理，但没有这一角色，案件等不到办理的人。",)
    assert str(refused.value).startswith("toy：")


def test_a_sound_table_is_handed_through():
    workflow = toy()
    assert prove(workflow) is workflow


LOST = State("lost", "遗失", 1, "officer")
BACK = Action("back", "退回", ("checked",), "draft", ("officer",))
SIGN = Action("sign", "签字", ("checked",), None, ("officer",), approval=True)
RUN = Action("run", "系统推进", ("checked",), "draft", ("system",))
RUN_ON = Action("run_on", "系统提交", ("draft",), "checked", ("system",))
FOUR = (DRAFT, CHECKED, LOST, DONE)

STORIES = {
    "a state nobody can come to": (
        toy(SEND, PASS, Action("find", "找回", ("lost",), "done", ("officer",)), states=FOUR),
        "案件从“草稿”开始，走遍所有操作也到不了“遗失”。",
    ),
    "a state without an end": (
        toy(
            SEND,
            PASS,
            Action("lose", "丢失", ("checked",), "lost", ("officer",)),
            Action("search", "寻找", ("lost",), None, ("officer",)),
            states=FOUR,
        ),
        "案件经“提交”→“丢失”到了“遗失”，此后无论怎样办理，都到不了任何终结状态。",
    ),
    "a state nobody takes the case out of": (
        toy(SEND, PASS, Action("lose", "丢失", ("checked",), "lost", ("officer",)), states=FOUR),
        "案件经“提交”→“丢失”到了“遗失”，没有任何人、也没有自动操作能使它离开。",
    ),
    "a move out of the end": (
        toy(SEND, PASS, Action("again", "重开", ("done",), "done", ("officer",), clears=("pass",))),
        "案件已终结于“办结”，却还能办理“重开”。",
    ),
    "a role that does not exist": (
        toy(SEND, replace(PASS, by=("clerk",))),
        "“通过”由“clerk”办理，但没有这一角色，案件等不到办理的人。",
    ),
    "a state that does not exist": (
        toy(SEND, PASS, replace(BACK, dest="limbo")),
        "“退回”用到的状态“limbo”不在本项目的状态表中。",
    ),
    "a clearing of nothing": (
        toy(SEND, PASS, replace(BACK, clears=("signn",))),
        "“退回”要使“signn”作废，但本项目没有这一操作。",
    ),
    "a claim that is never given up": (
        toy(claims=(Claim("number", lambda answers, terms: "", "", "", ("gone",)),)),
        "占用“number”到“gone”为止，但该状态不在本项目的状态表中，占用永不解除。",
    ),
    "two moves for one action": (
        toy(SEND, PASS, replace(PASS, dest="draft")),
        "案件处于“审查”时，“通过”有2行，不知道该走哪一行。",
    ),
    "one name for two actions": (
        toy(SEND, PASS, replace(SEND, sources=("checked",), dest=None)),
        "“提交”在表中有2行，只有最后一行生效。",
    ),
    "machines that run for ever": (
        toy(SEND, PASS, RUN, RUN_ON),
        "案件到了“审查”，系统自动办理“系统推进”→“系统提交”又回到“审查”，永不停止。",
    ),
    "a machine that stays where it is": (
        toy(SEND, PASS, replace(RUN, dest=None)),
        "案件到了“审查”，系统自动办理“系统推进”又回到“审查”，永不停止。",
    ),
    "a return that keeps an approval": (
        toy(SEND, SIGN, PASS, BACK),
        "案件办过“签字”后到了“审查”，“退回”把它退到“草稿”，却没有使“签字”作废；再经“提交”走到这一步时，"
        "旧的“签字”仍然有效，不必重新办理。",
    ),
    "a member of the public who moves the case": (
        toy(SEND, replace(PASS, by=("public",))),
        "某公众办理“通过”，推动了案件却不记录任何职责，同一人还可以再以别的身份办理。",
    ),
    "an act of nobody knows whom": (
        toy(SEND, replace(PASS, by=("officer", "system"))),
        "“通过”没有写明由人还是由系统办理，日志无法记录是谁的职责。",
    ),
}


@pytest.mark.parametrize("fault", STORIES)
def test_each_fault_is_told_as_a_story(fault):
    workflow, story = STORIES[fault]
    assert story in verify(workflow)
