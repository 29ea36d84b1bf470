"""A long form as a list of tasks: one section a page, how far each is, and all of it read once more at the end."""

import pytest

from grants.extensions import db
from grants.models import Draft
from tests.counting import statements
from tests.web.desks import Desk

pytestmark = pytest.mark.one_database

PATENT = {
    "title": "一种夹具",
    "patent_number": "ZL 2018 1 0862228.X",
    "filing_date": "2018-08-01",
    "grant_date": "2025-06-17",
    "announcement_number": "CN108993444B",
    "patentees-0-name": "北京试验制造有限公司",
    "inventors-0-name": "王建国",
}


def save(desk: Desk, section: str, data: dict, **more):
    """Send one section as its page does, resting on what that page showed."""
    page = desk.page("submit", section)
    seen = page.split('name="seen" value="')[1].split('"')[0]
    return desk.post("submit", data | {"section": section, "seen": seen, "step": "next"} | more)


def draft() -> dict:
    return db.session.query(Draft).one().masked


def statuses(desk: Desk) -> list[str]:
    text = desk.client.get(desk.path("submit")).text
    return [part.split("</span>")[0].rpartition(">")[2] for part in text.split('<span id="k-')[1:]]


def test_a_section_is_filled_in_by_itself_and_leads_to_the_next(applicant):
    answer = save(applicant, "patent", PATENT)
    assert (answer.status_code, answer.headers["Location"]) == (
        303,
        f"{applicant.path('submit')}?section=worker",
    )
    assert draft()["title"] == "一种夹具"
    assert draft()["org_name"] == applicant.office.unit.name
    answer = save(applicant, "unit", {"contact_name": "孙新来"}, step="save")
    assert answer.headers["Location"] == applicant.path("submit")
    assert (draft()["title"], draft()["contact_name"]) == ("一种夹具", "孙新来")


def test_the_list_of_tasks_says_how_far_each_section_is(applicant):
    assert statuses(applicant) == ["填写中", "未开始", "未开始", "未开始", "未开始"]
    save(applicant, "patent", PATENT)
    save(applicant, "worker", {"phone": "12"})
    assert statuses(applicant)[1:3] == ["已完成", "有错误"]
    assert "1 处有误，还缺" in applicant.client.get(applicant.path("submit")).text


def test_what_is_missing_in_a_section_is_said_once_it_is_left_and_all_typed_is_kept(applicant):
    answer = save(
        applicant, "patent", PATENT | {"announcement_number": "", "patent_number": "201810123456.7"}
    )
    assert answer.status_code == 422
    assert 'href="#f-announcement_number"' in answer.text
    assert 'id="e-patent_number"' in answer.text
    assert draft()["patent_number"] == "201810123456.7"
    again = applicant.page("submit", "patent")
    assert 'id="e-patent_number"' in again
    assert 'id="e-announcement_number"' not in again


def test_two_colleagues_in_two_sections_never_meet(applicant):
    first = applicant.page("submit", "patent").split('name="seen" value="')[1].split('"')[0]
    save(applicant, "worker", {"first_inventor_name": "王建国"})
    answer = applicant.post("submit", PATENT | {"section": "patent", "seen": first, "step": "next"})
    assert answer.status_code == 303
    assert (draft()["title"], draft()["first_inventor_name"]) == ("一种夹具", "王建国")


def test_the_first_inventor_is_proposed_and_what_is_proposed_meanwhile_is_no_conflict(applicant):
    save(applicant, "unit", {})
    empty = applicant.page("submit", "worker").split('name="seen" value="')[1].split('"')[0]
    save(applicant, "patent", PATENT)
    assert 'name="first_inventor_name" value="王建国"' in applicant.page("submit", "worker")
    mine = {"first_inventor_name": "王建国", "card_bank": "某行", "section": "worker", "step": "save"}
    assert applicant.post("submit", mine | {"seen": empty}).status_code == 303
    assert save(applicant, "worker", mine, step="save").status_code == 303


def test_two_colleagues_in_one_section_are_told_what_differs(applicant):
    first = applicant.page("submit", "patent").split('name="seen" value="')[1].split('"')[0]
    save(applicant, "patent", PATENT)
    mine = PATENT | {"title": "另一种夹具", "section": "patent", "seen": first, "step": "next"}
    answer = applicant.post("submit", mine)
    assert answer.status_code == 409
    assert "不同之处：发明名称。" in answer.text
    assert 'value="另一种夹具"' in answer.text
    assert draft()["title"] == "一种夹具"
    row = applicant.post("submit", mine | {"add_row": "inventors"})
    assert f'name="seen" value="{first}"' in row.text, "another row does not make the conflict forgotten"


def test_what_is_sent_twice_because_its_answer_was_lost_is_no_conflict(applicant):
    path = applicant.path("submit") + "/draft"
    seen = applicant.page("submit", "patent").split('name="seen" value="')[1].split('"')[0]
    sent = PATENT | {"section": "patent", "seen": seen, "revision": 0}
    first = applicant.client.post(path, data=sent).get_json()
    again = applicant.client.post(path, data=sent)
    assert again.status_code == 200
    assert again.get_json()["seen"] == first["seen"] != seen
    later = applicant.client.post(path, data=sent | {"title": "改过", "seen": first["seen"]})
    assert later.status_code == 200
    assert draft()["title"] == "改过"


def test_before_it_is_sent_every_fault_leads_to_its_section(applicant):
    save(applicant, "patent", PATENT)
    text = applicant.page("submit", "check")
    assert f"{applicant.path('submit')}?section=worker&amp;judged=1#f-resident_id" in text
    assert "改正后才能提交" in text
    assert "确认提交申报" not in text


def test_the_pages_of_a_long_form_keep_to_the_budget(applicant):
    save(applicant, "patent", PATENT)
    for section in ("", "all", "patent", "check"):
        with statements() as seen:
            applicant.page("submit", section)
        assert len(seen) <= 12, (section, len(seen))


def test_a_correction_shows_what_it_changed_and_closed_sections_lead_nowhere(client, office):
    number = office.led("submit", "endorse")
    fault = {"faults": [{"section": "unit", "fault": "联系人有误"}], "due_on": "2026-04-20"}
    office.do(number, "return_for_correction", fault)
    desk = Desk(client, office, number, "applicant")
    assert statuses(desk) == ["待改正", "不需改动", "不需改动", "不需改动", "不需改动"]
    assert 'name="title"' not in desk.page("submit", "patent")
    assert "还没有改动" in desk.page("submit", "check")
    posted = {name: value for name, value in desk.posted("submit").items() if name not in ("section", "seen")}
    save(desk, "unit", posted | {"contact_name": "孙新来", "title": "混进来的"})
    assert statuses(desk)[0] == "已完成"
    text = desk.page("submit", "check")
    assert "与上次提交相比，改动了 1 项" in text
    assert "还没有改动" not in text
    assert "孙新来" in text.split('id="changed"')[1].split("</ins>")[0]
    assert "混进来的" not in text


def test_the_tasks_say_by_when_to_submit_and_who_goes_on(applicant):
    text = applicant.page("submit", "")
    assert "18:00 前提交。" in text
    assert "提交后，本案进入“单位确认”，由单位工会确认人办理。" in text


def test_what_a_rule_forbids_leads_to_the_question_it_governs(applicant):
    data = applicant.posted("submit", grant_date="2020-07-31") | {"step": "check"}
    assert (
        'section=patent&amp;judged=1#f-grant_date">修改“授权公告日”</a>'
        in applicant.post("submit", data).text
    )
