"""An auditor on the pages: finds a case, sees one personal field for a reason, and proves the log that keeps it."""

from grants.services import log_checks


def test_an_auditor_reads_a_case_and_verifies_the_log(either_width):
    staff = either_width("patent", by_hand=True)
    staff.behind_the_pages("submit", "endorse")
    staff.join("auditor", name="魏思齐")
    seat = staff.at("auditor", "/sign-in")
    seat.turn_to("案件")
    seat.follow("一种车身焊接夹具快速切换装置")
    seat.follow("查看个人信息")
    seat.press("查看")
    assert seat.page.locator("#faults li").count() == 2
    choose(seat)
    assert "离开本页后内容不再显示" in seat.text()
    seat.turn_to("日志")
    assert "查看个人信息" in seat.page.locator("tbody tr").first.inner_text()
    seat.page.locator("tbody tr a").first.press("Enter")
    seat.page.locator("h1 + .tag", has_text="验证相符").wait_for()
    verified(staff)
    for page, told in (
        ("财务", "应拨"),
        ("文号登记", "还没有编过号"),
        ("统计", "职务发明专利"),
        ("流程", "流程表"),
    ):
        seat.turn_to(page)
        assert told in seat.text()
    assert not seat.page.locator("#main form[method=post]").count(), "an auditor changes nothing"


def choose(seat) -> None:
    field = seat.page.locator("[name=field]")
    field.select_option(index=1) if field.first.evaluate(
        "one => one.tagName"
    ) == "SELECT" else field.first.press("Space")
    seat.page.fill("[name=reason]", "抽查第一发明人身份")
    seat.press("查看")


def verified(staff) -> None:
    """Asked for on the page; when the worker came by, the page says so by itself."""
    seat = staff.machine
    seat.turn_to("日志")
    seat.page.locator('.desks a[href="/log/checks"]').press("Enter")
    seat.page.locator("[name=noted]").fill("第一条")
    seat.press("核对全部日志")
    assert "不是“序号:摘要”" in seat.text()
    seat.page.locator("[name=noted]").fill("")
    seat.press("核对全部日志")
    seat.page.locator("#checks .tag", has_text="正在核对").wait_for()
    with staff.house.inside():
        log_checks.some()
    seat.page.locator("#checks .tag", has_text="完整无误").wait_for()
    assert seat.read("/log/log.jsonl").count(b"\n") > 5
