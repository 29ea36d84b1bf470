"""Money: postings, each with the running totals it changes. All sums in fen. The database's checks judge last."""

from sqlalchemy import update

from grants.extensions import db
from grants.models import Application, Budget, Event, Posting


def post(event: Event, round_id: int, application: Application | None, **amounts: int) -> None:
    """Post these amounts by account (`awarded=300000, proposed=-300000`), in one statement on the totals.

    Raises IntegrityError where a total would leave its bounds; grants.errors has the sentence.
    """
    changes = {account: amount for account, amount in amounts.items() if amount}
    if not changes:
        return
    totals = {account: getattr(Budget, account) + amount for account, amount in changes.items()}
    db.session.execute(update(Budget).where(Budget.round_id == round_id).values(totals))
    for account, amount in changes.items():
        if application is not None and account != "appropriated":
            setattr(application, account, getattr(application, account) + amount)
        db.session.add(
            Posting(
                round_id=round_id,
                application_id=application.id if application else None,
                account=account,
                amount=amount,
                event_number=event.number,
                at=event.at,
            )
        )


def left(round_id: int) -> int:
    """What of the round's appropriation is neither awarded nor proposed."""
    budget = db.session.get(Budget, round_id, populate_existing=True)
    return budget.appropriated - budget.awarded - budget.proposed if budget else 0
