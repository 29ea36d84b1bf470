"""Finance at work: what is due, batches, the file for the bank and its answer."""

from collections.abc import Sequence
from typing import Any

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from grants.access import OF_MONEY
from grants.database import writing
from grants.errors import Forbidden, Invalid
from grants.models.types import whole_number
from grants.services import bank_answers, bank_files, payable, payment_batches, receipts, recoveries, sheets
from grants.services.each_case import Tally
from grants.services.paging import cut
from grants.services.unpaid import keep_unpaid
from grants.texts import N_
from grants.web import ledger
from grants.web.carried import carried, given
from grants.web.downloads import workbook
from grants.web.entrance import signed_in

blueprint = Blueprint("finance", __name__, url_prefix="/finance")
blueprint.before_request(signed_in)
blueprint.register_blueprint(ledger.blueprint)

ABSENT = N_("请选择银行回单文件。")
TOO_LARGE = N_("文件超过 1 MB，不像是这张付款单的回单，请核对后重新选择。")


def programmes() -> list[str]:
    """The programmes whose money this viewer follows; raises Forbidden where there is none."""
    found = g.viewer.programmes(*OF_MONEY)
    if not found:
        raise Forbidden(gettext("这里是财务经办、财务复核、审批领导和审计的工作页面。"))
    return found


@blueprint.get("")
def index() -> str:
    """What is due in each programme, and the batches."""
    mine = programmes()
    due, alone = payable.loose(g.viewer, *mine)
    makes = g.viewer.programmes("maker")
    return render_template(
        "finance/index.html",
        due=[(slug, [row for row in due if row.programme == slug], slug in makes) for slug in mine],
        alone=alone,
        makes=makes,
        batches=payment_batches.listed(mine),
        name_of=bank_files.name_of,
    )


@blueprint.get("/recoveries")
def recovering() -> str:
    """What has to come back, the longest overdue first, a page at a time, and how what is settled ended."""
    mine = programmes()
    rows, whole = recoveries.owed(g.viewer, mine, asked_after()), recoveries.counted(g.viewer, mine)
    settled = recoveries.settled(g.viewer, mine)
    return render_template("finance/recoveries.html", **listed(rows, whole, recoveries.PAGE), settled=settled)


@blueprint.get("/receipts")
def receipted() -> str:
    """The payments without a receipt, the longest paid first, a page at a time."""
    mine = programmes()
    rows, whole = receipts.missing(g.viewer, mine, asked_after()), receipts.counted(g.viewer, mine)
    makes = g.viewer.programmes("maker")
    return render_template("finance/receipts.html", **listed(rows, whole, receipts.PAGE), makes=makes)


def asked_after() -> str:
    """The key of the page asked for; "" for the first."""
    return request.args.get("after", "")


def listed(rows: Sequence[Any], whole: tuple[int, int], size: int) -> dict[str, Any]:
    """A page of a list, how many there are in all and their sum in fen, and the key of the page after this one."""
    count, total = whole
    shown, last = cut(rows, size)
    return {
        "rows": shown,
        "count": count,
        "total": total,
        "after": asked_after(),
        "following": last and last.key,
    }


@blueprint.post("/receipts")
def remind() -> ResponseReturnValue:
    """Ask the units of the chosen cases for their receipts."""
    told = receipts.remind(g.viewer, request.form.getlist("cases"))
    if not told.done and not told.refused:
        flash(gettext("请至少选择一笔款项。"), "bad")
    say(told, gettext("已向 %(count)d 家单位发出催交通知。", count=len(told.done)))
    return redirect(url_for(".receipted"), 303)


@blueprint.post("/<programme>/batches")
def collect(programme: str) -> ResponseReturnValue:
    """The chosen cases' money into a new batch."""
    batch_id, told = payment_batches.collect(g.viewer, programme, request.form.getlist("cases"))
    say(told, gettext("已编入付款单 %(count)d 笔，等待财务复核。", count=len(told.done)))
    return redirect(url_for(".show", batch_id=batch_id) if batch_id else url_for(".index"), 303)


@blueprint.get("/batches/<int:batch_id>")
def show(batch_id: int) -> str:
    return page(batch_id)


