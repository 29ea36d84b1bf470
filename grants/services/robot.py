"""The office's chat robot: a group is told that a case waits for the office, by the JSON that WeCom and DingTalk read.

What is told names the case, its state and the role whose turn it is; no unit, no person, no sum.
"""

import json
from collections.abc import Iterable, Iterator
from functools import partial
from urllib.request import Request

from grants.services.parcels import Parcel
from grants.services.webhooks import post_each


def deliver(url: str, parcels: Iterable[Parcel]) -> Iterator[tuple[Parcel, str]]:
    """Tell the group these one after the other; each with "" or the reason why it was not accepted."""
    return post_each(parcels, partial(request, url), refusal)


def request(url: str, parcel: Parcel) -> Request:
    content = json.dumps({"msgtype": "text", "text": {"content": f"{parcel.subject}\n{parcel.body}".strip()}})
    return Request(url, content.encode(), {"Content-Type": "application/json"})  # noqa: S310 - configured


def refusal(answer: bytes) -> str:
    """Such robots answer 200 whatever they think; `errcode` says it."""
    try:
        told = json.loads(answer)
    except ValueError:
        return ""
    code = told.get("errcode") if isinstance(told, dict) else None
    return f"errcode {code}: {told.get('errmsg', '')}"[:300] if code else ""
