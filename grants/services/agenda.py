"""A round's cases as they lie before its meeting: ranked, with what is chosen of each and where the money ends. Sums in
fen."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from forms.money import to_fen
from grants.models import Application, Round


@dataclass(frozen=True)
class Row:
    """A case before the meeting: its points, what the experts gave layer by layer, and what is proposed or chosen on
    the page; nothing before somebody chooses."""

    application: Application
    points: Decimal | None
    layers: tuple[tuple[str, Decimal], ...]
    raw: Mapping[str, Any]
    proposed: bool
    seen: int  # the version of the case the page showed
    changed: bool = True  # whether it says something else than what is proposed already

    @property
    def number(self) -> str:
        return self.application.number

    @property
    def asked(self) -> int:
        """The sum that stands on the page, whatever is chosen."""
        try:
            return to_fen(str(self.raw.get("amount") or "0"))
        except ValueError:
            return 0

    @property
    def amount(self) -> int:
        """What this row takes of the budget, as it stands on the page."""
        return self.asked if self.raw.get("outcome") == "award" else 0


@dataclass(frozen=True)
class Agenda:
    """A round's cases by rank; `left` is what may be proposed in this meeting, all of its own proposals included."""

    round: Round
    rows: tuple[Row, ...]
    left: int
    shared: Mapping[str, Any] = field(default_factory=dict)

    @property
    def total(self) -> int:
        return sum(row.amount for row in self.rows)

    @property
    def scored(self) -> bool:
        """Whether there is anything to rank them by; where nobody reviews they stand by their numbers."""
        return any(row.points is not None for row in self.rows)

    def rank(self, row: Row) -> int:
        """The place of a row, from 1; equal points share one."""
        return 1 + sum((other.points or 0) > (row.points or 0) for other in self.rows)

    @property
    def chosen(self) -> bool:
        """Whether anything was chosen of the cases of which nothing is proposed yet, if there are any."""
        waiting = [row for row in self.rows if not row.proposed]
        return not waiting or any(row.raw.get("outcome") for row in waiting)

    def fits(self) -> Iterator[tuple[Row, bool]]:
        """Each row, and whether the money reaches down to it; before anything is chosen, were all awarded."""
        sum_ = 0
        for row in self.rows:
            sum_ += row.amount if self.chosen or row.proposed else row.asked
            yield row, sum_ <= self.left


def within(found: Agenda) -> Agenda:
    """The same meeting, which leaves for another time what the money does not reach; where nothing was chosen yet, it
    awards what the money reaches."""
    chosen = found.chosen

    def outcome(row: Row, fits: bool) -> str:
        return (row.raw.get("outcome", "") if chosen or row.proposed else "award") if fits else ""

    rows = (replace(row, raw={**row.raw, "outcome": outcome(row, fits)}) for row, fits in found.fits())
    return replace(found, rows=tuple(rows))
