"""An office at work on its pages."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from grants import clock
from grants.extensions import db
from tests import factories
from tests.browser.filling import fill
from tests.browser.seats import Account, Seat
from tests.lives.office import Office

BEHIND = '.desk-tabs a[data-tab="sheet"]'  # on a phone the sheet lies behind what it judges
WHOLE = '#main a[href$="?section=all"]'


class Staff:
    """An office and its unit on one case, taking turns at one browser, each with their own cookies: a browser apiece
    would cost two seconds of processor each. `do` is one deed.

    `by_hand`: they sign in on the page and come to every form by its button; else the session is there already,
    and forms are opened by their address.
    """

    def __init__(self, seat: Seat, programme: str, by_hand: bool = False):
        self.house, self.by_hand, self.number = seat.house, by_hand, ""
        with self.house.inside():
            self.office = office = Office(programme)
            self.round_id, self.unit_id = office.round.id, office.unit.id
            self.experts = {f"expert{n}": one.id for n, one in enumerate(office.experts, 1)}
            self.accounts: dict[str, Account | None] = {
                role: Account.of(person) for role, person in office.people.items()
            }
            self.accounts |= dict(zip(self.experts, map(Account.of, office.experts), strict=True))
            self.accounts["public"] = None
        self.programme = office.programme
        self.sitting, self.machine = "", seat
        self.old = True  # what stands on the page may not be how the case is now
        self.cookies: dict[str, Any] = {}

    def join(self, role: str, **given: Any) -> None:
        """One more person, who is called by their role."""
        with self.house.inside():
            self.accounts[role] = Account.of(factories.person(role, **given))

    def seat(self, who: str) -> Seat:
        """The browser, with this person before it."""
        if who != self.sitting:
            context = self.machine.context
            # What the one before still fetches would bring their session back. A page of the house: one from elsewhere
            # costs a new process of the browser on the way there and on the way back.
            self.machine.page.goto("/healthz")
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
        """This person, at the form of an action, a long one on one page; who is already there stays."""
        seat, path = self.seat(who), f"/applications/{self.number}/{action}"
        if path not in seat.page.url or self.old:
            self.come_to(who, path)
        if seat.page.locator(WHOLE).count():
            seat.follow("在一页上填写全部内容")
        return seat

    def come_to(self, who: str, path: str) -> None:
        if not self.by_hand:
            self.at(who, path)
            return
        page = self.case(who).page
        with page.expect_navigation(wait_until="domcontentloaded"):
            page.locator(f'.choices a[href="{path}"]').press("Enter")

    def do(self, who: str, action: str, **changed: Any) -> Seat:
        """Do an action with the sample answers of its form, changed; told at the end that it is done."""
        with clock.at(self.house.instant):
            answers = self.office.answers(action) | changed
        return self.give(who, action, answers)

    def give(self, who: str, action: str, answers: Mapping[str, Any]) -> Seat:
        """Do an action with just these answers; the rest is left as the page proposes it."""
        seat = self.ask(who, action)
        if seat.page.locator(BEHIND).is_visible():
            seat.page.locator(BEHIND).press("Enter")
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

    def behind_the_pages(self, *actions: str, by: str = "", **changed: Any) -> None:
        """Deeds by the services that the pages call: what leads to a story, told on pages by another. `by` is one of
        several experts."""
        self.begin()
        self.old = True
        with self.at_work() as office:
            who = dict(zip(self.experts, office.experts, strict=True)).get(by, "")
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
