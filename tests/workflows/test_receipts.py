"""Receipts: one for each payment that has come, for what it was, whenever the unit gets to it."""

from datetime import date

import pytest

from tests.workflows.factories import WORKFLOWS, actor, case, deed, sentences

PATENT = WORKFLOWS["patent"]
FIRST = (deed("prepare_payment", 30, amount=300000), deed("confirm_payment", 32, paid_on=date(2026, 4, 10)))
RECEIPT = deed("confirm_receipt", 40)
NOTHING_OWED = ["没有待确认收款的款项。"]
OTHER_SUM = ["第1期拨付的是3,000.00元，填写的是2,999.00元；实际到账与此不符的，请先联系财务，不要确认。"]


def receiving(*deeds, state="closed", **posted):
    asked = case(
        "patent", state, actor=actor("applicant"), deeds=PATENT.history(deeds), posted=posted or None
    )
    return sentences(PATENT, "confirm_receipt", asked)


@pytest.mark.parametrize(
    ("deeds", "posted", "told"),
    [
        ((), {}, NOTHING_OWED),
        (FIRST[:1], {}, NOTHING_OWED),
        (FIRST, {}, []),
        (FIRST, {"amount": 300000, "received_on": date(2026, 4, 10)}, []),
        (FIRST, {"amount": 299900, "received_on": date(2026, 4, 10)}, OTHER_SUM),
        (
            FIRST,
            {"amount": 300000, "received_on": date(2026, 4, 9)},
            ["收款日期2026-04-09早于拨付日期2026-04-10。"],
        ),
        (
            FIRST,
            {"amount": 300000, "received_on": date(2026, 4, 21)},
            ["2026-04-21还没有到，请在款项到账后按实际到账日期填写。"],
        ),
        ((*FIRST, RECEIPT), {}, NOTHING_OWED),
        ((*FIRST, RECEIPT, *FIRST), {}, []),
    ],
)
def test_a_payment_is_receipted_once_for_what_it_was_also_when_the_case_is_closed(deeds, posted, told):
    assert receiving(*deeds, **posted) == told


def test_a_receipt_is_offered_only_while_one_is_owed():
    def offered(*deeds):
        asked = case("patent", "closed", actor=actor("applicant"), deeds=PATENT.history(deeds))
        return [choice.action.name for choice in PATENT.choices(asked)]

    assert offered(*FIRST) == ["confirm_receipt"]
    assert offered(*FIRST, RECEIPT) == []
