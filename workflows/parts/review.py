"""Independent review: assignment, declaration of interest before anything is opened, sheets, site visit."""

from workflows.engine import Action, Case, Reason
from workflows.rules import N_

NO_CONFLICT = "none"


def assigned(case: Case) -> frozenset[str]:
    """The experts of this case: everyone assigned who has not declared a conflict since."""
    named = {str(person) for deed in case.standing("assign") for person in deed.values.get("experts") or ()}
    return frozenset(named) - conflicted(case)


def conflicted(case: Case) -> frozenset[str]:
    """Who declared a conflict of interest; they stay out for good."""
    deeds = (d for d in case.deeds if d.action == "declare_interest")
    return frozenset(d.person for d in deeds if d.values.get("conflict") != NO_CONFLICT)


def declared(case: Case) -> frozenset[str]:
    """Who declared to have no conflict and may open the dossier."""
    deeds = case.standing("declare_interest")
    return frozenset(d.person for d in deeds if d.values.get("conflict") == NO_CONFLICT)


def reviewed(case: Case) -> frozenset[str]:
    return frozenset(d.person for d in case.standing("review")) & assigned(case)


def is_assigned(case: Case) -> Reason | None:
    if case.actor.person in assigned(case):
        return None
    return Reason(N_("您没有被指派评审本案。"), {}, "E1")


def not_declared(case: Case) -> Reason | None:
    if case.actor.person in declared(case):
        return Reason(N_("您已申报利益关系。"), {}, "D2")
    return None


def has_declared(case: Case) -> Reason | None:
    if case.actor.person in declared(case):
        return None
    return Reason(N_("请先申报利益关系，再查看材料和评审。"), {}, "D2")


def not_reviewed(case: Case) -> Reason | None:
    if case.actor.person in reviewed(case):
        return Reason(N_("您已提交评审表。"), {}, "E1")
    return None


def not_conflicted(case: Case) -> Reason | None:
    """Nobody who declared a conflict is assigned again."""
    named = {str(person) for person in case["experts"] or ()}
    if named & conflicted(case):
        return Reason(N_("所选专家中有人已申报利益冲突，不能再次指派。"), {}, "D2")
    return None


def free_of_duty(case: Case) -> Reason | None:
    """An expert holds no other duty in the case."""
    named = {str(person) for person in case["experts"] or ()}
    if any(d.persons & named for d in case.deeds if d.duty and d.duty != "expert"):
        return Reason(N_("所选专家中有人在本案中履行过其他职责，不能评审。"), {}, "D1")
    return None


def all_reviewed(case: Case) -> Reason | None:
    """Every assigned expert has handed in a sheet, and there are as many as the round asks for."""
    wanted = max(case.terms.get("experts_per_case") or 0, 1)
    done, named = reviewed(case), assigned(case)
    if len(done) >= wanted and done == named:
        return None
    return Reason(
        N_("需要%(wanted)d位专家全部提交评审表，现有%(done)d份，已指派%(named)d位。"),
        {"wanted": wanted, "done": len(done), "named": len(named)},
        "E1",
    )


def review(reviewed_to: str) -> tuple[Action, ...]:
    """`reviewed_to` is the state a fully reviewed case goes to."""
    return (
        Action(
            "assign",
            N_("指派专家"),
            ("reviewing",),
            None,
            ("officer",),
            checks=(not_conflicted, free_of_duty),
        ),
        Action(
            "declare_interest",
            N_("申报利益关系"),
            ("reviewing",),
            None,
            ("expert",),
            guards=(is_assigned, not_declared),
        ),
        Action(
            "review",
            N_("提交评审表"),
            ("reviewing",),
            None,
            ("expert",),
            guards=(is_assigned, has_declared, not_reviewed),
            approval=True,
        ),
        Action(
            "conclude_review",
            N_("评审完成"),
            ("reviewing",),
            reviewed_to,
            ("system",),
            guards=(all_reviewed,),
        ),
    )


VISIT = (Action("visit", N_("实地考察"), ("visiting",), "deciding", ("officer",), approval=True),)
PRESENT = (Action("present", N_("现场答辩"), ("deciding",), None, ("officer",), approval=True),)
REVIEW_APPROVALS = ("assign", "declare_interest", "review", "visit", "present")
