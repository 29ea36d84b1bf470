"""Pages of a round's papers and of the numbers: from the choice of cases to the paper in the register."""

import re

import pytest

from grants.clock import today
from grants.database import writing
from grants.extensions import db
from grants.models import Paper
from grants.services import numbering
from tests import factories
from tests.lives.legs import award
from tests.lives.office import Office, on
from tests.rendering.reading import text_of

pytestmark = pytest.mark.one_database


def back(client, address: str, **posted: str) -> str:
    """The refusals told on the page that somebody comes back to."""
    page = client.post(address, data=posted, follow_redirects=True)
    assert page.status_code == 200
    return " ".join(re.findall(r'class="message bad"[^>]*>([^<]+)', page.text))


def test_a_decision_is_made_on_its_page_and_stands_in_the_register(client):
    house = Office("patent")
    number = house.begin()
    award(house, number)
    index = f"/rounds/{house.round.id}/notices"
    with on("2026-05-08 09:00"):
        house.pass_time()
        factories.sign_in(client, house.people["officer"])
        assert number in client.get(index).text
        assert client.post(index, data={"kind": "public_notice", "starts_on": "5月"}).status_code == 422
        nothing = client.post(index, data={"kind": "naming_decision"}).text
        assert "请至少选择一件" in nothing
        assert f'value="{number}"' in nothing
        assert "checked" not in nothing
        made = client.post(index, data={"kind": "naming_decision", "case": number}).location
        factories.sign_in(client, house.people["leader"])
        digest = client.get(made).text.split('name="digest" value="')[1].split('"')[0]
        assert "请重新查看后签发" in back(client, f"{made}/approve", digest="0" * 64)
        assert "已签发" in client.post(f"{made}/approve", data={"digest": digest}, follow_redirects=True).text
        factories.sign_in(client, house.people["officer"])
        assert "已发放" in client.post(f"{made}/release", follow_redirects=True).text
    register = client.get("/numbers?series=京开工创发字〔2026〕").text
    assert "已发放" in register
    assert house.round.name in register
    letter = f"/papers/{made.rsplit('/', 1)[1]}.pdf"
    for reader in ("officer", "applicant"):  # whom it names reads it too
        factories.sign_in(client, house.people[reader])
        assert client.get(letter).mimetype == "application/pdf"


def approved_and_released(client, house: Office, made: str) -> None:
    """The draft at this address, approved by the leader and sent by the officer."""
    factories.sign_in(client, house.people["leader"])
    digest = client.get(made).text.split('name="digest" value="')[1].split('"')[0]
    client.post(f"{made}/approve", data={"digest": digest})
    factories.sign_in(client, house.people["officer"])
    client.post(f"{made}/release")


def test_a_decision_found_wrong_gives_way_to_a_new_one_or_is_void(client):
    house = Office("patent")
    number = house.begin()
    award(house, number)
    index = f"/rounds/{house.round.id}/notices"
    wanted = {"kind": "naming_decision", "case": number}
    with on("2026-05-08 09:00"):
        house.pass_time()
        factories.sign_in(client, house.people["officer"])
        first = client.post(index, data=wanted).location
        approved_and_released(client, house, first)
        assert client.post(first + "/void", data={"reason": "重复"}).status_code == 403
        wrong = first.rsplit("/", 1)[1]
        assert "更正稿列入的案件" in client.get(f"{index}?correct={wrong}").text
        assert client.post(index, data={**wanted, "correct": wrong}).status_code == 422
        again = {**wanted, "correct": wrong, "reason": "单位名称有误"}
        second = client.post(index, data=again).location
        assert "已有一份更正稿" in client.post(index, data=again).text
        old, new = (db.session.get_one(Paper, int(made.rsplit("/", 1)[1])) for made in (first, second))
        assert "真实有效" in client.get(f"/verify/{old.code}").text
        assert f"发放之后代替{old.number}" in client.get(second).text
        approved_and_released(client, house, second)
        answer = client.get(f"/verify/{old.code}").text
        assert f"自2026-05-08起由{new.number}（2026-05-08发放）代替" in answer
        assert "单位名称有误" in answer
        assert f"{old.number}文件自本决定印发之日起废止" in text_of(client.get(f"/papers/{new.id}.pdf").data)
        factories.sign_in(client, house.people["leader"])
        assert "由" + new.number + "代替" in client.get(first).text
        assert "请填写原因" in back(client, second + "/void", reason=" ")
        client.post(second + "/void", data={"reason": "批次撤销"})
        assert "目前不能这样办理" in back(client, second + "/void", reason="批次撤销")
    register = client.get("/numbers?series=京开工创发字〔2026〕").text
    assert f"已更正，由{new.number}代替：单位名称有误" in register
    assert "批次撤销" in register
    assert number in client.get(index).text


def test_none_but_the_office_comes_to_these_pages(client):
    round_ = factories.round_()
    pages = (f"/rounds/{round_.id}/notices", f"/rounds/{round_.id}/payments-due.pdf", "/numbers")
    assert {client.get(page).status_code for page in pages} == {302}
    factories.sign_in(client, factories.person("expert"))
    assert {client.get(page).status_code for page in pages} == {404}


def test_a_number_is_void_with_its_reason_and_a_refusal_stands_beside_it(client):
    factories.sign_in(client, factories.person("officer"))
    with writing():
        number = numbering.reserve_for_round(factories.round_().id, "public_notice", today()).id
    long = "长" * 201
    answer = client.post(f"/numbers/{number}/void", data={"reason": long})
    assert (answer.status_code, f'id="e-reason-{number}"' in answer.text, long in answer.text) == (
        422,
        True,
        True,
    )
    assert (
        "已作废，原因记入"
        in client.post(f"/numbers/{number}/void", data={"reason": "不用"}, follow_redirects=True).text
    )
    again = client.post(f"/numbers/{number}/void", data={"reason": "不用"})
    assert (again.status_code, "不能在此作废" in again.text) == (409, True)
