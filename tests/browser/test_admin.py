"""An administrator on the pages: opens a round, brings somebody in and lets them go, and settles a working day."""

import pytest

from grants.extensions import db
from grants.models import Message
from grants.programmes import PROGRAMMES
from tests.browser.filling import fill
from tests.browser.seats import Account, Seat
from tests.browser.staff import Staff
from tests.factories import PASSWORD

NEW, NAME = "chenxin@example.org", "陈新"


@pytest.fixture
def staff(either_width) -> Staff:
    """An office with its administrator, who has just signed in."""
    found = either_width("patent", by_hand=True)
    found.join("admin", name="高远航")
    found.at("admin", "/sign-in")
    return found


def test_an_administrator_opens_a_round_brings_somebody_in_and_settles_a_working_day(staff):
    opened(staff)
    brought_in(staff)
    let_go(staff)
    settled(staff)


def opened(staff: Staff) -> None:
    """A round with its parameters, published; a change of them tells what it changes."""
    seat, form = staff.machine, PROGRAMMES["patent"].round_form
    seat.turn_to("批次")
    seat.page.locator('a[href="/rounds/new/patent"]').press("Enter")
    seat.page.fill("[name=name]", "第二批")
    seat.press("保存")
    assert "预算总额" in seat.page.locator("#faults").inner_text()
    fill(seat.page, form, {"appropriation": "60000.00"})
    seat.press("保存")
    assert "本批次尚未发布" in seat.text()
    seat.press("发布批次")
    seat.follow("修改参数")
    fill(seat.page, form, {"notice_days": "7"})
    seat.page.fill("[name=reason]", "公示期遇长假")
    seat.press("保存")
    assert "公示天数：5 个工作日 → 7 个工作日" in seat.text()
    assert "申报：第二批" in staff.at("public", "/").text()


def brought_in(staff: Staff) -> None:
    admin = staff.at("admin", "/people")
    admin.follow("邀请")
    admin.page.fill("[name=email]", NEW)
    admin.page.fill("[name=name]", NAME)
    admin.page.select_option("[name=role]", "officer")
    admin.press("发送邀请")
    newcomer = joined(staff)
    assert "案件" in newcomer.page.inner_text("header nav")


def let_go(staff: Staff) -> None:
    admin = staff.at("admin", "/people")
    admin.page.fill("[name=q]", NAME)
    admin.press("查找")
    admin.follow(NAME)
    admin.follow("结束")
    admin.page.fill("[name=reason]", "调离项目办")
    admin.press("立即结束")
    assert "角色已结束" in admin.text()
    assert "案件" not in staff.at("newcomer", "/").page.inner_text("header nav")


def joined(staff: Staff) -> Seat:
    """Whoever was invited opens the link that was mailed, chooses a password and signs in with it."""
    with staff.house.inside():
        link = db.session.query(Message).filter_by(to=NEW).one().secret
    staff.accounts["newcomer"] = None
    seat = staff.at("newcomer", link.removeprefix(staff.house.address))
    assert "项目办工作人员" in seat.text()
    for name in ("password", "password_again"):
        seat.page.fill(f"[name={name}]", PASSWORD)
    seat.press("确认")
    seat.account = staff.accounts["newcomer"] = Account(NEW)
    seat.sign_in_if_asked()
    return seat


def settled(staff: Staff) -> None:
    """A day that is worked, and the pages that are looked at now and then."""
    seat = staff.at("admin", "/people")
    seat.turn_to("日历")
    seat.follow("2027")
    seat.page.fill("[name=day]", "2027-02-27")
    seat.page.locator("[name=working]").first.press("Space")
    seat.press("保存")
    assert seat.page.locator("#faults li").count() == 1
    seat.page.fill("[name=name]", "春节调休上班")
    seat.press("保存")
    assert "2027-02-27（六）" in seat.text()
    seat.press("恢复原安排")
    assert "春节调休上班" not in seat.text()
    for page, told in (("流程", "审批领导"), ("文书模板", "奖励通知书"), ("消息", "我的消息")):
        seat.turn_to(page)
        assert told in seat.text()
