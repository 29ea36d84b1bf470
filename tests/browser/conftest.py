"""A browser and a house for the stories told on pages. Without chromium they are skipped, and it is said aloud."""

import pytest

from tests.browser.chromium import chromium, launched
from tests.browser.house import House
from tests.browser.seats import NARROW, WIDE, Seat
from tests.browser.staff import Staff


@pytest.fixture(scope="package")
def browser():
    with chromium() as opened:
        yield opened


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


@pytest.fixture(params=[WIDE, NARROW], ids=["wide", "narrow"])
def either_width(request, staffed, window):
    """Makes the staff of a programme as `staffed` does; the story is told on a wide screen and on a phone."""
    window.page.set_viewport_size(request.param)
    return staffed


@pytest.fixture
def painted(served, browser):
    """A window that paints as in life; that of the stories does not tell when it has painted."""
    other = launched(browser.browser_type)
    yield Seat(served, other)
    other.close()


@pytest.fixture
def without_script(served, browser):
    """A window where no script runs."""
    seat = Seat(served, browser, java_script_enabled=False)
    yield seat
    seat.context.close()
