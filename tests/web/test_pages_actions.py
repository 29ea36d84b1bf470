"""The ask/act pair: every action of every programme on one page, and nothing typed is ever lost."""

import io

import pytest

from forms.base import flatten
from grants.extensions import db
from grants.models import Attachment, Draft
from tests.factories import sign_in
from tests.lives.office import Office

pytestmark = pytest.mark.one_database


class Desk:
    """Somebody of an office, sitting at a browser."""

    def __init__(self, client, office: Office, number: str, role: str):
        self.client, self.office, self.number = client, office, number
        sign_in(client, office.people[role])

    def path(self, action: str) -> str:
        return f"/applications/{self.number}/{action}"

    def posted(self, action: str, **changed) -> dict:
        """What a browser posts that filled the page with the sample answers."""
        raw = self.office.files(self.number, action, self.office.answers(action)) | changed
        case = self.office.case(self.number)
        return flatten(self.office.programme.forms[action], raw) | {"version": case.version}

    def post(self, action: str, data: dict | None = None, **more):
        return self.client.post(self.path(action), data=(data or self.posted(action)) | more)


@pytest.fixture
def office(app) -> Office:
    return Office("patent")


@pytest.fixture
def applicant(client, office) -> Desk:
    return Desk(client, office, office.begin(), "applicant")


def test_every_form_of_every_programme_is_drawn_with_labels(client, office):
    number = office.begin()
    desk = Desk(client, office, number, "applicant")
    text = client.get(desk.path("submit")).text
    for name, field in office.programme.forms["submit"].fields.items():
        assert field.label in text, name


def test_an_application_is_checked_read_once_more_and_submitted(applicant):
    shown = applicant.post("submit", step="check", revision=0)
    assert shown.status_code == 200
    assert "提交前核对" in shown.text
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
        assert f'id="e-{path}-1"' in answer.text
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


def test_a_draft_keeps_what_is_typed_faults_and_all_and_hides_what_is_personal(applicant):
    answer = applicant.post(
        "submit", {"patent_number": "12345", "resident_id": "110101"}, step="save", revision=0
    )
    assert answer.status_code == 303
    draft = db.session.query(Draft).one()
    assert draft.masked["patent_number"] == "12345"
    assert "110101" not in str(draft.masked)
    text = applicant.client.get(applicant.path("submit")).text
    assert 'value="12345"' in text
    assert 'value="110101"' in text


def test_a_draft_saves_itself_and_tells_who_saved_at_the_same_time(applicant):
    path = applicant.path("submit") + "/draft"
    first = applicant.client.post(path, data={"title": "夹具", "revision": 0})
    assert first.get_json()["revision"] == 1
    second = applicant.client.post(path, json={"answers": {"title": "夹具二"}, "revision": 1})
    assert second.get_json()["revision"] == 2
    late = applicant.client.post(path, data={"title": "夹具三", "revision": 1})
    assert late.status_code == 409
    body = late.get_json()
    assert (body["mine"]["title"], body["theirs"]["title"], body["revision"]) == ("夹具三", "夹具二", 2)


def test_two_colleagues_saving_at_once_see_what_differs_and_lose_nothing(applicant):
    applicant.post("submit", {"title": "夹具一"}, step="save", revision=0)
    applicant.post("submit", {"title": "夹具二"}, step="save", revision=1)
    answer = applicant.post("submit", {"title": "夹具三"}, step="save", revision=1)
    assert answer.status_code == 409
    assert "不同之处：发明名称。" in answer.text
    assert 'value="夹具三"' in answer.text
    assert 'name="revision" value="2"' in answer.text


def test_answers_are_sent_only_as_they_were_read_once_more(applicant):
    applicant.post("submit", step="check", revision=0)
    applicant.post("submit", {"title": "改过的"}, step="save", revision=1)
    answer = applicant.post("submit", {"step": "confirm", "revision": 1})
    assert answer.status_code == 409
    assert applicant.office.case(applicant.number).state == "draft"


def test_tables_grow_and_shrink_without_a_script(applicant):
    grown = applicant.post("submit", {"inventors-0-name": "王建国", "add_row": "inventors"})
    assert 'name="inventors-1-name"' in grown.text
    shrunk = applicant.post(
        "submit", {"inventors-0-name": "王建国", "inventors-1-name": "李秀英", "remove_row": "inventors-0"}
    )
    assert 'value="李秀英"' in shrunk.text
    assert 'value="王建国"' not in shrunk.text


