"""The same application where the browser runs no script: rows are added and files sent by the server's own pages."""

from tests.browser.legs import applied, begun


def test_a_patent_is_applied_for_without_script(without_script, staffed):
    staff = staffed("patent", seat=without_script)
    begun(staff)
    applied(staff)
    seat = staff.case("applicant")
    assert seat.page.content().count("专利证书.pdf") >= 2
    assert "孙同事" in seat.page.content()
