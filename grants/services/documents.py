"""Papers of a case: which an action makes, what they say, and their bytes, rendered outside any lock.

Rendering takes tenths of a second, so it never happens while a write lock is held: `preparing` gives out the
numbers in a short transaction of its own, renders, and hands the bytes to the action that records them
(`issuing`).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from grants import clock
from grants.canonical import digest_of
from grants.errors import NotAllowed, Problem
from grants.models import Application, Paper
from grants.rendering.faults import PaperRefused
from grants.services import blobs
from grants.services.paper_contexts import Subject, context
from grants.services.proofs import Signed
from grants.services.typesetting import described, own_of, render
from grants.texts import N_
from workflows.engine import Case, Deed, Reason, Workflow
from workflows.parts.payment import due_now

NOT_PREPARED = N_("文书尚未拟制完成，请重新办理“拟制文书”。")
# A kind named here is made only where the case gives it something to say.
ONLY_WHERE: Mapping[str, Callable[[Case], bool]] = {
    "funding_letter": lambda case: due_now(case) > 0,
    "project_certificate": lambda case: (
        case.last("replace_papers") is not None or not any(deed.action == "release" for deed in case.deeds)
    ),
    "recovery_notice": lambda case: bool(case["recover"]),
}


@dataclass(frozen=True)
class Made:
    """One rendered paper on its way into the case."""

    paper_id: int
    context: dict[str, Any]
    digest: str
    record: dict[str, Any]


@dataclass(frozen=True)
class Prepared:
    """The rendered papers of an action; `version` is the case's version they were made from.

    `signed` are the signatures of those the action releases, by the ids of their rows. What was read meanwhile need
    not be read again while the case keeps its version: its `deeds`, and the `current` basis of papers made before.
    """

    papers: tuple[Made, ...]
    version: int
    signed: Mapping[int, Signed] = field(default_factory=dict)
    deeds: tuple[Deed, ...] | None = None
    current: str = ""

    @property
    def basis(self) -> str:
        """A digest of all that went into the papers: their data, templates, fonts and renderer."""
        return digest_of({"records": [made.record for made in self.papers]})

    @property
    def digest(self) -> str:
        """The one digest the leader approves: of the digests of all papers."""
        return digest_of({"papers": [made.digest for made in self.papers]})


def kinds_for(action: str, workflow: Workflow, case: Case) -> tuple[str, ...]:
    """The kinds of paper an action makes: preparing makes what releasing will send."""
    row = workflow.action.get("release" if action == "prepare_papers" else action)
    wanted = row.issues if row else ()
    return tuple(kind for kind in wanted if kind not in ONLY_WHERE or ONLY_WHERE[kind](case))


def made(papers: list[Paper], application: Application, case: Case, today: date) -> list[tuple[int, dict]]:
    """The contexts of these papers, ready to be rendered without the database."""
    numbers = {paper.kind: paper.number for paper in papers}
    subjects = (
        Subject(paper.kind, application, case, paper.number, paper.code, today, numbers) for paper in papers
    )
    return [(paper.id, context(subject)) for paper, subject in zip(papers, subjects, strict=True)]


def rendered(
    programme: str, kinds: Mapping[int, str], contexts: list[tuple[int, dict]], counting: str | None = None
) -> tuple[Made, ...]:
    """Render and keep the bytes, with the own templates that were `counting` when the contexts were made; raises
    Problem with every reason a paper is refused for."""
    found, faults = [], []
    sources = own_of(programme, kinds.values(), counting)
    for paper_id, data in contexts:
        kind = kinds[paper_id]
        try:
            paper = render(kind, programme, data, sources.get(kind, ""))
        except PaperRefused as refused:
            faults += [str(sentence) for sentence in refused.sentences]
            continue
        blobs.put(paper.pdf)
        found.append(Made(paper_id, data, paper.digest, paper.record))
    if faults:
        raise Problem(*dict.fromkeys(faults))
    return tuple(found)


def recorded(prepared: Prepared | None) -> dict[str, Any]:
    """What the log keeps of prepared papers."""
    if prepared is None or not prepared.papers:
        raise NotAllowed([Reason(NOT_PREPARED, {}, "W1")])
    return {
        "digest": prepared.digest,
        "basis": prepared.basis,
        "papers": {str(made.paper_id): made.digest for made in prepared.papers},
        "dated_on": clock.today().isoformat(),
    }


def dated(case: Case) -> date:
    """The day the standing papers bear."""
    found = case.answers("prepare_papers").get("dated_on")
    return found or clock.today()


def rows_of(application: Application, *statuses: str) -> list[Paper]:
    return [paper for paper in application.papers if paper.status in statuses]


def basis_now(application: Application, case: Case) -> str:
    """The basis the prepared papers would have if they were made again now; '' when none are prepared."""
    papers = rows_of(application, "prepared", "approved")
    if not papers or case.last("prepare_papers") is None:
        return ""
    kinds = [paper.kind for paper in papers]
    said = [data for _id, data in made(papers, application, case, dated(case))]
    try:
        papers_now = zip(kinds, said, strict=True)
        records = described(application.programme, papers_now, application.own_templates)
    except PaperRefused:
        return ""
    return digest_of({"records": records})
