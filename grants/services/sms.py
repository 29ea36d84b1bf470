"""Text messages by whatever gateway an office has: its address, method, body and signature are configuration.

`{phone}` and `{text}` stand for number and text in the body, written as its content type wants them, and in the
address. With a secret the body is signed: HMAC-SHA256 in hexadecimal, in a header of its own.
"""

import hashlib
import hmac
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from urllib.parse import quote_plus
from urllib.request import Request

from grants.services.parcels import Parcel
from grants.services.webhooks import post_each

FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True)
class Gateway:
    """How to ask a gateway: `accepted` is what its answer must contain; with '' any answer of success will do."""

    url: str
    method: str
    body: str
    content_type: str
    header: str
    secret: str
    accepted: str


def gateway(config: Mapping[str, str]) -> Gateway:
    """The gateway as it is configured."""
    names = ("URL", "METHOD", "BODY", "TYPE", "HEADER", "SECRET", "ACCEPTED")
    return Gateway(*(config[f"SMS_{name}"] for name in names))


def deliver(asked: Gateway, parcels: Iterable[Parcel]) -> Iterator[tuple[Parcel, str]]:
    """Send these one after the other; each with "" or the reason why it was not accepted."""
    return post_each(parcels, partial(request, asked), partial(refusal, asked))


def request(asked: Gateway, parcel: Parcel) -> Request:
    body = filled(asked.body, parcel, quote_plus if asked.content_type == FORM else in_json).encode()
    headers = {"Content-Type": f"{asked.content_type}; charset=utf-8"}
    if asked.secret:
        headers[asked.header] = hmac.new(asked.secret.encode(), body, hashlib.sha256).hexdigest()
    content = None if asked.method == "GET" else body
    url = filled(asked.url, parcel, quote_plus)
    return Request(url, content, headers, method=asked.method)  # noqa: S310 - configured


def filled(template: str, parcel: Parcel, written: Callable[[str], str]) -> str:
    """Number and text in their places; what they contain is never taken for a place."""
    before = template.split("{text}")
    return written(parcel.subject).join(part.replace("{phone}", written(parcel.to)) for part in before)


def in_json(text: str) -> str:
    """As it stands between the quotation marks of JSON."""
    return json.dumps(text, ensure_ascii=False)[1:-1]


def refusal(asked: Gateway, answer: bytes) -> str:
    told = answer.decode(errors="replace")
    return "" if asked.accepted in told else " ".join(told.split())[:200] or "empty answer"
