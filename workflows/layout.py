"""Where everything stands in the diagram of a workflow: boxes in three columns, moves in lanes between them.

The main line runs down the middle; places aside stand left or right, nearest to the states they belong to. A move
to the next state on the main line is a straight arrow; every other one leaves its box sideways, runs along a lane
of its own and enters its end from the side. All lengths are in pixels.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from math import inf

from workflows.engine import Action, Workflow
from workflows.room import LEFT, MAIN, RIGHT, Box, Room, room

LINE, HEAD, PORT, GAP, LANE = 19, 42, 21, 52, 13
TOP, MARGIN = 86, 28


@dataclass
class Route:
    """One action leading to one state, from one or several. `side` is MAIN for a straight arrow down."""

    action: Action
    sources: tuple[str, ...]
    dest: str
    side: int
    back: bool
    lane: int = 0
    ports: dict[str, float] = field(default_factory=dict)  # by state: where the line meets its box


@dataclass(frozen=True)
class Layout:
    boxes: Mapping[str, Box]
    routes: tuple[Route, ...]
    everywhere: tuple[Action, ...]  # what may be done in every open state, told once under the picture
    room: Room
    width: float
    height: float


def layout(workflow: Workflow, say: Callable[[str], str] = str) -> Layout:
    """The whole diagram, placed, with room for its labels as they are said."""
    everywhere = _everywhere(workflow)
    boxes = _boxes(workflow, everywhere)
    routes = _routes(workflow, boxes)
    given = room(boxes.values(), (say(r.action.label) for r in routes if r.side != MAIN), say)
    _heights(boxes, routes)
    _rows(boxes, routes)
    _ports(boxes, routes)
    lanes = {side: _lanes([r for r in routes if r.side == side]) for side in (LEFT, RIGHT)}
    width = _columns(boxes, lanes, given)
    height = max(box.y + box.height for box in boxes.values()) + 118
    return Layout(boxes, routes, everywhere, given, width, height)


def _everywhere(workflow: Workflow) -> tuple[Action, ...]:
    unfinished = {s.name for s in workflow.states if not s.final}
    return tuple(a for a in workflow.actions if a.dest is None and set(a.sources) == unfinished)


def _boxes(workflow: Workflow, everywhere: tuple[Action, ...]) -> dict[str, Box]:
    """A box for every state, its column chosen: places aside go left while the award is still being decided."""
    main = [s for s in workflow.states if not s.aside]
    half = main[len(main) // 2].order
    boxes = {}
    for state in workflow.states:
        near = [order for order in _neighbours(workflow, state.name) if order < main[-1].order]
        early = sum(near) / max(len(near), 1) <= half
        column = MAIN if not state.aside else LEFT if early else RIGHT
        items = tuple(
            a for a in workflow.actions if a.dest is None and state.name in a.sources and a not in everywhere
        )
        boxes[state.name] = Box(state, column, items)
    return boxes


def _neighbours(workflow: Workflow, name: str) -> list[int]:
    """The places on the main line of all states a move joins to this one."""
    ends = [(s, a.dest) for a in workflow.actions for s in a.sources if a.dest and name in (s, a.dest)]
    return [workflow.state[other].order for pair in ends for other in pair if other != name]


def _routes(workflow: Workflow, boxes: Mapping[str, Box]) -> tuple[Route, ...]:
    """Moves as routes. Sources on one side of one action share a line; a step down the main line goes straight."""
    line = [s.name for s in workflow.states if not s.aside]
    found: dict[tuple[str, str, int], Route] = {}
    for action in (a for a in workflow.actions if a.dest):
        for source in action.sources:
            dest = str(action.dest)
            back = workflow.state[dest].order < workflow.state[source].order
            side = _side(boxes[source], boxes[dest], line, back)
            key = (action.name, dest, side)
            route = found.get(key) or Route(action, (), dest, side, back)
            route.sources = (*route.sources, source)
            found[key] = route
    return tuple(found.values())


def _side(source: Box, dest: Box, line: list[str], back: bool) -> int:
    aside = dest.column or source.column
    if aside:
        return aside
    if line.index(dest.state.name) == line.index(source.state.name) + 1:
        return MAIN
    return RIGHT if back else LEFT


def _heights(boxes: Mapping[str, Box], routes: tuple[Route, ...]) -> None:
    """Room for the heading, for the actions listed, and for every line that meets the box on its busier side."""
    for name, box in boxes.items():
        meeting = [
            sum(name == r.dest or name in r.sources for r in routes if r.side == side)
            for side in (LEFT, RIGHT)
        ]
        rows = -(-len(box.items) // box.columns)
        box.height = max(HEAD + LINE * rows + (8 if rows else 0), PORT * max(meeting) + 14, HEAD + 6)


def _rows(boxes: Mapping[str, Box], routes: tuple[Route, ...]) -> None:
    """The main line from top to bottom; places aside level with what they are joined to, without overlap."""
    below = float(TOP)
    for box in boxes.values():
        if box.column == MAIN:
            box.y, below = below, below + box.height + GAP
    for side in (LEFT, RIGHT):
        names = [name for name, box in boxes.items() if box.column == side]
        below = float(TOP)
        for name in sorted(names, key=lambda name: _level(name, boxes, routes)):
            box, level = boxes[name], _level(name, boxes, routes)
            box.y = max(below, level - box.height / 2) if level < inf else below
            below = box.y + box.height + 26


def _level(name: str, boxes: Mapping[str, Box], routes: tuple[Route, ...]) -> float:
    """The mean height of the main states a place aside is joined to; the end of its column where it is to none."""
    joined = [(*r.sources, r.dest) for r in routes if name == r.dest or name in r.sources]
    levels = [boxes[n].middle for n in {n for names in joined for n in names} if boxes[n].column == MAIN]
    return sum(levels) / len(levels) if levels else inf


def _ports(boxes: Mapping[str, Box], routes: tuple[Route, ...]) -> None:
    """Where each line meets a box: spread over its side, those that come from above on top."""
    for name, box in boxes.items():
        for side in (LEFT, RIGHT):
            meeting = [r for r in routes if r.side == side and (name == r.dest or name in r.sources)]
            meeting.sort(key=lambda route: _other_end(route, name, boxes))
            step = box.height / (len(meeting) + 1)
            for place, route in enumerate(meeting, 1):
                route.ports[name] = box.y + step * place


def _other_end(route: Route, name: str, boxes: Mapping[str, Box]) -> float:
    others = [boxes[other].middle for other in (*route.sources, route.dest) if other != name]
    return sum(others) / max(len(others), 1)


def _lanes(routes: list[Route]) -> int:
    """A lane for each route, none shared by two that overlap; short ones nearest to the main line. How many."""
    taken: list[list[tuple[float, float]]] = []
    for route in sorted(routes, key=lambda r: max(r.ports.values()) - min(r.ports.values())):
        low, high = min(route.ports.values()) - 4, max(route.ports.values()) + 4
        free = (i for i, spans in enumerate(taken) if all(high < a or low > b for a, b in spans))
        route.lane = next(free, len(taken))
        if route.lane == len(taken):
            taken.append([])
        taken[route.lane].append((low, high))
    return len(taken)


def _columns(boxes: Mapping[str, Box], lanes: Mapping[int, int], given: Room) -> float:
    """Columns side by side with room for lanes and labels between them; answers with the whole width."""
    channel = {side: 2 * given.label + LANE * lanes[side] for side in (LEFT, RIGHT)}
    main = MARGIN + given.aside + channel[LEFT]
    right = main + given.main + channel[RIGHT]
    for box in boxes.values():
        box.x = {LEFT: MARGIN, MAIN: main, RIGHT: right}[box.column]
    return right + given.aside + MARGIN
