"""Money out and back, to the fen."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.workflows.factories import FACTS, TERMS, WORKFLOWS, actor, case, deed, sentences
from workflows.engine import Facts
from workflows.parts.payment import due_now, first_part

PROJECT, PATENT = WORKFLOWS["project"], WORKFLOWS["patent"]
ACCEPTED = deed("accept_report", 40)
PREPARED, APPROVED = deed("prepare_payment", 30), deed("approve_payment", 31)


@pytest.mark.parametrize(
    ("total", "first", "second"),
    [(10000000, 6000000, 4000000), (5000000, 3000000, 2000000), (100, 60, 40), (3, 2, 1), (1, 1, 0)],
)
def test_sixty_forty_adds_up_to_the_fen(total, first, second):
    assert (first_part(total, 60), total - first_part(total, 60)) == (first, second)


@given(st.integers(0, 10**12), st.integers(0, 100))
def test_the_first_part_is_within_half_a_fen_of_its_share(total, percent):
    assert abs(first_part(total, percent) * 100 - total * percent) <= 50


@pytest.mark.parametrize(
    ("awarded", "paid", "deeds", "due"),
    [
        (5000000, 0, (), 3000000),
        (5000000, 3000000, (), 0),
        (5000000, 3000000, (ACCEPTED,), 2000000),
        (5000000, 5000000, (ACCEPTED,), 0),
        (0, 0, (), 0),
    ],
)
def test_the_second_part_is_due_after_acceptance(awarded, paid, deeds, due):
    asked = case("project", "paying", deeds=deeds, facts=Facts(awarded=awarded, paid=paid))
    assert due_now(asked) == due


def test_without_a_split_all_is_due_at_once():
    assert due_now(case("patent", "paying", facts=Facts(awarded=300000))) == 300000


def paying(action, role, *deeds, awarded=300000, paid=0, **posted):
    facts = replace(FACTS["patent"], awarded=awarded, paid=paid)
    asked = case(
        "patent",
        "paying",
        actor=actor(role),
        deeds=PATENT.history(deeds),
        facts=facts,
        posted=posted or None,
    )
    return sentences(PATENT, action, asked)


@pytest.mark.parametrize(
    ("amount", "told"),
    [
        (300000, []),
        (299999, ["应拨金额为3,000.00元，填报的是2,999.99元，两者必须一致。"]),
        (300001, ["应拨金额为3,000.00元，填报的是3,000.01元，两者必须一致。"]),
    ],
)
def test_a_payment_is_exactly_what_is_due(amount, told):
    assert paying("prepare_payment", "maker", amount=amount) == told


@pytest.mark.parametrize(
    ("action", "role", "deeds", "told"),
    [
        ("prepare_payment", "maker", (PREPARED,), ["拨款已填报，等待复核。"]),
        ("approve_payment", "checker", (), ["拨款尚未填报。"]),
        ("approve_payment", "checker", (PREPARED,), []),
        ("approve_payment", "checker", (PREPARED, APPROVED), ["拨款已复核，等待到账。"]),
        ("return_payment", "checker", (PREPARED, APPROVED), []),
        ("confirm_payment", "maker", (PREPARED,), ["拨款尚未复核。"]),
        ("confirm_payment", "maker", (PREPARED, APPROVED), []),
        (
            "confirm_payment",
            "maker",
            (PREPARED, APPROVED, deed("return_payment", 32)),
            ["拨款尚未复核。"],
        ),
    ],
)
def test_one_prepares_another_approves_then_it_is_confirmed(action, role, deeds, told):
    assert paying(action, role, *deeds) == told


def test_nothing_due_is_not_prepared():
    assert paying("prepare_payment", "maker", awarded=0) == ["目前没有应拨款项。"]


def test_the_checker_agrees_or_returns():
    assert paying("approve_payment", "checker", PREPARED, agreed=False) == [
        "请确认已核对金额和收款账户；有误的，请退回拨款。"
    ]


UNDER_WAY = ["拨款已复核，款项可能在途；请待确认到账，或由财务复核退回拨款后再办理。"]


@pytest.mark.parametrize(("action", "role"), [("change_payee", "applicant"), ("revoke", "leader")])
def test_while_money_may_be_on_its_way_neither_account_nor_award_is_touched(action, role):
    assert paying(action, role, PREPARED) == []
    assert paying(action, role, PREPARED, APPROVED) == UNDER_WAY
    assert paying(action, role, PREPARED, APPROVED, deed("return_payment", 32)) == []


def test_a_new_account_voids_a_payment_prepared_for_the_old_one():
    assert paying("approve_payment", "checker", PREPARED, deed("change_payee", 32)) == ["拨款尚未填报。"]


@pytest.mark.parametrize(
    ("awarded", "paid", "moves"), [(0, 0, True), (300000, 300000, True), (300000, 0, False)]
)
def test_a_case_without_anything_to_pay_passes_by_itself(awarded, paid, moves):
    due = PATENT.due(case("patent", "paying", facts=Facts(awarded=awarded, paid=paid)))
    assert (due and due.name) == ("skip_payment" if moves else None)


SUBMITTED, CHANGED = deed("submit", 1), deed("change_payee", 20)
VERIFY = ["收款账户有变更：请向单位核实后勾选“已核实变更后的收款账户”；未能核实的，请退回拨款。"]


@pytest.mark.parametrize(
    ("deeds", "posted", "told"),
    [
        ((SUBMITTED, PREPARED), {}, []),
        ((SUBMITTED, CHANGED, PREPARED), {}, VERIFY),
        ((SUBMITTED, CHANGED, PREPARED), {"payee_checked": True}, []),
        # already paid to: no longer new
        ((SUBMITTED, CHANGED, deed("confirm_payment", 25), PREPARED), {}, []),
        # the first account ever told is no change
        ((CHANGED, PREPARED), {}, []),
    ],
)
def test_a_payment_to_a_changed_account_is_approved_by_who_verified_it(deeds, posted, told):
    assert paying("approve_payment", "checker", *deeds, agreed=True, **posted) == told


@pytest.mark.parametrize(
    ("deeds", "paid", "closes"),
    [((), 5000000, False), ((ACCEPTED,), 3000000, False), ((ACCEPTED,), 5000000, True)],
)
def test_a_project_closes_itself_when_accepted_and_paid(deeds, paid, closes):
    due = PROJECT.due(case("project", "running", deeds=deeds, facts=Facts(awarded=5000000, paid=paid)))
    assert (due and due.name) == ("close" if closes else None)


def test_the_rounds_split_is_the_rounds_to_set():
    terms = TERMS["project"] | {"split_first_percent": 50}
    assert due_now(case("project", "paying", terms=terms, facts=Facts(awarded=5000000))) == 2500000
