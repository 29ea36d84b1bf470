"""The ledger: what each round was given, awarded, paid and got back, and the postings behind every sum. In fen.

A proposal is the office's own until it is decided: finance reads neither its sums nor its postings. Whose case a
posting belongs to is told to who may know of the case.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import and_, func, select, tuple_

from grants.access import OF_MONEY, OFFICE, Viewer, may_read_deed, visible
from grants.errors import NotFound
from grants.extensions import db
from grants.models import Application, Budget, Event, Posting, Round
from grants.models.money import ACCOUNTS
from grants.models.types import whole_number
from grants.programmes import PROGRAMMES
from grants.services.periods import ALWAYS, Period
from grants.texts import N_

LABELS = {
    "appropriated": N_("预算"),
    "proposed": N_("建议"),
    "awarded": N_("审定"),
    "instructed": N_("已复核"),
    "paid": N_("已拨付"),
    "reclaimed": N_("应追回"),
    "recovered": N_("已追回"),
    "written_off": N_("已核销"),
}
PAGE = 100


@dataclass(frozen=True)
class Line:
    """One round: the sum of each account this reader may know."""

    round: Round
    sums: dict[str, int]

    @property
    def left(self) -> int:
        """What of the appropriation has not been awarded."""
        return self.sums["appropriated"] - self.sums["awarded"]

    @property
    def owed(self) -> int:
        """What was asked back and has neither come nor been given up."""
        return self.sums["reclaimed"] - self.sums["recovered"] - self.sums["written_off"]


@dataclass(frozen=True)
class Entry:
    """One posting; `case` is None for who may not know of it, and where there is none. `action` says what was done, as
    a message id, to who may know that."""

    posting: Posting
    case: Application | None
    action: str

    @property
    def key(self) -> str:
        """Where the page after this one begins: an event posts once to an account. A posting's own number would tell
        how many there are that this reader may not know of."""
        return f"{self.posting.event_number}~{self.posting.account}"


def programmes(viewer: Viewer) -> list[str]:
    """The programmes whose ledger this viewer reads."""
    return viewer.programmes(*OF_MONEY)


def accounts(viewer: Viewer, programme: str) -> tuple[str, ...]:
    """The accounts of a programme's rounds this viewer reads."""
    office = bool(viewer.roles(programme) & set(OFFICE))
    return tuple(name for name in ACCOUNTS if office or name != "proposed")


def lines(viewer: Viewer, period: Period = ALWAYS) -> list[Line]:
    """Every round of this viewer's programmes, the newest first: its totals, or what was posted in the period."""
    query = (
        select(Round, Budget)
        .join(Budget, Budget.round_id == Round.id)
        .where(Round.programme.in_(programmes(viewer)))
        .order_by(Round.year.desc(), Round.programme, Round.id.desc())
    )
    rows = [(row.Round, row.Budget) for row in db.session.execute(query)]
    posted = posted_sums([round_.id for round_, _ in rows], period) if period else {}
    return [
        Line(
            round_,
            {
                name: posted.get((round_.id, name), 0) if period else getattr(budget, name)
                for name in accounts(viewer, round_.programme)
            },
        )
        for round_, budget in rows
    ]


def every() -> list[Line]:
    """The totals of all rounds, every account: for the verification of the night, not for a reader."""
    rows = db.session.execute(
        select(Round, Budget).join(Budget, Budget.round_id == Round.id).order_by(Round.id)
    )
    return [Line(row.Round, {name: getattr(row.Budget, name) for name in ACCOUNTS}) for row in rows]


def posted_sums(rounds: Sequence[int], period: Period = ALWAYS) -> dict[tuple[int, str], int]:
    """The postings of these rounds in this period, by round and account."""
    rows = db.session.execute(
        select(Posting.round_id, Posting.account, func.sum(Posting.amount))
        .where(Posting.round_id.in_(rounds), *period.holds(Posting.at))
        .group_by(Posting.round_id, Posting.account)
    )
    return {(round_id, account): int(amount) for round_id, account, amount in rows}


def of_round(viewer: Viewer, round_id: int) -> Round:
    """A round whose ledger this viewer reads; raises NotFound."""
    found = db.session.get(Round, round_id)
    if found is None or found.programme not in programmes(viewer):
        raise NotFound
    return found


def entries(
    viewer: Viewer,
    round_: Round,
    period: Period,
    account: str = "",
    before: str = "",
    limit: int | None = None,
) -> list[Entry]:
    """The postings of a round in the order of the log, the newest first: at most so many of those before this key;
    `account` narrows them to one."""
    known = accounts(viewer, round_.programme)
    conditions = [Posting.account.in_([account] if account in known else known), *period.holds(Posting.at)]
    if place := placed(before):
        conditions.append(tuple_(Posting.event_number, Posting.account) < place)
    query = (
        select(Posting, Event.action, Application)
        .join(Event, Event.number == Posting.event_number)
        .outerjoin(Application, and_(Application.id == Posting.application_id, visible(viewer)))
        .where(Posting.round_id == round_.id, *conditions)
        .order_by(Posting.event_number.desc(), Posting.account.desc())
        .limit(limit)
    )
    rows, slug = db.session.execute(query), round_.programme
    return [Entry(posting, case, told(viewer, slug, posting, action)) for posting, action, case in rows]


def placed(key: str) -> tuple[int, str] | None:
    """The event and the account a page stands before; None for the first page, and for what cannot be read."""
    event, _, account = key.partition("~")
    try:
        return (whole_number(event), account) if account in ACCOUNTS else None
    except ValueError:
        return None


def told(viewer: Viewer, programme: str, posting: Posting, action: str) -> str:
    """What a posting was made by; nothing where that is a secret to this reader."""
    if posting.application_id is None:
        return N_("批次预算")
    row = PROGRAMMES[programme].workflow.action.get(action)
    readable = may_read_deed(viewer.roles(programme), "", action, str(viewer.person))
    return row.label if row and readable else ""
