"""A project's whole life: three reviews, two tranches of 60 and 40 per cent, interim and final report."""

from datetime import date

import pytest

from grants.extensions import db
from grants.models import Holiday
from tests.lives.legs import notice_and_papers, pay, reviewed, titled
from tests.lives.office import Office, on


@pytest.mark.on_postgresql
def test_a_project_is_boosted_in_two_tranches(costs):
    """In an office with days off of its own, which cost a life nothing."""
    office = Office("project")
    titled(office)
    db.session.add(Holiday(day=date(2026, 5, 12), working=False, name="调休"))
    db.session.commit()
    number = office.led("submit", "endorse", "accept")
    reviewed(office, number)
    assert office.case(number).state == "deciding"
    grade = office.answers("submit")["grade"]
    amount = {"first": "100000.00", "second": "50000.00", "third": "30000.00"}[grade]
    office.do(number, "propose", office.answers("propose") | {"amount": amount, "grade": grade})
    office.do(number, "decide")
    notice_and_papers(office, number)
    fen = int(amount.replace(".", ""))
    first = f"{fen * 60 // 100 // 100}.00"
    with on("2026-05-08 10:00"):
        pay(office, number, first)
    assert office.case(number).paid == fen * 60 // 100
    with on("2027-03-01 09:00"):
        office.do(number, "report_interim")
        office.do(number, "accept_interim")
    with on("2027-10-01 09:00"):
        office.do(number, "report")
        office.do(number, "accept_report")
    with on("2027-10-20 09:00"):
        if office.case(number).state == "releasing":
            office.do(number, "prepare_papers")
            office.do_approve(number)
            office.do(number, "release")
        pay(office, number, f"{fen * 40 // 100 // 100}.00")
    case = office.case(number)
    assert (case.state, case.paid) == ("closed", fen)
