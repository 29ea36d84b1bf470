"""The register of numbers: one series and year at a time."""

from collections.abc import Sequence

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from grants.database import writing
from grants.errors import Conflict, Invalid, NotFound
from grants.models import NumberSeries, Paper
from grants.models.types import whole_number
from grants.services import number_register
from grants.web.entrance import signed_in

blueprint = Blueprint("numbers", __name__, url_prefix="/numbers")
blueprint.before_request(signed_in)


@blueprint.get("")
def index() -> str:
    """The numbers of the series asked for, or of the newest."""
    return page()


def page(paper_id: int = 0, faults: Sequence[str] = ()) -> str:
    """The numbers of the series in the address; with what was refused of one of them."""
    all_series = number_register.series(g.viewer)
    name = request.args.get("series", "")
    asked = [one for one in all_series if named(one) == name]
    if name and not asked:
        raise NotFound
    chosen = (asked or all_series)[0] if all_series else None
    after = request.args.get("after", 0, whole_number)
    lines = number_register.page(g.viewer, chosen, after) if chosen else []
    return render_template(
        "numbers/index.html",
        all_series=all_series,
        chosen=chosen,
        lines=lines,
        following=lines[-1].serial if chosen and lines and lines[-1].serial < chosen.last else None,
        refused=paper_id,
        faults=faults,
    )


@blueprint.post("/<int:paper_id>/void")
def void(paper_id: int) -> ResponseReturnValue:
    """A number kept and not used any more is void."""
    try:
        with writing():
            paper = number_register.void(g.viewer, paper_id, request.form.get("reason", ""))
            number, series = paper.number, named(paper)
    except (Conflict, Invalid) as refused:
        return page(paper_id, refused.sentences), refused.status
    flash(gettext("文号%(number)s已作废，原因记入登记簿。", number=number), "good")
    return redirect(url_for(".index", series=series), 303)


def named(numbered: NumberSeries | Paper) -> str:
    """A series and year as people write them."""
    return f"{numbered.series}〔{numbered.year}〕"
