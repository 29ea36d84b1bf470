"""The office writes its own wordings of messages: who may, the list of all messages, previews, and keeping a version.

Every message has a shipped wording; an own one replaces it from the next message on, and can be taken back. What was
put in words before stays as it was.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from grants import clock
from grants.access import Viewer
from grants.errors import Invalid, NotFound
from grants.extensions import db
from grants.models import OwnTemplate
from grants.programmes import PROGRAMMES
from grants.services import cases, links, notifications, own_versions, wordings
from grants.services.message_words import NEXT, URGENT, Wording
from grants.services.notes import note
from grants.services.own_versions import Version, Wanted
from grants.services.wordings import LANGUAGES, Kind

EDITORS = ("officer", "admin")
SAMPLE_DAY = timedelta(days=9)


@dataclass(frozen=True)
class Line:
    """A message of a programme in the list: what it says now, but for the link, and whose wording that is."""

    occasion: str
    label: str
    audience: str
    urgent: bool
    text: str
    version: int
    own: bool
    made_by: str
    made_at: datetime | None


def programmes(viewer: Viewer) -> list[str]:
    """The programmes whose messages this viewer may word: officers and administrators."""
    found = viewer.programmes(*EDITORS)
    if not found:
        raise NotFound
    return found


def allowed(viewer: Viewer, programme: str, occasion: str, audience: str) -> None:
    """NotFound unless there is such a message and this viewer may word it."""
    if programme not in programmes(viewer) or (occasion, audience) not in wordings.kinds(
        PROGRAMMES[programme]
    ):
        raise NotFound


def listing(viewer: Viewer, programme: str, language: str) -> list[Line]:
    """Every message of a programme, in two statements."""
    if programme not in programmes(viewer):
        raise NotFound
    owned, known = wordings.own(), own_versions.newest()
    return [
        line(programme, kind, wordings.standing(owned, programme, *kind, language), known)
        for kind in wordings.kinds(PROGRAMMES[programme])
    ]


def line(programme: str, kind: Kind, wording: Wording, known: Mapping[tuple[str, str], Version]) -> Line:
    occasion, audience = kind
    newest = own_versions.told(known.get((programme, f"{occasion}/{audience}")))
    label = wordings.occasion_label(programme, occasion)
    text = " ".join(wording.body.replace("{link}", "").split())
    return Line(occasion, label, audience, occasion in URGENT, text, *newest)


def versions(viewer: Viewer, programme: str, occasion: str, audience: str) -> list[Version]:
    """Every version ever kept with the name of who made it, the newest first."""
    allowed(viewer, programme, occasion, audience)
    return own_versions.listed(programme, f"{occasion}/{audience}")


def shipped(occasion: str, audience: str) -> dict[str, Wording]:
    return {language: wordings.shipped(occasion, audience, language) for language in LANGUAGES}


def preview(
    viewer: Viewer, programme: str, kind: Kind, words: Mapping[str, Wording], number: str = ""
) -> dict[str, Wording]:
    """The message as it would be read, of a sample or of a case this viewer may see. Raises Invalid with all faults."""
    allowed(viewer, programme, *kind)
    if faults := wordings.faults(programme, kind, words):
        raise Invalid(faults)
    given = of_case(viewer, programme, kind, number.strip()) if number.strip() else sample(programme, kind)
    return {language: wordings.told(wording, given, language) for language, wording in words.items()}


def of_case(viewer: Viewer, programme: str, kind: Kind, number: str) -> dict:
    """What the message would be given of this case as it stands."""
    application = cases.find(viewer, number)
    if application.programme != programme:
        raise NotFound
    return sample(programme, kind) | notifications.given(
        application, application.state, turn(programme, kind, application.state)
    )


def sample(programme: str, kind: Kind) -> dict:
    """A made-up case at the place where this message is told."""
    occasion, _audience = kind
    row = PROGRAMMES[programme].workflow.action.get(occasion)
    state = (row.dest or row.sources[0]) if row else occasion.removeprefix("due_")
    state = state if state in PROGRAMMES[programme].workflow.state else "draft"
    number = f"{programme}-{clock.today().year}-A1B2C3"
    return {
        "number": number,
        "title": "示例",
        "programme": programme,
        "state": state,
        "role": turn(programme, kind, state),
        "due": (clock.today() + SAMPLE_DAY).isoformat(),
        "left": 5,
        "letter": "reward_notice",
        "link": links.to(f"/applications/{number}"),
    }


def turn(programme: str, kind: Kind, state: str) -> str:
    """Whose turn it is when this message is told."""
    return NEXT.get(kind[0]) or PROGRAMMES[programme].workflow.state[state].turn


def keep(
    viewer: Viewer, programme: str, kind: Kind, words: Mapping[str, Wording], reason: str, seen: int
) -> OwnTemplate:
    """A new version, or without words back to what is shipped; inside `writing`. Logged, with what changed to what.

    Raises Invalid with all faults, Conflict where somebody else was quicker or nothing would change.
    """
    allowed(viewer, programme, *kind)
    if faults := wordings.faults(programme, kind, words):
        raise Invalid(faults)
    source = wordings.source(words) if words and words != shipped(*kind) else ""
    name = "/".join(kind)
    made = own_versions.added(viewer, programme, name, Wanted(source, reason, seen))
    told = {"version": made.version, "digest": made.digest if source else "", "reason": made.reason}
    note(f"wording:{programme}/{name}", "own_wording", viewer.person, **told)
    db.session.flush()
    return made
