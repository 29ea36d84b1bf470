"""A round's papers in bulk from the command line: the jobs of the page, taken up again where they were left."""

import pytest

from grants.access import Viewer
from grants.database import writing
from grants.extensions import db
from grants.models import Paper
from grants.services import paper_batches
from tests import factories
from tests.lives.office import on
from tests.services.papers_at_once import DAY, at_releasing

pytestmark = pytest.mark.one_database


def statuses() -> list[str]:
    db.session.rollback()
    return sorted(db.session.scalars(db.select(Paper.status).where(Paper.kind == "reward_notice")))


def interrupted(viewer: Viewer, round_id: int) -> None:
    """A batch that was ordered and not worked off."""
    (offer,) = paper_batches.offers(viewer, round_id)
    with writing():
        paper_batches.order(viewer, round_id, offer.action, offer.seen)


def test_a_round_is_prepared_and_released_and_what_was_begun_is_taken_up_again(inside):
    office = at_releasing(1)
    bad = factories.application("releasing", office.round, office.unit, title="没有材料的案件").number
    given = ("--round", office.round.name, "--as", office.people["officer"].email)
    with on(DAY):
        interrupted(office.viewer("officer"), office.round.id)
        status, said = inside("papers", "release", *given)
        assert (status, "另有一项批量办理尚未结束" in said) == (1, True)
        status, said = inside("papers", "prepare", *given)
        assert (status, "办成 1 件，未办成 1 件" in said, bad in said) == (1, True, True)
        assert len(paper_batches.of_round(office.viewer("officer"), office.round.id)) == 1
        office.do_approve(office.numbers[0])
        for expected in ("办成 1 件，未办成 0 件。", "没有可以办理的案件。"):
            status, said = inside("papers", "release", *given)
            assert (status, said.strip()) == (0, expected)
    assert statuses() == ["released", "reserved"]  # of the bad one no more than the number


def test_a_round_nobody_knows_and_a_person_who_may_not_are_refused(inside):
    round_ = factories.round_()
    applicant = factories.person("applicant").email
    for name in ("9999", "9" * 30):  # more than a column of numbers holds
        assert "有 0 个批次" in inside("papers", "prepare", "--round", name, "--as", applicant)[1]
    assert inside("papers", "prepare", "--round", str(round_.id), "--as", applicant)[0] == 1
