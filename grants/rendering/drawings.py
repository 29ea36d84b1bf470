"""The registered drawings, made ready once in a process: borders and guilloches cost more than all the rest of a paper.

The layout engine draws an SVG anew for every paper, stroke by stroke. Here each becomes a form of PDF (ISO 32000-2,
8.10) the first time it is drawn at a size; papers then carry that form's bytes, the same in every paper.
"""

from functools import cache
from xml.etree import ElementTree

import pydyf
from weasyprint.images import SVGImage
from weasyprint.pdf.stream import Stream

from grants.rendering import assets
from grants.rendering.packing import Packed


class Drawing(SVGImage):
    """A drawing of ours in the layout engine's hands."""

    def __init__(self, url: str, source: bytes) -> None:
        super().__init__(ElementTree.fromstring(source), url, None, None)  # noqa: S314 - our own files
        self.forms: dict[tuple[float, float], bytes | None] = {}

    def draw(self, stream: Stream, concrete_width: float, concrete_height: float, style: object) -> None:
        """Put the form on the page; what needs more than lines and colours is drawn as the engine would."""
        size = (concrete_width, concrete_height)
        if size not in self.forms:
            self.forms[size] = self.finished(stream, *size)
        form = self.forms[size]
        if form is None:
            super().draw(stream, concrete_width, concrete_height, style)
            return
        held = stream._resources["XObject"]
        name = f"x{len(held)}"
        held[name] = Packed(form)
        stream.draw_x_object(name)

    def finished(self, stream: Stream, width: float, height: float) -> bytes | None:
        """The bytes of the form, or None where it would name other objects of the paper."""
        drawn = {
            name: pydyf.Dictionary() for name in ("ExtGState", "XObject", "Pattern", "Shading", "ColorSpace")
        }
        extra = {"Type": "/XObject", "Subtype": "/Form", "BBox": pydyf.Array((0, 0, width, height))}
        canvas = stream.clone(resources=drawn, extra=pydyf.Dictionary(extra))
        super().draw(canvas, width, height, None)
        if any(drawn[name] for name in drawn if name != "ExtGState"):
            return None
        states = pydyf.Dictionary({"ExtGState": drawn["ExtGState"]})
        canvas.extra["Resources"] = states
        return canvas.data


@cache
def known() -> dict[str, Drawing]:
    """Every registered drawing by its address."""
    return {
        f"{assets.SCHEME}{name}": Drawing(f"{assets.SCHEME}{name}", source)
        for name, source in assets.DRAWINGS.items()
    }
