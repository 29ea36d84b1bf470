"""Making papers ready for the action that records them: numbers in a short transaction, rendering outside any lock."""

from collections.abc import Mapping
from typing import Any

from grants import clock
from grants.access import Viewer
from grants.database import writing
from grants.services import applications, documents
from grants.services.documents import AT_ONCE, Prepared

MAKES_PAPERS = frozenset({"prepare_papers", *AT_ONCE})


def prepare(
    viewer: Viewer, number: str, action: str, raw: Mapping[str, Any] | None = None
) -> Prepared | None:
    """The papers of this action, rendered and kept; None for an action that makes none.

    Not to be called inside `writing`. Raises what `perform` would raise if the action is not open, and
    Problem where a paper is refused.
    """
    if action not in MAKES_PAPERS:
        return None
    with writing():
        opened, case = applications.examined(viewer, number, action, raw)
        kinds = documents.kinds_for(action, issues(opened), case)
        papers = documents.reserve(opened.application, kinds, clock.today())
        contexts = documents.made(papers, opened.application, case, clock.today())
        version = opened.application.version
        by_id = {paper.id: paper.kind for paper in papers}
        programme = opened.application.programme
    return Prepared(documents.rendered(programme, by_id, contexts), version)


def issues(opened: Any) -> tuple[str, ...]:
    """The kinds of paper the programme releases."""
    return next((row.issues for row in opened.programme.workflow.actions if row.issues), ())


def perform(
    viewer: Viewer, number: str, action: str, raw: Mapping[str, Any] | None = None, version: int | None = None
) -> applications.Outcome:
    """Do one action in a transaction of its own, its papers made ready first. For pages, API and stories alike.

    Raises Stale where the case moved while its papers were rendered.
    """
    prepared = prepare(viewer, number, action, raw)
    wanted = version if prepared is None else prepared.version
    with writing():
        return applications.perform(viewer, number, action, raw, wanted, prepared)
