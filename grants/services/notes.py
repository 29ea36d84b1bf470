"""Notes: acts that move no case - sign-ins, roles, rounds, a look at what is masked - as lines of the one log."""

from typing import Any

from grants import clock
from grants.canonical import canonical
from grants.models import Event
from grants.services import log


def note(subject: str, action: str, by: int | None = None, duty: str = "", /, **recorded: Any) -> Event:
    """Append to the log: who (`by`) did what (`action`) to what (`subject`, as "account:7"), in which role, where the
    act is one role's. Never a secret.

    等保二级: time, person, kind, object and result of every security event are kept (domain.md 8).
    """
    entry = Event(
        at=clock.now(),
        subject=subject,
        action=action,
        person_id=by,
        duty=duty,
        recorded=canonical(recorded),
    )
    return log.append(entry)


def account(person_id: int | None) -> str:
    """How the log names an account; an address without one is named alike for everybody."""
    return f"account:{person_id or 'unknown'}"
