"""Screening side by side: the checklist beside the dossier and its files, and one return of all that was found."""

import pytest

from grants.programmes import PROGRAMMES
from grants.services.screening import joined
from tests.counting import statements
from tests.factories import sign_in
from tests.lives.office import Office
from tests.web.desks import Desk

pytestmark = pytest.mark.one_database


@pytest.mark.parametrize("programme", PROGRAMMES.values(), ids=PROGRAMMES)
def test_every_item_is_judged_by_questions_there_are(programme):
    items = dict(programme.forms["accept"].fields["checklist"].form.fields["item"].choices)
    assert set(programme.evidence) == set(items)
    asked = set(programme.forms["submit"].fields) | {"endorse"}
    assert {name for names in programme.evidence.values() for name in names} <= asked


@pytest.fixture
def desk(app, client):
    office = Office("patent")
    number = office.led("submit", "endorse")
    return Desk(client, office, number, "officer")


def test_each_item_leads_to_what_it_is_judged_by_and_files_open_beside_it(desk):
    with statements() as seen:
        text = desk.page("accept")
    assert len(seen) <= 12
    assert '<a href="#a-patent_number">专利号</a>' in text
    assert 'id="a-patent_number"' in text
    file = f"/applications/{desk.number}/files/1001"
    assert f'<a href="{file}" target="viewer">证明.pdf</a>' in text
    assert f'<iframe name="viewer" src="{file}"' in text


def test_an_endorser_confirms_beside_what_was_handed_in(app, client):
    office = Office("patent")
    office.do(number := office.begin(), "submit")
    text = Desk(client, office, number, "endorser").page("endorse")
    assert 'id="a-patent_number"' in text
    assert '<iframe name="viewer"' in text
    assert "退回此项" not in text


def test_a_file_has_the_one_before_and_the_one_after_it(desk):
    text = desk.client.get(f"/applications/{desk.number}/files/1001").text
    assert "专利证书：" in text
    assert 'rel="next"' in text
    assert 'rel="prev"' not in text
    assert desk.client.get(f"/applications/{desk.number}/files/999").status_code == 404
    sign_in(desk.client, desk.office.people["maker"])
    assert desk.client.get(f"/applications/{desk.number}/files/1001").status_code == 404


def test_what_is_ticked_and_what_is_not_met_goes_into_one_return_without_script(desk):
    data = desk.posted("accept") | {"checklist-1-met": "not_met", "checklist-1-remark": "第二页看不清"}
    for _twice in range(2):
        answer = desk.post("accept", data, mark=["phone", "section:use", "nothing"], step="return")
        assert answer.headers["Location"] == desk.path("return_for_correction")
    text = desk.page("return_for_correction")
    assert text.count("data-row>") == 3 + 1  # and the pattern of a new one
    for told in ("与填报的专利号、名称、授权公告日一致：第二页看不清", "手机号："):
        assert told in text
    assert 'name="checklist-1-met" value="not_met" checked' in desk.page("accept").replace(
        ' id="f-checklist-1-met"', ""
    )


def test_a_button_beside_an_answer_begins_a_fault_and_keeps_what_is_typed(desk):
    data = desk.posted("return_for_correction") | {"add_fault": "uscc"}
    text = desk.post("return_for_correction", data).text
    assert "统一社会信用代码：" in text
    assert data["faults-0-fault"] in text
    assert desk.office.case(desk.number).state == "screening"


def test_nothing_is_begun_twice_and_nothing_written_is_lost():
    before = [{"section": "unit", "fault": "联系电话：请改为手机"}, {}]
    new = [{"section": "unit", "fault": "联系电话："}, {"section": "worker", "fault": "联系电话："}]
    assert joined(before, new) == [before[0], new[1]]


def test_what_was_asked_before_and_what_was_changed_since_stand_beside_the_checklist(desk):
    office, number = desk.office, desk.number
    fault = {"faults": [{"section": "unit", "fault": "联系人有误"}], "due_on": "2026-04-20"}
    office.do(number, "return_for_correction", fault)
    office.do(number, "submit", office.answers("submit") | {"contact_name": "孙改正"})
    office.do(number, "endorse")
    text = desk.page("accept")
    assert "联系人有误" in text
    assert "<ins>孙改正" in text
    assert text.count('id="a-contact_name"') == 1


def test_what_is_ticked_is_kept_with_the_draft_until_it_is_unticked(desk):
    data = desk.posted("accept")
    ticked = 'name="mark" value="phone" checked'
    kept = desk.client.post(f"{desk.path('accept')}/draft", data=data | {"mark": ["phone", "nothing"]})
    assert kept.status_code == 200
    assert ticked in desk.page("accept")
    assert desk.client.post(f"{desk.path('accept')}/draft", data=data).status_code == 200
    assert ticked not in desk.page("accept")
    desk.post("accept", data, mark=["phone"], step="save")
    assert ticked in desk.page("accept")
