"""One person holds one duty in one case - himself, by delegation, or after changing roles."""

import pytest

from tests.workflows.factories import WORKFLOWS, actor, case, deed, sentences
from workflows.engine import PUBLIC, Actor

PATENT = WORKFLOWS["patent"]
TOLD = [
    "同一人在同一案件中只能履行一种职责：您（或委托人）已履行过其他职责，不能办理“受理”。",
]
ENDORSED = deed("endorse", person="李某", principal="赵某", duty="endorser")


def accepting(who: Actor):
    return sentences(PATENT, "accept", case("patent", "screening", actor=who, deeds=(ENDORSED,)))


@pytest.mark.parametrize(
    ("who", "told"),
    [
        (actor("officer", "王某"), []),
        (actor("officer", "李某"), TOLD),  # endorsed himself
        (actor("officer", "赵某"), TOLD),  # somebody endorsed for him
        (actor("officer", "王某", "李某"), TOLD),  # acts for one who endorsed
        (actor("officer", "李某", "王某"), TOLD),  # endorsed, acts for another
        (actor("officer", "王某", "孙某"), []),
    ],
)
def test_a_second_duty_is_refused_however_it_comes_about(who, told):
    assert accepting(who) == told


def test_the_same_duty_may_be_held_on():
    screened = deed("remind", person="王某", duty="officer")
    asked = case("patent", "screening", actor=actor("officer", "王某"), deeds=(screened,))
    assert sentences(PATENT, "accept", asked) == []


def test_a_duty_done_and_cleared_is_still_a_duty():
    done = PATENT.history((deed("endorse", person="李某", duty="endorser"), deed("withhold", 2)))
    asked = case("patent", "screening", actor=actor("officer", "李某"), deeds=done)
    assert sentences(PATENT, "accept", asked) == TOLD


def test_what_the_system_and_the_public_do_is_no_duty():
    done = (deed("object", person="李某", duty=PUBLIC), deed("close_notice", duty="system"))
    asked = case("patent", "screening", actor=actor("officer", "李某"), deeds=done)
    assert sentences(PATENT, "accept", asked) == []


def test_an_office_objection_is_the_officers_act_and_not_the_publics():
    both = frozenset({"officer", PUBLIC})
    assert PATENT.action["object"].duty(both) == "officer"


def test_the_refusal_cites_the_rule():
    asked = case("patent", "screening", actor=actor("officer", "李某"), deeds=(ENDORSED,))
    assert PATENT.refusals("accept", asked)[0].rule == "D1"
