"""Files on their way in and out: sent up one by one as they are chosen, or with the form where there is no script."""

from io import BytesIO

from flask import Blueprint, Response, current_app, g, jsonify, redirect, request, send_file, url_for
from flask.blueprints import BlueprintSetupState
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from werkzeug.datastructures import FileStorage, MultiDict

from grants.database import writing
from grants.errors import Invalid, Problem
from grants.extensions import limiter
from grants.models import Attachment
from grants.services import attachments
from grants.services.blobs import Damaged
from grants.services.content import LARGEST
from grants.web.uploads import SHOWN

blueprint = Blueprint("attachments", __name__)

SANDBOX = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
WITH_FORM = "file:"  # what a file's question is called inside a form that carries it


@blueprint.record_once
def largest_file(state: BlueprintSetupState) -> None:
    """The most bytes a file may have, told wherever one is chosen."""
    state.app.jinja_env.globals["largest_file"] = LARGEST


@blueprint.post("/applications/<number>/attachments")
@limiter.limit("120 per minute")
def upload(number: str) -> ResponseReturnValue:
    """Take one file (`action`, `field`, `file`). Sent again after a broken line, it is the same one."""
    action, field = request.form.get("action", ""), request.form.get("field", "")
    file = request.files.get("file")
    if file is None or not file.filename:
        raise Invalid({field or "file": [gettext("没有收到文件，请重新选择后上传。")]})
    row = taken(number, action, field, file)
    return jsonify(told(number, row)), 201


def taken(number: str, action: str, field: str, file: FileStorage) -> Attachment:
    received = attachments.receive(g.viewer, number, action, field, file.filename or "", file.stream)
    with writing():
        return attachments.bind(g.viewer, received)


def told(number: str, row: Attachment) -> dict:
    """A file as the page's script knows it."""
    address = url_for("attachments.read", number=number, attachment_id=row.id)
    return {
        "id": row.id,
        "field": row.field,
        "filename": row.filename,
        "size": row.blob.size,
        "media_type": row.blob.media_type,
        "digest": row.digest,
        "url": address,
    }


def with_files(number: str, action: str) -> tuple[MultiDict[str, str], dict[str, list[str]]]:
    """What was posted, with the numbers of files that came along with the form; and what was wrong with some."""
    posted = MultiDict(request.form)
    faults: dict[str, list[str]] = {}
    for name, file in request.files.items(multi=True):
        path = name.removeprefix(WITH_FORM)
        if path == name or not file.filename:
            continue
        try:
            posted.add(path, str(taken(number, action, path, file).id))
        except Problem as problem:
            faults.setdefault(path, []).extend(problem.sentences)
    return posted, faults


@blueprint.get("/applications/<number>/attachments/<int:attachment_id>")
@blueprint.get("/applications/<number>/attachments/<int:attachment_id>/<path:filename>")
def read(number: str, attachment_id: int, filename: str = "") -> Response:
    """The original bytes, for who may read them; what is not surely harmless is saved, not shown."""
    row = attachments.find(g.viewer, number, attachment_id)
    try:
        content = attachments.content(row)
    except Damaged as damaged:
        current_app.logger.error("The stored bytes of %s are damaged.", row.digest)
        raise Problem(
            gettext("文件“%(name)s”的存储内容已损坏，请联系系统管理员从备份恢复。", name=row.filename)
        ) from damaged
    shown = row.blob.media_type in SHOWN
    response = send_file(
        BytesIO(content),
        mimetype=row.blob.media_type if shown else "application/octet-stream",
        as_attachment=not shown or "download" in request.args,
        download_name=row.filename,
        etag=row.digest,
    )
    # a browser that has a photograph asks whether it still may show it, and does not fetch it twice
    response.cache_control.private = True
    if row.blob.media_type.startswith("image/"):
        response.headers["Content-Security-Policy"] = SANDBOX
    return response


@blueprint.post("/applications/<number>/attachments/<int:attachment_id>/remove")
def remove(number: str, attachment_id: int) -> ResponseReturnValue:
    """Take a file out of a draft."""
    with writing():
        attachments.remove(g.viewer, number, attachment_id)
    if request.accept_mimetypes.best == "application/json":
        return "", 204
    return redirect(url_for("cases.show", number=number), 303)
