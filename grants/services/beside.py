"""What is read with a case in its one statement: its papers, what they are made of, and its experts.

On PostgreSQL a statement that waited for a lock sees the locked row as it is now, but what is joined to it as it was
before the wait. So the papers of a case are joined only where its version tells that nothing moved meanwhile, or where
nothing is locked; otherwise they are read when they are first asked for. So they are where papers are made: a number
kept for one may just have been voided, which no version tells. What an office has set for itself may change beside the
case at any time: that counts as it was when the statement began.
"""

from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import Select
from sqlalchemy.orm import joinedload, with_expression

from grants.models import Application
from grants.programmes import PROGRAMMES
from grants.services import typesetting, workdays

MOVES_PAPERS = frozenset({"prepare_papers", "approve_papers", "release", "change_payee", "revoke"})


@dataclass(frozen=True)
class Beside:
    """`experts` with their assignments, `papers` already made, and the office's own `settings` new ones rest on."""

    experts: bool = False
    papers: bool = False
    settings: bool = False


NOTHING = Beside()


@cache
def of(action: str, expert: bool, known: bool) -> Beside:
    """What this action needs. `expert` where one asks, whose own assignment tells what they may do; `known` where what
    is joined is sure to be as it is now."""
    makes = makes_papers(action)
    moves = action in MOVES_PAPERS or makes
    return Beside(experts=expert, papers=moves and known and not makes, settings=moves)


def makes_papers(action: str) -> bool:
    """Whether any programme makes papers with this action; releasing sends those already made."""
    tables = (programme.workflow.action.get(action) for programme in PROGRAMMES.values())
    return action == "prepare_papers" or (action != "release" and any(row and row.issues for row in tables))


def read(query: Select[Application], beside: Beside) -> Select[Application]:
    """The query, reading this too."""
    wanted: list[Any] = []
    if beside.experts:
        wanted.append(joinedload(Application.experts))
    if beside.papers:
        wanted.append(joinedload(Application.papers))
    if beside.settings:
        wanted.append(with_expression(Application.days_off, workdays.written()))
        wanted.append(with_expression(Application.own_templates, typesetting.written(Application.programme)))
    return query.options(*wanted)
