"""The pages of accounts and units, as their readers use them."""

import re
from datetime import timedelta

import pytest
from flask_babel import get_locale

from grants.extensions import db
from grants.languages import of_letters
from grants.models import ApiToken, Delegation, Message
from grants.services import organisations
from tests import factories
from tests.clients import Client
from tests.conftest import NOW

pytestmark = pytest.mark.one_database

TODAY = NOW.date().isoformat()
LATER = (NOW.date() + timedelta(days=9)).isoformat()


def link() -> str:
    secret = db.session.scalars(db.select(Message.secret).order_by(Message.id.desc())).first()
    return re.sub(r"^https?://[^/]+", "", secret)


def test_the_language_one_chose_is_remembered_for_the_account(app):
    someone = factories.person("officer")
    first, second = Client(app), Client(app)
    factories.sign_in(first, someone)
    assert (
        '<strong lang="en">English</strong>'
        in first.get("/language/en?back=/account", follow_redirects=True).text
    )
    entered = {"email": someone.email, "password": factories.PASSWORD}
    assert 'lang="en"' in second.post("/sign-in", data=entered, follow_redirects=True).text
    db.session.expire_all()
    with of_letters(db.session.get(type(someone), someone.id).language):
        assert str(get_locale()) == "en"


def test_a_unit_registers_itself_and_its_first_member_comes_in(client):
    asked = {"uscc": "91110302562134916R", "org_name": "北京试验制造有限公司", "role": "applicant"}
    client.post("/register", data=asked | {"name": "周晓梅", "email": "new@example.org"})
    assert "北京试验制造有限公司" in client.get(link()).text
    chosen = {"name": "周晓梅", "password": factories.PASSWORD, "password_again": factories.PASSWORD}
    assert client.post(link(), data=chosen).headers["Location"] == "/sign-in"
    client.post("/sign-in", data={"email": "new@example.org", "password": factories.PASSWORD})
    assert "北京试验制造有限公司" in client.get("/organisations", follow_redirects=True).text


@pytest.mark.parametrize(
    ("uscc", "reason", "sentence"),
    [
        ("91110000600037341N", "", "校验位应为 L"),
        ("9111", "", "应为 18 位，现为 4 位"),
        ("9111000060003734IO", "", "不会出现“IO”"),
    ],
)
def test_a_doubtful_code_is_refused_with_what_is_wrong(client, uscc, reason, sentence):
    data = {
        "uscc": uscc,
        "uscc_reason": reason,
        "org_name": "甲",
        "role": "applicant",
        "name": "乙",
        "email": "a@b.cn",
    }
    answer = client.post("/register", data=data)
    assert (answer.status_code, sentence in answer.text) == (422, True)
    assert "a@b.cn" in answer.text


def test_a_failed_checksum_may_be_confirmed_with_a_reason(client):
    data = {
        "uscc": "91110000600037341N",
        "uscc_reason": "执照即为此码",
        "org_name": "甲",
        "role": "applicant",
    }
    assert client.post("/register", data=data | {"name": "乙", "email": "a@b.cn"}).status_code == 200


def test_who_asked_to_join_is_let_in_by_a_member(client):
    unit = factories.organisation(code="91110108551385082Q")
    data = {
        "uscc": unit.code,
        "org_name": "任意",
        "role": "applicant",
        "name": "周晓梅",
        "email": "new@example.org",
    }
    client.post("/register", data=data)
    chosen = {"name": "周晓梅", "password": factories.PASSWORD, "password_again": factories.PASSWORD}
    told = client.post(link(), data=chosen).text
    assert ("等待单位确认" in told, "结果不会发到邮箱" in told) == (True, True), (
        "no mail server, no promise of mail"
    )
    factories.sign_in(client, factories.person("endorser", unit))
    page = client.get(f"/organisations/{unit.id}").text
    assert "周晓梅（new@example.org）申请作为申报人加入" in page
    path = re.search(r'action="(/organisations/requests/\d+)"', page)[1]
    client.post(path, data={"agreed": "true"})
    assert [person.name for _, person in organisations.members(unit)][-1] == "周晓梅"


def test_the_profile_page_shows_the_unit_its_own_numbers_and_the_office_masks(client):
    unit = factories.organisation()
    factories.sign_in(client, factories.person("applicant", unit))
    data = {"org_name": unit.name, "contact_phone": "13800001234", "version": str(unit.version)}
    assert client.post(f"/organisations/{unit.id}/profile", data=data).status_code == 302
    assert "13800001234" in client.get(f"/organisations/{unit.id}").text
    stale = client.post(f"/organisations/{unit.id}/profile", data=data)
    assert (stale.status_code, "刚被他人更新" in stale.text) == (422, True)
    factories.sign_in(client, factories.person("officer"))
    page = client.get(f"/organisations/{unit.id}").text
    assert ("138****1234" in page, "13800001234" in page) == (True, False)
    assert client.get(f"/organisations/{unit.id}/profile").status_code == 404


def test_a_colleague_is_invited_into_the_own_unit_only(client):
    own, other = factories.organisation(), factories.organisation()
    factories.sign_in(client, factories.person("applicant", own))
    data = {"email": "new@example.org", "name": "周晓梅", "role": "endorser"}
    assert client.post(f"/organisations/{own.id}/invite", data=data).status_code == 302
    assert client.post(f"/organisations/{other.id}/invite", data=data).status_code == 404


def test_a_role_is_lent_and_taken_back_on_the_page(client):
    lender, borrower = factories.person("leader"), factories.person("officer")
    factories.sign_in(client, lender)
    data = {"role": "leader", "to": str(borrower.id), "starts_on": TODAY, "ends_on": LATER, "reason": "出差"}
    wrong = client.post("/account/delegations", data=data | {"role": "admin"})
    assert (wrong.status_code, "只能委托本人现有的角色" in wrong.text) == (422, True)
    assert client.post("/account/delegations", data=data).status_code == 302
    row = db.session.scalars(db.select(Delegation)).one()
    assert "出差" in client.get("/account").text
    client.post(f"/account/delegations/{row.id}/end")
    assert "已结束" in client.get("/account").text


def test_a_token_is_shown_once(client):
    factories.sign_in(client, factories.person("officer"))
    shown = client.post("/account/tokens", data={"name": "办公系统", "days": "30"}).text
    secret = re.search(r'id="token">(zhutui_[\w-]+)<', shown)[1]
    page = client.get("/account").text
    assert ("办公系统" in page, secret in page) == (True, False)
    token = db.session.scalars(db.select(ApiToken)).one()
    client.post(f"/account/tokens/{token.id}/revoke")
    assert "已吊销" in client.get("/account").text
