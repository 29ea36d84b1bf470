"""Charts: pygal draws them, the house's own sheet dresses them (`static/css/charts.css`), a table says the same.

Every page refuses styles and scripts of its own, so those pygal brings are taken off, with all that is not drawn.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pygal
from markupsafe import Markup
from pygal.style import Style

WIDTH, LETTER, BAR, UPRIGHT, MOST_LABELS = 560, 14, 34, 300, 9  # in the units of the picture
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
    "margin": 8,
    "width": WIDTH,
    "truncate_label": -1,
    "max_scale": 6,
}


@dataclass(frozen=True)
class Chart:
    """A chart and its table: a line for each label, a column for each series; whole numbers, or fen.

    `say` writes a value as people read it, `across` lays the bars down, for labels that are words.
    """

    title: str
    note: str
    heading: str
    labels: Sequence[str]
    series: Mapping[str, Sequence[int]]
    say: Callable[[int], str] = str
    across: bool = False

    @property
    def empty(self) -> bool:
        return not any(any(values) for values in self.series.values())

    @property
    def picture(self) -> Markup:
        return drawn(self)


def drawn(chart: Chart) -> Markup:
    """The picture as inline SVG: nothing in it but shapes, texts and the classes they are dressed by."""
    made = lying(chart) if chart.across else standing(chart)
    for name, values in chart.series.items():
        made.add(name, list(reversed(values)) if chart.across else list(values))
    made.add_xml_filter(bare)
    return Markup(made.render())  # noqa: S704 - texts were escaped by the library, the rest is numbers


def lying(chart: Chart) -> pygal.graph.graph.Graph:
    """Bars from left to right, the first on top; room for the widest label."""
    room = max(width(label) for label in chart.labels) - min(
        0.6 * LETTER * len(label) for label in chart.labels
    )
    return pygal.HorizontalStackedBar(
        **ALIKE,
        height=BAR * len(chart.labels) + 60,
        margin_left=8 + max(0, int(room)),
        x_labels=list(reversed(chart.labels)),
        value_formatter=told(chart),
        show_x_guides=True,
        show_y_guides=False,
    )


def standing(chart: Chart) -> pygal.graph.graph.Graph:
    """Bars side by side from the foot up; of many labels only so many are written that they stand apart."""
    return pygal.StackedBar(
        **ALIKE,
        height=UPRIGHT,
        x_labels=list(chart.labels),
        x_labels_major_every=1 + len(chart.labels) // MOST_LABELS,
        show_minor_x_labels=False,
        show_x_guides=False,
        value_formatter=told(chart),
    )


def told(chart: Chart) -> Callable[[float], str]:
    """How the marks of the axis are written; the library reckons them as fractions."""
    return lambda value: chart.say(round(value))


def width(text: str) -> float:
    """About how wide a text is: a Chinese character is as wide as high."""
    return sum(LETTER if ord(letter) > 0x2E80 else 0.6 * LETTER for letter in text)


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
