"""Pages of a round's own papers: the notice of many cases, the decision that names them, and the payment list."""

from collections.abc import Sequence
from io import BytesIO

from flask import Blueprint, flash, g, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from forms import fields as f
from forms.base import check
from forms.parts import form
from grants.access import OF_MONEY
from grants.clock import today
from grants.database import writing
from grants.errors import Forbidden, Invalid, NotFound, Problem
from grants.models import Paper
from grants.services import payment_lists, round_drafts, round_issuing, round_papers, rounds
from grants.services.round_steps import DRAFTS, next_step
from grants.texts import N_, sentence
from grants.web.entrance import signed_in

blueprint = Blueprint("round_papers", __name__)
blueprint.before_request(signed_in)

STARTS = form(starts_on=f.Date(N_("公示开始日期"), required=True, hint=N_("首日计入，截止日期按工作日计算")))


@blueprint.get("/rounds/<int:round_id>/notices")
def index(round_id: int) -> str:
    """The cases a paper could speak of now, and the papers of the round made so far; `correct` names the decision
    (by id) whose correction is begun here."""
    return page(round_id)


def page(round_id: int, refused: Sequence[str] = ()) -> str:
    """The same with what was refused there: what was chosen and typed stays."""
    round_ = rounds.of_office(g.viewer, round_id)
    roles = g.viewer.roles(round_.programme)
    wrong = found_wrong(round_id, request.values.get("correct", 0, int))
    kinds = (wrong.kind,) if wrong else round_papers.KINDS
    offers = [
        (kind, round_papers.ready(g.viewer, round_id, kind, wrong.id if wrong else 0)) for kind in kinds
    ]
    return render_template(
        "round_papers/index.html",
        round=round_,
        offers=offers,
        wrong=wrong,
        papers=round_papers.listing(g.viewer, round_id),
        officer="officer" in roles,
        pays=bool(roles & set(OF_MONEY)),
        today=today(),
        refused=refused,
        typed=request.form if refused else {},
    )


def found_wrong(round_id: int, paper_id: int) -> Paper | None:
    """The decision of this round that is to be corrected, None where none is named; raises NotFound."""
    if not paper_id:
        return None
    paper = round_papers.find(g.viewer, paper_id).paper
    if paper.round_id != round_id or not round_papers.correctable(paper):
        raise NotFound
    return paper


@blueprint.post("/rounds/<int:round_id>/notices")
def prepare(round_id: int) -> ResponseReturnValue:
    """Make the draft that speaks of the chosen cases."""
    try:
        paper_id = prepared(round_id)
    except (NotFound, Forbidden):
        raise
    except Problem as refused:
        return page(round_id, refused.sentences), refused.status
    return redirect(url_for(".show", paper_id=paper_id), 303)


def prepared(round_id: int) -> int:
    """The number of the draft that was made as asked; raises Problem."""
    kind, starts_on = request.form.get("kind", ""), None
    if kind == "public_notice":
        values, faults = check(STARTS, {"starts_on": request.form.get("starts_on", "")})
        if faults:
            raise Invalid(faults)
        starts_on = values["starts_on"]
    numbers = request.form.getlist("case")
    wrong = request.form.get("correct", 0, int)
    correction = round_drafts.Correction(wrong, request.form.get("reason", "")) if wrong else None
    return round_drafts.prepare(g.viewer, round_id, kind, numbers, starts_on, correction)


@blueprint.get("/round-papers/<int:paper_id>")
def show(paper_id: int) -> str:
    """One paper: as it will be sent, what it speaks of, and what can be done with it now."""
    found = round_papers.find(g.viewer, paper_id)
    against = round_issuing.against(found)
    return render_template(
        "round_papers/show.html",
        found=found,
        paper=found.paper,
        wrong=round_papers.replaced(found),
        against=[sentence(reason) for reason in against],
        going_on=next_step(found.paper),
        steps=round_issuing.open_steps(g.viewer, found, against),
        draft=found.paper.status in DRAFTS,
    )


@blueprint.post("/round-papers/<int:paper_id>/approve")
def approve(paper_id: int) -> ResponseReturnValue:
    round_issuing.approve(g.viewer, paper_id, request.form.get("digest", ""))
    return told(paper_id, gettext("已签发，可以发放。"))


@blueprint.post("/round-papers/<int:paper_id>/release")
def release(paper_id: int) -> ResponseReturnValue:
    round_issuing.release(g.viewer, paper_id)
    return told(paper_id, gettext("已发放。"))


@blueprint.post("/round-papers/<int:paper_id>/post")
def post(paper_id: int) -> ResponseReturnValue:
    count = round_issuing.post(g.viewer, paper_id)
    return told(paper_id, gettext("公示已发布，共 %(count)d 件。", count=count))


@blueprint.post("/round-papers/<int:paper_id>/void")
def void(paper_id: int) -> ResponseReturnValue:
    with writing():
        round_issuing.void(g.viewer, paper_id, request.form.get("reason", ""))
    return told(paper_id, gettext("已作废，原因记入文号登记簿。"))


@blueprint.post("/round-papers/<int:paper_id>/discard")
def discard(paper_id: int) -> ResponseReturnValue:
    with writing():
        round_id = round_drafts.discard(g.viewer, paper_id)
    flash(gettext("本稿已放弃，文号留给下一稿使用。"), "good")
    return redirect(url_for(".index", round_id=round_id), 303)


@blueprint.get("/rounds/<int:round_id>/payments-<any('due', 'paid'):stage>.pdf")
def payments(round_id: int, stage: str) -> ResponseReturnValue:
    """The payment list, drawn now."""
    name, content = payment_lists.drawn(g.viewer, round_id, stage)
    return send_file(BytesIO(content), mimetype="application/pdf", download_name=name)


def told(paper_id: int, sentence: str) -> ResponseReturnValue:
    flash(sentence, "good")
    return redirect(url_for(".show", paper_id=paper_id), 303)