def page(batch_id: int, **more: Any) -> str:
    """A batch, its payments, and what this viewer may do with it."""
    batch = payment_batches.find(g.viewer, batch_id)
    rows = payable.items(g.viewer, batch)
    roles = g.viewer.roles(batch.programme)
    on_its_way = [row.payment for row in rows if row.payment.status == "approved" and not row.refused]
    return render_template(
        "finance/batch.html",
        batch=batch,
        name=bank_files.name_of(batch),
        rows=rows,
        total=payable.total(rows),
        names=payable.hands(batch),
        reference=bank_files.reference,
        waiting=[row.payment for row in rows if row.payment.status == "prepared"],
        unsent=[payment for payment in on_its_way if not payment.sent_at],
        sent=[payment for payment in on_its_way if payment.sent_at],
        makes="maker" in roles,
        checks="checker" in roles and batch.made_by != g.viewer.person,
        **({"agreed": False, "verified": ()} | more),
    )


@blueprint.post("/batches/<int:batch_id>/take-out")
def take_out(batch_id: int) -> ResponseReturnValue:
    with writing():
        payment_batches.take_out(g.viewer, batch_id, request.form.get("payment", 0, whole_number))
    flash(gettext("已移出付款单，此笔仍为已填报，可编入其他付款单。"), "good")
    return redirect(url_for(".show", batch_id=batch_id), 303)


@blueprint.post("/batches/<int:batch_id>/approve")
def approve(batch_id: int) -> ResponseReturnValue:
    """The checker says that sums, names and accounts were compared, and each changed account verified."""
    agreed = request.form.get("agreed") == "yes"
    verified = request.form.getlist("verified", type=int)
    try:
        if not agreed:
            raise Invalid({"agreed": [gettext("请先确认已逐笔核对；有误的，请在案件中退回拨款。")]})
        seen = request.form.get("seen", type=int) or 0
        told = payment_batches.approve(g.viewer, batch_id, seen, verified)
    except Invalid as invalid:
        return page(batch_id, faults=invalid.sentences, agreed=agreed, verified=verified), 422
    say(told, gettext("已复核 %(count)d 笔。", count=len(told.done)))
    return redirect(url_for(".show", batch_id=batch_id), 303)


@blueprint.post("/batches/<int:batch_id>/bank-file")
def bank_file(batch_id: int) -> ResponseReturnValue:
    """The file for the bank. Of what stood in one before, only for who says that it never went there."""
    again = "again" in request.form
    if again and request.form.get("unsubmitted") != "yes":
        told = gettext("请先确认此前下载的付款文件没有提交银行；已提交的不要重新下载，以免重复付款。")
        return page(batch_id, faults=[told]), 422
    with writing():
        name, content = bank_files.export(g.viewer, batch_id, again)
    return workbook(content, name)


@blueprint.post("/batches/<int:batch_id>/answer")
def answer(batch_id: int) -> ResponseReturnValue:
    """The bank's answer: first what it would do, then the doing; what is doubted, where the maker vouches for it."""
    try:
        content = given(ABSENT, TOO_LARGE)
        lines = bank_answers.matched(g.viewer, batch_id, sheets.read(content))
    except Invalid as invalid:
        return page(batch_id, faults=invalid.sentences), 422
    if request.form.get("step") != "apply":
        return page(batch_id, lines=lines, content=carried(content))
    told = bank_answers.confirm(g.viewer, lines, request.form.getlist("vouched", type=int))
    with writing():
        unpaid = keep_unpaid(g.viewer, batch_id, bank_answers.unpaid_of(lines))
    if unpaid:
        flash(gettext("已登记银行未付 %(count)d 笔，请财务复核退回拨款。", count=unpaid), "good")
    elif not told.done and not told.refused:
        flash(gettext("没有确认任何一笔：存疑的请向银行核实后勾选。"), "bad")
    say(told, gettext("已确认到账 %(count)d 笔。", count=len(told.done)))
    return redirect(url_for(".show", batch_id=batch_id), 303)


def say(told: Tally, done: str) -> None:
    """What was done, and in which cases not and why."""
    if told.done:
        flash(done, "good")
    for number, sentences in told.refused.items():
        flash(gettext("%(number)s：%(why)s", number=number, why=" ".join(sentences)), "bad")
