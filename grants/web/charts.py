"""Charts: the house's own sheet dresses them (`static/css/charts.css`), a table says the same.

Figures by year stand up and are drawn by pygal; what is counted by words lies down, as bars below words that a page
can break and read out. Both are drawn small, so that they are read on a phone as beside each other on a screen.
Every page refuses styles and scripts of its own, so those pygal brings are taken off, with all that is not drawn.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pygal
from markupsafe import Markup
from pygal.style import Style

WIDTH, HEIGHT, LETTER = 320, 220, 13  # in the units of the picture, which are about those of a phone
MOST_LABELS = 6
FEW = 3  # bars that stand would be blocks
KEPT = {
    "svg": ("xmlns", "viewBox"),
    "g": ("class", "transform"),
    "rect": ("class", "x", "y", "width", "height"),
    "path": ("class", "d"),
    "text": ("class", "x", "y"),
}
LOOK = Style(label_font_size=LETTER, major_label_font_size=LETTER, value_font_size=LETTER)
ALIKE: dict[str, Any] = {
    "js": [],
    "css": [],
    "style": LOOK,
    "show_legend": False,
    "disable_xml_declaration": True,
    "margin": 6,
    "width": WIDTH,
    "height": HEIGHT,
    "truncate_label": -1,
    "max_scale": 5,
    "order_min": 0,  # whole numbers: no marks between them
    "show_minor_x_labels": False,
    "show_x_guides": False,
}


@dataclass(frozen=True)
class Piece:
    """A part of a lying bar: its place in the picture, in hundredths of the longest bar."""

    series: int
    start: float
    length: float


@dataclass(frozen=True)
class Bar:
    """A lying bar: its word, the sum of its parts as people read it, and the parts."""

    label: str
    said: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class Chart:
    """A chart and its table: a line for each label, a column for each series; whole numbers, or fen.

    `say` writes a value as people read it, `across` lays the bars down, for labels that are words; `nothing` says why
    there is nothing to show, where it is not that nothing was recorded.
    """

    title: str
    note: str
    heading: str
    labels: Sequence[str]
    series: Mapping[str, Sequence[int]]
    say: Callable[[int], str] = str
    across: bool = False
    nothing: str = ""

    @property
    def lies(self) -> bool:
        """Whether its bars lie."""
        return self.across or len(self.labels) <= FEW

    @property
    def empty(self) -> bool:
        return not any(any(values) for values in self.series.values())

    @property
    def picture(self) -> Markup:
        return drawn(self)

    @property
    def bars(self) -> list[Bar]:
        return bars(self)


def bars(chart: Chart) -> list[Bar]:
    """The lying bars in the order of the labels. What is below zero has no length."""
    columns = [[max(value, 0) for value in values] for values in chart.series.values()]
    totals = [sum(column[at] for column in columns) for at in range(len(chart.labels))]
    most = max(totals, default=0) or 1
    return [
        Bar(
            label,
            chart.say(sum(values[at] for values in chart.series.values())),
            pieces([100 * column[at] / most for column in columns]),
        )
        for at, label in enumerate(chart.labels)
    ]


def pieces(lengths: Sequence[float]) -> tuple[Piece, ...]:
    """One after the other, those of no length left out."""
    return tuple(
        Piece(at, round(sum(lengths[:at]), 2), round(length, 2))
        for at, length in enumerate(lengths)
        if length
    )


def drawn(chart: Chart) -> Markup:
    """Bars from the foot up as inline SVG: nothing in it but shapes, texts and the classes they are dressed by.

    Of many labels only so many are written that they stand apart.
    """
    made = pygal.StackedBar(
        **ALIKE,
        x_labels=list(chart.labels),
        x_labels_major_every=1 + (len(chart.labels) - 1) // MOST_LABELS,
        value_formatter=lambda value: chart.say(round(value)),  # the library reckons marks as fractions
    )
    for name, values in chart.series.items():
        made.add(name, list(values))
    made.add_xml_filter(bare)
    return Markup(made.render())  # noqa: S704 - texts were escaped by the library, the rest is numbers


def bare(root: Any) -> Any:
    """The tree without what is not drawn: styles, scripts, titles, descriptions, comments, numbers of its own."""
    for name in [name for name in root.attrib if name not in KEPT[local(root)]]:
        del root.attrib[name]
    for child in list(root):
        if local(child) in KEPT:
            bare(child)
        else:
            root.remove(child)
    return root


def local(element: Any) -> str:
    """The name of an element; a comment has none."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
