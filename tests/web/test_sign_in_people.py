"""The administrator's pages of people: every change asks for its reason, and nobody else gets in."""

import pytest

from grants.extensions import db
from grants.models import Person
from tests import factories
from tests.conftest import NOW
from tests.counting import statements

TODAY = NOW.date().isoformat()


def admin_page(client) -> Person:
    admin, someone = factories.person("admin"), factories.person("officer")
    factories.sign_in(client, admin)
    return someone


def test_the_administrator_finds_people_and_their_history(client):
    someone = admin_page(client)
    assert someone.name in client.get("/people", query_string={"q": someone.email, "role": "officer"}).text
    assert someone.name not in client.get("/people", query_string={"q": "100%_"}).text
    assert someone.email in client.get(f"/people/{someone.id}").text
    assert client.get("/people/999").status_code == 404


@pytest.mark.one_database
@pytest.mark.parametrize(
    ("change", "sentence"),
    [("deactivate", "已停用"), ("reactivate", "在用"), ("reset-second-factor", "未启用")],
)
def test_every_change_of_an_account_asks_for_its_reason(client, change, sentence):
    path = f"/people/{admin_page(client).id}"
    assert "请填写“事由”" in client.post(f"{path}/{change}", data={}).text
    answer = client.post(f"{path}/{change}", data={"reason": "按人事通知"}, follow_redirects=True)
    assert sentence in answer.text
    assert "按人事通知" in answer.text


@pytest.mark.one_database
@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"role": "leader", "starts_on": ""}, "请填写“开始日期”"),
        ({"role": "king"}, "没有这个选项"),
        ({"role": "applicant"}, "请填写单位的统一社会信用代码"),
        ({"role": "applicant", "uscc": "91110302562134916R"}, "没有登记过这个代码的单位"),
        ({"role": "leader", "uscc": "91110302562134916R"}, "不填单位代码"),
        ({"role": "leader", "programme": "sports"}, "没有这个项目类别"),
        ({"role": "leader", "ends_on": "2020-01-01"}, "不能早于"),
    ],
)
def test_a_role_that_cannot_be_granted_says_why(client, values, sentence):
    someone = admin_page(client)
    answer = client.post(f"/people/{someone.id}/roles", data={"starts_on": TODAY} | values)
    assert (answer.status_code, sentence in answer.text) == (422, True)


def test_a_role_is_granted_and_ended(client):
    someone = admin_page(client)
    client.post(
        f"/people/{someone.id}/roles", data={"role": "leader", "programme": "studio", "starts_on": TODAY}
    )
    db.session.refresh(someone)
    granted = someone.memberships[-1]
    assert (granted.role, granted.programme) == ("leader", "studio")
    answer = client.post(f"/people/roles/{granted.id}/end", data={"reason": "调岗"}, follow_redirects=True)
    assert "调岗" in answer.text


@pytest.mark.one_database
def test_what_was_typed_stays_where_a_role_can_be_neither_granted_nor_ended(client):
    admin = factories.person("admin")
    factories.sign_in(client, admin)
    typed = {"role": "leader", "programme": "studio", "starts_on": "2026-09-09"}
    answer = client.post(f"/people/{admin.id}/roles", data=typed)
    assert (answer.status_code, "不能给自己授予角色" in answer.text) == (422, True)
    assert 'value="2026-09-09"' in answer.text
    last = client.post(f"/people/roles/{admin.memberships[0].id}/end", data={"reason": "工作调动"})
    assert (last.status_code, "最后一位系统管理员" in last.text) == (422, True)
    assert "工作调动" in last.text


@pytest.mark.one_database
@pytest.mark.parametrize("role", ["officer", "leader", "auditor", "expert", "applicant", "endorser", None])
@pytest.mark.parametrize(
    "path", ["/people", "/people/1", "/people/invite", "/people/1/roles", "/people/1/deactivate"]
)
def test_the_administrators_pages_are_closed_to_others(client, role, path):
    if role:
        factories.sign_in(client, factories.person(role))
    assert client.get(path).status_code == (403 if role else 302)


def test_who_was_invited_into_the_office_is_listed_until_they_come(client):
    admin_page(client)
    client.post("/people/invite", data={"email": "new@example.org", "name": "林若水", "role": "leader"})
    assert "尚未接受" in client.get("/people").text
    assert "林若水" not in client.get("/people?role=officer").text
    factories.person("leader", email="new@example.org")
    assert "尚未接受" not in client.get("/people").text


def test_the_list_of_people_costs_the_same_however_many_there_are(client):
    admin_page(client)
    for _ in range(8):
        factories.person("expert")
    with statements() as run:
        client.get("/people")
    assert len(run) <= 6
