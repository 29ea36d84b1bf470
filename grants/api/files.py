"""Files given to a case: sent as they are, one at a time, bound at once; sent again they are the same file."""

from io import BytesIO
from typing import Any

from flask import Response, g, request, send_file
from flask_babel import gettext
from werkzeug.exceptions import UnsupportedMediaType

from grants.api import shapes
from grants.api.cases import CASE
from grants.api.operations import operation
from grants.database import writing
from grants.errors import Invalid
from grants.services import attachments
from grants.texts import N_

TAG = N_("附件")
FILE = f"{CASE}/attachments/<int:attachment_id>"


@operation(
    "POST",
    f"{CASE}/attachments",
    N_("上传一个附件"),
    tag=TAG,
    body="file",
    answer=shapes.ATTACHMENT,
    status=201,
)
def upload(number: str) -> Any:
    """Keep a file and bind it to a question of an action; its number is then an answer to that question."""
    if request.mimetype != "multipart/form-data":
        raise UnsupportedMediaType
    file, field = request.files.get("file"), request.form.get("field", "")
    if file is None or not file.filename:
        raise Invalid({"file": [gettext("请以 multipart/form-data 的 file 发送文件，并给出文件名。")]})
    action = request.form.get("action", "")
    received = attachments.receive(g.viewer, number, action, field, file.filename, file.stream)
    with writing():
        return attachments.bind(g.viewer, received)


@operation("GET", FILE, N_("一个附件"), tag=TAG, answer=shapes.ATTACHMENT)
def one_file(number: str, attachment_id: int) -> Any:
    """What is known of a file."""
    return attachments.find(g.viewer, number, attachment_id)


@operation("GET", f"{FILE}/content", N_("附件的原始字节"), tag=TAG, media_type="application/octet-stream")
def file_content(number: str, attachment_id: int) -> Response:
    """The bytes as they were given."""
    row = attachments.find(g.viewer, number, attachment_id)
    return send_file(
        BytesIO(attachments.content(row)),
        "application/octet-stream",
        as_attachment=True,
        download_name=row.filename,
        etag=row.digest,
    )


@operation("DELETE", FILE, N_("从草稿中移除附件"), tag=TAG, status=204, media_type="")
def remove_file(number: str, attachment_id: int) -> Response:
    """Take a file out of a draft; what was already given stays."""
    with writing():
        attachments.remove(g.viewer, number, attachment_id)
    return Response(status=204)
