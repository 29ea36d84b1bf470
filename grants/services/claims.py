"""Claims: what only one case at a time may hold. A unique row in the database is the last judge."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import delete, select, tuple_

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


def held_by_others(application: Application, wanted: Keys, terms: Mapping[str, Any]) -> dict[str, int]:
    """How many other cases hold each claim, by kind."""
    pairs = [(kind, digest) for kind, (_claim, digest) in wanted.items()]
    if not pairs:
        return {}
    rows = db.session.execute(
        select(Claimed.kind, Claimed.slot).where(
            tuple_(Claimed.kind, Claimed.digest).in_(pairs), Claimed.application_id != application.id
        )
    )
    counts: dict[str, int] = {}
    for kind, _slot in rows:
        counts[kind] = counts.get(kind, 0) + 1
    return counts


def limit(claim: Claim, terms: Mapping[str, Any]) -> int:
    return (terms.get(claim.limit) if claim.limit else None) or 1


def full(wanted: Keys, held: Mapping[str, int], terms: Mapping[str, Any]) -> frozenset[str]:
    """The kinds of which no more may be claimed."""
    return frozenset(k for k, (claim, _digest) in wanted.items() if held.get(k, 0) >= limit(claim, terms))


def take(application: Application, wanted: Keys, terms: Mapping[str, Any]) -> None:
    """Hold these claims and no other, each in the first free slot.

    Raises NotAllowed where every slot is taken by now; two at once for one slot end in IntegrityError.
    """
    db.session.execute(delete(Claimed).where(Claimed.application_id == application.id))
    pairs = [(kind, digest) for kind, (_claim, digest) in wanted.items()]
    rows = db.session.execute(
        select(Claimed.kind, Claimed.slot).where(tuple_(Claimed.kind, Claimed.digest).in_(pairs))
    )
    used: dict[str, set[int]] = {}
    for kind, slot in rows:
        used.setdefault(kind, set()).add(slot)
    for kind, (claim, digest) in wanted.items():
        free = [n for n in range(1, limit(claim, terms) + 1) if n not in used.get(kind, ())]
        if not free:
            raise NotAllowed([Reason(claim.sentence, {}, claim.rule)])
        db.session.add(Claimed(kind=kind, digest=digest, slot=free[0], application_id=application.id))


def release(application: Application, workflow: Workflow, state: str) -> None:
    """Give up the claims that end in this state."""
    ended = [claim.kind for claim in workflow.claims if state in claim.until]
    if ended:
        db.session.execute(
            delete(Claimed).where(Claimed.application_id == application.id, Claimed.kind.in_(ended))
        )
