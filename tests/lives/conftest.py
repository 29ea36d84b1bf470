"""What a life costs the database, counted while it is lived."""

import pytest

from grants.services import applications
from tests.counting import statements

ONE_MOVE, WHOLE_LIFE = 15, 250


@pytest.fixture
def costs(app, monkeypatch):
    """(action, statements) of every move of the test; at its end no move, and not all of them together, may have cost
    more than their budget. The numbering of papers, a transaction of its own before the move, is apart."""
    found: list[tuple[str, int]] = []
    perform = applications.perform

    def heard(viewer, number, action, *given):
        with statements() as seen:
            outcome = perform(viewer, number, action, *given)
        found.append((action, len(seen)))
        return outcome

    monkeypatch.setattr(applications, "perform", heard)
    yield found
    assert [cost for cost in found if cost[1] > ONE_MOVE] == []
    assert sum(cost for _action, cost in found) <= WHOLE_LIFE
