"""The payment list of a round, drawn whenever finance asks: what is to be paid, or what was paid."""

from typing import Any

from flask import current_app
from flask_babel import gettext
from sqlalchemy import select

from grants import clock
from grants.access import OF_MONEY, Viewer, visible
from grants.errors import NotFound, Problem
from grants.extensions import db
from grants.models import Application, Payment, Round
from grants.programmes import PROGRAMMES
from grants.rendering.faults import PaperRefused
from grants.services import rounds
from grants.services.file_names import file_name
from grants.services.typesetting import render

# By the name in the address: the stage as the list says it, and the payments it is of.
STAGES = {"due": ("待拨付", ("prepared", "approved")), "paid": ("已拨付", ("paid",))}


def drawn(viewer: Viewer, round_id: int, stage: str) -> tuple[str, bytes]:
    """File name and bytes of a round's list. NotFound for who reads no payments, Problem where there are none."""
    round_ = rounds.find(viewer, round_id)
    if stage not in STAGES or round_.programme not in viewer.programmes(*OF_MONEY):
        raise NotFound
    label, statuses = STAGES[stage]
    payments = listed(viewer, round_id, statuses)
    if not payments:
        raise Problem(gettext("本批次目前没有这样的款项，不必编制清单。"))
    return named(round_, label), paper(round_, label, payments)


def named(round_: Round, stage: str) -> str:
    """The list's name: programme, year, round, stage, and its day, since it is another one tomorrow."""
    year = "" if str(round_.year) in round_.name else str(round_.year)
    short = PROGRAMMES[round_.programme].short
    parts = ("拨款清单", short, year, round_.name, stage, clock.today().isoformat())
    return file_name(*parts, ending="pdf")


def paper(round_: Round, stage: str, payments: list[dict[str, Any]]) -> bytes:
    """The list of these payments; raises Problem with every reason it is refused for."""
    context = {
        "issuer": current_app.config["OFFICE_NAME"],
        "dated": clock.today().isoformat(),
        "programme_name": PROGRAMMES[round_.programme].label,
        "year": round_.year,
        "stage": stage,
        "payments": payments,
        "total": sum(row["amount"] for row in payments),
    }
    try:
        return render("payment_list", round_.programme, context).pdf
    except PaperRefused as refused:
        raise Problem(*dict.fromkeys(map(str, refused.sentences))) from refused


def listed(viewer: Viewer, round_id: int, statuses: tuple[str, ...]) -> list[dict[str, Any]]:
    """The payments this viewer may read, in the order of their cases; accounts by their last digits."""
    query = (
        select(Payment, Application)
        .join(Application, Application.id == Payment.application_id)
        .where(Application.round_id == round_id, Payment.status.in_(statuses), visible(viewer))
        .order_by(Application.number, Payment.tranche)
    )
    return [
        {
            "case_number": case.number,
            "subject": case.title,
            "payee": payment.payee,
            "bank": payment.bank,
            "account": payment.account_masked,
            "tranche": payment.tranche,
            "amount": payment.amount,
        }
        for payment, case in db.session.execute(query)
    ]
