"""A patent's whole life by a program: every step over HTTP, each with its own person's token."""

import pytest

from grants.database import writing
from grants.services import applications
from tests.api.callers import Caller
from tests.lives.legs import award
from tests.lives.office import Office, on


class Remote(Office):
    """The office whose people all work through the API."""

    def __init__(self, app, programme: str):
        super().__init__(programme)
        self.app = app
        self.renew()

    def renew(self):
        """New tokens: one lives a year at most."""
        self.callers = {role: Caller(self.app, person) for role, person in self.people.items()}

    def do(self, number, action, raw=None, by=""):
        role = by or next(r for r in self.programme.workflow.action[action].by if r in self.callers)
        answers = self.files(number, action, raw if raw is not None else self.answers(action))
        done = self.callers[role].act(number, action, answers)
        assert done.status_code == 200, (action, done.json)
        return done.json


def begun(office: Remote) -> str:
    wanted = {"round_id": office.round.id, "organisation_id": office.unit.id}
    made = office.callers["applicant"].send("/applications", wanted)
    assert (made.status_code, made.json["state"]) == (201, "draft")
    return made.json["number"]


def noticed(office: Remote, number: str) -> None:
    award(office, number)
    with on("2026-05-08 00:00"), writing():
        assert applications.advance_due() == 1


def paid(office: Remote, number: str) -> None:
    office.do(number, "prepare_papers")
    entries = office.callers["leader"].get(f"/applications/{number}").json["entries"]
    prepared = next(entry for entry in entries if entry["action"] == "prepare_papers")
    office.do(number, "approve_papers", {"digest": prepared["recorded"]["digest"]})
    office.do(number, "release")
    office.do(number, "prepare_payment", {"amount": "3000.00"})
    office.do(number, "approve_payment")
    office.do(number, "confirm_payment")


def numbered_for_whom_the_log_is(office: Remote, number: str, reported: dict) -> None:
    """A number of the log counts what is hidden from the unit too; its own places have no gaps."""
    seen = {
        role: office.callers[role].get(f"/applications/{number}").json for role in ("applicant", "officer")
    }
    entries, whole = seen["applicant"]["entries"], seen["officer"]["entries"]
    assert [entry["place"] for entry in entries] == list(range(1, len(entries) + 1))
    assert not any("number" in entry for entry in entries)
    assert (reported["place"], reported["event"]) == (len(entries), None)
    assert len({entry["number"] for entry in whole}) == len(whole) > len(entries)


@pytest.fixture
def office(app):
    return Remote(app, "patent")


@pytest.mark.on_postgresql
def test_a_patent_lives_its_whole_life_over_http(app, office):
    number = begun(office)
    noticed(office, number)
    with on("2026-05-08 09:00"):
        paid(office, number)
    with on("2027-07-01 09:00"):
        assert office.callers["applicant"].get("/me").status_code == 401
        office.renew()
        numbered_for_whom_the_log_is(office, number, office.do(number, "report"))
        assert office.do(number, "accept_report")["states"] == ["closed"]
        told = office.callers["applicant"].get(f"/applications/{number}").json
        assert (told["state"]["name"], told["sums"]["paid"]) == ("closed", "3000.00")
        notice = next(paper for paper in told["papers"] if paper["kind"] == "reward_notice")
        content = office.callers["applicant"].get(f"/papers/{notice['id']}/content")
        assert content.data.startswith(b"%PDF-")
        assert Caller(app).get(f"/verify/{notice['code']}").json["in_force"] is True
