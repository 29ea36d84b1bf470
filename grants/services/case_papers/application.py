"""The application as it is printed to be stamped: the unit's draft, or what was submitted last.

Personal fields stay masked on paper too: it is copied, scanned and lies about, and whoever must know asks the
system. The code tells from which version a stamped sheet was printed.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from forms.base import controls
from forms.control import Control, Section
from grants import clock
from grants.canonical import digest_of
from grants.clock import local
from grants.models import Draft
from grants.programmes import PROGRAMMES
from grants.services import drafts
from grants.services.case_papers.common import Asked, printed, said, short
from grants.services.deeds import Record
from grants.services.dossiers import Dossier

DECLARATION = (
    "本单位承诺：所填内容和所附材料真实、准确、完整，不涉及国家秘密，无知识产权争议；"
    "如有虚假，愿意退回助推资金并承担相应责任。"
)
OPINIONS = ["申报单位意见", "单位工会意见"]


def ready(dossier: Dossier) -> bool:
    submitted = any(entry.action.name == "submit" for entry in dossier.entries)
    return submitted or (dossier.drafted and "applicant" in dossier.roles)


def application_form(asked: Asked) -> dict[str, Any]:
    draft = draft_of(asked)
    if draft:
        code, day, told = of_draft(draft)
        answers: Mapping[str, Any] = draft.masked
    else:
        record = submissions(asked)[-1]
        code, day, told = of_submission(asked, record)
        answers = record.answer.masked if record.answer else {}
    application = asked.dossier.application
    label = PROGRAMMES[application.programme].label
    title = f"{application.round.year}年度{label}申报书"
    files = {str(row.id): row.filename for row in asked.dossier.attachments}
    parts = controls(asked.opened.programme.forms["submit"], None, answers)
    return said(asked, title, code, day) | {
        "state": "draft" if draft else "submitted",
        "version": told,
        "sections": [section(part, files) for part in parts],
        "declaration": DECLARATION,
        "opinions": OPINIONS,
    }


def draft_of(asked: Asked) -> Draft | None:
    """The draft under way, for who may edit it; everybody else prints what was submitted."""
    viewer, opened = asked.opened.viewer, asked.opened
    if not drafts.may_edit(opened, "submit"):
        return None
    return drafts.find(viewer, opened.application, "submit")


def submissions(asked: Asked) -> list[Record]:
    """Everything that was submitted, the newest last; one that a return made void was still printed."""
    return [record for record in asked.opened.records if record.event.action == "submit"]


def of_draft(draft: Draft) -> tuple[str, date, str]:
    """Code, day and words of a draft."""
    saved = f"{local(draft.saved_at):%Y-%m-%d %H:%M}"
    return code_of(draft), clock.today(), f"草稿（保存于{saved}）"


def of_submission(asked: Asked, record: Record) -> tuple[str, date, str]:
    """Code, day and words of a submission; its rank tells it from those before a correction."""
    rank = submissions(asked).index(record) + 1
    at = local(record.event.at)
    return short(record.event.answers_digest), at.date(), f"第{rank}次提交（{at:%Y-%m-%d %H:%M}）"


def code_of(draft: Draft) -> str:
    return short(digest_of({"masked": draft.masked}))


def section(part: Section, files: dict[str, str]) -> dict[str, Any]:
    simple = [control for control in part.controls if control.kind != "rows"]
    return {
        "title": str(part.label),
        "answers": [{"label": str(control.label), "value": printed(control, files)} for control in simple],
        "tables": [table(control, files) for control in part.controls if control.kind == "rows"],
    }


def table(control: Control, files: dict[str, str]) -> dict[str, Any]:
    lines = [[printed(cell, files) for cell in cells] for cells in control.rows]
    return {
        "title": str(control.label),
        "heads": [str(head.label) for head in control.controls],
        "lines": [line for line in lines if any(line)],
    }
