"""Erasing the personal fields of a case that is over, so that the log still proves everything else.

What was answered stands masked beside a sealed copy of its personal fields (docs/decisions/0003). Here the sealed
copies go for good. An event of its own says which answers were erased and what each one's digest is from then on:
whoever verifies the log accepts exactly these, and nothing else that differs.
"""

import json

from flask_babel import gettext
from sqlalchemy import delete, select

from grants import clock
from grants.canonical import canonical
from grants.errors import Conflict, Invalid, NotFound
from grants.extensions import db
from grants.models import Answer, Application, Draft, Event
from grants.services import answers, log
from workflows.states import STATES

ACTION = "anonymise"
SHORTEST = 5  # characters of a reason


def anonymise(number: str, reason: str) -> int:
    """Erase the personal fields of this case and its drafts; how many answers they were in. Inside `writing`.

    Erasing twice erases nothing more and says nothing more. Raises NotFound, Invalid (no real reason), Conflict
    (a case that is not over: it still needs them).
    """
    case = db.session.scalars(
        select(Application).where(Application.number == number).with_for_update(key_share=True)
    ).one_or_none()
    if case is None:
        raise NotFound
    if len(reason.strip()) < SHORTEST:
        raise Invalid({"reason": [gettext("请写明清除的事由，至少 %(shortest)d 个字。", shortest=SHORTEST)]})
    if not STATES[case.state].final:
        raise Conflict(gettext("案件 %(number)s 尚未结束，办理中仍需要个人信息，不能清除。", number=number))
    db.session.execute(delete(Draft).where(Draft.application_id == case.id))
    query = select(Answer).where(Answer.application_id == case.id).order_by(Answer.event_number)
    erased = {row.event_number: erase(row) for row in db.session.scalars(query) if row.sealed}
    if erased:
        said = canonical({"answers": erased, "reason": reason.strip()})
        log.append(
            Event(at=clock.now(), application_id=case.id, subject=number, action=ACTION, recorded=said)
        )
    return len(erased)


def erase(row: Answer) -> str:
    """Take the personal fields away; the digest of what is left."""
    row.sealed = None
    return answers.answers_digest(row.masked, {})


def allowed(case_id: int | None = None) -> dict[int, str]:
    """The digests of answers from which the personal fields were erased, by the number of their event; of one case
    where it is named."""
    query = select(Event.recorded).where(Event.action == ACTION).order_by(Event.number)
    query = query.where(Event.application_id == case_id) if case_id else query
    said = [json.loads(recorded)["answers"] for recorded in db.session.scalars(query)]
    return {int(number): digest for erased in said for number, digest in erased.items()}
