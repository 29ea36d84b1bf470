"""Money: postings. The database itself adds each to the running totals of its round, and its checks judge last.

All sums in fen.
"""

from grants.extensions import db
from grants.models import Application, Event, Posting
from grants.models.money import ACCOUNTS


def post(event: Event, round_id: int, application: Application | None, **amounts: int) -> None:
    """Post these amounts by account (`awarded=300000, proposed=-300000`); the case's own sums follow.

    Raises IntegrityError, at the latest when it is written, where a total would leave its bounds; grants.errors has
    the sentence.
    """
    for account in sorted((name for name in amounts if amounts[name]), key=lambda name: turn(name, amounts)):
        amount = amounts[account]
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


def turn(account: str, amounts: dict[str, int]) -> int:
    """What is given back comes before what is taken, and each total after the one it is bounded by: they are checked
    one after the other."""
    place = ACCOUNTS.index(account)
    return place if amounts[account] > 0 else -place - 1
