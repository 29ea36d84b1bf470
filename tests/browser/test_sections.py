"""An application as people fill it in: from the list of tasks, a section a page, on a phone."""

from grants.services.tasks import names_by_section
from tests.browser.filling import fill
from tests.browser.seats import NARROW
from tests.browser.staff import Staff


def sections_filled(staff: Staff) -> None:
    """Every section in turn, each leading to the next."""
    page, form = staff.machine.page, staff.programme.forms["submit"]
    raw = staff.office.answers("submit")
    for section, names in names_by_section(form).items():
        assert page.url.endswith(f"?section={section}")
        fill(page, form, {name: value for name, value in raw.items() if name in names})
        staff.machine.press("保存并继续")


def test_an_application_is_filled_in_section_by_section_and_sent(staffed):
    staff = staffed("patent")
    staff.begin()
    seat = staff.at("applicant", f"/applications/{staff.number}/submit")
    seat.page.set_viewport_size(NARROW)
    assert "已完成 0 部分，共 5 部分" in seat.text()
    seat.follow("单位信息")
    sections_filled(staff)
    assert "所填内容检查无误，尚未提交" in seat.text()
    seat.press("确认提交申报")
    assert "等待本单位工会确认" in seat.text()


def test_a_rule_opens_beside_its_field_and_a_fault_leads_into_it(staffed):
    staff = staffed("patent")
    staff.begin()
    seat = staff.at("applicant", f"/applications/{staff.number}/submit?section=check")
    seat.page.locator("#faults a", has_text="请填写“专利号”").press("Enter")
    field = seat.page.locator("[name=patent_number]")
    assert field.get_attribute("aria-invalid") == "true"
    rule = seat.page.locator(".field", has=field).locator("details.rule").first  # a word explained follows it
    assert not rule.locator(".rule-text").is_visible()
    rule.locator("summary").press("Enter")
    assert "限已授权的发明专利" in rule.inner_text()
