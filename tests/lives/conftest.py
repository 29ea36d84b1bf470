"""What a life costs the database, counted while it is lived."""

import pytest

from grants.services import applications, beginning, preparing
from tests.counting import statements

ONE_MOVE, WHOLE_LIFE = 15, 285
# What makes up a life: its beginning, every move with the numbering and signing of its papers, and time's own moves.
PARTS = ((beginning, "create"), (preparing, "perform"), (applications, "advance_due"))


@pytest.fixture
def costs(app, monkeypatch):
    """(move, statements) of everything the case of the test goes through; at its end no move, and not all of them
    together, may have cost more than their budget."""
    found: list[tuple[str, int]] = []

    def counted(part):
        def heard(*given):
            with statements() as seen:
                outcome = part(*given)
            found.append((f"{part.__name__} {given[1:3]}", len(seen)))
            return outcome

        return heard

    for module, name in PARTS:
        monkeypatch.setattr(module, name, counted(getattr(module, name)))
    yield found
    assert [cost for cost in found if cost[1] > ONE_MOVE] == []
    assert sum(cost for _move, cost in found) <= WHOLE_LIFE
