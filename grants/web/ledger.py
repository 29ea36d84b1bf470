"""The ledger on its pages: every round in a line with what proves it, and the postings of a round, to take away too."""

from collections import Counter
from typing import Any

from flask import Blueprint, g, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from grants.errors import Forbidden, Invalid
from grants.models import Round
from grants.services import ledger, reconciling
from grants.services.file_names import file_name
from grants.services.ledger import LABELS, Entry
from grants.services.paging import cut
from grants.services.periods import Period
from grants.services.sheets import in_yuan, xlsx
from grants.texts import N_
from grants.web.downloads import workbook
from grants.web.filters import moment, programme_label, round_label
from grants.web.period import period_or_faults

# inside that of finance, which asks who is there
blueprint = Blueprint("ledger", __name__, url_prefix="/ledger")

HEADING = (
    N_("时间"),
    N_("账目"),
    N_("金额（元）"),
    N_("事项"),
    N_("案件"),
    N_("名称"),
    N_("日志号"),
)
MOST_TOLD = 100  # differences; whoever has more of them looks into the database
WIDTHS = (18, 12, 16, 18, 22, 40, 10)


@blueprint.get("")
def index() -> ResponseReturnValue:
    """Every round in a line, of all time or of a period, and whether the totals shown agree; every case of all rounds
    is compared where that was asked for (`cases`)."""
    if not ledger.programmes(g.viewer):
        raise Forbidden(gettext("台账由财务、审批领导和审计查看。"))
    period, faults = period_or_faults()
    totals = ledger.lines(g.viewer)
    lines = [line for line in ledger.lines(g.viewer, period) if any(line.sums.values())] if period else totals
    by_case, rounds = "cases" in request.args, {line.round.id for line in lines}
    compared = totals if by_case else [line for line in totals if line.round.id in rounds]
    told = render_template(
        "finance/ledger.html",
        lines=lines,
        totals=summed(lines),
        shown=[name for name in LABELS if any(name in line.sums for line in lines)],
        accounts=LABELS,
        most=MOST_TOLD,
        differences=reconciling.differences(g.viewer, compared, by_case),
        by_case=by_case,
        last=None if by_case else reconciling.last(totals),
        period=period,
        faults=faults,
    )
    return told, 422 if faults else 200


def summed(lines: list[ledger.Line]) -> Counter[str]:
    """All lines together, account by account; one that a reader may know of some rounds only is left out."""
    total: Counter[str] = Counter()
    for line in lines:
        total.update(line.sums)
    known = [set(line.sums) for line in lines]
    return Counter({name: total[name] for name in LABELS if known and all(name in names for names in known)})


@blueprint.get("/<int:round_id>")
def show(round_id: int) -> ResponseReturnValue:
    """The postings of a round, the newest first, a page at a time."""
    round_ = ledger.of_round(g.viewer, round_id)
    period, faults = period_or_faults()
    account = request.args.get("account", "")
    before = request.args.get("before", "")
    found = ledger.entries(g.viewer, round_, period, account, before, ledger.PAGE + 1)
    entries, last = cut(found, ledger.PAGE)
    (line,) = [line for line in ledger.lines(g.viewer, period) if line.round.id == round_id]
    told = render_template(
        "finance/postings.html",
        round=round_,
        line=line,
        entries=entries,
        accounts=LABELS,
        account=account,
        before=before,
        following=last and last.key,
        period=period,
        faults=faults,
    )
    return told, 422 if faults else 200


@blueprint.get("/<int:round_id>.xlsx")
def table(round_id: int) -> ResponseReturnValue:
    """All postings that the page's filter names, as a table."""
    round_ = ledger.of_round(g.viewer, round_id)
    period, faults = period_or_faults()
    if faults:
        raise Invalid({"period": faults})
    account = request.args.get("account", "")
    entries = ledger.entries(g.viewer, round_, period, account, limit=None)
    content = xlsx(gettext("台账"), [gettext(label) for label in HEADING], map(cells, entries), WIDTHS)
    name = table_name(round_, period, account)
    return workbook(content, name)


def table_name(round_: Round, period: Period, account: str) -> str:
    """What the table is of: programme, round, and what it was narrowed to."""
    narrowed = [gettext(LABELS[account])] if account in LABELS else []
    narrowed += [
        f"{name}{day}" for name, day in ((gettext("自"), period.first), (gettext("至"), period.last)) if day
    ]
    programme = programme_label(round_.programme, short=True)
    return file_name(gettext("台账"), programme, round_label(round_), *narrowed, ending="xlsx")


def cells(entry: Entry) -> list[Any]:
    """A posting as a line of the table."""
    posting, case = entry.posting, entry.case
    return [
        moment(posting.at),
        gettext(LABELS[posting.account]),
        in_yuan(posting.amount),
        gettext(entry.action) if entry.action else "",
        case.number if case else "",
        case.title if case else "",
        posting.event_number,
    ]
