"""Papers drawn of a case on demand, and where the code of a stamped sheet leads."""

from io import BytesIO

from flask import Blueprint, g, render_template, send_file
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from grants.extensions import limiter
from grants.services import case_papers
from grants.services.case_papers import versions
from grants.texts import N_
from grants.web.entrance import signed_in

blueprint = Blueprint("case_papers", __name__)
blueprint.before_request(signed_in)

TOLD = {
    versions.NEWEST: (N_("这张打印稿与最近一次提交的内容一致（校验码 %(code)s）。"), "good"),
    versions.EARLIER: (
        N_("这张打印稿（校验码 %(code)s）是较早的版本，之后又有改动，请重新打印、盖章。"),
        "warn",
    ),
    versions.DRAFT: (N_("这张打印稿（校验码 %(code)s）是草稿，尚未提交。"), "warn"),
    versions.OTHER: (
        N_("校验码 %(code)s 不是本案申报书的任何一次提交：可能是草稿、汇总表、目录或审批单，或者抄写有误。"),
        "warn",
    ),
}


@blueprint.get("/applications/<number>/print/<kind>.pdf")
@limiter.limit("30 per minute")
def read(number: str, kind: str) -> ResponseReturnValue:
    """The paper as the case stands now, shown in the browser."""
    content = case_papers.drawn(g.viewer, number, kind)
    return send_file(BytesIO(content), mimetype="application/pdf", download_name=f"{number}-{kind}.pdf")


@blueprint.get("/applications/<number>/printed/<code>")
def scanned(number: str, code: str) -> ResponseReturnValue:
    """Whether a stamped sheet is of the newest submission of its case; for who may see the case."""
    code = code[:40]
    sentence, tone = TOLD[versions.of(g.viewer, number, code)]
    told = gettext(sentence, code=code)
    return render_template("cases/printed.html", number=number, code=code, told=told, tone=tone)
