"""Papers of a whole round: one notice for many cases, the decision that names them, the list of their payments."""

from datetime import date

import pytest

from grants.access import Viewer
from grants.database import writing
from grants.errors import Conflict, NotAllowed, NotFound, Problem
from grants.extensions import db
from grants.models import Paper
from grants.services import papers, payment_lists, round_drafts, round_issuing, round_papers
from tests import factories
from tests.lives.legs import award
from tests.lives.office import Office, on
from tests.lives.test_together import submitted
from tests.rendering.reading import text_of

pytestmark = pytest.mark.one_database


def decided(house: Office) -> list[str]:
    """Two patents that the meeting decided and nobody has posted yet."""
    numbers = submitted(house, 2)
    for number in numbers:
        house.do(number, "accept")
        house.do(number, "propose", house.answers("propose") | {"amount": "3000.00"})
        house.do(number, "decide")
    return sorted(numbers)


def prepared(house: Office, kind: str, numbers: list[str], starts_on=None) -> Paper:
    officer = house.viewer("officer")
    paper_id = round_drafts.prepare(officer, house.round.id, kind, numbers, starts_on)
    return db.session.get_one(Paper, paper_id)


def approve(house: Office, paper: Paper, by: str = "leader") -> None:
    round_issuing.approve(house.viewer(by), paper.id, paper.digest)


def test_a_round_is_noticed_and_named_as_one(app):
    house = Office("patent")
    numbers = decided(house)
    officer, applicant = house.viewer("officer"), house.viewer("applicant")
    with on("2026-04-28 09:00"):
        notice = prepared(house, "public_notice", numbers, starts_on=date(2026, 4, 28))
        assert round_issuing.post(officer, notice.id) == 2
    assert [house.case(number).state for number in numbers] == ["noticing", "noticing"]
    _row, pdf = papers.paper_bytes(applicant, notice.id)
    assert all(house.case(number).title in text_of(pdf) for number in numbers)
    assert round_papers.ready(officer, house.round.id, "public_notice") == []
    with on("2026-05-08 09:00"):
        assert house.pass_time() == 2
        decision = prepared(house, "naming_decision", numbers)
        with pytest.raises(NotAllowed, match="不能这样办理"):
            round_issuing.release(officer, decision.id)
        with pytest.raises(NotFound):
            papers.paper(applicant, decision.id)
        approve(house, decision)
        round_issuing.release(officer, decision.id)
    assert papers.paper(applicant, decision.id).status == "released"
    assert round_papers.ready(officer, house.round.id, "naming_decision") == []


def test_what_changed_after_it_was_made_is_neither_approved_nor_posted(app):
    house = Office("patent")
    numbers = decided(house)
    officer = house.viewer("officer")
    with on("2026-04-28 09:00"):
        notice = prepared(house, "public_notice", numbers, starts_on=date(2026, 4, 28))
        house.do(numbers[0], "post_notice", {"starts_on": "2026-04-28"})
        with pytest.raises(Conflict, match=f"{numbers[0]}.*已经发布"):
            round_issuing.post(officer, notice.id)
        assert house.case(numbers[1]).version == round_papers.find(officer, notice.id).cases[1].version
        with writing():
            round_drafts.discard(officer, notice.id)
        again = prepared(house, "public_notice", numbers[1:], starts_on=date(2026, 4, 28))
        assert (again.id, again.number) == (notice.id, notice.number)
        assert round_issuing.post(officer, again.id) == 1


def test_who_made_a_decision_does_not_approve_it(app):
    house = Office("patent")
    number = house.begin()
    award(house, number)
    factories.hold(house.people["officer"], "leader")
    with on("2026-05-08 09:00"):
        house.pass_time()
        decision = prepared(house, "naming_decision", [number])
        with pytest.raises(NotAllowed, match="拟制人"):
            approve(house, decision, by="officer")


def test_the_payments_of_a_round_are_listed_for_who_reads_payments(app):
    house = Office("patent")
    number = house.begin()
    award(house, number)
    with on("2026-05-08 09:00"):
        house.pass_time()
        house.do(number, "prepare_papers")
        house.do_approve(number)
        house.do(number, "release")
        house.do(number, "prepare_payment", {"amount": "3000.00"})
        _name, pdf = payment_lists.drawn(house.viewer("checker"), house.round.id, "due")
        with pytest.raises(Problem, match="没有这样的款项"):
            payment_lists.drawn(house.viewer("checker"), house.round.id, "paid")
    assert "人民币叁仟元整" in text_of(pdf)
    for stranger in (house.viewer("applicant"), house.viewer("officer"), Viewer()):
        with pytest.raises(NotFound):
            payment_lists.drawn(stranger, house.round.id, "due")
