"""Verifications of the whole log, done by the worker: one each night, and whenever an auditor asks for one.

Each is held against the ends of all earlier ones that found the log whole, so that a log written anew in between is
found out, and against what somebody noted on paper. In the same reading the ledger is proved case by case.
"""

import re
from datetime import timedelta

from flask_babel import gettext
from sqlalchemy import exists, select, update

from grants import clock
from grants.access import Viewer
from grants.database import writing
from grants.errors import Conflict, Invalid
from grants.extensions import db
from grants.languages import of_letters
from grants.models import LogCheck
from grants.services import event_log, links, log, log_verification, outbox, reconciling
from grants.services.leases import free
from grants.services.log_verification import Verdict
from grants.services.people import holders
from grants.texts import N_
from grants.verify_log import Finding

NIGHT = 3  # o'clock: the log of the day is verified while nobody works
DAY = timedelta(days=1)
LEASE = timedelta(minutes=10)  # some ten million events
MOST_ATTEMPTS = 3
MOST_TOLD = 100  # findings kept; how many there are is always kept
COMPARED = 400  # earlier ends a log is held against: more than a year of nights
SHOWN = 20
MOST_NOTED = 20  # lines somebody typed
HEAD = re.compile(r"(\d{1,15})\s*[:：]\s*([0-9a-fA-F]{64})")
BROKEN = N_("系统出现故障，核对没有完成，已尝试 %(count)d 次。请联系系统管理员。")


def order(viewer: Viewer, text: str = "") -> LogCheck:
    """Ask for a verification, against the heads noted in `text`, one `number:digest` a line; inside `writing`.

    Raises Invalid where a line cannot be read, Conflict while another waits or runs.
    """
    event_log.only_auditors(viewer)
    noted = heads_of(text)
    log.lock()  # two who ask at once get one
    if db.session.scalar(select(exists().where(LogCheck.finished_at.is_(None)))):
        raise Conflict(gettext("已有一次核对正在进行，请等它结束。"))
    return made(viewer.person, noted)


def made(person_id: int | None, noted: dict[str, str]) -> LogCheck:
    check = LogCheck(person_id=person_id, asked_at=clock.now(), noted=noted)
    db.session.add(check)
    db.session.flush()
    return check


def heads_of(text: str) -> dict[str, str]:
    """Heads as they were noted, digest by number; raises Invalid naming every line that is none."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    read = [(line, HEAD.fullmatch(line)) for line in lines[:MOST_NOTED]]
    faults = [
        gettext("“%(line)s”不是“序号:摘要”，例如 1204:5f0c…，摘要为 64 位。", line=line[:40])
        for line, match in read
        if match is None
    ]
    if len(lines) > MOST_NOTED:
        faults.append(gettext("一次最多填写 %(most)d 行。", most=MOST_NOTED))
    if faults:
        raise Invalid({"noted": faults})
    return {match[1].lstrip("0") or "0": match[2].lower() for _line, match in read if match}


def newest(viewer: Viewer, most: int = SHOWN) -> list[LogCheck]:
    """The latest verifications, newest first."""
    event_log.only_auditors(viewer)
    return list(db.session.scalars(select(LogCheck).order_by(LogCheck.id.desc()).limit(most)))


def alarm(viewer: Viewer) -> LogCheck | None:
    """The last verification, if it found faults, for whoever reads the log."""
    if not event_log.reads(viewer):
        return None
    finished = select(LogCheck).where(LogCheck.finished_at.is_not(None)).order_by(LogCheck.id.desc()).limit(1)
    last = db.session.scalar(finished)
    return last if last and last.found else None


def nightly() -> None:
    """The verification of this night, once, however many workers ask for it. One of a night to come was asked for by a
    clock that was wrong and has been set right."""
    now = clock.local(clock.now())
    night = now.replace(hour=NIGHT, minute=0, second=0, microsecond=0)
    tonight = exists().where(LogCheck.person_id.is_(None), LogCheck.asked_at.between(night, night + DAY))
    if now < night or db.session.scalar(select(tonight)):
        return
    with writing():
        log.lock()
        if not db.session.scalar(select(tonight)):
            made(None, {})


def some() -> None:
    """Do the next verification that no other worker has in hand, where there is one; one that fails is tried again when
    its lease is over. Not inside `writing`."""
    with writing():
        taken = lease()
    if taken is None:
        return
    check_id, attempt, noted = taken
    if attempt <= MOST_ATTEMPTS:
        verdict, apart = log_verification.verdict(noted), reconciling.apart()
    else:
        verdict, apart = Verdict(0, "", [Finding(BROKEN, {"count": MOST_ATTEMPTS})]), None
    end(check_id, attempt, verdict, apart)


def lease() -> tuple[int, int, dict[int, str]] | None:
    """Take the next one, so that no other worker does: its number, the attempt, and what it is held against."""
    now = clock.now()
    waiting = (
        select(LogCheck).where(LogCheck.finished_at.is_(None), free(LogCheck, now)).order_by(LogCheck.id)
    )
    check = db.session.scalar(waiting.limit(1).with_for_update(skip_locked=True, of=LogCheck))
    if check is None:
        return None
    check.leased_until, check.attempts = now + LEASE, check.attempts + 1
    typed = {int(number): digest for number, digest in check.noted.items()}
    return check.id, check.attempts, earlier() | typed


def earlier() -> dict[int, str]:
    """The ends of earlier verifications that found nothing, digest by number."""
    whole = select(LogCheck.number, LogCheck.digest).where(
        LogCheck.finished_at.is_not(None), LogCheck.found == 0
    )
    rows = db.session.execute(whole.order_by(LogCheck.id.desc()).limit(COMPARED))
    return {row.number: row.digest for row in rows if row.number}


def end(check_id: int, attempt: int, verdict: Verdict, apart: reconciling.Apart | None) -> None:
    """Keep what it came to; faults and sums that differ are told to auditors and administrators."""
    ours = (LogCheck.id == check_id, LogCheck.attempts == attempt, LogCheck.finished_at.is_(None))
    values = {
        "finished_at": clock.now(),
        "leased_until": None,
        "number": verdict.number,
        "digest": verdict.digest,
        "found": len(verdict.findings),
        "findings": [[one.text, one.values] for one in verdict.findings[:MOST_TOLD]],
        "apart": apart,
    }
    with writing():
        kept = db.session.execute(update(LogCheck).where(*ours).values(**values))
        if not kept.rowcount:  # type: ignore[attr-defined]
            return
        if verdict.findings:
            tell(check_id, len(verdict.findings))
        if apart:
            tell_apart(check_id, len(apart))


def tell(check_id: int, count: int) -> None:
    link = links.to(f"/log/checks#check-{check_id}")
    for person in holders(("auditor", "admin")):
        with of_letters(person.language):
            subject = gettext("日志核对发现 %(count)d 处不符", count=count)
            body = gettext("系统的日志可能被改动过。请审计和系统管理员立即查明。\n详情：%(link)s", link=link)
        outbox.tell([person.id], subject, body, key=f"log-check:{check_id}")


def tell_apart(check_id: int, count: int) -> None:
    link = links.to("/finance/ledger")
    for person in holders(("auditor", "admin")):
        with of_letters(person.language):
            subject = gettext("台账核对发现 %(count)d 处不符", count=count)
            body = gettext(
                "台账中有合计与流水、案件或拨款不一致，请停止拨款。"
                "请审计打开台账逐案核对，请系统管理员运行 zhutui check-data。\n台账：%(link)s",
                link=link,
            )
        outbox.tell([person.id], subject, body, key=f"ledger-check:{check_id}")
