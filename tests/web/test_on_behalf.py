"""A lent role is told wherever it is used: on the case, on the form, and in the history of who may know the names."""

import pytest

from tests import factories
from tests.lives.office import Office
from tests.services.test_people_delegations import delegated, wish
from tests.web.desks import Desk

pytestmark = pytest.mark.one_database


def test_a_lent_role_is_told_where_it_is_used_and_kept_in_the_history(client):
    office = Office("patent")
    number = office.led("submit", "endorse", "accept")
    office.do(number, "propose", office.answers("propose") | {"amount": "3000.00"})
    office.people["deputy"] = factories.person("officer")
    leader = office.people["leader"].name
    delegated(office.people["leader"], wish(office.people["deputy"], "leader"))
    desk = Desk(client, office, number, "deputy")
    told = f"您受{leader}委托，以审批领导的身份办理"
    assert told in client.get(f"/applications/{number}").text
    assert told in desk.page("decide")
    assert (
        desk.post(
            "remand", {"version": office.dossier(number, "leader").version, "reasons": "请核对金额"}
        ).status_code
        == 303
    )
    newest = {role: office.dossier(number, role).entries[-1].behalf for role in ("officer", "leader")}
    assert newest == dict.fromkeys(newest, leader)
    assert leader not in "".join(entry.behalf for entry in office.dossier(number, "applicant").entries)
