"""What a story leaves behind: the case's papers and its dossier, as files a person or a program can read."""

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from sqlalchemy import select

from forms.money import format_yuan
from grants.access import Viewer
from grants.canonical import canonical
from grants.clock import local
from grants.extensions import db
from grants.models import Application, Event, Payment
from grants.services import blobs, dossiers, log, log_verification
from grants.services.dossiers import Dossier, Entry
from grants.stories.reading import Story

SCORES = ("review", "visit", "present", "assess")
DECISIONS = ("propose", "decide", "refuse", "decline", "uphold_objection", "reconfirm", "revoke")


def keep(story: Story, number: str, auditor: Viewer, out: Path) -> Path:
    """Write the case's folder; what an auditor may read, personal fields masked. Returns the folder."""
    folder = out / story.slug
    (folder / "papers").mkdir(parents=True, exist_ok=True)
    found = dossiers.dossier(auditor, number)
    for paper in found.papers:
        if paper.released_at:
            (folder / "papers" / f"{paper.number}-{paper.kind}.pdf").write_bytes(blobs.get(paper.sent_digest))
    files = {
        "application.json": answered(found, ("submit",)),
        "scores.json": answered(found, SCORES),
        "decision.json": answered(found, DECISIONS),
        "payments.json": list(payments(found.application)),
        "papers.json": [register(paper) for paper in found.papers],
    }
    for name, content in files.items():
        (folder / name).write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", "utf-8")
    (folder / "log.jsonl").write_text("".join(proof(found.application)), "utf-8")
    (folder / "README.md").write_text(summary(story, found), "utf-8")
    return folder


def answered(found: Dossier, actions: Iterable[str]) -> list[dict[str, Any]]:
    """Every deed of these actions with its answers, standing or not."""
    wanted = set(actions)
    return [told(entry) for entry in found.entries if entry.action.name in wanted]


def told(entry: Entry) -> dict[str, Any]:
    return {
        "number": entry.event.number,
        "action": entry.action.name,
        "at": log.written_at(entry.event.at),
        "by": entry.by,
        "standing": entry.standing,
        "answers": dict(entry.answers or {}),
        "recorded": json.loads(entry.event.recorded),
    }


def payments(application: Application) -> Iterator[Mapping[str, Any]]:
    query = select(Payment).where(Payment.application_id == application.id).order_by(Payment.id)
    for row in db.session.scalars(query):
        yield {
            "tranche": row.tranche,
            "amount": format_yuan(row.amount),
            "payee": row.payee,
            "bank": row.bank,
            "account": row.account_masked,
            "status": row.status,
            "paid_on": row.paid_on.isoformat() if row.paid_on else None,
            "bank_reference": row.bank_reference,
        }


def register(paper: Any) -> dict[str, Any]:
    return {
        "number": paper.number,
        "kind": paper.kind,
        "status": paper.status,
        "digest": paper.digest,
        "signed_digest": paper.signed_digest,
        "code": paper.code,
        "made_with": paper.record,
        "void_reason": paper.void_reason,
        "replaced_by": paper.replacement.number if paper.replacement else None,
    }


def proof(application: Application) -> Iterator[str]:
    """The case's own events with their digests; the whole chain stands in the log of the run."""
    query = select(Event).where(Event.application_id == application.id).order_by(Event.number)
    for event in db.session.scalars(query):
        yield canonical(log.content(event) | {"digest": event.digest}) + "\n"


def summary(story: Story, found: Dossier) -> str:
    """The life in words."""
    application = found.application
    sums = {name: format_yuan(getattr(application, name)) for name in ("awarded", "paid", "recovered")}
    return f"""# {story.title}

- 编号：{application.number}
- 单位：{application.organisation.name}（{application.organisation.code}）
- 项目：{found.programme.label} · {application.round.name}
- 名称：{application.title}
- 状态：{found.state.label}
- 审定 {sums["awarded"]} 元，已拨 {sums["paid"]} 元，已追回 {sums["recovered"]} 元

| 时间 | 事项 | 办理人 | 状态 |
|---|---|---|---|
{"".join(row(entry, found) for entry in found.entries)}
`log.jsonl` 是本案在日志中的各条；整条链见上一级的 `log.jsonl`，验证方法见 docs/log.md。
"""


def row(entry: Entry, found: Dossier) -> str:
    """One deed as a row of the table."""
    moved = found.programme.workflow.state[entry.event.after].label
    return f"| {local(entry.event.at):%Y-%m-%d %H:%M} | {entry.action.label} | {entry.by or '系统'} | {moved} |\n"


def keep_log(out: Path) -> None:
    """The whole chain, for the stand-alone verifier."""
    with (out / "log.jsonl").open("w", encoding="utf-8") as file:
        log_verification.export(file)
