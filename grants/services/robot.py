"""The office's chat robot: a group is told that a case waits for the office, by the JSON that WeCom and DingTalk read.

What is told names the case, its state and the role whose turn it is; no unit, no person, no sum.
"""

import json
from collections.abc import Iterable, Iterator
from http.client import HTTPException
from urllib.request import Request, urlopen

from grants.services.outbox import Parcel

SECONDS = 20
MOST = 10_000  # bytes of an answer that are read
REFUSALS = (OSError, HTTPException, ValueError)


def deliver(url: str, parcels: Iterable[Parcel]) -> Iterator[tuple[Parcel, str]]:
    """Post these one after the other; each with "" or the reason why it was not accepted."""
    for parcel in parcels:
        yield parcel, posted(url, parcel)


def posted(url: str, parcel: Parcel) -> str:
    """ "" when the robot took it. The reason names no address: that of a robot is its password."""
    content = json.dumps({"msgtype": "text", "text": {"content": f"{parcel.subject}\n{parcel.body}".strip()}})
    request = Request(url, content.encode(), {"Content-Type": "application/json"})  # noqa: S310 - configured
    try:
        with urlopen(request, timeout=SECONDS) as answer:  # noqa: S310
            return refusal(answer.read(MOST))
    except REFUSALS as no:
        return f"{type(no).__name__}: {getattr(no, 'code', '') or getattr(no, 'reason', '')}"[:300]


def refusal(answer: bytes) -> str:
    """Such robots answer 200 whatever they think; `errcode` says it."""
    try:
        told = json.loads(answer)
    except ValueError:
        return ""
    code = told.get("errcode") if isinstance(told, dict) else None
    return f"errcode {code}: {told.get('errmsg', '')}"[:300] if code else ""
