"""Proposal, decision, notice and papers: the budget follows each of them."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from grants.clock import local
from grants.services import documents, issuing, money, workdays
from grants.services.effects.review import remanded
from grants.services.moves import Move
from workflows.engine import Case


def notice_days(case: Case, values: Mapping[str, Any], prepared: Any) -> dict[str, Any]:
    """The last day of the notice, as its paper tells it: counted in working days, the first one included."""
    starts = values["starts_on"]
    told = (made.context.get("ends_on") for made in prepared.papers) if prepared else ()
    last = next((date.fromisoformat(day) for day in told if day), None)
    ends = last or workdays.counted(starts, case.terms.get("notice_days") or 5)
    return {"ends_on": ends.isoformat(), "calendar_incomplete": workdays.uncertain(starts, ends)}


def awarded_as_proposed(case: Case, values: Mapping[str, Any], prepared: Any) -> dict[str, Any]:
    """A decision says what it decides: sum and grade of the proposal it confirms."""
    proposal = case.answers("propose")
    return {
        "amount": proposal.get("amount") or 0,
        "level": proposal.get("level") or proposal.get("grade") or "",
    }


def papers_prepared(case: Case, values: Mapping[str, Any], prepared: Any) -> dict[str, Any]:
    """The digests of the exact bytes that were rendered before this transaction began."""
    return documents.recorded(prepared)


def proposed(move: Move) -> None:
    """The sum proposed is set aside; a new proposal replaces the old one."""
    wanted = 0 if move.values.get("outcome") == "refuse" else move.values.get("amount") or 0
    change = wanted - move.application.proposed
    money.post(move.event, move.application.round_id, move.application, proposed=change)


def decided(move: Move) -> None:
    application, amount = move.application, move.recorded["amount"]
    money.post(move.event, application.round_id, application, proposed=-application.proposed, awarded=amount)
    application.level = move.recorded["level"] or application.level
    application.awarded_on = local(move.at).date()


def let_go(move: Move) -> None:
    """Whatever was set aside or awarded and not yet instructed goes back to the budget."""
    application = move.application
    money.post(
        move.event,
        application.round_id,
        application,
        proposed=-application.proposed,
        awarded=application.instructed - application.awarded,
    )


def award_undone(move: Move) -> None:
    let_go(move)
    move.application.awarded_on = None


def released(move: Move) -> None:
    issuing.replace(move)
    issuing.release(move)
    if "term_ends_on" in move.recorded:
        move.application.term_starts = move.application.term_starts or move.recorded["term_starts_on"]
        move.application.term_ends = move.recorded["term_ends_on"]


RECORDS = {
    "post_notice": notice_days,
    "decide": awarded_as_proposed,
    "prepare_papers": papers_prepared,
}
EFFECTS = {
    "propose": (proposed,),
    "decide": (decided,),
    "remand": (let_go, remanded),
    "uphold_objection": (award_undone,),
    "refuse": (let_go, issuing.issue_at_once),
    "decline": (issuing.issue_at_once,),
    "post_notice": (issuing.issue_at_once,),
    "withdraw": (let_go,),
    "prepare_papers": (issuing.keep_prepared,),
    "approve_papers": (issuing.approve,),
    "release": (released,),
}
