"""The public page that says whether a paper is genuine, and what others need to say it without us."""

from flask import Blueprint, Response, jsonify, redirect, render_template, request, url_for
from flask_babel import gettext

from grants import clock
from grants.errors import NotFound
from grants.extensions import limiter
from grants.proof import keys, lists
from grants.services import proofs, verification
from grants.services.summary import level_label
from grants.services.verification import Finding
from grants.web.filters import paper_label

blueprint = Blueprint("verifying", __name__)

LARGEST = 20 * 1024 * 1024  # bytes of a file sent to be looked at
STATUS = {"unknown": 404, "unreadable": 422}


@blueprint.get("/verify")
def page():
    """Type the short code printed on the paper, or choose a file."""
    code = request.args.get("code", "").strip()
    if code:
        return redirect(url_for(".by_code", code=code[:40]))
    return render_template("papers/verify.html", code="", finding=None)


@blueprint.get("/verify/<code>")
@blueprint.get("/verify/<code>/<token>")
@limiter.limit("30 per minute")
def by_code(code: str, token: str = ""):
    """What the register says of this code, and of the token of a QR code; an unknown one is answered with 404."""
    return answered(verification.by_code(code[:40], token.upper()), code)


@blueprint.get("/VERIFY/<code>")
@blueprint.get("/VERIFY/<code>/<token>")
def capitals(code: str, token: str = ""):
    """The address as QR codes have it."""
    return redirect(url_for(".by_code", code=code, token=token or None))


@blueprint.post("/verify")
@limiter.limit("10 per minute")
def by_file():
    """What stands behind a file or a picture; nothing of it is kept."""
    given = request.files.get("file")
    data = given.stream.read(LARGEST + 1) if given else b""
    if not data or len(data) > LARGEST:
        told = (
            gettext("请先选择文件。")
            if not data
            else gettext("文件超过 20 MB，请改用较小的文件，或输入验证码。")
        )
        return render_template("papers/verify.html", code="", finding=None, fault=told), 422
    return answered(verification.by_file(data))


def answered(finding: Finding, code: str = "") -> tuple[str, int]:
    paper = finding.paper
    label = paper_label(paper.kind) if paper else ""
    level = level_label(paper.programme, paper.level) if paper else ""
    told = render_template("papers/verify.html", code=code, finding=finding, label=label, level=level)
    return told, STATUS.get(finding.outcome, 200)


@blueprint.get("/verify/keys.pem")
def public_keys() -> Response:
    """The certificates and public keys papers are signed with, former ones among them."""
    return Response(content(keys.PUBLISHED), mimetype="application/x-pem-file")


@blueprint.get("/verify/status.json")
@limiter.limit("30 per minute")
def status() -> Response:
    """The void papers, by the digests of their codes, signed: for checking offline."""
    try:
        key = keys.codes_key(proofs.folder())
    except keys.NoKeys as none:
        raise NotFound from none
    return jsonify(lists.signed(verification.voided(), clock.now(), key))


def content(name: str) -> bytes:
    try:
        return keys.content(proofs.folder() / name)
    except keys.NoKeys as none:
        raise NotFound from none
