"""Money out: the maker prepares, the checker approves, the maker confirms the bank's report. Sums in fen."""

from datetime import date

from workflows.engine import Action, Case, Reason
from workflows.guards import cites, day_of, must_be, not_ahead, stands, yuan
from workflows.parts.payee import changed_payee
from workflows.parts.slips import slip_of_its_own
from workflows.rules import N_


def first_part(total: int, percent: int) -> int:
    """The first tranche; what rounding leaves goes into the second, so that both add up to the fen."""
    return int((total * percent + 50) // 100)


def payable(awarded: int, first_percent: int | None, accepted: bool) -> int:
    """How much of an award may have been paid by now: the first part of it until the work is accepted."""
    return first_part(awarded, first_percent) if first_percent and not accepted else awarded


def due_now(case: Case) -> int:
    """What is to be paid next: all that is awarded, or the first part of it until the work is accepted."""
    accepted = case.last("accept_report") is not None
    return payable(case.facts.awarded, case.terms.get("split_first_percent"), accepted) - case.facts.paid


@cites("F1")
def something_due(case: Case) -> Reason | None:
    return None if due_now(case) > 0 else Reason(N_("目前没有应拨款项。"), {}, "F1")


@cites("F1")
def nothing_due(case: Case) -> Reason | None:
    return None if due_now(case) <= 0 else Reason(N_("还有应拨款项。"), {}, "F1")


@cites("F1")
def pays_what_is_due(case: Case) -> Reason | None:
    """A payment is exactly the sum that is due: not less, not more."""
    if case["amount"] == due_now(case):
        return None
    values = {"due": yuan(due_now(case)), "given": yuan(case["amount"] or 0)}
    return Reason(N_("应拨金额为%(due)s元，填报的是%(given)s元，两者必须一致。"), values, "F1")


@cites("F1")
def not_prepared(case: Case) -> Reason | None:
    return Reason(N_("拨款已填报，等待复核。"), {}, "F1") if case.last("prepare_payment") else None


@cites("F1")
def not_approved(case: Case) -> Reason | None:
    if case.last("approve_payment"):
        return Reason(N_("拨款已复核，等待到账。"), {}, "F1")
    return None


@cites("F1")
def money_at_rest(case: Case) -> Reason | None:
    """No approved payment is on its way to the bank, so account and award may still be touched."""
    if case.state == "paying" and case.last("approve_payment"):
        return Reason(N_("拨款已复核，款项可能在途；请待确认到账，或由财务复核退回拨款后再办理。"), {}, "F1")
    return None


@cites("F1")
def change_was_checked(case: Case) -> Reason | None:
    """Nobody approves a payment to a new account without saying that it was verified."""
    if changed_payee(case.deeds, case.facts.accounts) is None or case["payee_checked"]:
        return None
    return Reason(
        N_("收款账户有变更：请向单位核实后勾选“已核实变更后的收款账户”；未能核实的，请退回拨款。"), {}, "F1"
    )


@cites("F1")
def bank_was_asked(case: Case) -> Reason | None:
    """Nothing is sent back, to be paid anew, that the bank may have paid already."""
    if not case.facts.sent_on or case["unpaid_checked"]:
        return None
    return Reason(
        N_("此笔已列入付款文件：请先向银行核实没有付出、也不会再付，再勾选“已向银行核实此笔未付”。"), {}, "F1"
    )


TOO_EARLY = N_("到账日期%(day)s早于复核日期%(approved)s：款项复核之后才能付出，请按银行回单核对日期。")
BEFORE_FILE = N_(
    "到账日期%(day)s早于此笔首次列入付款文件的日期%(sent)s：可能已在文件之外付出，银行按文件会再付一次；请改正，或者向银行核实后勾选。"
)


def too_early(paid_on: date, approved_on: date | None) -> Reason | None:
    """Nothing leaves before two persons agreed to it."""
    if approved_on is None or paid_on >= approved_on:
        return None
    return Reason(TOO_EARLY, {"day": paid_on, "approved": approved_on}, "F1")


def before_file(paid_on: date, sent_on: date | None) -> Reason | None:
    """What was paid before it stood in a file for the bank may be paid by that file once more."""
    if sent_on is None or paid_on >= sent_on:
        return None
    return Reason(BEFORE_FILE, {"day": paid_on, "sent": sent_on}, "F1")


@cites("F1")
def paid_once_approved(case: Case) -> Reason | None:
    approved = case.last("approve_payment")
    if case["paid_on"] is None or approved is None or approved.at is None:
        return None
    return too_early(case["paid_on"], day_of(case, approved.at))


@cites("F1")
def paid_by_the_file(case: Case) -> Reason | None:
    if case["paid_on"] is None or case["bank_checked"]:
        return None
    return before_file(case["paid_on"], case.facts.sent_on)


PREPARED = stands("prepare_payment", N_("拨款尚未填报。"), "F1")

PAYMENT = (
    Action("skip_payment", N_("无需拨款"), ("paying",), "running", ("system",), guards=(nothing_due,)),
    Action(
        "prepare_payment", N_("填报拨款"), ("paying",), None, ("maker",),
        guards=(not_prepared, something_due),
        checks=(pays_what_is_due,),
        clears=("approve_payment", "confirm_payment"),
    ),
    Action(
        "return_payment", N_("退回拨款"), ("paying",), None, ("checker",),
        guards=(PREPARED,),
        checks=(bank_was_asked,),
        clears=("prepare_payment", "approve_payment"),
    ),
    Action(
        "approve_payment", N_("复核拨款"), ("paying",), None, ("checker",),
        guards=(PREPARED, not_approved),
        checks=(
            must_be("agreed", True, N_("请确认已核对金额和收款账户；有误的，请退回拨款。"), "F1"),
            change_was_checked,
        ),
        approval=True,
    ),
    Action(
        "confirm_payment", N_("确认到账"), ("paying",), "running", ("maker",),
        guards=(stands("approve_payment", N_("拨款尚未复核。"), "F1"),),
        checks=(not_ahead("paid_on", "F1"), paid_once_approved, paid_by_the_file, slip_of_its_own),
        clears=("prepare_payment", "approve_payment"),
        completes=("prepare_payment", "approve_payment", "confirm_payment"),
    ),
)  # fmt: skip


def change_payee(sources: tuple[str, ...]) -> tuple[Action, ...]:
    """A new account voids the papers that name the old one, and a payment prepared for it."""
    change = Action(
        "change_payee",
        N_("变更收款账户"),
        sources,
        None,
        ("applicant",),
        guards=(money_at_rest,),
        clears=("prepare_papers", "approve_papers", "prepare_payment", "approve_payment"),
    )
    return (change,)
