"""A table that is tried before it counts: sent up once, then carried by the page from the trial to the decision."""

import base64
import binascii
from contextlib import closing

from flask import request
from flask_babel import gettext

from grants.errors import Invalid

LARGEST = 1024 * 1024  # bytes: the page holds all of it


def given(absent: str, large: str) -> bytes:
    """The file that was uploaded, or the one the page carried; Invalid in these texts without one, or with one too
    large."""
    upload = request.files.get("file")
    if upload and upload.filename:
        with closing(upload):
            content = upload.read(LARGEST + 1)
    else:
        content = brought_back()
    if not content:
        raise Invalid({"file": [gettext(absent)]})
    if len(content) > LARGEST:
        raise Invalid({"file": [gettext(large)]})
    return content


def brought_back() -> bytes:
    try:
        return base64.b64decode(request.form.get("content", ""), validate=True)
    except (binascii.Error, ValueError):
        return b""


def carried(content: bytes) -> str:
    """The file as the page holds it."""
    return base64.b64encode(content).decode()
