"""A case that lives in the engine alone: each act is asked, done, and what it brings about noted by hand."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any

from tests.workflows.factories import FACTS, NOW, TERMS, WORKFLOWS
from workflows.engine import SYSTEM, Actor, Case, Deed, Facts
from workflows.parts.payment import due_now

Effect = Callable[[Facts, Case], Facts]


def awarded(facts: Facts, case: Case) -> Facts:
    return replace(facts, awarded=facts.awarded + (case.answers("propose").get("amount") or 0))


def reconfirmed(facts: Facts, case: Case) -> Facts:
    return replace(facts, awarded=facts.awarded + case["amount"], term_ends=date(2030, 1, 1))


def paid(facts: Facts, case: Case) -> Facts:
    return replace(facts, paid=facts.paid + due_now(case))


def recovered(facts: Facts, case: Case) -> Facts:
    return replace(facts, recovered=facts.recovered + case.answers("record_recovery")["amount"])


EFFECTS: dict[str, Effect] = {
    "decide": awarded,
    "reconfirm": reconfirmed,
    "confirm_payment": paid,
    "confirm_recovery": recovered,
}


@dataclass
class Life:
    """The case so far. `now` moves only when told to; the system acts whenever something is due."""

    programme: str
    facts: Facts
    state: str = "draft"
    now: datetime = NOW
    deeds: tuple[Deed, ...] = ()
    path: list[str] = field(default_factory=list)

    def case(self, role: str, person: str, posted: dict[str, Any] | None) -> Case:
        actor = Actor(person, frozenset({role}))
        return Case(
            self.programme,
            self.state,
            self.now,
            actor,
            deeds=self.deeds,
            terms=TERMS[self.programme],
            facts=self.facts,
            posted=posted,
        )

    def do(self, action: str, role: str, person: str = "", **posted: Any) -> "Life":
        """Somebody does this; then the system does what is due. Raises Refused."""
        workflow = WORKFLOWS[self.programme]
        asked = self.case(role, person or role, None if role == SYSTEM else posted)
        self.state = workflow.step(action, asked)
        if action in EFFECTS:
            self.facts = EFFECTS[action](self.facts, asked)
        number = len(self.deeds) + 1
        done = Deed(action, "" if role == SYSTEM else person or role, "", role, self.now, posted, number)
        self.deeds = workflow.history((*self.deeds, done))
        self.path.append(action)
        return self.wait(0)

    def wait(self, days: int) -> "Life":
        """So many days later; the system has done what became due."""
        self.now += timedelta(days=days)
        due = WORKFLOWS[self.programme].due(self.case(SYSTEM, "", None))
        return self.do(due.name, SYSTEM) if due else self


def begun(programme: str) -> Life:
    return Life(programme, FACTS[programme])
