"""The meeting's page: cases by rank, money and minutes, a rehearsal first; and the same for the wall."""

from typing import Any

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from forms.deciding import OUTCOMES
from grants.services import meetings
from grants.services.agenda import Agenda, within
from grants.services.meetings import form_of
from grants.web.entrance import signed_in

blueprint = Blueprint("meetings", __name__)
blueprint.before_request(signed_in)


@blueprint.get("/rounds/<int:round_id>/meeting")
def show(round_id: int) -> str:
    """The agenda; with `view=projector` large and without anything to fill in."""
    found = meetings.agenda(g.viewer, round_id)
    if request.args.get("view") == "projector":
        return render_template("meetings/projector.html", meeting=found, outcomes=dict(OUTCOMES))
    return page(found)


@blueprint.post("/rounds/<int:round_id>/meeting")
def act(round_id: int) -> ResponseReturnValue:
    """Count anew, leave out what the money does not reach, rehearse, or propose; what was typed stays on the page until
    all of it is done."""
    found = meetings.agenda(g.viewer, round_id, request.form)
    step = request.form.get("step")
    if step in ("count", "within"):
        return page(within(found) if step == "within" else found)
    if step != "propose":
        return page(found, refused=meetings.rehearsed(g.viewer, found), rehearsed=True)
    wanted = len(meetings.answers(found))
    refused = meetings.propose(g.viewer, found)
    if wanted > len(refused):
        flash(gettext("已提出审定建议 %(count)d 件，等待领导审批。", count=wanted - len(refused)), "good")
    if refused:
        rest = meetings.still_open(request.form, refused)
        return page(meetings.agenda(g.viewer, round_id, rest), refused=refused), 422
    return redirect(url_for(".show", round_id=round_id), 303)


def said_of_all(refused: dict[str, tuple[str, ...]]) -> list[str]:
    """Sentences that hold for every refused case, said once above them: mostly what the minutes lack."""
    first, *others = refused.values() or ((),)
    return [sentence for sentence in first if others and all(sentence in one for one in others)]


def page(found: Agenda, refused: dict[str, tuple[str, ...]] | None = None, rehearsed: bool = False) -> str:
    fields: Any = form_of(found.round.programme).fields
    graded = next((name for name in ("grade", "level") if name in fields), "")
    return render_template(
        "meetings/meeting.html",
        meeting=found,
        wanted=meetings.answers(found),
        refused=refused or {},
        everywhere=said_of_all(refused or {}),
        rehearsed=rehearsed,
        graded=graded,
        grades=fields[graded].choices if graded else (),
        outcomes=fields["outcome"].choices,
        acts="officer" in g.viewer.roles(found.round.programme),
    )
