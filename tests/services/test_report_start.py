"""What a report begins with: nobody types again what the house was told before."""

import pytest

from grants.extensions import db
from grants.services import asking
from grants.services.asking import Raw
from tests.factories import viewer
from tests.lives.legs import award, named
from tests.lives.office import Office, on

pytestmark = pytest.mark.one_database


def begins(office: Office, number: str, action: str) -> Raw:
    return asking.asked(viewer(office.people["applicant"]), number, action).known


def test_a_yearly_report_begins_with_the_team_and_then_with_the_last_figures(app):
    office = Office("studio")
    number = named(office)
    with on("2027-01-20 09:00"):
        first = begins(office, number, "report")
        assert (first["year"], first["team_size"]) == ("2026", str(len(office.answers("submit")["members"])))
        told = office.answers("report") | {"year": 2026, "team_size": 9, "union_money_spent": "1200.00"}
        office.do(number, "report", told)
    with on("2027-08-20 09:00"):
        again = begins(office, number, "report")
    assert (again["year"], again["team_size"], again["union_money_spent"]) == ("2027", 9, "1200.00")
    assert not again.get("summary")


def test_a_report_that_was_sent_back_begins_as_it_was(app):
    office = Office("patent")
    number = office.begin()
    award(office, number)
    office.case(number).state = "running"
    db.session.commit()
    with on("2027-07-01 09:00"):
        assert begins(office, number, "report")["period_until"] == "2027-07-01"
        office.do(number, "report", office.answers("report") | {"implementation": "三条产线使用"})
        office.do(number, "return_report")
        assert begins(office, number, "report")["implementation"] == "三条产线使用"
