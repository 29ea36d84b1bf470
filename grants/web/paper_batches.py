"""Pages of papers in bulk: what can be done for a round now, how far it is, and its files."""

from flask import Blueprint, g, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue

from grants.database import writing
from grants.programmes import PROGRAMMES
from grants.services import paper_batches, paper_bundles, rounds
from grants.web.entrance import signed_in
from grants.web.filters import spoken

blueprint = Blueprint("paper_batches", __name__)
blueprint.before_request(signed_in)

KINDS = {"print": "application/pdf", "archive": "application/zip"}


@blueprint.get("/rounds/<int:round_id>/papers")
def round_papers(round_id: int) -> str:
    """What the office can do for all cases of a round at once, and what was ordered before."""
    round_ = rounds.of_office(g.viewer, round_id)
    past = paper_batches.of_round(g.viewer, round_id)
    return render_template(
        "paper_batches/round.html",
        round=round_,
        offers=paper_batches.offers(g.viewer, round_id),
        past=past,
        under_way=next((one for one in past if one.batch.finished_at is None), None),
        labels=labels(round_.programme),
    )


@blueprint.post("/rounds/<int:round_id>/papers")
def order(round_id: int) -> ResponseReturnValue:
    """Order one action for all cases shown."""
    action, seen = request.form.get("action", ""), request.form.get("seen", "")
    with writing():
        batch_id = paper_batches.order(g.viewer, round_id, action, seen).id
    return redirect(url_for(".show", batch_id=batch_id), 303)


@blueprint.get("/paper-batches/<int:batch_id>")
def show(batch_id: int) -> str:
    """How far a batch is; live where there is script, by reloading where there is none."""
    progress = paper_batches.progress(g.viewer, batch_id)
    return render_template(
        "paper_batches/show.html",
        progress=progress,
        batch=progress.batch,
        labels=labels(progress.batch.programme),
        readable=paper_bundles.readable(g.viewer, progress.batch),
    )


@blueprint.get("/paper-batches/<int:batch_id>/<any('print', 'archive'):which>")
def file(batch_id: int, which: str) -> ResponseReturnValue:
    """The file to print, or the archive by unit."""
    with writing():
        path, name = paper_bundles.taken(g.viewer, batch_id, which)
    return send_file(path, mimetype=KINDS[which], as_attachment=True, download_name=name)


def labels(programme: str) -> dict[str, str]:
    """What the actions are called."""
    workflow = PROGRAMMES[programme].workflow
    return {action: spoken(workflow.action[action].label) for action in paper_batches.ACTIONS}
