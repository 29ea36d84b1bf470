"""Of two full-width marks in a row one is drawn half as wide; the text itself stays as it was typed."""

import re

import pytest

from grants.rendering.squeezing import squeezed

HALF = '<span class="half">'
CASES = [
    ("《办法》，经", f"《办法{HALF}》</span>，经"),
    ("系统”（受理编号", f"系统{HALF}”</span>（受理编号"),
    ("（2026年）》，", f"（2026年{HALF}）</span>{HALF}》</span>，"),
    (
        "<b>系统</b>”<wbr>（￥3",
        f"<b>系统</b>{HALF}”</span><wbr>（￥3",
    ),  # marks of one line, whatever tags are between
    ("单位：</p><p>“甲”", "单位：</p><p>“甲”"),  # not those of two paragraphs
    ("（“甲”）", f"（{HALF}“</span>甲{HALF}”</span>）"),
    ('<i title="甲。”">名</i>，好', '<i title="甲。”">名</i>，好'),
]


@pytest.mark.one_database
@pytest.mark.parametrize(("text", "expected"), CASES)
def test_a_mark_beside_a_mark_is_narrowed(text, expected):
    found = squeezed(f"<title>》，</title><body>{text}</body>")
    assert found == f"<title>》，</title><body>{expected}</body>"
    assert re.sub("<[^>]*>", "", found) == re.sub("<[^>]*>", "", f"》，{text}")
