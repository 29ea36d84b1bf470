"""Proofs over a workflow's table. What cannot be proved is told as a story of a case that goes wrong.

Run when the programmes are loaded, in the tests and by the command line; a few milliseconds a table.
"""

from collections import Counter
from collections.abc import Callable, Iterator

from workflows.duties import two_duties
from workflows.engine import PUBLIC, SYSTEM, Action, State, Workflow
from workflows.paths import Move, forward, moves, told, ways
from workflows.roles import ACTING, DUTIES


class Unproved(Exception):
    """A table that must not be used; `stories` tells every fault found."""

    def __init__(self, programme: str, stories: tuple[str, ...]):
        self.stories = stories
        super().__init__(f"{programme}：" + " ".join(stories))


def prove(workflow: Workflow) -> Workflow:
    """The same workflow, proved. Raises Unproved with the stories."""
    stories = verify(workflow)
    if stories:
        raise Unproved(workflow.programme, stories)
    return workflow


def verify(workflow: Workflow) -> tuple[str, ...]:
    """Every fault of the table as a story; empty when all is proved."""
    stories = [story for check in NAMING for story in check(workflow)]
    if not stories:  # ways can be walked only in a table whose names hold
        stories = [story for check in LIVING for story in check(workflow)]
    return tuple(stories)


def names_exist(workflow: Workflow) -> Iterator[str]:
    """States, actions and roles that the table speaks of are in it."""
    for action in workflow.actions:
        for name in {*action.sources, action.dest or action.sources[0]} - set(workflow.state):
            yield f"“{action.label}”用到的状态“{name}”不在本项目的状态表中。"
        for name in action.clears:
            if name not in workflow.action:
                yield f"“{action.label}”要使“{name}”作废，但本项目没有这一操作。"
        for name in {*action.completes, *action.corrects} - set(workflow.action):
            yield f"“{action.label}”要办成或更正“{name}”，但本项目没有这一操作。"
        for role in action.by:
            if role not in ACTING:
                yield f"“{action.label}”由“{role}”办理，但没有这一角色，案件等不到办理的人。"
    for claim in workflow.claims:
        for name in set(claim.until) - set(workflow.state):
            yield f"占用“{claim.kind}”到“{name}”为止，但该状态不在本项目的状态表中，占用永不解除。"


def moves_once(workflow: Workflow) -> Iterator[str]:
    """One move per action and source."""
    rows = Counter((a.name, source) for a in workflow.actions for source in a.sources)
    for (name, source), count in rows.items():
        if count > 1:
            state, action = workflow.state[source].label, workflow.action[name].label
            yield f"案件处于“{state}”时，“{action}”有{count}行，不知道该走哪一行。"
    for name, count in Counter(a.name for a in workflow.actions).items():
        if count > 1 and not any(n > 1 for (row, _), n in rows.items() if row == name):
            yield f"“{workflow.action[name].label}”在表中有{count}行，只有最后一行生效。"


def duties_recorded(workflow: Workflow) -> Iterator[str]:
    """What people do is recorded as their duty; the public only speaks."""
    for action in workflow.actions:
        people = set(action.by) - {SYSTEM}
        if not action.by or (SYSTEM in action.by and people):
            yield f"“{action.label}”没有写明由人还是由系统办理，日志无法记录是谁的职责。"
        elif PUBLIC in people and (action.dest or action.approval or action.clears):
            yield f"某公众办理“{action.label}”，推动了案件却不记录任何职责，同一人还可以再以别的身份办理。"


def all_reachable(workflow: Workflow) -> Iterator[str]:
    found = ways(workflow.states[0].name, moves(workflow))
    for state in workflow.states:
        if state.name not in found:
            yield f"案件从“{workflow.states[0].label}”开始，走遍所有操作也到不了“{state.label}”。"


def all_end(workflow: Workflow) -> Iterator[str]:
    """From every state that can be reached and is not final, a final one can be reached."""
    table = moves(workflow)
    for state, story in _visited(workflow):
        ends = ways(state.name, table)
        if not any(workflow.state[name].final for name in ends):
            yield f"{story}，此后无论怎样办理，都到不了任何终结状态。"


def somebody_moves(workflow: Workflow) -> Iterator[str]:
    """Somebody, or the system, can take the case out of every state that is not final, and nobody out of one that is:
    what is said there, like a receipt handed in late, neither moves the case nor voids or approves anything."""
    leaving = {m.source for m in moves(workflow) if m.dest != m.source}
    for state, story in _visited(workflow):
        if state.name not in leaving:
            yield f"{story}，没有任何人、也没有自动操作能使它离开。"
    for move in moves(workflow):
        stirs = move.dest != move.source or move.action.approval or move.action.clears
        if stirs and workflow.state[move.source].final:
            yield f"案件已终结于“{workflow.state[move.source].label}”，却还能办理“{move.action.label}”。"


def _visited(workflow: Workflow) -> Iterator[tuple[State, str]]:
    """Every reachable state that is not final, with how a case came there."""
    for name, way in ways(workflow.states[0].name, moves(workflow)).items():
        state = workflow.state[name]
        if not state.final:
            came = f"案件经{told(way)}到了" if way else "案件处于"
            yield state, f"{came}“{state.label}”"


def automatic_ends(workflow: Workflow) -> Iterator[str]:
    """Automatic moves alone never lead a case back to where it was."""
    automatic = tuple(m for m in moves(workflow) if m.action.automatic)
    for move in automatic:
        back = ways(move.dest, automatic).get(move.source)
        if back is not None:
            place = workflow.state[move.source].label
            yield f"案件到了“{place}”，系统自动办理{told((move.action, *back))}又回到“{place}”，永不停止。"


def returns_clear(workflow: Workflow) -> Iterator[str]:
    """A return makes void every approval given between where it leads and where it starts.

    "Between" is meant literally: a case can go from where the return leads to that approval, and on to where
    the return starts, without any return on the way. What a return keeps on purpose its row says.
    """
    ahead = forward(workflow)
    onward = {state.name: ways(state.name, ahead) for state in workflow.states}
    approvals = tuple(m for m in moves(workflow) if m.action.approval)
    order = {state.name: state.order for state in workflow.states}
    for back in (m for m in moves(workflow) if order[m.dest] < order[m.source]):
        for given in approvals:
            between = given.source in onward[back.dest] and back.source in onward[given.dest]
            settled = {*back.action.clears, *back.action.keeps, back.action.name}
            if between and given.action.name not in settled:
                yield _kept(workflow, back, given.action, onward[back.dest][given.source])


def _kept(workflow: Workflow, back: Move, kept: Action, way: tuple[Action, ...]) -> str:
    start, end = workflow.state[back.source].label, workflow.state[back.dest].label
    again = f"再经{told(way)}" if way else "再"
    return (
        f"案件办过“{kept.label}”后到了“{start}”，“{back.action.label}”把它退到“{end}”，"
        f"却没有使“{kept.label}”作废；{again}走到这一步时，旧的“{kept.label}”仍然有效，不必重新办理。"
    )


def one_duty_each(workflow: Workflow) -> Iterator[str]:
    yield from two_duties(workflow, DUTIES)


Check = Callable[[Workflow], Iterator[str]]
NAMING: tuple[Check, ...] = (names_exist, moves_once, duties_recorded)
LIVING: tuple[Check, ...] = (
    all_reachable,
    all_end,
    somebody_moves,
    automatic_ends,
    returns_clear,
    one_duty_each,
)
