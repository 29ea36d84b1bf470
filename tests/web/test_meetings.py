"""The meeting's page: ranked, counted, rehearsed together, proposed one by one - and larger on the wall."""

import re
from decimal import Decimal

import pytest

from grants import clock
from grants.access import may_read_deed
from grants.extensions import db
from grants.models import Application
from grants.programmes import PROGRAMMES
from grants.services import meetings
from grants.services.agenda import Agenda, Row
from tests import factories
from tests.counting import statements
from tests.factories import sign_in

pytestmark = pytest.mark.one_database

MINUTES = {
    "meeting_on": "2026-04-01",
    "attendance": "陈志强、黄海燕",
    "minutes": "逐件审议，按得分和余额提出建议。",
}


@pytest.fixture
def meeting(client):
    """Three patents before the meeting of a round with 7,000 yuan to give; an officer at the page."""
    round_row = factories.round_(appropriation="7000.00")
    for number in range(3):
        factories.application("deciding", round_row, title=f"一种夹具{number + 1}")
    sign_in(client, factories.person("officer"))
    return round_row


def typed() -> dict[str, str]:
    numbers = [f"T-000{n}" for n in (1, 2, 3)]
    return MINUTES | {f"outcome-{n}": "award" for n in numbers} | {f"amount-{n}": "3000.00" for n in numbers}


def posted(client, meeting, step: str, **changed: str):
    answers = typed() | changed
    return client.post(f"/rounds/{meeting.id}/meeting", data=answers | {"step": step})


def proposals() -> list[int]:
    db.session.rollback()
    return [row.proposed for row in db.session.query(Application).order_by(Application.number)]


def test_the_page_ranks_the_cases_and_shows_where_the_money_ends(client, meeting):
    told = client.get(f"/rounds/{meeting.id}/meeting").text
    assert "7,000.00" in told
    assert "预算线" in told
    assert told.index("夹具2") < told.index("预算线：") < told.index("夹具3")
    assert f'value="{clock.today().isoformat()}"' in told


def test_what_was_not_spoken_of_is_recommended_by_nobody_until_somebody_chooses(client, meeting):
    told = client.get(f"/rounds/{meeting.id}/meeting").text
    assert re.findall(r'<option value="(\w+)" selected>', told) == []
    nothing = {f"outcome-T-000{n}": "" for n in (1, 2, 3)}
    chosen = posted(client, meeting, "within", **nothing).text
    assert re.findall(r'<option value="(\w+)" selected>', chosen) == ["award", "award"]
    assert posted(client, meeting, "propose", **nothing | {"outcome-T-0002": "award"}).status_code == 303
    assert proposals() == [0, 300_000, 0]
    told = client.get(f"/rounds/{meeting.id}/meeting").text
    assert re.findall(r'<option value="(\w+)" selected>', told) == ["award"]
    later = nothing | {"outcome-T-0001": "award", "outcome-T-0002": "award"}
    assert "试算 1 件" in posted(client, meeting, "rehearse", **later, minutes="另一次会议").text


def test_what_the_money_does_not_reach_is_left_for_another_time_at_one_press(client, meeting):
    told = posted(client, meeting, "within").text
    assert re.findall(r'<option value="(\w+)" selected>', told) == ["award", "award"]
    assert "预算线：" not in told
    assert MINUTES["minutes"] in told


def test_equal_points_share_a_rank():
    rows = [Row(None, points, (), {}, False, 1) for points in (Decimal(87), Decimal(87), Decimal(80), None)]
    found = Agenda(None, tuple(rows), 0)
    assert [found.rank(row) for row in rows] == [1, 1, 3, 4]


def test_counting_anew_keeps_what_is_typed_and_saves_nothing(client, meeting):
    told = posted(client, meeting, "count", **{"amount-T-0003": "1000.00"})
    assert "预算线：" not in told.text
    assert 'value="1000.00"' in told.text
    assert MINUTES["minutes"] in told.text
    assert proposals() == [0, 0, 0]


