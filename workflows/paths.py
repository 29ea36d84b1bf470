"""Ways through a workflow's table, guards left aside: what the proofs and the diagram walk on."""

from collections.abc import Iterable
from dataclasses import dataclass

from workflows.engine import Action, Workflow

Way = tuple[Action, ...]


@dataclass(frozen=True)
class Move:
    """One action in one state. An action that leaves the case where it is leads back to its source."""

    action: Action
    source: str
    dest: str


def moves(workflow: Workflow) -> tuple[Move, ...]:
    return tuple(Move(a, source, a.dest or source) for a in workflow.actions for source in a.sources)


def by_source(table: Iterable[Move]) -> dict[str, list[Move]]:
    """The moves that lead out of each state."""
    onward: dict[str, list[Move]] = {}
    for move in table:
        onward.setdefault(move.source, []).append(move)
    return onward


def ways(start: str, table: Iterable[Move]) -> dict[str, Way]:
    """The shortest way from one state to every state it leads to, itself included."""
    onward = by_source(table)
    found: dict[str, Way] = {start: ()}
    waiting = [start]
    for state in waiting:
        for move in onward.get(state, ()):
            if move.dest not in found:
                found[move.dest] = (*found[state], move.action)
                waiting.append(move.dest)
    return found


def forward(workflow: Workflow) -> tuple[Move, ...]:
    """The moves that are no return: to a place as far on the main line, or farther."""
    order = {state.name: state.order for state in workflow.states}
    return tuple(m for m in moves(workflow) if order[m.dest] >= order[m.source])


def told(way: Way) -> str:
    """A way in words: “提交申报”→“单位确认”."""
    return "→".join(f"“{action.label}”" for action in way)
