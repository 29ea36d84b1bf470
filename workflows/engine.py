"""The case engine: who may do what in which state, and every reason why not.

A workflow is a table of actions over a few states. Nothing here changes anything: `step` answers with the
new state or raises `Refused` with all reasons, `choices` explains the buttons of a page.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cached_property
from types import SimpleNamespace
from typing import Any

from transitions import Machine

from workflows.rules import N_

SYSTEM = "system"
PUBLIC = "public"
NO_DUTY = frozenset({SYSTEM, PUBLIC})  # an automatic move and a member of the public hold no duty in a case


@dataclass(frozen=True)
class Reason:
    """Why not, as a sentence: a message id in Chinese with named places, and the code of the rule it rests on."""

    text: str
    values: Mapping[str, Any] = field(default_factory=dict)
    rule: str = ""

    def __str__(self) -> str:
        return self.text % self.values if self.values else self.text


class Refused(Exception):
    """The move is not allowed; `reasons` holds every reason, not the first one."""

    def __init__(self, reasons: Iterable[Reason]):
        self.reasons = tuple(reasons)
        super().__init__(" ".join(map(str, self.reasons)))


@dataclass(frozen=True)
class State:
    """A place in a case's life. `order` is its place on the main line: a move to a lower one is a return."""

    name: str
    label: str
    order: int
    turn: str = ""
    told: str = ""
    final: bool = False


@dataclass(frozen=True)
class Actor:
    """Who acts: a person, the roles held toward this case, and the principal when acting by delegation."""

    person: str
    roles: frozenset[str]
    principal: str = ""

    @property
    def persons(self) -> frozenset[str]:
        return frozenset({self.person, self.principal} - {""})


@dataclass(frozen=True)
class Deed:
    """One thing done in a case: an event with its answers. `standing` is false once a return has cleared it."""

    action: str
    person: str = ""
    principal: str = ""
    duty: str = ""
    at: datetime | None = None
    values: Mapping[str, Any] = field(default_factory=dict)
    number: int = 0
    standing: bool = True

    @property
    def persons(self) -> frozenset[str]:
        return frozenset({self.person, self.principal} - {""})


@dataclass(frozen=True)
class Facts:
    """What the house knows about a case besides its deeds. All sums in fen."""

    claimed: frozenset[str] = frozenset()  # kinds of claim on this case's subject that another case holds
    budget_left: int = 0  # of the round: appropriated less awarded
    awarded: int = 0
    instructed: int = 0
    paid: int = 0
    recovered: int = 0
    origin: str = "applied"  # or "imported"
    papers_digest: str = ""  # of the papers as they would be made now; "" when none are prepared
    term_ends: date | None = None
    excellent_left: int = 0  # how many more of the round's studios may be assessed as excellent
    titled: bool = False  # the organisation has a studio whose title runs


@dataclass(frozen=True)
class Case:
    """Everything a guard may know, frozen, `now` among it. `terms` are the round's parameters, as pinned."""

    programme: str
    state: str
    now: datetime
    actor: Actor
    number: str = ""
    deeds: tuple[Deed, ...] = ()
    terms: Mapping[str, Any] = field(default_factory=dict)
    facts: Facts = Facts()
    posted: Mapping[str, Any] | None = None

    def standing(self, action: str) -> tuple[Deed, ...]:
        return tuple(d for d in self.deeds if d.action == action and d.standing)

    def last(self, action: str) -> Deed | None:
        return next((d for d in reversed(self.deeds) if d.action == action and d.standing), None)

    def answers(self, action: str) -> Mapping[str, Any]:
        """What was last answered under this action and still stands; empty when nothing was."""
        deed = self.last(action)
        return deed.values if deed else {}

    def __getitem__(self, name: str) -> Any:
        """A value of what is being posted, None when it was left out."""
        return (self.posted or {}).get(name)


Guard = Callable[[Case], Reason | None]


@dataclass(frozen=True)
class Action:
    """A row of the table. `dest` is None when the case stays where it is.

    `guards` can be asked before anything is filled in, so that a page greys out the button; `checks` are asked of
    what was posted. `clears` names the actions whose deeds stop standing. `approval` marks an act that later
    steps rest on, which a return behind it must therefore clear.
    """

    name: str
    label: str
    sources: tuple[str, ...]
    dest: str | None
    by: tuple[str, ...]
    guards: tuple[Guard, ...] = ()
    checks: tuple[Guard, ...] = ()
    clears: tuple[str, ...] = ()
    approval: bool = False
    issues: tuple[str, ...] = ()  # the papers this action releases

    @property
    def automatic(self) -> bool:
        return self.by == (SYSTEM,)

    def duty(self, roles: frozenset[str]) -> str:
        """The role this action would be done in: the first of its roles that the actor holds, or ''."""
        return next((role for role in self.by if role in roles), "")


@dataclass(frozen=True)
class Choice:
    """An action a person could do in this state, with the reasons that stand against it now."""

    action: Action
    reasons: tuple[Reason, ...]

    @property
    def open(self) -> bool:
        return not self.reasons


@dataclass(frozen=True)
class Claim:
    """What only one case at a time may hold: a patent number, a person's reward of the year, an unfinished project.

    `key` makes it out of the answers under `submit` and the round's terms ('' claims nothing); it is taken
    on submission and held until the case ends in one of `until`.
    """

    kind: str
    key: Callable[[Mapping[str, Any], Mapping[str, Any]], str]
    sentence: str
    rule: str
    until: tuple[str, ...]
    limit: str = ""  # the term that says how many may be held at once; one when empty


@dataclass(frozen=True)
class Workflow:
    """A programme's table: states, actions and claims. Frozen; the machine behind it is made once, when first asked."""

    programme: str
    states: tuple[State, ...]
    actions: tuple[Action, ...]
    claims: tuple[Claim, ...] = ()
    papers: tuple[str, ...] = ()

    @cached_property
    def state(self) -> dict[str, State]:
        return {state.name: state for state in self.states}

    @cached_property
    def action(self) -> dict[str, Action]:
        return {action.name: action for action in self.actions}

    @cached_property
    def machine(self) -> Machine:
        """Transitions' machine: no model of its own, no conditions, no callbacks - guards answer before it fires."""
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
        """Every reason against this action now, of what was posted too when something was."""
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
        guards = action.guards if case.posted is None else action.guards + action.checks
        found = (guard(case) for guard in (may_act(action), one_duty(action), *guards))
        return tuple(reason for reason in found if reason)

    def choices(self, case: Case) -> tuple[Choice, ...]:
        """What this person could do here, with reasons where something stands in the way."""
        return tuple(
            Choice(action, self.refusals(action.name, case))
            for action in self.actions
            if case.state in action.sources and action.duty(case.actor.roles)
        )

    def due(self, case: Case) -> Action | None:
        """The automatic move that is due now, if any."""
        asked = replace(case, actor=Actor("", frozenset({SYSTEM})), posted=None)
        automatic = (a for a in self.actions if a.automatic and case.state in a.sources)
        return next((a for a in automatic if not self.refusals(a.name, asked)), None)

    def history(self, deeds: Iterable[Deed]) -> tuple[Deed, ...]:
        """The same deeds with `standing` told: a deed no longer stands once a later one has cleared it."""
        told: list[Deed] = []
        for deed in deeds:
            action = self.action.get(deed.action)
            cleared = action.clears if action else ()
            told = [replace(d, standing=False) if d.action in cleared else d for d in told]
            told.append(deed)
        return tuple(told)


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
