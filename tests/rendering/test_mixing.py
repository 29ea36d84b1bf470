"""The gap between Chinese and Latin is made of markup: the text itself stays as it was typed."""

import re

import pytest

from grants.rendering.mixing import mixed

BOTH, AFTER, BEFORE = (
    f'<span class="{sides}">' for sides in ("after-han before-han", "after-han", "before-han")
)
CASES = [
    ("自2026年起", f"自{BOTH}2026</span>年起"),
    ("博大5G工作室", f"博大{BOTH}5G</span>工作室"),
    ("电话：010-67880000", "电话：010-67880000"),  # punctuation brings white of its own
    ("专利ZL 2018 1 0862228.X号", f"专利{AFTER}ZL</span> 2018 1 {BEFORE}0862228.X</span>号"),
    ("甲&amp;B公司&#39;C", f"甲&amp;{BEFORE}B</span>公司&#39;C"),  # what stands for a character stays whole
    ("至<b>2026年</b>止", f"至<b>{BOTH}2026</span>年</b>止"),
    ("第<b>3</b>期", f"第<b>{BOTH}3</span></b>期"),
    ("占60%的", f"占{BOTH}60%</span>的"),
    ('<i title="第3期">名</i>', '<i title="第3期">名</i>'),
    ("", ""),
]


@pytest.mark.one_database
@pytest.mark.parametrize(("text", "expected"), CASES)
def test_a_word_beside_chinese_is_marked(text, expected):
    found = mixed(f"<title>第3期</title><body>{text}</body>")
    assert found == f"<title>第3期</title><body>{expected}</body>"
    assert re.sub("<[^>]*>", "", found) == re.sub("<[^>]*>", "", f"第3期{text}")
