"""The QR code of a paper's verification page, drawn as squares: sharp at any size, and no picture to pack."""

import re
from urllib.parse import urlsplit

import segno
from weasyprint.pdf.stream import Stream

ADDRESS = "asset:qr"  # by which templates ask for it
MASK = 2  # a fixed mask: choosing one costs five times as much, and every reader takes any
QUIET = 2  # modules left white on every side
DARK = re.compile(rb"\x01+")  # modules that stand together in a row


def code(address: str) -> segno.QRCode:
    """The QR code of this address, error correction M.

    Our own address goes in capitals, which take two thirds of the room; the site takes them as well.
    """
    if urlsplit(address).path.startswith("/verify/"):
        address = address.upper()
    return segno.make_qr(address, error="m", mask=MASK, boost_error=False)


class Squares:
    """A QR code in the layout engine's hands, which treats it as a picture without a size of its own."""

    def __init__(self, address: str) -> None:
        rows = code(address).matrix
        self.side = len(rows) + 2 * QUIET
        self.dark = "\n".join(
            f"{dark.start() + QUIET} {line} {len(dark[0])} 1 re"
            for line, row in enumerate(rows, QUIET)
            for dark in DARK.finditer(row)
        )

    def get_intrinsic_size(self, _resolution: float, _font_size: float) -> tuple[None, None, float]:
        """Neither width nor height, only that it is square."""
        return None, None, 1.0

    def draw(self, stream: Stream, width: float, height: float, _style: object) -> None:
        """Black on white, a module as the unit; one shape of all that is dark, so that no seam shows inside it."""
        stream.push_state()
        stream.transform(a=width / self.side, d=height / self.side)
        stream.set_color_rgb(1, 1, 1)
        stream.rectangle(0, 0, self.side, self.side)
        stream.fill()
        stream.set_color_rgb(0, 0, 0)
        stream.stream.append(self.dark)
        stream.fill()
        stream.pop_state()
