"""A paper found wrong gives way to a new one, approved as the first was; the old one stays, void, and says to which."""

from dataclasses import replace
from datetime import date

import pytest

from grants.errors import NotAllowed
from grants.extensions import db
from grants.models import Paper, Payment
from grants.services import asking, cases, invariants, papers, payee_changes, payees
from grants.services.titles import title_term
from tests.lives.legs import award
from tests.lives.office import Office, on
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


def test_an_account_handed_in_again_after_a_change_is_paid_and_finance_sees_both(app):
    """Beside it the one that was decided on: the change between was never paid to."""
    house = Office("patent")
    number = house.begin()
    award(house, number)
    house.do(number, "change_payee")
    remanded(house, number)
    begun = asking.asked(house.viewer("applicant"), number, "submit").known
    assert (
        begun["card_number"] == "335656000012"
    )  # the account that counts now, not the one of the submission
    house.do(number, "submit", house.answers("submit") | {"card_bank": "建设银行北京亦庄支行"})
    case = house.case(number)
    opened = cases.opened(house.viewer("maker"), case)
    paid = payees.of(opened.case)
    assert (paid.bank, paid.account) == ("建设银行北京亦庄支行", house.answers("submit")["card_number"])
    told = payee_changes.of_cases([case.id])[case.id]
    assert (told.before.bank, told.after.bank) == (house.answers("submit")["card_bank"], paid.bank)
    assert told.reason == ""


def remanded(house: Office, number: str) -> None:
    """An objection is upheld, the case screened again and returned for what stands beside the account."""
    with on("2026-04-29 09:00"):
        house.do(number, "object", house.answers("object"), by="officer")
        house.do(number, "uphold_objection", {"objection": raised(house, number), "findings": "属实"})
        house.do(number, "propose", house.answers("propose") | {"amount": "3000.00"})
        house.do(number, "remand")
        returned = {"faults": [{"section": "worker", "fault": "岗位与证明不一致"}], "due_on": "2026-05-15"}
        house.do(number, "return_for_correction", returned)


def raised(house: Office, number: str) -> int:
    """The number of the objection."""
    deed = cases.opened(house.viewer("officer"), house.case(number)).case.last("object")
    return deed.number if deed else 0
