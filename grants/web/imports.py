"""Import pages: choose a file, read the report of the dry run, then apply - or mend the file and try again."""

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from grants.database import writing
from grants.errors import Conflict, Invalid
from grants.models import Round
from grants.programmes import PROGRAMMES
from grants.services import imports, rounds, sheets
from grants.services.import_columns import columns
from grants.services.imports import Report
from grants.services.past_rounds import past_round
from grants.texts import N_
from grants.web.carried import carried, given
from grants.web.downloads import workbook

blueprint = Blueprint("imports", __name__)

SHOWN = 200
ABSENT = N_("请选择要导入的文件。")
TOO_LARGE = N_("文件超过 1 MB，请分开导入，或请管理员用命令 zhutui import 导入。")


@blueprint.post("/rounds/past/<programme>")
def past(programme: str) -> ResponseReturnValue:
    """The round that past awards of a programme are registered under, made when there is none yet."""
    with writing():
        round_id = past_round(g.viewer, programme).id
    return redirect(url_for(".start", round_id=round_id), 303)


@blueprint.get("/rounds/<int:round_id>/import")
def start(round_id: int) -> str:
    """What may be brought in here now: drafts while the round takes applications, else past awards."""
    round_ = imports.importable(g.viewer, round_id, "register")
    usual = "submit" if rounds.phase(round_) == "open" else "register"
    return page(round_, chosen(request.args.get("action", usual)))


@blueprint.post("/rounds/<int:round_id>/import")
def run(round_id: int) -> ResponseReturnValue:
    """A dry run of what was uploaded; or the real one of what was tried before."""
    action = chosen(request.form.get("action", ""))
    round_ = imports.importable(g.viewer, round_id, action)
    try:
        content = given(ABSENT, TOO_LARGE)
        table = sheets.read(content)
    except Invalid as invalid:
        return page(round_, action, told=invalid.sentences), 422
    applying = request.form.get("step") == "apply"
    try:
        report = tried(round_.id, action, table, keep=applying)
    except Conflict as conflict:
        return page(round_, action, told=conflict.sentences), 409
    if not applying:
        return page(round_, action, report, content=content), 422 if report.faults else 200
    say_done(action, len(report.numbers))
    return redirect(url_for("rounds.show", round_id=round_id), 303)


def say_done(action: str, count: int) -> None:
    """How many came in, and of drafts who sees them next."""
    flash(gettext("已导入 %(count)d 行。", count=count), "good")
    if action == "submit":
        flash(
            gettext("草稿在各单位的首页，已通知其申报人；提交并经单位确认后，才会出现在项目办的案件中。"),
            "good",
        )


def chosen(action: str) -> str:
    return action if action in imports.ACTIONS else "register"


def tried(round_id: int, action: str, table: sheets.Sheet, keep: bool) -> Report:
    """Bring the rows in; kept only when asked for and without any fault."""
    with writing(dry_run=not keep):
        report = imports.bring_in(g.viewer, round_id, action, table)
        return imports.refuse_if_bad(report) if keep else report


@blueprint.get("/rounds/<int:round_id>/import/<action>.xlsx")
def template(round_id: int, action: str) -> ResponseReturnValue:
    """A sheet with the right headings; what each wants stands on the page."""
    round_ = imports.importable(g.viewer, round_id, action)
    form = PROGRAMMES[round_.programme].forms[action]
    known = columns(form)
    content = sheets.xlsx(gettext("导入"), [c.title for c in known], [], [22] * len(known))
    kind = gettext("往届成果") if action == "register" else gettext("申报草稿")
    name = f"{gettext('导入模板')}-{gettext(PROGRAMMES[round_.programme].short)}-{kind}.xlsx"
    return workbook(content, name)


def page(
    round_: Round, action: str, report: Report | None = None, told: tuple[str, ...] = (), content: bytes = b""
) -> str:
    """Start and report in one page: what is wrong, and the decision when nothing is."""
    form = PROGRAMMES[round_.programme].forms[action]
    clean = report is not None and not report.faults
    return render_template(
        "imports/page.html",
        round=round_,
        action=action,
        past=rounds.phase(round_) == "past",
        columns=columns(form),
        report=report,
        faults=report.faults[:SHOWN] if report else (),
        told=told,
        content=carried(content) if clean else "",
    )
