"""The outbox: one's own messages, and for the office everybody's with what became of them."""

from flask import Blueprint, current_app, g, render_template, request

from grants.services import outbox
from grants.web.entrance import signed_in

blueprint = Blueprint("outbox", __name__, url_prefix="/outbox")
blueprint.before_request(signed_in)


@blueprint.get("")
def mine() -> str:
    """What one was told, with the links that are for oneself alone."""
    return page(outbox.mine(g.viewer, before()), own=True)


@blueprint.get("/all")
def everyones() -> str:
    """What everybody was told, without anybody's links."""
    return page(outbox.everyones(g.viewer, before()), own=False)


def before() -> int | None:
    return request.args.get("before", type=int)


def page(messages: list, own: bool) -> str:
    more = messages[-1].id if len(messages) == outbox.PAGE else None
    return render_template(
        "outbox/index.html",
        messages=messages,
        own=own,
        more=more,
        sees_all=outbox.sees_all(g.viewer),
        mailed=bool(current_app.config["SMTP_URL"]),
    )
