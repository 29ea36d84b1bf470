"""What proves one event of the log: the text its digest covers, its links to its neighbours, and its answers."""

from dataclasses import dataclass

from sqlalchemy import select

from grants import verify_log
from grants.access import Viewer
from grants.canonical import canonical
from grants.errors import NotFound
from grants.extensions import db
from grants.models import Answer, Event
from grants.services import anonymising, event_log, log
from grants.services.answers import answers_digest
from grants.services.event_log import Line


@dataclass(frozen=True)
class Proof:
    """One event, proved anew: whether its content is what its digest covers, whether it continues the event before
    and the one after continues it, and whether its answers are those given with it (None where there are none)."""

    line: Line
    covered: str
    content: bool
    before: bool
    after: bool | None
    answers: bool | None
    erased: bool

    @property
    def whole(self) -> bool:
        return False not in (self.content, self.before, self.after, self.answers)


def proof(viewer: Viewer, number: int) -> Proof:
    """Raises NotFound where there is no event of this number."""
    event_log.only_auditors(viewer)
    row = db.session.execute(event_log.told().where(Event.number == number)).one_or_none()
    if row is None:
        raise NotFound
    event, beside = row.Event, neighbours(number)
    fields = log.content(event)
    left = anonymising.allowed(event.application_id) if event.answers_digest else {}
    return Proof(
        line=event_log.lines([row])[0],
        covered=canonical(fields),
        content=verify_log.digest_of(fields) == event.digest,
        before=event.previous == (beside[number - 1].digest if number - 1 in beside else verify_log.GENESIS),
        after=beside[number + 1].previous == event.digest if number + 1 in beside else None,
        answers=answered(event, left.get(number, event.answers_digest)) if event.answers_digest else None,
        erased=number in left,
    )


def neighbours(number: int) -> dict[int, Event]:
    beside = select(Event).where(Event.number.in_((number - 1, number + 1)))
    return {event.number: event for event in db.session.scalars(beside)}


def answered(event: Event, digest: str) -> bool:
    """Whether the answers kept of an event are those of this digest."""
    kept = db.session.get(Answer, event.number)
    return kept is not None and answers_digest(kept.masked, kept.sealed or {}) == digest
