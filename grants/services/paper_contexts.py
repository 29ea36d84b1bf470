"""What each paper says, gathered from the case: plain data for grants.rendering, whose schemas judge it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import current_app
from sqlalchemy import select

from forms.patent_numbers import display_patent_number
from grants.extensions import db
from grants.models import Application, Person
from grants.programmes import PROGRAMMES
from grants.services import payees, workdays
from grants.services.paper_words import DUTIES, FUNDS, GRADES, LEVELS, PURPOSES, RECEIPT_DAYS
from grants.services.titles import title_term
from workflows.engine import Case
from workflows.parts.payment import due_now
from workflows.rules import RULES


@dataclass(frozen=True)
class Subject:
    """What a paper is made from. `number`, `code` and `dated` are fixed when the number is given out."""

    kind: str
    application: Application
    case: Case
    number: str
    code: str
    dated: date

    @property
    def answers(self) -> Mapping[str, Any]:
        return self.case.answers("submit")


def context(subject: Subject) -> dict[str, Any]:
    """The context of this paper, in the language of papers: Chinese, dates ISO, sums in fen."""
    return common(subject) | KINDS[subject.kind](subject)


def common(subject: Subject) -> dict[str, Any]:
    settings = current_app.config
    found: dict[str, Any] = {
        "issuer": settings["OFFICE_NAME"],
        "dated": subject.dated.isoformat(),
        "verify_url": f"{settings['BASE_URL']}/verify/{subject.code}",
        "code": subject.code,
        "number": subject.number,
    }
    if subject.kind != "naming_certificate":
        found |= {
            "programme_name": PROGRAMMES[subject.application.programme].label,
            "year": subject.application.round.year,
            "contact": {"office": settings["OFFICE_DEPARTMENT"], "phone": settings["OFFICE_PHONE"]},
        }
    return found


def basis(subject: Subject) -> list[str]:
    """On what the award rests: the round's notice, the meeting, the decision and the public notice."""
    case, round_ = subject.case, subject.application.round
    lines = [f"《{round_.name}》"]
    meeting = case.answers("propose").get("meeting_on")
    if meeting:
        lines.append(f"{cn_day(meeting)}评审会议审定意见")
    notice = case.last("post_notice")
    if notice:
        starts, ends = notice.values.get("starts_on"), notice.values.get("ends_on")
        lines.append(f"{cn_day(starts)}至{cn_day(ends)}公示结果")
    return lines


def cn_day(day: date | None) -> str:
    return f"{day.year}年{day.month}月{day.day}日" if day else ""


def naming_certificate(subject: Subject) -> dict[str, Any]:
    starts, ends = title_term(subject.case, subject.dated)
    level = LEVELS.get(subject.application.level, "")
    return {
        "title": f"{level}职工创新工作室" if level != "劳模" else "劳模创新工作室",
        "studio": subject.answers.get("title") or subject.application.title,
        "unit": subject.application.organisation.name,
        "leader": (subject.case.answers("change_leader") or subject.answers).get("leader_name") or "",
        "starts_on": starts.isoformat(),
        "ends_on": ends.isoformat(),
        "basis": basis(subject)[0],
    }


def reward_notice(subject: Subject) -> dict[str, Any]:
    answers = subject.answers
    granted = answers.get("grant_date")
    return {
        "person": answers.get("first_inventor_name") or "",
        "unit": subject.application.organisation.name,
        "patent_title": answers.get("title") or "",
        "patent_number": display_patent_number(answers.get("patent_number") or ""),
        "granted_on": granted.isoformat() if granted else "",
        "inventors": [row["name"] for row in answers.get("inventors") or ()],
        "amount": subject.application.awarded,
        "fund_source": FUNDS.get(subject.case.terms.get("source_of_funds") or "", "工会经费"),
        "account": payees.of(subject.application, subject.case).masked or None,
    }


def funding_letter(subject: Subject) -> dict[str, Any]:
    application, case = subject.application, subject.case
    payee, due = payees.of(application, case), due_now(case)
    tranche = sum(deed.action == "confirm_payment" for deed in case.deeds) + 1
    more = case.facts.awarded - case.facts.paid - due > 0
    handler, checker, approver = hands(case)
    return {
        "addressee": application.organisation.name,
        "subject": application.title,
        "basis": basis(subject),
        "payee": {"account_name": payee.name, "bank": payee.bank, "account": payee.account},
        "awarded": case.facts.awarded,
        "amount": due,
        "tranche": tranche,
        "tranches": tranche + more,
        "fund_source": FUNDS.get(case.terms.get("source_of_funds") or "", "工会经费"),
        "purpose": PURPOSES.get(application.programme, "用于职工创新，专款专用"),
        "duties": DUTIES.get(application.programme, []),
        "receipt_by": workdays.add_working_days(subject.dated, RECEIPT_DAYS).isoformat(),
        "handler": handler,
        "checker": checker,
        "approver": approver,
        "copies_to": [f"{current_app.config['OFFICE_NAME']}财务部"],
    }


def hands(case: Case) -> tuple[str, str, str]:
    """Names of who proposed, who screened, and who decided."""
    persons = [case.last(action) for action in ("propose", "accept", "decide")]
    wanted = {int(deed.person) for deed in persons if deed and deed.person}
    rows = db.session.execute(select(Person.id, Person.name).where(Person.id.in_(wanted)))
    names = {str(person): name for person, name in rows}
    handler, checker, approver = (names.get(deed.person, "") if deed else "" for deed in persons)
    return handler, checker, approver


def public_notice(subject: Subject) -> dict[str, Any]:
    application, case = subject.application, subject.case
    posted = case.posted or case.answers("post_notice")
    starts, days = posted.get("starts_on") or subject.dated, case.terms.get("notice_days") or 5
    ends, _uncertain = workdays.notice_end(starts, days)
    label = PROGRAMMES[application.programme].label
    return {
        "title": f"关于{application.round.year}年度{label}拟定结果的公示",
        "basis": [f"《{application.round.name}》"],
        "awards": [noticed(subject)],
        "starts_on": starts.isoformat(),
        "ends_on": ends.isoformat(),
        "working_days": days,
    }


def noticed(subject: Subject) -> dict[str, Any]:
    """The line of a public notice: nothing that identifies a person beyond the name."""
    application, answers = subject.application, subject.answers
    number = answers.get("patent_number")
    grade = LEVELS.get(application.level) or GRADES.get(application.level)
    return {
        "name": application.title,
        "unit": application.organisation.name,
        "person": answers.get("leader_name") or answers.get("first_inventor_name"),
        "reference": display_patent_number(number) if number else None,
        "grade": None if application.programme == "patent" else grade,
        "amount": application.awarded or None,
    }


def refusal_letter(subject: Subject) -> dict[str, Any]:
    posted = subject.case.posted or {}
    refused = subject.case.state == "deciding"
    rule = str(posted.get("rule") or "")
    cited = RULES.get(rule)
    return {
        "addressee": subject.application.organisation.name,
        "subject": subject.application.title or "申报",
        "case_number": subject.application.number,
        "decision": "不予通过" if refused else "不予受理",
        "reasons": [line for line in str(posted.get("reasons") or "").splitlines() if line.strip()],
        "rules": [f"{cited.title}：{cited.text}" if cited else rule],
        "remedy": str(posted.get("remedy") or ""),
    }


KINDS: dict[str, Callable[[Subject], dict[str, Any]]] = {
    "naming_certificate": naming_certificate,
    "reward_notice": reward_notice,
    "funding_letter": funding_letter,
    "public_notice": public_notice,
    "refusal_letter": refusal_letter,
}
