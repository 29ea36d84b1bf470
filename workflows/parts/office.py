"""What the office may do to any case: a nudge, and the registration of awards made before this system."""

from workflows.engine import Action, Case, Reason, State
from workflows.rules import N_


def is_imported(case: Case) -> Reason | None:
    """Only a case that came by import is registered without its procedure."""
    if case.facts.origin == "imported":
        return None
    return Reason(N_("只有导入的往届成果可以直接登记。"))


def office(states: tuple[State, ...], registered_to: str) -> tuple[Action, ...]:
    """`registered_to` is where an imported past award takes up its life."""
    return (
        Action("remind", N_("催办"), tuple(s.name for s in states if not s.final), None, ("officer",)),
        Action(
            "register",
            N_("登记往届成果"),
            ("draft",),
            registered_to,
            ("officer",),
            guards=(is_imported,),
        ),
    )
