"""What is known about a case when somebody wants to move it: frozen facts, `now` among them."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

DONE, CORRECTED = "done", "corrected"  # what becomes of a deed that came to something


@dataclass(frozen=True)
class Reason:
    """Why not, as a sentence: a message id in Chinese with named places, and the rule's code."""

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
    """One thing done in a case: an event with its answers. `standing` is false once something cleared it, `fate` says
    whether what it prepared was carried out meanwhile, and corrected later; `name` is the person's, as papers give it.
    """

    action: str
    person: str = ""
    principal: str = ""
    duty: str = ""
    at: datetime | None = None
    values: Mapping[str, Any] = field(default_factory=dict)
    number: int = 0
    standing: bool = True
    name: str = ""
    fate: str = ""

    @property
    def persons(self) -> frozenset[str]:
        return frozenset({self.person, self.principal} - {""})

    @property
    def void(self) -> bool:
        """Cleared before it was carried out: it counts no more and never came to anything."""
        return not self.standing and not self.fate


@dataclass(frozen=True)
class Slip:
    """What a transaction of the bank was recorded for before: in which case, on what day, and how much in fen. `number`
    is "" where it is of another programme, whose cases whoever acts need not know."""

    number: str
    day: date | None
    amount: int


@dataclass(frozen=True)
class Facts:
    """What the house knows about a case besides its deeds. All sums in fen."""

    # By kind of claim, the slot still free; 0 when none is.
    slots: Mapping[str, int] = field(default_factory=dict)
    # Of the round, for this case: appropriated, less what is awarded and what is set aside for others.
    budget_left: int = 0
    awarded: int = 0
    instructed: int = 0
    paid: int = 0
    recovered: int = 0
    origin: str = "applied"  # or "imported"
    papers_digest: str = ""  # of the papers as they would be made now; "" when none are prepared
    term_ends: date | None = None
    excellent_left: int = 0  # how many more living titles may be assessed as excellent for that year
    titled: bool = False  # the organisation has a studio whose title runs
    sent_on: date | None = None  # when the approved payment was first in a file handed out for the bank
    slip: Slip | None = None  # what the posted reference of the bank stands under already
    # By the deed that told it, which account: the same number, the same account.
    accounts: Mapping[int, int] = field(default_factory=dict)

    @property
    def claimed(self) -> frozenset[str]:
        """The kinds of claim on this case's subject that other cases hold."""
        return frozenset(kind for kind, slot in self.slots.items() if not slot)


@dataclass(frozen=True)
class Case:
    """Everything a guard may know. `terms` are the round's parameters, as pinned by the case."""

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
        return None if self.posted is None else self.posted.get(name)


Guard = Callable[[Case], Reason | None]
