"""A log to verify, and what somebody does to it who has the database's own password."""

from sqlalchemy import text

from grants.canonical import canonical, digest_of
from grants.database import writing
from grants.extensions import db
from grants.models import Answer, Event
from grants.services import log, log_verification
from grants.services.answers import answers_digest
from tests import factories
from tests.conftest import NOW


def appended(count: int = 4) -> None:
    """Some events, the last one with answers."""
    case = factories.application()
    with writing():
        for _ in range(count):
            event = Event(at=NOW, subject=case.number, action="remind", recorded=canonical({"金额": 1}))
            log.append(event)
        masked, secrets = {"name": "王某"}, {"name": "王建国"}
        event.answers_digest = answers_digest(masked, secrets)
        event.digest = digest_of(log.content(event))
        log_verification.head().digest = event.digest
        db.session.flush()
        keep = Answer(event_number=event.number, application_id=case.id, action="remind")
        keep.masked, keep.sealed = masked, secrets
        db.session.add(keep)


def forge(*statements: str) -> None:
    """What somebody with the database's own password can do: past the triggers."""
    with writing():
        if db.engine.dialect.name == "postgresql":
            db.session.execute(text("SET LOCAL session_replication_role = replica"))
        else:
            names = text("SELECT name FROM sqlite_master WHERE type = 'trigger'")
            for name in list(db.session.scalars(names)):
                db.session.execute(text(f"DROP TRIGGER {name}"))
            db.session.execute(text("PRAGMA defer_foreign_keys = ON"))
        for statement in statements:
            db.session.execute(text(statement))
