"""Cases: where they stand, who did what in them, what they hold, and when they wake."""

from collections.abc import Iterator

from flask_babel import gettext
from sqlalchemy import and_, exists, func, select

from grants.extensions import db
from grants.models import Application, Assignment, Claimed, DutyHolder, Event, Message
from grants.programmes import PROGRAMMES
from workflows.engine import NO_DUTY


def states_are_of_last_events() -> Iterator[str]:
    """A case stands where its last event left it; without any event it is a draft."""
    newest = (
        select(Event.application_id, func.max(Event.number).label("number"))
        .where(Event.after != "")
        .group_by(Event.application_id)
        .subquery()
    )
    query = (
        select(Application.number, Application.state, Event.after)
        .outerjoin(newest, newest.c.application_id == Application.id)
        .outerjoin(Event, Event.number == newest.c.number)
        .where(Application.state != func.coalesce(Event.after, "draft"))
    )
    for row in db.session.execute(query):
        yield gettext(
            "案件%(number)s的状态是%(state)s，最后一条日志是%(after)s。",
            number=row.number,
            state=row.state,
            after=row.after or "draft",
        )


def one_duty_each() -> Iterator[str]:
    """Who did something in a case is recorded with that duty, and nobody acted in another."""
    for person in (Event.person_id, Event.principal_id):
        query = (
            select(Event.number, Event.subject, Event.duty, DutyHolder.duty)
            .outerjoin(
                DutyHolder,
                and_(DutyHolder.application_id == Event.application_id, DutyHolder.person_id == person),
            )
            .where(person.is_not(None), Event.application_id.is_not(None), Event.duty != "")
            .where(Event.duty.not_in(NO_DUTY), func.coalesce(DutyHolder.duty, "") != Event.duty)
        )
        for number, subject, duty, held in db.session.execute(query):
            yield gettext(
                "案件%(subject)s第%(number)s条以%(duty)s身份办理，登记的职责是%(held)s。",
                subject=subject, number=number, duty=duty, held=held or "-",
            )  # fmt: skip


def claims_are_of_living_cases() -> Iterator[str]:
    """A claim is held until the case ends in one of its states, and no longer."""
    ended = {
        (programme.slug, claim.kind, state)
        for programme in PROGRAMMES.values()
        for claim in programme.workflow.claims
        for state in (*claim.until, "draft")
    }
    query = select(Application.number, Application.programme, Application.state, Claimed.kind)
    for row in db.session.execute(query.join(Claimed, Claimed.application_id == Application.id)):
        if (row.programme, row.kind, row.state) in ended:
            yield gettext(
                "案件%(number)s处于%(state)s，却仍占用%(kind)s。",
                number=row.number, state=row.state, kind=row.kind,
            )  # fmt: skip


def reviews_are_assigned() -> Iterator[str]:
    """An expert noted as having reviewed has handed in a sheet."""
    sheet = exists().where(
        Event.application_id == Assignment.application_id,
        Event.person_id == Assignment.person_id,
        Event.action == "review",
    )
    query = select(Application.number).join(Assignment, Assignment.application_id == Application.id)
    for number in db.session.scalars(query.where(Assignment.status == "reviewed", ~sheet)):
        yield gettext("案件%(number)s有专家登记为已评审，却没有评审表。", number=number)


def messages_have_occasions() -> Iterator[str]:
    """A message about a move names an event that is in the log."""
    keys = db.session.scalars(select(Message.key).where(Message.key.like("move:%")))
    numbers = {int(key.split(":")[1]) for key in keys}
    known = set(db.session.scalars(select(Event.number))) if numbers else set()
    for number in sorted(numbers - known):
        yield gettext("有消息说的是第%(number)s条日志，日志里没有这一条。", number=number)


def nobody_sleeps_through() -> Iterator[str]:
    """A case on notice, or with a term, is woken when its time is over."""
    on_notice = and_(
        Application.state == "noticing",
        exists().where(Event.application_id == Application.id, Event.action == "post_notice"),
    )
    in_term = and_(Application.state == "running", Application.term_ends.is_not(None))
    query = select(Application.number).where(on_notice | in_term, Application.wakes_at.is_(None))
    for number in db.session.scalars(query):
        yield gettext("案件%(number)s有期限，却没有安排到期办理。", number=number)


CHECKS = (
    states_are_of_last_events,
    one_duty_each,
    claims_are_of_living_cases,
    reviews_are_assigned,
    messages_have_occasions,
    nobody_sleeps_through,
)
