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


@pytest.fixture(scope="package")
def window(served, browser):
    """One window for all stories: a new one costs as much as ten pages."""
    return Seat(served, browser)


@pytest.fixture
def staffed(house, window):
    """Makes the staff of a programme, before the usual window or one of their own."""
    seats = [window]

    def make(programme: str, by_hand: bool = False, seat: Seat = window) -> Staff:
        seats.append(seat)
        return Staff(seat, programme, by_hand)

    yield make
    for seat in set(seats):
        seat.rise()


@pytest.fixture
def without_script(served, browser):
    """A window where no script runs."""
    seat = Seat(served, browser, java_script_enabled=False)
    yield seat
    seat.context.close()
