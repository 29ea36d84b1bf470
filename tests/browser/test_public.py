"""What the public does on the pages: read a notice, object, verify a paper by its code, search the register."""

from grants.extensions import db
from grants.models import Paper
from tests.browser.filling import fill
from tests.browser.legs import awarded
from tests.browser.staff import Staff

OBJECTION = {
    "kind": "person",
    "name": "陈异议",
    "contact": "13900005678",
    "text": "第一发明人与证书不一致",
}


def code_of(staff) -> str:
    with staff.house.inside():
        return db.session.query(Paper).filter_by(kind="reward_notice").one().code


def test_an_objection_is_answered_and_the_award_s_paper_verified(either_width):
    staff = either_width("patent")
    awarded(staff)
    objected(staff)
    verified(staff)


def objected(staff: Staff) -> None:
    visitor = staff.seat("public")
    visitor.open("/notices")
    visitor.follow("一种车身焊接夹具快速切换装置")
    form = staff.programme.forms["object"]
    fill(visitor.page, form, OBJECTION | {"name": ""})
    visitor.press("提交异议")
    assert visitor.page.locator("#faults li").count() == 1
    assert visitor.page.input_value("[name=text]") == OBJECTION["text"]
    fill(visitor.page, form, OBJECTION)
    visitor.press("提交异议")
    assert "已收到异议" in visitor.text()
    staff.give("officer", "dismiss_objection", {"findings": "经核查，第一发明人与证书一致"})
    assert "陈异议" not in staff.seat("public").open(f"/notices/{staff.number}").content()


def verified(staff: Staff) -> None:
    staff.wait_until("2026-05-08 09:00")
    for action in ("prepare_papers", "approve_papers", "release"):
        staff.behind_the_pages(action)
    visitor = staff.seat("public")
    visitor.open("/verify")
    visitor.page.fill("[name=code]", code_of(staff).lower())
    visitor.press("核验")
    assert "真实有效" in visitor.text()
    assert "北京亦创精工装备有限公司" in visitor.text()
    visitor.page.fill("[name=code]", "ZZZZZZZZZZ")
    visitor.press("核验")
    assert "没有查到" in visitor.text()
    visitor.open("/titles?programme=patent")
    visitor.page.fill("[name=q]", "夹具")
    visitor.press("查找")
    assert "一种车身焊接夹具快速切换装置" in visitor.text()
