"""The files pages are dressed with, at addresses that change with what is in them: asked for once, kept for a year.

Modules import each other by relative addresses, so one digest stands for them all. An address of another version, or
of none, still answers with the files of today, but is not kept. They are everybody's: no session travels with them, or
a cache on the way would hand one person's to the next.
"""

import hashlib
import mimetypes
import re
from os.path import isfile
from pathlib import Path

from flask import Flask, Response, current_app, request
from flask.sessions import SecureCookieSessionInterface, SessionMixin
from werkzeug.utils import safe_join

from grants.errors import NotFound

FOLDER = Path(__file__).parents[1] / "static"
HOUSE = "house.css"  # every sheet of css/ in one answer
FIRST, LAST = ("tokens", "base", "parts", "forms"), ("print",)  # a sheet of some pages comes between them
OTHER_VERSION = re.compile(r"^v-[0-9a-f]+/")
PLAIN = "/static/<path:filename>"
KEPT = f"max-age={365 * 24 * 3600}, public, immutable"


class Sessions(SecureCookieSessionInterface):
    """Sessions in cookies, which answers to pages alone renew."""

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        if request.endpoint != "static":
            super().save_session(app, session, response)


def init_assets(app: Flask) -> None:
    """One endpoint, two addresses: the first, which pages are given, carries the version."""
    app.session_interface = Sessions()
    for address in (f"/static/v-{version()}/<path:filename>", PLAIN):
        app.add_url_rule(address, endpoint="static", view_func=answer)


def version() -> str:
    """A digest of every file's name and content."""
    digest = hashlib.sha256()
    for path in sorted(found for found in FOLDER.rglob("*") if found.is_file()):
        digest.update(path.relative_to(FOLDER).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:16]


def answer(filename: str) -> Response:
    """A file of the house, kept by browsers where the installation says so."""
    name = OTHER_VERSION.sub("", filename)
    given = Response(content(name), mimetype=mimetypes.guess_type(name)[0])
    given.headers["Cache-Control"] = (
        KEPT if is_current() and current_app.config["KEEP_ASSETS"] else "no-cache"
    )
    given.add_etag()
    given.make_conditional(request)
    return given


def is_current() -> bool:
    """Whether it was asked for by the address of this version."""
    return request.url_rule is not None and request.url_rule.rule != PLAIN


def content(name: str) -> bytes:
    if name == HOUSE:
        return b"\n".join((FOLDER / "css" / f"{sheet}.css").read_bytes() for sheet in sheets())
    path = safe_join(str(FOLDER), name)
    if path is None or not isfile(path):  # Path's own fails where a name is longer than any may be
        raise NotFound
    return Path(path).read_bytes()


def sheets() -> list[str]:
    """The names of the style sheets in the order in which they speak."""
    between = {path.stem for path in (FOLDER / "css").glob("*.css")}.difference(FIRST, LAST)
    return [*FIRST, *sorted(between), *LAST]
