"""The ask/act pair: every action of every programme on one page, and nothing is done that may not be done."""

import pytest

from grants.extensions import db
from grants.models import Draft
from tests import factories
from tests.counting import statements
from tests.lives.office import Office
from tests.web.desks import Desk

pytestmark = pytest.mark.one_database


def test_every_form_of_every_programme_is_drawn_with_labels(client, office):
    number = office.begin()
    desk = Desk(client, office, number, "applicant")
    text = desk.page("submit")
    for name, field in office.programme.forms["submit"].fields.items():
        assert field.label in text, name


def test_an_application_is_checked_read_once_more_and_submitted(applicant):
    shown = applicant.post("submit", step="check", revision=0)
    assert shown.status_code == 303
    assert "所填内容检查无误，尚未提交" in applicant.client.get(shown.headers["Location"]).text
    assert applicant.office.case(applicant.number).state == "draft"
    revision = db.session.query(Draft.revision).scalar()
    answer = applicant.post("submit", {"step": "confirm", "revision": revision})
    assert (answer.status_code, answer.headers["Location"]) == (303, f"/applications/{applicant.number}")
    assert applicant.office.case(applicant.number).state == "endorsing"
    assert "已办理“提交" in applicant.client.get(answer.headers["Location"]).text


def test_all_faults_are_told_at_once_beside_their_fields_and_what_was_typed_stays(applicant):
    data = applicant.posted("submit") | {
        "patent_number": "ZL201810123456.7",
        "contact_name": "",
        "title": "夹具",
    }
    answer = applicant.post("submit", data)
    assert answer.status_code == 422
    assert "有 2 处需要改正" in answer.text
    for path in ("patent_number", "contact_name"):
        assert f'href="#f-{path}"' in answer.text
        assert f'id="e-{path}"' in answer.text
    assert 'value="ZL201810123456.7"' in answer.text
    assert 'value="夹具"' in answer.text


def test_a_refusal_by_rule_tells_every_reason_and_keeps_a_draft(applicant):
    data = applicant.posted("submit") | {"grant_date": "2020-01-01", "union_member": "false"}
    answer = applicant.post("submit", data)
    assert answer.status_code == 409
    assert "/rules#P2" in answer.text
    assert "第一发明人须为工会会员。" in answer.text
    assert 'value="2020-01-01"' in answer.text
    assert db.session.query(Draft).one().masked["grant_date"] == "2020-01-01"


def test_a_correction_opens_the_named_sections_only(client, office):
    number = office.led("submit", "endorse")
    section = office.programme.forms["submit"].SECTIONS[0][0]
    fault = {"faults": [{"section": section, "fault": "名称与公章不一致"}], "due_on": "2026-04-20"}
    office.do(number, "return_for_correction", fault)
    desk = Desk(client, office, number, "applicant")
    text = desk.page("submit")
    assert "名称与公章不一致" in text
    assert 'name="org_name"' in text
    assert 'name="patent_number"' not in text
    before = office.dossier(number, "applicant").last("submit").answers["patent_number"]
    posted = desk.posted("submit", contact_name="孙新来", patent_number="201511034171.7")
    assert desk.post("submit", posted).status_code == 303
    answers = office.dossier(number, "applicant").last("submit").answers
    assert (answers["patent_number"], answers["contact_name"]) == (before, "孙新来")


def test_a_page_shown_before_somebody_else_acted_is_told_and_nothing_is_lost(client, office):
    number = office.led("submit", "endorse", "accept")
    desk = Desk(client, office, number, "officer")
    data = desk.posted("propose", amount="3000.00", minutes="会议同意")
    office.do(number, "remind")
    answer = desk.post("propose", data)
    assert answer.status_code == 409
    for told in ("本案已被他人更新", "催办", office.people["officer"].name, "会议同意"):
        assert told in answer.text
    assert desk.post("propose", desk.posted("propose", amount="3000.00")).status_code == 303


