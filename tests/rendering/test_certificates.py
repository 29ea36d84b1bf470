"""Papers of honour: in both designs, on one sheet, with no text nearer to an ornament than 20 mm."""

import runpy
from functools import cache
from pathlib import Path

import pytest

from grants.rendering import papers
from grants.rendering.samples import KINDS, sampled
from grants.rendering.templates import FOLDER
from tests.rendering.reading import Char, characters, fonts, overprinted, page_count, text_of

ROOT = Path(__file__).parents[2]
MM = 72 / 25.4
DESIGNS = ("classic", "modern")
HONOURS = [
    pair for pair in KINDS if pair[0] in ("naming_certificate", "project_certificate", "reward_notice")
]
PAPERS = [(*pair, design) for pair in HONOURS for design in DESIGNS]
FREE = {  # mm from the left, top, right and bottom edge of the sheet that no text reaches into
    "classic": (18 + 20, 18 + 20, 18 + 20, 18 + 20),  # the frame's inner rule, and 20 mm
    "modern": (45 + 20, 20, 20, 20),  # the panel with its rules, and 20 mm; the other sides are bare
}


@cache
def made(kind: str, programme: str, design: str, manner: str) -> bytes:
    given = sampled(kind, programme, manner) | {"design": design}
    return papers.render(kind, programme, given, fonts()).pdf


@pytest.mark.parametrize(("kind", "programme", "design"), PAPERS)
def test_text_keeps_clear_of_the_ornament_and_of_itself(kind, programme, design):
    pdf = made(kind, programme, design, "extreme")
    assert overprinted(pdf) == []
    left, top, right, bottom = (side * MM - 1 for side in FREE[design])
    near = [
        char.text
        for width, height, chars in characters(pdf)
        for char in chars
        if char.left < left
        or char.bottom < bottom
        or char.right > width - right
        or char.top > height - top + char_head(char)
    ]
    assert near == []


def char_head(char: Char) -> float:
    """What a font's box has above the character itself."""
    return (char.top - char.bottom) * 0.3


@pytest.mark.parametrize("design", DESIGNS)
def test_a_certificate_is_one_sheet_however_long_its_names(design):
    for kind, programme in HONOURS[:2]:
        assert page_count(made(kind, programme, design, "extreme")) == 1


@pytest.mark.parametrize("design", DESIGNS)
def test_nobody_signs_an_empty_sheet(design):
    """What does not fit goes over to the second page with the signature."""
    pdf = made("reward_notice", "patent", design, "extreme")
    assert page_count(made("reward_notice", "patent", design, "plain")) == 1
    assert page_count(pdf) == 2
    _width, _height, second = characters(pdf)[1]
    signed = "".join(char.text for char in second)
    assert "资金来源" in signed
    assert "用印处" in signed


def test_thirty_inventors_and_the_sum_in_words_stand_on_a_notice():
    given = sampled("reward_notice", "patent", "extreme")
    shown = text_of(made("reward_notice", "patent", "classic", "extreme"))
    assert [name for name in given["inventors"] if name not in shown] == []
    assert "人民币壹拾万柒仟元零伍角叁分" in shown
    assert "￥107,000.53" in shown


def test_the_ornaments_are_what_the_mathematics_draws(tmp_path):
    runpy.run_path(str(ROOT / "script/ornaments.py"))["main"](tmp_path)
    drawn = sorted(tmp_path.iterdir())
    assert len(drawn) == 4
    assert [path.name for path in drawn if path.read_bytes() != (FOLDER / path.name).read_bytes()] == []
