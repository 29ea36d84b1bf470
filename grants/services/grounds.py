"""What an action rests on: the earlier answers somebody should have before their eyes while deciding.

Nobody decides on a proposal without reading it, or approves a payment without seeing where it goes.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from forms.base import controls
from forms.control import Section
from forms.reviewing import SheetTotal, sheet_total
from grants.models import Payment
from grants.services import dossiers, payee_changes, payees
from grants.services.asking import Asked
from grants.services.payee_changes import Change
from grants.services.payees import Payee
from workflows.engine import Deed
from workflows.parts.notice import open_objections
from workflows.parts.payee import accounts_told
from workflows.parts.payment import due_now
from workflows.parts.title import unassessed

READ: Mapping[str, tuple[str, ...]] = {
    "endorse": ("submit",),
    "withhold": ("submit",),
    "return_for_correction": ("endorse", "submit"),
    "accept": ("endorse", "submit"),
    "decline": ("endorse", "submit"),
    "review": ("submit",),
    "visit": ("submit",),
    "present": ("review", "visit"),
    "propose": ("review", "visit", "present", "submit"),
    "decide": ("propose", "review", "visit", "present", "submit"),
    "refuse": ("propose", "review", "visit", "present", "submit"),
    "remand": ("propose", "review", "visit", "present", "submit"),
    "dismiss_objection": ("object",),
    "uphold_objection": ("object",),
    "approve_payment": ("prepare_payment",),
    "return_payment": ("prepare_payment",),
    "confirm_payment": ("prepare_payment",),
    "report_interim": ("submit",),
    "accept_interim": ("report_interim",),
    "report": ("submit",),
    "accept_report": ("report",),
    "return_report": ("report",),
    "assess": ("report",),
    "order_mending": ("assess",),
    "report_mending": ("order_mending",),
    "pass_mending": ("order_mending", "report_mending"),
    "reconfirm": ("assess", "report"),
    "revoke": ("assess", "order_mending", "report_mending"),
    "record_recovery": ("revoke",),
    "confirm_recovery": ("revoke",),
    "return_recovery": ("revoke",),
    "propose_write_off": ("revoke",),
    "write_off": ("propose_write_off", "revoke"),
    "refuse_write_off": ("propose_write_off", "revoke"),
}
REPLACED = "submit"  # a correction hands in the whole application again
LONG = frozenset({"submit", "report", "review"})  # shown folded, but for the report that is judged itself
JUDGES = frozenset({"assess", "accept_report", "return_report"})


@dataclass(frozen=True)
class Ground:
    """One earlier act with its number in the case and its answers, masked; `total` of a review sheet."""

    action: str
    number: int
    label: str
    parts: tuple[Section, ...]
    folded: bool
    total: SheetTotal | None = None


def grounds(found: Asked) -> list[Ground]:
    """What this action rests on, as far as its reader may see it, in the order it should be read."""
    opened = found.opened
    settled = {deed.number for deed in opened.case.standing("object")} - open_objections(opened.case)
    standing = {d.number: d for d in opened.case.deeds if d.standing and d.number not in settled}
    rows: list[Ground] = []
    for name in READ.get(found.action.name, ()):
        for record in opened.records:
            event = record.event
            deed = standing.get(event.number) if event.action == name else None
            told = deed and opened.tells(name, event.person_id) and not judged(found, deed)
            if deed and record.answer and told:
                if name == REPLACED and rows and rows[-1].action == name:
                    rows.pop()
                rows.append(ground(found, deed, record.answer.masked))
    return rows


def judged(found: Asked, deed: Deed) -> bool:
    """Whether this is the report of a year that was assessed already, where another one is to be assessed."""
    if found.action.name != "assess":
        return False
    return deed.values.get("year") not in unassessed(found.opened.case)


def ground(found: Asked, deed: Deed, masked: Mapping[str, Any]) -> Ground:
    name, programme = deed.action, found.programme
    total = sheet_total(programme.rubric, deed.values) if name == "review" else None
    parts = controls(programme.forms[name], raw=masked)
    folded = name in LONG and found.action.name not in JUDGES
    return Ground(name, deed.number, programme.workflow.action[name].label, parts, folded, total)


def payment(found: Asked) -> Payment | None:
    """The payment to be prepared, approved or confirmed: to whom and how much."""
    if found.action.name == "prepare_payment":
        return to_be(found)
    if found.action.name not in ("approve_payment", "return_payment", "confirm_payment"):
        return None
    rows = dossiers.payments_of(found.application, frozenset(found.opened.roles))
    return next((row for row in reversed(rows) if row.status in ("prepared", "approved")), None)


def payee_change(found: Asked) -> Change | None:
    """The change of account that this payment is the first to follow, to be seen before it is made or approved."""
    if found.action.name not in ("prepare_payment", "approve_payment", "return_payment"):
        return None
    if len(accounts_told(found.opened.case.deeds)) < 2:
        return None
    return payee_changes.of_cases([found.application.id]).get(found.application.id)


def payee_now(found: Asked) -> Payee | None:
    """The account that is to be changed, as it stands: whoever types a new one compares the two."""
    return payees.of(found.opened.case) if found.action.name == "change_payee" else None


def to_be(found: Asked) -> Payment:
    """What is due now, to the payee as it stands now; a row of no session, only shown."""
    case = found.opened.seen_by(("maker",), ())
    payee = payees.of(case)
    due = max(due_now(case), 0)
    return Payment(amount=due, payee=payee.name, bank=payee.bank, account_masked=payee.masked)
