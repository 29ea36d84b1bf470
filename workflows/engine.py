"""The case engine: who may do what in which state, and every reason why not.

A workflow is a table of actions over a few states. Nothing here changes anything: `step` answers with the
new state or raises `Refused` with all reasons, `choices` explains the buttons of a page.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from types import SimpleNamespace

from transitions import Machine

from workflows.case import CORRECTED, DONE, Actor, Case, Deed, Facts, Guard, Reason, Refused, Slip
from workflows.roles import NO_DUTY, PUBLIC, SYSTEM
from workflows.rules import N_
from workflows.table import Action, Choice, Claim, State

__all__ = (
    "CORRECTED",
    "DONE",
    "NO_DUTY",
    "PUBLIC",
    "SYSTEM",
    "Action",
    "Actor",
    "Case",
    "Choice",
    "Claim",
    "Deed",
    "Facts",
    "Guard",
    "Reason",
    "Refused",
    "Slip",
    "State",
    "Workflow",
    "may_act",
    "one_duty",
)


@dataclass(frozen=True)
class Workflow:
    """A programme's table: states, actions and claims. Frozen; its machine is made once, when first asked."""

    programme: str
    states: tuple[State, ...]
    actions: tuple[Action, ...]
    claims: tuple[Claim, ...] = ()
    of_titled: bool = False  # only an organisation whose studio holds a title applies

    @cached_property
    def state(self) -> dict[str, State]:
        return {state.name: state for state in self.states}

    @cached_property
    def action(self) -> dict[str, Action]:
        return {action.name: action for action in self.actions}

    @cached_property
    def machine(self) -> Machine:
        """No model of its own, no conditions, no callbacks: guards have answered before it fires."""
        machine = Machine(
            model=None,
            states=[state.name for state in self.states],
            initial=self.states[0].name,
            auto_transitions=False,
        )
        for action in self.actions:
            machine.add_transition(action.name, list(action.sources), action.dest or "=")
        return machine

    def step(self, name: str, case: Case) -> str:
        """The state after this action; raises Refused with all reasons. Nothing is changed."""
        reasons = self.refusals(name, case)
        if reasons:
            raise Refused(reasons)
        holder = SimpleNamespace(state=case.state)
        self.machine.events[name].trigger(holder)
        return holder.state

    def refusals(self, name: str, case: Case) -> tuple[Reason, ...]:
        """Every reason against this action now, of what was posted too when something was. Whose it is not
        learns only that: the other reasons may tell what is not theirs to know."""
        action = self.action.get(name)
        if action is None:
            return (Reason(N_("本项目没有“%(action)s”这一操作。"), {"action": name}),)
        if case.state not in action.sources:
            label = self.state[case.state].label if case.state in self.state else case.state
            return (
                Reason(
                    N_("本案目前处于“%(state)s”，不能办理“%(action)s”。"),
                    {"state": label, "action": action.label},
                ),
            )
        stranger = may_act(action)(case)
        if stranger:
            return (stranger,)
        guards = action.guards if case.posted is None else action.guards + action.checks
        found = (guard(case) for guard in (one_duty(action), *guards))
        return tuple(reason for reason in found if reason)

    def choices(self, case: Case, acting: Callable[[Action], Actor] | None = None) -> tuple[Choice, ...]:
        """What this person could do here, with reasons where something stands in the way; quiet acts when open.
        `acting` says as whom each would be done, where that differs: one role may be their own, another lent."""
        found = (
            Choice(row, self.refusals(row.name, replace(case, actor=acting(row)) if acting else case))
            for row in self.at_hand(case.state, case.actor.roles)
        )
        return tuple(choice for choice in found if choice.open or not choice.action.quiet)

    def at_hand(self, state: str, roles: frozenset[str]) -> tuple[Action, ...]:
        """The actions of this state that somebody with these roles does."""
        return tuple(row for row in self.actions if state in row.sources and row.duty(roles))

    def due(self, case: Case) -> Action | None:
        """The automatic move that is due now, if any."""
        asked = replace(case, actor=Actor("", frozenset({SYSTEM})), posted=None)
        automatic = (a for a in self.actions if a.automatic and case.state in a.sources)
        return next((a for a in automatic if not self.refusals(a.name, asked)), None)

    def history(self, deeds: Iterable[Deed]) -> tuple[Deed, ...]:
        """The same deeds with `standing` and `fate` told: a deed no longer stands once a later one has cleared it, and
        is not void where what it prepared had been carried out by then."""
        told: list[Deed] = []
        for deed in deeds:
            told.append(deed)
            action = self.action.get(deed.action)
            if action and action.completes:
                told = self.carried_out(told, action)
            if action and action.clears:
                told[:-1] = [
                    replace(d, standing=False) if d.action in action.clears else d for d in told[:-1]
                ]
        return tuple(told)

    def carried_out(self, told: list[Deed], action: Action) -> list[Deed]:
        """The last standing deed of each kind this action completes is done with; where one of them was a correction,
        what it corrects, done before it, is so no more."""
        for name in action.completes:
            at = next(
                (n for n in reversed(range(len(told))) if told[n].action == name and told[n].standing), None
            )
            if at is None:
                continue
            told[at] = replace(told[at], fate=DONE)
            corrects = self.action[name].corrects
            told[:at] = [
                replace(d, fate=CORRECTED) if d.action in corrects and d.fate == DONE else d
                for d in told[:at]
            ]
        return told


def may_act(action: Action) -> Guard:
    """Only the roles named in the table may do an action."""

    def guard(case: Case) -> Reason | None:
        if action.duty(case.actor.roles):
            return None
        return Reason(N_("您没有办理“%(action)s”的职责。"), {"action": action.label})

    return guard


def one_duty(action: Action) -> Guard:
    """One person holds one duty in one case, also as a delegate or as the one who delegated."""

    def guard(case: Case) -> Reason | None:
        wanted = action.duty(case.actor.roles)
        if wanted in NO_DUTY or not wanted:
            return None
        held = {d.duty for d in case.deeds if d.duty and d.persons & case.actor.persons} - NO_DUTY - {wanted}
        if not held:
            return None
        return Reason(
            N_("同一人在同一案件中只能履行一种职责：您（或委托人）已履行过其他职责，不能办理“%(action)s”。"),
            {"action": action.label},
            "D1",
        )

    return guard
