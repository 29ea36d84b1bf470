"""A round whose papers are about to be made, for tests of papers in bulk."""

from grants import worker
from grants.database import writing
from grants.services import applications
from tests import factories
from tests.lives.office import SAMPLES, Office, on
from tests.lives.test_together import DIFFERENT

DAY = "2026-05-08 09:00"


def at_releasing(count: int) -> Office:
    """An office with so many patents whose notice has closed."""
    office = Office("patent")
    office.people["auditor"] = factories.person("auditor")
    office.numbers = [office.begin() for _ in range(count)]
    for number, different in zip(office.numbers, DIFFERENT, strict=False):
        office.do(number, "submit", SAMPLES["patent"]() | different)
        for action in ("endorse", "accept"):
            office.do(number, action)
        office.do(number, "propose", office.answers("propose") | {"amount": "3000.00"})
        office.do(number, "decide")
        with on("2026-04-28 09:00"):
            office.do(number, "post_notice", {"starts_on": "2026-04-28"})
    with on(DAY), writing():
        applications.advance_due()
    return office


def work_off() -> None:
    """The worker, until no papers are left to make."""
    while worker.make_papers():
        pass
