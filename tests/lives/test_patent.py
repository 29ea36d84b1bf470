"""A patent's whole life: from the draft to the reward paid and the report accepted."""

import pytest

from grants.database import writing
from grants.extensions import db
from grants.models import Budget, Paper
from grants.services import applications
from tests.lives.legs import award
from tests.lives.office import Office, on


@pytest.mark.on_postgresql
def test_a_patent_is_rewarded_paid_and_reported(costs):
    office = Office("patent")
    number = office.begin()
    award(office, number)
    assert office.case(number).state == "noticing"
    with on("2026-05-07 23:59"), writing():
        assert applications.advance_due() == 0
    with on("2026-05-08 00:00"), writing():
        assert applications.advance_due() == 1
    with on("2026-05-08 09:00"):
        office.do(number, "prepare_papers")
        digest = office.do_approve(number)
        office.do(number, "release")
        office.do(number, "prepare_payment", {"amount": "3000.00"})
        office.do(number, "approve_payment")
        office.do(number, "confirm_payment")
    assert digest
    case = office.case(number)
    assert (case.state, case.paid, case.awarded) == ("running", 300_000, 300_000)
    with on("2027-07-01 09:00"):
        office.do(number, "report")
        office.do(number, "accept_report")
    assert office.case(number).state == "closed"
    budget = db.session.get(Budget, case.round_id)
    assert (budget.proposed, budget.awarded, budget.paid) == (0, 300_000, 300_000)
    kinds = {p.kind: p.status for p in db.session.query(Paper)}
    assert kinds == {"public_notice": "released", "reward_notice": "released"}
