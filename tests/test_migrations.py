"""The schema: up from an empty database, the same as the models say, and what is only ever added to."""

from datetime import UTC, date, timedelta
from importlib import import_module
from types import SimpleNamespace

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine, delete, insert, inspect, text
from sqlalchemy.exc import IntegrityError

from grants.canonical import canonical
from grants.database import writing
from grants.errors import Conflict
from grants.extensions import db
from grants.models import Answer, Budget, DutyHolder, Event, LogHead
from grants.services import log, money
from grants.verify_log import GENESIS
from tests import factories
from tests.conftest import NOW


def test_the_migrations_make_what_the_models_say(app):
    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, db.metadata) == []


def checks(engine) -> dict[tuple[str, str | None], str]:
    """Every check by its table and name, in the words it was made with."""
    found = inspect(engine)
    return {
        (table, check["name"]): " ".join(check["sqltext"].split())
        for table in found.get_table_names()
        for check in found.get_check_constraints(table)
    }


def test_every_check_is_in_the_database_as_the_models_say_it(app):
    """PostgreSQL keeps a check in words of its own: there its name tells that it was made."""
    wanted = create_engine("sqlite://")
    db.metadata.create_all(wanted)
    if db.engine.dialect.name == "sqlite":
        assert checks(db.engine) == checks(wanted)
    else:
        assert checks(db.engine).keys() == checks(wanted).keys()
    wanted.dispose()


def test_the_chain_of_the_log_has_its_beginning(app):
    head = db.session.scalars(db.select(LogHead)).one()
    assert (head.number, head.digest) == (0, GENESIS)


REFUSED = [
    "UPDATE events SET action = 'forged'",
    "DELETE FROM events",
    "UPDATE postings SET amount = amount + 1",
    "DELETE FROM postings",
    "UPDATE round_terms SET reason = 'forged'",
    "DELETE FROM round_terms",
    "DELETE FROM log_heads",
]


@pytest.mark.parametrize("statement", REFUSED)
def test_what_is_only_added_to_cannot_be_changed(app, statement):
    factories.round_()
    with pytest.raises(Conflict, match="只增不改"), writing():
        db.session.execute(text(statement))


def test_answers_can_be_anonymised_but_not_deleted(app):
    case = factories.application()
    with writing():
        event = log.append(Event(at=NOW, subject=case.number, action="submit"))
        db.session.flush()
        answer = Answer(
            event_number=event.number, application_id=case.id, action="submit", masked={"name": "王某"}
        )
        db.session.add(answer)
    with writing():
        answer.masked = {"name": "***"}
    with pytest.raises(Conflict, match="只增不改"), writing():
        db.session.execute(text("DELETE FROM answers"))


def test_a_row_cannot_be_replaced_either(app):
    factories.round_()
    columns = "number, at, subject, action, duty, before, after, recorded, answers_digest, previous, digest"
    forged = f"SELECT {columns.replace('subject', repr('forged'))} FROM events"
    replace = "INSERT OR REPLACE" if db.engine.dialect.name == "sqlite" else "INSERT"
    with pytest.raises(Conflict), writing():
        db.session.execute(text(f"{replace} INTO events ({columns}) {forged}"))
    assert db.session.scalars(db.select(Event.subject)).one() != "forged"


STRAY = [
    ({"number": 2}, "a number left out"),
    ({"number": 0}, "a number before the end"),
    ({"previous": "0" * 64}, "another event before it"),
]


@pytest.mark.parametrize(("wrong", "_why"), STRAY)
def test_the_database_adds_events_at_the_end_of_the_chain_or_not_at_all(app, wrong, _why):
    fields = {"number": 1, "at": NOW, "subject": "x", "action": "submit", "duty": "", "before": ""}
    fields |= {
        "after": "",
        "recorded": "{}",
        "answers_digest": "",
        "previous": GENESIS,
        "digest": "1" * 64,
    }
    with pytest.raises(IntegrityError, match="append_only"):
        db.session.execute(insert(Event).values(fields | wrong))
    db.session.rollback()
    db.session.execute(insert(Event).values(fields))
    end = db.session.scalars(db.select(LogHead)).one()
    assert (end.number, end.digest) == (1, "1" * 64)


