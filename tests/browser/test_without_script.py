"""A case where the browsers run no script: applied for with rows and files, reviewed, and paid, by the server's own
pages."""

from tests.browser.legs import applied, begun, on_notice, paid, reviewed, titled


def test_a_project_is_applied_for_reviewed_and_paid_without_script(without_script, staffed):
    staff = staffed("project", seat=without_script)
    titled(staff)
    begun(staff)
    applied(staff)
    assert "孙同事" in staff.case("applicant").page.content()
    staff.behind_the_pages("endorse", "accept")
    reviewed(staff, on_pages=1)
    staff.behind_the_pages("propose", "decide")
    on_notice(staff)
    staff.wait_until("2026-05-08 09:00")
    staff.behind_the_pages("prepare_papers", "approve_papers", "release")
    paid(staff, "18000.00")
