"""Tokens of the API: made by a person for themselves, shown once, kept as digests, ended by a date or at once."""

from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from grants import clock
from grants.access import Viewer
from grants.errors import NotFound
from grants.extensions import db
from grants.models import ApiToken, Person
from grants.services import log
from grants.services.links import new_token, token_digest
from grants.services.notes import account, note

PREFIX = "zhutui_"  # lets a scanner find a token that slipped into a file
LONGEST = 365


def create(viewer: Viewer, name: str, days: int) -> tuple[ApiToken, str]:
    """A new token and its secret, which is nowhere else."""
    token, _ = new_token()
    secret = PREFIX + token
    now = clock.now()
    made = ApiToken(
        person_id=own(viewer),
        name=name,
        token_digest=token_digest(secret),
        created_at=now,
        expires_at=now + timedelta(days=min(days, LONGEST)),
    )
    db.session.add(made)
    db.session.flush()
    note(account(viewer.person), "token_created", viewer.person, token=made.id, days=days)
    return made, secret


def own(viewer: Viewer) -> int:
    if viewer.person is None:
        raise NotFound
    return viewer.person


def listed(viewer: Viewer) -> list[ApiToken]:
    """One's own tokens, the newest first."""
    found = select(ApiToken).where(ApiToken.person_id == own(viewer)).order_by(ApiToken.id.desc())
    return list(db.session.scalars(found))


def revoke(viewer: Viewer, token_id: int) -> ApiToken:
    """End a token at once; twice is once."""
    log.lock()
    found = db.session.get(ApiToken, token_id)
    if found is None or found.person_id != own(viewer):
        raise NotFound
    if found.revoked_at is None:
        found.revoked_at = clock.now()
        note(account(viewer.person), "token_revoked", viewer.person, token=found.id)
    return found


def person_of(secret: str) -> Person | None:
    """Whose living token this is, with roles, in one statement; nobody's: None."""
    found = (
        select(Person)
        .join(ApiToken, ApiToken.person_id == Person.id)
        .where(ApiToken.token_digest == token_digest(secret), Person.active)
        .where(ApiToken.revoked_at.is_(None), ApiToken.expires_at > clock.now())
        .options(joinedload(Person.memberships))
    )
    return db.session.scalars(found).unique().one_or_none()
