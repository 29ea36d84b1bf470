"""Two people changed one text: what does not meet is put together, and where it does ours stays and is told."""

import pytest

from grants.rendering.merging import Merged, merged

BEFORE = "一\n二\n三\n四\n五\n"
CASES = [
    (BEFORE, BEFORE, BEFORE, ()),
    ("一\n二\n三\n四\n我\n", "他\n二\n三\n四\n五\n", "他\n二\n三\n四\n我\n", ()),
    ("我\n二\n三\n四\n五\n", "他\n二\n三\n四\n五\n", "我\n二\n三\n四\n五\n", (1,)),
    ("我\n二\n三\n四\n五\n", "一\n他\n三\n四\n五\n", "我\n二\n三\n四\n五\n", (2,)),
    ("一\n三\n四\n五\n", "一\n二\n三\n四\n五\n他\n", "一\n三\n四\n五\n他\n", ()),
    ("一\n同\n三\n四\n五\n", "一\n同\n三\n四\n他\n", "一\n同\n三\n四\n他\n", ()),
    ("我\n" + BEFORE, "他\n" + BEFORE, "我\n" + BEFORE, (1,)),
    ("", "他\n" + BEFORE, "", (1,)),
    (BEFORE, "", "", ()),
]


@pytest.mark.parametrize(("ours", "theirs", "text", "clashes"), CASES)
def test_what_two_made_of_one_text(ours, theirs, text, clashes):
    assert merged(BEFORE, ours, theirs) == Merged(text, clashes)
