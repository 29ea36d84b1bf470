"""Pieces of an SVG: words, the head of an arrow, a line along right angles. Lengths in pixels."""

from xml.sax.saxutils import escape


def text(x: float, y: float, words: str, size: float, fill: str, **more: str) -> str:
    anchor, weight = more.get("anchor", "start"), more.get("weight", "400")
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" fill="{fill}" text-anchor="{anchor}" '
        f'font-weight="{weight}">{escape(words)}</text>'
    )


def head(x: float, y: float, direction: tuple[int, int], colour: str) -> str:
    """An arrow's head with its point here."""
    dx, dy = direction
    a = (x - 8 * dx - 4 * dy, y - 8 * dy - 4 * dx)
    b = (x - 8 * dx + 4 * dy, y - 8 * dy + 4 * dx)
    return f'<path d="M{x:.1f},{y:.1f}L{a[0]:.1f},{a[1]:.1f}L{b[0]:.1f},{b[1]:.1f}Z" fill="{colour}"/>'


def rounded(points: list[tuple[float, float]], radius: float = 7) -> str:
    """A way along right angles with its corners rounded."""
    (x0, y0), (x1, y1), (x2, y2), (x3, _) = points
    r = min(radius, abs(y2 - y1) / 2)
    if r < 1:
        return f"M{x0:.1f},{y0:.1f}H{x3:.1f}"
    into, down, out = (1 if x1 > x0 else -1), (1 if y2 > y1 else -1), (1 if x3 > x2 else -1)
    return (
        f"M{x0:.1f},{y0:.1f}H{x1 - r * into:.1f}Q{x1:.1f},{y1:.1f} {x1:.1f},{y1 + r * down:.1f}"
        f"V{y2 - r * down:.1f}Q{x2:.1f},{y2:.1f} {x2 + r * out:.1f},{y2:.1f}H{x3:.1f}"
    )
