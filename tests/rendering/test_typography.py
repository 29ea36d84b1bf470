"""Faces, colours and edges of official papers, and that what is drawn apart is still read as it was written."""

import io
from itertools import pairwise

import pdfplumber
import pytest
from pypdfium2 import PdfDocument

from grants.rendering import papers, roles
from grants.rendering.machine import FANGSONG, HEI, SONG
from grants.rendering.samples import context
from tests.rendering.measuring import Sheet
from tests.rendering.official import DOCUMENT, LEFT, LETTER, LINE, RIGHT, body, full_lines, pdf, sheet
from tests.rendering.reading import fonts, page_count

pytestmark = pytest.mark.one_database
NUMBER = "京开工创字〔2026〕12号"
RED = pytest.approx((200 / 255, 22 / 255, 29 / 255), abs=0.01)

FACES = [
    ("7.2.4 issuer", DOCUMENT, 1, "总工会文件", roles.TITLE, "Bold"),
    ("7.2.5 number", DOCUMENT, 1, NUMBER, FANGSONG, ""),
    ("7.3.1 title", DOCUMENT, 1, "的决定", roles.TITLE, "Bold"),
    ("7.3.3 body", DOCUMENT, 1, "为激励", FANGSONG, ""),
    ("7.3.3 headings of the first rank", LETTER, 1, "一、", HEI, ""),
    ("7.3.3 headings of the first rank in an annex", DOCUMENT, 3, "一、", HEI, ""),
    ("7.3.7 annex", DOCUMENT, 3, "附件", HEI, ""),
    ("7.4.2 copies", DOCUMENT, -1, "抄送", FANGSONG, ""),
    ("7.5 page number", DOCUMENT, 1, "—", SONG, ""),
    ("10.1 issuer", LETTER, 1, "总工会", roles.TITLE, "Bold"),
]


@pytest.mark.parametrize(("what", "paper", "page", "text", "role", "weight"), FACES)
def test_a_face_of_the_standard(what, paper, page, text, role, weight):
    expected = "-".join((*fonts().roles[role].split(), *([weight] if weight else [])))
    assert sheet(paper, page).line(text).face == expected


def test_what_is_red_is_red_and_the_rest_black():
    for paper in (LETTER, DOCUMENT):
        issuer, *others = (line for line in sheet(paper, 1).lines if line.size > 15)
        assert issuer.colour == RED
        assert {line.colour for line in others} == {(0.0, 0.0, 0.0)}
    assert all(rule.red for rule in (*sheet(LETTER, 1).rules(22), sheet(DOCUMENT, 1).rules(30)[0]))


def test_the_double_rules_of_a_letter_are_thick_outside():
    """10.1: at the head thick over thin, at the foot thin over thick."""
    first, second, third, fourth = (rule.thick for rule in sheet(LETTER, 1).rules(22))
    assert first > 2 * second
    assert fourth > 2 * third


def test_the_first_page_of_a_letter_has_no_number_and_the_others_have():
    numbered = [
        any("—" in line.text and line.size == 14 for line in sheet(LETTER, page).lines) for page in (1, 2, 3)
    ]
    assert numbered == [False, True, True]


@pytest.mark.parametrize("paper", [LETTER, DOCUMENT])
def test_both_edges_of_the_text_are_straight(paper):
    """Full lines, those a paragraph goes on after, end within half a millimetre of one another."""
    pages = [sheet(paper, page) for page in range(1, page_count(pdf(paper)) + 1)]
    ends = [line.right for page in pages for line in full_lines(page)]
    assert len(ends) > 3
    assert max(ends) - min(ends) < 0.5


@pytest.mark.parametrize("paper", [LETTER, DOCUMENT])
def test_lines_stand_at_one_distance_whatever_faces_they_mix(paper):
    steps = {
        round((after.baseline - one.baseline) / LINE, 2)
        for page in (1, 2)
        for one, after in pairwise(body(sheet(paper, page)))
        if after.left < LEFT + 0.5 and one.left < LEFT + 12
    }
    assert steps == {1.0}


WRITTEN = [
    "陆怀远显示驱动创新工作室",
    "《职工创新助推工作计划（2025年）》",
    "2026年1月5日",
    "北京经济技术开发区总工会",
]


@pytest.mark.parametrize("text", WRITTEN)
def test_what_is_drawn_apart_is_read_whole(text):
    """Two readers that look at places only, as those do that search in a paper."""
    document = PdfDocument(pdf(DOCUMENT))
    pages = [page.get_textpage().get_text_range() for page in document]
    document.close()
    assert text in "".join(pages).replace("\r\n", "")
    with pdfplumber.open(io.BytesIO(pdf(DOCUMENT))) as document:
        assert text in "".join(page.extract_text() for page in document.pages).replace("\n", "")


def test_figures_stand_a_little_apart_from_chinese():
    """A tenth of an em, besides the white of the glyphs; the figures themselves half an em each."""
    places = sheet(DOCUMENT, 2).line("2026年1月5日").places
    steps = [after - before for before, after in pairwise(places)]
    assert steps[:3] == pytest.approx([8 - 0.21] * 3, abs=0.1)
    assert steps[3] == pytest.approx(8 + 1.6, abs=0.3)


def test_a_line_may_end_within_a_document_number_but_not_within_its_year():
    """数字、年份不能回行: after the bracket is as good an end as any, and the line is as full as others."""
    changes = {"recover": 987_654, "recovery_number": "京经开区工创追字〔2026〕1号"}
    given = context("revocation_notice", "studio", **changes)
    line = Sheet(papers.render("revocation_notice", "studio", given, fonts()).pdf, 2).line("见追回通知书")
    assert line.text.endswith("〔2026〕")
    assert line.right == pytest.approx(RIGHT, abs=0.3)


def test_a_line_before_a_number_that_is_not_broken_stays_short_and_does_not_fall_apart():
    number = "XM2026-0012-0000-0000-0000-0000-0000-012"
    given = context("refusal_letter", "project", subject="机械手预测性维护系统", case_number=number)
    short = Sheet(papers.render("refusal_letter", "project", given, fonts()).pdf, 1).line("受理编号")
    assert short.right < RIGHT - 40
    assert max(right - left for left, right in pairwise(short.places)) < 16.5
