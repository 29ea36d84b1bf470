"""Straight edges for Chinese: what a line lacks to its width is shared out between its characters.

The layout engine stretches spaces alone, and Chinese has none. Two of its functions are replaced here: how a full
line is stretched, and, before that, the gap beside a Latin word (see `mixing`) falls away at the ends of a line.
Which lines are full, and how wide, it decides as before. Spacing belongs to the drawn line, so that a text copied
or searched for reads as it was written. The engine's version is pinned; tests measure the edges.
"""

import re
from dataclasses import dataclass

from weasyprint.formatting_structure import boxes
from weasyprint.layout import inline
from weasyprint.text.ffi import TO_UNITS, ffi, pango
from weasyprint.text.line_break import Layout

from grants.rendering.mixing import AFTER, BEFORE

# letters and figures stay together; whatever else may be drawn apart
WORD = re.compile(r"[!-~\u00a1-\u024f]+")
WIDEST = 0.4  # em between two characters that still read as one line


@dataclass
class Line:
    """A line being stretched: how far apart its characters are drawn, and how far it has grown."""

    spacing: float  # CSS pixels between two characters that may be drawn apart
    grown: float = 0.0
    last: float | None = None  # how open the character before is; None at the beginning


def openness(text: str) -> list[float]:
    """1 for a character that may be drawn apart, 0 for one inside a word; the gap between two is their mean."""
    closed = {place for word in WORD.finditer(text) for place in range(*word.span())}
    return [float(place not in closed) for place in range(len(text))]


def gaps(opens: list[float]) -> float:
    """How many whole gaps a text has between its characters."""
    return sum(opens) - (opens[0] + opens[-1]) / 2


class SpacedLayout(Layout):
    """A line of text whose open characters are drawn apart by `spacing`, half of it on either side of each."""

    def __init__(self, style, spacing: float) -> None:
        self.spacing = spacing
        super().__init__(style)

    def set_text(self, text: str, justify: bool = False) -> None:
        super().set_text(text, justify)
        attributes = pango.pango_layout_get_attributes(self.layout)
        if attributes == ffi.NULL:
            attributes = ffi.gc(pango.pango_attr_list_new(), pango.pango_attr_list_unref)
        own = self.style["letter_spacing"]
        units = round(((0 if own == "normal" else own) + self.spacing) * TO_UNITS)
        for first, last in open_runs(text):
            attribute = pango.pango_attr_letter_spacing_new(units)
            attribute.start_index, attribute.end_index = first, last
            pango.pango_attr_list_change(attributes, attribute)
        pango.pango_layout_set_attributes(self.layout, attributes)


def open_runs(text: str) -> list[tuple[int, int]]:
    """The runs between words, by their places in the UTF-8 text."""
    ends = [place for word in WORD.finditer(text) for place in word.span()]
    places = [len(text[:place].encode()) for place in (0, *ends, len(text))]
    return [(first, last) for first, last in zip(places[::2], places[1::2], strict=True) if first < last]


def install() -> None:
    """Have the layout engine of this process draw lines so."""
    inline.justify_line = justify_line
    inline.text_align = text_align


def text_align(context, line: boxes.LineBox, width: float, last: bool, engine=inline.text_align) -> float:
    """As the engine does, without the gaps at either end."""
    trim(line, first=True)
    trim(line, first=False)
    return engine(context, line, width, last)


def trim(box: boxes.Box, first: bool) -> float:
    """Take the gap at this end of a line away; how much narrower the box has become."""
    inner = [child for child in getattr(box, "children", ()) if child.is_in_normal_flow()]
    if not inner or not isinstance(box, boxes.LineBox | boxes.InlineBox):
        return 0.0
    cut = trim(inner[0 if first else -1], first)
    for child in inner[1:] if first else ():
        child.translate(-cut, 0)
    classes = (box.element.get("class") or "").split() if isinstance(box, boxes.InlineBox) else ()
    if first and AFTER in classes:
        cut += box.margin_left
        for child in inner:
            child.translate(-box.margin_left, 0)
        box.margin_left = 0
    elif not first and BEFORE in classes:
        cut += box.margin_right
        box.margin_right = 0
    box.width -= cut
    return cut


def justify_line(context, line: boxes.LineBox, lacking: float) -> None:
    """Draw the characters of a line so far apart that it fills its width; `lacking` in CSS pixels.

    A line that would fall apart stays short: before a number that may not be broken it can be half empty.
    """
    measured = Line(1.0)
    stretch(line, measured, draw=False)
    if measured.grown and lacking / measured.grown <= WIDEST * line.style["font_size"]:
        stretch(line, Line(lacking / measured.grown), draw=True)


def stretch(box: boxes.Box, line: Line, draw: bool) -> None:
    """Move a box by what stands before it has grown, and grow it; with `draw` False only measure."""
    if isinstance(box, boxes.LineBox | boxes.InlineBox):
        before = line.grown
        for child in box.children:
            if child.is_in_normal_flow():
                stretch(child, line, draw)
        if draw:
            box.position_x += before
            box.width += line.grown - before
    elif isinstance(box, boxes.TextBox):
        stretch_text(box, line, draw)
    else:
        line.last = 0.0
        if draw:
            box.translate(line.grown, 0)


def stretch_text(box: boxes.TextBox, line: Line, draw: bool) -> None:
    opens = openness(box.text)
    if line.last is not None:
        line.grown += line.spacing * (line.last + opens[0]) / 2
    inside = line.spacing * gaps(opens)
    if draw:
        box.position_x += line.grown
        box.width += inside
        box.pango_layout = SpacedLayout(box.style, line.spacing)
        box.pango_layout.text = box.text
        box.pango_layout.deactivate()  # until it is drawn
    line.grown += inside
    line.last = opens[-1]
