"""The steps of a round's papers are refused before anything is begun for them."""

from types import SimpleNamespace

import pytest

from grants import clock
from grants.access import Held, Viewer
from grants.database import writing
from grants.errors import Forbidden, NotFound
from grants.extensions import db
from grants.models import PaperCase, RoundPaper
from grants.services import numbering, round_drafts, round_issuing
from grants.services.documents import Made
from grants.services.round_steps import NOT_NOW
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


OFFERED = [  # kind, status, role: what may be done; nobody approves what they made
    ("naming_decision", "prepared", "leader", {"approve", "discard"}),
    ("naming_decision", "prepared", "maker of it", {"discard"}),
    ("naming_decision", "prepared", "officer", {"discard"}),
    ("naming_decision", "approved", "officer", {"release", "discard"}),
    ("naming_decision", "released", "officer", {"correct"}),
    ("naming_decision", "released", "leader", {"void"}),
    ("naming_decision", "void", "leader", set()),
    ("public_notice", "prepared", "officer", {"post", "discard"}),
    ("public_notice", "prepared", "leader", {"discard"}),
    ("public_notice", "released", "leader", set()),
]


@pytest.mark.parametrize(("kind", "status", "role", "offered"), OFFERED)
def test_who_may_do_what_with_a_paper_of_a_round(kind, status, role, offered):
    person = 1 if role == "maker of it" else 2
    viewer = Viewer(person, (Held("leader" if person == 1 else role),))
    paper = SimpleNamespace(kind=kind, status=status)
    found = SimpleNamespace(
        paper=paper, made=SimpleNamespace(prepared_by=1), round=SimpleNamespace(programme="patent")
    )
    assert round_issuing.open_steps(viewer, found, []) == offered
    assert round_issuing.open_steps(viewer, found, [NOT_NOW]) == offered - {"post", "approve", "release"}


def test_a_draft_whose_number_another_draft_took_meanwhile_has_the_next(app, monkeypatch):
    officer, round_row = factories.viewer(factories.person("officer")), factories.round_()
    numbers = [factories.application("noticing", round_row, number=name).number for name in ("T-1", "T-2")]
    with writing():
        numbering.reserve_for_round(round_row.id, "public_notice", clock.today())

    def prepared(number: str) -> int:
        day = clock.today()
        return round_drafts.prepare(officer, round_row.id, "public_notice", [number], day)

    others = numbers[1:]

    def rendered(_programme, _kinds, contexts):
        if others:
            prepared(others.pop())
        return tuple(Made(paper_id, data, "0" * 64, {}) for paper_id, data in contexts)

    monkeypatch.setattr(round_drafts.documents, "rendered", rendered)
    second = prepared(numbers[0])
    named = db.session.query(PaperCase.paper_id, PaperCase.application_id).order_by(PaperCase.paper_id)
    assert [tuple(row) for row in named] == [(1, 2), (second, 1)]
