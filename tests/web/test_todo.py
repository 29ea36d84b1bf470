"""The list of tasks says what is to be done in each case, whoever's turn it is."""

from grants.programmes import PROGRAMMES
from grants.web.todo import TASKS


def test_whoever_a_state_waits_for_is_told_what_to_do_there():
    turns = {(s.turn, s.name) for p in PROGRAMMES.values() for s in p.workflow.states if s.turn}
    assert turns <= set(TASKS)
