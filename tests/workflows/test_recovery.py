"""Money back: asked for with a revocation, come back in instalments, or given up by two persons. In fen."""

from datetime import date

import pytest

from tests.workflows.factories import WORKFLOWS, actor, case, deed, sentences
from workflows.engine import Facts, Slip

PATENT = WORKFLOWS["patent"]


@pytest.mark.parametrize(
    ("recover", "told"),
    [(0, []), (200000, []), (200001, ["追回金额不能超过已拨付的2,000.00元。"])],
)
def test_not_more_is_asked_back_than_was_paid(recover, told):
    facts = Facts(awarded=300000, paid=200000)
    asked = case("patent", "running", actor=actor("leader"), facts=facts, posted={"recover": recover})
    assert sentences(PATENT, "revoke", asked) == told


def recovering(action, role, *deeds, recovered=0, slip=None, **posted):
    asked = case(
        "patent",
        "recovering",
        actor=actor(role),
        deeds=PATENT.history((deed("revoke", 50, recover=200000), *deeds)),
        facts=Facts(paid=300000, recovered=recovered, slip=slip),
        posted=posted or None,
    )
    return sentences(PATENT, action, asked)


RECORDED, CONFIRMED = deed("record_recovery", 51, amount=150000), deed("confirm_recovery", 52)
PROPOSED = deed("propose_write_off", 53, amount=50000)
SLIP = deed("record_recovery", 51, amount=150000, reference="B7", received_on=date(2026, 4, 2))
WAITS = ["已登记的一笔追回款项尚待财务复核，请待其确认或退回后再办理。"]
NONE_WAITS = ["没有待复核的追回款项。"]
SETTLED = ["没有需要追回的款项。"]


@pytest.mark.parametrize(
    ("recovered", "amount", "told"),
    [
        (0, 200000, []),
        (0, 1, []),
        (150000, 50000, []),
        (150000, 50001, ["尚有500.00元未追回，登记的500.01元超出此数。"]),
        (200000, 1, [*SETTLED, "尚有0.00元未追回，登记的0.01元超出此数。"]),
    ],
)
def test_money_comes_back_in_instalments_up_to_what_was_asked_back(recovered, amount, told):
    assert recovering("record_recovery", "maker", recovered=recovered, amount=amount) == told


@pytest.mark.parametrize(
    ("action", "role", "deeds", "told"),
    [
        ("record_recovery", "maker", (RECORDED,), WAITS),
        ("propose_write_off", "officer", (RECORDED,), WAITS),
        ("record_recovery", "maker", (RECORDED, CONFIRMED), []),
        ("record_recovery", "maker", (RECORDED, deed("return_recovery", 52)), []),
        ("confirm_recovery", "checker", (), NONE_WAITS),
        ("confirm_recovery", "checker", (RECORDED,), []),
        ("confirm_recovery", "checker", (RECORDED, CONFIRMED), NONE_WAITS),
        ("confirm_recovery", "checker", (RECORDED, deed("return_recovery", 52)), NONE_WAITS),
        ("return_recovery", "checker", (RECORDED,), []),
        ("return_recovery", "checker", (RECORDED, CONFIRMED), NONE_WAITS),
    ],
)
def test_an_instalment_is_confirmed_or_sent_back_before_the_next(action, role, deeds, told):
    assert recovering(action, role, *deeds) == told


@pytest.mark.parametrize(
    ("deeds", "told"),
    [
        ((), []),
        ((SLIP, CONFIRMED), ["银行流水号B7已登记过（2026-04-02，1,500.00元），同一笔到账只登记一次。"]),
        ((SLIP, deed("return_recovery", 52)), []),  # sent back: recorded anew
    ],
)
def test_one_transfer_is_recorded_once(deeds, told):
    for written in ("B7", "ｂ 7"):
        said = [sentence.replace("B7", written) for sentence in told]
        assert recovering("record_recovery", "maker", *deeds, amount=50000, reference=written) == said


PAID = (deed("prepare_payment", 30, amount=300000), deed("confirm_payment", 32, paid_on=date(2026, 4, 2)))


@pytest.mark.parametrize(
    ("deeds", "day", "told"),
    [
        (PAID, 2, []),
        (PAID, 1, ["收到日期2026-04-01早于拨付日期2026-04-02，请按银行回单核对日期。"]),
        ((), 1, []),  # an award of the past
    ],
)
def test_nothing_comes_back_before_it_was_paid(deeds, day, told):
    on = date(2026, 4, day)
    assert recovering("record_recovery", "maker", *deeds, amount=1, received_on=on) == told


@pytest.mark.parametrize(
    ("number", "told"), [("甲案", "甲案的追回款项（2026-04-02，1.00元）"), ("", "另一项目的")]
)
def test_a_transfer_that_was_counted_in_another_case_is_taken_of_who_asked_the_bank(number, told):
    more = {"slip": Slip(number, date(2026, 4, 2), 100), "amount": 1, "reference": "B7"}
    (said,) = recovering("record_recovery", "maker", **more)
    assert f"银行流水号B7已登记为{told}" in said
    assert recovering("record_recovery", "maker", **more, bank_checked=True) == []


def test_the_checker_says_that_the_money_was_seen():
    assert recovering("confirm_recovery", "checker", RECORDED, agreed=False) == [
        "请确认已核对到账凭证；有误的，请退回登记。"
    ]


@pytest.mark.parametrize(
    ("action", "role", "deeds", "told"),
    [
        ("write_off", "leader", (RECORDED, CONFIRMED), ["还没有人提出核销。"]),
        ("write_off", "leader", (RECORDED, CONFIRMED, PROPOSED), []),
        ("refuse_write_off", "leader", (RECORDED, CONFIRMED, PROPOSED), []),
        ("propose_write_off", "maker", (PROPOSED,), ["核销已经提出，等待领导审批。"]),
        ("propose_write_off", "maker", (PROPOSED, deed("refuse_write_off", 54)), []),
        # money that comes in meanwhile voids the proposal
        ("write_off", "leader", (PROPOSED, deed("record_recovery", 54, amount=1)), ["还没有人提出核销。"]),
    ],
)
def test_the_rest_is_given_up_by_a_leader_on_a_proposal_that_still_stands(action, role, deeds, told):
    assert recovering(action, role, *deeds, recovered=150000) == told


@pytest.mark.parametrize(
    ("amount", "told"),
    [(50000, []), (49999, ["核销金额须为尚未追回的500.00元，填写的是499.99元。"])],
)
def test_what_is_given_up_is_all_that_has_not_come_back(amount, told):
    assert recovering("propose_write_off", "officer", recovered=150000, amount=amount) == told


@pytest.mark.parametrize(
    ("recover", "recovered", "moves"),
    [(0, 0, "skip_recovery"), (200000, 0, None), (200000, 199999, None), (200000, 200000, "settle_recovery")],
)
def test_a_recovery_ends_by_itself_once_nothing_is_owed(recover, recovered, moves):
    asked = case(
        "patent",
        "recovering",
        deeds=(deed("revoke", 50, recover=recover),),
        facts=Facts(paid=200000, recovered=recovered),
    )
    due = PATENT.due(asked)
    assert (due and due.name) == moves
