"""Pages of a round's papers and of the numbers: from the choice of cases to the paper in the register."""

import pytest

from tests import factories
from tests.lives.office import Office, on
from tests.lives.test_patent import award

pytestmark = pytest.mark.one_database


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
        assert "请至少选择一件" in client.post(index, data={"kind": "naming_decision"}).text
        made = client.post(index, data={"kind": "naming_decision", "case": number}).location
        factories.sign_in(client, house.people["leader"])
        digest = client.get(made).text.split('name="digest" value="')[1].split('"')[0]
        assert client.post(f"{made}/approve", data={"digest": "0" * 64}).status_code == 409
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


def test_none_but_the_office_comes_to_these_pages(client):
    round_ = factories.round_()
    pages = (f"/rounds/{round_.id}/notices", f"/rounds/{round_.id}/payments-due.pdf", "/numbers")
    assert {client.get(page).status_code for page in pages} == {302}
    factories.sign_in(client, factories.person("expert"))
    assert {client.get(page).status_code for page in pages} == {404}
