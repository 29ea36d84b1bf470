"""The items of a batch, of papers or of a list: taken for a while, each performed in a transaction that settles it too.

So an item is done with its move or not at all. A worker that dies lets its items go when their lease runs out;
whoever takes one again counts its attempts, and what an earlier taker still does is then rolled back.
"""

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Any

from flask_babel import gettext
from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from grants import clock
from grants.access import Viewer
from grants.database import writing
from grants.errors import Conflict, Problem, Stale
from grants.extensions import db
from grants.languages import of_letters
from grants.models import Application, Batch, BatchItem, Paper, Person
from grants.services import preparing, recognition
from grants.services.applications import Outcome
from grants.services.leases import LeaseLost, free
from grants.texts import N_

logger = logging.getLogger(__name__)

LEASE = timedelta(minutes=3)
MOST_ATTEMPTS = 3
PATIENCE = timedelta(minutes=2)  # without anything done, before a page says that no worker seems to run
AFTER = {"prepare_papers": "prepared", "approve_papers": "approved"}  # all others send what they make

MOVED = N_("试办以后，此件已有变化，因此没有办理。请查看后单独办理，或重新批量办理。")
BROKEN = N_("办理此件时系统出现故障，已尝试 %(count)d 次。请单独办理此件；仍然不行的，请联系系统管理员。")


@dataclass(frozen=True)
class Taken:
    """An item taken by this worker, free of the session it was read in."""

    batch_id: int
    application_id: int
    attempt: int
    person_id: int
    language: str
    number: str
    action: str
    posted: Mapping[str, Any]
    version: int | None


def lease(limit: int) -> list[Taken]:
    """Take the next items, so that no other worker does; inside `writing`, short."""
    now = clock.now()
    query = (
        select(BatchItem, Batch, Application.number)
        .join(Batch, Batch.id == BatchItem.batch_id)
        .options(joinedload(Batch.person))
        .join(Application, Application.id == BatchItem.application_id)
        .where(
            BatchItem.status == "waiting",
            Batch.starts_at <= now,
            free(BatchItem, now),
        )
        .order_by(BatchItem.batch_id, BatchItem.application_id)
        .limit(limit)
        .with_for_update(skip_locked=True, of=BatchItem)
    )
    taken = []
    for item, batch, number in db.session.execute(query):
        item.leased_until, item.attempts = now + LEASE, item.attempts + 1
        told = (item.batch_id, item.application_id, item.attempts, batch.person_id, batch.person.language)
        taken.append(Taken(*told, number, batch.action, {**batch.posted, **item.posted}, item.version))
    return taken


def perform(taken: Taken) -> bool:
    """Do one item by the call every page uses; whether it was settled, done or refused. Refusals are in the language
    of whoever ordered it."""
    try:
        with of_letters(taken.language):
            return performed(taken)
    except LeaseLost:
        return False


def performed(taken: Taken) -> bool:
    """One that met somebody else's change, or failed in a way nobody foresaw, is tried again a few times."""
    try:
        if taken.attempt > MOST_ATTEMPTS:
            return refuse(taken, [gettext(BROKEN, count=MOST_ATTEMPTS)])
        within = partial(settle, taken)
        preparing.perform(ordered_by(taken), taken.number, taken.action, taken.posted, taken.version, within)
    except LeaseLost:
        raise
    except Stale as stale:
        moved = taken.version is not None  # it will never again be as it was rehearsed
        return refuse(taken, [gettext(MOVED)]) if moved else once_more(taken, stale)
    except Problem as problem:
        return once_more(taken, problem)
    except Exception:  # whatever is wrong with this case, the others go on
        logger.exception("Item %s of batch %s failed.", taken.number, taken.batch_id)
        return let_go(taken)
    return True


def once_more(taken: Taken, problem: Problem) -> bool:
    """Try again what met somebody else's change; refuse what will not come right by itself."""
    again = isinstance(problem, Stale | Conflict) and taken.attempt < MOST_ATTEMPTS
    return let_go(taken) if again else refuse(taken, [str(text) for text in problem.sentences])


def ordered_by(taken: Taken) -> Viewer:
    """The person who ordered it, with the roles of today; nobody, once the account is closed."""
    person = db.session.get(Person, taken.person_id)
    return recognition.viewer_of(person if person and person.active else None)


def settle(taken: Taken, outcome: Outcome) -> None:
    """Within the transaction of the move: the item is done, with these papers."""
    item = held(taken)
    item.papers = {str(paper.id): paper.sent_digest for paper in came_to(outcome)}
    item.event = outcome.event.number
    item.status, item.ended_at, item.leased_until = "done", clock.now(), None


def came_to(outcome: Outcome) -> list[Paper]:
    """The papers this move has made, approved or sent."""
    rows = select(Paper).where(Paper.application_id == outcome.application.id)
    status = AFTER.get(outcome.event.action, "released")
    rows = rows.where(Paper.status == status)
    if status == "released":
        rows = rows.where(Paper.released_at == outcome.event.at)
    return list(db.session.scalars(rows.order_by(Paper.id)))


def held(taken: Taken) -> BatchItem:
    """The item, locked, if it is still this worker's; raises LeaseLost."""
    key = (taken.batch_id, taken.application_id)
    item = db.session.get(BatchItem, key, with_for_update=True, populate_existing=True)
    if item is None or item.status != "waiting" or item.attempts != taken.attempt:
        raise LeaseLost
    return item


def refuse(taken: Taken, sentences: list[str]) -> bool:
    with writing():
        item = held(taken)
        item.status, item.ended_at, item.leased_until = "refused", clock.now(), None
        item.sentences = sentences
    return True


def let_go(taken: Taken) -> bool:
    """Leave it to be taken again at once."""
    with writing():
        held(taken).leased_until = None
    return False


def counted(batch_ids: list[int]) -> dict[int, dict[str, int]]:
    """How many items of each of these batches stand how."""
    found: dict[int, dict[str, int]] = {batch_id: {} for batch_id in batch_ids}
    query = (
        select(BatchItem.batch_id, BatchItem.status, func.count())
        .where(BatchItem.batch_id.in_(batch_ids))
        .group_by(BatchItem.batch_id, BatchItem.status)
    )
    for batch_id, status, count in db.session.execute(query):
        found[batch_id][status] = count
    return found


def stalled(batch: Batch) -> bool:
    last = db.session.scalar(select(func.max(BatchItem.ended_at)).where(BatchItem.batch_id == batch.id))
    begun = last or batch.starts_at
    return begun is not None and clock.now() - begun > PATIENCE
