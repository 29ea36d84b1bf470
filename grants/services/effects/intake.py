"""Submission and its end: the columns lists are made of, the unit's profile, and claims on the subject."""

from grants.extensions import db
from grants.services import claims, figures, money, organisations
from grants.services.moves import Move


def submitted(move: Move) -> None:
    """What lists show, what the unit need not type again, and what nobody else may apply for meanwhile."""
    described(move)
    db.session.refresh(move.application.organisation)  # a colleague may just have told more in another case
    organisations.learn(move.application.organisation, dict(move.values))
    wanted = claims.keys(move.programme.workflow, move.values, move.terms)
    claims.take(move.application, wanted, move.case.facts.slots, move.case.last("submit") is not None)


def described(move: Move) -> None:
    application, values = move.application, move.values
    application.title = str(values.get("title") or "")[:200]
    application.level = str(values.get("level") or values.get("grade") or "")


def registered(move: Move) -> None:
    """A past award takes its place: its claims, its money as it went, and its term."""
    application, values = move.application, move.values
    described(move)
    wanted = claims.keys(move.programme.workflow, values, move.terms)
    living = {kind: held for kind, held in wanted.items() if move.after not in held[0].until}
    claims.take(application, living, move.case.facts.slots, again=False)
    amount = values.get("amount") or 0
    money.post(
        move.event,
        application.round_id,
        application,
        appropriated=amount,
        awarded=amount,
        instructed=amount,
        paid=amount,
    )
    application.awarded_on = values.get("awarded_on")
    application.term_starts = values.get("awarded_on")
    application.term_ends = values.get("term_until")
    figures.record(application, move.event, dict(values))


EFFECTS = {"submit": (submitted,), "register": (registered,)}
