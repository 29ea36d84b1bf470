"""Random lives: whatever people try, the engine's promises hold."""

from copy import deepcopy

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.workflows.factories import APPLICATIONS, FACTS, TERMS, WORKFLOWS, case
from workflows.engine import NO_DUTY, Actor, Deed, Refused

PEOPLE = ["甲", "乙", "丙", "丁"]
STEPS = st.lists(
    st.tuples(
        st.integers(0, 10**6),  # which of the state's actions
        st.integers(0, 10),  # in which of its roles
        st.sampled_from(PEOPLE),
        st.sampled_from(["", *PEOPLE]),
    ),
    max_size=30,
)


def walk(programme, steps, guarded):
    """Follow random attempts through the table; yields (case, action, whether it was let through)."""
    workflow = WORKFLOWS[programme]
    state, deeds = workflow.states[0].name, ()
    for pick, part, person, principal in steps:
        here = [a for a in workflow.actions if state in a.sources]
        if not here:
            return
        action = here[pick % len(here)]
        role = action.by[part % len(action.by)]
        actor = Actor(person, frozenset({role}), "" if principal == person else principal)
        posted = APPLICATIONS[programme] if guarded else None
        asked = case(programme, state, actor=actor, deeds=deeds, posted=posted)
        reasons = workflow.refusals(action.name, asked)
        yield asked, action, not reasons
        duties_only = any(reason.rule == "D1" for reason in reasons)
        if (guarded and not reasons) or (not guarded and not duties_only):
            number = len(deeds) + 1
            done = Deed(action.name, actor.person, actor.principal, role, asked.now, {}, number)
            deeds, state = workflow.history((*deeds, done)), action.dest or state


def duties(deeds):
    """The duties each person holds, himself or through another."""
    return {p: {d.duty for d in deeds if p in d.persons} - NO_DUTY for p in PEOPLE}


@pytest.mark.parametrize("programme", WORKFLOWS)
@settings(max_examples=60, deadline=None)
@given(steps=STEPS)
def test_nobody_ever_holds_two_duties(programme, steps):
    """Even where every other rule is left aside."""
    for asked, _action, _open in walk(programme, steps, guarded=False):
        assert all(len(held) <= 1 for held in duties(asked.deeds).values())


@pytest.mark.parametrize("programme", WORKFLOWS)
@settings(max_examples=40, deadline=None)
@given(steps=STEPS)
def test_asking_changes_nothing_and_a_choice_is_open_exactly_when_the_step_succeeds(programme, steps):
    workflow = WORKFLOWS[programme]
    for asked, action, opened in walk(programme, steps, guarded=True):
        before = deepcopy((asked.state, asked.deeds, asked.facts, asked.posted))
        (choice,) = [c for c in workflow.choices(asked) if c.action is action]
        assert choice.open == opened
        if opened:
            assert workflow.step(action.name, asked) == (action.dest or asked.state)
        else:
            with pytest.raises(Refused) as refused:
                workflow.step(action.name, asked)
            assert refused.value.reasons == choice.reasons
        assert (asked.state, asked.deeds, asked.facts, asked.posted) == before
        assert asked.facts == FACTS[programme]
        assert asked.terms is TERMS[programme]


@pytest.mark.parametrize("programme", WORKFLOWS)
@given(role=st.text(max_size=12), action=st.text(max_size=20), state=st.text(max_size=20))
def test_nonsense_is_refused_in_words(programme, role, action, state):
    workflow = WORKFLOWS[programme]
    asked = case(programme, state, actor=Actor("甲", frozenset({role})))
    for name in (action, "submit"):
        reasons = workflow.refusals(name, asked)
        assert reasons or state in workflow.state
        assert all(str(reason) for reason in reasons)
