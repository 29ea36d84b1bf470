"""The diagram of a workflow, generated from its table: as Mermaid text and as an SVG to hang on the wall."""

from collections.abc import Mapping
from xml.sax.saxutils import escape, quoteattr

from workflows.boxes import COLOURS, INK, Live, Say, drawn, hue
from workflows.engine import Action, Workflow
from workflows.layout import LANE, MARGIN, Layout, Route, layout
from workflows.paths import moves
from workflows.roles import ACTING
from workflows.room import MAIN, MOVE, RIGHT, STEP, Box, wide
from workflows.rules import N_
from workflows.shapes import head, rounded, text

PALE, BACK = "#6b7280", "#d92d20"
FONTS = "'Noto Sans SC','Noto Sans CJK SC','Source Han Sans SC','PingFang SC','Microsoft YaHei',sans-serif"


def mermaid(workflow: Workflow) -> str:
    """A Mermaid state diagram; actions that leave the case where it is are notes beside their state."""
    lines = ["stateDiagram-v2", f"    [*] --> {workflow.states[0].name}"]
    lines += [f"    {state.name}: {state.label}" for state in workflow.states]
    for move in moves(workflow):
        if move.action.dest:
            mark = "⚙ " if move.action.automatic else ""
            lines.append(f"    {move.source} --> {move.dest}: {mark}{move.action.label}")
    for state in workflow.states:
        here = [a.label for a in workflow.actions if a.dest is None and state.name in a.sources]
        if here:
            lines += [
                f"    note right of {state.name}",
                *(f"        {label}" for label in here),
                "    end note",
            ]
    lines += [f"    {state.name} --> [*]" for state in workflow.states if state.final]
    return "\n".join(lines) + "\n"


def svg(workflow: Workflow, title: str = "", live: Mapping[str, Live] | None = None, say: Say = str) -> str:
    """The diagram as SVG. `live` is what stands in each state now, shown in its box; `say` translates labels."""
    placed = layout(workflow, say)
    heading = title or workflow.programme
    parts = [
        _open(placed, heading, "group" if live else "img"),
        text(placed.width / 2, 44, heading, 24, INK, weight="700", anchor="middle"),
        *(_route(placed, route, say) for route in placed.routes),
        *(_straight(placed, pair, say) for pair in _pairs(placed)),
        *(drawn(box, live, say) for box in placed.boxes.values()),
        _legend(placed, say),
        "</svg>",
    ]
    return "\n".join(part for part in parts if part) + "\n"


def _open(placed: Layout, heading: str, role: str) -> str:
    width, height = round(placed.width), round(placed.height)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" '
        f'height="{height}" role="{role}" aria-label={quoteattr(heading)} font-family="{FONTS}">'
        f'<title>{escape(heading)}</title><rect class="ground" width="{width}" height="{height}" fill="#fff"/>'
    )


def _style(action: Action, back: bool) -> str:
    colour = BACK if back else hue(action)
    dash = ' stroke-dasharray="5 4"' if action.automatic else ""
    return f'fill="none" stroke="{colour}" stroke-width="1.4"{dash}'


def _edge(box: Box, side: int) -> tuple[float, int]:
    """Where a line of this side meets the box, and the way it leaves it."""
    outward = side if box.column == MAIN else -side
    return (box.x + box.width if outward > 0 else box.x), outward


def _lane(placed: Layout, route: Route) -> float:
    main = next(box for box in placed.boxes.values() if box.column == MAIN)
    if route.side == RIGHT:
        return main.x + main.width + placed.room.label + LANE * (route.lane + 0.5)
    return main.x - placed.room.label - LANE * (route.lane + 0.5)


def _route(placed: Layout, route: Route, say: Say) -> str:
    """A line along its lane, from every source to the one end, labelled once."""
    if route.side == MAIN:
        return ""
    lane, style = _lane(placed, route), _style(route.action, route.back)
    end, y = placed.boxes[route.dest], route.ports[route.dest]
    end_x, outward = _edge(end, route.side)
    lines = []
    for source in route.sources:
        start_x, _ = _edge(placed.boxes[source], route.side)
        points = [(start_x, route.ports[source]), (lane, route.ports[source]), (lane, y), (end_x, y)]
        lines.append(f'<path d="{rounded(points)}" {style}/>')
    named = placed.boxes[route.sources[0]] if len(route.sources) == 1 else end
    at = route.ports[named.state.name]
    x, out = _edge(named, route.side)
    colour = BACK if route.back else hue(route.action)
    label = text(x + 9 * out, at - 4, say(route.action.label), MOVE, colour, anchor=_towards(out))
    return "".join(lines) + head(end_x, y, (-outward, 0), colour) + label


def _towards(outward: int) -> str:
    return "start" if outward > 0 else "end"


def _pairs(placed: Layout) -> list[list[Route]]:
    """The straight arrows, those between the same two boxes together."""
    pairs: dict[tuple[str, str], list[Route]] = {}
    for route in placed.routes:
        if route.side == MAIN:
            pairs.setdefault((route.sources[0], route.dest), []).append(route)
    return list(pairs.values())


def _straight(placed: Layout, pair: list[Route], say: Say) -> str:
    """Arrows down from one state of the main line to the next, side by side."""
    start, end = placed.boxes[pair[0].sources[0]], placed.boxes[pair[0].dest]
    parts = []
    for place, route in enumerate(pair):
        x = start.x + start.width * (2 * place + 1) / (2 * len(pair)) - (0 if len(pair) == 1 else 30)
        top, bottom = start.y + start.height, end.y
        parts.append(f'<path d="M{x:.1f},{top:.1f}V{bottom:.1f}" {_style(route.action, False)}/>')
        parts.append(head(x, bottom, (0, 1), hue(route.action)))
        parts.append(text(x + 9, (top + bottom) / 2 + 3, say(route.action.label), STEP, hue(route.action)))
    return "".join(parts)


def _legend(placed: Layout, say: Say) -> str:
    """Whose colour is whose, what a line means, and what may be done in every open state."""
    y = placed.height - 84
    parts = [f'<path d="M{MARGIN},{y - 22}H{placed.width - MARGIN:.0f}" stroke="#e5e7eb"/>']
    names = [say(ACTING[role]) for role in COLOURS]
    between = (placed.width - 2 * MARGIN - sum(19 + wide(name, MOVE) for name in names)) / (len(names) - 1)
    x = float(MARGIN)
    for name, (ground, ink) in zip(names, COLOURS.values(), strict=True):
        parts.append(
            f'<rect x="{x:.1f}" y="{y - 10:.1f}" width="13" height="13" rx="3" fill="{ground}" stroke="{ink}"/>'
        )
        parts.append(text(x + 19, y + 1, name, MOVE, ink))
        x += 19 + wide(name, MOVE) + between
    notes = [
        say(
            N_("框的颜色：轮到谁；文字和线的颜色：由谁办理。虚线：系统自动办理。红线：退回。圆角框：已终结。")
        )
    ]
    if placed.everywhere:
        labels = say(N_("、")).join(say(action.label) for action in placed.everywhere)
        notes.append(say(N_("未终结时随时可办：")) + labels)
    parts += [text(MARGIN, y + 28 + 20 * i, note, 12.5, PALE) for i, note in enumerate(notes)]
    return "".join(parts)
