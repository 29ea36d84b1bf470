"""People of an office, each at a browser of their own."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
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
    mark: str = ""

    @classmethod
    def of(cls, person: Person) -> "Account":
        return cls(person.email, person.totp_secret or "", person.get_id())


class Seat:
    """Somebody at a browser. Every page is watched: an error of a script or a refused style fails the story."""

    def __init__(self, house: House, browser: Browser, account: Account | None = None, **settings: Any):
        self.house, self.account = house, account
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
        assert self.account is not None
        value = self.house.session(self.account.mark)
        self.context.add_cookies([{"name": "session", "value": value, "url": self.house.address}])

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
    """An office and its unit on one case, taking turns at one browser, each with their own cookies: a browser apiece
    would cost two seconds of processor each. `do` is one deed.

    `by_hand`: they sign in on the page and come to every form by its button; else the session is there already,
    and forms are opened by their address.
    """

    def __init__(
        self, house: House, browser: Browser, programme: str, by_hand: bool = False, **settings: Any
    ):
        self.house, self.by_hand, self.number = house, by_hand, ""
        with house.inside():
            self.office = office = Office(programme)
            self.round_id, self.unit_id = office.round.id, office.unit.id
            self.expert_ids = [one.id for one in office.experts]
            self.accounts = {role: Account.of(person) for role, person in office.people.items()}
            self.accounts["expert"] = Account.of(office.experts[0])
        self.programme = office.programme
        self.sitting, self.machine = "", Seat(house, browser, **settings)
        self.old = True  # what stands on the page may not be how the case is now
        self.cookies: dict[str, Any] = {}

    def seat(self, who: str) -> Seat:
        """The browser, with this person before it."""
        if who != self.sitting:
            context = self.machine.context
            self.cookies[self.sitting] = context.cookies()
            context.clear_cookies()
            context.add_cookies(self.cookies.get(who, []))
            self.machine.account, self.sitting, self.old = self.accounts[who], who, True
        if self.old and not self.by_hand:
            self.machine.come_in()
        return self.machine

    def at(self, who: str, path: str) -> Seat:
        """This person, with this page before them as it is now."""
        seat = self.seat(who)
        if self.old or not seat.page.url.endswith(path):
            seat.open(path)
            self.old = False
        return seat

    def case(self, who: str) -> Seat:
        """This person, looking at the case."""
        return self.at(who, f"/applications/{self.number}")

    def ask(self, who: str, action: str) -> Seat:
        """This person, at the form of an action; who is there already stays."""
        seat, path = self.seat(who), f"/applications/{self.number}/{action}"
        if not self.by_hand or (seat.page.url.endswith(path) and not self.old):
            return self.at(who, path)
        self.case(who)
        with seat.page.expect_navigation(wait_until="domcontentloaded"):
            seat.page.locator(f'.choices a[href="{path}"]').click()
        return seat

    def do(self, who: str, action: str, **changed: Any) -> Seat:
        """Do an action with the sample answers of its form, changed; told at the end that it is done."""
        return self.give(who, action, self.office.answers(action) | changed)

    def give(self, who: str, action: str, answers: Mapping[str, Any]) -> Seat:
        """Do an action with just these answers; the rest is left as the page proposes it."""
        seat = self.ask(who, action)
        fill(seat.page, self.programme.forms[action], answers)
        label = self.programme.workflow.action[action].label
        if seat.page.locator("[name=step][value=check]:visible").count():
            seat.press(f"检查并{label}")
            seat.press(f"确认{label}")
        else:
            seat.press(label)
        assert f"已办理“{label}”" in seat.text(), seat.text()
        return seat

    def begin(self) -> None:
        """There is a draft, made behind the pages."""
        with self.at_work() as office:
            self.number = self.number or office.begin()

    def behind_the_pages(self, *actions: str, by: int | None = None, **changed: Any) -> None:
        """Deeds by the services that the pages call: what leads to a story, or was shown on pages by another."""
        self.begin()
        self.old = True
        with self.at_work() as office:
            who = next((one for one in office.experts if one.id == by), "")
            for action in actions:
                if action == "approve_papers":
                    office.do_approve(self.number)
                else:
                    office.do(self.number, action, office.answers(action) | changed, by=who)

    @contextmanager
    def at_work(self) -> Iterator[Office]:
        """The office, its rows belonging to a session of the database again."""
        office = self.office
        with self.house.inside():
            db.session.add_all([office.unit, office.round, *office.people.values(), *office.experts])
            yield office

    def wait_until(self, text: str) -> None:
        """Time passes for all."""
        self.old = True
        self.house.wait_until(text)

    def close(self) -> None:
        self.machine.close()
