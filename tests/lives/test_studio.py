"""A studio's life: visit, title with a term, yearly assessment, mending, re-confirmation, withdrawal, recovery."""

import pytest

from tests.lives.legs import named, pay
from tests.lives.office import Office, on


@pytest.mark.on_postgresql
def test_a_studio_is_named_reports_each_year_and_comes_to_its_term(costs):
    office = Office("studio")
    number = named(office)
    case = office.case(number)
    assert (case.state, case.paid, case.term_starts.isoformat()) == ("running", 5_000_000, "2026-05-08")
    for year in (2026, 2027, 2028):
        with on(f"{year + 1}-01-20 09:00"):
            office.do(number, "report", office.answers("report") | {"year": year})
            judged = {"year": year, "points": "80", "grade": "qualified"}
            office.do(number, "assess", office.answers("assess") | judged)
    with on("2029-05-08 00:00"):
        assert office.pass_time() == 1
    assert office.case(number).state == "closed"


@pytest.mark.one_database
def test_a_failing_studio_mends_fails_again_and_loses_its_title_and_the_money(app):
    office = Office("studio")
    number = named(office)
    with on("2027-01-20 09:00"):
        office.do(number, "report", office.answers("report") | {"year": 2026})
        failed = {"year": 2026, "points": "50", "grade": "failed"}
        office.do(number, "assess", office.answers("assess") | failed)
        office.do(number, "order_mending", office.answers("order_mending") | {"due_on": "2027-04-20"})
    with on("2027-04-21 09:00"):
        office.do(number, "revoke", office.answers("revoke") | {"recover": "50000.00"})
        office.do(number, "record_recovery", office.answers("record_recovery") | {"amount": "50000.00"})
        office.do(number, "confirm_recovery")
    case = office.case(number)
    assert (case.state, case.recovered) == ("revoked", 5_000_000)
    statuses = {paper.kind: paper.status for paper in office.dossier(number, "officer").papers}
    assert statuses["naming_certificate"] == "void"


@pytest.mark.one_database
def test_a_title_is_confirmed_again_with_new_papers_and_money(app):
    office = Office("studio")
    number = named(office)
    before = office.case(number).term_ends
    with on("2028-12-01 09:00"):
        again = {"amount": "30000.00", "term_years": 3, "points": "80"}
        office.do(number, "reconfirm", office.answers("reconfirm") | again)
        office.do(number, "prepare_papers")
        office.do_approve(number)
        office.do(number, "release")
        pay(office, number, "30000.00")
    case = office.case(number)
    assert (case.state, case.paid, case.term_ends.year) == ("running", 8_000_000, before.year + 3)
