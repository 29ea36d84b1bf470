"""Making papers ready for the action that records them: numbers in a short transaction, rendering outside any lock."""

from collections.abc import Callable, Mapping
from typing import Any

from flask import current_app

from grants import clock
from grants.access import Viewer
from grants.database import writing
from grants.rendering import workshop
from grants.services import applications, documents, numbering
from grants.services.documents import AT_ONCE, Prepared

MAKES_PAPERS = frozenset({"prepare_papers", *AT_ONCE})
CHECKS_PAPERS = frozenset(
    {"approve_papers", "release"}
)  # compare the papers with what they would be made of now


def prepare(
    viewer: Viewer, number: str, action: str, raw: Mapping[str, Any] | None = None, version: int | None = None
) -> Prepared | None:
    """The papers of this action, rendered and kept; None for an action that makes none.

    Not to be called inside `writing`. Raises what `perform` would raise if the action is not open, and
    Problem where a paper is refused.
    """
    if action not in MAKES_PAPERS:
        return None
    with writing():
        opened, case = applications.examined(viewer, number, action, raw, version)
        kinds = documents.kinds_for(action, issues(opened), case)
        papers = numbering.reserve(opened.application, kinds, clock.today())
        contexts = documents.made(papers, opened.application, case, clock.today())
        version = opened.application.version
        by_id = {paper.id: paper.kind for paper in papers}
        programme = opened.application.programme
    return Prepared(documents.rendered(programme, by_id, contexts), version)


def issues(opened: Any) -> tuple[str, ...]:
    """The kinds of paper the programme releases."""
    return next((row.issues for row in opened.programme.workflow.actions if row.issues), ())


def nothing_more(_outcome: applications.Outcome) -> None:
    """What a caller adds to the transaction of a move when it adds nothing."""


def perform(
    viewer: Viewer,
    number: str,
    action: str,
    raw: Mapping[str, Any] | None = None,
    version: int | None = None,
    within: Callable[[applications.Outcome], None] = nothing_more,
) -> applications.Outcome:
    """Do one action in a transaction of its own, its papers made ready first. For pages, API and stories alike.

    `within` is called with the outcome before the commit: what it writes is kept with the move or not at all.
    Raises Stale where the case moved while its papers were rendered.
    """
    prepared = prepare(viewer, number, action, raw, version)
    if action in CHECKS_PAPERS:
        workshop.ready(current_app.config["FONTS_FOLDER"])
    wanted = version if prepared is None else prepared.version
    with writing():
        outcome = applications.perform(viewer, number, action, raw, wanted, prepared)
        within(outcome)
        return outcome


def rehearse(
    viewer: Viewer, number: str, action: str, raw: Mapping[str, Any] | None = None, version: int | None = None
) -> tuple[str, ...]:
    """The states this action would lead through; nothing is kept, no paper is rendered. Raises as `perform` does."""
    with writing(dry_run=True):
        if action not in MAKES_PAPERS:
            return applications.perform(viewer, number, action, raw, version).states
        opened, case = applications.examined(viewer, number, action, raw, version)
        return (opened.programme.workflow.step(action, case),)
