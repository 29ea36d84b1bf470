"""Pages of bulk actions: choose one, answer it once, read what it would come to, order it, call it back."""

from typing import Any

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from forms.base import from_html
from grants.database import writing
from grants.errors import Conflict, Invalid
from grants.models import Batch
from grants.programmes import PROGRAMMES
from grants.services import bulk, bulk_lines, bulk_plans, bulk_views, rehearsals
from grants.services.bulk_views import Bulk
from grants.web import listed
from grants.web.ask import flat
from grants.web.entrance import signed_in

blueprint = Blueprint("bulk", __name__, url_prefix="/applications/bulk")
blueprint.before_request(signed_in)

Faults = dict[str, list[str]]


@blueprint.get("")
def index() -> str:
    """One's bulk actions, newest first; the auditor's page shows everyone's."""
    return render_template("bulk/index.html", found=bulk_views.mine(g.viewer))


@blueprint.get("/new")
def choose() -> str:
    """What can be done to the cases of a list, as it is filtered or ticked."""
    chosen = listed.chosen()
    total, offers = bulk.offers(g.viewer, chosen)
    return render_template("bulk/choose.html", total=total, offers=offers, kept=carried())


def carried() -> dict[str, Any]:
    """The cases meant, as the address names them, for the next page's address."""
    return {**listed.kept(), "case": request.args.getlist("case")}


@blueprint.get("/new/<slug>/<action>")
def ask(slug: str, action: str) -> ResponseReturnValue:
    """What the action asks once for all, and the cases it would be done to."""
    return asked(slug, action)


def asked(
    slug: str, action: str, raw: dict[str, Any] | None = None, faults: Faults | None = None
) -> ResponseReturnValue:
    programme, row = bulk.offered(g.viewer, slug, action)
    count, first = bulk.first(g.viewer, listed.chosen(), programme, row)
    html = render_template(
        "bulk/ask.html",
        programme=programme,
        action=row,
        parts=bulk.asked_once(programme, row, raw, faults),
        faults=flat(faults),
        count=count,
        first=first,
        waited_for=count <= rehearsals.AT_ONCE,
        dest=programme.workflow.state.get(row.dest or ""),
        kept=carried(),
    )
    return html, 422 if faults else 200


@blueprint.post("/new/<slug>/<action>")
def rehearse(slug: str, action: str) -> ResponseReturnValue:
    """Rehearse it in every case and keep what it came to: the next page shows it."""
    programme, row = bulk.offered(g.viewer, slug, action)
    raw = from_html(programme.forms[row.name], request.form)
    try:
        batch_id = bulk_plans.plan(g.viewer, listed.chosen(), slug, action, raw)
    except Invalid as invalid:
        return asked(slug, action, raw, invalid.faults)
    except Conflict:  # no case is left, which the page says
        return asked(slug, action, raw)
    return redirect(url_for(".show", batch_id=batch_id), 303)


@blueprint.get("/<int:batch_id>")
def show(batch_id: int) -> ResponseReturnValue:
    """What it would come to; ordered, how far it is and what happened in each case. Live where there is script."""
    return shown(bulk_views.find(g.viewer, batch_id))


def shown(found: Bulk, faults: Faults | None = None) -> ResponseReturnValue:
    batch = found.batch
    html = render_template(
        "bulk/show.html",
        found=found,
        batch=batch,
        page=bulk_lines.lines(g.viewer, batch.id, request.args.get("after", "")),
        answers=answers(batch),
        foreseen=bulk_lines.foreseen(g.viewer, batch.id) if found.phase == "plan" else None,
        faults=flat(faults),
    )
    return html, 422 if faults else 200


def answers(batch: Batch) -> list[Any]:
    """What was answered once for all, to be read."""
    programme = PROGRAMMES[batch.programme]
    return bulk.asked_once(programme, programme.workflow.action[batch.action], dict(batch.posted))


@blueprint.post("/<int:batch_id>/order")
def order(batch_id: int) -> ResponseReturnValue:
    """Order it, with the number of its cases typed."""
    try:
        with writing():
            bulk_plans.order(g.viewer, batch_id, request.form.get("count", ""))
    except Invalid as invalid:
        return shown(bulk_views.find(g.viewer, batch_id), invalid.faults)
    return redirect(url_for(".show", batch_id=batch_id), 303)


@blueprint.post("/<int:batch_id>/recall")
def recall(batch_id: int) -> ResponseReturnValue:
    """Call back what has not begun."""
    with writing():
        back = bulk_plans.recall(g.viewer, batch_id)
    flash(gettext("已撤回 %(count)s 件，这些案件没有任何改动。", count=back), "good")
    return redirect(url_for(".show", batch_id=batch_id), 303)


@blueprint.post("/<int:batch_id>/again")
def again(batch_id: int) -> ResponseReturnValue:
    """Rehearse it once more in the cases it was not done in."""
    return redirect(url_for(".show", batch_id=bulk_plans.again(g.viewer, batch_id)), 303)


@blueprint.post("/<int:batch_id>/discard")
def discard(batch_id: int) -> ResponseReturnValue:
    """Leave a rehearsal without ordering it."""
    with writing():
        bulk_plans.discard(g.viewer, batch_id)
    flash(gettext("已放弃，没有办理任何案件。"), "good")
    return redirect(url_for("cases.listing"), 303)
