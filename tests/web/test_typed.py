"""The buttons of a table's rows, where there is no script: what they name, and what names nothing."""

import pytest

from grants.web.typed import still_typing

ROWS = [{"name": "a"}, {"name": "b"}, {"name": "c"}]
ASKED = [
    ({"add_row": "members"}, ["a", "b", "c", None]),
    ({"remove_row": "members-1"}, ["a", "c"]),
    ({"move_row": "up:members-1"}, ["b", "a", "c"]),
    ({"move_row": "down:members-1"}, ["a", "c", "b"]),
    ({"move_row": "up:members-0"}, ["a", "b", "c"]),
    ({"move_row": "down:members-2"}, ["a", "b", "c"]),
    ({"remove_row": "members-3"}, ["a", "b", "c"]),
    ({"remove_row": "members-" + "9" * 5000}, ["a", "b", "c"]),  # more digits than are made into a number
    ({"remove_row": "members-一"}, ["a", "b", "c"]),
    ({"remove_row": "others-0"}, ["a", "b", "c"]),
    ({"remove_row": "title-0"}, ["a", "b", "c"]),
]


@pytest.mark.parametrize(("posted", "left"), ASKED)
def test_the_rows_of_a_table_change_as_their_buttons_ask(posted, left):
    raw = {"members": [*ROWS], "title": "x"}
    assert still_typing(raw, posted)
    assert [row.get("name") for row in raw["members"]] == left


def test_any_other_button_means_what_it_says():
    assert not still_typing({}, {"step": "save"})
