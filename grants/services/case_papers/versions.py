"""Which version of an application a printed sheet bears the code of."""

from grants.access import Viewer
from grants.errors import NotFound
from grants.services import cases, dossiers
from grants.services.case_papers import application
from grants.services.case_papers.common import Asked, short

NEWEST, EARLIER, DRAFT, OTHER = "newest", "earlier", "draft", "other"


def of(viewer: Viewer, number: str, code: str) -> str:
    """NEWEST or EARLIER submission, the DRAFT as it stands, or OTHER; NotFound where the case is not this viewer's."""
    dossier = dossiers.dossier(viewer, number)
    if not dossier.open:
        raise NotFound
    asked = Asked(dossier, cases.opened(viewer, dossier.application))
    submitted = [short(record.event.answers_digest) for record in application.submissions(asked)]
    if code in submitted:
        return NEWEST if code == submitted[-1] else EARLIER
    draft = application.draft_of(asked)
    return DRAFT if draft and code == application.code_of(draft) else OTHER
