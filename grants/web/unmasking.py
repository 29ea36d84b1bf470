"""One personal field in clear, for who may see it: asked with a reason, shown once, kept nowhere but in the log."""

from flask import Blueprint, g, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from forms.account import UNMASK
from grants.database import writing
from grants.errors import Invalid, NotFound
from grants.services import unmasking
from grants.services.unmasking import Masked
from grants.web.ask import Faults, answered, ask
from grants.web.entrance import signed_in
from grants.web.filters import spoken

blueprint = Blueprint("unmasking", __name__)
blueprint.before_request(signed_in)


@blueprint.route("/applications/<number>/unmask", methods=["GET", "POST"])
def reveal(number: str) -> ResponseReturnValue:
    """The question, and after it the value of the one field asked for."""
    fields = unmasking.masked_fields(g.viewer, number)
    values, faults = answered(UNMASK)
    if faults or not values:
        return page(number, fields, faults)
    seen = next((one for one in fields if key(one) == values["field"]), None)
    if seen is None:
        raise NotFound
    try:
        with writing():
            value = unmasking.reveal(g.viewer, number, seen.event, seen.path, values["reason"])
    except Invalid as invalid:
        return page(number, fields, invalid.faults)
    return render_template(
        "cases/unmasked.html", number=number, label=named(seen), value=value, reason=values["reason"]
    )


def page(number: str, fields: list[Masked], faults: Faults) -> ResponseReturnValue:
    return ask(
        UNMASK,
        gettext("查看个人信息"),
        gettext("查看"),
        faults,
        template="cases/unmask.html",
        options={"masked": [(key(one), named(one)) for one in fields]},
        raw={"field": request.args.get("field", "")},
        lead=gettext("每次只显示一项。查看人、时间、栏目和事由记入日志，审计可以查到；内容本身不记入。"),
        number=number,
        lines=[(line, label_of(fields, line)) for line in unmasking.history(g.viewer, number)],
    )


def key(one: Masked) -> str:
    return f"{one.event}:{one.path}"


def named(one: Masked) -> str:
    """What is asked for: the act, the field, and its mask."""
    return gettext(
        "%(action)s：%(label)s（%(mask)s）", action=spoken(one.action), label=spoken(one.label), mask=one.mask
    )


def label_of(fields: list[Masked], line: unmasking.Line) -> str:
    """The field somebody saw, in words; its path where the reader may not see it."""
    return next((named(one) for one in fields if (one.event, one.path) == (line.event, line.path)), line.path)
