"""What a report begins with: one that was sent back as it was, else the last figures and what the application told.
And of which year an assessment is."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

from forms.base import join_personal
from grants import clock
from grants.services import answers
from grants.services.cases import Opened
from workflows.parts.title import unassessed
from workflows.parts.yearly import year_owed

Raw = dict[str, Any]

# figures that go on from report to report
LASTING = ("team_size", "apprentices", "union_money_spent", "spent")


def begun(opened: Opened, action: str) -> Raw:
    """Raw answers to start this report from."""
    given = [r for r in opened.records if r.event.action == action and r.answer]
    standing = {deed.number for deed in opened.case.deeds if deed.standing}
    last = given[-1] if given else None
    before = join_personal(last.answer.masked, last.answer.sealed or {}) if last and last.answer else {}
    if last and last.event.number not in standing:
        return before
    start = FIRST.get((opened.programme.slug, action))
    told = start(opened, answers.stored(opened, "submit"), before) if start else {}
    return told | {name: before[name] for name in LASTING if before.get(name) not in (None, "", [])}


def studio(opened: Opened, submitted: Mapping[str, Any], before: Mapping[str, Any]) -> Raw:
    """The year that is owed; its figures are typed."""
    application = opened.application
    named = application.term_starts or application.awarded_on or clock.today()
    year = year_owed(opened.case, named)
    members = len(submitted.get("members") or ())
    return {
        "year": str(year),
        "team_size": str(members) if members else None,
        "apprentices": submitted.get("apprentices"),
    }


def assessed(opened: Opened) -> Raw:
    """Of a studio's reports, the one that has waited longest is assessed first."""
    years = unassessed(opened.case)
    return {"year": str(years[0])} if years else {}


def project(opened: Opened, submitted: Mapping[str, Any], before: Mapping[str, Any]) -> Raw:
    """The lines of the budget wait for what was really spent on each."""
    lines = [
        {"source": row.get("source"), "spending": row.get("spending")}
        for row in submitted.get("budget") or ()
    ]
    return {"started_on": submitted.get("starts_on"), "accounts": lines}


def patent(opened: Opened, submitted: Mapping[str, Any], before: Mapping[str, Any]) -> Raw:
    """The time reported on begins where the last report ended, the first time with the reward."""
    awarded = opened.application.awarded_on
    if before.get("period_until"):
        awarded = date.fromisoformat(before["period_until"]) + timedelta(days=1)
    return {
        "period_from": awarded.isoformat() if awarded else None,
        "period_until": clock.today().isoformat(),
    }


FIRST: dict[tuple[str, str], Callable[[Opened, Mapping[str, Any], Mapping[str, Any]], Raw]] = {
    ("studio", "report"): studio,
    ("project", "report"): project,
    ("patent", "report"): patent,
}
