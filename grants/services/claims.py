"""Claims: what only one case at a time may hold. A unique row in the database is the last judge."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import delete, insert, select, tuple_

from grants.errors import NotAllowed
from grants.extensions import db
from grants.models import Application, Claimed
from grants.secrets import keyed_digest
from workflows.engine import Claim, Reason, Workflow

Keys = dict[str, tuple[Claim, str]]


def keys(workflow: Workflow, values: Mapping[str, Any], terms: Mapping[str, Any]) -> Keys:
    """The digests this case claims, by kind; `values` hold personal fields in clear."""
    found = ((claim, claim.key(values, terms)) for claim in workflow.claims)
    return {claim.kind: (claim, keyed_digest(key, f"claim:{claim.kind}")) for claim, key in found if key}


def slots(application: Application, wanted: Keys, terms: Mapping[str, Any]) -> dict[str, int]:
    """The first slot of each claim that no other case holds; 0 where all are taken."""
    pairs = [(kind, digest) for kind, (_claim, digest) in wanted.items()]
    if not pairs:
        return {}
    rows = db.session.execute(
        select(Claimed.kind, Claimed.slot).where(
            tuple_(Claimed.kind, Claimed.digest).in_(pairs), Claimed.application_id != application.id
        )
    )
    used = {(kind, slot) for kind, slot in rows}
    return {
        kind: next((n for n in range(1, limit(claim, terms) + 1) if (kind, n) not in used), 0)
        for kind, (claim, _digest) in wanted.items()
    }


def limit(claim: Claim, terms: Mapping[str, Any]) -> int:
    return (terms.get(claim.limit) if claim.limit else None) or 1


def take(application: Application, wanted: Keys, free: Mapping[str, int], again: bool) -> None:
    """Hold these claims in their free slots, and no other; `again` when the case has claimed before.

    Raises NotAllowed with a reason for each that others hold; another case that took the slot in this very
    moment ends this one in IntegrityError.
    """
    held = [claim for kind, (claim, _digest) in wanted.items() if not free[kind]]
    if held:
        raise NotAllowed([Reason(claim.sentence, {}, claim.rule) for claim in held])
    if again:
        db.session.execute(delete(Claimed).where(Claimed.application_id == application.id))
    rows = [
        {"kind": kind, "digest": digest, "slot": free[kind], "application_id": application.id}
        for kind, (_claim, digest) in wanted.items()
    ]
    if rows:
        db.session.execute(insert(Claimed), rows)


def release(application: Application, workflow: Workflow, state: str) -> None:
    """Give up the claims that end in this state."""
    ended = [claim.kind for claim in workflow.claims if state in claim.until]
    if ended:
        db.session.execute(
            delete(Claimed).where(Claimed.application_id == application.id, Claimed.kind.in_(ended))
        )
