"""GB/T 9704-2012, measured on the printed page: each case is a clause, what it asks for, and how near is near enough.

Places in mm from the upper left corner, sizes and pitches in pt; `top` and `bottom` of a line are those of its em.
"""

from dataclasses import replace
from itertools import pairwise

import pytest

from tests.rendering.measuring import MM, Line, Sheet
from tests.rendering.official import (
    BOTTOM,
    CHARACTER,
    DOCUMENT,
    LEFT,
    LETTER,
    LINE,
    PITCH,
    RIGHT,
    TOP,
    body,
    full_lines,
    sheet,
)

pytestmark = pytest.mark.one_database

DATE = "2026年1月5日"
NUMBER = "京开工创字〔2026〕12号"
UNDER = 0.32  # a line of text stands that much below the middle of its leading


def seal(page: Sheet) -> tuple[float, float, float, float]:
    return next(curve for curve in page.curves if 41 < curve[2] - curve[0] < 43)


def dash(page: Sheet) -> float:
    """The middle of the first dash of the page number."""
    number = page.lines[-1]
    first, last = page.ink(replace(number, right=number.left + 13 * MM))
    return (first + last) / 2


def centre(line: Line) -> float:
    return (line.top + line.bottom) / 2


def most_characters(page: Sheet) -> int:
    return max(sum(char >= "\u2e80" for char in line.text) for line in body(page))


def pitch(line: Line) -> float:
    steps = [after - before for before, after in pairwise(line.places)]
    return sum(steps) / len(steps)


def below(page: Sheet, upper: str, lower: str) -> float:
    return page.line(lower).top - page.line(upper).bottom


def lines_between(page: Sheet, text: str) -> float:
    """How many lines lower than the one before it a line stands."""
    place = [text in line.text for line in page.lines].index(True)
    return (page.lines[place].baseline - page.lines[place - 1].baseline) / LINE


def ink_foot(page: Sheet, text: str) -> float:
    return page.ink(page.line(text))[1]


def under_rule(page: Sheet, text: str, rule: int) -> float:
    """From the lower edge of one of the rules to the top of a line."""
    return page.line(text).top - page.rules(30)[rule].bottom


