"""Letters to one unit about what it is refused, or what is taken back."""

from datetime import timedelta
from typing import Any

from flask import current_app
from flask_babel import gettext
from sqlalchemy import select

from grants.errors import Problem
from grants.extensions import db
from grants.models import Application, Paper
from grants.programmes import PROGRAMMES
from grants.services.paper_contexts.common import Subject, lines_of
from grants.services.paper_words import KINDS, REPAY_DAYS
from workflows.rules import RULES

NAMED = ("naming_certificate", "project_certificate", "reward_notice", "funding_letter", "acceptance_opinion")


def adverse(subject: Subject) -> dict[str, Any]:
    """What every decision against a unit says, as it is posted: reasons, rules, remedy."""
    posted = subject.case.posted or {}
    rule = str(posted.get("rule") or "")
    cited = RULES.get(rule)
    return {
        "addressee": subject.application.organisation.name,
        "subject": subject.application.title or "申报",
        "case_number": subject.application.number,
        "reasons": lines_of(posted.get("reasons")),
        "rules": [f"{cited.title}：{cited.text}" if cited else rule],
        "remedy": str(posted.get("remedy") or ""),
    }


def refusal_letter(subject: Subject) -> dict[str, Any]:
    refused = subject.case.state == "deciding"
    return adverse(subject) | {"decision": "不予通过" if refused else "不予受理"}


def revocation_notice(subject: Subject) -> dict[str, Any]:
    """Says which papers lose their force; the money, where any comes back, has a notice of its own."""
    application, posted = subject.application, subject.case.posted or {}
    awarded_on = application.awarded_on
    return adverse(subject) | {
        "decision": PROGRAMMES[application.programme].words.taken_back,
        "awarded_on": awarded_on.isoformat() if awarded_on else None,
        "voided": voided(application),
        "recover": posted.get("recover") or None,
        "recovery_number": subject.numbers.get("recovery_notice"),
    }


def voided(application: Application) -> list[dict[str, str]]:
    """The papers in force that the revocation takes out of force."""
    query = select(Paper).where(
        Paper.application_id == application.id, Paper.status == "released", Paper.kind.in_(NAMED)
    )
    papers = db.session.scalars(query.order_by(Paper.id))
    return [{"name": KINDS[paper.kind], "number": paper.number} for paper in papers]


def recovery_notice(subject: Subject) -> dict[str, Any]:
    """Raises Problem where the office's own account, into which the money goes, is not configured."""
    application, posted = subject.application, subject.case.posted or {}
    repay_by = posted.get("repay_by") or subject.dated + timedelta(days=REPAY_DAYS)
    return adverse(subject) | {
        "decision": PROGRAMMES[application.programme].words.taken_back,
        "decision_number": subject.numbers.get("revocation_notice"),
        "paid": application.paid,
        "amount": posted.get("recover"),
        "repay_by": repay_by.isoformat(),
        "account": office_account(),
    }


def office_account() -> dict[str, str]:
    """Where a unit pays back: the office's account from the configuration."""
    settings = current_app.config
    if not (settings["OFFICE_BANK"] and settings["OFFICE_ACCOUNT"]):
        raise Problem(
            gettext(
                "没有配置本单位的收款账户，追回通知书不能写明退回账户；请管理员设置 ZHUTUI_OFFICE_BANK 和 "
                "ZHUTUI_OFFICE_ACCOUNT 后再办理。"
            )
        )
    return {
        "account_name": settings["OFFICE_NAME"],
        "bank": settings["OFFICE_BANK"],
        "account": settings["OFFICE_ACCOUNT"],
    }
