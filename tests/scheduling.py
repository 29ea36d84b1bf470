"""Which tests go to one worker, and what is begun first.

A worker runs whole files, so that what a file makes ready is made once; files that read the same worlds or papers,
share a browser, or kill children of one process, go together. What takes longest goes first, so that no worker is
left alone with it at the end.
"""

import pytest
from xdist.scheduler import LoadFileScheduling

KILLING = ("tests/services/test_paper_batches.py", "tests/services/test_numbers.py", "tests/test_kill.py")
TOGETHER = (("tests/leaks/",), ("tests/browser/",), ("tests/rendering/", "tests/proof/"), KILLING)
LONGEST = (
    "tests/leaks/", "tests/browser/", "tests/web/test_every_page.py", "tests/stories/", "tests/rendering/",
    "tests/lives/", *KILLING, "tests/test_wheel.py",
)  # fmt: skip


class Scheduling(LoadFileScheduling):
    def _split_scope(self, nodeid: str) -> str:
        together = next((starts for starts in TOGETHER if nodeid.startswith(starts)), None)
        return together[0] if together else super()._split_scope(nodeid)


def begun_first(item: pytest.Item) -> int:
    """The place of a test among the longest, those that are quick after them; the order within stays."""
    places = (place for place, start in enumerate(LONGEST) if item.nodeid.startswith(start))
    return next(places, len(LONGEST))