# fmt: off
PLACES = [
    ("5.1 A4, width", LETTER, 1, lambda it: it.width, 210, 0.1),
    ("5.1 A4, height", LETTER, 1, lambda it: it.height, 297, 0.1),
    ("5.2.1 left edge", LETTER, 2, lambda it: min(line.left for line in body(it)), LEFT, 0.3),
    ("5.2.1 right edge", LETTER, 2, lambda it: max(line.right for line in body(it)), RIGHT, 0.3),
    ("5.2.1 first line", LETTER, 2, lambda it: centre(body(it)[0]) - UNDER, TOP + LINE / 2, 0.3),
    ("5.2.1 last line", LETTER, 2, lambda it: centre(body(it)[-1]) - UNDER, BOTTOM - LINE / 2, 0.3),
    ("5.2.2 size of the body", LETTER, 2, lambda it: body(it)[0].size, 16, 0),
    ("5.2.3 lines a page", LETTER, 2, lambda it: len(body(it)), 22, 0),
    ("5.2.3 characters a line", LETTER, 2, most_characters, 28, 0),
    ("5.2.3 pitch", LETTER, 2, lambda it: pitch(full_lines(it)[1]), PITCH, 0.02),
    ("10.1 issuer 30 mm from the edge", LETTER, 1, lambda it: it.ink(it.line("总工会"))[0], 30, 0.3),
    ("10.1 issuer in the middle", LETTER, 1, lambda it: it.line("总工会").centre, 105, 1.2),
    ("10.1 first rule 4 mm below it", LETTER, 1, lambda it: it.rules(22)[0].top - ink_foot(it, "总工会"), 4, 0.5),
    ("10.1 its width", LETTER, 1, lambda it: it.rules(22)[0].width, 170, 0.3),
    ("10.1 its middle", LETTER, 1, lambda it: (it.rules(22)[0].left + it.rules(22)[0].right) / 2, 105, 0.3),
    ("10.1 last rule 20 mm from the edge", LETTER, 1, lambda it: 297 - it.rules(22)[-1].bottom, 20, 0.3),
    ("10.1 its width", LETTER, 1, lambda it: it.rules(22)[-1].width, 170, 0.3),
    ("10.1 number flush right", LETTER, 1, lambda it: it.line(NUMBER).right, RIGHT, 0.3),
    ("10.1 number 7/8 below the rule", LETTER, 1, lambda it: under_rule(it, NUMBER, 1), 14 * MM, 0.5),
    ("10.1 title two lines below", LETTER, 1, lambda it: below(it, NUMBER, "通知书"), 2 * LINE, 1),
    ("7.2.4 issuer 35 mm down", DOCUMENT, 1, lambda it: it.ink(it.line("总工会文件"))[0], TOP + 35, 0.3),
    ("7.2.4 issuer in the middle", DOCUMENT, 1, lambda it: it.line("总工会文件").centre, 106, 0.3),
    ("7.2.5 number two lines below", DOCUMENT, 1, lambda it: below(it, "总工会文件", NUMBER), 2 * LINE, 1),
    ("7.2.5 number in the middle", DOCUMENT, 1, lambda it: it.line(NUMBER).centre, 106, 0.3),
    ("7.2.7 rule 4 mm below", DOCUMENT, 1, lambda it: it.rules(30)[0].top - ink_foot(it, NUMBER), 4, 0.5),
    ("7.2.7 rule as wide as the text", DOCUMENT, 1, lambda it: it.rules(30)[0].width, 156, 0.3),
    ("7.3.1 title two lines below", DOCUMENT, 1, lambda it: under_rule(it, "的决定", 0), 2 * LINE, 1),
    ("7.3.1 title in the middle", DOCUMENT, 1, lambda it: it.line("的决定").centre, 106, 0.3),
    ("7.3.1 size of the title", DOCUMENT, 1, lambda it: it.line("的决定").size, 22, 0),
    ("7.3.2 addressee one line below", DOCUMENT, 1, lambda it: below(it, "的决定", "单位："), LINE, 2.5),
    ("7.3.2 addressee flush left", DOCUMENT, 1, lambda it: it.line("单位：").left, LEFT, 0.2),
    ("7.3.3 paragraphs two in", DOCUMENT, 1, lambda it: it.line("为激励").left, LEFT + 2 * CHARACTER, 0.2),
    ("7.3.4 annex note two in", DOCUMENT, 2, lambda it: it.line("附件：").left, LEFT + 2 * CHARACTER, 0.2),
    ("7.3.4 a line below the text", DOCUMENT, 2, lambda it: lines_between(it, "附件："), 2, 0.05),
    ("7.3.5 date four in", DOCUMENT, 2, lambda it: RIGHT - it.line(DATE).right, 4 * CHARACTER, 0.5),
    ("7.3.5 issuer over the date", DOCUMENT, 2, lambda it: it.line("总工会").centre - it.line(DATE).centre, 0, 0.5),
    ("7.3.5 seal over both", DOCUMENT, 2, lambda it: sum(seal(it)[::2]) / 2 - it.line("总工会").centre, 0, 0.5),
    ("7.3.5 both a little below its middle", DOCUMENT, 2, lambda it: it.line(DATE).top - sum(seal(it)[1::2]) / 2, 4, 4),
    ("7.3.5 seal within a line", DOCUMENT, 2, lambda it: seal(it)[1] - it.line("附件：").bottom, LINE / 2, LINE / 2),
    ("7.3.7 annex at the first line", DOCUMENT, 3, lambda it: centre(it.line("附件")), TOP + LINE / 2, 0.5),
    ("7.3.7 annex flush left", DOCUMENT, 3, lambda it: it.line("附件").left, LEFT, 0.2),
    ("7.3.7 heading on the third", DOCUMENT, 3, lambda it: centre(it.line("名单")), TOP + 2.5 * LINE, 1),
    ("7.4.1 last rule at the foot", DOCUMENT, -1, lambda it: it.rules(30)[-1].bottom, BOTTOM, 0.15),
    ("7.4.1 as wide as the text", DOCUMENT, -1, lambda it: it.rules(30)[-1].width, 156, 0.3),
    ("7.4.1 first rule 0.35 mm", DOCUMENT, -1, lambda it: it.rules(30)[-3].thick, 0.35, 0.06),
    ("7.4.1 middle rule 0.25 mm", DOCUMENT, -1, lambda it: it.rules(30)[-2].thick, 0.25, 0.06),
    ("7.4.1 last rule 0.35 mm", DOCUMENT, -1, lambda it: it.rules(30)[-1].thick, 0.35, 0.06),
    ("7.4.2 copies one in", DOCUMENT, -1, lambda it: it.line("抄送").left - LEFT, 14 * MM, 0.2),
    ("7.4.2 size of the copies", DOCUMENT, -1, lambda it: it.line("抄送").size, 14, 0),
    ("7.4.3 printing date one in", DOCUMENT, -1, lambda it: RIGHT - it.line("印发").right, 14 * MM, 0.6),
    ("7.5 size of the page number", DOCUMENT, 1, lambda it: it.line("—").size, 14, 0),
    ("7.5 dashes 7 mm below the text", DOCUMENT, 1, lambda it: dash(it) - BOTTOM, 7, 0.5),
    ("7.5 odd pages right, one in", DOCUMENT, 1, lambda it: RIGHT - it.line("—").right, 14 * MM, 0.2),
    ("7.5 even pages left, one in", DOCUMENT, 2, lambda it: it.line("—").left - LEFT, 14 * MM, 0.2),
]
# fmt: on


@pytest.mark.parametrize(("what", "paper", "page", "measure", "expected", "tolerance"), PLACES)
def test_a_measure_of_the_standard(what, paper, page, measure, expected, tolerance):
    assert measure(sheet(paper, page)) == pytest.approx(expected, abs=tolerance or 1e-6)
