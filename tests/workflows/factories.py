"""Cases for the tests of rules: a leaf's view of the world, built by hand. Persons are invented."""

from datetime import date, datetime, timedelta, timezone
from typing import Any

from grants.programmes import PROGRAMMES
from workflows.engine import Actor, Case, Deed, Facts, Workflow

BEIJING = timezone(timedelta(hours=8))
NOW = datetime(2026, 4, 20, 10, 0, tzinfo=BEIJING)
CLOSES = datetime(2026, 4, 30, 18, 0, tzinfo=BEIJING)

WORKFLOWS: dict[str, Workflow] = {slug: made.workflow for slug, made in PROGRAMMES.items()}

TERMS: dict[str, dict[str, Any]] = {
    "patent": {
        "year": 2026,
        "opens_at": datetime(2026, 3, 1, 9, 0, tzinfo=BEIJING),
        "closes_at": CLOSES,
        "amount": 300000,
        "max_per_person": 1,
        "kinds": ["1", "8"],
        "window_from": date(2025, 1, 1),
        "window_until": date(2025, 12, 31),
        "fee_cap_on": False,
    },
    "project": {
        "year": 2026,
        "closes_at": CLOSES,
        "experts_per_case": 3,
        "grades": [
            {"grade": "first", "amount": 10000000},
            {"grade": "second", "amount": 5000000},
            {"grade": "third", "amount": 3000000},
        ],
        "split_first_percent": 60,
        "term_months": 24,
        "latest_end": date(2028, 12, 31),
        "pass_mark": 60,
    },
    "studio": {
        "year": 2026,
        "closes_at": CLOSES,
        "experts_per_case": 3,
        "team_minimum": 3,
        "one_off": 5000000,
        "reconfirm_amount": 3000000,
        "pass_mark": 60,
        "mending_months": 3,
    },
}

APPLICATIONS: dict[str, dict[str, Any]] = {
    "patent": {
        "patent_number": "201810862228X",
        "grant_date": date(2025, 6, 3),
        "inventors": [{"name": "陈一鸣"}, {"name": "周小禾"}],
        "first_inventor_name": "陈一鸣",
        "front_line_class": "technician",
        "employed": True,
        "union_member": True,
        "in_production": True,
        "in_force": True,
        "other_subsidies": [],
        "official_fees": 0,
        "resident_id": "110101199003070011",
    },
    "project": {
        "uscc": "91110302562134916R",
        "studio_name": "晨光创新工作室",
        "approved_on": date(2026, 2, 10),
        "ends_on": date(2027, 12, 31),
        "startup_amount": 2000000,
        "grade": "second",
        "amount": 5000000,
        "unfinished_project": False,
    },
    "studio": {
        "uscc": "91110302562134916R",
        "title": "晨光创新工作室",
        "level": "district",
        "members": [{"name": "甲"}, {"name": "乙"}, {"name": "丙"}],
        "leader_consent": True,
        "is_research_organ": False,
        "dishonest_listed": False,
    },
}

FACTS: dict[str, Facts] = {
    "patent": Facts(budget_left=100000000),
    "project": Facts(budget_left=100000000, titled=True),
    "studio": Facts(budget_left=100000000),
}


def actor(role: str, person: str = "王某", principal: str = "") -> Actor:
    return Actor(person, frozenset({role}), principal)


def deed(action: str, number: int = 1, **values: Any) -> Deed:
    """Something done, by nobody in particular unless `person` and `duty` are among the values."""
    person, duty = values.pop("person", ""), values.pop("duty", "")
    principal = values.pop("principal", "")
    return Deed(action, person, principal, duty, NOW, values, number)


def case(programme: str, state: str, **more: Any) -> Case:
    """A case of this programme in this state; `more` replaces any of its parts."""
    parts: dict[str, Any] = {
        "actor": actor("officer"),
        "now": NOW,
        "terms": TERMS[programme],
        "facts": FACTS[programme],
    }
    return Case(programme, state, **(parts | more))


def applying(programme: str, **changes: Any) -> Case:
    """A good application being submitted, with these answers changed."""
    return case(programme, "draft", actor=actor("applicant"), posted=APPLICATIONS[programme] | changes)


def sentences(workflow: Workflow, action: str, asked: Case) -> list[str]:
    """Why not, in words."""
    return [str(reason) for reason in workflow.refusals(action, asked)]
