"""Making papers ready for the action that records them: numbers in a short transaction, rendering outside any lock."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from grants import clock
from grants.access import Viewer
from grants.database import reading, writing
from grants.services import applications, beside, documents, numbering, proofs
from grants.services.documents import Made, Prepared
from grants.services.proofs import Signed
from workflows.engine import Deed

CHECKS_PAPERS = ("approve_papers", "release")  # compare the papers with what they would be made of now
Sent = dict[int, tuple[str, Mapping[str, Any]]]  # digest and context of papers, by the id of their row


def prepare(
    viewer: Viewer, number: str, action: str, raw: Mapping[str, Any] | None = None, version: int | None = None
) -> Prepared | None:
    """The papers of this action, rendered and kept; None where it makes none.

    Not to be called inside `writing`. Raises what `perform` would raise if the action is not open, and
    Problem where a paper is refused.
    """
    if action in CHECKS_PAPERS:
        return compared(viewer, number, action, raw, version)
    if not beside.makes_papers(action):
        return None
    with writing():
        wanted = begun(viewer, number, action, raw, version)
    if not wanted.contexts:
        return None
    papers = documents.rendered(wanted.programme, wanted.kinds, wanted.contexts, wanted.counting)
    at_once = action != "prepare_papers"
    signed = proofs.signed({made.paper_id: (made.digest, made.context) for made in papers if at_once})
    return Prepared(papers, wanted.version, signed, wanted.deeds)


def compared(viewer: Viewer, number: str, action: str, raw: Any, version: int | None) -> Prepared:
    """Papers made before, found to be what they would be now, before any lock is taken; those that `release` sends
    are signed then: nothing is signed that may not be released."""
    with reading():
        papers, unsigned = current(viewer, number, action, raw, version, lock=False)
    return replace(unsigned, signed=proofs.signed(papers)) if action == "release" else unsigned


def current(
    viewer: Viewer, number: str, action: str, raw: Any, version: int | None, lock: bool = True
) -> tuple[Sent, Prepared]:
    """The digests and contexts of the papers an action rests on, and what was prepared but for their signatures. That
    they are current is not asked again while the case keeps its version: what changes beside it meanwhile, a template
    or a day off, changes as if after the action."""
    opened, case = applications.examined(viewer, number, action, raw, version, lock)
    rows = documents.rows_of(opened.application, "prepared", "approved")
    papers: Sent = {paper.id: (paper.digest, paper.context) for paper in rows}
    version = opened.application.version
    return papers, Prepared((), version, deeds=case.deeds, current=case.facts.papers_digest)


@dataclass(frozen=True)
class Wanted:
    """Papers that have their numbers and know what they will say; `kinds` by the id of their rows. `deeds` are the
    case's, in the `version` they were read; `counting` the own templates that counted then."""

    programme: str
    kinds: dict[int, str]
    contexts: list[tuple[int, dict[str, Any]]]
    version: int
    deeds: tuple[Deed, ...]
    counting: str | None


def begun(viewer: Viewer, number: str, action: str, raw: Any, version: int | None) -> Wanted:
    """The numbers and contexts of an action's papers; inside `writing`."""
    opened, case = applications.examined(viewer, number, action, raw, version)
    application, today = opened.application, clock.today()
    kinds = documents.kinds_for(action, opened.programme.workflow, case)
    papers = numbering.reserve(application, kinds, today) if kinds else []
    contexts = documents.made(papers, application, case, today)
    by_id = {paper.id: paper.kind for paper in papers}
    return Wanted(
        application.programme, by_id, contexts, application.version, case.deeds, application.own_templates
    )


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
    wanted = version if prepared is None else prepared.version
    with writing():
        outcome = applications.perform(viewer, number, action, raw, wanted, prepared)
        within(outcome)
        return outcome


def rehearse(
    viewer: Viewer,
    number: str,
    action: str,
    raw: Mapping[str, Any] | None = None,
    version: int | None = None,
    within: Callable[[applications.Outcome], None] = nothing_more,
) -> tuple[str, ...]:
    """The states this action would lead through; nothing is kept, no paper is rendered. Raises as `perform` does.

    `within` may look at the outcome while the database still holds it.
    """
    with writing(dry_run=True):
        unmade: Prepared | None = None
        if beside.makes_papers(action):
            wanted = begun(viewer, number, action, raw, version)
            papers = tuple(Made(row, data, "", {}) for row, data in wanted.contexts)
            unmade = Prepared(papers, wanted.version, {made.paper_id: Signed("", "") for made in papers})
        elif action == "release":
            papers_sent, unsigned = current(viewer, number, action, raw, version)
            signed = {row: Signed(said[0], "") for row, said in papers_sent.items()}
            unmade = replace(unsigned, signed=signed)
        outcome = applications.perform(viewer, number, action, raw, version, unmade)
        within(outcome)
        return outcome.states
