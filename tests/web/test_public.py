"""What anybody reads without signing in: notices, the register of titles, the calendar."""

from datetime import date

import pytest

from grants.extensions import db
from grants.models import Event
from grants.services.workdays import Special
from grants.web.calendar import festivals
from tests.counting import statements
from tests.factories import organisation, person, round_, sign_in
from tests.services.test_notices import OBJECTION, noticed
from tests.services.test_register import named

pytestmark = pytest.mark.one_database


def events(action):
    return db.session.query(Event).filter_by(action=action).count()


def test_the_notice_page_shows_what_is_on_notice_and_how_to_object(client):
    case = noticed()
    assert case.number in client.get("/notices").text
    page = client.get(f"/notices/{case.number}").text
    assert all(
        text in page
        for text in ("一种装置", "3,000.00", "叁仟元整", "2026-04-01", "2026-04-08", "5 个工作日")
    )
    assert 'type="file"' not in page


def test_an_objection_gets_its_receipt(client):
    case = noticed()
    answer = client.post(f"/notices/{case.number}/object", data=OBJECTION)
    assert answer.status_code == 303
    number = db.session.query(Event).filter_by(action="object").one().number
    assert str(number) in client.get(answer.location).text
    again = client.post(f"/notices/{case.number}/object", data=OBJECTION)
    assert (again.location, events("object")) == (answer.location, 1), "pressed twice, received once"
    client.post(f"/notices/{case.number}/object", data=OBJECTION | {"text": "第二发明人也不是。"})
    assert events("object") == 2


def test_a_faulty_objection_keeps_what_was_typed(client):
    case = noticed()
    answer = client.post(f"/notices/{case.number}/object", data=OBJECTION | {"name": ""})
    assert answer.status_code == 422
    assert OBJECTION["text"] in answer.text
    assert events("object") == 0


def test_a_program_that_fills_the_trap_is_thanked_and_forgotten(client):
    case = noticed()
    answer = client.post(f"/notices/{case.number}/object", data=OBJECTION | {"website": "http://example.org"})
    assert answer.status_code == 303
    assert events("object") == 0


def test_objections_from_one_address_are_limited_and_what_has_to_be_mended_is_none(client):
    path, faulty = f"/notices/{noticed().number}/object", OBJECTION | {"name": ""}
    answers = [client.post(path, data=data) for data in [faulty, *[OBJECTION] * 6]]
    assert [answer.status_code for answer in answers] == [422] + [303] * 5 + [429]
    assert "请一小时后再试" in answers[-1].text


@pytest.mark.parametrize("path", ["/notices/patent-2026-XXXXXX", "/notices/T-0001"])
def test_what_is_not_on_notice_is_not_there(client, path):
    noticed(state="releasing")
    assert client.get(path).status_code == 404
    assert client.post(path + "/object", data=OBJECTION).status_code == 404


@pytest.mark.parametrize(
    "query",
    [
        "",
        "?q=创新&level=municipal&year=2024&standing=running",
        "?after=x~y&year=abc&programme=none",
        "?after=2024-06-01~3",
    ],
)
def test_the_register_answers_any_address(client, query):
    named(round_("studio"), organisation(), "王建国创新工作室", "municipal", "running", 2024)
    answer = client.get("/titles" + query)
    assert answer.status_code == 200


def test_the_register_keeps_its_budget_of_statements(client):
    made, unit = round_("studio"), organisation()
    for number in range(60):
        named(made, unit, f"第{number}工作室", "district", "running", 2024)
    with statements() as seen:
        page = client.get("/titles").text
    assert len(seen) <= 6
    assert "下一页" in page


def test_the_calendar_is_read_by_all_and_changed_by_the_administrator(client):
    day = {"day": "2026-05-04", "working": "false", "name": "青年节"}
    assert client.get("/calendar?year=2026").status_code == 200
    assert client.post("/calendar", data=day).status_code == 403
    admin = person("admin", totp_secret="JBSWY3DPEHPK3PXP")
    sign_in(client, admin)
    assert client.post("/calendar", data=day | {"name": ""}).status_code == 422
    assert client.post("/calendar", data=day).status_code == 303
    assert "青年节" in client.get("/calendar?year=2026").text
    assert client.post("/calendar/2026-05-04/remove").status_code == 303
    assert "可能已经恢复" in client.post("/calendar/2026-05-04/remove", follow_redirects=True).text
    assert client.post("/calendar/yesterday/remove").status_code == 404


def test_a_festival_is_told_in_stretches_and_the_offices_own_days_apart():
    days = [
        Special(date(2026, 5, 1), False, "劳动节", False),
        Special(date(2026, 5, 2), False, "劳动节", False),
        Special(date(2026, 5, 3), False, "值班", True),
        Special(date(2026, 5, 4), False, "劳动节", False),
        Special(date(2026, 5, 9), True, "劳动节", False),
    ]
    [festival] = festivals(days)
    assert festival.free == [(date(2026, 5, 1), date(2026, 5, 2)), (date(2026, 5, 4), date(2026, 5, 4))]
    assert festival.worked == [date(2026, 5, 9)]


def test_festivals_stand_in_the_order_in_which_they_are_free_not_in_that_of_what_is_worked_for_them():
    days = [
        Special(date(2026, 9, 20), True, "国庆节", False),
        Special(date(2026, 9, 25), False, "中秋", False),
        Special(date(2026, 10, 1), False, "国庆节", False),
    ]
    assert [festival.name for festival in festivals(days)] == ["中秋", "国庆节"]


def test_a_year_nobody_has_entered_is_said_to_be_uncertain(client):
    assert "尚未录入" in client.get("/calendar?year=2031").text
    assert "尚未录入" not in client.get("/calendar?year=2026").text


def test_a_visitor_sees_in_one_page_what_runs_when_it_closes_and_what_is_on_notice(client):
    case = noticed()
    round_("studio", opens_at="2026-04-05T09:00")
    page = client.get("/").text
    assert "还有 29 天" in page
    assert "起受理" in page
    assert f"/notices/{case.number}" in page
    assert 'action="/verify"' in page
