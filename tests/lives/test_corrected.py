"""A paper found wrong gives way to a new one, approved as the first was; the old one stays, void, and says to which."""

from dataclasses import replace
from datetime import date

import pytest

from grants.errors import NotAllowed
from grants.extensions import db
from grants.models import Paper, Payment
from grants.services import invariants, papers
from grants.services.titles import title_term
from tests.lives.office import Office, on
from tests.lives.test_patent import award
from tests.workflows.factories import case, deed

pytestmark = pytest.mark.one_database


def test_a_released_notice_found_wrong_gives_way_to_a_new_one(app):
    house = Office("patent")
    number = house.begin()
    award(house, number)
    with on("2026-05-08 09:00"):
        house.pass_time()
        released(house, number)
        house.do(number, "prepare_payment", {"amount": "3000.00"})
        house.do(number, "replace_papers", {"reasons": "所在单位名称有误。"})
        assert db.session.query(Payment).one().status == "returned"
        (old,) = db.session.query(Paper).filter_by(kind="reward_notice")
        assert papers.verify(old.code).in_force
        released(house, number)
    old, new = db.session.query(Paper).filter_by(kind="reward_notice").order_by(Paper.id)
    assert (old.status, new.status) == ("void", "released")
    assert (old.void_reason, old.replaced_by) == ("所在单位名称有误。", new.id)
    assert not papers.verify(old.code).in_force
    with on("2026-05-09 09:00"):
        house.do(number, "prepare_payment", {"amount": "3000.00"})
        with pytest.raises(NotAllowed, match="不能"):
            house.do(number, "release")
    assert house.case(number).state == "paying"
    assert invariants.findings() == []


def released(house: Office, number: str) -> None:
    house.do(number, "prepare_papers")
    house.do_approve(number)
    house.do(number, "release")


def test_a_corrected_certificate_keeps_its_term():
    """Corrected a year later, a title still begins on the day it was first released."""
    term = {"term_starts_on": date(2026, 5, 8), "term_ends_on": date(2029, 5, 7)}
    first = deed("release", 1, **term)
    corrected = case("studio", "releasing", deeds=(first, deed("replace_papers", 2)))
    assert title_term(corrected, date(2027, 6, 1)) == (date(2026, 5, 8), date(2029, 5, 7))
    assert title_term(replace(corrected, deeds=(first,)), date(2027, 6, 1))[0] == date(2027, 6, 1)
