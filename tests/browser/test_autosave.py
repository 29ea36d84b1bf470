"""What is typed saves itself: a browser, a server or a line that dies takes no more than two seconds of it."""

import pytest
from playwright.sync_api import Page

from grants.extensions import db
from grants.models import Draft
from tests.browser.filling import PDFS
from tests.browser.staff import Staff

OFFLINE, SAVED = "离线，尚未保存", "已保存 "


@pytest.fixture
def writer(staffed) -> Staff:
    """An applicant at a section of a draft."""
    staff = staffed("patent")
    staff.begin()
    staff.at("applicant", f"/applications/{staff.number}/submit?section=patent")
    return staff


def page(staff: Staff) -> Page:
    return staff.machine.page


def told(staff: Staff, text: str) -> None:
    page(staff).locator("[data-saved]", has_text=text).wait_for()


def kept(staff: Staff) -> str:
    """The title as the database holds it."""
    with staff.house.inside():
        draft = db.session.query(Draft).one_or_none()
        return str(draft.masked.get("title") or "") if draft else ""


def test_a_browser_that_dies_while_somebody_types_on_loses_two_seconds(writer):
    field = writer.machine.tab()
    field.goto(page(writer).url)
    field.locator("[name=title]").press_sequentially("一" * 20, delay=50)
    field.locator("[name=title]").press_sequentially("二" * 20, delay=95)
    field.close()  # nothing of the page runs any more
    assert kept(writer).startswith("一" * 20), "typing on does not put the saving off"


def test_a_server_that_dies_is_said_and_what_is_typed_is_saved_when_it_is_back(writer):
    page(writer).fill("[name=title]", "写在故障之前")
    told(writer, SAVED)
    port = writer.house.fall()
    try:
        page(writer).fill("[name=title]", "写在故障之中")
        told(writer, OFFLINE)
    finally:
        writer.house.rise(port)
    told(writer, SAVED)
    assert kept(writer) == "写在故障之中"


def test_a_line_that_is_cut_is_said_and_what_was_typed_meanwhile_is_saved_in_full(writer):
    writer.at("applicant", f"/applications/{writer.number}/submit?section=all")
    context = writer.machine.context
    context.set_offline(True)
    try:
        page(writer).fill("[name=title]", "断网时先写的")
        told(writer, OFFLINE)
        page(writer).fill("[name=title]", "断网时后写的")
        page(writer).set_input_files("[data-upload=certificate]", PDFS[0])
        page(writer).locator("[data-again]").wait_for()
    finally:
        context.set_offline(False)
    told(writer, SAVED)
    assert kept(writer) == "断网时后写的"
    given = page(writer).locator("[data-files] input[name=certificate]:checked")
    given.wait_for()  # it went up by itself
    page(writer).set_input_files("[data-upload=certificate]", PDFS[0])
    page(writer).locator("[data-files] progress").wait_for(state="detached")
    assert given.count() == 1, "chosen twice it is one"
