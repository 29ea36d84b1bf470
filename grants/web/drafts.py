"""Drafts that save themselves while somebody types, and what two colleagues typed at once."""

from typing import Any

from flask import Blueprint, g, jsonify, make_response, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from grants import clock
from grants.database import writing
from grants.errors import Stale
from grants.models import Draft
from grants.services import asking, drafts
from grants.services.asking import Asked, Raw
from grants.web import sections
from grants.web.screening import marks

blueprint = Blueprint("drafts", __name__)


@blueprint.post("/applications/<number>/<action>/draft")
def save(number: str, action: str) -> ResponseReturnValue:
    """Keep what is typed so far; answers with the new revision. 409 shows both sides when a colleague saved."""
    found = asking.asked(g.viewer, number, action)
    raw, revision = received(found)
    piece = sections.piece(found)
    try:
        with writing():
            draft = drafts.save(g.viewer, number, action, raw, revision, piece)
            drafts.keep_marks(draft, marks(found))
            told = saved(draft)
    except Stale:
        return conflict(asking.asked(g.viewer, number, action), raw)
    if piece:
        told["seen"] = drafts.mark(found.form, raw, piece.section)
    return jsonify(told)


def saved(draft: Draft) -> dict[str, Any]:
    """What a page is told of a draft that was kept: the time to the second, so that one sees it is alive."""
    at = f"{clock.local(draft.saved_at):%H:%M:%S}"
    message = gettext("已保存 %(at)s", at=at)
    return {"revision": draft.revision, "saved_at": draft.saved_at.isoformat(), "message": message}


def received(found: Asked) -> tuple[Raw, int | None]:
    """What was typed and the revision it rests on, from a form or as JSON {answers, revision}."""
    if not request.is_json:
        return sections.received(found, request.form), request.form.get("revision", type=int)
    body = request.get_json()
    body = body if isinstance(body, dict) else {}
    answers, revision = body.get("answers"), body.get("revision")
    raw = found.whole(answers if isinstance(answers, dict) else {})
    return raw, revision if isinstance(revision, int) else None


def conflict(found: Asked, raw: Raw) -> ResponseReturnValue:
    body = {
        "code": "stale",
        "message": gettext("同事刚刚保存了这份草稿。请点击保存查看不同之处，您填写的内容不会丢失。"),
        "revision": found.draft.revision if found.draft else None,
        "mine": raw,
        "theirs": found.known,
    }
    return make_response(jsonify(body), 409)
