"""A page of a list by key: asked for with one row more than it shows, so that a next page is offered only where there
is one."""

from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")


def cut(rows: Sequence[T], size: int) -> tuple[list[T], T | None]:
    """The rows of a page, and that of them which the next page begins after; None on the last."""
    return list(rows[:size]), rows[size - 1] if len(rows) > size else None
