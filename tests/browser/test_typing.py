"""Nothing typed is lost: it saves itself, and two who work on the same thing are told of each other."""

from playwright.sync_api import Page

from tests.browser.legs import applied, begun


def test_what_is_typed_saves_itself(staffed):
    staff = staffed("patent")
    begun(staff)
    seat = staff.ask("applicant", "submit")
    seat.page.fill("[name=title]", "一种自动保存的装置")
    seat.page.fill("[name=official_fees]", "9500.5")
    assert seat.page.locator("#w-official_fees").inner_text() == "人民币玖仟伍佰元零伍角整"
    second_before_first(seat.page)
    seat.page.locator("[data-saved]", has_text="已保存 ").wait_for()
    seat.open(seat.page.url)
    assert seat.page.input_value("[name=title]") == "一种自动保存的装置"
    assert seat.page.input_value("[name=inventors-0-name]") == "孙同事"


def second_before_first(page: Page) -> None:
    """By keyboard: the button keeps the focus, and where the row is now is said."""
    table = page.locator("[data-rows=inventors]")
    table.locator("[data-add]").press("Enter")
    page.keyboard.type("孙同事")
    up = table.locator("[data-move='-1']")
    up.nth(1).press("Enter")
    assert page.input_value("[name=inventors-0-name]") == "孙同事"
    assert table.locator("[data-told]").inner_text() == "已移到第 1 行"
    assert up.first.evaluate("one => one === document.activeElement && one.ariaDisabled") == "true"


def test_two_tabs_on_one_draft_are_told_what_differs(staffed):
    staff = staffed("patent")
    begun(staff)
    seat = staff.ask("applicant", "submit")
    here, there = seat.page, seat.tab()
    there.goto(here.url)
    there.fill("[name=title]", "另一个标签页里的名称")
    there.locator("button:visible", has_text="保存草稿").press("Enter")
    there.locator(".message.good", has_text="草稿已保存").wait_for()
    here.fill("[name=title]", "这个标签页里的名称")
    seat.press("保存草稿")
    assert "同事保存了这份草稿" in seat.text()
    assert "不同之处：发明名称" in seat.text()
    assert here.input_value("[name=title]") == "这个标签页里的名称"
    seat.press("保存草稿")
    assert here.input_value("[name=title]") == "这个标签页里的名称"


def test_a_case_that_moved_meanwhile_is_said_and_the_text_stays(staffed):
    staff = staffed("patent")
    begun(staff)
    applied(staff)
    staff.behind_the_pages("endorse")
    seat = staff.ask("officer", "accept")
    seat.page.locator("[name=mark][value=title]").press("Space")  # beside the form, and kept with it
    seat.page.locator("[data-saved]", has_text="已保存 ").wait_for()
    seat = staff.ask("officer", "decline")
    for name, text in {"reasons": "不属于职务发明", "rule": "办法第三条", "remedy": "可申请复核"}.items():
        seat.page.fill(f"[name={name}]", text)
    there = seat.tab()
    there.goto(f"/applications/{staff.number}/remind")
    there.fill("[name=text]", "请补充说明")
    there.locator("#main .bar .button.primary").press("Enter")
    there.locator(".message.good").wait_for()
    seat.press("决定不予受理")
    assert "在您填写期间，本案已被他人更新" in seat.text()
    assert seat.page.input_value("[name=reasons]") == "不属于职务发明"
    assert staff.ask("officer", "accept").page.locator("[name=mark][value=title]").is_checked()
