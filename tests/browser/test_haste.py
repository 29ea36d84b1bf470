"""Whoever is quicker than the line or the machine: nothing is done twice, overtaken, or lost on the way."""

import pytest
from playwright.sync_api import expect

from grants.models import Application
from tests import factories
from tests.browser.staff import Staff

LAG = 0.5


@pytest.fixture
def applicant(staffed) -> Staff:
    """A unit with a draft."""
    staff = staffed("studio")
    staff.begin()
    return staff


def test_a_button_pressed_twice_in_a_moment_is_pressed_once(staffed):
    staff = staffed("patent")
    seat = staff.at("applicant", f"/applications/new/{staff.round_id}")
    staff.house.lag = LAG
    button = seat.page.get_by_role("button", name="建立草稿")
    button.focus()
    for _ in range(2):
        seat.page.keyboard.press("Enter")
    seat.page.wait_for_url("**/submit*")
    with staff.house.inside():
        assert factories.count(Application) == 1


def test_a_form_sent_while_its_draft_is_on_the_way_is_no_colleague_s(applicant):
    seat = applicant.at("applicant", f"/applications/{applicant.number}/submit?section=all")
    applicant.house.lag = LAG
    with seat.page.expect_request("**/draft"):
        seat.page.fill("[name=title]", "王建国焊接")
    seat.page.fill("[name=title]", "王建国焊接创新工作室")
    seat.press("保存草稿")
    assert "草稿已保存" in seat.text()
    assert seat.page.input_value("[name=title]") == "王建国焊接创新工作室"


def test_a_row_that_is_moved_keeps_what_is_ticked_in_it_and_in_its_neighbour(applicant):
    page = applicant.at("applicant", f"/applications/{applicant.number}/submit?section=all").page
    table = page.locator("[data-rows=members]")
    while table.locator("[data-row]").count() < 2:
        table.locator("[data-add]").press("Enter")
    insured = [
        table.locator(f"[name=members-{row}-insured][value={value}]")
        for row, value in ((0, "true"), (1, "false"))
    ]
    for one in insured:
        one.press("Space")
    table.locator("[data-move='-1']").nth(1).press("Enter")
    for row, value in ((0, "false"), (1, "true")):
        expect(table.locator(f"[name=members-{row}-insured][value={value}]")).to_be_checked()
