"""Following the chain of the log through the database, and writing it out for others to follow.

The rule of the chain is that of `grants.verify_log`, which also stands alone: both can only agree.
"""

import json
from collections.abc import Iterator
from typing import IO

from sqlalchemy import select

from grants import verify_log
from grants.extensions import db
from grants.models import Answer, Event, LogHead
from grants.services import anonymising, answers, log

CHUNK = 1000


def snapshot() -> None:
    """Read everything as it is at one instant, while others go on appending; forgets what was read before."""
    db.session.rollback()
    if db.engine.dialect.name == "postgresql":  # SQLite always reads so
        db.session.connection(execution_options={"isolation_level": "REPEATABLE READ"})


def head() -> LogHead:
    """The end of the chain: what to publish, so that nobody can cut the log off unseen."""
    return db.session.scalars(select(LogHead)).one()


def events(until: int) -> Iterator[dict]:
    """Every event up to this number as it is exported, in order, a thousand in memory at a time."""
    columns = [getattr(Event, name) for name in (*log.FIELDS, "digest")]
    query = select(*columns).where(Event.number <= until).order_by(Event.number)
    for row in db.session.execute(query.execution_options(yield_per=CHUNK)):
        yield log.content(row) | {"digest": row.digest}


def verify(noted: dict[int, str] | None = None) -> list[str]:
    """Everything wrong with the stored log; empty when it is whole. `noted` are heads published earlier."""
    snapshot()
    end, chain = head(), verify_log.Chain()
    last = end.number + 1  # one more than there should be: an event past the head is a finding
    found = list(verify_log.follow_all(events(last), chain, noted or {}))
    known = {"number": end.number, "digest": end.digest}
    return [*found, *verify_log.check_end(chain, known), *answers_changed()]


def answers_changed() -> Iterator[str]:
    """Answers that are no longer those given with their event, nor what anonymising left of them."""
    query = (
        select(Event.number, Event.answers_digest, Answer.event_number, Answer.masked, Answer.sealed)
        .join(Answer, Answer.event_number == Event.number, isouter=True)
        .where(Event.answers_digest != "")
        .order_by(Event.number)
        .execution_options(yield_per=CHUNK)
    )
    erased = anonymising.allowed()
    for row in db.session.execute(query):
        if row.event_number is None:
            yield f"第 {row.number} 条的填写内容不在了。"
        elif answers.answers_digest(row.masked, row.sealed or {}) != erased.get(
            row.number, row.answers_digest
        ):
            yield f"第 {row.number} 条的填写内容与日志中的摘要不符：内容被改动过。"


def export(out: IO[str]) -> LogHead:
    """Write the whole log, one event a line, as docs/log.md describes; its head."""
    snapshot()
    end = head()
    write(out, {"log": verify_log.FORMAT, "genesis": verify_log.GENESIS})
    for event in events(end.number):
        write(out, event)
    write(out, {"head": {"number": end.number, "digest": end.digest}})
    return end


def write(out: IO[str], row: dict) -> None:
    out.write(json.dumps(row, ensure_ascii=False, sort_keys=True) + "\n")
