"""A studio's main line on the pages: reviewed, visited, heard, named for a term, paid, assessed."""

from tests.browser.legs import applied, begun, on_notice, paid, papers_issued, reviewed


def test_a_studio_is_named_and_assessed_on_the_pages(staffed):
    staff = staffed("studio")
    begun(staff)
    applied(staff)
    staff.do("endorser", "endorse")
    staff.do("officer", "accept")
    reviewed(staff)
    staff.do("officer", "visit")
    staff.do("officer", "present")
    staff.do("officer", "propose", amount="50000.00")
    staff.do("leader", "decide")
    on_notice(staff)
    assert len(papers_issued(staff)) == 2
    paid(staff, "50000.00")
    staff.wait_until("2027-01-20 09:00")
    staff.do("applicant", "report", year=2026)
    staff.do("officer", "assess", year=2026, grade="qualified", points="80")
    assert "合格" in staff.case("officer").text()
