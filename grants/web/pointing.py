"""From what the office finds while screening into the return: what is pointed at, and what the checklist says."""

from flask import flash, g, redirect, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from grants.database import writing
from grants.errors import Stale
from grants.services import asking, drafts, screening
from grants.services.asking import Asked, Raw
from grants.web import sections
from grants.web.saving import conflicting, keep
from grants.web.screening import RETURN


def pointed(found: Asked, raw: Raw) -> bool:
    """Whether a button beside an answer was pressed: then the return has one row more, and nothing is done yet."""
    mark = request.form.get("add_fault")
    if not mark or "faults" not in found.form.fields:
        return False
    raw["faults"] = screening.joined(raw.get("faults") or [], screening.pointed_at(found.programme, [mark]))
    return True


def to_return(found: Asked, raw: Raw) -> ResponseReturnValue:
    """Keep the checklist, and go on to the return with what was ticked and what was found not met in it."""
    try:
        keep(found, raw)
    except Stale:
        return conflicting(found, raw)
    wanted = asking.asked(g.viewer, found.application.number, RETURN)
    rows = screening.unmet(found.programme, raw.get("checklist") or [])
    rows += screening.pointed_at(found.programme, request.form.getlist("mark"))
    before = wanted.known.get("faults") or []
    faults = screening.joined(before, rows)
    with writing():
        drafts.save(g.viewer, found.application.number, RETURN, wanted.known | {"faults": faults})
    if rows:
        flash(gettext("已列入 %(count)s 处，请写明问题和改法。", count=len(rows)), "good")
    return redirect(sections.address(wanted), 303)
