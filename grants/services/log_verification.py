"""Following the chain of the log through the database, and writing it out for others to follow.

The rule of the chain is that of `grants.verify_log`, which also stands alone: both can only agree.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, Any

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from grants import verify_log
from grants.extensions import db
from grants.models import Answer, Event, LogHead
from grants.services import anonymising, answers, log
from grants.texts import N_
from grants.verify_log import Finding

CHUNK = 1000


@dataclass(frozen=True)
class Verdict:
    """Where the log ends, and everything wrong with it up to there."""

    number: int
    digest: str
    findings: list[Finding]


def snapshot(session: Any = db.session) -> None:
    """Read everything as it is at one instant, while others go on appending; forgets what was read before."""
    session.rollback()
    if session.get_bind().dialect.name == "postgresql":  # SQLite always reads so
        session.connection(execution_options={"isolation_level": "REPEATABLE READ"})


def head(session: Any = db.session) -> LogHead:
    """The end of the chain: what to publish, so that nobody can cut the log off unseen."""
    end: LogHead = session.scalars(select(LogHead)).one()
    return end


def events(until: int, session: Any = db.session) -> Iterator[dict]:
    """Every event up to this number as it is exported, in order, a thousand in memory at a time."""
    columns = [getattr(Event, name) for name in (*log.FIELDS, "digest")]
    query = select(*columns).where(Event.number <= until).order_by(Event.number)
    for row in session.execute(query.execution_options(yield_per=CHUNK)):
        yield log.content(row) | {"digest": row.digest}


def verify(noted: dict[int, str] | None = None) -> list[str]:
    """Everything wrong with the stored log, in words; empty when it is whole. `noted` as in `verdict`."""
    return [str(finding) for finding in verdict(noted or {}).findings]


def verdict(noted: dict[int, str]) -> Verdict:
    """What following the whole log comes to. `noted` are heads published earlier, digest by number."""
    snapshot()
    end, chain = head(), verify_log.Chain()
    last = end.number + 1  # one more than there should be: an event past the head is a finding
    found = list(verify_log.follow_all(events(last), chain, noted))
    known = {"number": end.number, "digest": end.digest}
    found += [*verify_log.check_end(chain, known), *answers_changed()]
    return Verdict(end.number, end.digest, found)


def answers_changed() -> Iterator[Finding]:
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
            yield Finding(N_("第 %(number)s 条的填写内容不在了。"), {"number": row.number})
        elif answers.answers_digest(row.masked, row.sealed or {}) != erased.get(
            row.number, row.answers_digest
        ):
            text = N_("第 %(number)s 条的填写内容与日志中的摘要不符：内容被改动过。")
            yield Finding(text, {"number": row.number})


def export(out: IO[str]) -> LogHead:
    """Write the whole log, as docs/log.md describes; its head."""
    out.writelines(exported(db.engine))
    return head()


def exported(engine: Engine) -> Iterator[str]:
    """The whole log, one event a line, each as it is read, by a session that lives as long as somebody reads."""
    with Session(engine) as session:
        snapshot(session)
        end = head(session)
        yield line({"log": verify_log.FORMAT, "genesis": verify_log.GENESIS})
        yield from map(line, events(end.number, session))
        yield line({"head": {"number": end.number, "digest": end.digest}})


def line(row: dict) -> str:
    return json.dumps(row, ensure_ascii=False, sort_keys=True) + "\n"
