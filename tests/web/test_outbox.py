"""Messages are read by those they are for; the office reads all, but nobody's links."""

import pytest

from grants.database import writing
from grants.services import outbox
from tests import factories

pytestmark = pytest.mark.one_database
LINK = "https://example.org/reset/secret-token"


@pytest.fixture
def told(app):
    """Somebody who was sent a link."""
    someone = factories.person("applicant")
    with writing():
        outbox.tell([someone.id], "重设密码", "请打开链接。", "reset:1", LINK)
    return someone


def test_one_reads_ones_own_messages_with_their_links(client, told):
    factories.sign_in(client, told)
    page = client.get("/outbox").text
    assert "重设密码" in page
    assert LINK in page
    assert "尚未配置邮件服务器" in page


def test_the_office_reads_all_but_no_link(client, told):
    factories.sign_in(client, factories.person("officer"))
    page = client.get("/outbox/all").text
    assert "重设密码" in page
    assert LINK not in page
    assert told.email not in page
    assert f"{told.name[:1]}** {told.email[:1]}***@example.org" in page


def test_others_do_not_reach_all_messages(client, told):
    factories.sign_in(client, told)
    assert client.get("/outbox/all").status_code == 404


def test_who_is_not_signed_in_reads_nothing(client, told):
    assert client.get("/outbox").status_code in (302, 401)
