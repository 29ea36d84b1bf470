"""The round of a programme under which its past awards are registered."""

from sqlalchemy import select

from forms.base import defaults
from grants.access import Viewer
from grants.clock import today
from grants.extensions import db
from grants.models import Round
from grants.programmes import PROGRAMMES
from grants.services import round_changes
from grants.services.rounds import PAST


def past_round(viewer: Viewer, programme: str) -> Round:
    """The round of past awards, made when there is none. Not published; its money follows what is registered."""
    round_changes.owned(viewer, programme)
    year = today().year
    known = select(Round).filter_by(programme=programme, name=PAST).order_by(Round.id)
    found = db.session.scalars(known).first()
    if found is not None:
        return found
    raw = defaults(PROGRAMMES[programme].round_form, year) | {"appropriation": "0"}
    return round_changes.open_round(viewer, programme, {"year": year, "name": PAST}, raw)
