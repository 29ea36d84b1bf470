"""The beginning of a case: a draft in a round, of one unit."""

from flask_babel import gettext
from sqlalchemy import ScalarSelect, select

from grants import clock
from grants.access import Viewer
from grants.errors import Conflict, Forbidden, NotFound
from grants.extensions import db
from grants.models import Application, Attachment, Draft, Round, RoundTerms
from grants.services import recognition
from grants.services.codes import code


def create(viewer: Viewer, round_id: int, organisation_id: int, origin: str = "applied") -> Application:
    """A new draft in a round, for one of the viewer's organisations (for any, when past awards are imported). Raises
    Conflict outside the round's window; past awards are registered in it all the same."""
    round_ = taking(viewer, db.session.get(Round, round_id), organisation_id, origin == "imported")
    now = clock.now()
    application = Application(
        number=new_number(round_),
        programme=round_.programme,
        round_id=round_id,
        terms_id=newest_terms(round_id),
        organisation_id=organisation_id,
        state="draft",
        origin=origin,
        created_by=viewer.person,
        created_at=now,
        updated_at=now,
    )
    db.session.add(application)
    db.session.flush()
    return application


def taken_up(viewer: Viewer, round_id: int, organisation_id: int) -> Application:
    """The draft one begins on a page: one of theirs in which nothing was typed or handed in yet, else a new one, so
    that who presses twice, or comes back, has one. Raises as `create` does."""
    taking(viewer, db.session.get(Round, round_id), organisation_id, False)
    recognition.one_by_one(viewer)
    typed = select(Draft.id).where(Draft.application_id == Application.id).exists()
    handed_in = select(Attachment.id).where(Attachment.application_id == Application.id).exists()
    blank = select(Application).where(
        Application.round_id == round_id,
        Application.terms_id == newest_terms(round_id),
        Application.organisation_id == organisation_id,
        Application.created_by == viewer.person,
        Application.state == "draft",
        ~typed,
        ~handed_in,
    )
    found = db.session.scalars(blank.order_by(Application.id).limit(1)).first()
    return found or create(viewer, round_id, organisation_id)


def taking(viewer: Viewer, round_: Round | None, organisation_id: int, imported: bool) -> Round:
    """The round, where this viewer may begin a case of this organisation in it now."""
    if round_ is None or not (round_.published or imported):
        raise NotFound
    own = organisation_id in viewer.organisations("applicant")
    if not own and not (imported and "officer" in viewer.roles(round_.programme)):
        raise Forbidden(gettext("只有本单位的申报人可以新建申报。"))
    if not imported and (refused := refusal(round_)):
        raise Conflict(refused)
    return round_


def refusal(round_: Round) -> str:
    """Why nothing can be begun in this round now; "" while something can.

    Not before it opens either: a draft pins the round's parameters, which the office may still change, and its window,
    which may then no more be put off.
    """
    now = clock.now()
    if not round_.published:
        return gettext("本批次尚未发布，还不能新建申报。")
    if now < round_.opens_at:
        opens = f"{clock.local(round_.opens_at):%Y-%m-%d %H:%M}"
        return gettext("本批次%(opens)s起受理，届时可以新建申报；现在可以先自查条件。", opens=opens)
    if now > round_.closes_at:
        closed = f"{clock.local(round_.closes_at):%Y-%m-%d %H:%M}"
        return gettext("本批次已于%(closes)s截止，不能再新建申报。", closes=closed)
    return ""


def newest_terms(round_id: int) -> ScalarSelect[int]:
    """The parameters that count now, found as the draft is written."""
    versions = select(RoundTerms.id).where(RoundTerms.round_id == round_id)
    return versions.order_by(RoundTerms.version.desc()).limit(1).scalar_subquery()


def new_number(round_: Round) -> str:
    """A number that tells the programme and year, and nothing about how many others there are."""
    return f"{round_.programme}-{round_.year}-{code(6)}"
