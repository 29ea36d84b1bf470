"""A project's main line on the pages of a phone: applied for, reviewed by three experts, paid in two tranches,
accepted. (The other two lives are led on a wide screen.)"""

from tests.browser.legs import applied, begun, on_notice, paid, papers_issued, reviewed, titled
from tests.browser.seats import NARROW


def test_a_project_is_boosted_in_two_tranches_on_a_phone(staffed):
    staff = staffed("project")
    staff.machine.page.set_viewport_size(NARROW)
    titled(staff)
    begun(staff)
    applied(staff)
    staff.do("endorser", "endorse")
    staff.do("officer", "accept")
    reviewed(staff)
    staff.do("officer", "propose")
    staff.do("leader", "decide")
    on_notice(staff)
    assert papers_issued(staff)
    paid(staff, "18000.00")
    staff.wait_until("2027-03-01 09:00")
    staff.do("applicant", "report_interim")
    staff.do("officer", "accept_interim")
    staff.wait_until("2027-10-25 09:00")
    staff.do("applicant", "report")
    staff.do("officer", "accept_report")
    assert papers_issued(staff)
    paid(staff, "12000.00")
    assert "办结" in staff.case("applicant").text()
