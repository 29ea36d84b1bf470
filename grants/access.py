"""The one rule of who may see and do what. Lists, pages, counts, searches, exports, files, messages and the API
all ask here, so that none of them can forget what another remembers."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, exists, false, or_, select, true

from grants.models import Application, Assignment
from grants.models.people import OF_ORGANISATION
from grants.programmes import PROGRAMMES
from workflows.engine import Actor

OFFICE = ("officer", "leader", "auditor")
FINANCE = ("maker", "checker")
OF_FIGURES = (*OFFICE, *FINANCE, "admin")  # who read rounds whole, and figures of any period
OF_MONEY = (*FINANCE, "leader", "auditor")  # who read payments on their way and what has to come back
# Who may know what number an event has in the log, which runs through all cases: to others a gap would tell that
# somebody acted elsewhere, or here and unseen by them.
OF_THE_LOG = (*OFFICE, *FINANCE)
MONEY_STATES = ("paying", "running", "mending", "suspended", "accepting", "recovering", "closed", "revoked")
OPEN_TO_EXPERT = ("cleared", "reviewed")  # an expert opens a dossier after declaring to have no conflict


@dataclass(frozen=True)
class Held:
    """A role held today: where, for which programme (None: all), and for whom when by delegation."""

    role: str
    organisation: int | None = None
    programme: str | None = None
    principal: int | None = None


@dataclass(frozen=True)
class Viewer:
    """Who is looking. Nobody signed in is `Viewer()`."""

    person: int | None = None
    held: tuple[Held, ...] = ()

    def roles(self, programme: str | None = None) -> frozenset[str]:
        """Roles held, in this programme when one is named."""
        return frozenset(h.role for h in self.held if programme is None or h.programme in (None, programme))

    def programmes(self, *roles: str) -> list[str]:
        """The programmes in which one of these roles is held."""
        return [slug for slug in PROGRAMMES if self.roles(slug) & set(roles)]

    def only(self, *roles: str) -> bool:
        """Whether they hold no role but these."""
        return self.roles() <= set(roles)

    def organisations(self, role: str | None = None) -> frozenset[int]:
        return frozenset(
            h.organisation for h in self.held if h.organisation and (role is None or h.role == role)
        )


def visible(viewer: Viewer) -> ColumnElement[bool]:
    """The predicate of every list: the cases this viewer may know of at all."""
    return seen_through(viewer, viewer.held)


def sums_visible(viewer: Viewer) -> ColumnElement[bool]:
    """The same of the cases whose sums this viewer may know: an expert judges without them."""
    return seen_through(viewer, (held for held in viewer.held if held.role != "expert"))


def experts_visible(viewer: Viewer) -> ColumnElement[bool]:
    """The same of the cases whose experts this viewer may know: as one of the office, not as one of its unit too."""
    return seen_through(viewer, (held for held in viewer.held if held.role in OFFICE))


def sums_told(viewer: Viewer, application: Application) -> bool:
    """Whether a line of a list tells this viewer the case's sums and grade: whoever is more to it than its expert."""
    return bool(roles_toward(viewer, application).keys() & {*OF_ORGANISATION, *OFFICE, *FINANCE})


def seen_through(viewer: Viewer, roles: Iterable[Held]) -> ColumnElement[bool]:
    rules = [rule for held in set(roles) if (rule := seen_as(viewer, held)) is not None]
    return or_(*rules) if rules else false()


def seen_as(viewer: Viewer, held: Held) -> ColumnElement[bool] | None:
    """What one role lets somebody see; None when nothing."""
    here = Application.programme == held.programme if held.programme else true()
    if held.role in OF_ORGANISATION:
        return and_(Application.organisation_id == held.organisation, here)
    if held.role in OFFICE:  # a past award is a draft only until it is registered, in the same transaction
        return and_(or_(Application.state != "draft", Application.origin == "imported"), here)
    if held.role in FINANCE:
        return and_(or_(Application.state.in_(MONEY_STATES), Application.paid > 0), here)
    if held.role == "expert":
        # a selection of its own, also where whoever asks joins assignments
        mine = select(Assignment.application_id).where(
            Assignment.application_id == Application.id,
            Assignment.person_id == viewer.person,
            Assignment.status != "conflicted",
        )
        return and_(exists(mine.correlate(Application)), Application.state != "draft", here)
    return None


