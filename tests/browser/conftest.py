"""A browser and a house for the stories told on pages. Without chromium they are skipped, and it is said aloud."""

import shutil

import pytest
from playwright.sync_api import sync_playwright

from grants.rendering.machine import BROWSERS
from tests.browser.house import House
from tests.browser.seats import Seat
from tests.browser.staff import Staff

QUIET = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update",
)  # fmt: skip


def pytest_collection_modifyitems(items) -> None:
    """One server and one browser serve all stories: they stay on one worker."""
    for item in items:
        if item.path.parent.name == "browser":
            item.add_marker(pytest.mark.xdist_group("browser"))


@pytest.fixture(scope="package")
def browser():
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        pytest.skip("chromium is not installed")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=found, args=list(QUIET))
        yield opened
        opened.close()


@pytest.fixture(scope="package")
def served(browser, tmp_path_factory):
    made = House(tmp_path_factory.mktemp("house"))
    yield made
    made.close()


@pytest.fixture
def house(served, tmp_path) -> House:
    """The house on its first morning, with nobody in it."""
    served.begin(tmp_path / "var")
    return served


@pytest.fixture
def staffed(house, browser):
    """Makes the staff of a programme; their browsers are closed, and what went wrong in them is told, at the end."""
    made: list[Staff] = []

    def make(programme: str, **settings) -> Staff:
        made.append(Staff(house, browser, programme, **settings))
        return made[-1]

    yield make
    for staff in made:
        staff.close()


@pytest.fixture
def visitor(house, browser):
    """Somebody of the public, or with other settings of the browser."""
    seat = Seat(house, browser)
    yield seat
    seat.close()
