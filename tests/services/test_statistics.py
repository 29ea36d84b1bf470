"""Statistics come from the records; the published history gives the published figures, exactly."""

from datetime import date
from pathlib import Path

import pytest

from grants.access import Viewer
from grants.database import writing
from grants.errors import Forbidden
from grants.extensions import db
from grants.models import Event, Figure, Round
from grants.services import figures, imports, log, money, register, sheets, statistics
from grants.services.register import Search
from tests.conftest import NOW
from tests.counting import statements
from tests.factories import application, count, organisation, person, round_, viewer

EXAMPLES = Path(__file__).parents[2] / "examples" / "import"


@pytest.fixture
def history(app):
    """The published history, as an office imports it on its first day."""
    who = viewer(person("officer"))
    for programme in ("studio", "project", "patent"):
        made = round_(programme)
        with writing():
            table = sheets.read((EXAMPLES / f"{programme}s.csv").read_bytes())
            imports.refuse_if_bad(imports.bring_in(who, made.id, "register", table))
    return who


@pytest.mark.one_database
def test_the_published_history_gives_the_published_figures(history):
    told = statistics.of_period(history, None, date(2021, 12, 31))
    assert sum(told.studios.values()) == 80
    assert (told.studios["municipal"], told.studios["model"]) == (26, 15)
    assert told.union_money["studio"] == 8_750_000_00
    assert told.sums["enterprise_benefit"] == 22_420_000_000_00
    assert told.municipal_projects == 17
    assert told.sums["municipal_award"] == 14
    assert told.awards["patent"] == 153
    assert statistics.of_period(history, None, None) == statistics.Statistics(
        **{**vars(told), "last": None, "in_force": told.studios}
    )

    add_up(history)
    read_whole()


def add_up(history):
    """The years of a period add up to it."""
    whole = statistics.of_period(history, None, None)
    parts = [statistics.of_period(history, date(y, 1, 1), date(y, 12, 31)) for y in range(2010, 2027)]
    for kind, amount in whole.sums.items():
        assert sum(part.sums.get(kind, 0) for part in parts) == amount
        assert sum(year.sums.get(kind, 0) for year in whole.years) == amount
    assert statistics.total(part.studios for part in parts) == whole.studios


def read_whole():
    """The register shows every patent once, page by page, each with its number."""
    seen, search = [], Search("patent")
    while True:
        page = register.page(search)
        seen += [entry.id for entry in page.entries]
        if not page.after:
            break
        search = Search("patent", after=page.after)
    assert len(seen) == len(set(seen)) == 153
    assert all(entry.number for entry in page.entries)


def test_statistics_take_eight_statements(app):
    who = viewer(person("leader"))
    with statements() as seen:
        statistics.of_period(who, None, None)
    assert len(seen) <= 8


@pytest.mark.parametrize("role", ["", "applicant", "endorser", "expert"])
def test_statistics_are_the_offices(app, role):
    with pytest.raises(Forbidden):
        statistics.of_period(viewer(person(role)) if role else Viewer(), None, None)


def named(level, state="running", unit=None, title="王建国创新工作室", **given):
    given = {"awarded_on": date(2025, 6, 1), "term_starts": date(2025, 6, 1)} | given
    return application(
        state, round_("studio", name=f"批次{count(Round)}"), unit, title=title, level=level, **given
    )


def test_a_studio_with_several_titles_counts_once_at_its_highest_level(app):
    unit = organisation()
    named("district", unit=unit)
    named("municipal", unit=unit)
    named("district")
    told = statistics.of_period(viewer(person("auditor")), None, None)
    assert told.studios == {"district": 1, "municipal": 1, "model": 0}
    assert told.years[0].named == {"district": 2, "municipal": 1}


@pytest.mark.parametrize(
    ("state", "given", "counts"),
    [
        ("paying", {}, True),
        ("closed", {}, True),
        ("suspended", {}, True),
        ("releasing", {}, True),
        ("releasing", {"term_starts": None}, False),
        ("noticing", {"term_starts": None}, False),
        ("revoked", {}, False),
        ("refused", {"awarded_on": None}, False),
    ],
)
def test_what_counts_as_a_title_is_released_and_not_revoked(app, state, given, counts):
    named("model", state, **given)
    told = statistics.of_period(viewer(person("auditor")), None, None)
    assert told.studios["model"] == counts
    assert len(register.page(Search("studio")).entries) == counts


def act(case, action, values, **posted):
    """One act on a case as `perform` records it, with its figures."""
    event = log.append(Event(at=NOW, application_id=case.id, subject=case.number, action=action))
    db.session.flush()
    if posted:
        money.post(event, case.round_id, case, **posted)
    told = {**values, "posted": posted.get("paid") or posted.get("recovered")}
    figures.record(case, event, told, again=action in ("report", "accept_report"))
    db.session.commit()
    return event


def sums(case):
    rows = db.session.query(Figure).filter_by(application_id=case.id).order_by(Figure.id)
    return [(row.kind, str(row.on_date), row.amount) for row in rows]


def test_money_counts_on_the_day_the_bank_paid_and_again_when_it_comes_back(app):
    case = application("paying", round_("project"))
    given = {"awarded": 100, "instructed": 60, "paid": 60}
    act(case, "confirm_payment", {"paid_on": date(2026, 3, 2)}, **given)
    act(case, "confirm_recovery", {"agreed": True}, reclaimed=60, recovered=20)
    assert sums(case) == [("union_money", "2026-03-02", 60), ("union_money", "2026-04-01", -20)]


def test_fiscal_money_is_not_the_unions(app):
    case = application("paying", round_("patent", source_of_funds="fiscal"))
    act(case, "confirm_payment", {"paid_on": date(2026, 3, 2)}, awarded=9, instructed=9, paid=9)
    assert sums(case) == [("fiscal_money", "2026-03-02", 9)]


def test_a_yearly_report_handed_in_again_replaces_its_figures(app):
    case = named("district")
    first = {"year": 2025, "benefit": 500, "enterprise_investment": 70, "municipal_awards": 2}
    act(case, "report", first)
    act(case, "report", first | {"benefit": 600, "municipal_awards": None})
    act(case, "report", {"year": 2026, "benefit": 1})
    assert sums(case) == [
        ("enterprise_investment", "2025-12-31", 70),
        ("enterprise_benefit", "2025-12-31", 600),
        ("enterprise_benefit", "2026-12-31", 1),
    ]


def test_a_final_report_counts_once_it_is_accepted(app):
    case = application("accepting", round_("project"))
    reported = {"benefit": 500, "municipal_money": 10_000_000, "municipal_award": "first"}
    act(case, "report", reported)
    assert sums(case) == []
    act(case, "accept_report", reported)
    assert sums(case) == [
        ("enterprise_benefit", "2026-04-01", 500),
        ("municipal_money", "2026-04-01", 10_000_000),
        ("municipal_award", "2026-04-01", 1),
    ]
