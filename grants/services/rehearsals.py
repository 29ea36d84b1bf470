"""Rehearsing a bulk action: what it would come to in each of its cases, found out a piece at a time.

A few cases are rehearsed while somebody waits for the page, more of them by the worker while the page tells how far
it is. Nothing of a rehearsal is kept but what it came to. So a piece that a killed worker had in hand is rehearsed
once more, and does no harm.
"""

import logging
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Any

from flask_babel import gettext
from sqlalchemy import exists, func, select, update

from grants import clock
from grants.access import Viewer
from grants.database import writing
from grants.errors import Problem
from grants.extensions import db
from grants.languages import of_letters
from grants.models import Application, Batch, BatchItem, Message, Person
from grants.programmes import PROGRAMMES
from grants.services import batch_items, bulk, links, outbox, preparing, recognition
from grants.services.applications import Outcome
from grants.services.bulk import Raw
from grants.services.leases import free
from grants.texts import N_

logger = logging.getLogger(__name__)

AT_ONCE = 50  # cases rehearsed while one waits for the page: about two seconds
PIECE = 20  # cases between two moments at which what was found out is kept
LEASE = timedelta(minutes=1)  # a piece takes a second or two
PAPERS_READ = ("approve_papers", "release")  # whose papers are there to be read before
BROKEN = N_("试办此件时系统出现故障，没有作任何改动。请单独办理此件；仍然不行的，请联系系统管理员。")


@dataclass(frozen=True)
class Subject:
    """A case to be rehearsed, free of the session it was read in."""

    application_id: int
    number: str
    version: int


@dataclass(frozen=True)
class Piece:
    """Some cases of a plan, in one worker's hand."""

    batch_id: int
    person_id: int
    language: str
    action: str
    posted: Raw
    subjects: tuple[Subject, ...]


def some() -> int:
    """Rehearse the next cases of a plan that no other worker has in hand, as the person who made it; how many they
    were. Not to be called inside `writing`."""
    with writing():
        taken = taken_of(next_plan())
    if taken is None:
        return 0
    with of_letters(taken.language):
        planner = db.session.get(Person, taken.person_id)
        rehearse(recognition.viewer_of(planner if planner and planner.active else None), taken)
    return len(taken.subjects)


def whole(viewer: Viewer, batch_id: int) -> None:
    """Rehearse all of a plan while its maker waits. Not to be called inside `writing`."""
    while True:
        with writing():
            taken = taken_of(db.session.get(Batch, batch_id, with_for_update=True))
        if taken is None:
            return
        rehearse(viewer, taken)


def next_plan() -> Batch | None:
    """A plan with cases yet to be rehearsed that nobody has in hand, locked."""
    query = (
        select(Batch)
        .where(
            Batch.ordered_at.is_(None),
            exists().where(BatchItem.batch_id == Batch.id, BatchItem.status == "planned"),
            free(Batch, clock.now()),
        )
        .order_by(Batch.id)
        .limit(1)
        .with_for_update(skip_locked=True, of=Batch)
    )
    return db.session.scalar(query)


def taken_of(plan: Batch | None) -> Piece | None:
    """The next cases of this plan, which is in hand from now on; nothing where there are none left."""
    if plan is None:
        return None
    query = (
        select(Application.id, Application.number, Application.version)
        .join(BatchItem, BatchItem.application_id == Application.id)
        .where(BatchItem.batch_id == plan.id, BatchItem.status == "planned")
        .order_by(*bulk.BY_UNIT)
        .limit(PIECE)
    )
    subjects = tuple(Subject(*row) for row in db.session.execute(query))
    plan.leased_until = clock.now() + LEASE
    told = (plan.id, plan.person_id, plan.person.language, plan.action, dict(plan.posted))
    return Piece(*told, subjects) if subjects else None


def rehearse(viewer: Viewer, piece: Piece) -> None:
    found = [rehearsed(viewer, subject, piece.action, piece.posted) for subject in piece.subjects]
    with writing():
        keep(piece, found)


def rehearsed(viewer: Viewer, subject: Subject, action: str, posted: Raw) -> dict[str, Any]:
    """What the action would come to in this case, as columns of its item."""
    item: dict[str, Any] = {"application_id": subject.application_id, "version": subject.version}
    empty: dict[str, Any] = {"posted": {}, "foreseen": {}, "sentences": []}
    seen: dict[str, Any] = {}
    try:
        own = bulk.own(viewer, subject.number, action)
        look = partial(looked_at, seen)
        states = preparing.rehearse(viewer, subject.number, action, posted | own, subject.version, look)
    except Problem as problem:
        return item | empty | {"status": "barred", "sentences": [str(text) for text in problem.sentences]}
    except Exception:  # whatever is wrong with this case, the others are rehearsed
        logger.exception("Case %s could not be rehearsed.", subject.number)
        return item | empty | {"status": "barred", "sentences": [gettext(BROKEN)]}
    return item | empty | {"status": "waiting", "posted": own, "foreseen": {"states": list(states), **seen}}


def looked_at(seen: dict[str, Any], outcome: Outcome) -> None:
    """While it is done and not yet undone: the papers it makes or sends, and how many messages."""
    db.session.flush()
    there = outcome.event.action in PAPERS_READ
    papers = [[paper.kind, paper.id if there else 0] for paper in batch_items.came_to(outcome)]
    # Of the case alone, which an index finds: none serves the beginning of a key, and there are very many.
    of_case = Message.application_id == outcome.application.id
    told = select(func.count()).where(of_case, Message.key.like(f"move:{outcome.event.number}:%"))
    seen |= {"papers": papers, "messages": db.session.scalar(told), "before": outcome.event.before}


def keep(piece: Piece, found: list[dict[str, Any]]) -> None:
    """What the piece came to, and the plan is free for whoever goes on; of a plan given up meanwhile, nothing."""
    plan = db.session.get(Batch, piece.batch_id, with_for_update=True)
    if plan is None or plan.ordered_at is not None:
        return
    items = [{"batch_id": piece.batch_id, **item} for item in found]
    db.session.execute(update(BatchItem), items)
    plan.leased_until = clock.now()
    counts = batch_items.counted([plan.id])[plan.id]
    if sum(counts.values()) > AT_ONCE and not counts.get("planned"):
        tell(plan, counts)


def tell(plan: Batch, counts: dict[str, int]) -> None:
    """Its maker, who left so many cases to the worker, is told that it can be read and ordered."""
    programme = PROGRAMMES[plan.programme]
    with of_letters(plan.person.language):
        label = gettext(programme.workflow.action[plan.action].label)
        subject = gettext("批量%(action)s已试办完，等您确认", action=label)
        body = gettext(
            "可以办理 %(done)s 件，不能办理 %(bad)s 件；案件没有任何改动。\n查看并确认：%(link)s",
            done=counts.get("waiting", 0),
            bad=counts.get("barred", 0),
            link=links.to(f"/applications/bulk/{plan.id}"),
        )
    outbox.tell([plan.person_id], subject, body, key=f"rehearsed:{plan.id}")
