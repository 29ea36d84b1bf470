"""Titles and their terms: how long they run, how they are renewed, and what is left when they are withdrawn."""

from collections.abc import Mapping
from typing import Any

from grants.services import documents, issuing, money, statistics
from grants.services.moves import Move
from grants.services.titles import title_term
from workflows.engine import Case


def term_on_release(case: Case, values: Mapping[str, Any], prepared: Any) -> dict[str, Any]:
    """The term the released certificate states."""
    if not case.terms.get("title_years"):
        return {}
    starts, ends = title_term(case, documents.dated(case))
    return {"term_starts_on": starts.isoformat(), "term_ends_on": ends.isoformat()}


def reconfirmed(move: Move) -> None:
    """The title goes on, and money may come with it."""
    money.post(
        move.event, move.application.round_id, move.application, awarded=move.values.get("amount") or 0
    )


def reported(move: Move) -> None:
    statistics.record(move.application, move.event, dict(move.values))


def revoked(move: Move) -> None:
    """The award not yet paid lapses, the papers released are revoked, and the unit is told why."""
    application = move.application
    money.post(
        move.event, application.round_id, application, awarded=application.instructed - application.awarded
    )
    issuing.issue_at_once(move)
    issuing.revoke(move, str(move.values.get("reasons") or ""))


RECORDS = {"release": term_on_release}
EFFECTS = {
    "reconfirm": (reconfirmed,),
    "report": (reported,),
    "accept_report": (reported, issuing.issue_at_once),
    "revoke": (revoked,),
}
