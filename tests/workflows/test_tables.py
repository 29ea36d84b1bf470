"""Who may do what where: the office's own tables, one per programme, against every state, action and role.

Each cell names the roles that may do the action there and the state it leads to. Whatever a table does not list
is refused with a sentence.
"""

import csv
from dataclasses import replace
from pathlib import Path

import pytest

from tests.workflows.factories import WORKFLOWS, actor, case
from workflows.roles import ACTING

TABLES = Path(__file__).parent / "tables"
ROLES = (*ACTING, "auditor", "admin")
Cells = dict[tuple[str, str], tuple[frozenset[str], str]]


def table(programme: str) -> Cells:
    """The table's cells by (action, state): roles allowed, and where it leads."""
    with (TABLES / f"{programme}.csv").open(encoding="utf-8", newline="") as file:
        states, _labels, *rows = csv.reader(file)
    return {
        (row[0], state): _cell(cell, state)
        for row in rows
        for state, cell in zip(states[2:], row[2:], strict=True)
        if cell
    }


def _cell(cell: str, state: str) -> tuple[frozenset[str], str]:
    roles, _, dest = cell.partition(" → ")
    return frozenset(roles.split("/")), dest or state


def unguarded(programme: str):
    """The workflow with its rules of fact taken out: what is left is the table and the duties."""
    whole = WORKFLOWS[programme]
    return replace(whole, actions=tuple(replace(a, guards=(), checks=()) for a in whole.actions))


@pytest.mark.parametrize("programme", WORKFLOWS)
def test_every_state_action_and_role_is_as_the_table_says(programme):
    expected, workflow = table(programme), unguarded(programme)
    wrong = []
    for state in workflow.state:
        for role in ROLES:
            asked = case(programme, state, actor=actor(role))
            for action in workflow.action:
                roles, dest = expected.get((action, state), (frozenset(), ""))
                reasons = workflow.refusals(action, asked)
                if role in roles:
                    went = workflow.step(action, asked) if not reasons else str(reasons[0])
                    wrong += [(state, action, role, went)] if went != dest else []
                elif not reasons or not all(str(reason).endswith("。") for reason in reasons):
                    wrong.append((state, action, role, "allowed"))
    assert wrong == []


@pytest.mark.parametrize("programme", WORKFLOWS)
def test_the_table_names_every_state_and_action(programme):
    with (TABLES / f"{programme}.csv").open(encoding="utf-8", newline="") as file:
        states, labels, *rows = csv.reader(file)
    workflow = WORKFLOWS[programme]
    assert dict(zip(states[2:], labels[2:], strict=True)) == {s.name: s.label for s in workflow.states}
    assert {row[0]: row[1] for row in rows} == {a.name: a.label for a in workflow.actions}


@pytest.mark.parametrize("programme", WORKFLOWS)
def test_an_action_of_another_programme_is_unknown_here(programme):
    workflow = WORKFLOWS[programme]
    assert [str(r) for r in workflow.refusals("fly", case(programme, "draft"))] == [
        "本项目没有“fly”这一操作。"
    ]


def test_a_move_out_of_place_says_where_the_case_is():
    reasons = WORKFLOWS["patent"].refusals("accept", case("patent", "noticing"))
    assert [str(r) for r in reasons] == ["本案目前处于“公示”，不能办理“受理”。"]


def test_somebody_without_the_duty_is_told_so():
    reasons = WORKFLOWS["patent"].refusals("accept", case("patent", "screening", actor=actor("leader")))
    assert [str(r) for r in reasons] == ["您没有办理“受理”的职责。"]
