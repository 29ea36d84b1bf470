"""The end of a batch, of papers or of a list: with no item left to do, the worker closes it and tells who ordered it.

The papers of a round's batch are bound before (`paper_bundles`).
"""

import logging

from flask_babel import gettext
from sqlalchemy import select, update

from grants import clock
from grants.database import writing
from grants.extensions import db
from grants.languages import of_letters
from grants.models import Batch, BatchItem
from grants.programmes import PROGRAMMES
from grants.rendering.faults import PaperRefused
from grants.services import batch_items, blobs, links, outbox, paper_bundles
from grants.services.leases import free

logger = logging.getLogger(__name__)

BOUND = ("prepare_papers", "release")  # an approval changes no byte: its papers are bound already


def finish_one() -> bool:
    """Bind and close a batch whose items have all ended; whether there was one. Not to be called inside `writing`."""
    with writing():
        batch = ended_batch()
        if batch is None:
            return False
        batch.leased_until = clock.now() + batch_items.LEASE
        batch_id, made_at = batch.id, batch.made_at
        found = paper_bundles.sheets(batch) if batch.round_id and batch.action in BOUND else []
    try:
        printed, archived = paper_bundles.bound(found, made_at) if found else ("", "")
    except (blobs.Damaged, PaperRefused):
        logger.exception("The papers of batch %s could not be bound.", batch_id)
        printed = archived = ""
    with writing():
        close(batch_id, printed, archived)
    return True


def ended_batch() -> Batch | None:
    """A batch with no item left to do that no other worker is binding, locked."""
    now = clock.now()
    waiting = select(BatchItem.batch_id).where(BatchItem.status == "waiting")
    query = (
        select(Batch)
        .where(
            Batch.ordered_at.is_not(None),
            Batch.finished_at.is_(None),
            Batch.id.not_in(waiting),
            free(Batch, now),
        )
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    return db.session.scalar(query)


def close(batch_id: int, printed: str, archived: str) -> None:
    """The batch is finished, and who ordered it is told; once, whoever else was binding it."""
    ours = update(Batch).where(Batch.id == batch_id, Batch.finished_at.is_(None))
    values = {"finished_at": clock.now(), "leased_until": None, "printed": printed, "archived": archived}
    if db.session.execute(ours.values(values)).rowcount:  # type: ignore[attr-defined]
        tell(batch_id)


def tell(batch_id: int) -> None:
    batch = db.session.get_one(Batch, batch_id)
    counts = batch_items.counted([batch_id])[batch_id]
    programme, folder = PROGRAMMES[batch.programme], "paper-batches" if batch.round else "applications/bulk"
    with of_letters(batch.person.language):
        label = gettext(programme.workflow.action[batch.action].label)
        where = batch.round.name if batch.round else gettext(programme.short)
        subject = gettext("批量%(action)s已办完：%(round)s", action=label, round=where)
        body = gettext(
            "办成 %(done)s 件，未办成 %(bad)s 件。\n查看：%(link)s",
            done=counts.get("done", 0),
            bad=counts.get("refused", 0),
            link=links.to(f"/{folder}/{batch_id}"),
        )
    outbox.tell([batch.person_id], subject, body, key=f"batch:{batch_id}")
