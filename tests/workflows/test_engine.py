"""The engine: all reasons at once, nothing changed, choices that explain themselves."""

from dataclasses import FrozenInstanceError

import pytest

from tests.workflows.factories import FACTS, WORKFLOWS, actor, applying, case, deed
from workflows.engine import SYSTEM, Actor, Deed, Reason, Refused

PATENT = WORKFLOWS["patent"]


def test_a_refusal_carries_every_reason_in_words():
    bad = applying("patent", in_force=False, employed=False)
    with pytest.raises(Refused) as refused:
        PATENT.step("submit", bad)
    assert [r.rule for r in refused.value.reasons] == ["P3", "P7"]
    assert str(refused.value) == "第一发明人须与本单位有劳动关系（职务发明）。 专利须处于有效状态。"


def test_a_reason_fills_its_places():
    assert str(Reason("金额%(amount)s元。", {"amount": "1.00"})) == "金额1.00元。"
    assert str(Reason("比例为50%。")) == "比例为50%。"


def test_a_case_cannot_be_changed():
    with pytest.raises(FrozenInstanceError):
        applying("patent").state = "closed"


def test_choices_are_what_ones_roles_may_do_here():
    officer = case("patent", "screening")
    assert [c.action.name for c in PATENT.choices(officer)] == [
        "return_for_correction", "decline", "accept", "remind",
    ]  # fmt: skip
    assert PATENT.choices(case("patent", "screening", actor=actor("auditor"))) == ()


def test_a_grey_button_says_why():
    release = next(c for c in PATENT.choices(case("patent", "releasing")) if c.action.name == "release")
    assert not release.open
    assert [str(reason) for reason in release.reasons] == ["文书尚未签发，或签发后又重新拟制。"]


def test_only_the_system_does_what_is_automatic():
    asked = case("patent", "paying", actor=actor("maker"), facts=FACTS["patent"])
    assert [str(r) for r in PATENT.refusals("skip_payment", asked)] == ["您没有办理“无需拨款”的职责。"]
    due = PATENT.due(asked)
    assert due is not None
    assert due.by == (SYSTEM,)


def test_nothing_is_due_where_the_system_has_nothing_to_do():
    assert PATENT.due(case("patent", "screening")) is None


def test_history_keeps_what_was_cleared_but_it_does_not_stand():
    deeds = PATENT.history([deed("endorse", 1), deed("return_for_correction", 2), deed("endorse", 3)])
    assert [(d.number, d.standing) for d in deeds] == [(1, False), (2, True), (3, True)]


def test_history_bears_an_action_the_table_no_longer_has():
    assert PATENT.history([Deed("abolished")])[0].standing


def test_answers_are_the_last_that_stand():
    deeds = PATENT.history([deed("propose", 1, amount=1), deed("propose", 2, amount=2)])
    asked = case("patent", "deciding", deeds=deeds)
    assert asked.answers("propose") == {"amount": 2}
    assert asked.answers("decide") == {}
    assert [d.number for d in asked.standing("propose")] == [1, 2]


def test_what_was_not_posted_reads_as_none():
    assert case("patent", "draft")["patent_number"] is None
    assert applying("patent")["nothing_of_the_kind"] is None


def test_a_delegate_stands_for_two_persons():
    assert Actor("甲", frozenset(), "乙").persons == Deed("x", "甲", "乙").persons == {"甲", "乙"}
    assert Actor("", frozenset()).persons == frozenset()
