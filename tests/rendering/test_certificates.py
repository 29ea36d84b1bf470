"""Papers of honour: in both designs, on one sheet, with no text nearer to an ornament than 20 mm."""

import runpy
from functools import cache
from pathlib import Path

import pytest

from grants.rendering import papers
from grants.rendering.samples import DESIGNS, KINDS, LONG, every, sampled
from grants.rendering.samples.shared import PERSONS
from grants.rendering.templates import FOLDER
from tests.rendering.reading import Char, characters, fonts, overprinted, page_count, text_of

ROOT = Path(__file__).parents[2]
MM = 72 / 25.4
HONOURS = [
    pair for pair in KINDS if pair[0] in ("naming_certificate", "project_certificate", "reward_notice")
]
PAPERS = [(*pair, design) for pair in HONOURS for design in DESIGNS]
FREE = {  # mm from the left, top, right and bottom edge of the sheet that no text reaches into
    "classic": (18 + 20, 18 + 20, 18 + 20, 18 + 20),  # the frame's inner rule, and 20 mm
    "modern": (45 + 20, 20, 20, 20),  # the panel with its rules, and 20 mm; the other sides are bare
}
CLEAR = {"classic": (133, 142), "modern": (125, 150)}  # mm from the top between a text and what is under it


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


@pytest.mark.parametrize(("kind", "programme"), HONOURS[:2])
def test_the_text_ends_above_the_code_and_the_seal(kind, programme):
    for name, given in every(kind, programme):
        assert below_the_text(papers.render(kind, programme, given, fonts()).pdf, given["design"]) == [], name


@pytest.mark.parametrize("design", DESIGNS)
def test_an_honour_that_takes_two_lines_is_counted_as_two(design):
    """The text of each length fits; where a line is filled to its end is where the count may err."""
    given = sampled("project_certificate", "project", "plain") | {"design": design}
    for length in range(19, 41, 3):
        pdf = papers.render("project_certificate", "project", given | {"project": "研" * length}, fonts()).pdf
        assert below_the_text(pdf, design) == [], length


def below_the_text(pdf: bytes, design: str) -> list[str]:
    [(_width, height, chars)] = characters(pdf)
    upper, lower = (height - side * MM for side in CLEAR[design])
    return [char.text for char in chars if lower < (char.bottom + char.top) / 2 < upper]


def test_both_designs_are_among_the_samples():
    names = [name for name, _given in every("naming_certificate", "studio")]
    assert names[:2] == ["naming_certificate-studio-plain-classic", "naming_certificate-studio-plain-modern"]
    assert len(names) == 6
    assert next(name for name, _given in every("refusal_letter", "project")) == "refusal_letter-project-plain"


@pytest.mark.parametrize("design", DESIGNS)
def test_nobody_signs_an_empty_sheet(design):
    """What does not fit goes over to the second page with the signature."""
    pdf = made("reward_notice", "patent", design, "extreme")
    assert page_count(pdf) == 2
    _width, _height, second = characters(pdf)[1]
    signed = "".join(char.text for char in second)
    assert "资金来源" in signed
    assert "用印处" in signed


@pytest.mark.parametrize("design", DESIGNS)
def test_thirty_inventors_of_a_long_title_stand_on_one_sheet(design):
    many = {"inventors": PERSONS, "patent_title": LONG, "design": design}
    given = sampled("reward_notice", "patent", "plain") | many
    assert page_count(papers.render("reward_notice", "patent", given, fonts()).pdf) == 1


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
