"""The table of who is answered where (answered.csv), for the tests that hold it and those that ask by it."""

import csv
from functools import cache
from pathlib import Path

TABLE = Path(__file__).with_name("answered.csv")
Line = tuple[str, ...]


def written() -> list[Line]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        return [tuple(row) for row in csv.reader(file)]


@cache
def words() -> dict[str, dict[str, set[str]]]:
    """What each role is answered at the addresses of an endpoint."""
    (_address, _about, *roles), *lines = written()
    found: dict[str, dict[str, set[str]]] = {}
    for endpoint, _about, *told in lines:
        each = found.setdefault(endpoint, {role: set() for role in roles})
        for role, word in zip(roles, told, strict=True):
            each[role].add(word)
    return found
