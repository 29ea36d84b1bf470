"""The meeting, the decision, the public notice and its objections."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from tests.workflows.factories import BEIJING, FACTS, WORKFLOWS, actor, case, deed, sentences
from workflows.engine import Facts

PATENT, PROJECT, STUDIO = (WORKFLOWS[name] for name in ("patent", "project", "studio"))
NOTICE = deed("post_notice", 10, starts_on=date(2026, 4, 28), ends_on=date(2026, 5, 7))


def proposing(programme, **posted):
    asked = case(programme, "deciding", posted={"outcome": "award"} | posted)
    return sentences(WORKFLOWS[programme], "propose", asked)


@pytest.mark.parametrize(
    ("programme", "posted", "told"),
    [
        ("patent", {"amount": 300000}, []),
        ("patent", {"amount": 200000}, ["本批次奖励标准为3,000.00元，建议金额应与之一致。"]),
        ("patent", {"outcome": "refuse"}, []),
        ("project", {"grade": "third", "amount": 3000000}, []),
        ("project", {"grade": "third", "amount": 3000001}, ["金额30,000.01元超过该档次标准30,000.00元。"]),
        ("project", {"outcome": "refuse"}, []),
        ("studio", {"amount": 5000000}, []),
        ("studio", {"amount": 0}, []),
        ("studio", {"amount": 5000001}, ["建议金额50,000.01元超过本批次一次性助推资金标准50,000.00元。"]),
        ("studio", {"outcome": "refuse", "amount": 9900000}, []),
    ],
)
def test_a_proposal_keeps_to_the_rounds_standard(programme, posted, told):
    assert proposing(programme, **posted) == told


@pytest.mark.parametrize(
    ("left", "told"), [(300000, []), (299999, ["金额3,000.00元超过本批次预算余额2,999.99元。"])]
)
def test_a_proposal_fits_into_the_rest_of_the_budget_to_the_fen(left, told):
    asked = case("patent", "deciding", facts=Facts(budget_left=left), posted={"amount": 300000})
    assert sentences(PATENT, "propose", asked) == told


def deciding(action, *deeds, facts=FACTS["patent"], **posted):
    asked = case("patent", "deciding", actor=actor("leader"), deeds=deeds, facts=facts, posted=posted or None)
    return sentences(PATENT, action, asked)


AWARD = deed("propose", 5, outcome="award", amount=300000)
REFUSE = deed("propose", 5, outcome="refuse")


@pytest.mark.parametrize("action", ["decide", "refuse", "remand"])
def test_nothing_is_decided_without_the_meeting(action):
    assert deciding(action) == ["会议尚未提出审定建议。"]


def test_a_leader_who_does_not_agree_refuses_or_remands():
    assert deciding("decide", AWARD, agreed=False) == [
        "审批须确认同意会议建议；不同意的，请选择“决定不予通过”或“发回重审”。"
    ]
    assert deciding("refuse", AWARD, reasons="不符合导向") == []
    assert deciding("remand", AWARD, reasons="材料存疑") == []


def test_a_refusal_proposed_is_not_turned_into_an_award():
    assert deciding("decide", REFUSE, agreed=True) == [
        "会议建议不予通过，不能批准；请选择“决定不予通过”或“发回重审”。"
    ]


def test_the_latest_proposal_counts():
    assert deciding("decide", AWARD, replace(REFUSE, number=6), agreed=True) != []
    assert deciding("decide", REFUSE, replace(AWARD, number=6), agreed=True) == []


def test_a_sum_another_case_has_used_up_meanwhile_is_not_decided():
    assert deciding("decide", AWARD, facts=Facts(budget_left=299999), agreed=True) == [
        "会议建议的金额已超过本批次预算余额，不能批准。"
    ]


def at(day, hour=10, month=5):
    return datetime(2026, month, day, hour, tzinfo=BEIJING)


MIDWAY, OVER = at(6), at(8, 0)


def noticing(action, *deeds, now=MIDWAY, role="officer", **posted):
    asked = case("patent", "noticing", actor=actor(role), deeds=deeds, now=now, posted=posted or None)
    return sentences(PATENT, action, asked)


@pytest.mark.parametrize(
    ("starts_on", "told"),
    [
        (date(2026, 5, 6), []),
        (date(2026, 5, 8), []),
        (date(2026, 5, 5), ["公示开始日期2026-05-05早于今天，公示不能倒签。"]),
    ],
)
def test_a_notice_is_not_backdated(starts_on, told):
    assert noticing("post_notice", starts_on=starts_on) == told


def test_a_notice_is_posted_once():
    assert noticing("post_notice", NOTICE) == ["公示已经发布。"]


@pytest.mark.parametrize(
    ("now", "taken"),
    [
        (at(27, 23, 4), False),
        (at(28, 0, 4), True),
        (at(7, 23), True),
        (at(8, 0), False),
    ],
)
@pytest.mark.parametrize("role", ["public", "officer"])
def test_objections_are_taken_from_the_first_day_through_the_last(now, taken, role):
    told = [] if taken else ["异议应在公示期内提出：2026-04-28至2026-05-07。"]
    assert noticing("object", NOTICE, now=now, role=role) == told


def test_before_the_notice_there_is_nothing_to_object_to():
    assert noticing("object") == ["尚未发布公示，不能提出异议。"]


def closing(*deeds, now=OVER):
    action = PATENT.due(case("patent", "noticing", deeds=PATENT.history(deeds), now=now))
    return action and action.name


OBJECTION = deed("object", 11)


@pytest.mark.parametrize(
    ("deeds", "now", "closes"),
    [
        ((), at(8), False),
        ((NOTICE,), at(7, 23), False),
        ((NOTICE,), at(8, 0), True),
        ((NOTICE, OBJECTION), at(8), False),
        ((NOTICE, OBJECTION, deed("dismiss_objection", 12, objection=11)), at(8), True),
        ((NOTICE, OBJECTION, deed("object", 12), deed("dismiss_objection", 13, objection=11)), at(8), False),
    ],
)
def test_a_notice_closes_itself_after_its_last_day_when_every_objection_is_settled(deeds, now, closes):
    assert closing(*deeds, now=now) == ("close_notice" if closes else None)


@pytest.mark.parametrize(
    ("action", "role"), [("dismiss_objection", "officer"), ("uphold_objection", "leader")]
)
def test_only_an_open_objection_is_settled(action, role):
    assert noticing(action, NOTICE, role=role) == ["目前没有待处理的异议。"]
    assert noticing(action, NOTICE, OBJECTION, role=role, objection=7) == ["没有编号为7的待处理异议。"]
    assert noticing(action, NOTICE, OBJECTION, role=role, objection=11) == []


def test_an_objection_upheld_sends_the_case_back_to_a_new_meeting_and_a_new_notice():
    deeds = (AWARD, deed("decide", 6), NOTICE, OBJECTION)
    asked = case("patent", "noticing", actor=actor("leader"), deeds=deeds, posted={"objection": 11})
    assert PATENT.step("uphold_objection", asked) == "deciding"
    after = PATENT.history((*deeds, deed("uphold_objection", 12, objection=11)))
    assert {d.action for d in after if d.standing} == {"uphold_objection"}
    assert deciding("decide", *after, agreed=True) == ["会议尚未提出审定建议。"]
