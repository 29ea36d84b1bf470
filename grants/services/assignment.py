"""Whom to assign to a case: every expert of the programme with their load and with what speaks against them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext

from grants import clock
from grants.services import workload
from grants.services.cases import Opened
from grants.services.workload import Load
from workflows.parts.review import conflicted

PERSONS = ("leader_name", "first_inventor_name", "contact_name", "union_chair")  # named in an application
TABLES = ("members", "inventors", "apprentices")
MANY = 5  # cases in hand, from which on somebody is busy


@dataclass(frozen=True)
class Candidate:
    """An expert before a case. `matches`: at home in its industry. `status` is that of an assignment there is;
    `barred` says why not at all, `cautions` what to weigh: (sentence, grave)."""

    load: Load
    matches: bool
    status: str
    barred: str
    cautions: tuple[tuple[str, bool], ...]

    @property
    def rank(self) -> tuple[Any, ...]:
        """The more suitable, the earlier: nothing grave against them, of the case's industry, nothing else against
        them, few cases in hand, quick; then by name."""
        grave = sum(weight for _text, weight in self.cautions)
        return (
            not self.status,
            bool(self.barred),
            grave,
            not self.matches,
            len(self.cautions),
            self.load.open,
            self.load.days or 0,
        )


def candidates(opened: Opened) -> list[Candidate]:
    """The experts of this case's programme: those assigned first, then by how suitable they are."""
    application = opened.application
    status = {row.person_id: row.status for row in application.experts if row.status != "conflicted"}
    names = frozenset(persons_of(opened.case.answers("submit")))
    loads = workload.of_experts(opened.viewer, application.programme, application.round_id)
    industry = industry_of(opened)
    found = [
        Candidate(
            one,
            industry in one.fields,
            status.get(one.person.id, ""),
            barred(opened, one.person.id),
            tuple(cautions(opened, one, names)),
        )
        for one in loads
    ]
    return sorted(found, key=lambda one: one.rank)


def industry_of(opened: Opened) -> str:
    """The industry the case was handed in under; what its unit says of itself before that."""
    return opened.case.answers("submit").get("industry") or opened.application.organisation.industry


def barred(opened: Opened, person: int) -> str:
    """Why the workflow would refuse this expert; nothing where it would not."""
    if str(person) in conflicted(opened.case):
        return gettext("已就本案申报利益关系，不能指派")
    if any(str(person) in deed.persons for deed in opened.case.deeds if deed.duty and deed.duty != "expert"):
        return gettext("在本案中履行过其他职责，不能指派")
    return ""


def cautions(opened: Opened, one: Load, names: frozenset[str]) -> Iterator[tuple[str, bool]]:
    """What speaks against an expert, though nothing forbids it; whoever assigns weighs it."""
    unit, today = opened.application.organisation_id, clock.today()
    member = [m for m in one.person.memberships if m.organisation_id == unit]
    if any(m.ends_on is None or m.ends_on >= today for m in member):
        yield gettext("现为申报单位的人员"), True
    elif member:
        yield gettext("曾为申报单位的人员"), True
    if one.person.name in names:
        yield gettext("与申报材料中的人员同名，请核实"), True
    here = [
        work
        for work in one.works
        if work.organisation_id == unit and work.number != opened.application.number
    ]
    declared = sum(work.status == "conflicted" for work in here)
    if declared:
        yield gettext("近两年就该单位的申报申报过利益关系 %(count)s 次", count=declared), True
    if len(here) > declared:
        yield gettext("近两年评审过该单位的申报 %(count)s 件", count=len(here) - declared), False
    if one.away_until:
        yield gettext("已委托他人代办至 %(day)s，可能不在岗", day=one.away_until.isoformat()), False
    if one.open >= MANY:
        yield gettext("手头待评较多"), False


def persons_of(answers: Mapping[str, Any]) -> Iterator[str]:
    """The persons an application names."""
    for name in PERSONS:
        if answers.get(name):
            yield answers[name]
    for table in TABLES:
        yield from (row["name"] for row in answers.get(table) or () if row.get("name"))


def still_wanted(opened: Opened) -> tuple[int, int]:
    """How many experts the case's round asks for, and how many it has who may still judge."""
    named = sum(row.status != "conflicted" for row in opened.application.experts)
    return max(opened.case.terms.get("experts_per_case") or 0, 1), named