def test_a_total_is_the_sum_of_its_postings_and_each_is_held_to_its_bounds(app):
    """Nobody adds up: whatever is posted changes the round's totals, within the checks."""
    made, other = factories.round_(), factories.round_("studio")
    with writing():
        event = log.append(Event(at=NOW, subject=made.name, action="revise_round"))
        money.post(event, made.id, None, proposed=300, appropriated=500)
        money.post(event, made.id, None, awarded=100_000_500, proposed=-300, paid=0)
    totals = db.session.get_one(Budget, made.id, populate_existing=True)
    assert (totals.appropriated, totals.awarded, totals.proposed) == (100_000_500, 100_000_500, 0)
    with pytest.raises(Conflict, match="预算余额"), writing():
        money.post(event, made.id, None, awarded=1)
    db.session.execute(delete(Budget).where(Budget.round_id == other.id))
    db.session.commit()
    with pytest.raises(Conflict), writing():
        money.post(event, other.id, None, appropriated=1)


def test_an_event_holds_the_duty_it_records_and_no_second_one(app):
    someone, other = factories.person("officer"), factories.person("officer")
    case = factories.application()
    known = {"at": NOW, "application_id": case.id, "subject": case.number, "action": "accept"}
    with writing():
        for duty in ("officer", "officer", ""):
            log.append(Event(**known, person_id=someone.id, principal_id=other.id, duty=duty))
            db.session.flush()
    held = {row.person_id: row.duty for row in db.session.scalars(db.select(DutyHolder))}
    assert held == {someone.id: "officer", other.id: "officer"}
    with pytest.raises(Conflict, match="只能履行一种职责"), writing():
        log.append(Event(**known, person_id=other.id, duty="leader"))


# State, the act that gave the day, what was answered and what the act established, the day the case bears
GIVEN = [
    ("recovering", "revoke", {"recover": "3000.00", "repay_by": "2026-06-30"}, {}, "2026-06-30"),
    ("recovering", "revoke", {"recover": "3000.00"}, {}, "2026-05-01"),
    ("recovering", "revoke", {"recover": "0.00"}, {}, None),
    ("noticing", "post_notice", {"starts_on": "2026-04-01"}, {"ends_on": "2026-04-08"}, "2026-04-08"),
    ("mending", "order_mending", {"due_on": "2026-07-01"}, {}, "2026-07-01"),
    ("correcting", "withhold", {}, {}, None),
    ("running", "release", {}, {}, "2029-03-31"),
]


def test_cases_from_before_they_bore_a_day_get_the_one_they_were_given(app):
    made, unit = factories.round_(), factories.organisation()
    cases = [
        factories.application(
            row[0], made, unit, term_ends=date(2029, 3, 31) if row[0] == "running" else None
        )
        for row in GIVEN
    ]
    with writing():
        for case, (_state, action, answered, established, _day) in zip(cases, GIVEN, strict=True):
            said = {"subject": case.number, "action": action, "recorded": canonical(established)}
            event = log.append(Event(at=NOW, application_id=case.id, **said))
            db.session.flush()
            kept = {"event_number": event.number, "application_id": case.id, "action": action}
            db.session.add(Answer(masked=answered, **kept))
    with writing():
        import_module("grants.migrations.versions.0023_days_given").give_days(db.session.connection())
    found = [str(case.due_on) if case.due_on else None for case in cases]
    assert found == [row[-1] for row in GIVEN]


@pytest.mark.one_database
def test_payments_from_before_bear_their_slip_and_approval_unless_that_contradicts_what_was_recorded():
    slips = import_module("grants.migrations.versions.0027_slips")
    made, approved = NOW, NOW.astimezone(UTC) + timedelta(days=1)
    row = SimpleNamespace(status="paid", created_at=made, paid_on=date(2026, 4, 2), bank_reference="ｂ 1")
    assert slips.days(row, None, [approved]) == {"approved_on": date(2026, 4, 2)}
    assert slips.days(row, approved, [approved]) == {}  # the approval of the payment after this one
    assert slips.days(SimpleNamespace(**vars(row) | {"paid_on": date(2026, 4, 1)}), None, [approved]) == {}
    borne: set[str] = set()
    assert [slips.slip(row, borne) for _ in range(2)] == [{"slip": "B1"}, {}]
