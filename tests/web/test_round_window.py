"""A round that is not open: nothing is begun in it, and whoever tries is told from when, or since when not."""

from datetime import timedelta

import pytest

from grants import clock
from grants.extensions import db
from grants.models import Application
from tests.api.callers import Caller
from tests.conftest import NOW
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


OPENS = clock.local(NOW + timedelta(days=1)).isoformat()  # later than everybody holds their role
OUTSIDE = {
    "opens_at": (-1, "本批次{:%Y-%m-%d %H:%M}起受理，届时可以新建申报；现在可以先自查条件。"),
    "closes_at": (1, "本批次已于{:%Y-%m-%d %H:%M}截止，不能再新建申报。"),
}


@pytest.mark.parametrize("end", OUTSIDE)
@pytest.mark.parametrize(("way", "status"), [("page", 200), ("form", 409), ("api", 409)])
def test_no_draft_is_begun_outside_the_window_of_its_round(app, client, end, way, status):
    office, (seconds, sentence) = Office("patent", opens_at=OPENS), OUTSIDE[end]
    edge = clock.local(getattr(office.round, end))
    with clock.at(edge + timedelta(seconds=seconds)):
        answer = asked(app, client, office, way)
    told = answer.text if way != "api" else str(answer.get_json())
    assert answer.status_code == status
    assert sentence.format(edge) in told
    assert "建立草稿" not in told
    assert db.session.query(Application).count() == 0


@pytest.mark.parametrize("end", OUTSIDE)
def test_from_the_first_second_to_the_last_a_draft_may_be_begun(app, client, end):
    office = Office("patent", opens_at=OPENS)
    with clock.at(getattr(office.round, end)):
        assert asked(app, client, office, "form").status_code == 303
