"""An office in which much is secret: five cases, and everybody who might look at them.

Two houses built with different secrets differ in these alone: the clock, the numbers and whatever is drawn by lot
come out the same.
"""

import copy
import random
import secrets as randomness
from dataclasses import dataclass, field
from typing import Any

import pytest

from forms.base import flatten, from_html
from grants.database import writing
from grants.models import Person
from grants.programmes import PROGRAMMES
from grants.rendering import workshop
from grants.services import applications, drafts, notices
from tests import factories
from tests.leaks.rights import usual
from tests.lives.office import Office, on

Secret = dict[str, Any]
LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"
PAPERS: dict[str, Any] = {}


@dataclass
class House:
    """An office, its cases by what they are called here, and everybody by what they are to the cases.

    `asked` are the acts whose pages are opened: (case, action); `typed` those of which somebody has a draft.
    """

    offices: dict[str, Office]
    cast: dict[str, Person]
    cases: dict[str, str] = field(default_factory=dict)
    asked: list[tuple[str, str]] = field(default_factory=list)
    typed: list[tuple[str, str]] = field(default_factory=list)

    def begin(self, name: str, programme: str) -> tuple[str, Office]:
        office = self.offices[programme]
        self.cases[name] = number = office.begin()
        return number, office

    def accepted(self, name: str, programme: str, **answers: Any) -> tuple[str, Office]:
        """A new case as far as its acceptance."""
        number, office = self.begin(name, programme)
        office.do(number, "submit", office.answers("submit") | answers)
        for action in ("endorse", "accept"):
            office.do(number, action)
        return number, office

    def draft(self, name: str, action: str, by: str, **changed: Any) -> None:
        """What this person types and keeps for later; the act is asked for by everybody."""
        number = self.cases[name]
        programme = PROGRAMMES[number.partition("-")[0]]
        office = self.offices[programme.slug]
        raw = from_html(
            programme.forms[action], flatten(programme.forms[action], office.answers(action) | changed)
        )
        with writing():
            drafts.save(factories.viewer(self.cast[by]), number, action, raw)
        self.typed.append((name, action))


def same_chance(monkeypatch: pytest.MonkeyPatch) -> None:
    """Numbers, codes and tokens come out alike in two houses built the same way."""
    chance = random.Random(7)
    monkeypatch.setattr(randomness, "choice", chance.choice)
    monkeypatch.setattr(randomness, "token_urlsafe", lambda size=32: "".join(chance.choices(LETTERS, k=size)))
    monkeypatch.setattr(
        randomness, "token_hex", lambda size=32: f"{chance.getrandbits(8 * size):0{2 * size}x}"
    )


def same_papers(monkeypatch: pytest.MonkeyPatch) -> None:
    """A paper of the same data is laid out and signed once, whatever the house."""
    lay_out = workshop.asked

    def remembered(*given: Any) -> Any:
        if repr(given) not in PAPERS:
            PAPERS[repr(given)] = lay_out(*given)
        return PAPERS[repr(given)]

    monkeypatch.setattr(workshop, "asked", remembered)


def built(changed: Secret) -> House:
    """The house, with these secrets changed."""
    secret = usual() | changed
    house = peopled()
    for tell in (judged, sent_back, objected, unreleased, paid):
        tell(house, secret)
    house.asked += house.typed
    return house


def peopled() -> House:
    """One person for each thing somebody can be to a case."""
    office = Office("project")
    patents = copy.copy(office)  # the same people, at another programme
    patents.programme, patents.round = PROGRAMMES["patent"], factories.round_("patent")
    cast = dict(office.people)
    for role in ("auditor", "admin"):
        cast[role] = factories.person(role)
    cast["colleague"] = factories.person("officer")
    cast["stranger"] = factories.person("applicant")
    cast["elsewhere"] = factories.person("officer", programme="studio")
    cast |= {f"expert{place}": expert for place, expert in enumerate(office.experts, 1)}
    cast["outsider"] = factories.person("expert")
    return House({"project": office, "patent": patents}, cast)


