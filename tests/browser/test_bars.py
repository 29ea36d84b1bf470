"""The bars of every page: how much it weighs, what it waits for before it shows, that nothing moves once it is there.

How soon it shows over a slow line is measured by `python -m benchmarks.pages`, where nobody else is at the machine.
And what a page does while one types, where no other story comes by.
"""

from tests.browser.line import FIRST_VISIT, NEXT_PAGE, PHONE, SHEETS, Line

PUBLIC = ("/", "/titles", "/statistics", "/check/patent")


def faults(line: Line, path: str) -> list[str]:
    """What a page does not keep of the bars."""
    seen = line.visit(path)
    bars = (
        ("first visit, bytes", seen.weight, FIRST_VISIT),
        ("the page alone, bytes", seen.alone, NEXT_PAGE),
        ("moved about", seen.moved, 0),
        ("waits for", seen.waited, SHEETS),
    )
    return [f"{path}: {name}: {found} > {bar}" for name, found, bar in bars if found > bar]


def test_pages_are_light_wait_for_one_sheet_and_stand_still(painted, staffed):
    staff = staffed("patent", seat=painted)
    staff.begin()
    case = f"/applications/{staff.number}"
    painted.page.set_viewport_size(PHONE)
    line = Line(staff.seat("public").page)
    found = [fault for path in PUBLIC for fault in faults(line, path)]
    staff.seat("applicant")
    found += faults(line, f"{case}/submit") + faults(line, f"{case}/submit?section=all")
    staff.behind_the_pages("submit", "endorse")
    staff.seat("officer")
    for path in ("/applications", case, f"{case}/return_for_correction"):
        found += faults(line, path)
    assert not found


def test_the_self_check_answers_while_one_types(staffed):
    page = staffed("patent").at("public", "/check/patent").page
    heading = page.locator("#found")
    assert heading.inner_text() == "申报条件"
    page.press("[name=in_force][value=false]", "Space")
    page.locator("#result .fault", has_text="专利须处于有效状态").wait_for()
    assert "不符合" in heading.inner_text()
    assert page.is_checked("[name=in_force][value=false]")
