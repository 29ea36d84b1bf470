"""Whoever is not signed in and opens a page for those who are is sent to sign in, and comes back; never refused."""

import pytest

from tests import factories

pytestmark = pytest.mark.one_database


@pytest.mark.parametrize(
    "path", ["/rounds/1/revise", "/rounds/1/import", "/rounds/new/patent", "/rounds/1/summary.xlsx"]
)
def test_a_page_of_the_office_asks_to_sign_in(client, path):
    factories.round_()
    answer = client.get(path)
    assert (answer.status_code, answer.location) == (302, f"/sign-in?next={path.replace('/', '%2F')}")


@pytest.mark.parametrize(
    "path",
    ["/papers/1.pdf", "/applications/T-0001/printed/ABCD", "/applications/T-0001/print/application_form.pdf"],
)
def test_an_address_on_a_paper_or_in_a_letter_asks_to_sign_in(client, path):
    answer = client.get(path)
    assert (answer.status_code, answer.location) == (302, f"/sign-in?next={path.replace('/', '%2F')}")


def test_a_program_and_a_post_are_refused(client):
    factories.round_()
    assert client.get("/rounds/1/revise", headers={"Accept": "application/json"}).status_code == 403
    assert client.post("/rounds/1/revise").status_code == 403


def test_whoever_is_signed_in_is_told_what_they_may_not_do(client):
    factories.round_()
    factories.sign_in(client, factories.person("applicant"))
    assert client.get("/rounds/1/revise").status_code == 403
