"""The public notice page: what is on notice today, and how to object. Never anything personal."""

from flask import Blueprint, Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from forms.base import controls, from_html
from forms.fields import Upload
from grants.database import writing
from grants.errors import Invalid, NotAllowed
from grants.extensions import limiter
from grants.programmes import PROGRAMMES
from grants.services import notices
from grants.services.notices import Notice
from grants.services.summary import level_label
from grants.web.ask import flat

blueprint = Blueprint("notices", __name__, url_prefix="/notices")

TRAP = "website"  # a field nobody sees: whoever fills it in is a program


@blueprint.get("")
def index() -> str:
    return render_template("notices/index.html", notices=notices.running(), level_label=level_label)


@blueprint.get("/<number>")
def show(number: str) -> str:
    return page(notices.find(number))


def accepted(answer: Response) -> bool:
    """Whether an objection was received: whoever has something to mend in theirs does not use up the limit."""
    return answer.status_code == 303


@blueprint.post("/<number>/object")
@limiter.limit("5 per hour; 20 per day", deduct_when=accepted)
def object_to(number: str) -> ResponseReturnValue:
    """Object to a case on notice; what was typed stays when something is wrong with it."""
    found = notices.find(number)
    raw = from_html(PROGRAMMES[found.programme].forms["object"], request.form)
    if request.form.get("step") == "again":
        return page(found, raw)
    if request.form.get(TRAP):
        return redirect(url_for(".thanks", number=number), 303)
    try:
        with writing():
            event = notices.object_to(number, raw)
    except Invalid as invalid:
        return page(found, raw, invalid.faults), 422
    except NotAllowed as refused:
        return page(found, raw, {"": list(refused.sentences)}), 409
    return redirect(url_for(".thanks", number=number, receipt=event), 303)


@blueprint.get("/<number>/object")
def ask_again(number: str) -> ResponseReturnValue:
    """The address of the form's answer, opened by itself."""
    return redirect(url_for(".show", number=number))


@blueprint.get("/<number>/thanks")
def thanks(number: str) -> str:
    """The receipt: the number to quote when asking about the objection."""
    receipt = request.args.get("receipt", type=int)
    return render_template("notices/thanks.html", notice=notices.find(number), receipt=receipt)


def page(notice: Notice, raw: dict | None = None, faults: dict[str, list[str]] | None = None) -> str:
    """A notice with the form of objecting; files are handed in at the office, not by unknown browsers."""
    form = PROGRAMMES[notice.programme].forms["object"]
    closed = {name for name, field in form.fields.items() if isinstance(field, Upload)}
    asked = [
        control
        for part in controls(form, raw=raw, faults=faults)
        for control in part.controls
        if control.name not in closed
    ]
    return render_template(
        "notices/show.html",
        notice=notice,
        level=level_label(notice.programme, notice.level),
        asked=asked,
        faults=flat(faults),
        trap=TRAP,
    )
