"""Odd input at the doors: answered in words, never by a failure."""

import pytest

from tests import factories

HUGE = "99999999999999999999"
WORDS = {f"{language}-{part}": "您的申报" for language in ("zh", "en") for part in ("subject", "body")}


@pytest.mark.parametrize(
    "path",
    [
        f"/people/{HUGE}",
        f"/people/roles/{HUGE}/end",
        f"/organisations/{HUGE}",
        "/people?q=%00&role=%00",
        f"/people?after={HUGE}",
        f"/people?after=-{HUGE}",
        "/invitation/%00",
        "/password/reset/%00",
        "/sign-in?next=%00",
    ],
)
def test_odd_addresses_are_answered(client, path):
    factories.sign_in(client, factories.person("admin"))
    assert client.get(path).status_code < 500


@pytest.mark.parametrize("number", [HUGE, f"{2**31}"])
def test_a_number_no_row_has_is_answered_wherever_an_address_names_one(client, number):
    """One database refuses to be asked for the first, the other for both."""
    someone, made = factories.person("officer"), factories.round_()
    for role in ("admin", "maker"):
        factories.hold(someone, role)
    factories.sign_in(client, someone)
    for path in (
        f"/titles?year={number}",
        f"/titles?after=2026-01-01~{number}",
        f"/applications?round={number}",
        f"/applications?after=2026-01-01~{number}",
        f"/workflows/patent?round={number}",
        f"/outbox?before={number}",
        f"/outbox/all?person={number}&before={number}",
        f"/numbers?after={number}",
        f"/finance/receipts?after=2026-01-01~{number}",
        f"/finance/ledger/{made.id}?before={number}~paid",
    ):
        assert client.get(path).status_code == 200, path


@pytest.mark.parametrize("text", ["\0", "é" * 300, "\ud7ff", "<script>alert(1)</script>", "x" * 5000, "𠮷"])
@pytest.mark.parametrize(
    "path", ["/sign-in", "/sign-in/code", "/register", "/password/forgot", "/account/tokens"]
)
def test_odd_words_are_answered_and_never_run(client, path, text):
    names = ("email", "password", "uscc", "org_name", "name", "role", "code", "days")
    if path == "/account/tokens":
        factories.sign_in(client, factories.person("officer"))
    answer = client.post(path, data=dict.fromkeys(names, text))
    assert answer.status_code in (302, 422)
    assert "<script>alert" not in answer.text


@pytest.mark.parametrize("version", ["", "x", HUGE, "-1"])
def test_a_forged_version_is_a_stale_page(client, version):
    unit = factories.organisation()
    factories.sign_in(client, factories.person("applicant", unit))
    data = {"org_name": unit.name, "version": version}
    assert client.post(f"/organisations/{unit.id}/profile", data=data).status_code == 422


@pytest.mark.parametrize(("to", "role"), [(HUGE, "leader"), ("x", "leader"), ("1", "\0"), ("", "")])
def test_a_forged_choice_is_refused_at_its_field(client, to, role):
    factories.sign_in(client, factories.person("leader"))
    data = {"to": to, "role": role, "starts_on": "2026-04-01", "ends_on": "2026-04-02", "reason": "出差"}
    assert client.post("/account/delegations", data=data).status_code == 422


@pytest.mark.on_postgresql
@pytest.mark.parametrize(
    "path", ["/titles?q=%00", "/verify/a%00b", "/applications?state=%00", "/notices/a%00"]
)
def test_what_no_column_holds_is_refused_in_words(client, path):
    """PostgreSQL keeps no zero byte, and fails when it is even asked for one."""
    factories.sign_in(client, factories.person("officer"))
    answer = client.get(path)
    assert answer.status_code == 422
    assert "不能保存的字符" in answer.text


@pytest.mark.on_postgresql
def test_what_no_column_holds_is_refused_on_the_page_where_it_was_typed(client):
    factories.sign_in(client, factories.person("admin"))
    answer = client.post(
        "/outbox/wordings/patent/accept/unit", data=WORDS | {"reason": "统一\0称谓", "seen": "0"}
    )
    assert answer.status_code == 422
    assert "不能保存的字符" in answer.text
    assert "您的申报" in answer.text


@pytest.mark.parametrize(
    ("path", "came", "way"),
    [
        ("/nowhere", "http://localhost/statistics", "http://localhost/statistics"),
        ("/nowhere", "http://localhost/nowhere", "/"),
        ("/nowhere", "http://elsewhere.example/localhost", "/"),
        ("/invitation/none", "", "/sign-in"),
    ],
)
def test_a_refusal_shows_the_way_on_first(client, path, came, way):
    page = client.get(path, headers={"Referer": came}).text
    assert f'class="button primary" href="{way}"' in page