def roles_toward(viewer: Viewer, application: Application, assignment: str | None = None) -> dict[str, Held]:
    """The roles this viewer holds toward this case. `assignment` is the status of the viewer's own assignment."""
    found: dict[str, Held] = {}
    for held in viewer.held:
        if held.programme not in (None, application.programme):
            continue
        if held.role in OF_ORGANISATION and held.organisation != application.organisation_id:
            continue
        if held.role == "expert" and assignment in (None, "conflicted"):
            continue
        if held.role not in found or held.principal is None:
            found[held.role] = held
    return found


def actor(viewer: Viewer, roles: dict[str, Held], by: tuple[str, ...]) -> Actor:
    """Who acts when this viewer does an action that is done `by` these roles: for themselves where they can."""
    mine = next((roles[role] for role in by if role in roles), None)
    principal = str(mine.principal) if mine and mine.principal else ""
    return Actor(str(viewer.person or ""), frozenset(roles) | {"public"}, principal)


# Whose answers one may read, by action: the roles beside those who gave them. An action left out is read by
# everyone who may open the case. Both sides of a secret stand here: nobody else learns that the act happened.
CONFIDENTIAL: dict[str, tuple[str, ...]] = {
    "assign": OFFICE,
    "declare_interest": OFFICE,
    "review": OFFICE,
    "conclude_review": OFFICE,
    "visit": OFFICE,
    "present": OFFICE,
    "propose": OFFICE,
    "remand": OFFICE,
    "object": OFFICE,
    "dismiss_objection": OFFICE,
    "uphold_objection": OFFICE,
    "prepare_papers": OFFICE,
    "approve_papers": OFFICE,
    "prepare_payment": OF_MONEY,
    "return_payment": OF_MONEY,
    "approve_payment": OF_MONEY,
    "record_recovery": OF_MONEY,
    "return_recovery": OF_MONEY,
    "propose_write_off": (*FINANCE, *OFFICE),
    "refuse_write_off": (*FINANCE, *OFFICE),
}


def may_read_deed(roles: frozenset[str], person: str, action: str, by: str) -> bool:
    """Whether a deed - its answers and that it happened - is open to somebody with these roles toward the case."""
    if person and person == by:
        return True
    allowed = CONFIDENTIAL.get(action)
    if allowed is not None:
        return bool(roles & set(allowed))
    return "expert" not in roles or bool(roles - {"expert", "public"}) or action == "submit"


def told_to_all(action: str, before: str, after: str) -> bool:
    """Whether everyone who may see the case may notice this deed: it is open to all of them, or it changed the state
    they see. Nothing else moves a case in a list."""
    return before != after or action not in CONFIDENTIAL


def may_open(roles: dict[str, Held], assignment: str | None) -> bool:
    """The dossier opens to everyone who may see the case, but to an expert only once interest is declared."""
    if set(roles) - {"expert"}:
        return True
    return "expert" in roles and assignment in OPEN_TO_EXPERT


# Whose roles may see personal data in clear, each time with a reason that is logged; finance, where money goes
# and nothing else. The unit sees its own; a leader decides without.
MAY_UNMASK = ("officer", "auditor", "maker", "checker")
PAYEE_FIELDS = ("card_number", "payee_account", "account")


def may_unmask(roles: frozenset[str], path: str) -> bool:
    """Whether these roles toward a case may ask to see the personal field at this path."""
    mine = roles & set(MAY_UNMASK)
    return bool(mine - set(FINANCE)) or (bool(mine) and path in PAYEE_FIELDS)
