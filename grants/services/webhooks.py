"""Delivering by HTTP: what the chat robot and the gateway for text messages have in common."""

from collections.abc import Callable, Iterable, Iterator
from http.client import HTTPException
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from grants.services.parcels import Parcel

SECONDS = 20
MOST = 10_000  # bytes of an answer that are read
REFUSALS = (OSError, HTTPException, ValueError)


def post_each(
    parcels: Iterable[Parcel], request: Callable[[Parcel], Request], refusal: Callable[[bytes], str]
) -> Iterator[tuple[Parcel, str]]:
    """Post these one after the other; each with "" or the reason why it was not accepted.

    `refusal` reads the answer. Where the other side cannot be reached the rest is given the same reason at once, not
    tried: what is down for one is down for all, and others wait. A reason names no address: it may be a password.
    """
    down = ""
    for parcel in parcels:
        if down:
            yield parcel, down
            continue
        try:
            with urlopen(request(parcel), timeout=SECONDS) as answer:  # noqa: S310 - configured
                yield parcel, refusal(answer.read(MOST))
        except HTTPError as no:
            yield parcel, f"HTTPError: {no.code}"
        except REFUSALS as no:
            down = f"{type(no).__name__}: {getattr(no, 'reason', '')}"[:300]
            yield parcel, down
