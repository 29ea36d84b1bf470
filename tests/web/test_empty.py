"""An installation on its first day: people with roles, and nothing else. No page fails for want of anything, and
whoever can do something about it is told what is to be done first."""

import pytest

from grants.database import writing
from grants.extensions import db
from grants.models.people import ROLES
from grants.services import invitations
from grants.services.first_steps import MAIL, NEEDED, PARTNERS, PEOPLE, PUBLISH, ROUND, lacking
from tests import factories
from tests.clients import Client

pytestmark = pytest.mark.one_database

GIVEN = {"slug": "patent", "programme": "patent", "kind": "reward_notice", "role": "officer", "code": "zh"}


def addresses(app) -> list[str]:
    """Every page that can be asked for without a row."""
    adapter = app.url_map.bind("localhost")
    return [
        adapter.build(rule.endpoint, {name: GIVEN[name] for name in rule.arguments})
        for rule in app.url_map.iter_rules()
        if "GET" in rule.methods and rule.arguments <= set(GIVEN) and not rule.rule.startswith("/api")
    ]


def status(client: Client, path: str) -> int:
    with client.get(path) as answer:  # some are files
        return answer.status_code


def test_every_page_answers_somebody_of_every_role(app):
    client, someone = Client(app), factories.person("officer")
    for role in set(ROLES) - {"officer"}:
        factories.hold(someone, role, factories.organisation() if role == "applicant" else None)
    factories.sign_in(client, someone)
    answered = {path: status(client, path) for path in addresses(app)}
    assert [path for path, code in answered.items() if code >= 500] == []
    assert list(answered.values()).count(200) > 40


def test_what_is_lacking_is_told_until_it_is_there(app, monkeypatch):
    admin, officer = (factories.viewer(factories.person(role)) for role in ("admin", "officer"))
    assert (lacking(admin), lacking(officer)) == ([MAIL, PEOPLE, ROUND], [ROUND])
    monkeypatch.setitem(app.config, "SMTP_URL", "smtp://mail.example.org")
    assert lacking(admin) == [PEOPLE, ROUND]
    assert lacking(factories.viewer(factories.person("leader"))) == []
    for role in set(NEEDED) - {"officer", "leader"}:
        factories.person(role)
    assert lacking(admin) == [ROUND]
    made = factories.round_()
    made.published = False
    db.session.commit()
    assert (lacking(admin), lacking(officer)) == ([PUBLISH], [PUBLISH])
    made.published = True
    db.session.commit()
    assert (lacking(admin), lacking(officer)) == ([], [])


def test_who_registered_a_unit_alone_is_told_whom_to_invite(app):
    unit = factories.organisation()
    applicant = factories.viewer(factories.person("applicant", unit))
    assert lacking(applicant) == [PARTNERS["endorser"]]
    invited = {"email": "new@example.org", "name": "林若水", "role": "endorser"}
    with writing():
        invitation = invitations.invite(applicant, invited, unit)
    assert lacking(applicant) == []
    db.session.delete(invitation)
    db.session.commit()
    endorser = factories.viewer(factories.person("endorser", unit))
    assert lacking(applicant) == lacking(endorser) == []


@pytest.mark.parametrize("url", ["", "smtp://mail.example.org"])
def test_nobody_is_sent_to_look_for_a_letter_that_waits_for_a_mail_server(app, client, monkeypatch, url):
    monkeypatch.setitem(app.config, "SMTP_URL", url)
    factories.sign_in(client, factories.person("admin"))
    given = {"email": "new@example.org", "name": "林若水", "role": "officer"}
    told = [
        client.post("/people/invite", data=given, follow_redirects=True).text,
        client.post("/password/forgot", data={"email": "new@example.org"}).text,
    ]
    for sentence in ("尚未配置邮件服务器", "zhutui demo --show"):
        assert [sentence in text for text in told] == [not url] * 2
    assert ("请查收邮件" in told[1]) == bool(url)
