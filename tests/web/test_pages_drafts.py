"""Nothing typed is ever lost: drafts, files, colleagues at the same time, sessions that ended."""

import io

import pytest

from grants.extensions import db
from grants.models import Attachment, Draft
from tests.factories import person, sign_in

pytestmark = pytest.mark.one_database


def test_a_draft_keeps_what_is_typed_faults_and_all_and_hides_what_is_personal(applicant):
    answer = applicant.post(
        "submit", {"patent_number": "12345", "resident_id": "110101"}, step="save", revision=0
    )
    assert answer.status_code == 303
    draft = db.session.query(Draft).one()
    assert draft.masked["patent_number"] == "12345"
    assert "110101" not in str(draft.masked)
    text = applicant.page("submit")
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
    assert all(text in answer.text for text in ("同事保存的", ">夹具二<", ">夹具三<"))
    assert 'value="夹具三"' in answer.text
    assert 'name="revision" value="2"' in answer.text


def test_answers_are_sent_only_as_they_were_read_once_more(applicant):
    applicant.post("submit", step="check", revision=0)
    applicant.post("submit", applicant.posted("submit", title="改过的"), step="save", revision=1)
    answer = applicant.post("submit", {"step": "confirm", "section": "check", "revision": 1})
    assert answer.status_code == 409
    for told in ("这份草稿又有改动，因此没有提交", "改过的", 'value="confirm"', 'name="revision" value="2"'):
        assert told in answer.text
    assert applicant.office.case(applicant.number).state == "draft"


def test_tables_grow_and_shrink_without_a_script(applicant):
    grown = applicant.post("submit", {"inventors-0-name": "王建国", "add_row": "inventors"})
    assert 'name="inventors-1-name"' in grown.text
    shrunk = applicant.post(
        "submit", {"inventors-0-name": "王建国", "inventors-1-name": "李秀英", "remove_row": "inventors-0"}
    )
    assert 'value="李秀英"' in shrunk.text
    assert 'value="王建国"' not in shrunk.text


@pytest.mark.parametrize(
    ("move", "first"), [("up:inventors-1", "李秀英"), ("down:inventors-0", "李秀英"), ("up:inventors-0", "王建国"),
                        ("down:inventors-1", "王建国"), ("up:inventors-9", "王建国"), ("up:nothing-x", "王建国")]
)  # fmt: skip
def test_rows_change_places_without_a_script(applicant, move, first):
    both = {"inventors-0-name": "王建国", "inventors-1-name": "李秀英"}
    page = applicant.post("submit", both | {"move_row": move}).text
    assert f'name="inventors-0-name" value="{first}"' in page


def test_files_come_along_with_the_form_where_there_is_no_script(applicant):
    file = (io.BytesIO(b"%PDF-1.7\n%%EOF"), "证书.pdf")
    answer = applicant.client.post(
        applicant.path("submit"), data={"file:certificate": file, "step": "save", "revision": 0}
    )
    assert answer.status_code == 303
    stored = db.session.query(Attachment).one()
    assert db.session.query(Draft).one().masked["certificate"] == [str(stored.id)]
    assert "证书.pdf" in applicant.page("submit")


def test_a_file_that_is_not_what_its_name_says_is_told_beside_its_question(applicant):
    file = (io.BytesIO(b"MZ this is a program"), "证书.pdf")
    answer = applicant.client.post(
        applicant.path("submit"), data={"file:certificate": file, "title": "夹具", "step": "save"}
    )
    assert answer.status_code == 422
    assert 'id="e-certificate"' in answer.text
    assert 'value="夹具"' in answer.text


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
    assert "在新窗口中登录" not in answer.text  # who is signed in is not told to sign in
    assert 'value="写了很久"' in answer.text


def test_answers_about_to_be_confirmed_are_not_sent_by_opening_the_page_again(client, office):
    """The button that opens it comes after what is carried: of two steps the first would count."""
    path = f"/applications/{office.begin()}/submit"
    answer = client.post(path, data={"revision": "1", "step": "confirm"})
    assert [value for value in ("confirm", "again") if f'name="step" value="{value}"' in answer.text] == [
        "again"
    ]


def test_a_button_without_a_form_says_that_it_is_pressed_once_more(client):
    sign_in(client, person("officer"))
    client.application.config["WTF_CSRF_ENABLED"] = True
    answer = client.post("/rounds/1/papers", data={"action": "release", "step": "order"})
    assert "再次提交" in answer.text
    assert "重新打开" not in answer.text
    assert 'name="step" value="order"' in answer.text


def test_what_was_sent_too_often_is_carried_to_be_sent_again(client):
    sent = [client.post("/register", data={"org_name": "东方机械"}) for _ in range(11)]
    assert [answer.status_code for answer in sent[-2:]] == [422, 429]
    assert 'name="org_name" value="东方机械"' in sent[-1].text
