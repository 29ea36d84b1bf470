"""A round that has closed: nothing is begun in it any more, and whoever tries is told since when."""

from datetime import timedelta

import pytest

from grants import clock
from grants.extensions import db
from grants.models import Application
from tests.api.callers import Caller
from tests.factories import sign_in
from tests.lives.office import Office

pytestmark = pytest.mark.one_database


def asked(app, client, office, way):
    path = f"/applications/new/{office.round.id}"
    if way == "api":
        wanted = {"round_id": office.round.id, "organisation_id": office.unit.id}
        return Caller(app, office.people["applicant"]).send("/applications", wanted)
    sign_in(client, office.people["applicant"])
    return client.get(path) if way == "page" else client.post(path)


@pytest.mark.parametrize(("way", "status"), [("page", 200), ("form", 409), ("api", 409)])
def test_no_draft_is_begun_once_the_round_has_closed(app, client, way, status):
    office = Office("patent")
    closed = clock.local(office.round.closes_at)
    with clock.at(closed + timedelta(seconds=1)):
        answer = asked(app, client, office, way)
    told = answer.text if way != "api" else str(answer.get_json())
    assert answer.status_code == status
    assert f"本批次已于{closed:%Y-%m-%d %H:%M}截止，不能再新建申报。" in told
    assert "建立草稿" not in told
    assert db.session.query(Application).count() == 0


def test_to_the_last_second_a_draft_may_be_begun(app, client):
    office = Office("patent")
    with clock.at(office.round.closes_at):
        assert asked(app, client, office, "form").status_code == 303
