"""What every paper says, whatever its kind."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import current_app

from grants.models import Application
from grants.programmes import PROGRAMMES
from workflows.engine import Case


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