def test_a_rehearsal_counts_all_together_and_saves_nothing(client, meeting):
    told = posted(client, meeting, "rehearse")
    assert "2 件可以提出，1 件有问题" in told.text
    assert proposals() == [0, 0, 0]


def test_each_case_gets_its_proposal_and_one_that_cannot_holds_up_no_other(client, meeting):
    told = posted(client, meeting, "propose")
    assert told.status_code == 422
    assert "已提出审定建议 2 件" in told.text
    assert proposals() == [300_000, 300_000, 0]
    left_out = {
        "outcome-T-0001": "",
        "outcome-T-0002": "",
        "outcome-T-0003": "refuse",
        "reasons-T-0003": "得分靠后",
    }
    assert posted(client, meeting, "propose", **left_out).status_code == 303
    assert proposals() == [300_000, 300_000, 0]


def test_two_officers_at_one_meeting_do_not_overwrite_each_other(client, meeting):
    told = client.get(f"/rounds/{meeting.id}/meeting").text
    seen = dict(re.findall(r'name="(version-T-000\d)" value="(\d+)"', told))
    only = {f"outcome-T-000{n}": "" for n in (2, 3)}
    assert len(seen) == 3
    assert posted(client, meeting, "propose", **seen, **only).status_code == 303
    other = {"outcome-T-0001": "refuse", "reasons-T-0001": "材料不实", **seen, **only}
    for step in ("rehearse", "propose"):
        assert "本案已被他人更新" in posted(client, meeting, step, **other).text
        assert proposals() == [300_000, 0, 0]
    again = posted(client, meeting, "propose", **other).text
    now = re.findall(r'name="version-T-0001" value="(\d+)"', again)
    assert "材料不实" in again
    assert posted(client, meeting, "propose", **other | {"version-T-0001": now[0]}).status_code == 303
    assert proposals() == [0, 0, 0]


def test_minutes_left_out_are_asked_for_case_by_case(client, meeting):
    told = posted(client, meeting, "rehearse", minutes="")
    assert "0 件可以提出，3 件有问题" in told.text


def test_the_wall_shows_no_minutes_and_nothing_to_fill_in(client, meeting):
    told = client.get(f"/rounds/{meeting.id}/meeting?view=projector").text
    assert "夹具1" in told
    assert "<input" not in told.split('id="main"')[1].split("</main>")[0]


ANSWERED = [
    ("leader", 200),
    ("auditor", 200),
    ("maker", 403),
    ("admin", 403),
    ("applicant", 404),
    ("expert", 404),
]


@pytest.mark.parametrize(("role", "status"), ANSWERED)
def test_the_meeting_is_the_offices(client, meeting, role, status):
    sign_in(client, factories.person(role))
    assert client.get(f"/rounds/{meeting.id}/meeting").status_code == status
    assert posted(client, meeting, "propose").status_code in (403, 404, 422)
    assert proposals() == [0, 0, 0]


@pytest.mark.parametrize("count", [1, 3])
def test_the_agenda_asks_the_same_however_many_cases(app, count):
    round_row = factories.round_()
    for _ in range(count):
        factories.application("deciding", round_row)
    viewer = factories.viewer(factories.person("officer"))
    db.session.commit()
    with statements() as seen:
        meetings.agenda(viewer, round_row.id)
    assert len(seen) <= 5


BEFORE_PAYMENT = frozenset(
    {"endorsing", "correcting", "screening", "reviewing", "visiting", "deciding", "noticing"}
)


@pytest.mark.parametrize("slug", sorted(PROGRAMMES))
def test_the_version_its_page_names_is_moved_by_nothing_its_officer_may_not_know(slug):
    """The page posts the case's own version, which counts every move: each that can be made between two meetings is
    open to the office."""
    rows = PROGRAMMES[slug].workflow.actions
    between = [row.name for row in rows if BEFORE_PAYMENT & set(row.sources)]
    kept = [name for name in between if not may_read_deed(frozenset({"officer"}), "1", name, "2")]
    assert kept == []
