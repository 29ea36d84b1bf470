"""The steps of a round's papers are refused before anything is begun for them."""

import pytest

from grants import clock
from grants.database import writing
from grants.errors import Forbidden, NotFound
from grants.extensions import db
from grants.models import RoundPaper
from grants.services import numbering, round_issuing
from tests import factories

pytestmark = pytest.mark.one_database
STEPS = {
    "approve": ("officer", lambda viewer, paper: round_issuing.approve(viewer, paper, "")),
    "release": ("leader", round_issuing.release),
    "post": ("leader", round_issuing.post),
}


@pytest.fixture
def paper_id(app, monkeypatch) -> int:
    """A draft of a round, where nothing may be started."""
    monkeypatch.setattr(round_issuing.typesetting, "ready", lambda: pytest.fail("a process is started"))
    round_row, officer = factories.round_(), factories.person("officer")
    with writing():
        paper = numbering.reserve_for_round(round_row.id, "naming_decision", clock.today())
        db.session.add(RoundPaper(paper_id=paper.id, prepared_by=officer.id))
        return paper.id


@pytest.mark.parametrize("step", STEPS)
def test_who_may_not_starts_no_process(paper_id, step):
    other, act = STEPS[step]
    with pytest.raises(Forbidden):
        act(factories.viewer(factories.person(other)), paper_id)
    with pytest.raises(NotFound):
        act(factories.viewer(factories.person("expert")), paper_id)
