"""The proof that nobody can hold two duties in one case: it is tried, in every way people act for others."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from workflows.engine import NO_DUTY, Action, Actor, Case, Deed, Workflow
from workflows.paths import by_source, moves

# How a person P takes part: himself, as the delegate of Q, or through Q as his own delegate.
PERSONS = {"本人": ("甲", ""), "受乙委托": ("甲", "乙"), "委托乙": ("乙", "甲")}
ANYWHERE = "*"
NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)


@dataclass(frozen=True)
class Held:
    """A duty P holds in the case, how he came by it, and by which action."""

    duty: str
    how: str
    action: str = field(compare=False)  # for the story; what counts is the duty

    @property
    def deed(self) -> Deed:
        person, principal = PERSONS[self.how]
        return Deed(self.action, person, principal, self.duty)


def two_duties(workflow: Workflow, duties: Mapping[str, str]) -> Iterator[str]:
    """Every pair of duties one person can come to hold, as a story.

    Explores (state, duty held by P): other people may do anything, P may act in any of an action's roles and
    in any of the three ways, his roles may change between any two acts. The engine itself is asked, with the
    guards of the table taken out: what the rules of a step forbid is not what keeps duties apart.
    """
    asked, onward = _Asked(workflow), by_source(moves(workflow))
    waiting: list[tuple[str, Held | None]] = [(workflow.states[0].name, None)]
    seen, told = set(waiting), set()
    for state, held in waiting:
        for move in onward.get(state, ()):
            got = asked.taken(move.action, held)
            after = (held,) if held else (held, *got)  # somebody else does it, or P takes on his first duty
            fresh = [(move.dest, h) for h in after if (move.dest, h) not in seen]
            seen.update(fresh)
            waiting.extend(fresh)
            for other in got:
                if held and (held.duty, other.duty) not in told:
                    told.add((held.duty, other.duty))
                    yield _story(workflow, duties, held, other)


class _Asked:
    """The engine's answers to "may P do this?", each question put once."""

    def __init__(self, workflow: Workflow):
        bare = (replace(a, sources=(ANYWHERE,), guards=(), checks=()) for a in workflow.actions)
        self.bare = replace(workflow, actions=tuple(bare))
        self.answers: dict[tuple[str, Held | None], tuple[Held, ...]] = {}
        self.cases: dict[tuple[Held | None, str, str], Case] = {}

    def taken(self, action: Action, held: Held | None) -> tuple[Held, ...]:
        """The duties P takes on by this action, in every way the engine lets him."""
        key = (action.name, held)
        if key not in self.answers:
            self.answers[key] = tuple(
                Held(role, how, action.name)
                for role in action.by
                if role not in NO_DUTY and not (held and held.duty == role)  # nothing new for P
                for how in PERSONS
                if not self.bare.refusals(action.name, self.case(held, role, how))
            )
        return self.answers[key]

    def case(self, held: Held | None, role: str, how: str) -> Case:
        """P in this role, acting in this way, in a case where he holds that duty already."""
        key = (held, role, how)
        if key not in self.cases:
            person, principal = PERSONS[how]
            actor = Actor(person, frozenset({role}), principal)
            deeds = (held.deed,) if held else ()
            self.cases[key] = Case(self.bare.programme, ANYWHERE, NOON, actor, deeds=deeds)
        return self.cases[key]


def _story(workflow: Workflow, duties: Mapping[str, str], held: Held, got: Held) -> str:
    def act(done: Held) -> str:
        label = workflow.action[done.action].label
        return f"{done.how}以“{duties.get(done.duty, done.duty)}”身份办理“{label}”"

    return f"甲先{act(held)}，后来{act(got)}，没有被拒绝：同一人在同一案件中有了两种职责。"
