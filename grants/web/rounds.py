"""Pages of the rounds: the list, one round with its parameters and budget, opening, changing, cloning."""

from collections.abc import Mapping
from itertools import count, pairwise
from typing import Any

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from forms.base import controls, defaults, from_html
from forms.money import to_yuan
from grants.clock import today
from grants.database import writing
from grants.errors import Invalid, Stale
from grants.models import Round
from grants.programmes import PROGRAMMES
from grants.services import round_changes, rounds
from grants.services.parameters import differences, explained
from grants.services.summary import EXPORTERS, summary
from grants.web.ask import flat
from grants.web.downloads import workbook
from grants.web.typed import still_typing

blueprint = Blueprint("rounds", __name__, url_prefix="/rounds")


@blueprint.get("")
def index() -> str:
    """Every round this reader may know of."""
    who = g.viewer
    writable = [slug for slug in PROGRAMMES if rounds.writes(who, slug)]
    importable = [slug for slug in writable if "officer" in who.roles(slug)]
    lines = rounds.listing(who)
    return render_template("rounds/index.html", lines=lines, writable=writable, importable=importable)


@blueprint.get("/<int:round_id>")
def show(round_id: int) -> str:
    """One round: its parameters explained, and for the office its budget, its cases and its versions."""
    who = g.viewer
    round_ = rounds.find(who, round_id)
    whole = rounds.reads(who, round_.programme)
    return render_template(
        "rounds/show.html",
        round=round_,
        phase=rounds.phase(round_),
        sections=explained(round_.programme, round_.terms[-1].values),
        current=round_.terms[-1],
        changes=changes(round_) if whole else [],
        budget=rounds.totals(who, round_.programme, rounds.budget(round_)) if whole else None,
        cases=rounds.cases_of(who, [round_id]).get(round_id, {}) if whole else {},
        may_write=rounds.writes(who, round_.programme),
        next_year=round_changes.next_year(round_) if rounds.writes(who, round_.programme) else None,
        may_import="officer" in who.roles(round_.programme),
        may_export=bool(EXPORTERS & who.roles(round_.programme)),
    )


def changes(round_: Round) -> list[Any]:
    """(version, what it changed), the newest first; the first version changed nothing."""
    return [
        (new, differences(round_.programme, old.values, new.values))
        for new, old in pairwise(reversed(round_.terms))
    ]


@blueprint.route("/new/<programme>", methods=("GET", "POST"))
def new(programme: str) -> ResponseReturnValue:
    """Open a round, beginning from the defaults of the rule."""
    round_changes.owned(g.viewer, programme)
    form = PROGRAMMES[programme].round_form
    if request.method == "GET":
        year = next(year for year in count(today().year) if not over(defaults(form, year)))
        # Papers bear the name of the round: it is Chinese, whatever the officer reads.
        named = {"year": year, "name": f"{year}年度{PROGRAMMES[programme].label}"}
        return form_page(programme, None, named, defaults(form, year))
    named, raw = from_html(round_changes.IDENTITY, request.form), from_html(form, request.form)
    if still_typing(raw, request.form):
        return form_page(programme, None, named, raw)
    try:
        with writing():
            made = round_changes.open_round(g.viewer, programme, named, raw)
    except Invalid as invalid:
        return form_page(programme, None, named, raw, invalid.faults), 422
    flash(gettext("批次已设立，核对后发布，申报单位才能看到。"), "good")
    return redirect(url_for(".show", round_id=made.id))


def over(raw: Mapping[str, Any]) -> bool:
    """Whether a round of these parameters would be closed before today."""
    return bool(raw["closes_at"] < today().isoformat())


@blueprint.route("/<int:round_id>/revise", methods=("GET", "POST"))
def revise(round_id: int) -> ResponseReturnValue:
    """A new version of the parameters, with its reason."""
    round_ = rounds.find(g.viewer, round_id)
    round_changes.owned(g.viewer, round_.programme)
    form = PROGRAMMES[round_.programme].round_form
    if request.method == "GET":
        standing = {"appropriation": to_yuan(rounds.budget(round_).appropriated)}
        return form_page(round_.programme, round_, {}, rounds.newest(round_).values | standing)
    told, raw = from_html(round_changes.REVISION, request.form), from_html(form, request.form)
    if still_typing(raw, request.form):
        return form_page(round_.programme, round_, told, raw)
    seen = request.form.get("seen", type=int) or 0
    try:
        with writing():
            terms = round_changes.revise(g.viewer, round_id, raw, told["reason"], seen)
            version = terms.version
    except Invalid as invalid:
        return form_page(round_.programme, rounds.find(g.viewer, round_id), told, raw, invalid.faults), 422
    except Stale:  # saved once more, it counts
        return form_page(round_.programme, rounds.find(g.viewer, round_id), told, raw, since=seen), 409
    flash(gettext("已保存为第 %(version)s 版，已有申报仍按原版本办理。", version=version), "good")
    return redirect(url_for(".show", round_id=round_id))


def form_page(
    programme: str, round_: Round | None, head: Any, raw: Any, faults: Any = None, since: int = 0
) -> str:
    """The form of a new round, or of a new version of an existing one's parameters; with the versions others made
    `since` the one that was changed from."""
    top = round_changes.REVISION if round_ else round_changes.IDENTITY
    parts = (
        *controls(top, raw=head, faults=faults),
        *controls(PROGRAMMES[programme].round_form, raw=raw, faults=faults),
    )
    return render_template(
        "rounds/form.html",
        programme=programme,
        round=round_,
        seen=rounds.newest(round_).version if round_ else 0,
        meanwhile=[made for made in changes(round_) if made[0].version > since] if round_ and since else [],
        parts=parts,
        faults=flat(faults, parts),
    )


@blueprint.post("/<int:round_id>/publish")
def publish(round_id: int) -> ResponseReturnValue:
    with writing():
        round_changes.publish(g.viewer, round_id)
    flash(gettext("批次已发布。"), "good")
    return redirect(url_for(".show", round_id=round_id))


@blueprint.post("/<int:round_id>/clone")
def clone(round_id: int) -> ResponseReturnValue:
    """Next year's round with this one's parameters."""
    with writing():
        made = round_changes.clone(g.viewer, round_id).id
    flash(gettext("已按本批次参数生成下一年度批次，日期顺延一年；核对后发布。"), "good")
    return redirect(url_for(".show", round_id=made))


@blueprint.get("/<int:round_id>/summary.xlsx")
def sheet(round_id: int) -> ResponseReturnValue:
    """The summary sheet for the municipal federation."""
    name, content = summary(g.viewer, round_id)
    return workbook(content, name)
