"""A move under way: what an action's effects are told."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from grants.models import Application, Event
from grants.programmes import Programme
from workflows.engine import Case


@dataclass(frozen=True)
class Move:
    """One action being done to one case. `values` are its answers in Python values, personal fields in clear;
    `case` is the engine's view before the move; `prepared` is what was made ready before the lock was taken."""

    application: Application
    programme: Programme
    action: str
    case: Case
    values: Mapping[str, Any]
    before: str
    after: str
    event: Event
    recorded: Mapping[str, Any]
    prepared: Any = None

    @property
    def at(self) -> datetime:
        return self.event.at

    @property
    def terms(self) -> Mapping[str, Any]:
        return self.case.terms
