"""The log: appending to the chain of events. The chain makes a change of any past event show.

The digest of an event covers its own content and the digest of the one before. What was answered enters by
the digest of what is stored (masked text and ciphertext), so that personal data can be anonymised later
while the chain stays whole.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import select

from grants.canonical import digest_of
from grants.extensions import db
from grants.models import Event, LogHead

FIELDS = (
    "number", "at", "subject", "action", "person_id", "principal_id", "duty", "before", "after", "recorded",
    "answers_digest", "previous",
)  # fmt: skip
END = select(LogHead.number, LogHead.digest).with_for_update()
UNSAID = {"duty": "", "before": "", "after": "", "recorded": "{}", "answers_digest": ""}


def written_at(instant: datetime) -> str:
    """An instant as the chain writes it: UTC, to the microsecond."""
    return instant.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def content(event: Any) -> dict[str, Any]:
    """What the digest of an event covers; of an Event, or of a row of its columns."""
    fields = {name: getattr(event, name) for name in FIELDS}
    return fields | {"at": written_at(event.at)}


@dataclass
class Head:
    """The end of the chain as this transaction goes on with it; the database moves its own with each event."""

    number: int
    digest: str


def lock() -> Head:
    """The end of the chain, locked until the caller's transaction ends."""
    row = db.session.execute(END).one()
    return Head(row.number, row.digest)


def append(event: Event, head: Head | None = None) -> Event:
    """Add an event at the end of the chain; `head` is passed by who appends several in one transaction.

    The database refuses an event that does not continue the chain, and then moves its end.
    """
    head = head or lock()
    for name, value in UNSAID.items():  # what the database would fill in later is covered by the digest now
        if getattr(event, name) is None:
            setattr(event, name, value)
    event.number, event.previous = head.number + 1, head.digest
    event.digest = digest_of(content(event))
    head.number, head.digest = event.number, event.digest
    db.session.add(event)
    return event
