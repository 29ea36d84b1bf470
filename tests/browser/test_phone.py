"""On a phone: the main pages of every role fit its width, nothing has to be moved sideways."""

from tests import factories
from tests.browser.legs import titled
from tests.browser.seats import NARROW, Account, Seat
from tests.browser.staff import Staff

PUBLIC = ("/", "/sign-in", "/register", "/notices", "/titles", "/verify", "/check/project", "/help/rules")
HOME = ("/", "/applications", "/account")
OFFICE = ("/rounds", "/statistics", "/calendar", "/outbox/all")
READING = ("/statistics", "/rounds", "/titles", "/outbox/all")
RUNNING = ("/people", "/people/invite", "/people/1", "/calendar?year=2026", "/rounds")


def too_wide(seat: Seat, *paths: str) -> list[str]:
    """The pages that are wider than the screen."""
    found = []
    for path in paths:
        seat.open(path)
        there, here = seat.page.evaluate("[document.scrollingElement.scrollWidth, innerWidth]")
        if there > here:
            found.append(f"{path}: {there} > {here}")
    return found


def at_case(staff: Staff, who: str, *actions: str) -> list[str]:
    """Of the case's page and the forms of these actions, those too wide for this person."""
    case = f"/applications/{staff.number}"
    return too_wide(staff.seat(who), case, *(f"{case}/{action}" for action in actions))


def joined(staff: Staff, *roles: str) -> None:
    """The office has somebody in these roles too, who have no part in a case."""
    with staff.house.inside():
        staff.accounts |= {role: Account.of(factories.person(role)) for role in roles}


def test_the_pages_of_every_role_fit_a_phone(staffed):
    staff = staffed("project")
    staff.machine.page.set_viewport_size(NARROW)
    titled(staff)
    joined(staff, "auditor", "admin")
    found = too_wide(staff.seat("public"), *PUBLIC)
    staff.begin()
    found += at_case(staff, "applicant", "submit") + too_wide(
        staff.seat("applicant"), *HOME, "/organisations/1"
    )
    staff.behind_the_pages("submit")
    found += at_case(staff, "endorser", "endorse")
    staff.behind_the_pages("endorse")
    found += at_case(staff, "officer", "return_for_correction", "accept") + too_wide(
        staff.seat("officer"), *OFFICE
    )
    staff.behind_the_pages("accept")
    staff.behind_the_pages("assign", experts=staff.expert_ids)
    staff.behind_the_pages("declare_interest", by=staff.expert_ids[0])
    found += at_case(staff, "expert", "review")
    staff.behind_the_pages("review", by=staff.expert_ids[0])
    for expert in staff.expert_ids[1:]:
        staff.behind_the_pages("declare_interest", "review", by=expert)
    staff.behind_the_pages("propose")
    found += at_case(staff, "leader", "decide")
    staff.behind_the_pages("decide")
    staff.wait_until("2026-04-28 09:00")
    staff.behind_the_pages("post_notice", starts_on="2026-04-28")
    found += too_wide(staff.seat("public"), "/notices", f"/notices/{staff.number}")
    staff.wait_until("2026-05-08 09:00")
    staff.behind_the_pages("prepare_papers")
    found += at_case(staff, "leader", "approve_papers")
    staff.behind_the_pages("approve_papers", "release")
    found += at_case(staff, "maker", "prepare_payment")
    staff.behind_the_pages("prepare_payment")
    found += at_case(staff, "checker", "approve_payment")
    found += at_case(staff, "auditor") + too_wide(staff.seat("auditor"), *HOME, *READING)
    found += too_wide(staff.seat("admin"), "/", "/account", *RUNNING)
    assert not found
