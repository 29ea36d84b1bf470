"""The front page, the self-check before applying, the language, and whether the house stands."""

from dataclasses import dataclass, replace
from datetime import datetime
from operator import attrgetter
from typing import Any

from flask import Blueprint, current_app, g, redirect, render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy import text

from forms.base import check, controls, from_html
from forms.control import Control, Section
from grants.clock import local, today
from grants.database import writing
from grants.errors import NotFound
from grants.extensions import db
from grants.programmes import PROGRAMMES, Programme
from grants.services import (
    bulk_views,
    eligibility,
    first_steps,
    lists,
    log_checks,
    notices,
    outdated,
    preferences,
    readings,
    registrations,
    renewed_templates,
    rounds,
)
from grants.services.eligibility import Answered
from grants.web.ask import flat
from grants.web.by_round import told_by_round
from grants.web.session import safe, spoken_here
from grants.web.todo import due, since, task, to_do
from grants.web.typed import still_typing
from workflows.engine import Reason

blueprint = Blueprint("home", __name__)


@blueprint.get("/")
def index() -> str:
    """What waits for somebody, or what the house gives for those not signed in."""
    if g.viewer.person is None:
        return front()
    waiting = to_do(g.viewer)
    return render_template(
        "home/index.html",
        alarm=log_checks.alarm(g.viewer),
        lacking=first_steps.lacking(g.viewer),
        to_do=waiting,
        task=lambda row: waiting.to_pay.get(row.id) or task(g.viewer, row),
        due=lambda row: due(g.viewer, row),
        since=since,
        today=today(),
        unread=readings.unread(g.viewer),
        asked=registrations.of_concern(g.viewer),
        remade=outdated.by_round(g.viewer),
        renewed=renewed_templates.waiting(g.viewer),
        bulks=bulk_views.lately(g.viewer),
        recent=lists.page(g.viewer, lists.Filters(), limit=8).rows,
        rounds=rounds.ahead(),
        phase=rounds.phase,
    )


def front() -> str:
    """For visitors: what there is, when to apply and how, and what is on notice."""
    ahead = rounds.ahead()
    return render_template(
        "home/public.html",
        programmes=PROGRAMMES,
        rounds={slug: [row for row in ahead if row.programme == slug] for slug in PROGRAMMES},
        phase=rounds.phase,
        days_until=days_until,
        notices=notices.running(),
    )


def days_until(instant: datetime) -> int:
    """Calendar days from today; 0 on the day itself."""
    return (local(instant).date() - today()).days


@blueprint.get("/check/<slug>")
def check_form(slug: str) -> str:
    """The questions eligibility rests on; nothing is kept and nobody needs an account."""
    return check_page(programme(slug), None)


@blueprint.post("/check/<slug>")
def check_answer(slug: str) -> str:
    """Every rule with whether it is met, in the words a submission would be answered with."""
    found = programme(slug)
    raw = from_html(eligibility.form_of(found.slug), request.form)
    return check_page(found, raw, judged=not still_typing(raw, request.form))


def check_page(found: Programme, raw: dict[str, Any] | None, judged: bool = False) -> str:
    form = eligibility.form_of(found.slug)
    values, faults = check(form, raw) if judged else ({}, {})
    given = {path: texts for path, texts in faults.items() if typed(raw, path)}
    coming = [row for row in rounds.ahead() if row.programme == found.slug]
    row = min(coming, key=attrgetter("opens_at"), default=None)
    return render_template(
        "home/check.html",
        programme=found,
        programmes=PROGRAMMES,
        round=row,
        open_now=row is not None and rounds.phase(row) == "open",
        parts=told_by_round(freely(controls(form, None, raw, given)), eligibility.terms_of(found, row)),
        unmarked=True,
        faults=flat(given),
        judged=judged,
        verdicts=verdicts(eligibility.findings(g.viewer, found, row, values)),
    )


def freely(parts: tuple[Section, ...]) -> tuple[Section, ...]:
    """The same questions, none required: what is left open is told as open."""
    return tuple(replace(part, controls=tuple(map(optional, part.controls))) for part in parts)


def optional(one: Control) -> Control:
    rows = tuple(tuple(map(optional, row)) for row in one.rows)
    return replace(one, required=False, controls=tuple(map(optional, one.controls)), rows=rows)


@dataclass
class Verdict:
    """A rule with the worst that any of its questions came to, and every reason against it."""

    code: str
    status: str
    reasons: list[Reason]


GRAVITY = ("met", "later", "open", "failed")


def verdicts(findings: list[Answered]) -> list[Verdict]:
    """One verdict for each rule, in the order of the table."""
    found: dict[str, Verdict] = {}
    for one in findings:
        verdict = found.setdefault(one.finding.rule, Verdict(one.finding.rule, "met", []))
        verdict.status = max(verdict.status, one.status, key=GRAVITY.index)
        if one.finding.reason and one.status == "failed":
            verdict.reasons.append(one.finding.reason)
    return list(found.values())


def typed(raw: dict[str, Any] | None, path: str) -> bool:
    """Whether something was typed there: in a self-check an answer left out is no fault."""
    return bool((raw or {}).get(path.partition("-")[0]))


def programme(slug: str) -> Programme:
    if slug not in PROGRAMMES:
        raise NotFound
    return PROGRAMMES[slug]


@blueprint.get("/language/<code>")
def language(code: str) -> ResponseReturnValue:
    """Choose the language of this browser, and of one's account, and go back to the page."""
    if code not in current_app.config["LANGUAGES"]:
        raise NotFound
    if g.viewer.person:
        with writing():
            preferences.speak(g.viewer.person, code)
    return spoken_here(redirect(safe(request.args.get("back", "").rstrip("?")), 303), code)


@blueprint.get("/healthz")
def healthz() -> ResponseReturnValue:
    """Whether this process answers and reaches its database."""
    db.session.execute(text("SELECT 1"))
    return "ok", 200, {"Content-Type": "text/plain"}
