"""Cases carried through their lives with a stop at each state, for tests that look at every page of every state."""

from collections.abc import Iterator

from forms.base import sections
from grants.database import writing
from grants.services import applications
from tests import factories
from tests.lives.legs import named, titled
from tests.lives.office import Office, on

Stop = tuple[Office, str]
LOOKING_ON = ("applicant", "auditor")
FAULTS = {"faults": [{"section": "patent", "fault": "专利证书扫描件不清楚。"}]}


def patent() -> Iterator[Stop]:
    """Returned once, objected to, papers made, paid and reported."""
    office = Office("patent")
    number = office.begin()
    yield office, number
    for action in ("submit", "endorse"):
        office.do(number, action)
        yield office, number
    office.do(number, "return_for_correction", office.answers("return_for_correction") | FAULTS)
    yield office, number
    for action in ("submit", "endorse", "accept"):
        office.do(number, action)
    yield office, number
    office.do(number, "propose", office.answers("propose") | {"amount": "3000.00"})
    office.do(number, "decide")
    with on("2026-04-28 09:00"):
        office.do(number, "post_notice", {"starts_on": "2026-04-28"})
        yield office, number
    with on("2026-05-08 00:00"), writing():
        applications.advance_due()
    with on("2026-05-08 09:00"):
        yield from paid(office, number)
    with on("2027-07-01 09:00"):
        office.do(number, "report")
        yield office, number


def paid(office: Office, number: str) -> Iterator[Stop]:
    office.do(number, "prepare_papers")
    yield office, number
    office.do_approve(number)
    office.do(number, "release")
    office.do(number, "prepare_payment", {"amount": "3000.00"})
    yield office, number
    office.do(number, "approve_payment")
    office.do(number, "confirm_payment")
    yield office, number


def project() -> Iterator[Stop]:
    """Under review, then before the meeting."""
    office = Office("project")
    titled(office)
    number = office.begin()
    yield office, number
    for action in ("submit", "endorse", "accept"):
        office.do(number, action)
    office.do(number, "assign", {"experts": [expert.id for expert in office.experts]})
    office.people["expert"] = office.experts[0]
    yield office, number
    for expert in office.experts:
        office.do(number, "declare_interest", {"conflict": "none"}, by=expert)
    yield office, number
    for expert in office.experts:
        office.do(number, "review", by=expert)
    yield office, number


def studio() -> Iterator[Stop]:
    """A title running, being mended, and lost."""
    office = Office("studio")
    yield office, office.begin()
    number = named(office)
    yield office, number
    with on("2027-01-20 09:00"):
        office.do(number, "report", office.answers("report") | {"year": 2026})
        failed = {"year": 2026, "points": "50", "grade": "failed"}
        office.do(number, "assess", office.answers("assess") | failed)
        office.do(number, "order_mending", office.answers("order_mending") | {"due_on": "2027-04-20"})
        yield office, number
    with on("2027-04-21 09:00"):
        office.do(number, "revoke", office.answers("revoke") | {"recover": "50000.00"})
        yield office, number


WALKS = {"patent": patent, "project": project, "studio": studio}


def stops(programme: str) -> Iterator[Stop]:
    """Every stop of this programme's walk, the office with somebody in each role."""
    for office, number in WALKS[programme]():
        for role in ("auditor", "admin"):
            if role not in office.people:
                office.people[role] = factories.person(role)
        yield office, number


def actions(office: Office, number: str, role: str) -> list[str]:
    """What this role may do where the case stands."""
    state = office.case(number).state
    return [row.name for row in office.programme.workflow.actions if state in row.sources and role in row.by]


def of_a_case(office: Office, number: str, role: str) -> list[str]:
    """What this role has to look at: the page of the case only where it differs from others'."""
    if role == "public":
        return [f"/notices/{number}", f"/notices/{number}/thanks"]
    asked = [
        f"/applications/{number}/{action}{part}"
        for action in actions(office, number, role)
        for part in parts(office, action)
    ]
    return [f"/applications/{number}", *asked] if asked or role in LOOKING_ON else []


def parts(office: Office, action: str) -> tuple[str, ...]:
    """The pages of a form: of a long one its list of tasks, all of it on one, and all answers read once more."""
    return (
        ("", "?section=all", "?section=check") if len(sections(office.programme.forms[action])) > 1 else ("",)
    )
