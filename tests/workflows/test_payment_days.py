"""When a payment was made and by which transaction of the bank: what is refused, and what the bank has to be asked."""

from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from tests.workflows.factories import FACTS, WORKFLOWS, actor, case, deed, sentences
from workflows.engine import Slip

PATENT, PREPARED = WORKFLOWS["patent"], deed("prepare_payment", 30)
ON_THE_10TH = replace(
    deed("approve_payment", 31), at=datetime(2026, 4, 9, 17, tzinfo=UTC)
)  # the 10th, where the office is
EARLY = ["到账日期2026-04-09早于复核日期2026-04-10：款项复核之后才能付出，请按银行回单核对日期。"]
OF_FILE = [
    "到账日期2026-04-10早于此笔首次列入付款文件的日期2026-04-12：可能已在文件之外付出，银行按文件会再付一次；请改正，或者向银行核实后勾选。"
]
USED = [
    "银行流水号B1已用于甲案的拨款（2026-04-08到账，3,000.00元），一笔交易只付一笔款；请改正，或者向银行核实后勾选。"
]
ELSEWHERE = ["银行流水号B1已用于另一项目的一笔拨款，一笔交易只付一笔款；请改正，或者向银行核实后勾选。"]
FILED = {"sent_on": date(2026, 4, 12)}
BORNE = {"slip": Slip("甲案", date(2026, 4, 8), 300000)}


@pytest.mark.parametrize(
    ("day", "facts", "checked", "told"),
    [
        (10, {}, False, []),
        (9, {}, False, EARLY),
        (
            9,
            {},
            True,
            EARLY,
        ),  # what two persons had not agreed to is no payment of theirs, whatever the bank says
        (12, FILED, False, []),
        (10, FILED, False, OF_FILE),
        (10, FILED, True, []),
        (10, BORNE, False, USED),
        (10, BORNE, True, []),
        (10, {"slip": Slip("", date(2026, 4, 8), 300000)}, False, ELSEWHERE),
        (10, FILED | BORNE, False, OF_FILE + USED),
    ],
)
def test_a_payment_is_paid_after_its_approval_by_its_file_and_once(day, facts, checked, told):
    posted = {"paid_on": date(2026, 4, day), "bank_reference": "B1", "bank_checked": checked}
    asked = case(
        "patent",
        "paying",
        actor=actor("maker"),
        now=datetime(2026, 4, 20, tzinfo=ZoneInfo("Asia/Shanghai")),
        deeds=PATENT.history((PREPARED, ON_THE_10TH)),
        facts=replace(FACTS["patent"], awarded=300000, **facts),
        posted=posted,
    )
    assert sentences(PATENT, "confirm_payment", asked) == told