def judged(house: House, secret: Secret) -> None:
    """Before its experts: one has judged, the second is at it, the third has declared. Beside it a draft."""
    factories.application(
        "running", factories.round_("studio"), house.offices["project"].unit, title="在期工作室"
    )
    number, office = house.accepted("judged", "project")
    first, second, third = (house.cast[name] for name in (secret["reviewer"], "expert2", "expert3"))
    office.do(number, "assign", {"experts": [one.id for one in (first, second, third)]})
    office.do(number, "declare_interest", {"conflict": "none"}, by=first)
    office.do(number, "declare_interest", {"conflict": "none"}, by=second)
    office.do(number, "declare_interest", {"conflict": secret["conflict"]}, by=third)
    sheet = office.answers("review")
    sheet["scores"][0]["points"] = secret["points"]
    office.do(number, "review", sheet | {"comment": secret["comment"]}, by=first)
    house.draft("judged", "review", "expert2", comment=secret["draft of an expert"])
    house.draft("judged", "remind", "officer", text=secret["draft of an officer"])
    house.begin("drafted", "project")
    house.draft("drafted", "submit", "applicant", route=secret["draft of a unit"])
    house.asked += [("judged", "assign"), ("judged", "declare_interest"), ("judged", "withdraw")]


def sent_back(house: House, secret: Secret) -> None:
    """A proposal the leader did not follow, and another."""
    other = {"patent_number": "ZL201410213140.7", "resident_id": "110105199203150046"}
    number, office = house.accepted("proposed", "patent", **other)
    office.do(number, "propose", office.answers("propose") | {"amount": "3000.00"})
    office.do(number, "remand", {"reasons": secret["reasons of a remand"]})
    office.do(number, "accept")
    proposal = {name: secret[name] for name in ("outcome", "minutes", "reasons")} | {"amount": "3000.00"}
    office.do(number, "propose", office.answers("propose") | proposal)
    house.asked += [("proposed", "propose"), ("proposed", "decide")]


def objected(house: House, secret: Secret) -> None:
    """On public notice, and somebody has objected."""
    other = {"patent_number": "ZL201410076970.X", "resident_id": "110105198507180012"}
    number, office = house.accepted("objected", "patent", **other)
    noticed(office, number)
    objection = {name: secret[name] for name in ("name", "contact", "text")}
    with writing():
        notices.object_to(number, objection | {"kind": "person"})
    house.asked += [("objected", "object"), ("objected", "dismiss_objection")]


def noticed(office: Office, number: str) -> None:
    office.do(number, "propose", office.answers("propose") | {"amount": "3000.00"})
    office.do(number, "decide")
    office.do(number, "post_notice", {"starts_on": "2026-04-01"})


def unreleased(house: House, secret: Secret) -> None:
    """Its notice is over and its paper made, but not released."""
    other = {"patent_number": "ZL201511034171.7", "resident_id": "110105198806150024"}
    noticed_until_now(house, "unreleased", other, secret)
    house.asked += [("unreleased", "approve_papers")]


def paid(house: House, secret: Secret) -> None:
    """Its paper is released, and its payment prepared but not approved."""
    other = {name: secret[name] for name in ("card_number", "card_number_reason", "resident_id", "phone")}
    number, office = noticed_until_now(house, "paid", other, secret)
    with on("2026-04-09 10:00"):
        office.do_approve(number)
        office.do(number, "release")
        office.do(number, "prepare_payment", {"amount": "3000.00", "note": secret["note of a payment"]})
    house.asked += [("paid", "approve_payment"), ("paid", "change_payee"), ("paid", "submit")]


def noticed_until_now(house: House, name: str, answers: dict[str, str], secret: Secret) -> tuple[str, Office]:
    number, office = house.accepted(name, "patent", **answers)
    noticed(office, number)
    with on("2026-04-09 00:30"), writing():
        applications.advance_due()
    with on("2026-04-09 09:00"):
        office.do(number, "prepare_papers")
    return number, office
