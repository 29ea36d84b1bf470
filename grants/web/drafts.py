"""Drafts that save themselves while somebody types, and what two colleagues typed at once."""

from flask import Blueprint, g, jsonify, make_response, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from forms.base import from_html
from grants.database import writing
from grants.errors import Stale
from grants.services import asking, drafts
from grants.services.asking import Asked, Raw
from grants.web.filters import moment

blueprint = Blueprint("drafts", __name__)


@blueprint.post("/applications/<number>/<action>/draft")
def save(number: str, action: str) -> ResponseReturnValue:
    """Keep what is typed so far; answers with the new revision. 409 shows both sides when a colleague saved."""
    found = asking.asked(g.viewer, number, action)
    typed, revision = received(found)
    raw = found.whole(typed)
    try:
        with writing():
            draft = drafts.save(g.viewer, number, action, raw, revision)
            at, told = (
                moment(draft.saved_at),
                {"revision": draft.revision, "saved_at": draft.saved_at.isoformat()},
            )
    except Stale:
        return conflict(asking.asked(g.viewer, number, action), raw)
    return jsonify(told | {"message": gettext("草稿已保存（%(at)s）", at=at)})


def received(found: Asked) -> tuple[Raw, int | None]:
    """What was typed and the revision it rests on, from a form or as JSON {answers, revision}."""
    if not request.is_json:
        return from_html(found.form, request.form), request.form.get("revision", type=int)
    body = request.get_json()
    body = body if isinstance(body, dict) else {}
    answers, revision = body.get("answers"), body.get("revision")
    return dict(answers) if isinstance(answers, dict) else {}, revision if isinstance(revision, int) else None


def conflict(found: Asked, raw: Raw) -> ResponseReturnValue:
    body = {
        "code": "stale",
        "message": gettext("同事刚刚保存了这份草稿。请点击“保存草稿”查看不同之处，您填写的内容不会丢失。"),
        "revision": found.draft.revision if found.draft else None,
        "mine": raw,
        "theirs": found.known,
    }
    return make_response(jsonify(body), 409)
