"""Making and changing rounds: opening, a new version of the parameters, publishing, cloning last year's.

Every change is logged under `round:<id>`; the appropriation moves by postings, never below what is awarded.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from flask_babel import gettext
from sqlalchemy import exists, select

from forms import fields as f
from forms.base import check, read, to_json
from forms.money import format_yuan
from forms.parts import form
from grants.access import Viewer
from grants.canonical import digest_of
from grants.clock import now
from grants.errors import Conflict, Forbidden, Invalid, NotFound, Stale
from grants.extensions import db
from grants.models import Application, Budget, Event, Round, RoundTerms
from grants.programmes import PROGRAMMES
from grants.services import log, money
from grants.services.notes import note
from grants.services.rounds import PAST, budget, find, newest, writes
from grants.texts import N_

IDENTITY = form(
    year=f.Number(N_("年度"), required=True, minimum=2000, maximum=2100, hint=N_("计划年度，写入文号和统计")),
    name=f.ShortText(N_("批次名称"), required=True, max_length=80, hint=N_("同一项目同一年度内不重名")),
)
REVISION = form(reason=f.ShortText(N_("变更原因"), required=True, max_length=200, hint=N_("记入日志")))


def open_round(viewer: Viewer, programme: str, identity: Any, raw: Any) -> Round:
    """A new, unpublished round, its first version and its appropriation. Raises Invalid with all faults."""
    owned(viewer, programme)
    log.lock()  # so that a name given this moment is known
    chosen, faults = check(IDENTITY, identity)
    values, more = check(PROGRAMMES[programme].round_form, raw)
    if not faults and called(programme, **chosen):
        faults = {"name": [gettext("%(year)s年度已有名为“%(name)s”的批次，请改名。", **chosen)]}
    if faults or more:
        raise Invalid(faults | more)
    return insert(viewer, programme, chosen, values, "open_round")


def revise(viewer: Viewer, round_id: int, raw: Any, reason: Any, seen: int) -> RoundTerms:
    """A new version of the parameters; cases keep the one they pinned.

    `seen` is the version that was changed from: Stale when there is a newer. Raises Invalid with all faults.
    """
    round_ = owned_round(viewer, round_id)
    before = newest(round_)
    if before.version != seen:
        raise Stale
    values, faults = check(PROGRAMMES[round_.programme].round_form, raw)
    told, more = check(REVISION, {"reason": reason})
    faults |= more | only_wider(round_, values) | above_awards(round_, values)
    if faults:
        raise Invalid(faults)
    more_money = values["appropriation"] - budget(round_).appropriated
    round_.opens_at, round_.closes_at = values["opens_at"], values["closes_at"]
    terms = version(viewer, round_, before.version + 1, values, told["reason"])
    noted = {"version": terms.version, "reason": terms.reason}
    event = record(viewer, round_, "revise_round", noted | digest(terms))
    money.post(event, round_.id, None, appropriated=more_money)
    return terms


def publish(viewer: Viewer, round_id: int) -> Round:
    """From now on applicants see the round, and may apply once its window opens."""
    round_ = owned_round(viewer, round_id)
    if round_.name == PAST:
        raise Conflict(gettext("这是登记往届成果的批次，不公开征集，不必发布。"))
    if not round_.published:
        round_.published = True
        record(viewer, round_, "publish_round", {})
    return round_


def clone(viewer: Viewer, round_id: int) -> Round:
    """Last year's parameters shifted a year - every day and moment in them - as a new unpublished round; once."""
    source = owned_round(viewer, round_id)
    if next_year(source):
        told = gettext(
            "%(year)s年度已有名为“%(name)s”的批次，没有再复制。请在那个批次中修改参数。", **named(source)
        )
        raise Conflict(told)
    values = read(PROGRAMMES[source.programme].round_form, newest(source).values)
    shifted = {name: a_year_later(value) for name, value in values.items()}
    return insert(viewer, source.programme, named(source), shifted, "clone_round")


