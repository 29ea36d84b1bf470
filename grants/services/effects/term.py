"""Titles and their terms: how long they run, how they are renewed, and what is left when they are withdrawn."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from grants.clock import local
from grants.services import documents, figures, issuing, money
from grants.services.effects.payment import sent_back
from grants.services.moves import Move
from grants.services.paper_words import REPAY_DAYS
from grants.services.titles import title_term
from workflows.engine import Case


def term_on_release(case: Case, values: Mapping[str, Any], prepared: Any) -> dict[str, Any]:
    """The term the released certificate states."""
    if not case.terms.get("title_years"):
        return {}
    starts, ends = title_term(case, documents.dated(case))
    return {"term_starts_on": starts.isoformat(), "term_ends_on": ends.isoformat()}


def repaid_by(case: Case, values: Mapping[str, Any], prepared: Any) -> dict[str, Any]:
    """The last day to pay back, where anything is asked back: as given, else as the recovery notice says."""
    if not values.get("recover"):
        return {}
    return {
        "repaid_by_on": (
            values.get("repay_by") or local(case.now).date() + timedelta(days=REPAY_DAYS)
        ).isoformat()
    }


def reconfirmed(move: Move) -> None:
    """The title goes on, and money may come with it."""
    money.post(
        move.event, move.application.round_id, move.application, awarded=move.values.get("amount") or 0
    )


def reported(move: Move) -> None:
    figures.record(move.application, move.event, move.values, told_before(move))


def accepted(move: Move) -> None:
    """It is the report handed in last that is accepted."""
    figures.record(move.application, move.event, move.case.answers("report"), told_before(move))


def told_before(move: Move) -> bool:
    """Whether this was done before, for the same year where it is of a year."""
    year = move.values.get("year")
    return any(deed.action == move.action and deed.values.get("year") == year for deed in move.case.deeds)


def revoked(move: Move) -> None:
    """The award not yet paid lapses, what is asked back is owed, the papers released are revoked, and the unit is
    told why."""
    application = move.application
    money.post(
        move.event,
        application.round_id,
        application,
        awarded=application.instructed - application.awarded,
        reclaimed=move.values.get("recover") or 0,
    )
    issuing.issue_at_once(move)
    issuing.revoke(move, str(move.values.get("reasons") or ""))


RECORDS = {"release": term_on_release, "revoke": repaid_by}
EFFECTS = {
    "reconfirm": (reconfirmed,),
    "report": (reported,),
    "accept_report": (accepted, issuing.issue_at_once),
    "revoke": (sent_back, revoked),
}
