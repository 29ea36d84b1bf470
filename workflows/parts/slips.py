"""The bank's references: one transaction of the bank is the proof of one payment, and of one sum that came back.

Who asked the bank may say that one transaction was for several. Sums in fen.
"""

import unicodedata

from workflows.case import Slip
from workflows.engine import Case, Reason
from workflows.guards import cites, yuan
from workflows.rules import N_

LONGEST = 80  # characters of a reference as it is compared: one full-width sign may become several

SLIP_OF_CASE = N_(
    "银行流水号%(slip)s已用于%(number)s的拨款（%(day)s到账，%(amount)s元），一笔交易只付一笔款；请改正，或者向银行核实后勾选。"
)
SLIP_ELSEWHERE = N_(
    "银行流水号%(slip)s已用于另一项目的一笔拨款，一笔交易只付一笔款；请改正，或者向银行核实后勾选。"
)
BACK_OF_CASE = N_(
    "银行流水号%(slip)s已登记为%(number)s的追回款项（%(day)s，%(amount)s元）；请改正，或者向银行核实后勾选。"
)
BACK_ELSEWHERE = N_("银行流水号%(slip)s已登记为另一项目的追回款项；请改正，或者向银行核实后勾选。")
DOUBTS = (SLIP_OF_CASE, SLIP_ELSEWHERE, BACK_OF_CASE, BACK_ELSEWHERE)


def compared(reference: str) -> str:
    """A reference as it is compared with others: full-width or not, in small letters, with spaces, it is the same."""
    return "".join(unicodedata.normalize("NFKC", reference).upper().split())[:LONGEST]


def used_before(reference: str, slip: Slip | None) -> Reason | None:
    """One transaction of the bank is the proof of one payment."""
    return told(reference, slip, SLIP_OF_CASE, SLIP_ELSEWHERE, "F1")


def told(reference: str, slip: Slip | None, of_case: str, elsewhere: str, rule: str) -> Reason | None:
    """What bears this reference already, with its case where whoever acts may know it."""
    if slip is None:
        return None
    if not slip.number:
        return Reason(elsewhere, {"slip": reference}, rule)
    values = {"slip": reference, "number": slip.number, "day": slip.day, "amount": yuan(slip.amount)}
    return Reason(of_case, values, rule)


@cites("F1")
def slip_of_its_own(case: Case) -> Reason | None:
    return None if case["bank_checked"] else used_before(case["bank_reference"], case.facts.slip)


@cites("F2")
def transfer_of_its_own(case: Case) -> Reason | None:
    """What came back in another case by the same transfer came back there."""
    if case["bank_checked"]:
        return None
    return told(case["reference"], case.facts.slip, BACK_OF_CASE, BACK_ELSEWHERE, "F2")
