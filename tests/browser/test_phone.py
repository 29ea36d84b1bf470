"""What a phone's small screen and slow line ask of scripts and styles."""

import pytest

from tests.browser.filling import PDFS
from tests.browser.seats import NARROW
from tests.browser.staff import Staff

SHOWN = "(one) => { const { left, right } = one.getBoundingClientRect(); return left >= 0 && right <= innerWidth; }"
TOO_WIDE = """() => {
  for (const one of document.querySelectorAll("details")) one.open = true;
  return document.scrollingElement.scrollWidth - innerWidth;
}"""


@pytest.fixture
def phone(staffed, window) -> Staff:
    window.page.set_viewport_size(NARROW)
    staff = staffed("studio")
    staff.begin()
    return staff


def test_the_picture_of_a_workflow_begins_at_its_main_line(phone):
    page = phone.at("officer", "/workflows/studio").page
    assert page.locator(".flow rect[x]").first.evaluate(SHOWN)


def test_what_explains_a_field_stays_on_the_page_when_it_is_opened(phone):
    page = phone.at("applicant", f"/applications/{phone.number}/submit?section=all").page
    assert page.evaluate(TOO_WIDE) <= 0


def test_a_file_too_large_is_said_and_not_sent(phone, monkeypatch):
    monkeypatch.setitem(phone.house.bench.app.config, "MAX_CONTENT_LENGTH", 1024)
    page = phone.at("applicant", f"/applications/{phone.number}/submit?section=all").page
    sent: list[str] = []
    page.route("**/attachments", lambda route: sent.append(route.request.url))
    field = page.locator("[data-upload]").first
    field.set_input_files(PDFS[0])
    listed = page.locator("[data-files]", has_text=PDFS[0].name)
    listed.get_by_text("没有上传").wait_for()
    assert sent == []
    page.unroute("**/attachments")
