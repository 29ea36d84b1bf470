"""Everything is reached without a mouse: in the order in which it is read, and always seen where one is."""

from itertools import pairwise

from tests.browser.seats import Account
from tests.factories import PASSWORD, person

ROW = 60  # pixels: in a row of fields the button is lower than the next field
FOCUS = """() => {
  const here = document.activeElement, style = getComputedStyle(here), box = here.getBoundingClientRect();
  return {
    name: here.name || here.textContent.trim(),
    seen: box.bottom > 0 && box.width > 1 && style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
    top: Math.round(box.top + scrollY),
    inside: Boolean(here.closest('main')),
  };
}"""


def test_one_signs_in_by_keyboard_alone_past_the_head_of_the_page(house, window):
    with house.inside():
        window.account = Account.of(person("officer"))
    page = window.page
    page.goto("/sign-in")
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUS)["name"] == "跳到正文"
    assert page.evaluate(FOCUS)["seen"]
    page.keyboard.press("Enter")
    for text in (window.account.email, PASSWORD):
        page.keyboard.press("Tab")
        page.keyboard.type(text)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert "/sign-in" not in page.url
    window.rise()


def test_the_focus_goes_down_the_page_and_is_always_seen(house, window):
    page = window.page
    page.goto("/titles")
    stops = []
    while len(stops) < 60:
        page.keyboard.press("Tab")
        stops.append(page.evaluate(FOCUS))
        if stops[-1]["name"] == "数据接口":
            break
    assert [stop["name"] for stop in stops if not stop["seen"]] == []
    tops = [stop["top"] for stop in stops[1:]]
    assert all(later > earlier - ROW for earlier, later in pairwise(tops))
    assert {"q", "year", "standing", "查找"} <= {stop["name"] for stop in stops if stop["inside"]}
    window.rise()
