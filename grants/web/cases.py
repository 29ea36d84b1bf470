"""The list of cases and the case page: where it stands, whose turn it is, what happened and what can be done."""

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from grants import clock
from grants.database import writing
from grants.errors import Forbidden
from grants.models import Organisation
from grants.programmes import PROGRAMMES
from grants.services import (
    beginning,
    case_table,
    columns,
    dossiers,
    endorsers,
    lists,
    organisations,
    preferences,
    rounds,
    search,
    sorting,
    views,
)
from grants.services.bulk import HANDLING
from grants.web import case_page, listed
from grants.web.downloads import workbook
from grants.web.entrance import signed_in
from workflows.states import STATES

blueprint = Blueprint("cases", __name__)
blueprint.before_request(signed_in)


@blueprint.get("/applications")
def listing() -> str:
    """Cases, filtered, fifty at a time."""
    filters = listed.filters()
    page = lists.page(g.viewer, filters, request.args.get("after", ""))
    return render_template(
        "cases/list.html",
        page=page,
        filters=filters,
        rounds=lists.rounds_with_cases(g.viewer),
        programmes=PROGRAMMES.values(),
        states=STATES.values(),
        sorts=sorting.SORTS.values(),
        columns=listed.columns(),
        shown=listed.of_page(page.rows),
        all_columns=columns.COLUMNS,
        views=views.listed(g.viewer),
        offices=views.offices(g.viewer),
        ticking=bool(g.viewer.roles() & set(HANDLING)),
        kept=listed.kept("columns"),
        examples=search.examples(),
    )


@blueprint.post("/applications/columns")
def choose_columns() -> ResponseReturnValue:
    """Keep the columns somebody wants their lists to have; with none ticked, the usual ones again."""
    with writing():
        preferences.show_columns(g.viewer.person, request.form.getlist("column"))
    return redirect(url_for(".listing", **listed.kept()), 303)


@blueprint.get("/applications.xlsx")
def export() -> ResponseReturnValue:
    """Exactly the cases of the list as it is filtered, as a table; a long one is ordered."""
    found = lists.exported(g.viewer, listed.filters())
    if found is None:
        return redirect(url_for("exports.ask", **listed.kept("columns")))
    content = case_table.table(g.viewer, found, listed.columns())
    name = f"{gettext('案件')}{clock.today().isoformat()}.xlsx"
    return workbook(content, name)


@blueprint.get("/applications/<number>")
def show(number: str) -> str:
    """Everything about a case that this reader may see."""
    return render_template("cases/show.html", **case_page.told(dossiers.dossier(g.viewer, number)))


@blueprint.get("/applications/new/<int:round_id>")
def new(round_id: int) -> ResponseReturnValue:
    """Which of one's organisations applies, and what the round asks; one only is not asked. Of a round that
    is not open it says so instead."""
    round_ = rounds.find(g.viewer, round_id)
    own = own_organisations()
    told = {"round": round_, "organisations": own, "refused": beginning.refusal(round_)}
    form = PROGRAMMES[round_.programme].forms["submit"]
    told["needed"] = [
        field.label for field in form.fields.values() if field.kind == "upload" and field.required
    ]
    alone = own[0].id if len(own) == 1 and not endorsers.able(own[0].id) else 0
    return render_template("cases/new.html", alone=alone, **told)


@blueprint.post("/applications/new/<int:round_id>")
def create(round_id: int) -> ResponseReturnValue:
    """Start a draft in this round."""
    own = own_organisations()
    wanted = request.form.get("organisation", type=int) or (own[0].id if len(own) == 1 else 0)
    with writing():
        number = beginning.taken_up(g.viewer, round_id, wanted).number
    flash(gettext("草稿已建立，可以随时保存，回头再填。"), "good")
    return redirect(url_for("actions.ask", number=number, action="submit"), 303)


def own_organisations() -> list[Organisation]:
    """The organisations somebody may apply for; having none is said in a sentence."""
    numbers = g.viewer.organisations("applicant")
    if not numbers:
        raise Forbidden(gettext("只有单位的申报人可以申报。请先登记单位，或请本单位已有账户的同事邀请您。"))
    return organisations.listed(numbers)
