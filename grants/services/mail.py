"""Mail by SMTP: from smtp://[user:password@]host[:port] (encrypted where the server offers it) or smtps://."""

import hashlib
import re
import smtplib
import ssl
from collections.abc import Iterable, Iterator
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime
from ipaddress import ip_address
from urllib.parse import SplitResult, unquote, urlsplit

from grants import clock
from grants.services.parcels import Parcel

SECONDS = 20
ADDRESS = re.compile(r"[^\s<>'\"]+@[^\s<>'\"]+")
REFUSALS = (OSError, smtplib.SMTPException, ValueError)  # ValueError: an address no mail can carry


class Unsafe(smtplib.SMTPException):
    """The password would travel in clear."""


def deliver(url: str, sender: str, parcels: Iterable[Parcel]) -> Iterator[tuple[Parcel, str]]:
    """Mail these one after the other; each with "" or the reason why it was not accepted.

    Where the server cannot be reached the rest is given the same reason at once, not tried.
    """
    waiting = list(parcels)
    try:
        with connected(url) as server:
            while waiting:
                yield waiting[0], posted(server, sender, waiting[0])
                waiting.pop(0)
    except REFUSALS as refusal:
        yield from ((parcel, told(refusal)) for parcel in waiting)


def posted(server: smtplib.SMTP, sender: str, parcel: Parcel) -> str:
    """ "" when the server took it; the reason when it refuses this one but would take others."""
    try:
        server.send_message(composed(parcel, sender))
    except (
        smtplib.SMTPResponseException,
        smtplib.SMTPRecipientsRefused,
        smtplib.SMTPNotSupportedError,
    ) as no:
        return told(no)
    except ValueError as no:
        return told(no)
    return ""


def composed(parcel: Parcel, sender: str) -> EmailMessage:
    """The same parcel is the same Message-ID, so that a second copy is recognised."""
    message = EmailMessage()
    domain = sender.rpartition("@")[2] or "localhost"
    message["Message-ID"] = f"<{hashlib.sha256(parcel.key.encode()).hexdigest()[:40]}@{domain}>"
    message["Date"] = format_datetime(clock.now())
    message["From"] = sender
    message["To"] = Address(addr_spec=parcel.to)
    message["Subject"] = " ".join(parcel.subject.split())
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(parcel.body)
    return message


def connected(url: str) -> smtplib.SMTP:
    """A connection, encrypted and signed in as the address says."""
    place, secure = urlsplit(url), ssl.create_default_context()
    host = place.hostname or ""
    if place.scheme == "smtps":
        server: smtplib.SMTP = smtplib.SMTP_SSL(host, place.port or 465, timeout=SECONDS, context=secure)
    else:
        server = smtplib.SMTP(host, place.port or 25, timeout=SECONDS)
    try:
        encrypted = place.scheme == "smtps" or upgraded(server, secure)
        if place.username:
            sign_in(server, place, encrypted)
    except BaseException:
        server.close()
        raise
    return server


def upgraded(server: smtplib.SMTP, secure: ssl.SSLContext) -> bool:
    """Whether the server offers encryption; it is then on."""
    server.ehlo_or_helo_if_needed()
    if not server.has_extn("starttls"):
        return False
    server.starttls(context=secure)
    return True


def sign_in(server: smtplib.SMTP, place: SplitResult, encrypted: bool) -> None:
    if not encrypted and not is_here(place.hostname or ""):
        raise Unsafe("the server offers no encryption; the password is not sent in clear")
    server.login(unquote(place.username or ""), unquote(place.password or ""))


def is_here(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def told(refusal: Exception) -> str:
    """A reason for the outbox, in one line, without anything of the message itself and without anybody's address."""
    said = str(refusal)
    if isinstance(refusal, smtplib.SMTPRecipientsRefused):
        said = " ".join(
            f"{code} {text.decode(errors='replace')}" for code, text in refusal.recipients.values()
        )
    return " ".join(f"{type(refusal).__name__}: {ADDRESS.sub('…', said)}".split())[:300]
