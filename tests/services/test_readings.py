"""Receipts of papers: the unit's first opening is kept, told to the office, and ends the asking."""

import io

import pytest

from grants import clock
from grants.database import writing
from grants.extensions import db
from grants.models import Application, Blob, Paper, PaperReading
from grants.services import blobs, outbox
from tests.api.callers import Caller
from tests.factories import application, organisation, person, round_, sign_in


@pytest.fixture
def paper(app) -> Paper:
    """A letter in force, made for a unit."""
    case = application("running", round_("patent"), organisation(), title="焊接夹具")
    digest, size = blobs.put_stream(io.BytesIO(b"%PDF-1.7\n%%EOF"), 1000)
    db.session.add(Blob(digest=digest, size=size, media_type="application/pdf", created_at=clock.now()))
    row = Paper(
        application_id=case.id, round_id=case.round_id, kind="reward_notice", series="通", year=2026, serial=1,
        number="京开工创通字〔2026〕1号", code="ABCDEFGHJK", status="released", digest=digest, basis="0" * 64,
        record={}, context={}, prepared_at=clock.now(), released_at=clock.now(),
    )  # fmt: skip
    db.session.add(row)
    db.session.commit()
    return row


def test_a_letter_stands_on_the_first_page_until_somebody_of_the_unit_opens_it(client, paper):
    case = db.session.get_one(Application, paper.application_id)
    someone, officer = person("applicant", case.organisation), person("officer")
    case_page, letter = f"/applications/{case.number}", f"/papers/{paper.id}.pdf"
    sign_in(client, officer)
    assert client.get(letter).status_code == 200
    assert "单位尚未阅看" in client.get(case_page).text
    sign_in(client, someone)
    assert paper.number in client.get("/").text
    for _twice in range(2):
        assert client.get(letter).status_code == 200
    assert db.session.query(PaperReading).count() == 1
    assert paper.number not in client.get("/").text
    sign_in(client, officer)
    assert f"{someone.name} 已于" in client.get(case_page).text


@pytest.mark.one_database
def test_the_interface_lists_letters_and_reading_one_there_is_the_receipt(app, paper):
    case = db.session.get_one(Application, paper.application_id)
    someone = person("applicant", case.organisation)
    unit, stranger = Caller(app, someone), Caller(app, person("applicant"))
    (letter,) = unit.get("/letters", unread="true").json["items"]
    assert (letter["application"], letter["paper"]["number"], letter["readings"]) == (
        case.number,
        paper.number,
        [],
    )
    assert stranger.get("/letters").json == {"items": [], "next": None}
    assert unit.get(f"/papers/{paper.id}/content").status_code == 200
    assert unit.get("/letters", unread="true").json["items"] == []
    (letter,) = unit.get("/letters", limit=1).json["items"]
    assert [one["name"] for one in letter["readings"]] == [someone.name]


@pytest.mark.one_database
def test_the_interface_tells_ones_own_messages_without_links_for_oneself_alone(app, paper):
    case = db.session.get_one(Application, paper.application_id)
    someone, other = person("applicant", case.organisation), person("applicant")
    with writing():
        outbox.tell([someone.id], "邀请", "请打开链接。", "invite:1", secret="https://example.org/once")
    (told,) = Caller(app, someone).get("/messages").json["items"]
    assert (told["subject"], told["body"], told["application"]) == ("邀请", "请打开链接。", None)
    assert "once" not in str(told)
    assert Caller(app, other).get("/messages").json["items"] == []
