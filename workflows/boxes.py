"""The boxes of a workflow's diagram: a state, whose turn it is, what may be done in it, and what stands there now."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from xml.sax.saxutils import quoteattr

from workflows.engine import Action, State
from workflows.layout import HEAD, LINE
from workflows.room import HEADING, ITEM, PAD, TURN, Box, beside, said
from workflows.shapes import text

Say = Callable[[str], str]
INK = "#1f2937"
COLOURS = {
    "applicant": ("#eaf3fe", "#1d5fa8"),
    "endorser": ("#e6f6f4", "#0f766e"),
    "officer": ("#fdf3e1", "#a15c07"),
    "expert": ("#f3edfd", "#6d3fc0"),
    "leader": ("#fceaf4", "#9d1464"),
    "maker": ("#eaf6ea", "#2e7d32"),
    "checker": ("#f0f7df", "#56740b"),
    "system": ("#f1f3f5", "#6b7280"),
    "public": ("#f6f0e8", "#7a5a33"),
}
ENDED = ("#eef0f3", "#4b5563")
DIGIT, PILL = 9.5, 22  # the width of a figure, the height of what it stands in


@dataclass(frozen=True)
class Live:
    """What stands in a state now: how many cases, where they are listed, and both in a sentence."""

    count: int
    link: str
    told: str


def colours(state: State) -> tuple[str, str]:
    """Ground and ink of a state's box: by whose turn it is."""
    return ENDED if state.final else COLOURS.get(state.turn, ENDED)


def hue(action: Action) -> str:
    """The ink of an action: of the role that does it."""
    return COLOURS.get(action.by[0], ENDED)[1]


def drawn(box: Box, live: Mapping[str, Live] | None, say: Say) -> str:
    """A state's box; of a live diagram it leads to the cases that stand there."""
    ground, ink = colours(box.state)
    baseline = box.y + (25 if box.items else box.height / 2 + 6)
    now = live.get(box.state.name) if live else None
    parts = [
        f'<rect x="{box.x:.1f}" y="{box.y:.1f}" width="{box.width}" height="{box.height:.1f}" '
        f'rx="{box.height / 2 if box.state.final and not box.items else 9:.1f}" fill="{ground}" stroke="{ink}" '
        'stroke-width="1.4"/>',
        text(box.x + PAD, baseline, say(box.state.label), HEADING, INK, weight="700"),
        _turn(box, baseline, now, say),
        *(_item(box, place, words) for place, words in enumerate(said(box, say).items)),
        _count(box, baseline, now) if now else "",
    ]
    inside = "".join(parts)
    return f"<a href={quoteattr(now.link)} aria-label={quoteattr(now.told)}>{inside}</a>" if now else inside


def _turn(box: Box, baseline: float, now: Live | None, say: Say) -> str:
    """Whose turn it is, where there is room for it."""
    words = said(box, say)
    if not words.turn or beside(words) > box.width:
        return ""
    right = box.x + box.width - PAD - (_pill(now) + 10 if now else 0)
    return text(right, baseline, words.turn, TURN, colours(box.state)[1], anchor="end")


def _pill(now: Live) -> float:
    return 14 + DIGIT * len(str(now.count))


def _count(box: Box, baseline: float, now: Live) -> str:
    """How many cases stand here; where there are none, without weight."""
    ink = colours(box.state)[1]
    wide = _pill(now)
    left = box.x + box.width - 12 - wide
    ground = (
        f'<rect x="{left:.1f}" y="{baseline - 17:.1f}" width="{wide:.1f}" height="{PILL}" rx="{PILL / 2}" '
        f'fill="{ink if now.count else "none"}"/>'
    )
    shown = text(
        left + wide / 2, baseline, f"{now.count}", 15, "#fff" if now.count else ink,
        anchor="middle", weight="700" if now.count else "400",
    )  # fmt: skip
    return ground + shown


def _item(box: Box, place: int, words: str) -> str:
    x = box.x + PAD + (place % box.columns) * (box.width - 20) / 2
    y = box.y + HEAD + 6 + LINE * (place // box.columns)
    return text(x, y, words, ITEM, hue(box.items[place]))
