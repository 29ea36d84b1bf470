"""Independent review: assignment, declaration of interest before anything is opened, sheets, site visit."""

from collections.abc import Mapping
from typing import Any

from workflows.engine import Action, Case, Reason
from workflows.guards import cites
from workflows.rules import N_

NO_CONFLICT = "none"
ACTS = ("assign", "unassign", "declare_interest", "review")  # what a remand makes void


def picked(case: Case) -> frozenset[str]:
    """The experts named in what is being posted."""
    return experts(case.posted or {})


def experts(said: Mapping[str, Any]) -> frozenset[str]:
    """The experts these answers name."""
    return frozenset(str(person) for person in said.get("experts") or ())


def assigned(case: Case) -> frozenset[str]:
    """The experts of this case: assigned, not relieved since, no conflict declared."""
    named: frozenset[str] = frozenset()
    for deed in case.deeds:
        if deed.standing and deed.action in ("assign", "unassign"):
            these = experts(deed.values)
            named = named | these if deed.action == "assign" else named - these
    return named - conflicted(case)


def conflicted(case: Case) -> frozenset[str]:
    """Who declared a conflict of interest; they stay out for good."""
    deeds = (d for d in case.deeds if d.action == "declare_interest")
    return frozenset(d.person for d in deeds if d.values.get("conflict") != NO_CONFLICT)


def declared(case: Case) -> frozenset[str]:
    """Who declared to have no conflict and may open the dossier; who was relieved since, and is assigned again,
    declares anew."""
    clear: frozenset[str] = frozenset()
    for deed in case.deeds:
        if deed.standing and deed.action == "declare_interest" and deed.values.get("conflict") == NO_CONFLICT:
            clear |= {deed.person}
        elif deed.standing and deed.action == "unassign":
            clear -= experts(deed.values)
    return clear


def reviewed(case: Case) -> frozenset[str]:
    return frozenset(d.person for d in case.standing("review")) & assigned(case)


@cites("E1")
def is_assigned(case: Case) -> Reason | None:
    if case.actor.person in assigned(case):
        return None
    return Reason(N_("您没有被指派评审本案。"), {}, "E1")


@cites("D2")
def not_declared(case: Case) -> Reason | None:
    if case.actor.person in declared(case):
        return Reason(N_("您已申报利益关系。"), {}, "D2")
    return None


@cites("D2")
def has_declared(case: Case) -> Reason | None:
    if case.actor.person in declared(case):
        return None
    return Reason(N_("请先申报利益关系，再查看材料和评审。"), {}, "D2")


@cites("E1")
def not_reviewed(case: Case) -> Reason | None:
    if case.actor.person in reviewed(case):
        return Reason(N_("您已提交评审表。"), {}, "E1")
    return None


@cites("D2")
def not_conflicted(case: Case) -> Reason | None:
    """Nobody who declared a conflict is assigned again."""
    if picked(case) & conflicted(case):
        return Reason(N_("所选专家中有人已申报利益冲突，不能再次指派。"), {}, "D2")
    return None


@cites("D1")
def free_of_duty(case: Case) -> Reason | None:
    """An expert holds no other duty in the case."""
    if any(d.persons & picked(case) for d in case.deeds if d.duty and d.duty != "expert"):
        return Reason(N_("所选专家中有人在本案中履行过其他职责，不能评审。"), {}, "D1")
    return None


@cites("E1")
def has_experts(case: Case) -> Reason | None:
    """There is somebody to relieve."""
    return None if assigned(case) else Reason(N_("本案尚未指派专家。"), {}, "E1")


@cites("E1")
def relieves_idle(case: Case) -> Reason | None:
    """Only an assigned expert without a sheet is relieved: no opinion handed in is thrown away."""
    if picked(case) <= assigned(case) - reviewed(case):
        return None
    return Reason(N_("只能撤换已指派且尚未提交评审表的专家。"), {}, "E1")


@cites("E1")
def all_reviewed(case: Case) -> Reason | None:
    """Every assigned expert has handed in a sheet, and there are as many as the round asks for."""
    wanted = max(case.terms.get("experts_per_case") or 0, 1)
    done, named = reviewed(case), assigned(case)
    if len(done) >= wanted and done == named:
        return None
    values = {"wanted": wanted, "done": len(done), "named": len(named)}
    return Reason(N_("需要%(wanted)s位专家全部提交评审表，现有%(done)s份，已指派%(named)s位。"), values, "E1")


SHEETS = (
    Action(
        "assign", N_("指派专家"), ("reviewing",), None, ("officer",), checks=(not_conflicted, free_of_duty)
    ),
    Action(
        "unassign", N_("撤换专家"), ("reviewing",), None, ("officer",),
        guards=(has_experts,),
        checks=(relieves_idle,),
    ),
    Action(
        "declare_interest", N_("申报利益关系"), ("reviewing",), None, ("expert",),
        guards=(is_assigned, not_declared),
    ),
    Action(
        "review", N_("提交评审表"), ("reviewing",), None, ("expert",),
        guards=(is_assigned, has_declared, not_reviewed),
        approval=True,
    ),
)  # fmt: skip

VISIT = (Action("visit", N_("登记考察情况"), ("visiting",), "deciding", ("officer",), approval=True),)
PRESENT = (Action("present", N_("登记答辩情况"), ("deciding",), None, ("officer",), approval=True),)


def review(reviewed_to: str) -> tuple[Action, ...]:
    """`reviewed_to` is the state a fully reviewed case goes to."""
    concluded = Action(
        "conclude_review",
        N_("评审完成"),
        ("reviewing",),
        reviewed_to,
        ("system",),
        guards=(all_reviewed,),
    )
    return (*SHEETS, concluded)
