"""Legs of the way that cases go, for whatever tests begin behind them."""

from grants.database import writing
from grants.services import applications
from tests import factories
from tests.lives.office import Office, on


def award(office: Office, number: str) -> None:
    """A patent from the draft to the last day of the notice."""
    for action in ("submit", "endorse", "accept"):
        office.do(number, action)
    office.do(number, "propose", office.answers("propose") | {"amount": "3000.00"})
    office.do(number, "decide")
    with on("2026-04-28 09:00"):
        office.do(number, "post_notice", {"starts_on": "2026-04-28"})


def titled(office: Office) -> None:
    """The unit holds a studio whose title runs (rule J1)."""
    factories.application("running", factories.round_("studio"), office.unit, term_ends=None)


def reviewed(office: Office, number: str) -> None:
    office.do(number, "assign", {"experts": [e.id for e in office.experts]})
    for expert in office.experts:
        office.do(number, "declare_interest", {"conflict": "none"}, by=expert)
        office.do(number, "review", by=expert)


def notice_and_papers(office: Office, number: str) -> None:
    with on("2026-04-28 09:00"):
        office.do(number, "post_notice", {"starts_on": "2026-04-28"})
    with on("2026-05-08 00:00"), writing():
        assert applications.advance_due() == 1
    with on("2026-05-08 09:00"):
        office.do(number, "prepare_papers")
        office.do_approve(number)
        office.do(number, "release")


def pay(office: Office, number: str, amount: str) -> None:
    office.do(number, "prepare_payment", {"amount": amount})
    office.do(number, "approve_payment")
    office.do(number, "confirm_payment")


def named(office: Office) -> str:
    """A studio from the draft to a running title."""
    number = office.led("submit", "endorse", "accept")
    reviewed(office, number)
    office.do(number, "visit")
    office.do(number, "present")
    office.do(number, "propose", office.answers("propose") | {"amount": "50000.00"})
    office.do(number, "decide")
    notice_and_papers(office, number)
    with on("2026-05-08 10:00"):
        pay(office, number, "50000.00")
    return number
