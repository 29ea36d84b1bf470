"""What every paper says, whatever its kind."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from flask import current_app

from grants.clock import local
from grants.models import Application, Round
from grants.programmes import PROGRAMMES
from grants.rendering.kinds import KINDS
from grants.services import links
from workflows.engine import Case, Deed


@dataclass(frozen=True)
class Subject:
    """What a paper is made from. `number`, `code` and `dated` are fixed when the number is given out; `numbers`
    are those of all papers made together, by kind, so that one can refer to another."""

    kind: str
    application: Application
    case: Case
    number: str
    code: str
    dated: date
    numbers: Mapping[str, str] = field(default_factory=dict)

    @property
    def answers(self) -> Mapping[str, Any]:
        return self.case.answers("submit")


def common(subject: Subject) -> dict[str, Any]:
    """Who issues it and when, and of the round what this kind of paper names."""
    named, round_ = KINDS[subject.kind].schema.fields, of_round(subject.application.round)
    return issued(subject) | {name: value for name, value in round_.items() if name in named}


def issued(subject: Any) -> dict[str, Any]:
    """Who issues a paper, when, and what it is verified by; `subject` has its `number`, `code` and `dated`."""
    return {
        "issuer": current_app.config["OFFICE_NAME"],
        "dated": subject.dated.isoformat(),
        "verify_url": links.to(f"/verify/{subject.code}"),
        "code": subject.code,
        "number": subject.number,
    }


def of_round(round_: Round) -> dict[str, Any]:
    """Programme, year, and whom to ask."""
    settings = current_app.config
    return {
        "programme_name": PROGRAMMES[round_.programme].label,
        "year": round_.year,
        "contact": {"office": settings["OFFICE_DEPARTMENT"], "phone": settings["OFFICE_PHONE"]},
    }


def basis(subject: Subject) -> list[str]:
    """On what the award rests: the round's notice, the meeting and the public notice; for a title that goes on, its
    confirmation; for what is paid after acceptance, that too."""
    case = subject.case
    lines = [f"《{subject.application.round.name}》"]
    confirmed, accepted = case.last("reconfirm"), case.last("accept_report")
    if confirmed:
        return [*lines, f"{cn_day(done_on(confirmed))}复评确认意见"]
    meeting = case.answers("propose").get("meeting_on")
    if meeting:
        lines.append(f"{cn_day(meeting)}评审会议审定意见")
    notice = case.last("post_notice")
    if notice:
        starts, ends = notice.values.get("starts_on"), notice.values.get("ends_on")
        lines.append(f"{cn_day(starts)}至{cn_day(ends)}公示结果")
    if accepted:
        lines.append(f"{cn_day(done_on(accepted))}项目验收意见")
    return lines


def done_on(deed: Deed) -> date | None:
    """The day something was done, in the office's zone."""
    return local(deed.at).date() if deed.at else None


def lines_of(text: Any) -> list[str]:
    """A long answer as the paragraphs of a paper."""
    return [line.strip() for line in str(text or "").splitlines() if line.strip()]


def cn_day(day: date | None) -> str:
    return f"{day.year}年{day.month}月{day.day}日" if day else ""
