"""Cases where the browsers run no script: applied for with rows and files, reviewed, and paid, by the server's own
pages."""

from tests.browser.legs import applied, begun, on_notice, paid, reviewed, titled


def test_a_patent_is_applied_for_without_script(without_script, staffed):
    staff = staffed("patent", seat=without_script)
    begun(staff)
    applied(staff)
    seat = staff.case("applicant")
    assert seat.page.content().count("专利证书.pdf") >= 2
    assert "孙同事" in seat.page.content()


def test_a_project_is_reviewed_and_paid_without_script(without_script, staffed):
    staff = staffed("project", seat=without_script)
    titled(staff)
    staff.behind_the_pages("submit", "endorse", "accept")
    reviewed(staff, on_pages=1)
    staff.behind_the_pages("propose", "decide")
    on_notice(staff)
    staff.behind_the_pages("prepare_papers", "approve_papers", "release")
    paid(staff, "18000.00")
