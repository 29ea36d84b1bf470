"""Somebody at a browser."""

from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, Response

from grants import clock
from grants.models import Person
from grants.services.factors import current_code
from tests.browser.house import House
from tests.factories import PASSWORD, TOTP_SECRET

WIDE = {"width": 1280, "height": 900}
NARROW = {"width": 390, "height": 844}
FETCHED = "Failed to load resource"  # said of every answer that is a refusal: not a fault of the page


@dataclass(frozen=True)
class Account:
    """Who signs in: kept apart from the row, which lives in the database's session only."""

    email: str
    secret: str = ""
    mark: str = ""

    @classmethod
    def of(cls, person: Person) -> "Account":
        return cls(person.email, person.totp_secret or "", person.get_id())


class Seat:
    """Somebody at a browser. Every page is watched: an error of a script or a refused style fails the story."""

    def __init__(self, house: House, browser: Browser, **settings: Any):
        self.house = house
        self.account: Account | None = None  # nobody known here
        self.errors: list[str] = []
        self.context: BrowserContext = browser.new_context(
            base_url=house.address, locale="zh-CN", reduced_motion="reduce", **{"viewport": WIDE} | settings
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

    def come_in(self) -> None:
        """Signed in this instant, without the pages that ask for it."""
        if self.account is None:
            return
        value = self.house.session(self.account.mark)
        self.context.add_cookies([{"name": "session", "value": value, "url": self.house.address}])

    def press(self, button: str) -> None:
        """Press the visible button of this exact text in the page's main part, and wait for the next page.

        By the key of the keyboard: before the pointer presses, a second passes in four of which nothing moves.
        """
        with self.page.expect_navigation(wait_until="domcontentloaded"):
            self.page.locator("#main").get_by_role("button", name=button, exact=True).first.press("Enter")

    def follow(self, link: str) -> None:
        with self.page.expect_navigation(wait_until="domcontentloaded"):
            self.page.locator("#main").get_by_role("link", name=link, exact=True).first.press("Enter")

    def turn_to(self, page: str) -> None:
        """One of the pages of the main navigation."""
        with self.page.expect_navigation(wait_until="domcontentloaded"):
            self.page.locator("header nav").get_by_role("link", name=page, exact=True).press("Enter")

    def read(self, address: str) -> bytes:
        """The bytes of a file, as this person gets them."""
        answer = self.context.request.get(address)
        assert answer.ok, answer
        return answer.body()

    def text(self) -> str:
        return self.page.locator("#main").inner_text()

    def rise(self) -> None:
        """Leave the browser as it was found: nobody signed in, one bare page of the house. What went wrong is told."""
        for page in self.context.pages:
            if page is not self.page:
                page.close()
        self.page.goto("/healthz")
        self.page.set_viewport_size(WIDE)
        self.context.clear_cookies()
        errors, self.errors = self.errors, []
        assert not errors, errors
