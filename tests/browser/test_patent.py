"""A patent's whole life on the pages: every deed by its own person, from the front page to the closed case."""

from tests.browser.filling import fill
from tests.browser.legs import begun, on_notice, paid, papers_issued
from tests.browser.staff import Staff
from tests.forms import samples

WRONG = {"patent_number": "ZL 2018 1 0862228.7", "phone": "1380000", "resident_id": "110105199003072337"}


def applied_with_slips(staff: Staff) -> None:
    """The form with three slips: all are told at once, the check digit by name; mended, it goes."""
    begun(staff)
    seat, form = staff.ask("applicant", "submit"), staff.programme.forms["submit"]
    fill(seat.page, form, samples.patent(**WRONG))
    seat.press("检查并提交申报")
    summary = seat.page.locator("#faults")
    assert summary.locator("li").count() == 3
    assert "校验位不对：按前面的数字应为 X" in summary.inner_text()
    assert seat.page.input_value("[name=patent_number]") == WRONG["patent_number"]
    right = samples.patent()
    fill(seat.page, form, {name: right[name] for name in WRONG})
    seat.press("检查并提交申报")
    assert "赵发明" in seat.text()
    seat.press("确认提交申报")
    assert "单位确认" in seat.text()


def corrected(staff: Staff) -> None:
    """The officer names one section; only that is open to the applicant."""
    fault = {"section": "worker", "fault": "岗位证明与所填岗位不一致"}
    staff.give("officer", "return_for_correction", {"faults": [fault]})
    seat = staff.ask("applicant", "submit")
    assert "岗位证明与所填岗位不一致" in seat.text()
    assert seat.page.locator("[name=first_inventor_post]").count() == 1
    assert seat.page.locator("[name=patent_number]").count() == 0
    staff.give("applicant", "submit", {"first_inventor_post": "焊装车间工段长"})
    staff.do("endorser", "endorse")


def decided(staff: Staff) -> None:
    """Taken in, proposed with the round's sum, agreed, and put on notice for its five working days."""
    staff.do("officer", "accept")
    staff.give("officer", "propose", samples.answers("patent", "propose", amount="3000.00"))
    staff.do("leader", "decide")
    on_notice(staff)


def test_a_patent_is_rewarded_on_the_pages(staffed):
    staff = staffed("patent", by_hand=True)
    applied_with_slips(staff)
    staff.do("endorser", "endorse")
    corrected(staff)
    decided(staff)
    (paper,) = papers_issued(staff)
    paid(staff, "3000.00")
    seat = staff.case("applicant")
    assert seat.read(paper).startswith(b"%PDF-")
    staff.wait_until("2027-07-01 09:00")
    staff.do("applicant", "report")
    staff.do("officer", "accept_report")
    assert "办结" in staff.case("applicant").text()
