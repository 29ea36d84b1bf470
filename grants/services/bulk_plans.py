"""Bulk actions from the plan to the order: rehearsed in every case, confirmed by their number, called back.

A plan is a batch that nobody has ordered. Each of its cases holds the version it was rehearsed in (`rehearsals`): the
worker (`batch_items`) does it in that version or tells why not, once the time to call it back is over.
"""

from datetime import timedelta
from typing import Any

from flask import current_app
from flask_babel import gettext
from sqlalchemy import delete, insert, select, update

from grants import clock
from grants.access import Viewer, visible
from grants.database import writing
from grants.errors import Conflict, Invalid, NotFound
from grants.extensions import db
from grants.models import Application, Batch, BatchItem
from grants.services import batch_items, bulk, recognition, rehearsals
from grants.services.bulk import Chosen, Raw
from grants.services.leases import free

UNDONE = ("refused", "recalled")  # of what was ordered


def plan(viewer: Viewer, chosen: Chosen, slug: str, action: str, raw: Raw) -> int:
    """Plan an action for every chosen case; the number of the plan. A few cases are rehearsed at once, more by the
    worker; nothing of that is kept but what it came to.

    Not to be called inside `writing`. Raises Invalid with every fault of what is asked once, Conflict where there is
    no case. A plan this person made before and did not order is forgotten.
    """
    programme, row = bulk.offered(viewer, slug, action)
    posted = bulk.once(programme, row, raw)
    found = bulk.case_ids(viewer, chosen, programme, row)
    return planned(
        viewer, {"programme": slug, "action": action, "posted": posted, "query": described(chosen)}, found
    )


def again(viewer: Viewer, batch_id: int) -> int:
    """Plan it once more, answered as it was, for the cases it was not done in: refused, or called back. The number of
    the new plan, which is another rehearsal in the cases as they are now.

    Not to be called inside `writing`. Raises Conflict while it is under way, and where it was done in every case.
    """
    old = own(viewer, batch_id)
    bulk.offered(viewer, old.programme, old.action)
    if old.finished_at is None:
        raise Conflict(gettext("这项批量办理还没有办完，请等它办完。"))
    undone = (BatchItem.batch_id == batch_id, BatchItem.status.in_(UNDONE), visible(viewer))
    found = select(BatchItem.application_id).join(Application, Application.id == BatchItem.application_id)
    cases = list(db.session.scalars(found.where(*undone)))
    of = {"programme": old.programme, "action": old.action, "posted": dict(old.posted)}
    return planned(viewer, of | {"query": {**old.query, "again": len(cases)}}, cases)


def planned(viewer: Viewer, of: dict[str, Any], found: list[int]) -> int:
    """A new plan for these cases, in place of one not ordered; rehearsed here where they are few."""
    if not found:
        raise Conflict(gettext("所选案件中没有可以办理此项的，请重新选择。"))
    at_once = len(found) <= rehearsals.AT_ONCE
    with writing():
        recognition.one_by_one(viewer)
        forget(Batch.person_id == viewer.person)
        at = {"made_at": (now := clock.now()), "leased_until": now + rehearsals.LEASE if at_once else None}
        batch_id = begun(Batch(**of, person_id=viewer.person, **at), found)
    if at_once:
        rehearsals.whole(viewer, batch_id)
    return batch_id


def begun(batch: Batch, application_ids: list[int]) -> int:
    """The plan with its cases, none of them rehearsed yet."""
    db.session.add(batch)
    db.session.flush()
    items = [{"batch_id": batch.id, "application_id": one, "posted": {}} for one in application_ids]
    db.session.execute(insert(BatchItem), [item | {"status": "planned"} for item in items])
    return batch.id


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


def order(viewer: Viewer, batch_id: int, typed: str) -> None:
    """Order what was rehearsed, to begin after a while in which it can be called back; inside `writing`.

    `typed` is the number of cases, as a proof that it was read; Invalid where it is another. Ordered twice, it is
    ordered once.
    """
    batch = own(viewer, batch_id)
    if batch.ordered_at is not None:
        return
    counts = batch_items.counted([batch_id])[batch_id]
    if counts.get("planned"):
        raise Conflict(gettext("试办还没有完成，请等各案件试办完再确认。"))
    count = counts.get("waiting", 0)
    if not count:
        raise Conflict(gettext("没有可以办理的案件。"))
    if typed.strip() != str(count):
        raise Invalid(
            {"count": [gettext("请填写将办理的件数 %(count)s，以确认您看过这些案件。", count=count)]}
        )
    batch.ordered_at = clock.now()
    batch.starts_at = batch.ordered_at + timedelta(seconds=current_app.config["BULK_PAUSE"])


def recall(viewer: Viewer, batch_id: int) -> int:
    """Call back what has not begun; how many cases that were. What a worker has in hand is finished.

    Inside `writing`. Raises Conflict where nothing is under way.
    """
    batch, now = own(viewer, batch_id), clock.now()
    if batch.ordered_at is None or batch.finished_at is not None:
        raise Conflict(gettext("这项批量办理已经办完，不能撤回。"))
    waits = (BatchItem.batch_id == batch_id, BatchItem.status == "waiting", free(BatchItem, now))
    unbegun = update(BatchItem).where(*waits)
    back = db.session.execute(unbegun.values(status="recalled", ended_at=now, leased_until=None))
    batch.recalled_at = now
    if not batch_items.counted([batch_id])[batch_id].get("waiting"):
        batch.finished_at = now
    return back.rowcount  # type: ignore[attr-defined]


def discard(viewer: Viewer, batch_id: int) -> None:
    """Forget a plan; inside `writing`. Raises Conflict where it was ordered meanwhile."""
    if own(viewer, batch_id).ordered_at is not None:
        raise Conflict(gettext("这项批量办理已经确认，不能放弃；还没有开始的案件，可以撤回。"))
    forget(Batch.id == batch_id)


def forget(whose: Any) -> None:
    mine = select(Batch.id).where(whose, Batch.round_id.is_(None), Batch.ordered_at.is_(None))
    # Locked before their cases are, as who rehearses them does.
    plans = list(db.session.scalars(mine.order_by(Batch.id).with_for_update()))
    db.session.execute(delete(BatchItem).where(BatchItem.batch_id.in_(plans)))
    db.session.execute(delete(Batch).where(Batch.id.in_(plans)))


def own(viewer: Viewer, batch_id: int) -> Batch:
    """A batch this person made, locked; NotFound for everybody else."""
    here = (Batch.id == batch_id, Batch.round_id.is_(None), Batch.person_id == viewer.person)
    batch = db.session.scalar(select(Batch).where(*here).with_for_update())
    if batch is None:
        raise NotFound
    return batch
