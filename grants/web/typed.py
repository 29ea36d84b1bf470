"""What the buttons inside a form ask for, where there is no script: one more row, one less, a row moved, or the page
again."""

from collections.abc import Mapping
from typing import Any


def still_typing(raw: dict[str, Any], posted: Mapping[str, str]) -> bool:
    """Whether the page is only to be shown again, its rows changed as asked; then nothing is done yet."""
    if posted.get("step") == "again":
        return True
    if posted.get("add_row"):
        rows = raw.get(posted["add_row"])
        if isinstance(rows, list):
            rows.append({})
        return True
    if posted.get("remove_row"):
        rows, place = pointed_at(raw, posted["remove_row"])
        del rows[place : place + 1]
        return True
    if posted.get("move_row"):
        way, _colon, row = posted["move_row"].partition(":")
        move(*pointed_at(raw, row), -1 if way == "up" else 1)
        return True
    return False


def pointed_at(raw: dict[str, Any], row: str) -> tuple[list[Any], int]:
    """The table and the place in it that the name of a row (`members-2`) means; an empty table where there is none."""
    name, _dash, index = row.rpartition("-")
    rows = raw.get(name)
    if not isinstance(rows, list):
        return [], 0
    places = [str(place) for place in range(len(rows))]
    return (rows, places.index(index)) if index in places else ([], 0)


def move(rows: list[Any], place: int, step: int) -> None:
    """A row changes places with its neighbour; where it has none it stays."""
    other = place + step
    if 0 <= other < len(rows):
        rows[place], rows[other] = rows[other], rows[place]