def test_files_come_along_with_the_form_where_there_is_no_script(applicant):
    file = (io.BytesIO(b"%PDF-1.7\n%%EOF"), "证书.pdf")
    answer = applicant.client.post(
        applicant.path("submit"), data={"file:certificate": file, "step": "save", "revision": 0}
    )
    assert answer.status_code == 303
    stored = db.session.query(Attachment).one()
    assert db.session.query(Draft).one().masked["certificate"] == [str(stored.id)]
    assert "证书.pdf" in applicant.client.get(applicant.path("submit")).text


def test_a_file_that_is_not_what_its_name_says_is_told_beside_its_question(applicant):
    file = (io.BytesIO(b"MZ this is a program"), "证书.pdf")
    answer = applicant.client.post(
        applicant.path("submit"), data={"file:certificate": file, "title": "夹具", "step": "save"}
    )
    assert answer.status_code == 422
    assert 'id="e-certificate-1"' in answer.text
    assert 'value="夹具"' in answer.text


def test_a_correction_opens_the_named_sections_only(client, office):
    number = office.begin()
    for action in ("submit", "endorse"):
        office.do(number, action)
    section = list(dict(office.programme.forms["submit"].SECTIONS))[0]
    fault = {"faults": [{"section": section, "fault": "名称与公章不一致"}], "due_on": "2026-04-20"}
    office.do(number, "return_for_correction", fault)
    desk = Desk(client, office, number, "applicant")
    text = client.get(desk.path("submit")).text
    assert "名称与公章不一致" in text
    assert 'name="org_name"' in text
    assert 'name="patent_number"' not in text
    before = office.dossier(number, "applicant").last("submit").answers["patent_number"]
    posted = desk.posted("submit", contact_name="孙新来", patent_number="201511034171.7")
    assert desk.post("submit", posted).status_code == 303
    answers = office.dossier(number, "applicant").last("submit").answers
    assert (answers["patent_number"], answers["contact_name"]) == (before, "孙新来")


def test_a_page_shown_before_somebody_else_acted_is_told_and_nothing_is_lost(client, office):
    number = office.begin()
    for action in ("submit", "endorse", "accept"):
        office.do(number, action)
    desk = Desk(client, office, number, "officer")
    data = desk.posted("propose", amount="3000.00", minutes="会议同意")
    office.do(number, "remind")
    answer = desk.post("propose", data)
    assert answer.status_code == 409
    assert "本案已被他人更新" in answer.text
    assert "会议同意" in answer.text
    assert desk.post("propose", desk.posted("propose", amount="3000.00")).status_code == 303


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
    number = office.begin()
    office.do(number, "submit")
    office.do(number, "endorse")
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
    number = office.begin()
    for action in ("submit", "endorse", "accept"):
        office.do(number, action)
    office.do(number, "propose", office.answers("propose") | {"amount": "3000.00"})
    office.do(number, "decide")
    case = office.case(number)
    case.state = "releasing"
    db.session.commit()
    office.do(number, "prepare_papers")
    desk = Desk(client, office, number, "leader")
    text = client.get(desk.path("approve_papers")).text
    digest = text.split('name="digest" value="')[1].split('"')[0]
    assert "<iframe" in text
    assert desk.post("approve_papers", {"digest": "0" * 64}).status_code == 409
    assert desk.post("approve_papers", {"digest": digest}).status_code == 303


def test_who_was_signed_out_meanwhile_gets_everything_typed_back(client, office):
    number = office.begin()
    answer = client.post(f"/applications/{number}/submit", data={"title": "写了很久"})
    assert answer.status_code == 400
    assert 'value="写了很久"' in answer.text
    sign_in(client, office.people["applicant"])
    again = client.post(f"/applications/{number}/submit", data={"title": "写了很久", "step": "again"})
    assert again.status_code == 200
    assert 'value="写了很久"' in again.text


def test_a_page_whose_token_is_stale_is_shown_again_with_what_was_typed(client, office):
    number = office.begin()
    sign_in(client, office.people["applicant"])
    client.application.config["WTF_CSRF_ENABLED"] = True
    answer = client.post(f"/applications/{number}/submit", data={"title": "写了很久"})
    assert answer.status_code == 400
    assert "您填写的内容没有丢失" in answer.text
    assert 'value="写了很久"' in answer.text
