"""An office's day on the pages: many cases reminded at once and called back, and a meeting over a round."""

import pytest

from tests import factories
from tests.browser.staff import Staff


@pytest.fixture
def staff(either_width) -> Staff:
    return either_width("patent")


def cases(staff: Staff, state: str, **given) -> None:
    """Three patents of the round at this state."""
    with staff.house.inside():
        round_row = factories.round_(name="第二批", **given)
        unit = factories.organisation()
        for number in (1, 2, 3):
            factories.application(state, round_row, unit, title=f"一种夹具{number}")


def test_many_cases_are_rehearsed_ordered_and_called_back(staff):
    cases(staff, "screening")
    seat = staff.at("officer", "/applications?text=夹具")
    seat.press("批量办理")
    seat.follow("催办")
    seat.page.fill("[name=text]", "请于本周内办理")
    seat.press("试办 3 件")
    assert "3 件都可以办" in seat.text()
    seat.page.fill("[name=count]", "2")
    seat.press("确认催办")
    assert "请填写将办理的件数 3" in seat.text()
    seat.page.fill("[name=count]", "3")
    seat.press("确认催办")
    seat.press("撤回")
    assert "已撤回" in seat.text()


def test_a_meeting_sees_where_the_money_ends_and_proposes(staff):
    cases(staff, "deciding", appropriation="7000.00")
    with staff.house.inside():
        number = staff.round_id + 1
    seat = staff.at("officer", f"/rounds/{number}/meeting")
    assert "预算线" in seat.text()
    for one, outcome in ((1, "award"), (2, "award"), (3, "refuse")):
        seat.page.select_option(f"[name=outcome-T-000{one}]", outcome)
        if outcome == "award":
            seat.page.fill(f"[name=amount-T-000{one}]", "3000")
    assert "6,000.00" in seat.text(), "counted while typing"
    for name, text in {"meeting_on": "2026-04-01", "attendance": "陈志强", "minutes": "逐件审议。"}.items():
        seat.page.fill(f"[name={name}]", text)
    seat.press("试算")
    seat.press("提出审定建议")
    assert "已提出审定建议 2 件" in seat.text()
    assert "建议不予通过的，请填写“理由”" in seat.text(), "the third waits for its reasons"
