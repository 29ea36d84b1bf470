"""What every step of a round's papers shares: when and by whom it is taken, how it is refused, how it is logged."""

from typing import Any, NamedTuple

from flask_babel import gettext

from grants.access import Viewer
from grants.errors import Forbidden, NotAllowed
from grants.extensions import db
from grants.models import Paper
from grants.services.notes import note
from grants.texts import N_
from workflows.engine import Reason

RULE = "W1"
NOT_NOW = Reason(N_("这份文书目前不能这样办理，请刷新页面查看最新情况。"), {}, RULE)


DRAFTS = ("prepared", "approved")  # papers of a round that are not sent yet


class Step(NamedTuple):
    """What takes a paper of this kind and status on, and the role that does it."""

    kind: str
    status: str
    role: str


STEPS = {
    "post": Step("public_notice", "prepared", "officer"),
    "approve": Step("naming_decision", "prepared", "leader"),
    "release": Step("naming_decision", "approved", "officer"),
}


def next_step(paper: Paper) -> str:
    """The name of the step that takes this paper on; "" where none does."""
    here = (paper.kind, paper.status)
    return next((name for name, step in STEPS.items() if (step.kind, step.status) == here), "")


def refuse(reasons: list[Reason]) -> None:
    if reasons:
        raise NotAllowed(reasons)


def may(viewer: Viewer, programme: str, *roles: str) -> None:
    if viewer.person is None or not viewer.roles(programme) & set(roles):
        raise Forbidden(gettext("您的角色不能办理这一步。"))


def record(viewer: Viewer, paper: Paper, action: str, duty: str, **more: Any) -> None:
    """The step in the log, under the round, with the number and the bytes it was taken with."""
    said = {"number": paper.number, "digest": paper.digest, **more}
    note(f"round:{paper.round_id}", action, viewer.person, duty, **said)
    db.session.flush()
