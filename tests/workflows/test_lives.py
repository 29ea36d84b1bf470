"""Whole lives, from the draft to the end, in the engine alone."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.workflows.factories import APPLICATIONS, WORKFLOWS
from tests.workflows.living import Life, begun
from workflows.engine import Refused

DIGEST = {"digest": "d", "basis": ""}


def accepted(programme: str) -> Life:
    life = begun(programme).do("submit", "applicant", **APPLICATIONS[programme])
    life.do("endorse", "endorser", confirmed=True)
    return life.do("accept", "officer", checklist=[{"met": "met"}])


def reviewed(life: Life) -> Life:
    life.do("assign", "officer", experts=["1", "2", "3"])
    for person in "123":
        life.do("declare_interest", "expert", person, conflict="none")
        life.do("review", "expert", person)
    return life


def noticed(life: Life, amount: int, **proposal: str) -> Life:
    life.do("propose", "officer", outcome="award", amount=amount, **proposal)
    life.do("decide", "leader", agreed=True)
    starts = life.now.date()
    return life.do("post_notice", "officer", starts_on=starts, ends_on=starts + timedelta(days=6))


def released(life: Life) -> Life:
    life.do("prepare_papers", "officer", **DIGEST)
    life.do("approve_papers", "leader", digest="d")
    return life.do("release", "officer")


def paid(life: Life, amount: int) -> Life:
    life.do("prepare_payment", "maker", amount=amount)
    life.do("approve_payment", "checker", agreed=True)
    return life.do("confirm_payment", "maker")


def awarded(programme: str) -> Life:
    """A case of this programme with its (first) money paid."""
    life = accepted(programme)
    if programme != "patent":
        reviewed(life)
    if programme == "studio":
        life.do("visit", "officer", points=88)
    amount = {"patent": 300000, "project": 5000000, "studio": 5000000}[programme]
    noticed(life, amount, **({"grade": "second"} if programme == "project" else {})).wait(7)
    return paid(released(life), 3000000 if programme == "project" else amount)


def test_a_patent_from_draft_to_the_accepted_report():
    life = awarded("patent").do("report", "applicant").do("accept_report", "officer", opinion="属实")
    assert life.state == "closed"
    assert life.facts.paid == 300000
    assert life.path == [
        "submit", "endorse", "accept", "propose", "decide", "post_notice", "close_notice", "prepare_papers",
        "approve_papers", "release", "prepare_payment", "approve_payment", "confirm_payment", "report",
        "accept_report",
    ]  # fmt: skip


def test_a_project_is_paid_in_two_parts_and_closes_itself():
    life = awarded("project")
    assert (life.state, life.facts.paid) == ("running", 3000000)
    life.do("report_interim", "applicant").do("accept_interim", "officer", satisfactory=True)
    life.do("report", "applicant").do("accept_report", "officer", points=82)
    paid(released(life), 2000000)
    assert (life.state, life.facts.paid) == ("closed", 5000000)
    assert life.path[-1] == "close"


def test_a_studio_keeps_its_title_through_assessment_and_confirmation_until_it_expires():
    life = awarded("studio")
    life.facts = replace(life.facts, term_ends=date(2028, 6, 30))
    life.do("report", "applicant", year=2026)
    life.do("assess", "officer", year=2026, points=81, grade="qualified")
    life.do("reconfirm", "leader", points=84, amount=3000000, term_years=2)
    paid(released(life), 3000000)
    assert (life.state, life.facts.paid) == ("running", 8000000)
    assert life.wait(5 * 366).state == "closed"
    assert life.path[-1] == "expire"


def test_a_studio_that_does_not_mend_loses_its_title_and_pays_back():
    life = awarded("studio").do("report", "applicant", year=2026)
    life.do("assess", "officer", year=2026, points=40, grade="failed")
    life.do("order_mending", "officer", due_on=life.now.date() + timedelta(days=60))
    with pytest.raises(Refused, match="期满前"):
        life.do("revoke", "leader", recover=1000000)
    life.wait(61).do("revoke", "leader", recover=1000000)
    life.do("record_recovery", "maker", amount=400000).do("confirm_recovery", "checker", agreed=True)
    assert (life.state, life.facts.recovered) == ("recovering", 400000)
    life.do("record_recovery", "maker", amount=600000).do("confirm_recovery", "checker", agreed=True)
    assert (life.state, life.facts.recovered) == ("revoked", 1000000)
    assert life.path[-1] == "settle_recovery"


def test_what_cannot_be_got_back_is_given_up_by_two_persons():
    life = awarded("patent").do("revoke", "leader", recover=300000)
    life.do("propose_write_off", "officer", amount=300000, reasons="单位已注销")
    with pytest.raises(Refused, match="没有办理“批准核销”的职责"):
        life.do("write_off", "officer", agreed=True)
    assert life.do("write_off", "leader", agreed=True).state == "revoked"


def test_a_studio_that_mends_goes_on():
    life = awarded("studio").do("report", "applicant", year=2026)
    life.do("assess", "officer", year=2026, points=40, grade="failed")
    life.do("order_mending", "officer", due_on=life.now.date() + timedelta(days=60))
    life.do("report_mending", "applicant").do("pass_mending", "officer")
    assert life.state == "running"


def test_a_case_returned_for_correction_is_endorsed_anew():
    life = begun("patent").do("submit", "applicant", **APPLICATIONS["patent"])
    life.do("endorse", "endorser", confirmed=True)
    life.do("return_for_correction", "officer", due_on=date(2026, 5, 10))
    life.do("submit", "applicant", **APPLICATIONS["patent"])
    assert life.state == "endorsing"
    assert life.case("endorser", "endorser", None).last("endorse") is None
    life.do("endorse", "endorser", confirmed=True).do("accept", "officer")
    assert life.state == "deciding"


def test_an_objection_upheld_ends_in_a_refusal():
    life = noticed(accepted("patent"), 300000).do("object", "public", text="已获其他奖励")
    assert life.wait(30).state == "noticing"
    life.do("uphold_objection", "leader", objection=len(life.deeds))
    life.do("propose", "officer", outcome="refuse").do("refuse", "leader", reasons="异议成立")
    assert life.state == "refused"


def test_an_objection_dismissed_lets_the_notice_close():
    life = noticed(accepted("patent"), 300000).do("object", "public", text="署名有误").wait(30)
    life.do("dismiss_objection", "officer", objection=len(life.deeds))
    assert life.state == "releasing"


def test_a_remanded_project_is_screened_and_reviewed_again():
    life = reviewed(accepted("project")).do(
        "propose", "officer", outcome="award", grade="third", amount=3000000
    )
    life.do("remand", "leader", reasons="效益依据不足").do("accept", "officer")
    assert life.state == "reviewing"
    assert reviewed(life).state == "deciding"


def test_an_expert_in_conflict_is_replaced():
    life = accepted("project").do("assign", "officer", experts=["1", "2", "3"])
    life.do("declare_interest", "expert", "1", conflict="kin")
    life.do("unassign", "officer", experts=["2"])
    life.do("assign", "officer", experts=["4", "5"])
    for person in "345":
        life.do("declare_interest", "expert", person, conflict="none").do("review", "expert", person)
    assert life.state == "deciding"


def test_a_suspended_project_is_resumed():
    life = awarded("project").do("suspend", "leader").do("resume", "leader")
    assert life.state == "running"


def test_nothing_recovered_means_revoked_at_once():
    life = awarded("project").do("report", "applicant").do("revoke", "leader", recover=0)
    assert (life.state, life.path[-1]) == ("revoked", "skip_recovery")


@pytest.mark.parametrize("programme", WORKFLOWS)
def test_the_applicant_may_withdraw_until_the_decision_and_not_after(programme):
    assert accepted(programme).do("withdraw", "applicant").state == "withdrawn"
    with pytest.raises(Refused, match="不能办理“撤回申报”"):
        awarded(programme).do("withdraw", "applicant")


@pytest.mark.parametrize("programme", WORKFLOWS)
def test_the_unit_may_send_its_own_application_back(programme):
    life = begun(programme).do("submit", "applicant", **APPLICATIONS[programme]).do("withhold", "endorser")
    assert life.do("submit", "applicant", **APPLICATIONS[programme]).state == "endorsing"
