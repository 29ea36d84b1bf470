"""Writes that may be sent twice: the answer is kept under the caller's key in the transaction of the write itself.

So a retry after a lost answer gets that answer and changes nothing, also when both arrive at once. Only what was
done is kept: a refusal changed nothing, and the same key may be tried again.
"""

import hashlib
import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from flask import Response, g, request
from flask_babel import gettext
from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError

from grants import clock
from grants.errors import Conflict, Problem
from grants.extensions import db
from grants.models import IdempotentAnswer

HEADER = "Idempotency-Key"
LONGEST_KEY = 120
KEPT = timedelta(days=7)

Told = dict[str, Any]
Keep = Callable[[Told], Told]


def once(content: Any, write: Callable[[Keep], Told], status: int = 200) -> Response:
    """Do a write at most once for its key. `content` is what was sent, beside method and path.

    `write` gives its answer to the function it is given, inside its transaction, and returns it.
    """
    key, digest = key_given(), digest_of(content)
    found = known(key, digest)
    if found is not None:
        return found

    def keep(answer: Told) -> Told:
        kept(key, digest, status, json.dumps(answer, ensure_ascii=False))
        return answer

    try:
        answer = write(keep)
    except (Problem, IntegrityError):  # it may be that the same request has won meanwhile
        db.session.rollback()
        found = known(key, digest)
        if found is None:
            raise
        return found
    return told(status, json.dumps(answer, ensure_ascii=False))


def key_given() -> str:
    """The caller's key; raises Problem where there is none or it cannot be kept."""
    key = request.headers.get(HEADER, "").strip()
    if not (key.isascii() and key.isprintable() and 0 < len(key) <= LONGEST_KEY):
        raise Problem(
            gettext(
                "写入请求须在请求头 %(header)s 中给出自定的幂等键（1 至 %(limit)d 个可见 ASCII 字符），重试时不变。",
                header=HEADER,
                limit=LONGEST_KEY,
            )
        )
    return key


def digest_of(content: Any) -> str:
    """What the request was: the same key may not be used for another."""
    told_apart = [request.method, request.path, content]
    return hashlib.sha256(json.dumps(told_apart, sort_keys=True).encode()).hexdigest()


def known(key: str, digest: str) -> Response | None:
    """The answer given under this key, if any; raises Conflict where the request was another one."""
    query = select(IdempotentAnswer).where(
        IdempotentAnswer.person_id == g.viewer.person, IdempotentAnswer.key == key
    )
    row = db.session.scalar(query)
    if row is None:
        return None
    if row.request_digest != digest:
        raise Conflict(gettext("这个幂等键已用于内容不同的请求，未作任何改动；请换一个新的键。"))
    response = told(row.status, row.body)
    response.headers["Idempotent-Replayed"] = "true"
    return response


def kept(key: str, digest: str, status: int, body: str) -> None:
    """The row, and away with the caller's old ones."""
    now = clock.now()
    mine = IdempotentAnswer.person_id == g.viewer.person
    db.session.execute(delete(IdempotentAnswer).where(mine, IdempotentAnswer.created_at < now - KEPT))
    row = IdempotentAnswer(
        person_id=g.viewer.person, key=key, request_digest=digest, status=status, body=body, created_at=now
    )
    db.session.add(row)


def told(status: int, body: str) -> Response:
    return Response(body, status, mimetype="application/json")
