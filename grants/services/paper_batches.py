"""Papers in bulk, as the office sees them: what can be done for a round now, ordering it, and how far it is.

A batch does nothing of its own: the worker performs each of its items as the person who ordered it, by the same call
as the page of one case (`batch_items`). Batches over a list are `bulk_plans`, those of payments `payment_batches`.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext
from sqlalchemy import select

from grants import clock
from grants.access import Viewer, visible
from grants.canonical import digest_of
from grants.errors import Conflict, NotFound
from grants.extensions import db
from grants.models import Application, Batch, BatchItem, Event, Organisation, Paper
from grants.programmes import PROGRAMMES
from grants.services import batch_items, rounds
from grants.services.outdated import outdated

ACTIONS = ("prepare_papers", "approve_papers", "release")
NEXT = {"prepared": "approve_papers", "approved": "release"}  # by how far the papers of a case are
SHOWN = 200  # refused cases listed on the page of a batch


@dataclass(frozen=True)
class Ready:
    """A case an action can be done to now; `posted` is what the action is told, `papers` its (id, number, kind)."""

    application_id: int
    number: str
    title: str
    unit: str
    posted: Mapping[str, Any]
    papers: tuple[tuple[int, str, str], ...]


@dataclass(frozen=True)
class Offer:
    """What one may order for a round: an action and its cases. `seen` is a digest of what the page shows."""

    action: str
    cases: tuple[Ready, ...]

    @property
    def seen(self) -> str:
        return digest_of({case.number: dict(case.posted) for case in self.cases})


@dataclass(frozen=True)
class Progress:
    """How far a batch is, in cases; `refused` are its first bad ones with their sentences, and `stalled` says
    that nothing has happened for a while."""

    batch: Batch
    waiting: int
    done: int
    bad: int
    stalled: bool
    refused: tuple[tuple[str, str, list[str]], ...]

    @property
    def total(self) -> int:
        return self.waiting + self.done + self.bad


def offers(viewer: Viewer, round_id: int) -> list[Offer]:
    """What this viewer may order for this round now, actions with no case to do left out."""
    round_ = rounds.of_office(viewer, round_id)
    roles, workflow = viewer.roles(round_.programme), PROGRAMMES[round_.programme].workflow
    mine = [action for action in ACTIONS if roles & set(workflow.action[action].by)]
    found = list(ready(viewer, round_id)) if mine else []
    made = (Offer(action, tuple(case for now, case in found if now == action)) for action in mine)
    return [offer for offer in made if offer.cases]


def ready(viewer: Viewer, round_id: int) -> Iterator[tuple[str, Ready]]:
    """(the action that is next, the case) of every case of the round whose papers are being made."""
    here = (Application.round_id == round_id, Application.state == "releasing", visible(viewer))
    query = (
        select(Application.id, Application.number, Application.title, Organisation.name, outdated())
        .join(Organisation, Organisation.id == Application.organisation_id)
        .where(*here)
        .order_by(Organisation.name, Application.number)
    )
    papers, digests = papers_of(here), digests_of(here)
    for case_id, number, title, unit, again in db.session.execute(query):
        made = papers.get(case_id, [])
        action = NEXT[made[0].status] if made and not again else "prepare_papers"
        posted = {"digest": digests.get(case_id, "")} if action == "approve_papers" else {}
        known = tuple((paper.id, paper.number, paper.kind) for paper in made)
        yield action, Ready(case_id, number, title, unit, posted, known)


def papers_of(here: tuple) -> dict[int | None, list[Any]]:
    """The papers under way of each case; all papers of a case move together."""
    found: dict[int | None, list[Any]] = {}
    query = select(Paper.application_id, Paper.id, Paper.number, Paper.kind, Paper.status)
    query = query.join(Application, Application.id == Paper.application_id)
    for row in db.session.execute(query.where(*here, Paper.status.in_(tuple(NEXT))).order_by(Paper.id)):
        found.setdefault(row.application_id, []).append(row)
    return found


def digests_of(here: tuple) -> dict[int | None, str]:
    """The one digest of the papers prepared last in each case: what a leader approves."""
    query = select(Event.application_id, Event.recorded)
    query = query.join(Application, Application.id == Event.application_id)
    rows = db.session.execute(query.where(*here, Event.action == "prepare_papers").order_by(Event.number))
    return {case_id: json.loads(recorded)["digest"] for case_id, recorded in rows}


def order(viewer: Viewer, round_id: int, action: str, seen: str) -> Batch:
    """Order an action for all cases the page showed; inside `writing`. One batch of a round at a time.

    Raises NotFound for who may not, Conflict where the cases or their papers are no longer those of the page.
    """
    offer = next((offer for offer in offers(viewer, round_id) if offer.action == action), None)
    if offer is None or viewer.person is None:
        raise NotFound
    if offer.seen != seen:
        raise Conflict(gettext("页面显示之后，可办理的案件或文书有变化，未作任何改动。请核对后重新确认。"))
    at = {"made_at": (now := clock.now()), "ordered_at": now, "starts_at": now}
    programme = rounds.find(viewer, round_id).programme
    batch = Batch(programme=programme, round_id=round_id, action=action, person_id=viewer.person, **at)
    db.session.add(batch)
    db.session.flush()
    for case in offer.cases:
        item = {"batch_id": batch.id, "application_id": case.application_id, "posted": dict(case.posted)}
        db.session.add(BatchItem(**item))
    db.session.flush()
    return batch


def of_round(viewer: Viewer, round_id: int) -> list[Progress]:
    """Every batch of a round, the newest first."""
    rounds.of_office(viewer, round_id)
    query = select(Batch).where(Batch.round_id == round_id).order_by(Batch.id.desc())
    found = list(db.session.scalars(query))
    counts = batch_items.counted([batch.id for batch in found])
    return [progress_of(batch, counts[batch.id]) for batch in found]


def progress(viewer: Viewer, batch_id: int) -> Progress:
    """How far this batch is, for the office of its programme."""
    batch = find(viewer, batch_id)
    query = (
        select(Application.number, Application.title, BatchItem.sentences)
        .join(Application, Application.id == BatchItem.application_id)
        .where(BatchItem.batch_id == batch_id, BatchItem.status == "refused", visible(viewer))
        .order_by(Application.number)
    )
    refused = tuple((row.number, row.title, row.sentences) for row in db.session.execute(query.limit(SHOWN)))
    return progress_of(batch, batch_items.counted([batch_id])[batch_id], refused)


def find(viewer: Viewer, batch_id: int) -> Batch:
    batch = db.session.get(Batch, batch_id)
    if batch is None or batch.round_id is None:
        raise NotFound
    rounds.of_office(viewer, batch.round_id)
    return batch


def progress_of(batch: Batch, counts: Mapping[str, int], refused: tuple = ()) -> Progress:
    waiting, done, bad = (counts.get(status, 0) for status in ("waiting", "done", "refused"))
    return Progress(
        batch, waiting, done, bad, batch.finished_at is None and batch_items.stalled(batch), refused
    )
