"""People of an office, each at a browser of their own."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, Response

from grants import clock
from grants.extensions import db
from grants.models import Person
from grants.services.factors import current_code
from tests.browser.filling import fill
from tests.browser.house import House
from tests.factories import PASSWORD, TOTP_SECRET
from tests.lives.office import Office

WIDE = {"width": 1280, "height": 900}
NARROW = {"width": 390, "height": 844}
FETCHED = "Failed to load resource"  # said of every answer that is a refusal: not a fault of the page


@dataclass(frozen=True)
class Account:
    """Who signs in: kept apart from the row, which lives in the database's session only."""

    email: str
    secret: str = ""

    @classmethod
    def of(cls, person: Person) -> "Account":
        return cls(person.email, person.totp_secret or "")


class Seat:
    """Somebody at a browser. Every page is watched: an error of a script or a refused style fails the story."""

    def __init__(self, house: House, browser: Browser, account: Account | None = None, **settings: Any):
        self.house, self.account = house, account
        self.errors: list[str] = []
        self.context: BrowserContext = browser.new_context(
            base_url=house.address, locale="zh-CN", **{"viewport": WIDE} | settings
        )
        self.context.set_default_timeout(15_000)
        self.page: Page = self.tab()

    def tab(self) -> Page:
        page = self.context.new_page()
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("console", self.heard)
        page.on("response", self.answered)
        return page

    def heard(self, message: Any) -> None:
        if message.type == "error" and FETCHED not in message.text:
            self.errors.append(message.text)

    def answered(self, response: Response) -> None:
        if response.status >= 500:
            self.errors.append(f"{response.status} {response.url}")

    def open(self, path: str) -> Page:
        """Go to a page, signing in where that is asked."""
        self.page.goto(path, wait_until="domcontentloaded")
        self.sign_in_if_asked()
        return self.page

    def sign_in_if_asked(self) -> None:
        if "/sign-in" not in self.page.url or self.account is None:
            return
        self.house.tick()
        self.page.fill("[name=email]", self.account.email)
        self.page.fill("[name=password]", PASSWORD)
        self.press("登录")
        if self.account.secret:
            with clock.at(self.house.instant):
                self.page.fill("[name=code]", current_code(TOTP_SECRET))
            self.press("继续")

    def press(self, button: str) -> None:
        """Press the visible button of this exact text in the page's main part, and wait for the next page."""
        with self.page.expect_navigation(wait_until="domcontentloaded"):
            self.page.locator("#main").get_by_role("button", name=button, exact=True).first.click()

    def follow(self, link: str) -> None:
        with self.page.expect_navigation(wait_until="domcontentloaded"):
            self.page.locator("#main").get_by_role("link", name=link, exact=True).first.click()

    def read(self, address: str) -> bytes:
        """The bytes of a file, as this person gets them."""
        answer = self.context.request.get(address)
        assert answer.ok, answer
        return answer.body()

    def text(self) -> str:
        return self.page.locator("#main").inner_text()

    def close(self) -> None:
        self.context.close()
        assert not self.errors, self.errors


class Staff:
    """An office and its unit at their browsers, on one case. `do` is one deed from the case's page on."""

    def __init__(self, house: House, browser: Browser, programme: str):
        self.house, self.browser, self.number = house, browser, ""
        self.latest = ""  # who did the last deed, and so has the case before them as it is now
        with house.inside():
            office = Office(programme)
            self.programme = office.programme
            self.round_id, self.unit_id = office.round.id, office.unit.id
            self.accounts = {role: Account.of(person) for role, person in office.people.items()}
            experts = {f"expert{n}": Account.of(one) for n, one in enumerate(office.experts)}
            self.expert_ids = [one.id for one in office.experts]
        self.accounts |= experts
        self.office = office
        self.seats: dict[str, Seat] = {}

    def seat(self, who: str) -> Seat:
        if who not in self.seats:
            self.seats[who] = Seat(self.house, self.browser, self.accounts[who])
        return self.seats[who]

    def case(self, who: str) -> Seat:
        """This person, looking at the case as it stands."""
        seat, path = self.seat(who), f"/applications/{self.number}"
        if self.latest != who or not seat.page.url.endswith(path):
            seat.open(path)
        return seat

    def ask(self, who: str, action: str) -> Seat:
        """This person, at the form of an action, come to by its button on the case's page."""
        if self.seat(who).page.url.endswith(f"{self.number}/{action}"):
            return self.seat(who)
        seat = self.case(who)
        button = seat.page.locator(f'.choices a[href="/applications/{self.number}/{action}"]')
        with seat.page.expect_navigation(wait_until="domcontentloaded"):
            button.click()
        return seat

    def do(self, who: str, action: str, **changed: Any) -> Seat:
        """Do an action with the sample answers of its form, changed; told at the end that it is done."""
        return self.give(who, action, self.office.answers(action) | changed)

    def give(self, who: str, action: str, answers: Mapping[str, Any]) -> Seat:
        """Do an action with just these answers; the rest is left as the page proposes it."""
        seat = self.ask(who, action)
        form = self.programme.forms[action]
        fill(seat.page, form, answers)
        label = self.programme.workflow.action[action].label
        if seat.page.locator("[name=step][value=check]:visible").count():
            seat.press(f"检查并{label}")
            seat.press(f"确认{label}")
        else:
            seat.press(label)
        self.latest = who
        assert f"已办理“{label}”" in seat.text(), seat.text()
        return seat

    def behind_the_pages(self, person: int, action: str) -> None:
        """A deed by the service that the pages call, where another one just like it was done on them."""
        with self.house.inside():
            self.office.do(self.number, action, by=db.session.get_one(Person, person))

    def wait_until(self, text: str) -> None:
        """Time passes for all; what they have before them is old."""
        self.latest = ""
        self.house.wait_until(text)

    def close(self) -> None:
        for seat in self.seats.values():
            seat.close()
