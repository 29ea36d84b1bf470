"""Titles break where their templates allow it, into as few lines as hold them, in a good shape."""

import pytest
from markupsafe import Markup

from grants.rendering.titles import shaped

pytestmark = pytest.mark.one_database

AREA = "北京经济技术开发区"
CASES = [
    ("职工专利助推<wbr>不予受理通知书", "职工专利助推不予受理通知书"),  # one line is enough
    ("职工创新工作室评选和命名<wbr>不予受理决定通知书", "职工创新工作室评选和命名<br>不予受理决定通知书"),
    (
        f"关于命名<wbr>2026年度<wbr>{AREA}<wbr>职工创新工作室的决定",
        f"关于命名2026年度{AREA}<br>职工创新工作室的决定",
    ),
    ("八" * 9 + "<wbr>四四<wbr>四四<wbr>" + "八" * 9, "八" * 9 + "四四<br>四四" + "八" * 9),
    ("关于职工专利助推<br>名单的公示", "关于职工专利助推<br>名单的公示"),  # the template's own
    ("一" * 23 + "<wbr>通知书", "一" * 23 + "<br>通知书"),  # a name that no line holds
    ("", ""),
]


@pytest.mark.parametrize(("title", "expected"), CASES)
def test_a_title_has_a_good_shape(title, expected):
    assert shaped(Markup(title)) == expected
