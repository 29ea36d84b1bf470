"""Papers drawn of a case when somebody asks for them: of the case as it stands, not numbered and not kept."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from grants import access
from grants.access import Viewer
from grants.errors import NotFound, Problem
from grants.models.people import OF_ORGANISATION
from grants.rendering.faults import PaperRefused
from grants.services import cases, dossiers, typesetting
from grants.services.case_papers import application, contents, review, write_off
from grants.services.case_papers.common import Asked, short
from grants.services.dossiers import Dossier


@dataclass(frozen=True)
class Drawn:
    """One kind: who may ask for it, whether the case has something to say with it yet, and what it says."""

    roles: tuple[str, ...]
    ready: Callable[[Dossier], bool]
    context: Callable[[Asked], dict[str, Any]]


KINDS: dict[str, Drawn] = {
    "application_form": Drawn(
        (*OF_ORGANISATION, *access.OFFICE), application.ready, application.application_form
    ),
    "review_summary": Drawn(access.OFFICE, review.ready, review.review_summary),
    "write_off_form": Drawn(
        access.CONFIDENTIAL["propose_write_off"], write_off.ready, write_off.write_off_form
    ),
    "dossier_contents": Drawn(access.OFFICE, contents.ready, contents.dossier_contents),
}


def offered(dossier: Dossier) -> tuple[str, ...]:
    """The kinds this reader may have drawn of this case now."""
    return tuple(name for name, kind in KINDS.items() if may_have(kind, dossier))


def code(dossier: Dossier) -> str:
    """The code that a sheet printed from the newest submission bears; '' where this reader sees none."""
    digests = [e.event.answers_digest for e in dossier.entries if e.action.name == "submit"]
    return short(digests[-1]) if digests else ""


def may_have(kind: Drawn, dossier: Dossier) -> bool:
    return dossier.open and bool(dossier.roles & set(kind.roles)) and kind.ready(dossier)


def drawn(viewer: Viewer, number: str, kind: str) -> bytes:
    """The paper of this kind, laid out now. NotFound where there is none for this viewer; Problem with all reasons
    where something in the case cannot be printed."""
    dossier = dossiers.dossier(viewer, number)
    if kind not in offered(dossier):
        raise NotFound
    opened = cases.opened(viewer, dossier.application)
    context = KINDS[kind].context(Asked(dossier, opened))
    try:
        return typesetting.render(kind, dossier.application.programme, context).pdf
    except PaperRefused as refused:
        raise Problem(*(str(sentence) for sentence in refused.sentences)) from refused
