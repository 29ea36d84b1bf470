"""What the office may do to any case: a nudge, more time, and the registration of awards of earlier years."""

from workflows.engine import Action, Case, Reason
from workflows.guards import cites, deadline, due_ahead
from workflows.rules import N_
from workflows.table import State

ORDERED = {"correcting": "return_for_correction", "mending": "order_mending"}


def is_imported(case: Case) -> Reason | None:
    """Only a case that came by import is registered without its procedure."""
    if case.facts.origin == "imported":
        return None
    return Reason(N_("只有导入的往届成果可以直接登记。"))


@cites("A3")
def has_deadline(case: Case) -> Reason | None:
    """There is a period that can be extended."""
    if deadline(case, ORDERED.get(case.state, "")):
        return None
    return Reason(N_("本案没有可以延长的期限。"), {}, "A3")


@cites("A3")
def later_than_before(case: Case) -> Reason | None:
    """An extension ends later than the period it extends."""
    due, wanted = deadline(case, ORDERED.get(case.state, "")), case["due_on"]
    if due is None or wanted is None or wanted > due:
        return None
    return Reason(N_("新期限须晚于原期限%(due)s。"), {"due": due}, "A3")


def office(states: tuple[State, ...], registered_to: str) -> tuple[Action, ...]:
    """`registered_to` is where an imported past award takes up its life."""
    open_states = tuple(s.name for s in states if not s.final)
    extendable = tuple(name for name in open_states if name in ORDERED)
    return (
        Action("remind", N_("催办"), open_states, None, ("officer",)),
        Action(
            "extend", N_("延长期限"), extendable, None, ("officer",),
            guards=(has_deadline,),
            checks=(due_ahead, later_than_before),
        ),
        Action(
            "register", N_("登记往届成果"), ("draft",), registered_to, ("officer",), guards=(is_imported,)
        ),
    )  # fmt: skip