def test_what_bars_the_action_in_the_state_the_case_is_in_now_is_told_with_it(client, office):
    number = office.led("submit", "endorse")
    desk = Desk(client, office, number, "officer")
    data = desk.posted("decline", reasons="材料不全")
    office.do(number, "return_for_correction")
    answer = desk.post("decline", data)
    for told in ("本案已被他人更新", "补正期限", "材料不全"):
        assert told in answer.text


def test_who_comes_after_the_case_moved_on_is_told_what_happened_and_keeps_what_was_typed(client, office):
    number = office.led("submit", "endorse")
    desk = Desk(client, office, number, "officer")
    data = desk.posted("accept", note="复核专利证书原件后受理")
    office.do(number, "withdraw")
    answer = desk.post("accept", data)
    assert answer.status_code == 409
    for told in (
        "已撤回",
        "撤回申报",
        office.people["applicant"].name,
        "复核专利证书原件后受理",
        f'href="/applications/{number}"',
    ):
        assert told in answer.text


@pytest.mark.parametrize(
    ("role", "action", "status", "sentence"),
    [
        ("applicant", "accept", 409, "您没有办理"),
        ("officer", "propose", 409, "本案目前处于"),
        ("officer", "close_notice", 404, "没有找到"),
        ("officer", "anything", 404, "没有找到"),
        ("maker", "accept", 404, "没有找到"),
    ],
)
def test_an_action_that_is_not_open_is_refused_in_words(client, office, role, action, status, sentence):
    number = office.led("submit", "endorse")
    if role == "maker":
        office.people["applicant"] = office.people.pop("maker")
        office.people["maker"] = office.experts[0]
    desk = Desk(client, office, number, role)
    for answer in (
        client.get(desk.path(action)),
        desk.client.post(desk.path(action), data={"state": "closed"}),
    ):
        assert answer.status_code == status
        assert sentence in answer.text


def test_a_forged_state_changes_nothing(applicant):
    data = applicant.posted("submit") | {"state": "closed", "awarded": "99999999"}
    assert applicant.post("submit", data).status_code == 303
    case = applicant.office.case(applicant.number)
    assert (case.state, case.awarded) == ("endorsing", 0)


def test_the_leader_reads_the_papers_on_the_page_that_signs_them(client, office):
    number = office.led("submit", "endorse", "accept")
    office.do(number, "propose", office.answers("propose") | {"amount": "3000.00"})
    office.do(number, "decide")
    case = office.case(number)
    case.state = "releasing"
    db.session.commit()
    office.do(number, "prepare_papers")
    desk = Desk(client, office, number, "leader")
    with statements() as seen:
        assert f'href="{desk.path("approve_papers")}"' in client.get(f"/applications/{number}").text
    assert len(seen) <= 12
    text = client.get(desk.path("approve_papers")).text
    digest = text.split('name="digest" value="')[1].split('"')[0]
    assert "<iframe" in text
    assert desk.post("approve_papers", {"digest": "0" * 64}).status_code == 409
    assert desk.post("approve_papers", {"digest": digest}).status_code == 303


def test_a_return_begins_with_the_days_the_round_gives(client, office):
    number = office.led("submit", "endorse")
    desk = Desk(client, office, number, "officer")
    assert 'name="due_on" value="2026-04-11"' in client.get(desk.path("return_for_correction")).text


def test_photographs_are_made_small_before_they_go_up_and_proofs_are_not(app, client):
    office = Office("studio")
    number = factories.application("visiting", office.round, office.unit).number
    text = Desk(client, office, number, "officer").page("visit")
    assert "data-camera data-shrink" in text
    assert 'value="2026-04-01"' in text
    number = factories.application("endorsing", office.round, office.unit).number
    text = Desk(client, office, number, "endorser").page("endorse")
    assert "data-camera" in text
    assert "data-shrink" not in text
