"""Files over the web: one by one by script, or with the form; served as what they are and nothing more."""

import io

import pytest
from flask import g

from grants.models import Attachment
from grants.services.content import LARGEST
from grants.web.attachments import with_files
from tests import factories
from tests.services.files import FIELD, JPG, PDF, PNG

pytestmark = pytest.mark.one_database


@pytest.fixture
def case(app):
    return factories.application()


@pytest.fixture
def browser(case, client):
    """A browser in which an applicant of the case's unit is signed in."""
    factories.sign_in(client, factories.person("applicant", case.organisation))
    return client


def send(browser, case, data=PDF, name="证明.pdf", **changed):
    posted = {"action": "submit", "field": FIELD, "file": (io.BytesIO(data), name)} | changed
    return browser.post(
        f"/applications/{case.number}/attachments", data=posted, headers={"Accept": "application/json"}
    )


def test_a_file_goes_up_and_comes_down_as_it_was(browser, case):
    told = send(browser, case).json
    assert (told["filename"], told["size"], told["media_type"]) == ("证明.pdf", len(PDF), "application/pdf")
    answer = browser.get(told["url"])
    assert (answer.status_code, answer.data, answer.mimetype) == (200, PDF, "application/pdf")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_a_browser_that_has_it_asks_whether_it_still_may_show_it(browser, case):
    address = send(browser, case).json["url"]
    answer = browser.get(address)
    assert answer.cache_control.private
    assert answer.cache_control.no_cache
    assert browser.get(address, headers={"If-None-Match": answer.headers["ETag"]}).status_code == 304


def test_tried_again_it_is_the_same_file(browser, case):
    assert send(browser, case).json == send(browser, case).json
    assert factories.count(Attachment) == 1


@pytest.mark.parametrize(("data", "name"), [(PNG, "a.png"), (JPG, "a.jpg")])
def test_a_picture_is_shown_in_a_sandbox(browser, case, data, name):
    answer = browser.get(send(browser, case, data, name).json["url"])
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert answer.headers["Content-Disposition"].startswith("inline")


def test_it_is_saved_where_that_is_asked_for(browser, case):
    answer = browser.get(send(browser, case).json["url"] + "?download")
    assert answer.headers["Content-Disposition"].startswith("attachment")


FAULTS = [
    ({"file": (io.BytesIO(b"MZ"), "a.pdf")}, 422, "内容不是"),
    ({"file": (io.BytesIO(b""), "a.pdf")}, 422, "是空的"),
    ({"file": ""}, 422, "没有收到文件"),
    ({"field": "title"}, 404, "没有找到"),
    ({"action": "frobnicate"}, 404, "没有找到"),
]


@pytest.mark.parametrize(("changed", "status", "told"), FAULTS)
def test_a_refusal_is_told_in_a_sentence(browser, case, changed, status, told):
    answer = send(browser, case, **changed)
    assert answer.status_code == status
    assert told in answer.json["message"]


@pytest.mark.parametrize("role", ["applicant", "officer", "expert", "admin"])
def test_a_stranger_learns_nothing_of_a_draft_or_its_files(browser, case, role):
    url = send(browser, case).json["url"]
    factories.sign_in(browser, factories.person(role))
    assert browser.get(url).status_code == 404
    assert send(browser, case).status_code == 404


def test_who_is_not_signed_in_gets_no_file(browser, case):
    url = send(browser, case).json["url"]
    with browser.session_transaction() as session:
        session.clear()
    assert browser.get(url).status_code in (302, 401, 404)


def test_a_damaged_file_is_said_and_not_served(browser, case, app):
    told = send(browser, case).json
    path = app.config["DATA"] / "blobs" / told["digest"][:2] / told["digest"]
    path.write_bytes(PDF + b"x")
    answer = browser.get(told["url"])
    assert answer.status_code == 400
    assert "已损坏" in answer.text


def test_a_file_is_taken_out_of_the_draft(browser, case):
    url = send(browser, case).json["url"]
    assert browser.post(f"{url}/remove", headers={"Accept": "application/json"}).status_code == 204
    assert browser.get(url).status_code == 404


def test_without_script_files_come_with_the_form_and_faults_stand_beside_them(app, case):
    someone = factories.person("applicant", case.organisation)
    viewer = factories.viewer(someone)
    data = {
        "title": "一种装置",
        f"file:{FIELD}": [(io.BytesIO(PDF), "a.pdf"), (io.BytesIO(b"MZ"), "b.pdf")],
        "file:certificate": (io.BytesIO(b""), ""),
    }
    with app.test_request_context(method="POST", data=data):
        g.viewer = viewer
        posted, faults = with_files(case.number, "submit")
    assert posted["title"] == "一种装置"
    assert len(posted.getlist(FIELD)) == 1
    assert ["内容不是" in text for text in faults[FIELD]] == [True]
    assert "certificate" not in posted


def test_without_script_what_was_right_is_kept_beside_a_file_that_was_refused(browser, case):
    address = f"/applications/{case.number}/submit"
    sent = {"section": "attachments", "step": "next", "revision": "0", "declaration": "true"}
    files = {
        "file:certificate": (io.BytesIO(PDF), "证书.pdf"),
        f"file:{FIELD}": (io.BytesIO(b"PK"), "岗位.docx"),
    }
    answer = browser.post(address, data=sent | files)
    assert (answer.status_code, "岗位.docx" in answer.text) == (422, True)
    assert "证书.pdf" in browser.get(f"{address}?section=attachments").text


def test_a_page_asks_for_no_larger_file_than_is_taken(browser, case):
    page = browser.get(f"/applications/{case.number}/submit?section=all").text
    assert f'data-most="{LARGEST}"' in page
    assert "20 MB" in page
    assert "30 MB" not in page
