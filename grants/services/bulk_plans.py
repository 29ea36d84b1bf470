"""Bulk actions from the rehearsal to the order: what would happen to each case, confirmed by their number, called back.

A plan is a batch that nobody has ordered. Each of its cases holds the version it was rehearsed in: the worker
(`batch_work`) does it in that version or tells why not, once the time to call it back is over.
"""

from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Any

from flask import current_app
from flask_babel import gettext
from sqlalchemy import delete, func, or_, select, update

from grants import clock
from grants.access import Viewer
from grants.database import writing
from grants.errors import Conflict, Invalid, NotFound, Problem
from grants.extensions import db
from grants.models import Batch, BatchItem, Message
from grants.services import batch_work, bulk, preparing
from grants.services.applications import Outcome
from grants.services.bulk import Chosen, Raw

PAPERS_READ = ("approve_papers", "release")  # whose papers are there to be read before


@dataclass(frozen=True)
class Subject:
    """A case to be rehearsed, free of the session it was read in."""

    application_id: int
    number: str
    version: int
    own: Raw


def plan(viewer: Viewer, chosen: Chosen, slug: str, action: str, raw: Raw) -> int:
    """Rehearse an action in every chosen case and keep what it came to; the number of the plan. Keeps nothing else.

    Not to be called inside `writing`. Raises Invalid with every fault of what is asked once, Conflict where there is
    no case or there are too many. A plan this person made before and did not order is forgotten.
    """
    programme, row = bulk.offered(viewer, slug, action)
    posted = bulk.once(programme, row, raw)
    subjects = subjects_of(viewer, chosen, slug, action)
    if not subjects:
        raise Conflict(gettext("所选案件中没有可以办理此项的，请重新选择。"))
    items = [rehearsed(viewer, subject, action, posted) for subject in subjects]
    with writing():
        forget(Batch.person_id == viewer.person)
        at = {"made_at": clock.now(), "query": described(chosen)}
        batch = Batch(programme=slug, action=row.name, person_id=viewer.person, posted=posted, **at)
        db.session.add(batch)
        db.session.flush()
        db.session.add_all(BatchItem(batch_id=batch.id, **item) for item in items)
        return batch.id


def subjects_of(viewer: Viewer, chosen: Chosen, slug: str, action: str) -> list[Subject]:
    programme, row = bulk.offered(viewer, slug, action)
    return [
        Subject(one.id, one.number, one.version, bulk.own(viewer, one, action))
        for one in bulk.applications(viewer, chosen, programme, row)
    ]


def described(chosen: Chosen) -> dict[str, Any]:
    """How the list was narrowed, as its address says it; with named cases, how many they were."""
    filters = chosen.filters
    said = {
        "programme": filters.programme,
        "state": filters.state,
        "round": filters.round_id,
        "text": filters.text,
    }
    return {name: value for name, value in said.items() if value} | (
        {"ticked": len(chosen.numbers)} if chosen.numbers else {}
    )


def rehearsed(viewer: Viewer, subject: Subject, action: str, posted: Raw) -> dict[str, Any]:
    """What the action would come to in this case, as an item of the plan."""
    item: dict[str, Any] = {
        "application_id": subject.application_id,
        "version": subject.version,
        "posted": subject.own,
    }
    seen: dict[str, Any] = {}
    try:
        answers = {**posted, **subject.own}
        look = partial(looked_at, seen)
        states = preparing.rehearse(viewer, subject.number, action, answers, subject.version, look)
    except Problem as problem:
        return item | {"status": "barred", "sentences": [str(text) for text in problem.sentences]}
    return item | {"status": "waiting", "foreseen": {"states": list(states), **seen}}


def looked_at(seen: dict[str, Any], outcome: Outcome) -> None:
    """While it is done and not yet undone: the papers it makes or sends, and how many messages."""
    db.session.flush()
    there = outcome.event.action in PAPERS_READ
    papers = [[paper.kind, paper.id if there else 0] for paper in batch_work.came_to(outcome)]
    told = select(func.count()).where(Message.key.like(f"move:{outcome.event.number}:%"))
    seen |= {"papers": papers, "messages": db.session.scalar(told), "before": outcome.event.before}


def order(viewer: Viewer, batch_id: int, typed: str) -> None:
    """Order what was rehearsed, to begin after a while in which it can be called back; inside `writing`.

    `typed` is the number of cases, as a proof that it was read; Invalid where it is another. Ordered twice, it is
    ordered once.
    """
    batch = own(viewer, batch_id)
    if batch.ordered_at is not None:
        return
    count = waiting(batch_id)
    if not count:
        raise Conflict(gettext("没有可以办理的案件。"))
    if typed.strip() != str(count):
        raise Invalid(
            {"count": [gettext("请填写将办理的件数 %(count)s，以确认您看过这些案件。", count=count)]}
        )
    batch.ordered_at = clock.now()
    batch.starts_at = batch.ordered_at + timedelta(seconds=current_app.config["BULK_PAUSE"])


def waiting(batch_id: int) -> int:
    here = (BatchItem.batch_id == batch_id, BatchItem.status == "waiting")
    return db.session.scalar(select(func.count()).select_from(BatchItem).where(*here)) or 0


def recall(viewer: Viewer, batch_id: int) -> int:
    """Call back what has not begun; how many cases that were. What a worker has in hand is finished.

    Inside `writing`. Raises Conflict where nothing is under way.
    """
    batch, now = own(viewer, batch_id), clock.now()
    if batch.ordered_at is None or batch.finished_at is not None:
        raise Conflict(gettext("这项批量办理已经办完，不能撤回。"))
    free = or_(BatchItem.leased_until.is_(None), BatchItem.leased_until <= now)
    unbegun = update(BatchItem).where(BatchItem.batch_id == batch_id, BatchItem.status == "waiting", free)
    back = db.session.execute(unbegun.values(status="recalled", ended_at=now, leased_until=None))
    batch.recalled_at = now
    if not waiting(batch_id):
        batch.finished_at = now
    return back.rowcount  # type: ignore[attr-defined]


def discard(viewer: Viewer, batch_id: int) -> None:
    """Forget a plan that was not ordered; inside `writing`."""
    own(viewer, batch_id)
    forget(Batch.id == batch_id)


def forget(whose: Any) -> None:
    plans = select(Batch.id).where(whose, Batch.round_id.is_(None), Batch.ordered_at.is_(None))
    db.session.execute(delete(BatchItem).where(BatchItem.batch_id.in_(plans)))
    db.session.execute(delete(Batch).where(Batch.id.in_(plans)))


def own(viewer: Viewer, batch_id: int) -> Batch:
    """A batch this person made, locked; NotFound for everybody else."""
    here = (Batch.id == batch_id, Batch.round_id.is_(None), Batch.person_id == viewer.person)
    batch = db.session.scalar(select(Batch).where(*here).with_for_update())
    if batch is None:
        raise NotFound
    return batch
