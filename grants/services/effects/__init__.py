"""What an action brings about beside its event: columns, claims, postings, payments, papers.

`RECORDS` are asked before the event is written: what they establish is part of it. `EFFECTS` follow it. Both are
keyed by the action's name, so that every programme made of the shared parts has them.
"""

from collections.abc import Callable, Mapping
from typing import Any

from grants.services.effects import award, intake, payment, review, term
from grants.services.moves import Move
from workflows.engine import Case

Record = Callable[[Case, Mapping[str, Any], Any], dict[str, Any]]
Effect = Callable[[Move], None]

RECORDS: Mapping[str, Record] = {**award.RECORDS, **term.RECORDS, **payment.RECORDS}
EFFECTS: Mapping[str, tuple[Effect, ...]] = {
    **intake.EFFECTS,
    **review.EFFECTS,
    **award.EFFECTS,
    **payment.EFFECTS,
    **term.EFFECTS,
}
