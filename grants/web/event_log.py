"""Pages of the log, for auditors: what was done, what proves it, verifying all of it, and taking it away to verify."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from flask import Blueprint, Response, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from grants import clock, verify_log
from grants.database import writing
from grants.errors import Conflict, Invalid
from grants.extensions import db
from grants.models.types import whole_number
from grants.services import event_log, event_proof, log_checks, log_verification
from grants.services.event_log import Asked, Line
from grants.texts import N_
from grants.web.entrance import signed_in
from grants.web.period import period_or_faults
from grants.web.told import ACTS_OF, act

blueprint = Blueprint("log", __name__, url_prefix="/log")
blueprint.before_request(signed_in)

# What the log is narrowed to, and what events are about that is named by its kind.
CHOICES = {
    "case": N_("案件"),
    "personal": N_("查看个人信息"),
    "account": N_("账户"),
    "organisation": N_("单位"),
    "round": N_("申报批次"),
    "calendar": N_("工作日历"),
    "template": N_("文书模板"),
    "wording": N_("消息措辞"),
}
KINDS = CHOICES | {
    "invitation": N_("邀请"),
    "message": N_("消息"),
    "messages": N_("消息"),
    "batch": N_("付款单"),
    "paper_batch": N_("批量文书"),
    "story": N_("示例"),
}


@blueprint.get("")
def index() -> ResponseReturnValue:
    """The events, the newest first, as narrowed."""
    period, faults = period_or_faults()
    kind = request.args.get("kind", "")
    kind = kind if kind in CHOICES else ""
    text = request.args.get("q", "").replace("\0", "").strip()[:80]
    asked = Asked(text, kind == "case", tuple(ACTS_OF.get(kind, ())), period)
    lines, following = event_log.page(g.viewer, asked, request.args.get("before", 0, whole_number))
    kept = {"q": text, "kind": kind, "from": period.first, "to": period.last}
    told = render_template(
        "log/index.html",
        lines=lines,
        asked=asked,
        kind=kind,
        faults=faults,
        following=following,
        kept={name: value for name, value in kept.items() if value},
        check=next(iter(log_checks.newest(g.viewer, 1)), None),
        **WORDS,
    )
    return told, 422 if faults else 200


@blueprint.get("/<int:event_number>")
def show(event_number: int) -> str:
    """One event, proved anew."""
    found = event_proof.proof(g.viewer, event_number)
    recorded = json.loads(found.line.event.recorded)
    return render_template("log/show.html", proof=found, event=found.line.event, recorded=recorded, **WORDS)


@blueprint.route("/checks", methods=["GET", "POST"])
def checks() -> ResponseReturnValue:
    """Verifications done, and asking for one."""
    typed, faults = request.form.get("noted", ""), {}
    if request.method == "POST":
        try:
            with writing():
                log_checks.order(g.viewer, typed)
        except Invalid as invalid:
            faults = invalid.faults
        except Conflict as refused:
            faults = {"noted": list(refused.sentences)}
        else:
            flash(gettext("已开始核对全部日志，结果显示在本页。"), "good")
            return redirect(url_for(".checks"), 303)
    told = render_template(
        "log/checks.html",
        checks=log_checks.newest(g.viewer),
        head=log_verification.head(),
        typed=typed,
        faults=[("noted", sentence) for sentence in faults.get("noted", ())],
        **WORDS,
    )
    return told, 422 if faults else 200


@blueprint.get("/log.jsonl")
def export() -> Response:
    """The whole log to take away, written as it is read."""
    event_log.only_auditors(g.viewer)
    lines = log_verification.exported(db.engine)
    return to_keep(lines, "application/x-ndjson", f"log-{clock.today()}.jsonl")


@blueprint.get("/verify_log.py")
def verifier() -> Response:
    """The program that verifies what was taken away, on any machine."""
    event_log.only_auditors(g.viewer)
    return to_keep(Path(verify_log.__file__).read_bytes(), "text/x-python", "verify_log.py")


def to_keep(content: bytes | Iterable[str], kind: str, name: str) -> Response:
    """An answer that the browser keeps as a file of this name."""
    answer = Response(content, mimetype=kind)
    answer.headers.set("Content-Disposition", "attachment", filename=name)
    return answer


def about(line: Line) -> str:
    """What an event is about that is no case: what it is, and what it is called."""
    kind, colon, rest = line.event.subject.partition(":")
    if not colon:
        return kind
    named = gettext("没有这个账户") if rest == "unknown" else line.about or rest
    return gettext("%(kind)s：%(name)s", kind=gettext(KINDS[kind]) if kind in KINDS else kind, name=named)


def finding(told: list[Any]) -> str:
    """A fault of the log in words, as a verification kept it."""
    text, values = told
    return gettext(text, **values)


WORDS: dict[str, Any] = {"about": about, "act": act, "finding": finding, "choices": CHOICES}
