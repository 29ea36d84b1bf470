"""How a template differs from the shipped one, as it is told."""

import pytest

from grants.rendering.differing import Difference, differing

LONG = "甲" * 60
SAME = "甲" * 24 + "…" + "甲" * 24


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("一\n二", "一\n二", []),
        ("一\n二", "一\n二\n三", [Difference(3, (("ins", "三"),))]),
        ("一\n二\n三", "一\n三", [Difference(2, (("del", "二"),))]),
        (
            "特此通知。",
            "特此函告。",
            [Difference(1, (("", "特此"), ("del", "通知"), ("ins", "函告"), ("", "。")))],
        ),
        (LONG, LONG + "乙", [Difference(1, (("", SAME), ("ins", "乙")))]),
        ("甲" * 2000, "乙" * 2000, [Difference(1, (("del", "甲" * 2000), ("ins", "乙" * 2000)))]),
    ],
)
def test_places_are_told_with_what_is_gone_and_new(before, after, told):
    assert differing(before, after) == told