def named(source: Round) -> dict[str, Any]:
    """What the clone of a round is called."""
    year = source.year + 1
    return {"year": year, "name": source.name.replace(str(source.year), str(year))}


def next_year(source: Round) -> Round | None:
    """The clone of a round, where there is one already, or a round of its name."""
    return called(source.programme, **named(source))


def called(programme: str, year: int, name: str) -> Round | None:
    return db.session.scalar(select(Round).filter_by(programme=programme, year=year, name=name))


def a_year_later(value: Any) -> Any:
    """The same day of the next year (28 February for 29 February); what is no day stays."""
    if not isinstance(value, date):
        return value
    try:
        return value.replace(year=value.year + 1)
    except ValueError:
        return value.replace(year=value.year + 1, day=28)


def owned(viewer: Viewer, programme: str) -> None:
    if programme not in PROGRAMMES:
        raise NotFound
    if not writes(viewer, programme):
        raise Forbidden(gettext("只有本项目的工作人员可以设立或修改批次。"))


def owned_round(viewer: Viewer, round_id: int) -> Round:
    """The round as it stands once the log's end is locked, so that of two changes the second knows of the first, and
    a sum is changed from what it is."""
    log.lock()
    round_ = find(viewer, round_id)
    owned(viewer, round_.programme)
    db.session.refresh(round_)
    return round_


def insert(viewer: Viewer, programme: str, chosen: dict, values: dict, action: str) -> Round:
    window = {name: values[name] for name in ("opens_at", "closes_at")}
    round_ = Round(programme=programme, published=False, created_at=now(), **chosen, **window)
    db.session.add(round_)
    db.session.flush()
    db.session.add(Budget(round_id=round_.id))
    terms = version(viewer, round_, 1, values, "")
    event = record(viewer, round_, action, {"name": round_.name, "year": round_.year} | digest(terms))
    money.post(event, round_.id, None, appropriated=values["appropriation"])
    return round_


def version(viewer: Viewer, round_: Round, number: int, values: dict, reason: str) -> RoundTerms:
    stored = to_json(PROGRAMMES[round_.programme].round_form, values)
    terms = RoundTerms(
        round_id=round_.id, version=number, values=stored, reason=reason, made_by=viewer.person, made_at=now()
    )
    db.session.add(terms)
    db.session.flush()
    return terms


def digest(terms: RoundTerms) -> dict[str, str]:
    """What the log holds of a version: enough to prove later that it was not touched."""
    return {"terms": digest_of(terms.values)}


def record(viewer: Viewer, round_: Round, action: str, recorded: dict[str, Any]) -> Event:
    roles = viewer.roles(round_.programme)
    duty = next((role for role in ("officer", "admin") if role in roles), "")
    event = note(f"round:{round_.id}", action, viewer.person, duty, **recorded)
    db.session.flush()
    return event


def has_cases(round_: Round) -> bool:
    return bool(db.session.scalar(select(exists().where(Application.round_id == round_.id))))


def only_wider(round_: Round, values: Mapping[str, Any]) -> dict[str, list[str]]:
    """Once somebody has begun to apply, the window may open earlier and close later, not the reverse."""
    if not has_cases(round_):
        return {}
    faults = {}
    if values.get("opens_at") and values["opens_at"] > round_.opens_at:
        faults["opens_at"] = [gettext("本批次已有申报，开放时间不能推后。")]
    if values.get("closes_at") and values["closes_at"] < round_.closes_at:
        faults["closes_at"] = [gettext("本批次已有申报，截止时间不能提前。")]
    return faults


def above_awards(round_: Round, values: Mapping[str, Any]) -> dict[str, list[str]]:
    """Said before the database says it: the appropriation covers what is awarded and proposed."""
    totals = budget(round_)
    taken = totals.awarded + totals.proposed
    if values.get("appropriation", taken) >= taken:
        return {}
    return {
        "appropriation": [
            gettext("预算总额不能低于已审定和已建议的 %(taken)s 元。", taken=format_yuan(taken))
        ]
    }
