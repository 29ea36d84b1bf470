"""A letter and a red-headed document of many pages, laid out once for all tests that measure them.

Places in mm from the upper left corner, sizes and pitches in pt.
"""

from functools import cache
from itertools import pairwise

from grants.rendering import papers
from grants.rendering.samples import sampled
from tests.rendering.measuring import MM, Line, Sheet
from tests.rendering.reading import fonts, page_count

LETTER, DOCUMENT = ("refusal_letter", "project", "extreme"), ("naming_decision", "studio", "plain")
LEADING, PITCH = 28.99, 15.79
LINE, CHARACTER = LEADING * MM, PITCH * MM
LEFT, RIGHT, TOP, BOTTOM = 28, 184, 37, 262  # of the type area (5.2.1)


@cache
def pdf(paper: tuple[str, str, str]) -> bytes:
    kind, programme, _manner = paper
    return papers.render(kind, programme, sampled(*paper), fonts()).pdf


@cache
def sheet(paper: tuple[str, str, str], page: int) -> Sheet:
    """A page, counted from 1, or from the last as -1."""
    return Sheet(pdf(paper), page if page > 0 else page_count(pdf(paper)) + 1 + page)


def body(page: Sheet) -> list[Line]:
    """The lines of text in the size of the body."""
    return [line for line in page.lines if line.size == 16 and line.baseline < BOTTOM]


def full_lines(page: Sheet) -> list[Line]:
    """Lines that a paragraph goes on after: the next begins flush left and one leading lower."""
    return [one for one, after in pairwise(body(page)) if goes_on(one, after)]


def goes_on(line: Line, after: Line) -> bool:
    near = abs(after.baseline - line.baseline - LINE) < 0.1 and after.left < LEFT + 0.5
    return near and not line.text.endswith("：")
